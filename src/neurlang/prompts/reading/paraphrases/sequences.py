"""What follows a value: `…, throw in 6`, `… and halve what you get`, `… and add 8 to the quotient`."""

from __future__ import annotations

from neurlang.prompts.reading.paraphrases.row import Row

_LINK = "(and|then|,|;|.|and then|, then|, and|, and then|. then|afterwards|next|finally|and finally)"

_IT = (
    "(the result|it|that|the sum|the product|the total|this|the outcome|the difference|the quotient|the answer|which|"
    "the remainder|the number|the value|that result|this result|the whole|everything|all of that|the whole thing)"
)
_IS = "(is then|gets|is|are|was|is next|is finally|then gets|is now|is subsequently|is afterwards)"
_TRUTHS = (
    "prime",
    "even",
    "odd",
    "a perfect square",
    "divisible",
    "a multiple",
    "a power",
    "positive",
    "negative",
    "more",
    "less",
    "greater",
    "equal",
    "at least",
    "at most",
    "bigger",
    "smaller",
    "larger",
)
_PARTS = (
    ("(half|a half|one half)", ", halve it"),
    ("(a quarter|one quarter|a fourth)", ", decrease it by 25%"),
    ("(a fifth|one fifth)", ", decrease it by 20%"),
    ("(a tenth|one tenth)", ", decrease it by 10%"),
    ("(a third|one third)", ", multiply it by 2, divide it by 3"),
)

# fmt: off
SEQUENCES: tuple[Row, ...] = (
    *(
        Row(f"{_LINK} {_IT} {_IS} {done}", f", {do}")
        for done, do in (
            ("(multiplied by|scaled by)", "multiply it by"), ("(divided by|split by)", "divide it by"),
            ("(increased by|raised by|incremented by|boosted by|augmented by)", "increase it by"),
            ("(decreased by|reduced by|lowered by|diminished by|lessened by|decremented by|cut by)", "decrease it by"),
            ("(raised to)", "raise it to"), ("(doubled)", "double it"), ("(tripled|trebled)", "triple it"),
            ("(halved|cut in half)", "halve it"), ("(squared|multiplied by itself)", "square it"), ("(cubed)",
              "cube it"),
            ("(negated)", "negate it"), ("(rounded down)", "round it down"), ("(rounded up)", "round it up"),
            ("(rounded)", "round it"), ("(quadrupled)", "multiply it by 4"),
        )
    ),
    Row(f"{_LINK} (from which|from this|from that|from it|from the result) N (is|are|gets) (taken|subtracted|removed|"
      f"deducted|"
      "taken away)", ", subtract {N}"),
    Row(f"{_LINK} (to which|to this|to that|to it|to the result) N (is|are|gets) (added|tacked on)", ", add {N}"),
    Row(f"{_LINK} N (is|are|gets) [then] (taken|subtracted|removed|deducted|taken away|taken off|knocked off) [from it|"
      "from the result|from that|from this|from the product|from the sum|from the total|away|from the outcome]",
      ", subtract {N}"),
    Row(f"{_LINK} N (is|are|gets) [then] (added|tacked on) [to it|to the result|to that|to this|to the product|to "
      f"the sum|"
      "to the total|to the outcome|on]", ", add {N}"),
    Row("^ (given|take|with|for|having|from) A and C, (multiply) (them|both|the two|these|them both|the two together)",
      "multiply {A} and {C}"),
    Row("^ (given|take|with|for|having|from) A and C, (add|sum|add up) (them|both|the two|these|them both|the two "
      "together|"
      "them up|them together)", "add {A} and {C}"),
    Row("multiply A and C together", "multiply {A} and {C}"), Row("add A and C together", "add {A} and {C}"),
    Row(f"{_LINK} (take|knock|lop|shave|chop|cut) N (off|away|out)", ", subtract {N}"),
    Row(f"{_LINK} (take|find|get|compute|calculate|keep|give|then|what is) Q of (it|that|the result|this|the total|"
      f"the sum|"
      "the product)", ", multiply it by {N}, divide it by 100"),
    *(Row(f", is {_IT} {truth}", f", is it {truth}") for truth in _TRUTHS),
    Row("raise N to (that power|this power|the resulting power)", "raise {N} to the power of it"),
    Row(f"{_LINK} (taken twice|taken two times)", ", double it"), Row(f"{_LINK} (taken three times|taken thrice)",
      ", triple it"),
    Row(f"{_LINK} how (much|many|far) (more|above|over|greater|larger) [than] C (is that|is it) $", ", subtract {C}"),
    Row(f"{_LINK} how (much|many) (more|further) [than that] (is needed|do i need|do you need) to (reach|get to|"
      f"make) C $",
      ", subtract it from {C}"),
    Row(f"{_LINK} N (subtracted|removed|taken off|taken away|deducted|knocked off)", ", subtract {N}"),
    Row(f"{_LINK} N (added|tacked on|added on)", ", add {N}"),
    Row(f"{_LINK} (find|see|tell me|compute|give|state|keep|take|get) (what remains|what is left|what is left over|"
      f"the remainder|"
      "the rest) (after|when|on|upon) (dividing|division|divided|you divide|dividing it) by", ", mod"),
    Row(f"{_LINK} N [more] (is|are) (added|tacked on)", ", add {N}"),
    *(
        Row(f"{_LINK} (take away|knock off|take off|lose|remove|cut|cut off|shave off|drop|give away|chop off|trim off|"
          f"slice off|strip off) {part} [of it|off|of that]", said)
        for part, said in _PARTS
    ),
    Row(", (all|the whole|the whole thing|the lot|all of it|all of this|altogether) (squared)", ", square it"),
    Row(", (all|the whole|the whole thing|the lot|all of it|all of this|altogether) (doubled)", ", double it"),
    Row(", (all|the whole|the whole thing|the lot|all of it|all of this|altogether) (halved)", ", halve it"),
    Row(", (all|the whole|the whole thing|the lot|all of it|all of this|altogether) (cubed)", ", cube it"),
    Row(", (all|the whole|the whole thing|the lot|all of it|all of this|altogether) (tripled)", ", triple it"),
    Row(", (all|the whole|the whole thing|the lot|all of it|all of this|altogether) (times|multiplied by)",
      ", multiply it by"),
    Row(", (all|the whole|the whole thing|the lot|all of it|all of this|altogether) (divided by|over)",
      ", divide it by"),
    Row(", (all|the whole|the whole thing|the lot|all of it|all of this|altogether) (plus)", ", add"),
    Row(", (all|the whole|the whole thing|the lot|all of it|all of this|altogether) (minus|less)", ", subtract"),
    Row("(what you get|what you've got|what you have|what i have|what i've got|what i get|what we get|what we have|"
      "what you got|what is left|what's left|what remains|what is left over|what's left over|the remaining number|"
      "the remaining amount|the leftover|the leftovers|what you end up with|what i end up with|what comes out|"
      "what results|the resulting number|the resulting value|the resulting sum|the resulting figure|the new number|"
      "the new value|the new total|the new result|the number you get|the number you got|the number obtained|"
      "the value obtained|whatever you get|whatever comes out|whatever results|whatever is left|whatever remains|"
      "whatever you have|whatever that is|this number|this value|this outcome|this total|this sum|this answer|"
      "this product|this difference|that outcome|that total|that sum|that product|that difference|that quotient|"
      "that answer|that figure|that amount|the lot|the whole lot|the entire thing|the final value|your result|"
      "your answer|your total|the running total|the amount you have|the previous result|the last result|"
      "the intermediate result|the outcome so far|the result so far|the total so far|the resulting amount|"
      "the resulting quotient|the resulting product|the resulting difference|the resulting total) !", "it"),
    Row(f"{_LINK} (lose|drop|shed|ditch|forfeit|give up|give away|knock off|shave off|chop off|lop off|scrape off|"
      "trim off|trim away|cut|cut off|dock|strip off|strip away|peel off|take off|take out|throw away|toss|discard|"
      "spend|hand over|knock down|leave off|leave out|go down|go down by|come down by|drop by|lower by|lower it by|"
      "drop it by|shrink by|take away|remove|lessen it by|cut it by|bring it down by|reduce it by|decrease it by|"
      "knock away|toss out|throw out|slice off|subtract another|take away another|take another) N", ", subtract {N}"),
    Row(f"{_LINK} (tack on|tag on|throw in|toss in|pile on|add on|slap on|gain|chuck in|put on|stick on|"
      "bring in|include|go up|go up by|climb by|rise by|bump it up by|raise it by|boost it by|push it up by|increase "
      "it by|"
      "add another|then another|plus another|add in|count in|top it up by|top up by|put in|add a further|add an extra|"
      "put back|bump up by|go up another|pour in|mix in|drop in) N", ", add {N}"),
    Row(f"{_LINK} (scale it by|scale up by|multiply up by|multiply all by|multiply all of that by|blow it up by|"
      "multiply everything by|multiply the lot by) N", ", multiply it by {N}"),
    Row(f"{_LINK} (split it into|share it among|split it among|divide it among|cut it into|share it between|"
      "split it between|divide it between|divide it into|divide all by|divide everything by|share that among|"
      "break it into) N [equal parts|parts|equal shares|people|friends|ways|pieces|shares|equal pieces]",
      ", divide it by {N}"),
    Row(f"{_LINK} (quarter it|quarter the sum|quarter the total|quarter the result|quarter that|take a quarter of it|"
      f"take one fourth of it)", ", divide it by 4"),
    Row(f"{_LINK} (cut it in half|cut that in half|split it in half|cut in half|split in half|divide it in half|"
      "divide it in two|cut it in two|split it in two|take half|take half of it|keep half|keep half of it|"
      "leave half of it|find half of it|find half|take one half of it|get half of it)", ", halve it"),
    *(
        Row(f"{_LINK} (take|find|get|keep|compute|calculate|then) {part} of it", said)
        for part, said in (
            ("(a third|one third)", ", divide it by 3"), ("(a quarter|one quarter|a fourth)", ", divide it by 4"),
            ("(a fifth|one fifth)", ", divide it by 5"), ("(a tenth|one tenth)", ", divide it by 10"),
            ("(two thirds)", ", multiply it by 2, divide it by 3"),
            ("(three quarters)", ", multiply it by 3, divide it by 4"),
        )
    ),
    Row(f"{_LINK} (find|see|tell me|compute|calculate|state|work out|say) what (percent|percentage) of C it is $",
      ", multiply it by 100, divide it by {C}"),
    Row(f"{_LINK} (double up|double it up|double that again|double once more|double it once more)", ", double it"),
    Row(f"{_LINK} (quadruple it|quadruple)", ", multiply it by 4"), Row(f"{_LINK} (quintuple it|quintuple)",
                                                                   ", multiply it by 5"),
    Row(f"{_LINK} (square root it|root it|take its root|find its root|find its square root|take its square root|"
      "get its square root|compute its square root|get the root|take the root|take the root of it)",
      ", take the square root of it"),
    Row(f"{_LINK} (take|find|get|compute|calculate|work out|give|determine) its", ", take its"),
    Row(f"{_LINK} (flip its sign|change its sign|negate it|flip the sign|reverse the sign|switch the sign|change the "
      f"sign)",
      ", negate it"),
    Row(f"{_LINK} (find|see|get|compute|calculate|work out|determine|give|tell me) what it is (modulo|mod)", ", mod"),
    *(
        Row(f"{word} the (sum|product|difference|quotient|total|remainder|outcome|ratio|square|cube|count|length|"
          f"average) {behind}",
          f"{word} it {behind}".strip(" $"))
        for word in ("of", "to", "from", "by", "with", "subtract", "multiply", "divide", "add", "take", "raise",
          "round",
                     "reduce", "increase", "is")
        for behind in ("by", "to", "from", "$", "prime", "even", "odd", "up", "down", "with", "and")
    ),
    *(
        Row(f"{word} the (sum|product|difference|quotient|total|remainder|outcome|ratio|square|cube|count|length|"
          f"average) {behind}",
          f"{word} it {behind}".strip(" $"))
        for word in ("halve", "double", "square", "triple", "cube", "negate")
        for behind in ("and", "then", "$")
    ),
)
# fmt: on
