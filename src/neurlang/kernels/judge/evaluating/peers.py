"""Other tools that predict the time of a loop, called as programs where they are installed: llvm-mca and OSACA."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from neurlang.errors import UsageError
from neurlang.kernels.judge.collecting.records import Record

SECONDS = 60
ITERATIONS = 100
BATCH = 200  # loops in one call of llvm-mca
MCA_NAMES = ("llvm-mca-22", "llvm-mca-21", "llvm-mca-20", "llvm-mca-19", "llvm-mca")
MCA_VARIABLE = "NEURLANG_LLVM_MCA"  # the path of another one
CYCLES = re.compile(r"Total Cycles:\s+(\d+)")
REGION = re.compile(r"^\[\d+\] Code Region(?: - (\S+))?", re.MULTILINE)
OSACA_TOTAL = re.compile(r"^\s*((?:[\d.]+\s+)+)\|?.*$")


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool: its name, its version, and the cycles that it predicts for an element of each record (NaN: none)."""

    name: str
    version: str
    cycles: Callable[[Sequence[Record]], NDArray[np.float64]]


def find_peers(names: Sequence[str], processor: str) -> list[Peer]:
    """The tools of these names for a processor.

    Raises:
        UsageError: there is no such tool, it is not installed, or it does not know the processor.

    """
    known = {"llvm-mca": llvm_mca, "osaca": osaca}
    for name in names:
        if name not in known:
            raise UsageError(f"There is no peer '{name}'; there are {', '.join(known)}.")
    return [known[name](processor) for name in names]


def llvm_mca(processor: str) -> Peer:
    """llvm-mca of LLVM 16 or later for the processor. Raises UsageError if there is none."""
    named = os.environ.get(MCA_VARIABLE)
    found = next(filter(None, map(shutil.which, [named] if named else MCA_NAMES)), None)
    if found is None:
        raise UsageError(
            f"llvm-mca is not installed. On Debian: `apt install llvm-19`; or name it with {MCA_VARIABLE}."
        )
    listed = _run([found, f"-mcpu={processor}", "-iterations=1"], "addq $1, %rax\n")
    if listed.returncode or "not a recognized processor" in listed.stderr:
        raise UsageError(
            f"{found} does not know the processor {processor}; version 16 knows znver4, 19 znver5."
        )
    version = re.search(r"version (\S+)", _run([found, "--version"], "").stdout)
    label = f"{Path(found).name} {version[1] if version else 'of unknown version'} -mcpu={processor}"
    return Peer("llvm-mca", label, lambda records: _mca_cycles(found, processor, records))


def _mca_cycles(program: str, processor: str, records: Sequence[Record]) -> NDArray[np.float64]:
    """Cycles of an element; NaN for loops that call functions, which llvm-mca takes for nothing."""
    cycles = np.full(len(records), np.nan)
    places = [place for place, record in enumerate(records) if not record.calls]
    for begin in range(0, len(places), BATCH):
        chosen = places[begin : begin + BATCH]
        text = "\n".join(
            f"# LLVM-MCA-BEGIN r{place}\n{without_jumps(records[place].loop)}\n# LLVM-MCA-END r{place}"
            for place in chosen
        )
        command = [program, f"-mcpu={processor}", f"-iterations={ITERATIONS}", "-instruction-info=0"]
        command += ["-resource-pressure=0"]
        output = _run(command, text + "\n").stdout
        parts = REGION.split(output)[1:]
        for name, part in zip(parts[::2], parts[1::2], strict=True):
            total = CYCLES.search(part)
            if total and name:
                place = int(name[1:])
                record = records[place]
                cycles[place] = int(total[1]) / ITERATIONS / (record.vectors * record.lanes)
    return cycles


def without_jumps(loop: str) -> str:
    """A loop without its jumps, which have no targets here."""
    return "\n".join(line for line in loop.splitlines() if not line.startswith("j"))


def osaca(processor: str) -> Peer:
    """OSACA, if its program is on the path. Raises UsageError if it is not, or does not know the processor."""
    found = shutil.which("osaca")
    if found is None:
        raise UsageError(
            "osaca is not installed; `pipx install osaca` installs it (AGPL, called as a program only)."
        )
    arch = {"znver4": "zen4", "znver3": "zen3", "znver2": "zen2"}.get(processor)
    if arch is None:
        raise UsageError(f"OSACA does not know the processor {processor}.")
    version = _run([found, "--version"], "").stdout.strip()
    return Peer("osaca", version, lambda records: _osaca_cycles(found, arch, records))


def _osaca_cycles(program: str, arch: str, records: Sequence[Record]) -> NDArray[np.float64]:
    cycles = np.full(len(records), np.nan)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "loop.s"
        for place, record in enumerate(records):
            if record.calls:
                continue
            path.write_text(without_jumps(record.loop) + "\n", encoding="utf-8")
            output = _run([program, "--arch", arch, "--ignore-unknown", str(path)], "").stdout
            found = _osaca_total(output)
            if found is not None:
                cycles[place] = found / (record.vectors * record.lanes)
    return cycles


def _osaca_total(output: str) -> float | None:
    """The largest sum of a port, in the line of sums at the end of OSACA's table."""
    best = None
    for line in output.splitlines():
        match = OSACA_TOTAL.match(line)
        if match and line.strip() and "|" not in line:
            best = max(float(each) for each in match[1].split())
    return best


def _run(command: Sequence[str], text: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            command, input=text, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UsageError(f"{command[0]} cannot be run: {error}") from None
