"""A text said again: each phrase of the tables replaced by common words of the same meaning.

The result is read like a text of its own: its words must be accounted for, and the network must confirm them.
"""

from __future__ import annotations

import re
from functools import cache

from neurlang.prompts.reading.chart.sequels import only_opens
from neurlang.prompts.reading.literals.normal_form import normalise
from neurlang.prompts.reading.paraphrases.changes import CHANGES
from neurlang.prompts.reading.paraphrases.comparisons import COMPARISONS
from neurlang.prompts.reading.paraphrases.modifiers import MODIFIERS
from neurlang.prompts.reading.paraphrases.nominals import NOMINALS, PASSIVES
from neurlang.prompts.reading.paraphrases.row import Row, pattern_of
from neurlang.prompts.reading.paraphrases.sequences import SEQUENCES
from neurlang.prompts.reading.paraphrases.sharing import SHARING
from neurlang.prompts.reading.paraphrases.wrappers import WRAPPERS

LONGEST = 48  # words of a text that is said again, as for the chart
_SENTENCE_END = re.compile(
    r"(?<=\w)\.\s+(?=(?:then|now|next|finally|add|subtract|multiply|divide|double|halve|triple|square|cube|take|"
    r"raise|round|"
    r"negate|remove|deduct|cut|increase|decrease|reduce)\b)",
    re.IGNORECASE,
)
_BEHIND_LIST = re.compile(r"\] (squared|cubed|doubled|halved|tripled)\b")
_OPERATORS = re.compile(
    r"\s[-+*/]\s|\b(?:plus|minus|times|less|over|mod|modulo|divided by|multiplied by|increased by|decreased by|xor)\b"
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def paraphrased(text: str) -> str:
    """The text in its normal form with common words; the text itself if it has no phrase of the tables."""
    if len(text.split()) > LONGEST:
        return text
    form = normalise(text)
    said = form.cased
    quoted = frozenset(each.value for each in form.quotations)
    applied = -1
    while (found := _next_change(said, applied, quoted)) is not None:
        applied, said = found
    said = _BEHIND_LIST.sub(_to_sequel, _SENTENCE_END.sub(", ", said))
    return said if said != form.cased else text


def _next_change(text: str, applied: int, quoted: frozenset[str]) -> tuple[int, str] | None:
    """The first row behind the one `applied` that changes a text, and the changed text; None if there is none."""
    words = frozenset(_WORD.findall(text.lower()))
    rows, by_word = table_of_rows()
    numbers = {number for word in words & by_word.keys() for number in by_word[word] if number > applied}
    for number in sorted(numbers):
        row, needed = rows[number]
        if any(alternatives.isdisjoint(words) for alternatives in needed):
            continue
        changed = _said_again(row, text)
        if changed != text and quoted <= frozenset(each.value for each in normalise(changed).quotations):
            return number, changed
    return None


def _as_one(part: str) -> str:
    """A part of a text in brackets if it has operators, so that it stays one value."""
    return f"({part.strip()})" if _OPERATORS.search(_IN_BRACKETS.sub("", part.lower())) else part


def _said_again(row: Row, text: str) -> str:
    def replaced(match: re.Match[str]) -> str:
        groups = {name: _as_one(part or "") for name, part in match.groupdict().items()}
        if "START" in groups and not only_opens(text[: match.start()].lower()):
            return match[0]
        return row.said.format(**groups)

    return pattern_of(row).sub(replaced, text).strip(" ,")


def _to_sequel(match: re.Match[str]) -> str:
    """`the sum of [2, 3] doubled` doubles the sum."""
    return f"], then {match[1].removesuffix('d')} it"


@cache
def table_of_rows() -> tuple[tuple[tuple[Row, tuple[frozenset[str], ...]], ...], dict[str, list[int]]]:
    """All rows, in the order in which they apply, with the words of which a text must have some; an index of them."""
    rows = (*WRAPPERS, *SHARING, *CHANGES, *COMPARISONS, *NOMINALS, *MODIFIERS, *SEQUENCES, *PASSIVES)
    found = tuple((row, _needed(row.pattern)) for row in rows)
    by_word: dict[str, list[int]] = {}
    for number, (_, needed) in enumerate(found):
        for word in min(needed, key=len):
            by_word.setdefault(word, []).append(number)
    return found, by_word


def _needed(pattern: str) -> tuple[frozenset[str], ...]:
    """For each element that a text must have: the words that begin one of its alternatives; at least one element."""
    needed: list[frozenset[str]] = []
    for choice, word in re.findall(r"\[[^\]]*\]|\(([^)]*)\)|([^\s,$!&^()\[\]|]+)", pattern):
        if choice:
            first = [_WORD.search(each) for each in choice.split("|")]
            if all(first):  # else an alternative is a sign or a number
                needed.append(frozenset(each[0].lower() for each in first if each))
        elif word and _WORD.fullmatch(word) and word not in ("A", "B", "C", "N", "M", "Q", "K"):
            needed.append(frozenset((word,)))
    return tuple(needed)
