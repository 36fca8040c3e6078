"""What contradicts a single operation that the network reads in a request."""

from __future__ import annotations

import re

from neurlang.prompts.reading.contradictions.finding import forbidden, required
from neurlang.prompts.reading.literals import Lexed
from neurlang.prompts.reading.plan import Leaf, Plan

LARGEST_SHIFT = 64
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
names_left = required("left", r"left|<<|\bup\b|shl|shli|sll|sal|lsl|bitshift")
names_right = required("right", r"right|>>|\bdown\b|\bdrop|shr|srl|lsr|sar|sra|asr|rshift")
"""`shift 5 by 3` goes either way."""
asks_whether_shared = forbidden(r"^\W*(?:do|does|have|has)\b.*\bshare")
"""`do 4 and 6 share a factor` is answered by yes or no."""
counts_other = forbidden(
    r"\b(?:number of|how many|count(?: the| all the)?|amount of) (?:[^\W\d_]+ )?(?:words|vowels|consonants|lines|spaces"
    r"|syllables|digits|bits|sentences|capitals|[^\W\d_]'s)\b"
)
"""`the number of words in …` is no length, nor is `the number of a's in …`."""
asks_for_several = forbidden(r"\bfirst #|# (?:[^\W\d_]+ )?(?:numbers|terms|elements|members)\b")
"""`the first 10 fibonacci numbers` are not one."""
makes_positive = forbidden(r"# as a? ?positive\b|\b(?:make|makes|turn|into|version|become)\b")
"""`-17 as a positive number` asks for no truth."""


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
