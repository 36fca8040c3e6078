"""Print the rooms that running one program passes through: `python tools/rooms_crossed.py [FILE.nl]`.

A return is a call back into a room that is still at work below: A calls B, and B calls A. Only Python calls of the
first and of the second run of each executor are seen, no native code.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from neurlang.programs.ir import assemble
from neurlang.programs.native import run_native, run_optimised
from room_map import REPOSITORY, room_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from types import FrameType

WRAPPERS = frozenset(("neurlang.garbage",))
"""Modules of decorators: their frames stand between a function and its caller."""
EXAMPLE = REPOSITORY / "examples" / "factorial.nl"


@dataclass(frozen=True)
class Crossing:
    """The rooms in the order in which they were entered first, and the returns."""

    rooms: tuple[str, ...]
    returns: tuple[tuple[str, str], ...]


def crossing(work: Callable[[], object]) -> Crossing:
    """What a piece of work passes through, in this thread."""
    stack: list[str] = []
    rooms: dict[str, None] = {}
    returns: list[tuple[str, str]] = []

    def seen(frame: FrameType, event: str, _: Hashable) -> None:
        module = frame.f_globals.get("__name__", "")
        if not module.startswith("neurlang") or module in WRAPPERS:
            return
        if event == "return" and stack:
            stack.pop()
        elif event == "call":
            room = room_of(module)
            if stack and stack[-1] != room and room in stack:
                returns.append((stack[-1], room))
            rooms.setdefault(room)
            stack.append(room)

    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(None)
    return Crossing(tuple(rooms), tuple(returns))


def run_text(execute: Callable[..., object], text: str) -> None:
    """Read a program and run it."""
    execute(assemble(text))


def main() -> None:
    """Run the program by each executor, twice, and print what that passes through."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLE
    text = path.read_text("utf-8")
    for execute in (run_native, run_optimised):
        for time in ("first", "second"):
            found = crossing(partial(run_text, execute, text))
            print(f"{execute.__name__}, {time} run: {len(found.rooms)} rooms, {len(found.returns)} returns")
            print("  " + " > ".join(room.removeprefix("neurlang.") for room in found.rooms))
            for importer, room in found.returns:
                print(f"  back from {importer} to {room}")


if __name__ == "__main__":
    main()
