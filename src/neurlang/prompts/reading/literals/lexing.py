"""Finding the literals: rules read the values in a prompt exactly; the network sees the rest."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from operator import attrgetter

from neurlang.prompts.reading.literals.bare_text import bare_texts
from neurlang.prompts.reading.literals.lists import (
    bracketed_lists,
    call_spans,
    join_enumerations,
    separate_arguments,
)
from neurlang.prompts.reading.literals.literal import Lexed, Literal, LiteralKind
from neurlang.prompts.reading.literals.normal_form import NormalForm, normalise
from neurlang.prompts.reading.literals.numbers import MASK, read_numbers

_START = attrgetter("start")


@lru_cache(maxsize=8)  # the checks of one prompt look at it again
def lex(prompt: str, *, fractions: bool = True, enumerations: bool = True) -> Lexed:
    """Bring a prompt to normal form and find its literals.

    With `fractions`, a lone `3/4` is one REAL, else two INTEGERs with the slash between them. With
    `enumerations`, three or more numbers that commas or `and` join are one LIST, else several numbers. The
    span of a percentage ends before its sign or word. A numeral of more than 400 digits is not a literal. Never
    raises; takes time linear in the length of the prompt.
    """
    form = normalise(prompt)
    texts = _texts(form)
    masked = _mask(form.text, texts) if texts else form.text
    lists: tuple[Literal, ...] = ()
    if "[" in masked or "{" in masked:
        lists = bracketed_lists(masked)
        masked = _mask(masked, lists)
    calls = call_spans(masked) if "(" in masked else ()
    numbers = read_numbers(separate_arguments(masked, calls) if calls else masked, fractions=fractions)
    if enumerations and len(numbers) > 2:
        numbers = join_enumerations(masked, numbers, calls)
    found = (*texts, *lists, *numbers)
    return Lexed(form.text, tuple(sorted(found, key=_START)) if texts or lists else found)


def _texts(form: NormalForm) -> tuple[Literal, ...]:
    if form.quotations:
        return tuple(Literal(LiteralKind.TEXT, q.value, q.start, q.end, "quoted") for q in form.quotations)
    return bare_texts(form.text, form.cased)


def _mask(text: str, literals: Iterable[Literal]) -> str:
    """The text with each literal masked, which keeps its length. The literals are in order."""
    pieces: list[str] = []
    position = 0
    for literal in literals:
        pieces += (text[position : literal.start], MASK * (literal.end - literal.start))
        position = literal.end
    return "".join(pieces) + text[position:]
