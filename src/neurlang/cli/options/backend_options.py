"""The options of `nl train` that say where it trains."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from typing import Annotated

import typer

from neurlang.errors import BackendError, UsageError
from neurlang.optional_parts import need
from neurlang.training_backends import (
    DEFAULT_FOLDER,
    Backend,
    Container,
    Remote,
    container_tool,
    parse_place,
)


class BackendName(StrEnum):
    """Where to train on this machine; `pytorch` is another name of `native`."""

    auto = "auto"
    native = "native"
    pytorch = "pytorch"
    docker = "docker"


@dataclass(frozen=True, slots=True)
class BackendOptions:
    """Where to train."""

    backend: Annotated[
        BackendName,
        typer.Option(
            "--backend",
            help="native, pytorch: in this process; docker: in a container; auto: native, if PyTorch is installed.",
        ),
    ] = BackendName.auto
    remote: Annotated[
        str | None,
        typer.Option("--remote", metavar="USER@HOST[:PORT]", help="Train on another machine, through SSH."),
    ] = None
    remote_dir: Annotated[str, typer.Option("--remote-dir", metavar="DIR", help="The folder there.")] = (
        DEFAULT_FOLDER
    )
    remote_clean: Annotated[
        bool, typer.Option("--remote-clean", help="Leave nothing there after the training.")
    ] = False
    remote_stop: Annotated[
        str | None,
        typer.Option("--remote-stop", metavar="RUN", help="Stop and remove a run there; train nothing."),
    ] = None

    @property
    def stopped_run(self) -> str | None:
        """The run to stop, if that is wanted. Raises UsageError without a place."""
        self._check()
        return self.remote_stop

    def stop(self) -> str:
        """Stop the run and return what to print. Raises BackendError if there is none of that name."""
        remote, run = self._at_remote(), str(self.remote_stop)
        if not remote.stop(run):
            raise BackendError(f"There is no run {run} at {remote.place} in {remote.folder}.")
        return f"Run {run} at {remote.place} is stopped and removed."

    def elsewhere(self) -> Backend | None:
        """The backend that trains outside this process; None to train in it.

        Raises UsageError if options contradict each other, MissingPartError if nothing can train.
        """
        self._check()
        if self.remote is not None:
            return self._at_remote()
        if self.backend is BackendName.docker or (self.backend is BackendName.auto and _only_container()):
            return Container()
        need("torch", "train", "training")
        return None

    def _at_remote(self) -> Remote:
        return Remote(parse_place(str(self.remote)), self.remote_dir, self.remote_clean)

    def _check(self) -> None:
        """Raise UsageError if options contradict each other."""
        if self.remote is not None and self.backend is not BackendName.auto:
            raise UsageError(
                f"--remote trains there and --backend {self.backend} here; leave out one of them."
            )
        belong = self.remote_stop is not None or self.remote_clean or self.remote_dir != DEFAULT_FOLDER
        if self.remote is None and belong:
            raise UsageError("--remote-dir, --remote-clean and --remote-stop belong to --remote; add it.")


def _only_container() -> bool:
    """Whether PyTorch is missing here, but docker or podman can run it."""
    if find_spec("torch") is not None:
        return False
    try:
        container_tool()
    except BackendError:
        return False
    return True
