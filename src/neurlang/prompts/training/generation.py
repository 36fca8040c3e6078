"""Synthetic examples: phrasings of every intent, of several intents at once, and texts out of scope.

An example with an answer is checked like a prompt: its text is lexed, its labels are read in place of the network's
output, and the plan is linked, run and compared with the exact meaning. An example that fails is counted and not
written. An example depends only on the seed and its own number, so any number of workers returns the same bytes.
"""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from random import Random
from typing import Any

from neurlang.errors import MeaningError, VerificationError
from neurlang.prompts.reading import (
    EMPTY,
    INTENTS,
    SLOTS,
    WHOLE,
    Intent,
    Lexed,
    Node,
    Plan,
    Reading,
    Scope,
    build,
    leaf_of,
    lex,
)
from neurlang.prompts.synthesis import solve
from neurlang.prompts.training.composed import plan_of
from neurlang.prompts.training.examples import NO_SIGNS, NO_SLOTS, Example, LeftOutError
from neurlang.prompts.training.fragments import incomplete
from neurlang.prompts.training.out_of_scope import sample_with_kind
from neurlang.prompts.training.phrasing import (
    COMPOSED,
    PHRASES,
    SEQUELS,
    USUAL,
    Carelessness,
    Composition,
    Phrase,
    Rendered,
    draw,
    fields_of,
    render,
)
from neurlang.prompts.training.plain import NEARLY_NEAT, PLAIN, draw_plain
from neurlang.prompts.training.rehearsal import rehearsal_host

CHUNK = 250  # examples that one worker makes at a time
LARGEST_ARITY = 2  # of the intents that written arithmetic and most words have
ATTEMPTS = 40  # texts that are tried for one example
LARGEST_LEVEL = 5

# How often each kind of example is made, as a share.
MIX: tuple[tuple[str, float], ...] = (
    ("phrase", 0.38),
    ("plain", 0.17),
    ("sequel", 0.04),
    ("composed", 0.07),
    ("incomplete", 0.08),
    ("none", 0.26),
)

# Intents that people ask for most have the most phrasings, and are made more often than the others.
FREQUENT: dict[str, float] = {
    "ADD": 3.0,
    "SUB": 3.0,
    "MUL": 4.0,
    "DIV": 3.5,
    "MOD": 1.5,
    "POWER": 2.5,
    "SQRT": 2.5,
}

# A text with three literals or more is never one request, whatever its words, so the network need not learn it.
AMBIGUOUS = tuple(
    each for each in COMPOSED if sum(field.is_literal for field in fields_of(each.text)) <= LARGEST_ARITY
)


@dataclass(frozen=True, slots=True)
class GenerationConfig:
    """What to generate."""

    examples: int = 100_000
    seed: int = 42
    level: int = LARGEST_LEVEL  # of the curriculum: only intents up to this level
    workers: int = 1


@dataclass(slots=True)
class Tally:
    """How many examples were made and left out, by source and by reason."""

    made: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Add the figures of another tally."""
        self.made.update(other.made)
        self.left_out.update(other.left_out)


def generate(config: GenerationConfig, tally: Tally) -> Iterator[Example]:
    """The examples, in order. The same seed and level make the same ones, whatever the number of workers."""
    starts = range(0, config.examples, CHUNK)
    make = partial(_make_chunk, config)
    if config.workers <= 1:
        chunks: Iterator[tuple[list[Example], Tally]] = map(make, starts)
        yield from _collect(chunks, tally)
        return
    with multiprocessing.get_context("spawn").Pool(config.workers) as pool:
        yield from _collect(pool.imap(make, starts), tally)


def _collect(chunks: Iterator[tuple[list[Example], Tally]], tally: Tally) -> Iterator[Example]:
    for examples, counted in chunks:
        tally.add(counted)
        yield from examples


def _make_chunk(config: GenerationConfig, start: int) -> tuple[list[Example], Tally]:
    tally = Tally()
    numbers = range(start, min(start + CHUNK, config.examples))
    return [make_example(config, number, tally) for number in numbers], tally


def make_example(config: GenerationConfig, number: int, tally: Tally) -> Example:
    """Example `number` of a data set: the first text of its own random stream that passes every check."""
    random = Random(f"{config.seed}/{config.level}/{number}")
    kinds, weights = zip(*MIX, strict=True)
    kind = random.choices(kinds, weights)[0]
    for attempt in count():
        if attempt == ATTEMPTS:
            raise VerificationError(
                f"No text of kind '{kind}' passed the checks; see what `nl datagen` left out."
            )
        try:
            example = MAKERS[kind](random, config.level)
        except LeftOutError as reason:
            tally.left_out[f"{kind}: {reason}"] += 1
            continue
        tally.made[example.source] += 1
        return example
    raise AssertionError("count() never ends")


def _make_phrase(random: Random, level: int) -> Example:
    intent = _choose_intent(random, level, PHRASES)
    return answered(random, intent, draw(PHRASES[intent.name], random), "phrase")


def _make_plain(random: Random, level: int) -> Example:
    intent = _choose_intent(random, level, PLAIN)
    return answered(random, intent, draw_plain(intent.name, random), "plain", NEARLY_NEAT)


def _make_sequel(random: Random, level: int) -> Example:
    intent = _choose_intent(random, level, SEQUELS)
    return answered(random, intent, draw(SEQUELS[intent.name], random), "sequel")


def _choose_intent(random: Random, level: int, table: Container[str]) -> Intent:
    intents = [each for each in INTENTS if each.level <= level and each.name in table]
    return random.choices(intents, [FREQUENT.get(each.name, 1.0) for each in intents])[0]


def answered(
    random: Random, intent: Intent, phrase: Phrase, source: str, carelessness: Carelessness = USUAL
) -> Example:
    """A text of a phrase, run and checked. Raises LeftOutError if it is not read as it was meant."""
    rendered = render(phrase, random, intent.name, carelessness)
    try:
        plan = labelled_plan(intent, rendered, _leaves(rendered))
        verified = solve(plan, host=rehearsal_host(random.getrandbits(32)))
    except (MeaningError, VerificationError) as error:
        raise LeftOutError(type(error).__name__) from error
    reading = labels_of(intent, rendered)
    values = [_json_value(leaf) for leaf in plan.operands]
    return Example(
        text=rendered.text,
        intent=intent.number,
        operand_count=len(rendered.slots),
        operands=tuple([*values, *(0,) * SLOTS][:SLOTS]),
        program=verified.text,
        scope=int(Scope.ONE),
        slots=tuple(slot.bin for slot in reading.slots),
        signs=tuple(int(_is_negative(value)) for value in [*values, *(0,) * SLOTS][:SLOTS]),
        level=intent.level,
        source=source,
        template=phrase.text,
    )


def labels_of(intent: Intent, rendered: Rendered) -> Reading:
    """What the network should read in a rendered phrase."""
    empty = SLOTS - len(rendered.slots)
    slots = (*rendered.slots, *(EMPTY,) * (empty - 1), WHOLE if rendered.whole else EMPTY)
    signs = (*(-1 if negative else 1 for negative in rendered.negative), *(1,) * empty)
    return Reading(Scope.ONE, 1.0, intent, 1.0, len(rendered.slots), slots, signs)


def labelled_plan(intent: Intent, rendered: Rendered, leaves: Sequence[Node]) -> Plan:
    """The plan of a rendered phrase over these leaves. Raises MeaningError if it has no meaning."""
    plan = build(labels_of(intent, rendered), leaves)
    if plan is None:
        raise LeftOutError(f"labels make no plan: {intent.name}")
    return plan


def _make_composed(random: Random, level: int) -> Example:
    return composed(random, random.choice(AMBIGUOUS), level)


def composed(random: Random, composition: Composition, level: int) -> Example:
    """A text of a composition, run and checked. Raises LeftOutError if it is not read as it was meant."""
    rendered = render(composition, random)
    try:
        root = plan_of(composition, _leaves(rendered))
        verified = solve(Plan(root, root.intent, root.arguments))
    except (MeaningError, VerificationError) as error:
        raise LeftOutError(type(error).__name__) from error
    return Example(
        text=rendered.text,
        intent=None,
        operand_count=0,
        operands=(0,) * SLOTS,
        program=verified.text,
        scope=int(Scope.SEVERAL),
        slots=NO_SLOTS,
        signs=NO_SIGNS,
        level=level,
        source="composed",
        template=composition.text,
    )


def make_incomplete(random: Random, level: int) -> Example:
    """A piece of a request."""
    intent = _choose_intent(random, level, PHRASES)
    phrase = draw(PHRASES[intent.name], random)
    text = incomplete(phrase, intent.name, random)
    return _without_plan(text, Scope.SEVERAL, "incomplete", phrase.text)


def make_none(random: Random, level: int) -> Example:
    """A text out of scope."""
    drawn = sample_with_kind(random)
    return _without_plan(drawn.text, Scope.NONE, f"none:{drawn.kind}", drawn.template)


def _without_plan(text: str, scope: Scope, source: str, template: str) -> Example:
    if not text.strip():
        raise LeftOutError("empty")
    return Example(text, None, 0, (0,) * SLOTS, None, int(scope), NO_SLOTS, NO_SIGNS, 0, source, template)


MAKERS: dict[str, Callable[[Random, int], Example]] = {
    "phrase": _make_phrase,
    "plain": _make_plain,
    "sequel": _make_sequel,
    "composed": _make_composed,
    "incomplete": make_incomplete,
    "none": make_none,
}


def _leaves(rendered: Rendered) -> tuple[Node, ...]:
    """The leaves that the reader finds in a rendered text. Raises LeftOutError if they are not those meant."""
    lexed: Lexed = lex(rendered.text)
    found = tuple(literal.value for literal in lexed.literals)
    if found != rendered.literals:
        raise LeftOutError("read otherwise")
    return tuple(leaf_of(literal) for literal in lexed.literals)


def _json_value(node: Node) -> Any:  # noqa: ANN401 - any operand value
    value = getattr(node, "value", 0)
    return list(value) if isinstance(value, tuple) else value


def _is_negative(value: object) -> bool:
    return isinstance(value, int | float) and value < 0
