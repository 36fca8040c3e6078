from __future__ import annotations

import pytest

from neurlang.errors import UsageError
from neurlang.training_backends import Place, parse_place


@pytest.mark.parametrize(
    ("text", "place", "command"),
    [
        ("me@gpu-server", Place("me", "gpu-server", None), "ssh me@gpu-server"),
        ("me@gpu.example.org:2222", Place("me", "gpu.example.org", 2222), "ssh -p 2222 me@gpu.example.org"),
        ("gpu_1", Place(None, "gpu_1", None), "ssh gpu_1"),
        ("me@10.0.0.7:22", Place("me", "10.0.0.7", 22), "ssh -p 22 me@10.0.0.7"),
        ("me@[::1]:2222", Place("me", "::1", 2222), "ssh -p 2222 me@::1"),
    ],
)
def test_a_place_is_read_and_printed(text: str, place: Place, command: str) -> None:
    assert parse_place(text) == place
    assert str(place) == text
    assert place.ssh_command() == command


@pytest.mark.parametrize(
    "text",
    (
        *("", "me@", "@host", "me@-host", "me@host:", "me@host:0", "me@host:65536", "host:22:22", "::1"),
        *("-oProxyCommand=x@host", "me@a b", "me@host;ls", "me@ho$st", "me@a@b", "me@host\n"),
    ),
)
def test_what_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="expected user@host or user@host:port"):
        parse_place(text)
