"""Checks of programs as JSON: the tests that they carry, and proofs about native code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Literal, NotRequired, TypedDict

from neurlang.programs.native import Proof
from neurlang.programs.testing import Coverage, FileReport


class CoverageFields(TypedDict):
    """Which part of the programs was run."""

    reached: Annotated[int, "instructions that ran in at least one test"]
    instructions: Annotated[int, "all instructions"]
    percent: Annotated[float, "the part that ran"]


class FailureFields(TypedDict):
    """One value that is not what a test wants."""

    file: Annotated[str, "the program"]
    test: Annotated[str | None, "the test's text; null if the file is not a program"]
    line: Annotated[int | None, "its line"]
    register: Annotated[str | None, "where the value stands; null if the run itself failed"]
    got: Annotated[int | float | str, "what was found"]
    expected: Annotated[int | float | str, "what the test wants"]


class SuiteReport(TypedDict):
    """`nl test --json`: how the tests of all files ended."""

    schema: Literal["neurlang.test/1"]
    total: Annotated[int, "how many tests there are"]
    passed: Annotated[int, "tests that passed"]
    failed: Annotated[int, "tests that failed"]
    skipped: Annotated[int, "tests that were not run"]
    files: Annotated[int, "how many files there are"]
    failures: Annotated[list[FailureFields], "each value that is not what a test wants"]
    coverage: NotRequired[Annotated[CoverageFields, "with --coverage: which part was run"]]


class ProofFields(TypedDict):
    """A statement about an operation, and whether it was proved."""

    name: Annotated[str, "of the operation"]
    level: Annotated[str, "the code: inlined, as in stencils, or optimised by LLVM"]
    is_proved: Annotated[bool, "whether it holds for all operands"]
    counterexample: Annotated[dict[str, int] | None, "operands for which it does not hold"]
    why: Annotated[str, "why it was not proved"]
    seconds: Annotated[float, "how long the proof took"]


class ProveReport(TypedDict):
    """`nl prove --json`: proofs that native code computes what the interpreter computes."""

    schema: Literal["neurlang.prove/1"]
    proofs: Annotated[list[ProofFields], "two for each operation"]


def suite_report(files: Sequence[FileReport], coverage: Coverage | None = None) -> SuiteReport:
    """How the tests of all files ended; `coverage` is that of all files together, if it was measured."""
    passed, failed, skipped = (
        sum(getattr(file, key) for file in files) for key in ("passed", "failed", "skipped")
    )
    report: SuiteReport = {
        "schema": "neurlang.test/1",
        "total": passed + failed + skipped,
        "passed": passed,
        "failed": failed,
        "skipped": skipped,
        "files": len(files),
        "failures": [failure for file in files for failure in _failures(file)],
    }
    if coverage is not None:
        report["coverage"] = {
            "reached": coverage.reached,
            "instructions": coverage.total,
            "percent": round(coverage.percentage, 2),
        }
    return report


def _failures(file: FileReport) -> Iterator[FailureFields]:
    if file.error is not None:
        yield {
            "file": file.name,
            "test": None,
            "line": None,
            "register": None,
            "got": file.error,
            "expected": "a program",
        }
        return
    for result in file.results:
        for difference in result.differences:
            yield {
                "file": file.name,
                "test": result.text,
                "line": result.line,
                "register": difference.place,
                "got": difference.got,
                "expected": difference.expected,
            }


def prove_report(proofs: Iterable[Proof]) -> ProveReport:
    """Every proof, with a counterexample if there is one."""
    return {
        "schema": "neurlang.prove/1",
        "proofs": [
            {
                "name": proof.name,
                "level": proof.level,
                "is_proved": proof.is_proved,
                "counterexample": proof.counterexample,
                "why": proof.why,
                "seconds": proof.seconds,
            }
            for proof in proofs
        ],
    }
