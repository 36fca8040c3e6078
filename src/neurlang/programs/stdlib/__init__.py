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
    from neurlang.programs.stdlib.calling.numbering import FIRST_NUMBER, FIRST_OWN
    from neurlang.programs.stdlib.calling.values import Given, arguments_of, as_text, can_take, value_of
    from neurlang.programs.stdlib.compiling import Compiler
    from neurlang.programs.stdlib.deriving import procedure
    from neurlang.programs.stdlib.listing import function_page
    from neurlang.programs.stdlib.reading.domains import Character
    from neurlang.programs.stdlib.reading.library import SOURCES, Library, library_of, read_library
    from neurlang.programs.stdlib.samples.asked import AskedCall, asked_call
    from neurlang.programs.stdlib.samples.calls import Call, WrongCallError, checked_call
    from neurlang.programs.stdlib.samples.drawing import NothingToDrawError, draw_values
    from neurlang.programs.stdlib.samples.files import (
        LEVEL_OF_WORD,
        FileFunction,
        function_of,
        names_in,
        program_text,
        read_functions,
    )
    from neurlang.programs.stdlib.samples.own import (
        PLACE,
        SCHEMA,
        check_own,
        folder_of_functions,
        functions_text,
        own_of,
        read_all,
        read_functions_file,
    )
    from neurlang.programs.stdlib.samples.own_files import functions_file
    from neurlang.programs.stdlib.samples.programs import code_of, program_of
    from neurlang.programs.stdlib.settings import BuildSettings, read_settings
    from neurlang.programs.stdlib.showing import SHOWN, show
    from neurlang.programs.stdlib.ssa import Type
    from neurlang.programs.stdlib.verdicts import read_verdicts
    from neurlang.programs.stdlib.verifying import REFERENCES, Verdict, record, verify
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
            "value_of": "calling.values",
            "Character": "reading.domains",
            "Type": "ssa",
            "function_page": "listing",
            "Compiler": "compiling",
            "procedure": "deriving",
            "Library": "reading.library",
            "library_of": "reading.library",
            "read_library": "reading.library",
            "Call": "samples.calls",
            "WrongCallError": "samples.calls",
            "checked_call": "samples.calls",
            "FIRST_NUMBER": "calling.numbering",
            "NothingToDrawError": "samples.drawing",
            "draw_values": "samples.drawing",
            "LEVEL_OF_WORD": "samples.files",
            "FileFunction": "samples.files",
            "function_of": "samples.files",
            "names_in": "samples.files",
            "read_functions": "samples.files",
            "check_own": "samples.own",
            "folder_of_functions": "samples.own",
            "functions_file": "samples.own_files",
            "functions_text": "samples.own",
            "own_of": "samples.own",
            "read_all": "samples.own",
            "read_functions_file": "samples.own",
            "PLACE": "samples.own",
            "SCHEMA": "samples.own",
            "AskedCall": "samples.asked",
            "asked_call": "samples.asked",
            "FIRST_OWN": "calling.numbering",
            "program_text": "samples.files",
            "code_of": "samples.programs",
            "program_of": "samples.programs",
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
    "FIRST_NUMBER",
    "FIRST_OWN",
    "LEVEL_OF_WORD",
    "PLACE",
    "REFERENCES",
    "SCHEMA",
    "SHOWN",
    "SOURCES",
    "STAGES",
    "AskedCall",
    "BuildSettings",
    "Built",
    "Call",
    "Character",
    "Compiler",
    "FileFunction",
    "Given",
    "Kind",
    "Library",
    "LibraryFunction",
    "NothingToDrawError",
    "Parameter",
    "Role",
    "TrapError",
    "Type",
    "Verdict",
    "WrongCallError",
    "arguments_of",
    "as_text",
    "asked_call",
    "build",
    "can_take",
    "check_own",
    "checked_call",
    "code_of",
    "draw_values",
    "folder_of_functions",
    "function_of",
    "function_page",
    "function_text",
    "functions_file",
    "functions_named",
    "functions_text",
    "library_functions",
    "library_of",
    "meaning_of_call",
    "names_in",
    "names_like",
    "own_of",
    "procedure",
    "program_of",
    "program_text",
    "read_all",
    "read_functions",
    "read_functions_file",
    "read_library",
    "read_settings",
    "read_verdicts",
    "record",
    "show",
    "value_of",
    "verify",
]
