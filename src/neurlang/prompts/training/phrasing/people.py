"""People and things of word problems: names with their pronouns, countable things, places."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from neurlang.prompts.training.phrasebook import read_page, words_of

_WORDS = words_of(read_page("words/stories"))
SHE, HE = _WORDS["she"], _WORDS["he"]
THINGS, PEOPLE, CONTAINERS, PLACES = (_WORDS[name] for name in ("things", "people", "containers", "places"))
PLURALS = {"child": "children", "boy": "boys"}


def plural(noun: str) -> str:
    """A noun's plural, by the regular rules and the exceptions above."""
    if noun in PLURALS:
        return PLURALS[noun]
    if noun.endswith(("s", "x", "ch", "sh", "tomato", "potato")):
        return noun + "es"
    if noun.endswith("shelf"):
        return "shelves"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def cast(random: Random) -> dict[str, str]:
    """The people and things of one word problem, by field."""
    name, other = random.sample([*SHE, *HE], 2)
    is_she = name in SHE
    noun, person, container = random.choice(THINGS), random.choice(PEOPLE), random.choice(CONTAINERS)
    kind, sort = random.sample(THINGS, 2)
    return {
        "name": name,
        "other": other,
        "they": "she" if is_she else "he",
        "their": "her" if is_she else "his",
        "them": "her" if is_she else "him",
        "noun": noun,
        "nouns": plural(noun),
        "kinds": plural(kind),
        "sorts": plural(sort),
        "person": person,
        "people": plural(person),
        "container": container,
        "containers": plural(container),
        "place": random.choice(PLACES),
    }


_PLURALS_OF = {"nouns": THINGS, "kinds": THINGS, "sorts": THINGS, "people": PEOPLE, "containers": CONTAINERS}
_FILLERS: Mapping[str, tuple[str, ...]] = {
    "name": (*SHE, *HE),
    "other": (*SHE, *HE),
    "they": ("she", "he"),
    "their": ("her", "his"),
    "them": ("her", "him"),
    "noun": tuple(THINGS),
    "person": tuple(PEOPLE),
    "container": tuple(CONTAINERS),
    "place": tuple(PLACES),
    **{field: tuple(map(plural, nouns)) for field, nouns in _PLURALS_OF.items()},
}
"""All that each field of a story may be filled with."""
CAST_FIELDS = frozenset(_FILLERS)


def fillers_of(field: str) -> tuple[str, ...]:
    """All that a field of a story may be filled with; nothing for a literal's field."""
    return _FILLERS.get(field, ())
