"""A machine that answers wrongly: whatever it says is bounded and checked, and made safe to show."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import pytest
from small_trainings import Watched

from neurlang.errors import BackendError
from neurlang.training_backends import agent

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from loopback_ssh import Server
    from neurlang.training_backends import Remote, Request

# Answers from a table: for each command a list of fields, of which the last one is repeated; `stream` follows them.
LIAR = """\
import json, sys

source, out = sys.stdin.buffer, sys.stdout.buffer
answers = json.load(open({answers!r}))
source.read({length})
out.write({mark!r}.encode())
out.flush()
for line in source:
    request = json.loads(line)
    if request["command"] == "receive":
        source.read(sum(size for _, size in request["files"]))
    rows = answers[request["command"]]
    row = rows.pop(0) if len(rows) > 1 else rows[0]
    stream = row.pop("stream", None)
    out.write(row["raw"].encode() if "raw" in row else json.dumps(row).encode() + b"\\n")
    if stream is not None:
        data = stream.encode()
        out.write(len(data).to_bytes(4, "big") + data + bytes(4))
    out.flush()
"""
GOOD: dict[str, list[dict[str, Any]]] = {
    "status": [{"state": "none"}, {"state": "ended", "code": 0, "size": 3}],
    "missing": [{"missing": []}],
    "receive": [{}],
    "start": [{"started": True}],
    "follow": [{"stream": "a line\n"}],
    "send": [
        {
            "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",  # of abc
            "stream": "abc",
        }
    ],
    "remove": [{}],
}
ENDED = {"state": "ended", "code": 0}


@pytest.fixture
def lying(server: Server, tmp_path: Path) -> Callable[..., None]:
    """Put answers in the place of some of the good ones."""

    def write(mark: str = f"{agent.MARK}\n", **answers: list[dict[str, Any]]) -> None:
        (tmp_path / "answers").write_text(json.dumps(GOOD | answers))
        script = tmp_path / "liar.py"
        length = len(agent_text())
        script.write_text(LIAR.format(answers=str(tmp_path / "answers"), length=length, mark=mark))
        (server.commands / "python3").write_text(f"#!/bin/sh\nexec {sys.executable} -S {script}\n")

    return write


def agent_text() -> bytes:
    from pathlib import Path

    return Path(agent.__file__).read_bytes()


def test_the_good_answers_are_taken(
    lying: Callable[..., None], remote: Remote, request_of: Callable[..., Request]
) -> None:
    lying()
    watched, request = Watched(), request_of()
    remote.train(request, watched)
    assert watched.lines == ["a line"]
    assert request.output.read_text() == "abc"


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"missing": [{"missing": ["0" * 64]}]}, "asked for files that were not offered"),
        ({"missing": [{"missing": "all"}]}, "asked for files that were not offered"),
        ({"status": [{"state": ["none"]}]}, "told no state of the run"),
        ({"status": [{"state": "none"}, {**ENDED, "size": 1 << 40}]}, "too large"),
        ({"status": [{"state": "none"}, {**ENDED, "size": -1}]}, "too large"),
        ({"status": [{"state": "none"}, {**ENDED, "size": "3"}]}, "wrote no model"),
        ({"status": [{"state": "none"}, {**ENDED, "size": 2}]}, "sent more than it announced"),
        ({"send": [{"sha256": "0" * 64, "stream": "abc"}]}, "did not arrive whole"),
        ({"send": [{"sha256": [], "stream": "abc"}]}, "did not arrive whole"),
        ({"follow": [{"raw": "{}\n\x7f\x00\x00\x00"}]}, "answered something else"),
        ({"start": [{"raw": "[]\n"}]}, "answered something else"),
        ({"start": [{"raw": "[" * 100_000 + "\n"}]}, "answered something else"),
        ({"start": [{"error": "\x1b[2Jcleared"}]}, r"\\x1b\[2Jcleared"),
        ({"mark": "x" * 100_000}, "answered something else"),
    ],
)
def test_wrong_answers_are_refused(
    lying: Callable[..., None],
    remote: Remote,
    request_of: Callable[..., Request],
    answers: dict[str, Any],
    words: str,
) -> None:
    lying(**answers)
    request = request_of()
    request.output.parent.mkdir()
    request.output.write_text("earlier")
    with pytest.raises(BackendError, match=words):
        remote.train(request, Watched())
    assert request.output.read_text() == "earlier"


def test_a_log_cannot_control_the_terminal(
    lying: Callable[..., None], remote: Remote, request_of: Callable[..., Request]
) -> None:
    lying(follow=[{"stream": "a\x1b[31mred\r\n\ttab\u202e\n" + "x" * 100}])
    watched = Watched()
    remote.train(request_of(), watched)
    assert watched.lines == ["a\\x1b[31mred", "\ttab\\u202e", "x" * 100]
