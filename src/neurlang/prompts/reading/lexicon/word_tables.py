"""Tables of the words by which a reading is checked: words that change what is asked for, and words that do not.

The network ignores such words, so its reading of a text is compared with these tables.
"""

from __future__ import annotations

import re

from neurlang.prompts.reading.word_sets import words_of

FUNCTION_WORDS = words_of("to per in on of for by at from with and or the a an is are it into than as")
"""Words that ask for nothing by themselves."""
OFFERED_ALTERNATIVES = (
    "or not",
    "or composite",
    "composite or",
    "or odd",
    "odd or",
    "yes or no",
    "true or false",
    "or no",
    "isn't it",
)
"""What a question may offer beside the answer: `is 7 prime or not`."""
WHAT_IS_LEFT = re.compile(
    r"\b(?:(?:do|does|did|will|would|can|could|are|is)(?:n't| not)|can't|cannot|won't) "
    r"(?:fit|get|be|have|belong|go|make|fill|in|on|part|paired|assigned|placed|used)\b"
)
"""What a story of groups asks for: those that do not fit, a remainder."""
HARMLESS_NEGATIONS = {
    "DIV": ("without remainder", "without the remainder", "without a remainder", "ignoring the remainder"),
    "IS_EVEN": ("without remainder", "without a remainder"),
    "NEXTPOW2": ("not less than", "no less than", "not below", "not smaller than", "no smaller than"),
    "ABS": ("without the minus", "without its minus", "without the sign", "without its sign", "without sign",
            "ignoring the sign", "ignoring its sign", "ignore the sign", "ignore its sign"),
    "AND": ("only the bits",),
    "POPCOUNT": ("non - zero", "not zero"),
}  # fmt: skip
"""For each intent, the negations by which people ask for it."""
ONE_LETTER_WORDS = words_of("a i u s t")
"""Words, and endings of words, of one letter; any other letter is an unknown of an equation."""
X_FOR_TIMES = re.compile(r"[0-9)] ?x ?(?=[0-9(])")
"""An x between two numbers, which is a sign for multiplication."""
EARLIER = words_of("before original originally initially previously")
"""Words that ask for the value before a change. The network knows only changes of a given value."""
MODAL_OPENINGS = words_of("can could would may might")
ASKED_PEOPLE = words_of("you u ya we i one someone somebody anyone anybody computer he she they it")
"""`can you add …` is a request, `can 12 be split evenly into 5` a question."""
YES_NO_OPENINGS = words_of("is are was were does did will has")
"""Words that begin a question whose answer is yes or no."""
YES_NO_INTENTS = words_of("IS_POSITIVE IS_EVEN IS_PRIME STRCMP MEMCMP SIGN")
"""The intents that answer such a question."""
ARITHMETIC = words_of("ADD SUB MUL DIV FADD FMUL FDIV")
"""The intents of the four basic operations."""
ASKS_FOR_UNKNOWN = re.compile(
    r"\b(a|some|another|certain) (number|value|integer)\b|\bitself\b|\b(plus|minus|times|over|by|from|to|and|of) what\b"
    r"|\b(what|which)( number| value| integer)? (plus|minus|times|over|multiplied|divided|added|subtracted|increased|"
    r"decreased|squared|cubed|raised|must|should)\b"
    r"|\bhow many (halves|thirds|quarters|fourths|fifths|percent|elements|items|entries|members|numbers|values)\b"
    r"|\bcompare\b(?!.*\b(large|bigg|great|small|less|max|min|high|low))"
    r"|\bas (much|many|big|large) as\b|[0-9] ?(am|pm|a\.m|p\.m)\b|\bo'clock\b"
)
"""Words that ask for more than an operation on given numbers: unknowns of equations, parts, counts, times of day."""
ASKS_FOR_SEARCH = re.compile(
    r"\b(next|previous|first|last|after|before|list|all|many|smallest|largest|nearest|closest|below|above|under|nth)\b"
    r"|[0-9](st|nd|rd|th)\b"
)
"""Words that ask for a number with a property; a question about a given number has no such words."""
ORDINAL = (
    r"[0-9](?:st|nd|rd|th)\b"
    r"|\b(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+teenth|\w+tieth)\b"
)
CONFLICTS = {
    **dict.fromkeys(ARITHMETIC | words_of("ARRAY_SUM MAX MIN"), ASKS_FOR_UNKNOWN),
    **dict.fromkeys(words_of("IS_POSITIVE IS_EVEN IS_PRIME"), ASKS_FOR_SEARCH),
    "FIBONACCI": re.compile(rf"\bwhich\b(?!.*(?:{ORDINAL}))"),
    "NEXTPOW2": re.compile(r"^\D*\bpower of (two|2)\W*$"),
}
"""For each intent, the words that ask for something else."""
NO_THINGS = words_of(
    "logarithm logarithms log sine cosine tangent factors divisors digits multiples primes median mode variance"
)
"""Nouns that name another operation, not what a story tells of."""
