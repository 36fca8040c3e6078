"""The run of a program as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal, NotRequired, TypedDict

from neurlang.programs.machine import Outcome, Trap, to_float

Number = float  # another name, because the report has a field `float`


class TrapFields(TypedDict):
    """Where and why a program was stopped."""

    name: Annotated[str, "of the trap"]
    number: Annotated[int | None, "of a `trap n`; null for the machine's own traps"]
    message: Annotated[str, "why"]
    index: Annotated[int, "of the instruction"]
    instruction: Annotated[str, "its text"]
    line: Annotated[int | None, "its line in the source, if that is known"]


class RunReport(TypedDict):
    """`nl run FILE --json`: how the program ended."""

    schema: Literal["neurlang.run/1"]
    r0: Annotated[int, "the result, as a signed number"]
    hex: Annotated[str, "the same 64 bits in hexadecimal"]
    float: Annotated[Number | str, "the same bits as a double; inf, -inf and nan are texts"]
    executed: Annotated[int, "how many instructions were executed"]
    milliseconds: Annotated[Number, "how long that took"]
    registers: Annotated[dict[str, int], "every register at the end, by name"]
    trap: Annotated[TrapFields | None, "what stopped the program, if it did not halt"]
    unjoined: Annotated[list[str], "tasks that the program did not wait for"]
    granted: NotRequired[Annotated[dict[str, list[str]], "with --stats: what each --allow flag allowed"]]


def run_report(
    outcome: Outcome, seconds: float, granted: Mapping[str, Iterable[str]] | None = None
) -> RunReport:
    """How a program ended; `granted` is what the flags allowed, if the report should say it."""
    bits = outcome.registers["r0"]
    value = to_float(bits)
    finite = value - value == 0  # JSON has no infinities and no NaN
    report: RunReport = {
        "schema": "neurlang.run/1",
        "r0": outcome.result,
        "hex": f"{bits:#018x}",
        "float": value if finite else str(value),
        "executed": outcome.executed,
        "milliseconds": round(seconds * 1000, 3),
        "registers": dict(outcome.registers),
        "trap": None if outcome.trap is None else _trap(outcome.trap),
        "unjoined": list(outcome.unjoined),
    }
    if granted is not None:
        report["granted"] = {flag.removeprefix("--allow-"): list(values) for flag, values in granted.items()}
    return report


def _trap(trap: Trap) -> TrapFields:
    return {
        "name": trap.kind.name,
        "number": trap.number,
        "message": trap.message,
        "index": trap.index,
        "instruction": trap.instruction,
        "line": trap.line,
    }
