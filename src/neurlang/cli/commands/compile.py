"""`nl compile`: compile a formula to source text, assembly or a shared object, or a program by `compile_program`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from neurlang import reports
from neurlang.cli.compile_options import refuse_for_formula, refuse_for_program
from neurlang.cli.compile_program import SUFFIXES as PROGRAM_SUFFIXES
from neurlang.cli.compile_program import compile_program, form_of
from neurlang.cli.formulas import (
    Dtype,
    Emit,
    OutputFile,
    checked_dtype,
    is_library,
    keep_source,
    language_of,
    name_for_c,
    show_shared_object,
    show_text,
)
from neurlang.cli.output import show_json
from neurlang.errors import UsageError
from neurlang.kernels.simd import CompileOptions, build_shared_object, compile_kernel
from neurlang.pipeline import FORMULA_TEXTS, LANGUAGE_OF_SUFFIX, LANGUAGES_OF_C, read_formula
from neurlang.programs.machine import DEFAULT_MEMORY
from neurlang.programs.native import Settings

if TYPE_CHECKING:
    from neurlang.kernels.expr import Kernel


def command(
    formula: Annotated[
        str, typer.Argument(help="A formula, .fpcore file, module:function, or program (.nl, .nlb).")
    ],
    dtype: Dtype = None,
    emit: Emit = None,
    output: OutputFile = None,
    name: Annotated[
        str | None, typer.Option("--name", help="Which core of the file; the function's name in C.")
    ] = None,
    target: Annotated[str | None, typer.Option("--target", help="avx512, avx2, neon or scalar.")] = None,
    fma: Annotated[
        bool | None, typer.Option("--fma/--no-fma", help="Fuse products with sums (the default) or not.")
    ] = None,
    form: Annotated[
        str | None,
        typer.Option("--format", help="For a program: elf, so or raw; by default by the suffix of -o."),
    ] = None,
    memory: Annotated[
        int | None,
        typer.Option("--memory", help=f"For an executable: memory in bytes; by default {DEFAULT_MEMORY:,}."),
    ] = None,
    max_instr: Annotated[
        int | None,
        typer.Option(
            "--max-instr", help="For an executable: bound on instructions; by default, or if 0, none."
        ),
    ] = None,
    json_output: Annotated[bool, typer.Option("--json", help="Print what was made as JSON.")] = False,
) -> None:
    """Compile a formula, or a pure program, which uses nothing outside its memory.

    Example: nl compile "sqrt(x*x + y*y) - 1" --dtype f32 -o circle.so

    Example: nl compile examples/factorial.nl -o factorial && ./factorial r0=5
    """
    given: dict[str, object] = {
        "--dtype": dtype, "--emit": emit, "--name": name, "--target": target, "--fma": fma, "--format": form,
        "--memory": memory, "--max-instr": max_instr, "--json": json_output or None,
    }  # fmt: skip
    if formula.endswith(PROGRAM_SUFFIXES):
        if (max_instr or 0) < 0:
            raise UsageError(f"--max-instr {max_instr}: 0 or more is wanted")
        settings = Settings(DEFAULT_MEMORY if memory is None else memory, max_instr or 0)
        refuse_for_program(given, form_of(output, form))
        compile_program(Path(formula), output, form, settings, as_json=json_output)
        return
    refuse_for_formula(given, emit or LANGUAGE_OF_SUFFIX.get("" if output is None else output.suffix))
    keep_source(formula, output)
    kernel = read_formula(formula, checked_dtype(dtype), name)
    options = CompileOptions(target=target, fma=fma is not False)
    language = language_of(emit, output)
    c_name = name_for_c(formula, name) if is_library(output) or language in LANGUAGES_OF_C else None
    if output is not None and is_library(output):
        show_shared_object(build_shared_object(kernel, output, c_name, options), as_json=json_output)
    elif language is None:
        show_compiled(kernel, options, as_json=json_output)
    else:
        show_text(FORMULA_TEXTS[language](kernel, options), output)


def show_compiled(kernel: Kernel, options: CompileOptions, *, as_json: bool) -> None:
    """Print a summary of the compiled formula."""
    report = reports.compile_report(kernel, compile_kernel(kernel, options))
    if as_json:
        show_json(report)
        return
    calls = ", ".join(report["library_calls"]) or "none"
    print(f"{kernel.name}({', '.join(kernel.names)}): {report['operations']} operations in {kernel.dtype},")
    print(f"{report['lanes']} at a time on {report['target']}; library functions: {calls}.")
