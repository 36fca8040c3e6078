"""Text to plan: literals, tokens, the network and its engines, intents, refusal.

`read(text, engine)` returns the plan of a prompt, or why it is refused. `INTENTS` is the table of everything that a
prompt can ask for.
"""

from typing import TYPE_CHECKING

from neurlang.faces import later
from neurlang.prompts.reading.by_grammar import read_by_grammar
from neurlang.prompts.reading.by_network import Requests
from neurlang.prompts.reading.calibration import (
    SCORE_ITSELF,
    Calibration,
    Curve,
    calibration_file,
    calibration_of,
)
from neurlang.prompts.reading.checksum import KEY as CHECKSUM_KEY
from neurlang.prompts.reading.checksum import checksum_of
from neurlang.prompts.reading.effects import Witness
from neurlang.prompts.reading.engines import (
    ADVICE,
    OUTPUTS,
    SHIPPED_MODEL,
    Engine,
    open_engine,
    read_model,
)
from neurlang.prompts.reading.intents import (
    INTENTS,
    Intent,
    Manner,
    OperandKind,
    ResultKind,
    Variant,
    intent_named,
)
from neurlang.prompts.reading.interpretation import Reading, build
from neurlang.prompts.reading.lexicon.known_words import WORDS_FILE, words_between
from neurlang.prompts.reading.literals import (
    CARDINAL_WORDS,
    ORDINAL_WORDS,
    PART_WORDS,
    Lexed,
    Literal,
    LiteralKind,
    lex,
)
from neurlang.prompts.reading.meanings import DomainError, NoAnswerError, Value
from neurlang.prompts.reading.network import COUNTS, SCOPES, SHAPES, Logits, Network, check_tensors
from neurlang.prompts.reading.network import INTENTS as INTENT_COUNT
from neurlang.prompts.reading.notation import Commas, signs_of, written_in, written_number
from neurlang.prompts.reading.phrases import one_edit
from neurlang.prompts.reading.plan import (
    Leaf,
    Node,
    Operation,
    Plan,
    Ratio,
    arguments_of,
    complement,
    describe,
    evaluate,
    fold,
    leaf_of,
    multiply_ratios,
    operation,
)
from neurlang.prompts.reading.reading import Understanding, read
from neurlang.prompts.reading.scope import Scope
from neurlang.prompts.reading.slots import BINS, EMPTY, SLOTS, WHOLE, Slot, Source, slot_of_bin
from neurlang.prompts.reading.tokens import PAD, VOCABULARY, pieces_of, tokenize, tokens_of_text

if TYPE_CHECKING:
    from neurlang.prompts.reading.chart import (
        BESIDE,
        FEATURES,
        HIDDEN,
        NEAR,
        STRETCH_SHAPES,
        VIEWS,
        RequestTree,
        core_of,
        stretch_head_of,
        stretches_file,
        stretches_of,
        trees_of,
    )
    from neurlang.prompts.reading.library_table import library_intents
    from neurlang.prompts.reading.written.answers import text_of_value
    from neurlang.prompts.reading.written.calls import library_operation
    from neurlang.prompts.reading.written.plans import operation_named, read_plan
    from neurlang.prompts.reading.written.values import value_of_word
else:  # few prompts need the library, or have requests inside
    __getattr__ = later(
        __name__,
        {
            "BESIDE": "chart",
            "FEATURES": "chart",
            "HIDDEN": "chart",
            "NEAR": "chart",
            "STRETCH_SHAPES": "chart",
            "VIEWS": "chart",
            "RequestTree": "chart",
            "core_of": "chart",
            "stretch_head_of": "chart",
            "stretches_file": "chart",
            "stretches_of": "chart",
            "trees_of": "chart",
            "library_intents": "library_table",
            "library_operation": "written.calls",
            "operation_named": "written.plans",
            "read_plan": "written.plans",
            "text_of_value": "written.answers",
            "value_of_word": "written.values",
        },
    )

__all__ = [
    "ADVICE",
    "BESIDE",
    "BINS",
    "CARDINAL_WORDS",
    "CHECKSUM_KEY",
    "COUNTS",
    "EMPTY",
    "FEATURES",
    "HIDDEN",
    "INTENTS",
    "INTENT_COUNT",
    "NEAR",
    "ORDINAL_WORDS",
    "OUTPUTS",
    "PAD",
    "PART_WORDS",
    "SCOPES",
    "SCORE_ITSELF",
    "SHAPES",
    "SHIPPED_MODEL",
    "SLOTS",
    "STRETCH_SHAPES",
    "VIEWS",
    "VOCABULARY",
    "WHOLE",
    "WORDS_FILE",
    "Calibration",
    "Commas",
    "Curve",
    "DomainError",
    "Engine",
    "Intent",
    "Leaf",
    "Lexed",
    "Literal",
    "LiteralKind",
    "Logits",
    "Manner",
    "Network",
    "NoAnswerError",
    "Node",
    "OperandKind",
    "Operation",
    "Plan",
    "Ratio",
    "Reading",
    "RequestTree",
    "Requests",
    "ResultKind",
    "Scope",
    "Slot",
    "Source",
    "Understanding",
    "Value",
    "Variant",
    "Witness",
    "arguments_of",
    "build",
    "calibration_file",
    "calibration_of",
    "check_tensors",
    "checksum_of",
    "complement",
    "core_of",
    "describe",
    "evaluate",
    "fold",
    "intent_named",
    "leaf_of",
    "lex",
    "library_intents",
    "library_operation",
    "multiply_ratios",
    "one_edit",
    "open_engine",
    "operation",
    "operation_named",
    "pieces_of",
    "read",
    "read_by_grammar",
    "read_model",
    "read_plan",
    "signs_of",
    "slot_of_bin",
    "stretch_head_of",
    "stretches_file",
    "stretches_of",
    "text_of_value",
    "tokenize",
    "tokens_of_text",
    "trees_of",
    "value_of_word",
    "words_between",
    "written_in",
    "written_number",
]
