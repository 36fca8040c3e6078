"""How property tests run: the same examples each time, no deadline, a blob to replay a failure.

`HYPOTHESIS_PROFILE=explore pytest …` draws new examples instead, `HYPOTHESIS_PROFILE=quick` fewer.
"""

from __future__ import annotations

import gc
import os
import signal
from dataclasses import replace

import pytest
from hypothesis import settings

from example_counts import IS_QUICK, some_rows

settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.register_profile("quick", derandomize=True, deadline=None, print_blob=True, max_examples=10)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_collection() -> None:
    """Collecting makes ten thousand tests and no garbage, so the garbage collector would search in vain."""
    gc.disable()


@pytest.hookimpl(trylast=True)  # after `-m` has left out the slow tests
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In the quick suite, keep some rows of each long table, spread evenly. The whole suite runs all rows."""
    if not IS_QUICK:
        return
    tables: dict[str, list[pytest.Item]] = {}
    for item in items:
        tables.setdefault(item.nodeid.partition("[")[0], []).append(item)
    kept = {item for rows in tables.values() for item in some_rows(rows)}
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = [item for item in items if item in kept]


def pytest_collection_finish() -> None:
    """Exclude the tests from later garbage collections, so that forked processes need not copy their pages."""
    gc.freeze()
    gc.enable()


@pytest.fixture
def interrupts() -> None:
    """Skip the test if Ctrl-C does nothing here: a shell starts what it runs in the background so."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        pytest.skip("whoever started the tests has SIGINT ignored, and child processes inherit that")


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """`optimize` stops at its limits of size alone: on a busy machine a limit of time ends a search early."""
    from neurlang.kernels.optimizing import effort

    efforts = tuple(replace(each, seconds=600.0) for each in effort.EFFORTS)
    monkeypatch.setattr(effort, "EFFORTS", efforts)


@pytest.fixture
def by_cost(patient: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """`optimize` chooses by the port-aware cost instead of measured times, alike on every machine."""
    from neurlang.kernels import optimizing
    from neurlang.kernels.cost import port_cost
    from neurlang.kernels.optimizing import flow, judging

    monkeypatch.setattr(flow, "choose", optimizing.by_cost(port_cost("avx512")))
    monkeypatch.setattr(judging, "judge_for", lambda _target: (None, "the static table"))
