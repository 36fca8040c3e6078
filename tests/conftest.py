"""How property tests run: the same examples each time, no deadline, a blob to replay a failure.

`HYPOTHESIS_PROFILE=explore pytest …` draws new examples instead.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
