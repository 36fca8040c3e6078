"""The shapes of sentences in stories: amounts (`4 bags of 9 marbles`, `3 pens at 2 dollars each`), sharing, comparing.

Numbers stand as #0#, #1#, … in the order of the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from neurlang.prompts.reading.stories import words as w

_W = r"[^\W\d_]+"
_NOUN = rf"(?:{_W} )?{_W}"
_COUNTED = (
    rf"(?:(?!each\b|apiece\b){_W})(?: (?!each\b|apiece\b|in\b|per\b|are\b|is\b|were\b|was\b|for\b|at\b){_W})?"
)
_OWN = r"(?:the |these |those |his |her |their |my |our )?"
_EACH = rf"(?: (?:(?:in|on|for) (?:each|every) {_W}|(?:in|on|for) each|each|apiece|per {_W}|a {_W}))"
_ONE = r"(?:a|an|per|each|every)"
_HOLD = r"(?:hold|holds|held|contain|contains|contained|carry|carries|seat|seats)"


def _number(name: str) -> str:
    return rf"(?P<{name}>\#\d+\#)"


QUESTION = re.compile(
    r"(?:^|[.,;:?!]\s*|\band\s+)(?P<asked>(?:so )?(?:how (?:many|much)|what)\b[^?]*)[?.!\s]*$"
)
CLAUSES = re.compile(
    r"(?:[.;:,!]\s+(?:and then |and |but |then )*|\s+(?:and then|and|then|but|before|after which|after that|while|"
    r"plus)\s+)"
)
OPENING = re.compile(r"(?:if|suppose|imagine|say|when|let's say|suppose that|imagine that|from|out of) ")
COMPARES = re.compile(r"\b(?:twice|double|thrice|half|times) as (?:many|much)\b")
AMOUNTS: Mapping[str, re.Pattern[str]] = {
    "rate": re.compile(
        rf"{_number('size')} (?P<noun>{_W}) {_ONE} (?P<unit>{_W})"
        rf"(?:,? (?:for|in|over|during|on) {_number('count')} (?P<units>{_W}))"
    ),
    "priced": re.compile(
        rf"{_number('count')} (?P<things>{_NOUN}) (?:at|for|costing|that cost|which cost|priced at|worth) "
        rf"{_number('size')}(?: (?P<coin>(?!each\b|apiece\b|per\b|an?\b|for\b){_W}))?{_EACH}"
    ),
    "each of": re.compile(
        rf"each of {_OWN}{_number('count')} (?P<groups>{_NOUN}?) (?P<verb>{_W}) {_number('size')} (?P<noun>{_COUNTED})"
    ),
    "in each of": re.compile(
        rf"{_number('size')} (?P<noun>{_COUNTED}) (?:in|on|for|at|to|into|from) each of {_OWN}{_number('count')} "
        rf"(?P<groups>{_W})"
    ),
    "groups": re.compile(
        rf"{_number('count')} (?P<groups>{_NOUN}) (?:of|with|containing|holding|that hold|each with|each holding|"
        rf"each containing|that contain|that each hold|that have|which hold|full of|having|{_HOLD}) {_number('size')} "
        rf"(?P<noun>{_COUNTED}){_EACH}?"
    ),
    "have each": re.compile(
        rf"{_number('count')} (?P<groups>{_NOUN}?) (?P<verb>{_W}) {_number('size')} (?P<noun>{_COUNTED}) (?:each|"
        rf"apiece)"
    ),
    "each have": re.compile(
        rf"{_number('count')} (?P<groups>{_NOUN}?) each (?P<verb>{_W}) {_number('size')}(?: (?P<noun>{_COUNTED}))?"
    ),
}
"""Products: so many groups with so many things each."""
BOUGHT_ONE = re.compile(
    rf"(?:a|an|one|another) (?:{_NOUN}) (?:for|at|that costs|costing|worth) {_number('size')}(?: (?P<coin>{_W}))?"
)
AMOUNT = re.compile(
    rf"{_number('count')}(?P<more> (?:more|other|additional|extra|new|further|"
    rf"of (?:them|these|those|the|his|her|its|their|my)))?(?: (?P<noun>{_W}))?(?: (?P<second>{_W}))?"
)
EACH_DOES = re.compile(
    rf"(?:each|everyone|everybody)(?: (?:{_W}|of them))?? (?P<verb>{_W}) {_number('count')}(?: more)?(?: "
    rf"(?P<noun>{_W}))?"
)
"""`each kid gets 3 more`, after something was shared."""
PACKED = re.compile(
    rf"{_number('count')}(?: (?P<things>{_NOUN}?))?,? (?:(?:is|are|was|were) )?(?:(?:{'|'.join(w.PACKS)}) )?"
    rf"(?:{_number('size')} (?:to|per|in) (?:a|an|each|every)? ?(?P<noun>{_W})"
    rf"|(?:in|into) (?P<nouns>(?!each\b){_W}) of {_number('sizes')})"
)
SHARED_FIRST = (
    re.compile(
        rf"{_number('count')} (?P<people>{_NOUN}) (?P<verb>{_W}) {_number('size')} (?P<noun>{_W})(?: equally| evenly)?"
    ),
    re.compile(
        rf"(?:(?P<verb>{_W}) )?{_number('size')} (?P<noun>{_W}) (?:(?:is|are|was|were) (?P<done>{_W}) )?(?:out )?"
        rf"(?:equally |evenly )?(?:among|between|amongst|to|into|in) {_number('count')} (?P<people>{_NOUN})"
    ),
)
SHARED = re.compile(
    rf"(?P<verb>{_W}) (?:them|it|{_OWN}{_W}|all of them|everything|the rest|what is left|the remaining {_W})"
    rf"(?: out)?(?: equally| evenly| fairly)? (?:among|between|amongst|with|into|in|to) {_number('count')} "
    rf"(?P<noun>{_NOUN})"
)
COMPARED = re.compile(
    rf"(?P<who>{_W}) (?:has|have|had|owns|got|gets|buys|bought|ate|eats|sold|sells|collected|collects|picked|picks|"
    rf"baked|"
    rf"bakes|found|finds|scored|scores) "
    rf"(?:(?P<times>twice|half|double|thrice|{_number('factor')} times) (?:as (?:many|much))(?: "
    rf"(?P<noun>(?!as\b){_W}))?"
    rf"(?: as (?P<whom>{_W}))?|{_number('more')} (?P<way>more|fewer|less)(?: (?P<noun2>(?!than\b){_W}))? "
    rf"than (?P<whom2>{_W}))"
)
PART_LOST = re.compile(
    rf"(?P<verb>{_W})(?: away)? (?P<part>{'|'.join(w.PARTS)})(?: of (?:them|it|that|those|the {_W}|his {_W}|her {_W}|"
    rf"their {_W}|my {_W}))?"
)
PAID = re.compile(
    rf"(?:pays|paid|pay|hands over|handed over|gives|gave) (?:with )?(?:the {_W} )?(?:an? )?{_number('count')}(?: "
    rf"{_W}){{0,2}}"
)
RATE_OF_WORK = re.compile(
    rf"(#\d+# {_W} {_ONE} {_W})[.,;]? (?:and )?(?:he|she|they|it|i|we|you)? ?(?:works?|worked|runs|ran|reads|saves|"
    rf"walks) "
    rf"(?:for )?(#\d+# {_W})"
)
WITH_AMOUNT = re.compile(
    rf"\b(an?|the|my|his|her|our|one) ({_W}) (?:with|of|that has|which has|holding|containing) (#\d+# {_W}) "
    rf"({'|'.join(sorted(w.GAINING | w.LOSING | w.MOVING))})\b"
)
"""`a library with 500 books lends 120` has two amounts in one clause."""
