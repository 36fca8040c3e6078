"""References of the functions on arrays."""

import bisect
import heapq
import itertools
import math
import operator
import statistics
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
from reference import Reference

Numbers = list[int]


def index(values: Numbers, wanted: int) -> int:
    """The first index, or -1."""
    return values.index(wanted) if wanted in values else -1


def last_index(values: Numbers, wanted: int) -> int:
    """The last index, or -1."""
    return len(values) - 1 - values[::-1].index(wanted) if wanted in values else -1


def majority(values: Numbers, count: int) -> int:
    """The most frequent value if it is the majority."""
    for value, times in Counter(values).most_common(1):
        if times > count / 2:
            return value
    return -(2**63)


def longest_run(values: Numbers, count: int) -> int:
    """The longest slice that is strictly ascending."""
    slices = (values[i:j] for i in range(count) for j in range(i + 1, count + 1))
    return max((len(each) for each in slices if each == sorted(set(each))), default=0)


def best_slice(values: Numbers, count: int) -> int:
    """The largest sum of any slice."""
    return max(sum(values[i:j]) for i in range(count) for j in range(i + 1, count + 1))


def in_place(function: Callable[..., Numbers]) -> Callable[..., None]:
    """A function that puts its list in place of its first one."""

    def call(values: Numbers, *rest: Any) -> None:
        values[:] = function(values, *rest)

    return call


def in_front(function: Callable[..., Numbers]) -> Callable[..., int]:
    """A function that puts its list at the front of its first one and returns its length."""

    def call(values: Numbers, *rest: Any) -> int:
        found = function(values, *rest)
        values[: len(found)] = found
        return len(found)

    return call


def partitioned(values: Numbers, count: int, pivot: int) -> int:
    """The numbers below the pivot, then the others."""
    below = [x for x in values if x < pivot]
    values[:] = [*below, *(x for x in values if x >= pivot)]
    return len(below)


def order(a: Numbers, b: Numbers, count: int) -> int:
    """How lists compare."""
    return (a > b) - (a < b)


def product_of_matrices(target: Numbers, a: Numbers, b: Numbers, size: int) -> None:
    """With NumPy."""
    shape = (size, size)
    target[:] = (
        (np.array(a, dtype=object).reshape(shape) @ np.array(b, dtype=object).reshape(shape)).ravel().tolist()
    )


def transposed(values: Numbers, size: int) -> None:
    """With NumPy."""
    values[:] = np.array(values, dtype=object).reshape(size, size).T.ravel().tolist()


def shared(target: Numbers, a: Numbers, a_count: int, b: Numbers, b_count: int) -> int:
    """The intersection of multisets."""
    found = sorted((Counter(a) & Counter(b)).elements())
    target[: len(found)] = found
    return len(found)


def front(memory: Numbers, result: int) -> Numbers:
    """What stands before the result."""
    return memory[:result]


def front_and_rest(memory: Numbers, result: int) -> tuple[Numbers, Numbers]:
    """What stands before the result, and the rest in any order."""
    return memory[:result], sorted(memory[result:])


def any_order(memory: Numbers, result: object) -> Numbers:
    """The numbers, whatever their order."""
    return sorted(memory)


def sorts() -> Reference:
    """Any of the sorts."""
    return Reference("sorted", in_place(lambda values, *rest: sorted(values)))


ARRAYS = {
    "array_sum": Reference("sum", lambda values, count: sum(values)),
    "array_product": Reference("math.prod", lambda values, count: math.prod(values)),
    "array_sum_of_squares": Reference(
        "math.sumprod by numpy objects",
        lambda v, n: int(np.dot(np.array(v, object), np.array(v, object))) if n else 0,
    ),
    "array_min": Reference("sorted", lambda values, count: sorted(values)[0]),
    "array_max": Reference("sorted", lambda values, count: sorted(values)[-1]),
    "array_range": Reference("sorted", lambda values, count: sorted(values)[-1] - sorted(values)[0]),
    "array_mean": Reference(
        "statistics.mean of Fractions", lambda values, count: float(statistics.mean(map(Fraction, values)))
    ),
    "array_median": Reference(
        "statistics.median", lambda values, count: statistics.median(values), {"values": any_order}
    ),
    "array_mode": Reference("statistics.mode", lambda values, count: statistics.mode(values)),
    "array_variance": Reference(
        "statistics.pvariance of Fractions",
        lambda values, count: float(statistics.pvariance(map(Fraction, values))),
    ),
    "array_standard_deviation": Reference(
        "mpmath.sqrt of statistics.pvariance",
        lambda values, count: mpmath.sqrt(mpmath.mpmathify(statistics.pvariance(map(Fraction, values)))),
    ),
    "count_value": Reference("list.count", lambda values, count, wanted: values.count(wanted)),
    "count_above": Reference(
        "bisect on sorted", lambda values, count, limit: count - bisect.bisect_right(sorted(values), limit)
    ),
    "count_even": Reference("divmod", lambda values, count: [divmod(x, 2)[1] for x in values].count(0)),
    "count_distinct": Reference("set", lambda values, count: len(set(values))),
    "index_of": Reference("list.index", lambda values, count, wanted: index(values, wanted)),
    "last_index_of": Reference(
        "list.index of the reversed list", lambda values, count, wanted: last_index(values, wanted)
    ),
    "array_contains": Reference("list.__contains__", lambda values, count, wanted: wanted in values),
    "index_of_max": Reference("list.index", lambda values, count: values.index(max(values))),
    "index_of_min": Reference("list.index", lambda values, count: values.index(min(values))),
    "second_largest": Reference("heapq.nlargest", lambda values, count: heapq.nlargest(2, values)[1]),
    "kth_smallest": Reference(
        "heapq.nsmallest", lambda values, count, k: heapq.nsmallest(k, values)[-1], {"values": any_order}
    ),
    "lower_bound": Reference(
        "bisect.bisect_left", lambda values, count, limit: bisect.bisect_left(values, limit)
    ),
    "upper_bound": Reference(
        "bisect.bisect_right", lambda values, count, limit: bisect.bisect_right(values, limit)
    ),
    "binary_search": Reference("list.index", lambda values, count, wanted: index(values, wanted)),
    "has_pair_with_sum": Reference(
        "itertools.combinations",
        lambda values, count, total: any(a + b == total for a, b in itertools.combinations(values, 2)),
    ),
    "majority_element": Reference("collections.Counter", majority),
    "missing_number": Reference("set", lambda values, count: (set(range(count + 1)) - set(values)).pop()),
    "array_xor": Reference(
        "numpy.bitwise_xor.reduce",
        lambda values, count: int(np.bitwise_xor.reduce(np.array(values, np.uint64))),
    ),
    "max_subarray_sum": Reference("all slices", best_slice),
    "longest_increasing_run": Reference("all slices", longest_run),
    "count_inversions": Reference(
        "itertools.combinations",
        lambda values, count: sum(a > b for a, b in itertools.combinations(values, 2)),
    ),
    "arrays_equal": Reference("list.__eq__", lambda a, b, count: a == b),
    "compare_arrays": Reference("list.__lt__", order),
    "is_sorted": Reference("sorted", lambda values, count: values == sorted(values)),
    "array_is_palindrome": Reference("reversed", lambda values, count: values == [*reversed(values)]),
    "fill_array": Reference("list.__mul__", in_place(lambda values, count, x: [x] * count)),
    "copy_array": Reference("list.copy", in_place(lambda target, values, count: values.copy())),
    "reverse_array": Reference("reversed", in_place(lambda values, count: [*reversed(values)])),
    "rotate_array": Reference(
        "slices", in_place(lambda values, count, places: values[places:] + values[:places])
    ),
    "partition_array": Reference("list comprehensions", partitioned, {"values": front_and_rest}),
    "unique_sorted": Reference(
        "itertools.groupby",
        in_front(lambda values, count: [x for x, _ in itertools.groupby(values)]),
        {"values": front},
    ),
    "remove_value": Reference(
        "filter", in_front(lambda values, count, x: [*filter(x.__ne__, values)]), {"values": front}
    ),
    "prefix_sums": Reference(
        "itertools.accumulate", in_place(lambda values, count: [*itertools.accumulate(values)])
    ),
    "differences": Reference(
        "itertools.pairwise",
        in_place(lambda values, count: [b - a for a, b in itertools.pairwise([0, *values])]),
    ),
    "scale_array": Reference(
        "numpy.polyval",
        in_place(
            lambda values, count, factor, offset: [
                int(np.polyval(np.array([factor, offset], object), x)) for x in values
            ]
        ),
    ),
    "merge_sorted": Reference(
        "heapq.merge", in_place(lambda target, a, a_count, b, b_count: [*heapq.merge(a, b)])
    ),
    "intersect_sorted": Reference("Counter.__and__", shared, {"target": front}),
    "bubble_sort": sorts(),
    "insertion_sort": sorts(),
    "selection_sort": sorts(),
    "shell_sort": sorts(),
    "merge_sort": sorts(),
    "quick_sort": sorts(),
    "heap_sort": sorts(),
    "counting_sort": sorts(),
    "dot_product": Reference("map and operator.mul", lambda a, b, count: sum(map(operator.mul, a, b))),
    "add_arrays": Reference(
        "map and operator.add", in_place(lambda target, a, b, count: [*map(operator.add, a, b)])
    ),
    "matrix_multiply": Reference("numpy.matmul", product_of_matrices),
    "transpose": Reference("numpy.transpose", transposed),
    "float_array_sum": Reference("math.fsum", lambda values, count: math.fsum(values)),
    "float_array_max": Reference("sorted", lambda values, count: sorted(values)[-1]),
    "polynomial_value": Reference(
        "a sum of powers", lambda c, count, x: sum(a * x**power for power, a in enumerate(reversed(c)))
    ),
}
