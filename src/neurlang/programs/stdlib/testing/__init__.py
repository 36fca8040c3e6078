"""Inputs inside a function's domain, and running compiled code on them."""
