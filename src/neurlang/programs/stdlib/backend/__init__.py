"""From SSA to assembly: what fits the machine, registers, the stack, the text."""
