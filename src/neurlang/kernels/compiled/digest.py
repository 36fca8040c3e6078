"""A hash of what a function does: its code, and recursively the constants and functions that it names."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from types import CodeType, ModuleType
from typing import Any

import numpy as np


def digest_of(function: Callable[..., Any]) -> str:
    """The hash. Modules from outside the project, and builtins, count by name."""
    digest = hashlib.sha256()
    seen: set[int] = set()
    waiting = [function]
    while waiting:
        each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        digest.update(f"{each.__qualname__} {code_text(each.__code__)}".encode())
        for name, value in named_values(each):
            inner = getattr(value, "function", None)
            if callable(inner):
                digest.update(f"{name}: function {inner.__qualname__}\n".encode())
                waiting.append(inner)
            else:
                digest.update(f"{name}: {constant_text(value)}\n".encode())
    return digest.hexdigest()


def code_text(code: CodeType) -> str:
    """Code as text, with its constants, including nested code such as comprehensions."""
    constants = (code_text(each) if isinstance(each, CodeType) else repr(each) for each in code.co_consts)
    return f"{code.co_code.hex()} {code.co_names} {code.co_varnames} ({', '.join(constants)})"


def named_values(function: Callable[..., Any]) -> Iterator[tuple[str, Any]]:
    """What a function names: its globals, attributes of the project's modules, and its closure."""
    names = function.__code__.co_names
    for name in names:
        value = function.__globals__.get(name)
        yield name, value
        if isinstance(value, ModuleType) and value.__name__.partition(".")[0] == "neurlang":
            yield from ((f"{name}.{part}", getattr(value, part, None)) for part in names)
    cells = function.__closure__ or ()
    yield from zip(function.__code__.co_freevars, (cell.cell_contents for cell in cells), strict=True)


def constant_text(value: Any) -> str:  # noqa: ANN401
    """A constant in full; anything else by name."""
    if isinstance(value, np.ndarray):
        return f"{value.dtype} {value.shape} {value.tobytes().hex()}"
    if isinstance(value, type) and hasattr(value, "_fields"):
        return f"{value.__qualname__} {value._fields}"
    if isinstance(value, bool | int | float | str | tuple | np.generic):
        return repr(value)
    return str(getattr(value, "__name__", type(value).__name__))
