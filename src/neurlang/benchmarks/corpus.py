"""A corpus: the cores of FPCore files and folders, and work done on each, whatever becomes of one of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from neurlang.errors import FormulaError, UsageError
from neurlang.kernels.expr import DType, Kernel, read_cores
from neurlang.kernels.simd import DEFAULT_OPTIONS, CompileOptions, NoisyMachineError

MOST_TRIES = 5  # of what the machine was too noisy for
SECONDS_BETWEEN = 1.0  # before what was too noisy is tried again

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Entry:
    """A kernel of a corpus and where it comes from; `why_not` says why a core is no kernel.

    `better` is another form of it, to be timed beside it, compiled with `options`.
    """

    name: str
    source: str
    kernel: Kernel | None
    why_not: str = ""
    better: Kernel | None = None
    options: CompileOptions = DEFAULT_OPTIONS


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Item, Result]):
    """What became of one item: its result, or why there is none (`is_noise`: the machine was too noisy)."""

    item: Item
    result: Result | None
    why_not: str = ""
    is_noise: bool = False


def own_corpus() -> Path:
    """The folder of the formulas that ship with the package."""
    return Path(__file__).parent / "cores"


def read_corpus(paths: Iterable[Path], dtype: DType | None = None) -> list[Entry]:
    """The cores of FPCore files, in order; folders are searched for `*.fpcore`, with their sub-folders.

    A core that is no kernel is an entry that says why, and so is a file of a folder that cannot be read.

    Raises:
        UsageError: a path does not exist, cannot be read, or has no FPCore file.
        FormulaError: a file that is named itself is no FPCore text at all.

    """
    entries: list[Entry] = []
    for path in paths:
        if not path.exists():
            raise UsageError(f"Corpus not found: {path}. Name an .fpcore file, or a folder of them.")
        if not path.is_dir():
            entries += _cores_of(path, path.name, dtype)
            continue
        files = sorted(file for file in path.rglob("*.fpcore") if not file.is_dir())
        if not files:
            raise UsageError(f"There is no .fpcore file in {path}.")
        for file in files:
            entries += _cores_of_folder_file(file, str(file.relative_to(path)), dtype)
    return entries


def _cores_of_folder_file(file: Path, source: str, dtype: DType | None) -> list[Entry]:
    try:
        return _cores_of(file, source, dtype)
    except (UsageError, FormulaError) as error:
        return [Entry(file.stem, source, None, first_line(error))]


def _cores_of(file: Path, source: str, dtype: DType | None) -> list[Entry]:
    if not file.is_file():  # a pipe without a writer would be waited for
        raise UsageError(f"{file} is no file.")
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"Cannot read {file}: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise UsageError(f"Cannot read {file}: it is not UTF-8 text.") from None
    entries = []
    for core in read_cores(text, str(file)):
        try:
            entries.append(Entry(core.name, source, core.kernel(dtype)))
        except FormulaError as error:
            entries.append(Entry(core.name, source, None, first_line(error)))
    return entries


def first_line(error: Exception) -> str:
    """What an error says, in one line; of an error that is none of ours with its kind before."""
    lines = str(error).strip().splitlines()
    text = lines[0][:300] if lines else ""
    is_ours = type(error).__module__.startswith("neurlang.")
    return text if is_ours and text else f"{type(error).__name__}: {text}".rstrip(": ")


def wait() -> None:
    """Give a noisy machine a moment."""
    time.sleep(SECONDS_BETWEEN)


def each_of(
    items: Iterable[Item],
    work: Callable[[Item], Result],
    tries: int = MOST_TRIES,
    pause: Callable[[], None] = wait,
) -> Iterator[Outcome[Item, Result]]:
    """What becomes of each item, as soon as it is known: no error of one keeps the others from their turn.

    What the machine was too noisy for is tried again after all the others, up to so many times.
    """
    waiting = list(items)
    for turn in range(tries):
        noisy: list[Item] = []
        for item in waiting:
            try:
                yield Outcome(item, work(item))
            except NoisyMachineError as error:
                noisy.append(item)
                if turn == tries - 1:
                    yield Outcome(item, None, first_line(error), is_noise=True)
            except Exception as error:  # whatever a core runs into is listed as its reason
                yield Outcome(item, None, first_line(error))
        if not noisy:
            return
        waiting = noisy
        if turn < tries - 1:
            pause()


class TimeLeft:
    """How long the rest of some items is likely to take, by those that are done."""

    def __init__(self, items: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.items, self.clock = items, clock
        self.done, self.start = 0, clock()

    def advance(self) -> None:
        """One more is done."""
        self.done += 1

    def text(self) -> str:
        """`, about 3 min left`; nothing before one is done."""
        if not self.done:
            return ""
        seconds = (self.clock() - self.start) / self.done * (self.items - self.done)
        amount = f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
        return f", about {amount} left"
