"""Option groups: options that belong together, as the fields of one dataclass.

A command takes a group as one parameter. Typer sees the group's fields in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from inspect import Parameter, Signature, signature
from typing import Any, get_type_hints


def with_groups(command: Callable[..., None]) -> Callable[..., None]:
    """The command for Typer: the fields of a group stand where the command has the group."""
    hints = get_type_hints(command, include_extras=True)
    groups = {name: hint for name, hint in hints.items() if isinstance(hint, type) and is_dataclass(hint)}
    parameters = tuple(_parameters(signature(command), hints, groups))

    def flat(**values: Any) -> None:  # noqa: ANN401  (whatever the options are)
        for name, group in groups.items():
            values[name] = group(**{field.name: values.pop(field.name) for field in fields(group)})
        command(**values)

    flat.__doc__ = command.__doc__
    flat.__annotations__ = {each.name: each.annotation for each in parameters}
    flat.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    return flat


def _parameters(
    declared: Signature, hints: Mapping[str, Any], groups: Mapping[str, Any]
) -> Iterator[Parameter]:
    """The command's parameters with their types; the fields of a group in its place."""
    for name, parameter in declared.parameters.items():
        if name not in groups:
            yield parameter.replace(annotation=hints[name])
            continue
        types = get_type_hints(groups[name], include_extras=True)
        for field in fields(groups[name]):
            yield Parameter(field.name, parameter.kind, default=field.default, annotation=types[field.name])
