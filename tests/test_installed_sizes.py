"""How much room packages take."""

from __future__ import annotations

from neurlang.installed_sizes import size_of


def test_a_package_counts_with_what_it_needs() -> None:
    assert size_of("typer") > size_of("typer", without=["rich"]) > 100_000


def test_a_package_without_itself_is_nothing() -> None:
    assert size_of("numpy", without=["NumPy"]) == 0


def test_what_is_not_installed_is_nothing() -> None:
    assert size_of("neurlang-is-not-a-package") == 0
