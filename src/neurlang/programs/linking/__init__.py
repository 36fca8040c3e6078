"""Linking: joins a program and the units that it calls into one program and one text. Units are programs, too."""

from neurlang.programs.linking.joining import Listing, followed_by, with_units
from neurlang.programs.linking.unit import DATA_SECTION, Scratch, Unit, unit_of

__all__ = ["DATA_SECTION", "Listing", "Scratch", "Unit", "followed_by", "unit_of", "with_units"]
