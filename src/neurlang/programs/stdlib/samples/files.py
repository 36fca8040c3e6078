"""The functions of a folder of `.nl` files, as `nl stdlib --build` writes them: `<module>/<name>.nl`.

A file says what a function takes in its `@param` lines, with the domain in parentheses at the end. Types follow from
the domains and the tests. If the file is that of a function of our library, its source is known, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from neurlang.errors import DataError, UsageError
from neurlang.programs.ir import MAX_SOURCE
from neurlang.programs.stdlib.built_library import built_library, function_text
from neurlang.programs.stdlib.calling.functions import LibraryFunction, Role, function_numbered
from neurlang.programs.stdlib.calling.numbering import numbers, own_number
from neurlang.programs.stdlib.reading.domains import (
    AnyDouble,
    Array,
    Character,
    Choice,
    Domain,
    Interval,
    Room,
    Text,
    parse_domain,
)
from neurlang.programs.stdlib.ssa import Type
from neurlang.programs.testing import Annotations, Case, MemoryValue, RegisterValue, parse_annotations

EASIEST, HARDEST = 1, 5
LEVEL_OF_WORD = {"beginner": 2, "intermediate": 3, "advanced": 5}

_REAL = re.compile(r"\d\.\d|\d\.?e[-+]?\d|\binf\b")
_REQUIRED = "Requires "


@dataclass(frozen=True, slots=True)
class FileParameter:
    """A parameter of a file's function. Without a domain, its values are those of the file's tests."""

    name: str
    register: str
    type: Type
    role: Role
    domain: Domain | None

    @property
    def is_memory(self) -> bool:
        """Whether the register holds an address."""
        return self.type.element is not None

    @property
    def counted_by(self) -> str:
        """The parameter that is the length of this array; empty if none is."""
        return self.domain.count.text if isinstance(self.domain, Array) and self.domain.count else ""


@dataclass(frozen=True, slots=True, eq=False)
class FileFunction:
    """A function of a file.

    `source` is the function of our library that the file holds; None for any other file. `meaning` computes its result
    from the values that a prompt gives; None if only the source or the tests say what is right.
    """

    name: str
    module: str
    file: str
    text: str
    number: int
    level: int
    annotations: Annotations
    parameters: tuple[FileParameter, ...]
    has_result: bool
    has_real_result: bool
    source: LibraryFunction | None
    meaning: Callable[..., float] | None = None

    @property
    def full_name(self) -> str:
        """Its name with the module, as `math.gcd`."""
        return f"{self.module}.{self.name}"

    @property
    def given(self) -> tuple[FileParameter, ...]:
        """The parameters for which a prompt gives a value."""
        return tuple(each for each in self.parameters if each.role is Role.GIVEN)

    @property
    def requirements(self) -> tuple[str, ...]:
        """Conditions on several parameters, as Python."""
        lines = self.annotations.note.split("\n")
        return tuple(line.removeprefix(_REQUIRED) for line in lines if line.startswith(_REQUIRED))


def read_functions(folder: Path) -> tuple[FileFunction, ...]:
    """The functions of a folder that have phrasings, by module and name.

    Numbers are those of our library; a function that it does not have, or has with other code, has a number of its
    own. Raises UsageError if the folder has no function, DataError or AssemblyError if a file is malformed.
    """
    if not folder.is_dir():
        raise UsageError(f"Not a folder: {folder}; `nl stdlib --build` makes one")
    paths = sorted(path for path in folder.rglob("*.nl") if path.is_file())
    functions = [_numbered(*found) for path in paths if (found := _read(folder, path)) is not None]
    if not functions:
        raise UsageError(f"No function with @prompt lines below {folder}")
    names: dict[str, str] = {}
    for each in functions:
        if names.setdefault(each.name, each.file) != each.file:
            raise DataError(f"{each.file}: '{each.name}' is also the function of {names[each.name]}")
    return tuple(functions)


def names_in(folder: Path | None) -> frozenset[str]:
    """The names of the functions below a folder; without one, those of our library as built."""
    return frozenset(path.stem for path in (folder or built_library()).rglob("*.nl"))


def _numbered(module: str, name: str, file: str, text: str) -> FileFunction:
    found = function_of(module, name, file, text, own_number(f"{module}.{name}"))
    return found if found.source is None else replace(found, number=found.source.number)


def program_text(path: Path) -> str:
    """The text of a program's file. Raises DataError if it is not readable, too large, or not UTF-8 text."""
    try:
        if path.stat().st_size > MAX_SOURCE:
            raise DataError(f"{path}: the file is larger than {MAX_SOURCE:,} bytes")
        return path.read_bytes().decode()
    except OSError as error:
        raise DataError(f"{path}: not readable ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: not UTF-8 text: byte {error.start}") from None


def _read(folder: Path, path: Path) -> tuple[str, str, str, str] | None:
    """Module, name, name of the file and text; None if the file has no phrasings."""
    place = path.relative_to(folder)
    file = (Path(folder.resolve().name) / place).as_posix()
    text = program_text(path)
    annotations = parse_annotations(text, str(path))
    if not annotations.prompts:
        return None
    module = place.parent.as_posix().replace("/", ".") if place.parent.name else folder.resolve().name
    return module, annotations.name or path.stem, file, text


def function_of(
    module: str,
    name: str,
    file: str,
    text: str,
    number: int,
    meaning: Callable[..., float] | None = None,
) -> FileFunction:
    """The function of a file's text. Raises AssemblyError or DataError if an annotation is malformed."""
    annotations = parse_annotations(text, file)
    source = _source_of(module, name, text)
    types = {} if source is None else {each.name: each.type for each in source.parameters}
    domains = {each.name: domain_of(each.description) for each in annotations.parameters}
    lengths = {
        each.count.text for each in domains.values() if isinstance(each, Array) and each.count is not None
    }
    parameters = tuple(
        FileParameter(
            each.name,
            each.register,
            types.get(each.name)
            or _type_of(each.register, domains[each.name], each.description, annotations),
            _role_of(each.name, domains[each.name], lengths),
            domains[each.name],
        )
        for each in annotations.parameters
    )
    results = [
        each
        for case in annotations.cases
        for each in case.outputs
        if isinstance(each, RegisterValue) and each.register == "r0"
    ]
    return FileFunction(
        name,
        module,
        file,
        text,
        number,
        _level_of(annotations.difficulty, file),
        annotations,
        parameters,
        bool(results) or meaning is not None
        if source is None
        else source.source.signature.result is not None,
        any(each.is_real for each in results)
        if source is None
        else source.source.signature.result is Type.F64,
        source,
        meaning,
    )


def _source_of(module: str, name: str, text: str) -> LibraryFunction | None:
    """The function of our library, if this is its file, to the byte."""
    full_name = f"{module}.{name}"
    if full_name not in numbers():
        return None
    try:
        known = function_text(module, name)
    except DataError:
        return None
    return function_numbered(full_name) if known == text else None


def _level_of(difficulty: str, file: str) -> int:
    if difficulty.isdecimal() and EASIEST <= int(difficulty) <= HARDEST:
        return int(difficulty)
    if difficulty in LEVEL_OF_WORD:
        return LEVEL_OF_WORD[difficulty]
    raise DataError(f"{file}: the difficulty is '{difficulty}'; write `; @difficulty:` and 1 to {HARDEST}")


def domain_of(description: str) -> Domain | None:
    """The domain in parentheses at the end of what a `@param` line says; None if there is none."""
    if not description.endswith(")"):
        return None
    for start in (place for place in range(len(description)) if description.startswith("(", place)):
        try:
            return parse_domain(_unquoted(description[start + 1 : -1]))
        except ValueError:
            continue
    return None


def _unquoted(written: str) -> str:
    """A domain as the docstring has it: in a file, `'` stands for `"`, and `/` for the backslash of an escape."""
    head, found, alphabet = written.partition(" of '")
    if not found or not alphabet.endswith("'"):
        return written
    escaped = re.sub(r"/(?=x[0-9a-fA-F]{2}|[nrt0])", r"\\", alphabet[:-1]).replace('"', '\\"')
    return f'{head} of "{escaped}"'


def _role_of(name: str, domain: Domain | None, lengths: set[str]) -> Role:
    if isinstance(domain, Room):
        return Role.ROOM
    return Role.LENGTH if name in lengths and isinstance(domain, Interval) else Role.GIVEN


def _type_of(register: str, domain: Domain | None, description: str, annotations: Annotations) -> Type:
    """The type of a parameter, by its domain, or by what the tests have there."""
    match domain:
        case AnyDouble():
            return Type.F64
        case Interval() | Choice():
            is_real = _REAL.search(description[description.rindex("(") :]) or any(
                each.is_real and each.register == register
                for case in annotations.cases
                for each in case.registers
            )
            return Type.F64 if is_real else Type.I64
        case Character():
            return Type.U64
        case Array():
            return Type.PTR_F64 if _REAL.search(description[description.rindex("(") :]) else Type.PTR_I64
        case Text():
            return Type.PTR_U8
    found = _type_in_tests(register, annotations.cases)
    return Type.PTR_I64 if isinstance(domain, Room) and found.element is None else found


def _type_in_tests(register: str, cases: Sequence[Case]) -> Type:
    for case in cases:
        for value in case.registers:
            if value.register != register:
                continue
            at = [each for each in (*case.memory, *case.outputs) if _is_at(each, value.bits)]
            if not at:
                continue
            written = case.text.partition(f"[{value.bits:#x}]=")[2]
            if written.startswith('"'):
                return Type.PTR_U8
            return Type.PTR_F64 if "." in written.split(", [")[0].partition(" -> ")[0] else Type.PTR_I64
    return Type.I64


def _is_at(setting: object, address: int) -> bool:
    return isinstance(setting, MemoryValue) and setting.address == address
