"""Building the library: sources → `.nl` files with annotations and tests. Nothing is written until all is right."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from neurlang.errors import UsageError
from neurlang.programs.ir import assemble
from neurlang.programs.stdlib.backend.emission import Line
from neurlang.programs.stdlib.compiling import Compiler
from neurlang.programs.stdlib.reading.docstrings import Documentation, documentation_of
from neurlang.programs.stdlib.reading.library import Library, read_library
from neurlang.programs.stdlib.reading.modules import SourceFunction
from neurlang.programs.stdlib.running import PythonLibrary
from neurlang.programs.stdlib.settings import BuildSettings
from neurlang.programs.stdlib.testing.cases import Cases, cases_of
from neurlang.programs.stdlib.verdicts import key_of, read_verdicts
from neurlang.result_files import write_file

STAGES = ("parsing", "compiling", "generating tests", "writing")
MARK = "; @note: Compiled by `nl stdlib --build` from"
"""Begins the line by which a file is known as one that a build wrote."""

_COMMENT_COLUMN = 40
_CODE_WIDTH = 110


@dataclass(frozen=True, slots=True)
class Built:
    """What a build wrote: files by their paths below the folder, tests, and instructions that the tests run."""

    files: tuple[Path, ...]
    functions: int
    modules: int
    tests: int
    reached: int
    instructions: int


Progress = Callable[[int, str], None]
"""Takes the number of a stage and a line about it."""


def build(
    source: Path,
    output: Path,
    settings: BuildSettings,
    progress: Progress,
    processes: int | None = None,
) -> Built:
    """Compile all sources of a folder into another one. Raises SourceError, and then nothing is changed."""
    library = read_library(source)
    chosen = chosen_functions(library, settings)
    modules = len({function.module.name for function in chosen})
    progress(1, f"{_count(len(chosen), 'function')} in {_count(modules, 'module')}")
    compiler = Compiler(library)
    instructions = 0
    for function in chosen:
        documentation_of(function)
        instructions += sum(not line.is_label for line in compiler.lines(function))
    progress(2, f"{_count(len(chosen), 'function')}, {instructions:,} instructions")
    texts = dict(zip(chosen, _texts(source, compiler, chosen, settings, processes), strict=True))
    tests = sum(len(cases.lines) for _, cases in texts.values())
    reached, total = (sum(getattr(cases, key) for _, cases in texts.values()) for key in ("reached", "total"))
    progress(
        3,
        f"{_count(tests, 'test')}"
        + (f", {100 * reached / total:.1f} % of the instructions" if total else ""),
    )
    files = {
        Path(function.module.name) / f"{function.node.name}.nl": text for function, (text, _) in texts.items()
    }
    removed = write_files(output, files)
    progress(
        4,
        f"{_count(len(files), 'file')} below {output}" + (f", {removed} old ones removed" if removed else ""),
    )
    return Built(tuple(files), len(chosen), modules, tests, reached, total)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def chosen_functions(library: Library, settings: BuildSettings) -> list[SourceFunction]:
    """The published functions of the modules that are switched on."""
    chosen = [
        function for function in library.published.values() if function.module.name not in settings.left_out
    ]
    if not chosen:
        raise UsageError("The settings switch every module off.")
    return chosen


def _texts(
    source: Path,
    compiler: Compiler,
    chosen: Sequence[SourceFunction],
    settings: BuildSettings,
    processes: int | None,
) -> Iterator[tuple[str, Cases]]:
    """The file of each function, and its tests. Tests are made by several processes."""
    count = processes or os.cpu_count() or 1
    lines = [tuple(compiler.lines(function)) for function in chosen]
    if not settings.generate_tests:
        made: Iterator[Cases] = iter([Cases((), 0, 0)] * len(chosen))
    elif count == 1:
        python = PythonLibrary(compiler.library)
        made = (
            _cases(python, function, each, settings) for function, each in zip(chosen, lines, strict=True)
        )
    else:
        names = [function.signature.name for function in chosen]
        with ProcessPoolExecutor(count) as pool:
            work = [(source, name, each, settings) for name, each in zip(names, lines, strict=True)]
            made = iter(list(pool.map(_cases_elsewhere, work, chunksize=8)))
    verdicts = read_verdicts(source)
    for function, each, cases in zip(chosen, lines, made, strict=True):
        documentation = documentation_of(function)
        key, verdict = verdicts.get(function.node.name, ("", ""))
        is_current = key == key_of(function, documentation, each)
        text = file_text(function, documentation, each, cases, settings, verdict if is_current else "")
        yield text, cases


@cache
def _python_of(source: Path) -> PythonLibrary:
    return PythonLibrary(read_library(source))


def _cases_elsewhere(work: tuple[Path, str, tuple[Line, ...], BuildSettings]) -> Cases:
    source, name, lines, settings = work
    python = _python_of(source)
    return _cases(python, python.library.functions[name], lines, settings)


def _cases(
    python: PythonLibrary, function: SourceFunction, lines: Sequence[Line], settings: BuildSettings
) -> Cases:
    program = assemble(code_text(lines), function.node.name)
    return cases_of(function, documentation_of(function), python, program, settings.max_instructions)


def code_text(lines: Sequence[Line], source: Sequence[str] = ()) -> str:
    """Lines as text; with the lines of a source, each is named where its code begins."""
    text: list[str] = []
    before = 0
    for line in lines:
        if line.is_label:
            text.append(line.text)
            continue
        written = f"    {line.text}"
        if source and line.source and line.source != before:
            comment = source[line.source - 1].strip()
            written = f"{written:<{_COMMENT_COLUMN}}; {comment}"[:_CODE_WIDTH].rstrip()
            before = line.source
        text.append(written)
    return "\n".join(text) + "\n"


def file_text(
    function: SourceFunction,
    documentation: Documentation,
    lines: Sequence[Line],
    cases: Cases,
    settings: BuildSettings,
    verdict: str = "",
) -> str:
    """The `.nl` file of a function; `verdict` is that of its verification."""
    name, module = function.node.name, function.module
    head = [
        f"; @name: {name}",
        f"; @description: {_plain(documentation.description)}",
        f"; @category: algorithm/{module.name}",
        f"; @difficulty: {documentation.difficulty}",
        *(
            f'; @param: {each.name}=r{place} "{_quoted(f"{each.text} ({each.written})")}"'
            for place, each in enumerate(documentation.parameters)
        ),
        *([f"; @returns: {_plain(documentation.returns)}"] if documentation.returns else []),
        *([f"; @note: A call answers with {documentation.answer}."] if documentation.answer else []),
        *(f"; @note: Requires {_plain(each)}" for each in documentation.requires),
        *([f"; @note: Error at most {_plain(documentation.error)}."] if documentation.error else []),
        *([f"; @note: {_plain(documentation.note)}"] if documentation.note else []),
        f"{MARK} {module.name}.py, line {function.node.lineno}.",
        *([f"; @verified: {verdict}"] if verdict else []),
        *(f"; @prompt: {prompt}" for prompt in documentation.prompts),
        *(f"; @test: {case}" for case in cases.lines),
    ]
    source = _sources_of(function, lines) if settings.include_comments else ()
    return "\n".join(head) + "\n\n" + code_text(lines, source)


def _sources_of(function: SourceFunction, lines: Sequence[Line]) -> Sequence[str]:
    """The lines of the source, if all the code comes from it; code of other modules has other lines."""
    text = function.module.text.splitlines()
    return text if all(line.source <= len(text) for line in lines) else ()


def _plain(text: str) -> str:
    """A text of one line, in which no semicolon starts a comment."""
    return text.replace(";", ",")


def _quoted(text: str) -> str:
    return text.replace("\\", "/").replace('"', "'")


def write_files(output: Path, files: Mapping[Path, str]) -> int:
    """Write files below a folder; return how many older ones of earlier builds were removed, which no source makes now.

    Raises UsageError if the folder cannot be written.
    """
    try:
        for folder in {output / path.parent for path in files}:
            folder.mkdir(parents=True, exist_ok=True)
        old = [
            path
            for path in sorted(output.glob("*/*.nl"))
            if path.relative_to(output) not in files
            and MARK in path.read_text(encoding="utf-8", errors="replace")
        ]
    except OSError as error:
        raise UsageError(f"Cannot write below {output} ({error.strerror})") from None
    for path, text in files.items():
        target = output / path
        content = text.encode()
        if not (target.is_file() and target.read_bytes() == content):
            write_file(target, content)
    for path in old:
        path.unlink()
    return len(old)
