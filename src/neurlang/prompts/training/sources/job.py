"""What a run of `nl datagen` makes, and the work of its processes: numbered rows of each stream.

A stream is a source at a level. A row depends only on the job, its stream and its number, so any number of processes
makes the same rows, and a run that was stopped goes on where it was.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from random import Random

from neurlang.errors import VerificationError
from neurlang.programs.stdlib import (
    FileFunction,
    NothingToDrawError,
    WrongCallError,
    checked_call,
    draw_values,
    names_in,
    read_all,
)
from neurlang.prompts.reading import lex, tokens_of_text
from neurlang.prompts.training.examples import LeftOutError
from neurlang.prompts.training.generation import GenerationConfig, Tally, make_example
from neurlang.prompts.training.phrasing import QUOTED
from neurlang.prompts.training.sources.asking import ask
from neurlang.prompts.training.sources.example_files import (
    ExampleFile,
    asked_pairs,
    make_example_row,
    read_example_files,
)
from neurlang.prompts.training.sources.library import label_of, make_library_row, other_phrasings, row_of_call
from neurlang.prompts.training.sources.patterns import patterns_of
from neurlang.prompts.training.sources.phrases import make_phrase_row, make_refused_row
from neurlang.prompts.training.sources.rows import Row, Schema, heads_taught, line_of

ATTEMPTS = 40  # texts that are tried for one row
CHUNK = 100  # rows that one process makes at a time
LARGEST_LEVEL = 5
_KEY = 8  # bytes


class Origin(Enum):
    """Where rows come from, in the order of their priority."""

    LIBRARY = "library"
    EXAMPLES = "examples"
    PHRASES = "phrases"
    PATTERNS = "patterns"
    REFUSALS = "refusals"
    MIX = "mix"
    """All intents as often as people ask for them, and refusals: the data of the model that ships."""


@dataclass(frozen=True, slots=True)
class Stream:
    """Rows of one origin at one level; level 0 is that of refusals, and of the mix of all levels."""

    origin: Origin
    level: int

    @property
    def name(self) -> str:
        """As `library/3`."""
        return f"{self.origin.value}/{self.level}"


@dataclass(frozen=True, slots=True)
class DataJob:
    """What to make. Without a level and without library and examples, it is the data of the model that ships."""

    examples: int
    seed: int = 42
    level: int | None = None
    schema: Schema = Schema.INTENT
    libraries: tuple[Path, ...] = ()
    example_folder: Path | None = None

    @property
    def is_mix(self) -> bool:
        """Whether the rows are those that the shipped model is trained on."""
        plain = not self.libraries and self.example_folder is None
        return self.level is None and plain and self.schema is Schema.INTENT

    @property
    def levels(self) -> tuple[int, ...]:
        """The levels whose rows have equal shares."""
        return tuple(range(1, (self.level or LARGEST_LEVEL) + 1))


@dataclass(frozen=True, slots=True)
class Made:
    """A row as a process returns it: its line, what it counts as, and what failed before it."""

    line: str
    text_key: bytes
    shape: bytes
    label: int | None
    level: int
    category: str
    source: str
    heads: tuple[str, ...]
    left_out: Mapping[str, int]


def functions_of(job: DataJob) -> tuple[FileFunction, ...]:
    """The functions of the job's folders."""
    return _functions(job.libraries)


@cache
def _functions(folders: tuple[Path, ...]) -> tuple[FileFunction, ...]:
    return read_all(folders)


def example_files_of(job: DataJob) -> tuple[tuple[ExampleFile, ...], Mapping[str, str]]:
    """The examples that are used, and why each of the others is not, by file.

    A file with the name of a library function is skipped, also if the library is no source of this job.
    """
    if job.example_folder is None:
        return (), {}
    return _example_files(job.example_folder, job.libraries)


@cache
def _example_files(
    folder: Path, libraries: tuple[Path, ...]
) -> tuple[tuple[ExampleFile, ...], Mapping[str, str]]:
    names = frozenset[str]().union(*map(names_in, libraries or (None,)))
    used: list[ExampleFile] = []
    skipped: dict[str, str] = {}
    for each in read_example_files(folder):
        if each.name in names:
            skipped[each.file] = "the library has a function of this name"
        elif each.needs_more:
            skipped[each.file] = "its tests need fakes, or are not deterministic"
        else:
            used.append(each)
    return tuple(used), skipped


def make_chunk(job: DataJob, stream: Stream, start: int, count: int) -> tuple[Made, ...]:
    """Rows `start` to `start + count` of a stream; fewer if it ends before.

    Raises VerificationError if no text of a row passes its checks.
    """
    return tuple(_RUNS[stream.origin](job, stream, start, count))


def _mix(job: DataJob, _: Stream, start: int, count: int) -> Iterator[Made]:
    config = GenerationConfig(examples=job.examples, seed=job.seed)
    for number in range(start, min(start + count, job.examples)):
        tally = Tally()
        example = make_example(config, number, tally)
        yield _made(Row(example, ""), job.schema, tally.left_out, is_keyed=False)


def _examples(job: DataJob, stream: Stream, start: int, count: int) -> Iterator[Made]:
    """Every phrasing with every test once. A pair that fails is left out; the next row counts it."""
    pairs = _pairs(job, stream.level)
    for number in range(start, min(start + count, len(pairs))):
        file, prompt, place = pairs[number]
        random = Random(f"{job.seed}/{stream.name}/{number}")
        try:
            row = make_example_row(file, prompt, place, random, job.schema)
        except LeftOutError as reason:
            yield _failure(f"{stream.origin.value}: {reason}")
            continue
        yield _made(row, job.schema, {})


def _failure(reason: str) -> Made:
    """Stands for a row that was not made."""
    return Made("", b"", b"", None, 0, "", "", (), {reason: 1})


@cache
def _pairs(job: DataJob, level: int) -> Sequence[tuple[ExampleFile, str, int]]:
    return tuple(asked_pairs(example_files_of(job)[0], level, job.seed))


def _drawn(make: Callable[[DataJob, Stream, Random], Row]) -> Callable[..., Iterator[Made]]:
    """Rows of a stream that never ends: each is the first of its own random stream that passes every check."""

    def run(job: DataJob, stream: Stream, start: int, count: int) -> Iterator[Made]:
        for number in range(start, start + count):
            random = Random(f"{job.seed}/{stream.name}/{number}")
            left_out: Counter[str] = Counter()
            for _ in range(ATTEMPTS):
                try:
                    row = make(job, stream, random)
                except LeftOutError as reason:
                    left_out[f"{stream.origin.value}: {reason}"] += 1
                    continue
                yield _made(row, job.schema, left_out)
                break
            else:
                raise VerificationError(
                    f"No text of {stream.name} passed the checks in {ATTEMPTS} tries; the last: {[*left_out][-1]}"
                )

    return run


@_drawn
def _library(job: DataJob, stream: Stream, random: Random) -> Row:
    return make_library_row(_of_level(job, stream.level), random, job.schema)


@_drawn
def _phrases(job: DataJob, stream: Stream, random: Random) -> Row:
    return make_phrase_row(stream.level, random, job.schema)


@_drawn
def _patterns(job: DataJob, stream: Stream, random: Random) -> Row:
    function = random.choice(patterns_of(stream.level))
    try:
        values = draw_values(function, random, QUOTED)
        asked = ask(random.choice(function.annotations.prompts), values, random)
        return row_of_call(checked_call(function, values), asked, job.schema, None)
    except (NothingToDrawError, WrongCallError) as error:
        raise LeftOutError(str(error)) from None


@_drawn
def _refusals(job: DataJob, _: Stream, random: Random) -> Row:
    return make_refused_row(random, job.schema)


_RUNS: Mapping[Origin, Callable[[DataJob, Stream, int, int], Iterator[Made]]] = {
    Origin.LIBRARY: _library,
    Origin.EXAMPLES: _examples,
    Origin.PHRASES: _phrases,
    Origin.PATTERNS: _patterns,
    Origin.REFUSALS: _refusals,
    Origin.MIX: _mix,
}


@cache
def _of_level(job: DataJob, level: int) -> tuple[FileFunction, ...]:
    return tuple(each for each in functions_of(job) if each.level == level)


def has_rows(job: DataJob, stream: Stream) -> bool:
    """Whether a stream has any row."""
    if stream.origin is Origin.LIBRARY:
        return bool(_of_level(job, stream.level))
    return stream.origin is not Origin.EXAMPLES or bool(_pairs(job, stream.level))


def _made(row: Row, schema: Schema, left_out: Mapping[str, int], *, is_keyed: bool = True) -> Made:
    example = row.example
    return Made(
        line_of(row, schema),
        text_key(example.text) if is_keyed else b"",
        shape_of(example.text) if is_keyed else b"",
        example.intent,
        example.level,
        row.category,
        example.source,
        tuple(each.value for each in heads_taught(example)),
        dict(left_out),
    )


def text_key(text: str) -> bytes:
    """Stands for a text in normal form: texts that differ only in capitals or spaces have the same."""
    return hashlib.blake2b(lex(text).text.encode("utf-8", "replace"), digest_size=_KEY).digest()


def shape_of(text: str) -> bytes:
    """Stands for what the network sees of a text: its words, with a token for each literal."""
    return hashlib.blake2b(tokens_of_text(text).tobytes(), digest_size=_KEY).digest()


def owned_shapes(job: DataJob, start: int, count: int) -> dict[bytes, int]:
    """What the phrasings of some of the library's functions look like, each with the label of the first that has it."""
    return _owned_shapes(job.libraries, start, count)


@cache
def _owned_shapes(libraries: tuple[Path, ...], start: int, count: int) -> dict[bytes, int]:
    owned: dict[bytes, int] = {}
    for function in _functions(libraries)[start : start + count]:
        random = Random(f"shapes/{function.full_name}")
        for prompt in (*function.annotations.prompts, *other_phrasings(function)):
            for _ in range(2):
                try:
                    text = ask(prompt, draw_values(function, random, QUOTED), random).text
                except (LeftOutError, NothingToDrawError):
                    continue
                owned.setdefault(shape_of(text), label_of(function))
    return owned
