"""Building entry points: numba compiles a function and the code that unpacks its arguments, LLVM makes one object."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, cast

import llvmlite.binding as llvm
import numba
import numpy as np
from numba import from_dtype, njit
from numba.core.compiler_lock import global_compiler_lock
from numba.extending import intrinsic

from neurlang.kernels.compiled.entry import RESULTS, SYMBOL, Compilable
from neurlang.kernels.compiled.signature import Callee, Kind
from neurlang.machine_code import hold_over_forks, host_cpu, target_machine

hold_over_forks(global_compiler_lock)

# Without numba's runtime there is no reference counting, which would cost more than the work itself: every array
# that a function names would be counted up and down atomically. The price: no function may allocate.
# It also makes the code independent of numba, and so does the rule that nothing raises.
OPTIONS: dict[str, Any] = {"nogil": True, "_nrt": False, "error_model": "numpy"}

types: Any = numba.types  # mypy knows only part of it, and nothing of the next two
cgutils, arrayobj = (cast("Any", import_module(name)) for name in ("numba.core.cgutils", "numba.np.arrayobj"))
NUMBERS = {"q": types.int64, "Q": types.uint64, "d": types.float64, "?": types.boolean}
HELPERS = ("numba_", "NRT_", "Py", "_Py")  # prefixes of names in numba's own library and Python
WORDS = (types.CPointer(types.int64), types.CPointer(types.float64))

# The entry calls numba's function, which returns its result and error through pointers; nothing else stays visible.
_GLUE = f"""
declare i32 @unpack(ptr, ptr, ptr, ptr)
define i32 @{SYMBOL}(ptr %words) nounwind {{
  %result = alloca i64
  %error = alloca ptr
  %failed = call i32 @unpack(ptr %result, ptr %error, ptr %words, ptr %words)
  ret i32 %failed
}}
"""


def dispatcher_of(function: Callable[..., Any], *, is_inlined: bool) -> Any:  # noqa: ANN401  (numba has no types)
    """A function as numba knows it, either compiled separately or inlined into every caller."""
    return njit(forceinline=is_inlined, **OPTIONS)(function)


@intrinsic
def array_at(_context: Any, _address: Any, shape: Any, element: Any) -> Any:  # noqa: ANN401  (numba has no types)
    """The array of a shape at an address, without reference counting."""
    kind = types.Array(element.dtype, len(shape), "C")

    def generate(context: Any, builder: Any, _signature: Any, args: Any) -> Any:  # noqa: ANN401
        array = arrayobj.make_array(kind)(context, builder)
        itemsize = context.get_constant(
            types.intp, context.get_abi_sizeof(context.get_data_type(element.dtype))
        )
        sizes, strides = cgutils.unpack_tuple(builder, args[1]), [itemsize]
        for size in sizes[:0:-1]:
            strides.insert(0, builder.mul(strides[0], size))
        arrayobj.populate_array(
            array,
            data=builder.inttoptr(args[0], array.data.type),
            shape=sizes,
            strides=strides,
            itemsize=itemsize,
            meminfo=cgutils.get_null_value(array.meminfo.type),
        )
        return array._getvalue()

    return kind(types.int64, shape, element), generate


def build_object(function: Compilable, kinds: tuple[Kind, ...]) -> bytes:
    """The letters of the results, a newline, and an object with the entry point."""
    signature = tuple(map(numba_type, kinds))
    function.dispatcher.compile(signature)
    given = function.dispatcher.overloads[signature].signature.return_type
    results = letters_of(given)
    if len(results.strip("()")) > RESULTS:
        raise AssertionError(f"{function.function.__qualname__} returns more than {RESULTS} results")
    unpack = dispatcher_of(unpacking(function, kinds, results), is_inlined=False)
    unpack.compile(WORDS)
    module = llvm.parse_assembly(renamed(unpack))
    module.link_in(llvm.parse_assembly(_GLUE))
    for each in module.functions:
        if not each.is_declaration and each.name != SYMBOL:
            each.linkage = "internal"
    machine = target_machine(host_cpu())
    passes = llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options(speed_level=3))
    dead = llvm.create_new_module_pass_manager()
    dead.add_global_dead_code_eliminate_pass()
    dead.run(module, passes)
    module.verify()
    refuse_helpers(function, module)
    return results.encode() + b"\n" + bytes(machine.emit_object(module))


def refuse_helpers(function: Compilable, module: Any) -> None:  # noqa: ANN401
    """Raise AssertionError if code needs helpers that only a process with numba has: it would crash in another."""
    needed = [each.name for each in module.functions if each.name.startswith(HELPERS)]
    if needed:
        raise AssertionError(f"compiled code of {function.function.__qualname__} needs {', '.join(needed)}")


def renamed(unpack: Any) -> str:  # noqa: ANN401
    """The LLVM text of one of numba's functions, renamed to `unpack`."""
    text: str = unpack.inspect_llvm(WORDS)
    mangled = unpack.overloads[WORDS].fndesc.mangled_name
    return re.sub(rf"@{re.escape(mangled)}(?=\()", "@unpack", text)


def numba_type(kind: Kind) -> Any:  # noqa: ANN401
    """The numba type of a kind."""
    if isinstance(kind, str):
        return NUMBERS[kind]
    if isinstance(kind, Callee):
        return kind._numba_type_
    if isinstance(kind[0], str):
        return types.Array(from_dtype(np.dtype(kind[0])), kind[1], "C")
    parts = tuple(map(numba_type, kind[1]))
    return types.Tuple(parts) if kind[0] is tuple else types.NamedTuple(parts, kind[0])


def letters_of(result: Any) -> str:  # noqa: ANN401
    """The letters of a numba result type, in the notation of `Entry`."""
    if result is types.none:
        return ""
    if isinstance(result, types.BaseTuple):
        return f"({''.join(map(letters_of, result.types))})"
    if isinstance(result, types.Float):
        return "d"
    return "?" if isinstance(result, types.Boolean) else "q"


def unpacking(function: Compilable, kinds: tuple[Kind, ...], results: str) -> Any:  # noqa: ANN401
    """A function that reads its arguments from words, at one address as integers and floats, and calls `function`."""
    scope: dict[str, Any] = {
        "np": np,
        "array_at": array_at,
        "function": function,
    }
    at = itertools.count(RESULTS)
    arguments = ", ".join(list(expressions(kinds, at, scope)))
    lines = ["def unpack(words, numbers):", f"    result = function({arguments})"]
    is_tuple = results.startswith("(")
    for place, letter in enumerate(results.strip("()")):
        value = f"result[{place}]" if is_tuple else "result"
        lines.append(f"    {'numbers' if letter == 'd' else 'words'}[{place}] = {value}")
    exec("\n".join(lines), scope)
    return scope["unpack"]


def expressions(kinds: tuple[Kind, ...], at: Iterator[int], scope: dict[str, Any]) -> Iterator[str]:
    """The arguments as Python text; `at` counts the words that they are read from."""
    for kind in kinds:
        if isinstance(kind, str):
            word = f"{'numbers' if kind == 'd' else 'words'}[{next(at)}]"
            yield {"q": word, "d": word, "?": f"{word} != 0", "Q": f"np.uint64({word})"}[kind]
        elif isinstance(kind, Callee):
            yield named(kind, scope)
        elif isinstance(kind[0], str):
            address, shape = next(at), [f"words[{next(at)}]" for _ in range(kind[1])]
            element = named(np.dtype(kind[0]).type, scope)
            yield f"array_at(words[{address}], ({', '.join(shape)},), {element})"
        else:
            parts = ", ".join(list(expressions(kind[1], at, scope)))
            yield f"({parts},)" if kind[0] is tuple else f"{named(kind[0], scope)}({parts})"


def named(value: Any, scope: dict[str, Any]) -> str:  # noqa: ANN401
    """A name for a value in a scope."""
    name = f"value_{len(scope)}"
    scope[name] = value
    return name
