"""Verifying the library: each function, compiled, against a reference that shares nothing with source or compiler.

A function runs on the interpreter, in code patched from stencils, and in code that LLVM optimised as a whole. The
interpreter's result is compared with the reference's; the other runs must end like the interpreter's to the last bit.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, TypedDict

from neurlang.errors import UsageError
from neurlang.optional_parts import load
from neurlang.programs.ir import Program
from neurlang.programs.machine import Code, Outcome, TrapKind, decode, run
from neurlang.programs.native import WholeProgram, compile_whole, make_stencils, run_native
from neurlang.programs.stdlib.compiling import Compiler
from neurlang.programs.stdlib.proving.proof import is_provable, prove
from neurlang.programs.stdlib.reading.docstrings import Documentation, documentation_of
from neurlang.programs.stdlib.reading.library import Library, read_library
from neurlang.programs.stdlib.reading.modules import SourceFunction
from neurlang.programs.stdlib.running import Argument, PythonLibrary
from neurlang.programs.stdlib.testing.executing import Arguments, Result, guarded, placed, result_of
from neurlang.programs.stdlib.testing.sampling import Sampler
from neurlang.programs.stdlib.verdicts import key_of, read_verdicts, write_verdicts

INPUTS = 1_000
SEED = 2
MAX_INSTRUCTIONS = 20_000
MEMORY = 1 << 18
"""Bytes of memory of a run: the arrays are small, and all of it is compared after each run."""

REFERENCES = Path(__file__).parents[4] / "tests" / "programs" / "stdlib"
"""The references of the library's own functions, where the package stands in its repository."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known about a function.

    `inputs` are those on which it agreed with the reference; `formula` is what is proved about the reference's formula:
    `proved`, `proved to 8 iterations`, or nothing. `is_proved`: the compiled code does what the source does, for all
    inputs of the domain; with a `bound`, for those whose run makes at most so many decisions. `key` is that of
    `key_of`.
    """

    function: str
    module: str
    passed: bool
    inputs: int
    reference: str = ""
    is_proved: bool = False
    bound: int | None = None
    why: str = ""
    formula: str = ""
    key: str = ""

    @property
    def short(self) -> str:
        """The verdict as the function's file has it."""
        return (self.formula or f"tested {self.inputs}") if self.passed else ""

    @property
    def text(self) -> str:
        """The verdict for people."""
        if not self.passed:
            return f"FAILED: {self.why}"
        told = [*([self.formula] if self.formula else []), f"tested {self.inputs}"]
        if self.is_proved:
            told.append("code equals source" + ("" if self.bound is None else f" to {self.bound} decisions"))
        return ", ".join(told)


@dataclass(frozen=True, slots=True)
class Work:
    """The verification of one function, for a worker."""

    source: Path
    references: Path
    name: str
    inputs: int
    with_proofs: bool


def verify(
    source: Path,
    references: Path,
    names: Sequence[str] = (),
    *,
    inputs: int = INPUTS,
    with_proofs: bool = True,
    processes: int | None = None,
) -> Iterator[Verdict]:
    """The verdict on each function of a library, or on those named, as they come, in the order of the sources.

    `references` is a folder with a module `references`, which has them by name, and a module `agreement`; it may have a
    module `formulas`, with formulas by name and what proves them. Raises UsageError if they are missing.
    """
    if not (references / "references.py").is_file():
        raise UsageError(_missing(references))
    library = read_library(source)
    functions = [library.find(name) for name in names] or list(library.published.values())
    make_stencils()
    work = [Work(source, references, each.signature.name, inputs, with_proofs) for each in functions]
    count = min(processes or os.cpu_count() or 1, len(work))
    if count == 1:
        return map(verdict_on, work)
    pool = ProcessPoolExecutor(count)
    return _from_pool(pool, pool.map(verdict_on, work))


def _missing(references: Path) -> str:
    if references == REFERENCES:
        return (
            "The references are not installed with the package: they stand in its repository, in "
            "tests/programs/stdlib. Name that folder: nl stdlib --verify --references FOLDER"
        )
    return f"No references.py in {references}; --references names a folder that has it."


def _from_pool(pool: ProcessPoolExecutor, verdicts: Iterator[Verdict]) -> Iterator[Verdict]:
    try:
        yield from verdicts
    finally:
        pool.shutdown(cancel_futures=True)


@cache
def _loaded(source: Path) -> tuple[Compiler, PythonLibrary]:
    library = read_library(source)
    return Compiler(library), PythonLibrary(library)


@dataclass(frozen=True, slots=True)
class _References:
    """What a folder of references has: them by name, how to compare, and proofs of formulas, if there are any."""

    by_name: dict[str, Any]
    disagreement: Callable[..., str | None]
    formulas: dict[str, Any]
    prove: Callable[..., Any] | None


@cache
def _references(folder: Path) -> _References:
    sys.path.insert(0, str(folder))  # they import what stands beside them
    formulas, prove_formula = {}, None
    if (folder / "formulas.py").is_file():
        module = _module(folder, "formulas")
        formulas, prove_formula = module.formulas(load("z3", "smt", "a proof")), module.prove
    return _References(
        _module(folder, "references").REFERENCES,
        _module(folder, "agreement").disagreement,
        formulas,
        prove_formula,
    )


def _module(folder: Path, name: str) -> Any:  # noqa: ANN401
    """A module of a folder, apart from others of that name."""
    file = folder / f"{name}.py"
    spec = spec_from_file_location(f"{name} of {folder}", file)
    if spec is None or spec.loader is None or not file.is_file():
        raise UsageError(f"{file} is missing beside the references")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def verdict_on(work: Work) -> Verdict:
    """Verify one function."""
    compiler, python = _loaded(work.source)
    function = compiler.library.functions[work.name]
    documentation = documentation_of(function)
    program = compiler.program(function)
    name, module = function.node.name, function.module.name
    references = _references(work.references)
    if name not in references.by_name:
        return Verdict(name, module, False, 0, why="no reference")
    reference = references.by_name[name]

    def differs(values: Sequence[Argument], result: Result) -> str | None:
        return references.disagreement(documentation, reference, values, result)

    sampler = Sampler(function, documentation, python)
    tested, why = tested_on(function, sampler.inputs(work.inputs, SEED), program, differs)
    if not (tested or why):
        why = f"no input ends within {MAX_INSTRUCTIONS:,} instructions"
    key = key_of(function, documentation, compiler.lines(function))
    verdict = Verdict(name, module, not why, tested, reference.named, why=why, key=key)
    if why or not work.with_proofs:
        return verdict
    verdict = _with_formula(verdict, references, function, documentation, program)
    return _with_proof(verdict, compiler.library, function, documentation, program)


def _with_formula(
    verdict: Verdict,
    references: _References,
    function: SourceFunction,
    documentation: Documentation,
    program: Program,
) -> Verdict:
    """The verdict with the proof of the reference's formula, if it has one; without a proof, a failure."""
    formula = references.formulas.get(verdict.function)
    if formula is None or references.prove is None:
        return verdict
    proof = references.prove(program, function.signature, documentation, formula)
    if not proof.is_proved:
        return replace(verdict, passed=False, why=f"formula: {proof}")
    return replace(verdict, formula=str(proof))


def _with_proof(
    verdict: Verdict,
    library: Library,
    function: SourceFunction,
    documentation: Documentation,
    program: Program,
) -> Verdict:
    """The verdict with the proof that code and source are equal, if there is one."""
    if not (verdict.passed and is_provable(function)):
        return verdict
    proof = prove(library, function, documentation, program)
    if proof.counterexample:
        shown = ", ".join(map(str, proof.counterexample))
        return replace(verdict, passed=False, why=f"{proof.why} for {shown}")
    return replace(verdict, is_proved=proof.is_proved, bound=proof.bound)


def record(source: Path, verdicts: Sequence[Verdict]) -> None:
    """Write verdicts beside the sources, for the next build; those of other functions stay.

    Raises UsageError if the file cannot be written.
    """
    published = read_library(source).published
    kept = {name: verdict for name, verdict in read_verdicts(source).items() if name in published}
    for verdict in verdicts:
        kept.pop(verdict.function, None)
        if verdict.passed:
            kept[verdict.function] = verdict.key, verdict.short
    write_verdicts(source, kept)


def tested_on(
    function: SourceFunction,
    inputs: Iterator[tuple[Argument, ...]],
    program: Program,
    differs: Callable[[Sequence[Argument], Result], str | None],
) -> tuple[int, str]:
    """On how many inputs all agreed, and what is wrong with the next one; "" if nothing is.

    Inputs whose run executes more than `MAX_INSTRUCTIONS` are left out.
    """
    code, count = decode(program), 0
    whole = compile_whole(program, MEMORY)
    for values in inputs:
        input_ = guarded(placed(function, values))
        outcome = run(code, input_.arguments.registers, preload=input_.arguments.memory, **_HOW)
        if outcome.trap is not None and outcome.trap.kind is TrapKind.FUEL:
            continue
        wrong = (
            ("" if input_.are_intact(outcome.memory) else "writes outside its arrays")
            or differs(values, result_of(function, values, outcome))
            or _native(code, whole, input_.arguments, outcome)
        )
        if wrong:
            return count, f"{function.node.name}({', '.join(map(_shown, values))}): {wrong}"
        count += 1
    return count, ""


class _How(TypedDict):
    """How all executors run."""

    memory_size: int
    max_instructions: int


_HOW: _How = {"memory_size": MEMORY, "max_instructions": MAX_INSTRUCTIONS}


def _native(code: Code, whole: WholeProgram, arguments: Arguments, expected: Outcome) -> str | None:
    """How a native run ends otherwise than the interpreter's."""
    if run_native(code, arguments.registers, preload=arguments.memory, **_HOW) != expected:
        return "tier 1 ends otherwise than the interpreter"
    got = whole.run(arguments.registers, preload=arguments.memory, max_instructions=MAX_INSTRUCTIONS)
    return None if got == expected else "tier 2 ends otherwise than the interpreter"


def _shown(value: Argument) -> str:
    text = repr(bytes(value)) if isinstance(value, bytearray) else repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
