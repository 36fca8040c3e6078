"""Proofs by z3 that compiled code computes what its source does, for all inputs or up to a bound."""
