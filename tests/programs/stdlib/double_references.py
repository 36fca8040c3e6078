"""References of the functions on doubles: exact arithmetic, or mpmath with 60 digits."""

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath
from reference import Reference

mp = mpmath.mp.clone()
mp.dps = 60


def exactly(named: str, function: Callable[..., Any]) -> Reference:
    """A reference on the exact values of the doubles, as fractions."""
    return Reference(f"{named} on Fractions", lambda *values: function(*map(Fraction, values)))


def precisely(named: str, function: Callable[..., Any]) -> Reference:
    """A reference on mpmath's numbers of 60 digits."""
    return Reference(f"mpmath: {named}", lambda *values: function(*map(mp.mpf, values)))


def half_away(x: Fraction) -> int:
    """The nearest whole number, halves away from zero."""
    return math.floor(abs(x) + Fraction(1, 2)) * (1 if x > 0 else -1)


def root(a: mpmath.mpf, b: mpmath.mpf, c: mpmath.mpf) -> mpmath.mpf:
    """The larger root of a quadratic polynomial, by the formula of the schoolbook."""
    return (mp.sqrt(b * b - 4 * a * c) - b) / (2 * a)


def area(a: mpmath.mpf, b: mpmath.mpf, c: mpmath.mpf) -> mpmath.mpf:
    """From the angle between two sides, by the law of cosines."""
    cosine = (a * a + b * b - c * c) / (2 * a * b)
    return a * b / 2 * mp.sqrt(max(0, 1 - cosine * cosine))


def near(x: Fraction, y: Fraction, tolerance: Fraction) -> bool:
    """The definition, on doubles rounded as they are."""
    return float(abs(Fraction(float(x - y)))) <= float(tolerance * max(abs(x), abs(y)))


DOUBLES = {
    "add_floats": exactly("+", Fraction.__add__),
    "subtract_floats": exactly("-", Fraction.__sub__),
    "multiply_floats": exactly("*", Fraction.__mul__),
    "divide_floats": exactly("/", Fraction.__truediv__),
    "reciprocal": exactly("1 / x", lambda x: 1 / x),
    "fmod": Reference("math.fmod", math.fmod),
    "lerp": exactly("a (1 - t) + b t", lambda a, b, t: a * (1 - t) + b * t),
    "inverse_lerp": exactly("(x - a) / (b - a)", lambda a, b, x: (x - a) / (b - a)),
    "float_clamp": Reference("sorted()[1]", lambda *x: sorted(x)[1]),
    "float_min": Reference("sorted()[0]", lambda *x: sorted(x)[0]),
    "float_max": Reference("sorted()[-1]", lambda *x: sorted(x)[-1]),
    "float_absolute": Reference("math.fabs", math.fabs),
    "float_sign": Reference("math.copysign", lambda x: int(math.copysign(1, x)) if x else 0),
    "copy_sign": Reference("math.copysign", math.copysign),
    "float_floor": Reference("math.floor", math.floor),
    "float_ceil": Reference("math.ceil", math.ceil),
    "float_trunc": Reference("math.trunc", math.trunc),
    "round_half_even": Reference("round", round),
    "round_half_away": exactly("floor(|x| + 1/2)", half_away),
    "fractional_part": Reference("math.modf", lambda x: math.modf(x)[0]),
    "is_whole": Reference("float.is_integer", float.is_integer),
    "is_nan": Reference("math.isnan", math.isnan),
    "is_infinite": Reference("math.isinf", math.isinf),
    "is_finite": Reference("math.isfinite", math.isfinite),
    "float_exponent": Reference("math.frexp", lambda x: math.frexp(x)[1] - 1),
    "float_mantissa": Reference("math.frexp", lambda x: math.frexp(x)[0] * 2),
    "scale_by_power": Reference("math.ldexp", math.ldexp),
    "next_up": Reference("math.nextafter", lambda x: math.nextafter(x, math.inf)),
    "ulp": Reference("math.ulp", math.ulp),
    "nearly_equal": exactly("the definition", near),
    "square_root": Reference("math.sqrt", math.sqrt),
    "cube_root": precisely("cbrt", lambda x: mp.sign(x) * mp.cbrt(abs(x))),
    "hypotenuse": precisely("hypot", mp.hypot),
    "distance": precisely("hypot", lambda x1, y1, x2, y2: mp.hypot(x2 - x1, y2 - y1)),
    "exponential": precisely("exp", mp.exp),
    "natural_log": precisely("ln", mp.ln),
    "log2": precisely("log to the base 2", lambda x: mp.log(x, 2)),
    "log10": precisely("log10", mp.log10),
    "float_power": precisely("power", mp.power),
    "logistic": precisely("1 / (1 + exp(-x))", lambda x: 1 / (1 + mp.exp(-x))),
    "hyperbolic_sine": precisely("sinh", mp.sinh),
    "hyperbolic_cosine": precisely("cosh", mp.cosh),
    "hyperbolic_tangent": precisely("tanh", mp.tanh),
    "sine": precisely("sin", mp.sin),
    "cosine": precisely("cos", mp.cos),
    "tangent": precisely("tan", mp.tan),
    "arctangent": precisely("atan", mp.atan),
    "arctangent2": precisely("atan2", mp.atan2),
    "arcsine": precisely("asin", mp.asin),
    "arccosine": precisely("acos", mp.acos),
    "degrees_to_radians": precisely("radians", mp.radians),
    "radians_to_degrees": precisely("degrees", mp.degrees),
    "celsius_to_fahrenheit": exactly("9 c / 5 + 32", lambda c: c * 9 / 5 + 32),
    "fahrenheit_to_celsius": exactly("5 (f - 32) / 9", lambda f: (f - 32) * 5 / 9),
    "miles_to_kilometres": exactly("1.609344 m", lambda m: m * Fraction("1.609344")),
    "kilometres_to_miles": exactly("k / 1.609344", lambda k: k / Fraction("1.609344")),
    "circle_area": precisely("pi r^2", lambda r: mp.pi * r**2),
    "circle_circumference": precisely("2 pi r", lambda r: 2 * mp.pi * r),
    "sphere_volume": precisely("4/3 pi r^3", lambda r: mp.mpf(4) / 3 * mp.pi * r**3),
    "triangle_area": precisely("the law of cosines", area),
    "percent_of": exactly("p w / 100", lambda p, w: p * w / 100),
    "percent_change": exactly("(new - old) / old", lambda old, new: (new - old) / old * 100),
    "compound_interest": exactly("a (1 + p/100)^y", lambda a, p, y: a * (1 + p / 100) ** int(y)),
    "body_mass_index": exactly("k / m^2", lambda k, m: k / m**2),
    "larger_root": precisely("the quadratic formula", root),
    "normal_density": precisely("npdf", mp.npdf),
}
