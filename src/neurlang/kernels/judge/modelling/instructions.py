"""The instructions of a kernel's main loop, read from the assembly that LLVM wrote, by class.

A class is a group of instructions that a processor treats alike. Blocks that are rarely run (those in which an
estimate is in doubt) do not count. The assembly is AT&T's, as LLVM prints it for x86-64: sources before the
destination.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from neurlang.errors import DataError

# The classes; the order is that of every array of counts.
CLASSES = (
    "add", "minmax", "multiply", "fma", "divide.f32", "divide.f64", "root.f32", "root.f64", "estimate", "compare",
    "round", "logic", "blend", "mask", "shuffle", "convert", "move", "load", "store", "integer", "branch", "call",
)  # fmt: skip
PLACE = {name: place for place, name in enumerate(CLASSES)}

# In order: the first pattern that begins a mnemonic decides. They hold for instructions on vector registers only.
VECTOR_CLASSES: tuple[tuple[str, str], ...] = (
    (r"vf(n?m)(add|sub)", "fma"),
    (r"v?(add|sub)[ps][sd]", "add"),
    (r"v?(min|max)[ps][sd]", "minmax"),
    (r"v?mul[ps][sd]", "multiply"),
    (r"v?div[ps]s", "divide.f32"),
    (r"v?div[ps]d", "divide.f64"),
    (r"v?sqrt[ps]s", "root.f32"),
    (r"v?sqrt[ps]d", "root.f64"),
    (r"v?(rcp|rsqrt)", "estimate"),
    (r"v?cmp|vfpclass|vptestn?m|v?u?comis", "compare"),
    (r"v?round|vrndscale|vreduce", "round"),
    (r"v?p?blend", "blend"),
    (r"k", "mask"),
    (r"v?cvt", "convert"),
    (r"v?p?(andn?|or|xor)|vpternlog|v?ps[lr]", "logic"),
    (
        r"v?(p?broadcast|perm|p?unpck|p?shuf|p?insr|insert|p?extr|extract|pack|pmov|palignr|valign|compress|expand)",
        "shuffle",
    ),
    (r"v?mov|v?lddqu", "move"),
)
VECTOR_PATTERN = re.compile("|".join(f"(?P<c{n}>{pattern})" for n, (pattern, _) in enumerate(VECTOR_CLASSES)))
VECTOR_REGISTER = re.compile(r"%([xyz])mm(\d+)")
MASK_REGISTER = re.compile(r"%k(\d)")
MEMORY = re.compile(r"[^,(]*\([^)]*\)")
OPERAND = re.compile(r"\s*((?:[^,(]*\([^)]*\)[^,]*)|[^,]+)")
STACK = re.compile(r"\(%r[sb]p\)")
LABEL = re.compile(r"^\.?L?(BB\d+_\d+):|^# %bb\.\d+:")
BLOCK_NAME = re.compile(r"# %([\w.$-]+)")
LOOP = re.compile(r"Inner Loop Header|Loop Header|in Loop: Header=(BB\d+_\d+)")
RARE = (".odd",)  # blocks in which an estimate is in doubt
PREFIXES = ("wide", "single")  # the loops of a core, by the names of their blocks: the first is the main one


@dataclass(frozen=True, slots=True)
class Instruction:
    """An instruction: its class, the places that it reads and writes, whether it loads or stores beside that.

    Places are registers (`v3`, `k1`) and spill slots by their text; addresses in arrays are none, since iterations do
    not depend on each other.
    """

    kind: str
    reads: tuple[str, ...]
    writes: str | None
    loads: bool = False
    stores: bool = False


@dataclass(frozen=True, slots=True)
class Loop:
    """The main loop's instructions."""

    instructions: tuple[Instruction, ...]


def loop_text(assembly: str) -> str:
    """The main loop of a core's assembly, without comments.

    Raises:
        DataError: there is no loop in it.

    """
    lines = list(loop_lines(assembly))
    if not lines:
        raise DataError("The assembly of the kernel has no loop that could be counted.")
    return "\n".join(lines)


def read_loop(text: str) -> Loop:
    """The instructions of a loop's text."""
    return Loop(tuple(map(instruction_of, text.splitlines())))


def loop_lines(assembly: str) -> Iterator[str]:
    """The instructions of the main loop, in the order of the code."""
    blocks = list(blocks_of(assembly))
    for prefix in PREFIXES:
        chosen = [
            block
            for block in blocks
            if block.loop and (block.name == prefix or block.name.startswith(f"{prefix}."))
        ]
        if chosen:
            for block in chosen:
                if not block.name.endswith(RARE):
                    yield from block.lines
            return


@dataclass(slots=True)
class Block:
    """A block of the code: its name in the LLVM text, whether it is in a loop, its instructions."""

    name: str
    loop: bool
    lines: list[str]


def blocks_of(assembly: str) -> Iterator[Block]:
    """The blocks of a function, in the order of the code."""
    current: Block | None = None
    for line in assembly.splitlines():
        if LABEL.match(line):
            if current is not None:
                yield current
            name = BLOCK_NAME.search(line.split(":", 1)[1])
            current = Block("" if name is None else name[1], False, [])
        if current is None:
            continue
        if LOOP.search(line):
            current.loop = True
        code = line.split("#", 1)[0].strip()
        if code and line.startswith("\t") and not code.startswith("."):
            current.lines.append(" ".join(code.split()))
    if current is not None:
        yield current


def instruction_of(line: str) -> Instruction:
    """A line of assembly as an instruction."""
    mnemonic, _, rest = line.partition(" ")
    operands = tuple(match.strip() for match in OPERAND.findall(rest))
    if mnemonic.startswith("call"):
        return Instruction("call", ("v0", "v1"), "v0")
    if mnemonic.startswith("j"):
        return Instruction("branch", (), None)
    is_vector = bool(VECTOR_REGISTER.search(rest) or MASK_REGISTER.search(rest))
    if not is_vector:
        loads = "(" in rest and not mnemonic.startswith("lea")
        return Instruction("integer", (), None, loads=loads and not _is_memory(operands[-1:]))
    kind = _vector_class(mnemonic)
    *sources, target = operands
    stores, loads = _is_memory((target,)), _is_memory(sources)
    is_masked = "{%k" in target
    if kind == "move":
        if is_masked and not stores:
            kind = "blend"
        elif stores:
            kind = "store"
        elif loads:
            kind = "load"
    if kind == "shuffle" and loads and "broadcast" in mnemonic:
        kind = "load"
    reads = [place for operand in sources for place in _places(operand)]
    if stores:
        reads += _places(target.partition("(")[0] + target.rpartition(")")[2])  # masks
        slot = _slot(target)
        return Instruction(kind, tuple(reads), slot, stores=kind != "store")
    written, *masks = _places(target)
    reads += masks
    if is_masked or kind == "fma":
        reads.append(written)
    return Instruction(kind, tuple(reads), written, loads=loads and kind != "load")


def _vector_class(mnemonic: str) -> str:
    found = VECTOR_PATTERN.match(mnemonic)
    return "logic" if found is None or found.lastgroup is None else _class_of(found)


def _class_of(found: re.Match[str]) -> str:
    return next(name for n, (_, name) in enumerate(VECTOR_CLASSES) if found[f"c{n}"] is not None)


def _is_memory(operands: Sequence[str]) -> bool:
    return any("(" in operand for operand in operands)


def _slot(operand: str) -> str | None:
    """The text of a spill slot; None for another address."""
    return operand.partition(" ")[0] if STACK.search(operand) else None


def _places(operand: str) -> list[str]:
    found = [f"v{number}" for _, number in VECTOR_REGISTER.findall(operand)]
    found += [f"k{number}" for number in MASK_REGISTER.findall(operand)]
    slot = _slot(operand)
    return found if slot is None else [*found, slot]


def counts_of(loop: Loop) -> Counter[str]:
    """How many instructions of each class the loop has; a load or store inside another instruction counts as well."""
    counts: Counter[str] = Counter(each.kind for each in loop.instructions)
    counts["load"] += sum(each.loads for each in loop.instructions)
    counts["store"] += sum(each.stores for each in loop.instructions)
    return counts
