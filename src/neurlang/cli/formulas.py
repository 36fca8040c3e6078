"""Formulas on the command line: options that name, check and write them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from neurlang import reports
from neurlang.c_names import exported_name
from neurlang.cli.files import keep_apart, write_file
from neurlang.cli.output import show_json
from neurlang.errors import UsageError
from neurlang.kernels.expr import DTYPES
from neurlang.pipeline import FORMULA_TEXTS, LANGUAGE_OF_SUFFIX, formula_file

if TYPE_CHECKING:
    from neurlang.kernels.expr import DType
    from neurlang.kernels.simd import SharedObject

Dtype = Annotated[
    str | None, typer.Option("--dtype", help="f32 or f64; by default the formula's own, or f64.")
]
Emit = Annotated[str | None, typer.Option("--emit", help=f"Print as {', '.join(FORMULA_TEXTS)}.")]
OutputFile = Annotated[
    Path | None, typer.Option("-o", "--output", help="FILE.so .c .h .ll .s .py .glsl .fpcore")
]


def checked_dtype(dtype: str | None) -> DType | None:
    """The requested type.

    Raises:
        UsageError: it is neither f32 nor f64.

    """
    found = next((item for item in DTYPES if item == dtype), None)
    if dtype is not None and found is None:
        raise UsageError(f"--dtype takes {' or '.join(DTYPES)}, found '{dtype}'.")
    return found


def is_library(output: Path | None) -> bool:
    """Whether the output file is a shared object."""
    return output is not None and output.suffix == ".so"


def language_of(emit: str | None, output: Path | None) -> str | None:
    """The language that `--emit` or `-o` names; None for a summary or a library.

    Raises:
        UsageError: there is no such language.

    """
    if is_library(output):
        if emit is not None:
            raise UsageError("Use either --emit or -o FILE.so.")
        return None
    language = emit
    if emit is None and output is not None:
        language = LANGUAGE_OF_SUFFIX.get(output.suffix, "")
    if language is not None and language not in FORMULA_TEXTS:
        known = (
            f"--emit takes {', '.join(FORMULA_TEXTS)}"
            if emit is not None
            else f"-o takes .so, {', '.join(LANGUAGE_OF_SUFFIX)}"
        )
        raise UsageError(f"{known}; found '{output if emit is None else emit}'.")
    return language


def show_text(text: str, output: Path | None) -> None:
    """Print, or write to a file."""
    if output is None:
        print(text, end="" if text.endswith("\n") else "\n")
        return
    write_text(output, text)


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
    source = formula_file(formula)
    if source is not None:
        keep_apart(source, filter(None, targets))


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
    report = reports.library_report(made)
    if as_json:
        show_json(report)
    else:
        print(f"Wrote {made.path} and {made.header}: function {made.symbol}.")
        print(
            f"Self-test: {made.failures} failures. "
            f"Of {report['points']} points {report['differing']} differ from the reference."
        )
    if made.failures or not (made.check.passes and made.special.passes):
        raise typer.Exit(1)
