"""Faces that load later: every name that a room exports is there, and nothing is loaded before it is asked for."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from neurlang.faces import Functions, later

PACKAGE = Path(__file__).parents[1] / "src" / "neurlang"
FACES = {
    ".".join(path.parent.relative_to(PACKAGE.parent).parts): path.parent
    for path in sorted(PACKAGE.rglob("__init__.py"))
    if "later(" in path.read_text("utf-8")
}


def loaded_after(statement: str) -> set[str]:
    script = f"{statement}; import sys; print(*sys.modules)"
    output = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(output.stdout.split())


def test_there_are_faces_that_load_later() -> None:
    assert {"neurlang", "neurlang.kernels.expr", "neurlang.kernels.simd"} <= FACES.keys()


@pytest.mark.parametrize("face", FACES)
def test_every_exported_name_is_there(face: str) -> None:
    module = import_module(face)
    assert [name for name in module.__all__ if not hasattr(module, name)] == []


@pytest.mark.parametrize("face", FACES)
def test_no_name_is_that_of_a_module_of_the_room(face: str) -> None:
    modules = {path.stem for path in FACES[face].iterdir()}
    assert modules.isdisjoint(import_module(face).__all__), (
        "the module would take the name's place in the face"
    )


def test_a_name_is_looked_up_once_and_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    face = import_module("neurlang.kernels.expr")
    monkeypatch.delattr(face, "parse", raising=False)
    found = later(face.__name__, {"parse": "reading.text"})("parse")
    assert found is import_module("neurlang.kernels.expr.reading.text").parse
    assert vars(face)["parse"] is found


def test_an_unknown_name_is_an_attribute_error_that_names_it() -> None:
    with pytest.raises(AttributeError, match=r"module 'neurlang.kernels.expr' has no attribute 'prase'"):
        import_module("neurlang.kernels.expr").prase  # noqa: B018
    with pytest.raises(ImportError, match="prase"):
        exec("from neurlang.kernels.expr import prase")


@pytest.mark.slow
def test_functions_are_those_of_their_module_and_load_it_when_called() -> None:
    assert Functions("math").hypot(3.0, 4.0) == 5.0
    assert "mpmath" not in loaded_after("from neurlang.kernels.expr import op; op('add').exact")
    assert "mpmath" in loaded_after(
        "from neurlang.kernels.expr import exact_value, op; exact_value(op('add'), 1.0, 2.0)"
    )


@pytest.mark.parametrize(
    ("statement", "unneeded"),
    [
        (
            "import neurlang.kernels.simd",
            {"numpy", "llvmlite", "neurlang.benchmarks.kernels.kernel_benchmark"},
        ),
        ("from neurlang.kernels.expr import parse", {"flint", "sympy"}),
        pytest.param(
            "from neurlang.kernels.optimizing import optimize",
            {
                "numba",
                "flint",
                "mpmath",
                "neurlang.kernels.egraph.drawing",
                "neurlang.kernels.rules.proofs.verification",
                "neurlang.benchmarks.kernels.kernel_benchmark",
            },
            marks=pytest.mark.slow,
        ),
    ],
)
def test_what_a_statement_does_not_need_stays_unloaded(statement: str, unneeded: set[str]) -> None:
    assert loaded_after(statement) & unneeded == set()
