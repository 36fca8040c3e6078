"""`nl export-onnx`: write a trained model as an ONNX file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from neurlang import reports
from neurlang.cli.files import write_file
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
    fp16: Annotated[
        bool, typer.Option("--fp16", help="Store the weights as float16: half the size, the same speed.")
    ] = False,
    no_optimize: Annotated[
        bool, typer.Option("--no-optimize", help="Export the layers as they were trained.")
    ] = False,
    opset: Annotated[int, typer.Option(help="Version of ONNX's operators, 18 to 23.")] = 18,
    json_output: Annotated[bool, typer.Option("--json", help="Print what was written as JSON.")] = False,
) -> None:
    """Export a trained model to ONNX, for batches and texts of any size.

    Example: nl export-onnx -i model.pt -o model.onnx

    The layers are folded and fused. After each stage, the logits of real prompts are compared with PyTorch's.
    """
    for package in ("torch", "onnx", "onnxscript", "onnxslim"):
        need(package, "train", "exporting to ONNX")
    if output.suffix != ".onnx":
        raise UsageError(f"The output of an export is a .onnx file, not {output.name}")
    from neurlang.programs.stdlib import functions_file, read_functions_file
    from neurlang.prompts.reading import SHIPPED_MODEL
    from neurlang.prompts.training import ExportOptions, export_onnx, keep_functions, load_model

    model = source or SHIPPED_MODEL
    options = ExportOptions(optimise=not no_optimize, fp16=fp16, opset=opset)
    exported = export_onnx(load_model(model), options)
    write_file(output, exported.data)
    if model != SHIPPED_MODEL and functions_file(model) != functions_file(output):
        keep_functions(read_functions_file(functions_file(model)), output)
    if json_output:
        show_json(reports.export_report(model, output, exported))
        return
    for check in exported.checks:
        print(
            f"  {check.stage + ':':<18}logits within {check.largest_difference:.1e} of PyTorch's, "
            f"argmax agreement {check.argmax_agreement:.2%}"
        )
    print(f"{output}: {len(exported.data):,} bytes, exported from {model}")
