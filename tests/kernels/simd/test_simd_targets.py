"""Code for each kind of machine, as text; what this machine lacks is printed but not run."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from example_counts import mostly_slow
from neurlang.errors import UsageError
from neurlang.kernels.expr import parse
from neurlang.kernels.simd import (
    TARGETS,
    CompileOptions,
    assembly,
    choose_target,
    compile_kernel,
    compiled_form,
    core_text,
    library_function,
)
from neurlang.kernels.simd.calling.reduction import REDUCERS, reducer_text
from neurlang.kernels.simd.emitting.driver_code import MOVE_DECLARATION, driver_text, move_text

GOLDENS = Path(__file__).parent / "goldens"
NAMES = ("avx512", "avx2", "neon", "scalar")


@pytest.mark.parametrize("name", ["avx2", "neon", "scalar"])
def test_llvm_golden(name: str) -> None:
    """`UPDATE_GOLDENS=1 pytest` writes them anew; `test_simd_bit_exact` runs such code."""
    form = compiled_form(parse("sqrt(x*x + y*y) - min(x, 1)", dtype="f32"))
    path = GOLDENS / f"circle-{name}.ll"
    text = core_text(form, choose_target(name)) + "\n"
    if os.environ.get("UPDATE_GOLDENS"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "instruction"),
    [("avx512", r"vfmadd\d+ps.*%zmm"), ("avx2", r"vfmadd\d+ps.*%ymm"), ("neon", r"fmla\s+v\d+\.4s")],
)
def test_assembly_uses_the_targets_registers(name: str, instruction: str) -> None:
    target = choose_target(name)
    text = assembly(core_text(compiled_form(parse("x*y + z", dtype="f32")), target), target)
    assert re.search(instruction, text)


def test_scalars_use_no_vectors() -> None:
    target = choose_target("scalar")
    text = assembly(core_text(compiled_form(parse("x*y + sqrt(z)"), fma=False), target), target)
    assert "mulsd" in text or "fmul\td" in text
    assert "mulpd" not in text
    assert ".2d" not in text


@pytest.mark.parametrize(
    "target", mostly_slow(TARGETS, quick=2), ids=lambda target: f"{target.name}-{target.architecture}"
)
def test_driver_and_reducers_compile_for_every_target(target: object) -> None:
    assert "drive_loop" in assembly(f"{MOVE_DECLARATION}\n{driver_text(target)}", target)
    assert "move" in assembly(move_text(), target)
    for name in REDUCERS:
        assert f"reduce_{name}_f32" in assembly(reducer_text(f"reduce_{name}_f32"), target)


@pytest.mark.parametrize("name", NAMES)
def test_library_calls_are_vectors_where_the_platform_has_them(name: str) -> None:
    target = choose_target(name)
    (root,) = parse("exp(x)").outputs
    function = library_function(root.op, "f64", target)
    assert function.is_vector == function.symbol.startswith("_ZGV")
    assert function.symbol.endswith("exp")
    assert function.error_ulp in (2.0, 4.0)


def test_a_function_that_the_library_lacks_is_called_for_each_lane() -> None:
    target = choose_target("avx2")
    text = core_text(compiled_form(parse("fmod(x, y)", dtype="f32")), target)
    assert text.count("call float @fmodf") == 8


def test_what_this_machine_lacks_is_not_run() -> None:
    foreign = next(target.name for target in TARGETS if not target.runs_here)
    with pytest.raises(UsageError, match=f"This machine does not run code for '{foreign}'"):
        compile_kernel(parse("x + 1"), CompileOptions(target=foreign))


def test_an_unknown_target_is_refused_with_those_that_exist() -> None:
    with pytest.raises(UsageError, match="There is no target 'sse9'; there are avx512, avx2, neon, scalar"):
        choose_target("sse9")


def test_the_default_is_the_best_that_runs() -> None:
    best = next(target for target in TARGETS if target.runs_here)
    assert choose_target().name == best.name
    assert choose_target().runs_here
