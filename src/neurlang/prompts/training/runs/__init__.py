"""Around a run of training: profiles and devices before it, curves and cards after it, and cross-validation."""
