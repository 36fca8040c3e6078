"""From a story to a request: `start with 4 times 9, subtract 6`.

A story is read only if each of its sentences has one of a few shapes, each word has a place in them, all amounts
count the same things, and each amount on the way is a whole number that is not negative.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from neurlang.prompts.reading.contradictions.finding import COUNTED
from neurlang.prompts.reading.lexicon.word_forms import stem_of
from neurlang.prompts.reading.literals import lex
from neurlang.prompts.reading.literals.normal_form import normalise
from neurlang.prompts.reading.phrases import NEGATIONS
from neurlang.prompts.reading.stories import shapes
from neurlang.prompts.reading.stories import words as w

LONGEST = 400  # characters
FEWEST_WORDS = 8
_PREPOSITION = "|".join(w.PREPOSITIONS)
_DETERMINER = "|".join(w.DETERMINERS)
_PREPOSITIONAL = re.compile(
    rf"\b(?:{_PREPOSITION}) (?:(?:{_DETERMINER}) )?(?:[^\W\d_]+ )?[^\W\d_]+\b(?=\s*(?:\||$|\b(?:{_PREPOSITION})\b))"
)
_DETERMINED = re.compile(rf"\b(?:{_DETERMINER}) (?:[^\W\d_]+ )??[^\W\d_]+\b")
_ADJECTIVES = frozenset(("single", "loose", "new", "old", "other", "individual", "extra", "spare", "separate"))
_NO_NOUNS = (
    w.PREPOSITIONS | w.ADVERBS | w.GONE | w.ADDED | w.HAVING | w.LOSING | w.GAINING | w.PRONOUNS | w.DETERMINERS | w.MOVING
) - _ADJECTIVES


@dataclass(slots=True)
class _Story:
    """What is known after some of the clauses: the words of the request so far, and its value."""

    said: str = ""
    value: Fraction = Fraction(0)
    noun: str = ""
    way: int = 0  # of the last verb: +1 more, -1 less
    costs: bool = False  # amounts are prices that add up
    steps: int = 0
    each: bool = False  # the last step shared it out
    loses: bool = False  # some step makes less
    verbs: tuple[frozenset[str], ...] = ()  # stems of the verbs of each clause that has any
    group: str = ""  # what the things are in, and how many are in each
    size: int = 0
    had: bool = False  # the first sentence says what there was
    tally: bool = False  # the story says only what was done: `sells 8 boxes and 6 more`


@dataclass(frozen=True, slots=True)
class _Amount:
    """An amount of a clause, and where it stands."""

    said: str
    value: Fraction
    noun: str  # its stem
    is_money: bool
    start: int
    end: int
    group: str = ""
    size: int = 0  # of a group
    verb: str = ""  # within the shape
    is_product: bool = False


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
        self.story = _Story()
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
            self.story.steps += "dozen" in lexed.text[literal.start : literal.end]
            position = literal.end
        cased = "".join([*pieces, cased[position:]])
        capitalised = frozenset(each.lower() for each in re.findall(r"\b[A-Z][a-z]+\b", cased))
        self.names = (capitalised - w.NO_NAMES) | w.NAMES
        self.text = re.sub(r"\s+", " ", cased.lower()).strip()
        self.used: set[int] = set()
        self.holders: dict[str, tuple[str, Fraction]] = {}

    def request(self) -> str:
        """The request; raises _NotAStory."""
        fewest = 1 if shapes.COMPARES.search(self.text) or shapes.PART_LOST.search(self.text) else 2
        if len(self.values) < fewest or not w_is_clean(self.text):
            raise _NotAStory
        found = shapes.QUESTION.search(self.text)
        if found is None or "#" in found["asked"]:
            raise _NotAStory
        body = self.text[: found.start()]
        body = self._joined_rates(body[opening.end() :] if (opening := shapes.OPENING.match(body)) else body)
        for clause in shapes.CLAUSES.split(body):
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
        """`15 dollars an hour; she works 8 hours` as one clause, `a library with 500 books lends 120` as two."""
        return shapes.WITH_AMOUNT.sub(r"\1 \2 has \3, \4", shapes.RATE_OF_WORK.sub(r"\1 for \2", body))

    def _clause(self, clause: str) -> None:
        every = (self._compared, self._shared, self._each_does, self._part_lost, self._packed, self._paid, self._changed)
        if not any(shape(clause) for shape in every):
            raise _NotAStory

    def _number(self, mark: str) -> int:
        index = int(mark.strip("#"))
        if index in self.used:
            raise _NotAStory
        self.used.add(index)
        return self.values[index]

    def _compared(self, clause: str) -> bool:
        """`Ann has twice as many as Tom`, `Ann has 5 more than Tom`."""
        found = shapes.COMPARED.fullmatch(clause)
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
            operation = "the sum of" if sign > 0 else "the difference of"
            new = (f"{operation} {said} and {number}", value + sign * number)
        elif found["times"] == "half":
            new = (f"half of {said}", value / 2)
        else:
            factor = {"twice": 2, "double": 2, "thrice": 3}.get(found["times"]) or self._number(found["factor"])
            new = (f"the product of {factor} and {said}", value * factor)
        self.holders[found["who"]] = _whole(new)
        self.story.steps += 1
        return True

    def _shared(self, clause: str) -> bool:
        """`4 friends share 36 cherries`, `she shares them among 4 friends`, `packs the rest into 7 bags`."""
        if not self.story.said:
            for pattern in shapes.SHARED_FIRST:
                found = pattern.search(clause)
                if found is not None and w.SHARES & {found["verb"], found.groupdict().get("done")}:
                    self._account(clause, found.span(), w.HAVING)
                    whole, count = self._number(found["size"]), self._number(found["count"])
                    self.story.said, self.story.noun = f"divide {whole} by {count}", stem_of(found["noun"])
                    self.story.value, self.story.each = Fraction(whole, max(1, count)), True
                    self._check(step=True)
                    return True
            return False
        found = shapes.SHARED.search(clause)
        if found is None or found["verb"] not in w.SHARES:
            return False
        self._account(clause, found.span())
        count = self._number(found["count"])
        self._change(f", divide it by {count}", self.story.value / max(1, count))
        self.story.each = True
        return True

    def _each_does(self, clause: str) -> bool:
        """`each eats 2`, after something was shared."""
        found = shapes.EACH_DOES.search(clause)
        if found is None or not self.story.each:
            return False
        way, _ = self._way([found["verb"], *_words(clause[found.end() :])], is_money=False)
        self._account(clause, found.span())
        number = self._number(found["count"])
        if way == 0 or (found["noun"] and stem_of(found["noun"]) not in (self.story.noun, "more")):
            raise _NotAStory
        self._change(f", {'add' if way > 0 else 'subtract'} {number}", self.story.value + way * number)
        self.story.each = True
        return True

    def _part_lost(self, clause: str) -> bool:
        """`he gives half of them away`."""
        found = shapes.PART_LOST.search(clause)
        if found is None or found["verb"] not in w.LOSING or "#" in clause or not self.story.said:
            return False
        self._account(clause, found.span())
        top, bottom = w.PARTS[found["part"]]
        rest = bottom - top
        said = f", multiply it by {rest}" if rest > 1 else ""
        self._change(f"{said}, divide it by {bottom}", self.story.value * rest / bottom)
        return True

    def _packed(self, clause: str) -> bool:
        """`pack 96 cookies 8 to a box`, `96 cookies are packed in boxes of 8`."""
        found = shapes.PACKED.search(clause)
        if found is None or self.story.said:
            return False
        self._account(clause, found.span(), w.PACKS | w.HAVING | w.GAINING)
        count = self._number(found["count"])
        size = self._number(found["size"] or found["sizes"])
        self.story.noun = stem_of(found["noun"] or found["nouns"])
        self.story.said = f"divide {count} by {size}"
        self.story.value = Fraction(count, max(1, size))
        self._check(step=True)
        return True

    def _paid(self, clause: str) -> bool:
        """`pays with 20 dollars`, after a cost."""
        found = shapes.PAID.search(clause)
        if found is None or not self.story.costs or not self._is_money(found["count"], found[0]):
            return False
        self._account(clause, found.span())
        number = self._number(found["count"])
        self._change(f", subtract it from {number}", number - self.story.value)
        self.story.costs, self.story.loses = False, True
        return True

    def _is_money(self, mark: str, text: str = "") -> bool:
        return self.money[int(mark.strip("#"))] or not w.MONEY.isdisjoint(text.split())

    def _changed(self, clause: str) -> bool:
        """An amount, with what it does: `he has 4 bags of 9 marbles`, `gives away 6`, `10 single bottles`."""
        amount = self._amount(clause)
        verbs = _words(f"{clause[: amount.start]} {amount.verb} {clause[amount.end :]}")
        goes_far = not w.DISTANCES.isdisjoint((amount.noun, f"{amount.noun}s")) and not w.MOVING.isdisjoint(verbs)
        way, is_cost = (1, False) if goes_far else self._way(verbs, amount.is_money)
        known = w.HAVING | w.GAINING | w.LOSING | w.GONE | w.ADDED | w.MOVING
        self._account(clause, (amount.start, amount.end), known)
        if not self.story.said:
            self._begin(amount, verbs, way, is_cost=is_cost)
            return True
        if amount.noun and self.story.noun and amount.noun != self.story.noun:
            if amount.noun != self.story.group or amount.is_product or not self.story.size:
                raise _NotAStory
            amount = replace(  # `gives 2 boxes away` of boxes with 12 crayons
                amount, said=f"the product of {amount.value} and {self.story.size}", value=amount.value * self.story.size,
                is_product=True,
            )  # fmt: skip
        if self.story.tally and way < 0:
            way = 1
        way = way or self.story.way
        if is_cost and not self.story.costs:
            way = -1
        who = next((each for each in verbs if each in self.names), "")
        if who and who not in self.holders:
            if self.holders and set(verbs) & w.HAVING and not set(verbs) & (w.LOSING | w.GAINING):
                self.holders[who] = (amount.said, amount.value)
            elif self.holders or way > 0:
                raise _NotAStory  # another person does something
        elif way > 0 and not self.holders and set(verbs) & w.ACQUIRING and _has_subject(clause):
            raise _NotAStory  # what somebody takes may be taken from here
        self.story.way = way
        self.story.steps += amount.is_product
        self._change(f", {'add' if way > 0 else 'subtract'} {amount.said}", self.story.value + way * amount.value)
        return True

    def _begin(self, amount: _Amount, verbs: list[str], way: int, *, is_cost: bool) -> None:
        self.story.tally = way < 0
        self.story.had = not w.HAVING.isdisjoint(verbs)
        self.story.said, self.story.value, self.story.noun = f"start with {amount.said}", amount.value, amount.noun
        self.story.group, self.story.size, self.story.costs = amount.group, amount.size, is_cost
        self.story.steps += amount.is_product
        self.story.way = 1
        who = next((each for each in verbs if each in self.names or each in w.PRONOUNS), "")
        self.holders = {who: (amount.said, amount.value)} if who else {}
        self._check(step=False)

    def _amount(self, clause: str) -> _Amount:
        for name, pattern in shapes.AMOUNTS.items():
            found = pattern.search(clause)
            if found is not None:
                return self._product(name, found)
        found = shapes.BOUGHT_ONE.search(clause)
        if found is not None:
            if not self._is_money(found["size"], found["coin"] or ""):
                raise _NotAStory
            size = self._number(found["size"])
            return _Amount(str(size), Fraction(size), "dollar", True, *found.span(), is_product=True)
        found = shapes.AMOUNT.search(clause)
        if found is None:
            raise _NotAStory
        noun, end = _counted(found)
        is_money = self._is_money(found["count"], noun)
        count = self._number(found["count"])
        return _Amount(str(count), Fraction(count), _noun("dollars" if is_money else noun), is_money, found.start(), end)

    def _product(self, shape: str, found: re.Match[str]) -> _Amount:
        groups = found.groupdict()
        noun = (groups.get("noun") or groups.get("coin") or "").split(" ")[-1]
        is_money = self._is_money(found["size"], noun)
        if shape == "rate" and not _same_unit(found["unit"], found["units"]):
            raise _NotAStory
        if shape == "priced" and not is_money:
            raise _NotAStory
        if shape == "have each" and groups["verb"] in w.PREPOSITIONS:
            raise _NotAStory
        count, size = self._number(found["count"]), self._number(found["size"])
        group = stem_of(groups["groups"].split()[-1]) if groups.get("groups") else ""
        return _Amount(
            f"the product of {count} and {size}", Fraction(count * size), _noun("dollars" if is_money else noun), is_money,
            *found.span(), group, size, groups.get("verb") or "", is_product=True,
        )  # fmt: skip

    def _way(self, words: list[str], is_money: bool) -> tuple[int, bool]:
        """+1 or -1 for more or less, 0 if no verb says it; and whether the amount is a price that is paid."""
        ways = {1: set(words) & (w.GAINING | w.ADDED), -1: set(words) & (w.LOSING | w.GONE)}
        passive = not {"is", "are", "was", "were", "been"}.isdisjoint(words)
        if passive and not {"left", "remain", "remains"}.isdisjoint(words):
            raise _NotAStory  # `2 are left over` says what remains
        if passive:
            ways = {1: set(words) & w.ADDED, -1: set(words) & w.GONE}
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
        stems = frozenset(map(_root, set(words) & (w.GAINING | w.LOSING | w.MOVING)))
        if stems:
            self.story.verbs += (stems,)
        buys = {"buy", "buys", "bought", "purchase", "purchases", "purchased", "order", "orders", "ordered"} & set(words)
        if is_money and (buys or (not words and self.story.costs)):
            return 1, True
        if ways[1] and ways[-1]:
            raise _NotAStory
        return (1 if ways[1] else -1 if ways[-1] else 0), False

    def _account(self, clause: str, place: tuple[int, int], verbs: frozenset[str] = frozenset()) -> None:
        """Every word around the amount must have a place: a person, a verb, `to his sister`, `on Monday`."""
        rest = f"{clause[: place[0]]} | {clause[place[1] :]}"
        if "#" in rest:
            raise _NotAStory
        rest = _DETERMINED.sub(" ", _PREPOSITIONAL.sub(" ", rest))
        allowed = verbs | w.ADVERBS | w.PRONOUNS | self.names | w.PREPOSITIONS | w.SHARES | w.LOSING
        if any(each not in allowed for each in _words(rest)):
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
        words = _words(question)
        nouns = {stem_of(each) for each in _words(self.text[: -len(question)]) if each not in w.GAINING | w.LOSING}
        actions = [each for each in words if each in w.GAINING | w.LOSING | w.MOVING and each not in w.NEUTRAL]
        done = {_root(each) for each in actions}
        if done or self.story.tally:
            if self.story.loses or self.story.had or not done or not all(done & each for each in self.story.verbs):
                raise _NotAStory
            words = [each for each in words if each not in actions]
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
        if self.story.each != bool({"each", "every", "everyone", "everybody", "apiece", "per"} & set(words)):
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


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text)


def _root(verb: str) -> str:
    return stem_of(w.IRREGULAR.get(verb, verb))


def _same_unit(unit: str, units: str) -> bool:
    """Whether `a day` and `for 6 days` have the same unit."""
    return stem_of(unit) == stem_of(units) and stem_of(unit) in set(map(stem_of, w.UNITS))


def _counted(found: re.Match[str]) -> tuple[str, int]:
    """The noun that an amount counts, and where number and noun end."""
    kept: list[str] = []
    for each in (found["noun"] or "", found["second"] or ""):
        if not each or each in _NO_NOUNS:
            break
        kept.append(each)
        if each.endswith("s") or each in COUNTED:
            break
    length = len(found["count"]) + len(found["more"] or "") + sum(1 + len(each) for each in kept)
    return (kept[-1] if kept else ""), found.start() + length


def _noun(noun: str) -> str:
    return "dollar" if noun in w.MONEY else stem_of(noun) if noun else ""


def _whole(holder: tuple[str, Fraction]) -> tuple[str, Fraction]:
    if holder[1] < 0 or holder[1].denominator != 1:
        raise _NotAStory
    return holder


def w_is_clean(text: str) -> bool:
    """Whether a text says nothing that turns its meaning."""
    return NEGATIONS.isdisjoint(re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text))
