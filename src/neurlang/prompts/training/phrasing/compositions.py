"""Requests for several operations at once, each with its plan: symbols by precedence, words left to right."""

from __future__ import annotations

from dataclasses import replace

from neurlang.prompts.training.phrasebook import Page, read_page
from neurlang.prompts.training.phrasing.phrase import Composition
from neurlang.prompts.training.phrasing.phrase_pages import mood_of, readings_of


def compositions_of(page: Page) -> tuple[Composition, ...]:
    """The compositions of a page, whose entries are `text => plan`."""
    found: list[Composition] = []
    for section in page.sections:
        mood = mood_of(section.heading.text, section.heading)
        for entry in section.entries:
            line = page.filled(entry)
            text, arrow, plan = line.text.partition(" => ")
            if not arrow:
                raise line.error("expected a text and its plan, as '{a} + {b} * {c} => ADD(a, MUL(b, c))'")
            found += [Composition(reading, plan, mood) for reading in readings_of(replace(line, text=text))]
    return tuple(found)


COMPOSED: tuple[Composition, ...] = compositions_of(read_page("compositions"))
