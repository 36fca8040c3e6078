"""The operations that the patcher knows, each with the parts that its stencils are made of.

An instruction becomes one operation, a block one more before it. What is not here is the interpreter's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from neurlang.programs.ir import OPS
from neurlang.programs.native.stencils import parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from neurlang.programs.native.stencils.parts import PartText

    Write = Callable[[PartText, str], None]

_WIDTHS = {"b": "1", "h": "2", "w": "4", "d": "8"}
_UNARY_FLOATS = ("fsqrt", "fabs", "ffloor", "fceil", "i2f", "f2i")


@dataclass(frozen=True, slots=True)
class Step:
    """One part of an operation: what writes it, an argument, and which of A, B and C it uses."""

    write: Write
    argument: str = ""
    uses: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """A named sequence of parts."""

    name: str
    steps: tuple[Step, ...]

    @property
    def uses(self) -> str:
        """The slots that it names, as "ABC"."""
        return "".join(hole for hole in parts.SLOT_HOLES if any(hole in step.uses for step in self.steps))

    @property
    def has_target(self) -> bool:
        """Whether VALUE is a row to go to."""
        return any(step.write in (parts.branch, parts.jump) for step in self.steps)

    @property
    def begins(self) -> bool:
        """Whether it may be a target: the head of a block, which charges for it, or the program's end."""
        return self.name in ("charge", "end")

    @property
    def ends(self) -> bool:
        """Whether nothing goes on to the next row."""
        return self.steps[-1].write in parts.ENDS


_PUT = Step(parts.put, uses="C")


def _computed(name: str) -> tuple[Step, ...]:
    opcode, _, mode = name.partition(".")
    if opcode == "bits" or mode in _UNARY_FLOATS:
        return (Step(parts.unary, name, "A"), _PUT)
    compute = Step(parts.binary, name, "AB")
    return (Step(parts.nonzero, uses="B"), compute, _PUT) if mode in _DIVISIONS else (compute, _PUT)


_DIVISIONS = ("div", "mod", "sdiv", "smod")
_ADDRESS = Step(parts.address, uses="AB")


def _loads(mode: str) -> tuple[Step, ...]:
    return (_ADDRESS, Step(parts.inside, _WIDTHS[mode[-1]]), Step(parts.load, mode), _PUT)


def _stores(mode: str) -> tuple[Step, ...]:
    return (_ADDRESS, Step(parts.inside, _WIDTHS[mode]), Step(parts.store, mode, "C"))


def _atomics(mode: str) -> tuple[Step, ...]:
    change = Step(parts.atomic, mode, "BC" if mode == "cas" else "B")
    return (Step(parts.take, uses="A"), Step(parts.aligned), Step(parts.inside, "8"), change, _PUT)


def _modes(opcode: str) -> list[str]:
    return next([mode.name for mode in op.modes] for op in OPS if op.name == opcode)


def _all_operations() -> tuple[Operation, ...]:
    steps: dict[str, tuple[Step, ...]] = {"charge": (Step(parts.charge),)}
    for opcode in ("alu", "muldiv", "fpu", "bits"):
        steps |= {f"{opcode}.{mode}": _computed(f"{opcode}.{mode}") for mode in _modes(opcode)}
    steps["mov"] = (Step(parts.move, uses="AC"),)
    steps |= {f"load.{mode}": _loads(mode) for mode in _modes("load")}
    steps |= {f"store.{mode}": _stores(mode) for mode in _modes("store")}
    steps |= {f"atomic.{mode}": _atomics(mode) for mode in _modes("atomic")}
    for mode in _modes("branch"):
        if mode != "always":
            steps[f"branch.{mode}"] = (Step(parts.branch, mode, "AB"),)
    steps["jump"] = (Step(parts.jump),)
    push = (Step(parts.room), Step(parts.push))
    steps["call"] = (*push, _PUT, Step(parts.jump))
    aim = (Step(parts.indexed), Step(parts.aim))
    go = (*aim, Step(parts.dispatch, "t"))
    steps["ret"] = (Step(parts.pending), Step(parts.pop), *go)
    steps["jump.indirect"] = (Step(parts.take, uses="A"), *go)
    # The goal is kept before lr is written: they may be the same register.
    steps["call.indirect"] = (Step(parts.take, uses="A"), *aim, *push, _PUT, Step(parts.dispatch))
    steps["leave"] = (Step(parts.leave),)
    steps["end"] = (Step(parts.leave),)
    return tuple(Operation(name, made) for name, made in steps.items())


OPERATIONS = _all_operations()
NUMBER_OF = {operation.name: number for number, operation in enumerate(OPERATIONS)}

LANDING = Operation("landing", (Step(parts.landing),))
FINISH = Operation("finish", (Step(parts.finish),))
