"""One remote training, watched over as many connections as it takes: copy, start, show the log, fetch, remove."""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from neurlang.errors import BackendError
from neurlang.training_backends import agent
from neurlang.training_backends.backend import LARGEST_MODEL, NO_MODEL, Lines, Request, Watch, deliver
from neurlang.training_backends.connection import (
    Connection,
    DroppedError,
    bytes_of,
    connected,
    no_python,
    refusal,
    unreachable,
)
from neurlang.training_backends.place import Place
from neurlang.training_backends.shipped_files import ShippedFile

NAME_LENGTH = 12  # hexadecimal digits of a run's name


@dataclass(slots=True)
class Session:
    """One training and the state of watching it, which outlives connections."""

    place: Place
    folder: str
    clean: bool
    delays: tuple[float, ...]  # seconds before each new attempt after a lost connection
    request: Request
    files: tuple[ShippedFile, ...]
    watch: Watch
    is_left: bool = False  # whether a run stays there if this session ends now
    has_ended: bool = False  # whether that run has ended
    is_fetched: bool = False  # whether its model is at its place
    offset: int = 0  # bytes of the log that were read
    lines: Lines = field(init=False)
    name: str = field(init=False)

    def __post_init__(self) -> None:
        self.lines = Lines(self.watch)
        self.name = run_name(self.request, self.files)

    async def run(self) -> None:
        """Train, over as many connections as it takes."""
        was_connected = False
        delays = iter(self.delays)
        while True:
            before = self.offset
            try:
                async with connected(self.place) as connection:
                    was_connected = True
                    await self._over(connection)
                    return
            except DroppedError as error:
                if self.offset > before:
                    delays = iter(self.delays)
                delay = next(delays, None)
                if not was_connected or delay is None:
                    raise unreachable(self.place, error) from error
                self.watch.note(f"Connection lost ({error}); connecting again.")
                await asyncio.sleep(delay)

    async def _over(self, connection: Connection) -> None:
        """Everything that is left to do, over one connection."""
        failure = None
        if not self.is_fetched:
            failure = await self._watched(connection)
        await self._remove(connection)
        if failure is not None:
            raise failure

    async def _watched(self, connection: Connection) -> BackendError | None:
        """Start the run or attach to it, show its log, and fetch its model; why it has none, if it failed."""
        status = await self._status(connection)
        if status["state"] == "none":
            await self._start(connection)
        elif not self.is_left:
            self.is_left = True
            self.watch.note(f"Attached to run {self.name} at {self.place}.")
        await self._show_log(connection)
        status = await self._status(connection)
        if status["state"] == "running":  # only the showing of the log has ended
            raise DroppedError("the log ended early")
        self.has_ended = True
        self.lines.end()
        failure = self._failure(status)
        if failure is None:
            await self._fetch(connection, status["size"])
            self.is_fetched = True
        return failure

    async def _status(self, connection: Connection) -> dict[str, Any]:
        status = await self._ask(connection, "status", model=self.request.output_name)
        if status.get("state") not in ("none", "running", "ended", "lost"):
            raise refusal(self.place, "told no state of the run")
        if status["state"] == "none" and self.offset:
            self.is_left = False
            raise BackendError(
                f"Run {self.name} at {self.place} is gone: it was stopped, or another session took its model."
            )
        return status

    async def _start(self, connection: Connection) -> None:
        try:
            await self._copy(connection)
            self.is_left = True  # from here on it may run, even if no answer comes
            await self._ask(
                connection,
                "start",
                files=[(each.name, each.digest) for each in self.files],
                command_line=_command_line(self.request),
                packages=self.request.packages,
            )
        except BackendError:
            self.is_left = False
            await self._clean(connection)
            raise
        self.watch.note(f"Training at {self.place}, as run {self.name}.")

    async def _copy(self, connection: Connection) -> None:
        """Copy the files that are not there."""
        known = {each.digest: each for each in self.files}
        told = await self._ask(connection, "missing", digests=list(known))
        lacking = told.get("missing")
        if not isinstance(lacking, list) or not known.keys() >= set(map(str, lacking)):
            raise refusal(self.place, "asked for files that were not offered")
        files = [known[digest] for digest in lacking]
        size = sum(each.size for each in files)
        self.watch.note(f"Copying {len(files)} of {len(self.files)} files ({size / 1e6:.1f} MB) …")
        await self._ask(
            connection,
            "receive",
            self._counted(bytes_of(files), size),
            files=[(each.digest, each.size) for each in files],
        )

    def _counted(self, parts: Iterator[bytes], size: int) -> Iterator[bytes]:
        done = 0
        for part in parts:
            yield part
            done += len(part)
            self.watch.progress("Copying", done, size)

    async def _show_log(self, connection: Connection) -> None:
        fields: dict[str, Any] = {"folder": self.folder, "run": self.name, "offset": self.offset}
        answer = await connection.request("follow", **fields)
        self.watch.progress("Training", 0, 1)  # how long it takes is not known here
        async for data in answer.stream:
            self.offset += len(data)
            self.lines.feed(data)

    async def _fetch(self, connection: Connection, size: int) -> None:
        """Fetch the model, check it, and put it at its place. The run stays there if that fails."""
        if not 0 <= size <= LARGEST_MODEL:
            raise BackendError(f"The model is too large: at most {LARGEST_MODEL:,} bytes are taken")
        with tempfile.TemporaryDirectory(prefix="neurlang-") as folder:
            made = Path(folder) / "model"
            found, wanted = await self._receive(connection, made, size)
            if found != wanted:
                raise refusal(self.place, "the model did not arrive whole")
            deliver(made, self.request.output)

    async def _receive(self, connection: Connection, made: Path, size: int) -> tuple[str, object]:
        """Write at most so many bytes of the model; the SHA-256 of what came, and the one that was announced."""
        digest, done = sha256(), 0
        fields: dict[str, Any] = {
            "folder": self.folder,
            "run": self.name,
            "model": self.request.output_name,
        }
        answer = await connection.request("send", **fields)
        with made.open("wb") as file:
            async for data in answer.stream:
                done += len(data)
                if done > size:
                    raise refusal(self.place, "sent more than it announced")
                digest.update(data)
                file.write(data)
                self.watch.progress("Fetching", done, size)
        return digest.hexdigest(), answer.fields.get("sha256")

    def _failure(self, status: dict[str, Any]) -> BackendError | None:
        """Why a run that ended has no model; None if it has one."""
        code = status.get("code")
        if status["state"] != "ended" or not isinstance(code, int):
            return BackendError(
                f"Run {self.name} at {self.place} ended without a result; was the machine restarted?\n"
                "The same command starts it anew."
            )
        if code < 0:
            return BackendError(
                f"Training at {self.place} was ended by signal {-code}; too little memory has this effect."
            )
        if code > 0:
            return BackendError(
                f"Training at {self.place} ended with exit code {code}; its messages stand above."
            )
        return None if type(status.get("size")) is int else BackendError(NO_MODEL)

    async def _remove(self, connection: Connection) -> None:
        """Remove the run, and everything else if that is wanted."""
        await self._ask(connection, "remove")
        self.is_left = False
        await self._clean(connection)

    async def _clean(self, connection: Connection) -> None:
        if not self.clean:
            return
        left = (await self._ask(connection, "clean")).get("left")
        if left:
            names = ", ".join(map(str, left)) if isinstance(left, list) else "another run"
            self.watch.note(f"Not removed, because it is in use: {self.folder} ({names})")

    async def _ask(
        self, connection: Connection, command: str, payload: Iterable[bytes] = (), **fields: object
    ) -> dict[str, Any]:
        try:
            return await connection.ask(command, payload, folder=self.folder, run=self.name, **fields)
        except BackendError as error:
            _, found, faults = str(error).partition(agent.NO_PYTHON)
            if found:
                raise no_python(self.place, faults, self.folder) from None
            raise


def _command_line(request: Request) -> list[str]:
    """The command as it runs in the run's folder `work`."""
    names = (f"--data={request.data.name}", f"--output={request.output_name}")
    return [*request.command, *names, *request.options]


def run_name(request: Request, files: tuple[ShippedFile, ...]) -> str:
    """The name of a run: equal for equal data, options and code."""
    content = [_command_line(request), sorted((each.name, each.digest) for each in files)]
    return sha256(json.dumps(content).encode()).hexdigest()[:NAME_LENGTH]
