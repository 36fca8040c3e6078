"""Hidden state: the capability and the taint of each value, in registers and in memory."""
