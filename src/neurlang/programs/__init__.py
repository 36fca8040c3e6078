"""The register language and how it runs."""
