"""Plan to program: the bodies of the intents, linking, verification.

`solve(plan)` returns the result of the first program that agrees with the plan's exact meaning.
"""

from neurlang.prompts.synthesis.linking import Linked, candidates, link
from neurlang.prompts.synthesis.recording import default_host, run_witnessed
from neurlang.prompts.synthesis.verification import FUEL, Verified, disagreement, result_of, solve

__all__ = [
    "FUEL",
    "Linked",
    "Verified",
    "candidates",
    "default_host",
    "disagreement",
    "link",
    "result_of",
    "run_witnessed",
    "solve",
]
