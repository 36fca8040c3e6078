"""From the text that names a formula to its fastest form. Costs replace times, which depend on the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from neurlang.errors import FormulaError, UsageError
from neurlang.kernels.optimizing import by_cost, flow
from neurlang.pipeline import (
    FORMULA_TEXTS,
    LANGUAGE_OF_SUFFIX,
    FormulaRequest,
    could_estimate,
    draw,
    formula_file,
    holds_estimates,
    optimize_cores,
    optimize_formula,
    read_cores,
    read_formula,
    with_better_form,
)

if TYPE_CHECKING:
    from pathlib import Path

CORES = """
(FPCore quotients (x y z) :pre (<= 1 y 2) (+ (/ x y) (/ z y)))
(FPCore plain (x) :pre (<= 0 x 1) (+ x 1))
(FPCore loop (n) (while (< i n) ([i 0 (+ i 1)]) i))
"""


def no_progress(_stage: str, _done: int, _total: int) -> None:
    """Ignore progress."""


@pytest.fixture(autouse=True)
def costs(monkeypatch: pytest.MonkeyPatch, patient: None) -> None:
    monkeypatch.setattr(flow, "choose", by_cost())


@pytest.fixture
def cores(tmp_path: Path) -> Path:
    path = tmp_path / "cores.fpcore"
    path.write_text(CORES)
    return path


def test_a_formula_is_a_text_a_core_or_a_function(cores: Path) -> None:
    assert read_formula("x + 1", "f32").names == ("x",)
    assert read_formula("x + 1", name="plain").name == "plain"
    assert read_formula(str(cores), name="quotients").names == ("x", "y", "z")
    assert read_formula("test_formula_flow:doubled").names == ("x",)


def doubled(x: float) -> float:
    """A function that the test above reads."""
    return x + x


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("missing.fpcore", "Cannot read missing.fpcore"),
        ("nowhere_at_all:f", "Cannot import 'nowhere_at_all'"),
        ("math:nothing", "has no function 'nothing'"),
    ],
)
def test_a_source_that_does_not_exist_is_refused(source: str, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        read_formula(source)


def test_a_text_that_is_not_a_formula_is_refused() -> None:
    with pytest.raises(FormulaError):
        read_formula("x +")


def test_one_of_several_cores_is_chosen_by_name(cores: Path) -> None:
    with pytest.raises(UsageError, match="has 3 cores; choose one with --name: quotients, plain, loop"):
        read_formula(str(cores))
    with pytest.raises(UsageError, match="has no core 'other'"):
        read_formula(str(cores), name="other")
    assert [entry.name for entry in read_cores(str(cores))] == ["quotients", "plain", "loop"]
    assert read_cores(str(cores), name="plain") == []
    assert read_cores("x + 1") == []
    with pytest.raises(UsageError, match="is a folder"):
        read_cores(str(cores.parent), name="plain")


def test_the_file_of_a_formula_is_known(cores: Path) -> None:
    assert formula_file(str(cores)) == cores
    assert formula_file("x + 1") is None
    assert formula_file("nowhere_at_all:f") is None
    assert str(formula_file("json:loads")).endswith("__init__.py")


def test_from_a_text_to_its_fastest_form_and_its_texts() -> None:
    request = FormulaRequest(effort="fast", ranges={"x": (0, 100), "y": (1, 2), "z": (0, 100)})
    found = optimize_formula(read_formula("x/y + z/y"), request, no_progress, estimating=False)
    assert found.is_improved
    texts = {name: write(found.kernel, found.options) for name, write in FORMULA_TEXTS.items()}
    assert all(texts.values())
    assert texts["python"].count("/") == 1
    assert draw(found, ".svg").startswith("<svg")
    assert not could_estimate(found)  # f64


def test_every_core_has_a_result_or_a_reason(cores: Path) -> None:
    told: list[str] = []
    request = FormulaRequest(effort="fast", ranges={"z": (0, 100)})
    first, plain, loop = optimize_cores(
        read_cores(str(cores)), request, lambda stage, _done, _total: told.append(stage)
    )
    assert [core.name for core in (first, plain, loop)] == ["quotients", "plain", "loop"]
    assert first.found is not None
    assert plain.found is not None
    assert not plain.found.is_improved
    assert (loop.found, loop.source.endswith("cores.fpcore")) == (None, True)
    assert "while" in loop.why_not
    assert any(stage.startswith("quotients (2 of 3)") for stage in told)


def test_the_benchmark_has_the_better_form_beside_the_other(cores: Path) -> None:
    quotients, _, loop = read_cores(str(cores))
    assert with_better_form(loop, "fast") is loop
    better = with_better_form(quotients, "fast")
    assert (better.kernel, better.better is None) == (quotients.kernel, False)


def test_only_code_for_this_machine_has_its_estimates() -> None:
    assert {name for name in FORMULA_TEXTS if holds_estimates(name)} == {"llvm", "asm"}
    assert set(LANGUAGE_OF_SUFFIX.values()) <= set(FORMULA_TEXTS)
