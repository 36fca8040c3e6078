"""Proofs by z3 that the LLVM text of each integer operation has the meaning of the interpreter's function."""

from neurlang.programs.native.proof.proving import LEVELS, Proof, prove, prove_all, statements

__all__ = ["LEVELS", "Proof", "prove", "prove_all", "statements"]
