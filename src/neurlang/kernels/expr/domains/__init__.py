"""Where a kernel is meant to hold: conditions as boxes, and points that satisfy them."""
