"""References of the functions on whole numbers."""

import calendar
import datetime
import itertools
import math
import statistics
from fractions import Fraction

import sympy
from reference import Reference

WORD = 2**64


def wrapped(n: int) -> int:
    """A whole number as a signed word."""
    return (n + 2**63) % WORD - 2**63


def digits(n: int) -> list[int]:
    """Decimal digits, from the highest."""
    return [int(c) for c in str(n)]


def inverse(a: int, modulus: int) -> int:
    """The inverse, or 0."""
    try:
        return pow(a, -1, modulus)
    except ValueError:
        return 0


def collatz_path(n: int) -> list[int]:
    """All numbers from n to 1."""
    path = [n]
    while path[-1] != 1:
        half, rest = divmod(path[-1], 2)
        path.append(path[-1] * 3 + 1 if rest else half)
    return path


def last_of_circle(people: int, step: int) -> int:
    """Josephus' problem by removing people from a list."""
    circle = list(range(1, people + 1))
    place = 0
    while len(circle) > 1:
        place = (place + step - 1) % len(circle)
        del circle[place]
    return circle[0]


def factors_with_repetition(n: int) -> list[int]:
    """Prime factors, each as often as it divides."""
    return sorted(p for p, times in sympy.factorint(n).items() for _ in range(times))


def prime_factors(n: int, factors: list[int]) -> int:
    """The factors, written."""
    found = factors_with_repetition(n)
    factors[: len(found)] = found
    return len(found)


def persistence(n: int) -> int:
    """Rounds of digit products."""
    rounds = 0
    while len(str(n)) > 1:
        n = math.prod(digits(n))
        rounds += 1
    return rounds


def is_happy(n: int) -> bool:
    """Whether 1 is reached before a number repeats."""
    seen = set()
    while n not in seen:
        seen.add(n)
        n = sum(d**2 for d in digits(n))
    return n == 1


def derangements(n: int) -> int:
    """n! (1 - 1/1! + 1/2! - ...)"""
    return int(math.factorial(n) * sum(Fraction((-1) ** k, math.factorial(k)) for k in range(n + 1)))


def ackermann(m: int, n: int) -> int:
    """The closed forms for m up to 3."""
    return (n + 1, n + 2, 2 * n + 3, 2 ** (n + 3) - 3)[m]


def is_triangular(n: int) -> bool:
    """Whether a triangle of the right size has n dots."""
    side = math.isqrt(2 * n)
    return math.comb(side + 1, 2) == n


def days_in_month(year: int, month: int) -> int:
    """The calendar's count."""
    return calendar.monthrange(year, month)[1]


FIBONACCI = set(itertools.takewhile(lambda f: f < WORD, (sympy.fibonacci(k) for k in range(100))))

NUMBERS = {
    "absolute": Reference("int.__abs__", int.__abs__),
    "sign": Reference("sympy.sign", lambda x: int(sympy.sign(x))),
    "minimum": Reference("sorted()[0]", lambda *x: sorted(x)[0]),
    "maximum": Reference("sorted()[-1]", lambda *x: sorted(x)[-1]),
    "maximum_of_three": Reference("sorted()[-1]", lambda *x: sorted(x)[-1]),
    "minimum_of_three": Reference("sorted()[0]", lambda *x: sorted(x)[0]),
    "median_of_three": Reference("statistics.median", lambda *x: statistics.median(x)),
    "clamp": Reference("sorted()[1]", lambda *x: sorted(x)[1]),
    "absolute_difference": Reference("int.__abs__", lambda a, b: abs(a - b)),
    "midpoint": Reference("int: (a + b) // 2", lambda a, b: (a + b) // 2),
    "div_ceil": Reference("math.ceil of a Fraction", lambda a, b: math.ceil(Fraction(a, b))),
    "floor_div": Reference("math.floor of a Fraction", lambda a, b: math.floor(Fraction(a, b))),
    "floor_mod": Reference("sympy.Mod", lambda a, b: int(sympy.Mod(a, b))),
    "round_up_to_multiple": Reference(
        "math.ceil of a Fraction", lambda n, step: math.ceil(Fraction(n, step)) * step
    ),
    "round_to_multiple": Reference(
        "math.floor of a Fraction",
        lambda n, step: math.floor(Fraction(n, step) + Fraction(step // 2, step)) * step,
    ),
    "power": Reference("int.__pow__", int.__pow__),
    "power_mod": Reference("pow with three arguments", pow),
    "multiply_mod": Reference("int: a * b % m", lambda a, b, m: a * b % m),
    "inverse_mod": Reference("pow(a, -1, m)", inverse),
    "isqrt": Reference("math.isqrt", math.isqrt),
    "icbrt": Reference("sympy.integer_nthroot", lambda n: int(sympy.integer_nthroot(n, 3)[0])),
    "ilog2": Reference("int.bit_length", lambda n: n.bit_length() - 1),
    "ilog10": Reference("len of the decimal text", lambda n: len(str(n)) - 1),
    "integer_log": Reference("sympy.integer_log", lambda n, base: int(sympy.integer_log(n, base)[0])),
    "is_square": Reference("sympy's is_square", lambda n: sympy.ntheory.primetest.is_square(n)),
    "is_cube": Reference("sympy.integer_nthroot", lambda n: sympy.integer_nthroot(n, 3)[1]),
    "is_power_of_two": Reference("int.bit_count", lambda n: n.bit_count() == 1),
    "is_power_of": Reference("sympy.integer_log", lambda n, base: sympy.integer_log(n, base)[1]),
    "triangle_number": Reference("math.comb", lambda n: math.comb(n + 1, 2)),
    "sum_between": Reference(
        "statistics.mean of the ends", lambda a, b: int(Fraction(a + b, 2) * (b - a + 1))
    ),
    "sum_of_squares": Reference("math.comb", lambda n: 2 * math.comb(n + 1, 3) + math.comb(n + 1, 2)),
    "sum_of_cubes": Reference("math.comb", lambda n: 6 * math.comb(n + 2, 4) + math.comb(n + 1, 2)),
    "polygonal_number": Reference("math.comb", lambda s, n: (s - 2) * math.comb(n, 2) + n),
    "is_triangular": Reference("math.comb", is_triangular),
    "factorial": Reference("math.factorial", math.factorial),
    "double_factorial": Reference("sympy.factorial2", lambda n: int(sympy.factorial2(n))),
    "subfactorial": Reference("the alternating sum of n! / k!", derangements),
    "binomial": Reference("math.comb", math.comb),
    "permutations": Reference("math.perm", math.perm),
    "catalan": Reference("sympy.catalan", lambda n: int(sympy.catalan(n))),
    "fibonacci": Reference("sympy.fibonacci", lambda n: int(sympy.fibonacci(n))),
    "lucas_number": Reference("sympy.lucas", lambda n: int(sympy.lucas(n))),
    "is_fibonacci": Reference("the set of sympy.fibonacci", lambda n: n in FIBONACCI),
    "collatz_steps": Reference("the length of the whole path", lambda n: len(collatz_path(n)) - 1),
    "collatz_peak": Reference("the maximum of the whole path", lambda n: max(collatz_path(n))),
    "josephus": Reference("del on a list of people", last_of_circle),
    "ackermann": Reference("the closed forms for m up to 3", ackermann),
    "is_even": Reference("sympy's is_even", lambda n: bool(sympy.Integer(n).is_even)),
    "is_odd": Reference("sympy's is_odd", lambda n: bool(sympy.Integer(n).is_odd)),
    "is_multiple": Reference("the denominator of a Fraction", lambda n, d: Fraction(n, d).denominator == 1),
    "gcd": Reference("math.gcd", math.gcd),
    "lcm": Reference("math.lcm", math.lcm),
    "is_coprime": Reference("math.gcd", lambda a, b: math.gcd(a, b) == 1),
    "is_prime": Reference("sympy.isprime", sympy.isprime),
    "next_prime": Reference("sympy.nextprime", lambda n: int(sympy.nextprime(n))),
    "previous_prime": Reference("sympy.prevprime", lambda n: int(sympy.prevprime(n))),
    "count_primes": Reference("sympy.primepi", lambda n, scratch: int(sympy.primepi(n))),
    "count_primes_below": Reference("sympy.primerange", lambda n, scratch: len(list(sympy.primerange(n)))),
    "nth_prime": Reference("sympy.prime", lambda n: int(sympy.prime(n))),
    "primorial": Reference("sympy.primerange", lambda n: math.prod(map(int, sympy.primerange(n + 1)))),
    "smallest_prime_factor": Reference("sympy.primefactors", lambda n: int(min(sympy.primefactors(n)))),
    "largest_prime_factor": Reference("sympy.primefactors", lambda n: int(max(sympy.primefactors(n)))),
    "prime_factors": Reference("sympy.factorint", prime_factors),
    "count_prime_factors": Reference("sympy.primefactors", lambda n: len(sympy.primefactors(n))),
    "count_divisors": Reference("sympy.divisor_count", lambda n: int(sympy.divisor_count(n))),
    "sum_divisors": Reference("sympy.divisor_sigma", lambda n: int(sympy.divisor_sigma(n))),
    "sum_proper_divisors": Reference("sympy.divisors", lambda n: sum(sympy.divisors(n)[:-1])),
    "is_perfect": Reference("sympy.divisors", lambda n: sum(sympy.divisors(n)[:-1]) == n),
    "is_abundant": Reference("sympy.divisors", lambda n: sum(sympy.divisors(n)[:-1]) > n),
    "is_amicable_pair": Reference(
        "sympy.divisors",
        lambda a, b: a != b and sum(sympy.divisors(a)[:-1]) == b and sum(sympy.divisors(b)[:-1]) == a,
    ),
    "totient": Reference("sympy.totient", lambda n: int(sympy.totient(n))),
    "mobius": Reference("sympy.mobius", lambda n: int(sympy.mobius(n))),
    "jacobi_symbol": Reference("sympy.jacobi_symbol", lambda a, n: int(sympy.jacobi_symbol(a, n))),
    "digit_count": Reference("len of the decimal text", lambda n: len(str(n))),
    "digit_sum": Reference("the decimal text", lambda n: sum(digits(n))),
    "digit_product": Reference("the decimal text", lambda n: math.prod(digits(n))),
    "reverse_digits": Reference("the decimal text", lambda n: int(str(n)[::-1])),
    "number_is_palindrome": Reference("the decimal text", lambda n: str(n) == str(n)[::-1]),
    "digital_root": Reference("sympy.Mod", lambda n: int(sympy.Mod(n, 9)) or (9 if n else 0)),
    "largest_digit": Reference("the decimal text", lambda n: int(max(str(n)))),
    "count_digit": Reference("str.count", lambda n, digit: str(n).count(str(digit))),
    "digit_at": Reference("the decimal text", lambda n, place: int(str(n).zfill(20)[-1 - place])),
    "is_armstrong": Reference("the decimal text", lambda n: n == sum(d ** len(str(n)) for d in digits(n))),
    "is_happy": Reference("a set of what was seen", is_happy),
    "is_harshad": Reference("the decimal text", lambda n: n % sum(digits(n)) == 0),
    "multiplicative_persistence": Reference("the decimal text", persistence),
    "is_triangle": Reference("sorted", lambda *sides: sum(sorted(sides)[:2]) > max(sides)),
    "is_pythagorean_triple": Reference(
        "Fractions: a point of the unit circle",
        lambda a, b, c: Fraction(a, c) ** 2 + Fraction(b, c) ** 2 == 1,
    ),
    "is_leap_year": Reference("calendar.isleap", calendar.isleap),
    "days_in_month": Reference("calendar.monthrange", days_in_month),
    "days_since_epoch": Reference(
        "datetime.date", lambda y, m, d: (datetime.date(y, m, d) - datetime.date(1970, 1, 1)).days
    ),
    "day_of_week": Reference("datetime.date", lambda y, m, d: datetime.date(y, m, d).isoweekday() % 7),
    "day_of_year": Reference("datetime.date", lambda y, m, d: datetime.date(y, m, d).timetuple().tm_yday),
}
