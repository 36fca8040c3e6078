"""Written notation: scanner, grammar, trees, and the operations of trees as plans.

A text in notation never reaches the network.
"""

from neurlang.prompts.reading.notation.cursor import combinations
from neurlang.prompts.reading.notation.numerals import Commas
from neurlang.prompts.reading.notation.operations import node_of, plan_root
from neurlang.prompts.reading.notation.parser import Parser
from neurlang.prompts.reading.notation.printing import written
from neurlang.prompts.reading.notation.results import written_in, written_number
from neurlang.prompts.reading.notation.roundings import with_real_quotients
from neurlang.prompts.reading.notation.scanner import fold_signs, scan
from neurlang.prompts.reading.notation.table import FUNCTIONS, INTENT_OF_COMPOUND, OPERATORS, Level, signs_of
from neurlang.prompts.reading.notation.token import Kind, NotationError, Token
from neurlang.prompts.reading.notation.trees import Apply, Computed, Constant, Listing, Quantity, Quoted, Tree

__all__ = [
    "FUNCTIONS",
    "INTENT_OF_COMPOUND",
    "OPERATORS",
    "Apply",
    "Commas",
    "Computed",
    "Constant",
    "Kind",
    "Level",
    "Listing",
    "NotationError",
    "Parser",
    "Quantity",
    "Quoted",
    "Token",
    "Tree",
    "combinations",
    "fold_signs",
    "node_of",
    "plan_root",
    "scan",
    "signs_of",
    "with_real_quotients",
    "written",
    "written_in",
    "written_number",
]
