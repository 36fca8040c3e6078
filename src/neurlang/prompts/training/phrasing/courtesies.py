"""Words that people say around a request: frames for each grammatical kind, and endings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from neurlang.prompts.training.phrasebook import Line, Page, alternatives, read_page, shown
from neurlang.prompts.training.phrasing.phrase import Mood
from neurlang.prompts.training.phrasing.phrase_pages import mood_of

REQUEST = "{}"  # the place of the request
_HEADING = re.compile(r"(?P<fits>[a-z ]+?)(?: becomes (?P<becomes>[a-z]+))?(?:, weight (?P<weight>\d+))?")


@dataclass(frozen=True, slots=True)
class Courtesy:
    """Words around a request, whose place is `{}`; `becomes` is the new mood, None if it stays the same."""

    text: str
    fits: frozenset[Mood]
    becomes: Mood | None = None
    weight: float = 1.0  # relative to the others that fit


def courtesies_of(page: Page) -> tuple[Courtesy, ...]:
    """The courtesies of a page, whose headings are `nominal symbolic becomes question, weight 12`."""
    found: list[Courtesy] = []
    for section in page.sections:
        heading = _HEADING.fullmatch(section.heading.text)
        if heading is None:
            raise section.heading.error("expected moods, as 'nominal symbolic becomes question, weight 12'")
        fits = frozenset(mood_of(mood, section.heading) for mood in heading["fits"].split())
        becomes = mood_of(heading["becomes"], section.heading) if heading["becomes"] else None
        for entry in section.entries:
            frames = _frames(page.filled(entry))
            found += [Courtesy(text, fits, becomes, float(heading["weight"] or 1)) for text in frames]
    return tuple(found)


def endings_of(page: Page) -> dict[Mood, tuple[str, ...]]:
    """The texts after a request, by mood; all endings of a mood are equally likely."""
    found: dict[Mood, tuple[str, ...]] = {}
    for section in page.sections:
        frames = [frame for entry in section.entries for frame in _frames(page.filled(entry))]
        mood = mood_of(section.heading.text, section.heading)
        found[mood] = tuple(frame.partition(REQUEST)[2] for frame in frames)
    return found


def _frames(line: Line) -> tuple[str, ...]:
    """Every reading of an entry. Raises DataError unless each has exactly one place for the request."""
    texts = tuple(map(shown, alternatives(line.text)))
    if any(text.count(REQUEST) != 1 for text in texts):
        raise line.error(f"expected '{REQUEST}' once in each reading, where the request stands")
    return texts


COURTESIES: tuple[Courtesy, ...] = courtesies_of(read_page("courtesies"))
ENDINGS: Mapping[Mood, tuple[str, ...]] = endings_of(read_page("endings"))
COURTESIES_OF: Mapping[Mood, tuple[Courtesy, ...]] = {
    mood: tuple(courtesy for courtesy in COURTESIES if mood in courtesy.fits) for mood in Mood
}
