"""Calling the library: its numbered functions, what a call takes and answers with, and its meaning as Python."""
