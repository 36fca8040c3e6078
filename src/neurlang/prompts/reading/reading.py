"""Text to plan: what `nl prompt` understands, or why it refuses.

A grammar reads notation; the same grammar with words in it reads fixed phrases; the network reads any other request as
a whole. A chart finds requests inside requests. A text is refused if its reading does not account for every word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from neurlang.errors import MeaningError, UsageError
from neurlang.prompts.reading.by_grammar import GrammarReading, GrammarReadings, read_by_grammar
from neurlang.prompts.reading.by_network import NetworkReading, Requests, clauses_of, leaves_of
from neurlang.prompts.reading.calibration import Calibration, calibration_of
from neurlang.prompts.reading.confirming import confirm
from neurlang.prompts.reading.doubts import doubt_of, too_unsure
from neurlang.prompts.reading.engines import Engine
from neurlang.prompts.reading.intents import Intent
from neurlang.prompts.reading.lexicon.algorithms import names_another_algorithm
from neurlang.prompts.reading.lexicon.known_words import words_between
from neurlang.prompts.reading.notation import Commas, Kind, NotationError, Token, scan, written
from neurlang.prompts.reading.phrases import TABLE_WORDS
from neurlang.prompts.reading.plan import Plan
from neurlang.prompts.reading.scope import Scope

if TYPE_CHECKING:
    from neurlang.prompts.reading.chart import RequestTree
    from neurlang.prompts.reading.functions import FunctionReading

LARGEST_PROMPT = 4096  # characters; requests that people type have under two hundred
LARGEST_LITERALS = 64  # in one prompt
QUOTES = "\"'“”‘’`«»"
COUNTS_OPERANDS = re.compile(
    r"\b(?:these |the )?(?:two|three|four|five)(?: (?:binary|hex|hexadecimal|whole|decimal|given|following))?"
    r" (?:numbers|values|integers|operands)\b[:,]?(?=\s*(?:-?[0-9]|\[))|\bthese (?:two|three|four|five):(?=\s*-?[0-9])",
    re.IGNORECASE,
)
_OF_FUNCTIONS = re.compile(
    r"\binverse of .* mod|\bmultiply .* and .* mod"
    r"|\b(?:count|many|number of)(?: the)? letters\b[^\"']*[\"'][^\"']*[^A-Za-z\"'][^\"']*[\"']",
    re.IGNORECASE,
)
"""Words of one function of the library that look like two operations."""
_ANGLE_CALL = re.compile(r"\s*(?:sin|cos|tan|cot|sec|csc)\s*\(.*", re.IGNORECASE)
"""A function of an angle as notation, which does not say whether the angle is in degrees or radians."""
NOTATION_SIGNS = frozenset(("+", "*", "/", "^", "**", "//", "<<", ">>", "√", "∛"))
"""Signs that are not used in sentences: a text that has one is meant as notation."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a text asks for: a plan, or why there is none.

    `notation` shows the reading so that a person can check it. `readings` are several that the text allows equally.
    `mended` lists corrected typing errors: the word in the text, and the word that it was read as.
    `confidence` is how often readings with such a `score` are right; `score` is None if the network was not asked.
    """

    plan: Plan | None
    notation: str = ""
    base: str = ""
    score: float | None = None
    confidence: float = 0.0
    nearest: Intent | None = None
    why_not: str = ""
    readings: tuple[GrammarReading | FunctionReading, ...] = ()
    mended: tuple[tuple[str, str], ...] = ()


def read(
    text: str,
    engine: Engine,
    *,
    first: bool = False,
    commas: Commas = Commas.BY_RULE,
    least: float | None = None,
    calibration: Calibration | None = None,
) -> Understanding:
    """Read a prompt: its plan, or why it is refused. `first` takes the likeliest of several readings.

    `least` is the confidence that an answer needs; by default the calibration says it. `calibration` is by default the
    one beside the engine's model.

    Raises:
        UsageError: the prompt is empty, too long, or has NUL characters; or `least` is not from 0 to 1.
        MeaningError: no program could answer what the prompt asks for ("gcd of 2.5 and 3").

    """
    check_prompt(text)
    text = without_counts(text)
    if least is not None and not 0.0 <= least <= 1.0:
        raise UsageError(f"The least confidence is {least}: it is a number from 0 to 1.")
    tokens = scan(text, commas)
    check_tokens(tokens)
    requests = Requests(engine, calibration or calibration_of(engine.model), least)
    if _OF_FUNCTIONS.search(text):
        found = _read_by_functions(text, requests, Understanding(None), first=first)
        if found.plan is not None:
            return found
    try:
        found = _read_request(text, tokens, requests, commas, first=first)
    except MeaningError as error:
        answered = _read_by_functions(text, requests, Understanding(None), first=first)
        if answered.plan is None and not answered.readings:
            raise error from None
        return answered
    if found.plan is not None or found.readings:
        return found
    return _read_by_functions(text, requests, found, first=first)


def _read_request(
    text: str,
    tokens: list[Token],
    requests: Requests,
    commas: Commas,
    *,
    first: bool,
    says_again: bool = True,
) -> Understanding:
    """The reading as operations of the table of intents, or why there is none. Raises MeaningError.

    The text is read by the grammar, by the network, said again in common words, or by the chart.
    """
    by_grammar = read_by_grammar(text, commas, tokens)
    found: Understanding | None = None
    if len(by_grammar.readings) == 1 or (first and by_grammar.readings):
        found = _confirmed_reading(by_grammar.readings[0], by_grammar, requests)
    elif by_grammar.readings:
        return Understanding(None, readings=by_grammar.readings, mended=by_grammar.mended)
    elif by_grammar.error is not None and (not by_grammar.wordy or _is_broken_notation(tokens)):
        return Understanding(None, why_not=pointed(text, by_grammar.error))
    failed: MeaningError | None = None
    if found is None:
        try:
            found = _read_by_network(text, requests, by_grammar)
        except MeaningError as error:  # another reading may have an answer
            failed, found = error, Understanding(None)
    if found.plan is not None:
        return found
    again = _read_again(text, requests, first=first, commas=commas) if says_again else None
    if again is not None:
        return again
    found = _read_by_chart(text, requests, found, first=first)
    if failed is not None and found.plan is None:
        raise failed
    return found


def _read_again(text: str, requests: Requests, *, first: bool, commas: Commas) -> Understanding | None:
    """The reading of a refused text in more common words; None if there are none, or if it is refused again."""
    from neurlang.prompts.reading.paraphrases import paraphrased
    from neurlang.prompts.reading.stories import request_of_story

    said = request_of_story(text) or paraphrased(text)
    if said == text:
        return None
    try:
        tokens = scan(said, commas)
        check_tokens(tokens)
        found = _read_request(said, tokens, requests, commas, first=first, says_again=False)
    except (MeaningError, UsageError):
        return None
    return found if found.plan is not None or found.readings else None


def without_counts(text: str) -> str:
    """The text with blanks for what counts its operands (`the two numbers 5 and 9`); places stay what they are."""
    if any(quote in text for quote in QUOTES):
        return text
    return COUNTS_OPERANDS.sub(lambda match: " " * len(match[0]), text)


def check_prompt(text: str) -> None:
    """Refuse a text that cannot be a prompt. Raises UsageError."""
    if not text.strip():
        raise UsageError('The prompt is empty. Say what to compute, for example: nl prompt "factorial of 10"')
    if len(text) > LARGEST_PROMPT:
        raise UsageError(f"The prompt has {len(text):,} characters; at most {LARGEST_PROMPT:,} are read.")
    if "\0" in text:
        raise UsageError(f"The prompt has a NUL character at position {text.index(chr(0)) + 1}.")


def check_tokens(tokens: list[Token]) -> None:
    """Refuse a prompt without words and numbers, or with too many numbers. Raises UsageError."""
    if len(tokens) == 1:  # the END alone
        raise UsageError("The prompt has no words and no numbers.")
    numbers = sum(token.kind is Kind.NUMBER for token in tokens)
    if numbers > LARGEST_LITERALS:
        raise UsageError(f"The prompt has {numbers} numbers; at most {LARGEST_LITERALS} are read.")


def _confirmed_reading(
    reading: GrammarReading, by_grammar: GrammarReadings, requests: Requests
) -> Understanding:
    confirmation = confirm(reading.tree, requests.engine)
    score = confirmation.score
    confidence = 1.0 if score is None else requests.calibration.confidence(score)
    least = requests.least_for(reading.plan.operands)
    if confirmation.doubtful:
        why_not = f'I am not sure what "{confirmation.doubtful}" asks for'
        return Understanding(None, score=score, why_not=why_not)
    if score is not None and confidence < least:
        return Understanding(None, score=score, confidence=confidence, why_not=too_unsure(confidence, least))
    return Understanding(
        reading.plan,
        notation=reading.notation,
        base=reading.base,
        score=score,
        confidence=confidence,
        mended=by_grammar.mended,
    )


def _is_broken_notation(tokens: list[Token]) -> bool:
    """Whether a text that the grammar refused is meant as notation: it has signs, or a letter after a number (`4i`)."""
    signs = any(token.kind is Kind.SIGN and token.text in NOTATION_SIGNS for token in tokens)
    letters = any(
        behind.kind is Kind.WORD
        and behind.glued
        and len(behind.text) == 1
        and behind.text != "s"  # `the 1s of 12`
        and before.kind is Kind.NUMBER
        and not before.glued  # `fnv-1a` is a name
        for before, behind in pairwise(tokens)
    )
    return letters or (signs and all(token.text != "..." for token in tokens))


def _read_by_network(text: str, requests: Requests, by_grammar: GrammarReadings) -> Understanding:
    """The network's reading of the text as one request, if the reading accounts for every word."""
    why_not = unsure = ""
    best: NetworkReading | None = None
    nearest: Intent | None = None
    for clause in clauses_of(text):
        if names_another_algorithm(clause):
            why_not = why_not or "it names an algorithm that I do not have"
            break
        asked = requests.read(clause)
        best = max(best or asked, asked, key=lambda each: each.confidence)
        nearest = nearest or asked.reading.intent
        if asked.plan is None:
            if not asked.sure and asked.reading.scope is Scope.ONE:
                unsure = unsure or too_unsure(asked.confidence, requests.least_for(leaves_of(clause)))
            continue
        doubt = doubt_of(text, asked.plan, asked.confidence, requests)
        if not doubt:
            return Understanding(asked.plan, score=asked.reading.score, confidence=asked.confidence)
        why_not = why_not or doubt
    why_not = _unknown(text) or why_not
    is_known = all(word in TABLE_WORDS for word in _plain_words(text))
    if not why_not and by_grammar.error is not None and is_known:
        why_not = pointed(text, by_grammar.error)
    return Understanding(
        None,
        score=best.reading.score if best else None,
        confidence=best.confidence if best else 0.0,
        nearest=nearest,
        why_not=why_not or unsure,
        mended=by_grammar.mended,
    )


def _read_by_chart(text: str, requests: Requests, refused: Understanding, *, first: bool) -> Understanding:
    """The likeliest tree of requests in a text that is not one request; else the refusal."""
    curve = requests.calibration.trees
    if curve is None:
        return refused
    from neurlang.prompts.reading.chart import trees_of

    trees = trees_of(text, requests)
    if not trees:
        return refused
    best = trees[0]
    confidence = curve.confidence(best.likelihood)
    if confidence < (curve.least if requests.least is None else requests.least):
        return refused
    if len(trees) > 1 and not first:
        return Understanding(None, readings=tuple(_shown(each) for each in trees))
    return Understanding(best.plan, notation=written(best.tree), score=best.likelihood, confidence=confidence)


def _read_by_functions(
    text: str, requests: Requests, refused: Understanding, *, first: bool
) -> Understanding:
    """The reading as a call of the library; else the refusal."""
    if not _plain_words(text) or _ANGLE_CALL.match(text):
        return refused
    from neurlang.prompts.reading.functions import SCORES_THEMSELVES, read_function

    found = read_function(text, requests.engine.model)
    curve = requests.calibration.functions or SCORES_THEMSELVES
    confidence = curve.confidence(found.score)
    is_sure = confidence >= (curve.least if requests.least is None else requests.least)
    if not is_sure or not (found.readings or found.error):
        strange = f'I don\'t know what "{found.strange}" means here' if found.strange else ""
        return replace(refused, why_not=refused.why_not or strange)
    if found.error is not None:
        raise found.error
    if len(found.readings) > 1 and not first:
        return Understanding(None, readings=found.readings, mended=found.mended)
    return Understanding(
        found.readings[0].plan, score=found.score, confidence=confidence, mended=found.mended
    )


def _shown(tree: RequestTree) -> GrammarReading:
    return GrammarReading(tree.tree, tree.plan, tree.value, written(tree.tree))


def _unknown(text: str) -> str:
    """A message that names a word which is neither in the tables nor in training texts; empty if there is none."""
    from neurlang.prompts.reading.accounting import is_known

    for word in _plain_words(text):
        if not is_known(word):
            return f'I don\'t know "{word}"'
    return ""


def _plain_words(text: str) -> list[str]:
    return [word for word in words_between(text) if word[0].isalpha()]


def pointed(text: str, error: NotationError) -> str:
    """The message of an error, with the text and a mark below the place."""
    line = "".join(" " if character.isspace() else character for character in text)
    mark = " " * error.start + "^" * min(error.end - error.start, max(1, len(line) - error.start))
    return f"{error.message}\n    {line}\n    {mark}"
