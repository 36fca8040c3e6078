"""Neurlang turns what a person wants into native code that is known to be right.

`answer(text)` answers a prompt, `await answer_async(text)` beside other work, and `answer_many(texts)` many;
`call(name, …)` calls a function of the standard library; `assemble(text)` and `run(program)` are the register language,
and `procedure` compiles a Python function to it; `kernel` compiles a formula for NumPy arrays, and `optimize` finds a
faster form of it. Each loads what it needs on first use. `docs/python.md` describes all of it.
"""

from __future__ import annotations

from neurlang.faces import later

TYPE_CHECKING = False  # true for type checkers; `typing` takes longer to load than all else here

if TYPE_CHECKING:
    from neurlang.kernels.kernel import kernel
    from neurlang.kernels.optimizing import Optimized, optimize
    from neurlang.pipeline import (
        Answer,
        Answered,
        Called,
        Failed,
        Refused,
        Trap,
        answer,
        answer_async,
        answer_many,
        assemble,
        call,
        run,
    )
    from neurlang.programs.ir import Program
    from neurlang.programs.machine import Console, Host, Limits, Outcome, Permissions
    from neurlang.programs.stdlib import procedure
    from neurlang.versions import __version__
else:
    __getattr__ = later(
        __name__,
        {
            "__version__": "versions",
            "Answer": "pipeline",
            "Answered": "pipeline",
            "Called": "pipeline",
            "Failed": "pipeline",
            "Refused": "pipeline",
            "Trap": "pipeline",
            "answer": "pipeline",
            "answer_async": "pipeline",
            "answer_many": "pipeline",
            "call": "pipeline",
            "kernel": "kernels.kernel",
            "Optimized": "kernels.optimizing",
            "optimize": "kernels.optimizing",
            "Program": "programs.ir",
            "assemble": "pipeline",
            "run": "pipeline",
            "Console": "programs.machine",
            "Host": "programs.machine",
            "Limits": "programs.machine",
            "Outcome": "programs.machine",
            "Permissions": "programs.machine",
            "procedure": "programs.stdlib",
        },
    )

__all__ = [
    "Answer",
    "Answered",
    "Called",
    "Console",
    "Failed",
    "Host",
    "Limits",
    "Optimized",
    "Outcome",
    "Permissions",
    "Program",
    "Refused",
    "Trap",
    "__version__",
    "answer",
    "answer_async",
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
