"""The text of a refusal: the readings of an ambiguous prompt, or why there is none and the nearest intent."""

from __future__ import annotations

from neurlang.prompts.reading import Understanding, Value, written_number


def refusal_text(understanding: Understanding) -> str:
    """Why a prompt has no plan, in one or a few lines."""
    return _ambiguity(understanding) if understanding.readings else _why_not(understanding)


def _ambiguity(understanding: Understanding) -> str:
    readings = understanding.readings
    lines = [f"  {each.notation} = {_shown(each.value)}" for each in readings]
    count = "two" if len(readings) == 2 else str(len(readings))
    return "\n".join(
        (
            f"This can be read in {count} ways:",
            *lines,
            "Use brackets to choose one; --first takes the first.",
        )
    )


def _why_not(understanding: Understanding) -> str:
    why = f": {understanding.why_not}" if understanding.why_not else "."
    refusal = f"I can't turn that into a program{why}"
    nearest = understanding.nearest
    if nearest is None:
        return refusal
    example = f'The nearest thing I can do is {nearest.name}, as in "{nearest.example}".'
    return f"{refusal}\n{example} `nl intents` lists all."


def _shown(value: Value) -> str:
    return written_number(value).replace("-", "−") if isinstance(value, int | float) else str(value)
