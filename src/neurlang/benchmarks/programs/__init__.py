"""Programs timed beside C, numba and WebAssembly, and the steps from a program to code."""
