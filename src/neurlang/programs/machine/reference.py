"""How programs run, for readers: the part of `docs/language.md` between the ops and the annotations."""

from __future__ import annotations

from neurlang.programs.machine.hidden.marks import CLEAN, FILE, NETWORK, USER
from neurlang.programs.machine.host.permissions import Limits
from neurlang.programs.machine.running import DEFAULT_MAX_INSTRUCTIONS, DEFAULT_MEMORY, MAX_MEMORY
from neurlang.programs.machine.state import MAX_CALL_DEPTH
from neurlang.programs.machine.traps import TrapKind

TRAPS = {
    TrapKind.SYSCALL: "`trap 0`, which is `syscall`",
    TrapKind.BREAKPOINT: "`trap 1`, which is `break`",
    TrapKind.BOUNDS: "an access outside the memory, or an atomic one that is not aligned",
    TrapKind.CAPABILITY: "an access, or a change of a capability, that the capability does not allow",
    TrapKind.TAINT: "marked data reaches a path, a network address, or an extension that refuses it",
    TrapKind.DIVZERO: "a division by 0",
    TrapKind.INVALID: "a jump outside the code, a handle that is not open, a senseless argument",
    TrapKind.USER: "`trap n` for n from 7 on",
    TrapKind.STACK: f"more than {MAX_CALL_DEPTH:,} calls that have not returned",
    TrapKind.FUEL: "a block of more instructions than are left",
    TrapKind.PERMISSION: "something outside that no flag allows",
    TrapKind.DEADLOCK: "every task waits for another",
    TrapKind.LIMIT: "a limit on time, or on what is held, printed or written",
}

_LIMITS = Limits()

# fmt: off
BOUNDS = (
    ("`--max-instr`", f"{DEFAULT_MAX_INSTRUCTIONS:,}", "instructions; 0 for no bound"),
    ("`--memory`", f"{DEFAULT_MEMORY:,}", f"bytes of memory, at most {MAX_MEMORY:,}"),
    ("`--timeout`", "none", "seconds that the run may take by the wall clock"),
    ("`--max-output`", f"{_LIMITS.output_bytes:,}", "bytes printed in total"),
    ("`--max-written`", f"{_LIMITS.file_bytes:,}", "bytes written to files in total"),
    ("`--max-tasks`", f"{_LIMITS.tasks:,}", "tasks that have not ended"),
    ("`--max-queued`", f"{_LIMITS.queued:,}", "values in channels"),
    ("`--max-handles`", f"{_LIMITS.handles:,}", "open files, sockets and handles of extensions"),
    ("`--max-extension-bytes`", f"{_LIMITS.extension_bytes:,}", "bytes that extensions hold"),
)
# fmt: on

_HIDDEN = f"""
## Capabilities and taint

Each register and each aligned 8-byte slot of memory may carry a mark beside its 64 bits. Programs cannot read it as
bits.

A capability is a base, a length and permissions. `cap.new` makes one: from an address without a capability, or within
the capability of its base. `cap.restrict` shrinks one; nothing widens one. `mov`, loads and stores of 8 bytes, and
`add` and `sub` of an integer keep it. Every other op, and a store over a part of a slot, drops it. An access through
a capability is checked against it. In `[rs1 + rs2]` either register may have it. An address without a capability is
checked only against the memory; `--strict-caps` refuses it.

Taint is a level: {CLEAN} clean, {USER} from the console, arguments or environment, {NETWORK} from the network,
{FILE} from files. A result has the highest level of its inputs. `taint` sets the level, `sanitize` removes it.

## Tasks and channels

`spawn` starts a task with a copy of the registers and a separate return stack; the memory is shared. A task ends by
`halt`, by a `ret` with no call left, or after the last instruction. Its result is its `r0`, which `join` waits for
and returns. The main task's `halt` ends the program. One task runs at a time, in an order that is always the same,
until it waits, yields, or has used its turn. Channels are first in, first out; `recv` waits for a value. If a task
traps, its `join` traps in the same way.
"""


def machine_page() -> str:
    """The sections in Markdown."""
    lines = [
        "",
        "## Traps",
        "",
        "A trap ends the run. It has a name, the instruction's index and text, its source line if known, and the",
        "registers.",
        "",
        *_table(("trap", "ends a run by"), [(f"`{kind.name}`", TRAPS[kind]) for kind in TrapKind]),
        "",
        "## Bounds",
        "",
        "Options of `nl run`; all but the first two trap `LIMIT`.",
        "",
        *_table(("option", "default", "bounds"), BOUNDS),
        *_HIDDEN.splitlines(),
        "",
    ]
    return "\n".join(lines)


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]] | tuple[tuple[str, ...], ...]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows)]
