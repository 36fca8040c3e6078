"""The runner: patching, entering and resetting as functions of one address, in their own object file.

Python calls these functions. The object has the patcher as compiled by numba and a few lines of LLVM text around it; it
is cached on disk, so that running native code does not load numba.
"""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

import llvmlite.binding as llvm

from neurlang.disk_cache import cached_object, has_object
from neurlang.ieee import guarded_text
from neurlang.machine_code import addresses_of, engine_of, host_cpu, target_machine
from neurlang.programs.native.stencils.frame import FRAME_WORDS, NO_TICKET, STALE, Job, Word
from neurlang.programs.native.stencils.part_text import entering_text
from neurlang.programs.native.stencils.table import CACHED_AS
from neurlang.programs.native.versions import versions

Call = ctypes.PYFUNCTYPE(ctypes.c_int64, ctypes.c_void_p)
"""A function of an address, called with the interpreter's lock held; to let others run, runs are sliced by fuel."""

Repeat = ctypes.PYFUNCTYPE(ctypes.c_int64, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64)


@dataclass(frozen=True, slots=True)
class Runner:
    """The functions, which take the address of a job; `repeat` calls one of them a number of times.

    `patch` returns the size of the code, or what was refused; `enter` runs on from the start of a row with the current
    file and frame, and returns the status word; `run` resets and runs from the start; `patch_and_run` patches before
    that. These return STALE if the job's place now belongs to another program. `claim`, `claim_and_run` and
    `claim_and_enter` claim the place for the job, patch, and go on; they return STALE if the process was forked since
    the place was handed out.
    """

    patch: Any
    reset: Any
    enter: Any
    run: Any
    patch_and_run: Any
    claim: Any
    claim_and_run: Any
    claim_and_enter: Any
    repeat: Any
    engine: Any


_FUNCTIONS = (
    "patch", "reset", "enter", "run", "patch_and_run", "claim", "claim_and_run", "claim_and_enter"
)  # fmt: skip


@cache
def runner() -> Runner:
    """Load the functions, from the disk cache if their object is there."""
    data = cached_object(CACHED_AS, _key(), build)
    engine = engine_of([data], target_machine(host_cpu()))
    addresses = addresses_of(engine, [f"neurlang_{name}" for name in (*_FUNCTIONS, "repeat")])
    functions = {name: Call(addresses[f"neurlang_{name}"]) for name in _FUNCTIONS}
    repeat = Repeat(addresses["neurlang_repeat"])
    return Runner(**functions, repeat=repeat, engine=engine)


def is_runner_stored() -> bool:
    """Whether the disk cache has the object."""
    return has_object(CACHED_AS, _key())


def _key() -> tuple[str, ...]:
    cpu = host_cpu()
    return "runner", cpu.name, cpu.features, versions(), version("numba")


def build() -> bytes:
    """Compile the patcher and its callers."""
    from neurlang.programs.native.stencils import patcher  # loads numba, which is only needed for building

    patch = _numba_text(patcher.patch, patcher.PATCH_SIGNATURE, "patch_rows")
    reset = _numba_text(patcher.reset, patcher.RESET_SIGNATURE, "reset_file")
    module = llvm.parse_assembly(patch)
    module.link_in(llvm.parse_assembly(reset))
    module.link_in(llvm.parse_assembly(glue_text()))
    for function in module.functions:
        if not function.is_declaration and not function.name.startswith("neurlang_"):
            function.linkage = "internal"
    machine = target_machine(host_cpu())
    module.verify()
    passes = llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options(speed_level=3))
    passes.getModulePassManager().run(module, passes)
    return bytes(machine.emit_object(module))


def _numba_text(function: Any, signature: Any, name: str) -> str:  # noqa: ANN401
    """The LLVM text of a function compiled by numba, under another name."""
    function.compile(signature.args)
    mangled = function.overloads[signature.args].fndesc.mangled_name
    text: str = function.inspect_llvm(signature.args)
    head = re.search(rf"^define .*@{mangled}\(.*$", text, re.MULTILINE)
    if head is None:
        raise AssertionError(f"numba's text has no {mangled}")
    # The arrays do not overlap, which numba cannot be told.
    apart = re.sub(r"ptr (?=[^,]*%arg\.)", "ptr noalias ", head.group())
    return text.replace(head.group(), apart).replace(f"@{mangled}(", f"@{name}(")


_PATCH_WORDS = (
    Job.ROWS, Job.ROW_COUNT, Job.RECORDS, Job.RECORD_COUNT, Job.WRITE_AT, Job.CAPACITY, Job.EXECUTE_AT,
    Job.OFFSETS, Job.TABLE, Job.LENGTH, Job.SLOTS,
    Job.NOTES,
)  # fmt: skip
_RESET_WORDS = (Job.FILE, Job.IMAGE, Job.WORDS, Job.DIRTY, Job.PAGES, Job.MEMORY, Job.SIZE)
_ADDRESSES = (
    Job.ROWS, Job.RECORDS, Job.WRITE_AT, Job.OFFSETS, Job.TABLE,
    Job.FILE, Job.IMAGE, Job.DIRTY, Job.MEMORY,
    Job.NOTES, Job.OWNER, Job.EPOCH,
)  # fmt: skip


def glue_text() -> str:
    """The functions that unpack a job, and the one that enters native code."""
    texts = {
        "write": _numba_call("write", "patch_rows", _PATCH_WORDS),
        "reset": _numba_call("reset", "reset_file", _RESET_WORDS),
        "go": "\n  ".join(
            [
                *_code_word("file", Job.FILE),
                "%code = load ptr, ptr %code.at",
                entering_text("%file", "%code"),
                _load("status", "i64", "%file", -Word.STATUS),
            ]
        ),
        "is_own": _guard(Job.OWNER, Job.TICKET),
        "is_same_process": _guard(Job.EPOCH, Job.BEGUN),
        "own": "\n  ".join(
            [
                _load("ticket", "i64", "%job", Job.TICKET),
                _load("owner", "ptr", "%job", Job.OWNER),
                "store i64 %ticket, ptr %owner",
            ]
        ),
        "start_at_entry": _starting("image", Job.IMAGE, Job.ENTRY),
        "start_at_row": _starting("file", Job.FILE, Job.ROW),
        "disown": f"{_place('own', '%job', Job.TICKET)}\n  store i64 {NO_TICKET}, ptr %at.own",
        # It may be inlined: it only loads doubles; the code that it calls computes with them.
        "guarded": guarded_text("x86_64", "neurlang_go", "neurlang_enter_code", ["ptr %job"], "internal"),
    }
    return _GLUE.format(stale=STALE, **texts)


def _code_word(name: str, frame: Job) -> tuple[str, ...]:
    """Lines that compute the addresses of a file, which follows its frame, and of its word CODE."""
    return (
        _load("frame", "ptr", "%job", frame),
        f"%{name} = getelementptr i64, ptr %frame, i64 {FRAME_WORDS}",
        f"%code.at = getelementptr i64, ptr %{name}, i64 {-Word.CODE}",
    )


def _starting(name: str, frame: Job, row: Job) -> str:
    """Lines that store the address of a row's code in the word CODE of a frame."""
    return "\n  ".join(
        [
            *_code_word(name, frame),
            _load("row", "i64", "%job", row),
            _load("offsets", "ptr", "%job", Job.OFFSETS),
            _load("base", "i64", "%job", Job.EXECUTE_AT),
            "%offset.at = getelementptr i32, ptr %offsets, i64 %row",
            "%offset.narrow = load i32, ptr %offset.at",
            "%offset = zext i32 %offset.narrow to i64",
            "%address = add i64 %base, %offset",
            "store i64 %address, ptr %code.at",
        ]
    )


def _guard(address: Job, wanted: Job) -> str:
    """Lines that branch to `mine` if a word outside the job has the value that the job expects, else to `stale`."""
    return "\n  ".join(
        [
            _load("guarded", "ptr", "%job", address),
            _load("wanted", "i64", "%job", wanted),
            "%found = load i64, ptr %guarded",
            "%is.mine = icmp eq i64 %found, %wanted",
            "br i1 %is.mine, label %mine, label %stale, !prof !0",
        ]
    )


def _load(name: str, kind: str, base: str, word: int) -> str:
    """Load a word of 64 bits."""
    return f"{_place(name, base, word)}\n  %{name} = load {kind}, ptr %at.{name}"


def _place(name: str, base: str, word: int) -> str:
    """The address of a word of 64 bits."""
    return f"%at.{name} = getelementptr i64, ptr {base}, i64 {int(word)}"


def _numba_call(name: str, callee: str, words: tuple[Job, ...]) -> str:
    """A function that calls one of numba's with words of a job; it returns result and error by pointer."""
    kinds = ["ptr" if word in _ADDRESSES else "i64" for word in words]
    loads = [_load(f"w{word}", kind, "%job", word) for word, kind in zip(words, kinds, strict=True)]
    arguments = [f"{kind} %w{word}" for word, kind in zip(words, kinds, strict=True)]
    return _NUMBA_CALL.format(
        name=name,
        callee=callee,
        kinds=", ".join(kinds),
        loads="\n  ".join(loads),
        arguments=", ".join(arguments),
    )


_NUMBA_CALL = """\
declare i32 @{callee}(ptr, ptr, {kinds})
define i64 @neurlang_{name}(ptr %job) nounwind {{
  %result = alloca i64
  %error = alloca ptr
  {loads}
  %failed = call i32 @{callee}(ptr %result, ptr %error, {arguments})
  %value = load i64, ptr %result
  ret i64 %value
}}"""

_GLUE = """\
{write}
{reset}
{guarded}
define internal i64 @neurlang_enter_code(ptr %job) alwaysinline nounwind {{
  {go}
  ret i64 %status
}}
define internal i64 @neurlang_make(ptr %job) nounwind {{
  %size = call i64 @neurlang_write(ptr %job)
  %is.refused = icmp slt i64 %size, 0
  br i1 %is.refused, label %refused, label %patched
refused:
  {disown}
  ret i64 %size
patched:
  {start_at_entry}
  ret i64 %size
}}
define i64 @neurlang_patch(ptr %job) nounwind {{
  {is_own}
mine:
  %size = call i64 @neurlang_make(ptr %job)
  ret i64 %size
stale:
  ret i64 {stale}
}}
define i64 @neurlang_claim(ptr %job) nounwind {{
  {is_same_process}
mine:
  {own}
  %size = call i64 @neurlang_make(ptr %job)
  ret i64 %size
stale:
  ret i64 {stale}
}}
define i64 @neurlang_enter(ptr %job) nounwind {{
  {is_own}
mine:
  {start_at_row}
  %status = call i64 @neurlang_go(ptr %job)
  ret i64 %status
stale:
  ret i64 {stale}
}}
define i64 @neurlang_run(ptr %job) nounwind {{
  {is_own}
mine:
  %cleared = call i64 @neurlang_reset(ptr %job)
  %status = call i64 @neurlang_go(ptr %job)
  ret i64 %status
stale:
  ret i64 {stale}
}}
define i64 @neurlang_patch_and_run(ptr %job) nounwind {{
  %size = call i64 @neurlang_patch(ptr %job)
  %is.refused = icmp slt i64 %size, 0
  br i1 %is.refused, label %refused, label %patched
refused:
  ret i64 %size
patched:
  %status = call i64 @neurlang_run(ptr %job)
  ret i64 %status
}}
define i64 @neurlang_claim_and_run(ptr %job) nounwind {{
  %size = call i64 @neurlang_claim(ptr %job)
  %is.refused = icmp slt i64 %size, 0
  br i1 %is.refused, label %refused, label %patched
refused:
  ret i64 %size
patched:
  %status = call i64 @neurlang_run(ptr %job)
  ret i64 %status
}}
define i64 @neurlang_claim_and_enter(ptr %job) nounwind {{
  %size = call i64 @neurlang_claim(ptr %job)
  %is.refused = icmp slt i64 %size, 0
  br i1 %is.refused, label %refused, label %patched
refused:
  ret i64 %size
patched:
  %status = call i64 @neurlang_enter(ptr %job)
  ret i64 %status
}}
define i64 @neurlang_repeat(ptr %function, ptr %job, i64 %times) nounwind {{
entry:
  br label %again
again:
  %done = phi i64 [ 0, %entry ], [ %next, %again ]
  %result = call i64 %function(ptr %job)
  %next = add i64 %done, 1
  %goes.on = icmp ult i64 %next, %times
  br i1 %goes.on, label %again, label %end
end:
  ret i64 %result
}}
!0 = !{{!"branch_weights", i32 1048576, i32 1}}
"""
