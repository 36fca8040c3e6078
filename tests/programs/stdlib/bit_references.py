"""References of the functions on bits: mostly the binary text of a word."""

from itertools import count

import numpy as np
from reference import Reference


def bits(x: int) -> str:
    """64 binary digits, from the highest."""
    return f"{x:064b}"


def number(digits: str) -> int:
    """The value of binary digits."""
    return int(digits, 2) if digits else 0


def with_bit(x: int, place: int, digit: str) -> int:
    """The word with one digit replaced."""
    text = bits(x)
    return number(text[: 63 - place] + digit + text[64 - place :])


def inserted(x: int, value: int, start: int, width: int) -> int:
    """Digit by digit, below bit 64."""
    for i in range(width):
        if start + i < 64:
            x = with_bit(x, start + i, bits(value)[63 - i])
    return x


def swapped(x: int, i: int, j: int) -> int:
    """Two digits exchanged in a list."""
    digits = [*bits(x)[::-1]]
    digits[i], digits[j] = digits[j], digits[i]
    return number("".join(digits)[::-1])


def interleaved(x: int, y: int) -> int:
    """Digits of two numbers in turn."""
    return number("".join(a + b for a, b in zip(f"{y:032b}", f"{x:032b}", strict=True)))


def from_gray(x: int) -> int:
    """Each digit is the parity of the Gray digits up to it."""
    digits = bits(x)
    return number("".join(str(digits[: i + 1].count("1") % 2) for i in range(64)))


def next_same(x: int) -> int:
    """The next number, bit list by bit list: the lowest 01 becomes 10 and the ones below go down."""
    digits = [*("0" + bits(x))]
    place = "".join(digits).rindex("01")
    tail = sorted(digits[place + 2 :])
    return number("".join([*digits[:place], "1", "0", *tail]))


def xorshift(x: int) -> int:
    """With NumPy's words."""
    with np.errstate(over="ignore"):
        word = np.uint64(x)
        for shift in (13, -7, 17):
            word ^= (
                np.left_shift(word, np.uint64(shift))
                if shift > 0
                else np.right_shift(word, np.uint64(-shift))
            )
    return int(word)


def splitmix(x: int) -> int:
    """With NumPy's words."""
    word = np.array([x], np.uint64)
    word += np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB), (31, 1)):
        word ^= word >> np.uint64(shift)
        word *= np.uint64(factor)
    return int(word[0])


def signed(digits: str) -> int:
    """Two's complement."""
    return number(digits) - (1 << len(digits) if digits[0] == "1" else 0)


BITS = {
    "count_ones": Reference("int.bit_count", int.bit_count),
    "count_zeros": Reference("str.count", lambda x: bits(x).count("0")),
    "leading_zeros": Reference("int.bit_length", lambda x: 64 - x.bit_length()),
    "trailing_zeros": Reference("str.rstrip", lambda x: 64 - len(bits(x).rstrip("0"))),
    "bit_length": Reference("int.bit_length", int.bit_length),
    "parity": Reference("int.bit_count", lambda x: x.bit_count() % 2),
    "hamming_distance": Reference(
        "zip of the digits", lambda a, b: sum(p != q for p, q in zip(bits(a), bits(b), strict=True))
    ),
    "set_bit": Reference("the binary text", lambda x, place: with_bit(x, place, "1")),
    "clear_bit": Reference("the binary text", lambda x, place: with_bit(x, place, "0")),
    "toggle_bit": Reference(
        "the binary text", lambda x, place: with_bit(x, place, "10"[int(bits(x)[63 - place])])
    ),
    "bit_is_set": Reference("the binary text", lambda x, place: bits(x)[63 - place] == "1"),
    "lowest_bit": Reference("str.rfind", lambda x: 2 ** (63 - bits(x).rfind("1")) if x else 0),
    "highest_bit": Reference("str.find", lambda x: 2 ** (63 - bits(x).find("1")) if x else 0),
    "clear_lowest_bit": Reference(
        "str.rpartition", lambda x: number("0".join(bits(x).rpartition("1")[::2])) if x else 0
    ),
    "swap_bits": Reference("a list of the digits", swapped),
    "low_mask": Reference("ones as text", lambda n: number("1" * n)),
    "extract_bits": Reference(
        "a slice of the digits", lambda x, start, n: number(bits(x)[::-1][start : start + n][::-1])
    ),
    "insert_bits": Reference("digit by digit", inserted),
    "sign_extend": Reference("a slice of the digits", lambda x, n: signed(bits(x)[64 - n :])),
    "select_bits": Reference(
        "zip of the digits",
        lambda m, a, b: number(
            "".join(p if s == "1" else q for s, p, q in zip(bits(m), bits(a), bits(b), strict=True))
        ),
    ),
    "rotate_left": Reference("slices of the digits", lambda x, n: number(bits(x)[n:] + bits(x)[:n])),
    "rotate_right": Reference(
        "slices of the digits", lambda x, n: number(bits(x)[64 - n :] + bits(x)[: 64 - n])
    ),
    "swap_bytes": Reference("int.to_bytes", lambda x: int.from_bytes(x.to_bytes(8, "little"), "big")),
    "reverse_bits": Reference("the text reversed", lambda x: number(bits(x)[::-1])),
    "spread_bits": Reference("base 4", lambda x: int(f"{x:b}", 4)),
    "interleave_bits": Reference("zip of the digits", interleaved),
    "to_gray": Reference(
        "neighbouring digits",
        lambda x: number("".join("01"[p != q] for p, q in zip("0" + bits(x), bits(x), strict=False))),
    ),
    "from_gray": Reference("parities of digits", from_gray),
    "next_power_of_two": Reference("itertools.count", lambda x: next(2**k for k in count() if 2**k >= x)),
    "previous_power_of_two": Reference("int.bit_length", lambda x: 2 ** (x.bit_length() - 1)),
    "next_same_ones": Reference("the binary text", next_same),
    "xorshift": Reference("numpy.uint64", xorshift),
    "splitmix": Reference("numpy.uint64", splitmix),
}
