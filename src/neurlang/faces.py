"""Loading on first use: the exports of rooms, and functions that a table names."""

from __future__ import annotations

import sys
from importlib import import_module

TYPE_CHECKING = False  # true for type checkers; the face of the package loads little
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def later(face: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """The `__getattr__` of a face; `homes` maps each exported name to the module that defines it.

    A name is looked up once and then kept in the face. It must differ from the name of every module of the room:
    Python puts each imported module into the face under the module's name.
    """

    def load(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {face!r} has no attribute {name!r}")
        found = getattr(import_module(f"{face}.{homes[name]}"), name)
        setattr(sys.modules[face], name, found)
        return found

    return load


class Functions:
    """The functions of a module that is loaded when one of them is first called."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Callable[..., object]:
        def call(*args: object) -> object:
            function: Callable[..., object] = getattr(import_module(self._module), name)
            return function(*args)

        return call
