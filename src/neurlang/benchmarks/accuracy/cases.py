"""Cases: a prompt and what it should be answered with; the suite that ships, which its file describes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from neurlang.benchmarks.accuracy.expected import Expected, NoAnswer, Refusal, parse_expected

SUITE = Path(__file__).parents[1] / "data" / "accuracy.tsv"
NO_OPERATION = "-"  # of a prompt that should be refused


@dataclass(frozen=True, slots=True)
class Case:
    """A prompt, what it should be answered with, and where it belongs."""

    prompt: str
    accepted: tuple[Expected, ...]
    level: int  # 1 to 5; 0 if nobody said
    operation: str  # what it asks for, in the confusion matrix

    @property
    def wants_refusal(self) -> bool:
        """Whether the prompt should not get an answer: a refusal or an error is wanted."""
        return all(isinstance(each, Refusal | NoAnswer) for each in self.accepted)


def read_suite(path: Path = SUITE) -> tuple[Case, ...]:
    """The cases of the suite, in their order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_case_of(line) for line in lines if not line.startswith("#"))


def _case_of(line: str) -> Case:
    level, prompt, accepted, operation = line.split("\t")
    return Case(prompt, tuple(map(parse_expected, accepted.split("|"))), int(level), operation)
