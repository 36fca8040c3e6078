"""Numbers as English words and ordinals, as the generators of training texts write them."""

from __future__ import annotations

from random import Random

from neurlang.prompts.reading import CARDINAL_WORDS, ORDINAL_WORDS, PART_WORDS

SCALES = sorted((number for number in CARDINAL_WORDS if number >= 1000), reverse=True)
NUMBERS = {word: number for number, word in CARDINAL_WORDS.items()}


def in_words(number: int, hyphen: str = " ", joint: str = " and ") -> str:
    """A number's words, 0 ≤ number < 10^15: `hyphen` joins tens and ones, `joint` what follows a hundred."""
    if number < 20:
        return CARDINAL_WORDS[number]
    if number < 100:
        one = number % 10
        return CARDINAL_WORDS[number - one] + (hyphen + CARDINAL_WORDS[one] if one else "")
    if number < 1000:
        hundred, rest = divmod(number, 100)
        head = f"{CARDINAL_WORDS[hundred]} {CARDINAL_WORDS[100]}"
        return head + (joint + in_words(rest, hyphen, joint) if rest else "")
    size = next(size for size in SCALES if number >= size)
    count, rest = divmod(number, size)
    head = f"{in_words(count, hyphen, joint)} {CARDINAL_WORDS[size]}"
    gap = joint if rest < 100 else " "
    return head + (gap + in_words(rest, hyphen, joint) if rest else "")


def ordinal_of(words: str) -> str:
    """The ordinal of a positive number's words: "three" → "third", "twenty-five" → "twenty-fifth"."""
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    return words[:cut] + ORDINAL_WORDS[NUMBERS[words[cut:]]]


def ordinal_digits(number: int) -> str:
    """Digits with the ordinal's ending: 1st, 2nd, 3rd, 11th."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def fraction_in_words(numerator: int, denominator: int) -> str:
    """Words of numerator/denominator, the denominator 2 to 10: "half", "a third", "three quarters"."""
    part = PART_WORDS[denominator]
    if numerator == 1:
        return part if denominator == 2 else f"a {part}"
    return f"{CARDINAL_WORDS[numerator]} {'halves' if denominator == 2 else part + 's'}"


def as_typed(number: int, random: Random) -> str:
    """A number's words, |number| < 10^15, with or without hyphens and "and", as people write them."""
    hyphen = random.choice("- ")
    joint = random.choice((" and ", " "))
    words = in_words(abs(number), hyphen, joint)
    return f"negative {words}" if number < 0 else words
