"""Words around a request that say only that it is one: `I'd like …`, `… comes out as what`."""

from __future__ import annotations

from neurlang.prompts.reading.paraphrases.row import Row

_PEOPLE = "(i|you|we|one|someone|somebody|they|he|she)"
_GET = (
    "(get|have|obtain|arrive at|end up with|am i left with|are you left with|find|be left with|come up with|reach|"
    "have left|be having)"
)
_BY = "(by|when|if|from|after|on|upon|once)"

# fmt: off
WRAPPERS: tuple[Row, ...] = (
    Row("(next|smallest|first|least|lowest) power of (two|2) (after|above|past|beyond|of|from|following|greater than|"
      "larger than|"
      "bigger than|at least|not below|no less than|that is at least|not less than|higher than|over|that exceeds|"
      "exceeding)",
      "next binary power after"),
    Row("(what|whatever) (is left|remains|is left over|stays) (when|if|after|once) N is (taken|subtracted|removed|"
      "deducted|"
      "taken away) from K", "the difference of {K} and {N}"),
    Row("(what|whatever) (remains|is left|stays) of N (after|when|if) (removing|taking away|subtracting|losing|"
      "taking) K",
      "the difference of {N} and {K}"),
    Row("(excess|surplus|overshoot|advantage|lead) of A (over|above|beyond|compared to|compared with|relative to)",
      "difference of {A} and"),
    Row("(amount|number|quantity|margin|extent|value|figure) by which A (exceeds|exceed|beats|tops|surpasses|outweighs|"
      "outnumbers|is greater than|is larger than|is bigger than|is more than|is above|goes over|overshoots|is over)",
      "difference of {A} and"),
    Row("(what|whatever) N minus C (leaves|gives|makes|is|yields|equals)", "the difference of {N} and {C}"),
    Row("(what|whatever) N plus C (leaves|gives|makes|is|yields|equals)", "the sum of {N} and {C}"),
    Row("(what|whatever) N times C (leaves|gives|makes|is|yields|equals)", "the product of {N} and {C}"),
    Row("(what|whatever) N divided by C (leaves|gives|makes|is|yields|equals)", "the ratio of {N} and {C}"),
    Row("(check|verify|confirm|see|show|prove|establish|ensure|make sure) that", "check if"),
    Row("(tell me|verify|confirm|see|examine|establish|decide|judge|find out|work out|ascertain|tell) (whether|if)",
      "check if"),
    Row("[and] (say|tell me|tell|report|state|answer|decide|check|see|determine) (whether|if) (it|that|the result|the "
      "outcome|the answer|the value|the number|the total|the sum|the product|the difference) is", ", is it"),
    Row("^ (i'd like|i would like|i'd love|i'm after|i am after|i'm looking for|i am looking for|let me have|let me "
      "know|"
      "let me see|fetch|fetch me|provide|provide me with|supply|deliver|we want|we need|i require|any idea what|"
      "do you know what|do you know|care to tell me|mind telling me|mind computing|mind working out|i wonder what|"
      "i'm wondering what|wondering what|i was wondering what|could you say what|can you say what|say what|"
      "i'm curious what|curious what|hand me|get me|grab me|gimme|i'd like to know|i'd like to see|i'd like you to|"
      "i want you to|i need you to|your task is to|your job is to|try to|go ahead and|be so kind as to|"
      "what about|how about|what might|tell me|report|quote me|name|state|identify|obtain|establish|reckon|ascertain) "
      "[what is|what's|how much is|to know|to see|to have]", ""),
    Row(f"^ (what|which) [number|value|result|figure|total|amount] (do|does|would|will|did|might|can|could|should) "
      f"{_PEOPLE} {_GET} {_BY} {_PEOPLE}", ""),
    Row(f"^ (what|which) [number|value|result|figure|total|amount] (do|does|would|will|did|might|can|could|should) "
      f"{_PEOPLE} {_GET} {_BY}", ""),
    Row(f"^ (what|which) [number|value|result|figure] (comes out|results|is obtained|emerges|is produced|is the result|"
      f"comes from|is left|remains|happens|turns up|pops out|arises) {_BY} {_PEOPLE}", ""),
    Row("^ (what|which) [number|value|result|figure] (comes out|results|is obtained|emerges|is produced|is the result|"
      "comes of|arises) (by|from|when|if|after|on|upon|of)", ""),
    Row("^ [what is|what's|whats|find|give|compute|calculate] [the] (outcome|result|answer|effect|upshot|output) (of|"
      "from|"
      "when you|if you|after|when i|if i|you get by|you get when you|you get if you|i get by|i get when i|i get if i|"
      "we get by|when we|if we|we get when we|obtained by|that comes from|to)", ""),
    Row("^ [what is|what's|whats|find] [the] (effect|outcome|result) on A of (adding|subtracting)", "{A}, {A}"),
    Row(f"^ (if|when|suppose|supposing|say|imagine|assuming|assume|provided|once|let's say|suppose that|imagine that|"
      f"assume that|after) {_PEOPLE} (were to|decide to|should|then|first)", ""),
    Row(f"^ (if|when|suppose|supposing|imagine|assuming|assume|provided|once|let's say|suppose that|imagine that|"
      f"assume that|after) {_PEOPLE}", ""),
    *(Row(f"^ (pick|choose|select|take|keep|pick out|single out|name) {word}", word) for word in ("the", "whichever")),
    *(
        Row(f"^ {gerund}", verb)
        for gerund, verb in (
            ("doubling", "double"), ("tripling", "triple"), ("halving", "halve"), ("squaring", "square"), ("cubing",
              "cube"),
        )
    ),
    *(
        Row(f"(and|then) {gerund}", f"and {verb}")
        for gerund, verb in (
            ("doubling", "double"), ("tripling", "triple"), ("halving", "halve"), ("squaring", "square"), ("cubing",
              "cube"),
            ("subtracting", "subtract"), ("adding", "add"), ("multiplying", "multiply"), ("dividing", "divide"),
            ("taking away", "take away"), ("removing", "remove"),
        )
    ),
    Row("(gives|makes|yields|equals|results in|produces|amounts to|comes to|leaves|leads to) $", ""),
    *(Row(f"^ (what|how much) (would|will) A be {word} C $", f"{{A}} {word} {{C}}") for word in ("with", "after", "if",
      "when",
      "once", "minus", "plus", "times", "divided by", "less", "without")),
    *(
        Row(f"^ (i|we) [now|first|then] {verb}", verb)
        for verb in ("multiply", "add", "subtract", "divide", "double", "triple", "halve", "square", "cube", "take",
          "raise")
    ),
    Row("^ what (becomes|happens|will become|would become|would happen) (of|to|with) A (after|when|once|if|upon) "
      "[you|i|we] C $",
      "{A}, {C}"),
    Row("^ what (does|do|will|would) A (become|turn into|change to|come to|end up as|grow to|shrink to|be) (after|"
      "when|once|if|"
      "upon) [it is|they are|it's|you] C $", "{A}, {C}"),
    Row("^ (what|how much) (is|are) A (once|after|when) (it has been|they have been|it is|it was|it gets|it's) C $",
      "{A}, {C}"),
    *(
        Row(f", {gerund}", f", {verb}")
        for gerund, verb in (
            ("doubling", "double"), ("tripling", "triple"), ("halving", "halve"), ("squaring", "square"), ("cubing",
              "cube"),
            ("subtracting", "subtract"), ("adding", "add"), ("multiplying", "multiply"), ("dividing", "divide"),
            ("taking away", "take away"), ("removing", "remove"),
        )
    ),
    Row("^ (start off|start out|begin|kick off|set off|set out|starting off|starting out|opening|start things off|"
      "beginning) (at|with|from|on|off with)", "start with"),
    Row("^ (think of|pick|choose|consider|have|use|grab|let's take|let us take|i have|i take|i start with|i begin with|"
      "i start at|we start with|we take|you have|you take|you start with|imagine|open with|go from|kick off with|"
      "starting off with|start off with|begin from) [a|the] [number|value] N", "start with {N}"),
    Row(", (what do|what will|what would|what did|what should) (i|you|we|one) (have|get|end up with|be left with|"
      "have left|"
      "have now|have then|reach|arrive at|obtain) [left|now|then|in the end|at the end|finally|as a result] $", ""),
    Row("(,|and|then|;|.|and then|, then|, and) (what am i left with|what are you left with|what is left|what's left|"
      "what remains|"
      "what is left over|what have i got|what have you got|what number is it|what comes out|what comes of it|"
      "what does that give|what does that make|what does it give|what does it make|what does that come to|"
      "what does it come to|what does that leave|what does this give|what would that be|what is that|what's that|"
      "what is it then|what does one get|what results|how much is that|how much is it|how much is left|"
      "how much remains|how much do i have|how much have i got|where do i end up|where do you end up|"
      "where do we end up|where am i|tell me the result|tell me the answer|tell me the outcome|report the result|"
      "report the answer|give the result|give the answer|give me the result|give me the answer|state the result|"
      "show me the result|show the result|print the result|say what you get|tell me what you get|"
      "tell me what is left|tell me what remains|tell me what comes out|tell me what that is|and say what it is|"
      "tell me what you have|say what is left|output the result|return the result|what do you see|"
      "what is the final number|what is the final result|what's the final result|what is the final value|"
      "what is the outcome|what's the outcome|what do we get|what's the value|what is the value) [now|then|please] $",
        ""),
    Row("(comes out as what|comes out at what|comes to what|works out as what|works out to what|works out at what|"
      "gives you what|gives me what|gives us what|gives what|makes what|yields what|produces what|amounts to what|"
      "equals what|is equal to what|is what|makes how much|is how much|gives how much|totals what|leaves what|"
      "comes out as|comes out at|works out as|works out at|works out to|comes out to|results in what|"
      "results in which number|gives which number|makes which number|you get what|i get what|we get what|"
      "is what number|is which number|will be what|would be what|does what|leaves me with what|leaves you with what|"
      "leaves how much|yields how much|adds up to what|come out as|come out to|come out at|work out to|work out as|"
      "work out at|give me|give us|give you|yield|produce) $", ""),
    Row("^ (what|how much) (does|do|did|would|will) A (come to|make|give|yield|produce|give us|give me|give you|equal|"
      "amount to|total|come out as|come out to|come out at|work out to|work out at|work out as|evaluate to|result in|"
      "add up to|be|leave|lead to|end up as) $", "{A}"),
)
# fmt: on
