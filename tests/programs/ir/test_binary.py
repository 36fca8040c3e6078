"""The binary form gives back what went in, and anything else is one clear error."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from program_strategies import MODES, instructions, programs

from example_counts import examples, mostly_slow
from neurlang.errors import BinaryFormatError
from neurlang.programs.ir import Instruction, Program, assemble, check, decode, encode
from neurlang.programs.machine import run

SAMPLE = assemble("""
start: mov r0, 0x123456789
    add r1, r2, r3
    beq r1, 7, start
    mov r4, start
    ext.call r0, @"sum of a list", r1, r2, r3, r4
    cap.restrict r1, r2, r3, r4
    io.print text, 5
.data
text: .asciz "hello"
""")


@settings(max_examples=examples(200))
@given(programs())
def test_decoding_gives_back_what_was_encoded(program: Program) -> None:
    decoded = decode(encode(program))
    assert decoded == program
    assert list(decoded.lines) == list(program.lines)


@pytest.mark.parametrize(
    ("mode",), mostly_slow([(mode,) for mode in MODES], quick=30), ids=lambda mode: f"{mode[0]:02x}.{mode[1]}"
)
def test_every_mode_survives_encoding(mode: tuple[int, int]) -> None:
    @settings(max_examples=5)
    @given(instructions(1, [mode]))
    def survives(instruction: Instruction) -> None:
        assert decode(encode(Program((instruction,)))).instructions == (instruction,)

    survives()


def test_the_layout_of_the_words() -> None:
    content = encode(assemble("add r1, r2, r3\naddi r1, r2, -1\nmov r5, 0x100000000"))
    assert content[:4] == b"NLB1"
    code = content[32:-4]
    lines, code = code[-12:], code[:-12]
    assert lines == bytes([1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0])
    add = 0x00 | 1 << 6 | 2 << 11 | 3 << 16
    addi = 0x01 | 1 << 6 | 2 << 11 | 1 << 25 | 1 << 29
    mov = 0x1C | 5 << 6 | 2 << 25 | 1 << 28
    words = b"".join(word.to_bytes(4, "little") for word in (add, addi, 0xFFFFFFFF, mov))
    assert code == words + (1 << 32).to_bytes(8, "little")
    assert content[-4:] == zlib.crc32(content[:-4]).to_bytes(4, "little")


def test_every_truncation_is_refused() -> None:
    content = encode(SAMPLE)
    for length in range(len(content)):
        with pytest.raises(BinaryFormatError):
            decode(content[:length])


def test_every_flipped_bit_is_refused() -> None:
    content = bytearray(encode(SAMPLE))
    for position in range(8 * len(content)):
        content[position // 8] ^= 1 << position % 8
        with pytest.raises(BinaryFormatError):
            decode(bytes(content))
        content[position // 8] ^= 1 << position % 8


def sealed(content: bytes) -> bytes:
    """The content with a right checksum in place of its last four bytes."""
    return content[:-4] + zlib.crc32(content[:-4]).to_bytes(4, "little")


def refused_or_sound(content: bytes) -> bool:
    """Whether the content is refused; a program that is accepted must pass the checks."""
    try:
        program = decode(content)
    except BinaryFormatError:
        return True
    check(program)
    assert decode(encode(program)) == program
    return False


def test_damage_behind_a_right_checksum_is_refused_or_harmless() -> None:
    content = bytearray(encode(SAMPLE))
    outcomes = []
    for position in range(8 * (len(content) - 4)):
        content[position // 8] ^= 1 << position % 8
        outcomes.append(refused_or_sound(sealed(bytes(content))))
        content[position // 8] ^= 1 << position % 8
    assert True in outcomes
    assert False in outcomes  # a flipped bit of an immediate or of the data is another sound program


@settings(max_examples=examples(300))
@given(st.binary(max_size=80), st.binary(max_size=28))
def test_random_bytes_are_refused(tail: bytes, header: bytes) -> None:
    assert refused_or_sound(tail)
    refused_or_sound(sealed(b"NLB1\1\0\0\0" + header + tail + bytes(4)))


def damaged(offset: int, value: int, width: int = 4) -> bytes:
    content = bytearray(encode(SAMPLE))
    content[offset : offset + width] = value.to_bytes(width, "little")
    return sealed(bytes(content))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "it starts with b'', not with b'NLB1'"),
        (b"\x7fELF" + bytes(60), r"it starts with b'\x7fELF', not with b'NLB1'"),
        (b"NLB1", "it has 4 bytes"),
        (encode(SAMPLE)[:-1] + b"\0", "the checksum is wrong: the file is damaged"),
        (damaged(4, 2, 2), "version 2 with flags 1; this is version 1"),
        (damaged(8, 1 << 31), "2147483648 instructions and 6 bytes of data are too many"),
        (damaged(12, 1 << 31), "2147483648 bytes are wanted, 140 are left"),
        (damaged(20, 1 << 30), "1073741824 entries cannot follow"),
        (damaged(28, 99), "the entry is instruction 99; the program has 7"),
        (damaged(32, 0x3F), "unknown opcode 0x3f with mode 0"),
    ],
)
def test_messages(content: bytes, message: str) -> None:
    with pytest.raises(BinaryFormatError) as caught:
        decode(content, "x.nlb")
    assert str(caught.value) == f"x.nlb: not a well-formed .nlb file: {message}"


def test_a_branch_outside_the_code_is_refused() -> None:
    content = bytearray(encode(assemble("b 1")))
    content[36:40] = (2).to_bytes(4, "little")
    with pytest.raises(BinaryFormatError, match=r"instruction 0: branch\.always"):
        decode(sealed(bytes(content)))


def test_what_stands_in_many_places_still_knows_its_own() -> None:
    """Equal instructions are decoded once; those that depend on their place are decoded for each."""
    text = (
        "call f\ncall f\nmov r4, pc\nadd r1, r1, r4\nmov r4, pc\nadd r1, r1, r4\nhalt\nf: addi r0, r0, 1\nret"
    )
    program = assemble(text)
    again = decode(encode(program))
    assert again == program
    assert again.instructions[0] is again.instructions[1]
    for each in (program, again):
        outcome = run(each)
        assert (outcome.registers["r0"], outcome.registers["r1"]) == (2, 2 + 4)
