"""Lowering statements: loops are turned over, so that each round ends with one test."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from neurlang.programs.stdlib.lowering.expressions import Expressions, Typed
from neurlang.programs.stdlib.lowering.tables import NOT_THERE
from neurlang.programs.stdlib.reading.modules import Signature, SourceFunction, number_of, type_named
from neurlang.programs.stdlib.ssa import Function, OpenBlock, Operand, Type

ASSERT_TRAP = 9
"""The trap of an `assert` that fails: an argument without a meaning."""

_LARGEST_TEST = 24
"""Nodes of a loop's test up to which it is compiled twice: before the loop and at its end."""


@dataclass(frozen=True, slots=True)
class LoopBlocks:
    """Where `continue` and `break` go."""

    again: OpenBlock
    done: OpenBlock


def lower(function: SourceFunction, callees: Mapping[str, Signature]) -> Function:
    """A function in SSA form, as it is written; `callees` are what it may call. Raises SourceError."""
    return Statements(function, callees).lowered()


class Statements(Expressions):
    """Lowers one function."""

    def __init__(self, function: SourceFunction, callees: Mapping[str, Signature]) -> None:
        super().__init__(function, callees)
        self.loops: list[LoopBlocks] = []

    def lowered(self) -> Function:
        """The whole function."""
        self.statements(self.function.node.body)
        if self.builder.current is not None:
            if self.function.signature.result is not None:
                raise self.error(
                    self.function.node,
                    f"'{self.function.node.name}' may end without a result",
                    "add a return",
                )
            self.builder.leave(None)
        return self.builder.finished()

    def statements(self, nodes: list[ast.stmt]) -> None:
        """Lower statements one after the other."""
        for node in nodes:
            self.line = node.lineno
            self.statement(node)

    def statement(self, node: ast.stmt) -> None:
        """Lower one statement."""
        match node:
            case ast.Pass() | ast.Expr(value=ast.Constant(value=str())):
                return
            case ast.Assign(targets=[target], value=value):
                self.assign(node, target, value)
            case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation, value=ast.expr() as value):
                type_ = type_named(self.module, annotation)
                self.declare(node, name, type_)
                self.builder.write(name, self.of_type(value, type_))
            case ast.AugAssign(target=target, op=operator, value=value):
                self.augmented(node, target, operator, value)
            case ast.If(test=test, body=body, orelse=other):
                self.if_statement(test, body, other)
            case ast.While(test=test, body=body, orelse=[]):
                self.while_statement(test, body)
            case ast.For(
                target=ast.Name(id=name), iter=ast.Call(func=ast.Name(id="range"), args=args), orelse=[]
            ):
                self.for_statement(node, name, args, node.body)
            case ast.Break() | ast.Continue():
                loop = self.loops[-1]
                self.builder.jump(loop.done if isinstance(node, ast.Break) else loop.again)
            case ast.Return(value=value):
                self.return_statement(node, value)
            case ast.Assert(test=test):
                self.assertion(test)
            case ast.Expr(value=ast.Call(func=ast.Name(id=name), args=args, keywords=[]) as call):
                self.call(call, name, args, None)
            case _:
                found = node.value if isinstance(node, ast.Expr) else node
                what, hint = NOT_THERE.get(type(found), ("this statement", "see the page on the subset"))
                raise self.error(node, f"{what} cannot be compiled", hint)

    def declare(self, node: ast.AST, name: str, type_: Type) -> None:
        """Give a variable its type. Raises SourceError if it has another."""
        known = self.builder.types.setdefault(name, type_)
        if known is not type_:
            raise self.error(
                node, f"'{name}' is {known.value}, not {type_.value}", "use another name, or cast"
            )

    def put(self, node: ast.AST, name: str, value: Typed) -> None:
        """Assign a value to a variable, whose type it gets if it has none."""
        known = self.builder.types.get(name)
        if known is None:
            operand, type_ = self.settled(value, node)
            self.builder.types[name] = type_
        else:
            operand = self.fitted(value, known, node).operand
        self.builder.write(name, operand)

    def assign(self, node: ast.AST, target: ast.expr, value: ast.expr) -> None:
        """`x = e`, `a[i] = e`, `x, a[i] = e, f`."""
        if isinstance(target, ast.Name):
            self.put(value, target.id, self.value(value, self.builder.types.get(target.id)))
            return
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            if len(target.elts) != len(value.elts):
                raise self.error(node, f"{len(target.elts)} targets and {len(value.elts)} values")
            held = [
                self.value(each, self.target_type(into))
                for into, each in zip(target.elts, value.elts, strict=True)
            ]
            for into, each, found in zip(target.elts, value.elts, held, strict=True):
                self.assign_value(into, each, found)
            return
        self.assign_value(target, value, None)

    def target_type(self, target: ast.expr) -> Type | None:
        """The type that a variable already has."""
        return self.builder.types.get(target.id) if isinstance(target, ast.Name) else None

    def assign_value(self, target: ast.expr, value: ast.expr, found: Typed | None) -> None:
        """Assign what is found, or else the value, to one target."""
        match target:
            case ast.Name(id=name):
                self.put(value, name, found or self.value(value))
            case ast.Subscript(value=pointer, slice=index):
                type_, base, offset = self.address(pointer, index)
                assert type_.element is not None
                typed = found or self.value(value, type_.element)
                self.store(type_, base, offset, self.fitted(typed, type_.element, value).operand)
            case _:
                raise self.error(target, "one cannot assign to this", "assign to a name or an element")

    def augmented(
        self, node: ast.AugAssign, target: ast.expr, operator: ast.operator, value: ast.expr
    ) -> None:
        """`x += e`, `a[i] += e`."""
        match target:
            case ast.Name(id=name):
                self.put(node, name, self.binary(node, operator, target, value, self.builder.types.get(name)))
            case ast.Subscript(value=pointer, slice=index):
                type_, base, offset = self.address(pointer, index)
                assert type_.element is not None
                op = "load.b" if type_ is Type.PTR_U8 else "load.d"
                old = self.emit(op, (base, offset), type_.element)
                held = self.temporary(type_.element)
                self.builder.write(held, old.operand)
                new = self.binary(node, operator, ast.Name(held, lineno=node.lineno), value, type_.element)
                self.store(type_, base, offset, self.fitted(new, type_.element, value).operand)
            case _:
                raise self.error(target, "one cannot assign to this", "assign to a name or an element")

    def if_statement(self, test: ast.expr, body: list[ast.stmt], other: list[ast.stmt]) -> None:
        """`if`, `elif`, `else`."""
        builder = self.builder
        then, done = builder.block("then"), builder.block("done")
        no = builder.block("else") if other else done
        self.condition(test, then, no)
        builder.seal(then)
        builder.start(then)
        self.statements(body)
        builder.jump(done)
        if other:
            builder.seal(no)
            builder.start(no)
            self.statements(other)
            builder.jump(done)
        builder.seal(done)
        builder.start(done)

    def while_statement(self, test: ast.expr, body: list[ast.stmt]) -> None:
        """`while`: a small test is compiled before the loop and at its end, a large one at its start."""
        builder = self.builder
        loop, done = builder.block("loop"), builder.block("done")
        if not self.is_small(test):
            builder.jump(loop)
            builder.start(loop)
            inside = builder.block("body")
            self.condition(test, inside, done)
            builder.seal(inside)
            builder.start(inside)
            self.loop_body(body, LoopBlocks(loop, done))
            builder.jump(loop)
        else:
            self.condition(test, loop, done)
            builder.start(loop)
            again = builder.block("next")
            self.loop_body(body, LoopBlocks(again, done))
            builder.jump(again)
            builder.seal(again)
            builder.start(again)
            self.line = test.lineno
            self.condition(test, loop, done)
        builder.seal(loop)
        builder.seal(done)
        builder.start(done)

    def loop_body(self, body: list[ast.stmt], loop: LoopBlocks) -> None:
        """The statements of a loop."""
        self.loops.append(loop)
        self.statements(body)
        self.loops.pop()

    def is_small(self, test: ast.expr) -> bool:
        """Whether a test may be compiled twice."""
        nodes = list(ast.walk(test))
        called = (node.func for node in nodes if isinstance(node, ast.Call))
        return len(nodes) <= _LARGEST_TEST and not any(
            isinstance(name, ast.Name) and name.id in self.callees for name in called
        )

    def for_statement(self, node: ast.For, name: str, args: list[ast.expr], body: list[ast.stmt]) -> None:
        """`for name in range(…)`: a counter that the body cannot see; the variable is a copy of it."""
        builder = self.builder
        start, stop, step, type_ = self.range_bounds(node, name, args)
        self.declare(node.target, name, type_)
        counter, limit = self.temporary(type_), self.temporary(type_)
        builder.write(counter, start)
        builder.write(limit, stop)
        loop, again, done = builder.block("loop"), builder.block("next"), builder.block("done")
        test = ("lt" if step > 0 else "gt") + ("" if type_ is Type.I64 else "u")
        builder.branch(test, start, stop, loop, done, node.lineno)
        builder.start(loop)
        builder.write(name, self.read(counter))
        self.loop_body(body, LoopBlocks(again, done))
        builder.jump(again)
        builder.seal(again)
        builder.start(again)
        self.line = node.lineno
        if builder.current is not None:
            following = self.emit("alu.add", (self.read(counter), step), type_).operand
            builder.write(counter, following)
            builder.branch(test, following, self.read(limit), loop, done, node.lineno)
        builder.seal(loop)
        builder.seal(done)
        builder.start(done)

    def range_bounds(
        self, node: ast.For, name: str, args: list[ast.expr]
    ) -> tuple[Operand, Operand, int, Type]:
        """Start, stop, step and type of a range."""
        if not 1 <= len(args) <= 3:
            raise self.error(node.iter, "range takes one to three numbers")
        step = number_of(args[2], self.module.constants) if len(args) == 3 else 1
        if not isinstance(step, int) or step == 0:
            raise self.error(args[-1], "the step of a range is a literal, not 0", "or write a while loop")
        first = args[0] if len(args) > 1 else None
        start = Typed(0, None) if first is None else self.value(first)
        stop = self.value(args[0] if first is None else args[1])
        type_ = (
            start.type or stop.type or self.builder.types.get(name) or (Type.U64 if step > 0 else Type.I64)
        )
        low, high = (
            self.fitted(start, type_, first or node.iter),
            self.fitted(stop, type_, args[min(1, len(args) - 1)]),
        )
        if not type_.is_integer:
            raise self.error(node.iter, f"a range of {type_.value}", "a range is of u64 or i64")
        if step < 0 and type_ is not Type.I64:
            raise self.error(node.iter, "a range downwards is of i64", "write range(i64(n) - 1, -1, -1)")
        return low.operand, high.operand, step, type_

    def return_statement(self, node: ast.Return, value: ast.expr | None) -> None:
        """`return`, with or without a value."""
        result = self.function.signature.result
        if (value is None or (isinstance(value, ast.Constant) and value.value is None)) is not (
            result is None
        ):
            wanted = "nothing" if result is None else result.value
            raise self.error(node, f"'{self.function.node.name}' returns {wanted}")
        self.builder.leave(None if value is None or result is None else self.of_type(value, result))

    def assertion(self, test: ast.expr) -> None:
        """`assert`: a trap if the test fails."""
        builder = self.builder
        holds, fails = builder.block("holds"), builder.block("fails")
        self.condition(test, holds, fails)
        builder.seal(fails)
        builder.start(fails)
        builder.trap(ASSERT_TRAP, self.line)
        builder.seal(holds)
        builder.start(holds)
