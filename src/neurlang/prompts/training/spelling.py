"""Numbers as English words and ordinals, as the generators of training texts write them."""

from __future__ import annotations

from random import Random

ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = {2: "twenty", 3: "thirty", 4: "forty", 5: "fifty", 6: "sixty", 7: "seventy", 8: "eighty", 9: "ninety"}
SCALES = ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"))
IRREGULAR_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
FRACTION_WORDS = {  # denominator: the word for such a part
    2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth",
    10: "tenth",
}  # fmt: skip


def in_words(number: int, hyphen: str = " ", joint: str = " and ") -> str:
    """A number's words, 0 ≤ number < 10^12: `hyphen` joins tens and ones, `joint` what follows a hundred."""
    if number < 20:
        return ONES[number]
    if number < 100:
        ten, one = divmod(number, 10)
        return TENS[ten] + (hyphen + ONES[one] if one else "")
    if number < 1000:
        hundred, rest = divmod(number, 100)
        return f"{ONES[hundred]} hundred" + (joint + in_words(rest, hyphen, joint) if rest else "")
    size, scale = next((size, name) for size, name in SCALES if number >= size)
    head, rest = divmod(number, size)
    gap = joint if rest < 100 else " "
    return f"{in_words(head, hyphen, joint)} {scale}" + (gap + in_words(rest, hyphen, joint) if rest else "")


def ordinal_of(words: str) -> str:
    """The ordinal of a number's words: "three" → "third", "twenty-five" → "twenty-fifth"."""
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    head, last = words[:cut], words[cut:]
    if last in IRREGULAR_ORDINALS:
        return head + IRREGULAR_ORDINALS[last]
    return head + (last[:-1] + "ieth" if last.endswith("y") else last + "th")


def ordinal_digits(number: int) -> str:
    """Digits with the ordinal's ending: 1st, 2nd, 3rd, 11th."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def fraction_in_words(numerator: int, denominator: int) -> str:
    """Words of numerator/denominator, the denominator 2 to 10: "half", "a third", "three quarters"."""
    part = FRACTION_WORDS[denominator]
    if numerator == 1:
        return part if denominator == 2 else f"a {part}"
    return f"{ONES[numerator]} {'halves' if denominator == 2 else part + 's'}"


def as_typed(number: int, random: Random) -> str:
    """A number's words, |number| < 10^12; hyphens and "and" come and go as people write them."""
    hyphen = random.choice("- ")
    joint = random.choice((" and ", " "))
    words = in_words(abs(number), hyphen, joint)
    return f"negative {words}" if number < 0 else words
