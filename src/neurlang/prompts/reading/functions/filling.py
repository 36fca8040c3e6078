"""Which values of a text are which values of a phrasing: the ways to divide them into numbers, lists and texts."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from neurlang.prompts.reading.functions.items import CHARACTER, LIST, NUMBER, TEXT, Item, Value

_SEPARATORS = frozenset((",", "and", ";", "&", "|", "or"))
_FEWEST = 2  # numbers that are a list without brackets
_BRACKETS = frozenset("()[]{}")


@dataclass(frozen=True, slots=True)
class Part:
    """A value for a phrasing, and the items that it takes: from `first` to before `end`."""

    kind: str
    value: Value
    first: int
    end: int
    role: str = ""
    form: str = ""
    rows: int = 0


Parts = tuple[Part, ...]


def divisions(items: Sequence[Item], numbers: int, lists: int, texts: int) -> Iterator[Parts]:
    """The ways to divide all values of a text into so many numbers, lists, and texts or characters."""
    found_texts = [_part(items, place) for place, item in enumerate(items) if item.kind == TEXT]
    if len(found_texts) > texts:
        return
    found_lists = [_part(items, place) for place, item in enumerate(items) if item.kind == LIST]
    if len(found_lists) > lists:
        return
    for parts in _of_numbers(items, numbers, lists - len(found_lists)):
        yield tuple(sorted((*found_texts, *found_lists, *parts), key=lambda part: part.first))


def _part(items: Sequence[Item], place: int) -> Part:
    item = items[place]
    return Part(item.kind, item.value, place, place + 1, item.role, item.form, item.rows)


def _of_numbers(items: Sequence[Item], numbers: int, lists: int) -> Iterator[list[Part]]:
    runs = runs_of(items)
    count = sum(len(run) for run in runs)
    if lists == 0:
        if count == numbers:
            yield [_part(items, place) for run in runs for place in run]
        return
    if count < numbers + lists:
        return
    if lists == 1:
        yield from _with_one_list(items, runs, numbers, count)
    elif lists == 2:
        yield from _with_two_lists(items, runs, numbers)


def _with_one_list(
    items: Sequence[Item], runs: list[list[int]], numbers: int, count: int
) -> Iterator[list[Part]]:
    for chosen in sorted(range(len(runs)), key=lambda each: -len(runs[each])):
        run = runs[chosen]
        if count - len(run) != numbers or len(run) < _FEWEST:
            continue
        rest = [_part(items, place) for other in runs if other is not run for place in other]
        yield [_list_of(items, run), *rest]


def _with_two_lists(items: Sequence[Item], runs: list[list[int]], numbers: int) -> Iterator[list[Part]]:
    if numbers == 0 and len(runs) == 2:
        yield [_list_of(items, run) for run in runs]
        return
    if numbers == 0 and len(runs) == 1:
        yield from ([_list_of(items, one), _list_of(items, other)] for one, other in _halves(items, runs[0]))


def _halves(items: Sequence[Item], run: list[int]) -> Iterator[tuple[list[int], list[int]]]:
    """A run divided where it has a separator that it has nowhere else."""
    between = [
        tuple(item.word for item in items[left + 1 : right] if item.word not in _BRACKETS)
        for left, right in itertools.pairwise(run)
    ]
    for place, words in enumerate(between):
        if words and between.count(words) == 1 and words != (",",):
            yield run[: place + 1], run[place + 1 :]


def runs_of(items: Sequence[Item]) -> list[list[int]]:
    """The places of numbers, those together that only separators divide. A closed bracket ends a run."""
    runs: list[list[int]] = []
    last = -1
    for place, item in enumerate(items):
        if item.kind != NUMBER:
            continue
        between = [each.word for each in items[last + 1 : place]]
        joined = (
            bool(runs)
            and all(word in _SEPARATORS for word in between)
            and not item.role
            and not items[last].role
        )
        if joined and item.form != "ordinal" and items[last].form != "ordinal":
            runs[-1].append(place)
        else:
            runs.append([place])
        last = place
    return runs


def _list_of(items: Sequence[Item], run: list[int]) -> Part:
    values = [items[place].value for place in run]
    numbers = [each for each in values if isinstance(each, int | float)]
    whole = all(isinstance(each, int) for each in numbers)
    value: Value = tuple(int(each) for each in numbers) if whole else tuple(float(each) for each in numbers)
    return Part(LIST, value, run[0], run[-1] + 1, form="run")


def fits(kind: str, part: Part) -> bool:
    """Whether a part may stand for a value of a kind. A digit may be a character."""
    if kind == CHARACTER:
        return part.kind == TEXT and isinstance(part.value, str) and len(part.value) == 1
    return kind == part.kind
