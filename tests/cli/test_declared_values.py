"""Values of the command line: the same with and without validation, which is loaded only if it is needed."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from typer.testing import CliRunner

from neurlang.cli.app import app
from neurlang.cli.declared_values import DeclaredValue


class Refuses:
    """Validation that must not be used."""

    def __call__(self) -> Any:
        raise AssertionError("validated")


class Validates:
    """Validation that records that it was used."""

    def __call__(self) -> Any:
        return self

    def coerce(self, value: object, param: object, ctx: object) -> tuple[str, object]:
        return "validated", value


class Single:
    multiple, nargs = False, 1


class Repeated:
    multiple, nargs = True, 1


@pytest.mark.parametrize(
    ("annotation", "value"), [(str, ""), (str, "π"), (int, 3), (float, 0.5), (bool, True), (str, None)]
)
def test_values_of_the_declared_type_pass(annotation: object, value: object) -> None:
    assert DeclaredValue(annotation, Refuses()).coerce(value, Single(), None) is value  # type: ignore[arg-type]


def test_an_option_that_may_be_repeated_is_a_list() -> None:
    option = DeclaredValue(list[str], Refuses())
    assert option.coerce(("a", "b"), Repeated(), None) == ["a", "b"]  # type: ignore[arg-type]
    assert option.coerce(None, Repeated(), None) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("annotation", "value"),
    [(int, "3"), (int, True), (float, 1), (str, "\udcff"), (list[str], ("a", "\udcff")), (object, "x")],
)
def test_anything_else_is_validated(annotation: object, value: object) -> None:
    found = DeclaredValue(annotation, Validates()).coerce(value, Single(), None)  # type: ignore[arg-type]
    assert found == ("validated", value)


def test_a_value_that_does_not_fit_is_refused() -> None:
    result = CliRunner().invoke(app, ["prompt", "1 + 1", "--max-retries", "many"])
    assert result.exit_code == 2
    assert "valid integer" in result.output


@pytest.mark.slow
def test_a_command_of_texts_loads_no_validation() -> None:
    script = "import sys; from neurlang.cli.app import app; app(['rules'], standalone_mode=False)"
    script += "; sys.exit('pydantic' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True, stdout=subprocess.DEVNULL)
