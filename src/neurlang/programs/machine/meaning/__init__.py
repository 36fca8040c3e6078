"""What ops mean: functions on 64-bit values and bytes that a reader can check. They see no registers and no state."""
