"""What is known of the rules: refuted by points, proved by z3 and SymPy, written down in a ledger."""
