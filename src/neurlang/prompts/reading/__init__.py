"""Text to plan: literals, tokens, the network and its engines, intents, refusal.

`read(text, engine)` returns the plan of a prompt, or why it is refused. `INTENTS` is the table of everything that a
prompt can ask for.
"""

from __future__ import annotations

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
from neurlang.prompts.reading.checksum import BLANK, ONNX_KEY, checksum_of, with_checksum
from neurlang.prompts.reading.checksum import KEY as CHECKSUM_KEY
from neurlang.prompts.reading.effects import Witness
from neurlang.prompts.reading.engines import (
    ADVICE,
    ENGINES,
    OUTPUTS,
    SHIPPED_MODEL,
    Engine,
    EngineKind,
    open_engine,
    read_tensors,
    shipped_model_of,
)
from neurlang.prompts.reading.evaluation.architecture import (
    COUNTS,
    SCOPES,
    SEED,
    Architecture,
    Convolution,
    HeadShape,
)
from neurlang.prompts.reading.evaluation.architecture import INTENTS as INTENT_COUNT
from neurlang.prompts.reading.evaluation.layers import Layers, check_tensors, layers_of
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
from neurlang.prompts.reading.network import Logits, Network
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
from neurlang.prompts.reading.reading import Understanding, check_prompt, read
from neurlang.prompts.reading.scope import Scope
from neurlang.prompts.reading.slots import BINS, EMPTY, SLOTS, WHOLE, Slot, Source, slot_of_bin
from neurlang.prompts.reading.tokens import PAD, VOCABULARY, Tokens, pieces_of, tokenize, tokens_of_text

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
    from neurlang.prompts.reading.engines import LONGEST, FoldedModel, Measured, measured, read_state
    from neurlang.prompts.reading.library_table import library_intents
    from neurlang.prompts.reading.phrases.own_phrases import OwnReading, Said, read_own
    from neurlang.prompts.reading.written.answers import text_of_value
    from neurlang.prompts.reading.written.calls import library_operation
    from neurlang.prompts.reading.written.plans import operation_named, read_plan
    from neurlang.prompts.reading.written.values import value_of_word
else:  # few prompts need them
    __getattr__ = later(
        __name__,
        {
            "FoldedModel": "engines",
            "LONGEST": "engines",
            "Measured": "engines",
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
            "measured": "engines",
            "OwnReading": "phrases.own_phrases",
            "Said": "phrases.own_phrases",
            "read_own": "phrases.own_phrases",
            "operation_named": "written.plans",
            "read_plan": "written.plans",
            "read_state": "engines",
            "text_of_value": "written.answers",
            "value_of_word": "written.values",
        },
    )

__all__ = [
    "ADVICE",
    "BESIDE",
    "BINS",
    "BLANK",
    "CARDINAL_WORDS",
    "CHECKSUM_KEY",
    "COUNTS",
    "EMPTY",
    "ENGINES",
    "FEATURES",
    "HIDDEN",
    "INTENTS",
    "INTENT_COUNT",
    "LONGEST",
    "NEAR",
    "ONNX_KEY",
    "ORDINAL_WORDS",
    "OUTPUTS",
    "PAD",
    "PART_WORDS",
    "SCOPES",
    "SCORE_ITSELF",
    "SEED",
    "SHIPPED_MODEL",
    "SLOTS",
    "STRETCH_SHAPES",
    "VIEWS",
    "VOCABULARY",
    "WHOLE",
    "WORDS_FILE",
    "Architecture",
    "Calibration",
    "Commas",
    "Convolution",
    "Curve",
    "DomainError",
    "Engine",
    "EngineKind",
    "FoldedModel",
    "HeadShape",
    "Intent",
    "Layers",
    "Leaf",
    "Lexed",
    "Literal",
    "LiteralKind",
    "Logits",
    "Manner",
    "Measured",
    "Network",
    "NoAnswerError",
    "Node",
    "OperandKind",
    "Operation",
    "OwnReading",
    "Plan",
    "Ratio",
    "Reading",
    "RequestTree",
    "Requests",
    "ResultKind",
    "Said",
    "Scope",
    "Slot",
    "Source",
    "Tokens",
    "Understanding",
    "Value",
    "Variant",
    "Witness",
    "arguments_of",
    "build",
    "calibration_file",
    "calibration_of",
    "check_prompt",
    "check_tensors",
    "checksum_of",
    "complement",
    "core_of",
    "describe",
    "evaluate",
    "fold",
    "intent_named",
    "layers_of",
    "leaf_of",
    "lex",
    "library_intents",
    "library_operation",
    "measured",
    "multiply_ratios",
    "one_edit",
    "open_engine",
    "operation",
    "operation_named",
    "pieces_of",
    "read",
    "read_by_grammar",
    "read_own",
    "read_plan",
    "read_state",
    "read_tensors",
    "shipped_model_of",
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
    "with_checksum",
    "words_between",
    "written_in",
    "written_number",
]
