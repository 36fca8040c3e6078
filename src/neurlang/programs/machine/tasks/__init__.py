"""Tasks: threads of control that take turns, the channels between them, and what they wait for."""
