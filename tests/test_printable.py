"""Text from elsewhere, as it may be shown."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurlang.printable import printable, shell_word


@given(st.text())
def test_nothing_that_acts_on_a_terminal_is_left(text: str) -> None:
    assert printable(text).isprintable()
    assert shell_word(text.replace("\0", "")).isprintable()


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S"])))
def test_what_is_visible_stays_as_it_is(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\x1b[31m", "a\\x1b[31m"), ("\u202e", "\\u202e"), ("\x9b", "\\x9b"), ("\udcff", "\\xff"), ("é", "é"),
     ("\U000e0001", "\\U000e0001"), ("a\nb", "a\\x0ab")],
)  # fmt: skip
def test_the_rest_is_escaped(text: str, shown: str) -> None:
    assert printable(text) == shown
    assert printable(text, keep="\n") == (text if text == "a\nb" else shown)


@pytest.mark.parametrize("text", ["a b", "it's", "$(x)", "a\x1b'\\\nb", "ü\u202e", "\udcff", "-x", ""])
def test_a_shell_reads_the_word_back(text: str) -> None:
    ended = subprocess.run(["bash", "-c", f"printf %s {shell_word(text)}"], capture_output=True, check=True)
    assert ended.stdout.decode(errors="surrogateescape") == text
