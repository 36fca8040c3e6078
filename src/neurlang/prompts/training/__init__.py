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
    from neurlang.prompts.training.onnx_export import Check, Exported, ExportOptions, export_onnx
    from neurlang.prompts.training.rehearsal import rehearsal_host
    from neurlang.prompts.training.trainer import Trained, train
else:
    __getattr__ = later(
        __name__,
        {
            "Check": "onnx_export",
            "EpochReport": "learner",
            "Example": "examples",
            "ExportOptions": "onnx_export",
            "Exported": "onnx_export",
            "GenerationConfig": "generation",
            "Tally": "generation",
            "TrainConfig": "learner",
            "Trained": "trainer",
            "export_onnx": "onnx_export",
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
    "Check",
    "EpochReport",
    "Example",
    "ExportOptions",
    "Exported",
    "GenerationConfig",
    "Tally",
    "TrainConfig",
    "Trained",
    "check_model_format",
    "export_onnx",
    "generate",
    "load_model",
    "read_examples",
    "rehearsal_host",
    "save_model",
    "to_json",
    "train",
]
