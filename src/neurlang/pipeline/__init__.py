"""Both flows as lists of named steps: from a sentence to an answer, and from a formula to its fastest form.

`answer` and `answer_many` are the flow of prompts. Their result is an `Answered`, a `Refused` or a `Failed`. `measure`
answers cases and scores the answers. `answer_plan` begins after reading, with a written plan; `call` begins
with a function of the library and its operands. `assemble` and `run` are the flow of programs.
`read_formula`, `optimize_formula` and `FORMULA_TEXTS` are the flow of formulas: reading, the fastest form, and the
languages for writing it. Each flow is loaded on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.pipeline.accuracy_flow import measure, quiet_host
    from neurlang.pipeline.answers import Answer, Answered, Failed, Refused
    from neurlang.pipeline.calls import Called, call, call_with_words
    from neurlang.pipeline.formula_flow import (
        CoreResult,
        FormulaRequest,
        could_estimate,
        formula_file,
        optimize_cores,
        optimize_formula,
        read_cores,
        read_formula,
        with_better_form,
    )
    from neurlang.pipeline.formula_texts import (
        DRAWINGS,
        FORMULA_TEXTS,
        LANGUAGE_OF_SUFFIX,
        LANGUAGES_OF_C,
        draw,
        holds_estimates,
    )
    from neurlang.pipeline.program_flow import Trap, assemble, run
    from neurlang.pipeline.prompt_flow import (
        answer,
        answer_async,
        answer_many,
        answer_plan,
        shipped_engine,
    )
else:
    __getattr__ = later(
        __name__,
        {
            "Answer": "answers",
            "Answered": "answers",
            "Failed": "answers",
            "Refused": "answers",
            "Called": "calls",
            "call": "calls",
            "call_with_words": "calls",
            "CoreResult": "formula_flow",
            "FormulaRequest": "formula_flow",
            "could_estimate": "formula_flow",
            "formula_file": "formula_flow",
            "optimize_cores": "formula_flow",
            "optimize_formula": "formula_flow",
            "read_cores": "formula_flow",
            "read_formula": "formula_flow",
            "with_better_form": "formula_flow",
            "measure": "accuracy_flow",
            "quiet_host": "accuracy_flow",
            "DRAWINGS": "formula_texts",
            "FORMULA_TEXTS": "formula_texts",
            "LANGUAGES_OF_C": "formula_texts",
            "LANGUAGE_OF_SUFFIX": "formula_texts",
            "draw": "formula_texts",
            "holds_estimates": "formula_texts",
            "Trap": "program_flow",
            "assemble": "program_flow",
            "run": "program_flow",
            "answer": "prompt_flow",
            "answer_async": "prompt_flow",
            "answer_many": "prompt_flow",
            "answer_plan": "prompt_flow",
            "shipped_engine": "prompt_flow",
        },
    )

__all__ = [
    "DRAWINGS",
    "FORMULA_TEXTS",
    "LANGUAGES_OF_C",
    "LANGUAGE_OF_SUFFIX",
    "Answer",
    "Answered",
    "Called",
    "CoreResult",
    "Failed",
    "FormulaRequest",
    "Refused",
    "Trap",
    "answer",
    "answer_async",
    "answer_many",
    "answer_plan",
    "assemble",
    "call",
    "call_with_words",
    "could_estimate",
    "draw",
    "formula_file",
    "holds_estimates",
    "measure",
    "optimize_cores",
    "optimize_formula",
    "quiet_host",
    "read_cores",
    "read_formula",
    "run",
    "shipped_engine",
    "with_better_form",
]
