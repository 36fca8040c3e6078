"""Texts without quotation marks: `how many letters are in the word banana`.

A text is read only if nothing else can be meant: the prompt has no quoted text; one to three plain words stand between
`word`, `string`, `text` or `phrase` and the end; and none of them is a word that continues the sentence.
"""

from __future__ import annotations

import re

from neurlang.prompts.reading.literals.literal import Literal, LiteralKind
from neurlang.prompts.reading.word_sets import words_of

_WORD = r"[^\W_](?:[\w'-]*\w)?+"
_END = r"(?: please)?[ ?.!]*\Z"
_NAMED = r"(?:word|string|text|phrase)"
_PAIR = re.compile(
    rf"\b(?:(?:words|strings|texts|phrases):? (?P<first>{_WORD})|{_NAMED}:? (?P<one>{_WORD}))"
    rf" (?:and|with|to|versus|vs) (?P<again>(?:the )?{_NAMED} )?(?P<second>{_WORD}){_END}"
)
_SINGLE = re.compile(rf"\b{_NAMED}:? (?P<text>{_WORD}(?: (?!please\b){_WORD}){{0,2}}){_END}")
_HASHED = re.compile(rf"\b(?:hash|sha-?256)(?: of)? (?P<text>[^\W\d_]{{2,}}){_END}")

# Words that continue the sentence: "the text has 5 words", "word problem", "string length of".
_STOPS = words_of(
    """
    a an the this that these those it its me my you your he she they we i of in is are was be has have had do
    does did to with from for on at by as into onto than then and or but not if when where which what who how
    why can could will would should up out off over per times
    compare compares comparison copy hash hashes length size count counts concatenate concat reverse equal
    equals equality contains starts ends mean means meaning say says print
    problem problems message messages file files field editor processor processing document theory format box
    password passwords browns brown house table tables map maps key keys tag tags sum sums commit block
    literal literals function type variable value values input output data search match matching
    """
)


def bare_texts(text: str, cased: str) -> tuple[Literal, ...]:
    """The texts at the end of a prompt without quotations, in their own case.

    `text` is the prompt in normal form, and `cased` the same before lower-casing.
    """
    if not any(each in text for each in ("word", "string", "text", "phrase", "hash", "sha")):
        return ()
    spans = _spans(text)
    if any(word in _STOPS for start, end in spans for word in text[start:end].split()):
        return ()
    return tuple(Literal(LiteralKind.TEXT, cased[start:end], start, end, "bare") for start, end in spans)


def _spans(text: str) -> tuple[tuple[int, int], ...]:
    pair = _PAIR.search(text)
    if pair is None:
        single = _SINGLE.search(text) or _HASHED.search(text)
        return () if single is None else (single.span("text"),)
    if pair["first"] is not None:
        return pair.span("first"), pair.span("second")
    return (pair.span("one"), pair.span("second")) if pair["again"] else ()
