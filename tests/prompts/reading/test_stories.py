"""Stories of several steps: the requests that they ask for, and stories that are not read."""

from __future__ import annotations

import pytest

from neurlang.prompts.reading import Engine, evaluate, open_engine, read
from neurlang.prompts.reading.stories import request_of_story


@pytest.fixture(scope="module")
def engine() -> Engine:
    return open_engine()


@pytest.mark.parametrize(
    ("story", "request_asked"),
    [
        (
            "Ben has 4 bags of 9 marbles and gives away 6 marbles, how many does he still have",
            "start with the product of 4 and 9, subtract 6",
        ),
        (
            "6 crates of 24 bottles and 10 single bottles, how many bottles in total",
            "start with the product of 6 and 24, add 10",
        ),
        (
            "pack 96 cookies 8 to a box, then sell 5 boxes; how many boxes remain",
            "divide 96 by 8, subtract 5",
        ),
        (
            "Tom had 12 apples, bought 7 more and then gave away 5. How many are left?",
            "start with 12, add 7, subtract 5",
        ),
        (
            "Maria earns 15 dollars an hour; she works 8 hours and spends 20 dollars. How much is left?",
            "start with the product of 8 and 15, subtract 20",
        ),
        (
            "A bus has 20 passengers, 8 get off and 5 get on. How many passengers are on the bus now?",
            "start with 20, subtract 8, add 5",
        ),
        (
            "Lisa bakes 48 cookies, eats 6 and shares them equally among 7 friends. How many does each get?",
            "start with 48, subtract 6, divide it by 7",
        ),
        (
            "I bought 3 pens at 2 dollars each and a notebook for 5 dollars. What did I spend?",
            "start with the product of 3 and 2, add 5",
        ),
        (
            "Ben bought 6 apples at 2 dollars each and paid with 20 dollars, how much change does he get",
            "start with the product of 6 and 2, subtract it from 20",
        ),
        (
            "Nora has 100 stamps, gives a quarter of them to Tim, and buys 10. How many stamps does she have?",
            "start with 100, multiply it by 3, divide it by 4, add 10",
        ),
        (
            "Anna has 5 apples. Bob has twice as many. How many do they have together?",
            "the sum of 5 and the product of 2 and 5",
        ),
        (
            "Emma has 5 boxes of 12 crayons. She gives 2 boxes away. How many crayons are left?",
            "start with the product of 5 and 12, subtract the product of 2 and 12",
        ),
        (
            "4 friends share 36 pears and each eats 2; how many does each still have",
            "divide 36 by 4, subtract 2",
        ),
        (
            "a library with 500 books lends 120 and gets 45 back. How many books are there now?",
            "start with 500, subtract 120, add 45",
        ),
    ],
)
def test_a_story_becomes_a_request(story: str, request_asked: str) -> None:
    assert request_of_story(story) == request_asked


@pytest.mark.parametrize(
    "story",
    [
        # two things, or two units
        "Tom has 5 apples and 3 pears. He eats 2 apples. How many apples are left?",
        "I have 10 dollars and 5 euros. I spend 3 dollars. How much is left?",
        # a number that counts something else
        "Tom is 12 years old and has 5 apples and buys 3. How many apples does he have?",
        # another question
        "Max has 15 marbles, wins 6 and loses 4. How many did he win?",
        "Tom had 5 apples and bought 3 packs of 4 apples. How many apples did he buy?",
        "three of the 12 monkeys ate 5 bananas each, which one was hungry",
        # another person's
        "Bob has 5 apples. He gives Ann 3 apples. How many apples does Ann have?",
        "A shop has 20 apples. Tom buys 5 and Ann buys 2. How many apples are left?",
        "Bob has 5 apples and Ann has 3. Bob eats 2. How many do they have together?",
        # picked from the tree, or by the tree
        "A tree has 30 apples, 8 are picked and 5 fall. How many are left?",
        # not whole, or negative
        "Lisa has 50 cookies, eats 6 and shares them among 7 friends. How many does each get?",
        "Ben has 4 bags of 9 marbles and gives away 60 marbles, how many does he still have",
        # a negation, no second step, a text
        "Ben has 4 bags of 9 marbles and does not give away 6, how many does he have",
        "Ben has 12 marbles and gives away 6, how many does he still have",
        'Ben has 4 bags of 9 "marbles" and gives away 6, how many does he still have',
        "each of 6 kids gets 3 stickers and 2 stickers are left over, how many stickers were there",
    ],
)
def test_a_story_that_may_mean_something_else_is_none(story: str) -> None:
    assert request_of_story(story) == ""


@pytest.mark.parametrize(
    ("story", "value"),
    [
        ("there are 5 rows of 8 chairs and 3 chairs are removed, how many chairs remain", 37),
        ("I have 100 dollars. I buy 4 books at 12 dollars each. How much money is left?", 52),
        ("She reads 12 pages a day for 6 days and then reads 10 more pages. How many pages in total?", 82),
        ("a pack of 52 cards is dealt to 4 players, and each player drops 3; how many does each hold", 10),
    ],
)
def test_the_request_of_a_story_is_answered(story: str, value: int, engine: Engine) -> None:
    plan = read(story, engine).plan
    assert plan is not None
    assert evaluate(plan.root) == value
