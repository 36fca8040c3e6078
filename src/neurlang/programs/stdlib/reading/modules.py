"""Reading a source file: its functions with their types, its constants, and what it imports."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field

from neurlang.errors import SourceError
from neurlang.programs.ir import did_you_mean
from neurlang.programs.machine import to_bits
from neurlang.programs.stdlib.reading.places import error_at
from neurlang.programs.stdlib.ssa import Type, constant

TYPES = {type_.value: type_ for type_ in Type}
MAX_PARAMETERS = 6
TYPES_MODULE = "neurlang.programs.stdlib.types"


@dataclass(frozen=True, slots=True)
class Signature:
    """What a call of a function takes and returns. `name` is unique: module and function, as `math.gcd`."""

    name: str
    params: tuple[tuple[str, Type], ...]
    result: Type | None


@dataclass(frozen=True, slots=True)
class Constant:
    """A constant of a module: its value, and its type (None: a whole number that takes the type of its context)."""

    value: int
    type: Type | None


@dataclass(frozen=True, slots=True, eq=False)
class SourceFunction:
    """A function of a source: its tree, its types, and its module."""

    signature: Signature
    node: ast.FunctionDef
    module: SourceModule

    @property
    def is_published(self) -> bool:
        """Whether it is a function of the library, not only one that others call."""
        return not self.node.name.startswith("_")


@dataclass(frozen=True, slots=True, eq=False)
class SourceModule:
    """A source file. `imported` maps a name to its module and its name there."""

    name: str
    file: str
    text: str
    functions: dict[str, SourceFunction] = field(default_factory=dict)
    constants: dict[str, Constant] = field(default_factory=dict)
    imported: dict[str, tuple[str, str]] = field(default_factory=dict)
    helpers: dict[str, ast.FunctionDef] = field(default_factory=dict)

    def error(self, node: ast.AST, message: str, hint: str = "") -> SourceError:
        """The error at a node of this source."""
        return error_at(self.file, self.text, node, message, hint)


def read_module(name: str, file: str, text: str) -> SourceModule:
    """Read a source. Raises SourceError where it is not in the subset; bodies are read by `lowering`."""
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise SourceError(f"{file}:{error.lineno or 1}:{error.offset or 1}: {error.msg}") from None
    except RecursionError:
        raise SourceError(f"{file}:1:1: an expression is nested too deeply") from None
    module = SourceModule(name, file, text)
    for node in tree.body:
        _read_statement(module, node)
    return module


def _read_statement(module: SourceModule, node: ast.stmt) -> None:
    match node:
        case ast.Expr(value=ast.Constant(value=str())):
            return
        case ast.ImportFrom(module="__future__") | ast.Import():
            return
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return
        case ast.ImportFrom(module=source, names=names):
            if source is not None and source != TYPES_MODULE:
                module.imported.update({each.asname or each.name: (source, each.name) for each in names})
        case ast.FunctionDef():
            _read_function(module, node)
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            module.constants[name] = _typed_constant(module, node, value)
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            module.constants[name] = _constant(module, value)
        case _:
            raise module.error(
                node, "this may not stand in a source", "a source holds functions and constants"
            )


def _read_function(module: SourceModule, node: ast.FunctionDef) -> None:
    if node.name in module.functions or node.name in module.helpers:
        raise module.error(node, f"'{node.name}' is defined twice")
    if not _is_compiled(node):
        module.helpers[node.name] = node
        return
    if node.decorator_list:
        raise module.error(node.decorator_list[0], "a decorator cannot be compiled", "leave it out")
    module.functions[node.name] = SourceFunction(signature_of(module, node), node, module)


def _is_compiled(node: ast.FunctionDef) -> bool:
    """Whether a function is to be compiled; a maker of test states takes a `Random`, and is not."""
    first = node.args.args[0].annotation if node.args.args else None
    return not (isinstance(first, ast.Name | ast.Attribute) and ast.unparse(first).endswith("Random"))


def signature_of(module: SourceModule, node: ast.FunctionDef) -> Signature:
    """The types of a function. Raises SourceError if they are not all written, or are others."""
    taken = node.args
    for unusual in (*taken.posonlyargs, *taken.kwonlyargs, taken.vararg, taken.kwarg, *taken.defaults):
        if unusual is not None:
            raise module.error(unusual, "only plain parameters are compiled", "write `name: type`")
    if len(taken.args) > MAX_PARAMETERS:
        raise module.error(
            taken.args[MAX_PARAMETERS],
            f"{len(taken.args)} parameters",
            f"at most {MAX_PARAMETERS} fit in registers",
        )
    params = tuple((each.arg, _annotated(module, each, each.annotation)) for each in taken.args)
    result = None
    if not (isinstance(node.returns, ast.Constant) and node.returns.value is None):
        result = _annotated(module, node, node.returns)
        if result.element is not None:
            raise module.error(node.returns or node, "a function cannot return a pointer", "return an index")
    return Signature(f"{module.name}.{node.name}", params, result)


def _annotated(module: SourceModule, place: ast.AST, annotation: ast.expr | None) -> Type:
    if annotation is None:
        what = f"'{place.arg}' has no type" if isinstance(place, ast.arg) else "the result has no type"
        raise module.error(place, what, "write one of " + ", ".join(TYPES))
    return type_named(module, annotation)


def type_named(module: SourceModule, node: ast.expr) -> Type:
    """The type that an annotation names."""
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ast.unparse(node)
    if text not in TYPES:
        hint = did_you_mean(text, TYPES) or "write one of " + ", ".join(TYPES)
        raise module.error(node, f"'{text}' is not a type of the subset", hint)
    return TYPES[text]


def _typed_constant(module: SourceModule, node: ast.AnnAssign, value: ast.expr) -> Constant:
    type_ = type_named(module, node.annotation)
    found = number_of(value, module.constants)
    if found is None or (isinstance(found, float) is not (type_ is Type.F64)):
        raise module.error(value, f"this is not a constant of type {type_.value}", "write a number")
    return Constant(to_bits_of(found), type_)


def _constant(module: SourceModule, value: ast.expr) -> Constant:
    found = number_of(value, module.constants)
    if found is None:
        raise module.error(value, "a constant is a number", "write a literal, or arithmetic on literals")
    return Constant(to_bits_of(found), Type.F64) if isinstance(found, float) else Constant(found, None)


def to_bits_of(number: float) -> int:
    """A number as the 64 bits of a constant."""
    return constant(to_bits(number) if isinstance(number, float) else number)


_OPERATORS: Mapping[type, str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.LShift: "<<",
    ast.RShift: ">>",
    ast.BitAnd: "&",
    ast.BitOr: "|",
    ast.BitXor: "^",
    ast.Pow: "**",
}


def number_of(node: ast.expr, constants: Mapping[str, Constant]) -> int | float | None:
    """The number that an expression of literals is; None if it is not one."""
    match node:
        case ast.Constant(value=bool()):
            return None
        case ast.Constant(value=int() | float() as number):
            return number
        case ast.Call(func=ast.Name(id="ord"), args=[ast.Constant(value=str() as text)]) if len(text) == 1:
            return ord(text)
        case ast.Name(id=name) if name in constants and constants[name].type is None:
            return constants[name].value
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            found = number_of(operand, constants)
            return None if found is None else -found
        case ast.UnaryOp(op=ast.Invert(), operand=operand):
            found = number_of(operand, constants)
            return ~found if isinstance(found, int) else None
        case ast.BinOp(left=left, op=operator, right=right):
            one, two = number_of(left, constants), number_of(right, constants)
            return None if one is None or two is None else _computed(operator, one, two)
    return None


def _computed(operator: ast.operator, one: float, two: float) -> int | float | None:
    """An operation on two literals; None where it has no reasonable value."""
    sign = _OPERATORS.get(type(operator))
    if sign is None or (sign in ("**", "<<") and not 0 <= two <= 64):
        return None
    try:
        found: int | float = eval(f"one {sign} two", {"__builtins__": {}}, {"one": one, "two": two})
    except (ArithmeticError, TypeError, ValueError):
        return None
    return found
