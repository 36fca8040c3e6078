"""Verdicts of verification, kept beside the sources for later builds: each for one code and one domain.

A verification writes them, a build puts them into the files. A verdict whose function has other code, another domain or
another source by then is dropped: nobody has verified that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from neurlang.errors import UsageError
from neurlang.programs.stdlib.backend.emission import Line
from neurlang.programs.stdlib.reading.docstrings import Documentation
from neurlang.programs.stdlib.reading.domains import Made
from neurlang.programs.stdlib.reading.modules import SourceFunction
from neurlang.result_files import write_file

VERDICTS_FILE = "verdicts.json"

Verdicts = Mapping[str, tuple[str, str]]
"""By the name of the function: the key of what was verified, and the verdict."""


def key_of(function: SourceFunction, documentation: Documentation, lines: Sequence[Line]) -> str:
    """What a verdict is about: the code, the source without its description, domains, what tests draw, the error."""
    made = {each.drawn.maker for each in documentation.parameters if isinstance(each.drawn, Made)}
    text = function.module.text.splitlines()
    nodes = [*function.node.body[1:], *(function.module.helpers[name] for name in sorted(made))]
    parts = [
        *(line.text for line in lines),
        *(each for node in nodes for each in text[node.lineno - 1 : node.end_lineno]),
        *(f"{each.name} ({each.written}): {each.drawn}" for each in documentation.parameters),
        *documentation.requires,
        documentation.error,
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def read_verdicts(folder: Path) -> Verdicts:
    """The verdicts on the sources of a folder; none if there is no file. Raises UsageError if the file is wrong."""
    path = folder / VERDICTS_FILE
    if not path.exists():
        return {}
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: {error}") from None
    if not isinstance(content, dict) or not all(map(_is_entry, content.values())):
        raise UsageError(f'{path}: not as `nl stdlib --verify` writes it: "name": ["key", "verdict"]')
    return {name: (key, verdict) for name, (key, verdict) in content.items()}


def _is_entry(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(each, str) for each in value)


def write_verdicts(folder: Path, verdicts: Verdicts) -> None:
    """Write the verdicts, one on each line. Raises UsageError if the file cannot be written."""
    lines = [f"{json.dumps(name)}: {json.dumps(list(verdicts[name]))}" for name in sorted(verdicts)]
    content = "{\n" + ",\n".join(lines) + "\n}\n"
    write_file(folder / VERDICTS_FILE, content.encode())
