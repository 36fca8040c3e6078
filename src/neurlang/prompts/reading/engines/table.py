"""The table of engines, and the choice among them by name and file format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from neurlang.errors import ModelError, UsageError
from neurlang.optional_parts import need
from neurlang.prompts.reading.engines.engine import Engine
from neurlang.prompts.reading.engines.model_files import ADVICE, SHIPPED_MODEL
from neurlang.prompts.reading.engines.native import NativeEngine
from neurlang.prompts.reading.engines.ort import OrtEngine


@dataclass(frozen=True, slots=True)
class EngineKind:
    """A row of the engine table."""

    name: str
    suffixes: tuple[str, ...]
    package: str | None  # the package that must be installed; None if the base install suffices
    extra: str | None  # the extra that installs it
    open: Callable[[Path], Engine]


ENGINES: tuple[EngineKind, ...] = (
    # name      formats            package         extra   how it is opened
    EngineKind("native", (".safetensors",), None, None, NativeEngine),
    EngineKind("ort", (".onnx",), "onnxruntime", "ort", OrtEngine),
)


def open_engine(model: Path | None = None, name: str = "auto") -> Engine:
    """Open a model with the named engine, or with the first installed one that reads its format.

    Without a model, the shipped one is opened.

    Raises:
        ModelError: the file is missing, damaged, or in a format that the engine does not read.
        MissingPartError: the engine is not installed.
        UsageError: there is no engine of that name.

    """
    known = [kind.name for kind in ENGINES]
    if name != "auto" and name not in known:
        raise UsageError(f"Unknown engine '{name}': choose from auto, {', '.join(known)}")
    path = _shipped(name) if model is None else model
    if not path.is_file():
        raise ModelError(f"Model file not found: {path}\n{ADVICE}")
    kind = _choose(path, name)
    if kind.package is not None and kind.extra is not None:
        need(kind.package, kind.extra, f"the engine '{kind.name}'")
    return kind.open(path)


def _shipped(name: str) -> Path:
    """The shipped model in the format that the named engine reads; each format ships."""
    suffix = next(kind.suffixes[0] for kind in ENGINES if name in ("auto", kind.name))
    return SHIPPED_MODEL.with_suffix(suffix)


def _choose(path: Path, name: str) -> EngineKind:
    fitting = [kind for kind in ENGINES if path.suffix in kind.suffixes and name in ("auto", kind.name)]
    if fitting:
        return fitting[0]
    formats = "; ".join(f"{kind.name} reads {', '.join(kind.suffixes)}" for kind in ENGINES)
    raise ModelError(
        f"No inference engine available for this model format: {path.name} with --engine {name}\n"
        f"{formats}. The extras `neurlang[ort]` and `neurlang[all]` install the optional ones."
    )
