"""Values of the command line that need no validation: those that already are what their parameter declares.

Typer has pydantic validate every value, the defaults too, and pydantic takes a tenth of a second to load.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer._click.core import Context, Parameter


class DeclaredValue:
    """Passes values that are as declared, and hands any other to what Typer validates with."""

    def __init__(self, annotation: object, validation: Callable[[], Any]) -> None:
        self.annotation = annotation
        self.validation = validation

    def coerce(self, value: Any, param: Any, ctx: Context) -> Any:  # noqa: ANN401  (whatever is declared)
        """The value as the command receives it. Raises Typer's BadParameter for one that is not valid."""
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        if self.annotation == list[str] and isinstance(value, tuple | list) and all(map(is_text, value)):
            return list(value)
        if self.annotation is str and is_text(value):
            return value
        if self.annotation in (bool, int, float) and type(value) is self.annotation:
            return value
        return self.validation().coerce(value, param=param, ctx=ctx)


def is_text(value: object) -> bool:
    """Whether a value is text of Unicode: a word that is not UTF-8 arrives with surrogates, and is refused."""
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def as_declared(parameter: Parameter) -> Parameter:
    """A parameter, whose values now pass without validation where they are as declared."""
    typed: Any = parameter
    if "get_runtime_param" not in vars(typed):
        declared = DeclaredValue(typed.type_descriptor.annotation, typed.get_runtime_param)
        typed.get_runtime_param = lambda: declared
    return parameter
