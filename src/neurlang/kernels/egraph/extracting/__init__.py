"""From a graph back to expressions."""
