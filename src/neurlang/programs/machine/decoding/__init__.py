"""Decoding: each instruction becomes a function on the state, with its operands bound, once per program."""
