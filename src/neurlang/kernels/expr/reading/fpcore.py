"""FPCore 2.0 (fpbench.org/spec): straight-line cores become kernels.

Read: `let`, `let*`, `if`, the operators of the op table, constants, chained comparisons, `:precision`
binary32 and binary64, `:pre` (ranges, and the whole condition), `cast` and `!` at the core's own precision.
Loops, arrays and tensors are rejected by name. `:neurlang-op` and `:neurlang-reduction` carry the ops and
reductions that FPCore cannot express.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from neurlang.kernels.expr.dag import Expr
from neurlang.kernels.expr.domains.domain import ranges_of
from neurlang.kernels.expr.kernel import REDUCTIONS, DType, Input, Kernel, Reduction
from neurlang.kernels.expr.reading.fpcore_body import BodyReader, check_precision
from neurlang.kernels.expr.reading.sexpr import Datum, read_all
from neurlang.kernels.expr.reading.source import Source, nearest

PRECISIONS: dict[str, DType] = {"binary32": "f32", "binary64": "f64", "real": "f64"}


@dataclass(frozen=True, slots=True)
class Core:
    """One `(FPCore …)` of a text, not yet converted: its properties can be read even if conversion fails.

    `properties` has each property's source text, without the quotes of strings.
    """

    name: str
    properties: dict[str, str]
    source: Source = field(repr=False)
    datum: Datum = field(repr=False)

    def kernel(self, dtype: DType | None = None) -> Kernel:
        """The core as a kernel of type `dtype`, by default the type of its `:precision`.

        Raises:
            FormulaError: the core is malformed, or uses something that kernels lack (with position and name).

        """
        return _Reader(self).kernel(dtype)


def read_cores(text: str, source: str = "<fpcore>") -> list[Core]:
    """The cores of a text, in order.

    Raises:
        FormulaError: an unclosed parenthesis or string, or something at top level that is not a core.

    """
    origin = Source(text, source)
    cores = [_core(origin, datum) for datum in read_all(origin)]
    if not cores:
        raise origin.error(0, 1, "there is no (FPCore …) here")
    return cores


def read_fpcore(text: str, source: str = "<fpcore>", dtype: DType | None = None) -> list[Kernel]:
    """The kernels of a text, in order. Raises FormulaError at the first core that is rejected."""
    return [core.kernel(dtype) for core in read_cores(text, source)]


def _core(source: Source, datum: Datum) -> Core:
    if datum.head != "FPCore":
        found = datum.items[0] if datum.items else datum
        hint = nearest(found.text, ("FPCore",))
        raise source.error(found.start, found.end, "a core begins with '(FPCore'", hint)
    properties = {key.text: source.text[value.start : value.end] for key, value in _properties(datum)}
    named = datum.items[1] if len(datum.items) > 1 and datum.items[1].kind == "symbol" else None
    fallback = named.text if named is not None else "kernel"
    name = properties[":name"].strip('"') if ":name" in properties else fallback
    return Core(name, {key: value.strip('"') for key, value in properties.items()}, source, datum)


def _properties(datum: Datum) -> list[tuple[Datum, Datum]]:
    """Property names with their values; the arguments and the body are not properties."""
    items = datum.items
    found: list[tuple[Datum, Datum]] = []
    place = 1
    while place < len(items) - 1:
        if items[place].kind == "symbol" and items[place].text.startswith(":"):
            found.append((items[place], items[place + 1]))
            place += 1
        place += 1
    return found


class _Reader:
    """Converts one core."""

    def __init__(self, core: Core) -> None:
        self.core = core
        self.source = core.source
        self.values = {key.text: value for key, value in _properties(core.datum)}

    def kernel(self, dtype: DType | None) -> Kernel:
        arguments, body = self._arguments_and_body()
        own = self._precision()
        reader = BodyReader(self.source, self.values.get(":precision"))
        names = [self._argument(item) for item in arguments.items]
        for place, name in enumerate(names):
            if name in names[:place]:
                item = arguments.items[place]
                raise self.source.error(item.start, item.end, f"the argument '{name}' appears twice")
        output = reader.read(body, names)
        condition = reader.read(self.values[":pre"], names) if ":pre" in self.values else None
        if condition is not None and condition.kind != "b":
            datum = self.values[":pre"]
            raise self.source.error(datum.start, datum.end, "':pre' must be a condition, found a number")
        return self._finished(names, output, condition, dtype or own)

    def _finished(self, names: list[str], output: Expr, condition: Expr | None, dtype: DType) -> Kernel:
        ranges = {} if condition is None else ranges_of(condition)
        if any(low > high for low, high in ranges.values()):
            datum = self.values[":pre"]
            raise self.source.error(datum.start, datum.end, "no argument satisfies this condition")
        inputs = tuple(Input(name, *ranges.get(name, (-float("inf"), float("inf")))) for name in names)
        return Kernel((output,), inputs, dtype, self._reduction(), condition, self.core.name)

    def _arguments_and_body(self) -> tuple[Datum, Datum]:
        items = self.core.datum.items
        place = 2 if len(items) > 1 and items[1].kind == "symbol" else 1
        if len(items) < place + 2 or items[place].kind != "list":
            datum = self.core.datum
            raise self.source.error(
                datum.start, datum.start + 7, "a core is (FPCore (arguments) properties body)"
            )
        rest = items[place + 1 :]
        while len(rest) > 2 and rest[0].text.startswith(":"):
            rest = rest[2:]
        if len(rest) != 1 or rest[0].text.startswith(":"):
            raise self.source.error(rest[0].start, rest[0].end, "expected a property or the single body")
        return items[place], rest[0]

    def _argument(self, item: Datum) -> str:
        if item.head == "!":
            check_precision(self.source, item.items[1:-1], self.values.get(":precision"))
            item = item.items[-1]
        if item.kind == "list":
            raise self.source.error(
                item.start, item.end, "tensor arguments are not supported: a kernel takes numbers"
            )
        if item.kind != "symbol":
            raise self.source.error(item.start, item.end, "an argument is a name")
        return item.text

    def _precision(self) -> DType:
        datum = self.values.get(":precision")
        if datum is None:
            return "f64"
        if datum.text not in PRECISIONS:
            found = datum.text or self.source.text[datum.start : datum.end]
            message = f"precision '{found}' is not supported: a kernel is binary32 or binary64"
            raise self.source.error(datum.start, datum.end, message)
        return PRECISIONS[datum.text]

    def _reduction(self) -> Reduction | None:
        datum = self.values.get(":neurlang-reduction")
        if datum is None:
            return None
        if datum.text not in REDUCTIONS or datum.text == "dot":
            message = f"unknown reduction '{datum.text}'"
            raise self.source.error(datum.start, datum.end, message, nearest(datum.text, REDUCTIONS))
        return datum.text
