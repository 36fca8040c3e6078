"""Makes this folder importable: it has strategies that the tests of several rooms share."""
