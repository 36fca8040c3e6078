"""Random prompts: soup of the tables' words, numbers and signs. None may end in anything but an answer or a refusal.

python tests/fuzz/prompt_soup.py [--prompts 100000] [--seed 0]
"""

from __future__ import annotations

import argparse
import string
import sys
import time
from collections import Counter
from random import Random

from neurlang.errors import NeurlangError
from neurlang.prompts.reading import open_engine, read
from neurlang.prompts.reading.phrases import TABLE_WORDS

WORDS = tuple(sorted(TABLE_WORDS))
SIGNS = (
    "+", "-", "*", "/", "^", "**", "%", "//", "!", "|", "&", "~", "<<", ">>", "√", "∛", "²", "³", "⁻¹", "π", "e",
    "=", "<", ">", "<=", "≠", "(", ")", "[", "]", "{", "}", ",", ";", ":", ".", "?", "$", "€", "°", "...", "½",
    "×", "÷", "−", "·", "_", "\\", "#", "@", '"', "'",
)  # fmt: skip
NUMBERS = (
    "0", "1", "2", "3", "7", "10", "64", "100", "3.5", ".5", "5.", "1,5", "1,234", "1,2,3", "12,34,567", "1e9",
    "1e999", "0xff", "0b101", "50%", "10th", "2k", "3M", "9223372036854775808", "1.2.3", "007", "7:30", "3/4"
)  # fmt: skip
OTHERS = (
    '"a b"',
    "'x'",
    "[1, 2]",
    "é",
    "\ud800",
    "\u200b",
    "\t",
    "ⅷ",
    "１２",
    "İ",
    "🎲",
    "x",
    "gcd(",
    "sqrt(",
    "max(",
    "tribonacci",
)


def soup(random: Random) -> str:
    """A random text of up to 16 tokens, with and without spaces between them."""
    pieces = []
    for _ in range(random.randint(1, 16)):
        kind = random.random()
        source = WORDS if kind < 0.45 else NUMBERS if kind < 0.7 else SIGNS if kind < 0.9 else OTHERS
        piece = random.choice(source) if kind < 0.98 else "".join(random.choices(string.printable, k=3))
        pieces.append(piece + random.choice(("", " ", " ", " ")))
    return "".join(pieces)


def main() -> None:
    """Read random prompts; print what came of them, and stop at the first crash with the prompt that did it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--prompts", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    engine = open_engine()
    tally: Counter[str] = Counter()
    slowest = (0.0, "")
    for number in range(arguments.prompts):
        text = soup(Random(f"{arguments.seed} {number}"))
        started = time.perf_counter()
        try:
            tally["answered" if read(text, engine).plan is not None else "refused"] += 1
        except NeurlangError as error:
            tally[error.kind] += 1
        except Exception:
            print(f"prompt {number} of seed {arguments.seed}: {text!r}", file=sys.stderr)
            raise
        slowest = max(slowest, (time.perf_counter() - started, text))
    print(
        f"{arguments.prompts:,} prompts: {', '.join(f'{count:,} {what}' for what, count in tally.most_common())}"
    )
    print(f"slowest: {slowest[0] * 1e3:.1f} ms for {slowest[1]!r}")


if __name__ == "__main__":
    main()
