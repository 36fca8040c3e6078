"""From words to programs."""
