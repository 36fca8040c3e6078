"""The evaluation of the network: its layers as a weights file has them, and machine code that computes them."""
