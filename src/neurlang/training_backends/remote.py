"""Training on another machine through SSH.

The package and the data are copied, as far as they are not there; `agent` starts the training detached from the
connection, which then shows its log. A lost connection is made again and the log goes on where it was. The name of a
run is made from the data, the options and the code, so the same command attaches to a run that is going on.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

from neurlang.errors import NeurlangError
from neurlang.printable import shell_word
from neurlang.training_backends.backend import LeftRunning, Request, Watch
from neurlang.training_backends.connection import DroppedError, connected, unreachable
from neurlang.training_backends.place import Place
from neurlang.training_backends.session import Session
from neurlang.training_backends.shipped_files import PACKAGE, package_files, shipped

DEFAULT_FOLDER = "neurlang-training"
# Seconds before each new attempt after a lost connection, about ten minutes in all. Success starts them anew.
DELAYS = (0.0, 1.0, 2.0, 4.0, 8.0, 15.0, *repeat(30.0, 19))


@dataclass(frozen=True, slots=True)
class Remote:
    """Trains at a place that SSH reaches. With `clean`, nothing of ours is left there after a training."""

    place: Place
    folder: str = DEFAULT_FOLDER  # a relative one is in the home folder there
    clean: bool = False
    package: Path = PACKAGE
    delays: tuple[float, ...] = DELAYS

    def train(self, request: Request, watch: Watch) -> None:
        """Train there and fetch the model, as `Backend.train` describes it."""
        request.check_output()
        files = (shipped(f"work/{request.data.name}", request.data), *package_files(self.package, "code"))
        session = Session(self.place, self.folder, self.clean, self.delays, request, files, watch)
        try:
            asyncio.run(session.run())
        except KeyboardInterrupt:
            if session.is_left:
                raise LeftRunning(self._how_to_go_on(session)) from None
            raise
        except NeurlangError as error:
            if session.is_left:
                raise type(error)(f"{error}\n{self._how_to_go_on(session)}") from error
            raise

    def stop(self, run: str) -> bool:
        """End a run and remove it; False if there is none of that name."""
        return asyncio.run(self._stop(run))

    async def _stop(self, run: str) -> bool:
        try:
            async with connected(self.place) as connection:
                told = await connection.ask("stop", folder=self.folder, run=run)
                if self.clean:
                    await connection.ask("clean", folder=self.folder)
                return bool(told.get("stopped"))
        except DroppedError as error:
            raise unreachable(self.place, error) from error

    def _how_to_go_on(self, session: Session) -> str:
        place, run = self.place, session.name
        folder = "" if self.folder == DEFAULT_FOLDER else f" --remote-dir {shell_word(self.folder)}"
        state = (
            f"Run {run} at {place} has ended; the same command fetches its model."
            if session.has_ended
            else f"The training goes on at {place}, as run {run}; the same command attaches to it again."
        )
        return (
            f"{state}\n"
            f"To stop and remove it: nl train --remote {shell_word(str(place))}{folder} --remote-stop {run}"
        )
