"""The phrasebook's pages: they are read as written, all of them are used, and every error has its line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurlang.errors import DataError
from neurlang.prompts.training.out_of_scope import sampling
from neurlang.prompts.training.phrasebook import (
    FOLDER,
    Page,
    alternatives,
    lines_of,
    parse_page,
    read_page,
    shown,
    words_of,
)
from neurlang.prompts.training.phrasing import Mood
from neurlang.prompts.training.phrasing.catalogue import FAMILIES
from neurlang.prompts.training.phrasing.compositions import compositions_of
from neurlang.prompts.training.phrasing.courtesies import courtesies_of, endings_of
from neurlang.prompts.training.phrasing.phrase_pages import phrases_of

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = r"""# A comment
<kinds> = [numbers|integers]
<all> = [all|the] <kinds>

first heading
    one  entry
    <all> up
        to {a}
# Another comment

second heading
    [a|b], c,
    a\[1\] \{x\} \<y> \\ | z
"""


def texts(page: Page) -> dict[str, tuple[str, ...]]:
    return lines_of(page)


def test_a_page_is_its_headings_with_their_entries() -> None:
    assert {
        heading: tuple(map(shown, lines)) for heading, lines in texts(parse_page("p.txt", PAGE)).items()
    } == {
        "first heading": ("one entry", "[all|the] [numbers|integers] up to {a}"),
        "second heading": ("[a|b], c,", r"a[1] {x} <y> \ | z"),
    }


def test_a_mark_after_a_backslash_is_a_plain_character() -> None:
    (line,) = texts(parse_page("p.txt", "h\n    a\\[b|c\\] [d|e]"))["h"]
    assert tuple(map(shown, alternatives(line))) == ("a[b|c] d", "a[b|c] e")


def test_words_stand_between_commas_and_line_ends() -> None:
    page = parse_page("p.txt", "things\n    red car, blue car,\n    the train\n    ship\n")
    assert words_of(page) == {"things": ("red car", "blue car", "the train", "ship")}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("    entry\n", 1, "before the first heading"),
        ("# c\n\nheading\n  entry\n", 4, "expected 4 spaces"),
        ("heading\n\tentry\n", 2, "expected 4 spaces"),
        ("        entry\n", 1, "nothing to continue"),
        ("heading\n        entry\n", 2, "a heading does not continue"),
        ("one\n\ntwo\n    entry\n", 1, "a heading without entries"),
        ("one\n    entry\n\ntwo\n", 4, "a heading without entries"),
        ("one\n    a\none\n    b\n", 3, "stands twice"),
        ("one\n    a\n    the <sum>\n", 3, "'<sum>', which is not defined; defined here: none"),
        ("<a> = x\n<b> = <c>\none\n    a\n", 2, "'<c>', which is not defined; defined here: <a>"),
        ("<a> = x\n<a> = y\none\n    a\n", 2, "defined twice"),
        ("one\n    [a|b\n", 2, r"found '\[' that is never closed"),
        ("one\n    a|b]\n", 2, r"found '\]' with no '\['"),
        ("one\n    [a {b] c}\n", 2, r"found '\]' with no '\['"),
        ("one\n    {a\n", 2, "found '{' that is never closed"),
        ("one\n    a\\n\n", 2, r"found '\\n'; a backslash stands before one of"),
        ("one\n    a \\\n", 2, "a backslash stands before one of"),
    ],
)
def test_a_malformed_page_is_one_clear_error(text: str, line: int, words: str) -> None:
    with pytest.raises(DataError, match=rf"^page\.txt:{line}: .*{words}"):
        lines_of(parse_page("page.txt", text))


@given(st.text(alphabet="ab <>[]{}|\\=#\n\t,1"))
def test_any_text_is_a_page_or_a_data_error(text: str) -> None:
    try:
        page = parse_page("page.txt", text)
        lines_of(page)
    except DataError as error:
        assert str(error).startswith("page.txt:")
        return
    phrase_readers: tuple[Callable[[Page], object], ...] = (
        phrases_of,
        compositions_of,
        courtesies_of,
        endings_of,
    )
    for reader in phrase_readers:
        try:
            reader(page)
        except DataError as error:
            assert str(error).startswith("page.txt:")


def test_a_missing_page_is_named() -> None:
    with pytest.raises(DataError, match="nowhere"):
        read_page("requests/nowhere")


def test_every_page_is_used() -> None:
    folder = Path(str(FOLDER))
    requests = {name for name, _ in FAMILIES}
    assert {path.stem for path in (folder / "requests").glob("*.txt")} == requests
    pages = (*sampling.SENTENCES, *sampling.NEAR_MISSES, *sampling.AS_WRITTEN, *sampling.FRAGMENTS)
    assert {path.stem for path in (folder / "out_of_scope").glob("*.txt")} == set(pages)
    assert {path.stem for path in (folder / "words").glob("*.txt")} == {
        "moods",
        "salad",
        "slots",
        "stories",
        "texts",
        "units",
    }


def test_a_heading_says_intent_operands_mood_and_wholeness() -> None:
    found = phrases_of(
        parse_page(
            "p.txt",
            "SUB(b, 1 - a) question, whole\n    what is {b} less {a:percent}\n\nDIV(total, count) nominal\n"
            "    the [mean|average] of {a} and {b}\n",
        )
    )
    (less,) = found["SUB"]
    assert (less.text, less.mood, less.whole) == ("what is {b} less {a:percent}", Mood.QUESTION, True)
    assert [(operand.source.value, operand.field) for operand in less.slots] == [
        ("literal", "b"),
        ("one minus", "a"),
    ]
    assert [phrase.text for phrase in found["DIV"]] == [
        "the mean of {a} and {b}",
        "the average of {a} and {b}",
    ]
    assert found["DIV"][0].weight == pytest.approx(2**-0.5)


def test_every_intent_like_a_pattern_fills_it() -> None:
    page = parse_page(
        "p.txt",
        "<by> = by\n\npattern shift imperative\n    shift {a} <way> <by> {b}\n\npattern shift nominal\n"
        "    a <way> shift of {a}\n\nSHL like shift\n    <way> = left\n\nSHR(a, 1) like shift, whole\n"
        "    <way> = right\n",
    )
    found = phrases_of(page)
    assert [(phrase.text, phrase.mood.value) for phrase in found["SHL"]] == [
        ("shift {a} left by {b}", "imperative"),
        ("a left shift of {a}", "nominal"),
    ]
    assert {phrase.whole for phrase in found["SHR"]} == {True}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("ADD\n    {a}\n", 1, "expected a heading such as 'SQRT nominal'"),
        ("PLUS nominal\n    {a}\n", 1, "no intent 'PLUS'"),
        ("ADD noun\n    {a}\n", 1, "no mood 'noun'; a mood is one of nominal, imperative"),
        ("ADD(a, x) nominal\n    {a}\n", 1, "no operand 'x'; an operand is a to e, 1 - a"),
        (
            "ADD(a, b) nominal\n    {a} [and {b}|up]\n",
            2,
            "the operand 'b' of the heading is missing in '{a} up'",
        ),
        ("ADD like sum\n    <a> = x\n", 1, "no pattern 'sum' on this page"),
        ("pattern sum nominal\n    {a}\n\nADD like sum\n    words = x\n", 5, "expected a definition"),
        (
            "pattern sum nominal\n    {a} <words>\n\nADD like sum\n    <word> = x\n",
            2,
            "'<words>', which is not",
        ),
        ("ADD nominal\n    {a} and\n    {z}\n", 3, "no field 'z'; a field is one of a to e"),
        ("ADD nominal\n    {a:roman}\n", 2, "no form 'roman'; a form is one of ordinal"),
        ("ADD nominal\n    {a b}\n", 2, "expected a field between braces"),
        ("ADD nominal\n    [the [sum|total]|all] of {a}\n", 2, "alternatives within alternatives"),
    ],
)
def test_an_error_on_a_page_of_requests_has_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(DataError, match=rf"^page\.txt:{line}: .*{words}"):
        phrases_of(parse_page("page.txt", text))


def test_errors_on_the_other_pages_of_requests_have_their_lines() -> None:
    with pytest.raises(DataError, match=r"^p\.txt:2: expected a text and its plan"):
        compositions_of(parse_page("p.txt", "symbolic\n    {a} + {b}\n"))
    with pytest.raises(DataError, match=r"^p\.txt:1: no mood 'formal'"):
        compositions_of(parse_page("p.txt", "formal\n    {a} + {b} => ADD(a, b)\n"))
    with pytest.raises(DataError, match=r"^p\.txt:1: expected moods"):
        courtesies_of(parse_page("p.txt", "nominal, weight x\n    please {}\n"))
    with pytest.raises(DataError, match=r"^p\.txt:2: expected '{}' once in each reading"):
        courtesies_of(parse_page("p.txt", "nominal becomes question, weight 2\n    [please|now {}]\n"))
    with pytest.raises(DataError, match=r"^p\.txt:2: expected '{}' once in each reading"):
        endings_of(parse_page("p.txt", "nominal\n    ?\n"))


def test_an_unknown_slot_is_an_error_with_its_line() -> None:
    with pytest.raises(
        DataError, match=r"^p\.txt:2: nothing fills '{citty}'; words/slots\.txt has the words"
    ):
        sampling.templates_of(parse_page("p.txt", "travel\n    a train to [{citty}|{city}]\n"))


def test_every_word_can_be_filled() -> None:
    for name, words in sampling.GRAMMAR.words.items():
        assert [sampling.GRAMMAR.unknown(word) for word in words] == [()] * len(words), name


def test_the_example_of_the_docs_is_a_page() -> None:
    docs = (Path(__file__).parents[3] / "docs" / "training.md").read_text(encoding="utf-8")
    (example,) = [block for block in docs.split("```")[1::2] if "LOOP_SUM" in block]
    found = phrases_of(parse_page("training.md", example))
    assert {name: len(phrases) for name, phrases in found.items()} == {"LOOP_SUM": 3 + 6, "POWER": 2}
