"""Why a reading of the network is not what a text asks for, although the network is sure."""

from __future__ import annotations

from neurlang.prompts.reading.by_network import Requests
from neurlang.prompts.reading.literals import lex
from neurlang.prompts.reading.plan import Plan

LEAST_WITH_NEW_WORDS = (
    0.95  # confidence: the curve was fitted to texts without words that the network never saw
)


def doubt_of(text: str, plan: Plan, confidence: float, requests: Requests) -> str:
    """Why a plan is not what a text asks for; empty if nothing speaks against it."""
    # Here, as a prompt that the grammar reads needs none of their tables.
    from neurlang.prompts.reading.accounting import has_new_words, unaccounted
    from neurlang.prompts.reading.contradictions import contradiction

    strange = unaccounted(text, plan)
    if strange:
        return f'I don\'t know what "{strange[0]}" means here'
    if contradicting := contradiction(lex(text), plan):
        return f"it reads like {plan.intent.name}, but {contradicting}"
    is_surer = requests.least is not None or confidence >= LEAST_WITH_NEW_WORDS
    return (
        ""
        if is_surer or not has_new_words(text, plan.intent)
        else too_unsure(confidence, LEAST_WITH_NEW_WORDS)
    )


def too_unsure(confidence: float, least: float) -> str:
    """The message of a confidence that is too low."""
    return f"my confidence in what it asks for is {confidence:.4g}, and an answer needs {least:.4g}"
