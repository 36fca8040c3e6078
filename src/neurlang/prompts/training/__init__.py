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
    from neurlang.prompts.training.runs.cross_validation import CrossValidated, Fold, cross_validate
    from neurlang.prompts.training.runs.curves import draw_curves, tensorboard_log
    from neurlang.prompts.training.runs.devices import device_of
    from neurlang.prompts.training.runs.model_card import card_of
    from neurlang.prompts.training.runs.profiles import Profile, batch_size_of, profile_named, profile_rows
    from neurlang.prompts.training.trainer import Trained, parts_of, train
else:
    __getattr__ = later(
        __name__,
        {
            "CrossValidated": "runs.cross_validation",
            "Fold": "runs.cross_validation",
            "cross_validate": "runs.cross_validation",
            "draw_curves": "runs.curves",
            "tensorboard_log": "runs.curves",
            "device_of": "runs.devices",
            "card_of": "runs.model_card",
            "Profile": "runs.profiles",
            "batch_size_of": "runs.profiles",
            "profile_named": "runs.profiles",
            "profile_rows": "runs.profiles",
            "parts_of": "trainer",
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
    "CrossValidated",
    "EpochReport",
    "Example",
    "Fold",
    "GenerationConfig",
    "Profile",
    "Tally",
    "TrainConfig",
    "Trained",
    "batch_size_of",
    "card_of",
    "check_model_format",
    "cross_validate",
    "device_of",
    "draw_curves",
    "generate",
    "load_model",
    "parts_of",
    "profile_named",
    "profile_rows",
    "read_examples",
    "rehearsal_host",
    "save_model",
    "tensorboard_log",
    "to_json",
    "train",
]
