"""Numerals as people write them: digits, words, ordinals, times, dates, prices, measures, versions."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from neurlang.prompts.training.phrasebook import read_page, words_of
from neurlang.prompts.training.spelling import in_words, ordinal_digits, ordinal_of

ORDINALS = tuple(ordinal_of(in_words(number)) for number in range(1, 13))
_LISTS = words_of(read_page("words/units"))
MONTHS, DURATION_UNITS, MONEY_UNITS = (_LISTS[name] for name in ("months", "durations", "money"))
LENGTH_UNITS, WEIGHT_UNITS, VOLUME_UNITS = (_LISTS[name] for name in ("lengths", "weights", "volumes"))
SIZE_UNITS = _LISTS["sizes of files"]
SIGNS = "$$$$€£¥₹"


def count(random: Random) -> str:
    """A whole number from 1 to 99, small ones more often; one in seven in words."""
    number = random.randint(1, random.choice((9, 20, 99)))
    return in_words(number) if random.random() < 1 / 7 else str(number)


def few(random: Random) -> str:
    """A whole number from 2 to 12; one in six in words."""
    number = random.randint(2, 12)
    return in_words(number) if random.random() < 1 / 6 else str(number)


def whole(random: Random) -> str:
    """A whole number from 1 to 99 in digits, small ones more often, for places where words look odd."""
    return str(random.randint(1, random.choice((9, 20, 99))))


def digits(random: Random) -> str:
    """Three to six digits, as in a room number or a code."""
    return str(random.randrange(100, 10 ** random.randint(3, 6)))


def large(random: Random) -> str:
    """A number of three to eight digits, with or without commas, or rounded to thousands or millions."""
    number = random.randrange(100, 10 ** random.randint(3, 8))
    styles = (
        str(number),
        str(number),
        f"{number:,}",
        f"{few(random)} {random.choice(('thousand', 'million'))}",
    )
    return random.choice((*styles, f"{random.randint(2, 90)}k", f"{random.randint(1, 99) * 100}"))


def real(random: Random) -> str:
    """A number with a decimal point."""
    return f"{random.uniform(0, random.choice((1, 10, 100))):.{random.randint(1, 3)}f}"


def ordinal(random: Random) -> str:
    """First to twelfth in words, or up to 99th in digits."""
    return random.choice(ORDINALS) if random.random() < 0.5 else ordinal_digits(random.randint(1, 99))


def year(random: Random) -> str:
    """A year, recent ones more often."""
    return str(random.choice((random.randint(1990, 2030), random.randint(1400, 2030))))


def time(random: Random) -> str:
    """A time of day."""
    hour, minute = (
        random.randint(1, 12),
        random.choice((0, 5, 10, 15, 20, 30, 40, 45, 50, random.randint(1, 59))),
    )
    half = random.choice(("am", "pm", " am", " pm", "", " a.m.", " p.m."))
    styles = (f"{hour}{half}", f"{hour}{half}", f"{hour}:{minute:02}{half}", f"{hour}:{minute:02}{half}")
    clock = (
        f"{hour} o'clock",
        f"half past {hour}",
        f"quarter to {hour}",
        f"{random.randint(13, 23)}:{minute:02}",
    )
    return random.choice(
        (*styles, *clock, f"{in_words(hour)} thirty", f"{hour} in the morning", "noon", f"{hour}ish")
    )


def date(random: Random) -> str:
    """A day of a year."""
    month, day, in_year = random.choice(MONTHS), random.randint(1, 28), random.randint(1995, 2030)
    number = random.randint(1, 12)
    words = (
        f"{month} {day}",
        f"{month} {ordinal_digits(day)}",
        f"{day} {month}",
        f"the {ordinal_digits(day)}",
    )
    numbers = (f"{number}/{day}", f"{number}/{day}/{in_year}", f"{in_year}-{number:02}-{day:02}")
    return random.choice(
        (*words, *words, *numbers, f"{month} {day}, {in_year}", f"the {ordinal_digits(day)} of {month}")
    )


def price(random: Random) -> str:
    """An amount of money."""
    whole, sign = random.randint(1, random.choice((20, 100, 1000))), random.choice(SIGNS)
    cents = random.choice((0, 49, 50, 95, 99))
    words = (
        f"{whole} {random.choice(MONEY_UNITS)}",
        f"{in_words(whole % 100 + 2)} {random.choice(MONEY_UNITS)}",
    )
    return random.choice(
        (f"{sign}{whole}", f"{sign}{whole}", f"{sign}{whole}.{cents:02}", *words, f"{sign}{whole}k")
    )


def percentage(random: Random) -> str:
    """A percentage."""
    number = random.choice((5, 10, 15, 20, 25, 30, 40, 50, 75, 80, 90, random.randint(1, 99)))
    return random.choice(
        (f"{number}%", f"{number}%", f"{number} percent", f"{number}.5%", f"{in_words(number)} percent")
    )


def fraction(random: Random) -> str:
    """A fraction, less or more than one."""
    return random.choice(
        ("1/2", "3/4", "1/3", "2/3", "1/4", "half", "1 1/2", "2 1/2", "three quarters", "1/8", "2 3/4")
    )


def measured(units: tuple[str, ...]) -> Callable[[Random], str]:
    """A numeral that has one of the units."""

    def measure(random: Random) -> str:
        amount = random.choice(
            (count, count, count, few, real, lambda source: str(source.randrange(50, 1000, 50)))
        )
        return amount(random) + random.choice((" ", " ", " ", "")) + random.choice(units)

    return measure


def duration(random: Random) -> str:
    """A length of time."""
    return random.choice((count, few, few))(random) + " " + random.choice(DURATION_UNITS)


def telephone(random: Random) -> str:
    """A telephone number."""
    area, exchange, line = random.randint(200, 999), random.randint(200, 999), random.randint(1000, 9999)
    local, long = f"{exchange}-{line}", f"+{random.randint(1, 99)} {area} {exchange} {line}"
    return random.choice(
        (local, long, f"({area}) {local}", f"{area}-{local}", f"{area}{exchange}{line}", "911")
    )


def version(random: Random) -> str:
    """The version of a program."""
    parts = [str(random.randint(0, 22)) for _ in range(random.choice((2, 2, 3)))]
    return random.choice(("", "", "v")) + ".".join(parts)


def numbers(random: Random) -> str:
    """Three to seven numbers in a row."""
    row = [str(random.randint(1, random.choice((12, 100)))) for _ in range(random.randint(3, 7))]
    together = ", ".join(row[:-1]) + " and " + row[-1]
    return random.choice((", ".join(row), " ".join(row), together, ",".join(row)))


def temperature(random: Random) -> str:
    """A temperature."""
    unit = random.choice(("", " degrees", "°", "°C", "°F", " degrees celsius", " fahrenheit", "f", "c"))
    return f"{random.choice(('', '', '', '-'))}{random.randint(1, 110)}{unit}"


def score(random: Random) -> str:
    """The score of a game."""
    return f"{random.randint(0, 9)}{random.choice(('-', ':', ' to '))}{random.randint(0, 9)}"


def ratio(random: Random) -> str:
    """A ratio or a rating."""
    left, right = random.randint(1, 9), random.choice((5, 10, random.randint(1, 9)))
    return f"{left}{random.choice((':', ' to ', ' out of ', ' in '))}{right}"


def label(random: Random) -> str:
    """The label of a flight, an order, a room or a road."""
    letters = "".join(random.choice("ABCDEFGHKLMNPRSTUVXZ") for _ in range(random.randint(1, 2)))
    return random.choice((f"{letters}{random.randint(1, 9999)}", f"{letters}-{random.randint(10, 999)}"))


def address(random: Random) -> str:
    """An address on the internet, version 4."""
    network, host = random.choice((10, 127, 172, 192)), random.randint(1, 254)
    return f"{network}.{random.randint(0, 255)}.{random.randint(0, 9)}.{host}"


def hexadecimal(random: Random) -> str:
    """Eight hexadecimal digits."""
    return f"{random.getrandbits(32):08x}"


NUMERALS: dict[str, Callable[[Random], str]] = {
    "n": count,
    "few": few,
    "int": whole,
    "digits": digits,
    "tens": lambda random: str(10 * random.randint(1, 99)),
    "hundreds": lambda random: str(100 * random.randint(1, 30)),
    "big": large,
    "real": real,
    "ord": ordinal,
    "year": year,
    "time": time,
    "date": date,
    "price": price,
    "pct": percentage,
    "fraction": fraction,
    "duration": duration,
    "length": measured(LENGTH_UNITS),
    "weight": measured(WEIGHT_UNITS),
    "volume": measured(VOLUME_UNITS),
    "size": measured(SIZE_UNITS),
    "phone": telephone,
    "version": version,
    "list": numbers,
    "temp": temperature,
    "score": score,
    "ratio": ratio,
    "label": label,
    "ip": address,
    "hex": hexadecimal,
}
