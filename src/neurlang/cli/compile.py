"""`nl compile`: a formula as source text, assembly, or a shared object for C; programs by `compile_program`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from neurlang.cli.compile_program import SUFFIXES as PROGRAM_SUFFIXES
from neurlang.cli.compile_program import compile_program
from neurlang.cli.formulas import (
    EMITTERS,
    FOR_C,
    SUFFIXES,
    checked_dtype,
    keep_source,
    name_for_c,
    read_kernel,
    show_shared_object,
    write_text,
)
from neurlang.cli.output import show_json
from neurlang.errors import UsageError
from neurlang.kernels.simd import CompileOptions, build_shared_object, compile_kernel
from neurlang.programs.machine import DEFAULT_MEMORY
from neurlang.programs.native import Settings

if TYPE_CHECKING:
    from neurlang.kernels.expr import Kernel


def command(
    formula: Annotated[
        str, typer.Argument(help="A formula, .fpcore file, module:function, or program (.nl, .nlb).")
    ],
    dtype: Annotated[
        str | None, typer.Option("--dtype", help="f32 or f64; f64 where nothing says otherwise.")
    ] = None,
    emit: Annotated[str | None, typer.Option("--emit", help=f"Print as {', '.join(EMITTERS)}.")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="FILE.so .c .h .ll .s .py .glsl .fpcore")
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", help="Which core of the file; the function's name in C.")
    ] = None,
    target: Annotated[str | None, typer.Option("--target", help="avx512, avx2, neon or scalar.")] = None,
    fma: Annotated[bool, typer.Option("--fma/--no-fma", help="Fuse products with sums.")] = True,
    form: Annotated[
        str | None,
        typer.Option("--format", help="Of a program: elf, so or raw; by the suffix of -o where absent."),
    ] = None,
    memory: Annotated[int, typer.Option("--memory", help="Of a program: memory in bytes.")] = DEFAULT_MEMORY,
    max_instr: Annotated[
        int, typer.Option("--max-instr", help="Of an executable: bound on instructions; 0 for none.")
    ] = 0,
    json_output: Annotated[bool, typer.Option("--json", help="Print what was made as JSON.")] = False,
) -> None:
    """Compile a formula, or a program that needs nothing from outside.

    Example: nl compile "sqrt(x*x + y*y) - 1" --dtype f32 -o circle.so

    Example: nl compile examples/factorial.nl -o factorial && ./factorial r0=5
    """
    if formula.endswith(PROGRAM_SUFFIXES):
        if max_instr < 0:
            raise UsageError(f"--max-instr {max_instr}: 0 or more is wanted")
        compile_program(Path(formula), output, form, Settings(memory, max_instr), as_json=json_output)
        return
    if form is not None:
        raise UsageError("--format is for programs (.nl, .nlb); a formula's form is that of -o or --emit.")
    keep_source(formula, output)
    kernel = read_kernel(formula, checked_dtype(dtype), name)
    options = CompileOptions(target=target, fma=fma)
    if output is not None and output.suffix == ".so":
        if emit is not None:
            raise UsageError("Use either --emit or -o FILE.so.")
        made = build_shared_object(kernel, output, name_for_c(formula, name), options)
        show_shared_object(made, as_json=json_output)
        return
    if output is None and emit is None:
        show_compiled(kernel, options, as_json=json_output)
        return
    kind = emit or SUFFIXES.get(output.suffix if output is not None else "")
    if kind not in EMITTERS:
        known = f"--emit takes {', '.join(EMITTERS)}" if emit else f"-o takes .so, {', '.join(SUFFIXES)}"
        raise UsageError(f"{known}; found '{emit or output}'.")
    if kind in FOR_C:
        name_for_c(formula, name)
    text = EMITTERS[kind](kernel, options)
    if output is None:
        print(text, end="" if text.endswith("\n") else "\n")
        return
    write_text(output, text)


def show_compiled(kernel: Kernel, options: CompileOptions, *, as_json: bool) -> None:
    """A summary of what the formula compiles to."""
    code = compile_kernel(kernel, options)
    nodes = code.form.nodes()
    calls = sorted({node.op.name for node in nodes if node.op.is_library})
    fields = {
        "name": kernel.name,
        "inputs": list(kernel.names),
        "outputs": len(kernel.outputs),
        "dtype": kernel.dtype,
        "target": code.target.name,
        "lanes": code.target.lanes(kernel.dtype),
        "operations": sum(bool(node.args) for node in nodes),
        "library_calls": calls,
    }
    if as_json:
        show_json("neurlang.compile/1", fields)
        return
    print(f"{kernel.name}({', '.join(kernel.names)}): {fields['operations']} operations in {kernel.dtype},")
    print(
        f"{fields['lanes']} at a time on {code.target.name}; library functions: {', '.join(calls) or 'none'}."
    )
