"""Plans of texts that ask for several operations: `SUB(MUL(a, b), c)` over the text's literals."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from neurlang.prompts.reading import Leaf, Node, Operation, operation
from neurlang.prompts.training.phrasing import Composition, fields_of


def plan_of(composition: Composition, leaves: Sequence[Node]) -> Operation:
    """The tree that a composition asks for, over its literals in the order of the text.

    Raises MeaningError if an operation has no meaning for these values, ValueError if the composition's plan is not
    made of intents, its fields and whole numbers.
    """
    names = [field.name for field in fields_of(composition.text) if field.is_literal]
    tree = ast.parse(composition.plan, mode="eval").body
    node = _node(tree, dict(zip(names, leaves, strict=True)))
    if not isinstance(node, Operation):
        raise ValueError(f"a composition asks for operations: {composition.plan}")
    return node


def _node(tree: ast.expr, leaves: Mapping[str, Node]) -> Node:
    match tree:
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return operation(name, *(_node(argument, leaves) for argument in arguments))
        case ast.Name(id=name) if name in leaves:
            return leaves[name]
        case ast.Constant(value=int(value)):
            return Leaf(value)
    raise ValueError(f"not a part of a plan: {ast.unparse(tree)}")
