"""Hidden state: the capability and the taint that ride along with values, in registers and in memory."""
