"""The models: the pipeline for code, its residual, costs of DAGs, weights of operations."""
