"""The functions of users' own that a data file or a model knows: in a file beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from neurlang.errors import DataError
from neurlang.programs.stdlib import (
    FIRST_OWN,
    SCHEMA,
    FileFunction,
    functions_file,
    functions_text,
    read_functions_file,
)
from neurlang.prompts.training.examples import Example
from neurlang.result_files import write_file


def keep_functions(functions: Sequence[FileFunction], beside: Path) -> None:
    """Write the functions beside a data file or a model; without any, remove the file of an earlier one."""
    path = functions_file(beside)
    if functions:
        write_file(path, functions_text(functions))
    elif path.is_file() and SCHEMA.encode() in path.read_bytes():
        path.unlink()


def functions_taught(examples: Iterable[Example], data: Path) -> tuple[FileFunction, ...]:
    """The functions of users' own that a data file has examples of.

    Raises DataError if the file beside it, which has their code, is missing, damaged, or of other data.
    """
    numbers = {each.intent for each in examples if each.intent is not None and each.intent >= FIRST_OWN}
    if not numbers:
        return ()
    path = functions_file(data)
    known = {each.number: each for each in read_functions_file(path)}
    if missing := sorted(numbers - known.keys()):
        raise DataError(
            f"{data} has examples of a function with the number {missing[0]}, which {path.name} beside it "
            "does not have; make the data again with `nl datagen`"
        )
    return tuple(known[number] for number in sorted(numbers))
