"""constraints.txt pins every package that the make targets install."""

from __future__ import annotations

from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CONSTRAINTS = Path(__file__).parents[1] / "constraints.txt"
EXTRAS_OF_MAKE = frozenset({"dev", "ort", "tract", "train", "crypto", "smt", "exact"})


def pinned() -> list[str]:
    """The names in constraints.txt, in its order, in canonical form; every line must be an exact pin."""
    lines = [line for line in CONSTRAINTS.read_text("utf-8").splitlines() if not line.startswith("#")]
    requirements = [Requirement(line) for line in lines]
    assert all(str(requirement.specifier).startswith("==") for requirement in requirements)
    return [canonicalize_name(requirement.name) for requirement in requirements]


def needed(package: str, extras: frozenset[str], seen: set[tuple[str, frozenset[str]]]) -> set[str]:
    """The canonical names of all that a package asks for here, directly or not; `seen` stops at cycles."""
    if (package, extras) in seen:
        return set()
    seen.add((package, extras))
    names: set[str] = set()
    for requirement in map(Requirement, requires(package) or ()):
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in extras | {""}):
            names.add(canonicalize_name(requirement.name))
            names |= needed(requirement.name, frozenset(requirement.extras), seen)
    return names


def test_all_that_make_installs_is_pinned() -> None:
    missing = needed("neurlang", EXTRAS_OF_MAKE, set()) - set(pinned())
    assert missing == set(), "add the tested release to constraints.txt"


def test_torch_comes_first_and_the_rest_is_sorted() -> None:
    first, *rest = pinned()
    assert first == "torch"
    assert rest == sorted(rest)
