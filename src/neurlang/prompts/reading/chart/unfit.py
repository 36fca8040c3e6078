"""Texts that the chart does not take apart, and stretches that are no value, however likely the head finds them."""

from __future__ import annotations

import re
from fractions import Fraction

from neurlang.prompts.reading.by_grammar import CURRENCIES
from neurlang.prompts.reading.literals import Lexed
from neurlang.prompts.reading.phrases.table import PLURALS, POSTFIX

OPENING, CLOSING = "([{", ")]}"
_REPEATED = re.compile(r"\b(?:twice|thrice|again|times|in a row)\W*\Z")
_ANOTHER = re.compile(
    r"\b(?:take|subtract|remove|minus|less|lose|deduct)\b.*\b(?:then|and) \S+ more\b(?! than)"
)
"""`take 3 from 10 and then 2 more` takes away more."""
_BOTH = re.compile(r"\b(?:both|each)\b.*\b(?:squared|cubed|doubled|tripled|halved)\b")
"""`both 3 and 4 squared` are two squares."""
_AT_POSITION = re.compile(r"\b(?:position|index|place) \S+ (?:plus|minus|times|over|less)\b")
"""`the fibonacci number at position 3 times 4`: the position may be the product."""
_DOUBLE_FACTORIAL = re.compile(r"\bdouble factorial\b")
"""An operation of its own, which no program of ours computes."""
_OF = re.compile(r" (?:of|off) ")
_NUMBERED = re.compile(r" (?:numbers?|values?|operands?|ones?)\b")
_CONDITION = re.compile(r",? (?:if|unless|while|until|whenever|because)\b")
"""What stands behind a request that is only wanted in some case: `take 3 from 9 if it is even`."""
_SEVERAL_BEHIND = re.compile(r" (?:numbers|terms|values|elements)\b")
"""Behind `10 fibonacci`, it makes several values of it."""
_POSTFIX = re.compile(rf" (?:{'|'.join(POSTFIX)})\b")
"""In `3 squared plus 4 squared`, it belongs to the 4 and not to `3 squared plus 4`."""
_SEVERAL = re.compile(rf"(?:the )?(?:{'|'.join(PLURALS)})\b")
"""`the squares of 5 and 12` are two values."""
_ALTERNATIVES = re.compile(r"(?:either |both |neither )?\S+ (?:or|and) \S+", re.IGNORECASE)
"""`5 or 7` are two values."""
_OF_BEFORE = re.compile(r"\bof \Z", re.IGNORECASE)
_SIGN_FIRST = re.compile(
    r"\S+ (?:plus|minus|times|less|over|divided by|multiplied by|[-+*/]) ", re.IGNORECASE
)
"""In `the bytes of 3 plus 1`, the phrase takes the nearest value."""
_UNKNOWN = re.compile(r"(?:what|which) (?:number|value)\b")
"""Behind other words, it is the unknown of an equation: `5 plus what number makes 8`."""


def is_unfit_text(lexed: Lexed) -> bool:
    """Whether a text mixes units, repeats something, has a part of what it does not say, or counts its operands."""
    return (
        any(each.search(lexed.text) for each in (_REPEATED, _ANOTHER, _BOTH, _AT_POSITION))
        or _DOUBLE_FACTORIAL.search(lexed.text) is not None
        or _has_bare_part(lexed)
        or _numbers_operands(lexed)
        or _mixes_units(lexed)
    )


def is_unfit_stretch(text: str, start: int, end: int) -> bool:
    """Whether a stretch is no value.

    It tears brackets apart, is wanted in some case only, is several values, is an unknown, or ends within an operand.
    """
    if not _is_balanced(text[start:end]):
        return True
    goes_on = any(each.match(text, end) for each in (_CONDITION, _SEVERAL_BEHIND, _POSTFIX))
    is_several = _SEVERAL.match(text, start) is not None
    if _ALTERNATIVES.fullmatch(text[start:end]):
        return True
    if _OF_BEFORE.search(text, max(0, start - 4), start) and _SIGN_FIRST.match(text, start, end):
        return True
    return goes_on or is_several or (start > 0 and _UNKNOWN.match(text, start) is not None)


def _is_balanced(text: str) -> bool:
    """Whether each bracket in a text has its counterpart there, so that `(7` is no part of `(7 xor 8)`."""
    opened = 0
    for sign in text:
        opened += (sign in OPENING) - (sign in CLOSING)
        if opened < 0:
            return False
    return opened == 0


def _has_bare_part(lexed: Lexed) -> bool:
    """`take 9 and knock off a third`: a third of 9, or 1/3."""
    return any(
        isinstance(each.value, Fraction)
        and each.form == "fraction"
        and lexed.text[each.start].isalpha()
        and not _OF.match(lexed.text, each.end)
        for each in lexed.literals
    )


def _numbers_operands(lexed: Lexed) -> bool:
    """`add the second number to the first number`: the ordinals are no operands."""
    return any(
        each.form == "ordinal" and _NUMBERED.match(lexed.text, each.end) is not None
        for each in lexed.literals
    )


def _mixes_units(lexed: Lexed) -> bool:
    """Whether a text has two units, which would have to be converted: `5 kg and 3 miles`, `$20 and 15 euros`."""
    # Here, as a prompt without requests inside needs none of their tables.
    from neurlang.prompts.reading.contradictions import counted_nouns
    from neurlang.prompts.reading.lexicon.inert_words import MEASURES
    from neurlang.prompts.reading.lexicon.word_forms import stem_of

    nouns = (CURRENCIES.get(noun, stem_of(noun)) for noun in counted_nouns(lexed) if noun in MEASURES)
    signs = (name for sign, name in CURRENCIES.items() if not sign.isalpha() and sign in lexed.text)
    return len({*nouns, *signs}) > 1
