"""Functions of one's own, from their source to the answer of a prompt: every command of `docs/own-functions.md`."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from neurlang.programs.stdlib import functions_file, functions_text, read_functions, read_functions_file
from neurlang.programs.stdlib.calling.numbering import own_number

pytest.importorskip("torch")

if TYPE_CHECKING:
    from collections.abc import Callable

    from command_line import Ended

pytestmark = pytest.mark.slow
PAGE = (Path(__file__).parents[2] / "docs" / "own-functions.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
SOURCE = next(text for language, text in BLOCKS if language == "python")
BY_HAND = next(text for _, text in BLOCKS if text.startswith("; @name"))
COMMANDS = [line for _, text in BLOCKS for line in text.splitlines() if line.startswith("nl ")]
PROMPT = "trips to carry 17 boxes 5 at a time"


def write_by_hand(folder: Path) -> None:
    (folder / "shop").mkdir(parents=True)
    (folder / "shop" / "trips_needed.nl").write_text(BY_HAND, encoding="utf-8")


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """The model that ships, at another place, with a function of one's own."""
    from neurlang.prompts.reading import SHIPPED_MODEL

    write_by_hand(tmp_path / "mine")
    path = tmp_path / "mine.safetensors"
    path.write_bytes(SHIPPED_MODEL.read_bytes())
    functions_file(path).write_bytes(functions_text(read_functions(tmp_path / "mine")))
    return path


@pytest.fixture
def data(nl: Callable[..., Ended], model: Path) -> Path:
    """Data with the function."""
    options = ("-n", "8", "-l", "1", "--workers", "1", "--stdlib-dir", "mine")
    assert nl("datagen", "-o", "data.jsonl", *options).code == 0
    return model.with_name("data.jsonl")


def test_every_command_of_the_page_works(nl: Callable[..., Ended], tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "shop.py").write_text(SOURCE, encoding="utf-8")
    assert [shlex.split(each)[1] for each in COMMANDS] == ["stdlib", "test", "datagen", "train", "prompt"]
    for command in COMMANDS:
        done = nl(*shlex.split(command)[1:])
        assert done.code == 0, (command, done.err)
    assert done.out == "4\n"
    assert "verified: TRIPS_NEEDED(17, 5), 6 instructions" in done.err
    card = (tmp_path / "mine.card.md").read_text(encoding="utf-8")
    number = own_number("shop.trips_needed")
    assert f"| own function | {number}: shop.trips_needed, mine/shop/trips_needed.nl |" in card
    rows = [json.loads(line) for line in (tmp_path / "data.jsonl").read_text("utf-8").splitlines()]
    assert {row["source"] for row in rows if row["intent"] == number} == {"mine/shop/trips_needed.nl"}
    kept = read_functions_file(tmp_path / "mine.functions.json")
    assert [(each.number, each.text) for each in kept] == [
        (number, (tmp_path / "mine" / "shop" / "trips_needed.nl").read_text("utf-8"))
    ]


@pytest.mark.parametrize(
    ("prompt", "value"),
    [
        (PROMPT, 4),
        ("Please, what is TRIPS to carry 1,000 boxes 3 at a time? Thanks!", 334),
        ("trips to carry twelve boxes five at a time", 3),
        ("add 5 and 3", 8),
    ],
)
def test_a_model_with_functions_answers_by_their_phrasings(
    nl: Callable[..., Ended], model: Path, prompt: str, value: int
) -> None:
    assert nl("prompt", "--model", model, "--json", prompt).json["value"] == value


@pytest.mark.parametrize(
    ("prompt", "code", "words"),
    [
        ("trips to carry 17 boxes 0 at a time", 1, "(how many are carried at once) in 1 .. 1000, not 0"),
        ("trips to carry 1.5 boxes 5 at a time", 1, "needs a whole number as its 'boxes'"),
        ('trips to carry "x" boxes 5 at a time', 1, "needs a number as its 'boxes'"),
        ("trips to carry 17 boxes 5 at a shop", 3, "I can't turn that into a program"),
        ("trips to carry 17 boxes", 3, "I can't turn that into a program"),
    ],
)
def test_other_values_and_words_are_refused(
    nl: Callable[..., Ended], model: Path, prompt: str, code: int, words: str
) -> None:
    done = nl("prompt", "--model", model, prompt)
    assert (done.code, done.out) == (code, "")
    assert words in done.err


def test_a_model_without_the_file_does_not_know_them(nl: Callable[..., Ended], model: Path) -> None:
    functions_file(model).unlink()
    assert nl("prompt", "--model", model, PROMPT).code == 3


def test_two_functions_with_the_same_values_at_the_same_words_are_shown(
    nl: Callable[..., Ended], model: Path
) -> None:
    path = functions_file(model)
    known = json.loads(path.read_bytes())
    (row,) = known["functions"]
    known["functions"].append(row | {"name": "walks", "number": own_number("shop.walks")})
    path.write_text(json.dumps(known))
    done = nl("prompt", "--model", model, PROMPT)
    assert done.code == 3
    assert "This can be read in 2 ways:\n  TRIPS_NEEDED(17, 5)\n  WALKS(17, 5)" in done.err


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('"neurlang.functions/1"', '"neurlang.functions/9"', "its schema is 'neurlang.functions/9'"),
        ('"number": ', '"number": 7', "damaged; train the model again"),
        ("}", "", "damaged; train the model again"),
        ("; @difficulty: 1", "; @difficulty: easy", "the difficulty is 'easy'"),
        ('"text": "', '"text": 3, "was": "', "damaged; train the model again"),
    ],
)
def test_a_damaged_file_of_functions_is_one_clear_error(
    nl: Callable[..., Ended], model: Path, before: str, after: str, words: str
) -> None:
    path = functions_file(model)
    path.write_text(path.read_text("utf-8").replace(before, after))
    done = nl("prompt", "--model", model, PROMPT)
    assert (done.code, done.out) == (1, "")
    assert words in done.err
    assert "Traceback" not in done.err


def test_a_function_whose_tests_fail_answers_nothing(nl: Callable[..., Ended], model: Path) -> None:
    path = functions_file(model)
    path.write_text(path.read_text("utf-8").replace("r0=4", "r0=5"))
    done = nl("prompt", "--model", model, PROMPT)
    assert (done.code, done.out) == (1, "")
    assert "its tests fail" in done.err


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("-> r0=4", "-> r0=5", "1 of its tests fail"),
        ("; @test: r0=17, r1=5 -> r0=4\n", "", "it has no @test line"),
        ("{at_once} at a time", "{ten} at a time", "names {ten}, which is no parameter"),
        (" {at_once} at a time", "", "does not name {at_once}"),
        ("; @difficulty: 1\n", "; @difficulty: 9\n", "the difficulty is '9'"),
    ],
)
def test_a_function_that_cannot_be_learned_is_refused_before_data_are_made(
    nl: Callable[..., Ended], tmp_path: Path, before: str, after: str, words: str
) -> None:
    write_by_hand(tmp_path / "mine")
    file = tmp_path / "mine" / "shop" / "trips_needed.nl"
    file.write_text(BY_HAND.replace(before, after))
    done = nl("datagen", "-o", "data.jsonl", "-n", "8", "-l", "1", "--stdlib-dir", "mine")
    assert done.code == 1, done.out
    assert words in done.err
    assert "trips_needed.nl" in done.err
    assert sorted(each.name for each in tmp_path.iterdir()) == ["mine"]


def test_two_folders_may_not_share_a_name_or_a_phrasing(nl: Callable[..., Ended], tmp_path: Path) -> None:
    write_by_hand(tmp_path / "mine")
    write_by_hand(tmp_path / "other")
    options = ("-o", "data.jsonl", "-n", "8", "-l", "1", "--stdlib-dir", "mine", "--stdlib-dir", "other")
    assert "'trips_needed' is also the function of mine/shop/trips_needed.nl" in nl("datagen", *options).err
    file = tmp_path / "other" / "shop" / "trips_needed.nl"
    file.rename(file.with_name("walks.nl"))
    file.with_name("walks.nl").write_text(BY_HAND.replace("@name: trips_needed", "@name: walks"))
    assert "also asks for shop.trips_needed" in nl("datagen", *options).err


def test_numbers_follow_from_names_alone(tmp_path: Path) -> None:
    write_by_hand(tmp_path / "mine")
    (one,) = read_functions(tmp_path / "mine")
    (tmp_path / "mine" / "shop" / "a_first_one.nl").write_text(BY_HAND.replace("trips_needed", "a_first_one"))
    assert {each.name: each.number for each in read_functions(tmp_path / "mine")}[
        "trips_needed"
    ] == one.number
    assert one.number == own_number("shop.trips_needed") >= 1 << 30


def test_data_of_own_functions_need_their_file(nl: Callable[..., Ended], data: Path) -> None:
    data.rename(data.with_name("moved.jsonl"))
    done = nl("train", "--data", "moved.jsonl", "-o", "x.pt")
    assert done.code == 1
    assert f"a function with the number {own_number('shop.trips_needed')}" in done.err
    assert "moved.functions.json beside it does not have" in done.err


def test_data_without_own_functions_leave_no_file(nl: Callable[..., Ended], data: Path) -> None:
    assert functions_file(data).is_file()
    assert nl("datagen", "-o", data, "-n", "4", "-l", "1", "--workers", "1").code == 0
    assert not functions_file(data).exists()


def test_an_exported_model_keeps_its_functions(nl: Callable[..., Ended], model: Path, tmp_path: Path) -> None:
    done = nl("export-onnx", "-i", model, "-o", "other.onnx")
    assert done.code == 0, done.err
    assert (tmp_path / "other.functions.json").read_bytes() == functions_file(model).read_bytes()
    assert nl("prompt", "--model", "other.onnx", PROMPT).out == "4\n"


def test_a_package_brings_functions(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_by_hand(site / "my_package" / "functions")
    for folder in (site / "my_package", site / "my_package" / "functions"):
        (folder / "__init__.py").touch()
    metadata = site / "my_package-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: my_package\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(
        "[neurlang.functions]\nshop = my_package.functions\nlost = my_package.x\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(site), os.environ.get("PYTHONPATH", "")))}

    def run(name: str) -> subprocess.CompletedProcess[str]:
        options = ("-o", "d.jsonl", "-n", "8", "-l", "1", "--workers", "1", "--stdlib-dir", name)
        command = [sys.executable, "-m", "neurlang.cli", "datagen", *options]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)

    done = run("shop")
    assert done.returncode == 0, done.stderr
    assert [each.full_name for each in read_functions_file(tmp_path / "d.functions.json")] == [
        "shop.trips_needed"
    ]
    assert "names no package with a folder of .nl files" in run("lost").stderr
    assert (
        "Not a folder: shops; `nl stdlib --build` makes one; packages have lost, shop" in run("shops").stderr
    )
