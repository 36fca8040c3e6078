"""`@kernel(optimize=True)`: the better form is compiled, remembered on disk, and never stands in the way."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest

import neurlang
from neurlang.disk_cache import cache_directory
from neurlang.errors import FormulaError
from neurlang.kernels.expr import parse
from neurlang.kernels.optimizing import choice_cache, flow, optimized_kernel
from neurlang.kernels.simd import CompileOptions, NoisyMachineError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("by_cost")
RANGES = {"x": (0.0, 1.0), "y": (1.0, 2.0), "z": (0.0, 1.0)}


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    # The engine's own compiled code stays where it is: only what is remembered goes to a folder of its own.
    monkeypatch.setattr(choice_cache, "CACHED_AS", f"optimized-{tmp_path.name}")
    yield
    shutil.rmtree(cache_directory(choice_cache.CACHED_AS), ignore_errors=True)


def quotients(x, y, z):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    return x / y + z / y


def divisions(kernel: object) -> list[int]:
    return [sum(node.op.name == "div" for node in form.nodes()) for form, _ in kernel.forms]  # type: ignore[attr-defined]


@pytest.mark.slow
def test_the_better_form_is_compiled() -> None:
    plain = neurlang.kernel(quotients)
    better = neurlang.kernel(quotients, optimize=True, ranges=RANGES)
    assert (divisions(plain), divisions(better)) == ([2, 2], [1, 1])
    x = np.linspace(0, 1, 50)
    assert np.allclose(better(x, x + 1, x), plain(x, x + 1, x), rtol=1e-15)
    assert better.ufunc.types == ["fff->f", "ddd->d"]


def test_as_a_decorator() -> None:
    @neurlang.kernel(dtype="f32", optimize=True, ranges=RANGES)
    def total(x, y, z):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        return x / y + z / y

    assert divisions(total) == [1]
    assert total(np.float32(1), np.float32(2), np.float32(3)).dtype == np.float32


@pytest.mark.slow
def test_a_form_that_was_chosen_is_not_searched_again(monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = parse("sum(x/y + z/y)", dtype="f32", ranges=RANGES)
    first = optimized_kernel(kernel)

    def never(*_: object, **__: object) -> None:
        raise AssertionError("searched again")

    monkeypatch.setattr(choice_cache, "optimize", never)
    assert optimized_kernel(kernel) == first
    assert first[0].reduction == "sum"
    with pytest.raises(AssertionError, match="searched again"):
        optimized_kernel(kernel, options=CompileOptions(use_cache=False))


@pytest.mark.parametrize(
    "other",
    [
        parse("x/y + z/y", dtype="f64", ranges=RANGES),
        parse("x/y + z/y", dtype="f32"),
        parse("x/y - z/y", dtype="f32", ranges=RANGES),
    ],
)
def test_another_type_domain_or_formula_is_another_entry(other: object) -> None:
    kernel = parse("x/y + z/y", dtype="f32", ranges=RANGES)
    asked = (choice_cache.DEFAULT_TOLERANCE, "default", CompileOptions())
    assert choice_cache.key_of(kernel, *asked) != choice_cache.key_of(other, *asked)  # type: ignore[arg-type]


@pytest.mark.slow
def test_on_a_noisy_machine_it_is_compiled_as_written_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    def noisy(*_: object) -> None:
        raise NoisyMachineError("Close what else runs.")

    monkeypatch.setattr(flow, "choose", noisy)
    kernel = neurlang.kernel(quotients, dtype="f32", optimize=True, ranges=RANGES)
    with pytest.warns(RuntimeWarning, match="compiled as written: Close"):
        assert divisions(kernel) == [2]


def test_ranges_are_checked_at_once() -> None:
    with pytest.raises(FormulaError, match="'q', which is not an input"):
        neurlang.kernel(quotients, optimize=True, ranges={"q": (0, 1)})
