"""`nl judge`: its actions, and what it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from command_line import Ended


def test_variants_begin_with_the_form_as_written(nl: Callable[..., Ended]) -> None:
    lines = nl("judge", "variants", "x/y + z/y", "--most", "3").out.splitlines()
    assert lines[0] == "  0  x / y + z / y" and len(lines) <= 3


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("judge|variants", "takes a formula"),
        ("judge|variants|x + 1|--most|0", "--most takes a whole number above 0"),
        ("judge|show|x + 1", "takes no formula"),
        ("judge|measure|--minutes|-1", "--minutes takes a number above 0"),
        ("judge|eval|--from-data|nowhere", "There are no measured forms in nowhere"),
        ("judge|calibrate|--from-data|nowhere", "There are no measured forms in nowhere"),
        ("judge|measure|--data|full", "has measured forms already; add to them with --resume"),
        ("judge|eval|--from-data|znver4|--peers|valgrind", "There is no peer 'valgrind'"),
    ],
)
def test_what_cannot_be_done_is_refused(
    nl: Callable[..., Ended], tmp_path: Path, line: str, message: str
) -> None:
    pytest.importorskip("pyarrow")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "forms.parquet").write_bytes(b"PAR1")
    ended = nl(*line.split("|"))
    assert ended.code == 2 and message in ended.err


def test_showing_says_why_an_own_calibration_is_not_used(
    nl: Callable[..., Ended], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from neurlang.kernels.judge import chosen_judge

    monkeypatch.setenv("NEURLANG_JUDGE", str(tmp_path))
    (tmp_path / "learned_cost_model.toml").write_text("format = 3\n", encoding="utf-8")
    chosen_judge.cache_clear()
    try:
        assert "learned_cost_model.toml is not used" in nl("judge", "show").err
    finally:
        chosen_judge.cache_clear()
