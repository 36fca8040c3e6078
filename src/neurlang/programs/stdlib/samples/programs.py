"""A call as a complete program: its values as constants and data, then the code of the function, into which it runs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from neurlang.errors import AssemblyError, DataError
from neurlang.programs.linking import DATA_SECTION, Unit, followed_by, unit_of
from neurlang.programs.machine import decode, run
from neurlang.programs.stdlib.calling.functions import Role
from neurlang.programs.stdlib.calling.values import Given
from neurlang.programs.stdlib.samples.calls import FUEL, MEMORY, Call, WrongCallError, result_at
from neurlang.programs.stdlib.samples.files import FileFunction, FileParameter
from neurlang.programs.stdlib.ssa import Type
from neurlang.programs.stdlib.testing.executing import bytes_of, same, word_of

_DATA = (DATA_SECTION, ".data")


def program_of(done: Call, fuel: int = FUEL) -> str:
    """The text of a program that makes this call, and was run to the same result.

    Raises WrongCallError if it ends otherwise, or the file's code cannot follow other code.
    """
    function = done.function
    main = [f"; {_described(done)}"]
    data: list[str] = []
    labels: dict[str, str] = {}
    for each in function.parameters:
        value = done.arguments[each.name]
        if isinstance(value, list | bytearray):
            labels[each.register] = f"data{len(data)}"
            main.append(f"    mov {each.register}, data{len(data)}")
            data.append(f"data{len(data)}: {_directive(each, value)}".rstrip())
        else:
            main.append(f"    mov {each.register}, {_number(value)}")
    try:
        listing = followed_by(main, _unit(function), data, function.name)
    except (AssemblyError, DataError):
        raise WrongCallError(f"{function.full_name}: its code cannot follow other code") from None
    places = {symbol.name: symbol.value for symbol in listing.program.symbols if not symbol.is_code}
    outcome = run(decode(listing.program), {}, memory_size=MEMORY, max_instructions=fuel)
    addresses = {register: places[label] for register, label in labels.items()}
    if not same(result_at(function, done.arguments, addresses, outcome), done.result):
        raise WrongCallError(f"{function.full_name}: another result as a complete program")
    return listing.text


@cache
def _unit(function: FileFunction) -> Unit:
    code = code_of(function.text).splitlines()
    section = next(
        (place for place, line in enumerate(code) if line.partition(";")[0].strip() in _DATA), len(code)
    )
    return unit_of(function.name, function.text, code[:section], code[section + 1 :])


def code_of(text: str) -> str:
    """The code of a file without the head: its comments, annotations and empty lines."""
    lines = text.splitlines()
    first = next((place for place, line in enumerate(lines) if line.partition(";")[0].strip()), len(lines))
    return "\n".join(lines[first:]) + "\n"


def _described(done: Call) -> str:
    values = ", ".join(_shown(done.values[each.name]) for each in done.function.given)
    return f"{done.function.name}({values})"


def _shown(value: Given) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(str, value))}]"
    return repr(value).replace(";", ",")


def _number(value: float) -> str:
    return repr(value) if isinstance(value, float) and _is_plain(value) else str(_signed(word_of(value)))


def _is_plain(value: float) -> bool:
    return "e" not in repr(value) and "n" not in repr(value)


def _signed(word: int) -> int:
    word &= (1 << 64) - 1
    return word - (1 << 64) if word >> 63 else word


def _directive(parameter: FileParameter, value: list[int] | list[float] | bytearray) -> str:
    """Data of the assembler: numbers, bytes, or room."""
    if parameter.role is Role.ROOM:
        size = len(value) * (1 if isinstance(value, bytearray) else 8)
        return f".space {size}" if size else ""
    if not value:
        return ""
    if isinstance(value, bytearray):
        return f'.ascii "{_escaped(value)}"'
    if parameter.type is Type.PTR_F64 and all(_is_plain(each) for each in value):
        return f".double {', '.join(map(repr, value))}"
    return f".dword {', '.join(map(str, _words(value, parameter.type)))}"


def _words(value: Sequence[int | float], type_: Type) -> list[int]:
    content = bytes_of(list(value), type_)
    return [
        _signed(int.from_bytes(content[place : place + 8], "little")) for place in range(0, len(content), 8)
    ]


def _escaped(content: bytes | bytearray) -> str:
    named = {0x22: '\\"', 0x5C: "\\\\"}
    return "".join(
        named.get(byte) or (chr(byte) if 0x20 <= byte < 0x7F else f"\\x{byte:02x}") for byte in content
    )
