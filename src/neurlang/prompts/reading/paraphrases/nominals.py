"""Values by other names: `the combined total of …`, `the result of adding … to …`, `3 lots of …`."""

from __future__ import annotations

from neurlang.prompts.reading.paraphrases.row import Row

_RESULT = (
    "(result|outcome|answer|value|number|figure|amount|total|output|upshot|product|sum|difference|quotient)"
)
_OF = (
    "(of|from|you get when you|you get by|you get if you|you get after|you get from|i get by|i get when i|i get if i|"
    "we get when we|we get by|obtained by|obtained when|obtained from|you obtain by|you obtain when you|resulting from|"
    "that results from|that you get when you|that you get by|that comes from|got by|gotten by|reached by|found by|"
    "produced by|given by|made by|that comes of|one gets by|formed by|when you|if you|after|that is left after)"
)
_WHATEVER = (
    "(what|whatever) (you get|i get|we get|one gets|you have|i have|you obtain|is obtained|results|comes out|comes|"
    "you end up with|remains|is left|you have left|i am left with|you are left with|arises|emerges) "
    "(when you|when i|when we|if you|if i|if we|by|from|after|when|on|upon|after you|after i|once you|of)"
)

_DONE = (
    (
        f"[the] {_RESULT} (when|if|after|once|you get when|you get if|i get when|obtained when|that results when|"
        "that you get when|we get when)"
    ),
    (
        "(what|whatever|how much|what's) (you get|i get|we get|comes out|results|is obtained|emerges|one gets|you have|"
        "is left|remains|left|would be left|would remain|will be left|is left over|would you have|do you have) "
        "(when|if|after|once)"
    ),
)
_LYING = (
    "(a|the|that|which) (number|value|figure|one|result|quantity) [that is|which is|that's|that lies|lying]"
)

# fmt: off
NOMINALS: tuple[Row, ...] = (
    # What is left behind an operation.
    Row("(what|whatever) (remains of|is left of|is left from|remains from) A (after|when|if|once|upon) (removing|"
      "taking|"
      "taking away|subtracting|you remove|you take|you take away|you subtract|i remove|i take|i subtract|losing|you "
      "lose|"
      "deducting|you deduct|giving away|spending|dropping|cutting|cutting off|shaving off|taking off) B $",
      "the difference of {A} and {B}"),
    Row("(what|how much|how many) (would be left|stays|is left|will be left|remains|would remain|is left over|do i "
      "have left|remain|"
      "are left) (from|of|out of) A (after|if|when|once) [i|you|we] (taking out|spending|spend|losing|lose|using|use|"
      "giving away|"
      "give away|removing|remove|taking|take|taking away|take away|subtracting|subtract|paying|pay|dropping|drop) C $",
      "the difference of {A} and {C}"),
    Row("^ (how much|what|how many) (do|does|would|will) A and C (make|come to|add up to|sum to|total|give|amount to|"
      "equal|yield) "
      "[together|in total|altogether|combined|in all] $", "the sum of {A} and {C}"),
    Row("^ (how much|what) (is|are) A and C (together|in total|altogether|combined|added up|in all) $",
      "the sum of {A} and {C}"),
    *(
        row
        for plural in ("squares", "cubes", "square roots", "factorials", "halves", "doubles", "absolute values",
          "lengths")
        for row in (
            Row(f"(add|sum|add up|sum up|total|add together) the {plural} of", f"the sum of the {plural} of"),
            Row(f"multiply the {plural} of", f"the product of the {plural} of"),
            Row(f"^ the {plural} of A (added|added together|added up|summed|summed up|combined|together) $",
              f"the sum of the {plural} of {{A}}"),
            Row(f"^ the {plural} of A (multiplied|multiplied together) $", f"the product of the {plural} of {{A}}"),
        )
    ),
    Row("^ A (multiplied|multiplied together|times each other|all multiplied) $", "the product of {A}"),
    Row("^ is it true that A (is|makes|gives|equals|is the same as|comes to) N $", "is {A} equal to {N}"),
    Row("the negated", "the negation of the"), Row("(letter|letters|character|characters) count (of|in|for)",
      "number of letters in"),
    # Gerunds as values.
    *(
        row
        for head in (f"[the] {_RESULT} {_OF}", _WHATEVER)
        for row in (
            Row(f"{head} (adding|add) A (to|and)", "the sum of {A} and"),
            Row(f"{head} (multiplying|multiply) A (by|and|with)", "the product of {A} and"),
            Row(f"{head} (dividing|divide) A by", "the ratio of {A} and"),
            Row(f"{head} (increasing|raising|increase|raise) A by N", "the sum of {A} and {N}"),
            Row(f"{head} (decreasing|reducing|lowering|decrease|reduce|lower) A by N", "the difference of {A} and {N}"),
            Row(f"{head} (subtracting|taking|removing|deducting|subtract|take|remove) A (away from|from|off) C $",
              "the difference of {C} and {A}"),
            Row(f"^ {head} (subtracting|taking|removing|deducting|subtract|take|remove) N (away from|from|off)",
              "{N} less than"),
            Row(f"{head} (raising|raise) A to the power [of]", "{A} to the power of"),
            Row(f"{head} (squaring|square)", "the square of"), Row(f"{head} (cubing|cube)", "the cube of"),
            Row(f"{head} (doubling|double)", "double"), Row(f"{head} (tripling|triple|trebling|treble)", "triple"),
            Row(f"{head} (halving|halve)", "half of"), Row(f"{head} (quadrupling|quadruple)", "quadruple"),
            Row(f"{head} (negating|negate)", "the negation of"),
            *(
                Row(f"{head} (taking|take|finding|find|computing|compute|calculating) {word}", word)
                for word in ("the", "a", "half", "double", "twice", "triple")
            ),
            Row(f"{head} (rounding|round) up", "the ceiling of"), Row(f"{head} (rounding|round) down", "the floor of"),
        )
    ),
    Row("(what|how much|whatever) (remains|is left|stays) (from|of|out of) A (when|if|once|after) (you|i|we) (take|"
      "remove|subtract) C "
      "(out|away|off|from it) $", "the difference of {A} and {C}"),
    Row("(what|how much|whatever) (remains|is left|stays) (from|of|out of) A (when|if|once|after) C (goes away|is "
      "gone|is lost|"
      "is taken|is removed|is taken away|is taken out|is spent|is used|is subtracted|falls away|is dropped|is cut off|"
      "is given away) $", "the difference of {A} and {C}"),
    # Passives as values.
    *(
        row
        for head in _DONE
        for row in (
            Row(f"{head} A (is|are|gets) (multiplied by|multiplied with) itself", "the square of {A}"),
            Row(f"{head} A (is|are|gets) (multiplied by|multiplied with|scaled by)", "the product of {A} and"),
            Row(f"{head} A (is|are|gets) (divided by)", "the ratio of {A} and"),
            Row(f"{head} A (is|are|gets) (added to|increased by|raised by) N", "the sum of {A} and {N}"),
            Row(f"{head} A (is|are|gets) (added to)", "the sum of {A} and"),
            Row(f"{head} A (is|are|gets) (decreased by|reduced by|lowered by|diminished by) N",
              "the difference of {A} and {N}"),
            Row(f"{head} A (is|are|gets) (subtracted from|taken from|taken away from|removed from|deducted from) C $",
              "the difference of {C} and {A}"),
            Row(f"^ {head} N (is|are|gets) (subtracted from|taken from|taken away from|removed from|deducted from)",
              "{N} less than"),
            Row(f"{head} A (is|are|gets) (squared)", "the square of {A}"), Row(f"{head} A (is|gets) (cubed)",
              "the cube of {A}"),
            Row(f"{head} A (is|are|gets) (doubled)", "double {A}"), Row(f"{head} A (is|gets) (halved)", "half of {A}"),
            Row(f"{head} A (is|are|gets) (tripled|trebled)", "triple {A}"),
            Row(f"{head} A and B (are|get) (added|added together|summed|added up)", "the sum of {A} and {B}"),
            Row(f"{head} A and B (are|get) (multiplied|multiplied together)", "the product of {A} and {B}"),
        )
    ),
    *(
        row
        for word in ("the", "a", "twice", "half", "double", "triple", "thrice")
        for row in (
            Row(f"^ (add|tack on|join on) to A {word} C $", f"add {word} {{C}} to {{A}}"),
            Row(f"^ (subtract|take|take away|deduct|remove) from A {word} C $", f"subtract {word} {{C}} from {{A}}"),
            Row(f"^ (divide) by A {word} C $", f"divide {word} {{C}} by {{A}}"),
            Row(f"^ (multiply) by A {word} C $", f"multiply {word} {{C}} by {{A}}"),
        )
    ),
    Row("(what|whatever) A and C (make|give|add up to|sum to|come to|total|add to|equal|sum up to) [together|in total]",
      "the sum of {A} and {C}"),
    Row("[the] (answer|solution) to", ""), Row("the value of", ""), Row("(everything|all) from", "the numbers from"),
    # Names of sums, products and parts.
    Row("[the] (number|count|amount) of times [that] A (goes into|fits into|fits in|goes in|can be taken from|"
      "divides into|"
      "is contained in) B $", "the integer quotient of {B} and {A}"),
    Row("[the] (percentage|percent|share in percent) that A is of B $", "what percent of {B} is {A}"),
    Row("[the] (percentage|percent) of A that B is $", "what percent of {A} is {B}"),
    Row("(number|count|amount) of (bits set|ones|one bits|bits that are set|bits that are on|1 bits|set ones) (in|of)",
      "number of set bits in"),
    Row("the (bits set|ones|one bits|bits that are set|bits that are on|1 bits) (in|of)", "the number of set bits in"),
    Row("of (the list|the array|the numbers in|the values in|the elements in|the elements of|the list of numbers|"
      "the following list|the set|list|array|the items in|everything in|all of|all numbers in|all the numbers in)",
        "of"),
    Row("(combined|joint|aggregate|cumulative|overall|collective|complete|entire) (total|value|sum|amount|worth) of",
      "sum of"),
    Row("(combined|joint|total|overall) (length|lengths) of", "sum of the lengths of"),
    Row("(tally|aggregate|totality|combination|sum total|addition|total sum) of", "sum of"),
    Row("(multiplication|multiple) of A and", "product of {A} and"), Row("(subtraction) of A from B $",
                                                                 "difference of {B} and {A}"),
    Row("(division) of A by", "ratio of {A} and"),
    *(
        Row(f"the {word} {noun}", f"{said} the {noun}")
        for word, said in (("squared", "the square of"), ("cubed", "the cube of"), ("doubled", "double"),
                           ("halved", "half of"), ("tripled", "triple"))
        for noun in ("sum", "total", "difference", "product", "quotient", "remainder", "average", "ratio", "gcd", "lcm",
                     "length", "mean")
    ),
    Row("(the|a|take) root of", "the square root of"), Row("(second power) of", "square of"), Row("(third power) of",
      "cube of"),
    Row("(reciprocal|multiplicative inverse) of", "ratio of 1 and"),
    Row("N (lots of|sets of|copies of|helpings of|multiples of|times the size of|times the value of|times the amount "
      "of|"
      "times as much as|times as many as|times as large as|times as big as|times as great as|times what|times whatever|"
      "instances of|batches of|fold)", "{N} times"),
    *(
        row
        for words, said, operation in (
            ("(greater|larger|bigger|higher|more|above|over) [than|from]", "more", "sum"),
            ("(smaller|lower|less|below|under|fewer) [than|from]", "less", "difference"),
        )
        for head in (_LYING,)
        for row in (
            Row(f"{head} N {words} C $", f"the {operation} of {{C}} and {{N}}"),
            Row(f"^ {head} N {words}", f"{{N}} {said} than"),
        )
    ),
    Row("^ N (greater|larger|bigger|higher) than", "{N} more than"), Row("^ N (smaller|lower|fewer) than",
      "{N} less than"),
    Row("[the|a] (number|value|figure|quantity) (that is|which is|that's|that equals|equal to|given by)", ""),
    Row("^ N (above|beyond|up from)", "{N} more than"), Row("^ N (below|short of|shy of|down from|beneath)",
      "{N} less than"),
    Row("(half as much|half as many|half as large|half as big) as", "half of"),
    Row("(midpoint|halfway point|middle|centre|center|mean value|average value|arithmetic average) (of|between)",
      "average of"),
    Row("^ what (lies|is|sits|falls) (midway|halfway|in the middle|exactly between|exactly halfway|exactly midway) "
      "between",
      "the average of"),
    Row("^ what (do|does) A average [out] to $", "the average of {A}"), Row("average out", "the average of"),
    Row("[the] (midway|halfway) between", "the average of"), Row("halfway between", "the average of"),
    Row("^ (what|which) (number|value) (is|lies|sits|stands) N (above|more than|greater than|larger than|over|higher "
      "than)",
      "{N} more than"),
    Row("^ (what|which) (number|value) (is|lies|sits|stands) N (below|less than|smaller than|under|lower than|fewer "
      "than)",
      "{N} less than"),
    *(
        Row(f"^ (what|which) (number|value) is {word} [as] [big as|large as|great as|much as|the size of]",
          f"{word}{of}")
        for word, of in (("twice", ""), ("double", ""), ("half", " of"), ("triple", ""), ("thrice", ""))
    ),
    Row("^ what (is formed by|is made by|is produced by|arises from|comes from|is found by|is given by|is got by)", ""),
    Row("a score", "20"), Row("half a score", "10"), Row("half a hundred", "50"), Row("half a thousand", "500"), Row(
      "a gross", "144"),
    Row("(half a million)", "500000"), Row("a couple of dozen", "24"), Row("a baker's dozen", "13"), Row("N score",
      "({N} * 20)"),
    Row("N gross", "({N} * 144)"), Row("(mean|average) between", "average of"),
    Row("(largest|biggest|greatest|highest) number (that divides|dividing|which divides) (both|both of)",
      "greatest common divisor of"),
    Row("(smallest|least|lowest) number (divisible by|that is divisible by|which is divisible by|that is a multiple "
      "of) both",
      "least common multiple of"),
    Row("(greatest|largest|highest|biggest) (shared|mutual|joint) (divisor|factor) (of|between|for)",
      "greatest common divisor of"),
    Row("(greatest|largest|highest|biggest) common (divisor|factor|denominator) (between|for|shared by|that)",
      "greatest common divisor of"),
    Row("(least|lowest|smallest) common (multiple|denominator) (between|for|shared by)", "least common multiple of"),
    Row("(common divisor|common factor) (of)", "common divisor of"),
    Row("(how many letters are in|how many letters are there in|how many letters does|how many characters are there in|"
      "how many characters does|the count of letters in|the letter count of|the character count of|the letter count in|"
      "the character count in|the amount of letters in|the amount of characters in|the count of characters in|"
      "the size of the word|the size of the string|the size of the text|how many letters there are in|"
      "how many characters there are in|how many symbols are in|the number of symbols in|the total letters in)",
      "the number of letters in"),
    Row("(how long is|how long the|the length of) (the word|the string|the text|word|string|text|the name|the phrase)",
      "the length of"),
    Row("the number of (letters|characters) A has [in it] $", "the number of letters in {A}"),
)
PASSIVES: tuple[Row, ...] = (
    Row("^ [let] A and B (are|be|get) (added|added together|summed|added up)", "the sum of {A} and {B}"),
    Row("^ [let] A and B (are|be|get) (multiplied|multiplied together)", "the product of {A} and {B}"),
    *(
        Row(f"^ {before} C (is|are|gets|be|was) [first] {done}", f"{{C}} {done}")
        for before in ("let", "", "(if|when|suppose|imagine|say|given that|suppose that|once|after)")
        for done in ("doubled", "tripled", "halved", "squared", "cubed", "multiplied by", "divided by", "increased by",
                     "decreased by", "reduced by", "added to", "subtracted from", "raised to", "taken from",
                       "lowered by")
    ),
)
# fmt: on
