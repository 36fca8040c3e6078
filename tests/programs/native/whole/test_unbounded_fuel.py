"""A run without a bound on instructions means the same everywhere: what never ends is not said to be out of fuel."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from whole_program_cases import MEMORY, difference

from example_counts import mostly_slow
from neurlang.machine_code import host_architecture
from neurlang.programs.ir import assemble
from neurlang.programs.machine import Outcome, TrapKind, run
from neurlang.programs.native import (
    MOST_FUEL,
    Settings,
    compile_whole,
    run_native,
    run_optimised,
    run_program,
    why_no_stencils,
    write_standalone,
)
from neurlang.programs.native.whole import second_tier

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# LLVM sees that this takes all the fuel that there is, and takes it at once.
ENDLESS = assemble("again: b again")
COUNT = assemble("again: addi r1, r1, 1\nbltu r1, r0, again\nmov r0, r1\nhalt", "unbounded count")
WAYS = {"interpreter": run, "choice": run_program, "optimised": run_optimised}
if why_no_stencils() is None:
    WAYS["stencils"] = run_native


@pytest.mark.parametrize("execute", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("bound", [0, MOST_FUEL, MOST_FUEL + 1, 1 << 64, 10**30])
def test_a_program_that_ends_does_so_with_every_bound_that_suffices(
    execute: Callable[..., Outcome], bound: int
) -> None:
    expected = run(COUNT, {"r0": 30_000}, memory_size=MEMORY, max_instructions=0)
    found = execute(COUNT, {"r0": 30_000}, memory_size=MEMORY, max_instructions=bound)
    assert difference(expected, found) is None


@pytest.mark.parametrize("execute", [run_optimised, run_program], ids=["optimised", "choice, from the cache"])
@pytest.mark.parametrize("bound", [0, MOST_FUEL + 1, 10**30])
def test_without_a_bound_what_never_ends_goes_on(
    execute: Callable[..., Outcome], bound: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never_ends(*_: object, **how: object) -> None:
        assert how["max_instructions"] == bound
        raise KeyboardInterrupt  # who waits gives up

    compile_whole(ENDLESS)
    monkeypatch.setattr(second_tier, "run", never_ends)
    with pytest.raises(KeyboardInterrupt):
        execute(ENDLESS, max_instructions=bound)


def test_the_greatest_bound_is_one() -> None:
    outcome = run_optimised(ENDLESS, max_instructions=MOST_FUEL)
    assert outcome.trap is not None
    assert (outcome.trap.kind, outcome.executed) == (TrapKind.FUEL, MOST_FUEL)


@pytest.mark.skipif(host_architecture() != "x86_64", reason="executables are made on x86-64")
@pytest.mark.parametrize("bound", mostly_slow([0, 10**30], quick=1))
def test_a_product_without_a_bound_goes_on(bound: int, tmp_path: Path) -> None:
    write_standalone(ENDLESS, tmp_path / "endless", "elf", Settings(MEMORY, bound))
    with pytest.raises(subprocess.TimeoutExpired):
        subprocess.run([str(tmp_path / "endless")], timeout=0.5, check=False)
    write_standalone(COUNT, tmp_path / "count", "elf", Settings(MEMORY, bound))
    done = subprocess.run([str(tmp_path / "count"), "r0=5"], capture_output=True, text=True, check=True)
    assert done.stdout == "5\n"


@pytest.mark.skipif(host_architecture() != "x86_64", reason="executables are made on x86-64")
def test_a_product_with_a_bound_traps(tmp_path: Path) -> None:
    write_standalone(ENDLESS, tmp_path / "endless", "elf", Settings(MEMORY, MOST_FUEL))
    done = subprocess.run([str(tmp_path / "endless")], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "FUEL" in done.stderr
