"""One line of a data file as JSON, read with bounds."""

from __future__ import annotations

import json
from typing import Any

LONGEST_LINE = 1 << 20  # bytes


def json_object(line: bytes) -> dict[str, Any]:
    """The object of a line. Raises ValueError, which says what is wrong, if it is none."""
    if len(line) > LONGEST_LINE:
        raise ValueError(f"the line has {len(line):,} bytes, at most {LONGEST_LINE:,} are read")
    try:
        found = json.loads(line.decode())
    except json.JSONDecodeError as error:
        cut = "" if line.endswith(b"\n") else "; the line is cut off"
        raise ValueError(f"not JSON: {error.msg} at column {error.colno}{cut}") from None
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 text: byte {error.start} is 0x{line[error.start]:02x}") from None
    except RecursionError:
        raise ValueError("not JSON: nested too deeply") from None
    except ValueError:
        raise ValueError("a number has too many digits") from None
    if not isinstance(found, dict):
        raise ValueError(f"expected an object, found {type(found).__name__}")
    return found
