"""Static analysis of programs: blocks, procedures, loops, and data-flow analyses."""

from neurlang.programs.flow.blocks import block_ends, is_indirect, successors_of, targets_of
from neurlang.programs.flow.definitions import LINK, UNTRACKED, destination_of, named_in, read_by
from neurlang.programs.flow.distances import WIDTHS, Place, Places, accessed, places_at_blocks, transfer
from neurlang.programs.flow.liveness import live_at_blocks
from neurlang.programs.flow.loops import Search, natural_loop, search
from neurlang.programs.flow.preservation import Preserved, places_of_procedure, preserved_registers
from neurlang.programs.flow.procedures import Procedure, is_recursive, procedures_of
from neurlang.programs.flow.solver import fixpoint

__all__ = [
    "LINK",
    "UNTRACKED",
    "WIDTHS",
    "Place",
    "Places",
    "Preserved",
    "Procedure",
    "Search",
    "accessed",
    "block_ends",
    "destination_of",
    "fixpoint",
    "is_indirect",
    "is_recursive",
    "live_at_blocks",
    "named_in",
    "natural_loop",
    "places_at_blocks",
    "places_of_procedure",
    "preserved_registers",
    "procedures_of",
    "read_by",
    "search",
    "successors_of",
    "targets_of",
    "transfer",
]
