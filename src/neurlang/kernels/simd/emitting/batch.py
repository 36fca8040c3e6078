"""Many kernels compiled as one module, together with the assembly of each.

Code is generated once, as assembly, which is then assembled: that yields the same bytes as generating an object, and
takes a seventh of the time of generating the code a second time. A batch of fifty costs a third of fifty modules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from neurlang.errors import UsageError
from neurlang.ieee import in_ieee_arithmetic
from neurlang.kernels.expr import Kernel
from neurlang.kernels.simd.emitting.code import (
    CORE,
    DEFAULT_OPTIONS,
    Code,
    CompileOptions,
    driver,
    load,
    object_code,
    parsed_module,
    reducer_address,
)
from neurlang.kernels.simd.emitting.driver import plan_of
from neurlang.kernels.simd.emitting.emit import core_text, unroll_factor
from neurlang.kernels.simd.emitting.schedule import schedule
from neurlang.kernels.simd.emitting.target import Target, choose_target, make_target_machine

if TYPE_CHECKING:
    import llvmlite.binding as llvm

DEFINITION = re.compile(r"^define .*?^}$|^declare .*?$", re.MULTILINE | re.DOTALL)
FUNCTION = re.compile(rf"^{CORE}(\d+):.*?^\.Lfunc_end\d+:", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Listing:
    """A kernel's code with the assembly of its core, whose comments name the blocks of the LLVM text."""

    code: Code
    assembly: str


@in_ieee_arithmetic
def compile_batch(forms: Sequence[Kernel], options: CompileOptions = DEFAULT_OPTIONS) -> list[Listing]:
    """The code of compiled forms (see `compiled_form`) in memory, in their order; the disk cache is not used.

    Raises:
        UsageError: this machine cannot run code for the target, or a kernel has too many operands.

    """
    target = choose_target(options.target)
    if not target.runs_here:
        raise UsageError(f"This machine does not run code for '{target.name}'.")
    listing = batch_assembly(forms, target, options.tolerance_ulp)
    names = [f"{CORE}{place}" for place in range(len(forms))]
    loaded = load((object_code(as_module(listing), target),), tuple(names), target)
    texts = {int(match[1]): match[0] for match in FUNCTION.finditer(listing)}
    return [
        Listing(
            Code(
                form,
                target,
                plan_of(form, target, loaded.addresses[name], reducer_address(form, target)),
                loaded,
                driver(target),
                options.tolerance_ulp,
            ),
            texts[place],
        )
        for place, (name, form) in enumerate(zip(names, forms, strict=True))
    ]


def core_assemblies(forms: Sequence[Kernel], target: Target, tolerance_ulp: float = 0.0) -> list[str]:
    """The assembly of the core of each compiled form, with LLVM's comments; the code is not loaded."""
    listing = batch_assembly(forms, target, tolerance_ulp)
    texts = {int(match[1]): match[0] for match in FUNCTION.finditer(listing)}
    return [texts[place] for place in range(len(forms))]


def vectors_per_iteration(form: Kernel) -> int:
    """How many vectors an iteration of the main loop of a compiled form computes."""
    return unroll_factor(schedule(form))


def batch_assembly(forms: Sequence[Kernel], target: Target, tolerance_ulp: float) -> str:
    """The assembly of a module that holds the cores of all forms, numbered from 0."""
    texts = (core_text(form, target, f"{CORE}{place}", tolerance_ulp) for place, form in enumerate(forms))
    return str(_commenting_machine(target).emit_assembly(parsed_module("\n".join(merged(texts)), target)))


def merged(texts: Iterable[str]) -> Iterator[str]:
    """The definitions and declarations of several modules, each once."""
    seen: set[str] = set()
    for text in texts:
        for item in DEFINITION.findall(text):
            if item not in seen:
                seen.add(item)
                yield item


def as_module(listing: str) -> str:
    """A module that consists of assembly."""
    lines = (line for line in listing.splitlines() if line and not line.startswith("\t.file"))
    return "\n".join(f'module asm "{_escaped(line)}"' for line in lines)


def _escaped(line: str) -> str:
    return line.replace("\\", "\\5C").replace('"', "\\22")


@cache
def _commenting_machine(target: Target) -> llvm.TargetMachine:
    machine = make_target_machine(target)
    machine.set_asm_verbosity(True)
    return machine
