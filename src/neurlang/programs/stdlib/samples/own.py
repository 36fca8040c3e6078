"""Functions of users' own: where they are found, what is checked of them, and the file that a model knows them by.

They stand in a folder of `.nl` files, or in an installed package that names one as an entry point. `nl datagen` writes
them into a file beside the data, `nl train` into one beside the model: `model.functions.json` of `model.onnx`. So a
model answers where the folder is not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from importlib.machinery import ModuleSpec
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from neurlang.errors import DataError, NeurlangError, UsageError
from neurlang.programs.ir import MAX_SOURCE
from neurlang.programs.stdlib.calling.numbering import FIRST_OWN, own_number
from neurlang.programs.stdlib.samples.files import FileFunction, function_of, read_functions
from neurlang.programs.testing import RunOptions, run_tests

ENTRY_POINT_GROUP = "neurlang.functions"
SCHEMA = "neurlang.functions/1"
MOST_FUNCTIONS, LARGEST_FILE = 1_000, 16 << 20  # of one file
MOST_OPERANDS = 4  # that a prompt gives
PLACE = re.compile(r"\{(\w+)\}")


def folder_of_functions(named: str) -> Path:
    """The folder of that name, or the one that an installed package gives this name as an entry point.

    Raises UsageError if there is neither.
    """
    if Path(named).is_dir():
        return Path(named).resolve()
    found = entry_points(group=ENTRY_POINT_GROUP, name=named)
    if not found:
        installed = sorted({each.name for each in entry_points(group=ENTRY_POINT_GROUP)})
        also = f"; packages have {', '.join(installed)}" if installed else ""
        raise UsageError(f"Not a folder: {named}; `nl stdlib --build` makes one{also}")
    return _folder_of(next(iter(found)))


def _folder_of(entry_point: EntryPoint) -> Path:
    """The folder of the package that an entry point names. The package itself is not run, only found."""
    where = f"the entry point '{entry_point.name}' of {ENTRY_POINT_GROUP} ({entry_point.value})"
    try:
        spec: ModuleSpec | None = find_spec(entry_point.value)
    except Exception as error:  # the package around it is imported, which may raise anything
        raise UsageError(f"{where} cannot be loaded: {error}") from error
    folders = [] if spec is None else list(spec.submodule_search_locations or ())
    if len(folders) != 1 or not Path(folders[0]).is_dir():
        raise UsageError(f"{where} names no package with a folder of .nl files")
    return Path(folders[0])


def read_all(folders: Sequence[Path]) -> tuple[FileFunction, ...]:
    """The functions of several folders. Raises DataError if two have the same name or number."""
    functions = tuple(each for folder in folders for each in read_functions(folder))
    names: dict[str, FileFunction] = {}
    numbers: dict[int, FileFunction] = {}
    for each in functions:
        if names.setdefault(each.name, each) is not each:
            raise DataError(f"{each.file}: '{each.name}' is also the function of {names[each.name].file}")
        if numbers.setdefault(each.number, each) is not each:
            raise DataError(
                f"{each.file}: by chance '{each.full_name}' has the number of "
                f"'{numbers[each.number].full_name}'; rename one of them"
            )
    return functions


def own_of(functions: Iterable[FileFunction]) -> tuple[FileFunction, ...]:
    """Those that are not of our library."""
    return tuple(each for each in functions if each.number >= FIRST_OWN)


def check_own(functions: Iterable[FileFunction]) -> None:
    """Raise DataError unless a model can learn and answer with each function, and its tests pass."""
    phrases: dict[str, FileFunction] = {}
    for each in functions:
        faults = [*_faults_of(each)]
        if faults:
            raise DataError(f"{each.file}: {faults[0]}")
        for prompt in each.annotations.prompts:
            shape = " ".join(PLACE.sub("{}", prompt.lower()).split())
            if phrases.setdefault(shape, each) is not each:
                raise DataError(f"{each.file}: '{prompt}' also asks for {phrases[shape].full_name}")


def _faults_of(function: FileFunction) -> Iterator[str]:
    given = {each.name for each in function.given}
    if len(given) > MOST_OPERANDS:
        yield f"a prompt gives at most {MOST_OPERANDS} values, and '{function.name}' takes {len(given)}"
    for prompt in function.annotations.prompts:
        named = set(PLACE.findall(prompt))
        if unknown := sorted(named - given):
            yield f"'@prompt: {prompt}' names {{{unknown[0]}}}, which is no parameter"
        if missing := sorted(given - named):
            yield f"'@prompt: {prompt}' does not name {{{missing[0]}}}"
    if not function.annotations.cases:
        yield "it has no @test line, so nothing says what is right"
    report = run_tests(function.text, function.file, RunOptions())
    if report.error is not None:
        yield report.error
    elif report.failed or not report.passed:
        yield f"{report.failed} of its tests fail; `nl test -p {function.file}` shows them"


def functions_text(functions: Iterable[FileFunction]) -> bytes:
    """The content of such a file."""
    rows = [
        {
            "number": each.number,
            "module": each.module,
            "name": each.name,
            "file": each.file,
            "text": each.text,
        }
        for each in functions
    ]
    return (json.dumps({"schema": SCHEMA, "functions": rows}, indent=1, ensure_ascii=False) + "\n").encode()


def read_functions_file(path: Path) -> tuple[FileFunction, ...]:
    """The functions of such a file; none if there is no file. Raises DataError if it is damaged."""
    try:
        if not path.is_file():
            return ()
        if path.stat().st_size > LARGEST_FILE:
            raise DataError(f"{path}: larger than {LARGEST_FILE:,} bytes")
        found = json.loads(path.read_bytes())
        if found["schema"] != SCHEMA:
            raise DataError(f"{path}: its schema is {found['schema']!r}, not {SCHEMA!r}")
        rows = found["functions"]
        if not isinstance(rows, list) or len(rows) > MOST_FUNCTIONS:
            raise DataError(f"{path}: expected at most {MOST_FUNCTIONS:,} functions")
        return tuple(_function(row, path) for row in rows)
    except OSError as error:
        raise DataError(f"{path}: not readable ({error.strerror})") from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DataError(f"{path}: damaged; train the model again") from error


def _function(row: dict[str, Any], path: Path) -> FileFunction:
    module, name, file, text = (row[each] for each in ("module", "name", "file", "text"))
    if not all(isinstance(each, str) for each in (module, name, file, text)) or len(text) > MAX_SOURCE:
        raise ValueError("not a function")
    if row["number"] != own_number(f"{module}.{name}"):
        raise ValueError("another number")
    try:
        return function_of(module, name, file, text, row["number"])
    except NeurlangError as error:
        raise DataError(f"{path}: {error}") from error
