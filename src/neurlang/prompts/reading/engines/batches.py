"""Batches for engines that take one matrix of tokens, and logits from what they return."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from neurlang.errors import ModelError
from neurlang.prompts.reading.evaluation.architecture import NEEDED
from neurlang.prompts.reading.evaluation.layers import Floats
from neurlang.prompts.reading.network import Logits, check_batch
from neurlang.prompts.reading.tokens import PAD, VOCABULARY, Tokens

OUTPUTS = tuple(NEEDED)  # the first outputs of an ONNX file; others are of further heads


def padded(batch: Sequence[Tokens]) -> NDArray[np.int64]:
    """The tokens of each text, int64[batch, length], padded to the longest.

    Raises ValueError if the batch or one of its texts is empty, or has a number that is not a token.
    """
    check_batch(batch)
    if len(batch) == 1:
        matrix = batch[0].astype(np.int64).reshape(1, -1)
    else:
        matrix = np.full((len(batch), max(map(len, batch))), PAD, dtype=np.int64)
        for row, tokens in zip(matrix, batch, strict=True):
            row[: len(tokens)] = tokens
    if matrix.view(np.uint64).max() >= VOCABULARY:  # a negative number is a large one without a sign
        raise ValueError("a number is not a token of the vocabulary")
    return matrix


def logits_of(found: Mapping[str, Floats]) -> Logits:
    """The logits of the heads by name."""
    others = {name: found[name] for name in found.keys() - NEEDED.keys()}
    return Logits(found["intent"], found["count"], found["operands"], found["signs"], found["scope"], others)


def check_outputs(model: Path, shapes: Mapping[str, Sequence[object]]) -> None:
    """Refuse a model without our heads. `shapes` are those of the outputs; a size that is not fixed is not a number.

    Raises ModelError.
    """
    missing = [name for name in NEEDED if name not in shapes]
    if missing:
        raise ModelError(
            f"{model}: not a Neurlang model: outputs are {_list(shapes)}, and {_list(missing)} is missing"
        )
    for name, (outputs, count) in NEEDED.items():
        wanted = (count, outputs) if count else (outputs,)
        found = tuple(shapes[name])[1:]
        if len(found) != len(wanted) or any(
            a != b for a, b in zip(found, wanted, strict=True) if isinstance(a, int)
        ):
            raise ModelError(
                f"{model}: not a Neurlang model: output '{name}' has sizes {found}, expected {wanted}"
            )


def _list(names: Iterable[str]) -> str:
    return ", ".join(list(names)[:10]) or "none"
