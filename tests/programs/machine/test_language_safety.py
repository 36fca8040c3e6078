"""Sections 5 and 6 of the language, sentence by sentence: capabilities, taint, limits, tasks and channels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from machine_cases import Tape, host, outcome, trap, value, with_data

from neurlang.programs.extensions import installed
from neurlang.programs.ir import assemble
from neurlang.programs.machine import TrapKind, run

if TYPE_CHECKING:
    from pathlib import Path

CAP = "cap.new r1, 0x1000, 64\n"
VALID = "\ncap.query r0, r2, 5"


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("mov r2, r1", 1),
        ("add r2, r1, 8", 1),
        ("addi r2, r1, -8", 1),
        ("mov r3, 8\nadd r2, r3, r1", 1),
        ("sub r2, r1, 8", 1),
        ("mov r3, 8\nsub r2, r1, r3", 1),
        ("store.d r1, [0x2000]\nload.d r2, [0x2000]", 1),
        ("store.d r1, [0x2000]\nload.d r2, [0x2000]\nstore.d r2, [0x2010]\nload.d r2, [0x2010]", 1),
        ("store.d r1, [0x2000]\nstore.b r9, [0x2008]\nload.d r2, [0x2000]", 1),
        ("cap.restrict r2, r1, 8, 1", 1),
        ("mov r4, 8\nmov r5, 1\ncap.restrict r2, r1, r4, r5", 1),
        ("cap.new r2, r1, 64", 1),
        ("or r2, r1, 0", 0),
        ("and r2, r1, -1", 0),
        ("xor r2, r1, r9", 0),
        ("mul r2, r1, 1", 0),
        ("shl r2, r1, 0", 0),
        ("mov r3, 8\nsub r2, r3, r1", 0),
        ("add r2, r1, r1", 0),
        ("sub r2, r1, r1", 0),
        ("store.d r1, [0x2001]\nload.d r2, [0x2001]", 0),
        ("store.d r1, [0x2000]\nload.w r2, [0x2000]", 0),
        ("store.d r1, [0x2000]\nstore.b zero, [0x2007]\nload.d r2, [0x2000]", 0),
        ("store.d r1, [0x2000]\nstore.h r1, [0x2000]\nload.d r2, [0x2000]", 0),
        ("store.d r1, [0x2000]\nstore.d r1, [0x2004]\nload.d r2, [0x2000]", 0),
        ("mov r2, 0x1000", 0),
    ],
)
def test_ops_that_keep_a_tag_and_ops_that_drop_it(text: str, valid: int) -> None:
    assert value(CAP + text + VALID) == valid


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [("0x1000, 64", 7), ("0x1000, 64, 1", 1), ("0x1000, 64, 0", 0), ("x, 8, 3", 3)],
)
def test_permissions_are_7_if_they_are_left_out(fields: str, wanted: int) -> None:
    text = f"cap.new r1, {fields}\ncap.query r0, r1, 2\nhalt\n.data\nx: .quad 1"
    assert value(text) == wanted
    assert value(text.replace("r1, 2", "r1, r3").replace("cap.new", "mov r3, 2\ncap.new")) == wanted


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("taint r1", 1),
        ("taint r1, 2", 2),
        ("taint r1, 3\nmov r2, 1\nadd r1, r1, r2", 3),
        ("taint r2, 1\ntaint r3, 2\nadd r1, r2, r3", 2),
        ("taint r2, 3\nstore.b r2, [0x2003]\nload.b r1, [0x2003]", 3),
        ("taint r2, 3\nstore.d r2, [0x2000]\nstore.d zero, [0x2000]\nload.d r1, [0x2000]", 0),
        ("taint r1, 3\nsanitize r1", 0),
        ("taint r1, 3\nuntaint r1", 0),
        ("taint r1, 3\nmov r1, 5", 0),
        ("io.readline r2, 0x2000, 8\nload.b r1, [0x2001]", 1),
        ("io.getenv r2, n\nload.b r1, [r2]", 1),
        ("taint r2, 2\nchan.create r3\nsend r3, r2\nrecv r1, r3", 2),
        ("taint r2, 2\nspawn r3, f, r2\njoin r1, r3\nb e\nf: halt\ne: nop", 2),
        ("taint r2, 2\nstore.d r2, [0x2000]\nmov r4, 0x2000\natomic.add r1, r4, r5", 2),
        ("mov r2, 0x2000\ntaint r2, 2\nload.b r1, [r2]", 2),
        ("taint r2, 2\nstore.d r2, [0x2000]\n@memcpy 0x3000, 0x2000, 8\nload.d r1, [0x3000]", 2),
        ("taint r2, 2\nfpu.i2f r1, r2", 2),
        ("taint r2, 2\npopcount r1, r2", 2),
    ],
)
def test_taint_levels(text: str, level: int) -> None:
    fields = {"environment": ("N",), "variables": {"N": "v"}, "console": Tape(b"line")}
    assert value(f'{text}\ncap.query r0, r1, 4\nhalt\n.data\nn: .asciz "N"', **fields) == level


SINKS = [
    ("file.open r0, r1, {len}, 1", False),
    ("file.stat r0, r1, {len}", False),
    ("file.mkdir r0, r1, {len}", False),
    ("file.delete r0, r1, {len}", False),
    ("mov r4, {len}\ntaint r4\nfile.open r0, path, r4, 1", True),
    ("net.socket r4, 2, 1\nnet.connect r0, r4, r1, 80", False),
    ("net.socket r4, 2, 1\nnet.bind r0, r4, r1, 80", False),
    ("net.socket r4, 2, 1\nmov r5, 80\ntaint r5, 2\nnet.connect r0, r4, path, r5", True),
    ("ext.call r0, fs_read, r1", False),
    ("ext.call r0, fs_exists, r1", False),
    ("ext.call r0, fs_delete, r1", False),
    ("ext.call r0, fs_mkdir, r1", False),
    ("ext.call r0, sqlite_open, r1", False),
    ("ext.call r0, http_get, r1", False),
    ("mov r5, 443\next.call r0, tls_connect, r1, r5", False),
]


@pytest.mark.parametrize(("sink", "clean_bytes"), SINKS)
@pytest.mark.parametrize("way", ["address", "bytes"])
def test_tainted_data_is_refused_by_sinks(sink: str, clean_bytes: bool, way: str, tmp_path: Path) -> None:
    taint = "taint r1, 2\n" if way == "address" else "load.b r2, [r1]\ntaint r2, 3\nstore.b r2, [r1]\n"
    code = "mov r1, path\n" + ("" if clean_bytes else taint) + sink.replace("{len}", "{path_len}") + "\nhalt"
    fields = {"read": (str(tmp_path),), "write": (str(tmp_path),), "connect": ("localhost",)}
    text = with_data(code, path=f"{tmp_path}/x")
    assert trap(text, extensions=installed(), **fields)[0] is TrapKind.TAINT


def test_strict_capabilities_refuse_an_untagged_address() -> None:
    assert trap("load.b r0, [zero]", strict_capabilities=True)[0] is TrapKind.CAPABILITY
    assert value("cap.new r1, 0, 8\nload.b r0, [r1]", strict_capabilities=True) == 0


@pytest.mark.parametrize(
    ("text", "names", "flag"),
    [
        ("file.open r0, p, {p_len}, 1", "/etc/hostname", "--allow-read /etc/hostname"),
        ("file.open r0, p, {p_len}, 6", "/tmp/x", "--allow-write /tmp/x"),
        ("file.stat r0, p, {p_len}", "/etc/hostname", "--allow-read /etc/hostname"),
        ("file.delete r0, p, {p_len}", "/tmp/x", "--allow-write /tmp/x"),
        ("net.socket r1, 2, 1\nnet.connect r0, r1, p, 80", "example.org", "--allow-connect example.org:80"),
        ("net.socket r1, 2, 1\nnet.bind r0, r1, p, 80", "127.0.0.1", "--allow-listen 127.0.0.1:80"),
        ("io.getenv r0, p", "HOME", "--allow-env HOME"),
        ("mov r1, p\next.call r0, fs_exists, r1", "/tmp/x", "--allow-read /tmp/x"),
        ("mov r1, p\next.call r0, http_get, r1", "http://h/", "--allow-connect h:80"),
    ],
)
def test_a_refusal_names_the_flag(text: str, names: str, flag: str) -> None:
    kind, message = trap(with_data(text + "\nhalt", p=names), extensions=installed())
    assert (kind, flag in message) == (TrapKind.PERMISSION, True), message


TASKS = [
    ("mov r3, 5\nspawn r1, f\njoin r0, r1\nhalt\nf: mov r0, r3\nret", 5),
    ("mov r3, 9\nspawn r1, f, r3\njoin r0, r1\nhalt\nf: halt", 9),
    ("spawn r1, f, 7\njoin r0, r1\nhalt\nf: halt", 7),
    ("mov r0, 4\nspawn r1, f\njoin r0, r1\nhalt\nf: add r0, r0, 1\nhalt", 5),
    ("mov r0, 4\nspawn r1, f\njoin r1\nhalt\nf: mov r0, 8\nhalt", 4),
    ("spawn r1, f\njoin r1\nload.d r0, [0x2000]\nhalt\nf: mov r5, 3\nstore.d r5, [0x2000]\nret", 3),
    ("spawn r1, f\nmov r0, 1\nhalt\nf: b f", 1),
    ("spawn r1, f\njoin r0, r1\nhalt\nf: call g\nadd r0, r0, 1\nret\ng: mov r0, 1\nret", 2),
    ("chan.create r1\nchan.send r1, 4\nsend r1, 5\nchan.recv r2, r1\nrecv r3, r1\nshl r0, r2, 4\nor r0, r0, r3", 69),
    ("chan.create r1\nspawn r2, f, r1\nrecv r0, r1\nhalt\nf: mov r5, 6\nsend r0, r5\nret", 6),
    ("chan.create r1\nsend r1, 3\nchan.close r1\nrecv r0, r1", 3),
    ("chan.create r1\nchan.close r1\nrecv r0, r1", -1),
    ("chan.create r1\nspawn r2, f, r1\nrecv r0, r1\nhalt\nf: chan.close r0\nret", -1),
    ("yield\nmov r0, 1", 1),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), TASKS)
def test_tasks_and_channels(text: str, wanted: int) -> None:
    assert value(text) == wanted
    assert outcome(text).executed == outcome(text).executed


def test_a_trap_in_a_task_surfaces_at_its_join() -> None:
    text = "spawn r1, f\nyield\nmov r2, 1\njoin r0, r1\nhalt\nf: div r0, r0, 0"
    ended = outcome(text)
    assert ended.trap is not None
    assert (ended.trap.kind, ended.trap.index, ended.registers["r2"]) == (TrapKind.DIVZERO, 3, 1)


def test_a_deadlock_report_lists_each_task_and_what_it_waits_for() -> None:
    text = "chan.create r1\nspawn r2, f\njoin r0, r2\nhalt\nf: recv r0, r1"
    kind, message = trap(text)
    assert kind is TrapKind.DEADLOCK
    assert "main task" in message
    assert "task 1" in message
    assert "channel 1" in message


def test_a_trap_is_a_value_with_place_text_line_and_registers() -> None:
    ended = run(assemble("mov r3, 7\n\ndiv r0, r3, r4 ; here\n", "t.nl"), host=host())
    assert ended.trap is not None
    assert (ended.trap.kind, ended.trap.index, ended.trap.line) == (TrapKind.DIVZERO, 1, 3)
    assert ended.trap.instruction == "div r0, r3, r4"
    assert ended.trap.registers["r3"] == 7
