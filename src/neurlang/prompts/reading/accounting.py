"""Whether a reading of the network accounts for every word of a text: what it does not account for is named.

The network passes over words that it never saw. So each word must be one of the reading's intent (from its training
texts, in any form), say nothing for any intent, or name what a number counts.
"""

from __future__ import annotations

import re
from functools import lru_cache

from neurlang.prompts.reading.contradictions import counted_nouns, masked
from neurlang.prompts.reading.contradictions.finding import SHORTEST_STORY
from neurlang.prompts.reading.intents import Intent
from neurlang.prompts.reading.lexicon.inert_words import (
    BEHIND_NAMES,
    GAINS,
    INERT_WORDS,
    LOSSES,
    MEASURES,
    NAMES,
)
from neurlang.prompts.reading.lexicon.known_words import (
    FREE_SIGNS,
    all_words,
    words_between,
    words_of_intents,
    words_of_lexed,
)
from neurlang.prompts.reading.lexicon.synonyms import SYNONYMS
from neurlang.prompts.reading.lexicon.word_forms import stem_of
from neurlang.prompts.reading.lexicon.word_tables import (
    ARITHMETIC,
    ASKED_PEOPLE,
    CONFLICTS,
    EARLIER,
    FUNCTION_WORDS,
    HARMLESS_NEGATIONS,
    MODAL_OPENINGS,
    NO_THINGS,
    OFFERED_ALTERNATIVES,
    ONE_LETTER_WORDS,
    WHAT_IS_LEFT,
    X_FOR_TIMES,
    YES_NO_INTENTS,
    YES_NO_OPENINGS,
)
from neurlang.prompts.reading.literals import Lexed, lex
from neurlang.prompts.reading.phrases import NEGATIONS, TABLE_WORDS
from neurlang.prompts.reading.plan import Plan

COUNTING = ARITHMETIC | {"MOD"}  # the intents that stories ask for
_DETERMINED = re.compile(r"\b(?:the|a|an|his|her|my|our|their|each|every) ([^\W\d_]+)")
_NAMED = re.compile(r"\b([A-Z][a-z]+)(?:'s\b| ([a-z]+))")
_GIVEN = re.compile(r"\b([a-z])(?: ?=| is| equals| from|\() ?#")
"""A letter with its value: `n factorial for n = 7`, `F(20)`."""
_UNIT_LETTER = re.compile(r"# ?([mgl])\b")
_STEMS_OF_NAMES = frozenset(map(stem_of, NAMES))
_STEMS_OF_GAINS = frozenset(map(stem_of, GAINS))
_OTHER_WORDS = INERT_WORDS | NAMES | MEASURES | frozenset().union(*SYNONYMS.values())
_SHOUTED = re.compile(r"\b(AND|OR)\b")


def unaccounted(text: str, plan: Plan) -> list[str]:
    """The words that a reading does not account for; words that change the meaning come first.

    In a text whose only words are function words (`3 to 5`), no word is accounted for.
    """
    lexed = lex(text)
    words = words_of_lexed(lexed)
    named = [word for word in words if word[0].isalpha()]
    if all(word in FUNCTION_WORDS for word in named) and plan.operands and not _shouts(text, plan.intent):
        return named or words
    given = set((_GIVEN if len(plan.operands) == 1 else _UNIT_LETTER).findall(masked(lexed)))
    if X_FOR_TIMES.search(lexed.text):
        given.add("x")
    return [
        *_turning_words(words, lexed, plan.intent),
        *(word for word in named if len(word) == 1 and word not in ONE_LETTER_WORDS | given),
        *(word for word in _strange_words(words, text, lexed, plan.intent) if word not in given),
        *_yes_or_no(named, plan.intent),
    ]


def is_known(word: str) -> bool:
    """Whether a word stands in any table, or in a training text."""
    return word in TABLE_WORDS or word in all_words() or word in _OTHER_WORDS


def has_new_words(text: str, intent: Intent) -> bool:
    """Whether a text has words that no training text of an intent contained."""
    known = words_of_intents().get(intent.name, frozenset())
    return any(word not in known and word not in FREE_SIGNS for word in words_between(text))


def _turning_words(words: list[str], lexed: Lexed, intent: Intent) -> list[str]:
    """Words that reverse or change what the intent asks for."""
    said = " ".join(words)
    for harmless in (*OFFERED_ALTERNATIVES, *HARMLESS_NEGATIONS.get(intent.name, ())):
        said = said.replace(harmless, " ")
    if intent.name == "MOD":
        said = WHAT_IS_LEFT.sub(" ", said)
    turning = NEGATIONS | EARLIER if intent.name in ARITHMETIC else NEGATIONS
    conflict = CONFLICTS.get(intent.name)
    found = conflict.search(lexed.text) if conflict is not None else None
    return [*(word for word in said.split() if word in turning), *([found[0].strip()] if found else [])]


def _yes_or_no(named: list[str], intent: Intent) -> list[str]:
    """The word that begins a question whose answer is yes or no, where the intent answers none."""
    if not named or intent.name in YES_NO_INTENTS:
        return []
    asks = named[0] in YES_NO_OPENINGS or (
        named[0] in MODAL_OPENINGS and len(named) > 1 and named[1] not in ASKED_PEOPLE
    )
    return named[:1] if asks else []


def _shouts(text: str, intent: Intent) -> bool:
    """Whether a text names the operation in capitals: `AND 77 with 15`."""
    return intent.name in _SHOUTED.findall(text) and not text.isupper()


def _strange_words(words: list[str], text: str, lexed: Lexed, intent: Intent) -> list[str]:
    """The words that have no place in a request for an intent."""
    stems = _stems_of(intent.name)
    if intent.name in COUNTING:
        stems |= _nouns_of(text, lexed) | _STEMS_OF_NAMES
    if intent.name == "SUB" and not LOSSES.isdisjoint(words):
        stems |= _STEMS_OF_GAINS  # `baked 20 and sold 5`
    return [
        word
        for word in words
        if word not in FREE_SIGNS and word not in INERT_WORDS and stem_of(word) not in stems
    ]


def _nouns_of(text: str, lexed: Lexed) -> frozenset[str]:
    """Stems of what a story tells of: what numbers count, what determiners stand before, who has a name."""
    nouns = counted_nouns(lexed)
    if len(lexed.text.split()) >= SHORTEST_STORY:
        nouns += _DETERMINED.findall(lexed.text)
        nouns += [
            name.lower() for name, behind in _NAMED.findall(text) if not behind or behind in BEHIND_NAMES
        ]
    known = TABLE_WORDS | NO_THINGS
    return frozenset(stem_of(noun) for noun in nouns if noun in MEASURES or noun not in known)


@lru_cache(maxsize=64)
def _stems_of(intent: str) -> frozenset[str]:
    known = words_of_intents().get(intent, frozenset()) | SYNONYMS.get(intent, frozenset())
    return frozenset(map(stem_of, known))
