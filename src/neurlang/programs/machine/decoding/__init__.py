"""Decoding: each instruction becomes, once, a function on the state with its operands bound."""
