"""Checks a value against a JSON Schema, for the part of JSON Schema that `neurlang.reports` uses.

It is stricter than the standard in one point: a property that the schema does not name is a problem too, so every
field must be documented.
"""

from __future__ import annotations

from typing import Any

KINDS: dict[str, tuple[type, ...]] = {
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "string": (str,),
    "null": (type(None),),
    "array": (list,),
    "object": (dict,),
}
ANNOTATIONS = {"$schema", "$id", "$defs", "description"}


def problems(
    value: Any, schema: dict[str, Any], root: dict[str, Any] | None = None, at: str = ""
) -> list[str]:
    """The problems of a value, each with its place; empty if there are none."""
    root = root or schema
    found: list[str] = []
    for keyword, wanted in schema.items():
        if keyword in ANNOTATIONS or (
            keyword in ("items", "prefixItems", "required", "additionalProperties")
        ):
            continue
        if keyword == "$ref":
            found += problems(value, root["$defs"][wanted.removeprefix("#/$defs/")], root, at)
        elif keyword == "anyOf":
            tried = [problems(value, option, root, at) for option in wanted]
            found += [] if [] in tried else min(tried, key=len)
        elif keyword == "enum":
            found += [] if value in wanted else [f"{at}: {value!r} is not one of {wanted}"]
        elif keyword == "type":
            found += (
                inside(value, schema, root, at)
                if is_a(value, wanted)
                else [f"{at}: {value!r} is not a {wanted}"]
            )
        elif keyword != "properties":
            raise ValueError(f"The validator does not know the keyword {keyword}")
    return found


def is_a(value: Any, kind: str) -> bool:
    """Whether a value is of a kind; a boolean is not a number, and infinity is not JSON."""
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, KINDS[kind]) and (not isinstance(value, float) or value - value == 0)


def inside(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str) -> list[str]:
    """The problems within an array or an object."""
    if isinstance(value, list):
        first, rest = schema.get("prefixItems", []), schema["items"]
        if rest is False and len(value) != len(first):
            return [f"{at}: has {len(value)} items in place of {len(first)}"]
        schemas = [*first, *[rest] * (len(value) - len(first))]
        return [
            line
            for place, item in enumerate(value)
            for line in problems(item, schemas[place], root, f"{at}[{place}]")
        ]
    if not isinstance(value, dict):
        return []
    named, others = schema.get("properties", {}), schema.get("additionalProperties")
    found = [f"{at}.{name}: is missing" for name in schema.get("required", ()) if name not in value]
    for name, item in value.items():
        if name not in named and others is None:
            found.append(f"{at}.{name}: is not in the schema")
        else:
            found += problems(item, named.get(name, others), root, f"{at}.{name}")
    return found
