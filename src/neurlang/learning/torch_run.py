"""PyTorch as the library behind a learner: its state as bytes, and its seeded orders."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import torch

from neurlang.errors import DataError

if TYPE_CHECKING:
    from torch.optim.lr_scheduler import LRScheduler


Model = TypeVar("Model", bound=torch.nn.Module)


@dataclass(frozen=True, slots=True)
class TorchRun(Generic[Model]):
    """Everything that later epochs of a PyTorch model depend on, together with PyTorch's own random generators."""

    model: Model
    optimiser: torch.optim.Optimizer
    schedule: LRScheduler
    generator: torch.Generator  # of the order of the examples

    def weights(self) -> bytes:
        """The model's tensors by name."""
        return _pack(self.model.state_dict())

    def load_weights(self, weights: bytes) -> None:
        """Go back to these weights. Raises DataError if the bytes are not weights of this model."""
        self._load(weights, lambda found: self.model.load_state_dict(found))

    def state(self, **place: Any) -> bytes:  # noqa: ANN401 - tensors and plain values
        """Everything that what follows depends on; `place` is what the learner adds to it."""
        return _pack(
            {
                "model": self.model.state_dict(),
                "optimiser": self.optimiser.state_dict(),
                "schedule": self.schedule.state_dict(),
                "order": self.generator.get_state(),
                "random": torch.get_rng_state(),
                "random of GPUs": torch.cuda.get_rng_state_all() if torch.cuda.is_available() else [],
                "place": place,
            }
        )

    def restore(self, state: bytes, place: Callable[[dict[str, Any]], None] = lambda _: None) -> None:
        """Go back to a state, PyTorch's random generators included, and call `place` with what the learner added.

        Raises DataError if the bytes are not a state.
        """

        def use(found: dict[str, Any]) -> None:
            self._restore(found)
            place(found["place"])

        self._load(state, use)

    def _restore(self, found: dict[str, Any]) -> None:
        self.model.load_state_dict(found["model"])
        self.optimiser.load_state_dict(found["optimiser"])
        self.schedule.load_state_dict(found["schedule"])
        self.generator.set_state(found["order"])
        torch.set_rng_state(found["random"])
        if found["random of GPUs"]:
            torch.cuda.set_rng_state_all(found["random of GPUs"])

    @staticmethod
    def _load(data: bytes, use: Callable[[dict[str, Any]], object]) -> None:
        try:  # tensors and plain values only: a checkpoint never runs code
            use(torch.load(io.BytesIO(data), map_location="cpu", weights_only=True))
        except Exception as error:  # PyTorch raises many classes for bytes that do not fit
            raise DataError(f"The checkpoint does not fit this model: {error}") from error


def _pack(tree: object) -> bytes:
    packed = io.BytesIO()
    torch.save(tree, packed)
    return packed.getvalue()


def seeded_order(seed: int) -> Callable[[int], list[int]]:
    """A function that returns a random order of so many things. It seeds PyTorch's generator at each call."""
    return partial(_order, seed)


def _order(seed: int, count: int) -> list[int]:
    order: list[int] = torch.randperm(count, generator=torch.Generator().manual_seed(seed)).tolist()
    return order
