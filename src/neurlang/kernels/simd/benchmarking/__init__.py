"""Compiled kernels timed beside their peers, over corpora."""
