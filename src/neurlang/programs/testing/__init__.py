"""Tests that live in the program: the annotations of `.nl` files, their runner, coverage."""

from neurlang.programs.testing.annotations import Annotations, Parameter, parse_annotations
from neurlang.programs.testing.case_running import CaseResult, FileReport, RunOptions, run_tests
from neurlang.programs.testing.cases import Case, Difference, MemoryValue, RegisterValue
from neurlang.programs.testing.coverage import Coverage, combined
from neurlang.programs.testing.mocks import Answer, Mock, NetMock
from neurlang.programs.testing.reference import annotation_page
from neurlang.programs.testing.suite import files_below, find_files, report_on, run_suite

__all__ = [
    "Annotations",
    "Answer",
    "Case",
    "CaseResult",
    "Coverage",
    "Difference",
    "FileReport",
    "MemoryValue",
    "Mock",
    "NetMock",
    "Parameter",
    "RegisterValue",
    "RunOptions",
    "annotation_page",
    "combined",
    "files_below",
    "find_files",
    "parse_annotations",
    "report_on",
    "run_suite",
    "run_tests",
]
