"""Constants combined as a person would write them: 9 / 81 / 9 * 27 * (y + x) is (x + y) * (1 / 3).

Arithmetic is exact, on rational numbers, so the result is equal over the real numbers. A factor that is not exactly
a binary64 number stays a quotient of two whole numbers, which code computes before it runs.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Sequence
from fractions import Fraction

from neurlang.kernels.expr import Expr, constant, make, postorder

Split = tuple[Fraction, Expr | None]  # a coefficient, and what it multiplies; None for 1

PRODUCTS = ("mul", "div", "neg")
SUMS = ("add", "sub")
LARGEST_PART = 1_000_000  # of a quotient: larger whole numbers are not what a person would write
ONE = constant(1.0)


def tidy(outputs: Sequence[Expr], *, divides: bool = False) -> tuple[Expr, ...]:
    """The outputs with constant factors and terms combined, in their simplest form that costs no more.

    In: any outputs. Out: equal ones over the real numbers, defined at the same points, with at most as many operations,
    not counting those on constants alone; `rational_form.is_equal_by_constants` holds for each pair. If `divides`,
    a factor 1/n that is not a binary64 number becomes a division by n: simpler, but slower than a product.
    Values that are used more than once are kept.
    """
    shared = _shared(outputs)
    roots = _product_roots(outputs, shared)

    def change(node: Expr, args: tuple[Expr, ...]) -> Expr:
        again = node if args == node.args else make(node.op.name, *args)
        if node in roots:
            again = _simpler(again, *_split(again, kept), has_input, kept, divides=divides)
        return _sum_of(again, kept) if again.op.name in SUMS else _ordered(again)

    kept: set[Expr] = set()
    has_input: dict[Expr, bool] = {}
    done: dict[Expr, Expr] = {}
    for node in postorder(outputs):
        done[node] = change(node, tuple(done[arg] for arg in node.args))
        _learn(done[node], has_input)
        if node in shared:
            kept.add(done[node])
    return tuple(done[output] for output in outputs)


def _shared(outputs: Sequence[Expr]) -> set[Expr]:
    """Operations that are used more than once; an output counts as a use."""
    uses = Counter(arg for node in postorder(outputs) for arg in node.args)
    uses.update(outputs)
    return {node for node, count in uses.items() if count > 1 and node.args}


def _product_roots(outputs: Sequence[Expr], shared: set[Expr]) -> set[Expr]:
    """Products, quotients and negations that are not part of another one, or are shared."""
    inner = {
        arg
        for node in postorder(outputs)
        if node.op.name in PRODUCTS
        for arg in node.args
        if arg.op.name in PRODUCTS and arg not in shared
    }
    return {node for node in postorder(outputs) if node.op.name in PRODUCTS and node not in inner}


def _split(root: Expr, kept: set[Expr]) -> Split:
    """The coefficient of a product, and the product without its constants."""
    done: dict[Expr, Split] = {}
    for node in _factors(root, kept):
        done[node] = _split_node(node, done, is_whole=node is not root and node in kept)
    return done[root]


def _factors(root: Expr, kept: Container[Expr]) -> list[Expr]:
    """The products that a product consists of, and their factors, arguments first, without descending into factors."""
    found: dict[Expr, None] = {}
    waiting = [root]
    while waiting:
        node = waiting[-1]
        is_product = node.op.name in PRODUCTS and (node is root or node not in kept)
        missing = [arg for arg in node.args if arg not in found] if is_product else []
        if missing:
            waiting.extend(missing)
        else:
            found[waiting.pop()] = None
    return list(found)


def _learn(root: Expr, has_input: dict[Expr, bool]) -> None:
    """Record whether an expression, and everything new in it, has an input."""
    waiting = [root]
    while waiting:
        node = waiting[-1]
        missing = [arg for arg in node.args if arg not in has_input]
        if missing:
            waiting.extend(missing)
        else:
            has_input[waiting.pop()] = node.op.name == "var" or any(has_input[arg] for arg in node.args)


def _split_node(node: Expr, done: dict[Expr, Split], *, is_whole: bool) -> Split:
    name = node.op.name
    if name == "const" and math.isfinite(value := _number(node)) and value:
        return Fraction(value), None
    if name not in PRODUCTS or is_whole:
        return Fraction(1), node
    (part, rest), *others = (done[arg] for arg in node.args)
    if name == "neg":
        return -part, rest
    other_part, other_rest = others[0]
    if name == "mul":
        return part * other_part, _product(node, rest, other_rest)
    return part / other_part, _quotient(node, rest, other_rest)


def _product(node: Expr, left: Expr | None, right: Expr | None) -> Expr | None:
    if left is None or right is None:
        return right if left is None else left
    return node if (left, right) == node.args else make("mul", left, right)


def _quotient(node: Expr, above: Expr | None, below: Expr | None) -> Expr | None:
    if below is None:
        return above
    return node if (above, below) == node.args else make("div", above or ONE, below)


def _number(node: Expr) -> float:
    assert isinstance(node.value, float)
    return node.value


def _exact(value: Fraction) -> Expr | None:
    """The number as a constant, if it is a binary64 number."""
    try:
        found = float(value)
    except OverflowError:
        return None
    return constant(found) if Fraction(found) == value else None


def _written(part: Fraction, rest: Expr | None, *, divides: bool) -> Expr | None:
    """A coefficient times the rest; None if there is no simple form."""
    literal = _exact(part)
    if rest is not None and abs(part) == 1:
        return rest if part == 1 else make("neg", rest)
    if literal is not None:
        return literal if rest is None else _times(literal, rest)
    if max(abs(part.numerator), part.denominator) > LARGEST_PART:
        return None
    above, below = constant(float(part.numerator)), constant(float(part.denominator))
    if rest is None:
        return make("div", above, below)
    if divides and rest.op.name == "div" and rest.args[0] is ONE:
        return make("div", above, _times(below, rest.args[1]))
    if divides:
        return make("div", rest if above is ONE else _times(above, rest), below)
    return _times(make("div", above, below), rest, is_first=False)


def _times(factor: Expr, rest: Expr, *, is_first: bool = True) -> Expr:
    """A factor without inputs times the rest: 2 * x, 3 / x, x * (1 / 3)."""
    if rest.op.name == "div" and rest.args[0] is ONE:
        return make("div", factor, rest.args[1])
    return make("mul", factor, rest) if is_first else make("mul", rest, factor)


def _simpler(
    old: Expr,
    part: Fraction,
    rest: Expr | None,
    has_input: dict[Expr, bool],
    kept: Container[Expr],
    *,
    divides: bool,
) -> Expr:
    """A product as its coefficient times the rest, if that is shorter, or as short and plainer; otherwise unchanged."""
    new = _written(part, rest, divides=divides)
    if new is None:
        return old
    works = [_work(each, has_input, kept) for each in (new, old)]
    is_plainer = rest is None or abs(part) == 1
    return new if works[0] < works[1] or (works[0] == works[1] and is_plainer) else old


def _work(root: Expr, has_input: dict[Expr, bool], kept: Container[Expr]) -> tuple[int, int]:
    """The number of operations of a product at run time and on constants, to compare in this order.

    Operations inside its factors are not counted, as they are the same for products of the same factors.
    """
    counts = [0, 0]
    for node in _factors(root, kept):
        if node.op.name in PRODUCTS and (node is root or node not in kept):
            _learn(node, has_input)
            counts[not has_input[node]] += 1
    return counts[0], counts[1]


def _sum_of(node: Expr, kept: set[Expr]) -> Expr:
    """A sum with its constants combined at the end, and a difference instead of a negative factor."""
    node = _gathered(node)
    if node.op.name not in SUMS:
        return node
    left, right = node.args
    is_left, is_right = (_is_negative(each) and each not in kept for each in (left, right))
    if node.op.name == "add" and is_left and not is_right and right.op.name != "const":
        left, right, is_right = right, left, True
    if is_right:
        return make("add" if node.op.name == "sub" else "sub", left, _opposite(right))
    return _ordered(make(node.op.name, left, right))


def _gathered(node: Expr) -> Expr:
    """(a + 1) + 2 becomes a + 3, if the constant is a binary64 number."""
    terms = _constant_and_rest(node)
    inner = _constant_and_rest(terms[2]) if terms is not None else None
    if terms is None or inner is None:
        return node
    total, is_negated = terms[0] + inner[0] * (-1 if terms[1] else 1), terms[1] != inner[1]
    literal = _exact(total)
    if literal is None:
        return node
    if total == 0:
        return make("neg", inner[2]) if is_negated else inner[2]
    return make("sub", literal, inner[2]) if is_negated else make("add", inner[2], literal)


def _constant_and_rest(node: Expr) -> tuple[Fraction, bool, Expr] | None:
    """A sum of a constant and a rest, which may be subtracted; None for anything else."""
    if node.op.name not in SUMS:
        return None
    left, right = node.args
    is_difference = node.op.name == "sub"
    for one, other, sign, is_negated in (
        (left, right, 1, is_difference),
        (right, left, -1 if is_difference else 1, False),
    ):
        if one.op.name == "const" and math.isfinite(_number(one)) and other.op.name != "const":
            return Fraction(_number(one)) * sign, is_negated, other
    return None


def _is_negative(node: Expr) -> bool:
    """Whether the node is a product by a negative number, a negative constant, or a negation."""
    if node.op.name == "neg":
        return True
    number = node.args[0] if node.op.name in ("mul", "div") else node
    return number.op.name == "const" and _number(number) < 0


def _opposite(node: Expr) -> Expr:
    """The node without its sign."""
    if node.op.name == "neg":
        return node.args[0]
    if node.op.name == "const":
        return constant(-_number(node))
    number = -_number(node.args[0])
    if number == 1 and node.op.name == "mul":
        return node.args[1]
    return make(node.op.name, constant(number), node.args[1])


def _ordered(node: Expr) -> Expr:
    """A sum or product in the order that people write: x + y, x + 1, 2 * x."""
    if node.op.name not in ("add", "mul"):
        return node
    left, right = node.args
    if left.op.name == right.op.name == "var":
        is_swapped = str(left.value) > str(right.value)
    else:
        first = right if node.op.name == "mul" else left
        is_swapped = first.op.name == "const" and (left.op.name == "const") != (right.op.name == "const")
    return make(node.op.name, right, left) if is_swapped else node
