"""Texts that people type to an assistant and that no intent answers: sentences of all kinds, and near misses.

From these texts the reader learns to refuse. Each comes from a template on a page of the phrasebook. Near misses use
words of operations in other senses, or leave out an operand. A text that an intent could answer must not be on a page;
doubtful ones are left out.
"""

from neurlang.prompts.training.out_of_scope.sampling import (
    KINDS,
    out_of_scope_sentences,
    sample,
    sample_with_kind,
)

__all__ = ["KINDS", "out_of_scope_sentences", "sample", "sample_with_kind"]
