"""`nl asm`, `nl disasm`, `nl spec` and `nl run`: output, files, exit codes, errors in one clear line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from command_line import Ended

from neurlang.programs.ir import assemble, decode, encode, reference_page
from neurlang.programs.machine import machine_page
from neurlang.programs.testing import annotation_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


FACTORIAL = "mov r1, 1\nloop: beqz r0, done\nmul r1, r1, r0\nsubi r0, r0, 1\nb loop\ndone: mov r0, r1\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A program in the directory in which `nl` runs."""
    path = tmp_path / "f.nl"
    path.write_text(FACTORIAL)
    return path


@pytest.mark.usefixtures("source")
class TestAsm:
    def test_the_binary_lands_next_to_the_text(self, nl: Callable[..., Ended], tmp_path: Path) -> None:
        ended = nl("asm", "f.nl")
        assert (ended.code, ended.out, ended.err) == (0, "f.nlb: 6 instructions, 0 bytes of data\n", "")
        assert decode((tmp_path / "f.nlb").read_bytes()) == assemble(FACTORIAL)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["f.nl", "f.nlb"]

    def test_output_and_json(self, nl: Callable[..., Ended], tmp_path: Path) -> None:
        ended = nl("asm", "f.nl", "-o", "g.nlb", "--json")
        size = (tmp_path / "g.nlb").stat().st_size
        facts = {"input": "f.nl", "output": "g.nlb", "instructions": 6, "data_bytes": 0, "bytes": size}
        assert ended.json == {"schema": "neurlang.asm/1", **facts}

    def test_standard_input(self, nl: Callable[..., Ended], tmp_path: Path) -> None:
        assert nl("asm", "-", "-o", "g.nlb", stdin=b"halt").code == 0
        assert decode((tmp_path / "g.nlb").read_bytes()) == assemble("halt")
        ended = nl("asm", "-", stdin=b"halt")
        assert (ended.code, ended.err) == (2, "Error: standard input has no name; name the output with -o\n")

    def test_an_error_is_located_and_leaves_no_file(self, nl: Callable[..., Ended], tmp_path: Path) -> None:
        (tmp_path / "bad.nl").write_text("nop\n    addd r0, r0, r1\n")
        ended = nl("asm", "bad.nl")
        assert ended.code == 1
        assert ended.err == (
            "bad.nl:2:5: unknown mnemonic 'addd'\n    addd r0, r0, r1\n    ^^^^  did you mean 'add'?\n"
        )
        assert not (tmp_path / "bad.nlb").exists()

    def test_the_source_is_never_overwritten(self, nl: Callable[..., Ended], source: Path) -> None:
        ended = nl("asm", "f.nl", "-o", "f.nl")
        assert ended.code == 2
        assert ended.err == "Error: f.nl would overwrite its own source; name another output with -o\n"
        assert source.read_text() == FACTORIAL

    def test_json_and_the_binary_do_not_share_standard_output(self, nl: Callable[..., Ended]) -> None:
        assert nl("asm", "f.nl", "-o", "-", "--json").code == 2

    def test_an_output_that_cannot_be_written(self, nl: Callable[..., Ended]) -> None:
        ended = nl("asm", "f.nl", "-o", "nowhere/g.nlb")
        assert ended.code == 2
        assert ended.err.startswith("Error: File not writable: nowhere/g.nlb")


class TestDisasm:
    def test_the_text_assembles_to_the_same_program(self, nl: Callable[..., Ended], tmp_path: Path) -> None:
        (tmp_path / "f.nlb").write_bytes(encode(assemble(FACTORIAL)))
        printed = nl("disasm", "f.nlb")
        assert assemble(printed.out) == assemble(FACTORIAL)
        assert nl("disasm", "f.nlb", "-o", "g.nl").out == ""
        assert (tmp_path / "g.nl").read_text() == printed.out
        fields = nl("disasm", "f.nlb", "--json").json
        assert (fields["schema"], fields["text"], fields["instructions"]) == (
            "neurlang.disasm/1",
            printed.out,
            6,
        )

    @pytest.mark.parametrize("content", [b"", b"halt\n", b"NLB1", bytes(range(256))])
    def test_files_that_are_not_binaries_are_refused(
        self, nl: Callable[..., Ended], tmp_path: Path, content: bytes
    ) -> None:
        (tmp_path / "f.nlb").write_bytes(content)
        ended = nl("disasm", "f.nlb")
        assert ended.code == 1
        assert ended.err.startswith("Error: f.nlb: not a well-formed .nlb file: ")
        assert ended.err.count("\n") == 1


class TestSpec:
    def test_the_whole_table(self, nl: Callable[..., Ended]) -> None:
        lines = nl("spec").out.splitlines()
        assert lines[0].split() == [
            "0x00",
            "add",
            "alu.add",
            "rd,",
            "rs1,",
            "rs2",
            "rd",
            "=",
            "rs1",
            "+",
            "rs2,",
            "wrapping",
        ]
        assert any(line.startswith("0x20  ext.call") for line in lines)

    def test_one_op(self, nl: Callable[..., Ended]) -> None:
        assert nl("spec", "sdiv").out.startswith("0x02  sdiv muldiv.sdiv  rd, rs1, rs2/imm  signed quotient")
        (row,) = nl("spec", "beqz", "--json").json["ops"]
        assert row == {
            "number": 6,
            "opcode": "branch",
            "mode": "eq",
            "mnemonics": ["beqz"],
            "operands": "rs1, label",
            "summary": "beq rs1, zero, label",
        }

    def test_the_page(self, nl: Callable[..., Ended]) -> None:
        assert nl("spec", "--markdown").out == reference_page() + machine_page() + annotation_page()
        assert nl("spec", "add", "--markdown").code == 2

    def test_an_unknown_op(self, nl: Callable[..., Ended]) -> None:
        ended = nl("spec", "bramch")
        assert (ended.code, ended.out) == (2, "")
        assert ended.err == "Error: no op or mnemonic is called 'bramch'; did you mean 'branch'?\n"


@pytest.mark.usefixtures("source")
class TestRun:
    def test_prints_r0(self, nl: Callable[..., Ended]) -> None:
        assert nl("run", "f.nl", "--reg", "r0=5") == Ended(0, "120\n", "")
        assert nl("run", "-", stdin=b"mov r0, -7") == Ended(0, "-7\n", "")

    def test_runs_binaries(self, nl: Callable[..., Ended], tmp_path: Path) -> None:
        (tmp_path / "f.nlb").write_bytes(encode(assemble(FACTORIAL)))
        assert nl("run", "f.nlb", "--reg", "r0=5").out == "120\n"

    @pytest.mark.parametrize(
        ("setting", "printed"), [("r5=-3", "-3"), ("a5=0xff", "255"), ("r5=2.5", str(0x4004000000000000))]
    )
    def test_register_values(self, nl: Callable[..., Ended], setting: str, printed: str) -> None:
        assert nl("run", "-", "--reg", setting, stdin=b"mov r0, r5").out == f"{printed}\n"

    def test_json(self, nl: Callable[..., Ended]) -> None:
        fields = nl("run", "-", "--reg", "r0=2.5", "--json", stdin=b"nop").json
        assert fields["schema"] == "neurlang.run/1"
        assert (fields["r0"], fields["hex"], fields["float"]) == (
            0x4004000000000000,
            "0x4004000000000000",
            2.5,
        )
        assert (fields["executed"], fields["trap"], fields["registers"]["sp"]) == (1, None, 1 << 20)
        assert nl("run", "-", "--json", stdin=b"mov r0, 0x7ff8000000000000").json["float"] == "nan"

    def test_a_trap_is_reported_on_standard_error(self, nl: Callable[..., Ended], tmp_path: Path) -> None:
        (tmp_path / "d.nl").write_text("mov r1, 7\n\ndiv r0, r1, r2\n")
        ended = nl("run", "d.nl")
        assert (ended.code, ended.out) == (1, "")
        lines = ended.err.splitlines()
        assert lines[:2] == ["Trap DIVZERO at instruction 1, d.nl:3: division by zero", "    div r0, r1, r2"]
        assert "r1 0x0000000000000007" in lines[2]
        assert len(lines) == 2 + 6

    def test_a_trap_in_json(self, nl: Callable[..., Ended]) -> None:
        ended = nl("run", "-", "--json", stdin=b"trap 9")
        assert ended.code == 1
        assert ended.json["trap"] == {
            "name": "USER",
            "number": 9,
            "message": "trap 9",
            "index": 0,
            "instruction": "trap 9",
            "line": 1,
        }

    def test_fuel_and_memory(self, nl: Callable[..., Ended]) -> None:
        ended = nl("run", "-", "--max-instr", "10", stdin=b"l: b l")
        assert (ended.code, ended.err.split(" at ")[0]) == (1, "Trap FUEL")
        assert nl("run", "-", "--memory", "4096", stdin=b"mov r0, sp").out == "4096\n"

    def test_stats_and_trace_go_to_standard_error(self, nl: Callable[..., Ended]) -> None:
        ended = nl("run", "f.nl", "--reg", "r0=1", "--stats", "--trace")
        assert ended.out == "1\n"
        lines = ended.err.splitlines()
        assert lines[0].split() == ["0", "mov", "r1,", "1", "r1=0"]
        assert lines[-2].startswith("7 instructions in ")
        assert lines[-1] == "Allowed: only the console"
        assert len(lines) == 9

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (("missing.nl",), "File not found: missing.nl"),
            ((".",), "Not a file: ."),
            (("f.nl", "--reg", "r0"), "r0: a register and its value are wanted, such as r0=5"),
            (("f.nl", "--reg", "r0=x"), "r0=x: 'x' is not a number; write 5, -1, 0xff or 2.5"),
            (
                ("f.nl", "--reg", "r99=1"),
                "unknown register 'r99'; r0 to r15, sp, fp, lr, csp and cfp can be set",
            ),
            (("f.nl", "--memory", "-1"), "a memory of -1 bytes; 0 to 1073741824 are possible"),
        ],
    )
    def test_errors(self, nl: Callable[..., Ended], arguments: tuple[str, ...], message: str) -> None:
        assert nl("run", *arguments) == Ended(2, "", f"Error: {message}\n")

    def test_an_executable_is_not_a_program(self, nl: Callable[..., Ended], tmp_path: Path) -> None:
        (tmp_path / "x").write_bytes(b"\x7fELF\xff\xfe")
        assert nl("run", "x") == Ended(2, "", "Error: x is not UTF-8 text: byte 4 is 0xff\n")

    def test_an_error_in_json(self, nl: Callable[..., Ended]) -> None:
        fields = nl("run", "missing.nl", "--json").json
        assert fields == {
            "schema": "neurlang.error/1",
            "error": "File not found: missing.nl",
            "kind": "usage",
        }


@pytest.mark.parametrize("command", ["asm", "disasm", "spec", "run"])
def test_help_shows_an_example(nl: Callable[..., Ended], command: str) -> None:
    ended = nl(command, "--help")
    assert ended.code == 0
    assert f"Example: nl {command} " in ended.out
    assert "--json" in ended.out
