"""An SSH server on loopback that runs commands by a shell, in a home folder of its own.

It runs in a thread with its own event loop. `drop` cuts all connections, as a network that fails.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import asyncssh

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from concurrent.futures import Future
    from pathlib import Path

PATIENCE = 60.0
CHUNK = 1 << 16


class Gate(asyncssh.SSHServer):
    """Remembers its connection, so that it can be cut."""

    def __init__(self, open_connections: list[asyncssh.SSHServerConnection]) -> None:
        self._open = open_connections

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self._open.append(conn)


class Server:
    """A machine that SSH reaches, with its home folder and the commands on its path; and the keys of a client."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "remote"
        self.home.mkdir()
        self.commands = commands_with_python(folder / "commands")
        self.greeting = ""  # a command that the shell carries out before each other one
        self.seen: list[str] = []  # the commands that the shell got
        self.host_key = asyncssh.generate_private_key("ssh-ed25519")
        self.client = client_home(folder / "client")
        self.port = 0
        self._open: list[asyncssh.SSHServerConnection] = []
        self._children: list[asyncio.subprocess.Process] = []
        self.start()

    def start(self) -> None:
        """Take connections, at the same port as before."""
        self._children.clear()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._acceptor = self._do(self._listen())
        self.port = self._acceptor.get_port()
        self.be_known()

    async def _listen(self) -> asyncssh.SSHAcceptor:
        return await asyncssh.create_server(
            lambda: Gate(self._open),
            "127.0.0.1",
            self.port,
            server_host_keys=[self.host_key],
            authorized_client_keys=str(self.client / "user.pub"),
            process_factory=self._serve,
            encoding=None,
        )

    def be_known(self, key: asyncssh.SSHKey | None = None) -> None:
        """Put this server's key, or another one, among the client's known hosts."""
        line = f"[127.0.0.1]:{self.port} {(key or self.host_key).export_public_key().decode()}"
        (self.client / ".ssh" / "known_hosts").write_text(line)

    def stop(self) -> None:
        """Take no more connections, and cut those that are open."""
        self._loop.call_soon_threadsafe(self._acceptor.close)
        self.drop()
        self._do(self._end_commands())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()

    def drop(self) -> None:
        """Cut all connections."""
        self._do(self._cut())

    async def _cut(self) -> None:
        for each in self._open:
            each.abort()
        self._open.clear()

    async def _end_commands(self) -> None:
        for child in self._children:
            with suppress(ProcessLookupError):
                child.kill()
            await child.wait()
        await _cancel_others()

    def _do(self, work: Coroutine[Any, Any, Any]) -> Any:
        done: Future[Any] = asyncio.run_coroutine_threadsafe(work, self._loop)
        return done.result(PATIENCE)

    async def _serve(self, process: asyncssh.SSHServerProcess[bytes]) -> None:
        command = process.command or ""
        self.seen.append(command)
        child = await asyncio.create_subprocess_shell(
            f"{self.greeting}{command}",
            cwd=self.home,
            env={"HOME": str(self.home), "PATH": str(self.commands), "OMP_NUM_THREADS": "1"},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        self._children.append(child)
        assert child.stdin is not None
        feeding = asyncio.create_task(_feed(process, child.stdin))
        await asyncio.gather(_pass_on(child.stdout, process.stdout), _pass_on(child.stderr, process.stderr))
        code = await child.wait()
        feeding.cancel()
        process.exit(code)


async def _feed(process: asyncssh.SSHServerProcess[bytes], target: asyncio.StreamWriter) -> None:
    """Pass on what the client writes. The end of it, or of the connection, is the end of the command's input."""
    with suppress(asyncssh.Error, OSError):
        while data := await process.stdin.read(CHUNK):
            target.write(data)
            await target.drain()
    target.close()


async def _pass_on(source: asyncio.StreamReader | None, target: asyncssh.SSHWriter[bytes]) -> None:
    assert source is not None
    while data := await source.read(CHUNK):
        with suppress(asyncssh.Error, OSError):  # the client may have gone
            target.write(data)
            await target.drain()


async def _cancel_others() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for each in others:
        each.cancel()
    await asyncio.gather(*others, return_exceptions=True)


def commands_with_python(folder: Path) -> Path:
    """A folder of commands with `python3`: the one that runs the tests, with its packages."""
    folder.mkdir()
    python = folder / "python3"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    return folder


def client_home(folder: Path) -> Path:
    """A home folder with the key of a user, whose public half is in `user.pub`."""
    ssh = folder / ".ssh"
    ssh.mkdir(parents=True, mode=0o700)
    key = asyncssh.generate_private_key("ssh-ed25519")
    key.write_private_key(str(ssh / "id_ed25519"))
    (ssh / "id_ed25519").chmod(0o600)
    key.write_public_key(str(folder / "user.pub"))
    return folder
