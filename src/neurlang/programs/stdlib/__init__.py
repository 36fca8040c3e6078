"""The standard library: a compiler of a typed subset of Python, and the library's sources in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.programs.stdlib.building import STAGES, Built, build
    from neurlang.programs.stdlib.built_library import function_text
    from neurlang.programs.stdlib.calling.functions import (
        Kind,
        LibraryFunction,
        Parameter,
        Role,
        functions_named,
        library_functions,
        names_like,
    )
    from neurlang.programs.stdlib.calling.meaning import TrapError, meaning_of_call
    from neurlang.programs.stdlib.calling.values import Given, arguments_of, as_text, can_take
    from neurlang.programs.stdlib.compiling import Compiler
    from neurlang.programs.stdlib.deriving import procedure
    from neurlang.programs.stdlib.reading.domains import Character
    from neurlang.programs.stdlib.reading.library import SOURCES, Library, library_of, read_library
    from neurlang.programs.stdlib.settings import BuildSettings, read_settings
    from neurlang.programs.stdlib.showing import SHOWN, show
    from neurlang.programs.stdlib.ssa import Type
    from neurlang.programs.stdlib.verifying import REFERENCES, Verdict, verify
else:
    __getattr__ = later(
        __name__,
        {
            "SOURCES": "reading.library",
            "STAGES": "building",
            "Built": "building",
            "build": "building",
            "function_text": "built_library",
            "Kind": "calling.functions",
            "LibraryFunction": "calling.functions",
            "Parameter": "calling.functions",
            "Role": "calling.functions",
            "library_functions": "calling.functions",
            "functions_named": "calling.functions",
            "names_like": "calling.functions",
            "TrapError": "calling.meaning",
            "meaning_of_call": "calling.meaning",
            "Given": "calling.values",
            "arguments_of": "calling.values",
            "as_text": "calling.values",
            "can_take": "calling.values",
            "Character": "reading.domains",
            "Type": "ssa",
            "Compiler": "compiling",
            "procedure": "deriving",
            "Library": "reading.library",
            "library_of": "reading.library",
            "read_library": "reading.library",
            "BuildSettings": "settings",
            "read_settings": "settings",
            "SHOWN": "showing",
            "show": "showing",
            "REFERENCES": "verifying",
            "Verdict": "verifying",
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
    "Character",
    "Compiler",
    "Given",
    "Kind",
    "Library",
    "LibraryFunction",
    "Parameter",
    "Role",
    "TrapError",
    "Type",
    "Verdict",
    "arguments_of",
    "as_text",
    "build",
    "can_take",
    "function_text",
    "functions_named",
    "library_functions",
    "library_of",
    "meaning_of_call",
    "names_like",
    "procedure",
    "read_library",
    "read_settings",
    "show",
    "verify",
]
