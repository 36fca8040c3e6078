"""Running a source as plain Python, with every value in its type.

The source is run as it stands, but that each parameter, result, annotated assignment and bare literal is put into its
type, and `range`, `min`, `max` and `abs` are those of the types: so that numbers wrap where the machine's do.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import CodeType
from typing import Any, cast

from neurlang.programs.stdlib import types
from neurlang.programs.stdlib.machine_types import (
    F64,
    I64,
    U64,
    BytePointer,
    F64Pointer,
    I64Pointer,
    U64Pointer,
    Word,
    on_bits,
)
from neurlang.programs.stdlib.reading.library import Library
from neurlang.programs.stdlib.reading.modules import TYPES_MODULE, SourceFunction, SourceModule
from neurlang.programs.stdlib.ssa import Type

Argument = int | float | list[int] | list[float] | bytearray

_COUNT = "__count__"

MAKERS: dict[Type, Callable[[Any], Any]] = {
    Type.U64: U64,
    Type.I64: I64,
    Type.F64: F64,
    Type.BOOL: bool,
    Type.PTR_U8: BytePointer,
    Type.PTR_U64: U64Pointer,
    Type.PTR_I64: I64Pointer,
    Type.PTR_F64: F64Pointer,
}


@dataclass(slots=True)
class PythonLibrary:
    """The functions of a library as Python functions; a module is run when it is first needed.

    `names` are the types and functions that sources import, by default those of `types`. With `rounds`, each call may
    make so many rounds of loops and calls; then it raises TooManyRoundsError.
    """

    library: Library
    names: dict[str, Any] | None = None
    rounds: int | None = None
    spaces: dict[str, dict[str, Any]] = field(default_factory=dict)
    counter: _Counter = field(init=False)

    def __post_init__(self) -> None:
        self.counter = _Counter(self.rounds or 0)

    def function(self, function: SourceFunction) -> Callable[..., int | float | None]:
        """A function of plain numbers; lists and bytearrays, for pointers, are changed in place."""
        inner = self.space(function.module.name)[function.node.name]
        types_of = [type_ for _, type_ in function.signature.params]
        counter = self.counter

        def call(*args: Argument) -> int | float | None:
            counter.left = counter.allowed
            result = inner(*(MAKERS[type_](arg) for type_, arg in zip(types_of, args, strict=True)))
            return None if result is None else float(result) if isinstance(result, float) else int(result)

        return call

    def maker(self, module: SourceModule, name: str) -> Callable[..., Any]:
        """A function of a source that makes states for tests."""
        found: Callable[..., Any] = self.space(module.name)[name]
        return found

    def space(self, name: str) -> dict[str, Any]:
        """The names of a module, run as Python."""
        if name not in self.spaces:
            module = self.library.modules[name]
            space: dict[str, Any] = dict(_NAMES if self.names is None else self.names)
            self.spaces[name] = space
            for into, (source, original) in module.imported.items():
                home = source.rpartition(".")[2]
                if home in self.library.modules:
                    space[into] = self.space(home)[original]
            if self.rounds is not None:
                space[_COUNT] = self.counter.count
            exec(_code_of(module, is_counted=self.rounds is not None), space)
        return self.spaces[name]


class TooManyRoundsError(Exception):
    """A function made more rounds of its loops, and calls, than it may."""


@dataclass(slots=True)
class _Counter:
    """Counts the rounds of a call down."""

    allowed: int
    left: int = 0

    def count(self) -> None:
        """One round. Raises TooManyRoundsError if none is left."""
        self.left -= 1
        if self.left < 0:
            raise TooManyRoundsError


def _code_of(module: SourceModule, *, is_counted: bool) -> CodeType:
    tree = ast.parse(module.text)
    homes = {source for source, _ in module.imported.values()} | {TYPES_MODULE}
    # What comes from other sources of the library, and the types, are there already.
    tree.body = [
        node
        for node in tree.body
        if not (isinstance(node, ast.ImportFrom) and node.module in homes and _is_source(node.module))
    ]
    tree = _Typed().visit(tree)
    if is_counted:
        tree = _Counted().visit(tree)
    return compile(ast.fix_missing_locations(tree), module.file, "exec")


def _is_source(module: str | None) -> bool:
    return module is not None and module.partition(".")[0] not in ("random", "typing")


class _Typed(ast.NodeTransformer):
    """Puts values into their types."""

    def __init__(self) -> None:
        self.result: ast.expr | None = None

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Parameters and results."""
        node.decorator_list = []
        if any("Random" in ast.unparse(each.annotation) for each in node.args.args if each.annotation):
            return node
        self.result = node.returns
        self.generic_visit(node)
        arrivals = [
            ast.Assign(
                [ast.Name(each.arg, ast.Store())], _put(each.annotation, ast.Name(each.arg, ast.Load()))
            )
            for each in node.args.args
            if each.annotation is not None and "ptr" not in ast.unparse(each.annotation)
        ]
        node.body = [*arrivals, *node.body]
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """`x: T = e` is `x: T = T(e)`."""
        self.generic_visit(node)
        if node.value is not None:
            node.value = _put(node.annotation, node.value)
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        """A bare literal is u64, or f64."""
        self.generic_visit(node)
        node.value = _literal(node.value)
        return node

    def visit_Return(self, node: ast.Return) -> ast.AST:
        """The result."""
        self.generic_visit(node)
        if node.value is not None and self.result is not None and ast.unparse(self.result) != "None":
            node.value = _put(self.result, node.value)
        return node


class _Counted(ast.NodeTransformer):
    """Counts the rounds of loops, and calls."""

    def _counted(self, node: Any) -> ast.AST:  # noqa: ANN401 - a node with a body
        self.generic_visit(node)
        node.body = [ast.Expr(ast.Call(ast.Name(_COUNT, ast.Load()), [], [])), *node.body]
        return cast("ast.AST", node)

    visit_FunctionDef = visit_While = visit_For = _counted  # noqa: N815 - the names of the base class


def _put(annotation: ast.expr, value: ast.expr) -> ast.expr:
    return ast.Call(ast.Name(ast.unparse(annotation), ast.Load()), [value], [])


def _literal(value: ast.expr) -> ast.expr:
    """A literal in its type; a conditional expression or tuple with its parts in theirs."""
    match value:
        case ast.Tuple(elts=elements):
            return ast.Tuple([_literal(each) for each in elements], ast.Load())
        case ast.IfExp(test=test, body=body, orelse=other):
            return ast.IfExp(test, _literal(body), _literal(other))
        case ast.Constant(value=bool()):
            return value
        case ast.Constant(value=int() as number):
            return _put(ast.Name("u64" if number >= 0 else "i64"), value)
        case ast.Constant(value=float()):
            return _put(ast.Name("f64"), value)
        case ast.BinOp(left=ast.Constant() as left, right=ast.Constant() as right, op=op):
            return ast.BinOp(_literal(left), op, right)
    return value


def typed_range(*bounds: int) -> Iterator[int]:
    """`range` with values of the type of its bounds."""
    kind = next((type(bound) for bound in bounds if isinstance(bound, Word)), U64)
    if len(bounds) == 3 and bounds[2] < 0:
        kind = I64
    return (kind(each) for each in builtins.range(*(int(bound) for bound in bounds)))


def typed_minimum(*values: Any) -> Any:  # noqa: ANN401
    """`min`, for doubles as the machine has it."""
    return _extreme("fpu.fmin", builtins.min, values)


def typed_maximum(*values: Any) -> Any:  # noqa: ANN401
    """`max`, for doubles as the machine has it."""
    return _extreme("fpu.fmax", builtins.max, values)


def _extreme(operation: str, whole: Callable[..., Any], values: tuple[Any, ...]) -> Any:  # noqa: ANN401
    if any(isinstance(value, float) for value in values):
        best = values[0]
        for value in values[1:]:
            best = on_bits(operation, best, value)
        return best
    kind = next((type(value) for value in values if isinstance(value, Word)), U64)
    return kind(whole(*(int(value) for value in values)))


_NAMES: dict[str, Any] = {
    **{name: getattr(types, name) for name in types.__all__},
    "range": typed_range,
    "min": typed_minimum,
    "max": typed_maximum,
}
