"""What is timed beside what people use today: kernels and programs, their corpora, their peers.

`read_corpus` reads formulas from files and folders, `each_of` works on each whatever becomes of one. `run_benchmark`
times kernels beside C compilers and Python libraries; `run_exec_benchmark` times loops in the register language beside
C, numba and WebAssembly, `run_compile_benchmark` the steps from a program to code.

All is loaded when it is first used: a command needs one of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.benchmarks.corpus import Entry, Outcome, TimeLeft, each_of, own_corpus, read_corpus
    from neurlang.benchmarks.hardware import processor
    from neurlang.benchmarks.kernels.c_peers import MODES, compile_c, find_compiler
    from neurlang.benchmarks.kernels.figures import KernelFigures
    from neurlang.benchmarks.kernels.kernel_benchmark import (
        ALL_PEERS,
        OPTIMIZED,
        Failure,
        LengthFigures,
        Report,
        Summary,
        as_json,
        optimized_summaries,
        run_benchmark,
    )
    from neurlang.benchmarks.programs.compile_benchmark import CompileReport, run_compile_benchmark
    from neurlang.benchmarks.programs.exec_benchmark import (
        ExecReport,
        machine,
        missing_subjects,
        run_exec_benchmark,
        tier_1_run,
        tier_2_run,
    )
    from neurlang.benchmarks.programs.exec_peers import ARRAYS, MEMORY, Sample, gcc_run
else:
    __getattr__ = later(
        __name__,
        {
            "ALL_PEERS": "kernels.kernel_benchmark",
            "ARRAYS": "programs.exec_peers",
            "MEMORY": "programs.exec_peers",
            "MODES": "kernels.c_peers",
            "OPTIMIZED": "kernels.kernel_benchmark",
            "CompileReport": "programs.compile_benchmark",
            "Entry": "corpus",
            "ExecReport": "programs.exec_benchmark",
            "Failure": "kernels.kernel_benchmark",
            "KernelFigures": "kernels.figures",
            "LengthFigures": "kernels.kernel_benchmark",
            "Outcome": "corpus",
            "Report": "kernels.kernel_benchmark",
            "Sample": "programs.exec_peers",
            "Summary": "kernels.kernel_benchmark",
            "TimeLeft": "corpus",
            "as_json": "kernels.kernel_benchmark",
            "compile_c": "kernels.c_peers",
            "each_of": "corpus",
            "find_compiler": "kernels.c_peers",
            "gcc_run": "programs.exec_peers",
            "machine": "programs.exec_benchmark",
            "missing_subjects": "programs.exec_benchmark",
            "optimized_summaries": "kernels.kernel_benchmark",
            "own_corpus": "corpus",
            "processor": "hardware",
            "read_corpus": "corpus",
            "run_benchmark": "kernels.kernel_benchmark",
            "run_compile_benchmark": "programs.compile_benchmark",
            "run_exec_benchmark": "programs.exec_benchmark",
            "tier_1_run": "programs.exec_benchmark",
            "tier_2_run": "programs.exec_benchmark",
        },
    )

__all__ = [
    "ALL_PEERS",
    "ARRAYS",
    "MEMORY",
    "MODES",
    "OPTIMIZED",
    "CompileReport",
    "Entry",
    "ExecReport",
    "Failure",
    "KernelFigures",
    "LengthFigures",
    "Outcome",
    "Report",
    "Sample",
    "Summary",
    "TimeLeft",
    "as_json",
    "compile_c",
    "each_of",
    "find_compiler",
    "gcc_run",
    "machine",
    "missing_subjects",
    "optimized_summaries",
    "own_corpus",
    "processor",
    "read_corpus",
    "run_benchmark",
    "run_compile_benchmark",
    "run_exec_benchmark",
    "tier_1_run",
    "tier_2_run",
]
