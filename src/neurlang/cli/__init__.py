"""The command `nl`: one small module per command, which parses, calls and prints."""
