"""Reading LLVM functions of one basic block as terms, according to the LLVM Language Reference.

An instruction that may be undefined or poison (`nsw`, a shift as wide as the value, a division by 0) adds the condition
under which it is not. Unknown instructions are refused by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import llvmlite.binding as llvm

from neurlang.errors import VerificationError
from neurlang.machine_code import host_cpu, target_machine
from neurlang.programs.native.proof.terms import WIDTH, Unknowns, count_ones, highest, lowest

Term = Any

_HEAD = re.compile(r"define [^@]*@(?P<name>[\w.]+)\((?P<parameters>.*?)\)[^()]*\{")
_ASSIGNED = re.compile(r"(?:%(?P<into>[\w.]+) = )?(?:tail )?(?P<op>\w+)(?P<rest>.*)")
_FLAGS = {"nsw", "nuw", "exact", "disjoint", "samesign", "nneg", "inbounds"}
_INTEGER = re.compile(r"i(\d+)")
_COMMENT = re.compile(r",? ?![\w.]+.*$|;.*$|,? #\d+$|, align \d+")


@dataclass(slots=True)
class Reading:
    """A function as read so far: values by name, memory, and the conditions under which nothing is undefined."""

    unknowns: Unknowns
    values: dict[str, Term]
    memory: Term = None
    defined: list[Term] = field(default_factory=list)
    result: Term = None

    def value(self, text: str, width: int) -> Term:
        """The operand of a width that a text names."""
        z3 = self.unknowns.z3
        text = text.strip().split(" ")[-1]  # attributes and types stand before it
        if text.startswith("%"):
            return self.values[text[1:]]
        number = {"true": 1, "false": 0}.get(text)
        return z3.BitVecVal(int(text) if number is None else number, width)


def as_compiled(text: str, name: str, level: int) -> str:
    """A function of the operation module after LLVM's passes: level 0 only inlines its callees, level 2 optimises."""
    machine = target_machine(host_cpu())
    module = llvm.parse_assembly(text.replace("define internal", "define"))
    builder = llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options(speed_level=level))
    if level:
        builder.getModulePassManager().run(module, builder)
    else:
        passes = llvm.create_new_module_pass_manager()
        passes.add_always_inliner_pass()
        passes.run(module, builder)
    return str(module.get_function(name))


def read(text: str, arguments: Mapping[str, Term], unknowns: Unknowns, memory: Term = None) -> Reading:
    """Read what a function computes from its arguments, by name. Raises VerificationError for unknown instructions."""
    head = _HEAD.search(text)
    if head is None:
        raise VerificationError(f"no function in {text[:80]!r}")
    reading = Reading(unknowns, dict(arguments), memory)
    for line in text[head.end() :].splitlines():
        bare = _COMMENT.sub("", line).strip()
        if not bare or bare == "}" or bare.endswith(":"):
            continue
        _instruction(reading, bare)
    return reading


def _instruction(reading: Reading, line: str) -> None:
    found = _ASSIGNED.fullmatch(line)
    if found is None:
        raise VerificationError(f"not known: {line}")
    words = found["rest"].split()
    flags = {word for word in words if word in _FLAGS}
    rest = " ".join(word for word in words if word not in _FLAGS)
    op = found["op"]
    if op not in _READ:
        raise VerificationError(f"not known: {line}")
    value = _READ[op](reading, op, rest, flags)
    if found["into"] is not None:
        reading.values[found["into"]] = value


def _binary(reading: Reading, op: str, rest: str, flags: set[str]) -> Term:
    kind, _, operands = rest.partition(" ")
    width = _width(kind)
    a, b = (reading.value(part, width) for part in operands.split(","))
    value: Term = _BINARY[op](reading, a, b)
    if flags:
        reading.defined += _no_overflow(reading, op, a, b, flags)
    return value


def _no_overflow(reading: Reading, op: str, a: Term, b: Term, flags: set[str]) -> list[Term]:
    """The conditions under which an operation with flags does not return poison."""
    z3, found = reading.unknowns.z3, []
    width = a.size()
    for flag, extend in (("nsw", z3.SignExt), ("nuw", z3.ZeroExt)):
        if flag in flags and op in ("add", "sub"):
            wide = [extend(1, term) for term in (a, b)]
            exact = wide[0] + wide[1] if op == "add" else wide[0] - wide[1]
            found.append(exact == extend(1, z3.Extract(width - 1, 0, exact)))
        elif flag in flags and op == "mul":
            product = reading.unknowns.product(*[_exact(z3, term, signed=flag == "nsw") for term in (a, b)])
            extra = WIDTH - width
            found.append(
                (z3.SignExt if flag == "nsw" else z3.ZeroExt)(extra, z3.Extract(width - 1, 0, product))
                == product
            )
        elif flag in flags and op == "shl":
            back = z3.LShR(a << b, b) if flag == "nuw" else (a << b) >> b
            found.append(back == a)
        elif flag in flags:
            raise VerificationError(f"not known: {op} {flag}")
    if "exact" in flags:
        back = (z3.LShR(a, b) if op == "lshr" else a >> b) << b
        found.append(back == a)
    if "disjoint" in flags:
        found.append(a & b == 0)
    return found


def _shift(shifted: Callable[[Any, Term, Term], Term]) -> Callable[[Reading, Term, Term], Term]:
    def read_shift(reading: Reading, a: Term, b: Term) -> Term:
        z3 = reading.unknowns.z3
        reading.defined.append(z3.ULT(b, a.size()))
        return shifted(z3, a, b)

    return read_shift


def _exact(z3: Any, term: Term, *, signed: bool) -> Term:  # noqa: ANN401
    extra = WIDTH - term.size()
    return z3.SignExt(extra, term) if signed else z3.ZeroExt(extra, term)


def _multiply(reading: Reading, a: Term, b: Term) -> Term:
    """The low bits of the exact product, which do not depend on how the operands are extended."""
    z3 = reading.unknowns.z3
    signed = a.size() > 64  # the wide products here have sign-extended operands
    product = reading.unknowns.product(_exact(z3, a, signed=signed), _exact(z3, b, signed=signed))
    return z3.Extract(a.size() - 1, 0, product)


def _divide(*, signed: bool, remainder: bool) -> Callable[[Reading, Term, Term], Term]:
    """Divide magnitudes, then restore signs: truncating division, a remainder with the sign of the dividend."""

    def read_division(reading: Reading, a: Term, b: Term) -> Term:
        z3, unknowns = reading.unknowns.z3, reading.unknowns
        width = a.size()
        reading.defined.append(b != 0)
        x, y = (_exact(z3, term, signed=signed) for term in (a, b))
        if signed:
            lowest_value = z3.BitVecVal(1 << width - 1, width)
            reading.defined.append(z3.Not(z3.And(a == lowest_value, b == -1)))
        left, right = (z3.If(term < 0, -term, term) if signed else term for term in (x, y))
        found = unknowns.remainder(left, right) if remainder else unknowns.quotient(left, right)
        negates = (x < 0) if remainder else ((x < 0) != (y < 0))
        found = z3.If(negates, -found, found) if signed else found
        return z3.Extract(width - 1, 0, found)

    return read_division


_BINARY: dict[str, Callable[[Reading, Term, Term], Term]] = {
    "add": lambda _, a, b: a + b,
    "sub": lambda _, a, b: a - b,
    "and": lambda _, a, b: a & b,
    "or": lambda _, a, b: a | b,
    "xor": lambda _, a, b: a ^ b,
    "mul": _multiply,
    "shl": _shift(lambda _, a, b: a << b),
    "lshr": _shift(lambda z3, a, b: z3.LShR(a, b)),
    "ashr": _shift(lambda _, a, b: a >> b),
    "udiv": _divide(signed=False, remainder=False),
    "urem": _divide(signed=False, remainder=True),
    "sdiv": _divide(signed=True, remainder=False),
    "srem": _divide(signed=True, remainder=True),
}


def _convert(reading: Reading, op: str, rest: str, flags: set[str]) -> Term:
    z3 = reading.unknowns.z3
    source, _, into = rest.partition(" to ")
    kind, _, operand = source.partition(" ")
    value, width = reading.value(operand, _width(kind)), _width(into)
    if "nneg" in flags:
        reading.defined.append(value >= 0)
    if op == "trunc":
        narrow, extra = z3.Extract(width - 1, 0, value), value.size() - width
        kept = {"nuw": z3.ZeroExt, "nsw": z3.SignExt}
        reading.defined += [kept[flag](extra, narrow) == value for flag in flags]
        return narrow
    return (z3.SignExt if op == "sext" else z3.ZeroExt)(width - value.size(), value)


def _compare(reading: Reading, _: str, rest: str, flags: set[str]) -> Term:
    z3 = reading.unknowns.z3
    predicate, kind, operands = rest.split(" ", 2)
    a, b = (reading.value(part, _width(kind)) for part in operands.split(","))
    if "samesign" in flags:
        reading.defined.append((a < 0) == (b < 0))
    unsigned = {"ult": z3.ULT, "ule": z3.ULE, "ugt": z3.UGT, "uge": z3.UGE}
    signed = {
        "eq": lambda x, y: x == y, "ne": lambda x, y: x != y, "slt": lambda x, y: x < y,
        "sle": lambda x, y: x <= y, "sgt": lambda x, y: x > y, "sge": lambda x, y: x >= y,
    }  # fmt: skip
    holds = (unsigned | signed)[predicate](a, b)
    return z3.If(holds, z3.BitVecVal(1, 1), z3.BitVecVal(0, 1))


def _select(reading: Reading, _: str, rest: str, __: set[str]) -> Term:
    condition, left, right = (part.strip() for part in rest.split(","))
    width = _width(left.split()[0])
    holds = reading.value(condition, 1)
    return reading.unknowns.z3.If(holds == 1, reading.value(left, width), reading.value(right, width))


def _call(reading: Reading, _: str, rest: str, __: set[str]) -> Term:
    z3 = reading.unknowns.z3
    found = re.search(r"@llvm\.(\w+)\.i(\d+)\((.*)\)", rest)
    if found is None or found[1] not in _INTRINSICS:
        raise VerificationError(f"not known: call {rest}")
    width = int(found[2])
    if found[3].endswith("i1 true"):  # ctlz and cttz: poison for 0
        reading.defined.append(reading.value(found[3].partition(",")[0], width) != 0)
    operands = [reading.value(part, width) for part in found[3].split(",")]
    return _INTRINSICS[found[1]](z3, operands)


def _swapped(z3: Any, value: Term) -> Term:  # noqa: ANN401
    return z3.Concat(*[z3.Extract(at + 7, at, value) for at in range(0, value.size(), 8)])


def _funnel(z3: Any, operands: list[Term], *, left: bool) -> Term:  # noqa: ANN401
    """One half of two values side by side, shifted by a count modulo their width."""
    high, low, count = operands
    width = high.size()
    both, places = z3.Concat(high, low), z3.ZeroExt(width, count & width - 1)
    if left:
        return z3.Extract(2 * width - 1, width, both << places)
    return z3.Extract(width - 1, 0, z3.LShR(both, places))


_INTRINSICS: dict[str, Callable[[Any, list[Term]], Term]] = {
    "ctpop": lambda z3, operands: count_ones(z3, operands[0]),
    "ctlz": lambda z3, operands: (
        z3.BitVecVal(operands[0].size(), operands[0].size()) - highest(z3, operands[0])
    ),
    "cttz": lambda z3, operands: lowest(z3, operands[0]),
    "fshl": lambda z3, operands: _funnel(z3, operands, left=True),
    "fshr": lambda z3, operands: _funnel(z3, operands, left=False),
    "bswap": lambda z3, operands: _swapped(z3, operands[0]),
    "smin": lambda z3, operands: z3.If(operands[0] < operands[1], *operands),
    "smax": lambda z3, operands: z3.If(operands[0] > operands[1], *operands),
    "umin": lambda z3, operands: z3.If(z3.ULT(*operands), *operands),
    "umax": lambda z3, operands: z3.If(z3.UGT(*operands), *operands),
}


def _place(reading: Reading, _: str, rest: str, __: set[str]) -> Term:
    """The address of a byte of memory, as an offset from the start of memory."""
    parts = [part.strip() for part in rest.split(",")]
    if len(parts) != 3 or parts[0] != "i8" or parts[1] != "ptr %memory":
        raise VerificationError(f"not known: getelementptr {rest}")
    return reading.value(parts[2], 64)


def _load(reading: Reading, _: str, rest: str, __: set[str]) -> Term:
    z3 = reading.unknowns.z3
    kind, pointer = (part.strip() for part in rest.split(",")[:2])
    address = reading.value(pointer, 64)
    taken = [z3.Select(reading.memory, address + place) for place in range(_width(kind) // 8)]
    return z3.Concat(*taken[::-1]) if len(taken) > 1 else taken[0]


def _store(reading: Reading, _: str, rest: str, __: set[str]) -> None:
    z3 = reading.unknowns.z3
    stored, pointer = (part.strip() for part in rest.split(",")[:2])
    width = _width(stored.split()[0])
    value, address = reading.value(stored, width), reading.value(pointer, 64)
    for place in range(width // 8):
        byte = z3.Extract(8 * place + 7, 8 * place, value)
        reading.memory = z3.Store(reading.memory, address + place, byte)


def _return(reading: Reading, _: str, rest: str, __: set[str]) -> None:
    kind, _, operand = rest.partition(" ")
    if kind != "void":
        reading.result = reading.value(operand, _width(kind))


_READ: dict[str, Callable[[Reading, str, str, set[str]], Term]] = {
    **dict.fromkeys(_BINARY, _binary),
    **dict.fromkeys(("zext", "sext", "trunc"), _convert),
    "icmp": _compare, "select": _select, "call": _call, "getelementptr": _place,
    "load": _load, "store": _store, "ret": _return,
}  # fmt: skip


def _width(kind: str) -> int:
    found = _INTEGER.fullmatch(kind.strip())
    if found is None:
        raise VerificationError(f"not known: the type {kind}")
    return int(found[1])
