"""The result of an optimisation, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from neurlang.errors import UsageError
from neurlang.kernels.accuracy import Accuracy, Bound, Tolerance
from neurlang.kernels.egraph import EGraph, Proof
from neurlang.kernels.expr import PRINTERS, Kernel
from neurlang.kernels.optimizing.candidates import Round
from neurlang.kernels.optimizing.explaining import LazyProofs
from neurlang.kernels.optimizing.hints import Hint
from neurlang.kernels.search import Saturation
from neurlang.kernels.simd import CompileOptions

Safety = Literal["proved", "tested", "as written"]


@dataclass(frozen=True, slots=True)
class Measured:
    """A form with its measurements: nanoseconds per element, their spread between rounds, and its errors.

    `cost` is the estimate of the model that guided the search: nanoseconds of a vector by the Judge, or cycles by the
    static table. If `is_estimated`, nothing was timed: the time is the Judge's, and the spread its uncertainty.
    """

    kernel: Kernel
    ns: float
    spread: float
    accuracy: Accuracy
    cost: float
    is_estimated: bool = False

    def text(self, language: str = "text") -> str:
        """The form in a language: text, python, c, glsl, fpcore, sympy or llvm.

        Raises:
            UsageError: there is no such language.

        """
        if language not in PRINTERS:
            raise UsageError(f"There is no printer '{language}'; there are {', '.join(PRINTERS)}.")
        return PRINTERS[language](self.kernel)


@dataclass(frozen=True, slots=True, repr=False)
class Optimized:
    """The form as written, the form chosen (the same if none was faster), and why they are equal.

    `proofs` has one for each output, replayed; it is empty if the form as written was chosen.
    `rounds` has a record of each pulse of the search, `search_ended` says why there were no more, `graph` is
    that of the round in which the chosen form was found, or of the first round if this is the form as written.
    `found` is how many other forms were examined, `accepted` how many of them were within the tolerance at the
    points where all are checked, and passed the closer examination that only the fastest ones undergo.
    `safe` says how it is known that the chosen form overflows, becomes NaN, or loses small numbers in the domain only
    where the form as written does: `proved` by intervals with rounding, or `tested` by a directed search.
    `bound` is a guaranteed bound on the chosen form's error over the domain, if one was found.
    `hint` names ranges that would have allowed more, if that was asked for.
    `guided_by` names what costs came from: a calibration of the Judge, or the static table.
    `notes` are sentences for the user, `options` say how the chosen form was compiled: it may estimate reciprocals.
    """

    before: Measured
    after: Measured
    tolerance: Tolerance
    lazy_proofs: LazyProofs
    rounds: tuple[Round, ...]
    search_ended: str
    found: int
    accepted: int
    notes: tuple[str, ...]
    safe: Safety
    bound: Bound | None
    hint: Hint | None
    seconds: float
    graph: EGraph
    options: CompileOptions
    guided_by: str = "the static table"

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """Why the forms are equal, a proof for each output; those of a long formula are built when first asked for."""
        return self.lazy_proofs()

    @property
    def kernel(self) -> Kernel:
        """The kernel to use from now on."""
        return self.after.kernel

    @property
    def saturation(self) -> Saturation:
        """How the last round's saturation ended, and how much it did."""
        return self.rounds[-1].saturation

    @property
    def is_improved(self) -> bool:
        """Whether a form other than the one as written was chosen."""
        return self.before is not self.after

    @property
    def is_error_proved(self) -> bool:
        """Whether the bound proves that the chosen form is within the tolerance everywhere in the domain."""
        return self.bound is not None and self.bound.worst <= self.tolerance.limit

    @property
    def speedup(self) -> float:
        """How many times faster the chosen form is."""
        return self.before.ns / self.after.ns

    @property
    def has_proofs(self) -> bool:
        """Whether the proofs are built already, so that `rules` takes no time."""
        return self.lazy_proofs.found is not None

    @property
    def rules(self) -> tuple[str, ...]:
        """The names of the rules that lead from one form to the other, in order of first use."""
        return tuple(dict.fromkeys(rule for proof in self.proofs for rule in proof.rules))

    def __repr__(self) -> str:
        """One line: `nl optimize` shows all."""
        return f"Optimized({self})"

    def __str__(self) -> str:
        if not self.is_improved:
            return f"{self.before.text()}  (as written: {self.before.ns:.3g} ns an element)"
        return (
            f"{self.after.text()}  ({self.speedup:.2f} times as fast: {self.after.ns:.3g} ns an element, "
            f"error {self.after.accuracy.worst:.3g} {self.tolerance.unit})"
        )
