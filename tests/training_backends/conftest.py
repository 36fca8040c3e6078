"""A machine behind SSH on loopback, and small trainings for it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from small_trainings import TRAINER, end_runs

from loopback_ssh import Server
from neurlang.training_backends import Place, Remote, Request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A running server; this process is its client."""
    running = Server(tmp_path)
    monkeypatch.setenv("HOME", str(running.client))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    yield running
    running.stop()
    end_runs(running.home)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with a trainer that copies its data."""
    folder = tmp_path / "package" / "small"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "trainer.py").write_text(TRAINER)
    return folder


@pytest.fixture
def remote(server: Server, package: Path) -> Remote:
    """The backend for that server. It never waits."""
    return Remote(Place("me", "127.0.0.1", server.port), package=package, delays=(0.0,) * 5)


@pytest.fixture
def request_of(tmp_path: Path) -> Callable[..., Request]:
    """Requests for trainings on a file with some text."""

    def make(*options: str, text: str = "abc", packages: tuple[str, ...] = ("small",)) -> Request:
        data = tmp_path / "my data.txt"
        data.write_text(text)
        return Request(data, tmp_path / "out" / "model.bin", ("small.trainer",), options, packages)

    return make


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    """A named pipe, at which a trainer waits until something is written to it."""
    path = tmp_path / "gate"
    os.mkfifo(path)
    return path
