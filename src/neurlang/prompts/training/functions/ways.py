"""How people ask for each target: the `@prompt` lines of the library and the pages of `phrasebook/functions`.

A heading of a page is a function with its module, or an expression: `ARRAY.REVERSE_ARRAY(ARRAY.QUICK_SORT(values))`.
An expression names values by the parameters of its functions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from neurlang.programs.stdlib import (
    Character,
    Kind,
    LibraryFunction,
    Type,
    functions_named,
    library_functions,
)
from neurlang.prompts.reading import FACTS, INTENTS, intent_named
from neurlang.prompts.training.phrasebook import alternatives, entries_of, read_page, shown
from neurlang.prompts.training.sources.same_intents import SAME_INTENT, WHOLE_RESULT

PAGES = ("math", "array", "string", "float", "bitwise", "collections")
_NAME = re.compile(r"[A-Za-z_][\w.]*")
_NOUNS = re.compile(
    r"_|\b(?:stack|queue|deque|ring|buffer|heap|hash|dictionary|bit|bits|bitmap|union|disjoint|group|linked|tree|BST|fenwick"
    r"|Fenwick|successors|cycle|forest)\b"
)
"""What a phrasing of a collection says of it; without, a list is only a list."""
_KINDS = {Kind.NUMBER: "n", Kind.TEXT: "t", Kind.LIST: "l"}
_LETTERS = "abcd"


Entries = tuple[tuple[str, ...], ...]  # each with the texts of its alternatives


@dataclass(frozen=True, slots=True)
class Way:
    """A target with the texts that ask for it; `{name}` stands for a value."""

    expression: str
    number: int
    is_question: bool
    kinds: Mapping[str, str]
    function: LibraryFunction | None  # whose parameters the values are
    names: Mapping[str, str]  # of each value: the parameter of the function
    entries: Entries

    @property
    def texts(self) -> tuple[str, ...]:
        """All texts, each once."""
        return tuple(dict.fromkeys(text for entry in self.entries for text in entry))


@cache
def ways() -> tuple[Way, ...]:
    """All targets, those of the library in the order of their numbers first."""
    found: dict[str, Way] = {}
    entries = _entries()
    for function in library_functions():
        way = _way_of(function, entries.pop(function.full_name, ()))
        _add(found, way)
    for heading, texts in entries.items():
        _add(found, _way_of_expression(heading, texts))
    return tuple(found.values())


@cache
def asked_as() -> Mapping[str, tuple[str, ...]]:
    """How people ask for each function of the library, by its name with the module: phrasings of the pages.

    Of an entry's alternatives there are two, since each costs time wherever data are made.
    """
    return {
        heading: tuple(
            dict.fromkeys(text for entry in entries for text in (entry[0], entry[len(entry) // 2]))
        )
        for heading, entries in _entries().items()
        if "(" not in heading
    }


def _add(found: dict[str, Way], way: Way) -> None:
    if way.expression not in found:
        found[way.expression] = way
        return
    known = found[way.expression]
    found[way.expression] = replace(known, entries=(*known.entries, *way.entries))


def _entries() -> dict[str, Entries]:
    """The entries of all pages, by heading; each with its alternatives."""
    return {
        heading: tuple(tuple(map(shown, alternatives(line.text))) for line in lines)
        for page in PAGES
        for heading, lines in entries_of(read_page(f"functions/{page}")).items()
    }


def _way_of(function: LibraryFunction, entries: Entries) -> Way:
    prompts = (
        text
        for text in function.documentation.prompts
        if function.full_name.partition(".")[0] != "collections" or _NOUNS.search(text)
    )
    texts = (*((text,) for text in prompts), *entries)
    given = [each.name for each in function.given]
    same = SAME_INTENT.get(function.full_name)
    if same is None:
        return Way(
            f"{function.full_name.upper()}({', '.join(given)})",
            function.number,
            function.answer.type is Type.BOOL,
            {each.name: _kind(each) for each in function.given},
            function,
            {name: name for name in given},
            texts,
        )
    names = dict(zip(given, _LETTERS, strict=False))
    renamed = tuple(tuple(_renamed(text, names) for text in entry) for entry in texts)
    intent = intent_named(same)
    whole = " whole" if function.full_name in WHOLE_RESULT else ""
    return Way(
        f"{same}({', '.join(names.values())}){whole}",
        intent.number,
        function.answer.type is Type.BOOL,
        {names[each.name]: _kind(each) for each in function.given},
        function,
        {letter: name for name, letter in names.items()},
        renamed,
    )


def _renamed(text: str, names: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda match: "{" + names.get(match[1], match[1]) + "}", text)


def _kind(parameter: object) -> str:
    from neurlang.programs.stdlib import Parameter

    assert isinstance(parameter, Parameter)
    return "c" if isinstance(parameter.text.domain, Character) else _KINDS[parameter.kind]


def _way_of_expression(heading: str, entries: Entries) -> Way:
    names = [name for name in _NAME.findall(re.sub(r'"[^"]*"', "", heading)) if name not in FACTS]
    functions = {name: functions_named(name)[0] for name in names if "." in name}
    outermost = names[0]
    fields = {field for entry in entries for text in entry for field in re.findall(r"\{(\w+)\}", text)}
    kinds: dict[str, str] = {}
    inner: LibraryFunction | None = None
    for function in functions.values():
        for each in function.given:
            if each.name in fields and each.name not in kinds:
                kinds[each.name] = _kind(each)
                inner = inner or function
    if outermost in functions:
        number, is_question = functions[outermost].number, functions[outermost].answer.type is Type.BOOL
    else:
        number = next(intent.number for intent in INTENTS if intent.name == outermost)
        is_question = outermost in ("IS_PRIME", "IS_EVEN", "IS_POSITIVE")
        for field in sorted(fields - set(kinds)):
            kinds[field] = "n"
    return Way(heading, number, is_question, kinds, inner, {name: name for name in kinds}, entries)
