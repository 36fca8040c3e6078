"""The simulated pipeline: what bounds a loop, in cases that can be worked out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from judge_examples import PIPELINE, chained, loop, some_records

from neurlang.kernels.judge.modelling.fitting_pipeline import START, fit_pipeline, sample_of
from neurlang.kernels.judge.modelling.loops import prepared_record
from neurlang.kernels.judge.modelling.residual import FEATURES, features_of


def test_two_adders_take_an_addition_a_cycle() -> None:
    assert PIPELINE.cycles(loop(*["add"] * 8)) == pytest.approx(8, rel=0.05)


def test_additions_and_multiplications_go_side_by_side() -> None:
    assert PIPELINE.cycles(loop(*["add", "multiply"] * 8)) == pytest.approx(8, rel=0.05)


def test_the_divider_takes_one_at_a_time() -> None:
    busy = START["divide.f32"].busy
    assert PIPELINE.cycles(loop(*["divide.f32"] * 3)) == pytest.approx(3 * busy, rel=0.05)


def test_a_short_chain_overlaps_with_the_next_iterations() -> None:
    apart, chain = loop(*["add"] * 8), chained(loop(*["add"] * 8))
    assert PIPELINE.cycles(chain) == pytest.approx(PIPELINE.cycles(apart), rel=0.1)


def test_a_chain_longer_than_the_window_does_not() -> None:
    narrow = PIPELINE.changed(window=8)
    chain = chained(loop(*["add"] * 32))
    assert narrow.cycles(chain) > 1.5 * PIPELINE.cycles(chain)


def test_instructions_enter_a_few_a_cycle() -> None:
    assert PIPELINE.cycles(loop(*["integer"] * 24)) == pytest.approx(24 / PIPELINE.core.width, rel=0.1)


@given(
    st.lists(
        st.sampled_from(["add", "multiply", "fma", "divide.f32", "compare", "blend"]), min_size=1, max_size=20
    )
)
def test_more_of_the_same_never_takes_less_than_its_busiest_unit(kinds: list[str]) -> None:
    cycles = PIPELINE.cycles(loop(*kinds))
    adders = sum(START[kind].busy for kind in kinds if START[kind].pipes == (2, 3)) / 2
    divider = sum(START[kind].busy for kind in kinds if not START[kind].pipes)
    assert cycles >= max(adders, divider) * 0.95


@pytest.mark.slow
def test_fitting_finds_the_times_that_made_the_records() -> None:
    records = some_records()
    fitted = fit_pipeline(records, 0.13, rounds=1)
    sample = sample_of(records, 0.13)
    predicted = np.array([fitted.ns(prepared_record(record)) for record in records])
    assert float(np.median(np.abs(predicted / sample.ns - 1))) < 0.03
    assert fit_pipeline(records, 0.13, rounds=1) == fitted


def test_the_correction_has_the_features_that_it_says() -> None:
    record = some_records()[0]
    assert len(features_of(prepared_record(record), 10.0)) == FEATURES
