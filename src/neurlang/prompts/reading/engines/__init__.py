"""Inference engines: they evaluate the network behind one small interface. Each engine has a file.

What few processes need is loaded on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later
from neurlang.prompts.reading.engines.batches import OUTPUTS
from neurlang.prompts.reading.engines.engine import Engine, SeesPlaces
from neurlang.prompts.reading.engines.model_files import ADVICE, LARGEST_MODEL, SHIPPED_MODEL, read_model
from neurlang.prompts.reading.engines.safetensors_files import read_tensors
from neurlang.prompts.reading.engines.table import ENGINES, EngineKind, open_engine, shipped_model_of

if TYPE_CHECKING:
    from neurlang.prompts.reading.engines.folded_model import FoldedModel
    from neurlang.prompts.reading.engines.measuring import LONGEST, Measured, measured
    from neurlang.prompts.reading.engines.torch import read_state
else:
    __getattr__ = later(
        __name__,
        {
            "FoldedModel": "folded_model",
            "LONGEST": "measuring",
            "Measured": "measuring",
            "measured": "measuring",
            "read_state": "torch",
        },
    )

__all__ = [
    "ADVICE",
    "ENGINES",
    "LARGEST_MODEL",
    "LONGEST",
    "OUTPUTS",
    "SHIPPED_MODEL",
    "Engine",
    "EngineKind",
    "FoldedModel",
    "Measured",
    "SeesPlaces",
    "measured",
    "open_engine",
    "read_model",
    "read_state",
    "read_tensors",
    "shipped_model_of",
]
