"""Kernels as source code: our text notation, Python with NumPy, C, GLSL.

The printed code performs the same ops in the same order. Python and text keep constants as binary64; C and GLSL
have them rounded to the kernel's type. If a language lacks an op, its expansion is printed first, as a function.
Names that a language does not allow are changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from neurlang.c_names import C_LIBRARY
from neurlang.errors import FormulaError
from neurlang.kernels.expr.dag import Expr
from neurlang.kernels.expr.kernel import DType, Kernel
from neurlang.kernels.expr.ops import BY_NAME
from neurlang.kernels.expr.reading.text import expansion
from neurlang.kernels.expr.writing.c_reduction import reducing_function
from neurlang.kernels.expr.writing.infix import InfixWriter, write_infix
from neurlang.kernels.expr.writing.layout import Layout, identifier, identifiers, lay_out

TYPES = {("c", "f32"): "float", ("c", "f64"): "double", ("glsl", "f32"): "float", ("glsl", "f64"): "double"}

C_LOOP_NAMES = (
    "count",
    "at",
    *(f"{stem}{place}" for stem in ("total", "value", "result") for place in range(9)),
)

POWI_FUNCTION = """\
{static}{type} nl_powi({type} a, int n) {{
    {type} result = {one};
    for (int rest = n < 0 ? -n : n; rest != 0; rest /= 2) {{
        if (rest % 2 == 1) result = result * a;
        a = a * a;
    }}
    return n < 0 ? {one} / result : result;
}}
"""


def print_text(kernel: Kernel) -> str:
    """The kernel in our text notation, one statement per line."""
    layout = lay_out(kernel.outputs, kernel.names, "text")
    writer, outputs = write_infix(kernel.outputs, layout, "text", kernel.dtype)
    lines = [f"{name} = {text}" for _, name, text in writer.statements]
    if kernel.reduction == "dot":
        outputs = [f"dot({outputs[0]}, {outputs[1]})"]
    elif kernel.reduction is not None:
        outputs = [f"{kernel.reduction}({output})" for output in outputs]
    return "\n".join([*lines, ", ".join(outputs)])


def print_python(kernel: Kernel) -> str:
    """The kernel as a Python function over NumPy arrays; tracing that function returns the kernel.

    Python computes a subexpression without inputs when the function runs, so tracing returns it as a constant.
    """
    layout = lay_out(kernel.outputs, kernel.names, "python")
    writer, outputs = write_infix(kernel.outputs, layout, "python", kernel.dtype)
    if kernel.reduction == "dot":
        outputs = [f"np.dot({outputs[0]}, {outputs[1]})"]
    elif kernel.reduction is not None:
        outputs = [f"np.{kernel.reduction}({output})" for output in outputs]
    arguments = ", ".join(layout.inputs[name] for name in kernel.names)
    lines = [f"def {_function_name(kernel, 'python')}({arguments}):"]
    lines += [f"    {name} = {text}" for _, name, text in writer.statements]
    lines += [f"    return {', '.join(outputs)}", ""]
    uses_ours = any("nl." in line for line in lines)
    imports = [
        "import numpy as np",
        *(["from neurlang.kernels.expr import functions as nl"] if uses_ours else []),
    ]
    return "\n".join([*imports, "", "", *lines])


def print_c(kernel: Kernel) -> str:
    """The kernel as a C99 function of one element; several outputs are written through pointers.

    A reducing kernel becomes a static function of one element, and a function that loops over arrays of `count`
    elements.
    """
    if kernel.reduction is None:
        return _print_function(kernel, "c", "#include <math.h>\n\n")
    name = _function_name(kernel, "c")
    element = replace(kernel, reduction=None, name=f"{name}_element")
    inputs = [
        f"{plain}_" if plain in C_LOOP_NAMES else plain for plain in identifiers(kernel.names, "c").values()
    ]
    header = "#include <math.h>\n#include <stddef.h>\n\n"
    body = _print_function(element, "c", header, "static inline ")
    number = TYPES["c", kernel.dtype]
    loop = reducing_function(name, element.name, number, inputs, len(kernel.outputs), kernel.reduction)
    return f"{body}\n{loop}"


def print_glsl(kernel: Kernel) -> str:
    """The kernel as a GLSL function; several outputs are `out` parameters. GLSL does not specify NaN.

    Raises:
        FormulaError: the kernel reduces, or has an op that GLSL cannot express.

    """
    return _print_function(kernel, "glsl", "")


def _print_function(kernel: Kernel, language: str, header: str, storage: str = "") -> str:
    _refuse_reduction(kernel, language.upper())
    layout = lay_out(kernel.outputs, kernel.names, language)
    writer, outputs = write_infix(kernel.outputs, layout, language, kernel.dtype)
    number = TYPES[language, kernel.dtype]
    parameters = [f"{number} {layout.inputs[name]}" for name in kernel.names]
    results = [f"out{place}" for place in range(len(outputs))]
    if len(outputs) == 1:
        result, ending = _type(kernel.outputs[0], number, language), [f"    return {outputs[0]};"]
    else:
        result = "void"
        star, mark = ("out ", "") if language == "glsl" else ("", "*")
        parameters += [
            f"{star}{_type(output, number, language)} {mark}{name}"
            for output, name in zip(kernel.outputs, results, strict=True)
        ]
        ending = [f"    {mark}{name} = {text};" for name, text in zip(results, outputs, strict=True)]
    name = _function_name(kernel, language)
    lines = [
        f"{storage}{result} {name}({', '.join(parameters) or _no_parameters(language)})",
        "{",
    ]
    lines += [
        f"    const {_type(node, number, language)} {name} = {text};"
        for node, name, text in writer.statements
    ]
    return header + _helpers(writer.helpers, language, kernel.dtype) + "\n".join([*lines, *ending, "}", ""])


def _no_parameters(language: str) -> str:
    return "void" if language == "c" else ""


def _type(node: Expr, number: str, language: str) -> str:
    if node.kind == "r":
        return number
    return "bool" if language == "glsl" else "int"


def _refuse_reduction(kernel: Kernel, language: str) -> None:
    if kernel.reduction is not None:
        message = f"{language} is printed for one element, but '{kernel.reduction}' runs over all"
        raise FormulaError(f"{message}; print without it.")


def _function_name(kernel: Kernel, language: str) -> str:
    plain = identifier(kernel.name)
    if language == "c" and plain in C_LIBRARY:
        plain = f"{plain}_"
    taken = identifiers([*kernel.names, plain], language)
    return taken[plain] if plain not in kernel.names else f"{plain}_kernel"


def _helpers(names: Iterable[str], language: str, dtype: DType) -> str:
    """The functions that expansions need, each before its users."""
    done: dict[str, str] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        text, more = _helper(name, language, dtype)
        done.pop(name, None)
        done[name] = text
        waiting.extend(more)
    return "\n".join([*reversed(done.values()), ""]) if done else ""


def _helper(name: str, language: str, dtype: DType) -> tuple[str, list[str]]:
    number = TYPES[language, dtype]
    static = "static inline " if language == "c" else ""
    if name == "powi":
        one = (
            {"f32": "1.0f", "f64": "1.0"}[dtype] if language == "c" else {"f32": "1.0", "f64": "1.0lf"}[dtype]
        )
        return POWI_FUNCTION.format(static=static, type=number, one=one), []
    body = expansion(name)
    if body is None:
        raise FormulaError(f"{language.upper()} has no function for '{name}'.")
    letters = "abc"[: BY_NAME[name].arity]
    layout = Layout(lay_out((body,), letters, language).order, {}, {letter: letter for letter in letters})
    writer, (text,) = _written(body, layout, language, dtype)
    parameters = ", ".join(f"{number} {letter}" for letter in letters)
    return f"{static}{number} nl_{name}({parameters})\n{{\n    return {text};\n}}\n", list(writer.helpers)


def _written(body: Expr, layout: Layout, language: str, dtype: DType) -> tuple[InfixWriter, list[str]]:
    return write_infix((body,), layout, language, dtype)
