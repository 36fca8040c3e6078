"""Bounds on errors that hold for certain."""
