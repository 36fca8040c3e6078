"""Interrupt commands at random moments, as Ctrl-C on a terminal does: `make fuzz MINUTES=n`.

A command must end within half a second, by the code 130 or by SIGINT, without a traceback, and leave no process behind.
Only while Python itself starts, before a line of this project runs, there may be a traceback, which is Python's.
On a busy machine everything ends late, so a process of Python that only sleeps is interrupted at the same moment: a
command that is late while that one is slow, too, is counted as such. Exit code 1 says that a command ended wrongly.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
LONGEST = 0.5  # seconds from the interrupt to the end of the command
LEFT_LONGEST = 5.0  # seconds until what it started has ended, too
EXIT_INTERRUPTED = 130
INTERRUPTED = (EXIT_INTERRUPTED, -signal.SIGINT)
CALM = 0.1  # seconds that the sleeping process may take on a machine that is not busy
SLOWER = 4  # a command on a busy machine may take that many times as long as the sleeping process
_FIRST = re.compile(
    r"neurlang/(?:__init__|faces|cli/__init__|cli/__main__|cli/start)\.py|(?:from|import) neurlang[\w.]*"
)
"""What Python loads before the first statement of `nl` that can keep it quiet: about a millisecond."""
_PATIENCE = 60.0
_SLEEPING = (sys.executable, "-I", "-S", "-c", "import time; time.sleep(1000)")
_FREE_CACHE, _OWN_CACHE = "a new cache", "the cache of this run"

NESTED = "\n".join(
    [*(f"l{n}: addi r{n % 12}, r{n % 11}, {n + 1}" for n in range(40))]
    + [f"subi r{n % 12}, r{n % 12}, 1\nbnez r{n % 12}, l{n}" for n in reversed(range(40))]
)
LOOP = "l: load.d r1, [0x100]\nxor r0, r0, r1\naddi r0, r0, 1\nstore.d r0, [0x100]\nmul r0, r0, 3\nb l"
LIKE = "SELECT sum(printf('%.*c', 900000, 'a') LIKE '%' || printf('%.*c', 40000, 'a') || 'b%')"

PROGRAMS = {
    "loop": LOOP,
    "nested": NESTED,
    "recursion": "mov r0, 60\ncall f\nhalt\nf: bleu r0, 1, e\nsubi r0, r0, 1\ncall f\nsubi r0, r0, 1\ncall f\ne: ret",
    "print": "l: io.print 0, 1000\nb l",
    "read": "io.readline r0, 0x20000, 8",
    "sleep": "time.sleep 100000",
    "tasks": "chan.create r2\nspawn r1, f\nl: recv r0, r2\nb l\nf: time.sleep 3\nsend r2, r1\nb f",
    "sqlite": f"mov r1, m\next.call r1, sqlite_open, r1\nmov r2, q\nl: ext.call r0, sqlite_exec, r1, r2\nb l\n.data\n"
    f'm: .asciz ":memory:"\nq: .asciz "{LIKE}"',
    "regex": "mov r1, 0x20000\n@memset r1, 'x', 60\nmov r2, 33\nstore.b r2, [0x2003c]\nmov r1, 0x20000\nmov r2, p\n"
    'l: ext.call r0, regex_match, r2, r1\nb l\n.data\np: .asciz "(x+x+)+y"',
    "accept": "net.socket r1, 2, 1\nnet.bind r0, r1, h, PORT\nnet.listen r0, r1, 5\nl: net.accept r2, r1\nb l\n"
    '.data\nh: .asciz "127.0.0.1"',
    "http": 'mov r1, u\nl: ext.call r0, http_get, r1\nb l\n.data\nu: .asciz "http://127.0.0.1:SILENT/"',
    "long": "\n".join(f"addi r{n % 12}, r{n % 11}, {n % 100}" for n in range(200_000)),
}


@dataclass(frozen=True, slots=True)
class Situation:
    """A command, how long it may have run when it is interrupted, and its cache."""

    command: str
    seconds: float = 1.5
    cache: str = _OWN_CACHE


SITUATIONS = {
    "interpreted": Situation("run loop.nl --backend interp --max-instr 0"),
    "stencils": Situation("run loop.nl --backend jit --max-instr 0"),
    "optimised": Situation("run loop.nl --tier 2 --max-instr 0"),
    "optimised recursion": Situation("run recursion.nl --tier 2 --max-instr 0"),
    "by choice": Situation("run loop.nl --max-instr 0", 3.0, _FREE_CACHE),
    "optimising": Situation("run nested.nl --tier 2 --max-instr 0", 3.0, _FREE_CACHE),
    "making stencils": Situation("run loop.nl --backend jit --max-instr 0", 8.0, _FREE_CACHE),
    "compiling": Situation("compile nested.nl -o nested.so --format so", 3.0),
    "printing": Situation("run print.nl --max-instr 0 --max-output 1000000000000"),
    "reading": Situation("run read.nl"),
    "sleeping": Situation("run sleep.nl"),
    "tasks": Situation("run tasks.nl --max-instr 0"),
    "SQLite": Situation("run sqlite.nl --max-instr 0"),
    "a regular expression": Situation("run regex.nl --max-instr 0"),
    "accepting": Situation("run accept.nl --allow-listen 127.0.0.1:PORT"),
    "accepting, two workers": Situation("run accept.nl --allow-listen 127.0.0.1:PORT --workers 2"),
    "HTTP": Situation("run http.nl --allow-connect 127.0.0.1"),
    "isolated": Situation("run loop.nl --isolate --max-instr 0"),
    "isolated SQLite": Situation("run sqlite.nl --isolate --max-instr 0"),
    "assembling": Situation("asm long.nl -o long.nlb"),
    "disassembling": Situation("disasm long.nlb"),
    "testing": Situation(f"test -p {ROOT / 'examples'}", 2.0),
    "testing natively": Situation(f"test -p {ROOT / 'examples'} --backend both", 2.0),
    "prompts": Situation("prompt --batch prompts.txt", 2.0),
    "a prompt that waits": Situation("prompt 'sleep for 100 seconds'"),
    "optimising a formula": Situation("optimize sqrt(x*x+1)-x --range x=1:1e6", 4.0, _FREE_CACHE),
    "proving": Situation("prove", 2.0),
    "benchmark": Situation("bench exec", 2.0),
    "doctor": Situation("doctor", 1.0),
    "help": Situation("--help", 0.3),
}


@dataclass(slots=True)
class Tally:
    """What came of the interrupts: how many, the longest, and what was wrong."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    sleeping: list[float] = field(default_factory=list)  # what the sleeping processes took
    ended_before: int = 0
    busy: int = 0  # commands that ended late on a busy machine
    wrong: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """A line for each situation, and one for all."""
        for name, times in self.seconds.items():
            yield f"{name:26} {len(times):4} interrupts, the longest ended after {max(times):.3f} s"
        everything = [each for times in self.seconds.values() for each in times]
        longest = max(everything, default=0.0)
        yield (
            f"{len(everything)} interrupts at random moments in {len(self.seconds)} situations: the longest took "
            f"{longest:.3f} s, a sleeping Python {max(self.sleeping, default=0.0):.3f} s; {self.ended_before} "
            f"commands had ended before; {self.busy} late on a busy machine; {len(self.wrong)} wrong"
        )


class Place:
    """The folder, the cache and the ports that the commands use."""

    def __init__(self, folder: Path, silent: int) -> None:
        self.folder = folder
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        for name, text in PROGRAMS.items():
            content = text.replace("PORT", str(self.port)).replace("SILENT", str(silent))
            (folder / f"{name}.nl").write_text(content)
        (folder / "prompts.txt").write_text("factorial of 10\nwhat is 30% off 279\ngcd of 48 and 18\n" * 300)
        self._caches = 0

    def start(self, situation: Situation) -> subprocess.Popen[bytes]:
        """Start a command in a session of its own, as a shell does on a terminal."""
        words = situation.command.replace("PORT", str(self.port))
        arguments = [word.strip("'") for word in _words(words)]
        return subprocess.Popen(
            [sys.executable, "-m", "neurlang.cli", *arguments],
            cwd=self.folder,
            env=os.environ | self._cache(situation.cache),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def _cache(self, kind: str) -> dict[str, str]:
        if kind == _OWN_CACHE:
            return {}
        self._caches += 1
        return {"NEURLANG_CACHE_DIR": str(self.folder / f"cache{self._caches}")}


def _words(command: str) -> list[str]:
    import shlex

    return shlex.split(command)


def descendants(ancestor: int) -> set[int]:
    """The processes that a process started, and those that they did."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = entry.read_text()
        except OSError:
            continue
        parents[int(entry.parent.name)] = int(text.rpartition(")")[2].split()[1])
    found: set[int] = set()
    while more := {child for child, parent in parents.items() if parent in found | {ancestor}} - found:
        found |= more
    return found


def interrupt(place: Place, name: str, moment: float, tally: Tally) -> None:
    """Start a command, interrupt it at a moment, and count what comes of it."""
    situation = SITUATIONS[name]
    process = place.start(situation)
    try:
        process.wait(moment)
        tally.ended_before += 1
    except subprocess.TimeoutExpired:
        started = descendants(process.pid)
        with Sleeping() as sleeping:
            os.killpg(process.pid, signal.SIGINT)
            sleeping.interrupt()
            begun = time.monotonic()
            problem = _problem(process, begun, tally.seconds[name])
        tally.sleeping.append(sleeping.seconds)
        if problem is None and tally.seconds[name][-1] > LONGEST:
            problem = lateness(tally.seconds[name][-1], sleeping.seconds)
            tally.busy += problem is None
        left = _left(started, LEFT_LONGEST)
        if left:
            problem = f"{problem or ''} left processes behind: {left}"
        if problem:
            tally.wrong.append(f"{name}, after {moment:.3f} s: {problem}")
            print(tally.wrong[-1], flush=True)
    finally:
        process.kill()
        process.communicate()


def _problem(process: subprocess.Popen[bytes], begun: float, seconds: list[float]) -> str | None:
    """What is wrong with how an interrupted process ends; how long it took is noted."""
    try:
        code = process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        seconds.append(_PATIENCE)
        return f"it did not end within {_PATIENCE:.0f} s"
    seconds.append(time.monotonic() - begun)
    assert process.stderr is not None
    told = process.stderr.read().decode(errors="replace")
    is_loud = "Traceback" in told or "Exception ignored" in told or "Fatal" in told
    is_pythons = is_loud and "neurlang" not in _FIRST.sub("", told) and code != EXIT_INTERRUPTED
    if is_pythons:
        return None  # Python itself was starting: it tells where
    if is_loud:
        return f"it ended with {code} after {seconds[-1]:.3f} s and said: {told[-1500:]}"
    if code not in (*INTERRUPTED, 0):
        return f"it ended with {code}: {told[-300:]}"
    return None


def lateness(seconds: float, sleeping: float) -> str | None:
    """What to say of a command that took longer than allowed; None if the machine is to blame."""
    if sleeping > CALM and seconds < LONGEST + SLOWER * sleeping:
        return None
    return f"it took {seconds:.3f} s, a sleeping Python {sleeping:.3f} s"


class Sleeping:
    """A process of Python that sleeps, and how many seconds it took to end."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._process = subprocess.Popen(_SLEEPING, stderr=subprocess.DEVNULL, start_new_session=True)
        self._waiting = threading.Thread(target=self._wait)

    def __enter__(self) -> Sleeping:
        return self

    def __exit__(self, *_: object) -> None:
        self._waiting.join()

    def interrupt(self) -> None:
        """Interrupt it now."""
        self._begun = time.monotonic()
        self._process.send_signal(signal.SIGINT)
        self._waiting.start()

    def _wait(self) -> None:
        self._process.wait()
        self.seconds = time.monotonic() - self._begun


def _left(processes: set[int], seconds: float) -> list[str]:
    """Those of the processes that have not ended after so long, as their command lines."""
    end = time.monotonic() + seconds
    while (left := {each for each in processes if _is_running(each)}) and time.monotonic() < end:
        time.sleep(0.02)
    return [
        Path(f"/proc/{each}/cmdline").read_text().replace("\0", " ")[:200]
        for each in left
        if _is_running(each)
    ]


def _is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def main() -> int:
    """Interrupt so often."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--interrupts", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=60.0, help="no longer than so long")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", nargs="*", choices=list(SITUATIONS), default=list(SITUATIONS))
    options = parser.parse_args()
    chance, tally, end = random.Random(options.seed), Tally(), time.monotonic() + 60 * options.minutes
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="neurlang-interrupts-"))
        silent = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        place = Place(Path(folder), silent.getsockname()[1])
        subprocess.run(
            [sys.executable, "-m", "neurlang.cli", "asm", "long.nl", "-o", "long.nlb"], cwd=folder, check=True
        )
        while sum(map(len, tally.seconds.values())) < options.interrupts and time.monotonic() < end:
            name = chance.choice(options.only)
            interrupt(place, name, chance.random() * SITUATIONS[name].seconds, tally)
    print("\n".join(tally.lines()))
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
