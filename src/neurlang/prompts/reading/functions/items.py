"""A text as items: words in one form each, and values (numbers, texts, lists, dates), in the order of the text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from neurlang.prompts.reading.functions.wording import canonical
from neurlang.prompts.reading.literals import Literal, LiteralKind, lex
from neurlang.prompts.reading.literals.normal_form import normalise
from neurlang.prompts.reading.literals.numbers import read_numbers

NUMBER, TEXT, LIST, CHARACTER = "n", "t", "l", "c"
"""Kinds of values. A text of one character may be a CHARACTER."""

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*\d*|[^\w\s]")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_MONTH_OF = {name: number for number, name in enumerate(_MONTHS, 1)} | {
    name[:3]: number for number, name in enumerate(_MONTHS, 1)
}
_ONLY_MONTHS = frozenset(_MONTH_OF) - {"may", "mar"}
_DATE_SIGNS = frozenset("-/.")
_LAST_YEAR = 9999
_NAMES_OF_LETTERS = frozenset(("letter", "character", "char"))

_QUADRATIC = re.compile(
    r"(?P<a>-?\s?[\d.]*)\s?\*?\s?[xX](?:\^2|²|\*\*2| squared)\s?(?P<b>[-+]\s?[\d.]*)\s?\*?\s?[xX]"
    r"\s?(?P<c>[-+]\s?[\d.]+)(?:\s?=\s?0)?"
)
"""`2x^2 - 3x - 5 = 0`: a polynomial of the second degree, whose coefficients are three numbers."""

Value = int | float | str | tuple[int, ...] | tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A word or a value with its place in the text.

    A word has its canonical form and its spelling; a value has its kind, and for a matrix how many rows it has. `role`
    says which part of a date a number is.
    """

    word: str
    raw: str
    start: int
    end: int
    kind: str = ""
    value: Value = 0
    form: str = ""
    rows: int = 0
    role: str = ""

    @property
    def is_value(self) -> bool:
        """Whether it is a value."""
        return bool(self.kind)


def items_of(text: str) -> tuple[Item, ...]:
    """The items of a text. Signs that only divide sentences are words of their own."""
    text = _QUADRATIC.sub(_coefficients, text)
    lexed = lex(text, enumerations=False, fractions=False)
    cased = normalise(text).cased
    items: list[Item] = []
    position = 0
    for literal in lexed.literals:
        items += _words(lexed.text, cased, position, literal.start)
        if literal.form == "bare" and not _is_one_word(literal):
            items += _bare_words(lexed.text, cased, literal)
        else:
            items.append(_value(literal, lexed.text))
        position = literal.end
    items += _words(lexed.text, cased, position, len(lexed.text))
    return tuple(canonical_items(_dates(_matrices(_signed(_named_letters(_without_hyphens(items)))))))


def _coefficients(match: re.Match[str]) -> str:
    parts = [part.replace(" ", "").replace("+", "") for part in (match["a"], match["b"], match["c"])]
    shown = [f"{part}1" if part in ("", "-") else part for part in parts]
    return f" quadratic {shown[0]} , {shown[1]} , {shown[2]} "


def canonical_items(items: Sequence[Item]) -> list[Item]:
    """The items with phrases of several words that mean one thing as one word (`how many` is `count`)."""
    words = [item.word if not item.is_value else "" for item in items]
    result: list[Item] = []
    for first, end, word in canonical(words):
        if end - first == 1:
            result.append(replace(items[first], word=word) if word != items[first].word else items[first])
        elif word:
            result.append(
                Item(
                    word,
                    " ".join(item.raw for item in items[first:end]),
                    items[first].start,
                    items[end - 1].end,
                )
            )
    return result


def _without_hyphens(items: list[Item]) -> list[Item]:
    """The items without the hyphens inside words: `title-case`."""
    return [
        item
        for at, item in enumerate(items)
        if item.word != "-"
        or not (0 < at < len(items) - 1 and items[at - 1].word and items[at + 1].word)
        or items[at - 1].end != item.start
        or items[at + 1].start != item.end
    ]


def _named_letters(items: list[Item]) -> list[Item]:
    """The items with a letter that is called one as a text: `the letter a`."""
    result: list[Item] = []
    for item in items:
        is_named = (
            bool(result)
            and result[-1].word in _NAMES_OF_LETTERS
            and len(item.raw) == 1
            and item.raw.isalpha()
        )
        result.append(replace(item, word="", kind=TEXT, value=item.raw, form="bare") if is_named else item)
    return result


def _signed(items: list[Item]) -> list[Item]:
    """The items with the minus before a number of a list as its sign: `10 -3 7`."""
    result: list[Item] = []
    for item in items:
        if (
            len(result) > 1
            and item.kind == NUMBER
            and result[-1].word == "-"
            and result[-1].end == item.start
            and result[-2].kind == NUMBER
            and result[-2].end < result[-1].start
            and isinstance(item.value, int | float)
        ):
            result[-1] = replace(item, value=-item.value, start=result[-1].start)
            continue
        result.append(item)
    return result


def _words(text: str, cased: str, start: int, end: int) -> list[Item]:
    return [
        Item(
            match[0],
            cased[start + match.start() : start + match.end()],
            start + match.start(),
            start + match.end(),
        )
        for match in _WORD.finditer(text[start:end])
    ]


def _is_one_word(literal: Literal) -> bool:
    return isinstance(literal.value, str) and literal.value.isalpha()


def _bare_words(text: str, cased: str, literal: Literal) -> list[Item]:
    """The words of a text without quotation marks, which may be words of the request (`turn the word stop around`)."""
    items: list[Item] = []
    position = literal.start
    for number in read_numbers(text[literal.start : literal.end], fractions=False):
        items += _words(text, cased, position, literal.start + number.start)
        moved = replace(number, start=literal.start + number.start, end=literal.start + number.end)
        items.append(_value(moved, text))
        position = moved.end
    return items + _words(text, cased, position, literal.end)


def _value(literal: Literal, text: str) -> Item:
    kind = {LiteralKind.TEXT: TEXT, LiteralKind.LIST: LIST}.get(literal.kind, NUMBER)
    return Item(
        "",
        text[literal.start : literal.end],
        literal.start,
        literal.end,
        kind,
        _plain(literal),
        literal.form,
    )


def _plain(literal: Literal) -> Value:
    value = literal.value
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        whole = all(isinstance(each, int) for each in value)
        return tuple(int(each) for each in value) if whole else tuple(float(each) for each in value)
    if literal.form == "percent":  # a function takes percentages as hundredths
        value = value * 100
        return int(value) if Fraction(value).denominator == 1 else float(value)
    return value if isinstance(value, int) else float(value)


def _matrices(items: list[Item]) -> list[Item]:
    """The items with rows in brackets of their own, or divided by `;`, as one list."""
    result: list[Item] = []
    index = 0
    while index < len(items):
        found = _matrix_at(items, index) if items[index].word in ("[", "(", "{") else None
        if found is None:
            result.append(items[index])
            index += 1
            continue
        matrix, index = found
        result.append(matrix)
    return result


def _matrix_at(items: list[Item], first: int) -> tuple[Item, int] | None:
    rows: list[list[Value]] = [[]]
    index = first + 1
    while index < len(items) and items[index].word not in ("]", ")", "}"):
        item = items[index]
        if item.kind == LIST and isinstance(item.value, tuple):
            rows[-1:] = [[*item.value], []] if not rows[-1] else [rows[-1], [*item.value], []]
        elif item.kind == NUMBER:
            rows[-1].append(item.value)
        elif item.word == ";":
            rows.append([])
        elif item.word != ",":
            return None
        index += 1
    rows = [row for row in rows if row]
    if index == len(items) or len(rows) < 2 or len({len(row) for row in rows}) != 1:
        return None
    flat = [each for row in rows for each in row]
    numbers = [each for each in flat if isinstance(each, int | float)]
    whole = all(isinstance(each, int) for each in numbers)
    value: Value = tuple(int(each) for each in numbers) if whole else tuple(float(each) for each in numbers)
    last = items[index]
    return (
        Item("", "", items[first].start, last.end, LIST, value, "matrix", rows=len(rows)),
        index + 1,
    )


def _dates(items: list[Item]) -> list[Item]:
    """The items with dates as year, month and day."""
    result: list[Item] = []
    index = 0
    while index < len(items):
        found = _written_date(items, index) or _named_date(items, index)
        if found is None:
            result.append(items[index])
            index += 1
            continue
        parts, index = found
        result += parts
    return result


def _written_date(items: list[Item], index: int) -> tuple[list[Item], int] | None:
    """`2024-02-29`, `29.2.2024`, `2/29/2024`; a date that may be either way round has no role."""
    five = items[index : index + 5]
    if len(five) < 5 or [item.kind for item in five] != [NUMBER, "", NUMBER, "", NUMBER]:
        return None
    sign = five[1].word
    if sign not in _DATE_SIGNS or five[3].word != sign:
        return None
    if any(left.end != right.start for left, right in itertools.pairwise(five)):
        return None
    numbers = [five[0], five[2], five[4]]
    values = [item.value if isinstance(item.value, int) else -1 for item in numbers]
    if values[0] > 31 and 1 <= values[1] <= 12:
        return _in_order(numbers[0], numbers[1], numbers[2]), index + 5
    if values[2] <= 31:
        return None
    first, second = values[0], values[1]
    if sign == "." or first > 12:
        return _in_order(numbers[2], numbers[1], numbers[0]), index + 5
    if second > 12 or first == second:
        return _in_order(numbers[2], numbers[0], numbers[1]), index + 5
    return None


def _named_date(items: list[Item], index: int) -> tuple[list[Item], int] | None:
    """`29 February 2024`, `February 29th, 2024`, `February 2024`, `the 5th of May in 2020`."""
    place = index
    day: Item | None = None
    if _is_day(items, place):
        day, place = items[place], place + 1
        if place < len(items) and items[place].word == "of":
            place += 1
    month = _MONTH_OF.get(items[place].word.rstrip(".")) if place < len(items) else None
    if month is None:
        return None
    named = items[place]
    place += 1
    if day is None:
        after = place + 1 if place < len(items) and items[place].word == "the" else place
        if _is_day(items, after):
            day, place = items[after], after + 1
    while place < len(items) and items[place].word in (",", "in", "of"):
        place += 1
    if place == len(items) or items[place].kind != NUMBER:
        return None
    year = items[place]
    if not isinstance(year.value, int) or not 31 < year.value <= _LAST_YEAR:
        return None
    month_item = Item("", named.raw, named.start, named.end, NUMBER, month, "date", role="month")
    parts = [replace(year, form="date", role="year"), month_item]
    if day is not None:
        parts.append(replace(day, form="date", role="day"))
    return parts, place + 1


def _is_day(items: list[Item], place: int) -> bool:
    if place >= len(items) or items[place].kind != NUMBER:
        return False
    value = items[place].value
    return isinstance(value, int) and 1 <= value <= 31


def _in_order(year: Item, month: Item, day: Item) -> list[Item]:
    return [
        replace(item, form="date", role=role)
        for item, role in ((year, "year"), (month, "month"), (day, "day"))
    ]
