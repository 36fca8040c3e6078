"""What contradicts a single operation that the network reads in a request."""

from __future__ import annotations

import re

from neurlang.prompts.reading.contradictions.finding import (
    SHORTEST_STORY,
    counted_nouns,
    forbidden,
    masked,
    required,
)
from neurlang.prompts.reading.lexicon.inert_words import INERT_WORDS
from neurlang.prompts.reading.literals import Lexed
from neurlang.prompts.reading.plan import Leaf, Plan
from neurlang.prompts.reading.word_sets import words_of

LARGEST_SHIFT = 64
_INTENTS_BETWEEN = {
    "plus": words_of("ADD FADD ARRAY_SUM IS_EVEN IS_PRIME IS_POSITIVE"),
    "minus": words_of("SUB ABS ADD FADD"),
    "times": words_of("MUL FMUL DIV FDIV POWER"),
    "multiplied by": words_of("MUL FMUL POWER"),
    "divided by": words_of("DIV FDIV MOD IS_EVEN"),
    "modulo": words_of("MOD"),
}
_BETWEEN = re.compile(rf"# ({'|'.join(_INTENTS_BETWEEN)}) (?=#)")
_ASKED_BY_VERBS = (
    (re.compile(r"\badd #"), words_of("ADD FADD ARRAY_SUM LOOP_SUM")),
    (re.compile(r"\bsubtract #"), words_of("SUB")),
    (re.compile(r"\bmultiply #"), words_of("MUL FMUL POWER")),
    (re.compile(r"\bdivide #"), words_of("DIV FDIV MOD")),
    (
        re.compile(r"\b(?:cut|decrease[ds]?|decreasing|reduce[ds]?|reducing|lower(?:s|ed)?) by #"),
        words_of("SUB MUL FMUL"),
    ),
    (re.compile(r"\b(?:increase[ds]?|increasing|raise[ds]?) by #"), words_of("ADD FADD MUL FMUL")),
)
_IN = re.compile(r"\b(?:in|into) (?:a )?\Z")
_AS_BASE = re.compile(r"\bbase (?:of )?\Z")
_BINARY_DIGITS = re.compile(r"(?=.{4})1[01]*1[01]*")
_AS_KEY = re.compile(r"\W*as (?:the |a |my )?(?:secret )?(?:key|password|secret|passphrase)\b")

asks_next = required(
    "power",
    r"\b(?:next\w*|smallest|least|lowest|first|above|after|beyond|past|up|upwards?|higher|greater|bigger|larger"
    r"|ceil\w*|reach\w*|holds?|fits?|enough|not less|no less|not below|no smaller|following|cover\w*)\b"
    r"|>|clp2|npot|bit_ceil|roundup",
)
"""`what power of two is 64` asks for the exponent."""
names_bytes = required("bytes", r"byte|endian|bswap|rev64|htonll|octet")
"""`reverse the bits` is no byte swap."""
names_leading_zeros = required("leading zeros", r"zero|\b0\b|clz|lzcnt|nlz|cntlz|ctlz")
names_front = required(
    "leading",
    r"lead|front|before|ahead|above|preced|left|high|upper|top|start|begin|most significant|clz|lzcnt|nlz|ctlz",
)
names_back = required(
    "trailing",
    r"trail|after|behind|below|follow|right|low|bottom|\bend|tail|last|least|under|first|halved|divided|ctz|tzcnt|ntz",
)
"""`count the zeros of 10 in binary` asks for the zeros on neither end."""
changes_bits = forbidden(
    r"^\W*(?:please )?(?:clear|flip|toggle|remove|drop|unset|reset|(?:set|turn) (?:the|all|its|off|on))\b"
)
"""`clear the lowest set bit of 12` counts nothing."""
names_one_bit = forbidden(r"\bbit (?:number |no )?#|# bit\b")
"""`bit 3 of 12` is a place, not a mask."""
names_and = required("and", r"\band|&|mask|intersect|common|both|conjunct|shared|overlap")
names_or = required(
    "or", r"\bor\b|\bor'|\bored\b|\boring\b|\||union|disjunct|either|inclusive|\bbits?\b|bitmask|flag"
)
is_no_and = forbidden(r"\bbitwise or\b|xor\b|\bexclusive\b")
is_no_or = forbidden(r"\bbit(?:wise)?[ -]?and\b|xor\b|\bexclusive\b|\bands\b|\banded\b")
"""`12 and 10 combined with bitwise and` names the other operation."""
joins_numbers = forbidden(
    r"# (?:to the|to the power of|plus|minus|times|multiplied by|divided by|over|squared|cubed)\b"
)
"""`the set bits of 2 to the 10` has an operation beside the one that the network reads."""
is_exponent = forbidden(r"\bas (?:the|a|an) (?:power|exponent) of\b")
"""`6 as the power of 2` is no square."""
has_unknown = forbidden(
    r"\b(?:twice|half|#|double|triple|thrice|times|plus|minus|of|by|to|add|over|square|root|squared|from|than) "
    r"(?:what|which) (?:number|value|integer)\b"
)
"""`twice which number is 14` is an equation."""
refers_back = forbidden(
    r"\b(?:that|those) of #|\b(?:its|their) (?:own )?(?:#|(?:half|double|square|cube|root|product|sum|difference|"
    r"quotient|factorial|reciprocal|negative|opposite|total|average|ratio)\b)"
)
"""`25 minus that of 3` means the square of 3 if the 25 was the square of 5."""
counts_twice = forbidden(r"\bbits? (?:of|in|that)\b.*\bnumber of (?:set |one )?bits?\b")
"""`the set bits of the number of set bits in 15` is two operations."""
asks_percentage = forbidden(r"\b(?:what|which|how many) percent(?:age)?\b")
"""`what percent of 60 is 30` asks for neither the product nor the sum of its numbers."""
names_left = required("left", r"left|<<|\bup\b|shl|shli|sll|sal|lsl|bitshift")
names_right = required("right", r"right|>>|\bdown\b|\bdrop|shr|srl|lsr|sar|sra|asr|rshift")
"""`shift 5 by 3` goes either way."""
asks_whether_shared = forbidden(r"^\W*(?:do|does|have|has)\b.*\bshare")
"""`do 4 and 6 share a factor` is answered by yes or no."""
_OTHER_THINGS = "words|vowels|consonants|lines|spaces|syllables|digits|bits|sentences|capitals"
counts_other = forbidden(
    rf"\b(?:number of|how many|count(?: the| all the)?|amount of) (?:[^\W\d_]+ )?(?:{_OTHER_THINGS}|[^\W\d_]'s)\b"
    rf"|\b(?:{_OTHER_THINGS.replace('s|', 's?|')}?) (?:count|total|number)\b"
)
"""`the number of words in …` is no length, nor is `the number of a's in …`."""
counts_letters = re.compile(r"\b(?:number of|how many|count(?: the| all the)?) letters\b(?! and)")
_NO_LETTER = re.compile(r"[\W\d_]")


def counts_fewer(lexed: Lexed, _: Plan) -> str:
    """`how many letters are in "a1 b2"` does not count digits and spaces."""
    found = counts_letters.search(masked(lexed))
    others = any(isinstance(each.value, str) and _NO_LETTER.search(each.value) for each in lexed.literals)
    return found[0] if found is not None and others else ""


adds_up_on_the_way = forbidden(r"\b(?:running|cumulative|prefix|partial|moving) (?:sum|total)|\bcumsum\b")
"""`the running total of [1, 2, 3]` is a list."""
compares_parts = forbidden(
    r"\b(?:starts?|ends?|begins?|contains?|prefix|suffix|anagrams?|includes?|substring)\b"
)
"""`does "hello" end in "lo"` compares no whole texts."""
names_ones = required(
    "ones", r"one|1s|\bbits?\b|\bset\b|pop|weight|hamming|\bsum\b|digits|ham|\b1\b|count|many|number"
)
"""`the binary representation of 5` counts nothing."""
isolates = forbidden(
    r"^(?!.*\b(?:index|position|place|number|many|where|which|zero|zeros|zeroes|count|trailing)\b).*\bset bit\b"
)
"""`the lowest set bit of 12` is 4, not its place."""
asks_for_several = forbidden(r"\bfirst #|# (?:[^\W\d_]+ )?(?:numbers|terms|elements|members)\b")
"""`the first 10 fibonacci numbers` are not one."""
counts_ones = forbidden(r"\bones?\b|\b1s\b")
"""`trailing ones of 7` counts no zeros."""
counts_on = forbidden(r"\bconsecutive\b.*\b(?:start|begin)\w*|\b(?:start|begin)\w* .*\bconsecutive\b")
"""`the sum of three consecutive numbers starting at 4` does not begin at 1."""
names_how_many = forbidden(r"^(?!.*\bfirst\b).*\bof # (?:numbers|integers|values)\b")
"""`the sum of 5 numbers` does not say which."""
undoes_root = forbidden(r"\bsquared\b")
"""`square root squared of 5` is two operations."""
makes_positive = forbidden(r"# as a? ?positive\b|\b(?:make|makes|turn|into|version|become)\b")
"""`-17 as a positive number` asks for no truth."""
repeats = forbidden(
    r"\b(?:doubl|halv|squar|tripl|cub)(?:e|es|ed|ing)\b.*\b(?:twice|thrice|[^\W\d_]+ times|# times)\W*$"
)
"""`double 7 twice` is two operations."""
describes_unknown = forbidden(r"\bnumber (?:that|which|whose)\b.*\b(?:when|if|after|once)\b")
"""`the number that when doubled is 10` is what is changed, not the result."""
is_saved = forbidden(r"\bsav(?:e|es|ed|ing)\b.*\boff\b")
"""`how much do I save at 30% off 80` asks for the part that is taken off."""
was_paid = forbidden(r"\bpa(?:id|y|ys)\b.*\bafter\b.*\b(?:off|discount|reduction)\b")
"""In `I paid 40 after 20% off`, the number is the price after the change."""
_TIME_OF_DAY = re.compile(r"\b(?:quarter|half) (?:after|past|before|to)\b|\bo'clock\b")
_NEGATIVE = re.compile(r"\b(?:negative|negation|opposite) of\b|\bnegated\b")
_BESIDE_SIGN = re.compile(
    r"(?:\b([^\W\d_]+) )?#(?: ([^\W\d_]+))? (?:plus|minus|times|multiplied by|divided by) #"
)
_BEFORE_SIGN = INERT_WORDS | words_of("""
    is are what whats what's how much add adding take taking multiply multiplying divide dividing costs makes sides
    measuring have be say print display sum total so ok okay just plus minus times
""")


def negates(lexed: Lexed, plan: Plan) -> str:
    """`the negative of the result of multiplying 3 by 4` is two operations."""
    found = _NEGATIVE.search(masked(lexed))
    return "" if found is None or Leaf(-1) in plan.operands else found[0]


def names_a_number(lexed: Lexed, _: Plan) -> str:
    """In `area 51 times 2` and `7 up plus 1`, a word beside the number makes a name of it."""
    found = _BESIDE_SIGN.search(masked(lexed))
    if found is None or len(lexed.text.split()) >= SHORTEST_STORY:
        return ""
    before, behind = found.groups()
    if before and before not in _BEFORE_SIGN:
        return f"{before} #"
    nouns = counted_nouns(lexed)
    return f"# {behind}" if behind and behind not in nouns and behind not in INERT_WORDS else ""


def asks_other_operator(lexed: Lexed, plan: Plan) -> str:
    """`the average of 2, 4 times 3 and 1`: words between two numbers that ask for another operation."""
    for found in _BETWEEN.finditer(masked(lexed)):
        if plan.intent.name not in _INTENTS_BETWEEN[found[1]]:
            return found[0]
    return ""


def asks_other_verb(lexed: Lexed, plan: Plan) -> str:
    """`cut by 25` is no quotient, and `start off at 8, add 5` no difference."""
    text = masked(lexed)
    for pattern, intents in _ASKED_BY_VERBS:
        found = pattern.search(text)
        if found is not None and plan.intent.name not in intents:
            return found[0]
    return ""


def divides_into_parts(lexed: Lexed, _: Plan) -> str:
    """`divide 6 in half` is no quotient by a half."""
    parts = (
        each
        for each in lexed.literals
        if each.form == "fraction" or lexed.text[each.start : each.end] == "half"
    )
    return next(
        (
            f"in {lexed.text[each.start : each.end]}"
            for each in parts
            if _IN.search(lexed.text, 0, each.start)
        ),
        "",
    )


def names_other_base(lexed: Lexed, plan: Plan) -> str:
    """In `the base 2 power of 5`, 2 is the base."""
    based = [each for each in lexed.literals if _AS_BASE.search(lexed.text, 0, each.start)]
    base = plan.operands[0]
    is_other = len(based) == 1 and isinstance(base, Leaf) and base.value != based[0].value
    return "base" if is_other else ""


def counts_places(lexed: Lexed, _: Plan) -> str:
    """`the 8th` in `the difference between the 8th and the 6th` is a place in some order, and no value."""
    return next((lexed.text[each.start : each.end] for each in lexed.literals if each.form == "ordinal"), "")


def names_a_time(lexed: Lexed, _: Plan) -> str:
    """`a quarter after 9` is a time of day."""
    found = _TIME_OF_DAY.search(lexed.text)
    return found[0] if found is not None else ""


def looks_binary(lexed: Lexed, _: Plan) -> str:
    """`the ones in 10110`: decimal or binary digits, the text does not say."""
    written = (lexed.text[each.start : each.end] for each in lexed.literals)
    return next((digits for digits in written if _BINARY_DIGITS.fullmatch(digits)), "")


def shifts_too_far(_: Lexed, plan: Plan) -> str:
    """A shift by more bits than a number has: its operands are the wrong way round."""
    count = plan.operands[-1]
    is_far = isinstance(count, Leaf) and isinstance(count.value, int) and count.value > LARGEST_SHIFT
    return str(count.value) if isinstance(count, Leaf) and is_far else ""


def takes_other_key(lexed: Lexed, plan: Plan) -> str:
    """In `with "b" as the key`, "b" is the key, and not what it seals or signs."""
    keys = [each for each in lexed.literals if _AS_KEY.match(lexed.text, each.end)]
    key = plan.operands[0]
    is_other = len(keys) == 1 and isinstance(key, Leaf) and key.value != keys[0].value
    return "key" if is_other else ""
