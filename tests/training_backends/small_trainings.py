"""A trainer so small that it needs no package, and one who watches it."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TRAINER = """\
import argparse, os, sys

parser = argparse.ArgumentParser()
parser.add_argument("--data")
parser.add_argument("--output")
parser.add_argument("--gate")
parser.add_argument("--code", type=int, default=0)
options = parser.parse_args()
text = open(options.data).read()
print(f"training on {len(text)} letters", flush=True)
if options.gate:
    print(open(options.gate).read(), flush=True)
if options.code < 0:
    os.kill(os.getpid(), -options.code)
if options.code:
    sys.exit(options.code)
with open(options.output, "w") as file:
    file.write(f"model of {text}")
print("done", end="")
"""


class Watched:
    """Keeps what it sees, and calls `at` with each line."""

    def __init__(self, at: Callable[[str], None] = lambda _: None) -> None:
        self.lines: list[str] = []
        self.notes: list[str] = []
        self.stages: dict[str, tuple[int, int]] = {}
        self.at = at

    def line(self, text: str) -> None:
        self.lines.append(text)
        self.at(text)

    def note(self, text: str) -> None:
        self.notes.append(text)

    def progress(self, stage: str, done: int, total: int) -> None:
        self.stages[stage] = (done, total)


def end_runs(home: Path) -> None:
    """Kill the trainings that still run there."""
    for leader in home.glob("*/runs/*/leader"):
        with suppress(ProcessLookupError):
            os.killpg(int(leader.read_text()), signal.SIGKILL)


def copied(home: Path) -> dict[str, list[str]]:
    """What the folder there holds: names by subfolder."""
    folder = home / "neurlang-training"
    return {
        part.name: sorted(each.name for each in part.iterdir()) for part in folder.iterdir() if part.is_dir()
    }
