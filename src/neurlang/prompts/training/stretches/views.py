"""What the head for stretches sees, in PyTorch, for many texts at once (`reading.chart.stretch_head` says what).

The maxima over stretches are looked up in a sparse table: the maxima over all runs of 1, 2, 4, … places (Bender and
Farach-Colton 2000).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from neurlang.prompts.reading import BESIDE, NEAR

if TYPE_CHECKING:
    from torch import Tensor

    from neurlang.prompts.training.model import MultiHeadModel


def encoded(model: MultiHeadModel, tokens: Tensor) -> Tensor:
    """The encoder's features at each place, [batch, length, 256], without learning."""
    with torch.inference_mode():
        return model.places(tokens).transpose(1, 2)


def views_of(places: Tensor, bounds: Tensor) -> Tensor:
    """Views of stretches of texts that stand end to end.

    `places` is [all places, 256], not negative; `bounds` is [stretches, 4]: where the text begins, where the stretch
    begins and ends, and where the text ends. The result is [stretches, 9 · 256].
    """
    start, first, end, stop = bounds.unbind(1)
    table = _sparse_table(places, int((stop - start).max()))

    def most(low: Tensor, high: Tensor) -> Tensor:
        return _maxima(table, low, high)

    def at(place: Tensor) -> Tensor:
        present = (place >= start) & (place < stop)
        return places[place.clamp(0, len(places) - 1)] * present.unsqueeze(1)

    return torch.cat(
        [
            most(first, end),
            most(start, first),
            most(end, stop),
            most(torch.maximum(start, first - NEAR), first),
            most(end, torch.minimum(stop, end + NEAR)),
            at(first - BESIDE),
            at(first),
            at(end - 1),
            at(end - 1 + BESIDE),
        ],
        dim=1,
    )


def _sparse_table(places: Tensor, longest: int) -> Tensor:
    """[levels, places, 256]: the maximum over the 2^level places from each."""
    levels = [places]
    width = 1
    while 2 * width <= longest:
        last = levels[-1]
        beyond = last.new_zeros(width, last.shape[1])
        levels.append(torch.maximum(last, torch.cat([last[width:], beyond])[: len(last)]))
        width *= 2
    return torch.stack(levels)


def _maxima(table: Tensor, low: Tensor, high: Tensor) -> Tensor:
    """The maxima over places low … high − 1; zeros where there are none."""
    count = (high - low).clamp(min=1)
    level = torch.floor(torch.log2(count.double())).long()
    last = table.shape[1] - 1
    left = table[level, low.clamp(max=last)]
    right = table[level, (high - 2**level).clamp(min=0)]
    return torch.maximum(left, right) * (high > low).unsqueeze(1)
