"""LLVM in a process of its own: bounds by shape and by clock, and a host that neither hangs nor dies with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from program_shapes import SHAPES, branches_back, chain_of_calls
from whole_program_cases import MEMORY, compare, random_program, random_registers, seeds

from neurlang.disk_cache import has_object
from neurlang.errors import NativeCodeError, UsageError
from neurlang.programs.ir import assemble
from neurlang.programs.native import NativeCodeWarning, Settings, compile_whole, write_standalone
from neurlang.programs.native.whole import bounds, compiler_process, second_tier
from neurlang.programs.native.whole.bounds import GivenUpError
from neurlang.programs.native.whole.compiler_process import COMPILER, CompilerProcess

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PROGRAM = assemble("addi r0, r0, 5\nhalt")


@pytest.fixture
def process() -> Iterator[CompilerProcess]:
    made = CompilerProcess()
    yield made
    made.close()


def built(process: CompilerProcess) -> bytes:
    return process.ask("whole", PROGRAM, memory_size=MEMORY, is_plain=False)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::neurlang.programs.native.NativeCodeWarning")
@pytest.mark.parametrize(("shape", "size"), SHAPES.items(), ids=lambda item: getattr(item, "__name__", ""))
def test_every_shape_is_compiled_or_given_up(shape: Callable[[int], str], size: int) -> None:
    program = assemble(shape(size))
    try:
        whole = compile_whole(program, MEMORY, use_cache=False)
    except GivenUpError:
        return
    for fuel in (1, 57, 9_999):
        assert compare(program, whole, random_registers(fuel), fuel) is None


@pytest.mark.parametrize("seed", seeds(30))
def test_what_is_compiled_without_optimisation_does_the_same(seed: int) -> None:
    program = random_program(seed)
    made = COMPILER.ask("whole", program, memory_size=MEMORY, is_plain=True)
    entry, engine = second_tier._loaded(made[8:])
    whole = second_tier.WholeProgram(second_tier.decode(program), MEMORY, 0, entry, engine)
    for fuel in (*range(1, 20), 2000):
        assert compare(program, whole, random_registers(seed + fuel), fuel) is None, fuel


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("nop\n" * (bounds.MOST_OPTIMISED + 1), "instructions; up to"),
        ("jump r1\n" * 300, "300 indirect jumps to 300 places"),
        (chain_of_calls(200), "text for LLVM has"),
    ],
    ids=["long", "indirect", "grown"],
)
def test_what_is_too_large_to_be_optimised_is_compiled_with_a_warning(text: str, reason: str) -> None:
    program = assemble(text)
    with pytest.warns(NativeCodeWarning, match=f"compiled without optimisation: .*{reason}"):
        whole = compile_whole(program, MEMORY, use_cache=False)
    assert compare(program, whole, {"r1": 7}, 5_000) is None


@pytest.mark.slow
def test_a_product_that_is_too_large_to_be_optimised_runs(tmp_path: Path) -> None:
    with pytest.warns(NativeCodeWarning, match="compiled without optimisation"):
        write_standalone(assemble(chain_of_calls(1000)), tmp_path / "chain", "elf", Settings(MEMORY))
    done = subprocess.run([str(tmp_path / "chain")], capture_output=True, text=True, check=True)
    assert done.stdout.split()[0] == "1000"


@pytest.mark.slow
def test_a_process_that_dies_is_given_up_and_another_one_goes_on(process: CompilerProcess) -> None:
    expected = built(process)
    assert process._process is not None
    process._process.kill()
    process._process.wait()
    assert built(process) == expected


@pytest.mark.slow
def test_the_deadline_ends_what_takes_too_long(process: CompilerProcess) -> None:
    slow = assemble(branches_back(400))  # more than twenty seconds
    with pytest.raises(GivenUpError, match="processor time"):
        process.ask("whole", slow, memory_size=MEMORY, is_plain=False)
    assert built(process)


@pytest.mark.slow
def test_the_clock_ends_what_does_nothing(process: CompilerProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    built(process)
    assert process._process is not None
    os.kill(process._process.pid, signal.SIGSTOP)
    monkeypatch.setattr(compiler_process, "WALL_SECONDS", 0.0)
    with pytest.raises(GivenUpError, match="took more than"):
        built(process)
    monkeypatch.undo()
    assert built(process)


@pytest.mark.slow
def test_an_interrupt_ends_the_process_and_a_new_one_starts(
    process: CompilerProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    built(process)
    first = process._process
    with monkeypatch.context() as patched:
        patched.setattr(compiler_process, "_read", interrupted)
        with pytest.raises(KeyboardInterrupt):
            built(process)
    assert first is not None
    assert first.returncode == -signal.SIGKILL
    assert built(process)


def test_what_the_work_refuses_is_a_usage_error(process: CompilerProcess) -> None:
    with pytest.raises(UsageError, match="needs the host"):
        process.ask("whole", assemble("io.print 0, 1"), memory_size=MEMORY, is_plain=True)


@pytest.mark.slow
def test_a_forked_process_has_a_compiler_of_its_own() -> None:
    expected = built(COMPILER)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = built(COMPILER) != expected
            COMPILER.close()
        finally:
            os._exit(code)
    assert built(COMPILER) == expected
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_threads_take_turns() -> None:
    found = []
    threads = [threading.Thread(target=lambda: found.append(built(COMPILER))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [built(COMPILER)] * 8


def test_a_program_is_compiled_ahead_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NEURLANG_CACHE_DIR", str(tmp_path))
    program = assemble("addi r0, r0, 77\nhalt")
    second_tier.compile_ahead(program, MEMORY)
    built(COMPILER)  # comes after it
    assert second_tier.is_stored(program, MEMORY)
    other = assemble("addi r0, r0, 78\nhalt")
    tried = second_tier._key(other, MEMORY, "tried")
    second_tier.cached_object("programs", tried, lambda: b"tried")
    second_tier.compile_ahead(other, MEMORY)
    built(COMPILER)
    assert has_object("programs", tried)
    assert not second_tier.is_stored(other, MEMORY)


@pytest.mark.slow
def test_who_waits_for_a_program_that_is_compiled_ahead_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The host holds the lock of the cache's entry, and the other process is to store that entry first."""
    monkeypatch.setenv("NEURLANG_CACHE_DIR", str(tmp_path))
    program = assemble("addi r0, r0, 79\nhalt")
    COMPILER.close()  # so that the process has not yet begun when the lock is taken
    second_tier.compile_ahead(program, MEMORY)
    monkeypatch.setattr(second_tier, "has_object", lambda *_: False)
    assert compile_whole(program, MEMORY).run({"r0": 1}).result == 80


def test_what_was_given_up_is_not_tried_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NEURLANG_CACHE_DIR", str(tmp_path))
    program = assemble("addi r0, r0, 80\nhalt")
    asked = []

    def give_up(work: str, program: object, *, is_plain: bool, **_: object) -> bytes:
        asked.append(is_plain)
        if not is_plain:
            raise GivenUpError("LLVM took too long")
        return second_tier.build(program, MEMORY, is_plain=True)

    monkeypatch.setattr(COMPILER, "ask", give_up)
    for reason in ("LLVM took too long", "an earlier attempt was given up"):
        with pytest.warns(NativeCodeWarning, match=reason):
            assert compile_whole(program, MEMORY).run({"r0": 1}).result == 81
    assert asked == [False, True]
    assert not second_tier.is_stored(program, MEMORY)


def test_no_python_to_start_is_an_error(process: CompilerProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "")
    with pytest.raises(NativeCodeError, match="does not know its own executable"):
        built(process)
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(NativeCodeError, match="cannot start a process to compile in"):
        built(process)
    process.tell("store", PROGRAM, memory_size=MEMORY)  # who waits for nothing is told nothing


@pytest.mark.slow
def test_modules_of_the_current_folder_are_not_loaded(
    process: CompilerProcess, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "struct.py").write_text(f"open({str(tmp_path / 'loaded')!r}, 'w')")
    (tmp_path / "neurlang.py").write_text(f"open({str(tmp_path / 'loaded')!r}, 'w')")
    monkeypatch.chdir(tmp_path)
    assert built(process)
    assert not (tmp_path / "loaded").exists()


LONG = "again: addi r1, r1, 1\nbltu r1, r0, again\nmov r0, r1\nhalt"
WAIT = """
import os, signal, sys, threading
from neurlang.cli.app import main
timer = threading.Timer(float(sys.argv.pop(1)), lambda: os.kill(os.getpid(), signal.SIGINT))
timer.daemon = True
timer.start()
main()
"""


@pytest.mark.slow
@pytest.mark.usefixtures("interrupts")
@pytest.mark.parametrize("place", range(12))
def test_an_interrupt_ends_a_run_quietly_in_every_state(place: int, tmp_path: Path) -> None:
    path = tmp_path / "long.nl"
    path.write_text(LONG + "\nnop" * place)  # a program of its own, so that it is compiled ahead
    command = [sys.executable, "-c", WAIT, str(0.05 + 0.21 * place), "run", str(path), "--max-instr", "0"]
    done = subprocess.run(
        [*command, "--reg", f"r0={60_000_000}"], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) in [(130, ""), (0, "")]
