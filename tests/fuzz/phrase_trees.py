"""Random trees of operations rendered as phrases, with their values by fractions: read back, or refused, never wrong.

    python tests/fuzz/phrase_trees.py [--trees 20000] [--seed 0]

The renderer knows nothing of the reader or of the generator of training data: it has its own few phrases, and
brackets where an operand could be torn apart.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from neurlang.errors import NeurlangError
from neurlang.prompts.reading.by_grammar import read_by_grammar

if TYPE_CHECKING:
    from random import Random

SUM, PRODUCT, OWNED, ATOM = range(4)  # how tightly a rendered tree holds together
LARGEST = 10**12
CLOSE = 1e-6  # relative


@dataclass(frozen=True)
class Phrase:
    """A rendered tree."""

    text: str
    holds: int
    value: Fraction

    def within(self, level: int) -> str:
        """The text, in brackets where it holds less tightly than a level."""
        return self.text if self.holds >= level else f"({self.text})"


def phrase(random: Random, depth: int) -> Phrase:
    """A random tree of at most that depth."""
    if depth == 0:
        number = random.randint(1, 40)
        return Phrase(str(number), ATOM, Fraction(number))
    return random.choice((_infix, _gathered, _before))(random, depth)


def _infix(random: Random, depth: int) -> Phrase:
    left, right = phrase(random, depth - 1), phrase(random, depth - 1)
    a, b = left.value, right.value
    loose = f"{left.within(SUM)} {{}} {right.within(PRODUCT)}"
    tight = f"{left.within(PRODUCT)} {{}} {right.within(OWNED)}"
    both = f"{left.within(PRODUCT)} {{}} {right.within(PRODUCT)}"
    rendered = [
        (loose.format("plus"), SUM, a + b),
        (loose.format("minus"), SUM, a - b),
        (tight.format("times"), PRODUCT, a * b),
        (tight.format("divided by"), PRODUCT, a / b if b else None),
        (both.format("less than"), -1, b - a),
        (both.format("more than"), -1, b + a),
    ]
    text, holds, value = random.choice(rendered)
    return left if value is None else Phrase(text, holds, value)


def _gathered(random: Random, depth: int) -> Phrase:
    items = [phrase(random, depth - 1) for _ in range(random.choice((2, 2, 3)))]
    values = [item.value for item in items]
    name, value = random.choice(
        (
            ("the sum of", sum(values)),
            ("the product of", math.prod(values)),
            ("the average of", sum(values) / len(values)),
            ("the largest of", max(values)),
        )
    )
    texts = [item.text if item.holds == ATOM else f"({item.text})" for item in items]
    return Phrase(f"{name} {', '.join(texts[:-1])} and {texts[-1]}", OWNED, Fraction(value))


def _before(random: Random, depth: int) -> Phrase:
    operand = phrase(random, depth - 1)
    part = random.randint(1, 99)
    words, value = random.choice(
        (
            ("the square of", operand.value**2),
            ("twice", 2 * operand.value),
            ("half of", operand.value / 2),
            (f"{part}% of", operand.value * part / 100),
        )
    )
    return Phrase(f"{words} {operand.within(OWNED)}", OWNED, value)


def outcome(tree: Phrase) -> str:
    """What comes of a rendered tree: right, wrong, or refused."""
    try:
        readings = read_by_grammar(f"what is {tree.text}").readings
    except NeurlangError:
        return "refused"
    if len(readings) != 1:
        return "refused"
    value = readings[0].value
    assert isinstance(value, int | float)
    return "right" if math.isclose(value, tree.value, rel_tol=CLOSE, abs_tol=CLOSE) else "wrong"


def main() -> None:
    """Read random trees; print what came of them. Exit code 1 if one was read wrongly."""
    from random import Random

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--trees", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    tally: Counter[str] = Counter()
    for number in range(arguments.trees):
        random = Random(f"{arguments.seed} {number}")
        tree = phrase(random, random.randint(1, 3))
        found = outcome(tree) if abs(tree.value) < LARGEST else "left out"
        tally[found] += 1
        if found == "wrong":
            print(f"tree {number}: {tree.text} = {float(tree.value)}")
    print(
        f"{arguments.trees:,} trees: {', '.join(f'{count:,} {what}' for what, count in tally.most_common())}"
    )
    sys.exit(bool(tally["wrong"]))


if __name__ == "__main__":
    main()
