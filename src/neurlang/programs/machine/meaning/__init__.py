"""What ops mean: functions on 64-bit values and bytes that a reader can check, without registers and state."""
