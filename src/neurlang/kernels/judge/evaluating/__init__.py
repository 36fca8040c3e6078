"""How good the models are, beside other tools and published numbers."""
