"""Option groups: Typer sees the fields of a group, the command receives the group."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from neurlang.cli.options.option_groups import with_groups


@dataclass(frozen=True, slots=True)
class Size:
    """Two options."""

    width: Annotated[int, typer.Option("--width")] = 1
    height: Annotated[int, typer.Option("--height")] = 2


def draw(
    name: Annotated[str, typer.Argument()],
    *,
    size: Size,
    quiet: Annotated[bool, typer.Option("--quiet")] = False,
) -> None:
    """Draw."""
    print(name, size, quiet)


def test_the_fields_stand_where_the_group_is() -> None:
    shown = inspect.signature(with_groups(draw)).parameters
    assert [*shown] == ["name", "width", "height", "quiet"]
    assert {name: each.default for name, each in shown.items() if name in ("width", "height")} == {
        "width": 1,
        "height": 2,
    }


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        (["box"], "box Size(width=1, height=2) False\n"),
        (["box", "--height", "5", "--quiet"], "box Size(width=1, height=5) True\n"),
    ],
)
def test_the_command_receives_the_group(words: list[str], printed: str) -> None:
    app = typer.Typer(add_completion=False)
    app.command()(with_groups(draw))
    ended = CliRunner().invoke(app, words)
    assert (ended.exit_code, ended.output) == (0, printed)


def test_a_command_without_groups_keeps_its_options_and_its_text() -> None:
    def command(name: str, loud: bool = False) -> None:
        """Greet."""

    flat = with_groups(command)
    assert flat.__doc__ == "Greet."
    assert [*inspect.signature(flat).parameters] == ["name", "loud"]
