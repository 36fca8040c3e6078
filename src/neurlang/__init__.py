"""Neurlang turns what a person wants into native code that is known to be right."""
