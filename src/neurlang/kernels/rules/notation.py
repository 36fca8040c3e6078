"""Rules as text: `name: left => right if nonzero(a), positive(b)`, one a line.

`<=>` stands for two rules; the second is called `name-back`, and has the conditions too. A condition is about a
part of the left side, so the second rule's must occur on its left side as well. `#` begins a comment.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from neurlang.errors import FormulaError, FormulaSyntaxError
from neurlang.kernels.egraph import Condition, Rewrite
from neurlang.kernels.expr import parse_expression
from neurlang.kernels.rules.rule import Kind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neurlang.kernels.expr import Expr

LINE = re.compile(
    r"(?P<name>[\w-]+)\s*:\s*(?P<left>.+?)\s*(?P<arrow><=>|=>)\s*(?P<right>.+?)(?:\s+if\s+(?P<when>.+))?"
)
FORM = "a rule is written `name: left => right if nonzero(a)`"
CONDITION = re.compile(r"\s*(\w+)\((.+)\)\s*")


def read_rules(text: str, group: str, kind: Kind = "real", source: str = "<rules>") -> tuple[Rule, ...]:
    """The rules of a text.

    Raises:
        FormulaError: a line is no rule; the error names source, line, column and shows a caret.

    """
    found: list[Rule] = []
    for number, line in enumerate(text.splitlines(), start=1):
        stated = line.partition("#")[0].strip()
        if not stated:
            continue
        try:
            text = " ".join(stated.partition(":")[2].split())
            found.extend(Rule(rewrite, group, kind, text) for rewrite in rewrites_of(stated))
        except FormulaError as error:
            column = len(line) - len(line.lstrip()) + 1
            reason = str(error).splitlines()[0]
            raise FormulaSyntaxError(
                f"{source}:{number}:{column}: {reason}\n    {stated}\n    ^ {FORM}"
            ) from None
    return tuple(found)


def rewrites_of(line: str) -> Iterator[Rewrite]:
    """The one or two rewrites of a line. Raises FormulaError where it is none."""
    parts = LINE.fullmatch(line)
    if parts is None:
        raise FormulaError("this is no rule")
    left, right = parse_expression(parts["left"]), parse_expression(parts["right"])
    when = tuple(conditions_of(parts["when"] or ""))
    yield Rewrite(parts["name"], left, right, when)
    if parts["arrow"] == "<=>":
        yield Rewrite(f"{parts['name']}-back", right, left, when)


def conditions_of(text: str) -> Iterator[Condition]:
    """The conditions of `nonzero(a), positive(b + c)`: no term of theirs has a comma."""
    for part in filter(None, (item.strip() for item in text.split(","))):
        found = CONDITION.fullmatch(part)
        if found is None:
            raise FormulaError(f"'{part}' is no condition; write a fact of a term, as in nonzero(a)")
        term: Expr = parse_expression(found[2])
        yield Condition(found[1], term)
