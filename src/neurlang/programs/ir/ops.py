"""The op table: every opcode with its number, modes, mnemonics, operands and meaning, said once.

Parser, printer, checker, binary form, interpreter, native stencils and `nl spec` read `OPS`; nothing else lists ops.
A mode's number is its place in the op's modes; the first of its mnemonics is the one that is printed.
"""

# ruff: noqa: E501  (the table is wider than a line of code)

from __future__ import annotations

from dataclasses import dataclass

from neurlang.programs.ir.operands import Kind, Signature, signature
from neurlang.programs.ir.registers import ZERO, Register

INDEXED = "x"
"""Begins the names of the modes of LOAD and STORE whose offset is a register."""


@dataclass(frozen=True, slots=True)
class Mode:
    """One mode of an op: `full_name` is `opcode.mode`, or the opcode alone if it has only one mode.

    `meaning` names what it computes: ALUI's modes mean what ALU's do, an access at the sum of two registers what the
    one with an offset does.
    """

    name: str
    full_name: str
    meaning: str
    mnemonics: tuple[str, ...]
    signature: Signature
    summary: str


@dataclass(frozen=True, slots=True)
class Op:
    """One opcode. `ends_block` is true if control may go elsewhere after it (see `flow.blocks`)."""

    number: int
    name: str
    modes: tuple[Mode, ...]
    summary: str
    ends_block: bool = False
    immediate_form: str | None = None  # the opcode used instead if the last operand is an immediate


def _op(
    number: int,
    name: str,
    operands: str,
    summary: str,
    modes: tuple[tuple[str, ...], ...],
    *,
    ends_block: bool = False,
    immediate_form: str | None = None,
) -> Op:
    """A row of the table. A mode is (name, mnemonics[, operands[, summary]]); the op supplies what is absent."""
    rows = tuple(_mode(name, operands, summary, *mode) for mode in modes)
    return Op(number, name, rows, summary, ends_block, immediate_form)


def _mode(
    op: str, default: str, op_summary: str, name: str, mnemonics: str, operands: str = "", summary: str = ""
) -> Mode:
    full_name = f"{op}.{name}" if name else op
    words = mnemonics.split()
    # The dotted form always exists; it is printed unless the row names another mnemonic first.
    if full_name not in words and name:
        words.append(full_name)
    meaning = full_name.replace("alui.", "alu.")
    for access in ("load", "store"):
        meaning = meaning.replace(f"{access}.{INDEXED}", f"{access}.")
    return Mode(name, full_name, meaning, tuple(words), signature(operands or default), summary or op_summary)


# fmt: off
OPS: tuple[Op, ...] = (
    #    no.  opcode         operands            what it does, and (mode, mnemonics[, operands, what it does]) for each mode
    _op(0x00, "alu",         "rd, rs1, rs2",     "arithmetic, logic and shifts on 64 bits", (
        ("add",  "add",        "",               "rd = rs1 + rs2, wrapping"),
        ("sub",  "sub",        "",               "rd = rs1 - rs2, wrapping"),
        ("and",  "and",        "",               "rd = rs1 and rs2"),
        ("or",   "or",         "",               "rd = rs1 or rs2"),
        ("xor",  "xor",        "",               "rd = rs1 xor rs2"),
        ("shl",  "shl sll",    "",               "rd = rs1 shifted left by rs2 mod 64"),
        ("shr",  "shr srl",    "",               "rd = rs1 shifted right by rs2 mod 64, zeros in"),
        ("sar",  "sar sra",    "",               "rd = rs1 shifted right by rs2 mod 64, the sign in"),
        ("rotl", "rotl rol",   "",               "rd = rs1 rotated left by rs2 mod 64"),
        ("rotr", "rotr ror",   "",               "rd = rs1 rotated right by rs2 mod 64")), immediate_form="alui"),
    _op(0x01, "alui",        "rd, rs1, imm",     "the same with an immediate", (
        ("add",  "addi",       "",               "rd = rs1 + imm, wrapping"),
        ("sub",  "subi",       "",               "rd = rs1 - imm, wrapping"),
        ("and",  "andi",       "",               "rd = rs1 and imm"),
        ("or",   "ori",        "",               "rd = rs1 or imm"),
        ("xor",  "xori",       "",               "rd = rs1 xor imm"),
        ("shl",  "shli slli",  "",               "rd = rs1 shifted left by imm mod 64"),
        ("shr",  "shri srli",  "",               "rd = rs1 shifted right by imm mod 64, zeros in"),
        ("sar",  "sari srai",  "",               "rd = rs1 shifted right by imm mod 64, the sign in"),
        ("rotl", "rotli roli", "",               "rd = rs1 rotated left by imm mod 64"),
        ("rotr", "rotri rori", "",               "rd = rs1 rotated right by imm mod 64"))),
    _op(0x02, "muldiv",      "rd, rs1, rs2/imm", "multiplication and division", (
        ("mul",  "mul",      "",                 "rd = low half of rs1 × rs2"),
        ("mulh", "mulh",     "",                 "rd = high half of the signed product"),
        ("div",  "div",      "",                 "unsigned quotient; traps DIVZERO"),
        ("mod",  "mod rem",  "",                 "unsigned remainder; traps DIVZERO"),
        ("sdiv", "sdiv",     "",                 "signed quotient, truncating; traps DIVZERO"),
        ("smod", "smod",     "",                 "signed remainder, sign of rs1; traps DIVZERO"),
        ("mulhu", "mulhu",   "",                 "rd = high half of the unsigned product"))),
    _op(0x03, "load",        "rd, [rs1 + off]",  "rd = memory, little-endian; traps BOUNDS", (
        ("b",  "load.b lb load.byte",   "",      "1 byte, zero-extended; traps BOUNDS"),
        ("h",  "load.h lh load.half",   "",      "2 bytes, zero-extended; traps BOUNDS"),
        ("w",  "load.w lw load.word",   "",      "4 bytes, zero-extended; traps BOUNDS"),
        ("d",  "load.d ld load.double", "",      "8 bytes; traps BOUNDS"),
        ("sb", "load.sb",               "",      "1 byte, sign-extended; traps BOUNDS"),
        ("sh", "load.sh",               "",      "2 bytes, sign-extended; traps BOUNDS"),
        ("sw", "load.sw",               "",      "4 bytes, sign-extended; traps BOUNDS"),
        *((f"{INDEXED}{width}", "", "rd, [rs1 + rs2]", f"what load.{width} does; also written load.{width} rd, [rs1 + rs2]")
          for width in ("b", "h", "w", "d", "sb", "sh", "sw")))),
    _op(0x04, "store",       "rs, [rd + off]",   "memory = rs, little-endian; traps BOUNDS", (
        ("b", "store.b sb store.byte",  "",      "the low byte; traps BOUNDS"),
        ("h", "store.h sh store.half",  "",      "the low 2 bytes; traps BOUNDS"),
        ("w", "store.w sw store.word",  "",      "the low 4 bytes; traps BOUNDS"),
        ("d", "store.d sd store.double", "",     "8 bytes; traps BOUNDS"),
        *((f"{INDEXED}{width}", "", "rs, [rd + rs2]", f"what store.{width} does; also written store.{width} rs, [rd + rs2]")
          for width in ("b", "h", "w", "d")))),
    _op(0x05, "atomic",      "rd, rs1, rs2",     "rd = old 8 bytes at rs1; memory = old ∘ rs2; traps BOUNDS unless aligned", (
        ("cas",  "",         "",                 "rd = old value at rs1; writes rs2 if old equals rd's"),
        ("xchg", "",         "",                 "rd = old value at rs1; writes rs2"),
        ("add",  ""), ("and", ""), ("or", ""), ("xor", ""),
        ("min",  "",         "",                 "rd = old value at rs1; writes the signed minimum"),
        ("max",  "",         "",                 "rd = old value at rs1; writes the signed maximum"))),
    _op(0x06, "branch",      "rs1, rs2/imm, label", "go to label if rs1 ∘ rs2", (
        ("always", "b br j jmp", "label",        "go to label"),
        ("eq", "beq", "", "go to label if rs1 = rs2"), ("ne", "bne", "", "go to label if rs1 ≠ rs2"),
        ("lt", "blt", "", "go to label if rs1 < rs2, signed"), ("le", "ble", "", "go to label if rs1 ≤ rs2, signed"),
        ("gt", "bgt", "", "go to label if rs1 > rs2, signed"), ("ge", "bge", "", "go to label if rs1 ≥ rs2, signed"),
        ("ltu", "bltu", "", "go to label if rs1 < rs2, unsigned"), ("leu", "bleu", "", "go to label if rs1 ≤ rs2, unsigned"),
        ("gtu", "bgtu", "", "go to label if rs1 > rs2, unsigned"), ("geu", "bgeu", "", "go to label if rs1 ≥ rs2, unsigned"),
        ), ends_block=True),
    _op(0x07, "call",        "label/rs",         "push the next index, set lr to it, go to label; traps STACK", (("", "call"),), ends_block=True),
    _op(0x08, "ret",         "",                 "return to the latest call, or end if there is none", (("", "ret return"),), ends_block=True),
    _op(0x09, "jump",        "label/rs",         "go to label; an index outside the code traps INVALID", (("", "jump"),), ends_block=True),
    _op(0x0A, "cap.new",     "rd, base/imm, len/imm, perms/imm=7", "rd = capability; perms: 1 read, 2 write, 4 execute; traps CAPABILITY", (("", "cap.new"),)),
    _op(0x0B, "cap.restrict", "rd, cap, len/imm, perms/imm", "rd = cap, shrunk; traps CAPABILITY if it would grow", (("", "cap.restrict"),)),
    _op(0x0C, "cap.query",   "rd, cap, field/imm", "rd = 0 base, 1 length, 2 permissions, 3 address, 4 taint level, 5 valid", (("", "cap.query"),)),
    _op(0x0D, "spawn",       "rd, label, arg/imm=r0", "rd = new task at label with a copy of the registers, arg in its r0", (("", "spawn"),)),
    _op(0x0E, "join",        "rd=zero, task",    "wait for the task; rd = its r0", (("", "join"),), ends_block=True),
    _op(0x0F, "chan",        "ch, rs/imm",       "channels of values, first in first out", (
        ("create", "",            "rd",          "rd = new channel"),
        ("send",   "chan.send send", "",         "put a value; traps INVALID on a closed channel"),
        ("recv",   "chan.recv recv", "rd, ch",   "wait for a value; -1 when closed and drained"),
        ("close",  "",            "ch",          "close the channel")), ends_block=True),
    _op(0x10, "fence",       "",                 "memory order", (
        ("acquire", ""), ("release", ""), ("acqrel", ""), ("seqcst", "fence"))),
    _op(0x11, "yield",       "",                 "let another task run", (("", "yield"),), ends_block=True),
    _op(0x12, "taint",       "rd, level=1",      "mark rd: 1 user, 2 network, 3 file", (("", "taint"),)),
    _op(0x13, "sanitize",    "rd",               "mark rd clean", (("", "sanitize untaint"),)),
    _op(0x14, "file",        "rd, path/imm, path_len/imm", "files; -1 if the operation fails; traps PERMISSION", (
        ("open",   "", "rd, path/imm, path_len/imm, flags/imm", "rd = handle; flags: 1 read, 2 write, 4 create, 8 append"),
        ("read",   "", "rd, fd/imm, buf/imm, len/imm",          "rd = bytes read; an immediate len of 0 means rd's value"),
        ("write",  "", "rd, fd/imm, buf/imm, len/imm",          "rd = bytes written; an immediate len of 0 means rd's value"),
        ("close",  "", "rd=zero, fd/imm",                       "close the handle"),
        ("seek",   "", "rd, fd/imm, offset/imm, whence/imm",    "rd = new position; whence: 0 start, 1 here, 2 end"),
        ("stat",   "", "",                                      "rd = size in bytes"),
        ("mkdir",  "", "",                                      "make a directory"),
        ("delete", "", "",                                      "delete a file"))),
    _op(0x15, "net",         "rd, fd/imm, addr/imm, port/imm", "sockets; -1 if the operation fails; traps PERMISSION", (
        ("socket",  "", "rd, domain/imm, type/imm",             "rd = socket; 2, 1 is TCP"),
        ("connect", "", "",                                     "connect to the NUL-terminated host at addr"),
        ("bind",    "", "",                                     "bind to the NUL-terminated host at addr"),
        ("listen",  "", "rd, fd/imm, backlog/imm",              "wait for connections"),
        ("accept",  "", "rd, fd/imm",                           "rd = socket of the next connection"),
        ("send",    "", "rd, fd/imm, buf/imm, len/imm",         "rd = bytes sent; an immediate len of 0 means rd's value"),
        ("recv",    "", "rd, fd/imm, buf/imm, len/imm",         "rd = bytes received; an immediate len of 0 means rd's value"),
        ("close",   "", "rd=zero, fd/imm",                      "close the socket"))),
    _op(0x16, "net.setopt",  "rd=zero, fd/imm, value/imm=1", "set a socket option", (
        ("nonblock", ""), ("timeout", ""), ("keepalive", ""), ("reuseaddr", ""),
        ("nodelay", ""), ("rcvbuf", ""), ("sndbuf", ""), ("linger", ""))),
    _op(0x17, "io",          "rd, buf/imm, max/imm", "console and environment", (
        ("print",    "", "rd=zero, buf/imm, len/imm",           "rd = bytes written to standard output"),
        ("readline", "", "",                                    "rd = bytes of the line read"),
        ("getargs",  "", "rd",                                  "rd = number of arguments"),
        ("getenv",   "", "rd, name/imm",                        "rd = address of the value; traps PERMISSION"),
        ("getarg",   "", "rd, index/imm",                       "rd = address of the argument of that index from 0; -1 where there is none"))),
    _op(0x18, "time",        "rd",               "clocks", (
        ("now",       "", "",                                   "rd = Unix time in seconds"),
        ("sleep",     "", "rs/imm",                             "wait rs milliseconds"),
        ("monotonic", "", "",                                   "rd = nanoseconds of a clock that never goes back"))),
    _op(0x19, "fpu",         "rd, rs1, rs2",     "IEEE 754 double on register bits; a NaN result is 0x7ff8000000000000", (
        ("fadd",  "fpu.fadd fpu.add fadd"), ("fsub", "fpu.fsub fpu.sub fsub"),
        ("fmul",  "fpu.fmul fpu.mul fmul"), ("fdiv", "fpu.fdiv fpu.div fdiv"),
        ("fsqrt", "fpu.fsqrt fpu.sqrt fsqrt",    "rd, rs1", "rd = square root"),
        ("fabs",  "fpu.fabs fpu.abs fabs",       "rd, rs1", "rd = absolute value"),
        ("ffloor", "fpu.ffloor fpu.floor ffloor", "rd, rs1", "rd = largest whole number ≤ rs1"),
        ("fceil", "fpu.fceil fpu.ceil fceil",    "rd, rs1", "rd = smallest whole number ≥ rs1"),
        ("fcmpeq", "fpu.fcmpeq fpu.cmpeq fcmpeq", "", "rd = 1 if rs1 = rs2, else 0"),
        ("fcmpne", "fpu.fcmpne fpu.cmpne fcmpne", "", "rd = 1 if rs1 ≠ rs2, else 0"),
        ("fcmplt", "fpu.fcmplt fpu.cmplt fcmplt", "", "rd = 1 if rs1 < rs2, else 0"),
        ("fcmple", "fpu.fcmple fpu.cmple fcmple", "", "rd = 1 if rs1 ≤ rs2, else 0"),
        ("fcmpgt", "fpu.fcmpgt fpu.cmpgt fcmpgt", "", "rd = 1 if rs1 > rs2, else 0"),
        ("fcmpge", "fpu.fcmpge fpu.cmpge fcmpge", "", "rd = 1 if rs1 ≥ rs2, else 0"),
        ("i2f",   "fpu.i2f i2f", "rd, rs1",      "rd = signed integer rs1 as a double, rounded to nearest even"),
        ("f2i",   "fpu.f2i f2i", "rd, rs1",      "rd = double rs1 as a signed integer; truncates, saturates, 0 for NaN"),
        ("fmin",  "fpu.fmin fpu.min fmin", "",   "rd = the smaller, -0.0 below 0.0; a NaN counts for nothing beside a number"),
        ("fmax",  "fpu.fmax fpu.max fmax", "",   "rd = the larger, 0.0 above -0.0; a NaN counts for nothing beside a number"),
        ("fma",   "fpu.fma fma", "rd, rs1, rs2, rs3", "rd = rs1 × rs2 + rs3, rounded once"),
        ("ftrunc", "fpu.ftrunc fpu.trunc ftrunc", "rd, rs1", "rd = whole part of rs1, its sign kept"),
        ("fround", "fpu.fround fpu.round fround", "rd, rs1", "rd = nearest whole number, halfway the even one"),
        ("u2f",   "fpu.u2f u2f", "rd, rs1",      "rd = unsigned integer rs1 as a double, rounded to nearest even"),
        ("f2u",   "fpu.f2u f2u", "rd, rs1",      "rd = double rs1 as an unsigned integer; truncates, saturates, NaN gives 0"))),
    _op(0x1A, "rand",        "rd",               "random values; --seed makes them reproducible", (
        ("u64",   "", "",                        "rd = 64 random bits"),
        ("bytes", "", "buf/imm, len/imm",        "memory = len random bytes"))),
    _op(0x1B, "bits",        "rd, rs",           "counting and swapping bits", (
        ("popcount", "bits.popcount popcount", "", "rd = number of one bits"),
        ("clz",      "bits.clz clz",           "", "rd = leading zero bits; 64 for 0"),
        ("ctz",      "bits.ctz ctz",           "", "rd = trailing zero bits; 64 for 0"),
        ("bswap",    "bits.bswap bswap",       "", "rd = the 8 bytes in reverse order"))),
    _op(0x1C, "mov",         "rd, rs/imm/label", "rd = the value; a data label is its address, a code label its index", (("", "mov move li"),)),
    _op(0x1D, "trap",        "n",                "end with the trap n: 0 SYSCALL 1 BREAKPOINT 2 BOUNDS 3 CAPABILITY 4 TAINT 5 DIVZERO 6 INVALID, else USER", (("", "trap"),), ends_block=True),
    _op(0x1E, "nop",         "",                 "nothing", (("", "nop"),)),
    _op(0x1F, "halt",        "",                 "end the task; the main task's halt ends the program", (("", "halt hlt"),), ends_block=True),
    _op(0x20, "ext.call",    "rd, extension, args…", "rd = the extension's result for up to 4 registers", (("", "ext.call"),)),
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Alias:
    """A mnemonic for a mode of another op with some operands filled in; None is the next operand written."""

    mnemonic: str
    stands_for: str
    operands: tuple[Register | int | None, ...]


ALIASES = (
    Alias("beqz", "beq", (None, ZERO, None)),
    Alias("bnez", "bne", (None, ZERO, None)),
    Alias("syscall", "trap", (0,)),
    Alias("break", "trap", (1,)),
    Alias("bkpt", "trap", (1,)),
)

OP_BY_NAME: dict[str, Op] = {op.name: op for op in OPS}

MNEMONICS: dict[str, tuple[Op, int]] = {
    mnemonic: (op, number)
    for op in OPS
    for number, mode in enumerate(op.modes)
    for mnemonic in mode.mnemonics
}
"""Lower-case mnemonic → op and mode number."""

NAMES_TARGETS = tuple(
    any(
        place.kind in (Kind.LABEL, Kind.CALLABLE, Kind.MOVABLE)
        for mode in op.modes
        for place in mode.signature.operands
    )
    for op in OPS
)
"""For each opcode, whether an operand may be a place in the code."""
