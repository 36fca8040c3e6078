"""Neurlang turns what a person wants into native code that is known to be right.

`answer(text)` answers a prompt and `answer_many(texts)` many; `call(name, …)` calls a function of the standard library;
`assemble(text)` and `run(program)` are the register
language, and `procedure` compiles a Python function to it; `kernel` compiles a formula for NumPy arrays, and `optimize`
finds a faster form of it. Each loads what it needs on first use.
"""

from __future__ import annotations

from neurlang.faces import later

TYPE_CHECKING = False  # true for type checkers; `typing` takes longer to load than all else here

if TYPE_CHECKING:
    from neurlang.kernels.kernel import kernel
    from neurlang.kernels.optimizing import Optimized, optimize
    from neurlang.pipeline import Answer, Answered, Called, Failed, Refused, answer, answer_many, call
    from neurlang.programs.ir import Program, assemble
    from neurlang.programs.machine import Outcome, run
    from neurlang.programs.stdlib import procedure
else:
    __getattr__ = later(
        __name__,
        {
            "Answer": "pipeline",
            "Answered": "pipeline",
            "Called": "pipeline",
            "Failed": "pipeline",
            "Refused": "pipeline",
            "answer": "pipeline",
            "answer_many": "pipeline",
            "call": "pipeline",
            "kernel": "kernels.kernel",
            "Optimized": "kernels.optimizing",
            "optimize": "kernels.optimizing",
            "Program": "programs.ir",
            "assemble": "programs.ir",
            "Outcome": "programs.machine",
            "run": "programs.machine",
            "procedure": "programs.stdlib",
        },
    )

__all__ = [
    "Answer",
    "Answered",
    "Called",
    "Failed",
    "Optimized",
    "Outcome",
    "Program",
    "Refused",
    "answer",
    "answer_many",
    "assemble",
    "call",
    "kernel",
    "optimize",
    "procedure",
    "run",
]


def __dir__() -> list[str]:
    return sorted(__all__)
