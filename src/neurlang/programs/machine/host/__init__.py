"""The world outside the sandbox: console, clock, files, network, and what a program may do there."""
