"""The fixed phrases of English arithmetic: words between operands, before them, after them, and around them.

Each row names an operation of `notation.operations`. Words between operands have the level of their signs.
"""

from __future__ import annotations

from dataclasses import dataclass

from neurlang.prompts.reading.notation import Level
from neurlang.prompts.reading.word_sets import words_of


@dataclass(frozen=True, slots=True)
class Infix:
    """Words between two operands; `swapped` if the operation takes the second one first: 8 less than 20."""

    operation: str
    level: Level
    phrases: tuple[str, ...]
    swapped: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words before one operand. If they are `pointless` before a positive number, they may take a longer operand."""

    operation: str
    phrases: tuple[str, ...]
    pointless: bool = False


@dataclass(frozen=True, slots=True)
class Gathering:
    """Words before several operands: the sum of 2, 3 and 4. If `most` is 2, there are exactly two operands."""

    operation: str
    phrases: tuple[str, ...]
    most: int = 64


@dataclass(frozen=True, slots=True)
class Frame:
    """Words around operands, as a pattern.

    A, B and C are operands: `A*` is several, `A%` a percentage, `A0` a zero, `A!` the nearest value, `A~` a range
    (`0-10`, `[0, 10]`). (a|b) is either word; [a] is optional.

    `means` is the operation with its operands in order: `subtract B A`.
    """

    pattern: str
    means: str


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in text.split(","))


_CLAMP = "(clamp|restrict|limit|keep|constrain|confine|bound|clip|bring|put|force|fit)"
_TAKEN = "(removed|taken|subtracted|deducted|taken away|taken off)"

# fmt: off
INFIX: tuple[Infix, ...] = (
    Infix("add", Level.SUM, _phrases("plus, added to, increased by, together with, on top of, in addition to")),
    Infix("subtract", Level.SUM, _phrases(
        "minus, less, take away, decreased by, reduced by, lowered by, diminished by, lessened by, shortened by"
    )),
    Infix("add", Level.SUM, _phrases("more than"), swapped=True),
    Infix("subtract", Level.SUM, _phrases(
        "less than, fewer than, subtracted from, taken from, taken away from, deducted from, removed from, "
        "subtracted out of, taken out of"
    ), swapped=True),
    Infix("multiply", Level.PRODUCT, _phrases("times, multiplied by, multiplied with, x")),
    Infix("divide", Level.PRODUCT, _phrases("divided by, over")),
    Infix("divide", Level.PRODUCT, _phrases("divided into"), swapped=True),
    Infix("remainder", Level.PRODUCT, _phrases("mod, modulo, modulus")),
    Infix("whole quotient", Level.PRODUCT, _phrases("div")),
    Infix("power", Level.POWER, _phrases(
        "to the power of, to the power, raised to the power of, raised to the power, raised to"
    )),
    Infix("and", Level.AND, _phrases("bitwise and, bit and, anded with")),
    Infix("or", Level.OR, _phrases("bitwise or, bit or, ored with")),
    Infix("xor", Level.XOR, _phrases("xor, bitwise xor, xored with, exclusive or, bitwise exclusive or")),
    Infix("shift left", Level.SHIFT, _phrases(
        "shifted left by, left shifted by, shifted to the left by, shifted left"
    )),
    Infix("shift right", Level.SHIFT, _phrases(
        "shifted right by, right shifted by, shifted to the right by, shifted right"
    )),
)
PREFIX: tuple[Prefix, ...] = (
    Prefix("square root", _phrases("square root of, square root, sqrt of, sqrt")),
    Prefix("whole square root", _phrases(
        "integer square root of, whole square root of, integer square root, integer sqrt of, isqrt of, "
        "whole number square root of"
    )),
    Prefix("cube root", _phrases("cube root of, cube root, cubic root of, cbrt of")),
    Prefix("factorial", _phrases("factorial of, factorial")),
    Prefix("fibonacci", _phrases("fibonacci number of, fibonacci of, fibonacci number, fibonacci, fib of, fib")),
    Prefix("absolute", _phrases(
        "absolute value of, absolute of, abs of, abs, magnitude of, absolute value"
    ), pointless=True),
    Prefix("sign", _phrases("sign of, signum of, sgn of"), pointless=True),
    Prefix("square", _phrases("square of")),
    Prefix("cube", _phrases("cube of")),
    Prefix("double", _phrases(
        "double, twice, double of, twice as much as, twice as many as, twice as big as, twice as large as"
    )),
    Prefix("triple", _phrases("triple, thrice, triple of, treble")),
    Prefix("quadruple", _phrases("quadruple, quadruple of")),
    Prefix("halve", _phrases(
        "half of, half the, half, half as much as, half as many as, half as big as, half as large as"
    )),
    Prefix("negate", _phrases("negation of, negative of, opposite of, additive inverse of")),
    Prefix("population count", _phrases(
        "popcount of, number of set bits in, number of set bits of, number of one bits in, hamming weight of, "
        "population count of"
    )),
    Prefix("leading zeros", _phrases(
        "clz of, leading zeros of, number of leading zeros in, number of leading zeros of"
    )),
    Prefix("trailing zeros", _phrases(
        "ctz of, trailing zeros of, number of trailing zeros in, number of trailing zeros of"
    )),
    Prefix("round down", _phrases("floor of")),
    Prefix("round up", _phrases("ceiling of, ceil of")),
    Prefix("length", _phrases(
        "length of, length of the string, length of the word, length of the text, number of letters in, number of "
        "characters in, number of letters of, number of letters in the word, how many characters are in, how many "
        "characters in, how many letters are in, how many letters in, how many characters are in the string, how many "
        "letters are in the word, how many characters are in the word, characters in, letters in, letters of, count "
        "the letters in, count the letters of, count the characters in, count the characters of, how long is, how "
        "long is the word, how long is the string, how long is the text"
    )),
    Prefix("next power of two", _phrases("next binary power after, smallest binary power above, npot of")),
    Prefix("byte swap", _phrases("byte swap of, bswap of")),
)
GATHERINGS: tuple[Gathering, ...] = (
    Gathering("sum", _phrases("sum of, total of, sum total of, grand total of, combined total of")),
    Gathering("product", _phrases("product of")),
    Gathering("subtract", _phrases("difference between, difference of"), 2),
    Gathering("absolute difference", _phrases(
        "absolute difference between, absolute difference of, distance between, positive difference between, gap "
        "between"
    ), 2),
    Gathering("whole quotient", _phrases("quotient of, integer quotient of, whole quotient of"), 2),
    Gathering("divide", _phrases("ratio of, ratio between"), 2),
    Gathering("remainder", _phrases("mod of, modulo of, modulus of"), 2),
    Gathering("mean", _phrases("average of, mean of, arithmetic mean of, average, mean")),
    Gathering("maximum", _phrases(
        "maximum of, max of, largest of, biggest of, greatest of, highest of, larger of, bigger of, greater of, "
        "higher of, maximum, max, largest number of, highest number out of, larger number of"
    )),
    Gathering("minimum", _phrases(
        "minimum of, min of, smallest of, lowest of, least of, smaller of, lesser of, lower of, minimum, min, "
        "smallest number of, lowest number out of, smaller number of"
    )),
    Gathering("greatest divisor", _phrases(
        "gcd of, greatest common divisor of, greatest common factor of, highest common factor of, hcf of, gcf of, "
        "highest common divisor of, largest common divisor of, largest common factor of, biggest common divisor of, "
        "biggest common factor of, gcd"
    )),
    Gathering("least multiple", _phrases(
        "lcm of, least common multiple of, lowest common multiple of, smallest common multiple of, "
        "first common multiple of, smallest shared multiple of, least shared multiple of, lcm"
    )),
    Gathering("and", _phrases("bitwise and of, and of")),
    Gathering("or", _phrases("bitwise or of, or of, inclusive or of")),
    Gathering("xor", _phrases("xor of, bitwise xor of, exclusive or of, bitwise exclusive or of")),
)
# Phrases whose operands each go through an operation first: the sum of *the squares of* 3 and 4.
PLURALS: dict[str, str] = {
    "squares of": "square", "cubes of": "cube", "square roots of": "square root", "factorials of": "factorial",
    "absolute values of": "absolute", "halves of": "halve", "doubles of": "double", "lengths of": "length",
}
POSTFIX: dict[str, str] = {
    "squared": "square", "cubed": "cube", "factorial": "factorial", "percent": "percent", "per cent": "percent",
    "pct": "percent", "doubled": "double", "tripled": "triple", "halved": "halve",
}
PARTS: dict[str, str] = {  # after a percentage or a fraction
    "of": "part", "off": "decrease by part", "off of": "decrease by part", "on": "increase by part",
    "tip on": "part", "tip of": "part", "tax on": "part", "commission on": "part", "interest on": "part",
    "of the": "part", "the": "part",
}
FRAMES: tuple[Frame, ...] = (
    Frame("(add|adding|add up|sum|sum up|total) [(all|up)] [the] (numbers|integers) [from] A (to|through|up to) B",
          "sum of range A B"),
    Frame("(add|adding|added|sum up|add up|add together|sum|total) [(up|together)] [(these|the|the following|all of "
          "these|all)] [(numbers|values|integers|everything in|all numbers in|elements of|elements in|the elements "
          "of)] [(the list|the array|list|array)] A*", "sum A"),
    Frame("(add|adding) A to B", "add B A"),
    Frame("A* (added|added together|summed|together)", "sum A"),
    Frame("(add|put) A* together", "sum A"),
    Frame("(subtract|subtracting|take|take away|taking|deduct|deducting|remove|removing) A from B", "subtract B A"),
    Frame("(take|taking) A away from B", "subtract B A"),
    Frame("from A (subtract|take|take away|deduct|remove) B", "subtract A B"),
    Frame("to A add B", "add A B"),
    Frame("(multiply|multiplying) A by itself", "square A"),
    Frame("(add|adding) A to itself", "double A"),
    Frame("(multiply|multiplying) A (by|with|times) B", "multiply A B"),
    Frame("(multiply|multiplying) A*", "product A"),
    Frame("(divide|dividing) A by B", "divide A B"),
    Frame("(divide|dividing) A into B", "divide B A"),
    Frame("(raise|raising) A to [the] [power] [of] B", "power A B"),
    Frame("(raise|raising) A", "itself A"),
    Frame("(square|squaring) A", "square A"),
    Frame("(cube|cubing) A", "cube A"),
    Frame("(halve|halving) A", "halve A"),
    Frame("(doubling) A", "double A"),
    Frame("(tripling) A", "triple A"),
    Frame("(negate|negating) A", "negate A"),
    Frame("(increase|raise|increasing) A by B", "grow A B"),
    Frame("(decrease|reduce|lower|decreasing|reducing|discount|cut) A by B", "shrink A B"),
    Frame("shift A [to the] left by B [(bit|bits|place|places|position|positions)]", "shift left A B"),
    Frame("shift A [to the] right by B [(bit|bits|place|places|position|positions)]", "shift right A B"),
    Frame(f"{_CLAMP} A (between|within|to between|in|into|inside|to) [(the|a)] [(range|interval)] [(from|of|between)] "
          "B (and|to|through) C", "clamp A B C"),
    Frame(f"{_CLAMP} A (between|within|in|into|inside|to) [(the|a)] [(range|interval)] B~", "clamp A B"),
    Frame(f"{_CLAMP} A to at least B and at most C", "clamp A B C"),
    Frame(f"{_CLAMP} A to at most B and at least C", "clamp A C B"),
    Frame("A as [a] positive (number|value|integer)", "absolute A"),
    Frame("A (without|ignoring) (the|its) [(minus|negative)] sign", "absolute A"),
    Frame("count down to B0 (starting|beginning) (at|from|with) A", "count down A"),
    Frame("count (in reverse|backwards|backward|down) from A (to|down to|until) B0", "count down A"),
    Frame("(sum|total) of [the] first A [(natural|positive|counting|whole|positive whole)] (numbers|integers)",
          "sum to A"),
    Frame("how far apart are A and B", "absolute difference A B"),
    Frame("how far [away] is A from B", "absolute difference A B"),
    Frame("distance (from|of) A (to|from) B", "absolute difference A B"),
    Frame(f"what (remains|is left|is left over) (when|if|after) A (is|are) {_TAKEN} from B", "subtract B A"),
    Frame(f"A (is|are) {_TAKEN} from B", "subtract B A"),
    Frame("how (much|many) (do|must|should|would|does) [(i|you|we|one)] [(have to|need to|to)] (take|subtract|remove|"
          "deduct|take away) from A to (get|reach|have|leave|make|be left with) B", "subtract A B"),
    Frame("how (much|many) (do|must|should|would|does) [(i|you|we|one)] [(have to|need to|to)] (add|add on) to A to "
          "(get|reach|have|make) B", "missing addend B A"),
    Frame("round A up", "round up A"),
    Frame("round A down", "round down A"),
    Frame("round up A", "round up A"),
    Frame("round down A", "round down A"),
    Frame("round A to the nearest (whole number|integer)", "round A"),
    Frame("round A to the nearest B", "nearest A B"),
    Frame("round A to B (decimal places|decimals|places|decimal place)", "round A B"),
    Frame("round A", "round A"),
    Frame("(xor|exclusive or) A (with|and) itself", "xor A A"),
    Frame("(xor|exclusive or) A (with|and) B", "xor A B"),
    Frame("(xor|exclusive or) A*", "xor A"),
    Frame("and A with B", "and A B"),
    Frame("or A with B", "or A B"),
    Frame("(and|bitwise and) [the] (numbers|values|bits of) A*", "and A"),
    Frame("(or|bitwise or) [the] (numbers|values|bits of) A*", "or A"),
    Frame("(add|add up|sum|sum up|adding) [from] A through B", "sum of range A B"),
    Frame("how many (bits are set|set bits are|set bits) in A", "population count A"),
    Frame("remainder of A! divided by B", "remainder A B"),
    Frame("remainder (when|if) A is divided by B", "remainder A B"),
    Frame("remainder when [you] (dividing|divide) A by B", "remainder A B"),
    Frame("remainder of (dividing) A by B", "remainder A B"),
    Frame("(integer division|whole division) of A by B", "whole quotient A B"),
    Frame("one over A", "reciprocal A"),
    Frame("(reciprocal|inverse) of A", "reciprocal A"),
    Frame("sum [of] [the] [all] [the] [whole] (numbers|integers) from A (to|through|up to) B", "sum of range A B"),
    Frame("sum from A (to|through|up to) B", "sum of range A B"),
    Frame("A! times as (much|many|big|large|great) as B", "multiply A B"),
    Frame("how many halves (are|are there) in A", "double A"),
    Frame("how many thirds (are|are there) in A", "triple A"),
    Frame("how many quarters (are|are there) in A", "quadruple A"),
    Frame("how many percent is A of B", "percent of A B"),
    Frame("what percent of A is B", "percent of B A"),
    Frame("what percentage of A is B", "percent of B A"),
    Frame("A B0 (bytes|byte)", "fill B A"),
    Frame("which [one] [of] [number] is (less|smaller|lower|smallest|lowest) A*", "minimum A"),
    Frame("which [one] [of] [number] is (greater|larger|bigger|higher|more|largest|biggest|highest) A*", "maximum A"),
    Frame("A is how much (more|greater|larger|bigger|higher) than B", "subtract A B"),
    Frame("A is how much (less|smaller|lower) than B", "subtract B A"),
    Frame("how (many|much) (more|greater|larger|bigger|higher) is A than B", "subtract A B"),
    Frame("how (many|much) (less|fewer|smaller|lower) is A than B", "subtract B A"),
    Frame("(arithmetic shift right|arithmetic right shift|signed right shift|sign preserving right shift) of A by B",
          "shift right signed A B"),
    Frame("how many bits (does|do) A (need|take)", "bit width A"),
    Frame("(if|when) A% of (x|a number|some number|a certain number) is B", "whole of part B A"),
    Frame("A% of (a number|some number|a certain number) is B", "whole of part B A"),
    Frame("what (percent|percentage) is A of B", "percent of A B"),
    Frame("A is (what|how many) (percent|percentage) of B", "percent of A B"),
    Frame("A% of (what|which) [number] is B", "whole of part B A"),
    Frame("A is B% of (what|which) [number]", "whole of part A B"),
    Frame("A as [a] (percent|percentage) of B", "percent of A B"),
    Frame("A out of B (in|as) [a] (percent|percentage)", "percent of A B"),
    Frame("A (in|as) [a] (percent|percentage)", "as percent A"),
    Frame("A after B% off", "before decrease A B"),
    Frame("A% (increase|rise|raise|markup) (on|of|to) B", "increase by part B A"),
    Frame("A% (decrease|drop|reduction|discount) (on|of|to) B", "decrease by part B A"),
    Frame("A after [a] (rise|increase|raise|markup) of B", "add A B"),
    Frame("A after [a] (fall|drop|decrease|reduction|discount) of B", "subtract A B"),
    Frame("A including B% (vat|tax|sales tax)", "before increase A B"),
    Frame("A with B% (vat|tax|sales tax)", "with part A B"),
    Frame("[(i|we|he|she)] paid A after B% off", "before decrease A B"),
    Frame("(tip|tax|commission) of A% on B", "part A B"),
    Frame("percent (change|increase) from A to B", "percent change A B"),
    Frame("percentage (change|increase) from A to B", "percent change A B"),
    Frame("(percent|percentage) (decrease|drop|reduction|fall) from A to B", "percent drop A B"),
    Frame("A is how many times B", "divide A B"),
    Frame("A is B! times (what number|which number|what)", "missing factor A B"),
    Frame("how (many|much) (more|greater|larger|bigger|higher) than A is B", "subtract B A"),
    Frame("how (many|much) (less|fewer|smaller|lower) than A is B", "subtract A B"),
    Frame("are A and B (equal|the same|identical|equal to each other)", "equal A B"),
    Frame("(does|do) A equal B", "equal A B"),
    Frame("(does|do|will|can) A [evenly] divide [evenly] B [evenly]", "divisible B A"),
    Frame("(does|do|will|can) A [evenly] (go|fit) [evenly] into B [evenly]", "divisible B A"),
    Frame("(can|will) A be [evenly] divided [evenly] by B [evenly]", "divisible A B"),
    Frame("is A a (factor|divisor) of B", "divisible B A"),
    Frame("(what number|which number|what|which) plus A (is|equals|makes|gives) B", "missing addend B A"),
    Frame("(what number|which number|what|which) minus A (is|equals|makes|gives) B", "missing minuend B A"),
    Frame("(what number|which number|what|which) times A (is|equals|makes|gives) B", "missing factor B A"),
    Frame("(what number|which number|what|which) divided by A (is|equals|makes|gives) B", "missing dividend B A"),
    Frame("A! plus (what number|which number|what) (is|equals|makes|gives) B", "missing addend B A"),
    Frame("A! minus (what number|which number|what) (is|equals|makes|gives) B", "missing subtrahend A B"),
    Frame("A! times (what number|which number|what) (is|equals|makes|gives) B", "missing factor B A"),
    Frame("A! divided by (what number|which number|what) (is|equals|makes|gives) B", "missing divisor A B"),
    Frame("what (must|should|do you|do i|do we) [be] (add|added) to A to (get|make|give|reach) B", "subtract B A"),
    Frame("what (must|should|do you|do i|do we) [be] (subtract|subtracted|take away|taken away|take|taken) from A to "
          "(get|make|give|reach) B", "subtract A B"),
)
# In a sequel, IT is the value so far: `add 5`, then `divide by 3`.
SEQUELS: tuple[Frame, ...] = (
    Frame("(add|plus) A [(to it|to that|to the result|to this)]", "add IT A"),
    Frame("(subtract|take away|minus|deduct|remove|take off|knock off|drop) A [(from it|from that|from the result|from "
          "this)]", "subtract IT A"),
    Frame("(multiply|multiplied|times) [by] A", "multiply IT A"),
    Frame("(divide|divided) by A", "divide IT A"),
    Frame("(raise|raised) to [the] [power] [of] A", "power IT A"),
    Frame("increase by A", "add IT A"),
    Frame("(decrease|reduce) by A", "subtract IT A"),
    Frame("shift left by A [(bit|bits|place|places)]", "shift left IT A"),
    Frame("shift right by A [(bit|bits|place|places)]", "shift right IT A"),
    Frame("(double|doubled) [(it|that|the result)] [again]", "double IT"),
    Frame("(triple|tripled|treble|trebled) [(it|that|the result)] [again]", "triple IT"),
    Frame("(halve|halved) [(it|that|the result)] [again]", "halve IT"),
    Frame("(square|squared) [(it|that|the result)] [again]", "square IT"),
    Frame("(cube|cubed) [(it|that|the result)] [again]", "cube IT"),
    Frame("(negate|negated) [(it|that|the result)]", "negate IT"),
    Frame("(multiply|multiplied) [it] by itself", "square IT"),
    Frame("add it to itself", "double IT"),
    Frame("(mod|modulo) A", "remainder IT A"),
    Frame("(divided by|over) A", "divide IT A"),
    Frame("(to the power of|raised to the power of) A", "power IT A"),
    Frame("(xor|xor with) A", "xor IT A"),
    Frame("(or with|bitwise or with) A", "or IT A"),
    Frame("bitwise and with A", "and IT A"),
    Frame("left by A [(bit|bits|place|places)]", "shift left IT A"),
    Frame("right by A [(bit|bits|place|places)]", "shift right IT A"),
    Frame("[take] [find] [calculate] [compute] [the] square root", "square root IT"),
    Frame("[take] [find] [calculate] [compute] [the] cube root", "cube root IT"),
    Frame("[take] [find] [calculate] [compute] [the] factorial", "factorial IT"),
    Frame("[take] [find] [calculate] [compute] [the] absolute value", "absolute IT"),
    Frame("round [it]", "round IT"),
    Frame("round [it] up", "round up IT"),
    Frame("round [it] down", "round down IT"),
    Frame("round [it] to the nearest A", "nearest IT A"),
    Frame("round [it] to A (decimal places|decimals|places|decimal place)", "round IT A"),
    Frame("[take] its square root", "square root IT"),
    Frame("[take] its factorial", "factorial IT"),
    Frame("[take] its absolute value", "absolute IT"),
    Frame("[take] its square", "square IT"),
)
# A change by a fraction is by that part of the value, or by that number: the likelier first. So is a price with a tax.
SENSES: dict[str, tuple[str, str]] = {
    "grow": ("increase by part", "add"), "shrink": ("decrease by part", "subtract"),
    "with part": ("increase by part", "before increase"),
}
PREDICATES: dict[str, str] = {
    "prime": "is prime", "a prime": "is prime", "a prime number": "is prime", "even": "is even", "odd": "is odd",
    "an even number": "is even", "an odd number": "is odd", "positive": "is positive", "negative": "is negative",
    "a positive number": "is positive", "a negative number": "is negative", "composite": "is composite",
    "a composite number": "is composite", "a perfect square": "is square", "a square number": "is square",
}
RELATIONS: dict[str, str] = {  # before an operand
    "greater than": "greater", "larger than": "greater", "bigger than": "greater", "more than": "greater",
    "higher than": "greater", "above": "greater", "less than": "less", "smaller than": "less", "lower than": "less",
    "below": "less", "at least": "at least", "at most": "at most", "equal to": "equal", "the same as": "equal",
    "divisible by": "divisible", "a multiple of": "divisible", "evenly divisible by": "divisible",
    "a power of": "power of", "greater than or equal to": "at least", "less than or equal to": "at most",
}
# fmt: on
BEFORE_QUESTION = (
    "is",
    "is it true that",
    "check whether",
    "check if",
    "tell me whether",
    "tell me if",
    "determine whether",
    "determine if",
    "whether",
    "find out whether",
    "find out if",
    "test whether",
    "test if",
)  # fmt: skip
OPENINGS = _phrases(
    "what is, what's, whats, what are, how much is, how many is, calculate, compute, evaluate, calc, work out, "
    "find, solve, please, can you, could you, would you, will you, can u, could u, do, give, give me, tell me, show "
    "me, i want to know, i need to know, i'd like to know, i would like to know, the answer to, the result of, the "
    "value of, answer to, result of, value of, what do you get when you, what do you get if you, what do you have "
    "if you, what do you have when you, what is left if you, what is left when you, what do i get when i, what do i "
    "get if i, what happens if i, what would you get if you, what does, what will be, what would be, what's the "
    "answer to, what is the answer to, hey, hi, hello, ok, okay, so, now, just, kindly, quickly, help me, me, "
    "first, let's, lets, determine, figure out, say, the, output, return, get, quick, well, um, print, display, "
    "what, if you, when you, start with, start at, start from, take, begin with, begin at, starting with, starting "
    "at, starting from, convert, write, express, represent, rewrite, suppose you, given, for me"
)
ENDINGS = _phrases(
    "please, equal, equals, is equal to, is, make, comes to, amounts to, evaluates to, adds up to, for me, thanks, "
    "thank you, now, come to, be, then, give, gives, in total, altogether, what is it, what's the result, what is "
    "the result, what do you get, what do i get, equal to, what's the answer, what is the answer, what is x, what's "
    "x, right, today, exactly, quickly, if you can, result, what is the number, what is that number, find the "
    "number, what's the number, what is the net price, what was the net price, what was the original price, is "
    "what, together, what is that, what's that, what is the total, what's the total"
)
SEQUEL_WORDS = _phrases(
    "and then, then, after that, and after that, afterwards, next, and finally, finally, and, and next, followed "
    "by, and lastly, then finally, after which"
)
PRONOUNS = _phrases(
    "it, that, this, the result, that result, this result, the answer, the outcome, the total, the sum, the "
    "product, the number, the value, that number, that value, the whole thing, the difference, the quotient, "
    "everything, all that, all of that, the whole, them, the rest, what you have, what i have, what you get"
)
DETERMINERS = words_of("the a an all both its")
NOUNS = words_of("number numbers value values integer integers list array")
"""Nouns that add nothing before a number; before other words they do (`integer sqrt of`)."""
KNOWN_UNITS = words_of("dollar dollars euro euros usd eur bucks")
OTHER_OPERATIONS = words_of(
    "nand xnor nor implies cosh sinh tanh acos asin atan nlog modf fmod rotl rotr having"
)
"""Words, mostly names of operations, that look like typing errors of ours."""
NEGATIONS = words_of(
    "not no never without except excluding neither nor unless only but isn't aren't don't doesn't didn't wasn't "
    "can't cannot won't odd composite non none instead ignoring ignore"
)
"""Words that change the meaning; a text is refused if no phrase uses them."""
