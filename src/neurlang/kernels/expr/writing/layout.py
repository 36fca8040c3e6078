"""How printers split a DAG into statements: which nodes get a name, and which name."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from neurlang.kernels.expr.dag import Expr, postorder, variables
from neurlang.kernels.expr.ops import OPS
from neurlang.kernels.expr.values.evaluation import count_uses

DEEPEST = 24  # levels of one printed expression; Python's parser stops near 100 parentheses, C guarantees 63

WORDS = {
    "text": """and or not true false True False TRUE FALSE return sum mean dot pi PI inf nan INFINITY NAN""",
    "c": """auto break case char const continue default do double else enum extern float for goto if inline
        int long register restrict return short signed sizeof static struct switch typedef union unsigned void
        volatile while INFINITY NAN size_t n""",
    "glsl": """attribute const uniform varying layout centroid flat smooth break continue do for while switch
        case default if else in out inout float double int uint void bool true false discard return struct
        vec2 vec3 vec4 mat2 mat3 mat4 sampler2D lowp mediump highp precision common partition active filter
        input output sample patch resource buffer shared image2D half fixed long short unsigned main n""",
    "python": " ".join((*keyword.kwlist, *keyword.softkwlist, "np", "nl")),
}
RESERVED = {language: frozenset(words.split()) for language, words in WORDS.items()}


@dataclass(frozen=True, slots=True)
class Layout:
    """`named` are the nodes that become statements, in order, with their names; `inputs` maps input names."""

    order: tuple[Expr, ...]
    named: dict[Expr, str]
    inputs: dict[str, str]


def lay_out(outputs: Sequence[Expr], inputs: Iterable[str], language: str) -> Layout:
    """Name every node with arguments that is used more than once, or that makes an expression too deep."""
    order = postorder(outputs)
    uses = count_uses(order, outputs)
    if (
        language == "fpcore"
    ):  # an op that FPCore lacks is written as its expansion, which may repeat arguments
        uses.update(arg for node in order for arg in node.args if node.op.spelt(language) is None)
    names = identifiers((*inputs, *(name for name in variables(outputs))), language)
    taken = set(names.values()) | reserved(language)
    named: dict[Expr, str] = {}
    depth: dict[Expr, int] = {}
    for node in order:
        depth[node] = 1 + max((0 if arg in named else depth[arg] for arg in node.args), default=0)
        if node.args and (uses[node] > 1 or depth[node] >= DEEPEST):
            named[node] = _fresh("t", len(named), taken)
            taken.add(named[node])
    return Layout(tuple(order), named, names)


def _fresh(stem: str, number: int, taken: set[str]) -> str:
    name = f"{stem}{number}"
    while name in taken:
        name += "_"
    return name


def reserved(language: str) -> set[str]:
    """Words that may not be names: the language's reserved words and all its functions."""
    functions = {str(entry.spelt(language)) for entry in OPS if entry.is_in(language)}
    return functions | {f"{name}f" for name in functions} | RESERVED.get(language, frozenset())


def identifiers(names: Iterable[str], language: str) -> dict[str, str]:
    """A valid, unique identifier of the language for each name; valid names stay as they are."""
    taken = reserved(language)
    result: dict[str, str] = {}
    for name in names:
        if name in result:
            continue
        plain = identifier(name)
        while plain in taken:
            plain += "_"
        result[name] = plain
        taken.add(plain)
    return result


def identifier(name: str) -> str:
    """The name with everything but ASCII letters, digits and _ replaced."""
    plain = re.sub(r"[^0-9A-Za-z_]+", "_", name)
    return plain if re.match(r"[A-Za-z_]", plain) else f"_{plain}"
