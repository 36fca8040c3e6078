"""The loops of the benchmark in Python, to be compiled by numba: the same algorithms on the same types.

Each takes n and the memory of the loops' arrays as bytes, words and doubles. In numba, an operation on a uint64 and a
plain integer yields a double, so every constant is a uint64.
"""

# ruff: noqa: ANN401, D103  (numba finds the types; the files of the loops describe them)

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Words = NDArray[np.uint64]
Doubles = NDArray[np.float64]

U = np.uint64
ZERO, ONE, TWO, THREE, FOUR, FIVE, SEVEN, TEN = (U(k) for k in (0, 1, 2, 3, 4, 5, 7, 10))
S13, S17, S34, S50, LOW32, BYTE7 = U(13), U(17), U(34), U(50), U(0xFFFFFFFF), U(127)
SEED = U(88172645463325252)
EIGHTY_NINE, MODULUS = U(89), U(1000003)
KNUTH, INCREMENT = U(6364136223846793005), U(1442695040888963407)
GOLDEN, KEYS, SLOTS = U(0x9E3779B97F4A7C15), U(8191), U(16383)
POLYNOMIAL, PI = U(0xEDB88320), U(0x243F6A8885A308D3)
SIXTY_THREE, SIXTY_FOUR = U(63), U(64)
M1, M2, M4 = U(0x5555555555555555), U(0x3333333333333333), U(0x0F0F0F0F0F0F0F0F)
H01, S56 = U(0x0101010101010101), U(56)
B8, B16 = U(0x00FF00FF00FF00FF), U(0x0000FFFF0000FFFF)
S8, S16, S32 = U(8), U(16), U(32)


compiled = numba.njit(error_model="numpy")


@compiled
def next_random(value: Any) -> Any:
    value ^= value << S13
    value ^= value >> SEVEN
    return value ^ (value << S17)


@compiled
def fibonacci_number(n: Any) -> Any:
    if n < TWO:
        return n
    return fibonacci_number(n - ONE) + fibonacci_number(n - TWO)


@compiled
def fibonacci(n: Any, _bytes: Bytes, _words: Words, _doubles: Doubles) -> Any:
    return fibonacci_number(n)


@compiled
def takeuchi_value(x: Any, y: Any, z: Any) -> Any:
    if y >= x:
        return z
    return takeuchi_value(
        takeuchi_value(x - 1, y, z), takeuchi_value(y - 1, z, x), takeuchi_value(z - 1, x, y)
    )


@compiled
def takeuchi(n: Any, _bytes: Bytes, _words: Words, _doubles: Doubles) -> Any:
    third = np.int64(n) // 3
    return U(takeuchi_value(np.int64(n), 2 * third, third))


@compiled
def place(full: Any, columns: Any, left: Any, right: Any) -> Any:
    if columns == full:
        return ONE
    solutions = ZERO
    free = ~(columns | left | right) & full
    while free != ZERO:
        lowest = free & (ZERO - free)
        free ^= lowest
        solutions += place(full, columns | lowest, (left | lowest) << ONE, (right | lowest) >> ONE)
    return solutions


@compiled
def queens(n: Any, _bytes: Bytes, _words: Words, _doubles: Doubles) -> Any:
    return place((ONE << n) - ONE, ZERO, ZERO, ZERO)


@compiled
def gcd_sum(n: Any, _bytes: Bytes, _words: Words, _doubles: Doubles) -> Any:
    total = ZERO
    i = ONE
    while i <= n:
        j = ONE
        while j <= i:
            a, b = i, j
            while True:
                rest = a % b
                a = b
                b = rest
                if b == ZERO:
                    break
            total += a
            j += ONE
        i += ONE
    return total


@compiled
def trial_division(n: Any, _bytes: Bytes, _words: Words, _doubles: Doubles) -> Any:
    primes = ONE
    number = THREE
    while number <= n:
        divisor = THREE
        while divisor * divisor <= number and number % divisor != ZERO:
            divisor += TWO
        if divisor * divisor > number:
            primes += ONE
        number += TWO
    return primes


@compiled
def modular_power(n: Any, _bytes: Bytes, _words: Words, _doubles: Doubles) -> Any:
    total = ZERO
    i = ONE
    while i <= n:
        base, exponent, power = i, i + n, ONE
        while True:
            if exponent & ONE != ZERO:
                power = power * base % MODULUS
            base = base * base % MODULUS
            exponent >>= ONE
            if exponent == ZERO:
                break
        total += power
        i += ONE
    return total


@compiled
def digit_squares(n: Any, _bytes: Bytes, _words: Words, _doubles: Doubles) -> Any:
    happy = ZERO
    number = ONE
    while number <= n:
        rest = number
        while True:
            total = ZERO
            while True:
                digit = rest % TEN
                total += digit * digit
                rest //= TEN
                if rest == ZERO:
                    break
            rest = total
            if rest in (ONE, EIGHTY_NINE):
                break
        if rest == ONE:
            happy += ONE
        number += ONE
    return happy


@compiled
def collatz(n: Any, _bytes: Bytes, _words: Words, _doubles: Doubles) -> Any:
    steps = ZERO
    start = ONE
    while start <= n:
        value = start
        while value != ONE:
            steps += ONE
            value = value * THREE + ONE if value & ONE != ZERO else value >> ONE
        start += ONE
    return steps


@compiled
def tokens(n: Any, text: Bytes, _words: Words, _doubles: Doubles) -> Any:
    value, found = SEED, 0
    for at in range(0x4000):
        value = next_random(value)
        text[at] = value & BYTE7
    for _ in range(np.int64(n)):
        state = 0
        for at in range(0x4000):
            byte = text[at]
            if 97 <= byte <= 122:
                if state != 1:
                    state = 1
                    found += 1
            elif 48 <= byte < 58:
                if state == 0:
                    state = 2
                    found += 3
            else:
                state = 0
                if byte <= 63:
                    found += 1
    return U(found)


@compiled
def sieve(n: Any, struck: Bytes, _words: Words, _doubles: Doubles) -> Any:
    primes = 0
    bound = np.int64(n)
    for number in range(2, bound):
        if struck[number] != 0:
            continue
        primes += 1
        multiple = number * number
        while multiple < bound:
            struck[multiple] = 1
            multiple += number
    return U(primes)


@compiled
def matrix_product(n: Any, _bytes: Bytes, words: Words, _doubles: Doubles) -> Any:
    size = np.int64(n)
    left, right = words, words[0x20000 // 8 :]
    value, result = ONE, ZERO
    for k in range(size * size):
        value = value * KNUTH + INCREMENT
        left[k] = value
        value = value * KNUTH + INCREMENT
        right[k] = value
    for i in range(size):
        for j in range(size):
            total = ZERO
            for k in range(size):
                total += left[i * size + k] * right[k * size + j]
            result ^= total
    return result


@compiled
def insertion_sort(n: Any, _bytes: Bytes, values: Words, _doubles: Doubles) -> Any:
    size = np.int64(n)
    value, total = SEED, ZERO
    for k in range(size):
        value = next_random(value)
        values[k] = value >> S34
    for k in range(1, size):
        value, at = values[k], k
        while at != 0 and values[at - 1] > value:
            values[at] = values[at - 1]
            at -= 1
        values[at] = value
    weight = ONE
    for k in range(size):
        total += values[k] * weight
        weight += ONE
    return total


@compiled
def hash_table(n: Any, _bytes: Bytes, slots: Words, _doubles: Doubles) -> Any:
    value, total = SEED, ZERO
    for _ in range(np.int64(n)):
        value = next_random(value)
        key = (value & KEYS) + ONE
        at = key * GOLDEN >> S50
        while slots[at << ONE] not in (key, ZERO):
            at = (at + ONE) & SLOTS
        slots[at << ONE] = key
        total += slots[(at << ONE) + ONE]
        slots[(at << ONE) + ONE] += ONE
    return total


@compiled
def crc32(n: Any, _bytes: Bytes, _words: Words, _doubles: Doubles) -> Any:
    value, crc = SEED, LOW32
    for _ in range(np.int64(n)):
        value = next_random(value)
        crc ^= value & LOW32
        for _bit in range(32):
            low = crc & ONE
            crc >>= ONE
            if low != ZERO:
                crc ^= POLYNOMIAL
    return crc ^ LOW32


@compiled
def ones(value: Any) -> Any:
    value -= (value >> ONE) & M1
    value = (value & M2) + ((value >> TWO) & M2)
    return ((value + (value >> FOUR)) & M4) * H01 >> S56


@compiled
def swapped(value: Any) -> Any:
    value = ((value >> S8) & B8) | ((value & B8) << S8)
    value = ((value >> S16) & B16) | ((value & B16) << S16)
    return (value >> S32) | (value << S32)


@compiled
def leading(value: Any) -> Any:
    for shift in (ONE, TWO, FOUR, S8, S16, S32):
        value |= value >> shift
    return SIXTY_FOUR - ones(value)


@compiled
def trailing(value: Any) -> Any:
    return ones(~value & (value - ONE))


@compiled
def bit_mixing(n: Any, _bytes: Bytes, _words: Words, _doubles: Doubles) -> Any:
    value, left = PI, n
    while left != ZERO:
        by = (ones(value) + ONE) & SIXTY_THREE
        value = value << by | value >> ((ZERO - by) & SIXTY_THREE)
        value ^= (leading(value) << SEVEN) + trailing(value)
        value = swapped(value * GOLDEN) + left
        left -= ONE
    return value


@compiled
def mandelbrot(n: Any, _bytes: Bytes, _words: Words, _doubles: Doubles) -> Any:
    size, total = np.int64(n), 0
    step = 3.0 / size
    for row in range(size):
        imaginary = row * step - 1.5
        for column in range(size):
            real = column * step - 2.0
            x = y = 0.0
            for _ in range(200):
                xx, yy = x * x, y * y
                if xx + yy > 4.0:
                    break
                y = x * y * 2.0 + imaginary
                x = xx - yy + real
                total += 1
    return U(total)


@compiled
def lorenz(n: Any, _bytes: Bytes, words: Words, doubles: Doubles) -> Any:
    x = y = z = 1.0
    step, sigma, rho, beta = 0.001, 10.0, 28.0, 8.0 / 3.0
    for _ in range(np.int64(n)):
        dx = (y - x) * sigma
        dy = (rho - z) * x - y
        dz = x * y - beta * z
        x += dx * step
        y += dy * step
        z += dz * step
    doubles[0] = x
    return words[0]


@compiled
def relaxation(n: Any, _bytes: Bytes, words: Words, doubles: Doubles) -> Any:
    for column in range(64):
        doubles[column] = 100.0
    for _ in range(np.int64(n)):
        for row in range(1, 63):
            left = doubles[row * 64]
            for column in range(1, 63):
                at = row * 64 + column
                left = (doubles[at - 64] + doubles[at + 64] + left + doubles[at + 1]) * 0.25
                doubles[at] = left
    return words[32 * 64 + 32]


LOOPS: dict[str, Callable[..., Any]] = {
    "fibonacci": fibonacci,
    "takeuchi": takeuchi,
    "queens": queens,
    "gcd_sum": gcd_sum,
    "trial_division": trial_division,
    "modular_power": modular_power,
    "digit_squares": digit_squares,
    "collatz": collatz,
    "tokens": tokens,
    "sieve": sieve,
    "matrix_product": matrix_product,
    "insertion_sort": insertion_sort,
    "hash_table": hash_table,
    "crc32": crc32,
    "bit_mixing": bit_mixing,
    "mandelbrot": mandelbrot,
    "lorenz": lorenz,
    "relaxation": relaxation,
}
"""The loops by name, each compiled when it is first called."""
