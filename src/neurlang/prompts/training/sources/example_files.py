"""Rows of the examples: each `@prompt` line of a file with the values of one of its tests, which was run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from neurlang.errors import DataError, UsageError
from neurlang.programs.machine import signed, to_float
from neurlang.programs.stdlib import code_of, program_text
from neurlang.programs.testing import (
    Annotations,
    Case,
    MemoryValue,
    Parameter,
    RegisterValue,
    RunOptions,
    parse_annotations,
    run_tests,
)
from neurlang.prompts.reading import SLOTS
from neurlang.prompts.training.examples import NO_SIGNS, NO_SLOTS, Example, LeftOutError
from neurlang.prompts.training.sources.asking import ask
from neurlang.prompts.training.sources.rows import Row, Schema, TestCase

EXAMPLES_FOLDER = Path("examples")
_IN_REPOSITORY = Path(__file__).parents[5] / "examples"
_PLACE = re.compile(r"\{(\w+)\}")
_OWN_START = re.compile(r"^\s*\.entry\b|\A\s*\.(?:data|section)", re.M)
_WORD = 8

_ADVANCED = ("algorithm/search", "algorithm/sorting", "algorithm/graph", "algorithm/backtracking",
             "algorithm/dynamic-programming", "concurrency/", "crypto/", "security/")  # fmt: skip
_SIGNS_OF_LEVEL: tuple[tuple[int, re.Pattern[str]], ...] = (
    (5, re.compile(r"^\s*(?:spawn|join|chan\.|send|recv|atomic\.|cap\.|taint|sanitize|untaint)", re.M)),
    (4, re.compile(r"^\s*(?:call|ext\.call)\b|\bsp\b", re.M)),
    (3, re.compile(r"^\s*(?:load|store|l[bhwd]|s[bhwd]|@\w+)\b|^\s*(?:file|net|io)\.", re.M)),
    (2, re.compile(r"^\s*(?:b|j|br|jmp|b(?:eq|ne|lt|le|gt|ge)\w*)\s", re.M)),
)


@dataclass(frozen=True, slots=True, eq=False)
class ExampleFile:
    """A file of examples: its name below the folder, its text and its annotations."""

    file: str
    text: str
    annotations: Annotations

    @property
    def name(self) -> str:
        """The program's name."""
        return self.annotations.name

    @property
    def level(self) -> int:
        """The curriculum level of what the program uses."""
        if self.annotations.category.startswith(_ADVANCED) or self.name.endswith(("_sort", "_search")):
            return 5
        code = "\n".join(line.partition(";")[0] for line in code_of(self.text).splitlines())
        return next((level for level, sign in _SIGNS_OF_LEVEL if sign.search(code)), 1)

    @property
    def needs_more(self) -> bool:
        """Whether its tests need fakes, or run only if that is asked for: a row could not say what it was run with."""
        return bool(self.annotations.mocks or self.annotations.net_mocks or self.annotations.needs_asking)


def examples_folder() -> Path:
    """The folder `examples` here, or that of the repository. Raises UsageError if there is none."""
    for folder in (EXAMPLES_FOLDER, _IN_REPOSITORY):
        if folder.is_dir():
            return folder
    raise UsageError(
        f"Not a folder: {EXAMPLES_FOLDER}; the examples come with the repository, not with the package"
    )


def read_example_files(folder: Path) -> tuple[ExampleFile, ...]:
    """The programs of a folder that have phrasings, by name. Raises DataError or AssemblyError for a malformed one."""
    found = []
    for path in sorted(folder.rglob("*.nl")):
        text = program_text(path)
        annotations = parse_annotations(text, str(path))
        if annotations.prompts:
            found.append(ExampleFile(f"examples/{path.relative_to(folder).as_posix()}", text, annotations))
    return tuple(found)


def asked_pairs(
    files: Sequence[ExampleFile], level: int, seed: int
) -> Iterator[tuple[ExampleFile, str, int]]:
    """Each phrasing of a level with each test that has values for it, in an order of the seed."""
    pairs = [
        (file, prompt, place)
        for file in files
        if file.level == level
        for prompt in file.annotations.prompts
        for place in _places(file, prompt)
    ]
    Random(f"examples/{level}/{seed}").shuffle(pairs)
    return iter(pairs)


def _places(file: ExampleFile, prompt: str) -> list[int]:
    """The tests that have a value for each name in a phrasing; of one without names, the first that says a result."""
    names = set(_PLACE.findall(prompt))
    cases = file.annotations.cases
    places = [
        place
        for place, case in enumerate(cases)
        if names <= _values(file.annotations.parameters, case).keys() and _has_result(case)
    ]
    return places if names else places[:1]


def _has_result(case: Case) -> bool:
    return bool(case.trap or case.prints or any(each.comparison in ("=", "==") for each in case.outputs))


def make_example_row(file: ExampleFile, prompt: str, place: int, random: Random, schema: Schema) -> Row:
    """The row of a phrasing and a test. Raises LeftOutError if the test fails, or the text is read otherwise."""
    if place not in _passed(file):
        raise LeftOutError(f"{file.file}: a test fails")
    case = file.annotations.cases[place]
    values = _values(file.annotations.parameters, case)
    asked = ask(prompt, values, random)
    named = [values[each.name] for each in file.annotations.parameters if each.name in values][:SLOTS]
    operands = tuple(list(each) if isinstance(each, tuple) else each for each in named)
    program = _complete_program(file, place) if schema.has_labels else None
    return Row(
        Example(
            asked.text,
            None,
            len(operands),
            (*operands, *(0,) * (SLOTS - len(operands))),
            program,
            None,
            NO_SLOTS,
            NO_SIGNS,
            file.level,
            file.file,
            prompt,
        ),
        file.annotations.category,
        context=file.name,
        assembly=code_of(file.text) if schema.has_code else "",
        test_cases=(_test_case(case),) if schema.has_code else (),
    )


@cache
def _complete_program(file: ExampleFile, place: int) -> str:
    """The program of a file that first sets what a test sets. Raises LeftOutError if the test fails for it."""
    case, code = file.annotations.cases[place], code_of(file.text)
    if _OWN_START.search(code):
        raise LeftOutError(f"{file.file}: its code cannot follow other code")
    lines = [line for setting in case.memory for line in _stores(setting)]
    if lines:
        lines += ["    mov r14, 0", "    mov r15, 0"]
    lines += [f"    mov {each.register}, {signed(each.bits)}" for each in case.registers]
    program = "\n".join([f"; {file.name}", *lines]) + f"\n{code}"
    report = run_tests(f"; @test: -> {case.text.partition('->')[2]}\n{program}", file.file, RunOptions())
    if report.failed or not report.passed:
        raise LeftOutError(f"{file.file}: a test fails for the complete program")
    return program


def _stores(setting: MemoryValue) -> Iterator[str]:
    """Instructions that lay bytes into memory, eight at a time; r14 and r15 are used for it."""
    for start in range(0, len(setting.content), _WORD):
        piece = setting.content[start : start + _WORD]
        if len(piece) == _WORD:
            parts = [("d", start, piece)]
        else:
            parts = [("b", start + place, bytes([byte])) for place, byte in enumerate(piece)]
        for width, place, content in parts:
            yield f"    mov r14, {setting.address + place:#x}"
            yield f"    mov r15, {signed(int.from_bytes(content, 'little'))}"
            yield f"    store.{width} r15, [r14]"


@cache
def _passed(file: ExampleFile) -> frozenset[int]:
    """The tests that pass, by their places."""
    report = run_tests(file.text, file.file, RunOptions())
    if report.error is not None:
        raise DataError(report.error)
    return frozenset(place for place, result in enumerate(report.results) if result.passed)


def _values(parameters: Sequence[Parameter], case: Case) -> Mapping[str, Any]:
    """What a test has for each parameter: a number, a text or a list; nothing for memory that it leaves empty."""
    values: dict[str, Any] = {}
    registers = {each.register: each for each in case.registers}
    memory = {each.address: each for each in case.memory}
    for each in parameters:
        setting = registers.get(each.register)
        if setting is not None and setting.bits in memory:
            values[each.name] = _in_memory(memory[setting.bits], case)
        elif setting is not None and not each.description.startswith("address"):
            values[each.name] = to_float(setting.bits) if setting.is_real else signed(setting.bits)
        elif setting is None and not each.description.startswith("address"):
            values[each.name] = 0
    return {name: value for name, value in values.items() if value is not None}


def _in_memory(setting: MemoryValue, case: Case) -> str | tuple[int, ...] | None:
    written = case.text.partition(f"[{setting.address:#x}]=")[2]
    content = setting.content
    if written.startswith('"'):
        text = content.partition(b"\0")[0].decode("utf-8", "replace")
        return text if text.isprintable() and '"' not in text else None
    if len(content) % _WORD:
        return None
    words = (content[place : place + _WORD] for place in range(0, len(content), _WORD))
    return tuple(signed(int.from_bytes(word, "little")) for word in words)


def _test_case(case: Case) -> TestCase:
    """A test as JSON: what is set, and what must be equal afterwards."""
    outputs: dict[str, Any] = {}
    for each in case.outputs:
        if each.comparison in ("=", "=="):
            outputs |= _setting(each, case)
    if case.trap is not None:
        outputs["trap"] = str(case.trap).removeprefix("trap ")
    if case.prints is not None:
        outputs["prints"] = case.prints.content.decode("latin-1")
    inputs: dict[str, Any] = {}
    for register in case.registers:
        inputs |= _setting(register, case)
    for memory in case.memory:
        inputs |= _setting(memory, case)
    return {"inputs": inputs, "outputs": outputs}


def _setting(setting: RegisterValue | MemoryValue, case: Case) -> dict[str, Any]:
    if isinstance(setting, RegisterValue):
        return {setting.register: to_float(setting.bits) if setting.is_real else signed(setting.bits)}
    found = _in_memory(setting, case)
    value = list(found) if isinstance(found, tuple) else setting.content.decode("latin-1")
    return {f"[{setting.address:#x}]": value}
