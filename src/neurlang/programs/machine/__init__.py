"""Running by meaning: the reference interpreter."""
