"""Proofs that two expressions are equal, built from the graph, and their checker."""
