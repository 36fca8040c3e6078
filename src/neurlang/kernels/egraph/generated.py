"""Modules that are written for an analysis, kept in the cache folder under a hash of all that they depend on.

Its text is compared before it is imported. What Python and numba keep beside it of a compiled module is trusted, as
everywhere: whoever may write to the user's cache folder may run code as the user.
"""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from neurlang.disk_cache import cache_directory, write_whole
from neurlang.errors import FormulaError
from neurlang.kernels.egraph import rebuilding

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    Dispatcher = Any  # numba's compiled functions have no type that mypy knows

CACHED_AS = "egraph"
IMPORT_LINE = "from neurlang.kernels.egraph.no_analysis import join, make\n"


def rebuild_for(make: Dispatcher, join: Dispatcher) -> Callable[..., int]:
    """The compiled `rebuild` that calls these two functions.

    Raises:
        FormulaError: one of them is no global of an importable module.

    """
    lines = tuple(import_line(function, name) for function, name in ((join, "join"), (make, "make")))
    return _rebuild_for(lines, folder_of(make), folder_of(join))


@cache
def _rebuild_for(lines: tuple[str, ...], *folders: Path) -> Callable[..., int]:
    template = Path(rebuilding.__file__).read_text("utf-8")
    if IMPORT_LINE not in template:
        raise AssertionError("rebuilding.py must import join and make in one line")
    text = template.replace(IMPORT_LINE, "".join(lines))
    depends_on = [Path(rebuilding.__file__).parent, *folders]
    rebuild: Callable[..., int] = module_of(text, fingerprint(depends_on)).rebuild
    return rebuild


def import_line(function: Dispatcher, name: str) -> str:
    """The statement that imports a numba function under a name."""
    source = function.py_func
    module = sys.modules.get(source.__module__)
    if getattr(module, source.__name__, None) is not function:
        raise FormulaError(f"An analysis' `{name}` must be a numba function and a global of a module.")
    return f"from {source.__module__} import {source.__name__} as {name}\n"


def folder_of(function: Dispatcher) -> Path:
    """The folder of the module that a numba function stands in."""
    return Path(sys.modules[function.py_func.__module__].__file__ or "").parent


def fingerprint(folders: list[Path]) -> str:
    """A hash of all Python sources in the folders: what compiled code may have been inlined from."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def module_of(text: str, depends_on: str) -> ModuleType:
    """The module of a generated text, imported from the cache folder."""
    digest = hashlib.sha256((depends_on + text).encode()).hexdigest()[:24]
    name = f"neurlang_generated_{digest}"
    if name in sys.modules:
        return sys.modules[name]
    path = cache_directory(CACHED_AS) / f"{name}.py"
    if not path.exists() or path.read_text("utf-8") != text:
        write_whole(path, text.encode())
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise AssertionError(f"Python cannot import {path}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
