"""The output of commands with `--json`: every result as a report, whose shape has a name and a version.

A report is a dict of plain values. Its shape is a TypedDict, so a type checker compares it with the code. `REPORTS` is
the table of all shapes; `json_schema` returns those of one name as JSON Schema; `reference_page` returns docs/json.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.reports.accuracy_reports import accuracy_report
    from neurlang.reports.benchmark_reports import (
        bench_compile_report,
        bench_exec_report,
        bench_kernels_report,
    )
    from neurlang.reports.check_reports import SuiteReport, prove_report, suite_report
    from neurlang.reports.error_reports import error_report
    from neurlang.reports.formula_reports import (
        compile_report,
        library_report,
        optimize_cores_report,
        optimize_report,
    )
    from neurlang.reports.installation_reports import (
        DoctorReport,
        PartFields,
        cache_dir_report,
        cache_list_report,
        cache_removed_report,
        cache_size_report,
    )
    from neurlang.reports.judge_reports import (
        judge_eval_report,
        judge_measure_report,
        judge_report,
        judge_variants_report,
    )
    from neurlang.reports.page import reference_page
    from neurlang.reports.program_reports import (
        asm_report,
        compile_program_report,
        disasm_report,
        resolve_report,
        spec_report,
    )
    from neurlang.reports.prompt_reports import (
        EngineFields,
        batch_report,
        call_report,
        engines_report,
        intents_report,
        prompt_report,
    )
    from neurlang.reports.rule_reports import rules_report
    from neurlang.reports.run_reports import run_report
    from neurlang.reports.schemas import REPORTS, json_schema, names_of_reports
    from neurlang.reports.stdlib_reports import stdlib_build_report, stdlib_verify_report
    from neurlang.reports.training_reports import (
        DatagenReport,
        cross_validation_report,
        datagen_report,
        export_report,
        profiles_report,
        train_report,
    )
else:
    __getattr__ = later(
        __name__,
        {
            "accuracy_report": "accuracy_reports",
            "bench_compile_report": "benchmark_reports",
            "bench_exec_report": "benchmark_reports",
            "bench_kernels_report": "benchmark_reports",
            "SuiteReport": "check_reports",
            "prove_report": "check_reports",
            "suite_report": "check_reports",
            "error_report": "error_reports",
            "compile_report": "formula_reports",
            "library_report": "formula_reports",
            "optimize_cores_report": "formula_reports",
            "optimize_report": "formula_reports",
            "DoctorReport": "installation_reports",
            "PartFields": "installation_reports",
            "cache_dir_report": "installation_reports",
            "cache_list_report": "installation_reports",
            "cache_removed_report": "installation_reports",
            "cache_size_report": "installation_reports",
            "judge_eval_report": "judge_reports",
            "judge_measure_report": "judge_reports",
            "judge_report": "judge_reports",
            "judge_variants_report": "judge_reports",
            "reference_page": "page",
            "asm_report": "program_reports",
            "compile_program_report": "program_reports",
            "disasm_report": "program_reports",
            "resolve_report": "program_reports",
            "spec_report": "program_reports",
            "EngineFields": "prompt_reports",
            "batch_report": "prompt_reports",
            "engines_report": "prompt_reports",
            "call_report": "prompt_reports",
            "intents_report": "prompt_reports",
            "prompt_report": "prompt_reports",
            "rules_report": "rule_reports",
            "run_report": "run_reports",
            "REPORTS": "schemas",
            "json_schema": "schemas",
            "names_of_reports": "schemas",
            "stdlib_build_report": "stdlib_reports",
            "stdlib_verify_report": "stdlib_reports",
            "cross_validation_report": "training_reports",
            "profiles_report": "training_reports",
            "DatagenReport": "training_reports",
            "datagen_report": "training_reports",
            "export_report": "training_reports",
            "train_report": "training_reports",
        },
    )

__all__ = [
    "REPORTS",
    "DatagenReport",
    "DoctorReport",
    "EngineFields",
    "PartFields",
    "SuiteReport",
    "accuracy_report",
    "asm_report",
    "batch_report",
    "bench_compile_report",
    "bench_exec_report",
    "bench_kernels_report",
    "cache_dir_report",
    "cache_list_report",
    "cache_removed_report",
    "cache_size_report",
    "call_report",
    "compile_program_report",
    "compile_report",
    "cross_validation_report",
    "datagen_report",
    "disasm_report",
    "engines_report",
    "error_report",
    "export_report",
    "intents_report",
    "json_schema",
    "judge_eval_report",
    "judge_measure_report",
    "judge_report",
    "judge_variants_report",
    "library_report",
    "names_of_reports",
    "optimize_cores_report",
    "optimize_report",
    "profiles_report",
    "prompt_report",
    "prove_report",
    "reference_page",
    "resolve_report",
    "rules_report",
    "run_report",
    "spec_report",
    "stdlib_build_report",
    "stdlib_verify_report",
    "suite_report",
    "train_report",
]
