"""The fixture that runs a test once on each backend."""

from __future__ import annotations

import pytest
from machine_cases import BACKENDS, Run


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> Run:
    """One of the backends."""
    return BACKENDS[request.param]
