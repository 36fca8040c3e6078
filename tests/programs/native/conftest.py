"""Puts this folder on the path of imports: programs that tests of several parts share lie here."""
