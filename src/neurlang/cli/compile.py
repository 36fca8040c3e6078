"""`nl compile`: a formula as source text, assembly, or a shared object for C; programs by `compile_program`."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from neurlang.cli.compile_program import SUFFIXES as PROGRAM_SUFFIXES
from neurlang.cli.compile_program import compile_program
from neurlang.cli.output import show_json
from neurlang.errors import UsageError
from neurlang.kernels.expr import (
    DTYPES,
    Kernel,
    parse,
    print_c,
    print_fpcore,
    print_glsl,
    print_python,
    print_sympy,
    read_cores,
    trace,
)
from neurlang.kernels.simd import (
    CompileOptions,
    assembly,
    build_shared_object,
    choose_target,
    compile_kernel,
    compiled_form,
    core_text,
    header_text,
)
from neurlang.programs.machine import DEFAULT_MEMORY
from neurlang.programs.native import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from neurlang.kernels.expr import DType
    from neurlang.kernels.simd import SharedObject


def print_llvm_core(kernel: Kernel, options: CompileOptions) -> str:
    """The core loop's LLVM IR for the target."""
    return core_text(compiled_form(kernel, fma=options.fma), choose_target(options.target)) + "\n"


def print_assembly(kernel: Kernel, options: CompileOptions) -> str:
    """The core loop's assembly for the target."""
    return assembly(print_llvm_core(kernel, options), choose_target(options.target))


EMITTERS: dict[str, Callable[[Kernel, CompileOptions], str]] = {
    "c": lambda kernel, _: print_c(kernel),
    "python": lambda kernel, _: print_python(kernel),
    "glsl": lambda kernel, _: print_glsl(kernel),
    "fpcore": lambda kernel, _: print_fpcore(kernel),
    "sympy": lambda kernel, _: print_sympy(kernel),
    "llvm": print_llvm_core,
    "asm": print_assembly,
    "h": lambda kernel, _: header_text(kernel, kernel.name),
}
SUFFIXES = {
    ".c": "c",
    ".h": "h",
    ".ll": "llvm",
    ".s": "asm",
    ".py": "python",
    ".glsl": "glsl",
    ".fpcore": "fpcore",
}


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
    kernel = read_kernel(formula, checked_dtype(dtype), name)
    options = CompileOptions(target=target, fma=fma)
    if output is not None and output.suffix == ".so":
        if emit is not None:
            raise UsageError("Use either --emit or -o FILE.so.")
        show_shared_object(build_shared_object(kernel, output, name, options), as_json=json_output)
        return
    if output is None and emit is None:
        show_compiled(kernel, options, as_json=json_output)
        return
    kind = emit or SUFFIXES.get(output.suffix if output is not None else "")
    if kind not in EMITTERS:
        known = f"--emit takes {', '.join(EMITTERS)}" if emit else f"-o takes .so, {', '.join(SUFFIXES)}"
        raise UsageError(f"{known}; found '{emit or output}'.")
    text = EMITTERS[kind](kernel, options)
    if output is None:
        print(text, end="" if text.endswith("\n") else "\n")
        return
    write_text(output, text)


def checked_dtype(dtype: str | None) -> DType | None:
    """The type asked for.

    Raises:
        UsageError: it is neither f32 nor f64.

    """
    found = next((item for item in DTYPES if item == dtype), None)
    if dtype is not None and found is None:
        raise UsageError(f"--dtype takes {' or '.join(DTYPES)}, found '{dtype}'.")
    return found


def read_kernel(formula: str, dtype: DType | None, name: str | None) -> Kernel:
    """The kernel that the argument names: a file, a Python function, or the formula itself.

    Raises:
        UsageError: the file, module, function or core does not exist.
        FormulaError: the formula cannot be read.

    """
    if formula.endswith(".fpcore"):
        return core_of_file(Path(formula), dtype, name)
    module, colon, function = formula.partition(":")
    if colon and all(part.isidentifier() for part in [*module.split("."), function]):
        traced = trace(python_function(module, function), dtype=dtype or "f64")
        return traced if name is None else replace(traced, name=name)
    kernel = parse(formula, dtype=dtype or "f64")
    return kernel if name is None else replace(kernel, name=name)


def core_of_file(path: Path, dtype: DType | None, name: str | None) -> Kernel:
    """The core of that name, or the only one."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"Cannot read {path}: {error.strerror}.") from None
    cores = read_cores(text, str(path))
    if name is None and len(cores) == 1:
        return cores[0].kernel(dtype)
    names = ", ".join(core.name for core in cores)
    if name is None:
        raise UsageError(f"{path} has {len(cores)} cores; choose one with --name: {names}.")
    found = next((core for core in cores if core.name == name), None)
    if found is None:
        raise UsageError(f"{path} has no core '{name}'; there are: {names}.")
    return found.kernel(dtype)


def python_function(module: str, function: str) -> Callable[..., Any]:
    """The function of that module, or what a kernel decorator was put around."""
    try:
        found = getattr(import_module(module), function, None)
    except ImportError as error:
        raise UsageError(f"Cannot import '{module}': {error}.") from None
    if not callable(found):
        raise UsageError(f"The module '{module}' has no function '{function}'.")
    wrapped: Callable[..., Any] = getattr(found, "__wrapped__", found)
    return wrapped


def write_text(path: Path, text: str) -> None:
    """Write a file.

    Raises:
        UsageError: it cannot be written.

    """
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"Cannot write {path}: {error.strerror}.") from None
    print(f"Wrote {path}.")


def show_shared_object(made: SharedObject, *, as_json: bool) -> None:
    """What was written and what the checks found; a failed check is an error."""
    checks = (made.check, made.special)
    differing = sum(check.differing for check in checks)
    points = sum(check.points for check in checks)
    if as_json:
        fields: dict[str, str | int] = {
            "library": str(made.path),
            "header": str(made.header),
            "symbol": made.symbol,
        }
        fields |= {"self_test_failures": made.failures, "points": points, "differing": differing}
        show_json("neurlang.compile/1", fields)
    else:
        print(f"Wrote {made.path} and {made.header}: function {made.symbol}.")
        print(
            f"Self-test: {made.failures} failures. Of {points} points {differing} differ from the reference."
        )
    if made.failures or not all(check.passes for check in checks):
        raise typer.Exit(1)


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
