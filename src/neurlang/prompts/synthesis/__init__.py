"""Plan to program: the bodies of the intents, linking, verification.

`solve(plan)` gives the first program whose result agrees with the plan's exact meaning.
"""

from neurlang.prompts.synthesis.linking import Linked, candidates, link
from neurlang.prompts.synthesis.verification import FUEL, Verified, disagreement, result_of, solve
from neurlang.prompts.synthesis.world import default_host

__all__ = [
    "FUEL",
    "Linked",
    "Verified",
    "candidates",
    "default_host",
    "disagreement",
    "link",
    "result_of",
    "solve",
]
