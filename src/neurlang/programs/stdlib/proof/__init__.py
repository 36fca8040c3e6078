"""Proofs by z3 that compiled functions return what formulas say, for all inputs or up to a bound."""
