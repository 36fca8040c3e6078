"""Formulas on the command line: how an argument names one, and how one is printed or written."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from neurlang.c_names import exported_name
from neurlang.cli.files import keep_apart, write_file
from neurlang.cli.output import show_json
from neurlang.errors import UsageError
from neurlang.kernels import expr, simd
from neurlang.kernels.expr import DTYPES, Kernel, parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from neurlang.kernels.expr import DType
    from neurlang.kernels.simd import CompileOptions, SharedObject


def print_llvm_core(kernel: Kernel, options: CompileOptions) -> str:
    """The core loop's LLVM IR for the target."""
    form, target = simd.compiled_form(kernel, fma=options.fma), simd.choose_target(options.target)
    return simd.core_text(form, target, tolerance_ulp=options.tolerance_ulp) + "\n"


def print_assembly(kernel: Kernel, options: CompileOptions) -> str:
    """The core loop's assembly for the target."""
    return simd.assembly(print_llvm_core(kernel, options), simd.choose_target(options.target))


EMITTERS: dict[str, Callable[[Kernel, CompileOptions], str]] = {
    "c": lambda kernel, _: expr.print_c(kernel),
    "python": lambda kernel, _: expr.print_python(kernel),
    "glsl": lambda kernel, _: expr.print_glsl(kernel),
    "fpcore": lambda kernel, _: expr.print_fpcore(kernel),
    "sympy": lambda kernel, _: expr.print_sympy(kernel),
    "llvm": print_llvm_core,
    "asm": print_assembly,
    "h": lambda kernel, _: simd.header_text(kernel, simd.symbol_of(kernel)),
}
FOR_C = ("c", "h")  # outputs in which the function has the name of --name
SUFFIXES = {
    ".c": "c",
    ".h": "h",
    ".ll": "llvm",
    ".s": "asm",
    ".py": "python",
    ".glsl": "glsl",
    ".fpcore": "fpcore",
}


def checked_dtype(dtype: str | None) -> DType | None:
    """The requested type.

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
        traced = expr.trace(python_function(module, function), dtype=dtype or "f64")
        return traced if name is None else replace(traced, name=name)
    kernel = parse(formula, dtype=dtype or "f64")
    return kernel if name is None else replace(kernel, name=name)


def core_of_file(path: Path, dtype: DType | None, name: str | None) -> Kernel:
    """The core of that name, or the only one."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"Cannot read {path}: {error.strerror}.") from None
    cores = expr.read_cores(text, str(path))
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
    """The function of that module; without its kernel decorator, if it has one."""
    try:
        found = getattr(import_module(module), function, None)
    except ImportError as error:
        raise UsageError(f"Cannot import '{module}': {error}.") from None
    if not callable(found):
        raise UsageError(f"The module '{module}' has no function '{function}'.")
    wrapped: Callable[..., Any] = getattr(found, "__wrapped__", found)
    return wrapped


def write_text(path: Path, text: str, *, quiet: bool = False) -> None:
    """Write a file and report it.

    Raises:
        UsageError: it cannot be written.

    """
    write_file(path, text.encode())
    if not quiet:
        print(f"Wrote {path}.")


def keep_source(formula: str, *targets: Path | None) -> None:
    """Protect the source file of a formula. Raises UsageError if a target is that file."""
    source = source_of(formula)
    if source is not None:
        keep_apart(source, filter(None, targets))


def source_of(formula: str) -> Path | None:
    """The file that a formula is read from: an .fpcore file or a Python module; None for a text."""
    if formula.endswith(".fpcore"):
        return Path(formula)
    module, colon, _ = formula.partition(":")
    if not colon or not all(part.isidentifier() for part in module.split(".")):
        return None
    try:
        found = find_spec(module)
    except (ImportError, ValueError):
        return None  # reading the formula then raises the error
    return None if found is None or found.origin is None else Path(found.origin)


def name_for_c(formula: str, name: str | None) -> str | None:
    """The name that `--name` requests for a C function; None if `--name` names a core.

    Raises:
        UsageError: C cannot have a function of that name.

    """
    if name is None or formula.endswith(".fpcore"):
        return None
    return exported_name(name, "Choose another with --name.")


def show_shared_object(made: SharedObject, *, as_json: bool) -> None:
    """Print what was written and what the checks found; a failed check is an error."""
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
