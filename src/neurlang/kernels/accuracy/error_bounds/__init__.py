"""Guaranteed bounds on errors."""
