"""Reports of commands as lines for people."""
