"""Rules as text: `name: left => right if nonzero(a), positive(b)`, one per line.

`<=>` makes two rules; the second is called `name-back`, and has the same conditions. A condition is about a
part of the left side, so the second rule's conditions must occur on its left side as well. `#` begins a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from neurlang.errors import FormulaError, FormulaSyntaxError
from neurlang.kernels.egraph import Condition, Rewrite
from neurlang.kernels.expr import Expr, parse_expression
from neurlang.kernels.rules.analysis import FACTS
from neurlang.kernels.rules.rule import Kind, Rule

LINE = re.compile(
    r"\s*(?P<name>[\w-]+)\s*:\s*(?P<left>.+?)\s*(?P<arrow><=>|=>)\s*(?P<right>.+?)(?:\s+if\s+(?P<when>.+))?"
)
FORM = "a rule is written `name: left => right if nonzero(a)`"
KNOWN = tuple(fact for fact in FACTS if fact != "constant")
CONDITION = re.compile(r"\s*(\w+)\((.+)\)\s*")


# The parts of a formula error's text: the position, the reason, the caret and the words after it.
PLACE = re.compile(
    r"<formula>:1:(?P<column>\d+): (?P<reason>[^\n]*)\n[^\n]*\n *(?P<caret>\^+)(?P<hint>[^\n]*)"
)


def read_rules(text: str, group: str, kind: Kind = "real", source: str = "<rules>") -> tuple[Rule, ...]:
    """The rules of a text.

    Raises:
        FormulaError: a line is not a rule; the error names source, line and column, and shows a caret.

    """
    found: list[Rule] = []
    for number, line in enumerate(text.splitlines(), start=1):
        stated = line.partition("#")[0].rstrip()
        if not stated.strip():
            continue
        said = " ".join(stated.partition(":")[2].split())
        try:
            found.extend(Rule(rewrite, group, kind, said) for rewrite in rewrites_of(stated))
        except MisplacedError as error:
            where = f"{source}:{number}:{error.column}: {error.reason}"
            raise FormulaSyntaxError(
                f"{where}\n    {stated}\n    {' ' * (error.column - 1)}{error.caret}{error.hint}"
            ) from None
    return tuple(found)


class MisplacedError(FormulaError):
    """What is wrong with a line of rules, and from which column on, counted from 1."""

    def __init__(self, reason: str, column: int, caret: str = "^", hint: str = f"  {FORM}") -> None:
        super().__init__(reason)
        self.reason, self.column, self.caret, self.hint = reason, column, caret, hint


def rewrites_of(line: str) -> Iterator[Rewrite]:
    """The one or two rewrites of a line. Raises MisplacedError if it is not a rule."""
    parts = LINE.fullmatch(line)
    start = len(line) - len(line.lstrip()) + 1
    if parts is None:
        raise MisplacedError("this is not a rule", start)
    left, right = (expression_at(parts[side], parts.start(side)) for side in ("left", "right"))
    when = tuple(conditions_of(parts["when"] or "", parts.start("when")))
    yield rewrite_at(parts.start("right"), parts["name"], left, right, when)
    if parts["arrow"] == "<=>":
        yield rewrite_at(parts.start("left"), f"{parts['name']}-back", right, left, when)


def rewrite_at(start: int, name: str, left: Expr, right: Expr, when: tuple[Condition, ...]) -> Rewrite:
    """The rewrite; `start` is where its right side begins in the line. Raises MisplacedError if it is not valid."""
    try:
        return Rewrite(name, left, right, when)
    except FormulaError as error:
        raise MisplacedError(str(error).splitlines()[0], start + 1) from None


def expression_at(text: str, start: int) -> Expr:
    """The expression of a text that begins at `start` in its line. Raises MisplacedError if it is not valid."""
    try:
        return _parsed(text)
    except FormulaError as error:
        place = PLACE.fullmatch(str(error))
        if place is None:
            raise MisplacedError(str(error).splitlines()[0], start + 1) from None
        column = start + int(place["column"])
        raise MisplacedError(place["reason"], column, place["caret"], place["hint"]) from None


_parsed = lru_cache(maxsize=64)(parse_expression)  # a third of the table's terms are `a`, `b` and `c`


def conditions_of(text: str, start: int) -> Iterator[Condition]:
    """The conditions of `nonzero(a), positive(max(b, c))`. Raises MisplacedError."""
    for place, part in parts_between_commas(text):
        if not part.strip():
            continue
        found = CONDITION.fullmatch(part)
        if found is None:
            column = start + place + len(part) - len(part.lstrip()) + 1
            hint = "  write a fact of a term, as in nonzero(a)"
            raise MisplacedError(f"'{part.strip()}' is not a condition", column, hint=hint)
        if found[1] not in KNOWN:
            column = start + place + found.start(1) + 1
            hint = f"  there are {', '.join(KNOWN)}"
            raise MisplacedError(f"there is no fact '{found[1]}'", column, hint=hint)
        yield Condition(found[1], expression_at(found[2], start + place + found.start(2)))


def parts_between_commas(text: str) -> Iterator[tuple[int, str]]:
    """The parts of a text between commas outside brackets, with where they begin."""
    depth = begin = 0
    for place, sign in enumerate(f"{text},"):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and (depth <= 0 or place == len(text)):
            yield begin, text[begin:place]
            begin = place + 1
