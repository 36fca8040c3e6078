"""Linking: programs that call units, which are programs of their own, as one program and as one text."""

from neurlang.programs.linking.joining import Listing, followed_by, with_units
from neurlang.programs.linking.unit import Scratch, Unit

__all__ = ["Listing", "Scratch", "Unit", "followed_by", "with_units"]
