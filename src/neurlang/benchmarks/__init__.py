"""What is timed beside what people use today: kernels and programs, their corpora, their peers. How right prompts are.

`read_corpus` reads formulas from files and folders, `each_of` works on each whatever becomes of one. `run_benchmark`
times kernels beside C compilers and Python libraries; `run_exec_benchmark` times loops in the register language beside
C, numba and WebAssembly, `run_compile_benchmark` the steps from a program to code. `read_suite` returns the cases of
the accuracy suite, `read_rows` and `cases_of` those of a data file; `accuracy_of` makes figures of their scores.

All is loaded when it is first used: a command needs one of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.benchmarks.accuracy.cases import Case, read_suite
    from neurlang.benchmarks.accuracy.confusion import check_drawing, draw_confusion
    from neurlang.benchmarks.accuracy.data_cases import cases_of
    from neurlang.benchmarks.accuracy.data_rows import read_rows
    from neurlang.benchmarks.accuracy.expected import Ending, Said
    from neurlang.benchmarks.accuracy.scoring import Accuracy, Scored, Tally, Verdict, accuracy_of
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
            "Accuracy": "accuracy.scoring",
            "Case": "accuracy.cases",
            "CompileReport": "programs.compile_benchmark",
            "Ending": "accuracy.expected",
            "Entry": "corpus",
            "ExecReport": "programs.exec_benchmark",
            "Failure": "kernels.kernel_benchmark",
            "KernelFigures": "kernels.figures",
            "LengthFigures": "kernels.kernel_benchmark",
            "Outcome": "corpus",
            "Report": "kernels.kernel_benchmark",
            "Said": "accuracy.expected",
            "Sample": "programs.exec_peers",
            "Scored": "accuracy.scoring",
            "Summary": "kernels.kernel_benchmark",
            "Tally": "accuracy.scoring",
            "TimeLeft": "corpus",
            "Verdict": "accuracy.scoring",
            "accuracy_of": "accuracy.scoring",
            "as_json": "kernels.kernel_benchmark",
            "cases_of": "accuracy.data_cases",
            "check_drawing": "accuracy.confusion",
            "compile_c": "kernels.c_peers",
            "draw_confusion": "accuracy.confusion",
            "each_of": "corpus",
            "find_compiler": "kernels.c_peers",
            "gcc_run": "programs.exec_peers",
            "machine": "programs.exec_benchmark",
            "missing_subjects": "programs.exec_benchmark",
            "optimized_summaries": "kernels.kernel_benchmark",
            "own_corpus": "corpus",
            "processor": "hardware",
            "read_corpus": "corpus",
            "read_rows": "accuracy.data_rows",
            "read_suite": "accuracy.cases",
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
    "Accuracy",
    "Case",
    "CompileReport",
    "Ending",
    "Entry",
    "ExecReport",
    "Failure",
    "KernelFigures",
    "LengthFigures",
    "Outcome",
    "Report",
    "Said",
    "Sample",
    "Scored",
    "Summary",
    "Tally",
    "TimeLeft",
    "Verdict",
    "accuracy_of",
    "as_json",
    "cases_of",
    "check_drawing",
    "compile_c",
    "draw_confusion",
    "each_of",
    "find_compiler",
    "gcc_run",
    "machine",
    "missing_subjects",
    "optimized_summaries",
    "own_corpus",
    "processor",
    "read_corpus",
    "read_rows",
    "read_suite",
    "run_benchmark",
    "run_compile_benchmark",
    "run_exec_benchmark",
    "tier_1_run",
    "tier_2_run",
]
