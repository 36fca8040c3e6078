"""What functions of the library return, as formulas: the reference of the proofs.

They share nothing with the sources. Arguments are z3 terms of 64 bits, on which z3's `<` is signed and `ULT` is not;
arrays and texts are lists of terms, as long as the case at hand.
"""

import math
from functools import reduce
from typing import Any

from formula_proofs import After, Formula, prove

__all__ = ["formulas", "prove"]

Term = Any
Terms = list[Any]

GREGORIAN_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def formulas(z3: Any) -> dict[str, Formula]:
    """The formula of each function that has one."""
    return {**_numbers(z3), **_bits(z3), **_arrays(z3), **_texts(z3), **_collections(z3)}


def _numbers(z3: Any) -> dict[str, Formula]:
    def smallest(*words: Term) -> Term:
        return reduce(lambda a, b: z3.If(b < a, b, a), words)

    def largest(*words: Term) -> Term:
        return reduce(lambda a, b: z3.If(b > a, b, a), words)

    def wide(word: Term) -> Term:
        return z3.ZeroExt(64, word)

    def low(word: Term) -> Term:
        return z3.Extract(63, 0, word)

    def between(a: Term, b: Term, c: Term) -> Term:
        return z3.Or(z3.And(a <= b, b <= c), z3.And(c <= b, b <= a))

    def leap(year: Term) -> Term:
        by = {n: z3.URem(year, n) == 0 for n in (4, 100, 400)}
        return z3.Or(by[400], z3.And(by[4], z3.Not(by[100])))

    def days_of_month(year: Term, month: Term) -> Term:
        days = reduce(
            lambda rest, n: z3.If(month == n, z3.BitVecVal(GREGORIAN_MONTHS[n - 1], 64), rest),
            range(1, 13),
            z3.BitVecVal(0, 64),
        )
        return z3.If(z3.And(month == 2, leap(year)), days + 1, days)

    def falling_factorial(n: Term, k: Term) -> Term:
        """The product of the k numbers from n downwards, for k up to 5."""
        found = z3.BitVecVal(0, 64)
        for count in range(6):
            product = reduce(lambda a, i: a * (n - i), range(count), z3.BitVecVal(1, 64))
            found = z3.If(k == count, product, found)
        return z3.If(z3.ULT(n, k), z3.BitVecVal(0, 64), found)

    return {
        "absolute": Formula(lambda x: z3.If(x >= 0, x, 0 - x)),
        "sign": Formula(
            lambda x: z3.If(
                x == 0, z3.BitVecVal(0, 64), z3.If(x > 0, z3.BitVecVal(1, 64), z3.BitVecVal(-1, 64))
            )
        ),
        "minimum": Formula(smallest),
        "maximum": Formula(largest),
        "minimum_of_three": Formula(smallest),
        "maximum_of_three": Formula(largest),
        "median_of_three": Formula(lambda a, b, c: z3.If(between(a, b, c), b, z3.If(between(b, a, c), a, c))),
        "clamp": Formula(lambda x, low, high: z3.If(x < low, low, z3.If(x > high, high, x))),
        "absolute_difference": Formula(
            lambda a, b: low(z3.If(z3.ULT(a, b), wide(b) - wide(a), wide(a) - wide(b)))
        ),
        "midpoint": Formula(lambda a, b: low(z3.LShR(wide(a) + wide(b), 1))),
        "is_even": Formula(lambda n: z3.Extract(0, 0, n) == 0),
        "is_odd": Formula(lambda n: z3.Extract(0, 0, n) == 1),
        "is_multiple": Formula(lambda n, divisor: z3.URem(n, divisor) == 0),
        "is_power_of_two": Formula(lambda n: z3.Or(*[n == 1 << k for k in range(64)])),
        "ilog2": Formula(lambda n: _first_one(z3, n, range(63, -1, -1), lambda place: place)),
        "triangle_number": Formula(lambda n: z3.UDiv(n * (n + 1), z3.BitVecVal(2, 64))),
        "is_pythagorean_triple": Formula(lambda a, b, c: c * c == b * b + a * a),
        "is_leap_year": Formula(leap),
        "days_in_month": Formula(days_of_month),
        "round_up_to_multiple": Formula(lambda n, step: z3.UDiv(n + step - 1, step) * step),
        "sum_of_cubes": Formula(
            lambda n: z3.UDiv(n * (n + 1), z3.BitVecVal(2, 64)) * z3.UDiv(n * (n + 1), z3.BitVecVal(2, 64))
        ),
        "factorial": Formula(math.factorial, each=("n",)),
        "double_factorial": Formula(lambda n: math.prod(range(n, 0, -2)), each=("n",)),
        "subfactorial": Formula(_derangements, each=("n",)),
        "catalan": Formula(lambda n: math.comb(2 * n, n) - math.comb(2 * n, n + 1), each=("n",)),
        "fibonacci": Formula(_fibonacci, each=("n",)),
        "lucas_number": Formula(lambda n: _fibonacci(n - 1) + _fibonacci(n + 1) if n else 2, each=("n",)),
        "permutations": Formula(falling_factorial, iterations=5),
    }


def _fibonacci(n: int) -> int:
    """The sum of a diagonal of Pascal's triangle."""
    return sum(math.comb(n - 1 - k, k) for k in range((n + 1) // 2))


def _derangements(n: int) -> int:
    """By inclusion and exclusion."""
    return sum((-1) ** k * math.perm(n, n - k) for k in range(n + 1))


def _first_one(z3: Any, word: Term, places: Any, value: Any) -> Term:
    """The value of the first of these places that holds a one; 64 if there is none."""
    found = z3.BitVecVal(64, 64)
    for place in reversed(places):
        found = z3.If(z3.Extract(place, place, word) == 1, z3.BitVecVal(value(place), 64), found)
    return found


def _bits(z3: Any) -> dict[str, Formula]:
    def bits(word: Term) -> Terms:
        """The bits from the lowest, each a word."""
        return [z3.ZeroExt(63, bit) for bit in single(word)]

    def joined(single: Terms) -> Term:
        """The word of bits, from the lowest."""
        return z3.Concat(*[z3.Extract(0, 0, each) for each in reversed(single)])

    def at(place: Term, then: Any, other: Any, word: Term) -> Term:
        """The word with the bit at a place changed by one function, the others by another."""
        return joined([z3.If(place == i, then(bit), other(bit)) for i, bit in enumerate(bits(word))])

    def keep(bit: Term) -> Term:
        return bit

    def one(place: Term) -> Term:
        return z3.BitVecVal(1, 64) << place

    def swapped(x: Term, i: Term, j: Term) -> Term:
        at_i, at_j = z3.LShR(x, i) & 1, z3.LShR(x, j) & 1
        return x & ~one(i) & ~one(j) | at_j << i | at_i << j

    def lowest_of(x: Term, count: Term, above: Term) -> Term:
        """Bits below count as they are, the others equal to a given bit."""
        return joined([z3.If(z3.ULT(k, count), bit, above) for k, bit in enumerate(bits(x))])

    def inserted(x: Term, value: Term, start: Term, count: Term) -> Term:
        moved = bits(value << start)
        return joined(
            [
                z3.If(z3.And(z3.ULE(start, k), z3.ULT(k, start + count)), moved[k], bit)
                for k, bit in enumerate(bits(x))
            ]
        )

    def spread(x: Term) -> Terms:
        return [bit for each in bits(x)[:32] for bit in (each, z3.BitVecVal(0, 64))]

    def interleaved(x: Term, y: Term) -> Term:
        return joined([bit for pair in zip(bits(x)[:32], bits(y)[:32], strict=True) for bit in pair])

    def from_gray(x: Term) -> Term:
        single = bits(x)
        return joined([reduce(lambda a, b: a ^ b, single[i:]) for i in range(64)])

    def lowest(x: Term) -> Term:
        place = _first_one(z3, x, range(64), lambda i: i)
        return joined([z3.If(place == i, bit, z3.BitVecVal(0, 64)) for i, bit in enumerate(bits(x))])

    def highest(x: Term) -> Term:
        place = _first_one(z3, x, range(63, -1, -1), lambda i: i)
        return joined([z3.If(place == i, bit, z3.BitVecVal(0, 64)) for i, bit in enumerate(bits(x))])

    def single(word: Term) -> Terms:
        """The bits from the lowest, each of one bit."""
        return [z3.Extract(i, i, word) for i in range(64)]

    def total(*single_bits: Term) -> Term:
        return sum((z3.ZeroExt(63, bit) for bit in single_bits[1:]), z3.ZeroExt(63, single_bits[0]))

    def power_from(x: Term) -> Term:
        return reduce(
            lambda rest, k: z3.If(z3.ULE(x, 1 << k), z3.BitVecVal(1 << k, 64), rest),
            range(63, -1, -1),
            z3.BitVecVal(0, 64),
        )

    def length(x: Term) -> Term:
        place = _first_one(z3, x, range(63, -1, -1), lambda i: i)
        return z3.If(x == 0, z3.BitVecVal(0, 64), place + 1)

    return {
        "count_ones": Formula(lambda x: total(*single(x))),
        "count_zeros": Formula(lambda x: total(*[~bit for bit in single(x)])),
        "leading_zeros": Formula(lambda x: 64 - length(x)),
        "trailing_zeros": Formula(lambda x: _first_one(z3, x, range(64), lambda i: i)),
        "bit_length": Formula(length),
        "hamming_distance": Formula(
            lambda a, b: total(*[p ^ q for p, q in zip(single(a), single(b), strict=True)])
        ),
        "set_bit": Formula(lambda x, place: at(place, lambda bit: z3.BitVecVal(1, 64), keep, x)),
        "clear_bit": Formula(lambda x, place: at(place, lambda bit: z3.BitVecVal(0, 64), keep, x)),
        "toggle_bit": Formula(lambda x, place: at(place, lambda bit: 1 - bit, keep, x)),
        "bit_is_set": Formula(lambda x, place: x & one(place) == one(place)),
        "lowest_bit": Formula(lowest),
        "highest_bit": Formula(highest),
        "clear_lowest_bit": Formula(lambda x: x - lowest(x)),
        "swap_bits": Formula(swapped),
        "low_mask": Formula(
            lambda count: joined(
                [z3.If(z3.ULT(i, count), z3.BitVecVal(1, 64), z3.BitVecVal(0, 64)) for i in range(64)]
            )
        ),
        "extract_bits": Formula(
            lambda x, start, count: lowest_of(z3.LShR(x, start), count, z3.BitVecVal(0, 64))
        ),
        "insert_bits": Formula(inserted),
        "sign_extend": Formula(lambda x, count: lowest_of(x, count, z3.LShR(x, count - 1) & 1)),
        "select_bits": Formula(
            lambda m, a, b: joined(
                [z3.If(s == 1, p, q) for s, p, q in zip(bits(m), bits(a), bits(b), strict=True)]
            )
        ),
        "rotate_left": Formula(lambda x, count: x << count | z3.LShR(x, 64 - count)),
        "rotate_right": Formula(lambda x, count: z3.LShR(x, count) | x << (64 - count)),
        "swap_bytes": Formula(
            lambda x: joined([bit for i in range(7, -1, -1) for bit in bits(x)[8 * i : 8 * i + 8]])
        ),
        "reverse_bits": Formula(lambda x: joined(bits(x)[::-1])),
        "spread_bits": Formula(lambda x: joined(spread(x))),
        "interleave_bits": Formula(interleaved),
        "to_gray": Formula(
            lambda x: joined(
                [a ^ b for a, b in zip(bits(x), [*bits(x)[1:], z3.BitVecVal(0, 64)], strict=True)]
            )
        ),
        "from_gray": Formula(from_gray),
        "next_power_of_two": Formula(power_from),
        "previous_power_of_two": Formula(highest),
    }


def _arrays(z3: Any) -> dict[str, Formula]:
    def zero() -> Term:
        return z3.BitVecVal(0, 64)

    def number(condition: Term) -> Term:
        return z3.If(condition, z3.BitVecVal(1, 64), zero())

    def total(words: Any) -> Term:
        return sum(words, zero())

    def extreme(words: Terms, is_better: Any) -> Term:
        return reduce(lambda a, b: z3.If(is_better(b, a), b, a), words)

    def place_of(conditions: Terms) -> Term:
        """The first place where a condition holds, or -1."""
        return reduce(
            lambda rest, pair: z3.If(pair[1], z3.BitVecVal(pair[0], 64), rest),
            reversed([*enumerate(conditions)]),
            z3.BitVecVal(-1, 64),
        )

    def last_place_of(conditions: Terms) -> Term:
        return reduce(
            lambda rest, pair: z3.If(pair[1], z3.BitVecVal(pair[0], 64), rest),
            enumerate(conditions),
            z3.BitVecVal(-1, 64),
        )

    def in_order(words: Terms, is_below: Any = None) -> Terms:
        """Sorted by a network: every pair is compared, in the order of bubble sort's triangle."""
        found = [*words]
        for end in range(len(found) - 1, 0, -1):
            for i in range(end):
                a, b = found[i], found[i + 1]
                swap = is_below(b, a) if is_below else b < a
                found[i], found[i + 1] = z3.If(swap, b, a), z3.If(swap, a, b)
        return found

    def sorts(longest: int = 3) -> Formula:
        return Formula(
            lambda values, *rest: After(None, {"values": in_order(values)}), longest=longest, iterations=16
        )

    def pairs(words: Terms) -> list[tuple[Term, Term]]:
        return [(a, b) for i, a in enumerate(words) for b in words[i + 1 :]]

    def sum_of_absolutes(values: Terms) -> Term:
        """In 72 bits, where nothing overflows."""
        wide = [z3.SignExt(8, value) for value in values]
        return reduce(lambda a, b: a + b, [z3.If(value < 0, -value, value) for value in wide])

    def best_slice(values: Terms) -> Term:
        sums = [total(values[i : j + 1]) for i in range(len(values)) for j in range(i, len(values))]
        return extreme(sums, lambda b, a: b > a)

    def dictionary(a: Terms, b: Terms) -> Term:
        return reduce(
            lambda rest, pair: z3.If(
                pair[0] == pair[1], rest, z3.If(pair[0] < pair[1], z3.BitVecVal(-1, 64), z3.BitVecVal(1, 64))
            ),
            reversed([*zip(a, b, strict=True)]),
            zero(),
        )

    return {
        "array_sum": Formula(lambda values, count: total(values), longest=8),
        "array_sum_of_squares": Formula(lambda values, count: total(x * x for x in values)),
        "array_min": Formula(lambda values, count: extreme(values, lambda b, a: b < a)),
        "array_max": Formula(lambda values, count: extreme(values, lambda b, a: b > a)),
        "array_range": Formula(
            lambda values, count: extreme(values, lambda b, a: b > a) - extreme(values, lambda b, a: b < a),
            longest=2,
        ),
        "count_value": Formula(lambda values, count, wanted: total(number(x == wanted) for x in values)),
        "count_above": Formula(lambda values, count, limit: total(number(x > limit) for x in values)),
        "count_even": Formula(
            lambda values, count: total(number(z3.Extract(0, 0, x) == 0) for x in values), longest=8
        ),
        "count_distinct": Formula(
            lambda values, count: total(
                number(z3.And(*[x != y for y in values[:i]])) for i, x in enumerate(values)
            )
        ),
        "index_of": Formula(lambda values, count, wanted: place_of([x == wanted for x in values]), longest=8),
        "last_index_of": Formula(
            lambda values, count, wanted: last_place_of([x == wanted for x in values]), longest=8
        ),
        "array_contains": Formula(
            lambda values, count, wanted: z3.Or(*[x == wanted for x in values]), longest=8
        ),
        "index_of_max": Formula(
            lambda values, count: place_of([z3.And(*[x >= y for y in values]) for x in values])
        ),
        "index_of_min": Formula(
            lambda values, count: place_of([z3.And(*[x <= y for y in values]) for x in values])
        ),
        "second_largest": Formula(lambda values, count: in_order(values)[-2], longest=3),
        "lower_bound": Formula(
            lambda values, count, limit: total(number(x < limit) for x in values), longest=6
        ),
        "upper_bound": Formula(
            lambda values, count, limit: total(number(x <= limit) for x in values), longest=6
        ),
        "binary_search": Formula(
            lambda values, count, wanted: place_of([x == wanted for x in values]), longest=6
        ),
        "has_pair_with_sum": Formula(
            lambda values, count, goal: z3.Or(*[a + b == goal for a, b in pairs(values)]), longest=3
        ),
        "missing_number": Formula(
            lambda values, count: place_of([z3.And(*[x != k for x in values]) for k in range(count + 1)])
        ),
        "array_xor": Formula(lambda values, count: reduce(lambda a, b: a ^ b, values, zero()), longest=8),
        "max_subarray_sum": Formula(
            lambda values, count: best_slice(values),
            longest=2,
            assuming=lambda values, count: sum_of_absolutes(values) < 1 << 63,
        ),
        "count_inversions": Formula(
            lambda values, count: total(number(a > b) for a, b in pairs(values)), longest=3
        ),
        "arrays_equal": Formula(
            lambda a, b, count: z3.And(*[x == y for x, y in zip(a, b, strict=True)]), longest=8
        ),
        "compare_arrays": Formula(lambda a, b, count: dictionary(a, b)),
        "is_sorted": Formula(lambda values, count: z3.And(*[a <= b for a, b in pairs(values)]), longest=6),
        "array_is_palindrome": Formula(
            lambda values, count: z3.And(*[a == b for a, b in zip(values, values[::-1], strict=True)]),
            longest=8,
        ),
        "fill_array": Formula(lambda values, count, x: After(None, {"values": [x] * count}), longest=8),
        "copy_array": Formula(lambda target, values, count: After(None, {"target": values}), longest=8),
        "reverse_array": Formula(lambda values, count: After(None, {"values": values[::-1]}), longest=8),
        "prefix_sums": Formula(
            lambda values, count: After(None, {"values": [total(values[: i + 1]) for i in range(count)]}),
            longest=8,
        ),
        "differences": Formula(
            lambda values, count: After(
                None, {"values": [b - a for a, b in zip([zero(), *values], values, strict=False)]}
            ),
            longest=8,
        ),
        "scale_array": Formula(
            lambda values, count, factor, offset: After(
                None, {"values": [x * factor + offset for x in values]}
            )
        ),
        "add_arrays": Formula(
            lambda target, a, b, count: After(None, {"target": [x + y for x, y in zip(a, b, strict=True)]}),
            longest=8,
        ),
        "dot_product": Formula(lambda a, b, count: total(x * y for x, y in zip(a, b, strict=True))),
        "transpose": Formula(
            lambda values, size: After(
                None, {"values": [values[j * size + i] for i in range(size) for j in range(size)]}
            ),
            longest=3,
        ),
        "merge_sorted": Formula(
            lambda target, a, m, b, n: After(None, {"target": in_order([*a, *b])}), longest=2
        ),
        "bubble_sort": sorts(),
        "insertion_sort": sorts(),
        "selection_sort": sorts(),
        "shell_sort": sorts(),
        "merge_sort": sorts(),
        "quick_sort": sorts(),
        "heap_sort": sorts(),
    }


def _texts(z3: Any) -> dict[str, Formula]:
    def zero() -> Term:
        return z3.BitVecVal(0, 64)

    def one_of(char: Term, letters: str) -> Term:
        return z3.Or(*[char == ord(c) for c in letters])

    def between(char: Term, low: str, high: str) -> Term:
        return z3.And(z3.UGE(char, ord(low)), z3.ULE(char, ord(high)))

    def letter(char: Term) -> Term:
        return z3.Or(between(char, "a", "z"), between(char, "A", "Z"))

    def count(text: Terms, test: Any) -> Term:
        return sum((z3.If(test(c), z3.BitVecVal(1, 64), zero()) for c in text), zero())

    def counts(test: Any) -> Formula:
        return Formula(lambda text: count(text, test), longest=3)

    def changes(change: Any) -> Formula:
        return Formula(lambda text: After(None, {"text": [change(c) for c in text]}), longest=3)

    def begins(text: Terms, part: Terms) -> Term:
        return (
            z3.And(*[a == b for a, b in zip(text, part, strict=False)])
            if len(part) <= len(text)
            else z3.BoolVal(False)
        )

    def place_in(text: Terms, wanted: Terms) -> Term:
        found = z3.BitVecVal(-1, 64)
        for i in reversed(range(len(text) - len(wanted) + 1)):
            found = z3.If(begins(text[i:], wanted), z3.BitVecVal(i, 64), found)
        return found

    def order(a: Terms, b: Terms) -> Term:
        found = z3.BitVecVal((len(a) > len(b)) - (len(a) < len(b)), 64)
        for x, y in reversed([*zip(a, b, strict=False)]):
            found = z3.If(x == y, found, z3.If(z3.ULT(x, y), z3.BitVecVal(-1, 64), z3.BitVecVal(1, 64)))
        return found

    def prefix(a: Terms, b: Terms) -> Term:
        found = z3.BitVecVal(min(len(a), len(b)), 64)
        for i, (x, y) in reversed([*enumerate(zip(a, b, strict=False))]):
            found = z3.If(x == y, found, z3.BitVecVal(i, 64))
        return found

    def equal(a: Terms, b: Terms) -> Term:
        return z3.And(len(a) == len(b), begins(a, b))

    def place_of(text: Terms, char: Term, *, last: bool) -> Term:
        found = z3.BitVecVal(-1, 64)
        for i, c in enumerate(text) if last else reversed([*enumerate(text)]):
            found = z3.If(c == char, z3.BitVecVal(i, 64), found)
        return found

    def in_base(text: Terms, base: int, digit: Any) -> Term:
        return reduce(lambda value, c: value * base + digit(c), text, zero())

    def hex_digit(c: Term) -> Term:
        return z3.If(between(c, "0", "9"), c - 48, z3.If(between(c, "a", "f"), c - 87, c - 55))

    def of(letters: str) -> Any:
        return lambda text: z3.And(*[one_of(c, letters) for c in text])

    def fnv1a(text: Terms) -> Term:
        return reduce(lambda h, c: (h ^ c) * 0x100000001B3, text, z3.BitVecVal(0xCBF29CE484222325, 64))

    def djb2(text: Terms) -> Term:
        return reduce(lambda h, c: (h << 5) + h + c, text, z3.BitVecVal(5381, 64))

    vowels = "aeiouAEIOU"
    return {
        "text_length": Formula(lambda text: z3.BitVecVal(len(text), 64), longest=8),
        "text_compare": Formula(order, longest=3),
        "texts_equal": Formula(equal),
        "common_prefix_length": Formula(prefix),
        "find_char": Formula(lambda text, char: place_of(text, char, last=False)),
        "find_last_char": Formula(lambda text, char: place_of(text, char, last=True)),
        "find_text": Formula(place_in, longest=3),
        "text_contains": Formula(lambda text, wanted: z3.Not(place_in(text, wanted) == -1), longest=3),
        "starts_with": Formula(begins),
        "ends_with": Formula(lambda text, suffix: begins(text[::-1], suffix[::-1]), longest=3),
        "count_char": Formula(lambda text, char: count(text, lambda c: c == char)),
        "count_vowels": counts(lambda c: one_of(c, vowels)),
        "count_consonants": counts(lambda c: z3.And(letter(c), z3.Not(one_of(c, vowels)))),
        "count_letters": counts(letter),
        "count_digits": counts(lambda c: between(c, "0", "9")),
        "count_capitals": counts(lambda c: between(c, "A", "Z")),
        "is_numeric": Formula(lambda text: z3.And(len(text) > 0, *[between(c, "0", "9") for c in text])),
        "is_alphabetic": Formula(lambda text: z3.And(len(text) > 0, *[letter(c) for c in text]), longest=3),
        "text_is_palindrome": Formula(
            lambda text: z3.And(*[a == b for a, b in zip(text, text[::-1], strict=True)]), longest=6
        ),
        "text_reverse": Formula(lambda text: After(None, {"text": text[::-1]}), longest=8),
        "text_upper": changes(lambda c: z3.If(between(c, "a", "z"), c - 32, c)),
        "text_lower": changes(lambda c: z3.If(between(c, "A", "Z"), c + 32, c)),
        "swap_case": changes(
            lambda c: z3.If(between(c, "a", "z"), c - 32, z3.If(between(c, "A", "Z"), c + 32, c))
        ),
        "parse_binary": Formula(
            lambda text: in_base(text, 2, lambda c: c - 48), longest=6, assuming=of("01")
        ),
        "parse_octal": Formula(
            lambda text: in_base(text, 8, lambda c: c - 48), longest=6, assuming=of("01234567")
        ),
        "parse_hex": Formula(
            lambda text: in_base(text, 16, hex_digit), longest=3, assuming=of("0123456789abcdefABCDEF")
        ),
        "text_fnv1a": Formula(fnv1a),
        "text_djb2": Formula(djb2, longest=2),
    }


def _collections(z3: Any) -> dict[str, Formula]:
    def ones(words: Terms) -> Term:
        bits = [z3.ZeroExt(63, z3.Extract(i, i, word)) for word in words for i in range(64)]
        return sum(bits, z3.BitVecVal(0, 64))

    return {
        "bitset_count": Formula(lambda members, words: ones(members), longest=3),
        "bitset_union": Formula(
            lambda m, o, words: After(None, {"members": [a | b for a, b in zip(m, o, strict=True)]})
        ),
        "bitset_intersect": Formula(
            lambda m, o, words: After(None, {"members": [a & b for a, b in zip(m, o, strict=True)]})
        ),
        "bitset_is_subset": Formula(
            lambda m, o, words: z3.And(*[a | b == b for a, b in zip(m, o, strict=True)])
        ),
        "groups_init": Formula(
            lambda parents, count: After(None, {"parents": [z3.BitVecVal(i, 64) for i in range(count)]}),
            longest=8,
        ),
    }
