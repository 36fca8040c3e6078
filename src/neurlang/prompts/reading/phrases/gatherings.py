"""Several operands in a row: `the sum of 3, 4 and 5`, `the product of 2 and 3`."""

from __future__ import annotations

from fractions import Fraction

from neurlang.prompts.reading.notation import Apply, Kind, Level, Listing, Quantity, Token, Tree
from neurlang.prompts.reading.phrases import table
from neurlang.prompts.reading.phrases.backtracking import ALL
from neurlang.prompts.reading.phrases.index import GATHERINGS, INFIX, PLURALS
from neurlang.prompts.reading.phrases.value_starts import ValueStarts

# Words that join the operands of an operation besides commas, if not `and` alone.
JOINTS = {"maximum": ("and", "or"), "minimum": ("and", "or"), "divide": ("and", "to")}

DIFFERENCES = frozenset(("subtract", "absolute difference"))


class Gatherings(ValueStarts):
    """Phrases before several operands, which commas and `and` join."""

    def _gathering(self) -> Tree | None:
        found = GATHERINGS.find(self.tokens, self.at)
        if found is None or (self.tokens[found[1]].text == "(" and found[1] == self.at + 1):
            return None
        row, behind = found
        assert isinstance(row, table.Gathering)
        start = self.at
        self.at = behind
        nested, behind_and = self._gathered > 0, self._behind_and
        self._gathered += 1
        try:
            items = self._gathered_items(row, nested=nested, behind_and=behind_and)
        finally:
            self._gathered -= 1
        if len(items) == 1:
            return self._single(row, items[0])
        items = self._with_longer_last(row, items)
        if len(items) > row.most:
            raise self.unexpected()
        arguments = (Listing(items),) if row.most > 2 else items
        phrase = self._phrase(start, behind)
        operation = "divide" if phrase == "quotient of" and _has_real(items) else row.operation
        return self._spoken(operation, arguments, (f"{phrase} ", ALL))

    def _goes_on(self, items: list[Tree], *, comma: bool, behind_and: bool) -> bool:
        """Whether a gathering within another one has more than two items.

        `the product of 2, 3 and 4` does; if no `and` is before it, the list may be that of the outer one.
        """
        if len(items) != 2:
            return True
        ahead = self.tokens[self.at].text in (",", ";", "and")
        return ahead and comma and (behind_and or self.choose() == 0)

    def _with_longer_last(self, row: table.Gathering, items: tuple[Tree, ...]) -> tuple[Tree, ...]:
        """`the difference between 90 and 8 times 11`: the factor belongs to the 8."""
        found = INFIX.find(self.tokens, self.at)
        is_loose = row.operation in DIFFERENCES and isinstance(items[-1], Quantity)
        if row.operation == "sum" and isinstance(items[-1], Quantity) and len(items) == 2:
            is_loose = isinstance(items[0], Apply)  # `the sum of the square of 6 and 3 times 6`
        if found is None or not is_loose or self._phrase(self.at, found[1]) != "times":
            return items
        longer = self.step(items[-1], Level.PRODUCT)
        return items if longer is None else (*items[:-1], longer)

    def _single(self, row: table.Gathering, item: Tree) -> Tree:
        """`sum of 3 plus 5`: the operand is already the operation."""
        same = {"sum": "add", "product": "multiply", "subtract": "subtract", "divide": "divide"}.get(
            row.operation
        )
        if isinstance(item, Listing):
            return Apply(row.operation, (item,))
        if isinstance(item, Apply) and item.operation == same:
            return item
        raise self.unexpected()

    def _gathered_items(self, row: table.Gathering, *, nested: bool, behind_and: bool) -> tuple[Tree, ...]:
        while self._is_word("the") or (self._is_word("numbers") or self._is_word("two")):
            self.at += 1
        plural = PLURALS.find(self.tokens, self.at)
        if plural is not None:
            self.at = plural[1]
        items = self.items(
            Level.PART, least=1, most=row.most, bare=True, joints=JOINTS.get(row.operation, ("and",)), nested=nested,
            behind_and=behind_and,
        )  # fmt: skip
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
        nested: bool = False,
        behind_and: bool = False,
    ) -> tuple[Tree, ...]:
        """Values that commas and `and` join. If an operator follows the first value, all values may be sums.

        With `bare`, numbers may stand side by side (`sum 12 12`).
        """
        start = self._state()
        items = [self.expression(level)]
        here = self.at
        joins = bool(self._joins(items, joints))
        self.at = here
        if (
            not joins
            and not isinstance(items[0], Listing)
            and (INFIX.find(self.tokens, self.at) or self.operator())
        ):
            level = Level.SUM
            self._restore(start)
            items = [self.expression(level)]
        comma = ended = False
        while len(items) < most and not ended:
            if nested and not self._goes_on(items, comma=comma, behind_and=behind_and):
                break
            joint = self._joins(items, joints)
            if not joint:
                break
            comma = comma or joint == ","
            ended = comma and joint != ","  # `2, 3 and 4` is complete
            self._behind_and = joint == "and"
            items.append(self.expression(level))
            self._behind_and = False
        if (
            comma
            and not ended
            and level is not Level.SUM
            and (INFIX.find(self.tokens, self.at) or self.operator())
        ):
            self._restore(start)  # `5, 3 plus 4 and 2`: the items are sums
            return self.items(
                Level.SUM,
                least=least,
                most=most,
                bare=bare,
                joints=joints,
                nested=nested,
                behind_and=behind_and,
            )
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
        """Consume a comma, `and` or both between items if a value follows; return what was found."""
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

    def arguments(self, closing: str, opening: Token) -> tuple[Tree, ...]:
        """As for notation. Within brackets the number of operands of a gathering is not limited."""
        gathered, self._gathered = self._gathered, 0
        values = super().arguments(closing, opening)
        self._gathered = gathered
        return values


def _has_real(items: tuple[Tree, ...]) -> bool:
    """Whether one of the values is written as a real; its quotient is one too."""
    return any(isinstance(item, Quantity) and isinstance(item.value, Fraction) for item in items)
