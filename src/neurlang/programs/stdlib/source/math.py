"""Whole numbers: arithmetic, sums, counting, number theory, digits, dates."""

from __future__ import annotations

from neurlang.programs.stdlib.types import clz, ctz, i64, ptr_u8, ptr_u64, u64

# Arithmetic


def absolute(x: i64) -> i64:
    """The absolute value of an integer.

    Parameters:
        x (-2^63 + 1 .. 2^63 - 1): an integer

    Returns: x without its sign
    Difficulty: 1

    Prompts:
        absolute value of {x}
        abs({x})
        |{x}|
        what is {x} without its sign?
        drop the minus sign of {x} if it has one
        how far is {x} from zero?
        give me the magnitude of the integer {x}
        make {x} non-negative by removing its sign
        if {x} is negative, negate it, otherwise keep it
        i need the distance between 0 and {x}
    """
    return abs(x)


def sign(x: i64) -> i64:
    """The sign of an integer.

    Parameters:
        x (-2^63 .. 2^63 - 1): an integer

    Returns: -1, 0 or 1
    Difficulty: 1

    Prompts:
        sign of {x}
        sgn({x})
        is {x} negative, zero or positive?
        signum function at {x}
        tell me whether {x} lies below, at or above zero, as -1, 0 or 1
        which sign does {x} have?
        return -1 if {x} is less than 0, 1 if it is more, else 0
        determine the sign of the integer {x}
        compare {x} with zero and give -1, 0 or 1
        i want only the sign of {x} as a number
    """
    return i64(x > 0) - i64(x < 0)


def minimum(a: i64, b: i64) -> i64:
    """The smaller of two integers.

    Parameters:
        a (-2^63 .. 2^63 - 1): an integer
        b (-2^63 .. 2^63 - 1): another integer

    Returns: the smaller one
    Difficulty: 1

    Prompts:
        minimum of {a} and {b}
        min({a}, {b})
        which is smaller, {a} or {b}?
        pick the lesser of {a} and {b}
        what is the lower one of {a} and {b}?
        of the two numbers {a} and {b}, return the smallest
        if {a} is below {b} take {a}, otherwise {b}
        i want whichever of {a} and {b} is less
        compare {a} to {b} and keep the smaller number
        smaller number: {a}, {b}
    """
    return min(a, b)


def maximum(a: i64, b: i64) -> i64:
    """The larger of two integers.

    Parameters:
        a (-2^63 .. 2^63 - 1): an integer
        b (-2^63 .. 2^63 - 1): another integer

    Returns: the larger one
    Difficulty: 1

    Prompts:
        maximum of {a} and {b}
        max({a}, {b})
        which is larger, {a} or {b}?
        pick the greater of {a} and {b}
        what is the higher one of {a} and {b}?
        of the two numbers {a} and {b}, return the biggest
        if {a} exceeds {b} take {a}, otherwise {b}
        i want whichever of {a} and {b} is more
        compare {a} to {b} and keep the larger number
        larger number: {a}, {b}
    """
    return max(a, b)


def maximum_of_three(a: i64, b: i64, c: i64) -> i64:
    """The largest of three integers.

    Parameters:
        a (-2^63 .. 2^63 - 1): the first integer
        b (-2^63 .. 2^63 - 1): the second integer
        c (-2^63 .. 2^63 - 1): the third integer

    Returns: the largest one
    Difficulty: 1

    Prompts:
        the largest of {a}, {b} and {c}
        max({a}, {b}, {c})
        which of {a}, {b} and {c} is the biggest?
        find the greatest among the three numbers {a}, {b}, {c}
        out of {a}, {b} and {c}, give me the top one
        what is the maximum of the three integers {a}, {b} and {c}?
        i have {a}, {b} and {c}, return the highest
        three values {a} {b} {c}: the largest one, please
        take {a}, {b}, {c} and keep only the biggest
        no number among {a}, {b} and {c} exceeds which one?
    """
    return max(a, b, c)


def minimum_of_three(a: i64, b: i64, c: i64) -> i64:
    """The smallest of three integers.

    Parameters:
        a (-2^63 .. 2^63 - 1): the first integer
        b (-2^63 .. 2^63 - 1): the second integer
        c (-2^63 .. 2^63 - 1): the third integer

    Returns: the smallest one
    Difficulty: 1

    Prompts:
        the smallest of {a}, {b} and {c}
        min({a}, {b}, {c})
        which of {a}, {b} and {c} is the least?
        find the lowest among the three numbers {a}, {b}, {c}
        out of {a}, {b} and {c}, give me the bottom one
        what is the minimum of the three integers {a}, {b} and {c}?
        i have {a}, {b} and {c}, return the lowest
        three values {a} {b} {c}: the smallest one, please
        take {a}, {b}, {c} and keep only the least
        every number among {a}, {b} and {c} is at least which one?
    """
    return min(a, b, c)


def median_of_three(a: i64, b: i64, c: i64) -> i64:
    """The middle one of three integers.

    Parameters:
        a (-2^63 .. 2^63 - 1): the first integer
        b (-2^63 .. 2^63 - 1): the second integer
        c (-2^63 .. 2^63 - 1): the third integer

    Returns: the one that is neither the smallest nor the largest
    Difficulty: 1

    Prompts:
        the middle one of {a}, {b} and {c}
        median_of_three({a}, {b}, {c})
        which of {a}, {b} and {c} lies between the other two?
        find the middle value of the three numbers {a}, {b}, {c}
        if i sort {a}, {b} and {c}, which one is second?
        take {a}, {b} and {c}, drop the largest and the smallest
        given three numbers {a}, {b}, {c}, return the one in the centre
        what is the median of the three values {a}, {b}, {c}?
        pivot by median of three from {a}, {b}, {c}
        i want the number in the middle of the trio {a}, {b}, {c}
    """
    return max(min(a, b), min(max(a, b), c))


def clamp(x: i64, low: i64, high: i64) -> i64:
    """An integer, raised to a lower bound and lowered to an upper bound.

    Parameters:
        x (-2^63 .. 2^63 - 1): an integer
        low (-2^63 .. 2^63 - 1): the lower bound
        high (low .. 2^63 - 1): the upper bound

    Tests:
        low (-2^62 .. 2^62)
        high (low .. 2^62)

    Returns: x if it lies within the bounds, else the nearer bound
    Difficulty: 1

    Prompts:
        clamp {x} between {low} and {high}
        clamp({x}, {low}, {high})
        limit {x} to the range {low} to {high}
        keep {x} within {low} and {high}
        what is {x} when it may not leave [{low}, {high}]?
        if {x} is under {low} return {low}, if it is over {high} return {high}, else {x}
        force {x} into the interval from {low} to {high}
        bound the value {x} by {low} below and by {high} above
        restrict the integer {x} to at least {low} and at most {high}
        saturate {x} at {low} and {high}
    """
    return max(low, min(x, high))


def absolute_difference(a: u64, b: u64) -> u64:
    """How far two numbers are apart.

    Parameters:
        a (0 .. 2^64 - 1): a number
        b (0 .. 2^64 - 1): another number

    Returns: the larger minus the smaller
    Difficulty: 1

    Prompts:
        absolute difference between {a} and {b}
        how far apart are {a} and {b}?
        |{a} - {b}|
        the gap from {a} to {b}, whichever is larger
        distance on the number line between {a} and {b}
        subtract the smaller of {a} and {b} from the larger
        by how much do {a} and {b} differ?
        give me abs({a} - {b})
        what separates {a} from {b}, as a positive number?
        i need the size of the difference of {a} and {b}
    """
    return a - b if a > b else b - a


def midpoint(a: u64, b: u64) -> u64:
    """The whole number halfway between two numbers, rounded down, without overflow.

    Parameters:
        a (0 .. 2^64 - 1): a number
        b (0 .. 2^64 - 1): another number

    Returns: (a + b) / 2, rounded down
    Difficulty: 1

    Prompts:
        midpoint of {a} and {b}, rounded down
        which whole number is halfway between {a} and {b}?
        floor of ({a} + {b}) / 2
        integer average of {a} and {b} without overflow
        find the middle index between {a} and {b}
        what lies in the middle of {a} and {b}, as an integer?
        midpoint({a}, {b})
        halve the sum of {a} and {b} and round down
        i am bisecting from {a} to {b}, where is the middle?
        center of the integer interval from {a} to {b}
    """
    return (a & b) + ((a ^ b) >> 1)


def div_ceil(a: u64, b: u64) -> u64:
    """The quotient of two numbers, rounded up.

    Parameters:
        a (0 .. 2^64 - 1): the dividend
        b (1 .. 2^64 - 1): the divisor

    Returns: a / b, rounded up
    Difficulty: 1

    Prompts:
        {a} divided by {b}, rounded up
        ceil({a} / {b})
        how many boxes of {b} do i need for {a} items?
        ceiling division of {a} by {b}
        div_ceil({a}, {b})
        what is the smallest whole number of groups of {b} that holds {a}?
        divide {a} by {b} and round the result up
        {a} pieces, {b} on a page: how many pages?
        round the quotient {a}/{b} up to a whole number
        if each bus seats {b}, how many buses do {a} people take?
    """
    return a // b + u64(a % b != 0)


def floor_div(a: i64, b: i64) -> i64:
    """The quotient of two integers, rounded towards minus infinity.

    Parameters:
        a (-2^63 .. 2^63 - 1): the dividend
        b (-2^63 .. 2^63 - 1): the divisor

    Tests:
        a (-2^63 + 1 .. 2^63 - 1)
        b (1 .. 2^63 - 1)

    Requires: b != 0
    Requires: a > -2**63 or b != -1
    Returns: a / b, rounded down
    Difficulty: 1

    Prompts:
        {a} divided by {b}, rounded down
        floor({a} / {b})
        {a} // {b}
        floor division of {a} by {b}
        how many whole times does {b} go into {a}, rounding down?
        divide {a} by {b} and round towards minus infinity
        floor_div({a}, {b})
        round the quotient {a}/{b} down to an integer
        what is the largest integer not above {a} over {b}?
        give me the floored quotient when {a} is split by {b}
    """
    return a // b


def floor_mod(a: i64, b: i64) -> i64:
    """The remainder of a division that rounds down: it is never negative for a positive divisor.

    Parameters:
        a (-2^63 .. 2^63 - 1): the dividend
        b (-2^63 .. 2^63 - 1): the divisor

    Tests:
        a (-2^63 + 1 .. 2^63 - 1)
        b (1 .. 2^63 - 1)

    Requires: b != 0
    Requires: a > -2**63 or b != -1
    Returns: a - b * floor(a / b)
    Difficulty: 1

    Prompts:
        {a} modulo {b}, never negative
        floor_mod({a}, {b})
        non-negative remainder of {a} divided by {b}
        wrap {a} around into the range 0 to {b} - 1
        what is left of {a} after taking out multiples of {b}, as a value from 0 up?
        the residue of {a} modulo {b}
        reduce {a} mod {b} the way Python does
        to which number below {b} is {a} congruent?
        mathematical modulus of {a} by {b}
        on a clock with {b} hours, where does hour {a} point?
    """
    return a % b


def round_up_to_multiple(n: u64, step: u64) -> u64:
    """The smallest multiple of a number that is not below another number.

    Parameters:
        n (0 .. 2^64 - 1): a number
        step (1 .. 2^64 - 1): the multiples of this are allowed

    Tests:
        n (0 .. 2^63)
        step (1 .. 2^62)

    Requires: n + step <= 2**64
    Returns: n, rounded up to a multiple
    Difficulty: 1

    Prompts:
        round {n} up to a multiple of {step}
        the next multiple of {step} at or above {n}
        what is the smallest multiple of {step} that is at least {n}?
        align {n} to {step}
        pad the size {n} so that {step} divides it
        raise {n} until it is divisible by {step}
        round_up_to_multiple({n}, {step})
        how large is {n} after rounding up in steps of {step}?
        first number from {n} on that {step} divides evenly
        i allocate in blocks of {step}, how many bytes does {n} take up?
    """
    return (n + step - 1) // step * step


def round_to_multiple(n: u64, step: u64) -> u64:
    """The multiple of a number that is nearest to another number; halfway, the larger one.

    Parameters:
        n (0 .. 2^64 - 1): a number
        step (1 .. 2^64 - 1): the multiples of this are allowed

    Tests:
        n (0 .. 2^62)
        step (1 .. 2^62)

    Requires: n + step // 2 < 2**64
    Returns: the nearest multiple
    Difficulty: 1

    Prompts:
        round {n} to the nearest multiple of {step}
        the multiple of {step} closest to {n}
        which multiple of {step} is nearest to {n}?
        snap {n} to a grid of {step}
        round_to_multiple({n}, {step})
        {n} rounded in steps of {step}
        to the closest {step}, what is {n}?
        quantise {n} with a step of {step}
        replace {n} by the nearest number that {step} divides
        prices go in steps of {step}, what does {n} become?
    """
    return (n + step // 2) // step * step


def power(base: i64, exponent: u64) -> i64:
    """A power of an integer, by squaring.

    Parameters:
        base (-2^63 .. 2^63 - 1): the base
        exponent (0 .. 1000): the exponent

    Tests:
        base (-2^31 .. 2^31)
        exponent (0 .. 63)

    Requires: -2**63 <= base**exponent < 2**63
    Returns: base to the exponent
    Difficulty: 2

    Prompts:
        {base} to the power of {exponent}
        {base}^{exponent}
        raise {base} to {exponent}
        {base} multiplied by itself {exponent} times as factors
        what do you get when {base} has the exponent {exponent}?
        power({base}, {exponent})
        exponentiate {base} by {exponent}
        the product of {exponent} factors, each {base}
        compute the power with base {base} and exponent {exponent}
        use repeated squaring for {base} ** {exponent}
    """
    result: i64 = 1
    while exponent:
        if exponent & 1:
            result *= base
        base *= base
        exponent >>= 1
    return result


def power_mod(base: u64, exponent: u64, modulus: u64) -> u64:
    """The remainder of a power, by squaring.

    Parameters:
        base (0 .. 2^64 - 1): the base
        exponent (0 .. 2^64 - 1): the exponent
        modulus (1 .. 2^32): the divisor

    Returns: base to the exponent, modulo the modulus
    Difficulty: 2

    Prompts:
        {base} to the power of {exponent} modulo {modulus}
        {base}^{exponent} mod {modulus}
        pow({base}, {exponent}, {modulus})
        modular exponentiation of {base} by {exponent}, modulus {modulus}
        what remains when {base}^{exponent} is divided by {modulus}?
        raise {base} to {exponent} and reduce it mod {modulus}
        the residue of {base} ** {exponent} for the modulus {modulus}
        compute {base} to the {exponent} in arithmetic mod {modulus}
        with modulus {modulus}, exponent {exponent} and base {base}, find the power
        encrypt {base} with RSA exponent {exponent} and modulus {modulus}
    """
    result = 1 % modulus
    base %= modulus
    while exponent:
        if exponent & 1:
            result = result * base % modulus
        base = base * base % modulus
        exponent >>= 1
    return result


def multiply_mod(a: u64, b: u64, modulus: u64) -> u64:
    """The remainder of a product that may not fit in 64 bits, by doubling.

    Parameters:
        a (0 .. 2^64 - 1): a factor
        b (0 .. 2^64 - 1): another factor
        modulus (1 .. 2^63): the divisor

    Returns: a * b, modulo the modulus
    Difficulty: 2

    Prompts:
        {a} times {b} modulo {modulus}
        {a} * {b} mod {modulus}
        multiply {a} by {b} and take the remainder by {modulus}
        what is left when the product of {a} and {b} is divided by {modulus}?
        multiply_mod({a}, {b}, {modulus})
        the product {a} · {b} in arithmetic modulo {modulus}
        modular multiplication: {a}, {b}, modulus {modulus}
        reduce the product of {a} and {b} mod {modulus} without overflow
        residue of {a} x {b} for the modulus {modulus}
        i need ({a} * {b}) % {modulus}, even if the product is huge
    """
    a %= modulus
    result = 0
    while b:
        if b & 1:
            result += a
            if result >= modulus:
                result -= modulus
        a += a
        if a >= modulus:
            a -= modulus
        b >>= 1
    return result


def inverse_mod(a: u64, modulus: u64) -> u64:
    """The number that gives 1 when it is multiplied by another, modulo a third; by Euclid's extended algorithm.

    Parameters:
        a (0 .. 2^62): the number to invert
        modulus (2 .. 2^62): the modulus

    Returns: the inverse, from 1 to modulus - 1, or 0 if there is none
    Difficulty: 2

    Prompts:
        modular inverse of {a} modulo {modulus}
        {a}^-1 mod {modulus}
        which number times {a} is 1 modulo {modulus}?
        invert {a} in the ring of integers mod {modulus}
        inverse_mod({a}, {modulus})
        solve {a} * x = 1 (mod {modulus})
        find x such that {a} x leaves remainder 1 by {modulus}
        the multiplicative inverse of {a} for the modulus {modulus}
        what is 1/{a} in arithmetic modulo {modulus}?
        undo a multiplication by {a} mod {modulus}: which factor does it?
    """
    remainder = i64(modulus)
    next_remainder = i64(a % modulus)
    inverse: i64 = 0
    next_inverse: i64 = 1
    while next_remainder != 0:
        quotient = remainder // next_remainder
        remainder, next_remainder = next_remainder, remainder - quotient * next_remainder
        inverse, next_inverse = next_inverse, inverse - quotient * next_inverse
    if remainder != 1:
        return 0
    return u64(inverse + i64(modulus) if inverse < 0 else inverse)


# Roots and logarithms


def isqrt(n: u64) -> u64:
    """The whole square root: the largest number whose square is not above n.

    Parameters:
        n (0 .. 2^64 - 1): a number

    Returns: the square root, rounded down
    Difficulty: 2
    Note: Newton's iteration from a power of two that is not below the root; it decreases until it is exact.

    Prompts:
        integer square root of {n}
        isqrt({n})
        floor of the square root of {n}
        what is the largest number whose square is at most {n}?
        square root of {n}, rounded down to a whole number
        how long is the side of the biggest square with at most {n} tiles?
        take the root of {n} and drop the fraction
        find the biggest r with r*r <= {n}
        up to which number must i try divisors of {n}?
        whole part of sqrt({n})
    """
    if n == 0:
        return 0
    root = 1 << (65 - clz(n)) // 2
    while True:
        better = (root + n // root) >> 1
        if better >= root:
            return root
        root = better


def icbrt(n: u64) -> u64:
    """The whole cube root: the largest number whose cube is not above n.

    Parameters:
        n (0 .. 2^64 - 1): a number

    Returns: the cube root, rounded down
    Difficulty: 2
    Note: One binary digit at a time, from the highest (Warren, Hacker's Delight, 11-2).

    Prompts:
        integer cube root of {n}
        icbrt({n})
        floor of the cube root of {n}
        what is the largest number whose cube is at most {n}?
        third root of {n}, rounded down
        how long is the edge of the biggest cube built of at most {n} blocks?
        find the biggest r with r*r*r <= {n}
        cube root of {n} without the fraction
        which whole number, cubed, comes closest to {n} from below?
        take the third root of {n} and keep its whole part
    """
    root = 0
    for shift in range(63, -1, -3):
        root += root
        step = 3 * root * (root + 1) + 1
        if n >> shift >= step:
            n -= step << shift
            root += 1
    return root


def ilog2(n: u64) -> u64:
    """The logarithm to the base 2, rounded down.

    Parameters:
        n (1 .. 2^64 - 1): a number

    Returns: the largest k with 2^k not above n
    Difficulty: 1

    Prompts:
        base 2 logarithm of {n}, rounded down
        ilog2({n})
        floor(log2({n}))
        how often can {n} be halved before it drops below 2?
        which is the largest power of 2 that fits in {n}, as an exponent?
        whole part of the binary logarithm of {n}
        index of the highest bit in {n}
        find the largest k with 2^k <= {n}
        how many doublings of 1 stay at or below {n}?
        the depth of a balanced binary tree of {n} nodes, counting edges
    """
    return 63 - clz(n)


def ilog10(n: u64) -> u64:
    """The logarithm to the base 10, rounded down.

    Parameters:
        n (1 .. 2^64 - 1): a number

    Returns: the largest k with 10^k not above n
    Difficulty: 2

    Prompts:
        base 10 logarithm of {n}, rounded down
        ilog10({n})
        floor(log10({n}))
        the order of magnitude of {n} as a power of ten
        which is the largest power of 10 that fits in {n}, as an exponent?
        how many times can i divide {n} by ten before it drops under 1, minus one?
        whole part of the decimal logarithm of {n}
        find the largest k with 10^k <= {n}
        exponent of {n} in scientific notation
        how many zeros has the largest power of ten not above {n}?
    """
    return digit_count(n) - 1


def integer_log(n: u64, base: u64) -> u64:
    """The logarithm to a whole base, rounded down.

    Parameters:
        n (1 .. 2^64 - 1): a number
        base (2 .. 2^64 - 1): the base

    Tests:
        base (2 .. 2^32)

    Returns: the largest k with base^k not above n
    Difficulty: 2

    Prompts:
        logarithm of {n} to the base {base}, rounded down
        integer_log({n}, {base})
        floor(log_{base}({n}))
        how many times does {base} divide into {n} until less than {base} is left?
        find the largest k with {base}^k <= {n}
        whole part of the base-{base} logarithm of {n}
        which power of {base} is the largest that is not above {n}, as an exponent?
        log base {base} of {n} without its fraction
        one less than the number of digits of {n} in base {base}
        how many levels has a tree of {n} leaves with {base} branches at each node, rounded down?
    """
    exponent = 0
    while n >= base:
        n //= base
        exponent += 1
    return exponent


def is_square(n: u64) -> bool:
    """Whether a number is the square of a whole number.

    Parameters:
        n (0 .. 2^64 - 1): a number

    Returns: true for 0, 1, 4, 9, 16 and so on
    Difficulty: 4

    Prompts:
        is {n} a perfect square?
        is_square({n})
        check whether {n} is a square number
        does {n} have a whole square root?
        can {n} tiles form a square without any left over?
        true if some integer squared equals {n}
        is sqrt({n}) an integer?
        test {n} for being a perfect square
        is there a whole number k with k*k = {n}?
        i wonder if {n} is the square of something
    """
    root = isqrt(n)
    return root * root == n


def is_cube(n: u64) -> bool:
    """Whether a number is the cube of a whole number.

    Parameters:
        n (0 .. 2^64 - 1): a number

    Returns: true for 0, 1, 8, 27, 64 and so on
    Difficulty: 4

    Prompts:
        is {n} a perfect cube?
        is_cube({n})
        check whether {n} is a cube number
        does {n} have a whole cube root?
        can {n} blocks be stacked to one solid cube?
        true if some integer cubed equals {n}
        is the third root of {n} an integer?
        test {n} for being a perfect cube
        is there a whole number k with k*k*k = {n}?
        i wonder if {n} is the third power of something
    """
    root = icbrt(n)
    return root * root * root == n


def is_power_of_two(n: u64) -> bool:
    """Whether a number is a power of two.

    Parameters:
        n (0 .. 2^64 - 1): a number

    Returns: true for 1, 2, 4, 8 and so on
    Difficulty: 1

    Prompts:
        is {n} a power of two?
        is_power_of_two({n})
        check whether {n} is a power of 2
        does {n} have exactly one set bit?
        can 1 be doubled until it is {n}?
        true if {n} equals 2^k for some k
        test {n} for being a power of two
        is the base 2 logarithm of {n} a whole number?
        can i halve {n} again and again and end at exactly 1?
        tell me if {n} is among 1, 2, 4, 8, 16, ...
    """
    return n != 0 and n & (n - 1) == 0


def is_power_of(n: u64, base: u64) -> bool:
    """Whether a number is a power of another.

    Parameters:
        n (1 .. 2^64 - 1): a number
        base (2 .. 2^64 - 1): the base

    Tests:
        base (2 .. 2^32)

    Returns: true if n is 1, base, base squared and so on
    Difficulty: 2

    Prompts:
        is {n} a power of {base}?
        is_power_of({n}, {base})
        check whether {n} equals {base} to some exponent
        does multiplying 1 by {base} repeatedly ever give {n}?
        true if {n} = {base}^k for a whole k
        can {n} be divided by {base} until 1 is left?
        test if the logarithm of {n} to the base {base} is whole
        is there an exponent that turns {base} into {n}?
        tell me if {n} appears in 1, {base}, {base}^2, ...
        i wonder whether {n} is some power of {base}
    """
    while n % base == 0:
        n //= base
    return n == 1


# Sums and sequences


def triangle_number(n: u64) -> u64:
    """The sum of the whole numbers from 1 to n.

    Parameters:
        n (0 .. 2^32 - 1): how many numbers

    Returns: n (n + 1) / 2
    Difficulty: 1

    Prompts:
        triangle number {n}
        the sum of the first {n} whole numbers
        1 + 2 + ... + {n}
        add up all numbers from 1 to {n}
        how many balls form a triangle with {n} rows?
        what do the integers from one through {n} add up to?
        triangle_number({n})
        total of counting from 1 up to {n}
        if everybody in a group of {n} + 1 shakes hands once, how many handshakes are there?
        gauss sum for {n}
    """
    return n * (n + 1) // 2


def sum_between(first: i64, last: i64) -> i64:
    """The sum of all integers from one to another, both included.

    Parameters:
        first (-2^31 .. 2^31): the first integer
        last (first .. 2^31): the last integer

    Returns: first + (first + 1) + ... + last
    Difficulty: 1

    Prompts:
        the sum of all integers from {first} to {last}
        add the numbers {first} through {last}
        {first} + ... + {last}, all whole numbers in between included
        what is the total of the integers between {first} and {last}, both included?
        sum_between({first}, {last})
        sum over i from {first} to {last} of i
        starting at {first} and ending at {last}, add up every integer
        how much do the numbers {first}..{last} make together?
        count from {first} up to {last} and sum what you say
        give me the inclusive range sum [{first}, {last}]
    """
    return (first + last) * (last - first + 1) // 2


def sum_of_squares(n: u64) -> u64:
    """The sum of the squares of the whole numbers from 1 to n.

    Parameters:
        n (0 .. 2097151): how many squares

    Tests:
        n (0 .. 2000000)

    Returns: 1 + 4 + 9 + ... + n^2
    Difficulty: 1

    Prompts:
        the sum of the first {n} squares
        1^2 + 2^2 + ... + {n}^2
        add the squares of the numbers from 1 to {n}
        square every number up to {n} and total the results
        what do the squares of 1 through {n} add up to?
        sum_of_squares({n})
        how many balls are in a square pyramid of {n} layers?
        square pyramidal number {n}
        sum over k from 1 to {n} of k squared
        how many squares of all sizes are on a board of {n} by {n}?
    """
    return n * (n + 1) * (2 * n + 1) // 6


def sum_of_cubes(n: u64) -> u64:
    """The sum of the cubes of the whole numbers from 1 to n.

    Parameters:
        n (0 .. 92681): how many cubes

    Returns: 1 + 8 + 27 + ... + n^3
    Difficulty: 1

    Prompts:
        the sum of the first {n} cubes
        1^3 + 2^3 + ... + {n}^3
        add the cubes of the numbers from 1 to {n}
        cube every number up to {n} and total the results
        what do the third powers of 1 through {n} add up to?
        sum_of_cubes({n})
        the square of the triangle number {n}
        sum over k from 1 to {n} of k cubed
        total volume of cubes with edges 1 to {n}
        i want 1 + 8 + 27 and so on, {n} terms in all
    """
    triangle = n * (n + 1) // 2
    return triangle * triangle


def polygonal_number(sides: u64, n: u64) -> u64:
    """The n-th polygonal number: how many dots form a polygon with n dots on each side.

    Parameters:
        sides (3 .. 2^32): how many sides the polygon has
        n (0 .. 2^32): which number

    Tests:
        sides (3 .. 1000)
        n (0 .. 1000000)

    Requires: n + (sides - 2) * (n * (n - 1) // 2) < 2**64
    Returns: ((sides - 2) n^2 - (sides - 4) n) / 2
    Difficulty: 1

    Prompts:
        the {n}th polygonal number with {sides} sides
        polygonal_number({sides}, {n})
        how many dots make a {sides}-sided polygon with {n} dots on each side?
        figurate number {n} of a polygon that has {sides} corners
        for polygons with {sides} sides, give the number at position {n}
        number {n} in the series of {sides}-gonal numbers
        dots in a {sides}-gon whose side is {n} dots long
        find the polygonal number for side count {sides} and rank {n}
        what is P({sides}, {n}) among the polygonal numbers?
        arrange dots as a {sides}-gon, {n} to a side, how many do i need?
    """
    return n + (sides - 2) * (n * (n - 1) // 2)


def is_triangular(n: u64) -> bool:
    """Whether a number is a sum 1 + 2 + ... + k.

    Parameters:
        n (0 .. 2^61 - 1): a number

    Tests:
        n (0 .. 2^60)

    Returns: true for 0, 1, 3, 6, 10 and so on
    Difficulty: 4

    Prompts:
        is {n} a triangular number?
        is_triangular({n})
        check whether {n} equals 1 + 2 + ... + k for some k
        can {n} balls be laid out as a full triangle?
        does {n} belong to 1, 3, 6, 10, 15, ...?
        test {n} for being a triangle number
        is 8 * {n} + 1 a perfect square?
        true if {n} is the sum of the first few whole numbers
        is there a k such that k(k+1)/2 is {n}?
        could {n} be the number of handshakes in some group?
    """
    return is_square(8 * n + 1)


def factorial(n: u64) -> u64:
    """The product of the whole numbers from 1 to n.

    Parameters:
        n (0 .. 20): a number

    Returns: n!
    Difficulty: 2

    Prompts:
        factorial of {n}
        {n}!
        multiply all whole numbers from 1 to {n}
        in how many orders can {n} books stand on a shelf?
        1 * 2 * ... * {n}
        what is {n} factorial?
        fact({n})
        the number of permutations of {n} different things
        product of every positive integer not above {n}
        how many ways are there to line up {n} people?
    """
    result = 1
    while n > 1:
        result *= n
        n -= 1
    return result


def double_factorial(n: u64) -> u64:
    """The product of every second whole number from n down.

    Parameters:
        n (0 .. 33): a number

    Returns: n (n - 2) (n - 4) ...
    Difficulty: 2

    Prompts:
        double factorial of {n}
        {n}!!
        multiply {n} by {n} - 2, by {n} - 4 and so on
        double_factorial({n})
        the product of the numbers up to {n} with the same parity as {n}
        what is {n} times every second number below it?
        starting at {n}, go down in steps of two and multiply
        semifactorial of {n}
        take every other factor of the factorial of {n}, beginning with {n}
        product {n} * ({n}-2) * ({n}-4) * ... down to 1 or 2
    """
    result = 1
    while n > 1:
        result *= n
        n -= 2
    return result


def subfactorial(n: u64) -> u64:
    """How many permutations of n things leave none in its place.

    Parameters:
        n (0 .. 20): how many things

    Returns: the number of derangements
    Difficulty: 2

    Prompts:
        subfactorial of {n}
        !{n}
        how many derangements of {n} things are there?
        in how many ways can {n} letters all go into wrong envelopes?
        count the permutations of {n} elements without a fixed point
        {n} guests swap hats so that nobody has their own: how many ways?
        subfactorial({n})
        number of orders of {n} items where no item keeps its place
        permutations of 1 to {n} that move every number
        if none of {n} people may draw their own name, how many draws are possible?
    """
    result = 1
    for i in range(1, n + 1):
        result = result * i + 1 - 2 * (i & 1)
    return result


def binomial(n: u64, k: u64) -> u64:
    """How many ways there are to choose k of n things.

    Parameters:
        n (0 .. 2^32): the number of things
        k (0 .. 1000): how many are chosen

    Tests:
        n (0 .. 62)
        k (0 .. 62)

    Requires: comb(n, k) * min(k, abs(n - k)) < 2**64
    Returns: the number of ways
    Difficulty: 2

    Prompts:
        {n} choose {k}
        in how many ways can {k} of {n} things be chosen?
        C({n}, {k})
        binomial coefficient of {n} over {k}
        number of {k}-element subsets of a set with {n} elements
        entry {k} in row {n} of Pascal's triangle
        how many hands of {k} cards does a pack of {n} cards have?
        pick {k} out of {n} without regard to order: count the ways
        combinations of {n} items taken {k} at a time
        from {n} people, how many different teams of {k} can be formed?
    """
    if k > n:
        return 0
    k = min(k, n - k)
    result = 1
    for i in range(1, k + 1):
        result = result * (n - k + i) // i
    return result


def permutations(n: u64, k: u64) -> u64:
    """How many ways there are to arrange k of n things in a row.

    Parameters:
        n (0 .. 2^64 - 1): the number of things
        k (0 .. 1000): how many are arranged

    Tests:
        n (0 .. 20)
        k (0 .. 20)

    Requires: perm(n, k) < 2**64
    Returns: n (n - 1) ... (n - k + 1)
    Difficulty: 2

    Prompts:
        permutations of {k} out of {n}
        P({n}, {k})
        {n} permute {k}
        in how many ways can {k} of {n} things be put in a row?
        ordered selections of {k} items from {n}
        how many podiums of {k} places are possible with {n} runners?
        pick {k} out of {n} where the order matters: count the ways
        falling factorial of {n} with {k} factors
        from {n} letters, how many words of {k} different letters are there?
        arrangements of {n} objects taken {k} at a time
    """
    if k > n:
        return 0
    result = 1
    while k:
        result *= n
        n -= 1
        k -= 1
    return result


def catalan(n: u64) -> u64:
    """The n-th Catalan number, counted from 0: 1, 1, 2, 5, 14.

    Parameters:
        n (0 .. 33): which number

    Returns: the Catalan number
    Difficulty: 2

    Prompts:
        catalan number {n}
        catalan({n})
        in how many ways can {n} pairs of brackets be balanced?
        how many binary trees with {n} nodes are there?
        number of ways to cut a polygon with {n} + 2 sides into triangles
        the {n}th number in Catalan's sequence, from index 0
        count the mountain ranges of {n} upstrokes and {n} downstrokes
        how many paths below the diagonal lead across a grid of {n} by {n}?
        compute C(2*{n}, {n}) / ({n} + 1)
        give the count of well-formed bracket strings of length 2 times {n}
    """
    result = 1
    for i in range(n):
        result = result * (4 * i + 2) // (i + 2)
    return result


def fibonacci(n: u64) -> u64:
    """The n-th Fibonacci number, counted from 0: 0, 1, 1, 2, 3, 5.

    Parameters:
        n (0 .. 93): which number

    Returns: the Fibonacci number
    Difficulty: 2

    Prompts:
        fibonacci number {n}
        fib({n})
        the {n}th number of the Fibonacci sequence
        what is F({n}) if F(0) = 0 and F(1) = 1?
        how many pairs of rabbits are there after {n} months?
        start with 0 and 1, add the last two {n} times, and take the first of the pair
        which Fibonacci number has index {n}?
        give me element {n} of 0, 1, 1, 2, 3, 5, 8, ...
        run the Fibonacci recurrence {n} steps from 0
        i would like to know the Fibonacci term at position {n}
    """
    current = 0
    following = 1
    while n:
        current, following = following, current + following
        n -= 1
    return current


def lucas_number(n: u64) -> u64:
    """The n-th Lucas number, counted from 0: 2, 1, 3, 4, 7, 11.

    Parameters:
        n (0 .. 91): which number

    Returns: the Lucas number
    Difficulty: 2

    Prompts:
        lucas number {n}
        lucas_number({n})
        the {n}th number of the Lucas sequence
        what is L({n}) if L(0) = 2 and L(1) = 1?
        which Lucas number has index {n}?
        give me element {n} of 2, 1, 3, 4, 7, 11, ...
        start with 2 and 1, add the last two {n} times, and take the first of the pair
        fibonacci numbers {n} - 1 and {n} + 1 added together
        run the Lucas recurrence {n} steps from 2
        term {n} of the sequence named after Édouard Lucas
    """
    current = 2
    following = 1
    while n:
        current, following = following, current + following
        n -= 1
    return current


def is_fibonacci(n: u64) -> bool:
    """Whether a number occurs in the Fibonacci sequence.

    Parameters:
        n (0 .. 2^63 - 1): a number

    Returns: true for 0, 1, 2, 3, 5, 8, 13 and so on
    Difficulty: 2

    Prompts:
        is {n} a Fibonacci number?
        is_fibonacci({n})
        check whether {n} occurs in 0, 1, 1, 2, 3, 5, 8, ...
        does the Fibonacci sequence contain {n}?
        test {n} for membership in the Fibonacci numbers
        true if some Fibonacci number equals {n}
        will adding neighbours from 0 and 1 ever produce {n}?
        is there an index k with F(k) = {n}?
        tell me if {n} belongs to Fibonacci's series
        could {n} be a number of rabbit pairs in Fibonacci's puzzle?
    """
    current = 0
    following = 1
    while current < n:
        current, following = following, current + following
    return current == n


def collatz_steps(n: u64) -> u64:
    """How many Collatz steps lead to 1: an even number is halved, an odd one is tripled and 1 added.

    Parameters:
        n (1 .. 2^32): where to start

    Returns: the number of steps
    Difficulty: 2

    Prompts:
        collatz steps of {n}
        how many Collatz steps does {n} take to reach 1?
        collatz_steps({n})
        length of the 3n+1 sequence from {n}, in steps
        halve if even, triple and add one if odd: how long until {n} becomes 1?
        count the hailstone steps that start at {n}
        stopping time of {n} in the Collatz problem
        after how many iterations does {n} fall to one by the 3x+1 rule?
        steps of the Ulam sequence beginning with {n}
        i start the 3n+1 game with {n}, how many moves is it?
    """
    steps = 0
    while n != 1:
        n = n >> 1 if n & 1 == 0 else 3 * n + 1
        steps += 1
    return steps


def collatz_peak(n: u64) -> u64:
    """The largest number on the way to 1 by Collatz steps.

    Parameters:
        n (1 .. 2^32): where to start

    Returns: the largest number, which may be n
    Difficulty: 2

    Prompts:
        highest value in the Collatz sequence from {n}
        collatz_peak({n})
        how high does {n} climb under the 3n+1 rule?
        peak of the hailstone sequence that starts at {n}
        the largest number met when {n} goes to 1 by Collatz steps
        maximum of the 3x+1 orbit of {n}
        starting with {n}, halve or triple plus one, what is the biggest number seen?
        what is the top altitude of {n} in the Collatz flight?
        find the maximum along the Collatz path from {n} down to 1
        how large do the numbers get if the Collatz game begins with {n}?
    """
    peak = n
    while n != 1:
        n = n >> 1 if n & 1 == 0 else 3 * n + 1
        peak = max(peak, n)
    return peak


def josephus(people: u64, step: u64) -> u64:
    """Who is left in Josephus' circle, if every step-th person leaves it.

    Parameters:
        people (1 .. 2^32): how many people stand in the circle
        step (1 .. 2^63): which one leaves each time

    Tests:
        people (1 .. 500)
        step (1 .. 1000)

    Returns: the place of the last person, counted from 1
    Difficulty: 2

    Prompts:
        josephus problem with {people} people and step {step}
        josephus({people}, {step})
        {people} people stand in a circle and every {step}th leaves, who remains?
        the survivor's place among {people} when each {step}th is eliminated
        where must i stand among {people} to be last if they count to {step}?
        which position wins a counting-out game of {people} children, counting to {step}?
        count off by {step} around {people} chairs until one is left, which one?
        last one standing: {people} soldiers, each {step}th dies
        solve Josephus for n = {people}, k = {step}, numbering from 1
        find the safe seat of {people} if every {step}th seat is removed in turn
    """
    survivor = 0
    for size in range(2, people + 1):
        survivor = (survivor + step) % size
    return survivor + 1


def ackermann(m: u64, n: u64) -> u64:
    """Ackermann's function, by its recursive definition.

    Parameters:
        m (0 .. 3): the first argument
        n (0 .. 60): the second argument

    Tests:
        n (0 .. 4)

    Returns: A(m, n)
    Difficulty: 4

    Prompts:
        ackermann function of {m} and {n}
        A({m}, {n}) by Ackermann
        ackermann({m}, {n})
        evaluate the Ackermann-Péter function at ({m}, {n})
        what does Ackermann's recursion give for m = {m} and n = {n}?
        compute the value of Ackermann with first argument {m} and second argument {n}
        run the deeply recursive Ackermann on {m}, {n}
        ackermann with m={m}, n={n}
        tell me the Ackermann number for the pair {m} and {n}
        given {m} and {n}, return Ackermann's value
    """
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


# Divisors and primes


def is_even(n: i64) -> bool:
    """Whether an integer is even.

    Parameters:
        n (-2^63 .. 2^63 - 1): an integer

    Returns: true if 2 divides it
    Difficulty: 1

    Prompts:
        is {n} even?
        is_even({n})
        check that {n} is an even number
        does 2 divide {n}?
        can {n} be split into two equal whole parts?
        true if {n} leaves no remainder by two
        test the parity of {n}: is it even?
        is {n} a multiple of two?
        would {n} socks make whole pairs?
        tell me if the last bit of {n} is clear
    """
    return n & 1 == 0


def is_odd(n: i64) -> bool:
    """Whether an integer is odd.

    Parameters:
        n (-2^63 .. 2^63 - 1): an integer

    Returns: true if 2 does not divide it
    Difficulty: 1

    Prompts:
        is {n} odd?
        is_odd({n})
        check that {n} is an odd number
        does {n} leave a remainder of 1 by two?
        is one left over when {n} things are paired?
        true if {n} is not a multiple of two
        test the parity of {n}: is it odd?
        is {n} not divisible by 2?
        would {n} socks leave one without a partner?
        tell me if the last bit of {n} is set
    """
    return n & 1 != 0


def is_multiple(n: u64, divisor: u64) -> bool:
    """Whether a number is a multiple of another.

    Parameters:
        n (0 .. 2^64 - 1): a number
        divisor (1 .. 2^64 - 1): what may divide it

    Returns: true if nothing is left over
    Difficulty: 1

    Prompts:
        is {n} a multiple of {divisor}?
        is_multiple({n}, {divisor})
        does {divisor} divide {n}?
        is {n} divisible by {divisor}?
        can {n} be split into groups of {divisor} with nothing left over?
        check that {n} mod {divisor} is 0
        does {n} occur in the times table of {divisor}?
        a wall of {n} in tiles of {divisor}: is none cut?
        true if {n} / {divisor} is a whole number
        will {divisor} go into {n} evenly?
    """
    return n % divisor == 0


def gcd(a: u64, b: u64) -> u64:
    """The greatest common divisor, by Euclid's algorithm.

    Parameters:
        a (0 .. 2^64 - 1): a number
        b (0 .. 2^64 - 1): another number

    Returns: the largest number that divides both; 0 for 0 and 0
    Difficulty: 2

    Prompts:
        greatest common divisor of {a} and {b}
        gcd({a}, {b})
        what is the largest number that divides both {a} and {b}?
        highest common factor of {a} and {b}
        hcf {a} {b}
        by which number can the fraction {a}/{b} be reduced?
        run Euclid's algorithm on {a} and {b}
        find the biggest square tile that fills a floor of {a} by {b}
        which divisor that {a} and {b} share is the greatest?
        into how many equal packets can {a} apples and {b} pears be shared at most?
    """
    while b:
        a, b = b, a % b
    return a


def lcm(a: u64, b: u64) -> u64:
    """The least common multiple.

    Parameters:
        a (0 .. 2^64 - 1): a number
        b (0 .. 2^64 - 1): another number

    Tests:
        a (0 .. 2^32 - 1)
        b (0 .. 2^32 - 1)

    Requires: lcm(a, b) < 2**64
    Returns: the smallest number that both divide; 0 if one of them is 0
    Difficulty: 4

    Prompts:
        least common multiple of {a} and {b}
        lcm({a}, {b})
        what is the smallest number that both {a} and {b} divide?
        lowest common multiple: {a}, {b}
        common denominator of fractions with the denominators {a} and {b}
        two lights blink every {a} and {b} seconds, when do they first blink together?
        the first number in the times tables of both {a} and {b}
        find the smallest shared multiple of {a} and {b}
        after how many teeth do gears of {a} and {b} teeth meet again?
        which is the least number divisible by {a} as well as by {b}?
    """
    if a == 0:
        return 0
    return a // gcd(a, b) * b


def is_coprime(a: u64, b: u64) -> bool:
    """Whether two numbers have no common divisor but 1.

    Parameters:
        a (0 .. 2^64 - 1): a number
        b (0 .. 2^64 - 1): another number

    Returns: true if their greatest common divisor is 1
    Difficulty: 4

    Prompts:
        are {a} and {b} coprime?
        is_coprime({a}, {b})
        do {a} and {b} share no factor except 1?
        check whether {a} and {b} are relatively prime
        is gcd({a}, {b}) equal to 1?
        is the fraction {a}/{b} in lowest terms?
        true if nothing above one divides both {a} and {b}
        test if {a} is prime to {b}
        do {a} and {b} lack a common prime factor?
        i want to know if {a} and {b} are mutually prime
    """
    return gcd(a, b) == 1


def _is_probable_prime(n: u64, base: u64) -> bool:
    """Whether an odd n passes the strong test of Miller and Rabin for a smaller base."""
    doublings = ctz(n - 1)
    x = power_mod(base, (n - 1) >> doublings, n)
    if x == 1:
        return True
    while doublings:
        if x == n - 1:
            return True
        x = x * x % n
        doublings -= 1
    return False


def is_prime(n: u64) -> bool:
    """Whether a number is prime.

    Parameters:
        n (0 .. 2^32): a number

    Returns: true if it has exactly two divisors
    Difficulty: 4
    Note: Trial division by numbers below 100; then the Miller-Rabin test with the bases 2, 7 and 61, which is
        exact below 4,759,123,141 (Jaeschke 1993).

    Prompts:
        is {n} prime?
        is_prime({n})
        check whether {n} is a prime number
        does {n} have no divisors besides 1 and itself?
        test {n} for primality
        can {n} not be written as a product of smaller numbers?
        true if exactly two numbers divide {n}
        tell me if {n} is a prime
        is {n} composite or prime? true means prime
        i would like a primality test of {n}
    """
    if n < 4:
        return n > 1
    if n & 1 == 0 or n % 3 == 0:
        return False
    divisor = 5
    while divisor < 100:
        if divisor * divisor > n:
            return True
        if n % divisor == 0 or n % (divisor + 2) == 0:
            return False
        divisor += 6
    return _is_probable_prime(n, 2) and _is_probable_prime(n, 7) and _is_probable_prime(n, 61)


def next_prime(n: u64) -> u64:
    """The smallest prime above a number.

    Parameters:
        n (0 .. 4294967290): a number

    Returns: the next prime
    Difficulty: 4

    Prompts:
        next prime after {n}
        next_prime({n})
        what is the smallest prime greater than {n}?
        find the first prime above {n}
        which prime follows {n}?
        go up from {n} until you meet a prime number
        the least prime number that exceeds {n}
        starting past {n}, what prime comes first?
        i need a prime just larger than {n}
        give me the closest prime on the upper side of {n}
    """
    if n < 2:
        return 2
    n += 1 + (n & 1)  # the next odd number
    while not is_prime(n):
        n += 2
    return n


def previous_prime(n: u64) -> u64:
    """The largest prime below a number.

    Parameters:
        n (3 .. 2^32): a number

    Returns: the prime before it
    Difficulty: 4

    Prompts:
        previous prime before {n}
        previous_prime({n})
        what is the largest prime less than {n}?
        find the first prime under {n} when counting down
        which prime precedes {n}?
        go down from {n} until you meet a prime number
        the greatest prime number smaller than {n}
        i need a prime just below {n}
        give me the closest prime on the lower side of {n}
        stepping back from {n}, what prime comes first?
    """
    if n == 3:
        return 2
    n -= 1 + (n & 1)  # the odd number before
    while not is_prime(n):
        n -= 2
    return n


def count_primes(n: u64, scratch: ptr_u8) -> u64:
    """How many primes are not above a number.

    Parameters:
        n (0 .. 2^32): the upper limit, which is included
        scratch (room[n // 2 + 1]): zeros; a byte for each odd number

    Tests:
        n (0 .. 2000)
        scratch (room[1001])

    Returns: the number of primes from 2 to n
    Difficulty: 3
    Note: The sieve of Eratosthenes over the odd numbers: byte i is for 2 i + 1.

    Prompts:
        how many primes are there up to {n}?
        count_primes({n})
        number of primes not exceeding {n}
        prime counting function at {n}
        pi({n}) for primes
        count the prime numbers from 1 to {n} inclusive
        how many numbers between 1 and {n}, both counted, are prime?
        the amount of primes less than or equal to {n}
        go through 2..{n} and count what is prime
        if i list all primes up to and including {n}, how long is the list?
    """
    if n < 2:
        return 0
    count = 1
    end = (n + 1) >> 1
    for i in range(1, end):
        if scratch[i] == 0:
            count += 1
            multiple = 2 * i * (i + 1)  # of the square of 2 i + 1
            while multiple < end:
                scratch[multiple] = 1
                multiple += 2 * i + 1
    return count


def count_primes_below(n: u64, scratch: ptr_u8) -> u64:
    """How many primes are below a number.

    Parameters:
        n (1 .. 2^32): the upper limit, which is not included
        scratch (room[n // 2 + 1]): zeros; a byte for each odd number

    Tests:
        n (1 .. 2000)
        scratch (room[1001])

    Returns: the number of primes from 2 to n - 1
    Difficulty: 4

    Prompts:
        how many primes below {n}?
        count_primes_below({n})
        number of primes less than {n}
        count the prime numbers smaller than {n}
        how many prime numbers come before {n}?
        the amount of primes strictly under {n}
        if i list all primes below {n}, how long is the list?
        primes p with p < {n}: how many are there?
        how often do you meet a prime while counting up to just before {n}?
        tell me the count of primes that {n} exceeds
    """
    return count_primes(n - 1, scratch)


def _is_odd_prime(n: u64) -> bool:
    """Whether an odd number above 1 is prime, by trial division."""
    divisor = 3
    while divisor * divisor <= n:
        if n % divisor == 0:
            return False
        divisor += 2
    return True


def nth_prime(n: u64) -> u64:
    """The n-th prime, counted from 1: 2, 3, 5, 7.

    Parameters:
        n (1 .. 10^8): which prime

    Tests:
        n (1 .. 300)

    Returns: the prime
    Difficulty: 4

    Prompts:
        the {n}th prime
        nth_prime({n})
        prime number {n} in order
        which prime comes at position {n}?
        what is p_{n} in the sequence of primes?
        list the primes and take number {n}
        find prime no. {n}, where 2 is the first
        give me entry {n} of 2, 3, 5, 7, 11, ...
        count primes until you have {n}, what is the last one?
        after {n} - 1 primes, which one is next?
    """
    if n == 1:
        return 2
    candidate = 1
    while n > 1:
        candidate += 2
        if _is_odd_prime(candidate):
            n -= 1
    return candidate


def primorial(n: u64) -> u64:
    """The product of all primes that are not above a number.

    Parameters:
        n (0 .. 52): the upper limit

    Returns: the product; 1 if there is no prime
    Difficulty: 4

    Prompts:
        primorial of {n}
        {n}#
        primorial({n})
        multiply all primes up to {n}
        the product of every prime not above {n}
        2 * 3 * 5 * 7 and on through the primes to {n}
        what do you get by multiplying the prime numbers from 2 to {n}?
        like a factorial of {n}, but with the primes only
        the smallest number that each prime up to {n} divides
        take the primes less than or equal to {n} and find their product
    """
    product = 1
    for candidate in range(2, n + 1):
        if gcd(product, candidate) == 1:  # no smaller prime divides it
            product *= candidate
    return product


def smallest_prime_factor(n: u64) -> u64:
    """The smallest prime that divides a number.

    Parameters:
        n (2 .. 2^63): a number

    Tests:
        n (2 .. 1000000)

    Returns: the smallest prime factor, which is n if n is prime
    Difficulty: 2

    Prompts:
        smallest prime factor of {n}
        smallest_prime_factor({n})
        what is the least prime that divides {n}?
        find the first prime divisor of {n}
        the lowest divisor of {n} above 1
        by which prime should i divide {n} first?
        which prime is the smallest in the factorisation of {n}?
        try 2, 3, 5, ... until one divides {n}, which one is it?
        minimum prime divisor for {n}
        reduce {n} by its smallest factor: what is that factor?
    """
    divisor = 2
    while divisor * divisor <= n:
        if n % divisor == 0:
            return divisor
        divisor += 1 + (divisor & 1)  # 2, then the odd numbers
    return n


def largest_prime_factor(n: u64) -> u64:
    """The largest prime that divides a number.

    Parameters:
        n (2 .. 2^63): a number

    Tests:
        n (2 .. 1000000)

    Returns: the largest prime factor, which is n if n is prime
    Difficulty: 3

    Prompts:
        largest prime factor of {n}
        largest_prime_factor({n})
        what is the greatest prime that divides {n}?
        find the biggest prime divisor of {n}
        which prime is the largest in the factorisation of {n}?
        factor {n} completely and return the top prime
        maximum prime divisor for {n}
        keep dividing {n} by its small primes, which prime is left at the end?
        how smooth is {n}: what is its largest prime?
        of all the primes that go into {n}, i want the highest
    """
    divisor = 2
    while divisor * divisor <= n:
        if n % divisor == 0:
            n //= divisor
        else:
            divisor += 1 + (divisor & 1)  # 2, then the odd numbers
    return n


def prime_factors(n: u64, factors: ptr_u64) -> u64:
    """The prime factors of a number in ascending order, each as often as it divides.

    Parameters:
        n (1 .. 2^63): a number
        factors (room[64]): where the factors go

    Tests:
        n (1 .. 1000000000)
        factors (room[32])

    Returns: how many factors there are
    Difficulty: 3

    Prompts:
        prime factors of {n}
        prime_factors({n})
        factorise {n}
        write {n} as a product of primes
        which primes multiplied together give {n}?
        break {n} down into its prime factors
        the prime decomposition of {n}
        list every prime in the factorisation of {n}, repeated ones too
        into which primes does {n} split?
        show the factor tree's leaves for {n}
    """
    count = 0
    divisor = 2
    while divisor * divisor <= n:
        if n % divisor == 0:
            factors[count] = divisor
            count += 1
            n //= divisor
        else:
            divisor += 1 + (divisor & 1)  # 2, then the odd numbers
    if n > 1:
        factors[count] = n
        count += 1
    return count


def count_prime_factors(n: u64) -> u64:
    """How many different primes divide a number.

    Parameters:
        n (1 .. 2^63): a number

    Tests:
        n (1 .. 1000000)

    Returns: the number of distinct prime factors
    Difficulty: 3

    Prompts:
        how many different primes divide {n}?
        count_prime_factors({n})
        number of distinct prime factors of {n}
        omega({n})
        count the primes in the factorisation of {n}, each once
        of how many different primes is {n} made?
        in {n} = p1^a * p2^b * ..., how many p are there?
        without repeats, how many prime divisors has {n}?
        the size of the set of primes that go into {n}
        i want the count of unique prime divisors of {n}
    """
    count = 0
    divisor = 2
    while divisor * divisor <= n:
        if n % divisor == 0:
            count += 1
            n //= divisor
            while n % divisor == 0:
                n //= divisor
        divisor += 1 + (divisor & 1)  # 2, then the odd numbers
    return count + u64(n > 1)


def count_divisors(n: u64) -> u64:
    """How many numbers divide a number.

    Parameters:
        n (1 .. 2^63): a number

    Tests:
        n (1 .. 1000000)

    Returns: the number of divisors, with 1 and n
    Difficulty: 3

    Prompts:
        how many divisors does {n} have?
        count_divisors({n})
        number of divisors of {n}
        by how many numbers can {n} be divided evenly?
        tau({n})
        count all factors of {n}, 1 and {n} included
        in how many ways can {n} be written as an ordered product of two numbers?
        how many rectangles of whole sides have the area {n}, counting turned ones twice?
        what is the divisor count of {n}?
        i need the amount of integers from 1 to {n} that go into {n}
    """
    count = 1
    divisor = 2
    while divisor * divisor <= n:
        times = 1
        while n % divisor == 0:
            n //= divisor
            times += 1
        count *= times
        divisor += 1 + (divisor & 1)  # 2, then the odd numbers
    return 2 * count if n > 1 else count


def sum_divisors(n: u64) -> u64:
    """The sum of all numbers that divide a number.

    Parameters:
        n (1 .. 2^60): a number

    Tests:
        n (1 .. 1000000)

    Returns: the sum of the divisors, with 1 and n
    Difficulty: 3

    Prompts:
        sum of the divisors of {n}
        sum_divisors({n})
        sigma({n})
        add up everything that divides {n}, {n} included
        what do all factors of {n} add up to?
        total of the numbers from 1 to {n} that go into {n}
        find each divisor of {n} and sum them
        the divisor sum for {n}
        if i list the factors of {n} from 1 to {n}, what is the total?
        how much do the divisors of {n} make together?
    """
    total = 1
    divisor = 2
    while divisor * divisor <= n:
        powers = 1
        while n % divisor == 0:
            n //= divisor
            powers = powers * divisor + 1
        total *= powers
        divisor += 1 + (divisor & 1)  # 2, then the odd numbers
    return total * (n + 1) if n > 1 else total


def sum_proper_divisors(n: u64) -> u64:
    """The sum of all divisors of a number but itself.

    Parameters:
        n (1 .. 2^60): a number

    Tests:
        n (1 .. 1000000)

    Returns: the sum of the proper divisors
    Difficulty: 4

    Prompts:
        sum of the proper divisors of {n}
        sum_proper_divisors({n})
        aliquot sum of {n}
        add up the divisors of {n} except {n} itself
        what do the factors of {n} below {n} add up to?
        total of all numbers smaller than {n} that divide it
        sigma({n}) - {n}
        the next number after {n} in its aliquot sequence
        without {n}, how much do the divisors of {n} make?
        i want the restricted divisor sum of {n}
    """
    return sum_divisors(n) - n


def is_perfect(n: u64) -> bool:
    """Whether a number is the sum of its proper divisors.

    Parameters:
        n (1 .. 2^60): a number

    Tests:
        n (1 .. 1000000)

    Returns: true for 6, 28, 496 and so on
    Difficulty: 4

    Prompts:
        is {n} a perfect number?
        is_perfect({n})
        check whether {n} equals the sum of its proper divisors
        do the divisors of {n} below it add up to {n}?
        test {n} for being perfect in Euclid's sense
        true if the aliquot sum of {n} is {n}
        does {n} belong to 6, 28, 496, ...?
        are the parts of {n} together exactly {n}?
        tell me if {n} is neither deficient nor abundant
        is sigma({n}) twice {n}?
    """
    return sum_divisors(n) == 2 * n


def is_abundant(n: u64) -> bool:
    """Whether the proper divisors of a number add up to more than the number.

    Parameters:
        n (1 .. 2^60): a number

    Tests:
        n (1 .. 1000000)

    Returns: true for 12, 18, 20, 24 and so on
    Difficulty: 4

    Prompts:
        is {n} an abundant number?
        is_abundant({n})
        check whether the proper divisors of {n} sum to more than {n}
        do the factors of {n} below it total more than {n}?
        is {n} excessive, with divisors that exceed it together?
        true if the aliquot sum of {n} is above {n}
        does {n} belong to 12, 18, 20, 24, 30, ...?
        is sigma({n}) more than twice {n}?
        test {n} for abundance
        are the parts of {n} together larger than {n}?
    """
    return sum_divisors(n) > 2 * n


def is_amicable_pair(a: u64, b: u64) -> bool:
    """Whether each of two different numbers is the sum of the proper divisors of the other.

    Parameters:
        a (1 .. 2^60): a number
        b (1 .. 2^60): another number

    Tests:
        a (one of 1, 2, 3, 4, 6, 8, 12, 28, 220, 284, 496, 945, 1184, 1210, 2620, 2924, 5020, 5564, 6232, 6368, 999999)
        b (one of 1, 2, 3, 4, 6, 8, 12, 28, 220, 284, 496, 945, 1184, 1210, 2620, 2924, 5020, 5564, 6232, 6368, 999999)

    Returns: true for 220 and 284, for example
    Difficulty: 4

    Prompts:
        are {a} and {b} amicable numbers?
        is_amicable_pair({a}, {b})
        do {a} and {b} form an amicable pair?
        check whether the proper divisors of {a} sum to {b} and those of {b} to {a}
        are {a} and {b} friends, like 220 and 284?
        is {a} the aliquot sum of {b} and the other way round?
        test the pair {a}, {b} for being amicable
        do the divisors of {a} make {b} while the divisors of {b} make {a}?
        true if {a} and {b} are a friendly pair in the sense of Pythagoras
        i have heard that {a} and {b} are amicable, are they?
    """
    return a != b and sum_proper_divisors(a) == b and sum_proper_divisors(b) == a


def totient(n: u64) -> u64:
    """Euler's function: how many numbers from 1 to n have no divisor in common with n.

    Parameters:
        n (1 .. 2^63): a number

    Tests:
        n (1 .. 1000000)

    Returns: the count
    Difficulty: 3

    Prompts:
        euler totient of {n}
        phi({n})
        totient({n})
        how many numbers up to {n} are coprime to {n}?
        count the integers from 1 to {n} that share no factor with {n}
        the order of the group of units modulo {n}
        Euler's phi function at {n}
        how many fractions k/{n} between 0 and 1 are in lowest terms?
        number of invertible residues modulo {n}
        how many generators does a cyclic group of {n} elements have?
    """
    result = n
    divisor = 2
    while divisor * divisor <= n:
        if n % divisor == 0:
            result -= result // divisor
            n //= divisor
            while n % divisor == 0:
                n //= divisor
        divisor += 1 + (divisor & 1)  # 2, then the odd numbers
    return result - result // n if n > 1 else result


def mobius(n: u64) -> i64:
    """Möbius' function: 0 if a square above 1 divides n, else 1 or -1 for an even or odd number of primes.

    Parameters:
        n (1 .. 2^63): a number

    Tests:
        n (1 .. 1000000)

    Returns: -1, 0 or 1
    Difficulty: 2

    Prompts:
        möbius function of {n}
        mobius({n})
        mu({n})
        the value of Möbius mu at {n}
        is {n} squarefree, and with an even or odd number of primes, as 0, 1 or -1?
        0 if a square divides {n}, else -1 to the number of its primes
        evaluate the Möbius function for n = {n}
        which of -1, 0, 1 does Möbius assign to {n}?
        coefficient of {n} in the Möbius inversion
        sum of the primitive roots of unity of order {n}
    """
    result: i64 = 1
    divisor = 2
    while divisor * divisor <= n:
        if n % divisor == 0:
            n //= divisor
            if n % divisor == 0:
                return 0
            result = -result
        divisor += 1 + (divisor & 1)  # 2, then the odd numbers
    return -result if n > 1 else result


def jacobi_symbol(a: u64, n: u64) -> i64:
    """Jacobi's symbol (a/n); for a prime n it says whether a is a square modulo n.

    Parameters:
        a (0 .. 2^64 - 1): the upper number
        n (1 .. 2^63 - 1): the lower number

    Requires: n % 2 == 1
    Returns: -1, 0 or 1
    Difficulty: 3
    Note: By the law of quadratic reciprocity (Cohen, algorithm 1.4.10).

    Prompts:
        jacobi symbol of {a} over {n}
        ({a}/{n}) as a Jacobi symbol
        jacobi_symbol({a}, {n})
        is {a} a quadratic residue modulo {n}, by Jacobi's symbol?
        evaluate Jacobi's ({a} | {n})
        legendre symbol of {a} for the prime {n}
        quadratic character of {a} modulo the odd number {n}
        use reciprocity to find the Jacobi symbol with {a} above and {n} below
        which of -1, 0, 1 is the Jacobi symbol for {a} and {n}?
        kronecker symbol of {a} and the odd number {n}
    """
    result: i64 = 1
    a %= n
    while a:
        twos = ctz(a)
        a >>= twos
        if twos & 1 and (n & 7 == 3 or n & 7 == 5):
            result = -result
        if a & n & 3 == 3:
            result = -result
        a, n = n % a, a
    return result if n == 1 else 0


# Digits


def digit_count(n: u64) -> u64:
    """How many decimal digits a number has.

    Parameters:
        n (0 .. 2^64 - 1): a number

    Returns: the number of digits; 1 for 0
    Difficulty: 2

    Prompts:
        how many digits does {n} have?
        digit_count({n})
        number of digits of {n}
        count the decimal digits in {n}
        how long is {n} when written out in base ten?
        the length of {n} as a decimal number
        is {n} a one-digit, two-digit, three-digit ... number? give the count
        how many places does the number {n} take on paper?
        of how many figures does {n} consist?
        width of {n} in characters
    """
    count = 1
    while n > 9:
        n //= 10
        count += 1
    return count


def digit_sum(n: u64) -> u64:
    """The sum of the decimal digits of a number.

    Parameters:
        n (0 .. 2^64 - 1): a number

    Returns: the sum
    Difficulty: 2

    Prompts:
        sum of the digits of {n}
        digit_sum({n})
        add up all digits in {n}
        what do the digits of {n} add up to?
        cross sum of {n}
        take {n} apart into digits and total them
        how much is every figure of {n} added together?
        total of the decimal digits that make up {n}
        for the test of divisibility by nine, what is the digit total of {n}?
        i write down {n} and add its digits, what do i get?
    """
    total = 0
    while n:
        total += n % 10
        n //= 10
    return total


def digit_product(n: u64) -> u64:
    """The product of the decimal digits of a number.

    Parameters:
        n (0 .. 2^64 - 1): a number

    Returns: the product; 0 for 0
    Difficulty: 2

    Prompts:
        product of the digits of {n}
        digit_product({n})
        multiply all digits in {n}
        what do the digits of {n} make when multiplied together?
        take {n} apart into digits and find their product
        every figure of {n} times the others
        digit by digit, multiply {n} through
        the result of multiplying each decimal digit of {n}
        i write down {n} and multiply its digits, what do i get?
        how large is the digit product for {n}?
    """
    product = n % 10
    n //= 10
    while n:
        product *= n % 10
        n //= 10
    return product


def reverse_digits(n: u64) -> u64:
    """A number with its decimal digits in reverse order.

    Parameters:
        n (0 .. 10^19 - 1): a number

    Returns: the digits read from right to left; leading zeros vanish
    Difficulty: 2

    Prompts:
        reverse the digits of {n}
        reverse_digits({n})
        {n} read from right to left
        write the number {n} backwards
        what number do you get by turning {n} around?
        mirror the decimal digits in {n}
        last digit first: {n}
        flip the order of digits in {n}
        what is {n} spelled backwards as a number?
        take the figures of {n} in the opposite order
    """
    result = 0
    while n:
        result = result * 10 + n % 10
        n //= 10
    return result


def number_is_palindrome(n: u64) -> bool:
    """Whether a number reads the same in both directions.

    Parameters:
        n (0 .. 10^19 - 1): a number

    Returns: true if its digits are symmetric
    Difficulty: 4

    Prompts:
        is the number {n} a palindrome?
        number_is_palindrome({n})
        does {n} read the same forwards and backwards?
        check whether {n} is a palindromic number
        are the digits of {n} symmetric?
        is {n} equal to its own reversal?
        true if turning {n} around changes nothing
        test the integer {n} for being palindromic
        would {n} look the same with its digits reversed?
        is {n} a number like 12321?
    """
    return reverse_digits(n) == n


def digital_root(n: u64) -> u64:
    """The digit that is left if digit sums are taken until one digit remains.

    Parameters:
        n (0 .. 2^64 - 1): a number

    Returns: 0 to 9
    Difficulty: 1

    Prompts:
        digital root of {n}
        digital_root({n})
        add the digits of {n} until one digit is left
        repeated digit sum of {n}
        what single digit remains if {n} is summed digitwise over and over?
        reduce {n} to one digit by adding its digits again and again
        casting out nines from {n}, with 9 for multiples of nine
        keep taking the cross sum of {n} until it is below ten
        the final digit in the chain of digit sums from {n}
        numerology value of {n}
    """
    return 1 + (n - 1) % 9 if n else 0


def largest_digit(n: u64) -> u64:
    """The largest decimal digit of a number.

    Parameters:
        n (0 .. 2^64 - 1): a number

    Returns: 0 to 9
    Difficulty: 2

    Prompts:
        largest digit of {n}
        largest_digit({n})
        which digit in {n} is the biggest?
        the highest figure that occurs in {n}
        look at the digits of {n} and return the greatest
        what is the maximum among the decimal digits of {n}?
        no digit of {n} exceeds which digit?
        scan {n} for its top digit
        give me max over the digits of {n}
        if {n} were printed, what would be the largest digit on paper?
    """
    largest = 0
    while n:
        largest = max(largest, n % 10)
        n //= 10
    return largest


def count_digit(n: u64, digit: u64) -> u64:
    """How often a digit occurs in a number.

    Parameters:
        n (0 .. 2^64 - 1): a number
        digit (0 .. 9): a decimal digit

    Returns: the number of places that hold the digit
    Difficulty: 2

    Prompts:
        how often does the digit {digit} occur in {n}?
        count_digit({n}, {digit})
        count the {digit}s in the number {n}
        number of digits of {n} that are {digit}
        how many times is {digit} written in {n}?
        in {n}, find how frequent the digit {digit} is
        occurrences of the figure {digit} within {n}
        if i cross out everything but {digit} in {n}, how many digits are left?
        how many places in the number {n} hold a {digit}?
        frequency of digit {digit} for the number {n}
    """
    count = u64(n % 10 == digit)
    n //= 10
    while n:
        count += u64(n % 10 == digit)
        n //= 10
    return count


def digit_at(n: u64, place: u64) -> u64:
    """The digit at a place of a number, counted from the right, where the ones are place 0.

    Parameters:
        n (0 .. 2^64 - 1): a number
        place (0 .. 19): how many digits stand to the right

    Returns: the digit; 0 beyond the first digit
    Difficulty: 2

    Prompts:
        digit {place} of {n}, counted from the right starting at 0
        digit_at({n}, {place})
        which digit of {n} belongs to 10^{place}?
        the digit in {n} that has {place} digits on its right
        skip {place} digits from the end of {n} and read one
        divide {n} by ten {place} times and take the last digit
        what stands in {n} at the place worth 10 to the power {place}?
        read the decimal place number {place} of {n}, the ones being place 0
        extract from {n} the coefficient of 10^{place}
        i strike the last {place} digits of {n}, what is now the last one?
    """
    while place:
        n //= 10
        place -= 1
    return n % 10


def is_armstrong(n: u64) -> bool:
    """Whether a number is the sum of its digits, each raised to the number of digits.

    Parameters:
        n (0 .. 10^18): a number

    Returns: true for 0 to 9, 153, 370, 371, 407 and so on
    Difficulty: 4

    Prompts:
        is {n} an Armstrong number?
        is_armstrong({n})
        is {n} narcissistic?
        check whether the digits of {n}, raised to their count, add up to {n}
        does {n} belong with 153, 370, 371 and 407?
        is {n} a pluperfect digital invariant?
        sum each digit of {n} to the power of the digit count: is it {n} again?
        test {n} for being a narcissistic number
        true if {n} equals the sum of the powers of its own digits
        the digits of {n} to the power of their number: do they make {n}?
    """
    digits = digit_count(n)
    total = 0
    rest = n
    while rest:
        total += u64(power(i64(rest % 10), digits))
        rest //= 10
    return total == n


def is_happy(n: u64) -> bool:
    """Whether repeated sums of the squares of the digits lead to 1.

    Parameters:
        n (0 .. 2^64 - 1): a number

    Returns: true for 1, 7, 10, 13 and so on
    Difficulty: 3

    Prompts:
        is {n} a happy number?
        is_happy({n})
        do the squared digits of {n}, summed again and again, reach 1?
        check whether {n} is happy or sad, true means happy
        replace {n} by the sum of its squared digits until it repeats: does it end at 1?
        test {n} for happiness
        true if the digit square chain from {n} does not fall into the cycle of 4
        does {n} belong to 1, 7, 10, 13, 19, ...?
        will {n} become one by adding the squares of its digits over and over?
        starting from {n}, does the square-sum game end happily?
    """
    while n > 4:  # every chain ends at 1 or passes 4
        total = 0
        while n:
            digit = n % 10
            total += digit * digit
            n //= 10
        n = total
    return n == 1


def is_harshad(n: u64) -> bool:
    """Whether the sum of its digits divides a number.

    Parameters:
        n (1 .. 2^64 - 1): a number

    Returns: true for 1 to 10, 12, 18, 20 and so on
    Difficulty: 4

    Prompts:
        is {n} a Harshad number?
        is_harshad({n})
        is {n} divisible by the sum of its digits?
        does the digit sum of {n} divide {n}?
        check whether {n} is a Niven number
        true if {n} mod its cross sum is 0
        test {n}: does its digit total go into it evenly?
        take the digits of {n}, add them, and see if {n} is a multiple of that
        does {n} give joy in the sense of Kaprekar's Harshad numbers?
        can {n} be split evenly into as many parts as its digits add up to?
    """
    return n % digit_sum(n) == 0


def multiplicative_persistence(n: u64) -> u64:
    """How many times the digits of a number can be multiplied until one digit is left.

    Parameters:
        n (0 .. 2^64 - 1): a number

    Returns: the number of rounds
    Difficulty: 4

    Prompts:
        multiplicative persistence of {n}
        multiplicative_persistence({n})
        how many rounds of multiplying its digits bring {n} to one digit?
        multiply the digits of {n} again and again: after how many times is it below ten?
        number of digit products until {n} is a single digit
        how persistent is {n} under multiplication of its digits?
        count the steps from {n} to one digit, replacing it by its digit product
        for {n}, how long is the chain of digit products?
        how often must i multiply the figures of {n} together?
        steps of the persistence game that starts with {n}
    """
    rounds = 0
    while n > 9:
        n = digit_product(n)
        rounds += 1
    return rounds


# Shapes and dates


def is_triangle(a: u64, b: u64, c: u64) -> bool:
    """Whether three lengths are the sides of a triangle with an area.

    Parameters:
        a (0 .. 2^63 - 1): the first side
        b (0 .. 2^63 - 1): the second side
        c (0 .. 2^63 - 1): the third side

    Tests:
        a (0 .. 2^62)
        b (0 .. 2^62)
        c (0 .. 2^62)

    Returns: true if each two sides are longer than the third
    Difficulty: 1

    Prompts:
        can {a}, {b} and {c} be the sides of a triangle?
        is_triangle({a}, {b}, {c})
        do the lengths {a}, {b}, {c} satisfy the triangle inequality?
        check whether sticks of {a}, {b} and {c} form a triangle
        is there a triangle whose sides measure {a}, {b} and {c}?
        true if any two of {a}, {b}, {c} exceed the third together
        test three sides for a valid triangle: {a}, {b}, {c}
        would rods of length {a}, {b} and {c} close up to a triangle?
        is the shape with edges {a}, {b}, {c} possible as a triangle?
        given sides {a} {b} {c}, does the triangle exist?
    """
    return a + b > c and b + c > a and c + a > b


def is_pythagorean_triple(a: u64, b: u64, c: u64) -> bool:
    """Whether two sides and the longest side make a right triangle.

    Parameters:
        a (1 .. 2^31): a leg
        b (1 .. 2^31): the other leg
        c (1 .. 2^31): the hypotenuse

    Returns: true if a^2 + b^2 = c^2
    Difficulty: 1

    Prompts:
        is {a}, {b}, {c} a Pythagorean triple?
        is_pythagorean_triple({a}, {b}, {c})
        does {a}^2 + {b}^2 equal {c}^2?
        is a triangle with legs {a} and {b} and hypotenuse {c} right-angled?
        check the theorem of Pythagoras for {a}, {b} and {c}
        do the squares of {a} and {b} add up to the square of {c}?
        true if {c} is the hypotenuse over {a} and {b}
        a ladder of length {c} reaches up {b} with its foot {a} from the wall: can that be exact?
        test whether legs {a}, {b} go with hypotenuse {c}
        are {a} and {b} the legs of a right triangle whose longest side is {c}?
    """
    return a * a + b * b == c * c


def is_leap_year(year: u64) -> bool:
    """Whether a year of the Gregorian calendar has 366 days.

    Parameters:
        year (1 .. 9999): a year

    Returns: true if it is a leap year
    Difficulty: 1

    Prompts:
        is {year} a leap year?
        is_leap_year({year})
        does February have 29 days in {year}?
        check whether the year {year} has 366 days
        is there a 29th of February in {year}?
        leap year test for {year}
        true if {year} gets an extra day
        was or will {year} be a leap year?
        does the calendar of {year} contain a leap day?
        tell me if {year} is one day longer than usual
    """
    return year & 3 == 0 and (year % 100 != 0 or year & 15 == 0)


def days_in_month(year: u64, month: u64) -> u64:
    """How many days a month of the Gregorian calendar has.

    Parameters:
        year (1 .. 9999): a year
        month (1 .. 12): a month

    Returns: 28 to 31
    Difficulty: 4

    Prompts:
        how many days does month {month} of {year} have?
        days_in_month({year}, {month})
        number of days in {year}-{month}
        length in days of month number {month} in the year {year}
        what is the last day of month {month} in {year}?
        with which day does month {month}/{year} end?
        count the days of the calendar page {month}/{year}
        for how many days do i pay rent in month {month}, {year}?
        in {year}, how long is month {month}?
        until what date does month {month} of the year {year} run?
    """
    if month == 2:
        return 28 + u64(is_leap_year(year))
    return 30 + ((month + (month >> 3)) & 1)


def days_since_epoch(year: u64, month: u64, day: u64) -> i64:
    """How many days lie between 1970-01-01 and a date of the Gregorian calendar.

    Parameters:
        year (1 .. 9999): the year
        month (1 .. 12): the month
        day (1 .. 31): the day of the month

    Requires: day <= 30 + (month + month // 8) % 2
    Requires: month != 2 or day <= 28 + (year % 4 == 0 and (year % 100 > 0 or year % 400 == 0))
    Returns: the number of days, negative for dates before 1970
    Difficulty: 2
    Note: Years begin in March here, so that the leap day is the last of a year (Howard Hinnant, days_from_civil).

    Prompts:
        days from 1970-01-01 to {year}-{month}-{day}
        days_since_epoch({year}, {month}, {day})
        how many days after the Unix epoch is {day}.{month}.{year}?
        the day number of {year}/{month}/{day} in Unix time
        convert the date year {year}, month {month}, day {day} to days since the epoch
        count the days between the start of 1970 and {year}-{month}-{day}
        on {year}-{month}-{day}, how many days have passed since 1 January 1970?
        unix day of the calendar date {year}, {month}, {day}
        number the date {month}/{day}/{year} by days, 1970-01-01 being 0
        i was born on {year}-{month}-{day}, how many days from the epoch is that?
    """
    if month > 2:
        month -= 3
    else:
        month += 9
        year -= 1
    days = 365 * year + (year >> 2) - year // 100 + year // 400
    return i64(days + (153 * month + 2) // 5 + day) - 719469


def day_of_week(year: u64, month: u64, day: u64) -> u64:
    """The day of the week of a date of the Gregorian calendar.

    Parameters:
        year (1 .. 9999): the year
        month (1 .. 12): the month
        day (1 .. 31): the day of the month

    Requires: day <= 30 + (month + month // 8) % 2
    Requires: month != 2 or day <= 28 + (year % 4 == 0 and (year % 100 > 0 or year % 400 == 0))
    Returns: 0 for Sunday, 1 for Monday, up to 6 for Saturday
    Difficulty: 4

    Prompts:
        day of the week of {year}-{month}-{day}
        day_of_week({year}, {month}, {day})
        which weekday is {day}.{month}.{year}?
        on what day of the week does {month}/{day}/{year} fall?
        is {year}-{month}-{day} a Sunday, Monday or what? Sunday is 0
        weekday number of the date {year}, {month}, {day}, from 0 for Sunday
        find the weekday for year {year}, month {month}, day {day}
        what day will it be on {day}/{month} in {year}, as a number from Sunday = 0?
        i need the weekday on which {year}/{month}/{day} falls
        the calendar of {year}: in which column is day {day} of month {month}?
    """
    return u64((days_since_epoch(year, month, day) + 4) % 7)


def day_of_year(year: u64, month: u64, day: u64) -> u64:
    """Which day of its year a date of the Gregorian calendar is, counted from 1.

    Parameters:
        year (1 .. 9999): the year
        month (1 .. 12): the month
        day (1 .. 31): the day of the month

    Requires: day <= 30 + (month + month // 8) % 2
    Requires: month != 2 or day <= 28 + (year % 4 == 0 and (year % 100 > 0 or year % 400 == 0))
    Returns: 1 to 366
    Difficulty: 4

    Prompts:
        day of the year for {year}-{month}-{day}
        day_of_year({year}, {month}, {day})
        which day of {year} is {day}.{month}.?
        how many days into {year} is {month}/{day}, that day included?
        ordinal date of {year}/{month}/{day}
        number the day {day} of month {month} within the year {year}
        on {year}-{month}-{day}, how many days of the year have begun?
        counting from the first of January {year} as 1, what is month {month} day {day}?
        the position of day {day}, month {month} in the calendar of {year}
        i want the running day number in {year} of month {month}, day {day}
    """
    if month > 2:
        return (153 * (month - 3) + 2) // 5 + day + 59 + u64(is_leap_year(year))
    return 31 * (month - 1) + day
