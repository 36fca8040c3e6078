"""The reference interpreter: it runs programs by the meaning of each op.

The reference page is loaded on first use: only `nl spec --markdown` needs it.
"""

from typing import TYPE_CHECKING

from neurlang.faces import later
from neurlang.programs.machine.arguments import Argument
from neurlang.programs.machine.code import Code
from neurlang.programs.machine.context import Context
from neurlang.programs.machine.decoding.atomics import CHANGES
from neurlang.programs.machine.decoding.steps import decode
from neurlang.programs.machine.executor import Executor
from neurlang.programs.machine.hidden.marks import CLEAN, FILE, NETWORK, USER
from neurlang.programs.machine.host.clock import Clock
from neurlang.programs.machine.host.console import Console, StandardConsole
from neurlang.programs.machine.host.deadline import NEVER, Deadline
from neurlang.programs.machine.host.files import Files
from neurlang.programs.machine.host.handles import Handles
from neurlang.programs.machine.host.host import Extensions, Host, Network
from neurlang.programs.machine.host.permissions import MOST_SECONDS, Limits, Permissions
from neurlang.programs.machine.meaning.arithmetic import ARITHMETIC, signed
from neurlang.programs.machine.meaning.bits import BITS
from neurlang.programs.machine.meaning.conditions import CONDITIONS
from neurlang.programs.machine.meaning.floating_point import FLOATING_POINT, to_bits, to_float
from neurlang.programs.machine.meaning.memory import LOADS, STORES
from neurlang.programs.machine.running import (
    DEFAULT_MAX_INSTRUCTIONS,
    DEFAULT_MEMORY,
    MAX_MEMORY,
    Outcome,
    named_registers,
    run,
    start,
    trap_at,
)
from neurlang.programs.machine.session import Session
from neurlang.programs.machine.session_view import SessionView
from neurlang.programs.machine.state import MAX_CALL_DEPTH, State
from neurlang.programs.machine.traps import Fault, ProgramEnd, Trap, TrapKind, out_of_fuel
from neurlang.programs.machine.values import parse_value

if TYPE_CHECKING:
    from neurlang.programs.machine.reference import machine_page
else:
    __getattr__ = later(__name__, {"machine_page": "reference"})

__all__ = [
    "ARITHMETIC",
    "BITS",
    "CHANGES",
    "CLEAN",
    "CONDITIONS",
    "DEFAULT_MAX_INSTRUCTIONS",
    "DEFAULT_MEMORY",
    "FILE",
    "FLOATING_POINT",
    "LOADS",
    "MAX_CALL_DEPTH",
    "MAX_MEMORY",
    "MOST_SECONDS",
    "NETWORK",
    "NEVER",
    "STORES",
    "USER",
    "Argument",
    "Clock",
    "Code",
    "Console",
    "Context",
    "Deadline",
    "Executor",
    "Extensions",
    "Fault",
    "Files",
    "Handles",
    "Host",
    "Limits",
    "Network",
    "Outcome",
    "Permissions",
    "ProgramEnd",
    "Session",
    "SessionView",
    "StandardConsole",
    "State",
    "Trap",
    "TrapKind",
    "decode",
    "machine_page",
    "named_registers",
    "out_of_fuel",
    "parse_value",
    "run",
    "signed",
    "start",
    "to_bits",
    "to_float",
    "trap_at",
]
