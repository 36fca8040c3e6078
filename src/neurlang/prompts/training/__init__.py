"""Data generation, the trainer, export: from the phrasebook to the model that reads prompts.

Only the trainer and the export need torch. Each name is loaded on first use, so data can be made without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.prompts.training.cross_validation import CrossValidated, Fold, cross_validate
    from neurlang.prompts.training.curves import draw_curves, tensorboard_log
    from neurlang.prompts.training.devices import device_of
    from neurlang.prompts.training.examples import Example, read_examples, to_json
    from neurlang.prompts.training.export import load_model, save_model
    from neurlang.prompts.training.generation import GenerationConfig, Tally, generate
    from neurlang.prompts.training.learner import EpochReport, TrainConfig
    from neurlang.prompts.training.model_card import card_of
    from neurlang.prompts.training.model_formats import WRITER_PACKAGES, check_model_format
    from neurlang.prompts.training.profiles import Profile, batch_size_of, profile_named, profile_rows
    from neurlang.prompts.training.rehearsal import rehearsal_host
    from neurlang.prompts.training.trainer import Trained, parts_of, train
else:
    __getattr__ = later(
        __name__,
        {
            "CrossValidated": "cross_validation",
            "Fold": "cross_validation",
            "cross_validate": "cross_validation",
            "draw_curves": "curves",
            "tensorboard_log": "curves",
            "device_of": "devices",
            "card_of": "model_card",
            "Profile": "profiles",
            "batch_size_of": "profiles",
            "profile_named": "profiles",
            "profile_rows": "profiles",
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
