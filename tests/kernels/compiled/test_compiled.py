"""Compiled functions: what they give is what their plain twins give, from the disk cache as from the compiler."""

from __future__ import annotations

import math
import subprocess
import sys
import warnings
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example_counts import examples
from neurlang.disk_cache import CacheWarning, cache_directory
from neurlang.errors import FormulaError
from neurlang.kernels.compiled import Compiled, compiled, inlined, signature
from neurlang.kernels.compiled.entry import CACHED_AS
from neurlang.kernels.compiled.signature import signature_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

INTEGERS = st.integers(-(2**31), 2**31)
NUMBERS = st.floats(allow_nan=False, width=64)
SCALE = 3


class Pair(NamedTuple):
    """Two arrays."""

    places: NDArray[np.int32]
    values: NDArray[np.float64]


@inlined
def scaled(value: float) -> float:
    return value * SCALE


@compiled
def mixed(pair: Pair, at: int, part: float, is_doubled: bool, mask: np.uint64) -> tuple[int, float]:
    total = part
    for place in range(len(pair.places)):
        total += scaled(pair.values[pair.places[place]])
    pair.values[0] = total
    return at + len(pair.places) + int(mask >> np.uint64(60)), total * 2 if is_doubled else total


@compiled
def applied(of: Callable[[float], float], grid: NDArray[np.float64], at: tuple[int, int]) -> float:
    return of(grid[at[0], at[1]])


@compiled
def is_positive(value: float) -> bool:
    return value > 0


@compiled
def fill(values: NDArray[np.int32], value: int) -> None:
    for place in range(len(values)):
        values[place] = value


@compiled
def mantissa(value: float) -> float:
    return math.frexp(value)[0]


def twin(function: object) -> Callable[..., object]:
    return cast("Compiled", function).function


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=9),
    INTEGERS,
    NUMBERS,
    st.booleans(),
    st.integers(0, 2**64 - 1),
)
@settings(max_examples=examples(50), deadline=None)
def test_compiled_code_gives_what_its_twin_gives(
    numbers: list[float], at: int, part: float, is_doubled: bool, mask: int
) -> None:
    places = np.arange(len(numbers), dtype=np.int32)[::-1].copy()
    one, other = (Pair(places, np.array(numbers)) for _ in range(2))
    rest = (at, part, is_doubled, np.uint64(mask))
    with np.errstate(all="ignore"):
        expected = twin(mixed)(other, *rest)
    assert mixed(one, *rest) == pytest.approx(expected, nan_ok=True, rel=1e-15)
    assert np.array_equal(one.values, other.values, equal_nan=True)


def test_functions_and_grids_are_arguments() -> None:
    grid = np.arange(12.0).reshape(3, 4)
    assert applied(scaled, grid, (2, 1)) == 27.0
    assert is_positive(0.5) is True
    assert is_positive(-0.5) is False
    with_bool = (Pair(np.zeros(1, np.int32), np.ones(1)), 0, 0.0, np.bool_(True), np.uint64(0))
    assert mixed(*with_bool) == (1, 6.0)
    values = np.zeros(4, np.int32)
    assert fill(values, 7) is None  # type: ignore[func-returns-value]
    assert values.tolist() == [7] * 4


def test_an_array_is_where_it_lies_now() -> None:
    for length in range(50):  # another array may come to have the number of one that is gone
        values = np.zeros(length, np.int32)
        fill(values, length)
        assert (values == length).all()


def test_what_compiled_code_cannot_take_is_refused() -> None:
    with pytest.raises(FormulaError, match="C-contiguous"):
        fill(np.zeros(8, np.int32)[::2], 1)
    with pytest.raises(FormulaError, match="cannot take list"):
        fill([1, 2], 1)  # type: ignore[arg-type]


@pytest.mark.slow
def test_code_that_needs_a_process_with_numba_is_refused() -> None:
    with pytest.raises(AssertionError, match="mantissa needs numba_frexp"):
        mantissa(0.75)


def test_the_digest_is_of_all_that_a_function_does(monkeypatch: pytest.MonkeyPatch) -> None:
    def digests() -> list[str]:
        return [Compiled(twin(each), is_inlined=False).digest for each in (mixed, fill)]

    before = digests()
    assert digests() == before
    monkeypatch.setitem(globals(), "SCALE", 4)  # which a function that `mixed` calls names
    after = digests()
    assert after[0] != before[0]
    assert after[1] == before[1]
    table = np.array([1.0, 2.0])

    def closed_over() -> float:
        return float(table[0])

    one = Compiled(closed_over, is_inlined=False).digest
    table[1] = 3.0
    assert Compiled(closed_over, is_inlined=False).digest != one


@pytest.mark.slow
def test_a_damaged_object_is_made_anew(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEURLANG_CACHE_DIR", str(tmp_path))
    assert Compiled(twin(is_positive), is_inlined=False)(1.0) is True
    (entry,) = cache_directory(CACHED_AS).glob("*.o")
    content = entry.read_bytes()
    entry.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.warns(CacheWarning, match="damaged"):
        assert Compiled(twin(is_positive), is_inlined=False)(1.0) is True
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert Compiled(twin(is_positive), is_inlined=False)(1.0) is True


@pytest.mark.slow
def test_a_second_process_optimises_without_numba_and_a_search_compiles_nothing() -> None:
    text = """
import sys
from neurlang.kernels.compiled import entry
from neurlang.kernels.optimizing import by_cost, flow
built, load, load_engine = [], entry.cached_object, flow.load_engine
entry.cached_object = lambda kind, key, build: load(kind, key, lambda: (built.append(1), build())[1])
def noting(*args):
    load_engine(*args)
    built.clear()
flow.load_engine = noting
flow.optimize("x/y + z/y", ranges={"x": (0, 1), "y": (1, 2), "z": (0, 1)}, dtype="f32", chooser=by_cost())
print("numba" in sys.modules, len(built))
"""
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
        assert done.stdout.split()[1] == "0"
    assert done.stdout.split()[0] == "False"


def test_the_words_of_a_tuple_are_those_of_its_parts_whichever_arrays_it_has() -> None:
    first, second = np.zeros(3, np.int32), np.zeros(4)
    for pair in (Pair(first, second), Pair(first, np.zeros(5)), Pair(first, second), (first, second)):
        for _ in range(2):
            words: list[int | float] = []
            apart: list[int | float] = []
            kinds = signature_of((pair, 2), words)
            assert kinds == ((type(pair), signature_of(tuple(pair), apart)), "q")
            assert words == [*apart, 2]


def test_what_is_noted_of_arrays_is_forgotten_with_them() -> None:
    kept = np.zeros(3, np.int32)
    signature_of((kept,), [])
    before = len(signature._arrays), len(signature._tuples), len(signature._arrays[id(kept)].tuples)
    for size in range(20):
        signature_of((Pair(kept, np.zeros(size)),), [])
    assert (len(signature._arrays), len(signature._tuples), len(signature._arrays[id(kept)].tuples)) == before
