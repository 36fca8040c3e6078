"""Level 4: calls and returns, the stack, recursion."""

from __future__ import annotations

import math

from neurlang.prompts.training.sources.patterns.pattern import LENGTH, LIST, NUMBER, SMALL, Pattern

_CALL, _STACK, _RECURSION = "functions/call", "functions/stack", "functions/recursion"


def _fibonacci(n: int) -> int:
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "call_double",
        _CALL,
        {"n": NUMBER},
        (
            "call a [function|subroutine] that doubles {n} twice, and return",
            "[define|write] double and call it two times on {n}",
        ),
        "call double\ncall double\nret\ndouble:\nadd r0, r0, r0\nret",
        lambda n: 4 * n,
    ),
    Pattern(
        "call_square",
        _CALL,
        {"a": NUMBER, "b": NUMBER},
        (
            "call a square function on {a} and on {b}, and add the results",
            "function calls: square({a}) + square({b})",
        ),
        "call square\nmov r2, r0\nmov r0, r1\ncall square\nadd r0, r0, r2\nret\nsquare:\nmul r0, r0, r0\nret",
        lambda a, b: a * a + b * b,
    ),
    Pattern(
        "call_with_two",
        _CALL,
        {"a": NUMBER, "b": NUMBER},
        (
            "call a [function|subroutine] with the arguments {a} and {b} that returns their difference",
            "pass {a} and {b} in registers to a function that subtracts",
        ),
        "call difference\nret\ndifference:\nsub r0, r0, r1\nret",
        lambda a, b: a - b,
    ),
    Pattern(
        "nested_calls",
        _CALL,
        {"n": NUMBER},
        (
            "a function that calls another: [outer|f] adds 1 to what [inner|g] makes of {n}, which is 3 times it",
            "nested calls on {n}: times 3, then plus 1, each in its own function",
        ),
        "call outer\nret\nouter:\ncall inner\naddi r0, r0, 1\nret\ninner:\nmul r0, r0, 3\nret",
        lambda n: 3 * n + 1,
    ),
    Pattern(
        "early_return",
        _CALL,
        {"n": NUMBER},
        (
            "a function that returns early with 0 if {n} is negative, else {n} plus 10",
            "early return for {n} below 0, otherwise add 10",
        ),
        "call guarded\nret\nguarded:\nbge r0, 0, go_on\nmov r0, 0\nret\ngo_on:\naddi r0, r0, 10\nret",
        lambda n: 0 if n < 0 else n + 10,
    ),
    Pattern(
        "function_pointer",
        _CALL,
        {"n": NUMBER, "which": "0 .. 1"},
        (
            "call through a register: function {which} of negate and double, on {n}",
            "function pointer to negate (0) or double (1): choose {which}, call it on {n}",
        ),
        "mov r2, negate\nbeqz r1, chosen\nmov r2, double\nchosen:\ncall r2\nret\nnegate:\nsub r0, zero, r0\nret\n"
        "double:\nadd r0, r0, r0\nret",
        lambda n, which: 2 * n if which else -n,
    ),
    Pattern(
        "push_pop",
        _STACK,
        {"a": NUMBER, "b": NUMBER},
        (
            "push {a} and {b} on the stack, pop both, and subtract the second popped from the first",
            "stack: push {a}, push {b}, pop two, first popped minus second popped",
        ),
        "subi sp, sp, 8\nstore.d r0, [sp]\nsubi sp, sp, 8\nstore.d r1, [sp]\nload.d r2, [sp]\naddi sp, sp, 8\n"
        "load.d r3, [sp]\naddi sp, sp, 8\nsub r0, r2, r3\nret",
        lambda a, b: b - a,
    ),
    Pattern(
        "save_registers",
        _STACK,
        {"a": NUMBER, "b": NUMBER},
        (
            "save {a} on the stack [around|across] a call that doubles {b}, then add both",
            "keep {a} in the stack frame while a function doubles {b}, add them",
        ),
        "subi sp, sp, 8\nstore.d r0, [sp]\nmov r0, r1\ncall double\nload.d r1, [sp]\naddi sp, sp, 8\nadd r0, r0, r1\n"
        "ret\ndouble:\nadd r0, r0, r0\nret",
        lambda a, b: a + 2 * b,
    ),
    Pattern(
        "reverse_by_stack",
        _STACK,
        {"values": LIST, "count": LENGTH},
        (
            "push all of {values} on the stack and pop the [top|last pushed]",
            "last in, first out with {values}: what is popped first",
        ),
        "mov r2, 0\npush:\nbgeu r2, r1, pop\nshli r3, r2, 3\nload.d r3, [r0 + r3]\nsubi sp, sp, 8\n"
        "store.d r3, [sp]\naddi r2, r2, 1\nb push\npop:\nload.d r0, [sp]\nshli r1, r1, 3\nadd sp, sp, r1\nret",
        lambda values: values[-1],
    ),
    Pattern(
        "frame_with_locals",
        _STACK,
        {"a": NUMBER, "b": NUMBER, "c": NUMBER},
        (
            "a stack frame with the local {a}, the local {b} and the local {c}: return the first times the third",
            "allocate 24 bytes on the stack for {a}, then {b}, then {c}, and multiply the outer two",
        ),
        "subi sp, sp, 24\nstore.d r0, [sp]\nstore.d r1, [sp + 8]\nstore.d r2, [sp + 16]\nload.d r3, [sp]\n"
        "load.d r4, [sp + 16]\naddi sp, sp, 24\nmul r0, r3, r4\nret",
        lambda a, b, c: a * c,
    ),
    Pattern(
        "recursive_factorial",
        _RECURSION,
        {"n": SMALL},
        (
            "[recursive|recursion for the] factorial of {n}",
            "compute {n} factorial with a function that calls itself",
        ),
        "factorial:\nbgtu r0, 1, deeper\nmov r0, 1\nret\ndeeper:\nsubi sp, sp, 8\nstore.d r0, [sp]\nsubi r0, r0, 1\n"
        "call factorial\nload.d r1, [sp]\naddi sp, sp, 8\nmul r0, r0, r1\nret",
        math.factorial,
    ),
    Pattern(
        "recursive_fibonacci",
        _RECURSION,
        {"n": "0 .. 12"},
        (
            "[recursive|doubly recursive] fibonacci of {n}",
            "fibonacci number {n} by two recursive calls",
        ),
        "fibonacci:\nbgtu r0, 1, deeper\nret\ndeeper:\nsubi sp, sp, 16\nstore.d r0, [sp]\nsubi r0, r0, 1\n"
        "call fibonacci\nstore.d r0, [sp + 8]\nload.d r0, [sp]\nsubi r0, r0, 2\ncall fibonacci\nload.d r1, [sp + 8]\n"
        "add r0, r0, r1\naddi sp, sp, 16\nret",
        _fibonacci,
    ),
    Pattern(
        "recursive_sum",
        _RECURSION,
        {"n": "0 .. 60"},
        (
            "[recursive|recursion for the] sum of 1 to {n}",
            "add {n}, {n} - 1, ... down to 0 by recursion",
        ),
        "total:\nbnez r0, deeper\nret\ndeeper:\nsubi sp, sp, 8\nstore.d r0, [sp]\nsubi r0, r0, 1\ncall total\n"
        "load.d r1, [sp]\naddi sp, sp, 8\nadd r0, r0, r1\nret",
        lambda n: n * (n + 1) // 2,
    ),
    Pattern(
        "recursive_power",
        _RECURSION,
        {"base": "-9 .. 9", "exponent": "0 .. 15"},
        (
            "[recursive|recursion for the] power: {base} to the {exponent}",
            "raise {base} to {exponent} with a function that calls itself",
        ),
        "power:\nbnez r1, deeper\nmov r0, 1\nret\ndeeper:\nsubi sp, sp, 8\nstore.d r0, [sp]\nsubi r1, r1, 1\n"
        "call power\nload.d r2, [sp]\naddi sp, sp, 8\nmul r0, r0, r2\nret",
        lambda base, exponent: base**exponent,
    ),
    Pattern(
        "recursive_gcd",
        _RECURSION,
        {"a": "0 .. 1000", "b": "0 .. 1000"},
        (
            "[recursive|tail recursive] [euclid|euclidean algorithm] for {a} and {b}",
            "greatest common divisor of {a} and {b} by recursion",
        ),
        "euclid:\nbnez r1, deeper\nret\ndeeper:\nmod r2, r0, r1\nmov r0, r1\nmov r1, r2\ncall euclid\nret",
        math.gcd,
    ),
    Pattern(
        "recursive_array_sum",
        _RECURSION,
        {"values": LIST, "count": LENGTH},
        (
            "recursive sum of the array {values}",
            "add {values} by recursion: the first element plus the sum of the rest",
        ),
        "rest:\nbnez r1, deeper\nmov r0, 0\nret\ndeeper:\nsubi sp, sp, 8\nload.d r2, [r0]\nstore.d r2, [sp]\n"
        "addi r0, r0, 8\nsubi r1, r1, 1\ncall rest\nload.d r2, [sp]\naddi sp, sp, 8\nadd r0, r0, r2\nret",
        lambda values: sum(values),
    ),
)
