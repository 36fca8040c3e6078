"""Systems that refuse executable memory: the interpreter runs with one warning, and who insists gets an error."""

from __future__ import annotations

import ctypes
import mmap
import subprocess
import sys
from pathlib import Path

import pytest

from neurlang.errors import NativeCodeError
from neurlang.machine_code import addresses_of, engine_of, host_cpu, target_machine, why_no_executable_memory
from neurlang.programs.ir import assemble
from neurlang.programs.native import compile_whole, why_no_stencils
from neurlang.programs.native.whole import native_stack

SOURCE = Path(__file__).parents[3] / "src"
COUNT = "again: addi r1, r1, 1\nbltu r1, r0, again\nmov r0, r1\nhalt"
RECURSION = (
    "call deeper\nhalt\ndeeper: bleu r0, 0, bottom\nsubi r0, r0, 1\ncall deeper\naddi r1, r1, 1\nbottom: ret"
)

# What each harness does to a process before `nl` begins in it.
MDWE = """
import ctypes
if ctypes.CDLL(None).prctl(65, 1, 0, 0, 0) != 0:  # PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN
    raise SystemExit(77)
"""

# A seccomp filter of classic BPF that fails mprotect with EPERM where it asks for execution, as systemd's
# MemoryDenyWriteExecute= has it; for x86-64 alone.
SECCOMP = """
import ctypes, struct
def line(code, true, false, number):
    return struct.pack("<HBBI", code, true, false, number)
filter = b"".join([
    line(0x20, 0, 0, 0),             # load the number of the call
    line(0x15, 0, 3, 10),            # mprotect?
    line(0x20, 0, 0, 32),            # load the rights that it asks for
    line(0x45, 0, 1, 4),             # PROT_EXEC among them?
    line(0x06, 0, 0, 0x00050001),    # EPERM
    line(0x06, 0, 0, 0x7FFF0000),    # let it be
])
kept = ctypes.create_string_buffer(filter)
program = ctypes.create_string_buffer(struct.pack("<HxxxxxxQ", 6, ctypes.addressof(kept)))
library = ctypes.CDLL(None)
library.prctl(38, 1, 0, 0, 0)
if library.prctl(22, 2, program, 0, 0) != 0:
    raise SystemExit(77)
"""

NOTHING = ""


def nl(harness: str, *arguments: str, cache: Path) -> subprocess.CompletedProcess[str]:
    script = f"{harness}\nimport sys\nsys.argv = {['nl', *arguments]!r}\nfrom neurlang.cli.app import main\nmain()\n"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(SOURCE), "PATH": "/usr/bin:/bin", "NEURLANG_CACHE_DIR": str(cache)},
    )
    if done.returncode == 77:
        pytest.skip("this kernel has no such switch")
    return done


linux = pytest.mark.skipif(sys.platform != "linux", reason="these are switches of Linux")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def program(cache: Path) -> str:
    path = cache / "count.nl"
    path.write_text(COUNT)
    compile_whole(assemble(COUNT))
    return str(path)


@linux
@pytest.mark.slow
@pytest.mark.parametrize("harness", [MDWE, SECCOMP], ids=["MDWE", "seccomp"])
def test_the_interpreter_runs_with_one_warning(harness: str, program: str, cache: Path) -> None:
    done = nl(harness, "run", program, "--reg", "r0=60000", cache=cache)
    assert (done.returncode, done.stdout) == (0, "60000\n")
    assert done.stderr.count("No native code: the system does not allow executable memory") == 1
    assert "Traceback" not in done.stderr


@linux
@pytest.mark.slow
@pytest.mark.parametrize("harness", [MDWE, SECCOMP], ids=["MDWE", "seccomp"])
def test_so_it_does_where_optimised_code_is_stored(harness: str, program: str, cache: Path) -> None:
    assert nl(NOTHING, "run", program, "--reg", "r0=1", "--tier", "2", cache=cache).stdout == "1\n"
    done = nl(harness, "run", program, "--reg", "r0=60000", cache=cache)
    assert (done.returncode, done.stdout) == (0, "60000\n")
    assert done.stderr.count("No native code: the system does not allow executable memory") == 1


@linux
@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["--backend", "jit"], ["--tier", "1"], ["--tier", "2"]], ids=str)
@pytest.mark.parametrize("harness", [MDWE, SECCOMP], ids=["MDWE", "seccomp"])
def test_who_asks_for_native_code_gets_an_error(
    harness: str, arguments: list[str], program: str, cache: Path
) -> None:
    done = nl(harness, "run", program, *arguments, cache=cache)
    assert (done.returncode, done.stdout) == (1, "")
    assert "the system does not allow executable memory" in done.stderr
    assert "Traceback" not in done.stderr


@linux
@pytest.mark.slow
@pytest.mark.parametrize("harness", [MDWE, SECCOMP], ids=["MDWE", "seccomp"])
def test_doctor_and_prompts_and_kernels_say_it_or_work(harness: str, cache: Path) -> None:
    said = nl(harness, "doctor", cache=cache).stdout
    assert "none, the interpreter runs: the system does not allow executable memory" in said
    assert nl(harness, "prompt", "factorial of 10", cache=cache).stdout.startswith("3628800")
    compiled = nl(harness, "compile", "x + 1", cache=cache)
    assert compiled.returncode == 1
    assert "the system does not allow executable memory" in compiled.stderr


@pytest.mark.skipif(why_no_stencils() is not None, reason=why_no_stencils() or "")
def test_memory_that_llvm_could_not_make_executable_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class Lost:
        def get_function_address(self, name: str) -> int:
            return ctypes.addressof(data) if name == "data" else 0

    data = ctypes.create_string_buffer(64)
    with pytest.raises(NativeCodeError, match="stayed data"):
        addresses_of(Lost(), ["data"])
    with pytest.raises(NativeCodeError, match="no function 'nowhere'"):
        addresses_of(Lost(), ["nowhere"])
    monkeypatch.setattr("neurlang.machine_code._MAPS", Path("/nowhere/maps"))
    assert addresses_of(Lost(), ["data"]) == {"data": ctypes.addressof(data)}


def test_code_larger_than_the_memory_that_there_is_is_refused_before_llvm_ends_the_process() -> None:
    assert why_no_executable_memory() is None
    assert "the system provides no memory for code" in str(why_no_executable_memory(1 << 60))

    class Huge(bytes):
        def __len__(self) -> int:
            return 1 << 60

    with pytest.raises(NativeCodeError, match="no memory for code"):
        engine_of([Huge()], target_machine(host_cpu()))


def test_a_stack_that_cannot_be_had_is_an_error_in_every_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = compile_whole(assemble(RECURSION))
    if not whole.stack_size:
        pytest.skip("recursion has no stack of its own here")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(native_stack._own, "stack", None, raising=False)
    monkeypatch.setattr(mmap, "mmap", refuse)
    for fuel in (1000, 0):  # a short run on this thread, a long one on its own
        with pytest.raises(NativeCodeError, match="no stack of"):
            whole.run({"r0": 3}, max_instructions=fuel)
