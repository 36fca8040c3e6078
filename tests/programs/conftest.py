"""Puts this folder on the path of imports: strategies that tests of several rooms share lie here."""
