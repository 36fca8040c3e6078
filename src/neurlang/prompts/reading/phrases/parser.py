"""Phrases to trees: the grammar of notation with words between, before, behind and around its operands.

Words between operands have the level of their signs; a function's phrase takes the nearest operand; a frame
(`divide … by …`) owns what stands in it. Everything must be used: a word that no rule takes ends the reading.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from neurlang.prompts.reading.notation import (
    Apply,
    Kind,
    Level,
    Listing,
    NotationError,
    Parser,
    Quantity,
    Quoted,
    Token,
    Tree,
)
from neurlang.prompts.reading.notation.trees import changed, is_part, is_percentage
from neurlang.prompts.reading.phrases import table
from neurlang.prompts.reading.phrases.frames import (
    BY_FIRST_WORD,
    SEQUEL_BY_WORD,
    VALUE_FIRST,
    Element,
    Pattern,
)
from neurlang.prompts.reading.phrases.index import (
    ENDINGS,
    GATHERINGS,
    INFIX,
    NEAREST_UNITS,
    OPENINGS,
    PARTS,
    PLURALS,
    POSTFIX,
    PREDICATES,
    PREFIX,
    PRONOUNS,
    QUESTIONS,
    RELATIONS,
    RESULT_BASES,
    SEQUEL_WORDS,
)
from neurlang.prompts.reading.phrases.words import TABLE_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

MOST_STEPS = 3000  # tries of one text; beyond, it is refused
TRUTHS = frozenset((*table.RELATIONS.values(), "not", "all", "unequal"))
EITHER = frozenset(("maximum", "minimum"))
JOINTS = {"maximum": ("and", "or"), "minimum": ("and", "or"), "divide": ("and", "to")}
ALL = -1  # in spoken words: all arguments, as a list
BITWISE = frozenset(("and", "or", "xor", "shift left", "shift right"))
COUNTED_BITS = frozenset(("bit", "bits", "place", "places", "position", "positions"))


class PhraseParser(Parser):
    """Parses the tokens of a text with words. `spoken` operations keep the words that asked for them."""

    def __init__(self, tokens: Sequence[Token], choices: Sequence[int] = ()) -> None:
        super().__init__(tokens, choices)
        self.base = ""  # how the result is to be written
        self.units: list[str] = []
        self.openings = 0
        self._texts = frozenset(token.text for token in tokens)
        self._it: Tree | None = None
        self._steps = 0
        self._gathered = 0  # gatherings in one another
        self._compares = False  # `less than` is a relation here, not a difference

    # The whole

    def whole(self) -> Tree:
        """The tree of all tokens. Raises NotationError."""
        self.refuse_dates()
        error: NotationError | None = None
        for start in self._beginnings():
            self.at, self.places, self._it, self.base, self.units = start, 0, None, "", []
            self._nesting = self._bars = self._gathered = 0
            self._compares = False
            self.openings = start
            try:
                tree = self._request()
            except NotationError as raised:
                error = raised if error is None or raised.start >= error.start else error
                continue
            return tree
        raise error or self.fail("nothing stands here")

    def _beginnings(self) -> Iterator[int]:
        """Where the request may begin: behind all openings, or at one that is a verb too (`take 5 from 20`)."""
        starts = [0]
        at = 0
        while True:
            found = OPENINGS.find(self.tokens, at)
            if found is not None:
                at = found[1]
            elif self.tokens[at].text in (",", ".", ":", "=", "!") and at + 1 < len(self.tokens):
                at += 1
            else:
                break
            starts.append(at)
        verbs = [start for start in starts[:-1] if self.tokens[start].text in BY_FIRST_WORD]
        return reversed([*verbs, starts[-1]])

    def _request(self) -> Tree:
        for tree in self._clauses():
            state = self._state()
            try:
                return self._rest(tree)
            except NotationError as error:
                last = error
                self._restore(state)
        raise last

    def _rest(self, tree: Tree) -> Tree:
        """The sequels of a value up to the end."""
        while True:
            tree = self._tail(tree)
            if self._at_end():
                self.at = len(self.tokens) - 1
                return tree
            goes_on = INFIX.find(self.tokens, self.at) is not None or self.operator() is not None
            tree = self._continued(tree) if goes_on and not _is_truth(tree) else self._sequel(tree)

    def _at_end(self) -> bool:
        at = self.at
        while True:
            token = self.tokens[at]
            if token.kind is Kind.END:
                return True
            if token.text in ("?", ".", "!", "=", ",", ";") and token.kind is Kind.SIGN:
                at += 1
                continue
            for words in ENDINGS:
                here = tuple(each.text for each in self.tokens[at : at + len(words)])
                if here == words and all(
                    each.kind is Kind.WORD for each in self.tokens[at : at + len(words)]
                ):
                    at += len(words)
                    break
            else:
                return False

    # Clauses

    def _clauses(self) -> Iterator[Tree]:
        """The readings of the clause at hand, the likeliest first; the caller goes on from where each ends."""
        start = self._state()
        error: NotationError | None = None
        for attempt in self._attempts():
            self._restore(start)
            try:
                tree = attempt()
            except NotationError as raised:
                error = raised if error is None or raised.start >= error.start else error
                continue
            yield tree
        raise error or self.unexpected()

    def _attempts(self) -> list[Callable[[], Tree]]:
        questions = [self._question] if QUESTIONS.find(self.tokens, self.at) is not None else []
        framed = [partial(self._framed, each) for each in BY_FIRST_WORD.get(self._first_word(), ())]
        others = [partial(self._framed, each) for each in VALUE_FIRST if each.may_match(self._texts)]
        return [*questions, *framed, self._value, *others]

    def _first_word(self) -> str:
        while self.token.text in ("the", "a", "an") and self.token.kind is Kind.WORD:
            self.at += 1
        return self.token.text if self.token.kind is Kind.WORD else ""

    def _value(self) -> Tree:
        return self.expression(Level.COMPARISON)

    def _question(self) -> Tree:
        """`is … prime`, `check whether … is greater than …`: 1 or 0."""
        found = QUESTIONS.find(self.tokens, self.at)
        assert found is not None
        self.at = found[1]
        self._compares = True
        value = self.expression(Level.OR)
        if not str(found[0]).endswith("is") and not self._word("is"):
            raise self.unexpected()
        negated = self._word("not")
        tree = self._predicate(value)
        self._compares = False
        return Apply("not", (tree,)) if negated else tree

    def _predicate(self, value: Tree) -> Tree:
        found = PREDICATES.find(self.tokens, self.at)
        relation = RELATIONS.find(self.tokens, self.at)
        if relation is not None and (found is None or relation[1] > found[1]):
            self.at = relation[1]
            other = self.expression(Level.OR)
            if relation[0] != "power of":
                return Apply(str(relation[0]), (value, other))
            if not isinstance(other, Quantity) or other.value != 2:
                raise self.fail("I know powers of two only")
            return Apply("is power of two", (value,))
        if found is None:
            raise self.unexpected()
        phrase = self._phrase(self.at, found[1])
        self.at = found[1]
        return Apply(str(found[0]), (value,), ("is ", 0, f" {phrase}"))

    # Frames

    def _framed(self, pattern: Pattern) -> Tree:
        operands: dict[str, Tree] = {}
        pieces: list[str] = []
        for index, element in enumerate(pattern.elements):
            start = self.at
            if element.words:
                self._words(element)
                pieces.append(self._phrase(start, self.at))
                continue
            is_last = index == len(pattern.elements) - 1
            operands[element.operand] = self._operand(element, pattern, is_last=is_last)
            pieces.append(element.operand)
        if self._it is not None:
            operands["IT"] = self._it
        if "IT" in pattern.places:  # the words as they would be with the value in them
            pieces.insert(1 if pieces[0] != "A" else 0, "IT")
        arguments = tuple(operands[place] for place in pattern.places)
        spoken = [
            pattern.places.index(each) if each in pattern.places else f" {each} " for each in pieces if each
        ]
        return self._spoken(pattern.operation, arguments, spoken)

    def _words(self, element: Element) -> None:
        for words in element.words:
            ahead = self.tokens[self.at : self.at + len(words)]
            if tuple(each.text for each in ahead) == words and all(each.kind is Kind.WORD for each in ahead):
                self.at += len(words)
                return
        if not element.optional:
            raise self.unexpected()

    def _phrase(self, start: int, end: int) -> str:
        """The words from one token to another."""
        return " ".join(token.text for token in self.tokens[start:end])

    def _operand(self, element: Element, pattern: Pattern, *, is_last: bool) -> Tree:
        self._count()
        if element.manner == "*":
            if self.token.text in (",", ":"):
                self.at += 1
            ors = pattern.operation in EITHER
            return Listing(
                self.items(Level.SUM, least=2, bare=True, joints=("and", "or") if ors else ("and",))
            )
        tree = self._last_operand() if is_last else self.expression(Level.OR)
        is_zero = isinstance(tree, Quantity) and tree.value == 0
        if (element.manner == "%" and not is_percentage(tree)) or (element.manner == "0" and not is_zero):
            raise self.unexpected()
        return tree

    def _last_operand(self) -> Tree:
        """The last operand of a frame: what follows it may belong to it, or to all (`divide 20 by 4 plus 1`)."""
        start = self._state()
        tree = self.expression(Level.PART)
        nearest = self._state()
        if INFIX.find(self.tokens, self.at) is None and self.operator() is None:
            return tree
        self._restore(start)
        wider = self.expression(Level.OR)
        if self.at == nearest[0]:
            return tree
        choice = self.choose()
        if choice == 1:
            return wider
        places = self.places
        self._restore(nearest)
        self.places = places
        return tree

    # Sequels

    def _sequel(self, tree: Tree) -> Tree:
        """`, then square it`, `, minus 5`, ` and multiply by 2`: the value so far with what comes next."""
        self._count()
        separated = False
        while True:
            found = SEQUEL_WORDS.find(self.tokens, self.at)
            if found is not None:
                self.at = found[1]
            elif self.token.kind is Kind.SIGN and self.token.text in (",", ";", "."):
                self.at += 1
            else:
                break
            separated = True
        if not separated:
            raise self.unexpected()
        while (opening := OPENINGS.find(self.tokens, self.at)) is not None and str(opening[0]) in (
            "what is", "calculate", "find", "compute", "what's", "please",
        ):  # fmt: skip
            self.at = opening[1]
        self._it = tree
        error: NotationError | None = None
        start = self._state()
        for attempt in self._continuations(tree):
            self._restore(start)
            try:
                result = attempt()
                if not _holds(result, tree):
                    raise self.unexpected()
                state = self._state()
                if self._ends_here():
                    self._restore(state)
                    return result
            except NotationError as raised:
                error = raised if error is None or raised.start >= error.start else error
        raise error or self.unexpected()

    def _ends_here(self) -> bool:
        """Whether a sequel may end here: at the end, or before another one."""
        return (
            self._at_end()
            or SEQUEL_WORDS.find(self.tokens, self.at) is not None
            or self.token.text in (",", ";", ".", "rounded", "in", "as", "to")
        )

    def _continuations(self, tree: Tree) -> list[Callable[[], Tree]]:
        word = self._first_word()
        questions = [self._question] if QUESTIONS.find(self.tokens, self.at) is not None else []
        return [
            *(partial(self._framed, each) for each in SEQUEL_BY_WORD.get(word, ())),
            *questions,
            *(partial(self._framed, each) for each in BY_FIRST_WORD.get(word, ())),
            partial(self._continued, tree),
            self._value,
        ]

    def _continued(self, tree: Tree) -> Tree:
        """Operators behind a comma work on all that stands before it."""
        if INFIX.find(self.tokens, self.at) is None and self.operator() is None:
            found = POSTFIX.find(self.tokens, self.at)
            if found is None:
                raise self.unexpected()
            return self.postfixed(tree)
        step = self.step(tree, Level.COMPARISON)
        if step is None:
            raise self.unexpected()
        while (further := self.step(step, Level.OR)) is not None:
            step = further
        return step

    # Behind a whole value

    def _tail(self, tree: Tree) -> Tree:
        """`rounded to 2 decimal places`, `to the nearest 10`, `in hex`."""
        while True:
            start = self._state()
            rounded = self._rounded(tree)
            if rounded is None:
                self._restore(start)
                if not self._in_base():
                    self._restore(start)
                    return tree
                continue
            tree = rounded

    def _rounded(self, tree: Tree) -> Tree | None:
        if self.token.text == ",":
            self.at += 1
        rounds = self._word("rounded") or self._word("round")
        if rounds and self._word("up") and not self._is_word("to"):
            return Apply("round up", (tree,))
        if rounds and self._word("down") and not self._is_word("to"):
            return Apply("round down", (tree,))
        if self._word("off") and not rounds:
            return None
        if not self._word("to"):
            return Apply("round", (tree,)) if rounds else None
        self._word("the")
        if self._word("nearest"):
            return self._nearest(tree)
        if self.token.kind is not Kind.NUMBER:
            return None
        places = self.quantity(self.token)
        self.at += 1
        self._word("decimal")
        if not any(
            self._word(word) for word in ("places", "place", "decimals", "digits", "points", "d.p", "dp")
        ):
            return None
        return Apply("round", (tree, places))

    def _nearest(self, tree: Tree) -> Tree | None:
        found = NEAREST_UNITS.find(self.tokens, self.at)
        if found is not None:
            self.at = found[1]
            unit = int(str(found[0]))
            if unit < 0:
                return Apply("round", (tree, Quantity(-unit)))
            return Apply("nearest", (tree, Quantity(unit))) if unit > 1 else Apply("round", (tree,))
        if self.token.kind is not Kind.NUMBER:
            return None
        token = self.token
        self.at += 1
        if token.form in ("ordinal", "fraction"):
            return None
        return Apply("nearest", (tree, self.quantity(token)))

    def _in_base(self) -> bool:
        if not (self._word("in") or self._word("as") or (self._word("converted") and self._word("to"))):
            return False
        self._word("a")
        found = RESULT_BASES.find(self.tokens, self.at)
        if found is None or self.base:
            return False
        self.at = found[1]
        self._word("number")
        self.base = str(found[0])
        return True

    # Operators and operands

    def step(self, left: Tree, level: Level) -> Tree | None:
        """As for notation, with the words of the tables."""
        self._count()
        part = PARTS.find(self.tokens, self.at)
        tight = part is not None and level <= Level.PART and is_part(left)
        if (
            tight
            and part is not None
            and (part[0] == "part" or is_percentage(left))
            and self._begins_value(part[1])
        ):
            return self._part(left, str(part[0]), part[1])
        found = INFIX.find(self.tokens, self.at)
        if found is not None:
            return self._infix(left, found, level)
        if (
            self._is_word("and")
            and level <= Level.AND
            and _is_bitwise(left)
            and self._begins_value(self.at + 1)
        ):
            self.at += 1
            return Apply("and", (left, self.expression(Level.SHIFT)))
        if level <= Level.POWER and (raised := self._raised(left)) is not None:
            return raised
        return super().step(left, level)

    def _part(self, left: Tree, operation: str, behind: int) -> Tree:
        start = self.at
        self.at = behind
        value = self.expression(Level.PART)
        arguments = (left, value) if operation == "part" else (value, left)
        said = f"{'%' if is_percentage(left) else ''} {self._phrase(start, behind)} "
        return self._spoken(operation, arguments, (arguments.index(left), said, arguments.index(value)))

    def _infix(self, left: Tree, found: tuple[object, int], level: Level) -> Tree | None:
        row, behind = found
        assert isinstance(row, table.Infix)
        if row.level < level or (row.swapped and self._compares):
            return None
        if row.operation == "remainder" and not self._begins_value(behind):
            return None
        start = self.at
        self.at = behind
        self._need_operand(self.tokens[behind - 1])
        right = self._right_side(row)
        if row.level is Level.SHIFT and self.token.text in COUNTED_BITS:
            self.at += 1
        arguments = (right, left) if row.swapped else (left, right)
        said = f" {self._phrase(start, behind)} "
        return self._spoken(row.operation, arguments, (1, said, 0) if row.swapped else (0, said, 1))

    def _right_side(self, row: table.Infix) -> Tree:
        """What stands behind words: notation there is one value (`6 divided by 2/3`)."""
        fraction = self._glued_fraction()
        if fraction is not None:
            return fraction
        start = self._state()
        tree = self.expression(
            Level(min(row.level + 1, Level.POWER)) if row.level < Level.POWER else Level.SIGN
        )
        sign = self.operator()
        if (
            sign is None
            or sign.level > row.level
            or not isinstance(tree, Quantity)
            or self.token.kind is not Kind.SIGN
        ):
            return tree
        if self.choose() == 0:
            return tree
        places = self.places
        self._restore(start)
        self.places = places
        return Parser.expression(self, Level.SUM if sign.level >= Level.SUM else sign.level)

    def _glued_fraction(self) -> Tree | None:
        """`2/3` without spaces, behind words: one value."""
        first, slash, second, behind = (
            self.tokens[min(self.at + offset, len(self.tokens) - 1)] for offset in range(4)
        )
        glued = slash.glued and second.glued and slash.text == "/"
        numbers = isinstance(first.value, int) and isinstance(second.value, int)
        if not glued or not numbers or (behind.kind is Kind.SIGN and behind.text not in ",.?)!="):
            return None
        self.at += 3
        return Apply("divide", (self.quantity(first), self.quantity(second)))

    def _raised(self, base: Tree) -> Tree | None:
        """`to the 3rd`, `to the 5th power`."""
        if not self._is_word("to") or self.tokens[self.at + 1].text != "the":
            return None
        token = self.tokens[min(self.at + 2, len(self.tokens) - 1)]
        if token.kind is not Kind.NUMBER or token.form != "ordinal" or not isinstance(token.value, int):
            return None
        self.at += 3
        self._word("power")
        return Apply("power", (base, Quantity(token.value)))

    def unary(self, level: Level) -> Tree:
        """As for notation, with `minus` and `negative` as signs."""
        self._count()
        is_sign = self.token.kind is Kind.WORD and self.token.text in ("minus", "negative")
        if is_sign and self._begins_value(self.at + 1):
            self.at += 1
            return Apply("negate", (self.expression(Level.SIGN),))
        tree = super().unary(level)
        part = PARTS.find(self.tokens, self.at)
        if part is not None and part[0] == "part" and is_part(tree) and self._begins_value(part[1]):
            return self._part(tree, "part", part[1])  # twice half of 20
        return tree

    def arguments(self, closing: str, opening: Token) -> tuple[Tree, ...]:
        """As for notation; within brackets a gathering has as many operands as it likes."""
        gathered, self._gathered = self._gathered, 0
        values = super().arguments(closing, opening)
        self._gathered = gathered
        return values

    def postfixed(self, tree: Tree) -> Tree:
        """As for notation, with `squared`, `factorial`, `percent` and the like."""
        while True:
            tree = super().postfixed(tree)
            found = POSTFIX.find(self.tokens, self.at)
            if found is None or (self.tokens[found[1]].text == "of" and found[0] != "percent"):
                return tree
            said = f" {self._phrase(self.at, found[1])}"
            self.at = found[1]
            tree = Apply(str(found[0]), (tree,), (0, said) if found[0] != "percent" else ())

    def primary(self) -> Tree:
        """As for notation, with phrases before operands, pronouns, and determiners passed over."""
        self._count()
        pronoun = PRONOUNS.find(self.tokens, self.at)
        if pronoun is not None and self._it is not None:
            self.at = pronoun[1]
            return self._it
        for attempt in (self._gathering, self._ordinal, self._prefixed):
            tree = attempt()
            if tree is not None:
                return tree
        if self.token.kind is Kind.WORD and (self.token.text in table.DETERMINERS or self._is_noun(self.at)):
            self.at += 1
            return self.primary_again()
        return super().primary()

    def _is_noun(self, at: int) -> bool:
        """Whether a noun stands there that belongs to the number or list behind it: `the number 5`."""
        follows = self.tokens[min(at + 1, len(self.tokens) - 1)]
        begins = follows.kind is Kind.NUMBER or follows.text in ("[", "{", "-")
        return self.tokens[at].text in table.NOUNS and begins

    def primary_again(self) -> Tree:
        """What a determiner stands before."""
        if self._nesting_left() <= 0:
            raise self.unexpected()
        return self.primary()

    def _nesting_left(self) -> int:
        return MOST_STEPS - self._steps

    def quantity(self, token: Token) -> Tree:
        """A number with its unit."""
        tree = super().quantity(token)
        assert isinstance(tree, Quantity)
        behind = self.tokens[self.at] if self.tokens[self.at - 1] is token else self.tokens[-1]
        if behind.kind is Kind.WORD and (behind.text in table.KNOWN_UNITS or behind.text not in TABLE_WORDS):
            self.at += 1
            self.units.append(behind.text)
            return Quantity(tree.value, behind.text)
        return tree

    def _prefixed(self) -> Tree | None:
        found = PREFIX.find(self.tokens, self.at)
        if found is None or (
            self.tokens[found[1]].text == "(" and found[1] == self.at + 1 and self._is_call()
        ):
            return None
        row, behind = found
        assert isinstance(row, table.Prefix)
        start = self.at
        self.at = behind
        self._need_operand(self.tokens[behind - 1])
        operand = self._nearest_operand(row)
        if row.operation == "length" and not isinstance(operand, Quoted):
            raise self.fail("only texts have a length")
        return self._spoken(row.operation, (operand,), (f"{self._phrase(start, behind)} ", 0))

    def _is_call(self) -> bool:
        from neurlang.prompts.reading.notation.table import FUNCTION_OF_NAME

        return self.token.text in FUNCTION_OF_NAME

    def _nearest_operand(self, row: table.Prefix) -> Tree:
        """The nearest operand, notation as one value; both readings where the words would be pointless."""
        start = self._state()
        tree = self.unary(Level.SIGN)
        sign = self.operator()
        if sign is not None and self.token.kind is Kind.SIGN:
            level = Level.PRODUCT if not self.token.glued else Level.SUM
            while (step := self._sign_step(tree, level)) is not None:
                tree = step
            if self.operator() is None or self.token.kind is not Kind.SIGN or self.choose() == 0:
                return tree
            places = self.places
            self._restore(start)
            self.places = places
            return self.expression(Level.SUM)
        infix = INFIX.find(self.tokens, self.at)
        if row.pointless and infix is not None and isinstance(tree, Quantity) and self.choose() == 1:
            places = self.places
            self._restore(start)
            self.places = places
            return self.expression(Level.SUM)
        return tree

    def _sign_step(self, tree: Tree, level: Level) -> Tree | None:
        return Parser.step(self, tree, level) if self.token.kind is Kind.SIGN else None

    def _gathering(self) -> Tree | None:
        found = GATHERINGS.find(self.tokens, self.at)
        if found is None or (self.tokens[found[1]].text == "(" and found[1] == self.at + 1):
            return None
        row, behind = found
        assert isinstance(row, table.Gathering)
        start = self.at
        self.at = behind
        most = 2 if self._gathered else row.most
        self._gathered += 1
        try:
            items = self._gathered_items(row, most)
        finally:
            self._gathered -= 1
        if len(items) == 1:
            return self._single(row, items[0])
        if len(items) > row.most:
            raise self.unexpected()
        arguments = (Listing(items),) if row.most > 2 else items
        return self._spoken(row.operation, arguments, (f"{self._phrase(start, behind)} ", ALL))

    def _single(self, row: table.Gathering, item: Tree) -> Tree:
        """`sum of 3 plus 5`: the operation stands there twice."""
        same = {"sum": "add", "product": "multiply", "subtract": "subtract", "divide": "divide"}.get(
            row.operation
        )
        if isinstance(item, Listing):
            return Apply(row.operation, (item,))
        if isinstance(item, Apply) and item.operation == same:
            return item
        raise self.unexpected()

    def _gathered_items(self, row: table.Gathering, most: int) -> tuple[Tree, ...]:
        while self._is_word("the") or (self._is_word("numbers") or self._is_word("two")):
            self.at += 1
        plural = PLURALS.find(self.tokens, self.at)
        if plural is not None:
            self.at = plural[1]
        items = self.items(Level.PART, least=1, most=most, joints=JOINTS.get(row.operation, ("and",)))
        if plural is None:
            return items
        if len(items) == 1 and isinstance(items[0], Listing):
            items = items[0].elements
        if len(items) < 2:
            raise self.unexpected()
        return tuple(Apply(str(plural[0]), (item,)) for item in items)

    def items(
        self,
        level: Level,
        *,
        least: int,
        most: int = 64,
        bare: bool = False,
        joints: tuple[str, ...] = ("and",),
    ) -> tuple[Tree, ...]:
        """Values that commas and `and` join; the first one's style says how much belongs to each.

        `bare`: numbers may stand side by side (`sum 12 12`).
        """
        start = self._state()
        items = [self.expression(level)]
        here = self.at
        joins = bool(self._joins(items, joints))
        self.at = here
        if not joins and (INFIX.find(self.tokens, self.at) or self.operator()):
            level = Level.SUM
            self._restore(start)
            items = [self.expression(level)]
        comma = ended = False
        while len(items) < most and not ended and (joint := self._joins(items, joints)):
            comma = comma or joint == ","
            ended = comma and joint != ","  # `2, 3 and 4` is complete
            items.append(self.expression(level))
        if bare and len(items) == 1 and self.token.kind is Kind.NUMBER:
            while self.token.kind is Kind.NUMBER:
                token = self.token
                self.at += 1
                items.append(self.quantity(token))
        if len(items) == 1 and isinstance(items[0], Listing):
            return items[0].elements if least > 1 else tuple(items)
        if len(items) < least:
            raise self.unexpected()
        return tuple(items)

    def _joins(self, items: list[Tree], joints: tuple[str, ...]) -> str:
        """Consume a comma, `and` or both between items, if a value follows; what was found."""
        start = self.at
        joint = ""
        if self.token.kind is Kind.SIGN and self.token.text in (",", ";"):
            self.at += 1
            joint = ","
        if self.token.kind is Kind.WORD and self.token.text in joints:
            joint = "and"
            self.at += 1
        elif joint and self._is_word("minus"):
            joint = ""
        if not joint or not self._begins_value(self.at):
            self.at = start
            return ""
        return joint

    def _begins_value(self, at: int) -> bool:
        """Whether a value may begin at a token."""
        at = min(at, len(self.tokens) - 1)
        token = self.tokens[at]
        if token.kind in (Kind.NUMBER, Kind.TEXT):
            return True
        if token.kind is Kind.SIGN:
            return token.text in "([{|-+√∛$€£~"
        if token.kind is Kind.END:
            return False
        if (
            token.text in table.DETERMINERS
            or self._is_noun(at)
            or token.text in ("minus", "negative", "pi", "π", "τ", "tau")
        ):
            return True
        if self._it is not None and PRONOUNS.find(self.tokens, at) is not None:
            return True
        if self._is_function(at):
            return True
        return any(index.find(self.tokens, at) is not None for index in (GATHERINGS, PREFIX))

    def _is_function(self, at: int) -> bool:
        from neurlang.prompts.reading.notation.table import FUNCTION_OF_NAME

        return self.tokens[at].text in FUNCTION_OF_NAME and self.tokens[at + 1].text == "("

    def _ordinal(self) -> Tree | None:
        """`10th fibonacci number`, `second power of 9`."""
        token = self.token
        if token.kind is not Kind.NUMBER or token.form != "ordinal" or not isinstance(token.value, int):
            return None
        start = self.at
        self.at += 1
        if self._word("fibonacci") or self._word("fib"):
            self._word("number")
            return self._spoken("fibonacci", (Quantity(token.value),), (0, "th fibonacci number"))
        if self._word("power") and self._word("of"):
            return Apply("power", (self.unary(Level.SIGN), Quantity(token.value)))
        self.at = start
        raise self.unexpected()

    # Small things

    def _spoken(self, operation: str, arguments: tuple[Tree, ...], words: Sequence[str | int]) -> Tree:
        """An operation that words asked for; `words` with the places of its arguments among them."""
        said = tuple(words)
        if operation in ("add", "subtract") and len(arguments) == 2:
            return changed(operation, *arguments, said)
        if operation == "absolute difference":
            return Apply("absolute", (Apply("subtract", arguments, said),))
        if operation == "reciprocal":
            return Apply("divide", (Quantity(1), *arguments))
        if operation == "sum" and len(arguments) == 1 and isinstance(arguments[0], Listing):
            parts = arguments[0].elements
            if len(parts) == 2:
                return changed("add", *parts, tuple(ALL if piece == 0 else piece for piece in said))
        return Apply(operation, arguments, said)

    def _word(self, word: str) -> bool:
        if self._is_word(word):
            self.at += 1
            return True
        return False

    def _is_word(self, word: str) -> bool:
        return self.token.kind is Kind.WORD and self.token.text == word

    def _count(self) -> None:
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise self.fail("this is too long to be read")

    def _state(self) -> tuple[int, int, int, int, bool, str, int, int]:
        return (
            self.at, self.places, self._nesting, self._bars, self._compares, self.base, len(self.units), self._gathered,
        )  # fmt: skip

    def _restore(self, state: tuple[int, int, int, int, bool, str, int, int]) -> None:
        self.at, self.places, self._nesting, self._bars, self._compares, self.base, units, self._gathered = (
            state
        )
        del self.units[units:]


def _is_bitwise(tree: Tree) -> bool:
    return isinstance(tree, Apply) and tree.operation in BITWISE


def _is_truth(tree: Tree) -> bool:
    """Whether a tree answers a question by 1 or 0."""
    return isinstance(tree, Apply) and (tree.operation in TRUTHS or tree.operation.startswith("is "))


def _holds(tree: Tree, part: Tree) -> bool:
    """Whether a tree has another one within it, or is it."""
    if tree is part:
        return True
    children: tuple[Tree, ...] = ()
    if isinstance(tree, Apply):
        children = tree.arguments
    elif isinstance(tree, Listing):
        children = tree.elements
    return any(_holds(child, part) for child in children)
