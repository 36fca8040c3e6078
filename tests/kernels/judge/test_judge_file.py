"""`learned_cost_model.toml`: what is written is read, and what was edited wrongly is refused with the place."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from judge_examples import MACHINE, a_judge, some_records

from neurlang.errors import DataError
from neurlang.kernels.judge import choose_judge, judge_from, read_judge, shipped_file, toml_of
from neurlang.kernels.judge.modelling.loops import prepared_record

if TYPE_CHECKING:
    from pathlib import Path

TEXT = toml_of(a_judge())


@pytest.mark.slow
def test_a_judge_survives_its_file() -> None:
    found = judge_from(TEXT)
    loops = [prepared_record(record) for record in some_records()[:20]]
    assert found.opinion(loops).ns == pytest.approx(a_judge().opinion(loops).ns, rel=1e-4)
    for dtype, weights in a_judge().dags.items():
        np.testing.assert_allclose(found.dags[dtype], weights, rtol=1e-5)
    assert toml_of(found) == TEXT


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("width = 6.0", "width = -1", "'width' in \\[core\\] is -1; it must be a number of at least"),
        ("width = 6.0", "width = nan", "'width' in \\[core\\] is nan"),
        ("width = 6.0", "width = true", "'width' in \\[core\\] is True"),
        ("width = 6.0\n", "", "'width' is missing in \\[core\\]"),
        ("window = 320.0", "window = 1e9", "'window' in \\[core\\]"),
        ('"add" = { pipes = [2, 3]', '"add" = { pipes = [2, 9]', "'pipes' in \\[instructions.add\\]"),
        ('"add" = {', '"subtract" = {', "\\[instructions\\] has no row for 'add'"),
        ("exp = {", "explode = {", "'explode', which is no operation"),
        ("delay = ", "delays = ", "delay"),
        ('format = "neurlang.judge/1"', 'format = "neurlang.judge/9"', "has the format 'neurlang.judge/9'"),
        ("[functions]", "[function]", "the table \\[functions\\] is missing"),
        ("within = 0.02", 'within = "small"', "'within' in \\[residual\\] is 'small'"),
        ("[core]", "[core", "is not TOML"),
    ],
)
def test_a_wrong_edit_is_refused_with_its_place(before: str, after: str, message: str) -> None:
    assert before in TEXT
    with pytest.raises(DataError, match=message):
        judge_from(TEXT.replace(before, after, 1))


def test_an_edit_within_the_limits_is_taken() -> None:
    found = judge_from(TEXT.replace("width = 6.0", "width = 5", 1))
    assert found.pipeline.core.width == 5


def test_a_negative_weight_of_an_operation_is_refused() -> None:
    edited = re.sub(r"(\[operations\.f32\]\nadd = )\S+", r"\g<1>-0.1", TEXT)
    with pytest.raises(DataError, match=r"'add' in \[operations.f32\] is -0.1"):
        judge_from(edited)


def test_a_missing_operation_of_dags_is_refused() -> None:
    edited = re.sub(r"\nsqrt = \{[^\n]*", "", TEXT)
    with pytest.raises(DataError, match="has no row for 'sqrt'"):
        judge_from(edited)


def test_this_machines_own_calibration_comes_first(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(TEXT, encoding="utf-8")
    chosen = choose_judge(path, MACHINE, "avx512")
    assert chosen.judge is not None and chosen.origin.startswith("this machine's") and not chosen.refused


@pytest.mark.parametrize("field", ["processor", "features", "llvm", "package"])
def test_another_machines_calibration_is_refused(tmp_path: Path, field: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(TEXT, encoding="utf-8")
    other = replace(MACHINE, **{field: "other"})
    chosen = choose_judge(path, other, "avx512")
    assert len(chosen.refused) == 1 and "other" in chosen.refused[0]
    assert chosen.origin != "this machine's calibration of 2026-12-01"


def test_a_damaged_calibration_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(TEXT[: len(TEXT) // 2], encoding="utf-8")
    assert choose_judge(path, MACHINE, "avx512").refused


def test_an_unknown_processor_has_no_judge() -> None:
    chosen = choose_judge(None, replace(MACHINE, processor="z80"), "avx512")
    assert chosen.judge is None and chosen.origin == "the static table"


def test_the_shipped_calibration_is_readable() -> None:
    path = shipped_file("znver4")
    judge = read_judge(path)
    assert judge.about.machine.processor == "znver4"
    assert tomllib.loads(path.read_text(encoding="utf-8"))["operations"]["f32"]["exp"] > 0
