"""Data generation, the trainer, export: from the phrasebook to the model that reads prompts.

Only the trainer and the export need torch. Each name is loaded on first use, so data can be made without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.prompts.training.examples import Example, can_learn, read_examples, to_json
    from neurlang.prompts.training.export import load_model, save_model
    from neurlang.prompts.training.generation import GenerationConfig, Tally, generate
    from neurlang.prompts.training.learner import EpochReport, TrainConfig
    from neurlang.prompts.training.model_formats import WRITER_PACKAGES, check_model_format
    from neurlang.prompts.training.onnx_export import Check, Exported, ExportOptions, export_onnx
    from neurlang.prompts.training.rehearsal import rehearsal_host
    from neurlang.prompts.training.sources.data_files import DataSummary, Format, write_data
    from neurlang.prompts.training.sources.example_files import examples_folder
    from neurlang.prompts.training.sources.job import DataJob, functions_of
    from neurlang.prompts.training.sources.rows import Head, Schema
    from neurlang.prompts.training.trainer import Trained, train
else:
    __getattr__ = later(
        __name__,
        {
            "Check": "onnx_export",
            "DataJob": "sources.job",
            "DataSummary": "sources.data_files",
            "EpochReport": "learner",
            "Example": "examples",
            "ExportOptions": "onnx_export",
            "Exported": "onnx_export",
            "Format": "sources.data_files",
            "GenerationConfig": "generation",
            "Head": "sources.rows",
            "Schema": "sources.rows",
            "Tally": "generation",
            "TrainConfig": "learner",
            "Trained": "trainer",
            "WRITER_PACKAGES": "model_formats",
            "can_learn": "examples",
            "check_model_format": "model_formats",
            "examples_folder": "sources.example_files",
            "export_onnx": "onnx_export",
            "functions_of": "sources.job",
            "generate": "generation",
            "load_model": "export",
            "read_examples": "examples",
            "rehearsal_host": "rehearsal",
            "save_model": "export",
            "to_json": "examples",
            "train": "trainer",
            "write_data": "sources.data_files",
        },
    )

__all__ = [
    "WRITER_PACKAGES",
    "Check",
    "DataJob",
    "DataSummary",
    "EpochReport",
    "Example",
    "ExportOptions",
    "Exported",
    "Format",
    "GenerationConfig",
    "Head",
    "Schema",
    "Tally",
    "TrainConfig",
    "Trained",
    "can_learn",
    "check_model_format",
    "examples_folder",
    "export_onnx",
    "functions_of",
    "generate",
    "load_model",
    "read_examples",
    "rehearsal_host",
    "save_model",
    "to_json",
    "train",
    "write_data",
]
