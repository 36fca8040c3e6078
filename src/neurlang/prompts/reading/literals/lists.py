"""Lists of numbers: in brackets (`[3, 5, 7]`, `{1 2 3}`), and enumerated in a sentence (`4, 8 and 12`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from neurlang.prompts.reading.literals.literal import Literal, LiteralKind, Number
from neurlang.prompts.reading.literals.numbers import read_numbers
from neurlang.prompts.reading.literals.numerals import MAXIMAL_DIGITS
from neurlang.prompts.reading.word_sets import words_of

Span = tuple[int, int]

_BRACKETS = re.compile(r"\[([^\[\]{}]*+)\]|\{([^\[\]{}]*+)\}")
_COMMAS = (re.compile("[,;] "), re.compile(" ?[,;] ?"))
_PARENTHESES = re.compile(r"[()]")
_BETWEEN = re.compile(r" ?, ?(?:(?:and|or) )?| and ")
_OR = " or "  # enumerates only after a comma: `3, 7 or 9`; but `3 or 7 or 9` is an operation
# Forms that are not elements: the sign of a percentage would be left over, and an ordinal counts one thing.
_NOT_ENUMERATED = frozenset(("percent", "ordinal"))
# Functions of one number: a comma in their parentheses groups thousands.
_OF_ONE_NUMBER = words_of(
    "abs bswap cbrt ceil clz countdown ctz fact factorial fib fibonacci floor int is_even is_prime isprime "
    "neg nextpow2 popcount prime round sgn sign sqrt square"
)
_NAME_BEFORE = re.compile(r"[^\W\d]\w*\Z")
_LONGEST_NAME = 32


def bracketed_lists(text: str) -> tuple[Literal, ...]:
    """The lists in brackets or braces that have only numbers; an index such as `a[3]` is not a list."""
    lists: list[Literal] = []
    for match in _BRACKETS.finditer(text):
        numbers = _elements(match[match.lastindex or 0])
        indexes = match.start() > 0 and text[match.start() - 1].isalnum() and len(numbers or ()) < 2
        if numbers is not None and not indexes:
            lists.append(Literal(LiteralKind.LIST, numbers, *match.span(), "brackets"))
    return tuple(lists)


def join_enumerations(text: str, numbers: Sequence[Literal], calls: Sequence[Span]) -> list[Literal]:
    """The numbers; three or more that commas or `and` join become one list, except within calls."""
    result: list[Literal] = []
    run: list[Literal] = []
    for number in numbers:
        if run and not _continues(text, run, number):
            result += _joined(run)
            run = []
        if number.form in _NOT_ENUMERATED or within(calls, number.start):
            result += [*_joined(run), number]
            run = []
        else:
            run.append(number)
    return result + _joined(run)


def call_spans(text: str) -> tuple[Span, ...]:
    """The insides of parentheses directly after a name, outermost only; an open one extends to the end."""
    spans: list[Span] = []
    opened: list[int] = []
    depth = 0  # of the outermost call within `opened`; 0 outside of calls
    for match in _PARENTHESES.finditer(text):
        at = match.start()
        if match[0] == "(":
            opened.append(match.end())
            if not depth and _name_before(text, at):
                depth = len(opened)
        elif opened:
            start = opened.pop()
            if depth > len(opened):
                spans.append((start, at))
                depth = 0
    if depth:
        spans.append((opened[depth - 1], len(text)))
    return tuple(spans)


def separate_arguments(text: str, calls: Sequence[Span]) -> str:
    """The text with `;` for each comma in a call that is written without spaces: `max(100,200)`.

    Otherwise a comma before three digits would group thousands, as it does in `sqrt(1,000)` and `gcd(1,000, 500)`.
    """
    pieces: list[str] = []
    position = 0
    for start, end in calls:
        inside = text[start:end]
        if "," in inside and ", " not in inside and _name_before(text, start - 1) not in _OF_ONE_NUMBER:
            inside = inside.replace(",", ";")
        pieces += (text[position:start], inside)
        position = end
    return "".join(pieces) + text[position:]


def within(spans: Sequence[Span], position: int) -> bool:
    """Whether a position lies in one of the spans, which are in order."""
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle][1] <= position:
            low = middle + 1
        else:
            high = middle
    return low < len(spans) and spans[low][0] <= position


def _name_before(text: str, end: int) -> str:
    match = _NAME_BEFORE.search(text[max(0, end - _LONGEST_NAME) : end])
    return match[0] if match else ""


def _continues(text: str, run: list[Literal], number: Literal) -> bool:
    between = text[run[-1].end : number.start]
    if between == _OR:
        return len(run) > 1 and "," in text[run[-2].end : run[-1].start]
    return _BETWEEN.fullmatch(between) is not None


def _joined(run: list[Literal]) -> list[Literal]:
    if len(run) < 3:
        return run
    values: tuple[Number, ...] = tuple(number.value for number in run)  # type: ignore[misc]  # every element is a number
    return [Literal(LiteralKind.LIST, values, run[0].start, run[-1].end, "enumeration")]


def _elements(inside: str) -> tuple[Number, ...] | None:
    """The numbers between brackets, or None if anything else stands there.

    Commas separate. If spaces follow the commas, a comma without a space may group thousands: `[1,000, 2,000]`.
    """
    stripped = inside.strip(" ,;")
    if not stripped:
        return None if inside.strip() else ()
    splits = [separator.split(stripped) for separator in _COMMAS if separator.search(stripped)]
    for elements in splits or ([stripped], stripped.split(" ")):
        numbers = _numbers(elements)
        if numbers is not None:
            return numbers
    return None


def _numbers(elements: list[str]) -> tuple[Number, ...] | None:
    values: list[Number] = []
    for element in elements:
        if element.isdecimal() and len(element) <= MAXIMAL_DIGITS:  # most elements; a fast way
            values.append(int(element))
            continue
        literals = read_numbers(element)
        if len(literals) != 1 or literals[0].start or element[literals[0].end :].strip(" %"):
            return None
        values.append(literals[0].value)  # type: ignore[arg-type]  # a literal outside of brackets is a number
    return tuple(values)
