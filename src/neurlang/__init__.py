"""Neurlang turns what a person wants into native code that is known to be right.

`answer(text)` answers a prompt, `answer_many(texts)` many; `assemble(text)` and `run(program)` are the register
language; `kernel` compiles a formula for NumPy arrays, `optimize` finds a faster form of it. Each
loads what it needs when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from neurlang.kernels.kernel import kernel
    from neurlang.kernels.optimizing import Optimized, optimize
    from neurlang.pipeline import Answer, answer, answer_many
    from neurlang.programs.ir import Program, assemble
    from neurlang.programs.machine import Outcome, run

__all__ = [
    "Answer",
    "Optimized",
    "Outcome",
    "Program",
    "answer",
    "answer_many",
    "assemble",
    "kernel",
    "optimize",
    "run",
]

_HOMES = {
    "Answer": "neurlang.pipeline",
    "answer": "neurlang.pipeline",
    "answer_many": "neurlang.pipeline",
    "kernel": "neurlang.kernels.kernel",
    "Optimized": "neurlang.kernels.optimizing",
    "optimize": "neurlang.kernels.optimizing",
    "Program": "neurlang.programs.ir",
    "assemble": "neurlang.programs.ir",
    "Outcome": "neurlang.programs.machine",
    "run": "neurlang.programs.machine",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the public name stands for
    if name not in _HOMES:
        raise AttributeError(f"module 'neurlang' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
