"""Inference engines: they evaluate the network behind one small interface. Each engine has a file."""

from neurlang.prompts.reading.engines.engine import Engine, SeesPlaces
from neurlang.prompts.reading.engines.model_files import ADVICE, LARGEST_MODEL, SHIPPED_MODEL, read_model
from neurlang.prompts.reading.engines.ort import OUTPUTS
from neurlang.prompts.reading.engines.table import ENGINES, open_engine

__all__ = [
    "ADVICE",
    "ENGINES",
    "LARGEST_MODEL",
    "OUTPUTS",
    "SHIPPED_MODEL",
    "Engine",
    "SeesPlaces",
    "open_engine",
    "read_model",
]
