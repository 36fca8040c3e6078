"""`nl export-onnx`: write a trained model as an ONNX file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from neurlang import reports
from neurlang.cli.output import show_json
from neurlang.errors import UsageError
from neurlang.optional_parts import need


def command(
    source: Annotated[
        Path | None,
        typer.Option("-i", "--input", help="A .pt or .safetensors model; the one that ships if absent."),
    ] = None,
    output: Annotated[Path, typer.Option("-o", "--output", help="The .onnx file to write.")] = Path(
        "model.onnx"
    ),
    json_output: Annotated[bool, typer.Option("--json", help="Print what was written as JSON.")] = False,
) -> None:
    """Export a trained model to ONNX; the result is compared with PyTorch's logits.

    Example: nl export-onnx -i model.pt -o model.onnx
    """
    for package in ("torch", "onnx", "onnxscript", "onnxslim"):
        need(package, "train", "exporting to ONNX")
    if output.suffix != ".onnx":
        raise UsageError(f"The output of an export is a .onnx file, not {output.name}")
    from neurlang.prompts.reading import SHIPPED_MODEL
    from neurlang.prompts.training import load_model, save_model

    model = source or SHIPPED_MODEL
    save_model(load_model(model), output)
    report = reports.export_report(model, output)
    if json_output:
        show_json(report)
        return
    print(f"{output}: {report['bytes']:,} bytes, exported from {model}")
