"""From a story to a request: `start with 4 times 9, subtract 6`.

A story is read only if each of its sentences has one of a few shapes, each word has a place in them, all amounts
count the same things, and each amount on the way is a whole number that is not negative.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from neurlang.prompts.reading.lexicon.word_forms import stem_of
from neurlang.prompts.reading.literals.normal_form import normalise
from neurlang.prompts.reading.phrases import NEGATIONS
from neurlang.prompts.reading.stories import shapes
from neurlang.prompts.reading.stories import words as w
from neurlang.prompts.reading.stories.amounts import Amount, amount_of
from neurlang.prompts.reading.stories.asking import request_asked
from neurlang.prompts.reading.stories.story import NotAStoryError, Story, Text, root_of, text_of, words_in

LONGEST = 400  # characters
FEWEST_WORDS = 8
_PREPOSITION = "|".join(w.PREPOSITIONS)
_DETERMINER = "|".join(w.DETERMINERS)
_PREPOSITIONAL = re.compile(
    rf"\b(?:{_PREPOSITION}) (?:(?:{_DETERMINER}) )?(?:[^\W\d_]+ )?[^\W\d_]+\b(?=\s*(?:\||$|\b(?:{_PREPOSITION})\b))"
)
_DETERMINED = re.compile(rf"\b(?:{_DETERMINER}) (?:[^\W\d_]+ )??[^\W\d_]+\b")
_VERBS = w.HAVING | w.GAINING | w.LOSING | w.GONE | w.ADDED | w.MOVING
_PASSIVE = frozenset(("is", "are", "was", "were", "been"))
_BUYING = frozenset(
    ("buy", "buys", "bought", "purchase", "purchases", "purchased", "order", "orders", "ordered")
)


def request_of_story(prompt: str) -> str:
    """The request that a story of two steps or more asks for; empty if the text is none that can be read."""
    form = normalise(prompt)
    words = form.text.split()
    if len(prompt) > LONGEST or form.quotations or len(words) < FEWEST_WORDS or not w.ASKING & set(words):
        return ""
    try:
        return _Teller(text_of(prompt)).request()
    except NotAStoryError:
        return ""


class _Teller:
    """Reads one story."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.story = Story(steps=text.dozens)

    def request(self) -> str:
        """The request; raises NotAStoryError."""
        text = self.text.text
        fewest = 1 if shapes.COMPARES.search(text) or shapes.PART_LOST.search(text) else 2
        found = shapes.QUESTION.search(text)
        if len(self.text.values) < fewest or not _is_clean(text) or found is None or "#" in found["asked"]:
            raise NotAStoryError
        body = text[: found.start()]
        opening = shapes.OPENING.match(body)
        for clause in shapes.CLAUSES.split(_rearranged(body[opening.end() :] if opening else body)):
            if clause.strip(" .,;"):
                self._clause(clause.strip(" .,;"))
        if not self.text.is_used_up:
            raise NotAStoryError
        request = request_asked(found["asked"].strip(), self.story, self.text)
        if self.story.steps < 2:
            raise NotAStoryError
        return request

    def _clause(self, clause: str) -> None:
        every = (
            self._compared,
            self._shared,
            self._each_does,
            self._part_lost,
            self._packed,
            self._paid,
            self._changed,
        )
        if not any(shape(clause) for shape in every):
            raise NotAStoryError

    def _compared(self, clause: str) -> bool:
        """`Ann has twice as many as Tom`, `Ann has 5 more than Tom`."""
        found = shapes.COMPARED.fullmatch(clause)
        if found is None:
            return False
        whom = (
            found["whom"]
            or found["whom2"]
            or (next(reversed(self.story.holders)) if self.story.holders else "")
        )
        noun = found["noun"] or found["noun2"] or ""
        if whom not in self.story.holders or (noun and stem_of(noun) != self.story.noun):
            raise NotAStoryError
        said, value = self.story.holders[whom]
        if found["way"]:
            number = self.text.number(found["more"])
            sign = 1 if found["way"] == "more" else -1
            operation = "the sum of" if sign > 0 else "the difference of"
            new = (f"{operation} {said} and {number}", value + sign * number)
        elif found["times"] == "half":
            new = (f"half of {said}", value / 2)
        else:
            factor = {"twice": 2, "double": 2, "thrice": 3}.get(found["times"]) or self.text.number(
                found["factor"]
            )
            new = (f"the product of {factor} and {said}", value * factor)
        self.story.holders[found["who"]] = _whole(new)
        self.story.steps += 1
        return True

    def _shared(self, clause: str) -> bool:
        """`she shares them among 4 friends`, `packs the rest into 7 bags`."""
        if not self.story.said:
            return self._shared_first(clause)
        found = shapes.SHARED.search(clause)
        if found is None or found["verb"] not in w.SHARES:
            return False
        self._account(clause, found.span())
        count = self.text.number(found["count"])
        self.story.change(f", divide it by {count}", self.story.value / max(1, count))
        self.story.each = True
        return True

    def _shared_first(self, clause: str) -> bool:
        """`4 friends share 36 cherries`, `48 candies are split among 6 kids`."""
        for pattern in shapes.SHARED_FIRST:
            found = pattern.search(clause)
            if found is None or not w.SHARES & {found["verb"], found.groupdict().get("done")}:
                continue
            self._account(clause, found.span(), w.HAVING)
            whole, count = self.text.number(found["size"]), self.text.number(found["count"])
            self._begin_with(f"divide {whole} by {count}", Fraction(whole, max(1, count)), found["noun"])
            self.story.each = True
            return True
        return False

    def _begin_with(self, said: str, value: Fraction, noun: str) -> None:
        """Begin with a step of its own."""
        self.story.said, self.story.value, self.story.noun = said, value, stem_of(noun)
        self.story.steps += 1
        self.story.check()

    def _each_does(self, clause: str) -> bool:
        """`each eats 2`, after something was shared."""
        found = shapes.EACH_DOES.search(clause)
        if found is None or not self.story.each:
            return False
        way, _ = self._way([found["verb"], *words_in(clause[found.end() :])], is_money=False)
        self._account(clause, found.span())
        number = self.text.number(found["count"])
        if way == 0 or (found["noun"] and stem_of(found["noun"]) not in (self.story.noun, "more")):
            raise NotAStoryError
        self.story.change(f", {'add' if way > 0 else 'subtract'} {number}", self.story.value + way * number)
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
        self.story.change(f"{said}, divide it by {bottom}", self.story.value * rest / bottom)
        return True

    def _packed(self, clause: str) -> bool:
        """`pack 96 cookies 8 to a box`, `96 cookies are packed in boxes of 8`."""
        found = shapes.PACKED.search(clause)
        if found is None or self.story.said:
            return False
        self._account(clause, found.span(), w.PACKS | w.HAVING | w.GAINING)
        count = self.text.number(found["count"])
        size = self.text.number(found["size"] or found["sizes"])
        noun = found["noun"] or found["nouns"]
        self._begin_with(f"divide {count} by {size}", Fraction(count, max(1, size)), noun)
        return True

    def _paid(self, clause: str) -> bool:
        """`pays with 20 dollars`, after a cost."""
        found = shapes.PAID.search(clause)
        if found is None or not self.story.costs or not self.text.is_money(found["count"], found[0]):
            return False
        self._account(clause, found.span())
        number = self.text.number(found["count"])
        self.story.change(f", subtract it from {number}", number - self.story.value)
        self.story.costs, self.story.loses = False, True
        return True

    def _changed(self, clause: str) -> bool:
        """An amount, with what it does: `he has 4 bags of 9 marbles`, `gives away 6`, `10 single bottles`."""
        amount = amount_of(clause, self.text)
        verbs = words_in(f"{clause[: amount.start]} {amount.verb} {clause[amount.end :]}")
        moves = not w.MOVING.isdisjoint(verbs)
        goes_far = moves and not w.DISTANCES.isdisjoint((amount.noun, f"{amount.noun}s"))
        way, is_cost = (1, False) if goes_far else self._way(verbs, amount.is_money)
        self._account(clause, (amount.start, amount.end), _VERBS)
        if not self.story.said:
            self._begin(amount, verbs, way, is_cost=is_cost)
            return True
        amount = self._in_things(amount)
        if self.story.tally and way < 0:
            way = 1
        way = way or self.story.way
        if is_cost and not self.story.costs:
            way = -1
        self._check_person(clause, amount, verbs, way)
        self.story.acts |= w.HAVING.isdisjoint(verbs) or not (w.LOSING | w.GAINING).isdisjoint(verbs)
        self.story.way = way
        self.story.steps += amount.is_product
        said = f", {'add' if way > 0 else 'subtract'} {amount.said}"
        self.story.change(said, self.story.value + way * amount.value)
        return True

    def _in_things(self, amount: Amount) -> Amount:
        """The amount in what the story counts: `gives 2 boxes away` of boxes with 12 crayons. Raises NotAStoryError."""
        if not amount.noun or not self.story.noun or amount.noun == self.story.noun:
            return amount
        if amount.noun != self.story.group or amount.is_product or not self.story.size:
            raise NotAStoryError
        said = f"the product of {amount.value} and {self.story.size}"
        return replace(amount, said=said, value=amount.value * self.story.size, is_product=True)

    def _check_person(self, clause: str, amount: Amount, verbs: list[str], way: int) -> None:
        """Raise NotAStoryError if another person does something, or takes what may be taken from here."""
        who = next((each for each in verbs if each in self.text.names), "")
        if who and who not in self.story.holders:
            has = not w.HAVING.isdisjoint(verbs) and (w.LOSING | w.GAINING).isdisjoint(verbs)
            if self.story.holders and has:
                self.story.holders[who] = (amount.said, amount.value)
            elif self.story.holders or way > 0:
                raise NotAStoryError
        elif (
            way > 0 and not self.story.holders and not w.ACQUIRING.isdisjoint(verbs) and _has_subject(clause)
        ):
            raise NotAStoryError

    def _begin(self, amount: Amount, verbs: list[str], way: int, *, is_cost: bool) -> None:
        self.story.tally = way < 0
        self.story.had = not w.HAVING.isdisjoint(verbs)
        self.story.said, self.story.value, self.story.noun = (
            f"start with {amount.said}",
            amount.value,
            amount.noun,
        )
        self.story.group, self.story.size, self.story.costs = amount.group, amount.size, is_cost
        self.story.steps += amount.is_product
        self.story.way = 1
        who = next((each for each in verbs if each in self.text.names or each in w.PRONOUNS), "")
        self.story.holders = {who: (amount.said, amount.value)} if who else {}
        self.story.check()

    def _way(self, words: list[str], is_money: bool) -> tuple[int, bool]:
        """+1 or -1 for more or less, 0 if no verb says it; and whether the amount is a price that is paid."""
        ways = {1: set(words) & (w.GAINING | w.ADDED), -1: set(words) & (w.LOSING | w.GONE)}
        passive = not _PASSIVE.isdisjoint(words)
        if passive and not {"left", "remain", "remains"}.isdisjoint(words):
            raise NotAStoryError  # `2 are left over` says what remains
        if passive:
            ways = {1: set(words) & w.ADDED, -1: set(words) & w.GONE}
        moves = set(words) & w.MOVING
        if moves:
            ways = {1: moves & ways[1], -1: set()}
            back, on = {"off", "away", "out"} & set(words), {"on", "in", "up", "back"} & set(words)
            if bool(back) == bool(on) and not moves <= w.ARRIVING:
                raise NotAStoryError
            ways = {1: set(), -1: moves} if back else {1: moves, -1: set()}
        elif ways[1] and {"off", "away", "out"} & set(words):
            raise NotAStoryError
        ways[1] -= {"got"} if self.story.said == "" else set()
        if self.story.said == "" and not moves:
            ways[-1] = set() if set(words) & w.HAVING else ways[-1]
        stems = frozenset(map(root_of, set(words) & (w.GAINING | w.LOSING | w.MOVING)))
        if stems:
            self.story.verbs += (stems,)
        if is_money and (not _BUYING.isdisjoint(words) or (not words and self.story.costs)):
            return 1, True
        if ways[1] and ways[-1]:
            raise NotAStoryError
        return (1 if ways[1] else -1 if ways[-1] else 0), False

    def _account(self, clause: str, place: tuple[int, int], verbs: frozenset[str] = frozenset()) -> None:
        """Every word around the amount must have a place: a person, a verb, `to his sister`, `on Monday`."""
        rest = f"{clause[: place[0]]} | {clause[place[1] :]}"
        if "#" in rest:
            raise NotAStoryError
        rest = _DETERMINED.sub(" ", _PREPOSITIONAL.sub(" ", rest))
        allowed = verbs | w.ADVERBS | w.PRONOUNS | self.text.names | w.PREPOSITIONS | w.SHARES | w.LOSING
        if any(each not in allowed for each in words_in(rest)):
            raise NotAStoryError


def _rearranged(body: str) -> str:
    """`15 dollars an hour; she works 8 hours` as one clause, `a library with 500 books lends 120` as two."""
    return shapes.WITH_AMOUNT.sub(r"\1 \2 has \3, \4", shapes.RATE_OF_WORK.sub(r"\1 for \2", body))


def _has_subject(clause: str) -> bool:
    """Whether a clause says who acts, or that something is done: `the farmer picks 5`, `5 are picked`."""
    first = clause.split()[0]
    return first in w.DETERMINERS or any(each in clause.split() for each in ("is", "are", "was", "were"))


def _whole(holder: tuple[str, Fraction]) -> tuple[str, Fraction]:
    if holder[1] < 0 or holder[1].denominator != 1:
        raise NotAStoryError
    return holder


def _is_clean(text: str) -> bool:
    """Whether a text says nothing that turns its meaning."""
    return NEGATIONS.isdisjoint(re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text))
