"""Interval analysis of computed values, and what it proves."""
