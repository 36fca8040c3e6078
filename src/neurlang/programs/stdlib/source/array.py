"""Arrays of numbers: sums and statistics, searching, sorting, rearranging, matrices."""

from __future__ import annotations

from neurlang.programs.stdlib.types import f64, i64, ptr_f64, ptr_i64, ptr_u64, sqrt, u64

# Sums and statistics


def array_sum(values: ptr_i64, count: u64) -> i64:
    """The sum of an array.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are

    Tests:
        values (array[count] of -2^31 .. 2^31)

    Requires: -2**63 <= sum(values) < 2**63
    Returns: the sum; 0 if there is none
    Difficulty: 2

    Prompts:
        sum of {values}
        array_sum({values})
        add up the list {values}
        what do the numbers {values} add up to?
        total of all elements in {values}
        if i spend {values}, how much is that in all?
        put the numbers {values} together by addition
        how much is everything in {values} combined?
        reduce {values} with plus
        give me the grand total for {values}
    """
    total: i64 = 0
    for i in range(count):
        total += values[i]
    return total


def array_product(values: ptr_i64, count: u64) -> i64:
    """The product of an array.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are

    Tests:
        values (array[count] of -8 .. 8)

    Requires: -2**63 <= prod(values) < 2**63
    Returns: the product; 1 if there is none
    Difficulty: 2

    Prompts:
        product of {values}
        array_product({values})
        multiply all numbers in {values}
        what do you get when {values} are multiplied together?
        reduce {values} with times
        the result of multiplying through the list {values}
        how large is the product over {values}?
        take {values} as factors, what is the result?
        multiply the elements of {values} with each other
        starting from 1, multiply by each of {values}
    """
    product: i64 = 1
    for i in range(count):
        product *= values[i]
    return product


def array_sum_of_squares(values: ptr_i64, count: u64) -> i64:
    """The sum of the squares of an array.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are

    Tests:
        values (array[count] of -1000000 .. 1000000)

    Requires: sum(x * x for x in values) < 2**63
    Returns: the sum of the squares
    Difficulty: 2

    Prompts:
        sum of the squares of {values}
        array_sum_of_squares({values})
        square each of {values} and add the results
        what do the squared numbers {values} total?
        squared length of the vector {values}
        add x*x for every x in {values}
        how much is the energy of the samples {values}?
        the dot product of {values} with itself
        squares first, then the sum: {values}
        for the list {values}, total up the second powers
    """
    total: i64 = 0
    for i in range(count):
        total += values[i] * values[i]
    return total


def array_min(values: ptr_i64, count: u64) -> i64:
    """The smallest number of an array.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (1 .. 2^32): how many they are

    Returns: the smallest one
    Difficulty: 2

    Prompts:
        smallest of {values}
        array_min({values})
        minimum of the list {values}
        which number in {values} is the lowest?
        find the least element of {values}
        look through {values} and return the smallest number
        no element of {values} is below which one?
        what is the lower bound that {values} reaches?
        the cheapest of the prices {values}
        from {values}, pick the number that is smaller than all others
    """
    smallest = values[0]
    for i in range(1, count):
        smallest = min(smallest, values[i])
    return smallest


def array_max(values: ptr_i64, count: u64) -> i64:
    """The largest number of an array.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (1 .. 2^32): how many they are

    Returns: the largest one
    Difficulty: 2

    Prompts:
        largest of {values}
        array_max({values})
        maximum of the list {values}
        which number in {values} is the highest?
        find the greatest element of {values}
        look through {values} and return the biggest number
        no element of {values} is above which one?
        what is the peak among {values}?
        the best of the scores {values}
        from {values}, pick the number that is larger than all others
    """
    largest = values[0]
    for i in range(1, count):
        largest = max(largest, values[i])
    return largest


def array_range(values: ptr_i64, count: u64) -> u64:
    """How far the smallest and the largest number of an array are apart.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (1 .. 2^32): how many they are

    Returns: the largest minus the smallest
    Difficulty: 4

    Prompts:
        range of {values}
        array_range({values})
        difference between the largest and the smallest of {values}
        how far do the numbers {values} spread?
        max minus min of {values}
        the span that {values} cover
        by how much does the top of {values} exceed the bottom?
        how wide is the interval that holds all of {values}?
        distance from the lowest to the highest of {values}
        for the data {values}, give the statistical range
    """
    return u64(array_max(values, count) - array_min(values, count))


def array_mean(values: ptr_i64, count: u64) -> f64:
    """The arithmetic mean of an array.

    Parameters:
        values (array[count] of -2^31 .. 2^31): the numbers
        count (1 .. 2^22): how many they are

    Returns: their sum divided by their number
    Difficulty: 4

    Prompts:
        mean of {values}
        array_mean({values})
        average of the numbers {values}
        what is the arithmetic mean of {values}?
        add {values} and divide by how many there are
        on average, how large are {values}?
        the expected value of a random pick from {values}
        my marks are {values}, what is my average?
        if {values} were shared out equally, how much would each get?
        centre of gravity of the points {values}
    """
    return f64(array_sum(values, count)) / f64(count)


def array_median(values: ptr_i64, count: u64) -> f64:
    """The median of an array, which is sorted by the way.

    Parameters:
        values (array[count] of -2^52 .. 2^52): the numbers; sorted afterwards
        count (1 .. 2^32): how many they are

    Tests:
        values (array[count] of -2^31 .. 2^31)

    Returns: the middle number, or the mean of the two in the middle
    Difficulty: 4

    Prompts:
        median of {values}
        array_median({values})
        middle value of the numbers {values}
        which number splits {values} into a lower and an upper half?
        sort {values} and take the one in the middle
        what is the 50th percentile of {values}?
        half of {values} lie below what value?
        the central value of the sample {values}
        of the incomes {values}, what is the median?
        find the second quartile of {values}
    """
    quick_sort(values, count)
    middle = count >> 1
    if count & 1:
        return f64(values[middle])
    return f64(values[middle - 1] + values[middle]) / 2.0


def array_mode(values: ptr_i64, count: u64) -> i64:
    """The number that occurs most often in an array; of several, the one that comes first.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (1 .. 2^32): how many they are

    Tests:
        values (array[count] of -20 .. 20)

    Returns: the most frequent number
    Difficulty: 3

    Prompts:
        mode of {values}
        array_mode({values})
        most common number in {values}
        which number occurs most often in {values}?
        find the most frequent element of {values}
        what value is repeated the most in {values}?
        the winner of the votes {values}
        count how often each number of {values} appears and return the top one
        which of {values} has the highest frequency?
        the typical value of {values}, in the sense of the mode
    """
    mode = values[0]
    most = 0
    for i in range(count):
        candidate = values[i]
        times = 0
        for j in range(i, count):
            times += u64(values[j] == candidate)
        if times > most:
            most = times
            mode = candidate
    return mode


def array_variance(values: ptr_i64, count: u64) -> f64:
    """The variance of an array as a whole population, from exact sums.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (1 .. 2^26): how many they are

    Tests:
        values (array[count] of -10000 .. 10000)

    Requires: count * sum(x * x for x in values) <= 2**53
    Returns: the mean of the squared distances to the mean
    Difficulty: 2

    Prompts:
        variance of {values}
        array_variance({values})
        population variance of the numbers {values}
        mean squared deviation of {values} from their mean
        how much do {values} scatter, as a variance?
        sigma squared for the data {values}
        average of the squares of {values} minus the square of their average
        second central moment of {values}
        compute var({values}) over the full population
        treating {values} as everything there is, what is the variance?
    """
    total: i64 = 0
    squares: i64 = 0
    for i in range(count):
        total += values[i]
        squares += values[i] * values[i]
    n = i64(count)
    return f64(n * squares - total * total) / f64(n * n)


def array_standard_deviation(values: ptr_i64, count: u64) -> f64:
    """The standard deviation of an array as a whole population.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (1 .. 2^26): how many they are

    Tests:
        values (array[count] of -10000 .. 10000)

    Requires: count * sum(x * x for x in values) <= 2**53
    Returns: the square root of the variance
    Difficulty: 4
    Error: 1 ulp

    Prompts:
        standard deviation of {values}
        array_standard_deviation({values})
        population standard deviation of the numbers {values}
        how far are {values} from their mean, typically?
        sigma of the data {values}
        root of the variance of {values}
        how strongly do {values} spread around the average, as a standard deviation?
        stdev({values}) over the full population
        root mean square deviation of {values} from their mean
        volatility of the returns {values}
    """
    return sqrt(array_variance(values, count))


# Counting and searching


def count_value(values: ptr_i64, count: u64, wanted: i64) -> u64:
    """How often a number occurs in an array.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are
        wanted (-2^63 .. 2^63 - 1): the number to count

    Tests:
        values (array[count] of -9 .. 9)
        wanted (-9 .. 9)

    Returns: the number of its occurrences
    Difficulty: 2

    Prompts:
        how often is {wanted} in {values}?
        count_value({values}, {wanted})
        count the occurrences of {wanted} in the list {values}
        number of elements of {values} that equal {wanted}
        how many times does {values} contain {wanted}?
        frequency of {wanted} among {values}
        each {wanted} in {values} counts one, how many is that?
        in {values}, how many are {wanted}?
        tally {wanted} over {values}
        of the dice rolls {values}, how many show {wanted}?
    """
    times = 0
    for i in range(count):
        times += u64(values[i] == wanted)
    return times


def count_above(values: ptr_i64, count: u64, limit: i64) -> u64:
    """How many numbers of an array are above a limit.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are
        limit (-2^63 .. 2^63 - 1): the limit

    Tests:
        values (array[count] of -100 .. 100)
        limit (-100 .. 100)

    Returns: how many are larger
    Difficulty: 2

    Prompts:
        how many of {values} are above {limit}?
        count_above({values}, {limit})
        count the numbers in {values} that exceed {limit}
        number of elements of {values} greater than {limit}
        of {values}, how many lie over {limit}?
        how often is the threshold {limit} exceeded in {values}?
        if {limit} is the mark to beat, how many of {values} beat it?
        go through {values} and count what is more than {limit}
        elements x of {values} with x > {limit}: how many?
        tally the readings {values} that beat {limit}
    """
    larger = 0
    for i in range(count):
        larger += u64(values[i] > limit)
    return larger


def count_even(values: ptr_i64, count: u64) -> u64:
    """How many numbers of an array are even.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are

    Tests:
        values (array[count] of -1000 .. 1000)

    Returns: how many 2 divides
    Difficulty: 2

    Prompts:
        how many of {values} are even?
        count_even({values})
        count the even numbers in {values}
        number of elements of {values} that two divides
        of {values}, how many are multiples of 2?
        go through {values} and count what is even
        how often do you see an even number in {values}?
        in the list {values}, tally the elements without a remainder by two
        how many even entries has {values}?
        drop the odd ones from {values}, how many are left?
    """
    even = count
    for i in range(count):
        even -= u64(values[i] & 1)
    return even


def count_distinct(values: ptr_i64, count: u64) -> u64:
    """How many different numbers an array holds.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are

    Tests:
        values (array[count] of -20 .. 20)

    Returns: the number of different values
    Difficulty: 3

    Prompts:
        how many different numbers are in {values}?
        count_distinct({values})
        number of distinct values among {values}
        size of the set of {values}
        count {values} without repetitions
        if duplicates are dropped from {values}, how many remain?
        how many unique values does {values} have?
        in {values}, equal numbers count once: what is the count?
        how varied is {values}: how many values occur?
        turn {values} into a set and give its size
    """
    distinct = 0
    for i in range(count):
        j = 0
        while values[j] != values[i]:
            j += 1
        distinct += u64(j == i)
    return distinct


def index_of(values: ptr_i64, count: u64, wanted: i64) -> i64:
    """Where a number first occurs in an array, by linear search.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are
        wanted (-2^63 .. 2^63 - 1): the number to find

    Tests:
        values (array[count] of -9 .. 9)
        wanted (-9 .. 9)

    Returns: the first index, counted from 0, or -1 if there is none
    Difficulty: 2

    Prompts:
        index of {wanted} in {values}
        index_of({values}, {wanted})
        where is {wanted} in the list {values}?
        at which position does {wanted} first occur in {values}?
        search {values} from the start for {wanted}
        linear search for {wanted} in {values}
        find the place of the first {wanted} in {values}, from 0, or -1
        how many elements of {values} come before the first {wanted}?
        look for {wanted} in the unsorted array {values}
        {values}: which element is {wanted}, by index?
    """
    for i in range(count):
        if values[i] == wanted:
            return i64(i)
    return -1


def last_index_of(values: ptr_i64, count: u64, wanted: i64) -> i64:
    """Where a number last occurs in an array.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are
        wanted (-2^63 .. 2^63 - 1): the number to find

    Tests:
        values (array[count] of -9 .. 9)
        wanted (-9 .. 9)

    Returns: the last index, counted from 0, or -1 if there is none
    Difficulty: 2

    Prompts:
        last index of {wanted} in {values}
        last_index_of({values}, {wanted})
        where is {wanted} for the last time in the list {values}?
        at which position does {wanted} finally occur in {values}?
        search {values} from the end for {wanted}
        find the place of the rightmost {wanted} in {values}, from 0, or -1
        which is the highest index of {values} that holds {wanted}?
        scan {values} backwards until {wanted} shows up, at what index?
        of all the {wanted}s in {values}, where is the final one?
        position of the latest {wanted} among {values}
    """
    i = count
    while i:
        i -= 1
        if values[i] == wanted:
            return i64(i)
    return -1


def array_contains(values: ptr_i64, count: u64, wanted: i64) -> bool:
    """Whether a number occurs in an array.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are
        wanted (-2^63 .. 2^63 - 1): the number to find

    Tests:
        values (array[count] of -9 .. 9)
        wanted (-9 .. 9)

    Returns: true if it occurs
    Difficulty: 2

    Prompts:
        is {wanted} in {values}?
        array_contains({values}, {wanted})
        does the list {values} contain {wanted}?
        check whether {wanted} is one of {values}
        {wanted} in {values}
        is any element of {values} equal to {wanted}?
        true if {wanted} occurs among {values}
        did {wanted} come up in the draw {values}?
        look through {values}: is {wanted} there?
        membership of {wanted} in the list {values}
    """
    for i in range(count):
        if values[i] == wanted:
            return True
    return False


def index_of_max(values: ptr_i64, count: u64) -> u64:
    """Where the largest number of an array first occurs.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (1 .. 2^32): how many they are

    Returns: the index, counted from 0
    Difficulty: 2

    Prompts:
        index of the largest of {values}
        argmax({values})
        where in {values} is the maximum?
        at which position does {values} peak, from 0?
        index_of_max({values})
        find the place of the greatest element of {values}
        which element of {values} is the highest, by its index?
        how many elements come before the first maximum of {values}?
        position of the top score among {values}
        for the scores {values}, who leads? give the index
    """
    best = 0
    for i in range(1, count):
        if values[i] > values[best]:
            best = i
    return best


def index_of_min(values: ptr_i64, count: u64) -> u64:
    """Where the smallest number of an array first occurs.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (1 .. 2^32): how many they are

    Returns: the index, counted from 0
    Difficulty: 2

    Prompts:
        index of the smallest of {values}
        argmin({values})
        where in {values} is the minimum?
        at which position does {values} bottom out, from 0?
        index_of_min({values})
        find the place of the least element of {values}
        which element of {values} is the lowest, by its index?
        how many elements come before the first minimum of {values}?
        position of the cheapest price among {values}
        for the lap times {values}, which lap was fastest? give the index
    """
    best = 0
    for i in range(1, count):
        if values[i] < values[best]:
            best = i
    return best


def second_largest(values: ptr_i64, count: u64) -> i64:
    """The second largest number of an array; a number that occurs twice counts twice.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (2 .. 2^32): how many they are

    Returns: what would stand last but one in ascending order
    Difficulty: 2

    Prompts:
        second largest of {values}
        second_largest({values})
        which number in {values} comes just below the maximum?
        the runner-up among {values}
        remove the largest of {values} once, what is the largest now?
        last but one of {values} in ascending order
        what is the second highest element of {values}?
        find the number that only one element of {values} beats or equals
        who would get silver with the scores {values}?
        next to the top in the list {values}
    """
    largest = max(values[0], values[1])
    second = min(values[0], values[1])
    for i in range(2, count):
        x = values[i]
        if x > second:
            second = min(x, largest)
            largest = max(x, largest)
    return second


def kth_smallest(values: ptr_i64, count: u64, k: u64) -> i64:
    """The k-th smallest number of an array, by partitioning around pivots.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers; in another order afterwards
        count (1 .. 2^32): how many they are
        k (1 .. count): which one, counted from 1

    Tests:
        values (array[count] of -2^31 .. 2^31)

    Returns: what would stand at place k in ascending order
    Difficulty: 3
    Note: Quickselect (Hoare 1961).

    Prompts:
        number {k} in ascending order of {values}
        kth_smallest({values}, {k})
        the {k}th smallest of {values}
        which element of {values} would stand at place {k} if they were sorted?
        order statistic {k} of the sample {values}
        select rank {k} from {values}, rank 1 being the least
        quickselect on {values} with k = {k}
        find the element of {values} that has {k} - 1 smaller ones before it
        sort {values} upwards and read entry {k}, counting from one
        among {values}, the smallest but for {k} - 1 others
    """
    low = 0
    high = count - 1
    while low < high:
        pivot = values[(low + high) >> 1]
        i = low
        j = high
        while True:
            while values[i] < pivot:
                i += 1
            while values[j] > pivot:
                j -= 1
            if i >= j:
                break
            values[i], values[j] = values[j], values[i]
            i += 1
            j -= 1
        if k <= j + 1:
            high = j
        else:
            low = j + 1
    return values[low]


def lower_bound(values: ptr_i64, count: u64, limit: i64) -> u64:
    """How many numbers of a sorted array are below a limit, by bisection.

    Parameters:
        values (sorted array[count] of -2^63 .. 2^63 - 1): the numbers in ascending order
        count (0 .. 2^32): how many they are
        limit (-2^63 .. 2^63 - 1): the limit

    Tests:
        values (sorted array[count] of -50 .. 50)
        limit (-51 .. 51)

    Returns: the index of the first number that is not below the limit, or count
    Difficulty: 2

    Prompts:
        lower bound of {limit} in the sorted list {values}
        lower_bound({values}, {limit})
        bisect_left({values}, {limit})
        how many numbers of the ascending list {values} are below {limit}?
        where must {limit} go into the sorted {values}, before its equals?
        index of the first element of the sorted {values} that is at least {limit}
        leftmost place for {limit} in the ordered array {values}
        in the sorted data {values}, find the first entry >= {limit} by bisection
        insertion point for {limit} in {values}, as far left as possible
        the rank of {limit} in the ascending sequence {values}
    """
    low = 0
    high = count
    while low < high:
        middle = (low + high) >> 1
        if values[middle] < limit:
            low = middle + 1
        else:
            high = middle
    return low


def upper_bound(values: ptr_i64, count: u64, limit: i64) -> u64:
    """How many numbers of a sorted array are not above a limit, by bisection.

    Parameters:
        values (sorted array[count] of -2^63 .. 2^63 - 1): the numbers in ascending order
        count (0 .. 2^32): how many they are
        limit (-2^63 .. 2^63 - 1): the limit

    Tests:
        values (sorted array[count] of -50 .. 50)
        limit (-51 .. 51)

    Returns: the index of the first number above the limit, or count
    Difficulty: 2

    Prompts:
        upper bound of {limit} in the sorted list {values}
        upper_bound({values}, {limit})
        bisect_right({values}, {limit})
        how many numbers of the ascending list {values} are at most {limit}?
        where must {limit} go into the sorted {values}, behind its equals?
        index of the first element of the sorted {values} that exceeds {limit}
        rightmost place for {limit} in the ordered array {values}
        in the sorted data {values}, find the first entry > {limit} by bisection
        insertion point for {limit} in {values}, as far right as possible
        count what does not exceed {limit} in the ascending sequence {values}
    """
    low = 0
    high = count
    while low < high:
        middle = (low + high) >> 1
        if values[middle] > limit:
            high = middle
        else:
            low = middle + 1
    return low


def binary_search(values: ptr_i64, count: u64, wanted: i64) -> i64:
    """Where a number first occurs in a sorted array, by bisection.

    Parameters:
        values (sorted array[count] of -2^63 .. 2^63 - 1): the numbers in ascending order
        count (0 .. 2^32): how many they are
        wanted (-2^63 .. 2^63 - 1): the number to find

    Tests:
        values (sorted array[count] of -50 .. 50)
        wanted (-51 .. 51)

    Returns: the first index, counted from 0, or -1 if there is none
    Difficulty: 4

    Prompts:
        binary search for {wanted} in {values}
        binary_search({values}, {wanted})
        find {wanted} in the sorted list {values}
        where in the ascending array {values} is {wanted}?
        bisect {values} to locate {wanted}
        halve the sorted range {values} until {wanted} is found, at what index?
        look up {wanted} in the ordered table {values}
        in sorted {values}, which index holds {wanted}, or -1?
        logarithmic search: {wanted} among {values}
        use the order of {values} to find {wanted} quickly
    """
    place = lower_bound(values, count, wanted)
    if place < count and values[place] == wanted:
        return i64(place)
    return -1


def has_pair_with_sum(values: ptr_i64, count: u64, total: i64) -> bool:
    """Whether two elements of a sorted array have a given sum, from both ends inwards.

    Parameters:
        values (sorted array[count] of -2^62 .. 2^62 - 1): the numbers in ascending order
        count (0 .. 2^32): how many they are
        total (-2^63 .. 2^63 - 1): the sum to reach

    Tests:
        values (sorted array[count] of -50 .. 50)
        total (-100 .. 100)

    Returns: true if two different elements add up to it
    Difficulty: 2

    Prompts:
        do two numbers of the sorted list {values} add up to {total}?
        has_pair_with_sum({values}, {total})
        is there a pair in the ascending {values} with the sum {total}?
        two-sum on the sorted array {values} for {total}
        can {total} be made of two elements of {values}, which are sorted?
        check whether some a + b = {total} with both from sorted {values}
        sorted are {values}, does any pair of them total {total}?
        prices in order {values}: can i spend exactly {total} on two items?
        look from both ends of {values} for two numbers that total {total}
        with the sorted coins {values}, do any two give {total}?
    """
    if count == 0:
        return False
    low = 0
    high = count - 1
    while low < high:
        found = values[low] + values[high]
        if found == total:
            return True
        if found < total:
            low += 1
        else:
            high -= 1
    return False


def majority_element(values: ptr_i64, count: u64) -> i64:
    """The number that more than half of an array equals, by Boyer and Moore's vote.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are

    Tests:
        values (array[count] of -2 .. 2)

    Returns: the majority; -2^63 if there is none
    Difficulty: 4
    Note: Boyer and Moore 1981: pairs of different numbers cancel each other; one pass checks what is left.

    Prompts:
        majority element of {values}
        majority_element({values})
        which number makes up more than half of {values}?
        who has an absolute majority in the votes {values}?
        boyer-moore vote over {values}
        is there a value that most of {values} equal, and which?
        find the element that fills over 50 percent of {values}
        the number in {values} that outnumbers all the others together
        cancel unlike pairs in {values}: what wins?
        in the ballot {values}, which candidate got more than half?
    """
    candidate: i64 = 0
    lead = 0
    for i in range(count):
        if lead == 0:
            candidate = values[i]
            lead = 1
        elif values[i] == candidate:
            lead += 1
        else:
            lead -= 1
    if 2 * count_value(values, count, candidate) > count:
        return candidate
    return -0x8000_0000_0000_0000


def missing_number(values: ptr_u64, count: u64) -> u64:
    """The number from 0 to count that is not in an array which holds all the others once.

    Parameters:
        values (distinct array[count] of 0 .. count): the numbers from 0 to count but one
        count (0 .. 2^32 - 1): how many they are

    Returns: the number that is missing
    Difficulty: 2

    Prompts:
        missing number in {values}
        missing_number({values})
        which number from 0 on is not among {values}?
        {values} should be all numbers from 0 up to their count, but one is gone: which?
        find the gap in {values}, counting from zero
        one ticket of 0, 1, 2, ... was lost, {values} are there, which is not?
        what completes {values} to a full run from 0?
        the sum formula tells which number {values} lack: which one?
        of the indices starting at 0, {values} are used, name the free one
        what is absent from the shuffled sequence {values}?
    """
    missing = count * (count + 1) // 2
    for i in range(count):
        missing -= values[i]
    return missing


def array_xor(values: ptr_u64, count: u64) -> u64:
    """The exclusive or of all numbers of an array; numbers that occur twice cancel.

    Parameters:
        values (array[count] of 0 .. 2^64 - 1): the numbers
        count (0 .. 2^32): how many they are

    Returns: the exclusive or; 0 if there is none
    Difficulty: 2

    Prompts:
        xor all of {values} together
        array_xor({values})
        exclusive or over the list {values}
        what is left when equal numbers of {values} cancel in pairs?
        reduce {values} with xor
        nim sum of the heaps {values}
        parity word of the disks {values}
        start at 0 and xor in each of {values}
        fold {values} by bitwise exclusive or
        bit by bit, which positions are set an odd number of times in {values}?
    """
    result = 0
    for i in range(count):
        result ^= values[i]
    return result


def max_subarray_sum(values: ptr_i64, count: u64) -> i64:
    """The largest sum of neighbouring elements of an array, by Kadane's algorithm.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (1 .. 2^32): how many they are

    Tests:
        values (array[count] of -1000 .. 1000)

    Requires: sum(map(abs, values)) < 2**63
    Returns: the largest sum of one or more neighbours
    Difficulty: 2

    Prompts:
        maximum subarray sum of {values}
        max_subarray_sum({values})
        largest sum of consecutive elements in {values}
        kadane's algorithm on {values}
        which stretch of {values} has the highest total, and how high is it?
        the best run of neighbours in {values}, by its sum
        with daily gains {values}, what is the most i can make between two days?
        find the contiguous part of {values} whose sum is greatest, give the sum
        how much can a connected slice of {values} add up to at most?
        best sum over all intervals of {values}
    """
    best = values[0]
    ending_here = values[0]
    for i in range(1, count):
        ending_here = max(ending_here, 0) + values[i]
        best = max(best, ending_here)
    return best


def longest_increasing_run(values: ptr_i64, count: u64) -> u64:
    """The length of the longest stretch of neighbours that increases strictly.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are

    Tests:
        values (array[count] of -20 .. 20)

    Returns: how many neighbours; 0 if there is none
    Difficulty: 2

    Prompts:
        longest increasing run in {values}
        longest_increasing_run({values})
        how long is the longest rising streak in {values}?
        length of the longest strictly ascending stretch of neighbours in {values}
        for how many steps in a row do {values} grow, at most? count the elements
        find the longest climb in the altitudes {values}
        the most consecutive elements of {values} each larger than the one before
        how many neighbours of {values} rise without a break?
        maximal ascending slice of {values}, by its length
        streak of improvement in the results {values}
    """
    longest = u64(count > 0)
    run = 1
    for i in range(1, count):
        run = run + 1 if values[i] > values[i - 1] else 1
        longest = max(longest, run)
    return longest


def count_inversions(values: ptr_i64, count: u64) -> u64:
    """How many pairs of an array stand in the wrong order.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are

    Tests:
        values (array[count] of -50 .. 50)

    Returns: the number of pairs in which the earlier number is larger
    Difficulty: 3

    Prompts:
        inversions in {values}
        count_inversions({values})
        how many pairs of {values} are out of order?
        count the pairs in {values} whose first number is the larger one
        how far is {values} from being sorted, in inversions?
        number of swaps of neighbours that sort {values}
        pairs i < j of {values} with the element at i above that at j: how many?
        kendall distance of {values} from the sorted order
        how many crossings are there if {values} is joined to its sorted form by lines?
        measure the disorder of {values} by its inversions
    """
    inversions = 0
    for i in range(1, count):
        x = values[i]
        for j in range(i):
            inversions += u64(values[j] > x)
    return inversions


# Comparing


def arrays_equal(a: ptr_i64, b: ptr_i64, count: u64) -> bool:
    """Whether two arrays of the same length hold the same numbers in the same order.

    Parameters:
        a (array[count] of -2^63 .. 2^63 - 1): the first array
        b (array[count] of -2^63 .. 2^63 - 1): the second array
        count (0 .. 2^32): how many numbers each has

    Tests:
        a (array[count] of 0 .. 1)
        b (array[count] of 0 .. 1)

    Returns: true if they are equal
    Difficulty: 2

    Prompts:
        are the lists {a} and {b} equal?
        arrays_equal({a}, {b})
        is {a} the same as {b}, element by element?
        compare {a} and {b}: do they agree everywhere?
        do {a} and {b} hold the same numbers in the same order?
        {a} == {b} as lists
        check that nothing differs between {a} and {b}
        true if {b} is an exact copy of {a}
        does each element of {a} match its counterpart in {b}?
        verify the copy {b} against the original {a}
    """
    for i in range(count):
        if a[i] != b[i]:
            return False
    return True


def compare_arrays(a: ptr_i64, b: ptr_i64, count: u64) -> i64:
    """The order of two arrays of the same length, as in a dictionary: the first difference decides.

    Parameters:
        a (array[count] of -2^63 .. 2^63 - 1): the first array
        b (array[count] of -2^63 .. 2^63 - 1): the second array
        count (0 .. 2^32): how many numbers each has

    Tests:
        a (array[count] of -1 .. 1)
        b (array[count] of -1 .. 1)

    Returns: -1 if a comes first, 1 if b does, 0 if they are equal
    Difficulty: 2

    Prompts:
        compare the lists {a} and {b} lexicographically
        compare_arrays({a}, {b})
        which of the lists {a} and {b} comes first, as -1, 0 or 1?
        dictionary order of {a} against {b}
        is {a} below, equal to or above {b}, judged by the first difference?
        three-way comparison of the arrays {a} and {b}
        order the version numbers {a} and {b}: -1, 0 or 1
        does {a} sort before {b}? -1 for yes, 1 for no, 0 for a tie
        find the first place where {a} and {b} differ and say which is smaller there
        lexicographic sign of {a} versus {b}
    """
    for i in range(count):
        if a[i] != b[i]:
            return -1 if a[i] < b[i] else 1
    return 0


def is_sorted(values: ptr_i64, count: u64) -> bool:
    """Whether an array is in ascending order; equal neighbours are allowed.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are

    Tests:
        values (array[count] of -3 .. 3)

    Returns: true if no number is below the one before
    Difficulty: 2

    Prompts:
        is {values} sorted?
        is_sorted({values})
        are the numbers {values} in ascending order?
        check that {values} never goes down
        is {values} a non-decreasing sequence?
        do the elements of {values} stand from small to large?
        true if each of {values} is at least the one before
        would sorting leave {values} as it is?
        test the order of {values}: ascending or not?
        can i use bisection on {values} as it stands?
    """
    for i in range(1, count):
        if values[i] < values[i - 1]:
            return False
    return True


def array_is_palindrome(values: ptr_i64, count: u64) -> bool:
    """Whether an array reads the same in both directions.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are

    Tests:
        values (array[count] of 0 .. 1)

    Returns: true if it equals its reversal
    Difficulty: 2

    Prompts:
        is the list {values} a palindrome?
        array_is_palindrome({values})
        does {values} read the same from both ends?
        is {values} equal to itself reversed?
        check the list {values} for symmetry
        do the first and the last of {values} match, and so on inwards?
        true if turning the array {values} around changes nothing
        are the elements of {values} mirrored about the middle?
        test whether the sequence {values} is symmetric
        from left and from right, is {values} the same list?
    """
    for i in range(count >> 1):
        if values[i] != values[count - 1 - i]:
            return False
    return True


# Filling and rearranging


def fill_array(values: ptr_i64, count: u64, x: i64) -> None:
    """Set all elements of an array to one number.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the array
        count (0 .. 2^32): how many elements
        x (-2^63 .. 2^63 - 1): the number

    Tests:
        values (array[count] of -9 .. 9)

    Difficulty: 2

    Prompts:
        fill {values} with {x}
        fill_array({values}, {x})
        set every element of {values} to {x}
        overwrite all of {values} by {x}
        make the whole list {values} equal to {x}
        replace each number in {values} with {x}
        initialise {values} to {x} throughout
        put {x} into every place of {values}
        what is {values} after all its entries became {x}?
        reset the array {values} to the value {x}
    """
    for i in range(count):
        values[i] = x


def copy_array(target: ptr_i64, values: ptr_i64, count: u64) -> None:
    """Copy an array to another place.

    Parameters:
        target (room[count]): where the copy goes
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are

    Difficulty: 2

    Prompts:
        copy {values}
        copy_array({values})
        make a copy of the list {values}
        duplicate the array {values}
        clone {values} to a new place
        transfer each element of {values} into a fresh array
        store a second {values} elsewhere
        back up the numbers {values}
        replicate {values} element by element
        i need another list just like {values}
    """
    for i in range(count):
        target[i] = values[i]


def reverse_array(values: ptr_i64, count: u64) -> None:
    """Turn the order of an array around.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are

    Difficulty: 2

    Prompts:
        reverse the list {values}
        reverse_array({values})
        turn {values} around
        {values} from last to first
        what is {values} in the opposite order?
        flip the array {values} end for end
        put the elements of {values} in backward order
        mirror the sequence {values}
        read {values} from the right
        swap first with last, and so on inwards, in {values}
    """
    if count == 0:
        return
    low = 0
    high = count - 1
    while low < high:
        values[low], values[high] = values[high], values[low]
        low += 1
        high -= 1


def rotate_array(values: ptr_i64, count: u64, places: u64) -> None:
    """Move the first elements of an array to its end, by three reversals.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are
        places (0 .. count): how many go to the end

    Difficulty: 4

    Prompts:
        rotate {values} left by {places}
        rotate_array({values}, {places})
        move the first {places} elements of {values} to the end
        shift {values} to the left by {places} places, in a circle
        cyclic shift of the list {values} by {places}
        what is {values} after {places} left rotations?
        start reading {values} at index {places} and wrap around
        let element {places} of {values} become the first, keeping the circular order
        turn the ring {values} by {places} positions
        cut {places} cards from the top of {values} and put them underneath
    """
    reverse_array(values, places)
    reverse_array(values + places, count - places)
    reverse_array(values, count)


def partition_array(values: ptr_i64, count: u64, pivot: i64) -> u64:
    """Move the numbers below a pivot to the front of an array, in their order.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are
        pivot (-2^63 .. 2^63 - 1): the pivot

    Tests:
        values (array[count] of -20 .. 20)
        pivot (-20 .. 20)

    Returns: how many are below the pivot
    Answer: values
    Difficulty: 3
    Note: Lomuto's scheme.

    Prompts:
        partition {values} around {pivot}
        partition_array({values}, {pivot})
        put the numbers of {values} below {pivot} in front
        split {values} at {pivot}: smaller ones first
        separate {values} by the pivot {pivot}
        one partitioning step of quicksort on {values} with pivot {pivot}
        move what is less than {pivot} in {values} to the left side
        rearrange {values} so that everything under {pivot} comes first
        divide the list {values} into those below {pivot} and the rest
        sweep the elements of {values} smaller than {pivot} to the start
    """
    below = 0
    for i in range(count):
        x = values[i]
        if x < pivot:
            values[i] = values[below]
            values[below] = x
            below += 1
    return below


def unique_sorted(values: ptr_i64, count: u64) -> u64:
    """Move the different numbers of a sorted array to its front.

    Parameters:
        values (sorted array[count] of -2^63 .. 2^63 - 1): the numbers in ascending order
        count (0 .. 2^32): how many they are

    Tests:
        values (sorted array[count] of -5 .. 5)

    Returns: how many different numbers there are
    Answer: values[:result]
    Difficulty: 2

    Prompts:
        remove duplicates from the sorted list {values}
        unique_sorted({values})
        drop repeated neighbours from the ascending {values}
        compress the ordered array {values} to its different numbers
        keep one of each number in the sorted {values}
        what remains of sorted {values} once equal neighbours are merged?
        deduplicate {values}, which are in order
        strip the repetitions out of the sorted sequence {values}
        make the elements of the ordered {values} unique in place
        uniq the sorted numbers {values}
    """
    kept = 0
    for i in range(count):
        if i == 0 or values[i] != values[kept - 1]:
            values[kept] = values[i]
            kept += 1
    return kept


def remove_value(values: ptr_i64, count: u64, unwanted: i64) -> u64:
    """Remove all occurrences of a number from an array; the others move up.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are
        unwanted (-2^63 .. 2^63 - 1): the number to remove

    Tests:
        values (array[count] of -3 .. 3)
        unwanted (-3 .. 3)

    Returns: how many numbers are left
    Answer: values[:result]
    Difficulty: 2

    Prompts:
        remove {unwanted} from {values}
        remove_value({values}, {unwanted})
        delete every {unwanted} in the list {values}
        {values} without {unwanted}
        filter out {unwanted} from {values}
        keep only those of {values} that are not {unwanted}
        what is left of {values} after dropping each {unwanted}?
        take all {unwanted}s out of {values} and close the gaps
        strip {unwanted} from the array {values}
        erase the value {unwanted} wherever it occurs in {values}
    """
    kept = 0
    for i in range(count):
        x = values[i]
        if x != unwanted:
            values[kept] = x
            kept += 1
    return kept


def prefix_sums(values: ptr_i64, count: u64) -> None:
    """Replace each number of an array by the sum up to it.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are

    Tests:
        values (array[count] of -2^31 .. 2^31)

    Requires: sum(map(abs, values)) < 2**63
    Difficulty: 2

    Prompts:
        prefix sums of {values}
        prefix_sums({values})
        running total of {values}
        cumulative sum over the list {values}
        add up {values} step by step and show each subtotal
        accumulate {values}
        what are the partial sums of {values}?
        replace each of {values} by the total so far
        i save {values} month by month, how much do i have after each month?
        scan {values} with plus
    """
    total: i64 = 0
    for i in range(count):
        total += values[i]
        values[i] = total


def differences(values: ptr_i64, count: u64) -> None:
    """Replace each number of an array but the first by its difference to the one before.

    Parameters:
        values (array[count] of -2^62 .. 2^62 - 1): the numbers
        count (0 .. 2^32): how many they are

    Difficulty: 2

    Prompts:
        differences of {values}
        differences({values})
        difference of each of {values} to the one before
        by how much does {values} change from element to element?
        delta encode {values}
        subtract from every element of {values} its predecessor
        successive changes in the series {values}
        step sizes between the neighbours of {values}, the first one kept
        the discrete derivative of {values}
        undo a running total: {values}
    """
    previous: i64 = 0
    for i in range(count):
        x = values[i]
        values[i] = x - previous
        previous = x


def scale_array(values: ptr_i64, count: u64, factor: i64, offset: i64) -> None:
    """Multiply each number of an array by a factor and add an offset.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are
        factor (-2^63 .. 2^63 - 1): the factor
        offset (-2^63 .. 2^63 - 1): what is added

    Tests:
        values (array[count] of -1000000 .. 1000000)
        factor (-1000000 .. 1000000)
        offset (-1000000 .. 1000000)

    Requires: all(-2**63 <= x * factor + offset < 2**63 for x in values)
    Difficulty: 2

    Prompts:
        multiply {values} by {factor} and add {offset}
        scale_array({values}, {factor}, {offset})
        apply x -> {factor} x + {offset} to each of {values}
        scale the list {values} by {factor}, then shift it by {offset}
        {factor} * {values} + {offset}, element by element
        linear map with slope {factor} and intercept {offset} over {values}
        what becomes of {values} under times {factor} plus {offset}?
        for every number of {values}: times {factor}, plus {offset}
        stretch {values} by {factor} and move them by {offset}
        map each element of {values} through {factor}x+{offset}
    """
    for i in range(count):
        values[i] = values[i] * factor + offset


def merge_sorted(target: ptr_i64, a: ptr_i64, a_count: u64, b: ptr_i64, b_count: u64) -> None:
    """Merge two sorted arrays into one.

    Parameters:
        target (room[a_count + b_count]): where the merged numbers go
        a (sorted array[a_count] of -2^63 .. 2^63 - 1): numbers in ascending order
        a_count (0 .. 2^32): how many they are
        b (sorted array[b_count] of -2^63 .. 2^63 - 1): other numbers in ascending order
        b_count (0 .. 2^32): how many they are

    Tests:
        a (sorted array[a_count] of -50 .. 50)
        b (sorted array[b_count] of -50 .. 50)

    Difficulty: 3

    Prompts:
        merge the sorted lists {a} and {b}
        merge_sorted({a}, {b})
        combine {a} and {b}, both ascending, into one ascending list
        zip the ordered arrays {a} and {b} together in order
        one sorted list out of the sorted {a} and {b}
        the merge step of merge sort for {a} and {b}
        interleave ascending {a} with ascending {b} so that the order holds
        two queues are sorted, {a} and {b}, join them in order
        what is the sorted union, with repeats, of the sorted lists {a} and {b}?
        from the ordered {a} and {b}, always take the smaller head
    """
    i = 0
    j = 0
    while i < a_count and j < b_count:
        if a[i] <= b[j]:
            target[i + j] = a[i]
            i += 1
        else:
            target[i + j] = b[j]
            j += 1
    while i < a_count:
        target[i + j] = a[i]
        i += 1
    while j < b_count:
        target[i + j] = b[j]
        j += 1


def intersect_sorted(target: ptr_i64, a: ptr_i64, a_count: u64, b: ptr_i64, b_count: u64) -> u64:
    """The numbers that two sorted arrays share; one that both hold twice is taken twice.

    Parameters:
        target (room[a_count]): where the shared numbers go
        a (sorted array[a_count] of -2^63 .. 2^63 - 1): numbers in ascending order
        a_count (0 .. 2^32): how many they are
        b (sorted array[b_count] of -2^63 .. 2^63 - 1): other numbers in ascending order
        b_count (0 .. 2^32): how many they are

    Tests:
        a (sorted array[a_count] of -9 .. 9)
        b (sorted array[b_count] of -9 .. 9)

    Returns: how many they share
    Difficulty: 3

    Prompts:
        intersection of the sorted lists {a} and {b}
        intersect_sorted({a}, {b})
        which numbers are in both of the ordered lists {a} and {b}?
        common elements of ascending {a} and ascending {b}
        what do the sorted {a} and {b} have in common?
        keep from the ordered list {a} what also stands in {b}
        overlap between the sorted sequences {a} and {b}
        members that attend both, by sorted number: {a} and {b}
        walk through sorted {a} and {b} together and collect the matches
        the shared part of two ordered arrays, {a} and {b}
    """
    shared = 0
    i = 0
    j = 0
    while i < a_count and j < b_count:
        if a[i] < b[j]:
            i += 1
        elif a[i] > b[j]:
            j += 1
        else:
            target[shared] = a[i]
            shared += 1
            i += 1
            j += 1
    return shared


# Sorting


def bubble_sort(values: ptr_i64, count: u64) -> None:
    """Sort an array in ascending order by exchanging neighbours.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are

    Difficulty: 3

    Prompts:
        bubble sort {values}
        bubble_sort({values})
        sort {values} by exchanging neighbours
        let the large numbers of {values} bubble up
        order {values} ascending with the bubble method
        swap neighbours in {values} until none is out of order
        use bubblesort for the list {values}
        run passes over {values} that swap wrong pairs, until it is sorted
        put {values} in order the bubble way
        arrange {values} from small to large by adjacent swaps
    """
    end = count
    while end > 1:
        last_swap = 0
        for i in range(1, end):
            if values[i - 1] > values[i]:
                values[i - 1], values[i] = values[i], values[i - 1]
                last_swap = i
        end = last_swap


def insertion_sort(values: ptr_i64, count: u64) -> None:
    """Sort an array in ascending order by inserting each number among those before it.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are

    Difficulty: 3

    Prompts:
        insertion sort {values}
        insertion_sort({values})
        sort {values} by inserting each number among those before it
        order {values} the way one sorts a hand of cards
        use straight insertion on the list {values}
        put every element of {values} into its place among the earlier ones
        sort the short list {values} with insertions
        arrange {values} ascending by the insertion method
        grow a sorted front part through {values}
        shift larger numbers right and insert: sort {values}
    """
    for i in range(1, count):
        x = values[i]
        j = i
        while j > 0 and values[j - 1] > x:
            values[j] = values[j - 1]
            j -= 1
        values[j] = x


def selection_sort(values: ptr_i64, count: u64) -> None:
    """Sort an array in ascending order by selecting the smallest number for each place.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are

    Difficulty: 3

    Prompts:
        selection sort {values}
        selection_sort({values})
        sort {values} by selecting the smallest number again and again
        for each place of {values}, pick the least of the rest
        order {values} with the selection method
        exchange the minimum of the rest to the front until {values} is sorted
        use straight selection on the list {values}
        sort {values} with as few swaps as selection needs
        arrange {values} ascending by repeated minimum search
        take the smallest of {values}, then the next, and so on in place
    """
    for i in range(count):
        smallest = i
        for j in range(i + 1, count):
            if values[j] < values[smallest]:
                smallest = j
        values[i], values[smallest] = values[smallest], values[i]


def shell_sort(values: ptr_i64, count: u64) -> None:
    """Sort an array in ascending order by insertions over shrinking gaps.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are

    Difficulty: 3
    Note: Shell 1959, with Knuth's gaps 1, 4, 13, 40, ...

    Prompts:
        shell sort {values}
        shell_sort({values})
        sort {values} by insertions over shrinking gaps
        order the list {values} with Shell's method
        use gapped insertion sort on {values}
        diminishing increments: sort {values}
        arrange {values} ascending with Knuth's gap sequence
        comb {values} with gaps 13, 4, 1 until it is sorted
        run Shell's algorithm of 1959 on {values}
        insertion sort {values}, but with far steps first
    """
    gap = 1
    while gap < count:
        gap = 3 * gap + 1
    while gap > 1:
        gap //= 3
        for i in range(gap, count):
            x = values[i]
            j = i
            while j >= gap and values[j - gap] > x:
                values[j] = values[j - gap]
                j -= gap
            values[j] = x


def merge_sort(values: ptr_i64, count: u64, scratch: ptr_i64) -> None:
    """Sort an array in ascending order by sorting its halves and merging them.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are
        scratch (room[count]): memory for half of them

    Difficulty: 4

    Prompts:
        merge sort {values}
        merge_sort({values})
        sort {values} by halving and merging
        sort the halves of {values}, then merge them
        order the list {values} with von Neumann's merge method
        stable sort of {values}
        divide and conquer: sort {values} by merging
        use mergesort for {values}
        arrange {values} ascending through recursive merging
        split {values} down to single numbers and merge upwards
    """
    if count < 2:
        return
    half = count >> 1
    merge_sort(values, half, scratch)
    merge_sort(values + half, count - half, scratch)
    for i in range(half):
        scratch[i] = values[i]
    left = 0
    right = half
    place = 0
    while left < half:
        if right < count and values[right] < scratch[left]:
            values[place] = values[right]
            right += 1
        else:
            values[place] = scratch[left]
            left += 1
        place += 1


def quick_sort(values: ptr_i64, count: u64) -> None:
    """Sort an array in ascending order by partitioning it around a pivot.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are

    Difficulty: 4
    Note: Hoare 1961, with the middle element as the pivot.

    Prompts:
        sort {values}
        quick_sort({values})
        quicksort {values}
        put {values} in ascending order
        sort the numbers {values} from smallest to largest
        what are {values} in order?
        arrange the list {values} by size, the least first
        order {values}
        rank {values} upwards
        i want {values} sorted
    """
    while count > 1:
        pivot = values[(count - 1) >> 1]
        i = 0
        j = count - 1
        while True:
            while values[i] < pivot:
                i += 1
            while values[j] > pivot:
                j -= 1
            if i >= j:
                break
            values[i], values[j] = values[j], values[i]
            i += 1
            j -= 1
        quick_sort(values, j + 1)
        values += j + 1
        count -= j + 1


def _sift_down(values: ptr_i64, count: u64, place: u64) -> None:
    """Let the number at a place sink until no child is larger."""
    x = values[place]
    child = 2 * place + 1
    while child < count:
        if child + 1 < count and values[child + 1] > values[child]:
            child += 1
        if values[child] <= x:
            break
        values[place] = values[child]
        place = child
        child = 2 * place + 1
    values[place] = x


def heap_sort(values: ptr_i64, count: u64) -> None:
    """Sort an array in ascending order by taking the largest number from a heap.

    Parameters:
        values (array[count] of -2^63 .. 2^63 - 1): the numbers
        count (0 .. 2^32): how many they are

    Difficulty: 4
    Note: Williams 1964, Floyd 1964.

    Prompts:
        heap sort {values}
        heap_sort({values})
        sort {values} with a binary heap
        build a heap of {values} and take the largest off again and again
        order the list {values} by heapsort
        in place and never quadratic: sort {values} by heap
        arrange {values} ascending by sifting down a max-heap
        use Williams' heap method on {values}
        turn {values} into a heap, then into a sorted list
        sort {values} by repeatedly moving the root of a heap to the end
    """
    for i in range(i64(count >> 1) - 1, -1, -1):
        _sift_down(values, count, u64(i))
    end = count
    while end > 1:
        end -= 1
        values[0], values[end] = values[end], values[0]
        _sift_down(values, end, 0)


def counting_sort(values: ptr_u64, count: u64, limit: u64, scratch: ptr_u64) -> None:
    """Sort an array of small numbers in ascending order by counting how often each occurs.

    Parameters:
        values (array[count] of 0 .. limit - 1): the numbers
        count (0 .. 2^32): how many they are
        limit (1 .. 1000000): all numbers are below this
        scratch (room[limit]): zeros; memory for the counts

    Difficulty: 3

    Prompts:
        counting sort {values} with numbers below {limit}
        counting_sort({values}, {limit})
        sort {values} by counting, all being less than {limit}
        tally how often each number under {limit} occurs in {values}, then write them out in order
        linear time sort of {values} for the key range 0 to {limit} - 1
        use a histogram of {limit} buckets to sort {values}
        order the small keys {values}, which are all under {limit}, without comparisons
        sort the dice {values} by counts, no face reaching {limit}
        with {limit} counters, arrange {values} ascending
        pigeonhole {values} into {limit} slots and read them back sorted
    """
    for i in range(count):
        scratch[values[i]] += 1
    place = 0
    for key in range(limit):
        times = scratch[key]
        while times:
            values[place] = key
            place += 1
            times -= 1


# Vectors, matrices, polynomials


def dot_product(a: ptr_i64, b: ptr_i64, count: u64) -> i64:
    """The sum of the products of corresponding numbers of two arrays.

    Parameters:
        a (array[count] of -2^63 .. 2^63 - 1): the first vector
        b (array[count] of -2^63 .. 2^63 - 1): the second vector
        count (0 .. 2^32): how many numbers each has

    Tests:
        a (array[count] of -1000000 .. 1000000)
        b (array[count] of -1000000 .. 1000000)

    Requires: -2**63 <= sum(x * y for x, y in zip(a, b)) < 2**63
    Returns: the dot product
    Difficulty: 2

    Prompts:
        dot product of {a} and {b}
        dot_product({a}, {b})
        inner product of the vectors {a} and {b}
        multiply {a} with {b} element by element and add the products
        scalar product: {a} · {b}
        prices {a}, quantities {b}: what is the total?
        weighted sum of {a} with the weights {b}
        how much do {a} and {b} align, as a dot product?
        sum of a_i * b_i for a = {a} and b = {b}
        combine the lists {a} and {b} to the sum of their pairwise products
    """
    total: i64 = 0
    for i in range(count):
        total += a[i] * b[i]
    return total


def add_arrays(target: ptr_i64, a: ptr_i64, b: ptr_i64, count: u64) -> None:
    """Add the corresponding numbers of two arrays.

    Parameters:
        target (room[count]): where the sums go
        a (array[count] of -2^62 .. 2^62 - 1): the first vector
        b (array[count] of -2^62 .. 2^62 - 1): the second vector
        count (0 .. 2^32): how many numbers each has

    Difficulty: 2

    Prompts:
        add the lists {a} and {b} element by element
        add_arrays({a}, {b})
        vector sum of {a} and {b}
        {a} + {b} as vectors
        pairwise sums of {a} and {b}
        what is the vector {a} plus the vector {b}?
        add each number of {a} to its counterpart in {b}
        combine {a} and {b} by adding what stands at the same place
        componentwise addition: {a}, {b}
        points of round one {a}, of round two {b}: what are the totals?
    """
    for i in range(count):
        target[i] = a[i] + b[i]


def matrix_multiply(target: ptr_i64, a: ptr_i64, b: ptr_i64, size: u64) -> None:
    """The product of two square matrices, stored row by row.

    Parameters:
        target (room[size * size]): where the product goes
        a (array[size * size] of -2^27 .. 2^27): the left matrix
        b (array[size * size] of -2^27 .. 2^27): the right matrix
        size (0 .. 100): how many rows and columns each has

    Tests:
        a (array[size * size] of -1000 .. 1000)
        b (array[size * size] of -1000 .. 1000)
        size (0 .. 4)

    Difficulty: 3

    Prompts:
        multiply the {size} by {size} matrices {a} and {b}
        matrix_multiply({a}, {b}, {size})
        matrix product of {a} and {b}, both with {size} rows
        {a} times {b} as square matrices of size {size}
        rows of {a} against columns of {b}, size {size}
        compose the linear maps {a} and {b} in {size} dimensions
        what is the product of the matrices {a} and {b} of order {size}?
        given size {size}, compute the matrix {a} · {b}
        chain two {size}x{size} transformations: {a} after {b}
        every entry is a row of {a} dotted with a column of {b}: multiply them, size {size}
    """
    for row in range(size):
        for column in range(size):
            total: i64 = 0
            for k in range(size):
                total += a[row * size + k] * b[k * size + column]
            target[row * size + column] = total


def transpose(values: ptr_i64, size: u64) -> None:
    """Exchange the rows and columns of a square matrix, stored row by row.

    Parameters:
        values (array[size * size] of -2^63 .. 2^63 - 1): the matrix
        size (0 .. 1000): how many rows and columns it has

    Tests:
        size (0 .. 4)

    Difficulty: 3

    Prompts:
        transpose the {size} by {size} matrix {values}
        transpose({values}, {size})
        swap rows and columns of {values}, a square matrix of size {size}
        mirror the {size}x{size} matrix {values} at its diagonal
        what is the transpose of {values} with {size} rows?
        let row i of {values} become column i, size {size}
        flip the square {values} of side {size} over its main diagonal
        rows to columns: {values}, {size} each
        exchange entry (i, j) with (j, i) in {values}, for size {size}
        given the matrix {values} of order {size}, turn it into its transpose
    """
    for row in range(1, size):
        for column in range(row):
            i = row * size + column
            j = column * size + row
            values[i], values[j] = values[j], values[i]


def float_array_sum(values: ptr_f64, count: u64) -> f64:
    """The sum of an array of doubles, with the rounding errors added up as well.

    Parameters:
        values (array[count] of -1e150 .. 1e150): the numbers
        count (0 .. 2^32): how many they are

    Tests:
        values (array[count] of -1000000.0 .. 1000000.0)

    Requires: count == 0 or abs(sum(values)) >= 1e-6 * max(map(abs, values))
    Returns: the sum
    Difficulty: 2
    Error: 1 ulp
    Note: Neumaier 1974; the error is below one rounding of the exact sum, unless the sum cancels almost wholly.

    Prompts:
        exact sum of the real numbers {values}
        float_array_sum({values})
        add the decimals {values} without losing digits
        compensated sum of {values}
        what do the measurements {values} add up to, with little rounding error?
        sum {values} in floating point by Kahan and Neumaier's method
        total of the amounts {values}, cents included
        accurate floating-point total for {values}
        add up the fractions {values} and keep the lost bits too
        how much are the weights {values} together, as a double?
    """
    total = 0.0
    lost = 0.0
    for i in range(count):
        x = values[i]
        new_total = total + x
        if abs(total) >= abs(x):
            lost += (total - new_total) + x
        else:
            lost += (x - new_total) + total
        total = new_total
    return total + lost


def float_array_max(values: ptr_f64, count: u64) -> f64:
    """The largest number of an array of doubles.

    Parameters:
        values (array[count] of -1e308 .. 1e308): the numbers
        count (1 .. 2^32): how many they are

    Tests:
        values (array[count] of -1e300 .. 1e300)

    Returns: the largest one
    Difficulty: 2

    Prompts:
        largest of the real numbers {values}
        float_array_max({values})
        maximum of the decimals {values}
        which of the measurements {values} is the highest?
        peak of the samples {values}, as a double
        find the greatest floating-point value in {values}
        the top reading among {values}, decimals included
        how high do the temperatures {values} rise?
        scan the doubles {values} for their maximum
        no decimal in {values} exceeds which one?
    """
    largest = values[0]
    for i in range(1, count):
        largest = max(largest, values[i])
    return largest


def polynomial_value(coefficients: ptr_i64, count: u64, x: i64) -> i64:
    """The value of a polynomial with whole coefficients, by Horner's scheme.

    Parameters:
        coefficients (array[count] of -2^63 .. 2^63 - 1): the coefficients, that of the highest power first
        count (0 .. 64): how many they are
        x (-2^63 .. 2^63 - 1): where the polynomial is evaluated

    Tests:
        coefficients (array[count] of -1000 .. 1000)
        count (0 .. 8)
        x (-100 .. 100)

    Requires: -2**63 <= sum(c * x**(count - 1 - i) for i, c in enumerate(coefficients)) < 2**63
    Returns: the value; 0 if there is no coefficient
    Difficulty: 2

    Prompts:
        value of the polynomial {coefficients} at {x}
        polynomial_value({coefficients}, {x})
        evaluate the polynomial with coefficients {coefficients} at x = {x}
        horner's scheme for {coefficients} and {x}
        plug {x} into the polynomial whose coefficients are {coefficients}
        what is p({x}) if p has the coefficients {coefficients}, highest power first?
        polyval({coefficients}, {x})
        for x = {x}, how large is the polynomial {coefficients}?
        compute by Horner the polynomial {coefficients} in the point {x}
        substitute {x} in the polynomial given by {coefficients}
    """
    value: i64 = 0
    for i in range(count):
        value = value * x + coefficients[i]
    return value
