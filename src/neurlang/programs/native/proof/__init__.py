"""Proofs that the LLVM text of each integer operation means what the interpreter's function means, by z3."""

from neurlang.programs.native.proof.proving import LEVELS, Proof, prove, prove_all, statements

__all__ = ["LEVELS", "Proof", "prove", "prove_all", "statements"]
