"""Section 2 of the language, sentence by sentence: every mnemonic, synonym and dotted form, and its result."""

from __future__ import annotations

import struct

import pytest
from machine_cases import Tape, outcome, trap, value

from neurlang.programs.machine import TrapKind

MIN = -(1 << 63)
MAX = (1 << 63) - 1
NAN = 0x7FF8000000000000


def bits(number: float) -> int:
    """The bits of a double as a signed number, which is how a result shows them."""
    found: int = struct.unpack("<q", struct.pack("<d", number))[0]
    return found


# The spellings of one op, its two inputs, and its result.
BINARY = [
    ("add ADD alu.add Alu.Add addi alui.add", 7, -9, -2),
    ("sub alu.sub subi alui.sub", MIN, 1, MAX),
    ("and alu.and andi alui.and", 0b1100, 0b1010, 0b1000),
    ("or alu.or ori alui.or", 0b1100, 0b1010, 0b1110),
    ("xor alu.xor xori alui.xor", -1, 0xFF, -256),
    ("shl sll alu.shl shli alui.shl", 1, 65, 2),
    ("shr srl alu.shr shri alui.shr", -1, 127, 1),
    ("sar sra alu.sar sari alui.sar", -8, 65, -4),
    ("mul muldiv.mul MulDiv.Mul", MAX, 2, -2),
    ("mulh muldiv.mulh", -1, 1, -1),
    ("div muldiv.div", -1, 2, MAX),
    ("mod rem muldiv.mod", -1, 10, 5),
    ("sdiv muldiv.sdiv", -7, 2, -3),
    ("sdiv", MIN, -1, MIN),
    ("smod muldiv.smod", -7, 2, -1),
    ("smod", MIN, -1, 0),
]


@pytest.mark.parametrize(
    ("mnemonic", "a", "b", "wanted"), [(word, *row) for words, *row in BINARY for word in words.split()]
)
def test_arithmetic_in_every_spelling(mnemonic: str, a: int, b: int, wanted: int) -> None:
    assert value(f"mov r1, {a}\n{mnemonic} r0, r1, {b}") == wanted
    has_register_form = mnemonic.startswith("alu.") or not mnemonic.endswith("i")
    if has_register_form and not mnemonic.startswith("alui."):
        assert value(f"mov r1, {a}\nmov r2, {b}\n{mnemonic} r0, r1, r2") == wanted


@pytest.mark.parametrize("mnemonic", ["div", "mod", "rem", "sdiv", "smod"])
@pytest.mark.parametrize("divisor", ["0", "r3", "zero"])
def test_a_zero_divisor_traps(mnemonic: str, divisor: str) -> None:
    assert trap(f"mov r1, 1\n{mnemonic} r0, r1, {divisor}")[0] is TrapKind.DIVZERO


MEMORY = [
    ("load.b lb load.byte Load.Byte", 0x88),
    ("load.h lh load.half", 0x8788),
    ("load.w lw load.word", 0x85868788),
    ("load.d ld load.double load.Double", 0x8182838485868788 - (1 << 64)),
    ("load.sb", 0x88 - (1 << 8)),
    ("load.sh", 0x8788 - (1 << 16)),
    ("load.sw", 0x85868788 - (1 << 32)),
]
PLACES = (
    "[r1 + 8]",
    "[r1+8]",
    "[R1 + 0x8]",
    "8(r1)",
    "[r2]",
    "[r2 - 0]",
    "[r3 - 8]",
    "-8(r3)",
    "0(r2)",
    "(r2)",
)


@pytest.mark.parametrize(
    ("mnemonic", "wanted"), [(word, number) for words, number in MEMORY for word in words.split()]
)
def test_loads_in_every_spelling(mnemonic: str, wanted: int) -> None:
    text = "mov r4, 0x8182838485868788\nmov r1, 0x801\nmov r2, 0x809\nmov r3, 0x811\nstore.d r4, [r2]\n"
    assert [value(f"{text}{mnemonic} r0, {place}") for place in PLACES] == [wanted] * len(PLACES)


@pytest.mark.parametrize(
    ("mnemonic", "wanted"),
    [
        (word, number)
        for words, number in [
            ("store.b sb store.byte", 0xFF),
            ("store.h sh store.half", 0xFFFF),
            ("store.w sw store.word", 0xFFFFFFFF),
            ("store.d sd store.double STORE.D", -1),
        ]
        for word in words.split()
    ],
)
@pytest.mark.parametrize("place", ["[r1 + 3]", "3(r1)", "[r2]"])
def test_stores_in_every_spelling(mnemonic: str, wanted: int, place: str) -> None:
    text = f"mov r1, 0x800\nmov r2, 0x803\nmov r4, -1\n{mnemonic} r4, {place}\nload.d r0, [0x803]"
    assert value(text) == wanted


@pytest.mark.parametrize(
    ("mode", "rd", "old", "new", "after"),
    [
        ("cas", 5, 5, 9, 9),
        ("cas", 6, 5, 9, 5),
        ("xchg", 0, 5, 9, 9),
        ("add", 0, -1, 2, 1),
        ("and", 0, 12, 10, 8),
        ("or", 0, 12, 10, 14),
        ("xor", 0, 12, 10, 6),
        ("min", 0, 5, -1, -1),
        ("max", 0, 5, -1, 5),
    ],
)
def test_atomics_return_the_old_value(mode: str, rd: int, old: int, new: int, after: int) -> None:
    text = f"mov r1, 0x800\nmov r2, {old}\nstore.d r2, [r1]\nmov r2, {new}\nmov r0, {rd}\natomic.{mode} r0, r1, r2\n"
    assert value(text) == old
    assert value(text + "load.d r0, [r1]") == after


BRANCHES = [
    ("beq branch.eq", 3, 3, 4),
    ("bne branch.ne", 3, 4, 3),
    ("blt branch.lt", -1, 1, -1),
    ("ble branch.le", -1, -1, -2),
    ("bgt branch.gt", 1, -1, 1),
    ("bge branch.ge", -1, -1, 0),
    ("bltu branch.ltu", 1, -1, 1),
    ("bleu branch.leu", 1, 1, 0),
    ("bgtu branch.gtu", -1, 1, -1),
    ("bgeu branch.geu", -1, -1, None),
]


@pytest.mark.parametrize(
    ("mnemonic", "a", "holds", "fails"), [(word, *row) for words, *row in BRANCHES for word in words.split()]
)
def test_branches_in_every_spelling(mnemonic: str, a: int, holds: int, fails: int | None) -> None:
    for other, wanted in ((holds, 1), (fails, 0)):
        if other is None:
            continue
        ending = "halt\nyes: mov r0, 1"
        assert value(f"mov r1, {a}\n{mnemonic} r1, {other}, yes\n{ending}") == wanted
        assert value(f"mov r1, {a}\nmov r2, {other}\n{mnemonic} r1, r2, yes\n{ending}") == wanted


@pytest.mark.parametrize("jump", ["b", "br", "j", "jmp", "jump", "branch.always", "B", "Jmp"])
def test_unconditional_branches(jump: str) -> None:
    assert value(f"{jump} there\nhalt\nthere: mov r0, 1") == 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("mov r1, 0\nbeqz r1, y\nhalt\ny: mov r0, 1", 1),
        ("mov r1, 5\nbnez r1, y\nhalt\ny: mov r0, 1", 1),
        ("mov r1, 5\nBEQZ r1, y\nhalt\ny: mov r0, 1", 0),
        ("call f\nhalt\nf: mov r0, 7\nret", 7),
        ("mov r5, f\ncall r5\nhalt\nf: mov r0, 7\nreturn", 7),
        ("mov r5, f\njump r5\nhalt\nf: mov r0, 7", 7),
        ("jump f+1\nhalt\nf: mov r0, 1\nadd r0, r0, 2", 2),
        ("b f + 1\nhalt\nf: mov r0, 1\nadd r0, r0, 2", 2),
        ("call f\nhalt\nf: mov r0, lr\nret", 1),
        ("nop\nmov r0, pc", 1),
        ("move r0, 5", 5),
        ("li r0, 0x123456789abcdef0", 0x123456789ABCDEF0),
        ("li r0, 0xffffffffffffffff", -1),
        ("mov r0, here\nhere: nop", 1),
        ("mov r0, x\nhalt\n.data\n.byte 1\nx: .byte 2", 0x10001),
        ("mov r0, x+8\nhalt\n.data\nx: .byte 2", 0x10008),
        ("load.b r0, [x]\nhalt\n.data\nx: .byte 2", 2),
        ("mov r1, 1\nload.b r0, [r1 + x]\nhalt\n.data\nx: .byte 2, 3", 3),
        ("mov r1, 1\nload.b r0, x(r1)\nhalt\n.data\nx: .byte 2, 3", 3),
        ("add r0, r1, x\nhalt\n.data\nx: .byte 2", 0x10000),
        ("mov zero, 5\nmov r0, zero", 0),
        ("mov x0, 5\nmov ret, x0\nadd ret, ret, 4", 4),
        ("mov a0, 1\nmov a5, 2\nadd r0, r0, r5", 3),
        ("mov r0, sp", 1 << 20),
        ("mov r0, 1\nadd r0, r0, fp\nadd r0, r0, csp\nadd r0, r0, cfp", 1),
        ("bits.popcount r0, sp", 1),
        ("clz r0, r1", 64),
        ("bits.clz r0, r1", 64),
        ("ctz r0, r1", 64),
        ("bits.ctz r0, r1", 64),
        ("mov r1, 1\nbswap r0, r1", 1 << 56),
        ("mov r1, 1\nbits.bswap r0, r1", 1 << 56),
        ("mov r0, 3\nfence\nfence.acquire\nfence.release\nfence.acqrel\nfence.seqcst\nyield\nnop\nhlt", 3),
        ("mov r0, 3\nhalt\nmov r0, 4", 3),
        ("mov r0, 3", 3),
        ("mov r0, 3\nret\nmov r0, 4", 3),
    ],
)
def test_control_moves_and_bits(text: str, wanted: int) -> None:
    assert value(text) == wanted


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("trap 0", TrapKind.SYSCALL),
        ("syscall", TrapKind.SYSCALL),
        ("trap 1", TrapKind.BREAKPOINT),
        ("break", TrapKind.BREAKPOINT),
        ("bkpt", TrapKind.BREAKPOINT),
        ("trap 2", TrapKind.BOUNDS),
        ("trap 3", TrapKind.CAPABILITY),
        ("trap 4", TrapKind.TAINT),
        ("trap 5", TrapKind.DIVZERO),
        ("trap 6", TrapKind.INVALID),
        ("trap 7", TrapKind.USER),
        ("trap 8", TrapKind.USER),
        ("trap 1000", TrapKind.USER),
        ("f: call f", TrapKind.STACK),
        pytest.param("l: b l", TrapKind.FUEL, marks=pytest.mark.slow),
        ("chan.create r1\nrecv r0, r1", TrapKind.DEADLOCK),
        ('io.getenv r0, n\nhalt\n.data\nn: .asciz "HOME"', TrapKind.PERMISSION),
        ("mov r1, 4\natomic.add r0, r1, r2", TrapKind.BOUNDS),
    ],
)
def test_traps_by_name_and_number(text: str, kind: TrapKind) -> None:
    assert trap(text)[0] is kind


FLOATS = [
    ("fadd add", 1.5, 2.25, bits(3.75)),
    ("fsub sub", 1.5, 2.25, bits(-0.75)),
    ("fmul mul", 1.5, -2.0, bits(-3.0)),
    ("fdiv div", 1.0, 0.0, bits(float("inf"))),
    ("fdiv", 0.0, 0.0, NAN),
    ("fsub", float("inf"), float("inf"), NAN),
    ("fcmpeq cmpeq", 1.5, 1.5, 1),
    ("fcmpeq", 0.0, -0.0, 1),
    ("fcmpne cmpne", float("nan"), 1.5, 1),
    ("fcmplt cmplt", 1.0, 2.0, 1),
    ("fcmple cmple", 2.0, 2.0, 1),
    ("fcmpgt cmpgt", 2.0, 1.0, 1),
    ("fcmpge cmpge", float("nan"), 1.0, 0),
]


@pytest.mark.parametrize(
    ("mode", "a", "b", "wanted"), [(word, *row) for words, *row in FLOATS for word in words.split()]
)
def test_floats_of_two(mode: str, a: float, b: float, wanted: int) -> None:
    assert value(f"mov r1, {bits(a)}\nmov r2, {bits(b)}\nfpu.{mode} r0, r1, r2") == wanted


@pytest.mark.parametrize(
    ("mode", "given", "wanted"),
    [
        ("fsqrt", bits(2.25), bits(1.5)),
        ("sqrt", bits(-1.0), NAN),
        ("fabs", bits(-2.5), bits(2.5)),
        ("abs", bits(-0.0), 0),
        ("ffloor", bits(-1.5), bits(-2.0)),
        ("floor", bits(1.5), bits(1.0)),
        ("fceil", bits(-1.5), bits(-1.0)),
        ("ceil", bits(1.25), bits(2.0)),
        ("fabs", -1, NAN),
        ("i2f", -3, bits(-3.0)),
        ("i2f", MAX, bits(float(1 << 63))),
        ("f2i", bits(-2.9), -2),
        ("f2i", bits(1e300), MAX),
        ("f2i", bits(-1e300), MIN),
        ("f2i", NAN, 0),
    ],
)
def test_floats_of_one(mode: str, given: int, wanted: int) -> None:
    assert value(f"mov r1, {given}\nfpu.{mode} r0, r1") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("io.print 0x800, 0\nio.print r0, 0x800, 3", 3),
        ('mov r1, x\nmov r2, 2\nio.print r0, r1, r2\nhalt\n.data\nx: .ascii "ab"', 2),
        ("io.readline r0, 0x800, 64", 5),
        ("io.readline r1, 0x800, 64\nload.b r0, [0x800]", ord("h")),
        ("io.readline r0, 0x800, 2", 2),
        ("io.readline r0, 0x800, 64\nio.readline r0, 0x800, 64", -1),
        ("io.getargs r0", 2),
        ('io.getenv r1, n\nload.b r0, [r1]\nhalt\n.data\nn: .asciz "NAME"', ord("v")),
        ("time.now r1\nmov r0, 0\nbgt r1, 1600000000, y\nhalt\ny: mov r0, 1", 1),
        ("time.monotonic r1\ntime.monotonic r2\nbgeu r2, r1, y\nhalt\ny: mov r0, 1", 1),
        ("time.sleep r1\nmov r0, 1", 1),
        ("time.sleep 0\nmov r0, 1", 1),
        ("rand.u64 r1\nrand.u64 r2\nmov r0, 1\nbne r1, r2, y\nmov r0, 0\ny: halt", 1),
        ("rand.bytes 0x800, 8\nload.d r1, [0x800]\nmov r0, 1\nbnez r1, y\nmov r0, 0\ny: halt", 1),
        ("file.read r0, r1, 0x800, 4", -1),
        ("file.close r0, r1", -1),
        ("file.close r1\nmov r0, 2", 2),
        ("net.close r1\nmov r0, 2", 2),
        ("net.socket r1, 2, 1\nnet.setopt.nodelay r0, r1, 1", 0),
        ("net.socket r1, 2, 1\nnet.setopt.reuseaddr r1, 1\nnet.close r0, r1", 0),
        ("net.socket r1, 2, 1\nnet.setopt.linger r0, r1, 0\nnet.setopt.timeout r0, r1, 10", 0),
        ("net.socket r0, 10, 1", -1),
        ("net.socket r1, 2, 1\nnet.setopt.nodelay r1\nmov r0, 3", 3),
    ],
)
def test_console_time_and_random(text: str, wanted: int) -> None:
    fields = {"environment": ("NAME",), "variables": {"NAME": "v"}, "arguments": ("a", "b"), "seed": 1}
    assert value(text, console=Tape(b"hello"), **fields) == wanted


@pytest.mark.parametrize(
    "option", ["nonblock", "timeout", "keepalive", "reuseaddr", "nodelay", "rcvbuf", "sndbuf", "linger"]
)
def test_every_socket_option(option: str) -> None:
    assert value(f"net.socket r1, 2, 1\nnet.setopt.{option} r0, r1, 4096") == 0


def test_a_seed_makes_random_values_reproducible() -> None:
    text = "rand.u64 r0\nrand.bytes 0x800, 8\nload.d r1, [0x800]\nxor r0, r0, r1"
    assert value(text, seed=7) == value(text, seed=7) != value(text, seed=8)


def test_the_65537th_call_traps() -> None:
    text = "mov r1, 0\nf: add r1, r1, 1\nmov r0, r1\ncall f"
    ended = outcome(text)
    assert ended.trap is not None
    assert (ended.trap.kind, ended.result) == (TrapKind.STACK, 65_537)


def test_a_block_is_not_entered_unless_all_of_it_is_paid_for() -> None:
    text = "mov r0, 1\nb next\nnext: mov r0, 2\nmov r0, 3\nhalt"
    ended = outcome(text, fuel=4)
    assert ended.trap is not None
    assert (ended.trap.kind, ended.result, outcome(text, fuel=5).result) == (TrapKind.FUEL, 1, 3)
