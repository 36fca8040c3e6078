"""Word problems of one step: little stories that ask for a sum, a difference, a product or a share."""

from neurlang.prompts.training.phrasing.word_problems.addition import ADDITION
from neurlang.prompts.training.phrasing.word_problems.division import DIVISION
from neurlang.prompts.training.phrasing.word_problems.multiplication import MULTIPLICATION
from neurlang.prompts.training.phrasing.word_problems.subtraction import SUBTRACTION

WORD_PROBLEMS = {"ADD": ADDITION, "SUB": SUBTRACTION, "MUL": MULTIPLICATION, "DIV": DIVISION}

__all__ = ["WORD_PROBLEMS"]
