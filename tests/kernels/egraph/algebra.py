"""A few rules that hold over the reals, random expressions, and the same rules for egglog."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from neurlang.kernels.egraph import Rewrite
from neurlang.kernels.expr import Expr, constant, make, parse_expression, postorder, variable

if TYPE_CHECKING:
    from collections.abc import Mapping

LINES = """
add-comm: a + b = b + a
mul-comm: a * b = b * a
add-assoc: (a + b) + c = a + (b + c)
mul-assoc: (a * b) * c = a * (b * c)
distribute: a * (b + c) = a*b + a*c
factor: a*b + a*c = a * (b + c)
sub: a - b = a + -b
sub-back: a + -b = a - b
neg-neg: - -a = a
neg-mul: -a * b = -(a * b)
add-zero: a + 0 = a
mul-one: a * 1 = a
mul-zero: a * 0 = a - a
double: a + a = 2 * a
root-product: sqrt(a) * sqrt(b) = sqrt(a * b)
square: a * a = abs(a) * abs(a)
abs-abs: abs(abs(a)) = abs(a)
abs-neg: abs(-a) = abs(a)
fma: a*b + c = fma(a, b, c)
fma-back: fma(a, b, c) = a*b + c
min-comm: min(a, b) = min(b, a)
max-comm: max(a, b) = max(b, a)
min-max: -min(a, b) = max(-a, -b)
div: a / b = a * recip(b)
recip-mul: recip(a) * recip(b) = recip(a * b)
recip-recip: recip(recip(a)) = a
exp-add: exp(a) * exp(b) = exp(a + b)
log-exp: log(exp(a)) = a
select-less: a < b ? a : b = min(a, b)
"""


def rewrite(line: str) -> Rewrite:
    """`name: left = right` as a rewrite."""
    name, sides = line.split(": ", 1)
    left, right = sides.split(" = ")
    return Rewrite(name, parse_expression(left), parse_expression(right))


RULES = tuple(rewrite(line) for line in LINES.strip().splitlines())
OPERATIONS = (("add", 2), ("sub", 2), ("mul", 2), ("mul", 2), ("add", 2), ("neg", 1), ("sqrt", 1), ("abs", 1),
              ("min", 2), ("max", 2), ("div", 2), ("exp", 1), ("log", 1), ("fma", 3))  # fmt: skip


def random_expression(seed: int, operations: int) -> Expr:
    """An expression of so many operations, some of them shared, over three inputs and three constants."""
    draw = random.Random(seed)
    leaves = [variable(name) for name in "xyz"] + [constant(value) for value in (0.0, 1.0, 2.5)]
    made: list[Expr] = []
    for _ in range(operations):
        name, arity = draw.choice(OPERATIONS)
        made.append(make(name, *(draw.choice([*leaves, *made, *made[-2:]]) for _ in range(arity))))
    return made[-1]


def egglog_term(expr: Expr, holes: bool) -> str:
    """An expression as egglog's text; its variables are holes or inputs."""
    texts: dict[Expr, str] = {}
    for node in postorder((expr,)):
        if node.op.name == "var":
            texts[node] = str(node.value) if holes else f'(Var "{node.value}")'
        elif node.op.name == "const":
            texts[node] = f"(Const {float(str(node.value))!r})"
        else:
            texts[node] = f"({egglog_name(node.op.name)} {' '.join(texts[each] for each in node.args)})"
    return texts[expr]


def egglog_name(op: str) -> str:
    return op.capitalize()


def egglog_rules(rules: tuple[Rewrite, ...], arities: Mapping[str, int]) -> str:
    """The type of expressions and the rules, as an egglog program."""
    cases = " ".join(f"({egglog_name(op)} {'E ' * arity})" for op, arity in arities.items())
    lines = [f"(datatype E (Var String) (Const f64) {cases})"]
    lines += [
        f"(rewrite {egglog_term(rule.left, holes=True)} {egglog_term(rule.right, holes=True)})"
        for rule in rules
    ]
    return "\n".join(lines)


def arities_of(rules: tuple[Rewrite, ...]) -> dict[str, int]:
    """Every operation of the rules and of random expressions, with its number of arguments."""
    found = dict(OPERATIONS)
    for rule in rules:
        found |= {node.op.name: node.op.arity for node in postorder((rule.left, rule.right)) if node.args}
    return found
