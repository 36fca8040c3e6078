"""Fixed phrases: their trees, texts with two readings, and texts that are not phrases."""

from __future__ import annotations

import pytest

from neurlang.errors import MeaningError
from neurlang.prompts.reading import evaluate, read_by_grammar
from neurlang.prompts.reading.notation import NotationError, combinations, node_of, scan, written
from neurlang.prompts.reading.phrases import PhraseParser, mended, prepared


def read_back(text: str) -> str:
    """The likeliest reading of a text as notation."""
    return written(PhraseParser(prepared(scan(text))).whole())


def values_of(text: str) -> list[object]:
    tokens = prepared(scan(text))
    parser = PhraseParser(tokens)
    parser.whole()
    trees = [PhraseParser(tokens, each).whole() for each in combinations(parser.places)]
    return list(dict.fromkeys(evaluate(node_of(tree)) for tree in trees))


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        # operator words have the precedence of their signs
        ("2 plus 3 times 4", "2 + 3 × 4"),
        ("what is 12 minus 16 plus 9", "12 − 16 + 9"),
        ("72 divided by 9 divided by 4", "72 ÷ 9 ÷ 4"),
        ("2 to the power of 3 plus 1", "2³ + 1"),
        ("8 less than twice 5", "2 × 5 − 8"),
        ("subtract 8 from 20", "20 − 8"),
        ("divide 7 into 91", "91 ÷ 7"),
        ("how much smaller is 3 than 10", "10 − 3"),
        # an unknown of one operation
        ("5 times what is 20", "20 ÷ 5"),
        ("what number minus 8 is 12", "12 + 8"),
        ("12 plus what number equals 30", "30 − 12"),
        ("how much must i add to 35 to get 80", "80 − 35"),
        ("how much do i have to take from 90 to get 62", "90 − 62"),
        ("i paid 40 after 20% off", "40 ÷ (1 − 20 %)"),
        ("add numbers 1 to 5", "1 + … + 5"),
        ("20 is how many times 4", "20 ÷ 4"),
        ("20 is 4 times what", "20 ÷ 4"),
        ("tip of 18% on 50", "18 % × 50"),
        ("40 is 80 percent of which number", "40 ÷ 80 %"),
        ("30 is how many percent of 120", "100 × 30 ÷ 120"),
        ("increase 60 by two and a half", "60 + 2.5"),
        ("the opposite of 12", "−12"),
        ("is it true that 2 + 2 = 5", "2 + 2 = 5"),
        # a range is two bounds
        ("clamp 12 to the range 0-10", "clamp(12, 0, 10)"),
        ("clamp 8 to [0, 5]", "clamp(8, 0, 5)"),
        ("limit 55 to at most 50 and at least 10", "clamp(55, 10, 50)"),
        # the power of a frame is not that of its operand
        ("raise the sum of 1 and 2 to the power of 3", "(1 + 2)³"),
        ("quotient of 1.5 and 4", "1.5 ÷ 4"),
        ("quotient of 9 and 4", "9 // 4"),
        ("sum of the first 10 numbers divided by 5", "(1 + … + 10) ÷ 5"),
        ("count down to zero starting at 8", "countdown(8)"),
        ("12 subtracted out of 50", "50 − 12"),
        ("xor 5 with itself", "5 xor 5"),
        ("xor 5, 9", "5 xor 9"),
        ("or 12 with 3", "12 | 3"),
        # what stands behind a text belongs to its length
        ('the length of "hello" squared', 'length("hello")²'),
        ('count the letters in "dog" and double it', '2 × length("dog")'),
        # a frame takes the operands inside it
        ("the product of 2, 3 and 4", "2 × 3 × 4"),
        ("divide 20 by the sum of 2 and 3", "20 ÷ (2 + 3)"),
        ("the sum of the squares of 3 and 4", "3² + 4²"),
        ("the sum of 5 squared and 6 squared", "5² + 6²"),
        ("the product of the sum of 2 and 3 and 4", "(2 + 3) × 4"),
        ("the sum of 2 and 3 times the sum of 4 and 5", "(2 + 3) × (4 + 5)"),
        ("the absolute value of the difference between 16 and 28", "|16 − 28|"),
        ("the larger of 11 and 8, minus 9", "max(11, 8) − 9"),
        # a function takes the nearest operand; notation is one value
        ("factorial of 5 plus 10", "5! + 10"),
        ("square root of 3*(2+1)", "√(3 × (2 + 1))"),
        ("6 divided by 2/3", "6 ÷ (2 ÷ 3)"),
        ("half of the 10th fibonacci number", "0.5 × fib(10)"),
        # sequels
        ("add 5 and 3, then multiply by 2", "(5 + 3) × 2"),
        ("take 12, double it, add 16, and square the result", "(2 × 12 + 16)²"),
        ("sum of [11, 8, 9], then halve it", "(11 + 8 + 9) ÷ 2"),
        ("first add 11 and 8; after that take away 9", "11 + 8 − 9"),
        ("11 plus 8, squared", "(11 + 8)²"),
        ("gcd of 48 and 18, then subtract it from 10", "10 − gcd(48, 18)"),
        # percentages
        ("30% off 279", "279 × (1 − 30 %)"),
        ("what is 15% of (80 - 12)?", "15 % × (80 − 12)"),
        ("5 + 10% of 50", "5 + 10 % × 50"),
        ("20% of what is 30", "30 ÷ 20 %"),
        ("30 is 20% of what", "30 ÷ 20 %"),
        ("what percent of 80 is 20", "100 × 20 ÷ 80"),
        ("80 after 20% off", "80 ÷ (1 − 20 %)"),
        ("350 including 20% vat", "350 ÷ (1 + 20 %)"),
        ("increase 25 by 25%", "25 × (1 + 25 %)"),
        ("percent change from 50 to 60", "100 × (60 − 50) ÷ 50"),
        ("if 20% of a number is 30, what is the number", "30 ÷ 20 %"),
        ("what percent is 7 of 28", "100 × 7 ÷ 28"),
        ("percentage decrease from 100 to 80", "100 × (100 − 80) ÷ 100"),
        # an unknown that one operation computes
        ("what number plus 5 is 12", "12 − 5"),
        ("what times 6 is 42", "42 ÷ 6"),
        ("20 divided by what is 4", "20 ÷ 4"),
        ("what must be added to 15 to get 40", "40 − 15"),
        # repeated, and with itself
        ("multiply 2 by 3 by 4", "2 × 3 × 4"),
        ("divide 100 by 4 and then by 5", "100 ÷ 4 ÷ 5"),
        ("5 added to itself", "5 + 5"),
        ("start at 3, square it, square it again", "(3²)²"),
        ("5 more than 10 less than 20", "20 − 10 + 5"),
        ("half the product of 8 and 5", "0.5 × (8 × 5)"),
        ("ten to the minus 2", "10^(−2)"),
        ("three times as many as 7", "3 × 7"),
        ("how many halves are in 5", "2 × 5"),
        ("the remainder of 17 divided by 5, squared", "(17 mod 5)²"),
        # questions
        ("is 10 > 9", "10 > 9"),
        ("determine if 5 is odd", "odd(5)"),
        ("are 3 and 5 equal", "3 = 5"),
        ("does 7 divide 91", "91 mod 7 = 0"),
        ("does 3 go into 10 evenly", "10 mod 3 = 0"),
        ("is 12 times 16 even", "even(12 × 16)"),
        ("is 7 not prime", "not(prime(7))"),
        ("is 64 a power of two", "power of 2(64)"),
        ("is 5 greater than 3 plus 1", "5 > 3 + 1"),
        # numbers as people say them
        ("nineteen ninety six minus 1900", "1996 − 1900"),
        ("twentyfour plus one", "24 + 1"),
        ("five thousand, six hundred plus one", "5600 + 1"),
        ("27 apples plus 10 apples", "27 + 10"),
        ("37 to the nearest 10", "round to a multiple(37, 10)"),
        ("round 2.347 to 2 decimal places", "round(2.347, 2)"),
    ],
)
def test_a_phrase_is_read_as(text: str, notation: str) -> None:
    assert read_back(text) == notation


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("absolute value of 17 minus 29", [-12, 12]),
        ("square root of 16 + 9", [13, 5]),
        ("divide 20 by 4 plus 1", [6, 4]),
        ("4 times 3 less than 11", [-1, 32]),
        ("the product of 9 and 2 more than 9", [27, 99]),
        ("2 times 3 + 4", [10, 14]),
        ("raise 60 by a quarter", [75, 60.25]),
        ("reduce 60 by half", [30, 59.5]),
        ("300 with 20% tax", [360, 250]),
    ],
)
def test_both_readings_are_returned(text: str, values: list[object]) -> None:
    assert values_of(text) == values


@pytest.mark.parametrize(
    "text",
    [
        "is 5 or 7 prime",
        "double factorial of 7",
        "count down from 10 to 5",
        "the sum of all but the first of [1, 2, 3]",
        "sum of the odd numbers from 1 to 9",
        "5 of 6",
        "3 to 5",
        "add 41 and 17, I need it in 8 minutes",
        "not 8 but 46 plus 9",
        "two plus",
        "5 percent over 100",
        "100 less than 5 percent",
        "3 pounds 4 ounces plus 2 ounces",
        'length of "hello" without the l',
        "start at 50, take away a fifth, and add 7",
    ],
)
def test_what_is_not_a_phrase_is_refused(text: str) -> None:
    with pytest.raises(NotationError):
        read_back(text)


def test_a_typing_error_of_one_letter_is_corrected_and_noted() -> None:
    tokens, notes = mended(prepared(scan("squre root of 144 mulitplied by 2")), frozenset)
    assert notes == (("squre", "square"), ("mulitplied", "multiplied"))
    assert written(PhraseParser(tokens).whole()) == "√144 × 2"


def test_a_known_word_is_not_corrected() -> None:
    _, notes = mended(prepared(scan("call 5")), lambda: frozenset({"call"}))
    assert notes == ()


def test_it_is_an_error_if_no_reading_has_an_answer() -> None:
    with pytest.raises(MeaningError, match=r"[Dd]ivision"):
        values_of("divide 5 by zero")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4 times one less than 11", 40),
        ("the product of 9 and one more than 9", 90),
        ("the difference between 90 and 8 times 11", 2),
        ("add 5 to 3 times 2", 11),
        ("subtract 4 from 10 times 2", 16),
        ("how many more is 9 times 9 than 8 times 8", 17),
        ("the sum of integers from 1 to 10 divided by 5", 11),
        ("the product of 20 and the total of 2, 3 and 4", 180),
        ("max of 5, 3 plus 4 and 2 times 2", 7),
        ("does 7 equal 5 plus 2", 1),
        ("the quotient of 10 and 4 rounded up", 3),
        ("ceiling of the quotient of 19 and 4", 5),
        ("ceil(19 // 4)", 4),
        ("half of 26", 13),
        ("is half of 26 prime", 1),
        ("50 reduced by 10, then by 10 percent", 36),
        ("the square of the next binary power after 5", 64),
    ],
)
def test_the_nearer_operation_comes_first(text: str, value: object) -> None:
    assert [each.value for each in read_by_grammar(text).readings] == [value]


@pytest.mark.parametrize("text", ["6 and its half added", "both 3 and 4 squared and added"])
def test_a_reference_to_another_value_is_not_dropped(text: str) -> None:
    assert not read_by_grammar(text).readings
