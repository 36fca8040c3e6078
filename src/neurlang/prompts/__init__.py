"""From a text in words or notation to a verified program."""
