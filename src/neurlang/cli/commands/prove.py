"""`nl prove`: prove that native code computes what the interpreter computes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from neurlang import reports
from neurlang.cli.output import progress_bar, show_json
from neurlang.errors import UsageError

if TYPE_CHECKING:
    from neurlang.programs.native import Proof


def command(
    names: Annotated[
        list[str] | None, typer.Argument(help="Operations, such as alu.add or load.w; all if absent.")
    ] = None,
    json_output: Annotated[bool, typer.Option("--json", help="Print all proofs as JSON.")] = False,
) -> None:
    """Prove that the LLVM text of integer operations computes what the interpreter does, for all operands.

    Each is proved twice: before LLVM's optimiser, as used in stencils, and after it. Needs the extra smt.
    Example: nl prove alu.sar muldiv.sdiv
    """
    from neurlang.programs.native import LEVELS, prove_all, statements

    known = statements()
    unknown = [name for name in names or () if name not in known]
    if unknown:
        raise UsageError(f"There is no statement about '{unknown[0]}'; there are: {', '.join(known)}.")
    proofs: list[Proof] = []
    chosen = names or list(known)
    with progress_bar("Proving", len(chosen) * len(LEVELS)) as advance:
        for proof in prove_all(chosen):
            proofs.append(proof)
            advance(1)
    if json_output:
        show_json(reports.prove_report(proofs))
    else:
        for proof in proofs:
            print(line_of(proof))
        proved = sum(proof.is_proved for proof in proofs)
        print(
            f"{proved} of {len(proofs)} statements proved in {sum(proof.seconds for proof in proofs):.1f} s"
        )
    if not all(proof.is_proved for proof in proofs):
        raise typer.Exit(1)


def line_of(proof: Proof) -> str:
    """A proof for people; a failed one shows operands as a counterexample."""
    head = f"{'proved' if proof.is_proved else 'FALSE'}  {proof.name} ({proof.level})"
    if proof.is_proved:
        return head
    shown = ", ".join(f"{name} = {value:#x}" for name, value in (proof.counterexample or {}).items())
    return f"{head}: {proof.why}" + (f", for {shown}" if shown else "")
