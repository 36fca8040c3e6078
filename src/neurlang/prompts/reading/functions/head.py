"""The head for functions: from the words of a text to the likeliest targets.

It has an encoder of its own, since the network's knows few of these words: the sum of a learned vector for each word
and for each pair of neighbours (hashed; Joulin et al. 2016, Weinberger et al. 2009), and one linear layer. The last
class says that a text asks for no function.
"""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from neurlang.errors import ModelError
from neurlang.prompts.reading.engines import read_tensors
from neurlang.prompts.reading.functions.items import LIST, NUMBER, TEXT, Item
from neurlang.prompts.reading.functions.wording import FREE_SIGNS, filler

Floats = NDArray[np.float32]

FUNCTION_FEATURES = 8192  # hashed words and pairs
FUNCTION_WIDTH = 64
_RUN = 3  # so many numbers in a row are a list
_SEPARATORS = frozenset((",", "and", ";", "&"))


class FunctionHead:
    """The head's weights, ready for evaluation."""

    def __init__(self, tensors: Mapping[str, Floats], classes: int, origin: str) -> None:
        shapes = {
            "table": (FUNCTION_FEATURES, FUNCTION_WIDTH),
            "weight": (classes, FUNCTION_WIDTH),
            "bias": (classes,),
        }
        for name, shape in shapes.items():
            if name not in tensors or tuple(tensors[name].shape) != shape:
                raise ModelError(
                    f"{origin}: not the head for functions: tensor '{name}' must have shape {shape}"
                )
        self._table = tensors["table"]
        self._weight = tensors["weight"].astype(np.float32)
        self._bias = tensors["bias"].astype(np.float32)

    def probabilities(self, features: Sequence[int]) -> Floats:
        """How likely each class is; the last one is that the text asks for none."""
        rows = self._table[list(features)].astype(np.float32)
        encoded = rows.sum(axis=0) / np.sqrt(max(1, len(features)))
        logits = self._weight @ encoded + self._bias
        shares = np.exp(logits - logits.max())
        found: Floats = shares / shares.sum()
        return found


@lru_cache(maxsize=4)
def function_head_of(path: Path, classes: int) -> FunctionHead | None:
    """The head in a file; None if there is none. Raises ModelError if the file is damaged."""
    if not path.is_file():
        return None
    return FunctionHead(read_tensors(path), classes, str(path))


def features_of(items: Sequence[Item], known: frozenset[str]) -> list[int]:
    """The features of a text: its words, pairs of neighbours, and kinds of values. Unknown words are one word."""
    shape = shape_of(items, known)
    named = [f"w {word}" for word in shape]
    fill = filler()
    content = [word for word in shape if word not in fill]
    pairs = [f"p {one} {two}" for one, two in itertools.pairwise(content)]
    kinds = [f"k {''.join(sorted(word for word in shape if word in _MARKS))}"]
    kinds += [f"v {item.value}" for item in items if item.value in _TELLING and item.kind == NUMBER]
    return sorted({zlib.crc32(each.encode()) % FUNCTION_FEATURES for each in (*named, *pairs, *kinds)})


_TELLING = frozenset((2, 8, 13, 16, 64))
"""Numbers that may belong to the words: `a power of two`, `base 16`."""
_MARKS = frozenset(("<n>", "<l>", "<t>", "<c>"))


def shape_of(items: Sequence[Item], known: frozenset[str]) -> list[str]:
    """A text's words, with one mark for each value; a run of numbers is a list."""
    shape: list[str] = []
    place = 0
    while place < len(items):
        item = items[place]
        if item.kind == NUMBER:
            end, count = _run_at(items, place)
            shape += ["<l>"] if count >= _RUN and not item.role else ["<n>"] * count
            place = end
            continue
        if item.is_value:
            shape.append(f"<{_mark(item)}>")
        elif item.word not in FREE_SIGNS:
            shape.append(item.word if item.word in known or item.word in filler() else "<?>")
        place += 1
    return shape


def _mark(item: Item) -> str:
    if item.kind == TEXT and isinstance(item.value, str) and len(item.value) == 1:
        return "c"
    return item.kind if item.kind != LIST else "l"


def _run_at(items: Sequence[Item], first: int) -> tuple[int, int]:
    """The end of a run of numbers, and how many it has."""
    count, end, place = 1, first + 1, first + 1
    while place < len(items):
        if items[place].kind == NUMBER:
            count, end = count + 1, place + 1
        elif items[place].word not in _SEPARATORS:
            break
        place += 1
    return end, count
