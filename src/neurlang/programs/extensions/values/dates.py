"""Date and time: Unix seconds, and texts in UTC, in ISO 8601 or a `strftime` format."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from neurlang.programs.extensions.extension import extension
from neurlang.programs.extensions.parameters import number, text
from neurlang.programs.machine import Context

MAX_FORMAT = 256
"""Longest format and longest date, in bytes."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def now(context: Context) -> int:
    """Unix seconds of the machine's clock."""
    return int(context.clock.now())


def parse(source: bytes, layout: bytes) -> int | None:
    """Unix seconds of a date, rounded down; None if the text is not such a date.

    The text is parsed by the format, or as ISO 8601 if the format is empty. Without a time zone it is in UTC.
    """
    if max(len(source), len(layout)) > MAX_FORMAT:
        return None
    try:
        moment = (
            datetime.strptime(source.decode(), layout.decode())
            if layout
            else datetime.fromisoformat(source.decode().strip())
        )
    except (ValueError, OverflowError, re.error):  # strptime turns the format into a regular expression
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return (moment - _EPOCH) // timedelta(seconds=1)


def write(seconds: int, layout: bytes) -> bytes | None:
    """The text of a moment in UTC; None outside the years 1 to 9999, or if the format is too long."""
    if len(layout) > MAX_FORMAT or b"\0" in layout:
        return None
    try:
        moment = _EPOCH + timedelta(seconds=seconds)
        # ISO 8601 needs years of four digits; strftime's %Y does not pad them on every system.
        written = (
            moment.strftime(layout.decode()) if layout else f"{moment.replace(tzinfo=None).isoformat()}Z"
        )
        return written.encode()
    except (ValueError, OverflowError):
        return None


EXTENSIONS = (
    extension(
        "datetime_now",
        "Current date and time as Unix seconds: now, timestamp",
        now,
        gives="seconds since 1970",
        in_context=True,
    ),
    extension(
        "datetime_parse",
        "Parse a date and time from text (ISO 8601 or a strptime format) to Unix seconds",
        parse,
        (text("text"), text("format", default=b"")),
        gives="seconds since 1970, in UTC if the text names no zone; -1 if it is not such a date",
    ),
    extension(
        "datetime_format",
        "Format Unix seconds as text of a date and time (ISO 8601 or a strftime format)",
        write,
        (number("seconds"), text("format", default=b"")),
        gives="a string, in UTC; -1 outside the years 1 to 9999",
    ),
)
