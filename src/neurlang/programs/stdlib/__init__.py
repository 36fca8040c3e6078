"""The standard library: a compiler of a typed subset of Python, and the library's sources in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.programs.stdlib.building import SOURCES, STAGES, Built, build
    from neurlang.programs.stdlib.compiling import Compiler
    from neurlang.programs.stdlib.deriving import procedure
    from neurlang.programs.stdlib.listing import function_page
    from neurlang.programs.stdlib.reading.library import Library, library_of, read_library
    from neurlang.programs.stdlib.settings import BuildSettings, read_settings
    from neurlang.programs.stdlib.showing import SHOWN, show
    from neurlang.programs.stdlib.verdicts import read_verdicts
    from neurlang.programs.stdlib.verifying import REFERENCES, Verdict, record, verify
else:
    __getattr__ = later(
        __name__,
        {
            "SOURCES": "building",
            "STAGES": "building",
            "Built": "building",
            "build": "building",
            "function_page": "listing",
            "Compiler": "compiling",
            "procedure": "deriving",
            "Library": "reading.library",
            "library_of": "reading.library",
            "read_library": "reading.library",
            "BuildSettings": "settings",
            "read_settings": "settings",
            "read_verdicts": "verdicts",
            "SHOWN": "showing",
            "show": "showing",
            "REFERENCES": "verifying",
            "Verdict": "verifying",
            "record": "verifying",
            "verify": "verifying",
        },
    )

__all__ = [
    "REFERENCES",
    "SHOWN",
    "SOURCES",
    "STAGES",
    "BuildSettings",
    "Built",
    "Compiler",
    "Library",
    "Verdict",
    "build",
    "function_page",
    "library_of",
    "procedure",
    "read_library",
    "read_settings",
    "read_verdicts",
    "record",
    "show",
    "verify",
]
