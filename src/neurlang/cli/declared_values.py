"""Command-line values that already have their declared type skip validation.

Typer lets pydantic validate every value, even defaults, and pydantic takes a tenth of a second to load.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typer._click.core import Context, Parameter


class DeclaredValue:
    """Passes values of the declared type, and leaves any other to Typer's validation."""

    def __init__(self, annotation: object, validation: Callable[[], Any]) -> None:
        self.annotation = annotation
        self.validation = validation

    def coerce(self, value: Any, param: Any, ctx: Context) -> Any:  # noqa: ANN401  (whatever is declared)
        """The value that the command receives. Raises Typer's BadParameter for an invalid one."""
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
    """Whether a value is Unicode text. An argument that is not UTF-8 arrives with surrogates, and is refused."""
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def as_declared(parameter: Parameter) -> Parameter:
    """The parameter, changed so that values of the declared type skip validation."""
    typed: Any = parameter
    if "get_runtime_param" not in vars(typed):
        declared = DeclaredValue(typed.type_descriptor.annotation, typed.get_runtime_param)
        typed.get_runtime_param = lambda: declared
    return parameter
