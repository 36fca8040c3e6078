"""Lowering expressions: Python's tree → SSA, with the check of types."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from neurlang.errors import SourceError
from neurlang.programs.ir import did_you_mean
from neurlang.programs.stdlib.lowering.tables import (
    ARITHMETIC,
    BITWISE,
    FLOATS,
    MACHINE_FUNCTIONS,
    NOT_THERE,
    SHIFTS,
    TESTS,
)
from neurlang.programs.stdlib.reading.modules import (
    TYPES,
    Signature,
    SourceFunction,
    number_of,
    to_bits_of,
)
from neurlang.programs.stdlib.ssa import Builder, OpenBlock, Operand, Type, constant

NEGATIVE_ZERO = constant(1 << 63)
"""The bits of -0.0, from which x is subtracted to give -x, zeros and NaN included."""

RANGES = {Type.U64: (0, (1 << 64) - 1), Type.I64: (-(1 << 63), (1 << 63) - 1)}


@dataclass(frozen=True, slots=True)
class Typed:
    """A value and its type. A whole literal without a type yet has None, and is of any size."""

    operand: Operand
    type: Type | None


class Expressions:
    """Lowers the expressions of one function; `Statements` lowers the rest."""

    def __init__(self, function: SourceFunction, callees: Mapping[str, Signature]) -> None:
        self.function = function
        self.module = function.module
        self.callees = callees
        self.builder = Builder(function.signature.name, function.signature.result)
        self.temporaries = 0
        self.line = function.node.lineno
        for name, type_ in function.signature.params:
            self.builder.parameter(name, type_)

    def error(self, node: ast.AST, message: str, hint: str = "") -> SourceError:
        """The error at a node of this function."""
        return self.module.error(node, message, hint)

    # Values

    def value(self, node: ast.expr, wanted: Type | None = None) -> Typed:
        """Lower an expression. A whole literal takes the type `wanted`, or none yet."""
        number = number_of(node, self.module.constants)
        if number is not None:
            literal = (
                Typed(to_bits_of(number), Type.F64) if isinstance(number, float) else Typed(number, None)
            )
            return self.fitted(literal, wanted, node) if wanted is not None else literal
        match node:
            case ast.Constant(value=bool() as truth):
                return Typed(int(truth), Type.BOOL)
            case ast.Name(id=name):
                return self.named(node, name)
            case ast.BinOp(left=left, op=operator, right=right):
                return self.binary(node, operator, left, right, wanted)
            case ast.UnaryOp(op=operator, operand=operand):
                return self.unary(node, operator, operand, wanted)
            case ast.Compare(left=left, ops=[operator], comparators=[right]):
                return self.comparison(node, left, operator, right)
            case ast.Compare() | ast.BoolOp():
                return self.truth_by_control(node)
            case ast.IfExp(test=test, body=body, orelse=other):
                return self.conditional(node, test, body, other, wanted)
            case ast.Subscript(value=pointer, slice=index):
                return self.element(pointer, index)
            case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
                found = self.call(node, name, args, wanted)
                if found is None:
                    raise self.error(node, f"'{name}' returns nothing", "call it as a statement")
                return found
        what, hint = NOT_THERE.get(type(node), (f"'{ast.unparse(node)}'", "see the page on the subset"))
        raise self.error(node, f"{what} cannot be compiled", hint)

    def of_type(self, node: ast.expr, wanted: Type) -> Operand:
        """Lower an expression that must be of a type."""
        return self.fitted(self.value(node, wanted), wanted, node).operand

    def fitted(self, value: Typed, wanted: Type, node: ast.AST) -> Typed:
        """The value as one of that type. Raises SourceError if it is of another."""
        if value.type is wanted:
            return value
        if value.type is not None:
            hint = f"write {wanted.value}(…)" if wanted.is_integer or wanted is Type.F64 else ""
            raise self.error(node, f"this is {value.type.value}, {wanted.value} is wanted", hint)
        assert isinstance(value.operand, int)
        if wanted is Type.F64:
            raise self.error(node, "a whole number, f64 is wanted", f"write {value.operand}.0")
        if wanted not in RANGES:
            raise self.error(node, f"a number, {wanted.value} is wanted")
        low, high = RANGES[wanted]
        is_mask = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert)
        if is_mask and wanted is Type.U64:
            return Typed(constant(value.operand), wanted)
        if not low <= value.operand <= high:
            hint = f"write {wanted.value}({value.operand}) for its 64 bits, or use i64"
            raise self.error(node, f"{value.operand} is no {wanted.value}", hint)
        return Typed(constant(value.operand), wanted)

    def settled(self, value: Typed, node: ast.AST) -> tuple[Operand, Type]:
        """The value; a literal without a type becomes u64."""
        found = value if value.type is not None else self.fitted(value, Type.U64, node)
        assert found.type is not None
        return found.operand, found.type

    def emit(self, op: str, args: tuple[Operand, ...], type_: Type) -> Typed:
        """An instruction with a result."""
        return Typed(self.builder.emit(op, args, type_, self.line), type_)

    def named(self, node: ast.AST, name: str) -> Typed:
        """The value of a variable or constant."""
        if name in self.builder.types:
            hint = "assign it on every way to this place"
            unassigned = partial(self.error, node, f"'{name}' may have no value here", hint)
            return Typed(self.builder.read(name, unassigned), self.builder.types[name])
        if name in self.module.constants:
            held = self.module.constants[name]
            return Typed(held.value, held.type)
        hint = did_you_mean(name, [*self.builder.types, *self.module.constants])
        raise self.error(node, f"'{name}' is not a variable or constant here", hint)

    def temporary(self, type_: Type) -> str:
        """The name of a new variable that no source can name."""
        self.temporaries += 1
        name = f"${self.temporaries}"
        self.builder.types[name] = type_
        return name

    def read(self, name: str) -> Operand:
        """The value of a temporary, which always has one."""
        return self.builder.read(name, AssertionError)

    # Operators

    def pair(
        self, node: ast.AST, left: ast.expr, right: ast.expr, wanted: Type | None
    ) -> tuple[Typed, Typed]:
        """Two operands of one type."""
        return self.agreeing(node, self.value(left), self.value(right), left, right, wanted)

    def binary(
        self, node: ast.AST, operator: ast.operator, left: ast.expr, right: ast.expr, wanted: Type | None
    ) -> Typed:
        """`left operator right`."""
        if type(operator) in SHIFTS:
            return self.shift(operator, left, right, wanted)
        if isinstance(operator, ast.Add | ast.Sub):
            pointer = self.value(left)
            if pointer.type is not None and pointer.type.element is not None:
                return self.moved(node, pointer, operator, right)
            one, two = self.agreeing(node, pointer, self.value(right), left, right, wanted)
        else:
            one, two = self.pair(node, left, right, wanted)
        return self.operated(node, operator, one, two)

    def agreeing(
        self, node: ast.AST, one: Typed, two: Typed, left: ast.expr, right: ast.expr, wanted: Type | None
    ) -> tuple[Typed, Typed]:
        """Two values as one type; literals take that of the other side."""
        type_ = one.type or two.type or wanted or Type.U64
        if one.type is not None and two.type is not None and one.type is not two.type:
            hint = f"write {one.type.value}(…) around the right side" if two.type.element is None else ""
            raise self.error(node, f"{one.type.value} with {two.type.value}", hint)
        return self.fitted(one, type_, left), self.fitted(two, type_, right)

    def operated(self, node: ast.AST, operator: ast.operator, one: Typed, two: Typed) -> Typed:
        """An operation on two values of one type."""
        assert one.type is not None
        kind = type(operator)
        if one.type is Type.F64 and kind in FLOATS:
            return self.emit(FLOATS[kind], (one.operand, two.operand), Type.F64)
        if one.type is Type.BOOL and kind in BITWISE:
            return self.emit(BITWISE[kind], (one.operand, two.operand), Type.BOOL)
        if one.type.is_integer and kind in ARITHMETIC[one.type]:
            return self.emit(ARITHMETIC[one.type][kind], (one.operand, two.operand), one.type)
        sign = ast.unparse(ast.BinOp(ast.Name("a"), operator, ast.Name("b")))
        what, hint = NOT_THERE.get(kind, (f"{sign} of {one.type.value}", "see the page on the subset"))
        raise self.error(node, f"{what} cannot be compiled", hint)

    def shift(self, operator: ast.operator, left: ast.expr, right: ast.expr, wanted: Type | None) -> Typed:
        """`left << right` and `left >> right`; the type is that of the left side."""
        one, two = self.value(left), self.value(right)
        integer = wanted if wanted is not None and wanted.is_integer else None
        one = self.fitted(one, one.type or integer or two.type or Type.U64, left)
        two = self.fitted(two, two.type or Type.U64, right)
        if one.type is None or two.type is None or not (one.type.is_integer and two.type.is_integer):
            raise self.error(left, "only whole numbers are shifted", "cast to u64")
        if isinstance(two.operand, int) and not 0 <= two.operand <= 63:
            raise self.error(right, f"a shift by {two.operand}", "the count is 0 to 63")
        return self.emit(SHIFTS[type(operator)][one.type], (one.operand, two.operand), one.type)

    def moved(self, node: ast.AST, pointer: Typed, operator: ast.operator, right: ast.expr) -> Typed:
        """A pointer so many elements on or back, or the distance of two."""
        assert pointer.type is not None
        by = self.value(right, Type.U64 if number_of(right, self.module.constants) is not None else None)
        if by.type is pointer.type and isinstance(operator, ast.Sub):
            distance = self.emit("alu.sub", (pointer.operand, by.operand), Type.U64)
            if pointer.type is Type.PTR_U8:
                return distance
            return self.emit("alu.shr", (distance.operand, 3), Type.U64)
        if by.type is None or not by.type.is_integer:
            raise self.error(node, "a pointer moves by a whole number of elements")
        op = "alu.add" if isinstance(operator, ast.Add) else "alu.sub"
        return self.emit(op, (pointer.operand, self.scaled(pointer.type, by.operand)), pointer.type)

    def scaled(self, pointer: Type, index: Operand) -> Operand:
        """The distance in bytes of so many elements."""
        if pointer is Type.PTR_U8:
            return index
        return self.emit("alu.shl", (index, 3), Type.U64).operand

    def unary(self, node: ast.AST, operator: ast.unaryop, operand: ast.expr, wanted: Type | None) -> Typed:
        """`-x`, `~x`, `not x`."""
        if isinstance(operator, ast.Not):
            found = self.value(operand)
            if found.type is Type.F64:
                raise self.error(operand, "f64 is not a condition", "compare it, as in `x != 0.0`")
            return self.emit("compare.eq", (found.operand, 0), Type.BOOL)
        value = self.fitted_integer_or_float(self.value(operand, wanted), operand)
        assert value.type is not None
        match operator:
            case ast.UAdd():
                return value
            case ast.USub() if value.type is Type.F64:
                return self.emit("fpu.fsub", (NEGATIVE_ZERO, value.operand), Type.F64)
            case ast.USub():
                return self.emit("alu.sub", (0, value.operand), value.type)
            case ast.Invert() if value.type.is_integer:
                return self.emit("alu.xor", (value.operand, -1), value.type)
        raise self.error(node, f"this cannot be done to {value.type.value}")

    def fitted_integer_or_float(self, value: Typed, node: ast.AST) -> Typed:
        """The value, if one can calculate with it."""
        operand, type_ = self.settled(value, node)
        if not (type_.is_integer or type_ is Type.F64):
            raise self.error(node, f"one does not calculate with {type_.value}", "cast to u64")
        return Typed(operand, type_)

    def comparison(self, node: ast.AST, left: ast.expr, operator: ast.cmpop, right: ast.expr) -> Typed:
        """`left operator right` as a value."""
        one, two = self.pair(node, left, right, None)
        return self.compared(node, operator, one, two)

    def compared(self, node: ast.AST, operator: ast.cmpop, one: Typed, two: Typed) -> Typed:
        """A comparison of two values of one type, as a value."""
        assert one.type is not None
        if type(operator) not in TESTS:
            raise self.error(node, "`in` and `is` cannot be compiled", "write a loop")
        integer, unsigned, real = TESTS[type(operator)]
        if one.type is Type.F64:
            return self.emit(real, (one.operand, two.operand), Type.BOOL)
        test = integer if one.type is Type.I64 else unsigned
        return self.emit(f"compare.{test}", (one.operand, two.operand), Type.BOOL)

    def truth_by_control(self, node: ast.expr) -> Typed:
        """`and`, `or` and chained comparisons as values."""
        name = self.temporary(Type.BOOL)
        yes, no, join = (self.builder.block(word) for word in ("true", "false", "join"))
        self.condition(node, yes, no)
        for block, truth in ((yes, 1), (no, 0)):
            self.builder.seal(block)
            self.builder.start(block)
            self.builder.write(name, truth)
            self.builder.jump(join)
        self.builder.seal(join)
        self.builder.start(join)
        return Typed(self.read(name), Type.BOOL)

    def condition(self, node: ast.expr, then: OpenBlock, other: OpenBlock) -> None:
        """Go to `then` if the expression holds, else to `other`; `and`, `or` stop early."""
        match node:
            case ast.Constant(value=bool() as truth):
                self.builder.jump(then if truth else other)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                self.condition(operand, other, then)
            case ast.BoolOp(op=operator, values=values):
                for value in values[:-1]:
                    following = self.builder.block("and" if isinstance(operator, ast.And) else "or")
                    if isinstance(operator, ast.And):
                        self.condition(value, following, other)
                    else:
                        self.condition(value, then, following)
                    self.builder.seal(following)
                    self.builder.start(following)
                self.condition(values[-1], then, other)
            case ast.Compare(left=left, ops=operators, comparators=rights):
                self.chain(node, left, operators, rights, then, other)
            case _:
                found = self.value(node)
                if found.type is Type.F64 or (found.type is not None and found.type.element is not None):
                    raise self.error(node, f"{found.type.value} is not a condition", "compare it")
                self.builder.branch("ne", found.operand, 0, then, other, self.line)

    def chain(
        self,
        node: ast.AST,
        left: ast.expr,
        operators: list[ast.cmpop],
        rights: list[ast.expr],
        then: OpenBlock,
        other: OpenBlock,
    ) -> None:
        """A comparison of two or more; each operand is evaluated once."""
        one = self.value(left)
        for place, (operator, right) in enumerate(zip(operators, rights, strict=True)):
            two = self.value(right)
            one, two = self.agreeing(node, one, two, left, right, None)
            is_last = place == len(rights) - 1
            following = then if is_last else self.builder.block("and")
            self.branch_on(node, operator, one, two, following, other)
            if not is_last:
                self.builder.seal(following)
                self.builder.start(following)
            one, left = two, right

    def branch_on(
        self, node: ast.AST, operator: ast.cmpop, one: Typed, two: Typed, then: OpenBlock, other: OpenBlock
    ) -> None:
        """Branch on a comparison."""
        if one.type is Type.F64 or type(operator) not in TESTS:
            truth = self.compared(node, operator, one, two)
            self.builder.branch("ne", truth.operand, 0, then, other, self.line)
            return
        integer, unsigned, _ = TESTS[type(operator)]
        test = integer if one.type is Type.I64 else unsigned
        self.builder.branch(test, one.operand, two.operand, then, other, self.line)

    def conditional(
        self, node: ast.AST, test: ast.expr, body: ast.expr, other: ast.expr, wanted: Type | None
    ) -> Typed:
        """`body if test else other`."""
        builder = self.builder
        yes, no, join = builder.block("then"), builder.block("else"), builder.block("join")
        self.condition(test, yes, no)
        builder.seal(yes)
        builder.seal(no)
        builder.start(yes)
        one = self.value(body, wanted)
        after_one = builder.current
        builder.start(no)
        two = self.value(other, wanted)
        type_ = one.type or two.type or Type.U64
        if one.type is not None and two.type is not None and one.type is not two.type:
            raise self.error(node, f"{one.type.value} or {two.type.value}", "both sides have one type")
        name = self.temporary(type_)
        builder.write(name, self.fitted(two, type_, other).operand)
        builder.jump(join)
        builder.current = after_one
        builder.write(name, self.fitted(one, type_, body).operand)
        builder.jump(join)
        builder.seal(join)
        builder.start(join)
        return Typed(self.read(name), type_)

    # Memory

    def address(self, pointer: ast.expr, index: ast.expr) -> tuple[Type, Operand, Operand]:
        """The type of the pointer, its value, and the distance in bytes of an element."""
        base = self.value(pointer)
        if base.type is None or base.type.element is None:
            raise self.error(pointer, "only pointers have elements", "annotate it as ptr_u8, ptr_u64, …")
        place = self.value(index)
        number = self.fitted(place, place.type or Type.I64, index)
        if number.type is None or not number.type.is_integer:
            raise self.error(index, "an index is a whole number", "cast to u64")
        return base.type, base.operand, self.scaled(base.type, number.operand)

    def element(self, pointer: ast.expr, index: ast.expr) -> Typed:
        """`pointer[index]`."""
        type_, base, offset = self.address(pointer, index)
        assert type_.element is not None
        return self.emit("load.b" if type_ is Type.PTR_U8 else "load.d", (base, offset), type_.element)

    def store(self, type_: Type, base: Operand, offset: Operand, value: Operand) -> None:
        """Write an element."""
        op = "store.b" if type_ is Type.PTR_U8 else "store.d"
        self.builder.emit(op, (value, base, offset), None, self.line)

    # Calls

    def call(self, node: ast.AST, name: str, args: list[ast.expr], wanted: Type | None) -> Typed | None:
        """A call: a cast, a built-in function, an instruction of the machine, or a library function."""
        if name in ("u64", "i64", "f64", "bool"):
            self.counted(node, args, 1, name)
            return self.cast(args[0], TYPES[name])
        if name in ("min", "max"):
            if len(args) < 2:
                raise self.error(node, f"'{name}' of fewer than two values", "write a loop over an array")
            return self.extreme(node, name, args, wanted)
        if name == "abs":
            self.counted(node, args, 1, name)
            return self.absolute(args[0], wanted)
        if name in MACHINE_FUNCTIONS and name not in self.callees:
            op, takes, gives = MACHINE_FUNCTIONS[name]
            self.counted(node, args, len(takes), name)
            operands = tuple(self.of_type(arg, type_) for arg, type_ in zip(args, takes, strict=True))
            return Typed(operands[0], gives) if op == "mov" else self.emit(op, operands, gives)
        if name not in self.callees:
            hint = did_you_mean(name, [*self.callees, *MACHINE_FUNCTIONS, "min", "max", "abs"])
            raise self.error(
                node, f"'{name}' is not a function of the library", hint or "import it from its source"
            )
        callee = self.callees[name]
        self.counted(node, args, len(callee.params), name)
        operands = tuple(
            self.of_type(arg, type_) for arg, (_, type_) in zip(args, callee.params, strict=True)
        )
        result = self.builder.emit("call", operands, callee.result, self.line, callee.name)
        return None if callee.result is None else Typed(result, callee.result)

    def counted(self, node: ast.AST, args: list[ast.expr], count: int, name: str) -> None:
        """Raise SourceError unless there are so many arguments."""
        if len(args) != count:
            raise self.error(node, f"'{name}' takes {count} arguments, not {len(args)}")

    def cast(self, node: ast.expr, into: Type) -> Typed:
        """`u64(x)`, `i64(x)`, `f64(x)`, `bool(x)`."""
        value = self.value(node)
        if value.type is None:
            assert isinstance(value.operand, int)
            if into is Type.F64:
                return Typed(to_bits_of(float(value.operand)), into)
            return Typed(int(value.operand != 0) if into is Type.BOOL else constant(value.operand), into)
        conversions = {
            (Type.F64, Type.U64): "fpu.f2u",
            (Type.F64, Type.I64): "fpu.f2i",
            (Type.U64, Type.F64): "fpu.u2f",
            (Type.I64, Type.F64): "fpu.i2f",
        }
        op = conversions.get((value.type, into))
        if op is not None:
            return self.emit(op, (value.operand,), into)
        if into is Type.BOOL and value.type.is_integer:
            return self.emit("compare.ne", (value.operand, 0), Type.BOOL)
        plain = (Type.U64, Type.I64, Type.BOOL)
        if value.type is into or (value.type in plain and into in plain):
            return Typed(value.operand, into)
        raise self.error(node, f"{value.type.value} cannot be cast to {into.value}", "use a comparison")

    def extreme(self, node: ast.AST, name: str, args: list[ast.expr], wanted: Type | None) -> Typed:
        """`min` and `max` of two or more values."""
        values = [self.value(arg) for arg in args]
        types = {value.type for value in values if value.type is not None}
        if len(types) > 1:
            raise self.error(node, f"'{name}' of different types", "cast them to one type")
        type_ = next(iter(types), wanted or Type.U64)
        operands = [self.fitted(value, type_, arg).operand for value, arg in zip(values, args, strict=True)]
        best = operands[0]
        for operand in operands[1:]:
            if type_ is Type.F64:
                best = self.emit(f"fpu.f{name}", (best, operand), type_).operand
            else:
                best = self.better(name, type_, best, operand)
        return Typed(best, type_)

    def better(self, name: str, type_: Type, one: Operand, two: Operand) -> Operand:
        """The smaller or larger of two whole numbers."""
        suffix = "" if type_ is Type.I64 else "u"
        test = ("lt" if name == "min" else "gt") + suffix
        return self.chosen(test, two, one, two, one, type_)

    def chosen(
        self, test: str, left: Operand, right: Operand, then: Operand, other: Operand, type_: Type
    ) -> Operand:
        """One of two values by a test."""
        builder, held = self.builder, self.temporary(type_)
        take, join = builder.block("take"), builder.block("join")
        builder.write(held, other)
        builder.branch(test, left, right, take, join, self.line)
        builder.seal(take)
        builder.start(take)
        builder.write(held, then)
        builder.jump(join)
        builder.seal(join)
        builder.start(join)
        return self.read(held)

    def absolute(self, node: ast.expr, wanted: Type | None) -> Typed:
        """`abs(x)`."""
        value = self.value(node, wanted)
        if value.type is Type.F64:
            return self.emit("fpu.fabs", (value.operand,), Type.F64)
        if value.type is not Type.I64:
            raise self.error(node, "'abs' of what is never negative", "abs takes i64 or f64")
        builder, held = self.builder, self.temporary(Type.I64)
        turn, join = builder.block("negative"), builder.block("join")
        builder.write(held, value.operand)
        builder.branch("lt", value.operand, 0, turn, join, self.line)
        builder.seal(turn)
        builder.start(turn)
        builder.write(held, self.emit("alu.sub", (0, value.operand), Type.I64).operand)
        builder.jump(join)
        builder.seal(join)
        builder.start(join)
        return Typed(self.read(held), Type.I64)
