"""A library: all sources of a folder, with the calls between them resolved."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from neurlang.errors import SourceError, UsageError
from neurlang.programs.ir import did_you_mean
from neurlang.programs.stdlib.reading.modules import Signature, SourceFunction, SourceModule, read_module

SOURCES = Path(__file__).parents[1] / "source"
"""The sources of the library that comes with the package."""

MAX_SOURCE = 1 << 20
"""Bytes of a source."""


@dataclass(frozen=True, slots=True)
class Library:
    """The modules of a library by name, and its functions by their unique names, as `math.gcd`."""

    modules: Mapping[str, SourceModule]
    functions: Mapping[str, SourceFunction]

    @property
    def published(self) -> dict[str, SourceFunction]:
        """The functions of the library by their names without module, in the order of the sources."""
        return {function.node.name: function for function in self.functions.values() if function.is_published}

    def callees(self, module: SourceModule) -> dict[str, Signature]:
        """What the functions of a module may call, by the names there."""
        found = {name: function.signature for name, function in module.functions.items()}
        for name, (source, original) in module.imported.items():
            unique = f"{source.rpartition('.')[2]}.{original}"
            if unique in self.functions:
                found[name] = self.functions[unique].signature
        return found

    def find(self, name: str) -> SourceFunction:
        """The function of that name. Raises UsageError if there is none."""
        published = self.published
        if name in self.functions:
            return self.functions[name]
        if name not in published:
            hint = did_you_mean(name, published)
            raise UsageError(f"There is no function '{name}' in the library" + (f"; {hint}" if hint else "."))
        return published[name]

    def called_by(self, function: SourceFunction) -> list[SourceFunction]:
        """The functions that a function calls, each once, in the order of the calls."""
        callees = self.callees(function.module)
        names = (
            node.func.id
            for node in ast.walk(function.node)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        )
        return [self.functions[callees[name].name] for name in dict.fromkeys(names) if name in callees]

    def in_order(self, roots: Iterable[SourceFunction]) -> list[list[SourceFunction]]:
        """The functions that these need, callees first; those that call each other stand in one list."""
        return list(_components(roots, self.called_by))


def read_library(folder: Path) -> Library:
    """Read all sources of a folder. Raises SourceError if one is wrong, UsageError if there is none."""
    if not folder.is_dir():
        raise UsageError(f"Not a folder: {folder}")
    files = sorted(path for path in folder.glob("*.py") if not path.name.startswith("_"))
    if not files:
        raise UsageError(f"No source (*.py) in {folder}")
    return library_of({path.stem: (str(path), _text_of(path)) for path in files})


def read_needed(folder: Path, module: str) -> Library:
    """Read a source of a folder and those that it imports, directly or not. Raises SourceError if one is wrong."""
    sources: dict[str, tuple[str, str]] = {}
    waiting = [module]
    while waiting:
        name = waiting.pop()
        path = folder / f"{name}.py"
        if name in sources or not path.is_file():
            continue
        sources[name] = (str(path), _text_of(path))
        imported = read_module(name, *sources[name]).imported
        waiting += [source.rpartition(".")[2] for source, _ in imported.values()]
    return library_of(sources)


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_SOURCE:
            raise UsageError(f"{path}: the source is larger than {MAX_SOURCE:,} bytes")
        return path.read_bytes().decode()
    except OSError as error:
        raise UsageError(f"{path}: not readable ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8 text: byte {error.start}") from None


def library_of(sources: Mapping[str, tuple[str, str]]) -> Library:
    """The library of sources: file name and text by the name of the module."""
    modules = {name: read_module(name, file, text) for name, (file, text) in sources.items()}
    functions = {
        function.signature.name: function
        for module in modules.values()
        for function in module.functions.values()
    }
    seen: dict[str, SourceFunction] = {}
    for function in functions.values():
        other = seen.setdefault(function.node.name, function)
        if other is not function and function.is_published:
            message = f"'{function.node.name}' is also a function of {other.module.file}"
            raise function.module.error(function.node, message, "names are unique over the whole library")
    library = Library(modules, functions)
    for module in modules.values():
        _check_imports(library, module)
    return library


def _check_imports(library: Library, module: SourceModule) -> None:
    for name, (source, original) in module.imported.items():
        home = source.rpartition(".")[2]
        if home in library.modules and f"{home}.{original}" not in library.functions:
            hint = did_you_mean(original, library.modules[home].functions)
            raise SourceError(
                f"{module.file}: {home} has no function '{original}' ({name})" + (f"; {hint}" if hint else "")
            )


def _components(
    roots: Iterable[SourceFunction], called_by: Callable[[SourceFunction], list[SourceFunction]]
) -> Iterator[list[SourceFunction]]:
    """Strongly connected components, callees first (Tarjan 1972)."""
    index: dict[SourceFunction, int] = {}
    low: dict[SourceFunction, int] = {}
    stack: list[SourceFunction] = []
    for root in roots:
        if root in index:
            continue
        waiting = [(root, iter(called_by(root)))]
        index[root] = low[root] = len(index)
        stack.append(root)
        while waiting:
            function, following = waiting[-1]
            callee = next(following, None)
            if callee is None:
                waiting.pop()
                if waiting:
                    low[waiting[-1][0]] = min(low[waiting[-1][0]], low[function])
                if low[function] == index[function]:
                    place = stack.index(function)
                    yield stack[place:]
                    del stack[place:]
            elif callee not in index:
                index[callee] = low[callee] = len(index)
                stack.append(callee)
                waiting.append((callee, iter(called_by(callee))))
            elif callee in stack:
                low[function] = min(low[function], index[callee])
