"""Data generation, the trainer, export: from the phrasebook to the model that reads prompts.

Only the trainer and the export need torch. Each name is loaded on first use, so data can be made without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.prompts.training.examples import Example, can_learn, read_examples, to_json
    from neurlang.prompts.training.export import load_model, save_function_head, save_model
    from neurlang.prompts.training.functions.from_rows import head_of_rows
    from neurlang.prompts.training.generation import GenerationConfig, Tally, generate
    from neurlang.prompts.training.learner import EpochReport, TrainConfig
    from neurlang.prompts.training.model_formats import WRITER_PACKAGES, check_model_format
    from neurlang.prompts.training.onnx_export import Check, Exported, ExportOptions, export_onnx
    from neurlang.prompts.training.rehearsal import rehearsal_host
    from neurlang.prompts.training.runs.cross_validation import CrossValidated, Fold, cross_validate
    from neurlang.prompts.training.runs.curves import draw_curves, tensorboard_log
    from neurlang.prompts.training.runs.devices import device_of
    from neurlang.prompts.training.runs.model_card import card_of
    from neurlang.prompts.training.runs.profiles import (
        PROFILES,
        Profile,
        batch_size_of,
        profile_named,
        profile_rows,
    )
    from neurlang.prompts.training.sources.data_files import DataSummary, Format, write_data
    from neurlang.prompts.training.sources.example_files import examples_folder
    from neurlang.prompts.training.sources.job import DataJob, functions_of
    from neurlang.prompts.training.sources.json_lines import json_object
    from neurlang.prompts.training.sources.own_functions import functions_taught, keep_functions
    from neurlang.prompts.training.sources.rows import Head, Schema
    from neurlang.prompts.training.trainer import Trained, parts_of, train
else:
    __getattr__ = later(
        __name__,
        {
            "Check": "onnx_export",
            "CrossValidated": "runs.cross_validation",
            "DataJob": "sources.job",
            "DataSummary": "sources.data_files",
            "EpochReport": "learner",
            "Example": "examples",
            "ExportOptions": "onnx_export",
            "functions_taught": "sources.own_functions",
            "keep_functions": "sources.own_functions",
            "json_object": "sources.json_lines",
            "Exported": "onnx_export",
            "Fold": "runs.cross_validation",
            "Format": "sources.data_files",
            "GenerationConfig": "generation",
            "Head": "sources.rows",
            "PROFILES": "runs.profiles",
            "Profile": "runs.profiles",
            "Schema": "sources.rows",
            "Tally": "generation",
            "TrainConfig": "learner",
            "Trained": "trainer",
            "WRITER_PACKAGES": "model_formats",
            "batch_size_of": "runs.profiles",
            "can_learn": "examples",
            "card_of": "runs.model_card",
            "check_model_format": "model_formats",
            "cross_validate": "runs.cross_validation",
            "device_of": "runs.devices",
            "draw_curves": "runs.curves",
            "examples_folder": "sources.example_files",
            "export_onnx": "onnx_export",
            "functions_of": "sources.job",
            "generate": "generation",
            "load_model": "export",
            "parts_of": "trainer",
            "profile_named": "runs.profiles",
            "profile_rows": "runs.profiles",
            "read_examples": "examples",
            "rehearsal_host": "rehearsal",
            "head_of_rows": "functions.from_rows",
            "save_function_head": "export",
            "save_model": "export",
            "tensorboard_log": "runs.curves",
            "to_json": "examples",
            "train": "trainer",
            "write_data": "sources.data_files",
        },
    )

__all__ = [
    "PROFILES",
    "WRITER_PACKAGES",
    "Check",
    "CrossValidated",
    "DataJob",
    "DataSummary",
    "EpochReport",
    "Example",
    "ExportOptions",
    "Exported",
    "Fold",
    "Format",
    "GenerationConfig",
    "Head",
    "Profile",
    "Schema",
    "Tally",
    "TrainConfig",
    "Trained",
    "batch_size_of",
    "can_learn",
    "card_of",
    "check_model_format",
    "cross_validate",
    "device_of",
    "draw_curves",
    "examples_folder",
    "export_onnx",
    "functions_of",
    "functions_taught",
    "generate",
    "head_of_rows",
    "json_object",
    "keep_functions",
    "load_model",
    "parts_of",
    "profile_named",
    "profile_rows",
    "read_examples",
    "rehearsal_host",
    "save_function_head",
    "save_model",
    "tensorboard_log",
    "to_json",
    "train",
    "write_data",
]
