"""Why two expressions are equal: proofs from the graph, and their checker."""
