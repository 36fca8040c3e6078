"""What stands behind a value and changes it: `… boosted by 3`, `… with 20 taken away`, `…, capped at 30`."""

from __future__ import annotations

from neurlang.prompts.reading.paraphrases.row import Row

_LESS = (
    "(trimmed by|slashed by|cut by|chopped by|docked by|whittled down by|brought down by|knocked down by|cut down by|"
    "marked down by|scaled back by|shaved by|pared by|pared down by|pruned by|curtailed by|dropped by|clipped by|"
    "lowered by|"
    "lessened by|shrunk by|docked|deflated by|taken down by|pulled down by|pushed down by|depleted by|robbed of|"
    "short of)"
)
_MORE = (
    "(boosted by|upped by|topped up by|topped up with|bumped up by|bumped by|pushed up by|brought up by|marked up by|"
    "raised by|"
    "lifted by|enlarged by|extended by|augmented by|augmented with|supplemented by|supplemented with|swollen by|"
    "grown by|"
    "inflated by|expanded by|incremented by|jacked up by|nudged up by|heightened by|enriched by|tacked onto|piled onto|"
    "stacked on|joined with|joined to|combined with|coupled with|along with)"
)
_AWAY = (
    "(taken away|removed|taken off|subtracted|taken out|deducted|knocked off|cut off|dropped|shaved off|chopped off|"
    "lopped off|"
    "thrown away|trimmed off|stripped off|gone|missing|taken|struck off|carved off|docked|lost|less)"
)
_ON = (
    "(added|added on|tacked on|thrown in|added to it|piled on|on top|put on top|added in|joined on|more|extra|"
    "added on top|put in)"
)
_WHEN = "(after|once|when|if)"
_CEILING = (
    "(at most|no more than|not more than|never more than|not above|never above|capped at|limited to|cut off "
    "at|maxed out at)"
)
_FLOOR = "(at least|no less than|not less than|never less than|not below|never below|floored at)"

# fmt: off
MODIFIERS: tuple[Row, ...] = (
    Row(f"{_LESS} (half|a half)", ", halve it"),
    Row(_LESS, "decreased by"),
    Row(_MORE, "increased by"),
    Row("[and|but|then] (with|and) C (removed from it|taken from it|taken off it)", ", subtract {C}"),
    Row(f"[,] [but] (with|having) C {_AWAY}", ", subtract {C}"),
    Row(f"[,] [but] (with|having) C {_ON}", ", add {C}"),
    Row(f"[,] {_WHEN} (adding|you add|i add|we add|adding on|adding in) C $", ", add {C}"),
    Row(f"[,] {_WHEN} (taking away|subtracting|removing|you take away|you subtract|you remove|i subtract|i remove|i "
      f"take away|"
      "taking off|losing|deducting|dropping|you take out|taking out|we subtract|we remove|knocking off) C $",
      ", subtract {C}"),
    Row(f"[,] {_WHEN} C (is|are|gets|has been) {_AWAY} $", ", subtract {C}"),
    Row(f"[,] {_WHEN} C (is|are|gets|has been) {_ON} $", ", add {C}"),
    Row("[,] after (a reduction|a decrease|a drop|a cut|a loss) of C $", ", subtract {C}"),
    Row("[,] after (an increase|a rise|a raise|a gain|an addition) of C $", ", add {C}"),
    Row("^ A (split|shared|divided|cut) N ways", "{A} divided by {N}"),
    Row("^ (split|share|divide|cut) A N ways", "divide {A} by {N}"),
    Row("(split|shared|divided up|distributed|parcelled out|portioned out|handed out|dealt out|divvied up|carved up) "
      "[equally|"
      "evenly|fairly] (among|between|amongst|by|into|over|across|in) N [people|friends|ways|parts|equal parts|kids|"
      "shares|"
      "pieces|groups|equal groups|equal shares|equal pieces|children|players|persons]", "divided by {N}"),
    Row("(divided|shared) (equally|evenly|fairly|out) (among|between|amongst|by|into|over|across)", "divided by"),
    Row("[,] (cut in half|split in half|chopped in half|sliced in half|divided in half|divided in two|cut in two|"
      "split in two)",
      ", halve it"),
    Row("cap A (at|to) C $", "the smaller of {A} and {C}"),
    Row("(limit|restrict|cut off) A (to at most|to no more than|at) C $", "the smaller of {A} and {C}"),
    Row(f"^ A, [but] {_CEILING} C $", "the smaller of {A} and {C}"),
    Row(f"^ A, [but] {_FLOOR} C $", "the larger of {A} and {C}"),
    Row("^ A (capped at|limited to|maxed out at|but at most|but no more than) C $", "the smaller of {A} and {C}"),
    Row("^ A (floored at|but at least|but no less than) C $", "the larger of {A} and {C}"),
    Row("(but|and yet|only) (subtract|add|multiply|divide|double|halve|square|triple|then)", "then"),
    Row("[,] (taken twice|taken two times)", ", double it"),
    Row("(cut|reduced|lowered|slashed|trimmed) to (half|a half)", "halved"),
    Row("twice over", "doubled"), Row("[,] (thrice over|three times over)", ", triple it"),
    Row("^ N times over", "{N} times"),
    Row("(twofold)", "twice"), Row("threefold", "3 times"), Row("fourfold", "4 times"), Row("fivefold", "5 times"),
    Row("tenfold", "10 times"),
    # Equations with one unknown.
    Row("^ (what|which) [number|value] (squared|times itself|multiplied by itself) (is|makes|gives|equals|yields|"
      "comes to) C $",
      "the square root of {C}"),
    Row("^ (what|which) (number|value) (has|with) a square of C $", "the square root of {C}"),
    Row("^ (what|which) [number|value] cubed (is|makes|gives|equals|yields) C $", "the cube root of {C}"),
    Row("^ (twice|double) (what|which) [number|value] (is|makes|gives|equals|yields) C $", "half of {C}"),
    Row("^ half of (what|which) [number|value] (is|makes|gives|equals|yields) C $", "double {C}"),
    Row("^ (three times|triple|thrice) (what|which) [number|value] (is|makes|gives|equals|yields) C $",
      "{C} divided by 3"),
    Row("^ a third of (what|which) [number|value] (is|makes|gives|equals|yields) C $", "triple {C}"),
    Row("^ (what|which) [number|value] (doubled) (is|makes|gives|equals|yields) C $", "half of {C}"),
    Row("^ (what|which) [number|value] (halved) (is|makes|gives|equals|yields) C $", "double {C}"),
    # Questions with yes or no.
    Row("^ (is it the case that|is it so that|is it right that|is it correct that|would you say that|would you say|"
      "can it be "
      "said that|true or false|true or not|yes or no|is the statement true that|i wonder whether|i wonder if|do you "
      "think) "
      "[:|,|that] A is", "is {A}"),
    *(
        Row(f"^ A is {kind} [,] (right|true or false|is that right|correct|yes or no|isn't it|true|is that true|is "
          f"that correct) $",
          f"is {{A}} {kind}")
        for kind in ("prime", "even", "odd", "a prime", "a prime number", "an even number", "an odd number",
                     "a perfect square", "composite")
    ),
    Row("^ (can|could|may) A be (split|divided|shared|distributed|parted|cut) (evenly|equally|fairly|exactly|cleanly|"
      "into|by) "
      "[into|by|among|between|in] C [equal parts|parts|ways|people|groups] $", "is {A} divisible by {C}"),
    Row("^ (can|could|may) A be (halved|split in half|cut in half) [evenly|exactly] $", "is {A} even"),
    *(
        Row(f"^ (would|could|will|might) A be {kind}", f"is {{A}} {kind}")
        for kind in ("greater", "larger", "bigger", "more", "less", "smaller", "lower", "higher", "prime", "even",
          "odd",
                     "divisible", "equal", "a prime", "at least", "at most", "a perfect", "a multiple", "above",
                       "below")
    ),
    Row("^ (would|will|could) A (exceed|beat|surpass|top|be above|be over) C $", "is {A} greater than {C}"),
    Row("^ (check|test) A for (primality|being prime) $", "is {A} prime"),
    Row("^ (check|test) A for (evenness|being even) $", "is {A} even"),
    Row("^ (does|do|would|will) A (happen to be|turn out to be|count as|qualify as|make|end up)", "is {A}"),
    Row("^ (does|do|will|would) C (go evenly|divide evenly|fit evenly|go exactly|go cleanly) into A $",
      "is {A} divisible by {C}"),
    Row("^ (does|do|would|will) A leave (no remainder|nothing over|nothing) (when|if) [it is] divided by C $",
      "is {A} divisible by {C}"),
    # Headings and questions of size.
    Row("^ sum (:) A $", "the sum of {A}"), Row("^ product (:) A $", "the product of {A}"),
    Row("^ difference (:) A $", "the difference of {A}"), Row("^ average (:) A $", "the average of {A}"),
    Row("^ (how big|how large|how great|how much|how high|what size) (is|are|would be|was) A $", "{A}"),
    Row("^ how (big|large|great|high) A (is|are)", "{A}"),
    Row("^ (what|which) [value|number] (has|does) A (have|hold|take) $", "{A}"),
    Row("^ (answer|result|total|value|question|problem|task|exercise|compute|calculate|sum|please) (:|=)", ""),
    Row("(add|sum|total) [up|together|all] (everything|all numbers|all the numbers|all integers|the numbers|each "
      "number|"
      "every number|all whole numbers|every integer) from", "the sum of the numbers from"),
    Row("(how many) (1s|ones|1 bits|bits) [are|are there] (in the binary for|in the binary of|in binary for|are set "
      "in|are on "
      "in|are lit in|are high in|on in|in the binary form of|in the bits of)", "the number of set bits in"),
    Row("^ how many bits (does|do|would) A have (set|on|turned on|lit) $", "the number of set bits in {A}"),
    Row("number of (on|lit|high|active|turned on) bits (in|of)", "number of set bits in"),
)
# fmt: on
