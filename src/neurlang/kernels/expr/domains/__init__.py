"""The domain of a kernel: boxes in which its condition can hold, and points that satisfy it."""
