"""Data generation, the trainer, export: from the phrasebook to the model that reads prompts.

Only the trainer and the export need torch. Each name is loaded on first use, so data can be made without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.prompts.training.examples import Example, read_examples, to_json
    from neurlang.prompts.training.export import load_model, save_model
    from neurlang.prompts.training.generation import GenerationConfig, Tally, generate
    from neurlang.prompts.training.learner import EpochReport, TrainConfig
    from neurlang.prompts.training.model_formats import WRITER_PACKAGES, check_model_format
    from neurlang.prompts.training.rehearsal import rehearsal_host
    from neurlang.prompts.training.trainer import Trained, train
else:
    __getattr__ = later(
        __name__,
        {
            "EpochReport": "learner",
            "Example": "examples",
            "GenerationConfig": "generation",
            "Tally": "generation",
            "TrainConfig": "learner",
            "Trained": "trainer",
            "WRITER_PACKAGES": "model_formats",
            "check_model_format": "model_formats",
            "generate": "generation",
            "load_model": "export",
            "read_examples": "examples",
            "rehearsal_host": "rehearsal",
            "save_model": "export",
            "to_json": "examples",
            "train": "trainer",
        },
    )

__all__ = [
    "WRITER_PACKAGES",
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
    "rehearsal_host",
    "save_model",
    "to_json",
    "train",
]
