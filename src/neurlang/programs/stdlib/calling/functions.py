"""The library's functions as a call sees them: which values it takes, and what it answers with.

A user gives values, not registers: the length of an array follows from the list, and memory for results is made. The
answer is the result; that of a function that writes to memory is what it wrote:

- the memory for a result, unless it is called `scratch`: as many elements as the result says, or all without a result
- what `Answer:` of the docstring names: `values`, `values[:result]`, or `character` for a result that is a code
- the first array, if there is no result
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

from neurlang.errors import UsageError
from neurlang.programs.ir import did_you_mean
from neurlang.programs.stdlib.calling.everyday import EVERYDAY
from neurlang.programs.stdlib.calling.numbering import full_names, numbers
from neurlang.programs.stdlib.reading.docstrings import Documentation, ParameterText, documentation_of
from neurlang.programs.stdlib.reading.domains import Array, Interval, Room, Text
from neurlang.programs.stdlib.reading.library import SOURCES, Library, read_needed
from neurlang.programs.stdlib.reading.modules import SourceFunction
from neurlang.programs.stdlib.ssa import Type

SCRATCH = "scratch"
_CHARACTER, _CUT = "character", "[:result]"


class Role(Enum):
    """What a call does for a parameter."""

    GIVEN = "takes it from the user"
    LENGTH = "fills in the length of a list"
    ROOM = "makes memory"


class Kind(Enum):
    """What a user gives."""

    NUMBER = "number"
    TEXT = "text"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: its type, what a call does for it, and what the docstring says of it."""

    name: str
    type: Type
    role: Role
    text: ParameterText

    @property
    def kind(self) -> Kind:
        """What a user gives for it."""
        if self.type.element is None:
            return Kind.NUMBER
        return Kind.TEXT if isinstance(self.text.domain, Text) else Kind.LIST

    @property
    def counted_by(self) -> str:
        """The parameter that is the length of this list; empty if it is not a list with one."""
        domain = self.text.domain
        return domain.count.text if isinstance(domain, Array) and domain.count is not None else ""


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """What a call answers with: the result, or the memory of the parameter at a place.

    `is_cut`: only so many elements as the result says. `is_character`: the result is the code of a character.
    """

    type: Type
    place: int | None = None
    is_cut: bool = False
    is_character: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class LibraryFunction:
    """A function of the library with its number."""

    number: int
    source: SourceFunction
    library: Library
    documentation: Documentation
    parameters: tuple[Parameter, ...]
    answer: AnswerForm

    @property
    def name(self) -> str:
        """Its name, as `count_primes`."""
        return self.source.node.name

    @property
    def full_name(self) -> str:
        """Its name with the module, as `math.count_primes`."""
        return self.source.signature.name

    @property
    def given(self) -> tuple[Parameter, ...]:
        """The parameters for which a user gives a value."""
        return tuple(each for each in self.parameters if each.role is Role.GIVEN)

    @property
    def takes_one_list(self) -> bool:
        """Whether a list is all that it takes, so that its elements may be given one by one."""
        return [each.kind for each in self.given] == [Kind.LIST]


@cache
def function_numbered(full_name: str) -> LibraryFunction:
    """The function of a name with module, which must be in the table. Only the sources that it needs are read."""
    library = _needed(full_name.partition(".")[0])
    source = library.functions[full_name]
    documentation = documentation_of(source)
    parameters = tuple(_parameters(source, documentation))
    return LibraryFunction(
        numbers()[full_name],
        source,
        library,
        documentation,
        parameters,
        _answer_form(source, documentation, parameters),
    )


@cache
def _needed(module: str) -> Library:
    return read_needed(SOURCES, module)


def library_functions() -> Iterator[LibraryFunction]:
    """All functions, in the order of their numbers."""
    return map(function_numbered, numbers())


def functions_named(name: str) -> tuple[LibraryFunction, ...]:
    """The functions that a name may mean: the one of that name, with or without its module, or an everyday name's.

    Small and capital letters are the same. Raises UsageError if there is none.
    """
    wanted = name.lower()
    if wanted in numbers():
        return (function_numbered(wanted),)
    if wanted in full_names():
        return (function_numbered(full_names()[wanted]),)
    if wanted in EVERYDAY:
        return tuple(map(function_numbered, EVERYDAY[wanted]))
    hint = did_you_mean(wanted, names_like())
    raise UsageError(f"There is no function '{name}' in the library; {hint or '`nl intents` lists all.'}")


def names_like() -> list[str]:
    """All names by which `functions_named` finds a function."""
    return [*full_names(), *EVERYDAY]


def _parameters(source: SourceFunction, documentation: Documentation) -> Iterator[Parameter]:
    lengths = {
        each.domain.count.text
        for each in documentation.parameters
        if isinstance(each.domain, Array) and each.domain.count is not None
    }
    for (name, type_), text in zip(source.signature.params, documentation.parameters, strict=True):
        role = Role.GIVEN
        if isinstance(text.domain, Room):
            role = Role.ROOM
        elif name in lengths and isinstance(text.domain, Interval):
            role = Role.LENGTH
        yield Parameter(name, type_, role, text)


def _answer_form(
    source: SourceFunction, documentation: Documentation, parameters: tuple[Parameter, ...]
) -> AnswerForm:
    result = source.signature.result
    places = {each.name: place for place, each in enumerate(parameters)}
    named = documentation.answer
    if named == _CHARACTER and result is Type.U64:
        return AnswerForm(Type.U64, is_character=True)
    if named:
        place = places.get(named.removesuffix(_CUT))
        if place is None or parameters[place].type.element is None:
            raise source.module.error(
                source.node.body[0],
                f"'{source.node.name}' answers with '{named}'",
                f"write an array, an array with {_CUT}, or {_CHARACTER}",
            )
        return AnswerForm(parameters[place].type, place, is_cut=named.endswith(_CUT))
    rooms = [
        place for place, each in enumerate(parameters) if each.role is Role.ROOM and each.name != SCRATCH
    ]
    if rooms:
        return AnswerForm(parameters[rooms[0]].type, rooms[0], is_cut=result is not None)
    if result is not None:
        return AnswerForm(result)
    arrays = [place for place, each in enumerate(parameters) if each.type.element is not None]
    if not arrays:
        raise source.module.error(source.node, f"'{source.node.name}' has neither a result nor an array")
    return AnswerForm(parameters[arrays[0]].type, arrays[0])
