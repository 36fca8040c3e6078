"""How a running value is continued: the earlier value, `{a}`, stands where "it" stood, or at the front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.prompts.training.phrasing.phrase import (
    Mood,
    Operand,
    Phrase,
    constant,
    count,
    literal,
    one_minus,
    one_plus,
    phrases,
    total,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_LINK = "[ then| and then|, then| and|, and then|, and| next|, next|; then|. then|. next| after that]"
_FIRST = "[then |and then |next |now |and |finally |after that |]"


def _sequels(
    commands: str, trailers: str, slots: tuple[Operand, ...] = (), *, whole: bool = False
) -> tuple[Phrase, ...]:
    """Commands over {a}, also after a link word; and what follows {a} directly, with and without a link."""
    return (
        *phrases(Mood.IMPERATIVE, f"{_FIRST}[{commands}]", slots, whole=whole),
        *(
            phrases(Mood.NOMINAL, f"{{a}}{_LINK} [{trailers}]\n{{a}} [{trailers}]", slots, whole=whole)
            if trailers
            else ()
        ),
    )


_MUL_BY = "multiply {a} by {b}|times {a} by {b}|multiply {a} with {b}|take {a} times {b}|scale {a} by {b}"

SEQUELS: Mapping[str, tuple[Phrase, ...]] = {
    "ADD": (
        *_sequels(
            "add {b} to {a}|increase {a} by {b}|add {a} and {b}|raise {a} by {b}|put {b} on top of {a}",
            "add {b}|plus {b}|add another {b}|increase by {b}|with {b} added|add {b} more|"
            "adding {b}|increased by {b}",
        ),
        *_sequels("increment {a}", "increment", (literal("a"), constant(1))),
    ),
    "SUB": (
        *_sequels(
            "subtract {b} from {a}|take {b} from {a}|take {b} away from {a}|"
            "decrease {a} by {b}|reduce {a} by {b}|"
            "remove {b} from {a}|deduct {b} from {a}|lower {a} by {b}",
            "subtract {b}|take away {b}|take {b} away|less {b}|decrease by {b}|remove {b}|deduct {b}|"
            "subtracting {b}|reduced by {b}",
        ),
        *_sequels("decrement {a}", "decrement", (literal("a"), constant(1))),
        *phrases(Mood.IMPERATIVE, f"{_FIRST}[take {{b}} off {{a}}|knock {{b}} off {{a}}]"),
        *phrases(Mood.NOMINAL, "{a} minus {b}"),  # after a link, "minus" would read as a sign
    ),
    "MUL": (
        *_sequels(
            _MUL_BY,
            "multiply by {b}|times {b}|multiplied by {b}|multiply that by {b}|"
            "multiplying by {b}|times that by {b}",
        ),
        *_sequels("double {a}|double up {a}", "doubled|double|twice", (literal("a"), constant(2))),
        *_sequels("triple {a}", "tripled|triple", (literal("a"), constant(3))),
        *_sequels("quadruple {a}", "quadrupled|quadruple", (literal("a"), constant(4))),
        *_sequels("negate {a}|flip the sign of {a}", "negate|negated", (literal("a"), constant(-1))),
        *_sequels(
            "take {b:percent} off {a}|reduce {a} by {b:percent}|"
            "take {b:percent} off of {a}|discount {a} by {b:percent}",
            "less {b:percent}|take {b:percent} off|{b:percent} off|reduce by {b:percent}",
            (literal("a"), one_minus("b")),
        ),
        *_sequels(
            "increase {a} by {b:percent}|add {b:percent} to {a}|raise {a} by {b:percent}",
            "plus {b:percent}|add {b:percent}|increase by {b:percent}|add {b:percent} tax",
            (literal("a"), one_plus("b")),
        ),
        *phrases(
            Mood.IMPERATIVE, f"{_FIRST}[take|find|calculate|get] [{{a:percent}}|{{a:fraction}}] of {{b}}"
        ),
    ),
    "DIV": (
        *_sequels(
            "divide {a} by {b}|split {a} by {b}|split {a} into {b} parts|share {a} among {b}",
            "divide by {b}|divided by {b}|over {b}|split by {b}|dividing by {b}|split in {b} parts",
        ),
        *_sequels("halve {a}|cut {a} in halves", "halve|halved", (literal("a"), constant(2))),
        *_sequels(
            "integer divide {a} by {b}|floor divide {a} by {b}",
            "integer divide by {b}|floor divide by {b}|integer divided by {b}",
            whole=True,
        ),
        *phrases(
            Mood.IMPERATIVE, f"{_FIRST}[average {{a}} and {{b}}|average {{a}} with {{b}}]", (total(), count())
        ),
    ),
    "MOD": _sequels(
        "take {a} mod {b}|take {a} modulo {b}|reduce {a} modulo {b}|take the remainder of {a} by {b}|"
        "find the remainder of {a} divided by {b}|find the remainder when {a} is divided by {b}",
        "mod {b}|modulo {b}|take the remainder by {b}|remainder by {b}|take it mod {b}|reduce modulo {b}",
    ),
    "POWER": (
        *_sequels(
            "raise {a} to {b}|raise {a} to the power of {b}|raise {a} to the power {b}|"
            "raise {a} to the {b:ordinal} power|"
            "take {a} to the power of {b}|take {a} to the {b:ordinal} power",
            "raise to {b}|to the power of {b}|raised to {b}|to the {b:ordinal} power|"
            "raise to the power of {b}|to the {b:ordinal}",
        ),
        *_sequels(
            "square {a}|take the square of {a}|multiply {a} by itself",
            "squared|square|times itself|multiplied by itself",
            (literal("a"), constant(2)),
        ),
        *_sequels("cube {a}|take the cube of {a}", "cubed|cube", (literal("a"), constant(3))),
    ),
    "SQRT": (
        *_sequels(
            "take the square root of {a}|take the root of {a}|find the square root of {a}|"
            "square root {a}|sqrt {a}|root {a}|"
            "get the square root of {a}|square root of {a}",
            "take the square root|square root|sqrt|take the root|square rooted",
        ),
        *_sequels("take the integer square root of {a}|isqrt {a}", "integer square root|isqrt", whole=True),
    ),
    "ABS": _sequels(
        "take the absolute value of {a}|abs {a}|drop the sign of {a}|make {a} positive",
        "take the absolute value|abs",
    ),
    "FACTORIAL": _sequels(
        "take the factorial of {a}|factorial of {a}|find the factorial of {a}", "factorial|take the factorial"
    ),
    "FIBONACCI": _sequels(
        "take the fibonacci of {a}|find the {a:ordinal} fibonacci number|fibonacci of {a}",
        "fibonacci|as fibonacci index",
    ),
    "GCD": _sequels(
        "take the gcd of {a} and {b}|find the gcd of {a} and {b}|"
        "take the gcd of {a} with {b}|gcd of {a} and {b}",
        "gcd with {b}|gcd {b}|take the gcd with {b}|greatest common divisor with {b}",
    ),
    "LCM": _sequels(
        "take the lcm of {a} and {b}|find the lcm of {a} and {b}|"
        "take the lcm of {a} with {b}|lcm of {a} and {b}",
        "lcm with {b}|lcm {b}|take the lcm with {b}|least common multiple with {b}",
    ),
    "MAX": _sequels(
        "take the max of {a} and {b}|take the larger of {a} and {b}|"
        "take the maximum of {a} and {b}|pick the larger of {a} and {b}",
        "max with {b}|max {b}|maximum with {b}|take the maximum with {b}",
    ),
    "MIN": _sequels(
        "take the min of {a} and {b}|take the smaller of {a} and {b}|"
        "take the minimum of {a} and {b}|pick the smaller of {a} and {b}",
        "min with {b}|min {b}|minimum with {b}|take the minimum with {b}",
    ),
    "CLAMP": _sequels(
        "clamp {a} between {b} and {c}|clamp {a} to {b} and {c}|"
        "limit {a} to between {b} and {c}|clip {a} to {b} and {c}",
        "clamp between {b} and {c}|clamped to {b} and {c}|clamp to {b} and {c}|clip to {b} and {c}",
    ),
    "AND": _sequels(
        "bitwise and {a} with {b}|and {a} with {b}|mask {a} with {b}",
        "bitwise and {b}|bitwise and with {b}|masked with {b}",
    ),
    "OR": _sequels(
        "bitwise or {a} with {b}|or {a} with {b}", "bitwise or {b}|bitwise or with {b}|ored with {b}"
    ),
    "XOR": _sequels(
        "xor {a} with {b}|bitwise xor {a} with {b}",
        "xor {b}|xor with {b}|xored with {b}|bitwise xor with {b}",
    ),
    "SHL": _sequels(
        "shift {a} left by {b}|left shift {a} by {b}|shift {a} to the left by {b}|shift {a} left {b} bits",
        "shift left by {b}|left shift by {b}|shifted left by {b}|shift left {b} places",
    ),
    "SHR": _sequels(
        "shift {a} right by {b}|right shift {a} by {b}|shift {a} to the right by {b}|"
        "shift {a} right {b} bits",
        "shift right by {b}|right shift by {b}|shifted right by {b}|shift right {b} places",
    ),
    "POPCOUNT": _sequels(
        "count the set bits of {a}|popcount {a}|count the bits set in {a}|count the ones in {a}",
        "popcount|count the set bits",
    ),
    "CLZ": _sequels(
        "count the leading zeros of {a}|count the leading zeros in {a}", "count leading zeros|clz"
    ),
    "CTZ": _sequels(
        "count the trailing zeros of {a}|count the trailing zeros in {a}", "count trailing zeros|ctz"
    ),
    "BSWAP": _sequels(
        "swap the bytes of {a}|byte swap {a}|reverse the bytes of {a}", "byte swapped|bswap|swap the bytes"
    ),
    "NEXTPOW2": _sequels(
        "round {a} up to the next power of {2}|round {a} up to a power of {2}",
        "round up to the next power of {2}",
    ),
    "SIGN": _sequels("take the sign of {a}|find the sign of {a}", "sign|take the sign"),
    "IS_PRIME": _sequels(
        "check if {a} is prime|is {a} prime|tell me if {a} is prime|check whether {a} is a prime number",
        "is it prime|prime or not",
    ),
    "IS_EVEN": _sequels(
        "check if {a} is even|is {a} even|tell me if {a} is even|see if {a} is even", "is it even|even or not"
    ),
    "IS_POSITIVE": _sequels(
        "check if {a} is positive|is {a} positive|tell me if {a} is positive",
        "is it positive|positive or not",
    ),
    "LOOP_COUNT": _sequels("count to {a}|count up to {a}|count from {1} to {a}|loop {a} times", ""),
    "LOOP_SUM": _sequels(
        "sum the numbers from {1} to {a}|add all the numbers up to {a}|sum all integers from {1} to {a}", ""
    ),
    "COUNTDOWN": _sequels("count down from {a}|count down from {a} to {0}", ""),
}
