"""Level 3: loads and stores, arrays, addresses computed from others."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from neurlang.prompts.training.sources.patterns.pattern import LENGTH, LIST, NUMBER, Meaning, Pattern

_ARRAY = {"values": LIST, "count": LENGTH}
_WIDTHS = (("b", "byte", 8), ("h", "half word", 16), ("w", "word", 32), ("d", "double word", 64))
_TRAVERSALS: tuple[tuple[str, str, str, str, Callable[[tuple[int, ...]], int]], ...] = (
    ("sum", "adds the elements", "0", "add r2, r2, r4", sum),
    ("xor", "xors the elements", "0", "xor r2, r2, r4", lambda v: _folded(v, lambda x, y: x ^ y, 0)),
    ("or", "ors the elements", "0", "or r2, r2, r4", lambda v: _folded(v, lambda x, y: x | y, 0)),
    (
        "positive",
        "counts the positive elements",
        "0",
        "ble r4, 0, skip\naddi r2, r2, 1\nskip:",
        lambda v: sum(each > 0 for each in v),
    ),
    (
        "even",
        "counts the even elements",
        "0",
        "andi r5, r4, 1\nbnez r5, skip\naddi r2, r2, 1\nskip:",
        lambda v: sum(each % 2 == 0 for each in v),
    ),
    ("last", "remembers the last element", "0", "mov r2, r4", lambda v: v[-1]),
)


def _folded(values: tuple[int, ...], step: Callable[[int, int], int], start: int) -> int:
    for each in values:
        start = step(start, each)
    return start


def _stored(letter: str, words: str, bits: int) -> Pattern:
    return Pattern(
        f"store_load_{letter}",
        "memory/load-store",
        {"n": NUMBER},
        (
            f"store {{n}} [in|to] memory as a {words} and load it [back|again]",
            f"store.{letter} {{n}} at 0x2000, then load.{letter} it",
            f"write the {words} {{n}} to [memory|an address] and read it",
        ),
        f"mov r1, 0x2000\nstore.{letter} r0, [r1]\nload.{letter} r0, [r1]\nret",
        lambda n: n & ((1 << bits) - 1),
    )


def _traversal(
    name: str, words: str, start: str, step: str, meaning: Callable[[tuple[int, ...]], int]
) -> Pattern:
    return Pattern(
        f"traverse_{name}",
        "memory/traversal",
        _ARRAY,
        (
            f"[traverse|walk through] the array {{values}} with a loop that {words}",
            f"a loop over {{values}} that {words}",
            f"[go over|iterate over] {{values}} in memory: it {words}",
        ),
        f"mov r2, {start}\nmov r3, 0\nagain:\nbgeu r3, r1, done\nshli r4, r3, 3\nload.d r4, [r0 + r4]\n{step}\n"
        "addi r3, r3, 1\nb again\ndone:\nmov r0, r2\nret",
        meaning,
    )


def _pointer(
    name: str, parameters: dict[str, str], prompts: tuple[str, ...], code: str, meaning: Meaning
) -> Pattern:
    return Pattern(name, "memory/pointer", parameters, prompts, code, meaning)


PATTERNS: tuple[Pattern, ...] = (
    *(_stored(*row) for row in _WIDTHS),
    *(_traversal(*row) for row in _TRAVERSALS),
    Pattern(
        "load_signed_byte",
        "memory/load-store",
        {"n": "-128 .. 127"},
        (
            "store {n} as a byte and load it with its sign",
            "sign-extending load of the byte {n}",
        ),
        "mov r1, 0x2000\nstore.b r0, [r1]\nload.sb r0, [r1]\nret",
        lambda n: n,
    ),
    Pattern(
        "two_cells",
        "memory/load-store",
        {"a": NUMBER, "b": NUMBER},
        (
            "store {a} and {b} in [two memory cells|neighbouring cells], then [load and add both|add what both hold]",
            "memory cells hold {a} and {b}: load both and add",
        ),
        "mov r2, 0x2000\nstore.d r0, [r2]\nstore.d r1, [r2 + 8]\nload.d r3, [r2]\nload.d r4, [r2 + 8]\n"
        "add r0, r3, r4\nret",
        lambda a, b: a + b,
    ),
    Pattern(
        "struct_fields",
        "memory/load-store",
        {"x": NUMBER, "y": NUMBER},
        (
            "[write|store] a struct with the fields {x} and {y}, return the difference of its fields",
            "record at 0x2000 with x = {x} at offset 0 and y = {y} at offset 8: load both, x - y",
        ),
        "mov r2, 0x2000\nstore.d r0, [r2 + 0]\nstore.d r1, [r2 + 8]\nload.d r3, [r2 + 0]\nload.d r4, [r2 + 8]\n"
        "sub r0, r3, r4\nret",
        lambda x, y: x - y,
    ),
    Pattern(
        "array_element",
        "memory/array",
        {"values": LIST, "count": LENGTH, "i": "0 .. count - 1"},
        (
            "[load|read|fetch] element {i} of the array {values}",
            "array access: {values} at index {i}",
            "{values}[{i}] from memory, counted from 0",
        ),
        "shli r2, r2, 3\nload.d r0, [r0 + r2]\nret",
        lambda values, i: values[i],
    ),
    Pattern(
        "array_update",
        "memory/array",
        {"values": LIST, "count": LENGTH, "i": "0 .. count - 1", "v": NUMBER},
        (
            "[store|write] {v} at index {i} of {values} and load that element [back|again]",
            "set element {i} of the array {values} to {v}",
        ),
        "shli r2, r2, 3\nadd r2, r0, r2\nstore.d r3, [r2]\nload.d r0, [r2]\nret",
        lambda values, i, v: v,
    ),
    Pattern(
        "swap_elements",
        "memory/array",
        {"values": LIST, "count": LENGTH},
        (
            "swap the first and the last element of {values} in memory[, return the new first|]",
            "exchange both ends of the array {values}",
        ),
        "subi r1, r1, 1\nshli r1, r1, 3\nadd r1, r0, r1\nload.d r2, [r0]\nload.d r3, [r1]\nstore.d r3, [r0]\n"
        "store.d r2, [r1]\nload.d r0, [r0]\nret",
        lambda values: values[-1],
    ),
    Pattern(
        "neighbours",
        "memory/traversal",
        _ARRAY,
        (
            "traverse {values} and count how often an element is above the one before",
            "walk through {values}: how many steps up",
        ),
        "mov r2, 0\nmov r3, 1\nagain:\nbgeu r3, r1, done\nshli r4, r3, 3\nadd r4, r0, r4\nload.d r5, [r4 - 8]\n"
        "load.d r6, [r4]\nble r6, r5, skip\naddi r2, r2, 1\nskip:\naddi r3, r3, 1\nb again\ndone:\nmov r0, r2\nret",
        lambda values: sum(b > a for a, b in pairwise(values)),
    ),
    _pointer(
        "element_address",
        {"p": "4096 .. 60000", "i": "0 .. 50"},
        (
            "the address of element {i} of an array of 8-byte elements at {p}",
            "pointer arithmetic: {p} plus {i} elements of 8 bytes",
        ),
        "shli r1, r1, 3\nadd r0, r0, r1\nret",
        lambda p, i: p + 8 * i,
    ),
    _pointer(
        "row_address",
        {"p": "4096 .. 30000", "row": "0 .. 9", "column": "0 .. 9"},
        (
            "address of row {row}, column {column} in a table of 10 by 10 double words at {p}",
            "pointer into a 10-wide matrix at {p}: row {row}, column {column}",
        ),
        "mul r1, r1, 10\nadd r1, r1, r2\nshli r1, r1, 3\nadd r0, r0, r1\nret",
        lambda p, row, column: p + 8 * (10 * row + column),
    ),
    _pointer(
        "pointer_distance",
        {"p": "4096 .. 5000", "n": "0 .. 100"},
        (
            "how many 8-byte elements lie between {p} and the pointer {n} elements on",
            "difference of two pointers: one at {p}, one {n} double words further",
        ),
        "shli r1, r1, 3\nadd r1, r0, r1\nsub r0, r1, r0\nshri r0, r0, 3\nret",
        lambda p, n: n,
    ),
    _pointer(
        "walk_by_pointer",
        _ARRAY,
        (
            "[add|sum] {values} with a pointer that [moves|steps] on by 8",
            "walk a pointer from the start to the end of {values} and add",
        ),
        "shli r1, r1, 3\nadd r1, r0, r1\nmov r2, 0\nagain:\nbgeu r0, r1, done\nload.d r3, [r0]\nadd r2, r2, r3\n"
        "addi r0, r0, 8\nb again\ndone:\nmov r0, r2\nret",
        lambda values: sum(values),
    ),
)
