"""The tool that interrupts commands: what it counts, and what it calls wrong."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import interrupts
import pytest
from interrupts import Place, Situation, Tally, descendants, interrupt

if TYPE_CHECKING:
    from pathlib import Path

LOUD = "import time\nprint(1, flush=True)\ntime.sleep(1000)"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        return Place(tmp_path, silent.getsockname()[1])


@pytest.mark.slow
@pytest.mark.usefixtures("interrupts")
@pytest.mark.parametrize("name", ["sleeping", "interpreted", "a regular expression"])
def test_a_command_that_is_interrupted_is_counted(
    place: Place, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interrupts, "LONGEST", 60.0)  # the machine may be busy
    monkeypatch.setattr(interrupts, "LEFT_LONGEST", 60.0)
    tally = Tally()
    interrupt(place, name, 1.0, tally)
    assert (tally.wrong, len(tally.seconds[name]), tally.ended_before) == ([], 1, 0)


@pytest.mark.slow
def test_a_command_that_ends_by_itself_is_no_interrupt(place: Place) -> None:
    tally = Tally()
    interrupt(place, "help", 60.0, tally)
    assert (tally.wrong, tally.ended_before) == ([], 1)


@pytest.mark.usefixtures("interrupts")
def test_a_traceback_is_wrong(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    loud = place.folder / "neurlang_loud.py"
    loud.write_text(LOUD)

    def start(*_: object) -> subprocess.Popen[bytes]:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        process = subprocess.Popen([sys.executable, str(loud)], **pipes, start_new_session=True)
        assert process.stdout is not None
        process.stdout.readline()
        return process

    monkeypatch.setitem(interrupts.SITUATIONS, "loud", Situation(""))
    monkeypatch.setattr(Place, "start", start)
    tally = Tally()
    interrupt(place, "loud", 0.01, tally)
    assert "KeyboardInterrupt" in tally.wrong[0]


def test_what_a_process_started_is_found() -> None:
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'print(1, flush=True); input()'])"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert len(descendants(process.pid)) == 1
        assert process.pid in descendants(os.getpid())
        process.communicate(b"\n")


@pytest.mark.parametrize(
    ("seconds", "sleeping", "is_late"),
    [(0.6, 0.02, True), (0.6, 0.2, False), (8.0, 0.2, True), (0.6, 0.1, True)],
)
def test_a_busy_machine_excuses_what_everything_suffers(
    seconds: float, sleeping: float, is_late: bool
) -> None:
    assert (interrupts.lateness(seconds, sleeping) is not None) == is_late


@pytest.mark.usefixtures("interrupts")
def test_a_sleeping_process_is_interrupted_and_timed() -> None:
    with interrupts.Sleeping() as sleeping:
        sleeping.interrupt()
    assert sleeping.seconds > 0
