"""Data generation, the trainer, export; the only room that imports torch.

The names below that need torch are loaded when they are first used, so that data can be made without it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from neurlang.prompts.training.examples import Example, read_examples, to_json
from neurlang.prompts.training.generation import GenerationConfig, Tally, generate

if TYPE_CHECKING:
    from neurlang.prompts.training.export import check_model_format, load_model, save_model
    from neurlang.prompts.training.learner import EpochReport, TrainConfig
    from neurlang.prompts.training.trainer import Trained, train

__all__ = [
    "EpochReport",
    "Example",
    "GenerationConfig",
    "Tally",
    "TrainConfig",
    "Trained",
    "check_model_format",
    "generate",
    "load_model",
    "read_examples",
    "save_model",
    "to_json",
    "train",
]

_NEED_TORCH = {
    "check_model_format": "export",
    "load_model": "export",
    "save_model": "export",
    "EpochReport": "learner",
    "TrainConfig": "learner",
    "Trained": "trainer",
    "train": "trainer",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    if name not in _NEED_TORCH:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_NEED_TORCH[name]}"), name)
