"""One module per command; its function `command` is the command."""
