"""Comparing a text with the phrasings of a target: which is closest, what each value is, and what it leaves over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations

from neurlang.prompts.reading.functions.filling import Part, Parts, divisions, fits
from neurlang.prompts.reading.functions.items import CHARACTER, LIST, NUMBER, TEXT, Item
from neurlang.prompts.reading.functions.phrasings import (
    ORDINAL,
    Phrasing,
    Target,
    asks,
    common_words,
    constant_word,
    naming_places,
    phrasings_of,
    strong_words,
    vocabulary_of,
)
from neurlang.prompts.reading.functions.wording import (
    FREE_SIGNS,
    QUESTION,
    canonical,
    filler,
    never_texts,
    textual_words,
    type_nouns,
)

_MOST_ORDERS = 24
_NEAR = 0.93  # of the closest match: another assignment of values as close as that counts
_INTRODUCING = frozenset(("word", "string", "text", "phrase", "letter", "char", "name", "sentence", "sign"))
ALWAYS_ALLOWED = frozenset(("?q", "?is", "what"))


@dataclass(frozen=True, slots=True)
class Match:
    """A phrasing that a text is like, the values by name, and how like it is (0 to 1)."""

    values: Mapping[str, Part]
    likeness: float
    context: float  # how well the surroundings of the values fit, 0 to 1
    leftover: tuple[
        str, ...
    ]  # words of the text that the phrasing does not have; other phrasings of the target do

    @property
    def rank(self) -> float:
        """How it compares with other matches of the target, where the surroundings of values decide."""
        return 0.8 * self.likeness + 0.2 * self.context


@dataclass(frozen=True, slots=True)
class Unmatched:
    """No phrasing fits; a word that speaks against the closest one."""

    word: str = ""


def match_of(items: Sequence[Item], place: int, target: Target) -> list[Match] | Unmatched:
    """The closest matches, best first, one for each assignment of values; or what speaks against all."""
    words = frozenset(item.word for item in items if not item.is_value)
    constants = frozenset(constant_word(item) for item in items if item.kind == NUMBER)
    said = words | constants
    best: dict[tuple[tuple[str, object], ...], Match] = {}
    strange = ""
    for phrasing in phrasings_of(place):
        if not phrasing.core <= said or (not phrasing.core and len(phrasing.words) < 2):
            continue
        for found in _matches(items, phrasing, place, target):
            if isinstance(found, str):
                strange = strange or found
                continue
            key = tuple(sorted((name, repr(part.value)) for name, part in found.values.items()))
            if key not in best or found.rank > best[key].rank:
                best[key] = found
    if not best:
        return Unmatched(strange)
    closest = max(match.rank for match in best.values())
    near = (match for match in best.values() if match.rank >= _NEAR * closest)
    return sorted(near, key=lambda each: -each.rank)


def _matches(items: Sequence[Item], phrasing: Phrasing, place: int, target: Target) -> Iterator[Match | str]:
    kinds = [target.kinds[name] for name in phrasing.places]
    remaining = _without_constants(items, phrasing)
    if remaining is None:
        return
    texts = sum(kind in (TEXT, CHARACTER) for kind in kinds)
    quoted = sum(item.kind == TEXT for item in remaining)
    variants = (
        [remaining]
        if quoted == texts
        else _with_bare_texts(remaining, phrasing, kinds, texts - quoted, place)
    )
    for variant in variants:
        if _asks(variant) != target.is_question and phrasing.asks != _asks(variant):
            continue
        if _asks(variant) and "or" not in phrasing.words and _are_alternatives(variant):
            continue
        for parts in divisions(variant, kinds.count(NUMBER), kinds.count(LIST), texts):
            if not phrasing.core and _plain_shape(variant, parts) != _shape_of(phrasing, target):
                continue
            found = _accounted(variant, parts, phrasing, place)
            if isinstance(found, str):
                yield found
                continue
            for values, context in _assignments(variant, parts, phrasing, target):
                likeness = _likeness(variant, parts, phrasing, context)
                yield Match(values, likeness, context, found)


def _are_alternatives(items: Sequence[Item]) -> bool:
    """Whether `or` stands between two values: `is 5 or 7 prime` asks about each of them."""
    return any(
        item.word == "or" and 0 < at < len(items) - 1 and items[at - 1].is_value and items[at + 1].is_value
        for at, item in enumerate(items)
    )


def _plain_shape(items: Sequence[Item], parts: Parts) -> list[str]:
    """The words of a text with the kinds of its values, without articles."""
    covered = {at: part for part in parts for at in range(part.first, part.end)}
    return [
        covered[at].kind if at in covered else item.word
        for at, item in enumerate(items)
        if (at == covered[at].first if at in covered else item.word not in _SKIPPED | FREE_SIGNS)
    ]


def _shape_of(phrasing: Phrasing, target: Target) -> list[str]:
    kinds = (
        (target.kinds[word[1:-1]] if word[0] == "{" else word)
        for word in phrasing.words
        if word not in _SKIPPED
    )
    return [TEXT if kind == CHARACTER else kind for kind in kinds]


def _asks(items: Sequence[Item]) -> bool:
    return asks(["{}" if item.is_value else item.word for item in items if item.word not in FREE_SIGNS])


def _without_constants(items: Sequence[Item], phrasing: Phrasing) -> list[Item] | None:
    """The items, in which numbers that the phrasing itself has are words."""
    wanted = [word for word in phrasing.words if word[0] == "#"]
    if not wanted:
        return list(items)
    result = list(items)
    for word in wanted:
        places = [at for at, item in enumerate(result) if item.kind == NUMBER and constant_word(item) == word]
        if not places:
            return None
        # Of equal numbers, the one written in words is the phrasing's own, else that of the first date, else the last.
        at = next((each for each in places if result[each].form == "words" or result[each].role), places[-1])
        item = result[at]
        result[at] = Item(word, item.raw, item.start, item.end)
    return result


def _with_bare_texts(
    items: list[Item], phrasing: Phrasing, kinds: Sequence[str], missing: int, place: int
) -> Iterator[list[Item]]:
    """The items with words that stand for texts as texts: `vowels in banana`, `the letter e`."""
    if missing <= 0:
        return
    letters = min(kinds.count(CHARACTER) - _single_texts(items), missing)
    places = _letters(items, letters) if letters > 0 else []
    if places is None:
        return
    words = missing - len(places)
    open_words = [at for at in _open_words(items, phrasing, place) if at not in places] if words else []
    if len(open_words) != words:
        return
    if not (_speaks_of_texts(items) or all(at and items[at - 1].word in _INTRODUCING for at in open_words)):
        return
    result = list(items)
    for at in (*places, *open_words):
        item = items[at]
        value = item.raw[0] if at in places else item.raw
        result[at] = Item("", item.raw, item.start, item.end, TEXT, value, "bare")
    yield result


def _speaks_of_texts(items: Sequence[Item]) -> bool:
    return any(item.word in textual_words() for item in items if not item.is_value)


def _single_texts(items: Sequence[Item]) -> int:
    return sum(item.kind == TEXT and isinstance(item.value, str) and len(item.value) == 1 for item in items)


def _letters(items: Sequence[Item], count: int) -> list[int] | None:
    """The places of so many single letters that stand for characters; None if it is not clear which."""
    found = [at for at, item in enumerate(items) if not item.is_value and _is_letter(item.raw)]
    named = [at for at in found if at and items[at - 1].word in ("letter", "char", "sign")]
    plain = [at for at in found if items[at].raw not in ("a", "A", "I", "i")]
    return next((each for each in (named, found, plain) if len(each) == count), None)


def _is_letter(raw: str) -> bool:
    """A letter, or several of it: `e`, `r's`, `es`."""
    return (len(raw) == 1 and raw.isalpha()) or (len(raw) == 3 and raw.endswith("'s"))


def _open_words(items: Sequence[Item], phrasing: Phrasing, place: int) -> list[int]:
    """The places of words that may be texts: neither of the phrasing, nor filler, nor nouns for texts."""
    nouns = type_nouns()[TEXT] | type_nouns()[CHARACTER] | type_nouns()[LIST]
    own = frozenset(phrasing.words) | filler() | nouns
    found = [
        at
        for at, item in enumerate(items)
        if not item.is_value
        and item.raw[0].isalpha()
        and (
            item.word not in own
            or (at and items[at - 1].word in _INTRODUCING and item.word not in filler() | nouns)
        )
        and item.word not in ALWAYS_ALLOWED
        and _stands_alone(items, at)
    ]
    if len(found) > 1:  # other phrasings' words are rather words
        strange = [at for at in found if items[at].word not in vocabulary_of(place)]
        return strange or found
    return found


def _stands_alone(items: Sequence[Item], at: int) -> bool:
    """Whether a word may be a text itself: it is called one (`the word language`), or nothing says what it means."""
    before = items[at - 1].word if at else ""
    if before in _INTRODUCING:
        return True
    item = items[at]
    return (
        before not in _DETERMINERS
        and item.raw.lower() not in never_texts()
        and item.word not in common_words()
    )


_DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "my",
        "your",
        "his",
        "her",
        "our",
        "their",
        "its",
        "some",
        "any",
        "every",
        "each",
        "all",
        "this",
        "that",
        "thes",
        "those",
    ]
)


def _accounted(items: Sequence[Item], parts: Parts, phrasing: Phrasing, place: int) -> tuple[str, ...] | str:
    """The words that the phrasing lacks but the target knows; or the first word that it does not know."""
    covered = {at for part in parts for at in range(part.first, part.end)}
    words: list[str | None] = [None if at in covered else item.word for at, item in enumerate(items)]
    naming = naming_places(words, _kinds_at(parts))
    left = list(phrasing.words)
    vocabulary, strong, fill = vocabulary_of(place), strong_words(place), filler()
    plain = frozenset().union(*(_PLAIN_NOUNS.get(part.kind, frozenset()) for part in parts))
    leftover: list[str] = []
    for at, word in enumerate(words):
        if word is None or word in FREE_SIGNS or word in ALWAYS_ALLOWED:
            continue
        if word in left:
            left.remove(word)
            continue
        if word in phrasing.core or word in fill or at in naming or word == ORDINAL or word in plain:
            continue
        if word not in vocabulary or word in strong:
            return items[at].raw or word
        leftover.append(word)
    return tuple(leftover)


_PLAIN_NOUNS = {
    kind: frozenset(form for word in words.split() for _, _, form in canonical([word]))
    for kind, words in {
        LIST: "list array sequence numbers values elements",
        TEXT: "string text",
        NUMBER: "number",
    }.items()
}
"""Nouns that only name a value, wherever they stand: `sort this array in ascending order: [8, 6, 7]`."""


def _kinds_at(parts: Parts) -> dict[int, str]:
    """The kind of value at the first and last place of each part; a text of one character is a character."""
    kinds: dict[int, str] = {}
    for part in parts:
        is_letter = part.kind == TEXT and isinstance(part.value, str) and len(part.value) == 1
        kinds[part.first] = kinds[part.end - 1] = CHARACTER if is_letter else part.kind
    return kinds


def _assignments(
    items: Sequence[Item], parts: Parts, phrasing: Phrasing, target: Target
) -> Iterator[tuple[dict[str, Part], float]]:
    """The ways to give the parts to the values of a phrasing, each with how well its surroundings fit."""
    groups: dict[str, list[str]] = {}
    for name in phrasing.places:
        kind = target.kinds[name]
        groups.setdefault(TEXT if kind == CHARACTER else kind, []).append(name)
    chosen: list[list[tuple[dict[str, Part], float]]] = []
    for kind, names in groups.items():
        found = [part for part in parts if part.kind == kind]
        chosen.append(list(_orders(items, found, names, phrasing, target)))
    results: list[tuple[dict[str, Part], float]] = [({}, 0.0)]
    for options in chosen:
        results = [({**given, **more}, score + gain) for given, score in results for more, gain in options]
    if not results:
        return
    best = max(score for _, score in results)
    count = max(1, len(phrasing.places))
    for given, score in results:
        if score == best:
            yield given, score / count


def _orders(
    items: Sequence[Item], parts: list[Part], names: list[str], phrasing: Phrasing, target: Target
) -> Iterator[tuple[dict[str, Part], float]]:
    roles = {part.role for part in parts if part.role}
    if roles:
        if roles <= set(names) and len(roles) == len(names) == len(parts):
            yield {part.role: part for part in parts}, 1.0 * len(names)
        return
    scored: list[tuple[float, int, dict[str, Part]]] = []
    for number, order in enumerate(permutations(parts)):
        if number == _MOST_ORDERS:
            break
        if not all(fits(target.kinds[name], part) for name, part in zip(names, order, strict=True)):
            continue
        if any(
            (part.form == "ordinal") != (name in phrasing.ordinals)
            for name, part in zip(names, order, strict=True)
        ):
            continue
        score = sum(_context(items, part, name, phrasing) for name, part in zip(names, order, strict=True))
        given = dict(zip(names, order, strict=True))
        if all(given[name].value == part.value for name, part in zip(names, order, strict=True)):
            scored.append((score, -number, given))
    if not scored:
        return
    # The order of the phrasing holds unless another one fits its surroundings better.
    best = max(scored, key=lambda each: (each[0], each[1]))
    yield best[2], best[0]


def _context(items: Sequence[Item], part: Part, name: str, phrasing: Phrasing) -> float:
    """How well a value's neighbours fit those of a place in a phrasing, 0 to 1."""
    at = phrasing.words.index("{" + name + "}")
    mine = _neighbours_of_part(items, part)
    its = _neighbours_in_phrasing(phrasing.words, at)
    return 0.6 * (mine[0] == its[0]) + 0.4 * (mine[1] == its[1])


_SKIPPED = frozenset(("the", "a", "an", ",", "(", ")", "[", "]", '"', "'", "?", ".", "!"))


def _neighbours_of_part(items: Sequence[Item], part: Part) -> tuple[str, str]:
    nouns = type_nouns().get(part.kind, frozenset())
    before = part.first - 1
    while before >= 0 and (items[before].word in _SKIPPED or items[before].word in nouns):
        before -= 1
    behind = part.end
    while behind < len(items) and items[behind].word in _SKIPPED:
        behind += 1
    return (
        "" if before < 0 else items[before].word or "#",
        "" if behind == len(items) else items[behind].word or "#",
    )


def _neighbours_in_phrasing(words: Sequence[str], at: int) -> tuple[str, str]:
    nouns = frozenset().union(*type_nouns().values())
    before = at - 1
    while before >= 0 and (words[before] in _SKIPPED or words[before] in nouns):
        before -= 1
    behind = at + 1
    shown = ("#" if word[0] == "{" else word for word in words)
    plain = list(shown)
    return (
        "" if before < 0 else plain[before],
        "" if behind >= len(plain) else plain[behind],
    )


def _likeness(items: Sequence[Item], parts: Parts, phrasing: Phrasing, context: float) -> float:
    """How like a text is to a phrasing: shared content words, their order, and what stands around values."""
    covered = {at: part for part in parts for at in range(part.first, part.end)}
    words: list[str | None] = [None if at in covered else item.word for at, item in enumerate(items)]
    naming = naming_places(words, _kinds_at(parts))
    fill = filler()
    shape: list[str] = []
    for at, item in enumerate(items):
        if at in covered:
            if at == covered[at].first:
                shape.append(f"<{covered[at].kind}>")
        elif (
            at not in naming and item.word not in fill | FREE_SIGNS | ALWAYS_ALLOWED and item.word != ORDINAL
        ):
            shape.append(item.word)
    mine = [word for word in shape if word[0] != "<"]
    its = phrasing.content
    shared = sum(word in its for word in mine) + sum(word in mine for word in its)
    alike = shared / (len(mine) + len(its)) if mine or its else 1.0
    pairs = frozenset(pairwise(shape))
    both = len(pairs & phrasing.pairs)
    order = 2 * both / (len(pairs) + len(phrasing.pairs)) if pairs or phrasing.pairs else 1.0
    return 0.85 * alike + 0.08 * order + 0.07 * context


__all__ = ["QUESTION", "Match", "Unmatched", "match_of"]
