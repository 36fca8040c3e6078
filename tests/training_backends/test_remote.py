from __future__ import annotations

import os
import signal
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import asyncssh
import pytest
from small_trainings import Watched, copied

from neurlang.errors import BackendError, MissingPartError, UsageError
from neurlang.training_backends import LeftRunning
from neurlang.training_backends.connection import COMMAND

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from loopback_ssh import Server
    from neurlang.training_backends import Remote, Request

    MakeRequest = Callable[..., Request]

pytestmark = pytest.mark.slow  # each takes a second: several processes start, as on a real machine
FIRST_LINE = "training on 3 letters"


def test_a_model_is_trained_there_and_fetched(
    server: Server, remote: Remote, request_of: MakeRequest
) -> None:
    watched, request = Watched(), request_of()
    remote.train(request, watched)
    assert request.output.read_text() == "model of abc"
    assert watched.lines == [FIRST_LINE, "done"]
    assert watched.stages["Copying"] == watched.stages["Copying"][:1] * 2
    assert watched.stages["Fetching"] == (12, 12)
    assert copied(server.home)["runs"] == []


def test_only_what_changed_is_copied(remote: Remote, request_of: MakeRequest) -> None:
    notes = []
    for text in ("abc", "abc", "abcd"):
        watched = Watched()
        remote.train(request_of(text=text), watched)
        notes.append(watched.notes[0])
    assert [each.partition("(")[0] for each in notes] == [
        "Copying 3 of 3 files ",
        "Copying 0 of 3 files ",
        "Copying 1 of 3 files ",
    ]


def test_a_dropped_connection_loses_no_line_and_repeats_none(
    server: Server, remote: Remote, request_of: MakeRequest, gate: Path
) -> None:
    def cut(line: str) -> None:
        if line == FIRST_LINE:
            server.drop()
            with gate.open("w") as waiting:
                waiting.write("after the cut")

    watched, request = Watched(cut), request_of(f"--gate={gate}")
    remote.train(request, watched)
    assert watched.lines == [FIRST_LINE, "after the cut", "done"]
    assert any("Connection lost" in each for each in watched.notes)
    assert request.output.read_text() == "model of abc"


def test_copying_goes_on_after_a_dropped_connection(
    server: Server, remote: Remote, request_of: MakeRequest
) -> None:
    class Cutting(Watched):
        def progress(self, stage: str, done: int, total: int) -> None:
            if stage == "Copying" and not self.stages:
                server.drop()
            super().progress(stage, done, total)

    watched, request = Cutting(), request_of(text="abc" * 1_000_000)
    remote.train(request, watched)
    assert request.output.read_text() == f"model of {'abc' * 1_000_000}"
    assert sum("Copying" in each for each in watched.notes) == 2


def test_a_connection_that_drops_once_the_model_is_there_is_made_again_to_clean_up(
    server: Server, remote: Remote, request_of: MakeRequest
) -> None:
    class Cutting(Watched):
        def progress(self, stage: str, done: int, total: int) -> None:
            if stage == "Fetching" and done == total:
                server.drop()
            super().progress(stage, done, total)

    request = request_of()
    replace(remote, clean=True).train(request, Cutting())
    assert request.output.read_text() == "model of abc"
    assert list(server.home.iterdir()) == []


def interrupted(remote: Remote, request: Request) -> LeftRunning:
    """Interrupt the watching of a run at its first line."""

    def interrupt(_: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(LeftRunning) as left:
        remote.train(request, Watched(interrupt))
    return left.value


def test_after_an_interrupt_the_same_command_attaches(
    remote: Remote, request_of: MakeRequest, gate: Path
) -> None:
    def open_gate(line: str) -> None:
        if line == FIRST_LINE:
            with gate.open("w") as waiting:
                waiting.write("watched again")

    request = request_of(f"--gate={gate}")
    words = str(interrupted(remote, request))
    assert "The training goes on at " in words
    assert "the same command attaches to it again" in words
    assert not request.output.exists()
    again = Watched(open_gate)
    remote.train(request, again)
    assert again.notes[0].startswith("Attached to run ")
    assert again.lines == [FIRST_LINE, "watched again", "done"]
    assert request.output.read_text() == "model of abc"


def test_a_run_is_stopped_and_removed(
    server: Server, remote: Remote, request_of: MakeRequest, gate: Path
) -> None:
    run = str(interrupted(remote, request_of(f"--gate={gate}"))).split()[-1]
    assert copied(server.home)["runs"] == [run]
    assert remote.stop(run)
    assert copied(server.home)["runs"] == []
    with pytest.raises(OSError, match="No such device"):  # nobody waits at the gate any more
        os.open(gate, os.O_WRONLY | os.O_NONBLOCK)
    assert not remote.stop(run)


def test_who_watches_a_run_that_is_stopped_is_told(
    remote: Remote, request_of: MakeRequest, gate: Path
) -> None:
    request = request_of(f"--gate={gate}")
    run = str(interrupted(remote, request)).split()[-1]

    def stop(line: str) -> None:
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor() as pool:  # this thread runs an event loop already
            assert pool.submit(remote.stop, run).result()

    with pytest.raises(BackendError, match="is gone: it was stopped, or"):
        remote.train(request, Watched(stop))


def test_an_interrupt_while_copying_leaves_no_run(
    server: Server, remote: Remote, request_of: MakeRequest
) -> None:
    class Interrupting(Watched):
        def progress(self, stage: str, done: int, total: int) -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as interrupt:
        remote.train(request_of(text="abc" * 1_000_000), Interrupting())
    assert not isinstance(interrupt.value, LeftRunning)
    assert copied(server.home)["runs"] == []


def test_a_machine_that_stays_away_is_given_up_and_its_run_fetched_later(
    server: Server, remote: Remote, request_of: MakeRequest, gate: Path
) -> None:
    def go_away(line: str) -> None:
        if line == FIRST_LINE:
            server.stop()
            with gate.open("w") as waiting:
                waiting.write("alone")

    request = request_of(f"--gate={gate}")
    with pytest.raises(BackendError) as lost:
        remote.train(request, Watched(go_away))
    assert "the connection is refused" in str(lost.value)
    assert "the same command attaches to it again" in str(lost.value)
    server.start()
    watched = Watched()
    remote.train(request, watched)
    assert watched.lines == [FIRST_LINE, "alone", "done"]
    assert request.output.read_text() == "model of abc"


@pytest.mark.parametrize(
    ("code", "words"),
    [(3, "ended with exit code 3; its messages stand above"), (-signal.SIGKILL, "was ended by signal 9")],
)
def test_a_training_that_fails_leaves_the_earlier_model(
    server: Server, remote: Remote, request_of: MakeRequest, code: int, words: str
) -> None:
    watched, request = Watched(), request_of(f"--code={code}")
    request.output.parent.mkdir()
    request.output.write_text("earlier")
    with pytest.raises(BackendError, match=words):
        remote.train(request, watched)
    assert watched.lines == [FIRST_LINE]
    assert request.output.read_text() == "earlier"
    assert copied(server.home)["runs"] == []


def test_a_run_that_vanished_with_its_machine_is_told(
    server: Server, remote: Remote, request_of: MakeRequest, gate: Path
) -> None:
    def kill_all(line: str) -> None:
        (leader,) = server.home.glob("*/runs/*/leader")
        os.killpg(int(leader.read_text()), signal.SIGKILL)

    with pytest.raises(BackendError, match="ended without a result; was the machine restarted"):
        remote.train(request_of(f"--gate={gate}"), Watched(kill_all))
    assert copied(server.home)["runs"] == []


def test_nothing_is_left_if_that_is_wanted(server: Server, remote: Remote, request_of: MakeRequest) -> None:
    request = request_of()
    replace(remote, clean=True).train(request, Watched())
    assert request.output.exists()
    assert list(server.home.iterdir()) == []


def test_after_a_failure_nothing_is_left_either(
    server: Server, remote: Remote, request_of: MakeRequest
) -> None:
    with pytest.raises(BackendError):
        replace(remote, clean=True).train(request_of("--code=1"), Watched())
    with pytest.raises(BackendError):
        replace(remote, clean=True).train(request_of(packages=("none_such",)), Watched())
    assert list(server.home.iterdir()) == []


def test_cleaning_keeps_the_folder_and_the_environment_of_the_user(
    server: Server, remote: Remote, request_of: MakeRequest
) -> None:
    (server.home / "mine" / "venv").mkdir(parents=True)
    replace(remote, folder="mine", clean=True).train(request_of(), Watched())
    assert [each.name for each in (server.home / "mine").iterdir()] == ["venv"]


def test_cleaning_waits_for_other_runs(
    server: Server, remote: Remote, request_of: MakeRequest, gate: Path
) -> None:
    run = str(interrupted(remote, request_of(f"--gate={gate}"))).split()[-1]
    watched = Watched()
    replace(remote, clean=True).train(request_of(text="other"), watched)
    assert watched.notes[-1] == f"Not removed, because it is in use: neurlang-training ({run})"
    assert copied(server.home)["runs"] == [run]


def test_a_folder_with_other_files_is_refused(
    server: Server, remote: Remote, request_of: MakeRequest
) -> None:
    (server.home / "papers").mkdir()
    (server.home / "papers" / "thesis").write_text("precious")
    with pytest.raises(BackendError, match="holds other files; name another folder with --remote-dir"):
        replace(remote, folder="papers", clean=True).train(request_of(), Watched())
    assert [each.name for each in (server.home / "papers").iterdir()] == ["thesis"]


def test_the_environment_of_the_user_trains(server: Server, remote: Remote, request_of: MakeRequest) -> None:
    commands = server.home / "neurlang-training" / "venv" / "bin"
    commands.mkdir(parents=True)
    python = commands / "python"
    python.write_text(f'#!/bin/sh\necho "by the environment"\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    watched = Watched()
    remote.train(request_of(), watched)
    assert watched.lines[0] == "by the environment"


def test_the_shell_sees_one_constant_command(server: Server, remote: Remote, tmp_path: Path) -> None:
    from neurlang.training_backends import Request

    odd = tmp_path / "$(touch broken); 'a \"b`\\.txt"
    odd.write_text("odd")
    request = Request(odd, tmp_path / "-o ;$(x).bin", ("small.trainer",), ("--gate=",), ("small",))
    replace(remote, folder="a $(touch broken) folder").train(request, Watched())
    assert set(server.seen) == {COMMAND}
    assert request.output.read_text() == "model of odd"
    assert not list(server.home.rglob("broken"))


def test_what_the_shell_prints_at_its_start_is_skipped(
    server: Server, remote: Remote, request_of: MakeRequest
) -> None:
    server.greeting = "echo 'Welcome!  {'; "
    request = request_of()
    remote.train(request, Watched())
    assert request.output.exists()


def refused(remote: Remote, request: Request) -> str:
    """The error of a training that is refused. An earlier model stays."""
    request.output.parent.mkdir(exist_ok=True)
    request.output.write_text("earlier")
    with pytest.raises(BackendError) as error:
        remote.train(request, Watched())
    assert request.output.read_text() == "earlier"
    return str(error.value)


def test_a_refused_connection(server: Server, remote: Remote, request_of: MakeRequest) -> None:
    server.stop()
    try:
        assert refused(remote, request_of()) == (
            f"No connection to me@127.0.0.1:{server.port}: the connection is refused.\n"
            f"Check that `ssh -p {server.port} me@127.0.0.1` works."
        )
        with pytest.raises(BackendError, match="the connection is refused"):
            remote.stop("0" * 12)
    finally:
        server.start()


def test_an_unknown_host_is_refused(server: Server, remote: Remote, request_of: MakeRequest) -> None:
    (server.client / ".ssh" / "known_hosts").unlink()
    words = refused(remote, request_of())
    assert "The host key of me@127.0.0.1" in words
    assert f"`ssh -p {server.port} me@127.0.0.1` shows it and adds it to ~/.ssh/known_hosts" in words
    assert server.seen == []


def test_a_host_with_another_key_is_refused(server: Server, remote: Remote, request_of: MakeRequest) -> None:
    server.be_known(asyncssh.generate_private_key("ssh-ed25519"))
    assert "is not known, or has changed" in refused(remote, request_of())
    assert server.seen == []


def test_no_configuration_switches_the_check_of_hosts_off(
    server: Server, remote: Remote, request_of: MakeRequest
) -> None:
    (server.client / ".ssh" / "config").write_text("UserKnownHostsFile none\nStrictHostKeyChecking no\n")
    (server.client / ".ssh" / "known_hosts").unlink()
    assert "is not known" in refused(remote, request_of())


def test_a_key_that_is_not_accepted(server: Server, remote: Remote, request_of: MakeRequest) -> None:
    asyncssh.generate_private_key("ssh-ed25519").write_private_key(str(server.client / ".ssh" / "id_ed25519"))
    assert "does not accept your keys" in refused(remote, request_of())


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (None, "there is no command python3.\nInstall Python 3.11 or newer there"),
        ("echo python-too-old 3.6 >&2; exit 1", "python3 is Python 3.6"),
        ("echo broken >&2; exit 5", "cannot run Python (exit code 5):\nbroken"),
    ],
)
def test_a_machine_without_python(
    server: Server, remote: Remote, request_of: MakeRequest, script: str | None, words: str
) -> None:
    python = server.commands / "python3"
    python.unlink()
    if script is not None:
        python.write_text(f"#!/bin/sh\n{script}\n")
        python.chmod(0o755)
    assert words in refused(remote, request_of())


def test_a_python_that_lacks_a_package(server: Server, remote: Remote, request_of: MakeRequest) -> None:
    words = refused(remote, request_of(packages=("small", "none_such")))
    assert "has no Python 3.11 or newer that can train" in words
    assert "lacks the package none_such" in words
    assert "python3.11 -m venv neurlang-training/venv" in words
    assert copied(server.home)["runs"] == []


def test_without_asyncssh_the_extra_is_named(
    remote: Remote, request_of: MakeRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "asyncssh", None)
    with pytest.raises(MissingPartError, match="Remote training needs asyncssh"):
        remote.train(request_of(), Watched())


def test_a_place_that_cannot_be_written_is_told_before_anything_starts(
    server: Server, remote: Remote, request_of: MakeRequest
) -> None:
    request = request_of()
    request.output.parent.write_text("a file, where the folder should be")
    with pytest.raises(UsageError, match="File not writable"):
        remote.train(request, Watched())
    assert server.seen == []
