"""Comparisons: `by how much does … exceed …`, `how far apart are … and …`, `whichever is larger, … or …`."""

from __future__ import annotations

from neurlang.prompts.reading.paraphrases.row import Row

_EXCEED = (
    "(exceed|exceeds|beat|beats|surpass|surpasses|top|tops|outweigh|outweighs|outstrip|outdo|outnumber|outnumbers|"
    "trump|"
    "overshoot|overshoots|go beyond|goes beyond|go over|goes over|go past|outrank|outscore|overtop|outsize|transcend)"
)
_LACK = (
    "(fall short of|falls short of|trail|trails|lag behind|lags behind|lag|lags|miss|misses|fall below|falls below|"
    "undershoot|undershoots|come short of|comes short of|fall behind|come in under|is short of|is below|is less than|"
    "is smaller than|is under|fail to reach|fails to reach|stay below|stays below)"
)
_MORE = "(more|bigger|larger|greater|higher)"
_LESS = "(less|smaller|lower|fewer)"
_LARGER = (
    "(larger|bigger|greater|higher|largest|biggest|greatest|highest|the larger|the bigger|the greater|the higher|"
    "more|the more|the largest|the biggest|the greatest|the highest|max|the max)"
)
_SMALLER = (
    "(smaller|lesser|lower|smallest|lowest|least|the smaller|the lesser|the lower|less|fewer|the smallest|"
    "the lowest|the least|the less|min|the min)"
)
_GAP = (
    "(gap|spread|margin|discrepancy|distance|separation|disparity|deviation|divergence|space|interval|span|"
    "numeric difference|numerical difference|absolute gap|difference in size|imbalance|mismatch)"
)

# fmt: off
COMPARISONS: tuple[Row, ...] = (
    Row(f"(by how much|by how many|by what amount|by what margin|by what) (does|do|did|would|will|is) A {_EXCEED} B $",
      "what is the difference of {A} and {B}"),
    Row(f"how (much|many|far) (does|do|did|would|will) A {_EXCEED} B by $", "what is the difference of {A} and {B}"),
    Row(f"how (much|many|far) (does|do|did|would|will) A {_EXCEED} B $", "what is the difference of {A} and {B}"),
    Row(f"A {_EXCEED} B by (how much|how many|what|what amount) $", "what is the difference of {A} and {B}"),
    Row(f"(by how much|by how many|by what amount|by what margin|by what) (does|do|did|would|will|is) A {_LACK} B $",
      "what is the difference of {B} and {A}"),
    Row(f"how (much|many|far) (does|do|did|would|will) A {_LACK} B [by] $", "what is the difference of {B} and {A}"),
    Row(f"A {_LACK} B by (how much|how many|what|what amount) $", "what is the difference of {B} and {A}"),
    Row("how (far|much|many) (short of|behind|below|under|shy of|beneath|less than|smaller than) A (is|are) B $",
      "what is the difference of {A} and {B}"),
    Row("how (far|much|many) (is|are) A (below|short of|under|shy of|beneath|away from reaching|off from) B $",
      "what is the difference of {B} and {A}"),
    Row("[by] how (far|much|many) (above|over|beyond|past|ahead of|in front of|in excess of|on top of|greater than|"
      "larger than|bigger than|more "
      "than|upwards of|higher than) A (is|are) B $", "what is the difference of {B} and {A}"),
    Row("[by] how (far|much|many) (is|are) A (above|over|beyond|past|in excess of|ahead of) B $",
      "what is the difference of {A} and {B}"),
    Row(f"by (how much|how many|what amount|what) (is|are) A {_MORE} than B $", "what is the difference of {A} and "
      "{B}"),
    Row(f"by (how much|how many|what amount|what) (is|are) A {_LESS} than B $", "what is the difference of {B} and "
      "{A}"),
    Row("how (far|much) (apart|separated|different|distant) (are|is) A (and|from) B $",
      "what is the absolute difference between {A} and {B}"),
    Row("how far [away] (is|are|lies|does) A [lie] from B $", "what is the absolute difference between {A} and {B}"),
    Row("[by] how much do A and B differ [by] $", "what is the absolute difference between {A} and {B}"),
    Row("[by] how much does A differ from B $", "what is the absolute difference between {A} and {B}"),
    Row("[by] what do A and B differ [by] $", "what is the absolute difference between {A} and {B}"),
    Row("by how much are A and B apart $", "what is the absolute difference between {A} and {B}"),
    Row("(what|which number|how much) separates A (from|and) B $", "what is the absolute difference between {A} and "
      "{B}"),
    Row("how (big|large|wide|great) (is|was) the (gap|difference|distance|spread|margin|separation) between",
      "what is the absolute difference between"),
    Row(f"{_GAP} between", "absolute difference between"),
    Row("(gap|separation|distance|span) from A to", "absolute difference between {A} and"),
    Row("difference in value between", "difference between"),
    Row("(amount|number|quantity|margin|extent|value|figure) by which A (falls short of|is below|trails|lags|is "
      "short of|"
      "misses|is less than|is smaller than|is under|lags behind) B $", "difference of {B} and {A}"),
    Row("(shortfall|deficit|shortage) (of|in) A (from|to|below|against|under|compared to|compared with|relative to|"
      "versus) B "
      "$", "difference of {B} and {A}"),
    Row("(shortfall|deficit) (from|between) A (to|and) B $", "difference of {A} and {B}"),
    Row("by (what|which) factor (is|are) A (larger|bigger|greater|more|higher) than B $", "divide {A} by {B}"),
    Row("how many times (larger|bigger|greater|more|as big|as large|as much|as many|as great|higher|as high|over) "
      "(is|are) A "
      "(than|as|compared to) B $", "divide {A} by {B}"),
    Row("how many times (is|are) A (larger than|bigger than|greater than|as large as|as big as|as great as|as much as|"
      "as many as|the size of|more than|higher than|as high as) B $", "divide {A} by {B}"),
    Row("how many times (the size of|as large as|as big as) A is B $", "divide {B} by {A}"),
    Row("(whichever|what|which one|which|whichever one|the one that) (is|has|'s) "
      f"{_LARGER} (of|out of|between|among|from)", "the larger of"),
    Row(f"(whichever|what|which one|which|whichever one) is {_LARGER} [,|:] A or B $", "the larger of {A} and {B}"),
    Row(f"(what's|which's) {_LARGER} [,|:] A or B $", "the larger of {A} and {B}"),
    Row("(whichever|what|which one|which|whichever one|the one that) (is|has|'s) "
      f"{_SMALLER} (of|out of|between|among|from)", "the smaller of"),
    Row(f"(whichever|what|which one|which|whichever one) is {_SMALLER} [,|:] A or B $", "the smaller of {A} and {B}"),
    Row(f"(what's|which's) {_SMALLER} [,|:] A or B $", "the smaller of {A} and {B}"),
    Row(f"which [one] of A (and|or) B is {_LARGER} $", "the larger of {A} and {B}"),
    Row(f"which [one] of A (and|or) B is {_SMALLER} $", "the smaller of {A} and {B}"),
    Row("whichever of A (and|or) B is (larger|bigger|greater|higher)", "the larger of {A} and {B}"),
    Row("whichever of A (and|or) B is (smaller|less|lower|lesser)", "the smaller of {A} and {B}"),
    Row("A or B, (whichever is larger|whichever is bigger|whichever is greater|whichever is more|whichever is "
      "higher) $",
      "the larger of {A} and {B}"),
    Row("A or B, (whichever is smaller|whichever is less|whichever is lower|whichever is lesser) $",
      "the smaller of {A} and {B}"),
    Row("(larger|bigger|greater|higher) (number|one|value|figure|result|of the two|of these|of the two numbers|"
      "quantity) "
      "(of|out of|between|among|from)", "larger of"),
    Row("(smaller|lesser|lower) (number|one|value|figure|result|of the two|of these|of the two numbers|quantity) "
      "(of|out of|between|among|from)", "smaller of"),
    Row("(larger|bigger|greater|higher) (between|out of|among|from|from among)", "larger of"),
    Row("(smaller|lesser|lower) (between|out of|among|from|from among)", "smaller of"),
    Row("(largest|biggest|greatest|highest|maximum|top|peak) (value|number|one|element|entry|figure|member) "
      "(of|out of|among|in|from|between)", "largest of"),
    Row("(smallest|lowest|least|minimum) (value|number|one|element|entry|figure|member) (of|out of|among|in|from|"
      "between)",
      "smallest of"),
    Row("(largest|biggest|greatest|highest|maximum|max) (out of|among|in|from|from among|between)", "largest of"),
    Row("(smallest|lowest|minimum|min) (out of|among|in|from|from among|between)", "smallest of"),
    Row("difference (between|of) the (largest|biggest|greatest|maximum|highest|max) and [the] (smallest|lowest|least|"
      "minimum|min) (of|among|in) A $", "difference of (the largest of {A}) and (the smallest of {A})"),
    Row("(sum|total) of the (largest|biggest|greatest|maximum|highest|max) and [the] (smallest|lowest|least|minimum|"
      "min) "
      "(of|among|in) A $", "sum of (the largest of {A}) and (the smallest of {A})"),
    Row("product of the (largest|biggest|greatest|maximum|highest|max) and [the] (smallest|lowest|least|minimum|min) "
      "(of|among|in) A $", "product of (the largest of {A}) and (the smallest of {A})"),
    Row("^ (whether|check if|check whether|does|do|is it true that) A (exceed|exceeds|surpass|surpasses|beat|beats|"
      "top|tops|"
      "outweigh|outweighs) B $", "is {A} greater than {B}"),
    Row("^ (whether|check if|check whether|does|do|is it true that) A (fall short of|falls short of|fall below|"
      "falls below|stay below|stays below|trail|trails) B $", "is {A} less than {B}"),
    Row("^ (what|how much|which number) (must|should|do|would|can|need|does one|could|have|shall) [i|we|you|one|be|"
      "they] [have to|need to|be|to] "
      "(add|added) to A to (get|make|reach|obtain|arrive at|end up with|give|arrive on|have|yield|hit|become|equal) "
      "B $",
      "what is the difference of {B} and {A}"),
    Row("^ (what|how much|which number) (must|should|do|would|can|need|could|have|shall) [i|we|you|one|be|they] "
      "[have to|need to|be|to] "
      "(subtract|subtracted|take|taken|take away|taken away|remove|removed|deduct|deducted) from A to (get|make|reach|"
      "obtain|arrive at|end up with|be left with|give|have|leave|yield|hit|become|equal) B $", "what is the "
      "difference of {A} and "
      "{B}"),
    Row("^ (what|how much|which number) (must|should|do|would|can|need|could|have|shall) [i|we|you|one] [have to|"
      "need to|to] multiply A by to "
      "(get|make|reach|obtain|give|yield|hit|equal) B $", "divide {B} by {A}"),
    Row("^ [by] (what|which number|how much) (must|should|do|can|would) A be multiplied [by] to (get|make|give|reach|"
      "yield|equal|"
      "become) B $", "divide {B} by {A}"),
    Row("^ [by] (what|which number|how much) (must|should|do|can|would) A be divided [by] to (get|make|give|reach|"
      "yield|equal|"
      "become) B $", "divide {A} by {B}"),
    Row("^ how (much|many) (more|further) (is needed|are needed|does it take|do i need|do you need|is required|is "
      "missing) "
      "(from|after|beyond|on top of|to get from) A to (get to|reach|make|get|arrive at) B $",
      "what is the difference of {B} and {A}"),
    Row("^ how (much|many) (is|are) (missing|lacking|needed|wanting) (from|to get from|on top of|after|beyond) A to "
      "[reach|"
      "get to|make|get] B $", "what is the difference of {B} and {A}"),
    Row("^ how (much|many) more does A need to (reach|become|get to|be|make|equal|hit) B $",
      "what is the difference of {B} and {A}"),
    Row("^ how (much|many) more (do|would|must|should) (i|you|we) need to (go|get|come) from A to [get to|reach] C $",
      "what is the difference of {C} and {A}"),
    Row("^ A (needs|need|wants|lacks|requires) how (much|many) [more] to (reach|be|become|make|get to|hit|equal) C $",
      "what is the difference of {C} and {A}"),
    Row("^ (are|is) A and C (the same|equal|identical|alike|the same number|the same value|one and the same|of equal "
      "value|of the "
      "same size|equally large) $", "is {A} equal to {C}"),
    Row("^ (do|does) A and C (match|agree|coincide|give the same|come to the same|give the same result|have the same "
      "value|"
      "give the same number|make the same|equal each other) $", "is {A} equal to {C}"),
    Row("^ (does|do|is) A (give|yield|make|match|the same as|come to|result in|lead to) C $", "is {A} equal to {C}"),
    Row("^ how short of A is C $", "what is the difference of {A} and {C}"),
    Row("^ how (close|near) (is|are|does) A [come] to C $", "what is the absolute difference between {A} and {C}"),
    Row("^ A (is|are|lies) how far [away] from C $", "what is the absolute difference between {A} and {C}"),
    Row("^ how far (away|off|apart) (is|are) A (from|and) C $", "what is the absolute difference between {A} and {C}"),
    Row("^ what (share|part|portion|fraction) of A is C, (in percent|as a percentage|in percentage|as percent) $",
      "what percent of {A} is {C}"),
    Row("(percent) (taken|knocked|slashed|cut|shaved|chopped) (off|from)", "percent off"),
    Row("what percent is A of B $", "what percent of {B} is {A}"),
    Row("what percentage is A of B $", "what percent of {B} is {A}"),
    Row("what (share|fraction) of A in percent is B $", "what percent of {A} is {B}"),
)
# fmt: on
