"""`nl engines`: the table of engines, measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from json_validator import problems
from neurlang.prompts.reading import ENGINES
from neurlang.reports import json_schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from command_line import Ended

pytestmark = pytest.mark.slow


def test_the_table_has_every_engine_with_measured_figures(nl: Callable[..., Ended]) -> None:
    report = nl("engines", "--json").json
    assert problems(report, json_schema("neurlang.engines/1")) == []
    assert [row["name"] for row in report["engines"]] == ["native", "ort", "tract", "torch"]
    for row, kind in zip(report["engines"], ENGINES, strict=True):
        if kind.is_installed:
            assert 0 < row["latency_us"] < 1e6
            assert row["remedy"] == ""
            assert row["bytes"] == 0 if kind.package is None else row["bytes"] > 1e6
        else:
            assert (row["latency_us"], row["bytes"]) == (None, None)
            assert row["remedy"] == f"pip install 'neurlang[{kind.name}]'"


def test_the_table_for_people(nl: Callable[..., Ended]) -> None:
    done = nl("engines")
    assert done.code == 0
    first, *rows = done.out.splitlines()
    assert first.split()[:4] == ["Engine", "Format", "Size", "GPU"]
    assert [row.split()[0] for row in rows] == ["native", "ort", "tract", "torch", "Latency:"]
    assert "µs" in rows[0]
