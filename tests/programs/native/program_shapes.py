"""Shapes of programs for which an optimiser takes more than linear time, in any size."""

from __future__ import annotations


def nested_loops(count: int) -> str:
    heads = [f"mov r{1 + number % 14}, 0\nloop{number}:" for number in range(count)]
    ends = [
        f"addi r{1 + number % 14}, r{1 + number % 14}, 1\nbltu r{1 + number % 14}, 2, loop{number}"
        for number in reversed(range(count))
    ]
    return "\n".join([*heads, "addi r0, r0, 1", *ends, "halt"])


def chain_of_calls(count: int) -> str:
    links = [f"f{number}: addi r0, r0, 1\ncall f{number + 1}\nret" for number in range(count)]
    return "\n".join(["call f0", "halt", *links, f"f{count}: ret"])


def branches(count: int) -> str:
    lines = [
        f"bgtu r{number % 8}, r{(number * 3 + 1) % 8}, over{number}\n"
        f"addi r{number % 7}, r{number % 5}, {number}\nover{number}:"
        for number in range(count)
    ]
    return "\n".join([*lines, "halt"])


def branches_back(count: int) -> str:
    lines = [
        f"back{number}: addi r{number % 8}, r{number % 8}, 1\n"
        f"bltu r{number % 8}, {number}, back{number * 7919 % (number + 1)}"
        for number in range(count)
    ]
    return "\n".join([*lines, "halt"])


def indirect_jumps(count: int) -> str:
    return "jump r1\n" * count + "halt"


def indirect_calls(count: int) -> str:
    return "call r1\n" * count + "halt"


def signed_divisions(count: int) -> str:
    return "sdiv r1, r1, r2\n" * count + "halt"


def straight_line(count: int) -> str:
    return "".join(f"load.w r{n % 14}, [r{n * 7 % 14} + {n % 64}]\n" for n in range(count)) + "halt"


def recursions(count: int) -> str:
    return "call f\nhalt\nf: bltu r0, 2, end\n" + "subi r0, r0, 1\ncall f\n" * count + "end: ret"


# The size at which a shape took LLVM tens of seconds, or more.
SHAPES = {
    nested_loops: 125,
    chain_of_calls: 1_000,
    branches: 1_000,
    branches_back: 1_500,
    indirect_jumps: 2_000,
    indirect_calls: 2_000,
    signed_divisions: 4_000,
    straight_line: 10_000,
    recursions: 2_000,
}
