"""Inference engines: what evaluates the network, behind one small interface, chosen by name and file format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from neurlang.errors import ModelError, UsageError
from neurlang.optional_parts import need
from neurlang.prompts.reading.checksum import carried_checksum, checksum_of
from neurlang.prompts.reading.network import Logits, Network
from neurlang.prompts.reading.tokens import PAD

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from neurlang.prompts.reading.tokens import Tokens

LARGEST_MODEL = 256 << 20  # bytes; the shipped model has 2 MB
SHIPPED_MODEL = Path(__file__).parents[2] / "weights" / "prompts.safetensors"


class Engine(Protocol):
    """Evaluates the network for a batch of token sequences."""

    name: str
    model: Path

    def evaluate(self, batch: Sequence[Tokens]) -> Logits:
        """Logits for each text of the batch. Raises ValueError for an empty batch or text."""
        ...


class NativeEngine:
    """Our own evaluator over safetensors; needs NumPy only."""

    name = "native"

    def __init__(self, model: Path) -> None:
        from safetensors import SafetensorError
        from safetensors.numpy import load

        self.model = model
        try:
            data = read_model(model)
            tensors = load(data)
        except (SafetensorError, ValueError, KeyError) as error:
            raise ModelError(
                f"Model file damaged: {model} is not a safetensors file ({error})\n{ADVICE}"
            ) from error
        if carried_checksum(data) not in (None, checksum_of(data)):
            raise ModelError(f"Model file damaged: {model} has another checksum than it carries\n{ADVICE}")
        self._network = Network(tensors, str(model))

    def evaluate(self, batch: Sequence[Tokens]) -> Logits:
        """Logits for each text of the batch."""
        return self._network.evaluate(batch)


class OrtEngine:
    """ONNX Runtime over .onnx, on the CPU: one session, one thread (a text is too short to share out)."""

    name = "ort"

    def __init__(self, model: Path) -> None:
        import onnxruntime

        self.model = model
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 4  # fatal only: what fails is raised, and said once
        try:
            self._session = onnxruntime.InferenceSession(
                read_model(model), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime raises classes of its own that share no other base
            raise ModelError(
                f"Model file damaged: {model} is not a readable ONNX file ({error})\n{ADVICE}"
            ) from error
        names = [output.name for output in self._session.get_outputs()]
        if names != list(OUTPUTS):
            raise ModelError(f"{model}: not a Neurlang model: outputs are {names}, expected {list(OUTPUTS)}")

    def evaluate(self, batch: Sequence[Tokens]) -> Logits:
        """Logits for each text of the batch, padded to the longest."""
        if not batch or min(len(tokens) for tokens in batch) == 0:
            raise ValueError("the network reads texts of one token or more")
        padded = np.full((len(batch), max(len(tokens) for tokens in batch)), PAD, dtype=np.int64)
        for row, tokens in zip(padded, batch, strict=True):
            row[: len(tokens)] = tokens
        return Logits(*self._session.run(list(OUTPUTS), {"tokens": padded}))


OUTPUTS = ("intent", "count", "operands", "signs", "scope")  # of an ONNX file, as the fields of Logits
ADVICE = "Train one with `nl train --data training_data.jsonl`, or name another with --model."


@dataclass(frozen=True, slots=True)
class EngineKind:
    """A line of the engine table."""

    name: str
    suffixes: tuple[str, ...]
    package: str | None  # what must be importable, where it is not part of the base install
    extra: str | None  # the extra that brings it
    open: Callable[[Path], Engine]


ENGINES: tuple[EngineKind, ...] = (
    # name      formats            package         extra   how it is opened
    EngineKind("native", (".safetensors",), None, None, NativeEngine),
    EngineKind("ort", (".onnx",), "onnxruntime", "ort", OrtEngine),
)


def open_engine(model: Path | None = None, name: str = "auto") -> Engine:
    """Open a model with the named engine, or with the first installed one that reads its format.

    Without a model the one that ships is opened. Raises ModelError where the file is missing, damaged or of a
    format that the engine does not read, MissingPartError where the engine is not installed, UsageError for an
    unknown engine.
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
    """The shipped model in the format that the named engine reads; it ships in each."""
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


def read_model(path: Path) -> bytes:
    """A model file's bytes. Raises ModelError where it cannot be read or is larger than any model of ours."""
    try:
        size = path.stat().st_size
        if size > LARGEST_MODEL:
            raise ModelError(
                f"Model file too large: {path} has {size} bytes, at most {LARGEST_MODEL} are read"
            )
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"Model file not readable: {path} ({error.strerror})\n{ADVICE}") from error
