"""What pure operations of the machine do to words that are known (integers) or unknown (z3 terms of 64 bits)."""

from collections.abc import Callable
from typing import Any

MASK = (1 << 64) - 1

Word = Any
"""An integer from 0 to 2^64 - 1, or a z3 term of 64 bits."""


class UnprovableError(Exception):
    """The program does what has no term here, such as an access to an unknown address."""


class Terms:
    """Operations on words, by the names of the op table; known words stay integers."""

    def __init__(self, z3: Any) -> None:
        self.z3 = z3
        self._operations = {**_arithmetic(z3), **_of_bits(z3)}
        self._tests = _tests(z3)

    def term(self, word: Word) -> Any:
        """The word as a term."""
        return self.z3.BitVecVal(word, 64) if isinstance(word, int) else word

    def word(self, term: Any) -> Word:
        """The term as a word: an integer if it is one."""
        found = self.z3.simplify(term)
        return found.as_long() if self.z3.is_bv_value(found) else found

    def compute(self, operation: str, *words: Word) -> Word:
        """The result of an operation such as `alu.add`. Raises UnprovableError if it has no term."""
        if operation not in self._operations:
            raise UnprovableError(operation)
        return self.word(self._operations[operation](*map(self.term, words)))

    def test(self, mode: str, left: Word, right: Word) -> Any:
        """The condition of a branch: a bool if it is known, else a term."""
        found = self.z3.simplify(self._tests[mode](self.term(left), self.term(right)))
        if self.z3.is_true(found) or self.z3.is_false(found):
            return bool(self.z3.is_true(found))
        return found


def _arithmetic(z3: Any) -> dict[str, Callable[..., Any]]:
    def modulo_64(shift: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
        return lambda a, count: shift(a, count & 63)

    def high_half(extend: Callable[[int, Any], Any]) -> Callable[[Any, Any], Any]:
        return lambda a, b: z3.Extract(127, 64, extend(64, a) * extend(64, b))

    whole: dict[str, Callable[..., Any]] = {
        "add": lambda a, b: a + b,
        "sub": lambda a, b: a - b,
        "and": lambda a, b: a & b,
        "or": lambda a, b: a | b,
        "xor": lambda a, b: a ^ b,
        "shl": modulo_64(lambda a, count: a << count),
        "shr": modulo_64(z3.LShR),
        "sar": modulo_64(lambda a, count: a >> count),
        "rotl": modulo_64(z3.RotateLeft),
        "rotr": modulo_64(z3.RotateRight),
    }
    return {
        **{f"{op}.{mode}": function for op in ("alu", "alui") for mode, function in whole.items()},
        "muldiv.mul": lambda a, b: a * b,
        "muldiv.mulh": high_half(z3.SignExt),
        "muldiv.mulhu": high_half(z3.ZeroExt),
        "muldiv.div": z3.UDiv,
        "muldiv.mod": z3.URem,
        "muldiv.sdiv": lambda a, b: a / b,
        "muldiv.smod": z3.SRem,
    }


def _of_bits(z3: Any) -> dict[str, Callable[[Any], Any]]:
    def popcount(x: Any) -> Any:
        return sum(
            (z3.ZeroExt(63, z3.Extract(i, i, x)) for i in range(1, 64)), z3.ZeroExt(63, z3.Extract(0, 0, x))
        )

    def first_one(x: Any, places: range) -> Any:
        found = z3.BitVecVal(64, 64)
        for count, place in reversed([*enumerate(places)]):
            found = z3.If(z3.Extract(place, place, x) == 1, z3.BitVecVal(count, 64), found)
        return found

    return {
        "bits.popcount": popcount,
        "bits.clz": lambda x: first_one(x, range(63, -1, -1)),
        "bits.ctz": lambda x: first_one(x, range(64)),
        "bits.bswap": lambda x: z3.Concat(*[z3.Extract(8 * i + 7, 8 * i, x) for i in range(8)]),
    }


def _tests(z3: Any) -> dict[str, Callable[[Any, Any], Any]]:
    return {
        "eq": lambda a, b: a == b,
        "ne": lambda a, b: a != b,
        "lt": lambda a, b: a < b,
        "le": lambda a, b: a <= b,
        "gt": lambda a, b: a > b,
        "ge": lambda a, b: a >= b,
        "ltu": z3.ULT,
        "leu": z3.ULE,
        "gtu": z3.UGT,
        "geu": z3.UGE,
    }
