"""The values that a prompt holds, read exactly by rules: numbers in all their forms, texts, lists."""

from neurlang.prompts.reading.literals.lexing import lex
from neurlang.prompts.reading.literals.literal import Lexed, Literal, LiteralKind, Number

__all__ = ["Lexed", "Literal", "LiteralKind", "Number", "lex"]
