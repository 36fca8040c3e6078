"""References of the functions on texts."""

import fnmatch
import itertools
import re
import string
import zlib
from collections import Counter
from functools import lru_cache, reduce

import numpy as np
from reference import Reference, changed_text, new_text, text_of, texts

VOWELS = set("aeiouAEIOU")
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
DIGITS = string.digits + string.ascii_lowercase


def compare(a: str, b: str) -> int:
    """How texts compare."""
    return (a > b) - (a < b)


def mismatches(a: str, b: str) -> int:
    """Places that differ, the shorter text filled with None."""
    return sum(x != y for x, y in itertools.zip_longest(a, b))


@lru_cache(maxsize=100_000)
def distance(a: str, b: str) -> int:
    """Levenshtein's recursive definition."""
    if not a or not b:
        return len(a or b)
    if a[0] == b[0]:
        return distance(a[1:], b[1:])
    return 1 + min(distance(a[1:], b), distance(a, b[1:]), distance(a[1:], b[1:]))


def is_subsequence(part: str, text: str) -> bool:
    """By a regular expression."""
    return re.search(".*".join(map(re.escape, part)), text, re.DOTALL) is not None


def matches(text: str, pattern: str) -> bool:
    """By fnmatch."""
    return re.match(fnmatch.translate(pattern), text) is not None


SPACES = " \t\n\r"  # of ASCII: a byte above 127 is part of a character, even where Latin-1 has a space for it


def words(text: str) -> list[str]:
    """The stretches without spaces."""
    return re.findall(f"[^{SPACES}]+", text)


def lines(text: str) -> int:
    """Lines as str.split has them."""
    return len(text.removesuffix("\n").split("\n")) if text else 0


def runs(text: str) -> int:
    """The longest group of equal characters."""
    return max((len(list(group)) for _, group in itertools.groupby(text)), default=0)


def most_common(text: str) -> int:
    """The most frequent character with the smallest code."""
    return max(sorted(map(ord, set(text))), key=lambda code: text.count(chr(code)))


def first_unique(text: str) -> int:
    """By collections.Counter."""
    counts = Counter(text)
    return next((i for i, c in enumerate(text) if counts[c] == 1), -1)


def balanced(text: str) -> bool:
    """Innermost pairs are removed until nothing changes."""
    rest = re.sub(r"[^()\[\]{}]", "", text)
    while (shorter := re.sub(r"\(\)|\[\]|\{\}", "", rest)) != rest:
        rest = shorter
    return not rest


def luhn(text: str) -> bool:
    """With the table of doubled digits."""
    ones = [int(c) for c in text[::-1][::2]]
    others = [[0, 2, 4, 6, 8, 1, 3, 5, 7, 9][int(c)] for c in text[::-1][1::2]]
    return sum(ones + others) % 10 == 0


def title(text: str) -> str:
    """By a regular expression."""
    return re.sub(r"[A-Za-z]+", lambda match: match[0].capitalize(), text)


def shifted(text: str, shift: int) -> str:
    """By str.translate."""
    small, big = string.ascii_lowercase, string.ascii_uppercase
    table = str.maketrans(small + big, small[shift:] + small[:shift] + big[shift:] + big[:shift])
    return text.translate(table)


def replaced(memory: bytearray, old: int, new: int) -> int:
    """By bytearray.replace."""
    count = memory.count(old)
    memory[:] = memory.replace(bytes([old]), bytes([new]))
    return count


def leading_integer(text: str) -> int:
    """By a regular expression."""
    match = re.match(r" *([+-]?\d+)", text)
    return int(match[1]) if match else 0


def in_base(n: int, base: int) -> str:
    """By NumPy."""
    if n < 2**63:
        return np.base_repr(n, base).lower()
    return (in_base(n // base, base) if n >= base else "") + DIGITS[n % base]


def roman(n: int) -> str:
    """By the thirteen numerals, greedily."""
    numerals = ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"]
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    text = ""
    for numeral, value in zip(numerals, values, strict=True):
        text += numeral * (n // value)
        n %= value
    return text


def from_roman(text: str) -> int:
    """All letters, less twice those before a higher one."""
    values = [ROMAN[c] for c in text]
    return sum(values) - 2 * sum(a for a, b in itertools.pairwise(values) if a < b)


def polynomial_hash(text: str, factor: int, start: int) -> int:
    """start factor^n + ... + c, as one exact sum of powers."""
    codes = [start, *text.encode("latin-1")]
    return sum(code * factor**power for power, code in enumerate(reversed(codes)))


def java_hash(text: str) -> int:
    """32 bits, signed."""
    return int.from_bytes((polynomial_hash(text, 31, 0) % 2**32).to_bytes(4, "big"), "big", signed=True)


def fnv1a(text: str) -> int:
    """In arithmetic modulo 2^64."""
    return reduce(
        lambda h, c: (h ^ c) * (2**40 + 0x1B3) % 2**64, text.encode("latin-1"), 14695981039346656037
    )


def encoded(text: str) -> bytes:
    """The bytes of a text."""
    return text.encode("latin-1")


def padded(text: str, width: int, char: int) -> str:
    """str.rjust"""
    return text.rjust(width, chr(char))


def shared_start(a: str, b: str) -> int:
    """itertools.takewhile"""
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))


def removed(text: str, char: int) -> str:
    """str.replace"""
    return text.replace(chr(char), "")


def count_where(test: set[str]) -> Reference:
    """How many characters are in a set."""
    return texts("a set of characters", lambda text: sum(map(text.count, test)))


TEXTS = {
    "text_length": texts("len", len),
    "text_compare": texts("str.__lt__", compare),
    "texts_equal": texts("str.__eq__", str.__eq__),
    "common_prefix_length": texts("itertools.takewhile", shared_start),
    "text_hamming_distance": texts("itertools.zip_longest", mismatches),
    "edit_distance": Reference(
        "Levenshtein's recursive definition", lambda a, b, scratch: distance(text_of(a), text_of(b))
    ),
    "find_char": texts("str.find", lambda text, char: text.find(chr(char))),
    "find_last_char": texts("str.rfind", lambda text, char: text.rfind(chr(char))),
    "find_text": texts("str.find", str.find),
    "text_contains": texts("str.__contains__", str.__contains__),
    "starts_with": texts("str.startswith", str.startswith),
    "ends_with": texts("str.endswith", str.endswith),
    "is_subsequence": texts("re.search", is_subsequence),
    "matches_wildcard": texts("fnmatch.translate", matches),
    "count_char": texts("str.count", lambda text, char: text.count(chr(char))),
    "count_text": texts("str.count", str.count),
    "count_words": texts("re.findall", lambda text: len(words(text))),
    "count_lines": texts("str.split", lines),
    "count_vowels": count_where(VOWELS),
    "count_consonants": count_where(set(string.ascii_letters) - VOWELS),
    "count_letters": texts("re.findall", lambda text: len(re.findall("[A-Za-z]", text))),
    "count_digits": texts("re.findall", lambda text: len(re.findall("[0-9]", text))),
    "count_capitals": texts("str.isupper", lambda text: sum(map(str.isupper, text))),
    "longest_word_length": texts("str.split", lambda text: max(map(len, text.split()), default=0)),
    "longest_run_length": texts("itertools.groupby", runs),
    "count_distinct_letters": texts("set", lambda text: len(set(text.lower()) & set(string.ascii_lowercase))),
    "is_pangram": texts("set", lambda text: set(text.lower()) >= set(string.ascii_lowercase)),
    "most_common_char": Reference("str.count", lambda text, scratch: most_common(text_of(text))),
    "first_unique_char": Reference("collections.Counter", lambda text, scratch: first_unique(text_of(text))),
    "is_numeric": texts("str.isdecimal", str.isdecimal),
    "is_alphabetic": texts("str.isalpha", str.isalpha),
    "text_is_palindrome": texts("reversed", lambda text: text == "".join(reversed(text))),
    "is_anagram": Reference("sorted", lambda a, b, scratch: sorted(text_of(a)) == sorted(text_of(b))),
    "brackets_balanced": Reference(
        "re.sub of innermost pairs", lambda text, scratch: balanced(text_of(text))
    ),
    "luhn_is_valid": texts("the table of doubled digits", luhn),
    "text_copy": new_text("str", str),
    "text_copy_bounded": new_text("a slice", lambda text, limit: text[:limit]),
    "text_concat": new_text("str.__add__", str.__add__),
    "substring": new_text("a slice", lambda text, start, count: text[start : start + count]),
    "repeat_text": new_text("str.__mul__", str.__mul__),
    "pad_left": new_text("str.rjust", padded),
    "text_reverse": changed_text("reversed", lambda text: "".join(reversed(text))),
    "text_upper": changed_text("str.upper", str.upper),
    "text_lower": changed_text("str.lower", str.lower),
    "swap_case": changed_text("str.swapcase", str.swapcase),
    "text_title": changed_text("str.capitalize of each match", title),
    "trim": changed_text("str.strip", lambda text: text.strip(SPACES), returns_length=True),
    "collapse_spaces": changed_text("re.findall", lambda text: " ".join(words(text)), returns_length=True),
    "remove_char": changed_text("str.replace", removed, returns_length=True),
    "replace_char": Reference("bytearray.replace", replaced),
    "caesar_shift": changed_text("str.translate", shifted),
    "parse_integer": texts("re.match and int", leading_integer),
    "parse_hex": texts("int(text, 16)", lambda text: int(text or "0", 16)),
    "parse_binary": texts("int(text, 2)", lambda text: int(text or "0", 2)),
    "parse_octal": texts("int(text, 8)", lambda text: int(text or "0", 8)),
    "format_integer": new_text("str", str),
    "to_hex": new_text("format, x", lambda n: f"{n:x}"),
    "to_octal": new_text("format, o", lambda n: f"{n:o}"),
    "to_binary": new_text("format, b", lambda n: f"{n:b}"),
    "to_base": new_text("numpy.base_repr", in_base),
    "to_roman": new_text("the thirteen numerals", roman, returns_length=False),
    "parse_roman": texts("the sum less what is subtracted", from_roman),
    "text_fnv1a": texts("functools.reduce modulo 2^64", fnv1a),
    "text_djb2": texts("a sum of powers", lambda text: polynomial_hash(text, 33, 5381) % 2**64),
    "text_java_hash": texts("a sum of powers", java_hash),
    "text_crc32": texts("zlib.crc32", lambda text: zlib.crc32(encoded(text))),
    "text_adler32": texts("zlib.adler32", lambda text: zlib.adler32(encoded(text))),
}
