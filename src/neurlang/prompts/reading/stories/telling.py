"""From a story to a request: `start with 4 times 9, subtract 6`.

A story is read only if each of its sentences has one of a few shapes, each word has a place in them, all amounts
count the same things, and each amount on the way is a whole number that is not negative.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from neurlang.prompts.reading.contradictions.finding import COUNTED
from neurlang.prompts.reading.lexicon.word_forms import stem_of
from neurlang.prompts.reading.literals import lex
from neurlang.prompts.reading.literals.normal_form import normalise
from neurlang.prompts.reading.phrases import NEGATIONS
from neurlang.prompts.reading.stories import words as w

LONGEST = 400  # characters
FEWEST_WORDS = 8
_QUESTION = re.compile(r"(?:^|[.,;:?!]\s*|\band\s+)(?P<asked>(?:so )?(?:how (?:many|much)|what)\b[^?]*)[?.!\s]*$")
_CLAUSES = re.compile(
    r"(?:[.;:,!]\s+(?:and |but |then )*|\s+(?:and then|and|then|but|before|after which|after that|while)\s+)"
)
_NUMBER = r"(?P<{}>\#\d+\#)"
_NOUN = r"(?:[^\W\d_]+ )?[^\W\d_]+"
_ONE = r"(?:a|an|per|each|every)"
_GROUPS = re.compile(
    rf"{_NUMBER.format('count')} (?P<groups>{_NOUN}) (?:of|with|containing|holding|that hold|each with|each holding|"
    rf"each containing|that contain|that each hold|that have|which hold|full of|having) {_NUMBER.format('size')} "
    r"(?P<noun>(?!each\b)[^\W\d_]+(?: (?!each\b|apiece\b|in\b|per\b|are\b|is\b|were\b)[^\W\d_]+)?)(?: (?:each|in each|apiece|per [^\W\d_]+|in each [^\W\d_]+|in every [^\W\d_]+))?"
)
_PRICED = re.compile(
    rf"{_NUMBER.format('count')} (?P<noun>{_NOUN}) (?:at|for|costing|that cost|which cost|priced at|worth) "
    rf"{_NUMBER.format('size')}(?: (?P<coin>[^\W\d_]+))? (?:each|apiece|per [^\W\d_]+|a piece|a [^\W\d_]+|for each|an? [^\W\d_]+)"
)
_BOUGHT_ONE = re.compile(rf"(?:a|an|one|another) (?:{_NOUN}) (?:for|at|that costs|costing|worth) {_NUMBER.format('size')}(?: (?P<coin>[^\W\d_]+))?")
_RATE = re.compile(
    rf"{_NUMBER.format('size')} (?P<noun>[^\W\d_]+) {_ONE} (?P<unit>[^\W\d_]+)"
    rf"(?:,? (?:for|in|over|during|and|he works|she works|works|they work|i work) {_NUMBER.format('count')} (?P<units>[^\W\d_]+))"
)
_PACKED = re.compile(
    rf"(?:{_NUMBER.format('count')} (?P<things>{_NOUN}),? (?:are )?(?:packed |put |placed |arranged |bagged |sorted |divided )?)"
    rf"(?:{_NUMBER.format('size')} (?:to|per|in) (?:a|an|each|every)? ?(?P<noun>[^\W\d_]+)"
    rf"|(?:in|into) (?P<nouns>[^\W\d_]+) of {_NUMBER.format('sizes')})"
)
_AMOUNT = re.compile(
    rf"{_NUMBER.format('count')}(?P<more> (?:more|other|additional|extra|new|further|of (?:them|these|those|the|his|her|its|their|my)))?"
    r"(?: (?P<noun>[^\W\d_]+))?(?: (?P<second>[^\W\d_]+))?"
)
_COMPARED = re.compile(
    rf"(?P<who>[^\W\d_]+) (?:has|have|had|owns|got|is|are|gets|buys|bought|ate|eats|sold|sells|collected|picked|baked) "
    rf"(?:(?P<times>twice|half|double|thrice|{_NUMBER.format('factor')} times) (?:as (?:many|much|old))(?: (?P<noun>[^\W\d_]+))?"
    rf"(?: as (?P<whom>[^\W\d_]+))?|{_NUMBER.format('more')} (?P<way>more|fewer|less)(?: (?P<noun2>[^\W\d_]+))? than (?P<whom2>[^\W\d_]+))"
)
_COMPARES = re.compile(r"\b(?:twice|double|thrice|half|times) as (?:many|much)\b")
_OPENING = re.compile(r"(?:if|suppose|imagine|say|when|let's say|suppose that|imagine that) ")
_PART_LOST = re.compile(rf"(?P<verb>[^\W\d_]+)(?: away)? (?P<part>{'|'.join(w.PARTS)})(?: of (?:them|it|that|those|the [^\W\d_]+|his [^\W\d_]+|her [^\W\d_]+|their [^\W\d_]+|my [^\W\d_]+))?")
_SHARED = re.compile(rf"(?P<verb>[^\W\d_]+) (?:them|it|the [^\W\d_]+|all of them|these|those|everything|the rest)(?: out)?(?: equally| evenly| fairly)? (?:among|between|amongst|with) {_NUMBER.format('count')} (?P<noun>{_NOUN})")


@dataclass(slots=True)
class _Story:
    """What is known after some of the clauses: the words of the request so far, and its value."""

    said: str = ""
    value: Fraction = Fraction(0)
    noun: str = ""
    group: str = ""
    way: int = 0  # of the last verb: +1 more, -1 less
    costs: bool = False  # amounts are prices that add up
    steps: int = 0
    each: bool = False  # the last step shared it out
    loses: bool = False  # some step makes less
    verbs: tuple[frozenset[str], ...] = ()  # stems of the verbs of each clause that has any


class _NotAStory(Exception):  # noqa: N818 - no error: the text is then read otherwise
    """A sentence has none of the shapes."""


def request_of_story(text: str) -> str:
    """The request that a story of two steps or more asks for; empty if the text is none that can be read."""
    form = normalise(text)
    if len(text) > LONGEST or form.quotations or len(form.text.split()) < FEWEST_WORDS:
        return ""
    try:
        return _Teller(text).request()
    except _NotAStory:
        return ""


class _Teller:
    """Reads one story."""

    def __init__(self, text: str) -> None:
        lexed = lex(text, enumerations=False)
        cased = normalise(text).cased
        if len(cased) != len(lexed.text):
            raise _NotAStory
        self.values: list[int] = []
        self.money: list[bool] = []
        pieces: list[str] = []
        position = 0
        for literal in lexed.literals:
            value = literal.value
            if not isinstance(value, int) or literal.form == "ordinal":
                if lexed.text[literal.start : literal.end] not in w.PARTS:
                    raise _NotAStory
                continue
            pieces += [cased[position : literal.start], f"#{len(self.values)}#"]
            self.values.append(value)
            self.money.append(literal.form == "money")
            position = literal.end
        cased = "".join([*pieces, cased[position:]])
        capitalised = frozenset(each.lower() for each in re.findall(r"\b[A-Z][a-z]+\b", cased))
        self.names = (capitalised - w.NO_NAMES) | w.NAMES
        self.text = re.sub(r"\s+", " ", cased.lower()).strip()
        self.used: set[int] = set()
        self.story = _Story()
        self.holders: dict[str, tuple[str, Fraction]] = {}

    def request(self) -> str:
        """The request; raises _NotAStory."""
        fewest = 1 if _COMPARES.search(self.text) or _PART_LOST.search(self.text) else 2
        if len(self.values) < fewest or not w_is_clean(self.text):
            raise _NotAStory
        found = _QUESTION.search(self.text)
        if found is None or "#" in found["asked"]:
            raise _NotAStory
        body = self.text[: found.start()]
        body = self._joined_rates(body[opening.end() :] if (opening := _OPENING.match(body)) else body)
        for clause in _CLAUSES.split(body):
            if clause.strip(" .,;"):
                self._clause(clause.strip(" .,;"))
        if self.used != set(range(len(self.values))):
            raise _NotAStory
        self._asked(found["asked"].strip())
        if self.story.steps < 2:
            raise _NotAStory
        return self.story.said

    # Clauses

    def _joined_rates(self, body: str) -> str:
        """`15 dollars an hour; she works 8 hours` as one clause."""
        return re.sub(
            rf"(#\d+# [a-z]+ {_ONE} [a-z]+)[.,;]? (?:and )?(?:he|she|they|it|i|we|you)? ?(?:works?|worked|runs|ran|reads|saves) (?:for )?(#\d+# [a-z]+)",
            r"\1 for \2",
            body,
        )

    def _clause(self, clause: str) -> None:
        for shape in (self._compared, self._shared, self._part_lost, self._packed, self._changed):
            if shape(clause):
                return
        raise _NotAStory

    def _number(self, mark: str) -> int:
        index = int(mark.strip("#"))
        if index in self.used:
            raise _NotAStory
        self.used.add(index)
        return self.values[index]

    def _compared(self, clause: str) -> bool:
        """`Ann has twice as many as Tom`, `Ann has 5 more than Tom`."""
        found = _COMPARED.fullmatch(clause)
        if found is None:
            return False
        whom = found["whom"] or found["whom2"] or (next(reversed(self.holders)) if self.holders else "")
        noun = found["noun"] or found["noun2"] or ""
        if whom not in self.holders or (noun and stem_of(noun) != self.story.noun):
            raise _NotAStory
        said, value = self.holders[whom]
        if found["way"]:
            number = self._number(found["more"])
            sign = 1 if found["way"] == "more" else -1
            new = (f"{'the sum of' if sign > 0 else 'the difference of'} {said} and {number}", value + sign * number)
        elif found["times"] == "half":
            new = (f"half of {said}", value / 2)
        else:
            factor = {"twice": 2, "double": 2, "thrice": 3}.get(found["times"]) or self._number(found["factor"])
            new = (f"the product of {factor} and {said}", value * factor)
        self.holders[found["who"]] = _whole(new)
        self.story.steps += 1
        return True

    def _shared(self, clause: str) -> bool:
        """`she shares them among 4 friends`."""
        found = _SHARED.search(clause)
        if found is None or found["verb"] not in w.SHARES:
            return False
        self._account(clause, found)
        self._change(f", divide it by {self.values[int(found['count'].strip('#'))]}",
                     self.story.value / max(1, self._number(found["count"])))
        self.story.each = True
        return True

    def _part_lost(self, clause: str) -> bool:
        """`he gives half of them away`."""
        found = _PART_LOST.search(clause)
        if found is None or found["verb"] not in w.LOSING or "#" in clause or not self.story.said:
            return False
        self._account(clause, found)
        top, bottom = w.PARTS[found["part"]]
        rest = bottom - top
        said = f", multiply it by {rest}" if rest > 1 else ""
        self._change(f"{said}, divide it by {bottom}", self.story.value * rest / bottom)
        return True

    def _packed(self, clause: str) -> bool:
        """`pack 96 cookies 8 to a box`, `96 cookies are packed in boxes of 8`."""
        found = _PACKED.search(clause)
        if found is None or self.story.said:
            return False
        self._account(clause, found, frozenset(("pack", "packs", "packed", "put", "puts", "bag", "bags", "arrange", "place", "sort", "are", "bakes", "baked", "has", "have", "had", "divides", "divide")))
        count = self._number(found["count"])
        size = self._number(found["size"] or found["sizes"])
        self.story.noun = stem_of(found["noun"] or found["nouns"])
        self.story.said = f"divide {count} by {size}"
        self.story.value = Fraction(count, max(1, size))
        self._check(step=True)
        return True

    def _changed(self, clause: str) -> bool:
        """An amount, with what it does: `he has 4 bags of 9 marbles`, `gives away 6`, `10 single bottles`."""
        said, value, noun, is_money, match, is_product, group = self._amount(clause)
        verbs = [each for each in re.findall(r"[^\W\d_]+", f"{clause[: match.start()]} {clause[match.end() :]}")]
        way, is_cost = self._way(verbs, is_money)
        self._account(clause, match, w.HAVING | w.GAINING | w.LOSING | w.GONE | w.ADDED)
        if not self.story.said:
            if way < 0 and not is_cost:
                raise _NotAStory
            self.story.said, self.story.value, self.story.noun = f"start with {said}", value, noun
            self.story.group, self.story.costs = group, is_cost
            self.story.steps += is_product
            self.story.way = 1 if way == 0 else way
            who = next((each for each in verbs if each in self.names or each in w.PRONOUNS), "")
            self.holders = {who: (said, value)} if who else {}
            self._check(step=False)
            return True
        if noun and self.story.noun and noun != self.story.noun:
            raise _NotAStory
        way = way or self.story.way
        if is_cost and not self.story.costs:
            way = -1
        who = next((each for each in verbs if each in self.names), "")
        if who and who not in self.holders:
            if self.holders and set(verbs) & w.HAVING and not set(verbs) & (w.LOSING | w.GAINING):
                self.holders[who] = (said, value)
            elif self.holders or way > 0:
                raise _NotAStory  # another person does something
        elif way > 0 and not self.holders and set(verbs) & w.ACQUIRING and _has_subject(clause):
            raise _NotAStory  # what somebody takes may be taken from here
        self.story.way = way
        self.story.steps += is_product
        self._change(f", {'add' if way > 0 else 'subtract'} {said}", self.story.value + way * value)
        return True

    def _amount(self, clause: str) -> tuple[str, Fraction, str, bool, re.Match[str], bool, str]:
        for pattern in (_RATE, _PRICED, _GROUPS):
            found = pattern.search(clause)
            if found is None:
                continue
            groups = found.groupdict()
            size_is_money = self.money[int(found["size"].strip("#"))]
            count, size = self._number(found["count"]), self._number(found["size"])
            if pattern is _RATE:
                if stem_of(found["unit"]) != stem_of(found["units"]) or found["unit"] not in w.UNITS | {stem_of(each) for each in w.UNITS}:
                    raise _NotAStory
                noun = found["noun"]
            else:
                noun = groups.get("coin") or ("dollars" if size_is_money else "") if pattern is _PRICED else found["noun"].split()[-1]
                if pattern is _PRICED and noun not in w.MONEY:
                    raise _NotAStory
            is_money = noun in w.MONEY
            group = stem_of(groups["groups"].split()[-1]) if pattern is _GROUPS else ""
            return (f"the product of {count} and {size}", Fraction(count * size), _noun(noun), is_money, found, True, group)
        found = _BOUGHT_ONE.search(clause)
        if found is not None:
            is_money = found["coin"] in w.MONEY or self.money[int(found["size"].strip("#"))]
            if not is_money:
                raise _NotAStory
            size = self._number(found["size"])
            return (str(size), Fraction(size), "dollar", True, found, True, "")
        found = _AMOUNT.search(clause)
        if found is None:
            raise _NotAStory
        count = self._number(found["count"])
        noun, match = self._counted(clause, found)
        is_money = noun in w.MONEY or self.money[int(found["count"].strip("#"))]
        return (str(count), Fraction(count), _noun("dollars" if is_money and not noun else noun), is_money, match, False, "")

    def _counted(self, clause: str, found: re.Match[str]) -> tuple[str, re.Match[str]]:
        """The noun that an amount counts, and the part of the clause with number and noun."""
        base = clause[: found.start()] + found["count"]
        first, second = found["noun"] or "", found["second"] or ""
        stops = w.PREPOSITIONS | w.ADVERBS | w.GONE | w.ADDED | w.HAVING | w.LOSING | w.GAINING | w.PRONOUNS | w.DETERMINERS
        kept: list[str] = []
        for each in (first, second):
            if not each or (each in stops and each not in ("single", "loose", "new", "old", "other", "individual", "extra", "spare", "separate")):
                break
            kept.append(each)
            if each.endswith("s") or each in COUNTED:
                break
        noun = kept[-1] if kept else ""
        length = len(found["count"]) + len(found["more"] or "") + sum(1 + len(each) for each in kept)
        pattern = re.compile(re.escape(clause[found.start() : found.start() + length]))
        match = pattern.search(clause, len(base) - len(found["count"]))
        assert match is not None
        return noun, match

    def _way(self, words: list[str], is_money: bool) -> tuple[int, bool]:
        """+1 or -1 for more or less, 0 if no verb says it; and whether the amount is a price that is paid."""
        ways = {1: set(words) & (w.GAINING | w.ADDED), -1: set(words) & (w.LOSING | w.GONE)}
        moves = set(words) & w.MOVING
        if moves:
            ways = {1: moves & ways[1], -1: set()}
            back, on = {"off", "away", "out"} & set(words), {"on", "in", "up", "back"} & set(words)
            if bool(back) == bool(on) and not moves <= w.ARRIVING:
                raise _NotAStory
            ways = {1: set(), -1: moves} if back else {1: moves, -1: set()}
        elif ways[1] and {"off", "away", "out"} & set(words):
            raise _NotAStory
        ways[1] -= {"got"} if self.story.said == "" else set()
        if self.story.said == "" and not moves:
            ways[-1] = set()if set(words) & w.HAVING else ways[-1]
        stems = frozenset(map(stem_of, set(words) & (w.GAINING | w.LOSING)))
        if stems:
            self.story.verbs += (stems,)
        buys = {"buy", "buys", "bought", "purchase", "purchases", "purchased", "order", "orders", "ordered"} & set(words)
        if is_money and (buys or (not words and self.story.costs)):
            return 1, True
        if ways[1] and ways[-1]:
            raise _NotAStory
        return (1 if ways[1] else -1 if ways[-1] else 0), False

    def _account(self, clause: str, match: re.Match[str], verbs: frozenset[str] = frozenset()) -> None:
        """Every word around the amount must have a place: a person, a verb, `to his sister`, `on Monday`."""
        rest = f"{clause[: match.start()]} | {clause[match.end() :]}"
        if "#" in rest:
            raise _NotAStory
        rest = re.sub(
            rf"\b(?:{'|'.join(w.PREPOSITIONS)}) (?:(?:{'|'.join(w.DETERMINERS)}) )?(?:[^\W\d_]+ )?[^\W\d_]+\b(?=\s*(?:\||$|\b(?:{'|'.join(w.PREPOSITIONS)})\b))",
            " ", rest,
        )
        rest = re.sub(rf"\b(?:{'|'.join(w.DETERMINERS)}) (?:[^\W\d_]+ )??[^\W\d_]+\b", " ", rest)
        allowed = verbs | w.ADVERBS | w.PRONOUNS | self.names | w.PREPOSITIONS | w.SHARES | w.LOSING
        if any(each not in allowed for each in re.findall(r"[^\W\d_]+", rest)):
            raise _NotAStory

    def _change(self, said: str, value: Fraction) -> None:
        if not self.story.said:
            raise _NotAStory
        self.story.said += said
        self.story.loses |= value < self.story.value
        self.story.value = value
        self.story.each = False
        self._check(step=True)

    def _check(self, *, step: bool) -> None:
        self.story.steps += step
        if self.story.value < 0 or self.story.value.denominator != 1:
            raise _NotAStory

    # The question

    def _asked(self, question: str) -> None:
        words = re.findall(r"[^\W\d_]+", question)
        body = re.findall(r"[^\W\d_]+", self.text[: -len(question)])
        nouns = {stem_of(each) for each in body if each not in w.GAINING | w.LOSING}
        done = {stem_of(each) for each in words if each in w.GAINING | w.LOSING and each not in w.QUESTION}
        if done:
            if self.story.loses or not all(done & each for each in self.story.verbs) or self.story.way < 0:
                raise _NotAStory
            nouns |= done
        if any(each not in w.QUESTION and stem_of(each) not in nouns and each not in w.PERSONS for each in words):
            raise _NotAStory
        named = [each for each in words if each in self.holders and each in self.names]
        together = {"together", "altogether", "total", "all", "both", "combined"} & set(words)
        if len(self.holders) > 1:
            if together:
                parts = [said for said, _ in self.holders.values()]
                self.story.said = f"the sum of {', '.join(parts[:-1])} and {parts[-1]}"
            elif len(named) == 1:
                self.story.said = self.holders[named[0]][0]
            else:
                raise _NotAStory
            self.story.steps += 1
            return
        asked = re.match(r"(?:so )?how many (?:more |full |whole )?([^\W\d_]+)", question)
        if asked is not None and asked[1] not in w.QUESTION and self.story.noun and stem_of(asked[1]) != self.story.noun:
            raise _NotAStory
        if self.story.each != bool({"each", "every", "everyone", "everybody", "apiece"} & set(words)):
            raise _NotAStory
        if self.story.costs:
            if not w.ASKS_COST & set(words) and "total" not in words:
                raise _NotAStory
        elif w.ASKS_COST & set(words) or not (w.ASKS_RUNNING & set(words) or done or self.story.each):
            raise _NotAStory
        asks_rest = {"left", "remain", "remains", "remaining"} & set(words)
        if (asks_rest and not self.story.loses) or (together and self.story.loses and "now" not in words):
            raise _NotAStory


def _has_subject(clause: str) -> bool:
    """Whether a clause says who acts, or that something is done: `the farmer picks 5`, `5 are picked`."""
    first = clause.split()[0]
    return first in w.DETERMINERS or any(each in clause.split() for each in ("is", "are", "was", "were"))


def _noun(noun: str) -> str:
    return "dollar" if noun in w.MONEY else stem_of(noun) if noun else ""


def _whole(holder: tuple[str, Fraction]) -> tuple[str, Fraction]:
    if holder[1] < 0 or holder[1].denominator != 1:
        raise _NotAStory
    return holder


def w_is_clean(text: str) -> bool:
    """Whether a text says nothing that turns its meaning."""
    return NEGATIONS.isdisjoint(re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text))
