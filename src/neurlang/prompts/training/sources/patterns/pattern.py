"""A pattern: a small program for one idea of the language, with its phrasings, its parameters, and what it computes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from neurlang.programs.stdlib import FileFunction, function_of
from neurlang.prompts.training.phrasebook import alternatives

NUMBER = "-1000 .. 1000"
SMALL = "0 .. 20"
COUNT = "1 .. 12"
LIST = "array[count] of -100 .. 100"
LENGTH = "1 .. 12"

Meaning = Callable[..., int]
"""The result, from the values that a prompt gives. Whole numbers wrap at 64 bits."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern. Parameters are in r0, r1, …, as `name: domain`; the result is in r0.

    A phrasing has alternatives, as in the phrasebook: `[put|store] {n}`. A list is followed by its length.
    """

    name: str
    category: str
    parameters: dict[str, str]
    prompts: tuple[str, ...]
    code: str
    meaning: Meaning

    def function(self, level: int) -> FileFunction:
        """The pattern as a function of a level, which is called and checked like those of the library."""
        prompts = dict.fromkeys(text for line in self.prompts for text in alternatives(line))
        head = [
            f"; @name: {self.name}",
            f"; @category: {self.category}",
            f"; @difficulty: {level}",
            *(
                f'; @param: {name}=r{place} "({domain})"'
                for place, (name, domain) in enumerate(self.parameters.items())
            ),
            *(f"; @prompt: {each}" for each in prompts),
        ]
        text = "\n".join(head) + "\n\n" + _indented(self.code)
        return function_of("patterns", self.name, f"pattern/{self.name}", text, 0, self.meaning)


def _indented(code: str) -> str:
    """The code with its instructions indented and its labels not."""
    lines = [line.strip() for line in code.strip().split("\n")]
    return "".join(f"{line}\n" if line.endswith(":") else f"    {line}\n" for line in lines)
