"""A connection through SSH, and requests to `agent` at its other end.

The remote shell sees one constant command. Everything else goes through standard input, so nothing needs quoting.
What comes back is not trusted: it is bounded, and its fields are checked.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from neurlang.errors import BackendError
from neurlang.optional_parts import load
from neurlang.printable import printable, shell_word
from neurlang.training_backends import agent
from neurlang.training_backends.place import Place
from neurlang.training_backends.shipped_files import ShippedFile

if TYPE_CHECKING:
    import asyncssh

CONNECT_SECONDS = 30
CLOSE_SECONDS = 5
KEEPALIVE_SECONDS = (
    15  # of silence, then the other side is asked; after three silences the connection is lost
)
CHUNK = 1 << 16
LONGEST_GREETING = 1 << 16  # what a shell's start-up files may print before the agent's answer
LONGEST_ANSWER = 1 << 22
LONGEST_MESSAGE = 2000
NO_SUCH_COMMAND = 127
TOO_OLD = "python-too-old"
KNOWN_HOSTS = (Path("~/.ssh/known_hosts"), Path("/etc/ssh/ssh_known_hosts"))

_AGENT = Path(agent.__file__).read_bytes()
# Any Python can read this line, so an old one says its version.
_START = (
    "import sys; v = sys.version_info; "
    f"sys.exit('{TOO_OLD} %d.%d' % v[:2]) if v < (3, 7) else None; "
    f"source = sys.stdin.buffer.read({len(_AGENT)}).decode(); exec(source); serve(source)"
)
COMMAND = f'python3 -c "{_START}"'


class DroppedError(Exception):
    """The connection is lost; another may succeed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the agent answers: its fields, and a stream if the command has one."""

    fields: dict[str, Any]
    stream: AsyncIterator[bytes]  # raises DroppedError if the connection is lost


class Connection:
    """An open connection to a place, with an agent that is started if it is needed."""

    def __init__(self, place: Place, connection: asyncssh.SSHClientConnection) -> None:
        self._place, self._connection = place, connection
        self._agent: _Agent | None = None

    async def ask(self, command: str, payload: Iterable[bytes] = (), **fields: object) -> dict[str, Any]:
        """The fields of the agent's answer. Raises DroppedError, or BackendError for a refusal."""
        return (await self.request(command, payload, **fields)).fields

    async def request(self, command: str, payload: Iterable[bytes] = (), **fields: object) -> Answer:
        """The agent's answer. Its stream must be read to the end before the next request."""
        agent_there = self._agent or _Agent(self._place, await self._started())
        self._agent = None  # unless all goes well, it cannot be asked again
        await agent_there.send(json.dumps({"command": command, **fields}).encode() + b"\n", payload)
        answer = await agent_there.answer()
        if "error" in answer:
            raise refusal(self._place, str(answer["error"]))
        self._agent = agent_there
        return Answer(answer, agent_there.stream())

    async def _started(self) -> asyncssh.SSHClientProcess[bytes]:
        import asyncssh

        with _losses():
            try:
                process = await self._connection.create_process(COMMAND, encoding=None)
            except asyncssh.ChannelOpenError as error:
                if error.code != asyncssh.OPEN_ADMINISTRATIVELY_PROHIBITED:
                    raise
                raise BackendError(f"{self._place} does not allow commands: {error.reason}") from error
        await _send(process, (_AGENT,))
        return process


class _Agent:
    """A running agent. What it prints is read with bounds."""

    def __init__(self, place: Place, process: asyncssh.SSHClientProcess[bytes]) -> None:
        self._place, self._process = place, process
        self._read = b""  # but not used yet
        self._is_greeted = False

    async def send(self, line: bytes, payload: Iterable[bytes]) -> None:
        """Send a request."""
        await _send(self._process, chain((line,), payload))

    async def answer(self) -> dict[str, Any]:
        """The fields of the next answer. Skips first what a shell prints at its start."""
        if not self._is_greeted:
            if await self._until(f"{agent.MARK}\n".encode(), LONGEST_GREETING) is None:
                raise await self._silence()
            self._is_greeted = True
        line = await self._until(b"\n", LONGEST_ANSWER)
        fields = None if line is None else _json_object(line)
        if fields is None:
            raise await self._silence()
        return fields

    async def stream(self) -> AsyncIterator[bytes]:
        """The parts of the stream that follows an answer."""
        while True:
            length = int.from_bytes(await self._exactly(agent.LENGTH_BYTES), "big")
            if length == 0:
                return
            if length > agent.CHUNK:
                raise self._strange()
            yield await self._exactly(length)

    async def _until(self, mark: bytes, most: int) -> bytes | None:
        """What is before a mark; None if it does not come."""
        while mark not in self._read:
            if len(self._read) > most or not await self._more():
                return None
        before, _, self._read = self._read.partition(mark)
        return before

    async def _exactly(self, size: int) -> bytes:
        while len(self._read) < size:
            if not await self._more():
                raise DroppedError("the connection ended")
        data, self._read = self._read[:size], self._read[size:]
        return data

    async def _more(self) -> bool:
        """Read on; False at the end."""
        with _losses():
            data = await self._process.stdout.read(CHUNK)
        self._read += data
        return bool(data)

    async def _silence(self) -> Exception:
        """Why there is no answer."""
        if not self._process.stdout.at_eof():
            return self._strange()
        with _losses():
            told = await self._process.stderr.read(CHUNK)
            await self._process.wait_closed()
        code = self._process.exit_status
        if code is None:
            return DroppedError("the connection ended")
        text = (told or self._read).decode("utf-8", "replace")
        if TOO_OLD in text:
            return _no_agent(self._place, f"python3 is Python {text.partition(TOO_OLD)[2].strip()[:10]}")
        if code == NO_SUCH_COMMAND:
            return _no_agent(self._place, "there is no command python3")
        last = printable(text.strip()[-LONGEST_MESSAGE:], keep="\n")
        return BackendError(f"{self._place} cannot run Python (exit code {code}):\n{last}")

    def _strange(self) -> BackendError:
        return BackendError(f"{self._place} answered something else than this release expects.")


def no_python(place: Place, faults: str, folder: str) -> BackendError:
    """The error if no Python there can train, with what to do. `folder` is the one of `--remote-dir`."""
    environment = f"{shell_word(folder)}/venv"
    return BackendError(
        f"{place} has no Python {_release(agent.NEEDED)} or newer that can train:\n{faults}\n"
        f"Make an environment there once, with `{place.ssh_command()}` and then\n"
        f"    python3.11 -m venv {environment} && {environment}/bin/pip install 'neurlang[train]'"
    )


def _no_agent(place: Place, fault: str) -> BackendError:
    """The error if the agent cannot run there."""
    return BackendError(
        f"{place} has no Python that can be used: {fault}.\n"
        f"Install Python {_release(agent.NEEDED)} or newer there, as the command python3."
    )


def _release(version: tuple[int, int]) -> str:
    return ".".join(map(str, version))


def unreachable(place: Place, error: DroppedError) -> BackendError:
    """The error if there is no connection."""
    return BackendError(f"No connection to {place}: {error}.\nCheck that `{place.ssh_command()}` works.")


def refusal(place: Place, text: str) -> BackendError:
    """The error for a refusal of the agent."""
    return BackendError(f"{place}: {printable(text[:LONGEST_MESSAGE], keep=chr(10))}")


async def _send(process: asyncssh.SSHClientProcess[bytes], parts: Iterable[bytes]) -> None:
    """Write to the agent. It may end before it has read all; its answer then says why."""
    for part in parts:
        try:
            process.stdin.write(part)
            await process.stdin.drain()
        except BrokenPipeError:
            return
        except OSError as error:
            raise DroppedError(str(error)) from error


def _json_object(line: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def bytes_of(files: Iterable[ShippedFile]) -> Iterator[bytes]:
    """The bytes of files, one after another. Raises BackendError if a file has changed its size meanwhile."""
    for each in files:
        left = each.size
        with each.source.open("rb") as file:
            while data := file.read(min(CHUNK, left)):
                left -= len(data)
                yield data
        if left:
            raise BackendError(f"{each.source} was changed while it was copied; give the command again")


@contextmanager
def _losses() -> Iterator[None]:
    """Turn the errors of a lost connection into DroppedError."""
    import asyncssh

    try:
        yield
    except (OSError, asyncssh.Error) as error:
        raise DroppedError(str(error)) from error


@asynccontextmanager
async def connected(place: Place) -> AsyncIterator[Connection]:
    """A connection to a place whose key is known.

    Raises DroppedError if no connection is possible now, BackendError if one is refused.
    """
    ssh = load("asyncssh", "train", "remote training")
    name = {"username": place.user} if place.user is not None else {}
    port = {"port": place.port} if place.port is not None else {}
    try:
        trusted = ssh.SSHClientConnectionOptions(host=place.host, **port, **name).known_hosts
        connection = await ssh.connect(
            place.host,
            **port,
            **name,
            known_hosts=trusted or _known_hosts(),  # never None, which would trust every host
            connect_timeout=CONNECT_SECONDS,
            login_timeout=CONNECT_SECONDS,
            keepalive_interval=KEEPALIVE_SECONDS,
            compression_algs=["zlib@openssh.com", "none"],
        )
    except ssh.HostKeyNotVerifiable as error:
        raise BackendError(
            f"The host key of {place} is not known, or has changed: {error}\n"
            f"Compare its fingerprint with the one that its owner names; `{place.ssh_command()}` shows it and adds it "
            "to ~/.ssh/known_hosts."
        ) from error
    except ssh.PermissionDenied as error:
        raise BackendError(
            f"{place} does not accept your keys ({error}).\n"
            f"Log in with `{place.ssh_command()}` first. Keys with a passphrase must be in ssh-agent."
        ) from error
    except (OSError, TimeoutError, ssh.Error) as error:
        raise DroppedError(_why(error)) from error
    except ValueError as error:
        raise BackendError(f"The configuration of SSH cannot be used: {error}") from error
    try:
        yield Connection(place, connection)
    finally:
        connection.close()
        with suppress(TimeoutError, OSError, ssh.Error):
            async with asyncio.timeout(CLOSE_SECONDS):
                await connection.wait_closed()


def _known_hosts() -> list[str] | bytes:
    """The files that OpenSSH reads too; if there are none, no host is known."""
    files = [str(path.expanduser()) for path in KNOWN_HOSTS if path.expanduser().is_file()]
    return files or b""


def _why(error: BaseException) -> str:
    if isinstance(error, ConnectionRefusedError):
        return "the connection is refused"
    if isinstance(error, asyncio.TimeoutError):
        return f"no answer in {CONNECT_SECONDS} seconds"
    return printable(str(error)) or type(error).__name__
