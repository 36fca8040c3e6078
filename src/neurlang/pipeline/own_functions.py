"""Answers of functions that a model knows besides ours: those of the file beside it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from neurlang.errors import OperandError, VerificationError
from neurlang.pipeline.answers import Answer, Answered, Failed, Refused
from neurlang.programs.stdlib import functions_file
from neurlang.prompts.reading import SHIPPED_MODEL, written_number

if TYPE_CHECKING:
    from neurlang.programs.stdlib import FileFunction
    from neurlang.prompts.reading import OwnReading, Said


def answer_by_own(text: str, model: Path) -> Answer | None:
    """Answer a text that is a phrasing of an own function of the model; None for any other text.

    Raises DataError if the file of the functions is damaged.
    """
    if model == SHIPPED_MODEL:
        return None
    path = functions_file(model)
    try:
        state = path.stat()
    except OSError:
        return None
    from neurlang.prompts.reading import read_own  # loads the library, which most prompts do not need

    readings = read_own(text, _functions(path, state.st_mtime_ns, state.st_size))
    if not readings:
        return None
    if len(readings) > 1:
        return _undecided(text, readings)
    return _answer(text, readings[0])


@lru_cache(maxsize=8)
def _functions(path: Path, _changed: int, _size: int) -> tuple[FileFunction, ...]:
    """The functions of a file, read again if it changes."""
    from neurlang.programs.stdlib import read_functions_file

    return read_functions_file(path)


def _answer(text: str, reading: OwnReading) -> Answer:
    from neurlang.programs.stdlib import asked_call
    from neurlang.prompts.reading import text_of_value

    function = reading.function
    name = function.name.upper()
    try:
        done = asked_call(function, reading.values)
    except (OperandError, VerificationError) as error:
        return Failed(text, str(error), error.kind, name, (), None)
    is_number = isinstance(done.answer, int | float)
    return Answered(
        text=text,
        value=done.answer if is_number else None,  # type: ignore[arg-type]
        output=None if is_number else text_of_value(done.answer),
        intent=name,
        operands=done.values,
        plan=_written(reading),
        notation=None,
        mended=(),
        program=done.program,
        instructions=done.instructions,
        confidence=1.0,
    )


def _written(reading: OwnReading) -> str:
    """As `RING_AREA(5, 3)`."""
    values = (reading.values[each.name] for each in reading.function.given)
    return f"{reading.function.name.upper()}({', '.join(map(_shown, values))})"


def _shown(value: Said) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_shown, value))}]"
    if isinstance(value, str):
        return repr(value)
    return written_number(value if isinstance(value, int) else float(value))


def _undecided(text: str, readings: tuple[OwnReading, ...]) -> Refused:
    lines = "\n".join(f"  {_written(each)}" for each in readings)
    return Refused(text, f"This can be read in {len(readings)} ways:\n{lines}", (), (), 0.0)
