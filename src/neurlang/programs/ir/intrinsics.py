"""The intrinsics: common routines as templates of text, expanded where they are used.

A body finds its arguments in r11, r12 and r13, leaves its result in r0, and changes nothing but r0 and r11 to
r15. Sizes, addresses and exponents are unsigned, other numbers signed; arrays hold 8-byte values.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Intrinsic:
    """One intrinsic: its parameters, what r0 is afterwards, and the body."""

    name: str
    parameters: tuple[str, ...]
    result: str
    body: str


def _intrinsic(head: str, result: str, body: str) -> Intrinsic:
    name, _, parameters = head.partition(" ")
    return Intrinsic(name, tuple(parameters.split(", ")), result, body)


_EACH_VALUE = """
    addi r11, r11, 8
    subi r12, r12, 1
    b loop
done:"""

_EXTREME = (
    """
    mov r0, 0
    beqz r12, done
    load.d r0, [r11]
loop:
    beqz r12, done
    load.d r13, [r11]
    {keep} r13, r0, next
    mov r0, r13
next:"""
    + _EACH_VALUE
)

# fmt: off
INTRINSICS = (
    _intrinsic("@memcpy dst, src, len", "dst", """
    mov r0, r11
loop:
    beqz r13, done
    load.b r14, [r12]
    store.b r14, [r11]
    addi r11, r11, 1
    addi r12, r12, 1
    subi r13, r13, 1
    b loop
done:"""),
    _intrinsic("@memset dst, value, len", "dst", """
    mov r0, r11
loop:
    beqz r13, done
    store.b r12, [r11]
    addi r11, r11, 1
    subi r13, r13, 1
    b loop
done:"""),
    _intrinsic("@memzero dst, len", "dst", """
    mov r0, r11
loop:
    beqz r12, done
    store.b zero, [r11]
    addi r11, r11, 1
    subi r12, r12, 1
    b loop
done:"""),
    _intrinsic("@memcmp a, b, len", "-1, 0 or 1, as a is below, equal to or above b", """
    mov r0, 0
loop:
    beqz r13, done
    load.b r14, [r11]
    load.b r15, [r12]
    bne r14, r15, differ
    addi r11, r11, 1
    addi r12, r12, 1
    subi r13, r13, 1
    b loop
differ:
    mov r0, 1
    bgtu r14, r15, done
    mov r0, -1
done:"""),
    _intrinsic("@strlen s", "bytes before the NUL", """
    mov r0, 0
loop:
    load.b r12, [r11]
    beqz r12, done
    addi r11, r11, 1
    addi r0, r0, 1
    b loop
done:"""),
    _intrinsic("@strcmp a, b", "-1, 0 or 1, as a is below, equal to or above b", """
    mov r0, 0
loop:
    load.b r13, [r11]
    load.b r14, [r12]
    bne r13, r14, differ
    beqz r13, done
    addi r11, r11, 1
    addi r12, r12, 1
    b loop
differ:
    mov r0, 1
    bgtu r13, r14, done
    mov r0, -1
done:"""),
    _intrinsic("@strcpy dst, src", "dst", """
    mov r0, r11
loop:
    load.b r13, [r12]
    store.b r13, [r11]
    beqz r13, done
    addi r11, r11, 1
    addi r12, r12, 1
    b loop
done:"""),
    _intrinsic("@abs v", "the absolute value, wrapping", """
    mov r0, r11
    bge r0, 0, done
    sub r0, zero, r0
done:"""),
    _intrinsic("@min a, b", "the smaller", """
    mov r0, r11
    ble r11, r12, done
    mov r0, r12
done:"""),
    _intrinsic("@max a, b", "the larger", """
    mov r0, r11
    bge r11, r12, done
    mov r0, r12
done:"""),
    _intrinsic("@clamp v, low, high", "v, raised to low, then lowered to high", """
    mov r0, r11
    bge r0, r12, above
    mov r0, r12
above:
    ble r0, r13, done
    mov r0, r13
done:"""),
    _intrinsic("@gcd a, b", "the greatest common divisor of the absolute values", """
    sar r13, r11, 63
    xor r11, r11, r13
    sub r0, r11, r13
    sar r13, r12, 63
    xor r12, r12, r13
    sub r12, r12, r13
loop:
    beqz r12, done
    mod r13, r0, r12
    mov r0, r12
    mov r12, r13
    b loop
done:"""),
    # Exponentiation by squaring, Knuth, The Art of Computer Programming 2, section 4.6.3.
    _intrinsic("@pow base, exp", "the power, wrapping", """
    mov r0, 1
loop:
    beqz r12, done
    andi r13, r12, 1
    beqz r13, square
    mul r0, r0, r11
square:
    mul r11, r11, r11
    shri r12, r12, 1
    b loop
done:"""),
    _intrinsic("@factorial n", "the factorial, wrapping; 1 for n below 1", """
    mov r0, 1
loop:
    ble r11, 1, done
    mul r0, r0, r11
    subi r11, r11, 1
    b loop
done:"""),
    _intrinsic("@linear_search arr, len, v", "the first index of v, or -1", """
    mov r0, 0
loop:
    bgeu r0, r12, missing
    load.d r14, [r11]
    beq r14, r13, done
    addi r11, r11, 8
    addi r0, r0, 1
    b loop
missing:
    mov r0, -1
done:"""),
    # The candidates are from r14 to r12; the middle is computed again to save a register.
    _intrinsic("@binary_search arr, len, v", "the first index of v in ascending signed values, or -1", """
    mov r0, -1
    mov r14, 0
loop:
    bgeu r14, r12, done
    add r15, r14, r12
    shri r15, r15, 1
    shli r15, r15, 3
    add r15, r15, r11
    load.d r15, [r15]
    blt r15, r13, above
    bne r15, r13, below
    add r0, r14, r12
    shri r0, r0, 1
below:
    add r12, r14, r12
    shri r12, r12, 1
    b loop
above:
    add r14, r14, r12
    shri r14, r14, 1
    addi r14, r14, 1
    b loop
done:"""),
    _intrinsic("@find_min arr, len", "the smallest value; 0 if len is 0", _EXTREME.format(keep="bge")),
    _intrinsic("@find_max arr, len", "the largest value; 0 if len is 0", _EXTREME.format(keep="ble")),
    _intrinsic("@sum arr, len", "the sum, wrapping", """
    mov r0, 0
loop:
    beqz r12, done
    load.d r13, [r11]
    add r0, r0, r13""" + _EACH_VALUE),
    _intrinsic("@reverse arr, len", "arr", """
    mov r0, r11
    beqz r12, done
    shli r12, r12, 3
    add r12, r12, r11
    subi r12, r12, 8
loop:
    bgeu r11, r12, done
    load.d r13, [r11]
    load.d r14, [r12]
    store.d r14, [r11]
    store.d r13, [r12]
    addi r11, r11, 8
    subi r12, r12, 8
    b loop
done:"""),
    _intrinsic("@fill arr, len, v", "arr", """
    mov r0, r11
loop:
    beqz r12, done
    store.d r13, [r11]""" + _EACH_VALUE),
    _intrinsic("@count arr, len, v", "how many values equal v", """
    mov r0, 0
loop:
    beqz r12, done
    load.d r14, [r11]
    bne r14, r13, next
    addi r0, r0, 1
next:""" + _EACH_VALUE),
    _intrinsic("@popcount v", "the number of one bits", "bits.popcount r0, r11"),
    _intrinsic("@clz v", "the number of leading zero bits", "bits.clz r0, r11"),
    _intrinsic("@ctz v", "the number of trailing zero bits", "bits.ctz r0, r11"),
    _intrinsic("@bswap v", "the bytes in reverse order", "bits.bswap r0, r11"),
    _intrinsic("@nextpow2 v", "the smallest power of two ≥ v (unsigned); 0 if 64 bits cannot hold it", """
    mov r0, 1
    bleu r11, 1, done
    subi r11, r11, 1
    bits.clz r11, r11
    mov r0, 0
    beqz r11, done
    mov r12, 64
    sub r11, r12, r11
    mov r0, 1
    shl r0, r0, r11
done:"""),
    # FNV-1a with the 64-bit offset basis and prime of Fowler, Noll and Vo (RFC 9923).
    _intrinsic("@fnv_hash data, len", "the 64-bit FNV-1a hash", """
    mov r0, 0xcbf29ce484222325
loop:
    beqz r12, done
    load.b r13, [r11]
    xor r0, r0, r13
    mul r0, r0, 0x100000001b3
    addi r11, r11, 1
    subi r12, r12, 1
    b loop
done:"""),
    # Bernstein's hash: 5381, then hash × 33 + byte.
    _intrinsic("@djb2_hash s", "the hash of the bytes before the NUL, wrapping", """
    mov r0, 5381
loop:
    load.b r12, [r11]
    beqz r12, done
    mul r0, r0, 33
    add r0, r0, r12
    addi r11, r11, 1
    b loop
done:"""),
)
# fmt: on
