"""Words of sharing: `divvy up … among …`, `what is left over when … is split among …`."""

from __future__ import annotations

from neurlang.prompts.reading.paraphrases.row import Row

_SHARE = (
    "(divvy|divvy up|divvy out|split|split up|carve|carve up|parcel|parcel out|dole|dole out|deal|deal out|share|"
    "share out|ration|ration out|portion|portion out|hand out|divide|divide up|divide out|break|break up|slice|slice "
    "up|"
    "cut|cut up|allot|apportion|allocate|distribute|partition|spread|spread out|chop|chop up|separate|give out|dish|"
    "dish out|pass out|section|segment|mete out|split out|dispense|assign|hand around|subdivide|fragment)"
)
_FAIRLY = "[equally|evenly|fairly|up|out|equitably|out equally|out evenly|up evenly|up equally|out fairly|up fairly]"
_AMONG = (
    "(among|amongst|between|over|across|in between|equally among|evenly among|fairly among|equally between|"
    "evenly between|fairly between|equally over|evenly over|evenly across|equally across|equally amongst|up among)"
)
_PEOPLE = (
    "(people|persons|person|friends|kids|children|students|pupils|workers|employees|players|teams|groups|boxes|bags|"
    "baskets|jars|plates|tables|rows|buses|families|guests|classes|brothers|sisters|siblings|neighbors|neighbours|"
    "cousins|pirates|parts|pieces|portions|shares|slices|ways|members|buckets|bins|piles|stacks|containers|packs|"
    "partners|roommates|colleagues|heirs|winners|participants|sailors|soldiers|farmers|singers|drivers|visitors|"
    "passengers|patients|readers|users|columns|chunks|sections|segments|lots|recipients|"
    "equal parts|equal pieces|equal portions|equal shares|equal groups|equal piles|equal slices|equal chunks|"
    "equal sections|even parts|equal segments|equal lots|equal stacks|of them|of us|equal halves|boys|girls|men|women|"
    "folks|customers|equal amounts|hungry people|hungry kids|equal bits|bits)"
)
_LEFT = (
    "(what|whatever|what's|how much|how many) (is left over|is left|left|left over|remains|gets left over|is left "
    "behind|stays behind|is the remainder|"
    "is leftover|stays|stays over|would remain|would be left|does not fit|doesn't fit|remains over|you have left|"
    "cannot be shared|can't be shared|is over)"
)
_SHARED = (
    "(divided|split|shared|distributed|dealt|dealt out|divvied up|parcelled out|parceled out|handed out|split up|"
    "divided up|shared out|doled out|portioned out|spread|grouped|apportioned|carved up|cut up|separated)"
)
_INTO = (
    "(by|among|amongst|between|into|over|across|into groups of|in groups of|into sets of|in lots of|into piles "
    "of|equally among|evenly among|equally between|evenly between)"
)

# fmt: off
SHARING: tuple[Row, ...] = (
    Row(f"{_LEFT} (when|if|after|once) A (is|gets|are|has been|have been) {_SHARED} {_FAIRLY} {_INTO} N {_PEOPLE}",
      "the modulo of {A} and {N}"),
    Row(f"{_LEFT} (when|if|after|once) A (is|gets|are|has been|have been) {_SHARED} {_FAIRLY} {_INTO}",
      "the modulo of {A} and"),
    Row(f"{_LEFT} (of|from) A (when|if|after|once) [it is|they are|it's] {_SHARED} {_FAIRLY} {_INTO}",
      "the modulo of {A} and"),
    Row(f"{_LEFT} (when|if|after|once) (you|i|we|one) (divide|split|share) A {_INTO}", "the modulo of {A} and"),
    Row(f"{_LEFT} (when|if|after|on|upon) (dividing|splitting|sharing) A {_INTO}", "the modulo of {A} and"),
    Row("[the] (remainder|rest|residue|leftover|leftovers) (of|from|after|left by|on|upon|when) (dividing|division "
      "of|you "
      "divide|i divide|we divide|splitting|sharing) A (by|among|between|into)", "the modulo of {A} and"),
    Row("[the] (remainder|rest|residue|leftover|leftovers) (when|if|after|once) A is "
      f"{_SHARED} {_FAIRLY} {_INTO} N {_PEOPLE}", "the modulo of {A} and {N}"),
    Row(f"[the] (remainder|rest|residue|leftover|leftovers) (when|if|after|once) A is {_SHARED} {_FAIRLY} {_INTO}",
      "the modulo of {A} and"),
    Row("[the] (remainder|residue|rest) of A (upon division by|on division by|when divided by|after division by|"
      "after dividing by|by|divided by|if divided by|on dividing by|modulo)", "the modulo of {A} and"),
    Row(f"^ (when|if) A (is|are|gets) {_SHARED} {_FAIRLY} {_INTO} B, (what is left over|what is left|what remains|"
      "what's left over|what's left|what is the remainder|what's the remainder|how much is left over|how much is left|"
      "how many are left over|how many are left|how much remains|how many remain|what would remain|"
      "how much is left behind|what is over) $", "what is the modulo of {A} and {B}"),
    Row(f"^ A {_SHARED} {_INTO} B (leaves what|leaves how much|leaves what remainder|leaves what over) $",
      "what is the modulo of {A} and {B}"),
    Row("(cut|chop|slice|split|divide|break|tear|snap) A (in half|in two|into two|into halves|in halves|down the "
      "middle)",
      "halve {A}"),
    Row("(cut|chop|slice|split|divide|break) A (in thirds|into thirds|in three|in three parts)", "divide {A} by 3"),
    Row("(cut|chop|slice|split|divide|break) A (into quarters|in quarters|in four|into fourths)", "divide {A} by 4"),
    Row("^ quarter", "a quarter of"),
    Row(f"{_SHARE} A {_FAIRLY} {_AMONG} N {_PEOPLE} {_FAIRLY}", "divide {A} by {N}"),
    Row(f"{_SHARE} A {_FAIRLY} (into|to|for|in|equally into|evenly into|equally to|evenly to) N {_PEOPLE} {_FAIRLY}",
      "divide {A} by {N}"),
    Row(f"{_SHARE} A {_FAIRLY} {_AMONG}", "divide {A} by"),
    Row("(split|carve|carve up|slice|slice up|partition|break|break up|split up|chop|chop up) A into N",
      "divide {A} by {N}"),
    Row(f"(give|hand|pass) A out {_FAIRLY} (to|among|between|amongst) N {_PEOPLE}", "divide {A} by {N}"),
    Row("[the] (remainder|rest|residue) (left by|left from|given by|produced by) A (on|upon|after|in) (division|"
      "dividing) by C $",
      "the modulo of {A} and {C}"),
    Row("^ A (leaves|gives|has) (what|which) (remainder|rest|leftover) (when|if|after|on) [it is] (divided|dividing|"
      "division) by C $",
      "the modulo of {A} and {C}"),
    Row("^ (when|if|after) divided by C, what (remainder|rest|leftover) (does|do|would) A (leave|give|have) $",
      "the modulo of {A} and {C}"),
    Row("^ what (remainder|rest|leftover) (does|do|would) A (leave|give|have) (when|if|after|on) [it is] (divided|"
      "dividing|"
      "division) by C $", "the modulo of {A} and {C}"),
    Row("^ what (does|do|would) A leave (when|if|after|on) [it is] (divided|dividing|division) by C $",
      "the modulo of {A} and {C}"),
    Row(f"^ [let|when|if] N [{_PEOPLE[1:-1]}] (share|split|divide|divvy up) C [equally|evenly|fairly|out] $",
      "divide {C} by {N}"),
    Row(f"^ [let|when|if] N [{_PEOPLE[1:-1]}] (share|split|divide|divvy up) C [equally|evenly|fairly|out] , (how "
      f"much each|"
      "how many each|how much does each get|how many does each get|what does each get|what is each share|"
      "how much is each share|how many for each|how much per person|how much for each) $", "divide {C} by {N}"),
    Row("^ how (much|many) (does|do|would|will) (each|everyone|each one|each person|everybody) (get|receive|have) "
      "(when|if|after) N "
      f"[{_PEOPLE[1:-1]}] (share|split|divide) C $", "divide {C} by {N}"),
    Row(f"^ how (much|many) (does|do|would|will) each of N {_PEOPLE} (get|receive|have) (of|from|out of) C $",
      "divide {C} by {N}"),
    Row("^ what is (each share|each part|one share|one part|each portion) (when|if|after) C (is|are) (split|divided|"
      "shared) [equally|"
      "evenly|fairly] (among|between|by|into|amongst) A $", "divide {C} by {A}"),
    Row("how many [whole|full|complete] M (fit|go|are there|are|can fit|fit in|are contained) (into|in|inside) C $",
      "the integer quotient of {C} and {N}"),
    Row("how many [whole|full|complete|equal] (groups|sets|lots|batches|piles) of N (fit|are there|are|can be made|"
      "can you make|"
      "can i make|can we make|can you form|can be formed|can you get) (into|in|from|out of|inside) C $",
      "the integer quotient of {C} and {N}"),
    Row("^ A (goes into|fits into|divides into) C how (many times|often) $", "the integer quotient of {C} and {A}"),
    Row("how often (does|do|can|will) A (fit into|fit in|go in|fit inside|go into) B $", "the integer quotient of "
      "{B} and {A}"),
    Row("^ how many halves (are|are there|fit) (in|into)", "double"), Row("^ how many thirds (are|are there|fit) (in|"
      "into)", "triple"),
    Row("^ how many (quarters|fourths) (are|are there|fit) (in|into)", "4 times"),
    Row(f"^ {_SHARE} A by C [,] (and|then|and then) (give|keep|take|find|tell me|report|state|return) (the remainder|"
      f"the rest|"
      "what is left|what is left over|what remains|the leftover|the residue) $", "the modulo of {A} and {C}"),
    Row("how many times (can|could|may) A be (subtracted from|taken from|taken away from|removed from|taken out of) "
      "B $",
      "the integer quotient of {B} and {A}"),
    Row("how many times (does|do|can|will|would|could) A (fit into|fit in|go in|fit inside|divide into|squeeze into|"
      "go into) B $",
      "the integer quotient of {B} and {A}"),
    Row("how many times is A (contained in|in|found in) B $", "the integer quotient of {B} and {A}"),
    Row("how many times (does|do|can|will) A contain B $", "the integer quotient of {A} and {B}"),
)
# fmt: on
