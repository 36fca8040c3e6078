"""The values in a prompt, read exactly by rules: numbers in all their forms, texts, lists."""

from neurlang.prompts.reading.literals.lexing import lex
from neurlang.prompts.reading.literals.literal import Lexed, Literal, LiteralKind, Number
from neurlang.prompts.reading.literals.number_vocabulary import CARDINAL_WORDS, ORDINAL_WORDS, PART_WORDS

__all__ = [
    "CARDINAL_WORDS",
    "ORDINAL_WORDS",
    "PART_WORDS",
    "Lexed",
    "Literal",
    "LiteralKind",
    "Number",
    "lex",
]
