"""Programs as JSON: assembled, printed, compiled; the table of operations, and the search for extensions."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal, TypedDict

from neurlang.programs.extensions import Match
from neurlang.programs.ir import Program, ReferenceRow


class AsmReport(TypedDict):
    """`nl asm FILE --json`: what was written."""

    schema: Literal["neurlang.asm/1"]
    input: Annotated[str, "the text that was read"]
    output: Annotated[str, "the binary that was written"]
    instructions: Annotated[int, "how many instructions it has"]
    data_bytes: Annotated[int, "the size of its data"]
    bytes: Annotated[int, "the size of the binary"]


class DisasmReport(TypedDict):
    """`nl disasm FILE --json`: the program as text."""

    schema: Literal["neurlang.disasm/1"]
    input: Annotated[str, "the binary that was read"]
    instructions: Annotated[int, "how many instructions it has"]
    entry: Annotated[int, "the index of the instruction that it starts with"]
    data_bytes: Annotated[int, "the size of its data"]
    text: Annotated[str, "the program, in a form that assembles to the same binary"]


class CompileProgramReport(TypedDict):
    """`nl compile FILE.nl -o FILE --json`: what was written."""

    schema: Literal["neurlang.compile-program/1"]
    format: Annotated[str, "elf, so or raw"]
    files: Annotated[list[str], "the files; a shared object comes with its C header"]


class OperationFields(TypedDict):
    """One mode of an operation, an alias, or an intrinsic."""

    number: Annotated[int | None, "of the operation; null for an intrinsic"]
    opcode: Annotated[str, "the operation"]
    mode: Annotated[str, "the mode"]
    mnemonics: Annotated[list[str], "how it is written in a program"]
    operands: Annotated[str, "what it takes"]
    summary: Annotated[str, "what it does"]


class SpecReport(TypedDict):
    """`nl spec --json`: the table of operations."""

    schema: Literal["neurlang.spec/1"]
    ops: Annotated[list[OperationFields], "in the order of their numbers"]


class MatchFields(TypedDict):
    """An extension that fits a description."""

    number: Annotated[int, "of the extension"]
    name: Annotated[str, "of the extension"]
    score: Annotated[float, "how near it is to the description, 0 to 1"]
    description: Annotated[str, "what it does"]


class ResolveReport(TypedDict):
    """`nl resolve TEXT --json`: the extensions that are nearest to a description."""

    schema: Literal["neurlang.resolve/1"]
    text: Annotated[str, "the description"]
    threshold: Annotated[float, "the least score of an extension that is called"]
    resolved: Annotated[str | None, "the extension that `ext.call` would call"]
    matches: Annotated[list[MatchFields], "the nearest first"]


def asm_report(source: Path, target: Path, program: Program, size: int) -> AsmReport:
    """What was assembled, and the size of the binary."""
    return {
        "schema": "neurlang.asm/1",
        "input": str(source),
        "output": str(target),
        "instructions": len(program.instructions),
        "data_bytes": len(program.data),
        "bytes": size,
    }


def disasm_report(source: Path, program: Program, text: str) -> DisasmReport:
    """A program and its text."""
    return {
        "schema": "neurlang.disasm/1",
        "input": str(source),
        "instructions": len(program.instructions),
        "entry": program.entry,
        "data_bytes": len(program.data),
        "text": text,
    }


def compile_program_report(form: str, files: Iterable[Path]) -> CompileProgramReport:
    """The files that were written."""
    return {"schema": "neurlang.compile-program/1", "format": form, "files": [str(file) for file in files]}


def spec_report(rows: Iterable[ReferenceRow]) -> SpecReport:
    """Rows of the table of operations."""
    return {
        "schema": "neurlang.spec/1",
        "ops": [
            {
                "number": row.number,
                "opcode": row.opcode,
                "mode": row.mode,
                "mnemonics": list(row.mnemonics),
                "operands": row.operands,
                "summary": row.summary,
            }
            for row in rows
        ],
    }


def resolve_report(
    text: str, threshold: float, resolved: str | None, matches: Iterable[Match]
) -> ResolveReport:
    """The extensions that are nearest to a description, and the one that is called."""
    return {
        "schema": "neurlang.resolve/1",
        "text": text,
        "threshold": threshold,
        "resolved": resolved,
        "matches": [
            {
                "number": match.extension.number,
                "name": match.extension.name,
                "score": round(match.score, 4),
                "description": match.extension.description,
            }
            for match in matches
        ],
    }
