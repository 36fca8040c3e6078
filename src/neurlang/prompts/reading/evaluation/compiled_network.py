"""A network evaluated by machine code, on one thread."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence

import numpy as np

from neurlang.prompts.reading.evaluation.architecture import NEEDED
from neurlang.prompts.reading.evaluation.layers import Floats, Layers
from neurlang.prompts.reading.evaluation.loading import loaded_code
from neurlang.prompts.reading.evaluation.steps import (
    ALIGNMENT,
    FLOAT,
    Place,
    Planner,
    Result,
    Sizes,
    Steps,
    address_of,
)
from neurlang.prompts.reading.network import Logits, OperandScores, check_batch
from neurlang.prompts.reading.tokens import Tokens

LATER = "operands"  # evaluated when it is asked for: most requests need only one or two of these heads
SHORT = 64  # tokens for which a thread has room from the beginning


class CompiledNetwork:
    """Weights ready for evaluation. Immutable once made; threads may share it."""

    def __init__(self, layers: Layers) -> None:
        """Arrange the weights. Raises NativeCodeError if this system runs no native code."""
        self._code = loaded_code()
        plan = Planner()
        self._last = plan.add_convolutions(layers)
        self._width = len(layers.convolutions[-1].bias)
        self._encoder = _Steps(plan.taken())
        features = plan.add_maximum(self._last)
        self._features = slice(0, plan.single_bytes // FLOAT)  # with their bits
        self._results = {
            name: plan.add_head(heads, features) for name, heads in layers.heads.items() if name != LATER
        }
        self._others = tuple(self._results.keys() - NEEDED.keys())
        self._steps = _Steps(np.concatenate([self._encoder.steps, plan.taken()]))
        self._now = slice(0, plan.single_bytes // FLOAT)
        self._later: list[tuple[_Steps, Result]] = []
        for head in layers.heads[LATER]:
            result = plan.add_head([head], features)
            self._later.append((_Steps(plan.taken()), result))
        self._weights = plan.kept  # the steps have their addresses
        self._sizes = plan.sizes()
        self._thread = threading.local()

    def evaluate(self, batch: Sequence[Tokens]) -> Logits:
        """Logits of each text. A PAD token anywhere counts as the zeros after the end of the text.

        Raises ValueError if the batch or one of its texts is empty, or has a number that is not a token.
        """
        check_batch(batch)
        if len(batch) == 1:
            return self._logits(batch[0])
        return _together([self._logits(tokens) for tokens in batch])

    def places(self, tokens: Tokens) -> Floats:
        """[length, features]: what the encoder finds at each place of a text, before the maximum."""
        check_batch([tokens])
        return self._run(self._encoder, tokens).rows(self._last, len(tokens))[:, : self._width].copy()

    def _run(self, steps: _Steps, tokens: Tokens) -> _Room:
        """Carry out steps for a text; the result is in the room of the running thread."""
        room = self._room(len(tokens))
        numbers = tokens if tokens.dtype == np.int16 else tokens.astype(np.int16)
        if self._code.evaluate(*steps.words, numbers.tobytes(), len(tokens), *room.addresses):
            raise ValueError("a number is not a token of the vocabulary")
        return room

    def _logits(self, tokens: Tokens) -> Logits:
        room = self._run(self._steps, tokens)
        singles = room.singles[:, self._now].copy()

        def scores_of(slot: int) -> Floats:
            steps, result = self._later[slot]
            room = self._room(0)
            room.singles[:, self._features] = singles[:, self._features]
            self._code.evaluate(*steps.words, None, 0, *room.addresses)
            scores: Floats = result.of(room.singles)[0].copy()
            return scores

        found = {name: result.of(singles) for name, result in self._results.items()}
        others = {name: found.pop(name) for name in self._others}
        return Logits(**found, operands=OperandScores(scores_of), others=others)

    def _room(self, length: int) -> _Room:
        """The room of the running thread, for a text of so many tokens."""
        room: _Room | None = getattr(self._thread, "room", None)
        if room is None or room.length < length:
            self._thread.room = room = _Room(self._sizes, max(2 * length, SHORT))
        return room


class _Steps:
    """Steps, and what machine code takes of them: their address and their number."""

    def __init__(self, steps: Steps) -> None:
        self.steps = steps
        self.words = address_of(steps), len(steps)


class _Room:
    """The buffers of a thread: two for the layers of a text of at most so many tokens, and one for single rows."""

    def __init__(self, sizes: Sizes, length: int) -> None:
        self.length = length
        self._layer = layer = sizes.row * length + sizes.ends
        self._bytes = np.empty(2 * layer + sizes.singles + ALIGNMENT, dtype=np.uint8)
        self._first = first = -address_of(self._bytes) % ALIGNMENT
        start = address_of(self._bytes) + first
        self.addresses = start, start + layer, start + 2 * layer
        singles = self._bytes[first + 2 * layer :][: sizes.singles]
        self.singles: Floats = singles.view(np.float32).reshape(1, -1)

    def rows(self, place: Place, count: int) -> Floats:
        """The first rows of a layer."""
        layer = self._bytes[self._first + place.buffer * self._layer :][: FLOAT * place.width * count]
        return layer.view(np.float32).reshape(count, place.width)


def _together(found: Sequence[Logits]) -> Logits:
    """The logits of single texts as those of a batch."""

    def joined(parts: Iterable[Floats | OperandScores]) -> Floats:
        return np.concatenate([np.asarray(part) for part in parts])

    return Logits(
        intent=joined(each.intent for each in found),
        count=joined(each.count for each in found),
        operands=joined(each.operands for each in found),
        signs=joined(each.signs for each in found),
        scope=joined(each.scope for each in found),
        others={name: joined(each.others[name] for each in found) for name in found[0].others},
    )
