"""The time that an engine takes for a prompt, as the reader uses it: one text, and the operand heads that it needs."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass

from neurlang.installed_sizes import size_of
from neurlang.prompts.reading.engines.engine import Engine
from neurlang.prompts.reading.engines.native import NativeEngine
from neurlang.prompts.reading.engines.ort import OrtEngine
from neurlang.prompts.reading.engines.table import EngineKind, open_engine
from neurlang.prompts.reading.intents import INTENTS
from neurlang.prompts.reading.tokens import Tokens, tokens_of_text

LONGEST = 32  # tokens
ROUNDS = 15


@dataclass(frozen=True, slots=True)
class Sample:
    """The tokens of a prompt, and how many operands its reading has."""

    tokens: Tokens
    operands: int


def samples(longest: int = LONGEST) -> Iterator[Sample]:
    """The examples of the intents that are not longer than so many tokens."""
    for intent in INTENTS:
        tokens = tokens_of_text(intent.example)
        if len(tokens) <= longest:
            yield Sample(tokens, len(intent.operands))


def latency_of(engine: Engine) -> float:
    """The median over prompts of at most LONGEST tokens, in seconds; each counts with the median over the rounds."""
    return statistics.median(_median(engine, sample) for sample in samples())


def _median(engine: Engine, sample: Sample) -> float:
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        logits = engine.evaluate([sample.tokens])
        for slot in range(sample.operands):
            logits.operands[0, slot]
        times.append(time.perf_counter() - started)
    return statistics.median(times)


@dataclass(frozen=True, slots=True)
class Measured:
    """An engine of the table, and its figures on this machine; None if it is not installed."""

    kind: EngineKind
    size: int | None  # bytes that its package and what it needs add to the base install
    latency: float | None  # seconds, with the shipped model
    note: str = ""  # what it runs on here, if that is not obvious


def measured(kind: EngineKind) -> Measured:
    """Measure an engine with the shipped model. Raises ModelError if that is missing or damaged."""
    if not kind.is_installed:
        return Measured(kind, None, None)
    size = 0 if kind.package is None else size_of(kind.package, without=["neurlang"])
    engine = open_engine(name=kind.name)
    return Measured(kind, size, latency_of(engine), _note_of(engine))


def _note_of(engine: Engine) -> str:
    if isinstance(engine, NativeEngine) and engine.without_code is not None:
        return f"NumPy evaluates it: {engine.without_code}"
    return f"uses {', '.join(engine.providers)}" if isinstance(engine, OrtEngine) else ""
