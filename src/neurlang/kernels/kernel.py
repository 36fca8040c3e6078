"""`neurlang.kernel`: a Python function of numbers, or a formula, as compiled code that works on NumPy arrays.

@kernel
def circle(x, y, radius):
    return np.sqrt(x * x + y * y) - radius
"""

from __future__ import annotations

import functools
import warnings
from dataclasses import replace
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from neurlang.errors import UsageError
from neurlang.kernels.expr import DTYPES, Kernel, parse, trace, with_ranges
from neurlang.kernels.simd import (
    CompileOptions,
    NoisyMachineError,
    call_in_threads,
    compile_kernel,
    make_ufunc,
    reduce_arrays,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import DTypeLike

    from neurlang.kernels.expr import DType
    from neurlang.kernels.simd import Code

    Formula = Callable[..., Any] | str | Kernel

DTYPE_NAMES: dict[np.dtype[Any], DType] = {np.dtype(float_type): name for name, float_type in DTYPES.items()}


class CompiledKernel:
    """A formula that is compiled when it is first called, and called like a NumPy ufunc.

    Without a dtype there is code for both float32 and float64, and NumPy picks as it does for its own
    functions. Infinities and NaN come out as the arithmetic has them; no floating-point warning is given. A
    formula that ends in a reduction gives a scalar per result instead, over all elements.
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
    ) -> None:
        self.kernels = tuple(with_ranges(each, ranges or {}) for each in _kernels(formula, dtype))
        self.threads = threads
        self.options = options
        self.optimize = optimize
        self.is_reduction = self.kernels[0].reduction is not None  # whether all elements give one result
        self.is_plain = (
            threads == 1 and not self.is_reduction
        )  # whether a call is the ufunc's, and nothing else
        self.__name__ = self.kernels[0].name
        if callable(formula):
            functools.update_wrapper(self, formula)

    @functools.cached_property
    def codes(self) -> tuple[Code, ...]:
        """The compiled code, one per element type."""
        return tuple(compile_kernel(kernel, options) for kernel, options in self.forms)

    @functools.cached_property
    def forms(self) -> tuple[tuple[Kernel, CompileOptions], ...]:
        """What is compiled and how, one per element type: the formula as written, or the faster form found."""
        return tuple(
            self._optimized(each) if self.optimize else (each, self.options) for each in self.kernels
        )

    def _optimized(self, kernel: Kernel) -> tuple[Kernel, CompileOptions]:
        from neurlang.kernels.optimizing import optimized_kernel  # the e-graph takes half a second to load

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
        """As a NumPy ufunc, with its options (`out=`, `where=`, `casting=` …)."""
        if self.is_plain:
            return self.ufunc(*arguments, **options)
        if not self.is_reduction:
            return call_in_threads(self.ufunc, arguments, options, self.threads)
        if options:
            raise TypeError(f"{self.__name__}() reduces all elements and takes no '{next(iter(options))}'.")
        results = reduce_arrays(self._code_for(arguments), arguments, self.threads)
        return results[0][()] if len(results) == 1 else tuple(result[()] for result in results)

    def _code_for(self, arguments: tuple[Any, ...]) -> Code:
        """The code that the arguments are safely cast to, else the last one, whose cast then complains."""
        kind = np.result_type(*arguments) if arguments else np.dtype(np.float64)
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
        dtype: float32 or float64; None for both, whichever a call needs.
        threads: how many threads long arrays use; 0 for all CPUs.
        fma: whether a product and a sum become one fused multiply-add, as C compilers do it.
        tolerance_ulp: how many units in the last place 1/a and 1/sqrt(a) of float32 may be off, for the
            machine's faster estimates to be used (they need 4 and 6); 0 for none.
        target: `avx512`, `avx2`, `neon` or `scalar`; None for the best that this machine has.
        optimize: whether the first call searches for a faster form within 4 ULP of the exact values, as
            `neurlang.optimize` does, and remembers it on disk. Where the machine is too noisy to measure, the
            formula is compiled as written, with a warning.
        ranges: the closed interval of each input, by name, that `optimize` may rely on.

    Raises:
        UsageError: the dtype is another, or `threads` is negative.
        FormulaError: the formula cannot be read, or a range is empty or for no input.

    """
    if threads < 0:
        raise UsageError(f"threads must be 0 (all CPUs) or more, found {threads}.")
    name = None if dtype is None else dtype_name(dtype)
    options = CompileOptions(target=target, fma=fma, tolerance_ulp=tolerance_ulp)
    if formula is None:
        return lambda given: CompiledKernel(given, name, threads, options, ranges, optimize=optimize)
    return CompiledKernel(formula, name, threads, options, ranges, optimize=optimize)


def dtype_name(dtype: DTypeLike) -> DType:
    """`f32` or `f64`, from any way to name the type.

    Raises:
        UsageError: it is another type, or none.

    """
    if isinstance(dtype, str) and dtype in DTYPES:
        return dtype
    try:
        kind = np.dtype(dtype)
    except TypeError:
        kind = None
    if kind is None or kind not in DTYPE_NAMES:
        raise UsageError(f"Kernels are of float32 or float64, found {dtype!r}.")
    return DTYPE_NAMES[kind]


def _kernels(formula: Formula, dtype: DType | None) -> tuple[Kernel, ...]:
    """The formula once per element type."""
    if isinstance(formula, Kernel):
        return (formula if dtype is None else replace(formula, dtype=dtype),)
    first = parse(formula) if isinstance(formula, str) else trace(formula)
    return tuple(replace(first, dtype=name) for name in ((dtype,) if dtype else ("f32", "f64")))
