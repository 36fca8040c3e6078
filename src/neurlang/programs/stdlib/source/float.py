"""Doubles: arithmetic, rounding, bits, elementary functions, everyday formulas.

Elementary functions are polynomials after a reduction of the argument; each states its error in units in the last
place (ulp), measured against exact values. Coefficients called minimax are those of FreeBSD's msun (Sun, 1993).
"""

from __future__ import annotations

from neurlang.programs.stdlib.types import (
    ceil,
    f64,
    float_bits,
    float_from_bits,
    floor,
    fma,
    i64,
    round_even,
    sqrt,
    trunc,
    u64,
)

PI: f64 = 3.141592653589793
INFINITY: f64 = 1e999

# Arithmetic


def add_floats(x: f64, y: f64) -> f64:
    """The sum of two real numbers.

    Parameters:
        x (-8e307 .. 8e307): a number
        y (-8e307 .. 8e307): another number

    Tests:
        x (-1e150 .. 1e150)
        y (-1e150 .. 1e150)

    Returns: x + y, rounded once
    Difficulty: 1

    Prompts:
        {x} plus {y} as real numbers
        add_floats({x}, {y})
        sum of the decimals {x} and {y}
        what is {x} + {y} in floating point?
        add {y} to {x}, with decimals
        how much are {x} and {y} together, as doubles?
        increase the amount {x} by {y}
        put {x} and {y} together in double precision
        fadd {x}, {y}
        the total of {x} and {y}, fractions included
    """
    return x + y


def subtract_floats(x: f64, y: f64) -> f64:
    """The difference of two real numbers.

    Parameters:
        x (-8e307 .. 8e307): a number
        y (-8e307 .. 8e307): what is taken away

    Tests:
        x (-1e150 .. 1e150)
        y (-1e150 .. 1e150)

    Returns: x - y, rounded once
    Difficulty: 1

    Prompts:
        {x} minus {y} as real numbers
        subtract_floats({x}, {y})
        difference of the decimals {x} and {y}
        what is {x} - {y} in floating point?
        take {y} away from {x}, with decimals
        how much of {x} is left after {y} is gone, as doubles?
        decrease the amount {x} by {y}
        subtract {y} from {x} in double precision
        fsub {x}, {y}
        by how much does {x} exceed {y}, fractions included?
    """
    return x - y


def multiply_floats(x: f64, y: f64) -> f64:
    """The product of two real numbers.

    Parameters:
        x (-1e150 .. 1e150): a number
        y (-1e150 .. 1e150): another number

    Returns: x y, rounded once
    Difficulty: 1

    Prompts:
        {x} times {y} as real numbers
        multiply_floats({x}, {y})
        product of the decimals {x} and {y}
        what is {x} * {y} in floating point?
        multiply {x} by {y}, with decimals
        {x} units at a price of {y} each
        scale the amount {x} by {y}
        area of a field of {x} by {y}
        fmul {x}, {y}
        take {x} {y}-fold, fractions included
    """
    return x * y


def divide_floats(x: f64, y: f64) -> f64:
    """The quotient of two real numbers.

    Parameters:
        x (-1e150 .. 1e150): a number
        y (-1e150 .. 1e150): the divisor

    Tests:
        y (1e-100 .. 1e100)

    Requires: abs(y) >= 1e-150
    Returns: x / y, rounded once
    Difficulty: 1

    Prompts:
        {x} divided by {y} as real numbers
        divide_floats({x}, {y})
        quotient of the decimals {x} and {y}
        what is {x} / {y} in floating point?
        divide {x} by {y}, with decimals
        the ratio of {x} to {y}
        split {x} into {y} equal shares, fractions allowed
        how many times does {y} fit into {x}, with decimals?
        fdiv {x}, {y}
        {x} over {y} in double precision
    """
    return x / y


def reciprocal(x: f64) -> f64:
    """One divided by a number.

    Parameters:
        x (-1e300 .. 1e300): a number

    Tests:
        x (1e-300 .. 1e300)

    Requires: abs(x) >= 1e-300
    Returns: 1 / x, rounded once
    Difficulty: 1

    Prompts:
        reciprocal of {x}
        1 / {x}
        reciprocal({x})
        what is one over {x}?
        the multiplicative inverse of the real number {x}
        which number times {x} is one?
        flip the fraction {x}/1
        a period of {x} seconds: what is the frequency?
        invert the real {x}
        divide one by {x}
    """
    return 1.0 / x


def fmod(x: f64, y: f64) -> f64:
    """The remainder of a division of real numbers whose quotient is rounded towards zero; exact.

    Parameters:
        x (-1e300 .. 1e300): the dividend
        y (1e-300 .. 1e300): the divisor

    Tests:
        x (-1e12 .. 1e12)
        y (0.001 .. 1000000.0)

    Requires: abs(x) <= 2**52 * y
    Returns: x - y trunc(x / y), with the sign of x
    Difficulty: 2

    Prompts:
        remainder of {x} divided by {y}, for real numbers
        fmod({x}, {y})
        {x} modulo {y} with decimals, sign of {x}
        what is left of {x} after taking away {y} as often as possible?
        floating-point remainder when {x} is divided by {y}
        {x} - {y} * trunc({x} / {y})
        cut the length {x} into pieces of {y}, how long is the rest?
        reduce {x} by whole multiples of {y}
        the part of {x} beyond the last multiple of {y}
        C's fmod for {x} and {y}
    """
    size = abs(x)
    rest = fma(-trunc(size / y), y, size)
    if rest < 0.0:  # the quotient was rounded up to a whole number
        rest += y
    return copy_sign(rest, x)


def lerp(a: f64, b: f64, t: f64) -> f64:
    """The number that divides the way from one to another in a given proportion.

    Parameters:
        a (0.0 .. 1e300): where the way starts
        b (0.0 .. 1e300): where it ends
        t (0.0 .. 1.0): which part of the way

    Tests:
        a (0.0 .. 1000000.0)
        b (0.0 .. 1000000.0)

    Returns: a (1 - t) + b t
    Difficulty: 1
    Error: 2 ulp

    Prompts:
        lerp from {a} to {b} at {t}
        lerp({a}, {b}, {t})
        linear interpolation between {a} and {b} by {t}
        which number is the fraction {t} of the way from {a} to {b}?
        blend {a} with {b}, weight {t} for the second
        go from {a} towards {b} and stop after {t} of the distance
        mix {a} and {b} in the proportion {t}
        animate from {a} to {b}: what is the value at time {t}?
        (1 - {t}) * {a} + {t} * {b}
        the point at parameter {t} on the segment from {a} to {b}
    """
    return fma(t, b, fma(-t, a, a))


def inverse_lerp(a: f64, b: f64, x: f64) -> f64:
    """Which part of the way from one number to another a third has come.

    Parameters:
        a (-1e150 .. 1e150): where the way starts
        b (-1e150 .. 1e150): where it ends
        x (-1e150 .. 1e150): a number

    Tests:
        a (-1000000.0 .. 1000000.0)
        b (-1000000.0 .. 1000000.0)
        x (-1000000.0 .. 1000000.0)

    Requires: a != b
    Returns: (x - a) / (b - a)
    Difficulty: 1
    Error: 2 ulp

    Prompts:
        how far is {x} on the way from {a} to {b}, as a fraction?
        inverse_lerp({a}, {b}, {x})
        normalise {x} from the range {a} to {b} into 0 to 1
        ({x} - {a}) / ({b} - {a})
        which part of the way from {a} to {b} has {x} come?
        relative position of {x} between {a} and {b}
        map {x} so that {a} becomes 0 and {b} becomes 1
        min-max scaling of {x} with minimum {a} and maximum {b}
        progress from {a} to {b} when the value is {x}
        undo the interpolation: {a}, {b} gave {x}, what was t?
    """
    return (x - a) / (b - a)


def float_clamp(x: f64, low: f64, high: f64) -> f64:
    """A real number, raised to a lower bound and lowered to an upper bound.

    Parameters:
        x (-inf .. inf): a number
        low (-inf .. inf): the lower bound
        high (low .. inf): the upper bound

    Tests:
        x (-1e300 .. 1e300)
        low (-1000000.0 .. 1000000.0)
        high (low .. 2000000.0)

    Returns: x if it lies within the bounds, else the nearer bound
    Difficulty: 1

    Prompts:
        clamp the real number {x} between {low} and {high}
        float_clamp({x}, {low}, {high})
        limit the decimal {x} to the range {low} to {high}
        keep the level {x} within {low} and {high}, decimals included
        if the reading {x} is under {low} use {low}, if over {high} use {high}
        saturate the signal {x} at {low} and {high}
        cut {x} off at {low} below and {high} above, in floating point
        fmax({low}, fmin({x}, {high}))
        bring the real {x} into [{low}, {high}]
        what is {x} once it may not leave {low} to {high}, as a double?
    """
    return max(low, min(x, high))


def float_min(x: f64, y: f64) -> f64:
    """The smaller of two real numbers.

    Parameters:
        x (-inf .. inf): a number
        y (-inf .. inf): another number

    Tests:
        x (-1e300 .. 1e300)
        y (-1e300 .. 1e300)

    Returns: the smaller one
    Difficulty: 1

    Prompts:
        the smaller of the real numbers {x} and {y}
        fmin({x}, {y})
        float_min({x}, {y})
        which of the decimals {x} and {y} is lower?
        minimum of {x} and {y}, as doubles
        of the prices {x} and {y}, take the cheaper
        if the real {x} is below {y} return {x}, otherwise {y}
        pick the lesser of {x} and {y}, fractions included
        the lower of two floating-point values: {x}, {y}
        compare {x} and {y} as reals and keep the smaller
    """
    return min(x, y)


def float_max(x: f64, y: f64) -> f64:
    """The larger of two real numbers.

    Parameters:
        x (-inf .. inf): a number
        y (-inf .. inf): another number

    Tests:
        x (-1e300 .. 1e300)
        y (-1e300 .. 1e300)

    Returns: the larger one
    Difficulty: 1

    Prompts:
        the larger of the real numbers {x} and {y}
        fmax({x}, {y})
        float_max({x}, {y})
        which of the decimals {x} and {y} is higher?
        maximum of {x} and {y}, as doubles
        of the heights {x} and {y}, take the taller
        if the real {x} is above {y} return {x}, otherwise {y}
        pick the greater of {x} and {y}, fractions included
        the higher of two floating-point values: {x}, {y}
        compare {x} and {y} as reals and keep the larger
    """
    return max(x, y)


def float_absolute(x: f64) -> f64:
    """The absolute value of a real number.

    Parameters:
        x (-inf .. inf): a number

    Tests:
        x (-1e300 .. 1e300)

    Returns: x without its sign
    Difficulty: 1

    Prompts:
        absolute value of the real number {x}
        fabs({x})
        float_absolute({x})
        how large is the decimal {x} without its sign?
        magnitude of {x}, as a double
        distance of the real {x} from zero
        drop the sign of the floating-point value {x}
        what is |{x}| with its decimals?
        make the reading {x} non-negative
        the size of the deviation {x}
    """
    return abs(x)


def float_sign(x: f64) -> i64:
    """The sign of a real number.

    Parameters:
        x (-inf .. inf): a number

    Tests:
        x (-1e300 .. 1e300)

    Returns: -1, 0 or 1
    Difficulty: 1

    Prompts:
        sign of the real number {x}
        float_sign({x})
        is the decimal {x} negative, zero or positive?
        sgn of the double {x}
        which of -1, 0 and 1 belongs to the real {x}?
        compare the floating-point value {x} with zero
        does the balance {x} stand below, at or above zero?
        signum of {x}, decimals included
        in which direction does the change {x} go?
        give -1 for a loss, 1 for a gain, 0 for neither: {x}
    """
    return i64(x > 0.0) - i64(x < 0.0)


def copy_sign(x: f64, y: f64) -> f64:
    """A number with the sign of another.

    Parameters:
        x (-inf .. inf): a number
        y (-inf .. inf): what has the sign

    Tests:
        x (-1e300 .. 1e300)
        y (-1e300 .. 1e300)

    Returns: the size of x with the sign of y
    Difficulty: 1

    Prompts:
        {x} with the sign of {y}
        copysign({x}, {y})
        copy_sign({x}, {y})
        give {x} the sign that {y} has
        magnitude of {x}, sign of {y}
        make {x} negative if and only if {y} is
        transfer the sign from {y} to {x}
        what is {x} when it points the same way as {y}?
        the size of {x} in the direction of {y}
        put the sign bit of {y} on {x}
    """
    sign_bit = 1 << 63
    return float_from_bits(float_bits(x) & ~sign_bit | float_bits(y) & sign_bit)


# Rounding


def float_floor(x: f64) -> f64:
    """The largest whole number that is not above a real number.

    Parameters:
        x (-1e308 .. 1e308): a number

    Tests:
        x (-1e18 .. 1e18)

    Returns: x, rounded down
    Difficulty: 1

    Prompts:
        floor of {x}
        floor({x})
        round {x} down
        the largest integer not above {x}
        float_floor({x})
        what is {x} rounded towards minus infinity?
        cut {x} down to a whole number
        which whole number lies just at or below {x}?
        next lower integer from {x}
        lower {x} to the integer beneath it
    """
    return floor(x)


def float_ceil(x: f64) -> f64:
    """The smallest whole number that is not below a real number.

    Parameters:
        x (-1e308 .. 1e308): a number

    Tests:
        x (-1e18 .. 1e18)

    Returns: x, rounded up
    Difficulty: 1

    Prompts:
        ceiling of {x}
        ceil({x})
        round {x} up
        the smallest integer not below {x}
        float_ceil({x})
        what is {x} rounded towards plus infinity?
        bring {x} up to a whole number
        which whole number lies just at or above {x}?
        next higher integer from {x}
        raise {x} to the integer over it
    """
    return ceil(x)


def float_trunc(x: f64) -> f64:
    """The whole part of a real number.

    Parameters:
        x (-1e308 .. 1e308): a number

    Tests:
        x (-1e18 .. 1e18)

    Returns: x, rounded towards zero
    Difficulty: 1

    Prompts:
        truncate {x}
        trunc({x})
        whole part of {x}
        {x} without its decimals
        float_trunc({x})
        round {x} towards zero
        drop what stands after the point in {x}
        what remains of {x} if the fraction is cut off?
        the integer part of the real number {x}
        strip {x} of its fractional digits
    """
    return trunc(x)


def round_half_even(x: f64) -> f64:
    """The nearest whole number; halfway, the even one.

    Parameters:
        x (-1e308 .. 1e308): a number

    Tests:
        x (-1e18 .. 1e18)

    Returns: x, rounded
    Difficulty: 1

    Prompts:
        round {x} to the nearest even on ties
        round_half_even({x})
        banker's rounding of {x}
        round {x}, halves going to the even number
        rint({x})
        nearest integer of {x}, with ties to even
        IEEE rounding of {x} to a whole number
        python's round({x})
        what is {x} rounded without bias at the halves?
        to which whole number is {x} closest, the even one if two are?
    """
    return round_even(x)


def round_half_away(x: f64) -> f64:
    """The nearest whole number; halfway, the one further from zero.

    Parameters:
        x (-1e308 .. 1e308): a number

    Tests:
        x (-1e18 .. 1e18)

    Returns: x, rounded
    Difficulty: 1

    Prompts:
        round {x} to the nearest whole number
        round_half_away({x})
        round {x}, halves going away from zero
        schoolbook rounding of {x}
        to which integer is {x} closest? at .5 go up in size
        commercial rounding for {x}
        C's round({x})
        what is {x} as a whole number, five tenths rounded up?
        nearest integer to {x}, ties away from zero
        round the amount {x} to full units
    """
    return trunc(x + copy_sign(0.49999999999999994, x))


def fractional_part(x: f64) -> f64:
    """What a real number has beyond its whole part.

    Parameters:
        x (-1e308 .. 1e308): a number

    Tests:
        x (-1e15 .. 1e15)

    Returns: x - trunc(x), with the sign of x
    Difficulty: 1

    Prompts:
        fractional part of {x}
        fractional_part({x})
        what comes after the decimal point in {x}?
        {x} minus its whole part
        the decimals of {x} as a number
        remove the integer part from {x}
        frac({x})
        how much does {x} have beyond a whole number?
        the rest of {x} after truncation
        strip the whole units off {x}
    """
    return x - trunc(x)


def is_whole(x: f64) -> bool:
    """Whether a real number is a whole number.

    Parameters:
        x (-1e308 .. 1e308): a number

    Tests:
        x (-1e18 .. 1e18)

    Returns: true if it has no fraction
    Difficulty: 1

    Prompts:
        is {x} a whole number?
        is_whole({x})
        does {x} have no decimals?
        check that {x} is an integer, though stored as a double
        is there nothing behind the point in {x}?
        true if {x} equals its own truncation
        can {x} be written without a fraction?
        does the quotient {x} come out even?
        is the real number {x} integral?
        has {x} a fractional part of zero?
    """
    return trunc(x) == x


# Bits of doubles


def is_nan(x: f64) -> bool:
    """Whether a double is NaN, which stands for no number.

    Parameters:
        x (any double): a double

    Returns: true for NaN
    Difficulty: 1

    Prompts:
        is {x} NaN?
        isnan({x})
        is_nan({x})
        is the double {x} not a number?
        check whether {x} is the result of an undefined operation
        true if {x} differs from itself
        did the computation that gave {x} have no result?
        test the floating-point value {x} for NaN
        does {x} stand for no number at all?
        would comparing {x} with itself fail?
    """
    return x != x


def is_infinite(x: f64) -> bool:
    """Whether a double is plus or minus infinity.

    Parameters:
        x (any double): a number

    Returns: true for the infinities
    Difficulty: 1

    Prompts:
        is {x} infinite?
        isinf({x})
        is_infinite({x})
        has {x} overflowed to infinity?
        check whether the double {x} is plus or minus infinity
        true if the size of {x} is beyond all numbers
        did the computation that gave {x} overflow?
        is the floating-point value {x} an infinity?
        test {x} for being unbounded
        does {x} equal one of the two infinities?
    """
    return abs(x) == INFINITY


def is_finite(x: f64) -> bool:
    """Whether a double is neither infinite nor NaN.

    Parameters:
        x (any double): a number

    Returns: true for the numbers
    Difficulty: 1

    Prompts:
        is {x} finite?
        isfinite({x})
        is_finite({x})
        is the double {x} an ordinary number?
        check that {x} is neither infinite nor NaN
        true if {x} can be used to calculate further
        has {x} stayed within the range of doubles?
        is the floating-point value {x} a real number at all?
        test {x} for being bounded
        may i print {x} as a number?
    """
    return abs(x) < INFINITY


def float_exponent(x: f64) -> i64:
    """The exponent of a number as a power of two.

    Parameters:
        x (1e-307 .. 1e308): a number

    Tests:
        x (1e-300 .. 1e300)

    Returns: the largest k with 2^k not above x
    Difficulty: 1

    Prompts:
        binary exponent of {x}
        ilogb({x})
        float_exponent({x})
        the largest k with 2^k <= {x}, for a real {x}
        which power of two does the double {x} start from?
        floor of log2 of the real number {x}
        exponent field of {x}, without its bias
        between which powers of two does {x} lie? give the lower exponent
        how often can the real {x} be halved until it is below 2?
        order of magnitude of {x} in base two
    """
    return i64(float_bits(x) >> 52) - 1023


def float_mantissa(x: f64) -> f64:
    """A number divided by the power of two in it, so that it lies between 1 and 2.

    Parameters:
        x (1e-307 .. 1e308): a number

    Tests:
        x (1e-300 .. 1e300)

    Returns: from 1 up to, not including, 2
    Difficulty: 1

    Prompts:
        mantissa of {x}
        float_mantissa({x})
        significand of the double {x}, between 1 and 2
        {x} without its power of two
        divide {x} by the largest power of two in it
        scale {x} by a power of two into the interval from 1 to 2
        what is left of {x} when its binary exponent is removed?
        the fraction field of {x} with its leading one
        normalise the real {x} to 1.something in base two
        which m in [1, 2) gives {x} as m times a power of two?
    """
    return float_from_bits(float_bits(x) & 0x000F_FFFF_FFFF_FFFF | 0x3FF0_0000_0000_0000)


def scale_by_power(x: f64, exponent: i64) -> f64:
    """A number times a power of two.

    Parameters:
        x (-1e100 .. 1e100): a number
        exponent (-500 .. 500): the exponent of two

    Returns: x 2^exponent
    Difficulty: 1

    Prompts:
        {x} times 2 to the power {exponent}
        ldexp({x}, {exponent})
        scale_by_power({x}, {exponent})
        scale {x} by 2^{exponent}
        shift the double {x} by {exponent} binary places
        add {exponent} to the exponent of the real {x}
        scalbn for {x} and {exponent}
        {x} * 2**{exponent}
        double {x} {exponent} times, or halve it if that is negative
        move the binary point of {x} by {exponent}
    """
    return x * float_from_bits(u64(exponent + 1023) << 52)


def next_up(x: f64) -> f64:
    """The next larger double.

    Parameters:
        x (0.0 .. 1e308): a number

    Tests:
        x (0.0 .. 1e300)

    Returns: the smallest double above x
    Difficulty: 1

    Prompts:
        next double above {x}
        next_up({x})
        nextafter({x}, inf)
        the smallest floating-point number greater than {x}
        which double follows {x}?
        step from {x} to its upper neighbour
        one ulp up from {x}
        what is the successor of {x} among the doubles?
        increase {x} by the least possible amount
        the floating-point value just over {x}
    """
    return float_from_bits(float_bits(abs(x)) + 1)


def ulp(x: f64) -> f64:
    """How far the next larger double is away.

    Parameters:
        x (0.0 .. 1e308): a number

    Tests:
        x (0.0 .. 1e300)

    Returns: the unit in the last place
    Difficulty: 4

    Prompts:
        ulp of {x}
        ulp({x})
        unit in the last place at {x}
        how far is {x} from the next larger double?
        spacing of floating-point numbers at {x}
        how precise can a double be near {x}?
        value of the last bit of {x}
        the gap between {x} and its upper neighbour
        the resolution of double precision around {x}
        what is the smallest step upwards from {x}?
    """
    return next_up(x) - x


def nearly_equal(x: f64, y: f64, tolerance: f64) -> bool:
    """Whether two numbers differ by no more than a part of the larger one.

    Parameters:
        x (-1e150 .. 1e150): a number
        y (-1e150 .. 1e150): another number
        tolerance (0.0 .. 2.0): which part

    Tests:
        x (-100.0 .. 100.0)
        y (-100.0 .. 100.0)

    Returns: true if |x - y| <= tolerance max(|x|, |y|)
    Difficulty: 1

    Prompts:
        are {x} and {y} equal within a relative tolerance of {tolerance}?
        nearly_equal({x}, {y}, {tolerance})
        isclose({x}, {y}, rel_tol={tolerance})
        is {x} close to {y}, up to the relative error {tolerance}?
        compare the reals {x} and {y} with tolerance {tolerance}
        do {x} and {y} agree to within the fraction {tolerance}?
        true if {x} differs from {y} by no more than {tolerance} of the larger
        accept {y} for {x} if the relative deviation is at most {tolerance}?
        approximately equal: {x}, {y}, tolerance {tolerance}
        does the measured {x} match the expected {y} within {tolerance}?
    """
    return abs(x - y) <= tolerance * max(abs(x), abs(y))


# Roots


def square_root(x: f64) -> f64:
    """The square root of a number.

    Parameters:
        x (0.0 .. 1e308): a number

    Tests:
        x (0.0 .. 1e300)

    Returns: the root, rounded once
    Difficulty: 1

    Prompts:
        square root of {x} with decimals
        sqrt({x})
        square_root({x})
        which positive real number times itself is {x}?
        the root of the real number {x}
        side of a square whose area is {x}
        solve y * y = {x} for a positive y
        {x} to the power of one half
        take the square root of {x} in double precision
        how long is the edge of a square plot of {x} square metres?
    """
    return sqrt(x)


def cube_root(x: f64) -> f64:
    """The cube root of a number.

    Parameters:
        x (-1e300 .. 1e300): a number

    Returns: the root, with the sign of x
    Difficulty: 2
    Error: 1 ulp
    Note: The exponent divided by 3 gives 5 bits; two steps of Halley's and one of Newton's method.

    Prompts:
        cube root of {x} with decimals
        cbrt({x})
        cube_root({x})
        which real number to the third power is {x}?
        the third root of the real number {x}
        edge of a cube whose volume is {x}
        solve y * y * y = {x} for a real y
        {x} to the power of one third
        take the cube root of {x} in double precision
        how long is the edge of a cubic tank that holds {x} cubic metres?
    """
    if x == 0.0:
        return x
    size = abs(x)
    root = float_from_bits(float_bits(size) // 3 + 0x2A9F_7893_0000_0000)
    for _ in range(2):
        cube = root * root * root
        root *= (cube + 2.0 * size) / (2.0 * cube + size)
    root -= (root - size / (root * root)) / 3.0
    return copy_sign(root, x)


def hypotenuse(x: f64, y: f64) -> f64:
    """The longest side of a right triangle.

    Parameters:
        x (-1e150 .. 1e150): a leg
        y (-1e150 .. 1e150): the other leg

    Requires: x * x + y * y > 1e-250 or x == y == 0
    Returns: sqrt(x^2 + y^2)
    Difficulty: 1
    Error: 1 ulp

    Prompts:
        hypotenuse of a right triangle with legs {x} and {y}
        hypot({x}, {y})
        hypotenuse({x}, {y})
        sqrt({x}^2 + {y}^2)
        length of the vector ({x}, {y})
        how far is the point ({x}, {y}) from the origin?
        the diagonal of a rectangle {x} by {y}
        by Pythagoras, which side is opposite the right angle between {x} and {y}?
        i walk {x} east and {y} north, how far am i from the start?
        absolute value of the complex number {x} + {y} i
    """
    return sqrt(fma(x, x, y * y))


def distance(x1: f64, y1: f64, x2: f64, y2: f64) -> f64:
    """How far two points of the plane are apart.

    Parameters:
        x1 (-1000000.0 .. 1000000.0): the first point's x
        y1 (-1000000.0 .. 1000000.0): the first point's y
        x2 (-1000000.0 .. 1000000.0): the second point's x
        y2 (-1000000.0 .. 1000000.0): the second point's y

    Returns: the distance
    Difficulty: 4
    Error: 2 ulp

    Prompts:
        distance from ({x1}, {y1}) to ({x2}, {y2})
        distance({x1}, {y1}, {x2}, {y2})
        how far apart are the points ({x1}, {y1}) and ({x2}, {y2})?
        length of the segment between ({x1}, {y1}) and ({x2}, {y2})
        euclidean distance of the points {x1}, {y1} and {x2}, {y2}
        as the crow flies, how far is ({x2}, {y2}) from ({x1}, {y1})?
        straight line from x={x1}, y={y1} to x={x2}, y={y2}: how long?
        norm of the difference of ({x1}, {y1}) and ({x2}, {y2})
        a robot moves from ({x1}, {y1}) straight to ({x2}, {y2}), what way is that?
        measure between two map points, ({x1}, {y1}) and ({x2}, {y2})
    """
    return hypotenuse(x2 - x1, y2 - y1)


# Exponentials and logarithms

LOG2_E: f64 = 1.4426950408889634
LN2_HIGH: f64 = 6.93147180369123816490e-01  # its last 21 bits are 0, so that k times it is exact
LN2_LOW: f64 = 1.90821492927058770002e-10
LOG10_E: f64 = 4.34294481903251816668e-01
LOG10_2_HIGH: f64 = 3.01029995663611771306e-01
LOG10_2_LOW: f64 = 3.69423907715893078616e-13


def exponential(x: f64) -> f64:
    """The exponential function.

    Parameters:
        x (-708.0 .. 709.0): the exponent

    Returns: e to the x
    Difficulty: 1
    Error: 1 ulp
    Note: x = k ln 2 + r with |r| <= 0.35; then Taylor's polynomial of degree 13, and 2^k.

    Prompts:
        e to the power of {x}
        exp({x})
        exponential({x})
        the exponential function at {x}
        raise Euler's number to {x}
        e^{x}
        what is e multiplied by itself {x} times, {x} being any real?
        natural antilogarithm of {x}
        continuous growth at rate {x} over one period: by which factor?
        which number has the natural logarithm {x}?
    """
    k = round_even(x * LOG2_E)
    r = fma(-k, LN2_LOW, fma(-k, LN2_HIGH, x))
    p = fma(1.0 / 6227020800.0, r, 1.0 / 479001600.0)
    p = fma(p, r, 1.0 / 39916800.0)
    p = fma(p, r, 1.0 / 3628800.0)
    p = fma(p, r, 1.0 / 362880.0)
    p = fma(p, r, 1.0 / 40320.0)
    p = fma(p, r, 1.0 / 5040.0)
    p = fma(p, r, 1.0 / 720.0)
    p = fma(p, r, 1.0 / 120.0)
    p = fma(p, r, 1.0 / 24.0)
    p = fma(p, r, 1.0 / 6.0)
    p = fma(p, r, 0.5)
    p = fma(p, r * r, r) + 1.0
    half = i64(k) >> 1  # 2^k in two factors, since 2^1024 is not a double
    return scale_by_power(scale_by_power(p, half), i64(k) - half)


def _log_near_one(m: f64) -> f64:
    """The natural logarithm of m from 0.7 to 1.5, by the series of artanh((m - 1) / (m + 1)); minimax."""
    f = m - 1.0
    s = f / (2.0 + f)
    z = s * s
    p = fma(z, 1.479819860511658591e-01, 1.531383769920937332e-01)
    p = fma(z, p, 1.818357216161805012e-01)
    p = fma(z, p, 2.222219843214978396e-01)
    p = fma(z, p, 2.857142874366239149e-01)
    p = fma(z, p, 3.999999999940941908e-01)
    p = fma(z, p, 6.666666666666735130e-01)
    half_square = 0.5 * f * f
    return f - (half_square - s * (half_square + z * p))


def _log_exponent(x: f64) -> i64:
    """The k for which x / 2^k lies between sqrt(1/2) and sqrt(2)."""
    return i64(float_bits(x) - 0x3FE6_A09E_667F_3BCD) >> 52


def natural_log(x: f64) -> f64:
    """The natural logarithm.

    Parameters:
        x (1e-300 .. 1e300): a number

    Returns: ln x
    Difficulty: 4
    Error: 1 ulp
    Note: x = 2^k m with m near 1; then k ln 2 + ln m, where ln 2 has two parts.

    Prompts:
        natural logarithm of {x}
        ln({x})
        natural_log({x})
        log of {x} to the base e
        to which power must e be raised to give {x}?
        how long does continuous growth at 100 percent take to reach {x} times the start?
        the area under 1/t from 1 to {x}
        take the natural log of {x}
        inverse of the exponential function at {x}
        ln {x}
    """
    k = _log_exponent(x)
    whole = f64(k)
    m = float_from_bits(float_bits(x) - (u64(k) << 52))
    return fma(whole, LN2_HIGH, fma(whole, LN2_LOW, _log_near_one(m)))


def log2(x: f64) -> f64:
    """The logarithm to the base 2.

    Parameters:
        x (1e-300 .. 1e300): a number

    Returns: log2 x; exact for powers of two
    Difficulty: 4
    Error: 3 ulp

    Prompts:
        base 2 logarithm of {x} with decimals
        log2({x})
        binary logarithm of the real number {x}
        to which power must 2 be raised to give {x}?
        how many bits of information are in one of {x} equally likely cases?
        log of {x} to the base two
        how many doublings lead from 1 to {x}, fractions included?
        ld({x})
        how many octaves is a frequency ratio of {x}?
        solve 2^y = {x} for y
    """
    k = _log_exponent(x)
    m = float_from_bits(float_bits(x) - (u64(k) << 52))
    return fma(_log_near_one(m), LOG2_E, f64(k))


def log10(x: f64) -> f64:
    """The logarithm to the base 10.

    Parameters:
        x (1e-300 .. 1e300): a number

    Returns: log10 x; exact for 1, 10, 100 and so on to 10^22
    Difficulty: 4
    Error: 3 ulp

    Prompts:
        base 10 logarithm of {x} with decimals
        log10({x})
        common logarithm of the real number {x}
        to which power must 10 be raised to give {x}?
        decimal logarithm of {x}
        log of {x} to the base ten
        how many bels is a power ratio of {x}?
        lg({x})
        solve 10^y = {x} for y
        what is the magnitude of {x} on a scale of powers of ten?
    """
    k = float_exponent(x)
    if k < 0:
        k += 1
    whole = f64(k)
    m = float_from_bits(float_bits(x) - (u64(k) << 52))
    return (whole * LOG10_2_LOW + LOG10_E * natural_log(m)) + whole * LOG10_2_HIGH


def float_power(x: f64, y: f64) -> f64:
    """A power with real base and exponent; by squaring if the exponent is a whole number, else by exp and ln.

    Parameters:
        x (0.001 .. 1000.0): the base
        y (-30.0 .. 30.0): the exponent

    Returns: x to the y
    Difficulty: 4
    Error: 1e-13

    Prompts:
        {x} to the power of {y}, both real
        pow({x}, {y})
        float_power({x}, {y})
        raise the real number {x} to the exponent {y}
        {x}**{y} in floating point
        what is {x} with the real exponent {y}?
        exp({y} * ln({x}))
        growth factor {x} over {y} years
        compute the real power with base {x} and exponent {y}
        interest factor {x} for {y} periods, fractions of a period too
    """
    if trunc(y) != y:
        return exponential(y * natural_log(x))
    times = u64(abs(y))
    result = 1.0
    while times:
        if times & 1:
            result *= x
        x *= x
        times >>= 1
    return 1.0 / result if y < 0.0 else result


def logistic(x: f64) -> f64:
    """The logistic function.

    Parameters:
        x (-700.0 .. 700.0): a number

    Returns: 1 / (1 + e^-x)
    Difficulty: 4
    Error: 4 ulp

    Prompts:
        logistic function at {x}
        sigmoid({x})
        logistic({x})
        1 / (1 + exp(-{x}))
        squash {x} into the range from 0 to 1
        which probability belongs to the log odds {x}?
        activation of a sigmoid neuron with input {x}
        inverse logit of {x}
        s-curve value for {x}
        expit of {x}
    """
    return 1.0 / (1.0 + exponential(-x))


def hyperbolic_sine(x: f64) -> f64:
    """The hyperbolic sine.

    Parameters:
        x (-700.0 .. 700.0): a number

    Returns: (e^x - e^-x) / 2
    Difficulty: 4
    Error: 3 ulp
    Note: Near 0, where the difference cancels, Taylor's polynomial of degree 17.

    Prompts:
        hyperbolic sine of {x}
        sinh({x})
        hyperbolic_sine({x})
        (e^{x} - e^-{x}) / 2
        half the difference of exp({x}) and exp(-{x})
        the odd part of the exponential function at {x}
        evaluate sinh for the argument {x}
        what is the hyperbolic sine when the area is {x}?
        compute the sine of the hyperbola at {x}
        sinh x where x is {x}
    """
    if abs(x) < 1.0:
        z = x * x
        p = fma(z, 1.0 / 355687428096000.0, 1.0 / 1307674368000.0)
        p = fma(z, p, 1.0 / 6227020800.0)
        p = fma(z, p, 1.0 / 39916800.0)
        p = fma(z, p, 1.0 / 362880.0)
        p = fma(z, p, 1.0 / 5040.0)
        p = fma(z, p, 1.0 / 120.0)
        p = fma(z, p, 1.0 / 6.0)
        return fma(z * p, x, x)
    e = exponential(x)
    return 0.5 * (e - 1.0 / e)


def hyperbolic_cosine(x: f64) -> f64:
    """The hyperbolic cosine.

    Parameters:
        x (-700.0 .. 700.0): a number

    Returns: (e^x + e^-x) / 2
    Difficulty: 4
    Error: 3 ulp

    Prompts:
        hyperbolic cosine of {x}
        cosh({x})
        hyperbolic_cosine({x})
        (e^{x} + e^-{x}) / 2
        mean of exp({x}) and exp(-{x})
        the even part of the exponential function at {x}
        height of a catenary at {x}
        evaluate cosh for the argument {x}
        how high does a hanging chain stand {x} from its lowest point, in its own scale?
        cosh x where x is {x}
    """
    e = exponential(x)
    return 0.5 * (e + 1.0 / e)


def hyperbolic_tangent(x: f64) -> f64:
    """The hyperbolic tangent.

    Parameters:
        x (-350.0 .. 350.0): a number

    Returns: sinh x / cosh x
    Difficulty: 4
    Error: 4 ulp

    Prompts:
        hyperbolic tangent of {x}
        tanh({x})
        hyperbolic_tangent({x})
        sinh({x}) / cosh({x})
        squash {x} into the range from -1 to 1
        activation of a tanh neuron with input {x}
        evaluate tanh for the argument {x}
        which velocity, as a part of light's, has the rapidity {x}?
        (e^{x} - e^-{x}) / (e^{x} + e^-{x})
        tanh x where x is {x}
    """
    if abs(x) < 1.0:
        return hyperbolic_sine(x) / hyperbolic_cosine(x)
    return copy_sign(1.0 - 2.0 / (exponential(2.0 * abs(x)) + 1.0), x)


# Trigonometry

HALF_PI_1: f64 = 1.5707963267948966  # pi / 2 in three parts of 53 bits
HALF_PI_2: f64 = 6.123233995736766e-17
HALF_PI_3: f64 = -1.4973849048591833e-33


def _sine_in_quadrant(x: f64, quadrant: f64, turn: i64) -> f64:
    """The sine of x + turn pi / 2, where x is near quadrant times pi / 2; minimax."""
    r = fma(-quadrant, HALF_PI_3, fma(-quadrant, HALF_PI_2, fma(-quadrant, HALF_PI_1, x)))
    z = r * r
    place = i64(quadrant) + turn
    if place & 1:
        p = fma(z, -1.13596475577881948265e-11, 2.08757232129817482790e-09)
        p = fma(z, p, -2.75573143513906633035e-07)
        p = fma(z, p, 2.48015872894767294178e-05)
        p = fma(z, p, -1.38888888888741095749e-03)
        p = fma(z, p, 4.16666666666666019037e-02)
        half = 0.5 * z
        w = 1.0 - half
        value = w + (((1.0 - w) - half) + z * z * p)
    else:
        p = fma(z, 1.58969099521155010221e-10, -2.50507602534068634195e-08)
        p = fma(z, p, 2.75573137070700676789e-06)
        p = fma(z, p, -1.98412698298579493134e-04)
        p = fma(z, p, 8.33333333332248946124e-03)
        p = fma(z, p, -1.66666666666666324348e-01)
        value = fma(z * p, r, r)
    return -value if place & 2 else value


def sine(x: f64) -> f64:
    """The sine of an angle in radians.

    Parameters:
        x (-1000000.0 .. 1000000.0): the angle

    Returns: sin x
    Difficulty: 4
    Error: 2 ulp
    Note: The angle less the nearest multiple of pi / 2, which has three parts (Cody and Waite 1980).

    Prompts:
        sine of {x} radians
        sin({x})
        sine({x})
        height on the unit circle at the angle {x}
        opposite over hypotenuse for an angle of {x} radians
        what does the sine function give at {x}?
        the y coordinate after turning by {x} on the unit circle
        evaluate sin at x = {x}
        a wave of amplitude 1 has the phase {x}, how high is it?
        sin x where x is {x}
    """
    return _sine_in_quadrant(x, round_even(x * (2.0 / PI)), 0)


def cosine(x: f64) -> f64:
    """The cosine of an angle in radians.

    Parameters:
        x (-1000000.0 .. 1000000.0): the angle

    Returns: cos x
    Difficulty: 4
    Error: 2 ulp

    Prompts:
        cosine of {x} radians
        cos({x})
        cosine({x})
        horizontal place on the unit circle at the angle {x}
        adjacent over hypotenuse for an angle of {x} radians
        what does the cosine function give at {x}?
        the x coordinate after turning by {x} on the unit circle
        evaluate cos at x = {x}
        a pendulum starts at full swing, where is it at phase {x}?
        cos x where x is {x}
    """
    return _sine_in_quadrant(x, round_even(x * (2.0 / PI)), 1)


def tangent(x: f64) -> f64:
    """The tangent of an angle in radians.

    Parameters:
        x (-1000000.0 .. 1000000.0): the angle

    Returns: tan x
    Difficulty: 4
    Error: 4 ulp

    Prompts:
        tangent of {x} radians
        tan({x})
        tangent({x})
        sin({x}) / cos({x})
        slope of a line that rises at an angle of {x} radians
        opposite over adjacent for an angle of {x} radians
        what does the tangent function give at {x}?
        evaluate tan at x = {x}
        how steep is a road inclined by {x} radians?
        tan x where x is {x}
    """
    return sine(x) / cosine(x)


def arctangent(x: f64) -> f64:
    """The angle whose tangent is a number.

    Parameters:
        x (-1e300 .. 1e300): the tangent

    Returns: the angle in radians, between -pi / 2 and pi / 2
    Difficulty: 2
    Error: 1 ulp
    Note: The angle less the nearest of atan 0, 1/2, 1, 3/2 and infinity; minimax.

    Prompts:
        arctangent of {x}
        atan({x})
        arctangent({x})
        which angle has the tangent {x}, in radians?
        inverse tangent of {x}
        arctan {x}
        a road rises {x} metres for each metre ahead, at which angle in radians?
        angle of a line with slope {x}, in radians
        solve tan y = {x} for the y nearest to zero
        evaluate the inverse of tan at {x}
    """
    size = abs(x)
    high = 0.0
    low = 0.0
    if size >= 2.4375:
        high = 1.5707963267948966
        low = 6.12323399573676603587e-17
        size = -1.0 / size
    elif size >= 1.1875:
        high = 9.82793723247329054082e-01
        low = 1.39033110312309984516e-17
        size = (size - 1.5) / (1.0 + 1.5 * size)
    elif size >= 0.6875:
        high = 7.85398163397448278999e-01
        low = 3.06161699786838301793e-17
        size = (size - 1.0) / (size + 1.0)
    elif size >= 0.4375:
        high = 4.63647609000806093515e-01
        low = 2.26987774529616870924e-17
        size = (2.0 * size - 1.0) / (2.0 + size)
    z = size * size
    p = fma(z, 1.62858201153657823623e-02, -3.65315727442169155270e-02)
    p = fma(z, p, 4.97687799461593236017e-02)
    p = fma(z, p, -5.83357013379057348645e-02)
    p = fma(z, p, 6.66107313738753120669e-02)
    p = fma(z, p, -7.69187620504482999495e-02)
    p = fma(z, p, 9.09088713343650656196e-02)
    p = fma(z, p, -1.11111104054623557880e-01)
    p = fma(z, p, 1.42857142725034663711e-01)
    p = fma(z, p, -1.99999999998764832476e-01)
    p = fma(z, p, 3.33333333333329318027e-01)
    return copy_sign(high - ((size * (z * p) - low) - size), x)


def arctangent2(y: f64, x: f64) -> f64:
    """The angle of a point of the plane, seen from the origin.

    Parameters:
        y (-1e100 .. 1e100): the point's y
        x (-1e100 .. 1e100): the point's x

    Requires: abs(x) > 1e-100 and abs(y) > 1e-100
    Returns: the angle in radians, from -pi to pi
    Difficulty: 4
    Error: 3 ulp

    Prompts:
        angle of the point x={x}, y={y} in radians
        atan2({y}, {x})
        arctangent2({y}, {x})
        direction from the origin to ({x}, {y}), in radians
        polar angle of ({x}, {y})
        argument of the complex number {x} + {y} i
        which way does the vector ({x}, {y}) point, as an angle in radians?
        heading of a move of {x} in x and {y} in y, counterclockwise from the x axis
        convert ({x}, {y}) to polar coordinates: what is the angle?
        four-quadrant inverse tangent of {y} over {x}
    """
    angle = arctangent(y / x)
    if x > 0.0:
        return angle
    return angle + copy_sign(PI, y)


def arcsine(x: f64) -> f64:
    """The angle whose sine is a number.

    Parameters:
        x (-1.0 .. 1.0): the sine

    Returns: the angle in radians, from -pi / 2 to pi / 2
    Difficulty: 4
    Error: 3 ulp

    Prompts:
        arcsine of {x}
        asin({x})
        arcsine({x})
        which angle has the sine {x}, in radians?
        inverse sine of {x}
        arcsin {x}
        solve sin y = {x} for the y nearest to zero
        at which angle does the unit circle reach the height {x}?
        evaluate the inverse of sin at {x}
        a ladder as long as 1 reaches up to {x}, how is it inclined, in radians?
    """
    return arctangent(x / sqrt((1.0 - x) * (1.0 + x))) if abs(x) < 1.0 else copy_sign(HALF_PI_1, x)


def arccosine(x: f64) -> f64:
    """The angle whose cosine is a number.

    Parameters:
        x (-1.0 .. 1.0): the cosine

    Returns: the angle in radians, from 0 to pi
    Difficulty: 4
    Error: 3 ulp

    Prompts:
        arccosine of {x}
        acos({x})
        arccosine({x})
        which angle has the cosine {x}, in radians?
        inverse cosine of {x}
        arccos {x}
        solve cos y = {x} for y between 0 and pi
        two unit vectors have the dot product {x}, what angle is between them, in radians?
        evaluate the inverse of cos at {x}
        at which angle does the unit circle have the abscissa {x}?
    """
    return 2.0 * arctangent(sqrt((1.0 - x) / (1.0 + x))) if x > -1.0 else PI


def degrees_to_radians(degrees: f64) -> f64:
    """An angle in radians.

    Parameters:
        degrees (-1e300 .. 1e300): the angle in degrees

    Tests:
        degrees (-1000000.0 .. 1000000.0)

    Returns: the angle in radians
    Difficulty: 1
    Error: 2 ulp

    Prompts:
        {degrees} degrees in radians
        degrees_to_radians({degrees})
        convert {degrees}° to radians
        radians({degrees})
        how many radians are {degrees} degrees?
        {degrees} * pi / 180
        turn the angle {degrees}, in degrees, into radians
        what arc of the unit circle belongs to {degrees} degrees?
        deg2rad {degrees}
        express an angle of {degrees} degrees by its arc length
    """
    return degrees * (PI / 180.0)


def radians_to_degrees(radians: f64) -> f64:
    """An angle in degrees.

    Parameters:
        radians (-1e300 .. 1e300): the angle in radians

    Tests:
        radians (-1000000.0 .. 1000000.0)

    Returns: the angle in degrees
    Difficulty: 1
    Error: 2 ulp

    Prompts:
        {radians} radians in degrees
        radians_to_degrees({radians})
        convert {radians} rad to degrees
        degrees({radians})
        how many degrees are {radians} radians?
        {radians} * 180 / pi
        turn the angle {radians}, in radians, into degrees
        how wide, in degrees, is an arc of {radians} on the unit circle?
        rad2deg {radians}
        express an angle of {radians} radians on a protractor
    """
    return radians * (180.0 / PI)


# Everyday formulas


def celsius_to_fahrenheit(celsius: f64) -> f64:
    """A temperature in degrees Fahrenheit.

    Parameters:
        celsius (-273.15 .. 1e9): the temperature in degrees Celsius

    Tests:
        celsius (-273.0 .. 10000.0)

    Returns: the temperature in degrees Fahrenheit
    Difficulty: 1
    Error: 1e-13

    Prompts:
        {celsius} degrees Celsius in Fahrenheit
        celsius_to_fahrenheit({celsius})
        convert {celsius} °C to °F
        how many degrees Fahrenheit are {celsius} degrees Celsius?
        it is {celsius} Celsius outside, what does an American thermometer say?
        {celsius} C to F
        what is a temperature of {celsius}°C on the Fahrenheit scale?
        {celsius} * 9/5 + 32
        set an oven marked in Fahrenheit to {celsius} Celsius
        c2f {celsius}
    """
    return celsius * 9.0 / 5.0 + 32.0


def fahrenheit_to_celsius(fahrenheit: f64) -> f64:
    """A temperature in degrees Celsius.

    Parameters:
        fahrenheit (-459.67 .. 1e9): the temperature in degrees Fahrenheit

    Tests:
        fahrenheit (-459.0 .. 20000.0)

    Returns: the temperature in degrees Celsius
    Difficulty: 1
    Error: 1e-13

    Prompts:
        {fahrenheit} degrees Fahrenheit in Celsius
        fahrenheit_to_celsius({fahrenheit})
        convert {fahrenheit} °F to °C
        how many degrees Celsius are {fahrenheit} degrees Fahrenheit?
        it is {fahrenheit} Fahrenheit outside, what does a European thermometer say?
        {fahrenheit} F to C
        what is a temperature of {fahrenheit}°F on the Celsius scale?
        ({fahrenheit} - 32) * 5/9
        the recipe says {fahrenheit} Fahrenheit, how many Celsius is that?
        f2c {fahrenheit}
    """
    return (fahrenheit - 32.0) * 5.0 / 9.0


def miles_to_kilometres(miles: f64) -> f64:
    """A length in kilometres.

    Parameters:
        miles (0.0 .. 1e300): the length in international miles

    Tests:
        miles (0.0 .. 1e9)

    Returns: the length in kilometres
    Difficulty: 1
    Error: 2 ulp

    Prompts:
        {miles} miles in kilometres
        miles_to_kilometres({miles})
        convert {miles} mi to km
        how many kilometres are {miles} miles?
        the sign says {miles} miles to go, what is that in km?
        {miles} miles to km
        what is a run of {miles} miles in metric units?
        {miles} * 1.609344
        express {miles} miles in kilometers
        a speed of {miles} mph in km/h
    """
    return miles * 1.609344


def kilometres_to_miles(kilometres: f64) -> f64:
    """A length in international miles.

    Parameters:
        kilometres (0.0 .. 1e300): the length in kilometres

    Tests:
        kilometres (0.0 .. 1e9)

    Returns: the length in miles
    Difficulty: 1
    Error: 2 ulp

    Prompts:
        {kilometres} kilometres in miles
        kilometres_to_miles({kilometres})
        convert {kilometres} km to mi
        how many miles are {kilometres} kilometres?
        the sign says {kilometres} km to go, what is that in miles?
        {kilometres} km to miles
        what is a run of {kilometres} kilometres in miles?
        {kilometres} / 1.609344
        express {kilometres} kilometers in miles
        a speed of {kilometres} km/h in mph
    """
    return kilometres / 1.609344


def circle_area(radius: f64) -> f64:
    """The area of a circle.

    Parameters:
        radius (0.0 .. 1e100): its radius

    Requires: radius == 0 or radius > 1e-100
    Returns: pi r^2
    Difficulty: 1
    Error: 2 ulp

    Prompts:
        area of a circle with radius {radius}
        circle_area({radius})
        pi * {radius}^2
        how large is a disk of radius {radius}?
        what area does a circle cover if its radius is {radius}?
        a round table has the radius {radius}, what is its surface?
        pi r squared for r = {radius}
        how much can a goat graze on a rope of length {radius}?
        the space inside a circle, {radius} from centre to rim
        compute the content of the circle of radius {radius}
    """
    return PI * (radius * radius)


def circle_circumference(radius: f64) -> f64:
    """The circumference of a circle.

    Parameters:
        radius (0.0 .. 1e300): its radius

    Tests:
        radius (0.0 .. 1e100)

    Returns: 2 pi r
    Difficulty: 1
    Error: 2 ulp

    Prompts:
        circumference of a circle with radius {radius}
        circle_circumference({radius})
        2 * pi * {radius}
        how long is the way around a circle of radius {radius}?
        perimeter of the disk with radius {radius}
        how far does a wheel of radius {radius} roll in one turn?
        what length of fence encloses a round garden of radius {radius}?
        two pi r for r = {radius}
        length of the rim, {radius} from the centre
        the orbit is a circle of radius {radius}, how long is it?
    """
    return 2.0 * PI * radius


def sphere_volume(radius: f64) -> f64:
    """The volume of a sphere.

    Parameters:
        radius (0.0 .. 1e90): its radius

    Requires: radius == 0 or radius > 1e-90
    Returns: 4/3 pi r^3
    Difficulty: 1
    Error: 3 ulp

    Prompts:
        volume of a sphere with radius {radius}
        sphere_volume({radius})
        4/3 * pi * {radius}^3
        how much does a ball of radius {radius} hold?
        what is the content of a globe whose radius is {radius}?
        four thirds pi r cubed for r = {radius}
        how much air fits into a round balloon of radius {radius}?
        space inside a sphere, {radius} from centre to surface
        a planet has the radius {radius}, what is its volume?
        compute the volume of the ball of radius {radius}
    """
    return 4.0 * PI / 3.0 * (radius * radius * radius)


def triangle_area(a: f64, b: f64, c: f64) -> f64:
    """The area of a triangle with given sides, by Heron's formula.

    Parameters:
        a (1e-50 .. 1e50): the longest side
        b (a / 2 .. a): the second side
        c (a - b .. b): the shortest side

    Tests:
        a (1.0 .. 1000000.0)
        b (a * 0.6 .. a)
        c (a * 0.5 .. b)

    Returns: the area
    Difficulty: 1
    Error: 1e-13
    Note: In Kahan's order, which loses no digits for needles.

    Prompts:
        area of a triangle with sides {a}, {b} and {c}, longest first
        triangle_area({a}, {b}, {c})
        heron's formula for the sides {a} >= {b} >= {c}
        how large is the triangle whose sides are {a}, {b}, {c}, in falling order?
        three fences of {a}, {b} and {c} metres enclose what area? the first is the longest
        surface of a triangular sail with edges {a}, {b}, {c}, from long to short
        compute the area from three sides, sorted downwards: {a}, {b}, {c}
        what area has a triangle of side lengths {a} then {b} then {c}, none longer than the one before?
        from the sides {a} {b} {c}, given longest to shortest, find the triangle's area
        kahan's stable Heron formula with {a}, {b}, {c}
    """
    return 0.25 * sqrt((a + (b + c)) * (c - (a - b)) * (c + (a - b)) * (a + (b - c)))


def percent_of(percent: f64, whole: f64) -> f64:
    """So many percent of a number.

    Parameters:
        percent (-1e150 .. 1e150): how many hundredths
        whole (-1e150 .. 1e150): of which number

    Tests:
        percent (-1000000.0 .. 1000000.0)
        whole (-1e12 .. 1e12)

    Returns: percent times whole divided by 100
    Difficulty: 1
    Error: 2 ulp

    Prompts:
        {percent} percent of {whole}
        percent_of({percent}, {whole})
        {percent}% of {whole}
        how much is {percent} per cent of {whole}?
        what part of {whole} is {percent} hundredths?
        take {percent} percent from the amount {whole}, how much is that?
        a tip of {percent} percent on a bill of {whole}
        {whole} times {percent} over 100
        the tax rate is {percent} percent, the price {whole}, what is the tax?
        commission of {percent}% for a sale of {whole}
    """
    return percent * whole / 100.0


def percent_change(old: f64, new: f64) -> f64:
    """By how many percent a value has changed.

    Parameters:
        old (1e-100 .. 1e100): the value before
        new (0.0 .. 1e100): the value afterwards

    Tests:
        old (0.001 .. 1e12)
        new (0.0 .. 1e12)

    Returns: the change in percent of the old value
    Difficulty: 1
    Error: 2 ulp

    Prompts:
        percent change from {old} to {new}
        percent_change({old}, {new})
        by how many percent did {old} grow to become {new}?
        ({new} - {old}) / {old} * 100
        the price went from {old} to {new}, what is the change in percent?
        relative change between {old} and {new}, in percent
        how much percent is the rise or fall from {old} to {new}?
        last year {old}, this year {new}: growth in percent?
        percentage increase when {old} turns into {new}
        compare {new} with the former {old}, in percent
    """
    return (new - old) / old * 100.0


def compound_interest(amount: f64, percent: f64, years: u64) -> f64:
    """What an amount grows to if the interest of each year is added to it.

    Parameters:
        amount (0.0 .. 1e15): the amount at the start
        percent (0.0 .. 100.0): the interest of a year, in percent
        years (0 .. 100): how many years

    Tests:
        amount (0.01 .. 1000000.0)
        percent (0.0 .. 20.0)

    Returns: the amount at the end
    Difficulty: 2
    Error: 1e-13

    Prompts:
        {amount} at {percent} percent compound interest for {years} years
        compound_interest({amount}, {percent}, {years})
        what does {amount} grow to in {years} years at {percent}% a year?
        {amount} * (1 + {percent}/100)^{years}
        i save {amount} and get {percent} percent a year, how much is there after {years} years?
        final balance: start {amount}, rate {percent} percent, {years} years
        compound {amount} yearly at {percent}% over {years} years
        value of a deposit of {amount} after {years} years with {percent} percent interest on interest
        inflation of {percent} percent: what will cost {amount} now cost in {years} years?
        future value of {amount}, {years} periods, {percent} percent each
    """
    factor = 1.0 + percent / 100.0
    growth = 1.0
    while years:
        if years & 1:
            growth *= factor
        factor *= factor
        years >>= 1
    return amount * growth


def body_mass_index(kilograms: f64, metres: f64) -> f64:
    """The body mass index.

    Parameters:
        kilograms (1.0 .. 500.0): the weight
        metres (0.3 .. 3.0): the height

    Returns: the weight divided by the square of the height
    Difficulty: 1
    Error: 2 ulp

    Prompts:
        body mass index for {kilograms} kg and {metres} m
        body_mass_index({kilograms}, {metres})
        bmi of a person who weighs {kilograms} kilograms and is {metres} metres tall
        {kilograms} / {metres}^2
        i weigh {kilograms} kg at a height of {metres} m, what is my BMI?
        quetelet index with the mass {kilograms} and the height {metres}
        compute BMI: weight {kilograms}, height {metres}
        a patient of {metres} m has {kilograms} kg, which body mass index is that?
        weight {kilograms} kilograms over the square of {metres} metres
        is {kilograms} kg a lot for {metres} m? give the index
    """
    return kilograms / (metres * metres)


def larger_root(a: f64, b: f64, c: f64) -> f64:
    """The larger solution of a quadratic equation a x^2 + b x + c = 0 with two real solutions.

    Parameters:
        a (0.001 .. 1000.0): the coefficient of x^2
        b (-1000.0 .. 1000.0): the coefficient of x
        c (-1000.0 .. -0.001): the constant, below 0, so that there are two solutions

    Returns: the larger solution
    Difficulty: 2
    Error: 4 ulp
    Note: For a positive b the form 2 c / (-b - root), in which nothing cancels.

    Prompts:
        larger solution of {a} x^2 + {b} x + {c} = 0
        larger_root({a}, {b}, {c})
        solve the quadratic equation with a={a}, b={b}, c={c}, the greater root
        which positive x makes {a} x² + {b} x + {c} zero?
        upper zero of the parabola {a}x^2 + {b}x + {c}
        (-{b} + sqrt({b}^2 - 4*{a}*{c})) / (2*{a})
        where does the curve {a} x² + {b} x + {c} cross the axis on the right?
        the bigger root of the polynomial with coefficients {a}, {b}, {c}
        apply the quadratic formula with plus to {a}, {b}, {c}
        find the right-hand solution for coefficients {a}, {b} and {c}
    """
    root = sqrt(fma(b, b, -4.0 * a * c))
    return 2.0 * c / (-b - root) if b > 0.0 else (root - b) / (2.0 * a)


def normal_density(x: f64) -> f64:
    """The density of the standard normal distribution.

    Parameters:
        x (-37.0 .. 37.0): a number

    Returns: e^(-x^2 / 2) / sqrt(2 pi)
    Difficulty: 4
    Error: 1e-12

    Prompts:
        standard normal density at {x}
        normal_density({x})
        gaussian bell curve at {x}, mean 0 and deviation 1
        height of the normal distribution {x} standard deviations from the mean
        exp(-{x}^2/2) / sqrt(2 pi)
        phi({x}) of the normal distribution, the density
        probability density of a standard Gaussian at {x}
        how likely, as a density, is a z-score of {x}?
        evaluate the bell curve in the point {x}
        norm.pdf({x})
    """
    return 0.3989422804014327 * exponential(-0.5 * x * x)
