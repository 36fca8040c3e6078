"""Linking: a program and the units that it calls, which are programs themselves, joined into one program and text."""

from neurlang.programs.linking.joining import Listing, followed_by, with_units
from neurlang.programs.linking.unit import DATA_SECTION, Scratch, Unit, unit_of

__all__ = ["DATA_SECTION", "Listing", "Scratch", "Unit", "followed_by", "unit_of", "with_units"]
