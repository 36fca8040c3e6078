"""The intent table: every operation that a prompt can ask for, with its exact meaning and its program bodies.

Numbers are part of the data format and never change. The first body of a variant is preferred; the others compute the
same in another way. If a result cannot be predicted, the variant has a property instead of a meaning (see `effects`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from neurlang.prompts.reading import effects as e
from neurlang.prompts.reading import meanings as m

if TYPE_CHECKING:
    from neurlang.programs.stdlib import LibraryFunction  # loaded only if a plan has one


class OperandKind(Enum):
    """What an operand of an intent is."""

    NUMBER = "number"
    TEXT = "text"
    LIST = "list of numbers"
    ANY = "text or whole number"


class ResultKind(Enum):
    """How the registers hold the result."""

    INTEGER = "r0, signed"
    UNSIGNED = "r0, unsigned"
    REAL = "r0, the bits of a double"
    EITHER = "r0: a signed integer if r1 is 0, the bits of a double if r1 is 1"
    TEXT = "r0 address, r1 length in bytes"
    BYTES = "as TEXT; shown in hexadecimal"
    PRINTED = "the text that was written to the console"
    TRUTH = "r0: 0 for false, 1 for true"
    ASCIZ = "r0 address of a text that ends with NUL"
    INTEGERS = "r0 address of signed integers, r1 their number"
    UNSIGNEDS = "r0 address of unsigned integers, r1 their number"
    REALS = "r0 address of doubles, r1 their number"


class Manner(Enum):
    """The operands that a variant works on."""

    INTEGERS = "all operands are integers"
    REALS = "at least one operand is a real"
    WHOLE = "the prompt asks for a whole number"
    TEXTS = "an operand that may be a text or a number is a text"
    BY_KIND = "each operand is of the kind that a function of the library takes"


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to compute an intent: its meaning, and the bodies (names of .nl files) that compute it."""

    manner: Manner
    body: tuple[str, ...]
    meaning: Callable[..., m.Value]
    result: ResultKind
    tolerance: float = 0.0  # relative; with 0 the bits must be equal
    check: Callable[..., str | None] | None = None  # the property of a result that cannot be predicted
    failure: str = ""  # the message for the trap of such a program, in the user's words
    function: LibraryFunction | None = None  # the function of the library that it is


@dataclass(frozen=True, slots=True)
class Intent:
    """One row of the table."""

    number: int
    name: str
    operands: tuple[tuple[str, OperandKind], ...]
    level: int  # of the curriculum: 1 basics, 2 control flow, 3 memory, 4 functions, 5 advanced
    variants: tuple[Variant, ...]
    example: str
    summary: str
    precedence: int | None = None  # of its symbol in notation, 1 (OR) to 8 (POWER); 7 is that of the sign
    folds: bool = False  # associative and commutative, so it applies to a whole list
    spare: tuple[int, ...] = ()  # bounds that its words imply; a prompt may still write them: "from 1 to 10"
    units: tuple[
        int, ...
    ] = ()  # factors of the first operand; a constant in the next slot is the index of one


def _numbers(*names: str) -> tuple[tuple[str, OperandKind], ...]:
    return tuple((name, OperandKind.NUMBER) for name in names)


def _texts(*names: str) -> tuple[tuple[str, OperandKind], ...]:
    return tuple((name, OperandKind.TEXT) for name in names)


def _integers(
    meaning: Callable[..., m.Value],
    *body: str,
    result: ResultKind = ResultKind.INTEGER,
    tolerance: float = 0.0,
) -> Variant:
    return Variant(Manner.INTEGERS, body, meaning, result, tolerance)


def _bits(meaning: Callable[..., m.Value], *body: str) -> Variant:
    return Variant(Manner.INTEGERS, body, meaning, ResultKind.UNSIGNED)


def _whole(meaning: Callable[..., m.Value], *body: str) -> Variant:
    return Variant(Manner.WHOLE, body, meaning, ResultKind.INTEGER)


def _reals(
    meaning: Callable[..., m.Value], *body: str, result: ResultKind = ResultKind.REAL, tolerance: float = 0.0
) -> Variant:
    return Variant(Manner.REALS, body, meaning, result, tolerance)


def _made(
    meaning: Callable[..., m.Value], body: str, result: ResultKind, manner: Manner = Manner.INTEGERS
) -> Variant:
    return Variant(manner, (body,), meaning, result)


def _property(
    check: Callable[..., str | None],
    body: str,
    result: ResultKind,
    failure: str = "",
    manner: Manner = Manner.INTEGERS,
) -> Variant:
    return Variant(manner, (body,), e.unpredictable, result, check=check, failure=failure)


_SLEEP_RANGE = f"sleeping takes 0 to {e.LONGEST_SLEEP:,} milliseconds"
_NO_LINE = f"standard input has no further line of at most {e.LONGEST_LINE:,} bytes"
_RANDOM_RANGE = f"0 to {e.LONGEST_RANDOM:,} random bytes can be made"
_BYTES, _PRINTED, _UNSIGNED, _TEXT = (
    ResultKind.BYTES,
    ResultKind.PRINTED,
    ResultKind.UNSIGNED,
    ResultKind.TEXT,
)
_I, _E = ResultKind.INTEGER, ResultKind.EITHER
_AB, _N, _S, _DATA = _numbers("a", "b"), _numbers("n"), _texts("s"), _texts("data")
_SHIFT, _BOUNDS, _ARRAY = (
    _numbers("a", "count"),
    _numbers("value", "low", "high"),
    (("array", OperandKind.LIST),),
)
# A body computes a power of reals by a logarithm of twice the precision; that of libm may be the next double.
_NEIGHBOUR = 1e-15

# fmt: off
INTENTS: tuple[Intent, ...] = (
    Intent(0, "ADD", _AB, 1,
           (_integers(m.add, "add"), _reals(m.add_reals, "add_real")),
           "add 17 and 25", "a + b", precedence=5, folds=True),
    Intent(1, "SUB", _AB, 1,
           (_integers(m.subtract, "subtract"), _reals(m.subtract_reals, "subtract_real")),
           "subtract 8 from 20", "a − b", precedence=5),
    Intent(2, "MUL", _AB, 1,
           (_integers(m.multiply, "multiply"), _reals(m.multiply_reals, "multiply_real")),
           "multiply 6 by 7", "a · b", precedence=6, folds=True),
    Intent(3, "DIV", _AB, 1,
           (_integers(m.divide, "divide", result=_E), _reals(m.divide_reals, "divide_real"),
            _whole(m.floor_divide, "floor_divide")),
           "divide 91 by 7", "a / b, or the whole quotient if that is asked for", precedence=6),
    Intent(4, "MOD", _AB, 1,
           (_integers(m.modulo, "modulo"), _reals(m.modulo_reals, "modulo_real")),
           "17 modulo 5", "a mod b, with the sign of b", precedence=6),
    Intent(5, "AND", _AB, 1, (_bits(m.bits_and, "bits_and"),),
           "bitwise and of 12 and 10", "a & b", precedence=3, folds=True),
    Intent(6, "OR", _AB, 1, (_bits(m.bits_or, "bits_or"),),
           "bitwise or of 12 and 10", "a | b", precedence=1, folds=True),
    Intent(7, "XOR", _AB, 1, (_bits(m.bits_xor, "bits_xor"),),
           "12 xor 10", "a ^ b", precedence=2, folds=True),
    Intent(8, "SHL", _SHIFT, 1, (_bits(m.shift_left, "shift_left"),),
           "shift 5 left by 3", "a << count, no bit lost", precedence=4),
    Intent(9, "SHR", _SHIFT, 1, (_bits(m.shift_right, "shift_right"),),
           "shift 40 right by 3", "a >> count, filled with zeros", precedence=4),
    Intent(10, "SAR", _SHIFT, 1, (_integers(m.shift_right_signed, "shift_right_signed"),),
           "arithmetic shift of -40 right by 3", "a >> count, keeping the sign", precedence=4),
    Intent(11, "FACTORIAL", _N, 5, (_integers(m.factorial, "factorial", "factorial_recursive"),),
           "factorial of 10", "1 · 2 · … · n", spare=(1, 2, 3)),
    Intent(12, "FIBONACCI", _N, 5, (_integers(m.fibonacci, "fibonacci", "fibonacci_doubling"),),
           "the 10th fibonacci number", "F(n) = F(n−1) + F(n−2), F(0) = 0, F(1) = 1"),
    Intent(13, "POWER", _numbers("base", "exp"), 4,
           (_integers(m.power, "power", "power_repeated", result=_E, tolerance=_NEIGHBOUR),
            _reals(m.power_reals, "power_real", tolerance=_NEIGHBOUR)),
           "2 to the power of 10", "base to the exp", precedence=8),
    Intent(14, "SQRT", _N, 4,
           (_integers(m.square_root, "square_root", result=_E),
            _reals(m.square_root_real, "square_root_real"),
            _whole(m.whole_square_root, "whole_square_root")),
           "square root of 144", "√n, rounded down if a whole number is asked for"),
    Intent(15, "GCD", _AB, 4, (_integers(m.greatest_common_divisor, "gcd", "gcd_binary"),),
           "gcd of 48 and 18", "the greatest common divisor of a and b", folds=True),
    Intent(16, "LCM", _AB, 4, (_integers(m.least_common_multiple, "lcm"),),
           "least common multiple of 4 and 6", "the least common multiple of a and b", folds=True),
    Intent(17, "ABS", _N, 2,
           (_integers(m.absolute, "absolute"), _reals(m.absolute_real, "absolute_real")),
           "absolute value of -42", "|n|", spare=(0,)),
    Intent(18, "CLAMP", _BOUNDS, 2,
           (_integers(m.clamp, "clamp"), _reals(m.clamp, "clamp_real")),
           "clamp 15 between 0 and 10", "the value of low … high nearest to value"),
    Intent(19, "MAX", _AB, 2,
           (_integers(m.maximum, "maximum"), _reals(m.maximum, "maximum_real")),
           "the larger of 3 and 9", "the greater of a and b", folds=True),
    Intent(20, "MIN", _AB, 2,
           (_integers(m.minimum, "minimum"), _reals(m.minimum, "minimum_real")),
           "the smaller of 3 and 9", "the smaller of a and b", folds=True),
    Intent(21, "SIGN", _N, 2,
           (_integers(m.sign, "sign"), _reals(m.sign, "sign_real", result=_I)),
           "sign of -7", "−1, 0 or 1 if n is negative, zero or positive", spare=(0,)),
    Intent(22, "IS_POSITIVE", _N, 2,
           (_integers(m.is_positive, "is_positive"), _reals(m.is_positive, "is_positive_real", result=_I)),
           "is 5 positive", "1 if n > 0, else 0", spare=(0,)),
    Intent(23, "IS_EVEN", _N, 2, (_integers(m.is_even, "is_even"),),
           "is 10 even", "1 if 2 divides n, else 0", spare=(2,)),
    Intent(24, "IS_PRIME", _N, 5, (_integers(m.is_prime, "is_prime", "is_prime_shift_add"),),
           "is 97 prime", "1 if n is a prime number, else 0", spare=(1,)),
    Intent(25, "POPCOUNT", _N, 1,
           (_bits(m.population_count, "population_count", "population_count_kernighan"),),
           "count the set bits of 255", "the number of bits of n that are set", spare=(1, 2)),
    Intent(26, "CLZ", _N, 1, (_bits(m.count_leading_zeros, "count_leading_zeros"),),
           "leading zeros of 1", "the number of zeros above the highest set bit of n, of 64 bits", spare=(0, 1, 64)),
    Intent(27, "CTZ", _N, 1, (_bits(m.count_trailing_zeros, "count_trailing_zeros"),),
           "trailing zeros of 8", "the number of zeros below the lowest set bit of n", spare=(0, 1, 2, 64)),
    Intent(28, "BSWAP", _N, 1, (_bits(m.byte_swap, "byte_swap"),),
           "byte swap 0x1234", "the 8 bytes of n in reverse order", spare=(64,)),
    Intent(29, "NEXTPOW2", _N, 2, (_bits(m.next_power_of_two, "next_power_of_two"),),
           "next power of two after 100", "the smallest power of two that is at least n", spare=(2,)),
    Intent(30, "MEMCPY", _texts("bytes"), 3, (_made(e.bytes_copy, "text_copy", _BYTES),),
           'copy the bytes of "hello"', "a copy of the bytes"),
    Intent(31, "MEMSET", _numbers("value", "len"), 3, (_made(e.bytes_fill, "bytes_fill", _BYTES),),
           "fill 16 bytes with 7", "len bytes of the value"),
    Intent(32, "MEMCMP", _texts("a", "b"), 3, (_integers(m.text_compare, "text_compare"),),
           'compare the bytes of "abc" and "abd"', "−1, 0 or 1 if a is before b, equal, or after"),
    Intent(33, "ARRAY_SUM", _ARRAY, 3,
           (_integers(m.array_sum, "array_sum"), _reals(m.array_sum_reals, "array_sum_real")),
           "sum of [3, 5, 7]", "the sum of the array's elements"),
    Intent(34, "STRLEN", _S, 3, (_integers(m.text_length, "text_length"),),
           'length of "hello"', "the number of bytes of s in UTF-8"),
    Intent(35, "STRCMP", _texts("a", "b"), 3, (_integers(m.text_compare, "text_compare"),),
           'compare the strings "apple" and "pear"', "−1, 0 or 1 if a is before b, equal, or after"),
    Intent(36, "STRCPY", _S, 3, (_made(m.text_copy, "text_copy", _TEXT),),
           'copy the string "hello"', "a copy of s"),
    Intent(37, "HASH_STRING", _S, 3, (_bits(m.text_hash, "text_hash"),),
           'hash the string "hello"', "the FNV-1a hash of s, 64 bits", spare=(1, 64)),
    Intent(38, "PRINT", (("value", OperandKind.ANY),), 4,
           (_made(e.printed_text, "print_text", _PRINTED, Manner.TEXTS),
            _made(e.printed_text, "print_integer", _PRINTED)),
           'print "hello"', "writes the value to the console"),
    Intent(39, "READ_LINE", (), 4,
           (_property(e.fault_of_line, "read_line", _TEXT, _NO_LINE),),
           "read a line of input", "the next line of the console", spare=(1,)),
    Intent(40, "TIME_NOW", (), 4, (_property(e.fault_of_time, "time_now", _I),),
           "what time is it now", "seconds since 1970, UTC", spare=(1, 1970)),
    Intent(41, "SLEEP", _numbers("ms"), 4,
           (_property(e.fault_of_sleep, "sleep", _I, _SLEEP_RANGE),
            _property(e.fault_of_sleep, "sleep_real", _I, _SLEEP_RANGE, Manner.REALS)),
           "sleep for 100 milliseconds", "waits ms milliseconds, and returns ms", units=(1, 1000, 60_000)),
    Intent(42, "RANDOM", (), 4, (_property(e.fault_of_random_word, "random_word", _UNSIGNED),),
           "give me a random number", "64 random bits", spare=(64,)),
    Intent(43, "SHA256", _DATA, 5, (_made(e.sha256, "sha256_digest", _BYTES),),
           'sha256 of "hello"', "the SHA-256 digest of data", spare=(256,)),
    Intent(44, "AES_ENCRYPT", _texts("key", "text"), 5, (_property(e.fault_of_sealing, "aes_encrypt", _BYTES),),
           'encrypt "hello" with the key "secret"', "nonce, AES-256-GCM ciphertext and tag of text; the key is hashed",
           spare=(256,)),
    Intent(45, "AES_DECRYPT", _texts("key", "hex"), 5, (_made(e.decrypted, "aes_decrypt", _TEXT),),
           'decrypt "0102030405060708090a0b0c379b7827da5ac43c1085602f9c0b5af396ab0ad478" with the key "secret"',
           "the text that AES_ENCRYPT encrypts to hex with key", spare=(256,)),
    Intent(46, "HMAC", _texts("key", "data"), 5, (_made(e.hmac_sha256, "hmac_digest", _BYTES),),
           'hmac of "hello" with the key "secret"', "the HMAC-SHA-256 of data", spare=(256,)),
    Intent(47, "SECURE_RANDOM", _numbers("n"), 5,
           (_property(e.fault_of_length, "secure_random_bytes", _BYTES, _RANDOM_RANGE),),
           "16 secure random bytes", "n random bytes, good enough for keys"),
    Intent(48, "LOOP_COUNT", _N, 2, (_integers(m.loop_count, "loop_count"),),
           "count to 10", "counts 1, 2, …, n and returns n", spare=(1,)),
    Intent(49, "LOOP_SUM", _N, 2, (_integers(m.loop_sum, "loop_sum"),),
           "sum of the numbers from 1 to 100", "1 + 2 + … + n", spare=(1, 2, 3)),
    Intent(50, "COUNTDOWN", _N, 2, (_integers(m.countdown, "countdown"),),
           "count down from 10", "counts n, n − 1, …, 0 and returns 0", spare=(0, 1)),
    Intent(51, "FADD", _AB, 1, (_reals(m.add_reals, "add_real"),),
           "floating point add 2.5 and 0.25", "a + b of reals"),
    Intent(52, "FMUL", _AB, 1, (_reals(m.multiply_reals, "multiply_real"),),
           "floating point multiply 2.5 by 4.0", "a · b of reals"),
    Intent(53, "FDIV", _AB, 1, (_reals(m.divide_reals, "divide_real"),),
           "floating point divide 1.0 by 8.0", "a / b of reals"),
)
# fmt: on

_BY_NAME = {intent.name: intent for intent in INTENTS}


def is_intent(name: str) -> bool:
    """Whether there is an intent of that name in the table above."""
    return name in _BY_NAME


def intent_named(name: str) -> Intent:
    """The intent of that name (upper case, as in the table). Raises KeyError if there is none."""
    return _BY_NAME[name]
