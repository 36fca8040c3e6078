"""A page of the phrasebook: a text file with headings, the entries of each, and definitions that entries share.

    # A hash at the start of a line begins a comment.
    <kinds> = [numbers|integers|whole numbers]

    LOOP_SUM nominal
        the sum of the <kinds> from {1} to {a}
        the sum of all <kinds>
            from {1} to {a}

Headings, definitions and comments are not indented. An entry is indented by four spaces; a line with more continues
the one above it. A definition holds on the whole page; it may use those above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources

from neurlang.errors import DataError
from neurlang.prompts.training.phrasebook.marks import MarkError, check_brackets, kept, substituted

FOLDER = resources.files(__package__)
ENTRY = 4  # spaces before an entry
_DEFINITION = re.compile(r"<([a-z][a-z ]*)> = (.+)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line's text, with single spaces and its continuations, and its place: `phrasebook/plain.txt:12`."""

    text: str
    place: str

    def error(self, problem: str) -> DataError:
        """The error of a problem in the line, with the line and its place."""
        return DataError(f"{self.place}: {problem}\n    {self.text}")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its entries, still without the definitions."""

    heading: Line
    entries: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The content of a file."""

    sections: tuple[Section, ...]
    definitions: Mapping[str, str] = field(default_factory=dict)

    def filled(self, line: Line, blanks: Mapping[str, str] | None = None) -> Line:
        """The line with the definition of each `<name>`. Raises DataError for an unknown name or an open bracket."""
        try:
            text = substituted(line.text, {**self.definitions, **(blanks or {})})
            check_brackets(text)
        except MarkError as error:
            raise line.error(str(error)) from None
        return replace(line, text=text)

    def blanks(self, section: Section) -> dict[str, str]:
        """The entries of a section as definitions. Raises DataError if one is not a definition."""
        found: dict[str, str] = {}
        for line in section.entries:
            definition = _DEFINITION.fullmatch(line.text)
            if definition is None:
                raise line.error("expected a definition, as '<words> = sum|total'")
            found[definition[1]] = self.filled(replace(line, text=definition[2])).text
        return found


@cache
def read_page(name: str) -> Page:
    """The page of that name, as `requests/loops`. Raises DataError if it is missing or malformed."""
    file = FOLDER.joinpath(*f"{name}.txt".split("/"))
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{file}: the page cannot be read: {error}") from error
    return parse_page(f"phrasebook/{name}.txt", text)


def parse_page(file: str, text: str) -> Page:
    """The page of a text. Raises DataError with the file's name and the line if something is malformed."""
    headings: list[Line] = []
    entries: list[list[Line]] = []
    page = Page((), definitions := {})
    for line, is_entry in _lines(file, text):
        definition = _DEFINITION.fullmatch(line.text)
        if is_entry:
            if not headings:
                raise line.error("an entry before the first heading; a heading stands at the margin")
            entries[-1].append(line)
        elif definition is None:
            headings.append(line)
            entries.append([])
        elif definition[1] in definitions:
            raise line.error(f"<{definition[1]}> is defined twice")
        else:
            definitions[definition[1]] = page.filled(replace(line, text=definition[2])).text
    for heading, below in zip(headings, entries, strict=True):
        if not below:
            raise heading.error(f"a heading without entries; they stand {ENTRY} spaces in, below it")
    return Page(
        tuple(Section(line, tuple(below)) for line, below in zip(headings, entries, strict=True)), definitions
    )


def _lines(file: str, text: str) -> Iterator[tuple[Line, bool]]:
    """The lines, without empty ones and comments, each with its continuations, and whether it is an entry."""
    line: Line | None = None
    is_entry = False
    for number, raw in enumerate(text.splitlines(), 1):
        if not raw.strip() or raw.startswith("#"):
            continue
        found = Line(" ".join(raw.split()), f"{file}:{number}")
        depth = len(raw) - len(raw.lstrip())
        if depth > ENTRY:
            if line is None:
                raise found.error(f"nothing to continue; an entry stands {ENTRY} spaces in")
            if not is_entry and not _DEFINITION.fullmatch(line.text):
                raise found.error(f"a heading does not continue; an entry stands {ENTRY} spaces in")
            line = replace(line, text=f"{line.text} {found.text}")
            continue
        if depth not in (0, ENTRY) or "\t" in raw[:depth]:
            raise found.error(f"expected {ENTRY} spaces before an entry, none before a heading")
        if line is not None:
            yield _kept(line), is_entry
        line, is_entry = found, depth == ENTRY
    if line is not None:
        yield _kept(line), is_entry


def _kept(line: Line) -> Line:
    try:
        return replace(line, text=kept(line.text))
    except MarkError as error:
        raise line.error(str(error)) from None


def entries_of(page: Page) -> dict[str, tuple[Line, ...]]:
    """The entries of a page, with definitions, by heading. Raises DataError if a heading stands twice."""
    found: dict[str, tuple[Line, ...]] = {}
    for section in page.sections:
        if section.heading.text in found:
            raise section.heading.error("this heading stands twice on the page")
        found[section.heading.text] = tuple(page.filled(line) for line in section.entries)
    return found


def lines_of(page: Page) -> dict[str, tuple[str, ...]]:
    """The texts of the entries of a page, by heading."""
    return {heading: tuple(line.text for line in lines) for heading, lines in entries_of(page).items()}


def words_of(page: Page) -> dict[str, tuple[str, ...]]:
    """The words of a page by heading. A comma or the end of a line ends a word."""
    return {
        heading: tuple(word.strip() for line in lines for word in line.split(",") if word.strip())
        for heading, lines in lines_of(page).items()
    }
