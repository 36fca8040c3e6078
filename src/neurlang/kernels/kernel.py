"""`neurlang.kernel`: compile a Python function of numbers, or a formula, to code that works on NumPy arrays.

@kernel
def circle(x, y, radius):
    return np.sqrt(x * x + y * y) - radius
"""

from __future__ import annotations

import functools
import inspect
import warnings
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, overload

import numpy as np
from numpy.typing import DTypeLike

from neurlang.errors import FormulaError, UsageError
from neurlang.kernels.expr import (
    DType,
    Formula,
    Kernel,
    dtype_name,
    parameters_of,
    read_formula,
    with_ranges,
    within_type,
)
from neurlang.kernels.simd import (
    Code,
    CompileOptions,
    NoisyMachineError,
    Parameter,
    bind,
    call_in_threads,
    compile_kernel,
    make_ufunc,
    reduce_arrays,
)

BUILDING = (str, bytes, type(None))  # values that may parametrise a formula but cannot be array elements
SCALARS = (*BUILDING, int, float)


class CompiledKernel:
    """A formula that is compiled on its first call, and is called like a NumPy ufunc.

    Without a dtype there is code for both float32 and float64, and NumPy chooses as for its own functions.
    Infinities and NaN follow IEEE 754, without floating-point warnings. A formula that ends in a reduction returns
    one scalar per result instead, over all elements.

    A parameter with a default can be passed too, by position or by name: the formula is then traced again with it as
    an input, or with its value if the formula's structure depends on it (`range(n)`, a string).
    """

    def __init__(
        self,
        formula: Formula,
        dtype: DType | None,
        threads: int,
        options: CompileOptions,
        ranges: Mapping[str, tuple[float, float]] | None = None,
        *,
        optimize: bool = False,
        inputs: tuple[str, ...] = (),
        values: Mapping[str, object] | None = None,
    ) -> None:
        traced = _kernels(formula, dtype, inputs, values or {})
        self.kernels = tuple(with_ranges(each, ranges or {}) for each in traced)
        self.formula, self.dtype, self.ranges = formula, dtype, ranges
        self.parameters = _parameters(formula, self.kernels[0])
        self._defaults = _defaults(formula)
        self._names = frozenset(item.name for item in self.parameters)
        self._has_default = bool(self._defaults)
        self._by_name_only = any(item.by_name_only for item in self.parameters)
        self._variants: dict[object, CompiledKernel | FormulaError] = {}
        self.threads = threads
        self.options = options
        self.optimize = optimize
        self.is_reduction = (
            self.kernels[0].reduction is not None
        )  # whether all elements are reduced to one result
        self.is_plain = threads == 1 and not self.is_reduction  # whether a call only calls the ufunc
        self.__name__ = self.kernels[0].name
        if callable(formula):
            functools.update_wrapper(self, formula)

    @functools.cached_property
    def codes(self) -> tuple[Code, ...]:
        """The compiled code, one per element type."""
        return tuple(compile_kernel(kernel, options) for kernel, options in self.forms)

    @functools.cached_property
    def forms(self) -> tuple[tuple[Kernel, CompileOptions], ...]:
        """The kernels to compile and their options, one per element type: the formula as written, or a faster form."""
        return tuple(
            self._optimized(each) if self.optimize else (each, self.options) for each in self.kernels
        )

    def _optimized(self, kernel: Kernel) -> tuple[Kernel, CompileOptions]:
        from neurlang.kernels.optimizing import optimized_kernel  # the e-graph takes half a second to load

        try:
            within_type(kernel)
        except FormulaError:  # no number of this type is in the ranges, which are meant for the other type
            return kernel, self.options
        try:
            return optimized_kernel(kernel, options=self.options)
        except NoisyMachineError as error:
            warnings.warn(f"{self.__name__} is compiled as written: {error}", RuntimeWarning, stacklevel=2)
            return kernel, self.options

    @functools.cached_property
    def ufunc(self) -> np.ufunc:
        """The NumPy ufunc around the code, on one thread."""
        return make_ufunc(self.codes, self.__name__, self.__doc__ or "")

    def __call__(self, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401  (what NumPy takes and gives)
        """Call like a NumPy ufunc, with its options (`out=`, `where=`, `casting=` …); parameters may also be named."""
        if self._is_direct(len(arguments), options):
            return self._run(arguments, options)
        bound = bind(self.__name__, self.parameters, arguments, options)
        chosen = self._variant(bound.values)
        inputs = (bound.values[name] for name in chosen.kernels[0].names)
        return chosen._run((*inputs, *bound.outputs), dict(bound.options))

    def _is_direct(self, count: int, options: Mapping[str, Any]) -> bool:
        """Whether the positional arguments are exactly the inputs, then arrays to write to."""
        if self._by_name_only or (options and self._names & options.keys()):
            return False
        return not self._has_default or count == len(self.kernels[0].inputs)

    def _run(self, arguments: tuple[Any, ...], options: dict[str, Any]) -> Any:  # noqa: ANN401
        """Call with the inputs, then arrays to write to."""
        if self.is_plain:
            return self.ufunc(*arguments, **options)
        if not self.is_reduction:
            return call_in_threads(self.ufunc, arguments, options, self.threads)
        if options:
            raise TypeError(f"{self.__name__}() reduces all elements and takes no '{next(iter(options))}'.")
        results = reduce_arrays(self._code_for(arguments), arguments, self.threads)
        return results[0][()] if len(results) == 1 else tuple(result[()] for result in results)

    def _variant(self, given: Mapping[str, Any]) -> CompiledKernel:
        """The kernel in which the given parameters are inputs, or are fixed to the given values."""
        defaults = self._defaults
        changed = {
            name: value
            for name, value in given.items()
            if name in defaults and not _is_same(value, defaults[name])
        }
        if not changed:
            return self
        fixed = {name: value for name, value in changed.items() if isinstance(value, BUILDING)}
        found = self._made(tuple(name for name in changed if name not in fixed), fixed)
        if isinstance(found, FormulaError) and all(isinstance(value, SCALARS) for value in changed.values()):
            found = self._made((), changed)
        if isinstance(found, FormulaError):
            raise TypeError(
                f"{self.__name__}() cannot be traced with this {' and '.join(changed)}: {found}"
            ) from found
        return found

    def _made(self, inputs: tuple[str, ...], values: Mapping[str, Any]) -> CompiledKernel | FormulaError:
        """The variant, created on first use, or the error if the formula cannot be traced with these parameters."""
        key = (inputs, *((name, type(value), value) for name, value in values.items()))
        if key not in self._variants:
            try:
                self._variants[key] = CompiledKernel(
                    self.formula, self.dtype, self.threads, self.options, self.ranges,
                    optimize=self.optimize, inputs=inputs, values=values,
                )  # fmt: skip
            except FormulaError as error:
                self._variants[key] = error
        return self._variants[key]

    def _code_for(self, arguments: tuple[Any, ...]) -> Code:
        """The first code to whose type the arguments can be cast safely, else the last, whose cast raises TypeError."""
        kinds = [item if isinstance(item, int | float) else np.asarray(item).dtype for item in arguments]
        kind = np.result_type(*kinds) if kinds else np.dtype(np.float64)
        safe = (code for code in self.codes if np.can_cast(kind, code.form.float_type, "safe"))
        return next(safe, self.codes[-1])

    def __repr__(self) -> str:
        types = "/".join(kernel.dtype for kernel in self.kernels)
        return f"<kernel {self.__name__}({', '.join(self.kernels[0].names)}) {types}>"


@overload
def kernel(
    formula: Formula,
    /,
    *,
    dtype: DTypeLike | None = ...,
    threads: int = ...,
    fma: bool = ...,
    tolerance_ulp: float = ...,
    target: str | None = ...,
    optimize: bool = ...,
    ranges: Mapping[str, tuple[float, float]] | None = ...,
) -> CompiledKernel: ...
@overload
def kernel(
    formula: None = None,
    /,
    *,
    dtype: DTypeLike | None = ...,
    threads: int = ...,
    fma: bool = ...,
    tolerance_ulp: float = ...,
    target: str | None = ...,
    optimize: bool = ...,
    ranges: Mapping[str, tuple[float, float]] | None = ...,
) -> Callable[[Formula], CompiledKernel]: ...
def kernel(
    formula: Formula | None = None,
    /,
    *,
    dtype: DTypeLike | None = None,
    threads: int = 1,
    fma: bool = True,
    tolerance_ulp: float = 0.0,
    target: str | None = None,
    optimize: bool = False,
    ranges: Mapping[str, tuple[float, float]] | None = None,
) -> CompiledKernel | Callable[[Formula], CompiledKernel]:
    """Compile a Python function of numbers, a formula as text, or a `Kernel`; also as a decorator.

    Args:
        formula: what to compile.
        dtype: float32 or float64; None for both, as each call needs.
        threads: how many threads long arrays use; 0 for all CPUs.
        fma: whether a product and a sum become one fused multiply-add, as in C compilers.
        tolerance_ulp: the allowed error of 1/a and 1/sqrt(a) in float32, in units in the last place; 4 and 6 allow
            the CPU's faster estimates, 0 allows none.
        target: `avx512`, `avx2`, `neon` or `scalar`; None for the best that this machine supports.
        optimize: whether the first call searches for a faster form within 4 ULP of the exact values, as
            `neurlang.optimize` does, and stores it on disk. If the machine is too noisy to measure, the formula is
            compiled as written, with a warning.
        ranges: the closed interval of each input, by name, that `optimize` may rely on.

    Example:
        >>> import neurlang
        >>> circle = neurlang.kernel("sqrt(x*x + y*y) - 1")
        >>> circle([3.0, 0.0], [4.0, 1.0])
        array([4., 0.])

    Raises:
        UsageError: the dtype is not float32 or float64, or `threads` is negative.
        FormulaError: the formula cannot be read, or a range is empty or its name is not an input.

    """
    if threads < 0:
        raise UsageError(f"threads must be 0 (all CPUs) or more, found {threads}.")
    name = None if dtype is None else dtype_name(dtype)
    options = CompileOptions(target=target, fma=fma, tolerance_ulp=tolerance_ulp)
    if formula is None:
        return lambda given: CompiledKernel(given, name, threads, options, ranges, optimize=optimize)
    return CompiledKernel(formula, name, threads, options, ranges, optimize=optimize)


def _kernels(
    formula: Formula, dtype: DType | None, inputs: tuple[str, ...], values: Mapping[str, object]
) -> tuple[Kernel, ...]:
    """The formula once per element type."""
    first = read_formula(formula, dtype, inputs=inputs, values=values)
    if isinstance(formula, Kernel):
        return (first,)
    return tuple(replace(first, dtype=name) for name in ((dtype,) if dtype else ("f32", "f64")))


def _parameters(formula: Formula, kernel: Kernel) -> tuple[Parameter, ...]:
    """The parameters of a call: those of the function, or the inputs of a formula that is not a function."""
    if isinstance(formula, str | Kernel):
        return tuple(Parameter(name) for name in kernel.names)
    return tuple(
        Parameter(item.name, item.default is not item.empty, item.kind is item.KEYWORD_ONLY)
        for item in parameters_of(formula)
    )


def _defaults(formula: Formula) -> dict[str, object]:
    """The defaults of a function's parameters."""
    if isinstance(formula, str | Kernel):
        return {}
    found = inspect.signature(formula).parameters.values()
    return {item.name: item.default for item in found if item.default is not item.empty}


def _is_same(value: object, default: object) -> bool:
    """Whether a value equals the default, so nothing else needs to be compiled."""
    is_plain = type(value) is type(default) and isinstance(value, int | float | str)
    return value is default or (is_plain and value == default)
