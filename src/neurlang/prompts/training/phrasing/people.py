"""Who and what word problems tell of: names with their pronouns, countable things, places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.prompts.training.phrasing.words import word_table

if TYPE_CHECKING:
    from random import Random

SHE = word_table(
    "Alice Amara Anna Aisha Beth Carla Chloe Dana Elena Emma Fatima Grace Hana Ines Jane Julia Keiko "
    "Lena Linda Lucy Maria Maya Mei Mia Nadia Nina Olga Priya Rosa Ruth Sally Sara Sofia Tara "
    "Wendy Zoe mom grandma"
)
HE = word_table(
    "Ahmed Alex Ali Ben Bob Carlos Chen Dan David Diego Emil Femi George Hugo Ivan Jack Jamal John Jose "
    "Karl Kofi Leo Luis Mark Max Mike Noah Omar Oscar Pavel Peter Raj Sam Tim Tom Viktor "
    "Wei Yusuf dad grandpa"
)
THINGS = word_table(
    "apple orange banana pear peach mango lemon melon cookie cupcake donut muffin egg carrot potato onion "
    "sandwich pizza bottle jar can bag book magazine pencil pen crayon marker notebook stamp sticker card "
    "coin marble toy ball balloon bead button shell rock flower rose tulip tree seed plant duck hen cow "
    "horse goat cat dog rabbit bird chair table lamp shirt hat sock candle ticket letter photo brick tile "
    "plank bolt screw nail token ribbon bracelet badge poster pancake waffle brownie chocolate candy "
    "pumpkin tomato cucumber parcel"
)
PEOPLE = word_table(
    "friend student child guest player worker cousin neighbor kid pupil classmate visitor passenger boy girl"
)
CONTAINERS = word_table(
    "box basket bag crate shelf tray jar carton packet bucket drawer bin case pack sack bowl"
)
PLACES = [
    "the store",
    "the market",
    "the park",
    "the library",
    "the farm",
    "the school",
    "the garden",
    "the shop",
    "a parking lot",
    "the bakery",
    "the warehouse",
    "the zoo",
    "a museum",
    "the office",
    "the station",
    "the beach",
    "the kitchen",
    "the classroom",
    "the fair",
    "a jar",
]
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
    """What one word problem tells of, by field: two people, things, groups, containers and places."""
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


CAST_FIELDS = frozenset(
    [
        "name",
        "other",
        "they",
        "their",
        "them",
        "noun",
        "nouns",
        "kinds",
        "sorts",
        "person",
        "people",
        "container",
        "containers",
        "place",
    ]
)
