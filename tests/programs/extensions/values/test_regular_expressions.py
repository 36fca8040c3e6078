"""Regular expressions: the results of Python's re with positions in bytes, and patterns that would never end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from neurlang.programs.extensions.values import regular_expressions
from neurlang.programs.extensions.values.regular_expression_worker import answer
from neurlang.programs.extensions.values.regular_expressions import Matcher
from neurlang.programs.machine import Fault, TrapKind

if TYPE_CHECKING:
    from conftest import Desk


@pytest.mark.parametrize(
    ("pattern", "text", "place"),
    [
        (r"\d+", "abc 123", 4),
        ("^abc", "xabc", -1),
        ("b", "äb", 2),
        ("", "abc", 0),
        ("(?i)ABC", "xxabc", 2),
        ("[", "abc", -1),
    ],
)
def test_finding(desk: Desk, pattern: str, text: str, place: int) -> None:
    assert desk.call("regex_find", desk.put(pattern.encode()), desk.put(text.encode())) == place


def test_finding_goes_on_from_a_place(desk: Desk) -> None:
    pattern, text = desk.put("ä".encode()), desk.put("äxä".encode())
    assert desk.call("regex_find", pattern, text, 1) == 3
    assert desk.call("regex_find", pattern, text, 4) == -1
    assert desk.call("regex_find", pattern, text, 99) == -1
    assert desk.call("regex_find", pattern, text, -1) == -1


def test_matching_is_anywhere_unless_anchored(desk: Desk) -> None:
    text = desk.put(b"user@example.org")
    assert desk.call("regex_match", desk.put(rb"@\w+\."), text) == 1
    assert desk.call("regex_match", desk.put(rb"^@"), text) == 0
    assert desk.call("regex_match", desk.put(rb"("), text) == -1


def test_replacing(desk: Desk) -> None:
    pattern, text = desk.put(rb"(\w+)@(\w+)"), desk.string("é ada@home".encode())
    assert (
        desk.content(desk.call("regex_replace", pattern, text, desk.put(rb"\2 of \1")))
        == "é home of ada".encode()
    )
    assert desk.call("regex_replace", pattern, text, desk.put(rb"\9")) == -1


def test_bytes_that_are_not_text_are_kept(desk: Desk) -> None:
    replaced = desk.call("regex_replace", desk.put(b"a"), desk.string(b"\xff\x00a\xfe"), desk.put(b"b"))
    assert desk.content(replaced) == b"\xff\x00b\xfe"


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)+$", "(.*a){25}$"])
def test_a_bomb_traps_and_the_next_match_works(pattern: str) -> None:
    matcher = Matcher(timeout=0.2)
    with pytest.raises(Fault) as caught:
        matcher.ask("find", pattern.encode(), b"a" * 60 + b"!", start=0)
    assert caught.value.kind is TrapKind.LIMIT
    matcher.close()
    patient = Matcher()
    assert patient.ask("find", b"b", b"ab", start=0) == [1, 2]
    patient.close()


def test_a_result_that_is_too_long_traps(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regular_expressions, "MAX_TEXT", 100)
    text = desk.string(b"a" * 60)
    desk.traps(TrapKind.LIMIT, "regex_replace", desk.put(b"a"), text, desk.put(b"bb"))
    desk.traps(TrapKind.LIMIT, "regex_match", desk.put(b"a"), desk.string(b"a" * 100))


def test_the_worker_answers_as_re_does() -> None:
    request = {"action": "find", "pattern": r"o+", "text": "foo", "start": 0, "most": 10}
    found = re.search("o+", "foo")
    assert found is not None
    assert answer(request) == list(found.span())
    assert answer(request | {"pattern": "x"}) is False
    assert answer(request | {"pattern": "(?P<"}) is None
