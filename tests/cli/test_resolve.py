"""`nl resolve`: the ranking, its limits, its exit code and its errors."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from neurlang.cli.app import main
from neurlang.programs.extensions import reference_page

if TYPE_CHECKING:
    from collections.abc import Callable

    Ended = tuple[int, str, str]


@pytest.fixture
def resolve(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Run `nl resolve`; return exit code, output and errors."""

    def run(*arguments: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["nl", "resolve", *arguments])
        try:
            main()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def test_the_best_comes_first(resolve: Callable[..., Ended]) -> None:
    code, out, _ = resolve("hash with sha-256", "-n", "2")
    assert code == 0
    assert len(out.splitlines()) == 2
    assert out.splitlines()[0].split()[1:3] == ["1", "sha256"]


def test_json(resolve: Callable[..., Ended]) -> None:
    code, out, _ = resolve("read a file", "--json", "-n", "3")
    shown = json.loads(out)
    assert (code, shown["schema"], shown["resolved"]) == (0, "neurlang.resolve/1", "fs_read")
    assert len(shown["matches"]) == 3
    assert shown["matches"][0]["number"] == 480
    assert shown["matches"][0]["score"] >= shown["matches"][1]["score"]


def test_no_match_is_a_failure(resolve: Callable[..., Ended]) -> None:
    code, out, _ = resolve("launch the rocket")
    assert code == 1
    assert "No extension reaches the threshold" in out
    assert json.loads(resolve("launch the rocket", "--json")[1])["resolved"] is None


def test_a_threshold_cuts_the_list(resolve: Callable[..., Ended]) -> None:
    every = json.loads(resolve("read a file", "--json", "-n", "99")[1])["matches"]
    near = json.loads(resolve("read a file", "--json", "-n", "99", "--threshold", "0.3")[1])["matches"]
    assert near == [match for match in every if match["score"] >= 0.3]
    assert 0 < len(near) < len(every)


def test_the_page(resolve: Callable[..., Ended]) -> None:
    assert resolve("--markdown")[1] == reference_page()


@pytest.mark.parametrize("arguments", [(), ("x", "--markdown"), ("x", "-n", "0"), ("x", "--threshold", "2")])
def test_wrong_use_is_one_error(resolve: Callable[..., Ended], arguments: tuple[str, ...]) -> None:
    code, out, err = resolve(*arguments)
    assert code == 2
    assert out == ""
    assert err
    assert "Traceback" not in err
