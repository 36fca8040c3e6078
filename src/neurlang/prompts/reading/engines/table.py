"""The table of engines, and the choice among them by name and file format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from neurlang.errors import MissingPartError, ModelError, UsageError
from neurlang.optional_parts import install_command, is_there
from neurlang.prompts.reading.engines.engine import Engine
from neurlang.prompts.reading.engines.model_files import ADVICE, SHIPPED_MODEL
from neurlang.prompts.reading.engines.native import NativeEngine
from neurlang.prompts.reading.engines.ort import OrtEngine
from neurlang.prompts.reading.engines.tract import TractEngine


@dataclass(frozen=True, slots=True)
class EngineKind:
    """A row of the engine table."""

    name: str
    suffixes: tuple[str, ...]
    package: (
        str | None
    )  # the package that must be installed, which an extra of the engine's name installs; None: base
    gpu: str
    best_for: str
    open: Callable[[Path], Engine]

    @property
    def is_installed(self) -> bool:
        """Whether the engine's package is installed."""
        return self.package is None or is_there(self.package)


def _open_torch(model: Path) -> Engine:
    from neurlang.prompts.reading.engines.torch import TorchEngine  # loads torch

    return TorchEngine(model)


ENGINES: tuple[EngineKind, ...] = (
    # name      formats                   package        GPU                        best for
    EngineKind("native", (".safetensors",), None, "none", "answering prompts: no further install", NativeEngine),
    EngineKind("ort", (".onnx",), "onnxruntime", "CUDA, TensorRT, CoreML", "production, GPU", OrtEngine),
    EngineKind("tract", (".onnx",), "tract", "none", "a small install that reads .onnx", TractEngine),
    EngineKind("torch", (".safetensors", ".pt"), "torch", "CUDA", "models being trained", _open_torch),
)  # fmt: skip


def open_engine(model: Path | None = None, name: str = "auto") -> Engine:
    """Open a model with the named engine, or with the first installed one that reads its format.

    Without a model, the shipped one is opened.

    Raises:
        ModelError: the file is missing, damaged, or in a format that the engine does not read.
        MissingPartError: the engine is not installed, or none that reads the format.
        UsageError: there is no engine of that name.

    """
    known = [kind.name for kind in ENGINES]
    if name != "auto" and name not in known:
        raise UsageError(f"Unknown engine '{name}': choose from auto, {', '.join(known)}")
    path = shipped_model_of(name) if model is None else model
    if not path.is_file():
        raise ModelError(f"Model file not found: {path}\n{ADVICE}")
    return _choose(path, name).open(path)


def shipped_model_of(name: str) -> Path:
    """The shipped model in a format that the named engine reads; `auto` is the first engine of the table."""
    kind = next(kind for kind in ENGINES if name in ("auto", kind.name))
    return (
        SHIPPED_MODEL
        if SHIPPED_MODEL.suffix in kind.suffixes
        else SHIPPED_MODEL.with_suffix(kind.suffixes[0])
    )


def _choose(path: Path, name: str) -> EngineKind:
    fitting = [kind for kind in ENGINES if path.suffix in kind.suffixes and name in ("auto", kind.name)]
    if not fitting:
        formats = "; ".join(f"{kind.name} reads {', '.join(kind.suffixes)}" for kind in ENGINES)
        raise ModelError(f"{_none_for(path)} with --engine {name}\n{formats}.")
    installed = [kind for kind in fitting if kind.is_installed]
    if not installed:
        ways = " or ".join(f"`{install_command(kind.name)}`" for kind in fitting)
        raise MissingPartError(f"{_none_for(path)}\nInstall one with {ways}.")
    return installed[0]


def _none_for(path: Path) -> str:
    return f"No inference engine available for this model format: {path.name}"
