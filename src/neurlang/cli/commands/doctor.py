"""`nl doctor`: show what is installed, what is missing, and what each part needs."""

from __future__ import annotations

import platform
import sys
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, Annotated

import typer

from neurlang.cli.output import show_json
from neurlang.isolation import isolation

if TYPE_CHECKING:
    from neurlang.reports import DoctorReport, PartFields


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the system: its purpose, the packages that it needs, the extra that installs them."""

    name: str
    what_for: str
    packages: tuple[str, ...]
    extra: str | None = None


def _part(name: str, what_for: str, packages: str) -> Part:
    """A row of the table; each part but the first has an extra of the same name."""
    return Part(name, what_for, tuple(packages.split()), None if name == "base" else name)


@dataclass(frozen=True, slots=True)
class Finding:
    """A part on this machine: versions of the installed packages, and names of the missing ones."""

    part: Part
    installed: dict[str, str]
    missing: tuple[str, ...]

    @property
    def remedy(self) -> str:
        """The command that installs the missing packages; empty if none is missing."""
        if not self.missing:
            return ""
        return "pip install " + (f"'neurlang[{self.part.extra}]'" if self.part.extra else "neurlang")


# fmt: off
PARTS = (
    #     name     what for                                          packages
    _part("base",   "assembling, running, testing, reading prompts",
                    "numpy numba pyelftools safetensors mpmath python-flint typer rich platformdirs filelock"),
    _part("crypto", "the extensions for AES-256-GCM, Ed25519, X25519", "cryptography"),
    _part("ort",    "running the model by ONNX Runtime",             "onnxruntime"),
    _part("tract",  "running the model by tract",                    "tract"),
    _part("torch",  "running the model by torch",                    "torch"),
    _part("train",  "nl train and nl export-onnx",
                    "torch onnx onnxscript onnxslim tensorboard pyarrow asyncssh scikit-learn matplotlib"),
    _part("smt",    "proofs of rewrite rules",                       "z3-solver sympy"),
    _part("exact",  "exact extraction",                              "highspy"),
    _part("plot",   "plots",                                         "matplotlib"),
    _part("judge",  "measuring and fitting: nl judge",               "pyarrow scipy matplotlib"),
    _part("bench",  "the peers of the benchmarks",                   "numexpr jax egglog wasmtime ziglang"),
)
# fmt: on


def command(
    json_output: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Show what is installed, what is missing, and how to install it.

    Example: nl doctor
    """
    findings = [look(part) for part in PARTS]
    is_whole = not findings[0].missing  # otherwise the rooms of prompts and programs cannot be imported
    report: DoctorReport = {
        "schema": "neurlang.doctor/1",
        "neurlang": version_of("neurlang"),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "executable": sys.executable,
        "model": shipped_model() if is_whole else None,
        "native": native_code() if is_whole else "unknown",
        "isolation": str(isolation()),
        "parts": [_fields(finding) for finding in findings],
    }
    if json_output:
        show_json(report)
    else:
        _show(report, findings)
    if findings[0].missing:
        raise typer.Exit(1)


def look(part: Part) -> Finding:
    """Which packages of a part are installed here."""
    versions = {package: version_of(package) for package in part.packages}
    installed = {package: version for package, version in versions.items() if version is not None}
    return Finding(part, installed, tuple(package for package in part.packages if package not in installed))


def version_of(package: str) -> str | None:
    """The version of an installed package, None if it is missing. Nothing is imported."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def shipped_model() -> str | None:
    """The path of the model that reads prompts, None if the installation has none."""
    from neurlang.prompts.reading import SHIPPED_MODEL

    return str(SHIPPED_MODEL) if SHIPPED_MODEL.is_file() else None


def native_code() -> str:
    """Whether programs run natively here, or why the interpreter runs them."""
    from neurlang.programs.native import are_stencils_stored, why_no_stencils

    reason = why_no_stencils()
    if reason is not None:
        return f"none, the interpreter runs: {reason}"
    return "stencils" if are_stencils_stored() else "stencils, made at the first use"


def _show(report: DoctorReport, findings: list[Finding]) -> None:
    for name in ("neurlang", "python", "platform", "executable", "model", "native", "isolation"):
        print(f"{name:<12}{report[name] or 'missing'}")
    if report["model"] is None and not findings[0].missing:
        print(f"{'':<12}make one with `make model`")
    print()
    for finding in findings:
        state = "missing" if finding.missing else "ok"
        print(f"{finding.part.name:<12}{state:<9}{finding.part.what_for}")
        if finding.installed:
            print(
                f"{'':<12}has {', '.join(f'{name} {version}' for name, version in finding.installed.items())}"
            )
        if finding.missing:
            print(f"{'':<12}needs {', '.join(finding.missing)}: {finding.remedy}")


def _fields(finding: Finding) -> PartFields:
    part = finding.part
    return {
        "name": part.name,
        "what_for": part.what_for,
        "packages": list(part.packages),
        "extra": part.extra,
        "installed": finding.installed,
        "missing": list(finding.missing),
        "remedy": finding.remedy,
    }
