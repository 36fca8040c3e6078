"""What stands behind a value and changes it: `… boosted by 3`, `… with 20 taken away`, `…, capped at 30`."""

from __future__ import annotations

from neurlang.prompts.reading.paraphrases.row import Paraphrase as P

_LESS = (
    "(trimmed by|slashed by|cut by|chopped by|docked by|whittled down by|brought down by|knocked down by|cut down by|"
    "marked down by|scaled back by|shaved by|pared by|pared down by|pruned by|curtailed by|dropped by|clipped by|lowered by|"
    "lessened by|shrunk by|docked|deflated by|taken down by|pulled down by|pushed down by|depleted by|robbed of|short of)"
)
_MORE = (
    "(boosted by|upped by|topped up by|topped up with|bumped up by|bumped by|pushed up by|brought up by|marked up by|raised by|"
    "lifted by|enlarged by|extended by|augmented by|augmented with|supplemented by|supplemented with|swollen by|grown by|"
    "inflated by|expanded by|incremented by|jacked up by|nudged up by|heightened by|enriched by|tacked onto|piled onto|"
    "stacked on|joined with|joined to|combined with|coupled with|along with)"
)
_AWAY = (
    "(taken away|removed|taken off|subtracted|taken out|deducted|knocked off|cut off|dropped|shaved off|chopped off|lopped off|"
    "thrown away|trimmed off|stripped off|gone|missing|taken|struck off|carved off|docked|lost|less)"
)
_ON = "(added|added on|tacked on|thrown in|added to it|piled on|on top|put on top|added in|joined on|more|extra|added on top|put in)"
_WHEN = "(after|once|when|if)"
_CEILING = "(at most|no more than|not more than|never more than|not above|never above|capped at|limited to|cut off at|maxed out at)"
_FLOOR = "(at least|no less than|not less than|never less than|not below|never below|floored at)"

# fmt: off
MODIFIERS: tuple[P, ...] = (
    P(f"{_LESS} (half|a half)", ", halve it"),
    P(_LESS, "decreased by"),
    P(_MORE, "increased by"),
    P("[and|but|then] (with|and) C (removed from it|taken from it|taken off it)", ", subtract {C}"),
    P(f"[,] [but] (with|having) C {_AWAY}", ", subtract {C}"),
    P(f"[,] [but] (with|having) C {_ON}", ", add {C}"),
    P(f"[,] {_WHEN} (adding|you add|i add|we add|adding on|adding in) C $", ", add {C}"),
    P(f"[,] {_WHEN} (taking away|subtracting|removing|you take away|you subtract|you remove|i subtract|i remove|i take away|"
      "taking off|losing|deducting|dropping|you take out|taking out|we subtract|we remove|knocking off) C $",
      ", subtract {C}"),
    P(f"[,] {_WHEN} C (is|are|gets|has been) {_AWAY} $", ", subtract {C}"),
    P(f"[,] {_WHEN} C (is|are|gets|has been) {_ON} $", ", add {C}"),
    P("[,] after (a reduction|a decrease|a drop|a cut|a loss) of C $", ", subtract {C}"),
    P("[,] after (an increase|a rise|a raise|a gain|an addition) of C $", ", add {C}"),
    P("^ A (split|shared|divided|cut) N ways", "{A} divided by {N}"),
    P("^ (split|share|divide|cut) A N ways", "divide {A} by {N}"),
    P("(split|shared|divided up|distributed|parcelled out|portioned out|handed out|dealt out|divvied up|carved up) [equally|"
      "evenly|fairly] (among|between|amongst|by|into|over|across|in) N [people|friends|ways|parts|equal parts|kids|shares|"
      "pieces|groups|equal groups|equal shares|equal pieces|children|players|persons]", "divided by {N}"),
    P("(divided|shared) (equally|evenly|fairly|out) (among|between|amongst|by|into|over|across)", "divided by"),
    P("[,] (cut in half|split in half|chopped in half|sliced in half|divided in half|divided in two|cut in two|split in two)",
      ", halve it"),
    P("cap A (at|to) C $", "the smaller of {A} and {C}"),
    P("(limit|restrict|cut off) A (to at most|to no more than|at) C $", "the smaller of {A} and {C}"),
    P(f"^ A, [but] {_CEILING} C $", "the smaller of {A} and {C}"),
    P(f"^ A, [but] {_FLOOR} C $", "the larger of {A} and {C}"),
    P("^ A (capped at|limited to|maxed out at|but at most|but no more than) C $", "the smaller of {A} and {C}"),
    P("^ A (floored at|but at least|but no less than) C $", "the larger of {A} and {C}"),
    P("(but|and yet|only) (subtract|add|multiply|divide|double|halve|square|triple|then)", "then"),
    P("[,] (taken twice|taken two times)", ", double it"),
    P("(cut|reduced|lowered|slashed|trimmed) to (half|a half)", "halved"),
    P("twice over", "doubled"), P("[,] (thrice over|three times over)", ", triple it"),
    P("^ N times over", "{N} times"),
    P("(twofold)", "twice"), P("threefold", "3 times"), P("fourfold", "4 times"), P("fivefold", "5 times"),
    P("tenfold", "10 times"),
    # Equations with one unknown.
    P("^ (what|which) [number|value] (squared|times itself|multiplied by itself) (is|makes|gives|equals|yields|comes to) C $",
      "the square root of {C}"),
    P("^ (what|which) (number|value) (has|with) a square of C $", "the square root of {C}"),
    P("^ (what|which) [number|value] cubed (is|makes|gives|equals|yields) C $", "the cube root of {C}"),
    P("^ (twice|double) (what|which) [number|value] (is|makes|gives|equals|yields) C $", "half of {C}"),
    P("^ half of (what|which) [number|value] (is|makes|gives|equals|yields) C $", "double {C}"),
    P("^ (three times|triple|thrice) (what|which) [number|value] (is|makes|gives|equals|yields) C $", "{C} divided by 3"),
    P("^ a third of (what|which) [number|value] (is|makes|gives|equals|yields) C $", "triple {C}"),
    P("^ (what|which) [number|value] (doubled) (is|makes|gives|equals|yields) C $", "half of {C}"),
    P("^ (what|which) [number|value] (halved) (is|makes|gives|equals|yields) C $", "double {C}"),
    # Questions with yes or no.
    P("^ (is it the case that|is it so that|is it right that|is it correct that|would you say that|would you say|can it be "
      "said that|true or false|true or not|yes or no|is the statement true that|i wonder whether|i wonder if|do you think) "
      "[:|,|that] A is", "is {A}"),
    *(
        P(f"^ A is {kind} [,] (right|true or false|is that right|correct|yes or no|isn't it|true|is that true|is that correct) $",
          f"is {{A}} {kind}")
        for kind in ("prime", "even", "odd", "a prime", "a prime number", "an even number", "an odd number",
                     "a perfect square", "composite")
    ),
    P("^ (can|could|may) A be (split|divided|shared|distributed|parted|cut) (evenly|equally|fairly|exactly|cleanly|into|by) "
      "[into|by|among|between|in] C [equal parts|parts|ways|people|groups] $", "is {A} divisible by {C}"),
    P("^ (can|could|may) A be (halved|split in half|cut in half) [evenly|exactly] $", "is {A} even"),
    *(
        P(f"^ (would|could|will|might) A be {kind}", f"is {{A}} {kind}")
        for kind in ("greater", "larger", "bigger", "more", "less", "smaller", "lower", "higher", "prime", "even", "odd",
                     "divisible", "equal", "a prime", "at least", "at most", "a perfect", "a multiple", "above", "below")
    ),
    P("^ (would|will|could) A (exceed|beat|surpass|top|be above|be over) C $", "is {A} greater than {C}"),
    P("^ (check|test) A for (primality|being prime) $", "is {A} prime"),
    P("^ (check|test) A for (evenness|being even) $", "is {A} even"),
    P("^ (does|do|would|will) A (happen to be|turn out to be|count as|qualify as|make|end up)", "is {A}"),
    P("^ (does|do|will|would) C (go evenly|divide evenly|fit evenly|go exactly|go cleanly) into A $",
      "is {A} divisible by {C}"),
    P("^ (does|do|would|will) A leave (no remainder|nothing over|nothing) (when|if) [it is] divided by C $",
      "is {A} divisible by {C}"),
    # Headings and questions of size.
    P("^ (sum:) A $", "the sum of {A}"), P("^ (product:) A $", "the product of {A}"),
    P("^ (difference:) A $", "the difference of {A}"), P("^ (average:) A $", "the average of {A}"),
    P("^ (how big|how large|how great|how much|how high|what size) (is|are|would be|was) A $", "{A}"),
    P("^ how (big|large|great|high) A (is|are)", "{A}"),
    P("^ (what|which) [value|number] (has|does) A (have|hold|take) $", "{A}"),
    P("^ (answer|result|total|value|question|problem|task|exercise|compute|calculate|sum|please) (:|=)", ""),
    P("(add|sum|total) [up|together|all] (everything|all numbers|all the numbers|all integers|the numbers|each number|"
      "every number|all whole numbers|every integer) from", "the sum of the numbers from"),
    P("(how many) (1s|ones|1 bits|bits) [are|are there] (in the binary for|in the binary of|in binary for|are set in|are on "
      "in|are lit in|are high in|on in|in the binary form of|in the bits of)", "the number of set bits in"),
    P("^ how many bits (does|do|would) A have (set|on|turned on|lit) $", "the number of set bits in {A}"),
    P("number of (on|lit|high|active|turned on) bits (in|of)", "number of set bits in"),
)
# fmt: on
