"""The commands that print a table: of operations, of extensions, of rules."""
