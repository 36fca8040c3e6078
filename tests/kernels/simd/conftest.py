from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def cache_of_simd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all of these tests, so that a kernel is compiled once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True, scope="module")
def own_cache(cache_of_simd: Path) -> Iterator[None]:
    """Tests neither read nor write the user's cache. A redirection for the session would go on in later folders."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEURLANG_CACHE_DIR", str(cache_of_simd))
        yield
