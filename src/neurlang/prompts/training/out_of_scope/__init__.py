"""What people type to an assistant that no intent answers: all of English, and much that only looks alike.

The reader learns to refuse from these sentences. Each comes from a template of one of the tables here; near
misses use the words of the operations in other senses, or leave an operand out. Nothing that the answers page
covers may stand in a table: where one might doubt, it is left out.
"""

from neurlang.prompts.training.out_of_scope.sampling import (
    KINDS,
    out_of_scope_sentences,
    sample,
    sample_with_kind,
)

__all__ = ["KINDS", "out_of_scope_sentences", "sample", "sample_with_kind"]
