"""LLVM in a process of its own, with a deadline and a bound on memory.

LLVM takes more than linear time for many programs, cannot be interrupted, and aborts its process if memory runs out. So
programs are translated and optimised in another process: the host waits for it, and kills it if it exceeds a bound. The
process starts on first use, compiles one program at a time, and ends with the host. It has its own session, so that
Ctrl-C on a terminal reaches only the host.

A request is a line of JSON (the work, its arguments, where the cache is) and a program in binary form; a reply is a
letter, and bytes. Each is preceded by the lengths of its parts.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import struct
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Any

from neurlang.disk_cache import DIRECTORY_VARIABLE, RefusedError, cache_root
from neurlang.errors import NativeCodeError, UsageError
from neurlang.programs.ir import Program, decode, encode
from neurlang.programs.native.warning import NativeCodeWarning
from neurlang.programs.native.whole.bounds import GivenUpError, OutOfTimeError, refuse_large_shapes
from neurlang.programs.native.whole.whole_program import refuse_outside_ops

Work = Callable[..., bytes]

OPTIMISING_SECONDS, PLAIN_SECONDS = 1.2, 1.6
"""Limits of processor time for one program, optimised or compiled without optimisation: two seconds at most in all.

A program that may be optimised takes some tenths of a second without.
"""

WALL_SECONDS = 20.0
"""Wall-clock limit for one program, including the start of the process; longer, since the machine may be busy."""

MEMORY_BYTES = 2 << 30
"""Address space of the process, a quarter of which Python and LLVM need for themselves."""

WORKS = {
    # work: module below `native`, and its function of a program and named arguments
    "whole": "whole.second_tier:build",
    "store": "whole.second_tier:store",
    "product": "standalone.writing:product",
}

_LENGTHS = struct.Struct("<II")
_REPLY = struct.Struct("<cI")
_DONE, _GIVEN_UP, _REFUSED, _FAILED = b"d", b"g", b"r", b"f"
_PIPE_BYTES = 1 << 20  # a request fits, so that writing it does not block
_SET_PIPE_SIZE = 1031  # F_SETPIPE_SZ of Linux

_START = (
    "import json, sys\n"
    "sys.path[:] = json.loads(sys.stdin.buffer.raw.readline())\n"
    "from neurlang.programs.native.whole.compiler_process import serve\n"
    "serve()\n"
)


def optimised_or_plain(program: Program, made: Callable[[bool], bytes]) -> bytes:
    """Return `made(False)`, the optimised form, or if that is given up `made(True)`, with a warning that says why.

    Raises UsageError if the program is not pure, GivenUpError if the plain form is given up too.
    """
    refuse_outside_ops(program)
    try:
        refuse_large_shapes(program)
        return made(False)
    except GivenUpError as error:
        what = f"{program.name} is compiled without optimisation: {error}."
        warnings.warn(what, NativeCodeWarning, stacklevel=3)
    return made(True)


class CompilerProcess:
    """The compiler process as seen by the host. Threads may share it; they take turns."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_told = False  # whether it may still be doing work that nobody waits for

    def ask(self, work: str, program: Program, *, is_plain: bool, **arguments: object) -> bytes:
        """Return the result of a work on a program, optimised or plain.

        Raises GivenUpError if a bound is reached, UsageError as the work does, NativeCodeError if the process cannot
        be started.
        """
        with self._turn:
            try:
                kind, content = self._answer(work, program, {"is_plain": is_plain, **arguments})
            except BaseException:  # Ctrl-C too: a late reply must not be taken for another request's
                self._end()
                raise
        if kind == _DONE:
            return content
        text = content.decode("utf-8", "replace")
        if kind == _GIVEN_UP:
            raise GivenUpError(text)
        raise UsageError(text) if kind == _REFUSED else RuntimeError(f"translating a program failed: {text}")

    def tell(self, work: str, program: Program, **arguments: object) -> None:
        """Request a work whose result nobody waits for; do nothing if the process cannot be started."""
        if not self._turn.acquire(blocking=False):
            return
        try:
            self._hand_over(work, program, arguments, is_answered=False)
            self._is_told = True
        except (NativeCodeError, GivenUpError):
            self._end()
        except BaseException:
            self._end()
            raise
        finally:
            self._turn.release()

    def close(self) -> None:
        """Let the process end after its current work."""
        if self._process is None:
            return
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=0.1)  # an idle one ends at once
        self._process = None

    def forget(self) -> None:
        """Forget the process, as a forked child must: it belongs to the parent."""
        process, self._process, self._turn = self._process, None, threading.Lock()
        if process is not None and process.stdin is not None and process.stdout is not None:
            process.stdin.close()
            process.stdout.close()

    def _answer(self, work: str, program: Program, arguments: dict[str, object]) -> tuple[bytes, bytes]:
        was_told, self._is_told = self._is_told, False
        try:
            self._hand_over(work, program, arguments)
            return self._reply(time.monotonic() + WALL_SECONDS)
        except GivenUpError:
            if not was_told:
                raise
        # The process may have been given up because of earlier work that nobody waited for.
        self._hand_over(work, program, arguments)
        return self._reply(time.monotonic() + WALL_SECONDS)

    def _hand_over(
        self, work: str, program: Program, arguments: dict[str, object], *, is_answered: bool = True
    ) -> None:
        fields = {
            "work": work,
            "name": program.name,
            "arguments": arguments,
            "is_answered": is_answered,
            "cache": _cache(),
        }
        head, body = json.dumps(fields).encode(), encode(program)
        pipe = self._running().stdin
        assert pipe is not None
        try:
            _write(pipe.fileno(), _LENGTHS.pack(len(head), len(body)) + head + body)
        except OSError:  # it ended while idle, or an earlier work took too long
            self._end()
            pipe = self._running().stdin
            assert pipe is not None
            try:
                _write(pipe.fileno(), _LENGTHS.pack(len(head), len(body)) + head + body)
            except OSError as error:
                raise NativeCodeError(f"the process that compiles does not start: {error.strerror}") from None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = _started()
        return self._process

    def _reply(self, end: float) -> tuple[bytes, bytes]:
        process = self._process
        assert process is not None
        assert process.stdout is not None
        source = process.stdout.fileno()
        head = _read(source, _REPLY.size, end)
        if head is not None:
            kind, length = _REPLY.unpack(head)
            content = _read(source, length, end)
            if content is not None:
                return kind, content
        self._end()
        raise _giving_up(process.returncode)

    def _end(self) -> None:
        """End the process now."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(OSError):
            process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        process.wait()


def _started() -> subprocess.Popen[bytes]:
    """A new process that waits for requests. Raises NativeCodeError."""
    if not sys.executable:
        raise NativeCodeError(
            "cannot start a process to compile in: this Python does not know its own executable"
        )
    try:
        process = subprocess.Popen(
            # -P: no module in the current folder shadows a module of ours or the library's.
            [sys.executable, "-P", "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,
        )
    except OSError as error:
        raise NativeCodeError(f"cannot start a process to compile in: {error.strerror}") from None
    assert process.stdin is not None
    _widen(process.stdin.fileno())
    with suppress(OSError):  # if it is gone, handing over the request fails
        _write(process.stdin.fileno(), json.dumps(sys.path).encode() + b"\n")
    return process


def _cache() -> str | None:
    """The absolute path of this process's cache; None if it may not use one."""
    try:
        return os.path.abspath(cache_root())  # noqa: PTH100  (Path has no way to take a path without `..`)
    except (OSError, RefusedError):
        return None


def _widen(pipe: int) -> None:
    """Enlarge a pipe to hold a request, if the system supports that."""
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(pipe, _SET_PIPE_SIZE, _PIPE_BYTES)


def _giving_up(code: int) -> GivenUpError:
    if code == -signal.SIGPROF:
        return GivenUpError("LLVM exceeded its limit of processor time")
    if code == -signal.SIGKILL:
        return OutOfTimeError(f"LLVM took more than {WALL_SECONDS:.0f} s for it")
    return GivenUpError(f"LLVM's process ended ({code}); its limit is {MEMORY_BYTES >> 20} MiB")


def _write(pipe: int, content: bytes) -> None:
    """Write all bytes. Raises OSError if the other end is closed."""
    left = memoryview(content)
    while left:
        left = left[os.write(pipe, left) :]


def _read(pipe: int, length: int, end: float | None) -> bytes | None:
    """Read `length` bytes; None if the other end closes first, or at the time `end`, if there is one."""
    content = bytearray()
    poller = select.poll()
    poller.register(pipe, select.POLLIN)
    while len(content) < length:
        left = None if end is None else max(0.0, end - time.monotonic()) * 1000
        if not poller.poll(left):
            return None
        more = os.read(pipe, min(length - len(content), 1 << 20))
        if not more:
            return None
        content += more
    return bytes(content)


def serve() -> None:
    """Serve requests, in the compiler process, until the host closes its end."""
    _bound_memory()
    signal.signal(signal.SIGPROF, signal.SIG_DFL)  # inherited from the host, which may ignore or block it
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGPROF})
    requests = os.dup(0)
    replies = os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):  # printed text must not be taken for a reply
        os.dup2(nothing, stream)
    while True:
        lengths = _read(requests, _LENGTHS.size, None)
        if lengths is None:
            os._exit(0)
        head_length, body_length = _LENGTHS.unpack(lengths)
        head, body = (_read(requests, length, None) for length in (head_length, body_length))
        if head is None or body is None:
            os._exit(0)
        fields = json.loads(head)
        kind, content = _done(fields, body)
        if fields["is_answered"]:
            try:
                _write(replies, _REPLY.pack(kind, len(content)) + content)
            except OSError:
                os._exit(0)


def _done(fields: dict[str, Any], body: bytes) -> tuple[bytes, bytes]:
    """The reply to a request. The system ends this process if the work takes too long."""
    if fields["cache"] is not None:
        os.environ[DIRECTORY_VARIABLE] = fields["cache"]
    module, function = WORKS[fields["work"]].split(":")
    work: Work = getattr(import_module(f"neurlang.programs.native.{module}"), function)
    try:
        signal.setitimer(signal.ITIMER_PROF, _seconds(is_plain=fields["arguments"].get("is_plain", False)))
        try:
            return _DONE, work(decode(body, fields["name"]), **fields["arguments"])
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
    except GivenUpError as error:
        return _GIVEN_UP, str(error).encode()
    except UsageError as error:
        return _REFUSED, str(error).encode()
    except Exception as error:
        return _FAILED, repr(error).encode()


def _seconds(*, is_plain: bool) -> float:
    return PLAIN_SECONDS if is_plain else OPTIMISING_SECONDS


def _bound_memory() -> None:
    """Bound this process's memory, and disable core dumps."""
    import resource

    for limit, most in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(limit)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(OSError, ValueError):
            resource.setrlimit(limit, (allowed, allowed))


COMPILER = CompilerProcess()


def _close_at_exit() -> None:
    with suppress(KeyboardInterrupt):  # the host is ending anyway
        COMPILER.close()


atexit.register(_close_at_exit)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=COMPILER.forget)
