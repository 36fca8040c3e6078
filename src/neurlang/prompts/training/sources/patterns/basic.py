"""Level 1: moves between registers, immediates, arithmetic with constants."""

from __future__ import annotations

from collections.abc import Callable

from neurlang.prompts.training.sources.patterns.pattern import NUMBER, Pattern

_OPERATIONS: tuple[tuple[str, str, str, Callable[[int, int], int]], ...] = (
    ("add", "add {b} to {a}", "+", lambda a, b: a + b),
    ("sub", "subtract {b} from {a}", "-", lambda a, b: a - b),
    ("mul", "multiply {a} by {b}", "*", lambda a, b: a * b),
    ("and", "the bits that {a} and {b} share", "&", lambda a, b: a & b),
    ("or", "the bits of {a} or {b}", "|", lambda a, b: a | b),
    ("xor", "the bits in which {a} and {b} differ", "^", lambda a, b: a ^ b),
)
_CONSTANTS = ((2, 1), (3, 7), (5, -2), (10, 10), (-1, 100))


def _with_registers(mnemonic: str, words: str, symbol: str, meaning: Callable[[int, int], int]) -> Pattern:
    return Pattern(
        f"registers_{mnemonic}",
        "basic/arithmetic",
        {"a": NUMBER, "b": NUMBER},
        (
            f"{words} [in registers|with one instruction|in assembly]",
            f"registers r0 = {{a}}, r1 = {{b}}: [compute|return] r0 {symbol} r1",
            f"use the {mnemonic} instruction on {{a}} and {{b}}",
            f"[emit|write] {mnemonic} r0, r0, r1 for r0 = {{a}} and r1 = {{b}}",
        ),
        f"{mnemonic} r0, r0, r1\nret",
        meaning,
    )


def _with_constants(factor: int, term: int) -> Pattern:
    sign = f"add {term}" if term >= 0 else f"subtract {-term}"
    return Pattern(
        f"times_{factor}_plus_{term}".replace("-", "minus_"),
        "basic/constants",
        {"n": NUMBER},
        (
            f"multiply {{n}} by the constant {factor}, then {sign}",
            f"[take|start with] {{n}}, times {factor}, then {sign}, with immediates",
            f"load {{n}} into r0, scale it by {factor} and {sign}",
        ),
        f"mul r0, r0, {factor}\naddi r0, r0, {term}\nret",
        lambda n: n * factor + term,
    )


PATTERNS: tuple[Pattern, ...] = (
    *(_with_registers(*row) for row in _OPERATIONS),
    *(_with_constants(*row) for row in _CONSTANTS),
    Pattern(
        "set_register",
        "basic/move",
        {"n": NUMBER},
        (
            "[set|load|initialise] [register r0|r0] [to|with] {n}",
            "[put|place] the [immediate|constant] {n} [in|into] r0",
            "mov r0, {n}",
            "return the constant {n} in a register",
        ),
        "ret",
        lambda n: n,
    ),
    Pattern(
        "move_register",
        "basic/move",
        {"n": NUMBER},
        (
            "[move|copy] {n} from r0 through r4 [back to|into] r0",
            "[put|store] {n} in r4, clear r0, and [move|copy] r4 to r0",
            "register move: {n} from one register to another and back",
        ),
        "mov r4, r0\nmov r0, 0\nmov r0, r4\nret",
        lambda n: n,
    ),
    Pattern(
        "swap_registers",
        "basic/move",
        {"a": NUMBER, "b": NUMBER},
        (
            "swap [the registers|registers] r0 = {a} and r1 = {b}[, return r0|]",
            "exchange r0 = {a} with r1 = {b} [using|through] a third register",
            "r0 holds {a}, r1 holds {b}: swap them",
        ),
        "mov r2, r0\nmov r0, r1\nmov r1, r2\nret",
        lambda a, b: b,
    ),
    Pattern(
        "swap_by_xor",
        "basic/move",
        {"a": NUMBER, "b": NUMBER},
        (
            "swap r0 = {a} and r1 = {b} [by xor|without a third register]",
            "xor swap of {a} and {b}",
        ),
        "xor r0, r0, r1\nxor r1, r0, r1\nxor r0, r0, r1\nret",
        lambda a, b: b,
    ),
    Pattern(
        "negate_register",
        "basic/arithmetic",
        {"n": NUMBER},
        ("negate [register r0|r0] = {n} [by subtracting from zero|with sub]", "0 - r0 with r0 = {n}"),
        "sub r0, zero, r0\nret",
        lambda n: -n,
    ),
    Pattern(
        "three_terms",
        "basic/arithmetic",
        {"a": NUMBER, "b": NUMBER, "c": NUMBER},
        (
            "[in registers|with two adds]: r0 = {a} plus r1 = {b} plus r2 = {c}",
            "accumulate r0 = {a}, r1 = {b}, r2 = {c} [in|into] r0",
        ),
        "add r0, r0, r1\nadd r0, r0, r2\nret",
        lambda a, b, c: a + b + c,
    ),
    Pattern(
        "multiply_add",
        "basic/arithmetic",
        {"a": NUMBER, "b": NUMBER, "c": NUMBER},
        (
            "multiply-add [in|with] registers: r0 = {a} times r1 = {b}, add r2 = {c}",
            "r0 * r1 + r2 for r0 = {a}, r1 = {b}, r2 = {c}",
        ),
        "mul r0, r0, r1\nadd r0, r0, r2\nret",
        lambda a, b, c: a * b + c,
    ),
)
