"""Running fast: pure programs compiled as a whole by LLVM, in memory or to files.

Benchmarks and files are loaded when they are first used: few need them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from neurlang.programs.native.second_tier import WholeProgram, compile_whole

if TYPE_CHECKING:
    from neurlang.programs.native.compile_benchmark import CompileReport, run_compile_benchmark
    from neurlang.programs.native.exec_benchmark import ExecReport, run_exec_benchmark
    from neurlang.programs.native.standalone import FORMS, Settings, write_standalone

_LATER = {
    "FORMS": "standalone",
    "Settings": "standalone",
    "write_standalone": "standalone",
    "CompileReport": "compile_benchmark",
    "run_compile_benchmark": "compile_benchmark",
    "ExecReport": "exec_benchmark",
    "run_exec_benchmark": "exec_benchmark",
}

__all__ = [
    "FORMS",
    "CompileReport",
    "ExecReport",
    "Settings",
    "WholeProgram",
    "compile_whole",
    "run_compile_benchmark",
    "run_exec_benchmark",
    "write_standalone",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401  (whatever the module holds)
    """Load what is not always needed."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
