"""Data generation, the trainer, export; the only room that imports torch."""
