"""The standard library as JSON: what a build wrote, and what verification found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, TypedDict

from neurlang.programs.stdlib import Built, Verdict


class StdlibBuildReport(TypedDict):
    """`nl stdlib --build --json`: what was written."""

    schema: Literal["neurlang.stdlib-build/1"]
    output: Annotated[str, "the folder"]
    files: Annotated[list[str], "below it"]
    functions: Annotated[int, "functions that were compiled"]
    modules: Annotated[int, "modules that they are in"]
    tests: Annotated[int, "tests that were generated"]
    instructions: Annotated[int, "all instructions; 0 without tests"]
    reached: Annotated[int, "instructions that the tests run"]


class VerdictFields(TypedDict):
    """What is known about a function."""

    function: Annotated[str, "its name"]
    module: Annotated[str, "its module"]
    passed: Annotated[bool, "whether nothing was found wrong"]
    verdict: Annotated[
        str, "`proved` or `proved to 8 iterations` against the reference's formula, or `tested 1000`"
    ]
    is_proved: Annotated[bool, "whether compiled code is proved to do what the source does"]
    bound: Annotated[int | None, "decisions of a run up to which it is proved; null for any number"]
    inputs: Annotated[int, "inputs on which it agreed with its reference"]
    reference: Annotated[str, "what it was compared with"]
    why: Annotated[str, "what is wrong; empty if nothing is"]


class StdlibVerifyReport(TypedDict):
    """`nl stdlib --verify --json`: the verdict on each function."""

    schema: Literal["neurlang.stdlib-verify/1"]
    functions: Annotated[int, "how many were verified"]
    passed: Annotated[int, "how many of them passed"]
    proved: Annotated[
        int, "for how many code is proved to do what the source does, for all inputs or to a bound"
    ]
    formulas_proved: Annotated[
        int, "how many are proved equal to the reference's formula, for all inputs or to a bound"
    ]
    verdicts: Annotated[list[VerdictFields], "one for each function"]


def stdlib_build_report(output: str, built: Built) -> StdlibBuildReport:
    """What a build wrote."""
    return {
        "schema": "neurlang.stdlib-build/1",
        "output": output,
        "files": [str(path) for path in built.files],
        "functions": built.functions,
        "modules": built.modules,
        "tests": built.tests,
        "instructions": built.instructions,
        "reached": built.reached,
    }


def stdlib_verify_report(verdicts: Sequence[Verdict]) -> StdlibVerifyReport:
    """The verdict on each function."""
    return {
        "schema": "neurlang.stdlib-verify/1",
        "functions": len(verdicts),
        "passed": sum(verdict.passed for verdict in verdicts),
        "proved": sum(verdict.is_proved for verdict in verdicts),
        "formulas_proved": sum(bool(verdict.formula) for verdict in verdicts),
        "verdicts": [
            {
                "function": verdict.function,
                "module": verdict.module,
                "passed": verdict.passed,
                "verdict": verdict.short,
                "is_proved": verdict.is_proved,
                "bound": verdict.bound,
                "inputs": verdict.inputs,
                "reference": verdict.reference,
                "why": verdict.why,
            }
            for verdict in verdicts
        ],
    }
