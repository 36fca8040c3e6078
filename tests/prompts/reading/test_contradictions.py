"""Texts that contradict the network's reading of them, each beside one that does not."""

from __future__ import annotations

import pytest

from neurlang.prompts.reading import Engine, evaluate, open_engine, read


@pytest.fixture(scope="module")
def engine() -> Engine:
    return open_engine()


@pytest.mark.parametrize(
    ("refused", "answered", "value"),
    [
        (
            "Tom walked 5 km and then 3 miles. How far in total?",
            "Tom walked 5 km and then 3 km. How far in total?",
            8,
        ),
        (
            "I have 3 apples and 2 pears, how many pears do I have",
            "I have 3 apples and get 2 apples, how many apples do I have",
            5,
        ),
        (
            "A shelf has 3 red books and 4 blue books. How many red books are there?",
            "A shelf has 3 red books and 4 blue books. How many books are there?",
            7,
        ),
        (
            "He bought 3 shirts for 20 dollars. How much did he pay?",
            "He bought 3 shirts for 20 dollars each. How much did he pay?",
            60,
        ),
        (
            "how many apples do 3 friends have if they have 12 altogether",
            "how many apples do 3 friends have if each has 12",
            36,
        ),
        (
            "A car goes 60 miles per hour. How far in 30 minutes?",
            "A car goes 60 miles per hour. How far in 3 hours?",
            180,
        ),
        (
            "A car goes 60 miles per hour. How long for 120 miles?",
            "Tom drove 120 miles at 60 mph. how long did it take",
            2,
        ),
        (
            "There are 60 minutes in an hour. How many hours in 180 minutes?",
            "a field is 5 meters by 3 meters, what is its area",
            15,
        ),
        (
            "95 eggs are shared by 8 kids. how many eggs does each get",
            "96 eggs are shared by 8 kids. how many eggs does each get",
            12,
        ),
        ("a fifth more than 50", "a fifth of 50, plus 50", 60),
        ("which factor is 36 larger than 9", "by what factor is 36 larger than 9", 4),
        ("merge 4 with 11", "merge the bits of 4 and 11", 15),
        ("the base 2 power of 5", "2 to the power of 5", 32),
        ("the difference between the 8th and the 6th", "the difference between 8 and 6", 2),
        ("5 more than what number is 12", "5 more than 12", 17),
        ("the square of 5 minus that of 3", "the square of 5 minus 3", 22),
        ("grab 12, add its half", "half of 12, plus 12", 18),
        ("is 12 split evenly into 3", "split 12 evenly into 3", 4),
        ("5 people share 75 unevenly", "share 75 among 5 people", 15),
        ("count the set bits of 2 to the 10", "count the set bits of 1024", 1),
        ("take 3 from 10 and then 2 more", "take 3 from 10 and then add 2", 9),
        ("the fibonacci number at position 3 times 4", "the fibonacci number at position 3, squared", 4),
        (
            "Sam has 8 pens, Lee has 3 more than Sam and 2 cups, how many in total",
            "Sam has 8 pens, Lee has 3 more than Sam, how many pens in total",
            19,
        ),
        (
            "there are 18 red balls and 3 times as many blue balls, how many balls",
            "3 times as many as 18",
            54,
        ),
        ("clear the lowest set bit of 12", "position of the lowest set bit of 12", 2),
        ("count the zeros in 10 in binary", "count the trailing zeros of 10", 1),
        ("highest set bit of 10", "leading zeros of 10", 60),
        ("reverse the bits of 6", "reverse the bytes of 6", 432345564227567616),
        ("which power of two is 64", "next power of two after 60", 64),
        ("shift 5 by 3", "shift 5 left by 3", 40),
        ("how many ones in 10110", "how many ones in 0b10110", 3),
        (
            "A third of 60 students are boys. How many are girls?",
            "A third of 60 students are boys. How many are boys?",
            20,
        ),
        ("flip bit 3 of 12", "flip the bits of 12 given by 10", 6),
        ("do 4 and 6 share a factor", "largest shared factor of 4 and 6", 2),
        ('number of words in "hello world"', 'number of letters in "hello"', 5),
        ('word count of "a b c"', 'letter count of "a b c"', 5),
        ("area 51 times 2", "what is 51 times 2", 102),
        ("7 up plus 1", "7 apples plus 1", 8),
        ("double 7 twice", "double 7", 14),
        ("square root squared of 5", "square root of 9", 3),
        ("trailing ones of 7", "trailing zeros of 8", 3),
        ("sum of 5 numbers", "sum of the first 5 numbers", 15),
        ("a quarter after 9", "a quarter plus 9", 9.25),
        ("the number that when doubled is 10", "the number that is twice 10", 20),
        ("how much is saved at 30% off 80", "how much is 80 at 30% off", 56),
        ("-17 as a positive number", "is -17 a positive number", 0),
    ],
)
def test_a_contradiction_is_refused(refused: str, answered: str, value: object, engine: Engine) -> None:
    found = read(refused, engine).plan  # what a function of the library computes is no contradiction
    assert found is None or found.root.variant.function is not None
    plan = read(answered, engine).plan
    assert plan is not None
    assert evaluate(plan.root) == value


@pytest.mark.parametrize(
    "text",
    [
        "Ann has 8 apples and half as many pears. How many does she have together?",
        "Tom and Jim have 13 marbles together. Tom has 5. How many does Jim have?",
        "Tom has 5 more marbles than Jim. Tom has 8. How many does Jim have?",
        "A box holds 12 eggs. How many boxes for 40 eggs?",
        "There are 28 seats on a bus. 75 people want to ride. How many buses are needed?",
        "John is 5 years older than Mary. John is 10. How old is Mary?",
        "Peter ate 3 of the 10 cookies. How many cookies did he eat?",
        "90 cookies are packed in bags of 6. How many bags are needed?",
        "There are 30 students and 4 buses. How many buses per student?",
        "I have 4 quarters and 3 dimes, how much money is that?",
        'using "k" as the key, sign "msg" with hmac',
    ],
)
def test_a_story_that_the_network_would_read_wrongly_is_refused_or_right(text: str, engine: Engine) -> None:
    right = {"Tom and Jim": 8, "Tom has 5": 3, "John is 5": 5, "90 cookies": 15}
    plan = read(text, engine).plan
    expected = next((value for start, value in right.items() if text.startswith(start)), None)
    assert plan is None or evaluate(plan.root) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("count the zeros in 10 in binary", 'it does not say "trailing"'),
    ],
)
def test_the_refusal_says_what_contradicts(text: str, why: str, engine: Engine) -> None:
    assert why in read(text, engine).why_not
