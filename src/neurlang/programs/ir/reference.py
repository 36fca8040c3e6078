"""The reference of the language, derived from the tables: rows for display, and the page `docs/language.md`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from neurlang.errors import UsageError
from neurlang.programs.ir.diagnostics import did_you_mean, quoted
from neurlang.programs.ir.extension_numbers import EXTENSION_NAMES, FIRST_USER_EXTENSION
from neurlang.programs.ir.intrinsics import INTRINSICS
from neurlang.programs.ir.ops import ALIASES, MNEMONICS, OPS, Alias, Mode, Op
from neurlang.programs.ir.program import DATA_BASE
from neurlang.programs.ir.registers import ALIASES_OF, REGISTERS, Register


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """One mode of an op, an alias (number and opcode of what it stands for), or an intrinsic (no number)."""

    number: int | None
    opcode: str
    mode: str
    mnemonics: tuple[str, ...]
    operands: str
    summary: str


_NOTES = (
    "An operand `x/imm` may be a register or an immediate; `=` precedes the value used if the operand is omitted.",
    "A label may appear wherever an immediate may. The three-register forms of ALU also take an immediate in the",
    "third place, loads and stores a second register in place of the offset. Case does not matter.",
)

_REGISTERS = {
    **{f"r{number}": "general" for number in range(16)},
    "r0": "general; the result of a program, a task, an intrinsic",
    "sp": "general; starts as the end of the memory",
    "fp": "general",
    "lr": "general; `call` lays the index behind it here",
    "pc": "the index of the instruction that reads it; read-only",
    "csp": "general",
    "cfp": "general",
    "zero": "0; what is written is forgotten",
}

_MACHINE = (
    "Registers have 64 bits and start as 0 unless the table says otherwise, or a test or `--reg` sets them. Whole",
    "numbers are two's complement and wrap; doubles are IEEE 754 binary64 in the same registers, rounded to",
    "nearest even.",
    "",
    "The memory is one array of bytes, little-endian, from address 0; accesses need no alignment, but atomic",
    "ones. `call` pushes the index behind it on a stack that lies outside the memory, and `ret` pops it. A",
    "program ends by `halt`, by a `ret` with no call left, or behind its last instruction; its result is `r0`.",
    "",
    "A block is the instructions up to a jump or a label that something goes to, 4,096 at most. It is paid for",
    "when it is entered, by its number of instructions, and not entered unless all of it can be paid.",
)

_BINARY = (
    "A `.nlb` file is the magic `NLB1`, a version, counts, entry, code, data, symbols and lines if they are kept,",
    "and the CRC-32 of all before it. An instruction is a 32-bit word, from its lowest bit: opcode 6, three",
    "registers 5 each, mode 4, width of immediates 2, which operands are immediates 5; where there are none,",
    "these last five are higher bits of the mode. A second word follows where more than three operands are",
    "registers, then the immediates.",
)

_TEXT_FORM = (
    "`;` and `#` start comments. A label is `name:` or `.name:`. Labels are case-sensitive, several may precede an",
    "item on its line, and none may have a register's name (`r0` to `r15`, `sp`, `fp`, `lr`, `pc`, `csp`, `cfp`,",
    "`zero`, `a0` to `a5`, `ret`, `x0`). A label of `.L` and a number is not kept as a symbol. All errors in a text",
    "are reported at once, up to 20.",
    "",
    "Numbers are `10`, `-1`, `0x0a`, `0b1010`, `'c'`, `1_000`, of 64 bits, in ASCII digits; decimal numbers have no",
    "leading zeros. A sum of numbers and labels may replace a number: `label + 8`, `end - start`. Doubles are `2.5`,",
    "`-1e9`, `1.5e-3`; `mov` and `.double` take them. Texts have the escapes `\\n \\r \\t \\0 \\\\ \\\" \\' \\xHH`.",
    "",
)

_DIRECTIVES = (
    ("`.entry label`", "where the program starts; without it, at its first instruction"),
    (
        "`.code` `.text` `.data` `.section name`",
        "code or data follows; an instruction also ends data",
    ),
    ("`.byte` `.half` `.word` `.dword` `.quad`", "whole numbers of 1, 2, 4, 8, 8 bytes, or labels"),
    ("`.double`", "doubles of 8 bytes"),
    ("`.ascii` `.asciz` `.string`", "texts; the last two end with a NUL"),
    ("`.space n` `.zero n`, with `, fill`", "n bytes, 0 if no fill is given"),
    ("`.align n`", "zeros up to a multiple of a power of two"),
    ("`.global label` `.globl label`", "no effect: every label is visible"),
)


def reference_rows(name: str | None = None) -> tuple[ReferenceRow, ...]:
    """All rows, or those with a given opcode, mnemonic or intrinsic. Raises UsageError if there is none."""
    rows = (*_op_rows(), *_intrinsic_rows())
    if name is None:
        return rows
    wanted = name.lower()
    found = tuple(row for row in rows if wanted == row.opcode or wanted in row.mnemonics)
    if not found:
        known = {word for row in rows for word in (row.opcode, *row.mnemonics)}
        hint = did_you_mean(wanted, sorted(known)) or "`nl spec` lists them all."
        raise UsageError(f"no op or mnemonic is called {quoted(name)}; {hint}")
    return found


def reference_page() -> str:
    """The reference page in Markdown."""
    return "\n".join(_page())


def _op_rows() -> Iterator[ReferenceRow]:
    for op in OPS:
        for mode in op.modes:
            yield ReferenceRow(
                op.number, op.name, mode.name, mode.mnemonics, mode.signature.text, mode.summary
            )
        for alias in ALIASES:
            base, mode_number = MNEMONICS[alias.stands_for]
            if base is op:
                yield _alias_row(alias, op, op.modes[mode_number])


def _alias_row(alias: Alias, op: Op, mode: Mode) -> ReferenceRow:
    pairs = list(zip(mode.signature.operands, alias.operands, strict=True))
    written = [place.name for place, value in pairs if value is None]
    meant = [place.name if value is None else str(getattr(value, "name", value)) for place, value in pairs]
    summary = f"{alias.stands_for} {', '.join(meant)}"
    return ReferenceRow(op.number, op.name, mode.name, (alias.mnemonic,), ", ".join(written), summary)


def _intrinsic_rows() -> Iterator[ReferenceRow]:
    for intrinsic in INTRINSICS:
        operands = ", ".join(intrinsic.parameters)
        yield ReferenceRow(None, "intrinsic", "", (intrinsic.name,), operands, f"r0 = {intrinsic.result}")


def _page() -> Iterator[str]:
    yield "# The register language"
    yield ""
    yield "Generated by `nl spec --markdown` from the tables of the code; a test checks that they agree."
    yield ""
    yield "## Machine"
    yield ""
    yield from _MACHINE
    yield ""
    yield from _table(("register", "other names", "what it is"), map(_register_cells, REGISTERS))
    yield ""
    yield "## Text"
    yield ""
    yield from _TEXT_FORM
    yield from _table(("directive", "meaning"), iter(_DIRECTIVES))
    yield ""
    yield f"The data section is loaded at {DATA_BASE:#x}, without padding between its items."
    yield ""
    yield "## Binary form"
    yield ""
    yield from _BINARY
    yield ""
    yield f"## Ops ({len(OPS)})"
    yield ""
    yield from _NOTES
    yield ""
    yield from _table(("no.", "mnemonics", "operands", "meaning"), (_op_cells(row) for row in _op_rows()))
    yield ""
    yield "## Intrinsics"
    yield ""
    yield "Expanded at assembly time. Arguments are registers or immediates. Only r0 and r11 to r15 change."
    yield ""
    yield from _table(("call", "afterwards"), (_intrinsic_cells(row) for row in _intrinsic_rows()))
    yield ""
    yield "## Extensions"
    yield ""
    yield f"`ext.call` calls these by name or number; users' own start at {FIRST_USER_EXTENSION}."
    yield ""
    yield from _table(
        ("no.", "name"), ((str(number), f"`{name}`") for number, name in EXTENSION_NAMES.items())
    )
    yield ""


def _register_cells(register: Register) -> tuple[str, ...]:
    others = " ".join(f"`{alias}`" for alias in ALIASES_OF[register.name])
    return f"`{register.name}`", others, _REGISTERS[register.name]


def _op_cells(row: ReferenceRow) -> tuple[str, ...]:
    mnemonics = " ".join(f"`{mnemonic}`" for mnemonic in row.mnemonics)
    return f"0x{row.number:02X}", mnemonics, f"`{row.operands}`" if row.operands else "", row.summary


def _intrinsic_cells(row: ReferenceRow) -> tuple[str, ...]:
    return f"`{row.mnemonics[0]} {row.operands}`", row.summary


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
