"""Where the library as built stands: in the package that a wheel installs, or in the repository beside the sources."""

from __future__ import annotations

from pathlib import Path

_IN_PACKAGE = Path(__file__).parent / "lib"
_IN_REPOSITORY = Path(__file__).parents[4] / "lib"


def built_library() -> Path:
    """The folder of `<module>/<name>.nl`. A wheel packs the repository's `lib` into the package; an editable install
    has the repository itself.
    """
    return _IN_PACKAGE if _IN_PACKAGE.is_dir() else _IN_REPOSITORY
