"""Level 2: conditions, loops of each kind, and the conditions of branches."""

from __future__ import annotations

import operator
from collections.abc import Callable

from neurlang.prompts.training.sources.patterns.pattern import COUNT, NUMBER, SMALL, Pattern

_CONDITIONS: tuple[tuple[str, str, str, Callable[[int, int], bool]], ...] = (
    ("eq", "equals", "==", operator.eq),
    ("ne", "differs from", "!=", operator.ne),
    ("lt", "is less than", "<", operator.lt),
    ("le", "is at most", "<=", operator.le),
    ("gt", "is greater than", ">", operator.gt),
    ("ge", "is at least", ">=", operator.ge),
)


def _if_else(mode: str, words: str, symbol: str, holds: Callable[[int, int], bool]) -> Pattern:
    return Pattern(
        f"if_{mode}_else",
        "control-flow/if-else",
        {"a": NUMBER, "b": NUMBER, "c": NUMBER, "d": NUMBER},
        (
            f"if {{a}} {words} {{b}} [then |]return {{c}}[,|] else {{d}}",
            f"{{c}} if {{a}} {symbol} {{b}}, otherwise {{d}}",
            f"[conditional|if-else]: when {{a}} {words} {{b}} give {{c}}, else give {{d}}",
        ),
        f"b{mode} r0, r1, chosen\nmov r0, r3\nret\nchosen:\nmov r0, r2\nret",
        lambda a, b, c, d: c if holds(a, b) else d,
    )


def _condition(mode: str, words: str, symbol: str, holds: Callable[[int, int], bool]) -> Pattern:
    return Pattern(
        f"branch_{mode}",
        "control-flow/branch",
        {"a": NUMBER, "b": NUMBER},
        (
            f"branch [and return|to] 1 if {{a}} {words} {{b}}[, else 0|, otherwise 0]",
            f"b{mode} on {{a}} and {{b}}: 1 if taken, 0 if not",
            f"test {{a}} {symbol} {{b}} with a branch",
        ),
        f"b{mode} r0, r1, taken\nmov r0, 0\nret\ntaken:\nmov r0, 1\nret",
        lambda a, b: int(holds(a, b)),
    )


PATTERNS: tuple[Pattern, ...] = (
    *(_if_else(*row) for row in _CONDITIONS),
    *(_condition(*row) for row in _CONDITIONS),
    Pattern(
        "sign_by_branches",
        "control-flow/if-else",
        {"n": NUMBER},
        (
            "[with|using] branches: -1, 0 or 1 as {n} is negative, zero or positive",
            "if-else chain for the sign of {n}",
        ),
        "bgt r0, 0, above\nblt r0, 0, below\nmov r0, 0\nret\nabove:\nmov r0, 1\nret\nbelow:\nmov r0, -1\nret",
        lambda n: (n > 0) - (n < 0),
    ),
    Pattern(
        "grade",
        "control-flow/if-else",
        {"n": "0 .. 100"},
        (
            "[map|turn] the score {n} [to|into] a grade: 3 from 80, 2 from 60, 1 from 40, else 0",
            "nested ifs: 3 if {n} >= 80, 2 if >= 60, 1 if >= 40, else 0",
        ),
        "bge r0, 80, best\nbge r0, 60, good\nbge r0, 40, fair\nmov r0, 0\nret\n"
        "best:\nmov r0, 3\nret\ngood:\nmov r0, 2\nret\nfair:\nmov r0, 1\nret",
        lambda n: (n >= 80) + (n >= 60) + (n >= 40),
    ),
    Pattern(
        "for_step",
        "control-flow/for",
        {"n": "0 .. 60", "step": COUNT},
        (
            "for loop from 0 to {n} in steps of {step}: add [up |]the [counters|values]",
            "for i = 0, i <= {n}, i += {step}: total += i",
            "[sum|add up] the numbers from 0 through {n}, {step} apart, in a for loop",
        ),
        "mov r2, 0\nmov r3, 0\nagain:\nbgt r3, r0, done\nadd r2, r2, r3\nadd r3, r3, r1\nb again\n"
        "done:\nmov r0, r2\nret",
        lambda n, step: sum(range(0, n + 1, step)),
    ),
    Pattern(
        "for_squares",
        "control-flow/for",
        {"n": SMALL},
        (
            "for loop that [adds|sums] i * i for i from 1 to {n}",
            "for i in 1..{n}: total += i * i",
        ),
        "mov r1, 0\nmov r2, 1\nagain:\nbgt r2, r0, done\nmul r3, r2, r2\nadd r1, r1, r3\naddi r2, r2, 1\nb again\n"
        "done:\nmov r0, r1\nret",
        lambda n: sum(i * i for i in range(1, n + 1)),
    ),
    Pattern(
        "while_halving",
        "control-flow/while",
        {"n": "0 .. 5000"},
        (
            "while {n} is [above 0|not zero], halve it[,| and] count the [rounds|steps]",
            "while loop: how often can {n} be halved before it is 0",
        ),
        "mov r1, 0\nagain:\nbeqz r0, done\nshri r0, r0, 1\naddi r1, r1, 1\nb again\ndone:\nmov r0, r1\nret",
        lambda n: n.bit_length(),
    ),
    Pattern(
        "while_subtracting",
        "control-flow/while",
        {"a": "0 .. 500", "b": "1 .. 50"},
        (
            "while {a} is at least {b}, subtract {b}[, return what is left|]",
            "while loop that takes {b} from {a} until less than {b} remains",
        ),
        "again:\nblt r0, r1, done\nsub r0, r0, r1\nb again\ndone:\nret",
        lambda a, b: a % b,
    ),
    Pattern(
        "do_while_digits",
        "control-flow/do-while",
        {"n": "0 .. 100000"},
        (
            "do-while loop that counts the [decimal digits|digits] of {n}",
            "do divide {n} by 10, count one, while it is above 0",
        ),
        "mov r1, 0\nagain:\ndiv r0, r0, 10\naddi r1, r1, 1\nbnez r0, again\nmov r0, r1\nret",
        lambda n: len(str(n)),
    ),
    Pattern(
        "do_while_doubling",
        "control-flow/do-while",
        {"n": "1 .. 2000"},
        (
            "do double 1 while it is [below|less than] {n}",
            "do-while: keep doubling until at least {n} is reached, [at least once|starting from 1]",
        ),
        "mov r1, 1\nagain:\nshli r1, r1, 1\nblt r1, r0, again\nmov r0, r1\nret",
        lambda n: max(2, 1 << (n - 1).bit_length()),
    ),
    Pattern(
        "nested_loops",
        "control-flow/for",
        {"n": COUNT, "m": COUNT},
        (
            "nested loops: add i * j for i [to|up to] {n} and j [to|up to] {m}",
            "two loops, one in the other, {n} by {m}: sum of the products",
        ),
        "mov r2, 0\nmov r3, 1\nouter:\nbgt r3, r0, done\nmov r4, 1\ninner:\nbgt r4, r1, next\nmul r5, r3, r4\n"
        "add r2, r2, r5\naddi r4, r4, 1\nb inner\nnext:\naddi r3, r3, 1\nb outer\ndone:\nmov r0, r2\nret",
        lambda n, m: n * (n + 1) // 2 * (m * (m + 1) // 2),
    ),
    Pattern(
        "loop_with_continue",
        "control-flow/for",
        {"n": "0 .. 60", "k": "2 .. 9"},
        (
            "[sum|add up] 1 to {n} but skip multiples of {k}",
            "loop to {n} with a continue on every multiple of {k}: add the others",
        ),
        "mov r2, 0\nmov r3, 0\nagain:\naddi r3, r3, 1\nbgt r3, r0, done\nmod r4, r3, r1\nbeqz r4, again\n"
        "add r2, r2, r3\nb again\ndone:\nmov r0, r2\nret",
        lambda n, k: sum(i for i in range(1, n + 1) if i % k),
    ),
    Pattern(
        "loop_with_break",
        "control-flow/for",
        {"n": "1 .. 500"},
        (
            "add 1, 2, 3, ... and break when the sum [reaches|is at least] {n}[: how many terms|]",
            "loop with a break: terms of 1 + 2 + 3 + ... until {n}",
        ),
        "mov r1, 0\nmov r2, 0\nagain:\naddi r2, r2, 1\nadd r1, r1, r2\nbge r1, r0, done\nb again\n"
        "done:\nmov r0, r2\nret",
        lambda n: next(k for k in range(1, n + 1) if k * (k + 1) // 2 >= n),
    ),
)
