"""For each intent, words that people use for it beyond those of its training texts.

A word stands here only if it names the operation, its operands or its result. Word forms are implied (`word_forms`).
"""

from __future__ import annotations

from collections.abc import Mapping

from neurlang.prompts.reading.lexicon.inert_words import GAINS, LOSSES
from neurlang.prompts.reading.word_sets import words_of

# fmt: off
_BITS = "bit bits bitwise wise ing binary operator operation bitmask mask pattern all flag"
_SHIFT = f"{_BITS} bitshift shift place position spot digit arithmetic logical slot"
_TEXT = "text string word phrase character char letter symbol quoted quote message content"
_BYTES = "byte memory buffer block data"
_LIST = "array list element entry item member sequence vector set collection everything all content"
_FIBONACCI = "fibonacci fib series sequence term entry element member position index place which at nth"
_RANGE = "range interval bound limit boundary window between minimum maximum min max low high lower upper"
_PICK = "pick choose select which whichever one out among between compare comparison versus vs value"
_LOOP = "loop iterate iteration through run counter counting inclusive including upward upwards start begin"
_DOWN = "down backward backwards reverse descending descend downward zero launch"
_CHECK = "check test verify confirm whether if true false number classify qualify property determine decide"
_RANDOM = "random generator generate arbitrary unpredictable produce pick choose"
_KEY = "key password secret passphrase cipher message plaintext text string using under payload data"
_REAL = "decimal float real"

_WORDS: Mapping[str, str] = {
    "ADD": "plus sum addition add total together combined altogether augment tally tot addend join put grand tip tax "
           "fee bill",
    "FADD": f"plus sum addition add total {_REAL}",
    "SUB": "minus subtract subtraction difference less fewer exceed gap shortfall deficit takeaway rid home discount "
           "rebate",
    "MUL": "product multiplication multiply factor times area grid row column rectangle apiece",
    "FMUL": f"product multiplication multiply times {_REAL}",
    "DIV": "quotient division divide divisor dividend ratio half halve share split part portion piece apiece way",
    "FDIV": f"quotient division divide ratio {_REAL}",
    "MOD": "mod modulo modulus remainder residue residual rest leftover rem division divide remaining remains",
    "AND": f"{_BITS} and and'ing and'd anded anding conjunction intersection common shared both",
    "OR": f"{_BITS} or or'ing or'd or'ed ored oring disjunction union inclusive combine merge either",
    "XOR": f"{_BITS} xor xor'ing xor'd xored xoring exclusive or disjunction differ different difference eor toggle",
    "SHL": f"{_SHIFT} left leftward leftwards",
    "SHR": f"{_SHIFT} right rightward rightwards unsigned zero fill",
    "SAR": f"{_SHIFT} right rightward rightwards signed sign extension extending extend preserve keep",
    "FACTORIAL": "factorial permutation",
    "FIBONACCI": _FIBONACCI,
    "POWER": "power exponent exponentiate exponential raise base square cube",
    "SQRT": "root square sqrt radical whole integer positive principal",
    "GCD": "greatest largest biggest highest common shared divisor factor measure gcd gcf hcf divide between",
    "LCM": "least lowest smallest common shared multiple lcm divisible between denominator first",
    "ABS": "absolute magnitude size distance modulus abs value zero positive",
    "CLAMP": f"{_RANGE} clamp clip restrict constrain confine keep put force bring fit squeeze within",
    "MAX": f"{_PICK} maximum max larger largest bigger biggest greater greatest higher highest",
    "MIN": f"{_PICK} minimum min smaller smallest lesser least lower lowest",
    "SIGN": "sign signum sgn function negative positive zero",
    "IS_POSITIVE": f"{_CHECK} positive above greater larger more bigger zero",
    "IS_EVEN": f"{_CHECK} even evenness evenly",
    "IS_PRIME": f"{_CHECK} prime primality",
    "POPCOUNT": f"{_BITS} popcount population count hamming weight set one ones representation form expansion",
    "CLZ": f"{_BITS} leading zero front begin start before first top count clz",
    "CTZ": f"{_BITS} trailing zero end back behind count ctz",
    "BSWAP": f"{_BYTES} swap reverse flip order endian endianness invert exchange",
    "NEXTPOW2": "next power two least smallest lowest first above after",
    "MEMCPY": f"{_TEXT} {_BYTES} copy duplicate clone replicate",
    "MEMSET": f"{_BYTES} fill set make value create worth full each",
    "MEMCMP": f"{_TEXT} {_BYTES} compare comparison versus against",
    "ARRAY_SUM": f"{_LIST} sum add total combined addition tally grand together altogether up",
    "STRLEN": f"{_TEXT} length long size count",
    "STRCMP": f"{_TEXT} compare comparison versus against order lexicographic lexicographical alphabetical",
    "STRCPY": f"{_TEXT} copy duplicate clone replicate",
    "HASH_STRING": f"{_TEXT} hash fnv value",
    "PRINT": f"{_TEXT} print display show write output echo say console screen terminal line put",
    "READ_LINE": "read line input user keyboard console type stdin standard prompt ask wait terminal enter",
    "TIME_NOW": "time now current currently clock unix timestamp epoch second present moment",
    "SLEEP": "sleep wait pause delay nap rest hold idle halt second millisecond minute ms half",
    "RANDOM": _RANDOM,
    "SHA256": f"{_TEXT} sha digest hash",
    "AES_ENCRYPT": f"{_KEY} encrypt encipher aes encode lock seal protect encryption",
    "AES_DECRYPT": f"{_KEY} decrypt decipher aes unlock open unseal decryption",
    "HMAC": f"{_KEY} hmac mac authenticate authentication sign signature tag sha",
    "SECURE_RANDOM": f"{_RANDOM} secure securely cryptographic cryptographically strong safe byte entropy key",
    "LOOP_COUNT": f"{_LOOP} count up",
    "LOOP_SUM": f"{_LOOP} sum add total whole natural positive consecutive all integer up triangular",
    "COUNTDOWN": f"{_LOOP} {_DOWN} count countdown",
}
# fmt: on
_VERBS: Mapping[str, frozenset[str]] = {"ADD": GAINS, "FADD": GAINS, "SUB": LOSSES}
SYNONYMS: Mapping[str, frozenset[str]] = {
    name: words_of(words) | _VERBS.get(name, frozenset()) for name, words in _WORDS.items()
}
