/* The functions of the benchmark as one writes them in C, and their drivers. */
#include <stdint.h>

typedef uint64_t u64;
typedef int64_t i64;

#define SEED 88172645463325252u

/* Sums and products wrap, as those of the library do. */
static inline i64 add(i64 a, i64 b) { return (i64)((u64)a + (u64)b); }
static inline i64 times(i64 a, i64 b) { return (i64)((u64)a * (u64)b); }

static u64 ackermann(u64 m, u64 n) {
    if (m == 0) return n + 1;
    if (n == 0) return ackermann(m - 1, 1);
    return ackermann(m - 1, ackermann(m, n - 1));
}

static u64 binomial(u64 n, u64 k) {
    if (k > n) return 0;
    if (n - k < k) k = n - k;
    u64 result = 1;
    for (u64 i = 1; i <= k; i++) result = result * (n - k + i) / i;
    return result;
}

static u64 collatz_steps(u64 n) {
    u64 steps = 0;
    while (n != 1) {
        n = n % 2 == 0 ? n / 2 : 3 * n + 1;
        steps++;
    }
    return steps;
}

static u64 digit_sum(u64 n) {
    u64 total = 0;
    for (; n; n /= 10) total += n % 10;
    return total;
}

static u64 fibonacci(u64 n) {
    u64 current = 0, following = 1;
    for (; n; n--) {
        u64 sum = current + following;
        current = following;
        following = sum;
    }
    return current;
}

static u64 gcd(u64 a, u64 b) {
    while (b) {
        u64 rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static u64 isqrt(u64 n) {
    if (n == 0) return 0;
    u64 root = (u64)1 << (65 - __builtin_clzll(n)) / 2;
    for (;;) {
        u64 better = (root + n / root) / 2;
        if (better >= root) return root;
        root = better;
    }
}

static u64 josephus(u64 people, u64 step) {
    u64 survivor = 0;
    for (u64 size = 2; size <= people; size++) survivor = (survivor + step) % size;
    return survivor + 1;
}

static i64 power(i64 base, u64 exponent) {
    i64 result = 1;
    for (; exponent; exponent /= 2) {
        if (exponent % 2) result = times(result, base);
        base = times(base, base);
    }
    return result;
}

static u64 reverse_digits(u64 n) {
    u64 result = 0;
    for (; n; n /= 10) result = result * 10 + n % 10;
    return result;
}

static u64 smallest_prime_factor(u64 n) {
    for (u64 divisor = 2; divisor * divisor <= n; divisor += 1 + divisor % 2)
        if (n % divisor == 0) return divisor;
    return n;
}

static u64 swap_bits(u64 x, u64 i, u64 j) {
    u64 difference = (x >> i ^ x >> j) & 1;
    return x ^ (difference << i | difference << j);
}

static i64 array_max(const i64 *values, u64 count) {
    i64 largest = values[0];
    for (u64 i = 1; i < count; i++)
        if (values[i] > largest) largest = values[i];
    return largest;
}

static i64 array_sum(const i64 *values, u64 count) {
    i64 total = 0;
    for (u64 i = 0; i < count; i++) total = add(total, values[i]);
    return total;
}

static u64 count_value(const i64 *values, u64 count, i64 wanted) {
    u64 found = 0;
    for (u64 i = 0; i < count; i++) found += values[i] == wanted;
    return found;
}

static i64 dot_product(const i64 *a, const i64 *b, u64 count) {
    i64 total = 0;
    for (u64 i = 0; i < count; i++) total = add(total, times(a[i], b[i]));
    return total;
}

static void insertion_sort(i64 *values, u64 count) {
    for (u64 i = 1; i < count; i++) {
        i64 x = values[i];
        u64 j = i;
        for (; j > 0 && values[j - 1] > x; j--) values[j] = values[j - 1];
        values[j] = x;
    }
}

static u64 lower_bound(const i64 *values, u64 count, i64 limit) {
    u64 low = 0, high = count;
    while (low < high) {
        u64 middle = (low + high) / 2;
        if (values[middle] < limit)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void matrix_multiply(i64 *target, const i64 *a, const i64 *b, u64 size) {
    for (u64 row = 0; row < size; row++)
        for (u64 column = 0; column < size; column++) {
            i64 total = 0;
            for (u64 k = 0; k < size; k++)
                total = add(total, times(a[row * size + k], b[k * size + column]));
            target[row * size + column] = total;
        }
}

static i64 max_subarray_sum(const i64 *values, u64 count) {
    i64 best = values[0], ending_here = values[0];
    for (u64 i = 1; i < count; i++) {
        ending_here = add(ending_here > 0 ? ending_here : 0, values[i]);
        if (ending_here > best) best = ending_here;
    }
    return best;
}

static void merge_sorted(i64 *target, const i64 *a, u64 a_count, const i64 *b, u64 b_count) {
    u64 i = 0, j = 0;
    while (i < a_count && j < b_count) {
        if (a[i] <= b[j]) {
            target[i + j] = a[i];
            i++;
        } else {
            target[i + j] = b[j];
            j++;
        }
    }
    for (; i < a_count; i++) target[i + j] = a[i];
    for (; j < b_count; j++) target[i + j] = b[j];
}

static u64 partition_array(i64 *values, u64 count, i64 pivot) {
    u64 below = 0;
    for (u64 i = 0; i < count; i++) {
        i64 x = values[i];
        if (x < pivot) {
            values[i] = values[below];
            values[below++] = x;
        }
    }
    return below;
}

static void prefix_sums(i64 *values, u64 count) {
    i64 total = 0;
    for (u64 i = 0; i < count; i++) values[i] = total = add(total, values[i]);
}

static void reverse_array(i64 *values, u64 count) {
    if (count == 0) return;
    for (u64 low = 0, high = count - 1; low < high; low++, high--) {
        i64 held = values[low];
        values[low] = values[high];
        values[high] = held;
    }
}

static u64 next_random(u64 x) {
    x ^= x << 13;
    x ^= x >> 7;
    return x ^ x << 17;
}

static void fill(i64 *values, u64 count, int shift) {
    u64 x = SEED;
    for (u64 i = 0; i < count; i++) values[i] = (i64)((x = next_random(x)) >> shift);
}

/* A driver of a function of numbers: x is the state, `call` an expression of it. */
#define DRIVE(name, call)                                  \
    u64 drive_##name(u64 n, i64 *room) {                   \
        u64 x = SEED;                                      \
        for (u64 i = 0; i < n; i++) x = next_random(x + (u64)(call)); \
        return x;                                          \
    }

DRIVE(ackermann, ackermann(2, x & 31))
DRIVE(binomial, binomial(48 + (x & 7), 20 + (x >> 3 & 7)))
DRIVE(collatz_steps, collatz_steps((x >> 40) + 1))
DRIVE(digit_sum, digit_sum(x))
DRIVE(fibonacci, fibonacci(40 + (x & 31)))
DRIVE(isqrt, isqrt(x))
DRIVE(josephus, josephus(64 + (x & 63), 3 + (x >> 6 & 7)))
DRIVE(power, power((i64)(x | 1), x >> 24))
DRIVE(reverse_digits, reverse_digits(x))
DRIVE(smallest_prime_factor, smallest_prime_factor(x >> 44 | 1))
DRIVE(swap_bits, swap_bits(x, x & 63, x >> 6 & 63))

u64 drive_gcd(u64 n, i64 *room) {
    u64 x = SEED;
    for (u64 i = 0; i < n; i++) {
        u64 y = next_random(x);
        x = next_random(y + gcd(x >> 20, y >> 20));
    }
    return x;
}

u64 drive_array_max(u64 n, i64 *room) {
    u64 count = 512 + (n >> 60), x = SEED;
    fill(room, count, 8);
    for (u64 i = 0; i < n; i++) {
        x = next_random(x + (u64)array_max(room, count));
        room[x & 511] = (i64)(x >> 8);
    }
    return x;
}

u64 drive_array_sum(u64 n, i64 *room) {
    u64 count = 512 + (n >> 60), x = SEED;
    fill(room, count, 8);
    for (u64 i = 0; i < n; i++) {
        x = next_random(x + (u64)array_sum(room, count));
        room[x & 511] = (i64)x;
    }
    return x;
}

u64 drive_count_value(u64 n, i64 *room) {
    u64 count = 512 + (n >> 60), x = SEED;
    fill(room, count, 62);
    for (u64 i = 0; i < n; i++) {
        x = next_random(x + count_value(room, count, (i64)(x & 3)));
        room[x & 511] = (i64)(x >> 62);
    }
    return x;
}

u64 drive_dot_product(u64 n, i64 *room) {
    u64 count = 512 + (n >> 60), x = SEED;
    fill(room, 2 * count, 8);
    for (u64 i = 0; i < n; i++) {
        x = next_random(x + (u64)dot_product(room, room + count, count));
        room[x & 511] = (i64)x;
    }
    return x;
}

u64 drive_insertion_sort(u64 n, i64 *room) {
    u64 count = 48 + (n >> 60), x = SEED;
    i64 *values = room + count;
    fill(room, count, 8);
    for (u64 i = 0; i < n; i++) {
        for (u64 j = 0; j < count; j++) values[j] = room[j] ^ (i64)(x >> 8);
        insertion_sort(values, count);
        x = next_random(x + (u64)values[x & 31]);
    }
    return x;
}

u64 drive_lower_bound(u64 n, i64 *room) {
    u64 count = 1024 + (n >> 60), x = SEED;
    for (u64 i = 0; i < count; i++) room[i] = (i64)(7 * i);
    for (u64 i = 0; i < n; i++) x = next_random(x + lower_bound(room, count, (i64)((x >> 51) - 400)));
    return x;
}

u64 drive_matrix_multiply(u64 n, i64 *room) {
    u64 size = 24 + (n >> 60), x = SEED;
    i64 *product = room + 2 * size * size;
    fill(room, 2 * size * size, 8);
    for (u64 i = 0; i < n; i++) {
        matrix_multiply(product, room, room + size * size, size);
        x = next_random(x + (u64)product[x & 511]);
        room[x & 511] = (i64)x;
    }
    return x;
}

u64 drive_max_subarray_sum(u64 n, i64 *room) {
    u64 count = 512 + (n >> 60), x = SEED;
    fill(room, count, 0);
    for (u64 i = 0; i < count; i++) room[i] >>= 12;
    for (u64 i = 0; i < n; i++) {
        x = next_random(x + (u64)max_subarray_sum(room, count));
        room[x & 511] = (i64)x >> 12;
    }
    return x;
}

u64 drive_merge_sorted(u64 n, i64 *room) {
    u64 count = 256 + (n >> 60), x = SEED;
    i64 *target = room + 2 * count;
    fill(room, 2 * count, 8);
    insertion_sort(room, count);
    insertion_sort(room + count, count);
    for (u64 i = 0; i < n; i++) {
        merge_sorted(target, room, count, room + count, count);
        x = next_random(x + (u64)target[x & 511]);
        room[count - 1] += (i64)(x & 1);
    }
    return x;
}

u64 drive_partition_array(u64 n, i64 *room) {
    u64 count = 512 + (n >> 60), x = SEED;
    i64 *values = room + count;
    fill(room, count, 8);
    for (u64 i = 0; i < n; i++) {
        for (u64 j = 0; j < count; j++) values[j] = room[j] ^ (i64)(x >> 8);
        x = next_random(x + partition_array(values, count, (i64)(x >> 8)));
        x = next_random(x + (u64)values[x & 511]);
    }
    return x;
}

u64 drive_prefix_sums(u64 n, i64 *room) {
    u64 count = 512 + (n >> 60), x = SEED;
    fill(room, count, 8);
    for (u64 i = 0; i < n; i++) {
        prefix_sums(room, count);
        x = next_random(x + (u64)room[x & 511]);
    }
    return x;
}

u64 drive_reverse_array(u64 n, i64 *room) {
    u64 count = 512 + (n >> 60), x = SEED;
    fill(room, count, 8);
    for (u64 i = 0; i < n; i++) {
        reverse_array(room, count);
        x = next_random(x + (u64)room[x & 511]);
        room[x & 511] = (i64)x;
    }
    return x;
}
