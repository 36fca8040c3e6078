"""The proofs of integer operations: all hold, and faults planted in the texts are refused with a counterexample."""

from __future__ import annotations

import _thread
import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from example_counts import mostly_slow
from neurlang.errors import VerificationError
from neurlang.programs.ir import OPS
from neurlang.programs.machine import ARITHMETIC
from neurlang.programs.native.operation_text import operation_module

pytest.importorskip("z3")

import z3

from neurlang.programs.native import LEVELS, statements
from neurlang.programs.native.proof import prove
from neurlang.programs.native.proof.terms import WIDTH, Unknowns, count_ones, highest, lowest

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = list(statements())
INTEGER_OPS = ("alu", "muldiv", "bits", "load", "store", "atomic")


def test_every_integer_operation_has_a_statement() -> None:
    wanted = {mode.meaning for op in OPS if op.name in INTEGER_OPS for mode in op.modes}
    wanted |= {
        mode.full_name for op in OPS if op.name == "branch" for mode in op.modes if mode.name != "always"
    }
    assert set(NAMES) == wanted


SLOW = ("muldiv.sdiv", "muldiv.smod")
"""Seconds each; unsigned division, with the same unknown functions, is proved in the quick suite too."""


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    "name",
    [
        *mostly_slow([name for name in NAMES if name not in SLOW], quick=8),
        *(pytest.param(name, marks=pytest.mark.slow) for name in SLOW),
    ],
)
def test_the_text_is_the_interpreters_meaning(name: str, level: str) -> None:
    proof = prove(name, operation_module(), level)
    assert proof.is_proved, (proof.why, proof.counterexample)


ADDED = "%new = add i64 %old, %operand\n  store i64 %new, ptr %place, align 1\n  %r = or i64 "

FAULTS = {
    # name: (operation, what is there, what is put there)
    "operands in the other order": ("alu.sub", "%r = sub i64 %a, %b", "%r = sub i64 %b, %a"),
    "an overflow that is poison": ("alu.add", "%r = add i64 %a, %b", "%r = add nsw i64 %a, %b"),
    "a count that is not taken mod 64": ("alu.shl", "%r = shl i64 %a, %count", "%r = shl i64 %a, %b"),
    "a mask of 32 bits": ("alu.shr", "%count = and i64 %b, 63", "%count = and i64 %b, 31"),
    "zeros in place of the sign": ("alu.sar", "%r = ashr i64 %a, %count", "%r = lshr i64 %a, %count"),
    "a high half of unsigned values": ("muldiv.mulh", "sext i64 %a to i128", "zext i64 %a to i128"),
    "a high half of signed values": ("muldiv.mulhu", "zext i64 %a to i128", "sext i64 %a to i128"),
    "a rotation to the other side": (
        "alu.rotl",
        "@llvm.fshl.i64(i64 %a, i64 %a, i64",
        "@llvm.fshr.i64(i64 %a, i64 %a, i64",
    ),
    "a rotation of two values": (
        "alu.rotr",
        "@llvm.fshr.i64(i64 %a, i64 %a,",
        "@llvm.fshr.i64(i64 %a, i64 %b,",
    ),
    "a signed division of unsigned values": ("muldiv.div", "%r = udiv i64 %a, %b", "%r = sdiv i64 %a, %b"),
    "the quotient for the remainder": ("muldiv.mod", "%r = urem i64 %a, %b", "%r = udiv i64 %a, %b"),
    "the least value by -1": ("muldiv.sdiv", "select i1 %negates, i64 1,", "select i1 %negates, i64 -1,"),
    "a remainder without its sign": ("muldiv.smod", "srem i64 %a, %divisor", "urem i64 %a, %divisor"),
    "an unsigned comparison": ("branch.lt", "%r = icmp slt i64 %a, %b", "%r = icmp ult i64 %a, %b"),
    "equal values left out": ("branch.geu", "%r = icmp uge i64 %a, %b", "%r = icmp ugt i64 %a, %b"),
    "a byte without its sign": ("load.sb", "%r = sext i8 %loaded", "%r = zext i8 %loaded"),
    "a place beside it": ("load.w", "i8, ptr %memory, i64 %address", "i8, ptr %memory, i64 4"),
    "too many bytes": ("store.h", "to i16\n  store i16", "to i32\n  store i32"),
    "one byte behind the end": ("load.d", "%last = sub i64 %size, %width", "%last = add i64 %size, %width"),
    "the last address refused": ("store.b", "ugt i64 %address, %last", "uge i64 %address, %last"),
    "a small memory that wraps": ("load.h", "or i1 %is.small, %is.beyond", "or i1 %is.beyond, %is.beyond"),
    "poison for no bit": ("bits.clz", "@llvm.ctlz.i64(i64 %a, i1 false)", "@llvm.ctlz.i64(i64 %a, i1 true)"),
    "the other end's zeros": ("bits.ctz", "call i64 @llvm.cttz.i64(", "call i64 @llvm.ctlz.i64("),
    "a swap on unequal": ("atomic.cas", "i64 %operand, i64 %old", "i64 %old, i64 %operand"),
    "an unsigned maximum": ("atomic.max", "%more = icmp sgt i64 %old", "%more = icmp ugt i64 %old"),
    "the new value in place of the old": ("atomic.add", f"{ADDED}%old", f"{ADDED}%new"),
}


@pytest.mark.parametrize(("name", "there", "put"), mostly_slow(list(FAULTS.values()), quick=6), ids=FAULTS)
def test_a_planted_fault_is_refused(name: str, there: str, put: str) -> None:
    module = operation_module()
    assert there in module
    spoiled = module.replace(there, put)
    proof = prove(name, spoiled, "inlined", spoiled)
    assert not proof.is_proved
    assert proof.counterexample is not None, proof.why


def test_what_is_not_understood_is_refused_by_name() -> None:
    module = operation_module().replace(
        "%r = add i64 %a, %b", "%f = uitofp i64 %a to double\n  %r = add i64 %a, %b"
    )
    with pytest.raises(VerificationError, match="uitofp"):
        prove("alu.add", module, "inlined")


def signed_remainder(a: int, b: int) -> int:
    """The interpreter's, but for its check."""
    dividend, divisor = (value - (1 << 64) if value >> 63 else value for value in (a, b))
    remainder = abs(dividend) % abs(divisor)
    return (-remainder if dividend < 0 else remainder) & (1 << 64) - 1


NEVER_TRAPPING: dict[str, Callable[[int, int], int]] = {
    "muldiv.div": lambda a, b: a // b,
    "muldiv.mod": lambda a, b: a % b,
    "muldiv.smod": signed_remainder,
}


@pytest.mark.parametrize("name", NEVER_TRAPPING)
def test_a_division_that_never_traps_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ARITHMETIC, name, NEVER_TRAPPING[name])
    proof = prove(name, operation_module(), "inlined")
    assert not proof.is_proved
    assert proof.counterexample is not None, proof.why
    assert proof.counterexample["b"] == 0


SIGNED = st.integers(-(1 << 64), 1 << 64)


@given(SIGNED, SIGNED)
@example(7, 0)
@example(0, 0)
@example(-7, 2)
@example(7, -2)
@example(7, 1)
@example(-(1 << 63), -(1 << 63))
def test_what_is_taken_for_granted_is_true_of_pythons_integers(a: int, b: int) -> None:
    unknowns, left, right = Unknowns(), z3.BitVecVal(a, WIDTH), z3.BitVecVal(b, WIDTH)
    values = {
        unknowns.product(left, right): a * b,
        unknowns.product(right, left): a * b,
        unknowns.quotient(left, right): a // b if b else 0,
        unknowns.remainder(left, right): a % b if b else 0,
    }
    true = [(term, z3.BitVecVal(value, WIDTH)) for term, value in values.items()]
    assert all(z3.is_true(z3.simplify(z3.substitute(statement, *true))) for statement in unknowns.statements)


@given(st.integers(0, (1 << 64) - 1) | st.integers(0, 63).map(lambda place: 1 << place))
@example(0)
def test_bits_are_counted_as_python_counts_them(value: int) -> None:
    # Both sides of a proof share these terms, so that an error in them would not show there.
    term = z3.BitVecVal(value, 64)
    found = [z3.simplify(count(z3, term)).as_long() for count in (count_ones, highest, lowest)]
    trailing = (value & -value).bit_length() - 1 if value else 64
    assert found == [value.bit_count(), value.bit_length(), trailing]


@pytest.mark.usefixtures("interrupts")
def test_an_interrupt_ends_the_proof_while_the_solver_works(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = threading.Event()

    def work_on(_: z3.Solver) -> z3.CheckSatResult:
        _thread.interrupt_main()
        assert stopped.wait(60)
        return z3.unknown

    monkeypatch.setattr(z3.Solver, "check", work_on)
    monkeypatch.setattr(z3.Solver, "interrupt", lambda _: stopped.set())
    with pytest.raises(KeyboardInterrupt):
        prove("alu.add", operation_module(), next(iter(LEVELS)))
    assert stopped.is_set()


def test_a_solver_that_gives_up_has_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(z3.Solver, "check", lambda _: z3.unknown)
    assert "no answer" in prove("alu.add", operation_module(), next(iter(LEVELS))).why


def test_an_error_of_the_solver_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: z3.Solver) -> z3.CheckSatResult:
        raise z3.Z3Exception("out of memory")

    monkeypatch.setattr(z3.Solver, "check", fail)
    with pytest.raises(z3.Z3Exception, match="out of memory"):
        prove("alu.add", operation_module(), next(iter(LEVELS)))
