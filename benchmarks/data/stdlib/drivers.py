"""What the benchmark of the library runs: each driver calls one function n times.

The arguments of a call depend on the result of the call before, so that no compiler can leave a call out. `functions.c`
has the same drivers in C.
"""

from neurlang.programs.stdlib.source.array import (
    array_max,
    array_sum,
    count_value,
    dot_product,
    insertion_sort,
    lower_bound,
    matrix_multiply,
    max_subarray_sum,
    merge_sorted,
    partition_array,
    prefix_sums,
    reverse_array,
)
from neurlang.programs.stdlib.source.bitwise import swap_bits
from neurlang.programs.stdlib.source.math import (
    ackermann,
    binomial,
    collatz_steps,
    digit_sum,
    fibonacci,
    gcd,
    isqrt,
    josephus,
    power,
    reverse_digits,
    smallest_prime_factor,
)
from neurlang.programs.stdlib.types import i64, ptr_i64, u64

SEED: u64 = 88172645463325252


def next_random(x: u64) -> u64:
    x ^= x << 13
    x ^= x >> 7
    return x ^ x << 17


def fill(values: ptr_i64, count: u64, shift: u64) -> None:
    x = SEED
    for i in range(count):
        x = next_random(x)
        values[i] = i64(x >> shift)


def drive_ackermann(n: u64, room: ptr_i64) -> u64:
    x = SEED
    for _ in range(n):
        x = next_random(x + ackermann(2, x & 31))
    return x


def drive_binomial(n: u64, room: ptr_i64) -> u64:
    x = SEED
    for _ in range(n):
        x = next_random(x + binomial(48 + (x & 7), 20 + (x >> 3 & 7)))
    return x


def drive_collatz_steps(n: u64, room: ptr_i64) -> u64:
    x = SEED
    for _ in range(n):
        x = next_random(x + collatz_steps((x >> 40) + 1))
    return x


def drive_digit_sum(n: u64, room: ptr_i64) -> u64:
    x = SEED
    for _ in range(n):
        x = next_random(x + digit_sum(x))
    return x


def drive_fibonacci(n: u64, room: ptr_i64) -> u64:
    x = SEED
    for _ in range(n):
        x = next_random(x + fibonacci(40 + (x & 31)))
    return x


def drive_gcd(n: u64, room: ptr_i64) -> u64:
    x = SEED
    for _ in range(n):
        y = next_random(x)
        x = next_random(y + gcd(x >> 20, y >> 20))
    return x


def drive_isqrt(n: u64, room: ptr_i64) -> u64:
    x = SEED
    for _ in range(n):
        x = next_random(x + isqrt(x))
    return x


def drive_josephus(n: u64, room: ptr_i64) -> u64:
    x = SEED
    for _ in range(n):
        x = next_random(x + josephus(64 + (x & 63), 3 + (x >> 6 & 7)))
    return x


def drive_power(n: u64, room: ptr_i64) -> u64:
    x = SEED
    for _ in range(n):
        x = next_random(x + u64(power(i64(x | 1), x >> 24)))
    return x


def drive_reverse_digits(n: u64, room: ptr_i64) -> u64:
    x = SEED
    for _ in range(n):
        x = next_random(x + reverse_digits(x))
    return x


def drive_smallest_prime_factor(n: u64, room: ptr_i64) -> u64:
    x = SEED
    for _ in range(n):
        x = next_random(x + smallest_prime_factor(x >> 44 | 1))
    return x


def drive_swap_bits(n: u64, room: ptr_i64) -> u64:
    x = SEED
    for _ in range(n):
        x = next_random(x + swap_bits(x, x & 63, x >> 6 & 63))
    return x


def drive_array_max(n: u64, room: ptr_i64) -> u64:
    count = 512 + (n >> 60)
    fill(room, count, 8)
    x = SEED
    for _ in range(n):
        x = next_random(x + u64(array_max(room, count)))
        room[x & 511] = i64(x >> 8)
    return x


def drive_array_sum(n: u64, room: ptr_i64) -> u64:
    count = 512 + (n >> 60)
    fill(room, count, 8)
    x = SEED
    for _ in range(n):
        x = next_random(x + u64(array_sum(room, count)))
        room[x & 511] = i64(x)
    return x


def drive_count_value(n: u64, room: ptr_i64) -> u64:
    count = 512 + (n >> 60)
    fill(room, count, 62)
    x = SEED
    for _ in range(n):
        x = next_random(x + count_value(room, count, i64(x & 3)))
        room[x & 511] = i64(x >> 62)
    return x


def drive_dot_product(n: u64, room: ptr_i64) -> u64:
    count = 512 + (n >> 60)
    fill(room, 2 * count, 8)
    x = SEED
    for _ in range(n):
        x = next_random(x + u64(dot_product(room, room + count, count)))
        room[x & 511] = i64(x)
    return x


def drive_insertion_sort(n: u64, room: ptr_i64) -> u64:
    count = 48 + (n >> 60)
    values = room + count
    fill(room, count, 8)
    x = SEED
    for _ in range(n):
        for j in range(count):
            values[j] = room[j] ^ i64(x >> 8)
        insertion_sort(values, count)
        x = next_random(x + u64(values[x & 31]))
    return x


def drive_lower_bound(n: u64, room: ptr_i64) -> u64:
    count = 1024 + (n >> 60)
    for i in range(count):
        room[i] = i64(7 * i)
    x = SEED
    for _ in range(n):
        x = next_random(x + lower_bound(room, count, i64((x >> 51) - 400)))
    return x


def drive_matrix_multiply(n: u64, room: ptr_i64) -> u64:
    size = 24 + (n >> 60)
    fill(room, 2 * size * size, 8)
    product = room + 2 * size * size
    x = SEED
    for _ in range(n):
        matrix_multiply(product, room, room + size * size, size)
        x = next_random(x + u64(product[x & 511]))
        room[x & 511] = i64(x)
    return x


def drive_max_subarray_sum(n: u64, room: ptr_i64) -> u64:
    count = 512 + (n >> 60)
    fill(room, count, 0)
    for i in range(count):
        room[i] >>= 12
    x = SEED
    for _ in range(n):
        x = next_random(x + u64(max_subarray_sum(room, count)))
        room[x & 511] = i64(x) >> 12
    return x


def drive_merge_sorted(n: u64, room: ptr_i64) -> u64:
    count = 256 + (n >> 60)
    fill(room, 2 * count, 8)
    insertion_sort(room, count)
    insertion_sort(room + count, count)
    target = room + 2 * count
    x = SEED
    for _ in range(n):
        merge_sorted(target, room, count, room + count, count)
        x = next_random(x + u64(target[x & 511]))
        room[count - 1] += i64(x & 1)
    return x


def drive_partition_array(n: u64, room: ptr_i64) -> u64:
    count = 512 + (n >> 60)
    values = room + count
    fill(room, count, 8)
    x = SEED
    for _ in range(n):
        for j in range(count):
            values[j] = room[j] ^ i64(x >> 8)
        x = next_random(x + partition_array(values, count, i64(x >> 8)))
        x = next_random(x + u64(values[x & 511]))
    return x


def drive_prefix_sums(n: u64, room: ptr_i64) -> u64:
    count = 512 + (n >> 60)
    fill(room, count, 8)
    x = SEED
    for _ in range(n):
        prefix_sums(room, count)
        x = next_random(x + u64(room[x & 511]))
    return x


def drive_reverse_array(n: u64, room: ptr_i64) -> u64:
    count = 512 + (n >> 60)
    fill(room, count, 8)
    x = SEED
    for _ in range(n):
        reverse_array(room, count)
        x = next_random(x + u64(room[x & 511]))
        room[x & 511] = i64(x)
    return x
