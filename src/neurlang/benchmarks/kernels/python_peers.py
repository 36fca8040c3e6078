"""Peers that are called from Python: NumPy, numexpr, numba, JAX, torch; all on one thread.

A peer is prepared with a kernel and its arrays and gives something to call; what it lacks is said, not
skipped.
"""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any

import numpy as np

from neurlang.benchmarks.kernels.python_text import (
    NUMPY_NAMES,
    SCALAR_CHOICES,
    SIGNS,
    calls,
    straight_line,
)
from neurlang.errors import FormulaError
from neurlang.kernels.expr import Kernel
from neurlang.kernels.simd import Arrays

LONGEST_EXPRESSION = (
    4000  # characters of a numexpr text: shared values are written out again wherever they are used
)

LOGIC = {"and": "({0} & {1})", "or": "({0} | {1})", "not": "(~{0})"}
NUMPY_NAMED = {**NUMPY_NAMES, "pow": "power"}
NUMPY = {**SIGNS, **LOGIC, **calls("np", NUMPY_NAMED)} | {
    "select": "np.where({0}, {1}, {2})", "min": "np.fmin({0}, {1})", "max": "np.fmax({0}, {1})",
    "minimum": "np.minimum({0}, {1})", "maximum": "np.maximum({0}, {1})",
}  # fmt: skip
NUMBA = {**SIGNS, **SCALAR_CHOICES, **calls("np", NUMPY_NAMED, without=("cbrt",))}
NUMEXPR_NAMES = {"asin": "arcsin", "acos": "arccos", "atan": "arctan", "atan2": "arctan2"}
NUMEXPR_LACKS = ("trunc", "rint", "copysign", "cbrt", "hypot", "exp2", "log2", "pow")
NUMEXPR = {
    **SIGNS,
    **LOGIC,
    **{op: text.replace("ne.", "") for op, text in calls("ne", NUMEXPR_NAMES, without=NUMEXPR_LACKS).items()},
    "fmod": "({0} % {1})",
    "pow": "({0} ** {1})",
    "select": "where({0}, {1}, {2})",
    "min": "where({0} < {1}, {0}, {1})",
    "max": "where({0} > {1}, {0}, {1})",
}
TORCH_NAMES = {"rint": "round"}
TORCH = {**SIGNS, **LOGIC, **calls("torch", TORCH_NAMES, without=("cbrt",))} | {
    "select": "torch.where({0}, {1}, {2})", "min": "torch.fmin({0}, {1})", "max": "torch.fmax({0}, {1})",
}  # fmt: skip


def numpy_peer(kernel: Kernel, arrays: Arrays) -> Callable[[], object]:
    """NumPy, a temporary array per operation, as people write it."""
    function = _function(kernel, NUMPY, {"np": np})

    def call() -> object:
        with np.errstate(all="ignore"):
            return function(*arrays.inputs)

    return call


def numba_peer(kernel: Kernel, arrays: Arrays) -> Callable[[], object]:
    """Numba: a loop with `error_model='numpy'`, so that it vectorises, and without `fastmath`, as ours."""
    import numba

    code = straight_line(kernel, NUMBA)
    count = len(kernel.inputs)
    inputs, outputs = [f"a{k}" for k in range(count)], [f"r{k}" for k in range(len(code.results))]
    body = [f"x{k} = a{k}[i]" for k in range(count)]
    body += [
        *code.statements,
        *(f"{out}[i] = {name}" for out, name in zip(outputs, code.results, strict=True)),
    ]
    lines = [
        f"def loop({', '.join([*inputs, *outputs])}):",
        f"    for i in range({(inputs or outputs)[0]}.size):",
    ]
    loop = _defined(
        "\n".join([*lines, *(f"        {line}" for line in body)]), "loop", {"np": np, **code.constants}
    )
    compiled = numba.njit(loop, error_model="numpy")
    return lambda: compiled(*arrays.inputs, *arrays.results)


def numexpr_peer(kernel: Kernel, arrays: Arrays) -> Callable[[], object]:
    """Numexpr's `re_evaluate`, the cheaper way of calling it again."""
    numexpr = import_module("numexpr")

    if len(kernel.outputs) > 1:
        raise FormulaError("gives one result")
    code = straight_line(kernel, NUMEXPR)
    text = _written_out(code.statements, code.results[0])
    values = {f"x{k}": array for k, array in enumerate(arrays.inputs)} | code.constants
    used = {name: values[name] for name in _names(text) if name in values}
    numexpr.set_num_threads(1)
    numexpr.validate(text, local_dict=used, global_dict={})
    return lambda: numexpr.evaluate(text, local_dict=used, global_dict={}, out=arrays.results[0])


def jax_peer(kernel: Kernel, arrays: Arrays) -> Callable[[], object]:
    """`jax.jit` on arrays that it holds already."""
    jax = _jax()
    compiled = jax.jit(_function(kernel, NUMPY, {"np": jax.numpy}))
    held = [jax.device_put(array) for array in arrays.inputs]
    return lambda: jax.block_until_ready(compiled(*held))


@cache
def _jax() -> Any:  # noqa: ANN401 - the module, which may not be installed
    """JAX on one thread: it makes as many as there are CPUs that it may use when it starts."""
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(allowed)})
    try:
        jax = import_module("jax")
        jax.config.update("jax_enable_x64", True)
        jax.devices()
    finally:
        os.sched_setaffinity(0, allowed)
    return jax


def torch_peer(kernel: Kernel, arrays: Arrays) -> Callable[[], object]:
    """`torch.compile` on tensors that share the arrays' memory."""
    import torch

    torch.set_num_threads(1)
    kind = {np.float32: torch.float32, np.float64: torch.float64}[kernel.float_type]
    # Constants without dimensions take part without changing the type, and every function takes them.
    function = _function(
        kernel, TORCH, {"torch": torch}, lambda value: torch.tensor(float(value), dtype=kind)
    )
    compiled = torch.compile(function, dynamic=False)
    held = [torch.from_numpy(array) for array in arrays.inputs]
    return lambda: compiled(*held)


PEERS: Mapping[str, Callable[[Kernel, Arrays], Callable[[], object]]] = {
    "numpy": numpy_peer,
    "numba": numba_peer,
    "numexpr": numexpr_peer,
    "jax": jax_peer,
    "torch": torch_peer,
}


def is_present(peer: str) -> bool:
    """Whether the peer is installed."""
    return importlib.util.find_spec(peer) is not None


def peer_version(peer: str) -> str:
    """The installed peer's version."""
    from importlib.metadata import version  # slow to load, and needed by reports only

    return version(peer)


def _function(
    kernel: Kernel,
    spelling: Mapping[str, str],
    names: dict[str, Any],
    constant: Callable[[Any], Any] = lambda value: value,
) -> Callable[..., object]:
    """The kernel as one function of arrays."""
    code = straight_line(kernel, spelling)
    constants = {name: constant(value) for name, value in code.constants.items()}
    lines = [f"def function({', '.join(f'x{k}' for k in range(len(kernel.inputs)))}):"]
    lines += [f"    {line}" for line in code.statements]
    lines.append(f"    return {', '.join(code.results)}")
    return _defined("\n".join(lines), "function", {**names, **constants})


def _defined(source: str, name: str, names: dict[str, Any]) -> Callable[..., object]:
    exec(compile(source, "<kernel>", "exec"), names)  # the text is ours, made from the op table
    made: Callable[..., object] = names[name]
    return made


def _names(text: str) -> set[str]:
    return set(re.findall(r"[a-z]\d+", text))


def _written_out(statements: tuple[str, ...], result: str) -> str:
    """One expression for the result."""
    texts: dict[str, str] = {}
    for statement in statements:
        name, text = statement.split(" = ", 1)
        texts[name] = re.sub(r"\bv\d+\b", lambda found: texts[found.group()], text)
        if len(texts[name]) > LONGEST_EXPRESSION:
            raise FormulaError(f"its text would be longer than {LONGEST_EXPRESSION} characters")
    return texts.get(result, result)
