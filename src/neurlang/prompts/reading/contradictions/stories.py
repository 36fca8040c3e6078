"""What contradicts a sum, a difference, a product or a quotient that the network reads in a story."""

from __future__ import annotations

import re

from neurlang.prompts.reading.contradictions.finding import (
    NEXT_WORD,
    Check,
    counted_nouns,
    forbidden,
    masked,
    noun_of,
)
from neurlang.prompts.reading.intents import Manner
from neurlang.prompts.reading.lexicon.inert_words import INERT_WORDS, MEASURES, MONEY, TIMES
from neurlang.prompts.reading.lexicon.word_forms import stem_of
from neurlang.prompts.reading.lexicon.word_tables import FUNCTION_WORDS
from neurlang.prompts.reading.literals import Lexed, LiteralKind
from neurlang.prompts.reading.plan import Leaf, Operation, Plan
from neurlang.prompts.reading.word_sets import words_of

_ASKED_NOUN = re.compile(r"\bhow many (?:more |full |whole )?([^\W\d_]+)")
_MORE_THAN = re.compile(
    r"\b([^\W\d_]+) \w+ # (?:(?:years?|[ck]?m|feet|inches|kg|pounds|meters) )?"
    r"(more|older|taller|longer|heavier|higher|fewer|less|younger|shorter|lighter|lower) (?:[^\W\d_]+ )?"
    r"than ([^\W\d_]+)"
)
_UPWARDS = words_of("more older taller longer heavier higher")
_ASKED_PERSON = re.compile(
    r"\bhow (?:many|old|tall|long|heavy|high)(?: [^\W\d_]+)? (?:does|do|did|has|is|was|are) ([^\W\d_]+)"
)
_NEVER_BELOW_ZERO = re.compile(r"\bhow (?:many|old|tall|long|far|heavy|high|big|deep|wide)\b")
_ARE = re.compile(r"\b(?:are|were) ([^\W\d_]+)\W+(?:and )?how many (?:are|were) ([^\W\d_]+)")
_OF = re.compile(r" of (?:(?:the|his|her|its|their|my|our|those|these) )?")
_EACH = re.compile(r" (?:a|an|per|each|every|apiece|for (?:one|each|every))\b")
_SIDES = re.compile(r"\b(?:by|x|long|wide|deep|high|tall|area|rectangle|square)\b|×")
_PER_TIME = re.compile(r"(?:\bper|\ban?|\beach|\bevery) ([^\W\d_]+)|\b[mk]ph\b|\bkm/h\b")
_SPEED = re.compile(r" [^\W\d_]+ (?:per|an?) (?:hour|minute|second|day)\b| [mk]ph\b| km/h")
_RATE = re.compile(r"\b(?:per|speed|rate|each|every|pace|mileage)\b")
_LEFT_OUT = re.compile(r"\b(?:without|ignor\w+|no|drop\w*|discard\w*|forget\w*)\b")
_NO_PART_OF_MEAN = re.compile(
    r"\b(?:split|share[ds]?|divid\w+|among|amongst|excess|times|minus|double|half|twice|triple|square[ds]?|cube[ds]?)\b"
    r"|\b(?:average|mean) of (?:the )?(?:average|mean|sum|product|total|difference) of"
)
_SCALES = re.compile(r"\b(?:double|twice|triple|thrice|treble|quadruple)\b(?! as)")
_SHARERS = re.compile(r"# (?:[^\W\d_]+ )?(?:share|shares|shared|split|splits|divide) (?=[^#]*#)")
_MEAN = re.compile(r"\b(?:average[ds]?|averaging|avg|means?|midpoint|middle|halfway|midway)\b")
_REMAINS = forbidden(r"\b(?:leaves?|left|leftovers?|remainder|remains?)\b")

MORE = words_of("more fewer less new old extra additional other others left away off again are is were was")
"""What stands behind a number without naming what it counts."""
begins_with_joint = forbidden(r"^\W*(?:and|or) (?:together|#)")
"""`and together 12 and 10` asks for bits."""
compares = forbidden(
    r"\bas (?:much|many|big|large|long|old|tall|heavy|far|often)\b|\b(?:twice|thrice|doubled?|tripled?)\b"
)
"""`half as many` is a step of its own."""
gives_total = forbidden(
    r"\b(?:have|has|had|own|owns|share|hold|holds|contain|contains|are|were) (?:[^\W\d_]+ )?#"
    r"(?: [^\W\d_]+)? (?:altogether|in total|in all|together)\b"
)
"""`they have 12 altogether` gives the total, and asks for another part."""
asks_for_groups = forbidden(r"\bhow (?:many|much|long|far)\b[^.?]*\bfor #")
"""`how many boxes for 40 eggs` asks for no sum."""
asks_for_share = forbidden(r"\bhow (?:many|much)(?: [^\W\d_]+)? (?:per|for each|for every)\b")
"""`how many buses per student` asks for a quotient."""

compares_and_adds = forbidden(
    r"\b(?:more|fewer|less) (?:[^\W\d_]+ )?than [^\W\d_]+\b.*\b(?:total|together|altogether|in all|both|combined)\b"
)
"""`Sam has 8, Lee has 3 more than Sam, how many in total` takes two steps."""

adds_multiple = forbidden(r"\band (?:there are )?# times as (?:many|much)\b.*\bhow (?:many|much)\b")
"""`18 red balls and 3 times as many blue balls, how many balls` asks for both together."""

asks_factor = forbidden(r"\b(?:what|which) factor\b")
"""`by what factor is 36 larger than 9` asks for a quotient."""


def units_differ(lexed: Lexed, _: Plan) -> str:
    """`5 km and 3 miles` would have to be converted, and money is not added to things."""
    nouns = counted_nouns(lexed)
    units = [noun for noun in nouns if noun in MEASURES]
    if len(set(map(stem_of, units))) > 1:
        return units[1]
    money = [each for each in lexed.literals if each.form == "money" or noun_of(lexed, each) in MONEY]
    if "how much money" in lexed.text and len(money) < len(lexed.literals):
        return "money"
    things = [noun for noun in nouns if noun not in MONEY]
    return things[0] if len(money) == 1 and things else ""


def asks_for_one(lexed: Lexed, _: Plan) -> str:
    """`3 apples and 2 pears, how many pears` asks for neither sum nor difference."""
    asked = _ASKED_NOUN.search(lexed.text)
    behind = [match[1] for each in lexed.literals if (match := NEXT_WORD.match(lexed.text, each.end))]
    if asked is None or asked[1] not in behind:
        return ""
    others = (word for word in behind if word != asked[1] and word not in FUNCTION_WORDS | INERT_WORDS | MORE)
    return next(others, "")


def counts_below_zero(lexed: Lexed, plan: Plan) -> str:
    """`how many` and `how old` ask for a number from 0 on."""
    values = [each.value for each in plan.operands if isinstance(each, Leaf)]
    first, second = values if len(values) == 2 else (0, 0)
    if not isinstance(first, int | float) or not isinstance(second, int | float):
        return ""
    asked = _NEVER_BELOW_ZERO.search(lexed.text)
    return asked[0] if asked is not None and first < second else ""


def asks_for_other(lexed: Lexed, plan: Plan) -> str:
    """`Tom has 5 more than Jim`: Tom's are a sum with Jim's, Jim's a difference of Tom's."""
    text = masked(lexed)
    compared, asked = _MORE_THAN.search(text), _ASKED_PERSON.search(text)
    if compared is None or asked is None or asked[1] not in (compared[1], compared[3]):
        return ""
    is_sum = (compared[2] in _UPWARDS) == (asked[1] == compared[1])
    return "" if is_sum == (plan.intent.name != "SUB") else compared[0]


def is_part_of_other(lexed: Lexed, _: Plan) -> str:
    """`3 of the 10 cookies` is no product."""
    between = (
        lexed.text[first.end : second.start]
        for first, second in zip(lexed.literals, lexed.literals[1:], strict=False)
        if first.kind is LiteralKind.INTEGER
    )
    return next((words.strip() for words in between if _OF.fullmatch(words)), "")


def asks_for_others(lexed: Lexed, _: Plan) -> str:
    """`a third of them are boys, how many are girls` asks for the other part."""
    found = _ARE.search(lexed.text)
    return found[0] if found is not None and found[1] != found[2] else ""


def asks_for_containers(lexed: Lexed, _: Plan) -> str:
    """`bags of 6: how many bags` asks for a quotient."""
    asked = _ASKED_NOUN.search(lexed.text)
    return asked[1] if asked is not None and f" {asked[1]} of #" in masked(lexed) else ""


def multiplies_same(lexed: Lexed, _: Plan) -> str:
    """Hours are not multiplied by hours, nor what happens in an hour by minutes."""
    nouns = counted_nouns(lexed)
    if len(nouns) > 1 and len(set(map(stem_of, nouns))) == 1 and not _SIDES.search(lexed.text):
        return nouns[0]
    spans = {stem_of(noun): noun for noun in nouns if noun in TIMES}
    rates = {stem_of(rate or "hour") for rate in _PER_TIME.findall(lexed.text)} & set(map(stem_of, TIMES))
    return next(iter(spans.values())) if spans and rates and rates.isdisjoint(spans) else ""


def counts_parts(lexed: Lexed, plan: Plan) -> str:
    """`how many boxes` asks for a whole number; how to round a quotient with a fraction, the text does not say."""
    asked = _ASKED_NOUN.search(lexed.text)
    values = [each.value for each in plan.operands if isinstance(each, Leaf)]
    if asked is None or asked[1] in MEASURES or len(values) != 2 or plan.root.variant.manner is Manner.WHOLE:
        return ""
    dividend, divisor = values
    if not isinstance(dividend, int) or not isinstance(divisor, int) or divisor == 0:
        return asked[0]
    return "" if dividend % divisor == 0 else asked[0]


def divides_rate(lexed: Lexed, plan: Plan) -> str:
    """`60 miles per hour` divides a distance; it is not divided by one."""
    first = plan.operands[0]
    rates = [each for each in lexed.literals if _is_rate(lexed.text, each.end)]
    asks_long = "how long" in lexed.text or "how many hours" in lexed.text
    is_divided = len(rates) == 1 and isinstance(first, Leaf) and first.value == rates[0].value
    return "how long" if asks_long and is_divided else ""


def _is_rate(text: str, end: int) -> bool:
    """Whether a speed ends there: `60 miles per hour`."""
    return _SPEED.match(text, end) is not None


def asks_for_rest(lexed: Lexed, plan: Plan) -> str:
    """`leaves` asks for a remainder, not for the quotient."""
    return "" if _LEFT_OUT.search(lexed.text) else _REMAINS(lexed, plan)


def divides_sharers(lexed: Lexed, plan: Plan) -> str:
    """In `4 people share 48`, the 48 is divided."""
    text = masked(lexed)
    found = _SHARERS.search(text)
    if found is None:
        return ""
    sharers = lexed.literals[text.count("#", 0, found.start())]
    first = plan.operands[0]
    return found[0] if isinstance(first, Leaf) and first.value == sharers.value else ""


def is_price_of_one(lexed: Lexed, _: Plan) -> str:
    """`$3 a pound` is multiplied by pounds; it is divided only by, or into, another price."""
    prices = [each for each in lexed.literals if each.form == "money"]
    found = _EACH.match(lexed.text, prices[0].end) if len(prices) == 1 else None
    return found[0].strip() if found is not None else ""


def is_no_mean(lexed: Lexed, plan: Plan) -> str:
    """A mean is asked for by its name, and is one of numbers of the same things: not of miles and hours."""
    if not any(isinstance(each, Operation) for each in plan.operands):
        return ""
    if not _MEAN.search(lexed.text):
        return "the numbers"
    other = _NO_PART_OF_MEAN.search(lexed.text)
    if other is not None:
        return other[0]
    nouns = counted_nouns(lexed)
    rate = _RATE.search(lexed.text)
    return rate[0] if rate else nouns[0] if len(set(map(stem_of, nouns))) > 1 else ""


def scales_too(lexed: Lexed, plan: Plan) -> str:
    """`how many times does 2 go into triple 4` has a step beside the operation over its numbers."""
    found = _SCALES.search(lexed.text)
    numbers = sum(isinstance(each, Leaf) for each in plan.operands)
    return found[0] if found is not None and numbers > 1 and len(lexed.literals) > 1 else ""


def takes_bare_part(lexed: Lexed, _: Plan) -> str:
    """`knock a third off 60` takes a third of the 60."""
    parts = [
        lexed.text[each.start : each.end]
        for each in lexed.literals
        if each.form == "fraction"
        and lexed.text[each.start].isalpha()
        and not _OF.match(lexed.text, each.end)
    ]
    wholes = [each for each in lexed.literals if isinstance(each.value, int) and abs(each.value) > 1]
    return parts[0] if parts and wholes else ""


SUMS: tuple[Check, ...] = (
    units_differ,
    asks_for_one,
    asks_for_other,
    begins_with_joint,
    compares,
    gives_total,
    asks_for_groups,
    compares_and_adds,
    takes_bare_part,
    asks_factor,
)
PRODUCTS: tuple[Check, ...] = (
    is_part_of_other,
    asks_for_others,
    gives_total,
    asks_for_containers,
    asks_for_share,
    multiplies_same,
    adds_multiple,
    scales_too,
)
QUOTIENTS: tuple[Check, ...] = (
    counts_parts,
    asks_for_rest,
    is_no_mean,
    is_price_of_one,
    divides_rate,
    divides_sharers,
    scales_too,
)
