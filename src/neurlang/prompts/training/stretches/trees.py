"""Requests inside requests: texts in which the places of the inner requests are known.

A number of a phrase is replaced by another request (`triple {a}` with `what is left when 17 is shared among 5`), or a
request goes on (`add 3 and 4, then halve it`). Texts that are one request, or none, have no request inside them. A
text depends only on the seed and its own number.
"""

from __future__ import annotations

import multiprocessing
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

from neurlang.errors import MeaningError, UsageError, VerificationError
from neurlang.prompts.reading import (
    INTENTS,
    Intent,
    Lexed,
    LiteralKind,
    Node,
    Source,
    Value,
    evaluate,
    leaf_of,
    lex,
    read_by_grammar,
)
from neurlang.prompts.training.examples import LeftOutError
from neurlang.prompts.training.generation import (
    FREQUENT,
    GenerationConfig,
    Tally,
    labelled_plan,
    make_example,
)
from neurlang.prompts.training.phrasing import (
    NEAT,
    PHRASES,
    SEQUELS,
    USUAL,
    Mood,
    Phrase,
    Rendered,
    draw,
    render,
)
from neurlang.prompts.training.plain import PLAIN, plain_phrases

CHUNK = 250  # texts that one worker makes at a time
ATTEMPTS = 400  # for one text
SHARES: tuple[tuple[str, float], ...] = (("inside", 0.5), ("after", 0.2), ("single", 0.3))
NESTED_AGAIN = 0.2  # share of inner requests that have one inside them
TWICE = 0.25  # share of outer requests with two inner ones
ASKED = 0.25  # share of inner requests that begin as a question does: `what remains of …`
WHATEVER = 0.4  # share of these that say `whatever`
BEGINS_WITH_VALUE = 0.2  # share kept of inner requests such as `3 plus 4`, which seldom are one value
PLAIN_SHARE = 0.5  # of the phrases: those that most people type
NEAT_SHARE = 0.7  # texts without words around the request
PRONOUNS = (
    "it", "it", "that", "the result", "that result", "the answer", "this", "the outcome", "what you get",
    "the number", "that number", "what is left", "the rest",
)  # fmt: skip
LINKS = (
    ", then ", " then ", " and then ", ", and then ", " and ", "; then ", ". then ", ", ", " and finally ", ", next ",
    " and afterwards ",
)  # fmt: skip
OPENINGS = ("please ", "what is ", "can you ", "now ", "calculate ", "hey, ")
VALUES = (Mood.NOMINAL,)
REQUESTS = (Mood.NOMINAL, Mood.IMPERATIVE, Mood.QUESTION)
NUMBER_FORMS = ("decimal", "words")
WHAT_REMAINS = re.compile(
    r"what (?!is the|are the|is \{|are \{|number|value|does|do |if|would|'s|will be)|how many |how much "
)
"""Questions that may stand in the place of a value."""
INNER = frozenset(
    [
        "ADD",
        "SUB",
        "MUL",
        "DIV",
        "MOD",
        "AND",
        "OR",
        "XOR",
        "SHL",
        "SHR",
        "SAR",
        "FACTORIAL",
        "FIBONACCI",
        "POWER",
        "SQRT",
        "GCD",
        "LCM",
        "ABS",
        "CLAMP",
        "MAX",
        "MIN",
        "POPCOUNT",
        "CLZ",
        "CTZ",
        "NEXTPOW2",
        "ARRAY_SUM",
        "STRLEN",
        "LOOP_SUM",
        "FADD",
        "FMUL",
        "FDIV",
    ]
)
"""Intents whose result people compute with."""
OUTER = (INNER - {"ARRAY_SUM", "STRLEN"}) | {
    "SIGN", "IS_POSITIVE", "IS_EVEN", "IS_PRIME", "BSWAP", "LOOP_COUNT", "COUNTDOWN",
}  # fmt: skip
"""Intents that people ask for with a result."""


@dataclass(frozen=True, slots=True)
class TreeText:
    """A text in normal form, the places of the requests inside it, and its value; None if it has no inner request.

    `program` is the program of a text that the generator of examples made. `neat` says that no words stand around the
    outer request.
    """

    text: str
    requests: tuple[tuple[int, int], ...]
    value: Value | None
    neat: bool
    program: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A request: its text, the places of the requests inside it, and what it computes."""

    text: str
    inner: tuple[tuple[int, int], ...]
    node: Node


def generate_trees(count: int, seed: int, workers: int) -> Iterator[TreeText]:
    """The texts, in order; the same ones whatever the number of workers."""
    starts = range(0, count, CHUNK)
    make = partial(_make_chunk, count, seed)
    if workers <= 1:
        yield from (text for start in starts for text in make(start))
        return
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        for chunk in pool.imap(make, starts):
            yield from chunk


def _make_chunk(count: int, seed: int, start: int) -> list[TreeText]:
    return [make_tree(seed, number) for number in range(start, min(start + CHUNK, count))]


def make_tree(seed: int, number: int) -> TreeText:
    """Text `number`: the first of its own random stream that passes every check."""
    random = Random(f"trees/{seed}/{number}")
    kinds, weights = zip(*SHARES, strict=True)
    kind = random.choices(kinds, weights)[0]
    example = make_example(GenerationConfig(seed=seed), number, Tally()) if kind == "single" else None
    if example is not None and example.source != "composed":
        return TreeText(lex(example.text).text, (), None, neat=False, program=example.program)
    make = _with_sequel if kind == "after" else _with_request_inside
    for _ in range(ATTEMPTS):
        neat = random.random() < NEAT_SHARE
        try:
            request = make(random, neat=neat)
            value = evaluate(request.node)
            _check_grammar(request.text, value)
        except (LeftOutError, MeaningError, UsageError):
            continue
        return TreeText(request.text, request.inner, value, neat)
    raise VerificationError(
        f"No text with a request inside passed the checks (seed {seed}, number {number})."
    )


def _check_grammar(text: str, value: Value) -> None:
    """Leave out a text that means something else by the rules of precedence."""
    readings = read_by_grammar(text).readings
    if readings and all(each.value != value for each in readings):
        raise LeftOutError("read otherwise")


def _with_request_inside(
    random: Random, *, neat: bool, moods: Sequence[Mood] = REQUESTS, intents: frozenset[str] = OUTER
) -> Request:
    """A request with one or two of its numbers replaced by requests."""
    intent, phrase = _draw(random, PHRASES, moods, intents)
    rendered, lexed = _render(phrase, intent, random, neat=neat)
    places = _replaceable(rendered, lexed)
    if not places:
        raise LeftOutError("no number to replace")
    count = 2 if len(places) > 1 and random.random() < TWICE else 1
    chosen = {place: _value_request(random) for place in random.sample(places, count)}
    pieces: list[str] = []
    inner: list[tuple[int, int]] = []
    leaves: list[Node] = []
    position = 0
    for place, literal in enumerate(lexed.literals):
        pieces.append(lexed.text[position : literal.start])
        position = literal.end
        if place not in chosen:
            pieces.append(lexed.text[literal.start : literal.end])
            leaves.append(leaf_of(literal))
            continue
        start = sum(map(len, pieces))
        inner += _moved(chosen[place], start)
        pieces.append(chosen[place].text)
        leaves.append(chosen[place].node)
    text = "".join((*pieces, lexed.text[position:]))
    wanted = [
        value
        for place, literal in enumerate(lexed.literals)
        for value in (_values(chosen[place].text) if place in chosen else [literal.value])
    ]
    _check_literals(text, wanted)
    return Request(text, tuple(inner), labelled_plan(intent, rendered, leaves).root)


def _value_request(random: Random) -> Request:
    """A request that stands for a value: `the sum of 3 and 4`, `whatever remains when 17 is divided by 5`."""
    if random.random() < NESTED_AGAIN:
        return _with_request_inside(random, neat=True, moods=VALUES, intents=INNER & OUTER)
    asks = random.random() < ASKED
    intent, phrase = _draw(random, PHRASES, (Mood.QUESTION,) if asks else VALUES, INNER)
    if asks and not WHAT_REMAINS.match(phrase.text):
        raise LeftOutError("not a value")
    if phrase.text.startswith("{") and random.random() >= BEGINS_WITH_VALUE:
        raise LeftOutError("seldom one value")
    request = _plain_request(intent, phrase, random)
    if asks and request.text.startswith("what ") and random.random() < WHATEVER:
        return Request(f"whatever {request.text.removeprefix('what ')}", (), request.node)
    return request


def _plain_request(intent: Intent, phrase: Phrase, random: Random) -> Request:
    rendered, lexed = _render(phrase, intent, random, neat=True)
    plan = labelled_plan(intent, rendered, tuple(map(leaf_of, lexed.literals)))
    return Request(lexed.text.removesuffix("?").rstrip(), (), plan.root)


def _with_sequel(random: Random, *, neat: bool) -> Request:
    """A request that goes on: `add 3 and 4, then halve it`."""
    if random.random() < NESTED_AGAIN:
        first = _with_sequel(random, neat=True)
    elif random.random() < NESTED_AGAIN:
        first = _with_request_inside(random, neat=True, intents=INNER & OUTER)
    else:
        first = _plain_request(*_draw(random, PHRASES, REQUESTS, INNER), random)
    intent, phrase = _draw(random, SEQUELS, tuple(Mood), frozenset(SEQUELS))
    rendered, lexed = _render(phrase, intent, random, neat=True)
    fields = [operand.field for operand in phrase.operands]
    if "a" not in fields:
        raise LeftOutError("no running value")
    place = rendered.slots[fields.index("a")].index
    running = lexed.literals[place]
    before, behind = lexed.text[: running.start], lexed.text[running.end :]
    joint = random.choice(LINKS) + before + random.choice(PRONOUNS) if before.strip() else ""
    opening = "" if neat else random.choice(OPENINGS)
    text = opening + first.text + joint + behind
    others = [literal.value for index, literal in enumerate(lexed.literals) if index != place]
    _check_literals(text, [*_values(first.text), *others])
    leaves = [first.node if index == place else leaf_of(each) for index, each in enumerate(lexed.literals)]
    return Request(text, _moved(first, len(opening)), labelled_plan(intent, rendered, leaves).root)


def _moved(request: Request, start: int) -> tuple[tuple[int, int], ...]:
    """The places of a request that begins at `start`, and of those inside it."""
    return ((start, start + len(request.text)), *((low + start, high + start) for low, high in request.inner))


def _values(text: str) -> list[object]:
    return [literal.value for literal in lex(text).literals]


def _check_literals(text: str, wanted: Sequence[object]) -> None:
    """Leave out a text whose literals are not those of its parts, or that is not in normal form."""
    found = lex(text)
    if found.text != text or [literal.value for literal in found.literals] != list(wanted):
        raise LeftOutError("read otherwise")


def _draw(
    random: Random, table: Mapping[str, tuple[Phrase, ...]], moods: Sequence[Mood], names: frozenset[str]
) -> tuple[Intent, Phrase]:
    intents = [each for each in INTENTS if each.name in table and each.name in names]
    intent = random.choices(intents, [FREQUENT.get(each.name, 1.0) for each in intents])[0]
    is_plain = table is PHRASES and intent.name in PLAIN and random.random() < PLAIN_SHARE
    phrase = random.choice(plain_phrases(intent.name)) if is_plain else draw(table[intent.name], random)
    if phrase.mood not in moods or ":bare}" in phrase.text:
        raise LeftOutError("mood")
    return intent, phrase


def _render(phrase: Phrase, intent: Intent, random: Random, *, neat: bool) -> tuple[Rendered, Lexed]:
    rendered = render(phrase, random, intent.name, NEAT if neat else USUAL)
    lexed = lex(rendered.text)
    if tuple(each.value for each in lexed.literals) != rendered.literals:
        raise LeftOutError("read otherwise")
    return rendered, lexed


def _replaceable(rendered: Rendered, lexed: Lexed) -> list[int]:
    """The places of the whole numbers that are operands."""
    totals = any(slot.source is Source.TOTAL for slot in rendered.slots)
    used = {slot.index for slot in rendered.slots if slot.source is Source.LITERAL}
    return [
        place
        for place, literal in enumerate(lexed.literals)
        if (totals or place in used) and literal.kind is LiteralKind.INTEGER and literal.form in NUMBER_FORMS
    ]
