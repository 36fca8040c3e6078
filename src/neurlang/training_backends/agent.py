"""What runs on the remote machine: it keeps the copied files, starts a training detached, and tells how it goes.

`connection` sends this module's text through SSH to a Python there, so the module needs only the standard library, and
runs on Python 3.7. It prints the line MARK. Then each request is a line of JSON and the bytes that belong to it; each
answer is a line of JSON, in some cases followed by a stream: parts with their lengths. After an error the agent ends.

The folder on the remote machine:

| path | content |
|---|---|
| `neurlang-training.json` | the mark of a folder that is ours; whether we made the folder |
| `store/<sha256>` | the files that were copied, each once |
| `runs/<run>/code`, `work` | the package and the data of a run, linked from the store; the model is written to `work` |
| `runs/<run>/log`, `exit`, `lock`, `leader` | output, exit code, a lock held while it runs, its process group |
| `venv` | an environment that the user may put there; we never touch it |
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

if sys.platform != "win32":  # where this module is only read, to be sent
    import fcntl

MARK = "neurlang-agent/1"
SIGN = "neurlang-training.json"
NO_PYTHON = "no-python\n"  # begins the refusal that lists the Pythons which cannot train
NEEDED = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")
CHUNK = 1 << 16
LENGTH_BYTES = 4
POLL = 0.2  # seconds between two looks at a log
KEEP_SECONDS = 30 * 86400  # files that no run used for so long are removed from the store
GRACE = 10.0  # seconds that a training has to end by itself
PROBE_SECONDS = 60

_DIGEST = re.compile(r"[0-9a-f]{64}")
_RUN = re.compile(r"[0-9a-f]{12}")
# Prints the version and the first package that is missing. Nothing is imported: PyTorch alone would take seconds.
_PROBE = """
import importlib.util, json, sys
missing = [name for name in sys.argv[1:] if importlib.util.find_spec(name) is None]
print(json.dumps([list(sys.version_info[:2]), missing[:1]]))
"""


class RefusalError(Exception):
    """The request cannot be carried out; the text is for the user."""


def serve(source: str) -> None:
    """Answer requests until the input ends or one is refused. `source` is this text, for the process that stays."""
    out = sys.stdout.buffer
    out.write(f"{MARK}\n".encode())
    out.flush()
    try:
        for line in iter(sys.stdin.buffer.readline, b""):
            request: dict[str, Any] = json.loads(line)
            if request["command"] in STREAMS:
                STREAMS[request["command"]](request, out)
            else:
                _answer(out, COMMANDS[request["command"]]({**request, "source": source}))
    except (RefusalError, OSError) as error:
        _answer(out, {"error": str(error)})


def _answer(out: BinaryIO, fields: dict[str, Any]) -> None:
    out.write(f"{json.dumps(fields)}\n".encode())
    out.flush()


def _pass(out: BinaryIO, data: bytes) -> None:
    """Write a part of a stream after its length. An empty part ends the stream."""
    out.write(len(data).to_bytes(LENGTH_BYTES, "big") + data)
    out.flush()


# Copying.


def missing(request: dict[str, Any]) -> dict[str, Any]:
    """Which of the files the store lacks. Makes the folder if there is none."""
    folder = _claimed(request["folder"])
    wanted = [_digest(each) for each in request["digests"]]
    return {"missing": [each for each in wanted if not (folder / "store" / each).exists()]}


def receive(request: dict[str, Any]) -> dict[str, Any]:
    """Take files from standard input, one after another, and keep each whose bytes have its digest."""
    store = _claimed(request["folder"]) / "store"
    for digest, size in request["files"]:
        new = store / f".new-{os.getpid()}"
        try:
            with new.open("wb") as file:
                found = _copied(sys.stdin.buffer, file, size)
            if found != digest:
                raise RefusalError("a file was changed while it was copied; give the command again")
            new.chmod(0o444)
            new.replace(store / _digest(digest))
        finally:
            if new.exists():
                new.unlink()
    return {}


def _copied(source: BinaryIO, target: BinaryIO, size: int) -> str:
    """Copy so many bytes, or fewer at the end of the source; their SHA-256."""
    digest = hashlib.sha256()
    while size > 0:
        data = source.read(min(size, CHUNK))
        if not data:
            break
        digest.update(data)
        target.write(data)
        size -= len(data)
    return digest.hexdigest()


# Running.


def start(request: dict[str, Any]) -> dict[str, Any]:
    """Start a run, detached from this connection, unless there is one of that name."""
    folder = _claimed(request["folder"])
    run = _run(folder, request["run"])
    new = folder / "runs" / f".new-{os.getpid()}"
    try:
        _lay_out(folder, new, request["files"])
        python = _interpreter(folder, new / "code", request["packages"])
        (new / "agent.py").write_text(request["source"], encoding="utf-8")
        started = _named_and_started(new, run, [python, "-m", *request["command_line"]])
    finally:
        shutil.rmtree(str(new), ignore_errors=True)
    _forget_old(folder / "store", {digest for _, digest in request["files"]})
    return {"started": started}


def _named_and_started(new: Path, run: Path, command: list[str]) -> bool:
    """Give a run its name and start it; False if there is one of that name already."""
    lock = os.open(str(new / "lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)  # from before it has its name, so that it is never seen without
        try:
            new.rename(run)
        except OSError:
            if run.exists():
                return False
            raise
        _detach(run, lock, command)
        return True
    finally:
        os.close(lock)  # the detached processes hold it from here on


def _lay_out(folder: Path, new: Path, files: list[list[str]]) -> None:
    """The files of a run at their places, as links to the store where the disk allows it."""
    for part in ("code", "work"):
        (new / part).mkdir(parents=True)
    for name, digest in files:
        parts = name.split("/")
        if parts[0] not in ("code", "work") or any(part in ("", ".", "..") for part in parts):
            raise RefusalError(f"not a place of a run: {name!r}")
        place = new.joinpath(*parts)
        place.parent.mkdir(parents=True, exist_ok=True)
        stored = folder / "store" / _digest(digest)
        try:
            os.link(str(stored), str(place))
        except FileNotFoundError:
            raise RefusalError("a copied file has gone; give the command again") from None
        except OSError:
            shutil.copyfile(str(stored), str(place))


def _interpreter(folder: Path, code: Path, packages: list[str]) -> str:
    """A Python that can train: the one of the user's environment, that of this process, or a newer one."""
    named = [str(folder / "venv" / "bin" / "python"), sys.executable, *map(shutil.which, NEWER)]
    faults = []
    for python in dict.fromkeys(each for each in named if each and Path(each).exists()):
        fault = _fault(python, code, packages)
        if fault is None:
            return python
        faults.append(f"{python}: {fault}")
    raise RefusalError(NO_PYTHON + "\n".join(faults))


def _fault(python: str, code: Path, packages: list[str]) -> str | None:
    try:
        told = subprocess.run(
            [python, "-c", _PROBE, *packages],
            env={**os.environ, "PYTHONPATH": str(code)},
            cwd=str(code),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PROBE_SECONDS,
        )
        version, lacks = json.loads(told.stdout.decode().strip().rpartition("\n")[2])
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        return f"cannot be used ({error})"
    if tuple(version) < NEEDED:
        return "is Python {}.{}; {}.{} or newer is needed".format(*version, *NEEDED)
    return f"lacks the package {lacks[0]}" if lacks else None


def _detach(run: Path, lock: int, command: list[str]) -> None:
    """Start the process that trains and notes the exit code, in a session of its own."""
    with (run / "log").open("wb") as log:
        leader = subprocess.Popen(
            [sys.executable, str(run / "agent.py"), str(run), str(lock), *command],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            pass_fds=(lock,),
            start_new_session=True,
            cwd=str(run / "work"),
        )
    (run / "leader").write_text(str(leader.pid))


def lead(run: Path, lock: int, command: list[str]) -> None:
    """Train, then note the exit code. The lock stays held until both this process and the training have ended."""
    environment = {**os.environ, "PYTHONPATH": str(run / "code"), "PYTHONUNBUFFERED": "1"}
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    code = subprocess.call(command, env=environment, stdin=subprocess.DEVNULL, pass_fds=(lock,))
    (run / "exit.new").write_text(str(code))
    (run / "exit.new").replace(run / "exit")


def _forget_old(store: Path, used: Any) -> None:  # noqa: ANN401 - a set of names
    """Remove files that no run has used for long, and parts of files from connections that were lost."""
    now = time.time()
    for file in store.iterdir():
        with suppress(OSError):  # another connection may have removed it; the run has started in any case
            if file.name in used:
                os.utime(str(file))
            elif now - file.stat().st_mtime > KEEP_SECONDS:
                file.unlink()


# Telling.


def status(request: dict[str, Any]) -> dict[str, Any]:
    """How a run is: running, ended with a code, lost (it ended without one), or none; and the model that it wrote."""
    run = _run(_folder(request["folder"]), request["run"])
    if not run.is_dir():
        return {"state": "none"}
    if _is_running(run):
        return {"state": "running"}
    if not (run / "exit").exists():
        return {"state": "lost"}
    model = run / "work" / _name(request["model"])
    is_whole = model.is_file() and not model.is_symlink()
    return {
        "state": "ended",
        "code": int((run / "exit").read_text()),
        "size": model.stat().st_size if is_whole else None,
    }


def follow(request: dict[str, Any], out: BinaryIO) -> None:
    """Write the log of a run from an offset, until the run has ended or the other side has gone."""
    run = _run(_folder(request["folder"]), request["run"])
    with (run / "log").open("rb") as log:
        log.seek(request["offset"])
        _answer(out, {})
        while True:
            is_last = not _is_running(run)  # asked before reading, so that nothing is missed
            for data in iter(lambda: log.read(CHUNK), b""):
                _pass(out, data)
            if is_last or _has_gone():
                break
    _pass(out, b"")


def _has_gone() -> bool:
    """Wait a moment; whether the other side closed the connection meanwhile."""
    return bool(select.select([sys.stdin.fileno()], [], [], POLL)[0])


def send(request: dict[str, Any], out: BinaryIO) -> None:
    """Write the model of a run."""
    run = _run(_folder(request["folder"]), request["run"])
    with (run / "work" / _name(request["model"])).open("rb") as model:
        digest = hashlib.sha256()
        for data in iter(lambda: model.read(CHUNK), b""):
            digest.update(data)
        model.seek(0)
        _answer(out, {"sha256": digest.hexdigest()})
        for data in iter(lambda: model.read(CHUNK), b""):
            _pass(out, data)
    _pass(out, b"")


# Ending.


def stop(request: dict[str, Any]) -> dict[str, Any]:
    """End a run and remove it. `stopped` says whether there was one."""
    run = _run(_folder(request["folder"]), request["run"])
    if not run.is_dir():
        return {"stopped": False}
    for deadly in (signal.SIGTERM, signal.SIGKILL):
        if not _is_running(run):
            break
        os.killpg(int((run / "leader").read_text()), deadly)
        until = time.monotonic() + GRACE
        while _is_running(run) and time.monotonic() < until:
            time.sleep(POLL / 4)
    return remove(request)


def remove(request: dict[str, Any]) -> dict[str, Any]:
    """Remove a run that has ended."""
    folder = _folder(request["folder"])
    run = _run(folder, request["run"])
    if not run.is_dir():
        return {"stopped": False}
    if _is_running(run):
        raise RefusalError(f"run {run.name} did not end")
    gone = folder / "runs" / f".gone-{os.getpid()}"
    run.rename(gone)
    shutil.rmtree(str(gone))
    return {"stopped": True}


def clean(request: dict[str, Any]) -> dict[str, Any]:
    """Remove everything that was copied or made here, unless a run goes on; `left` names such runs."""
    folder = _folder(request["folder"])
    if not (folder / SIGN).is_file():
        return {"left": []}
    left = [run.name for run in (folder / "runs").iterdir() if _is_running(run)]
    if left:
        return {"left": left}
    made = json.loads((folder / SIGN).read_text())["made"]
    for part in ("runs", "store"):
        shutil.rmtree(str(folder / part), ignore_errors=True)
    (folder / SIGN).unlink()
    if made and not any(folder.iterdir()):
        folder.rmdir()
    return {"left": []}


# Paths.


def _folder(name: str) -> Path:
    """The folder; a relative one is in the home folder."""
    return Path.home() / Path(name).expanduser()


def _claimed(name: str) -> Path:
    """The folder, marked as ours. Refuses one that holds anything else but an environment."""
    folder = _folder(name)
    made = not folder.exists()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (folder / SIGN).exists():
        if any(each.name != "venv" for each in folder.iterdir()):
            raise RefusalError(f"{folder} holds other files; name another folder with --remote-dir")
        (folder / SIGN).write_text(json.dumps({"made": made}))
    for part in ("store", "runs"):
        (folder / part).mkdir(exist_ok=True)
    return folder


def _run(folder: Path, name: str) -> Path:
    if not _RUN.fullmatch(name):
        raise RefusalError(f"not the name of a run: {name!r}")
    return folder / "runs" / name


def _digest(name: str) -> str:
    if not _DIGEST.fullmatch(name):
        raise RefusalError(f"not a SHA-256: {name!r}")
    return name


def _name(name: str) -> str:
    if not name or name in (".", "..") or "/" in name:
        raise RefusalError(f"not the name of a file: {name!r}")
    return name


def _is_running(run: Path) -> bool:
    """Whether a process holds the run's lock. Locks end with their processes, so a restart cannot deceive."""
    try:
        lock = os.open(str(run / "lock"), os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False


COMMANDS = {
    "missing": missing,
    "receive": receive,
    "start": start,
    "status": status,
    "stop": stop,
    "remove": remove,
    "clean": clean,
}
STREAMS = {"follow": follow, "send": send}

if __name__ == "__main__" and len(sys.argv) > 3:
    lead(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
