"""Models of another format or architecture, and damaged ones: each is one clear error of every command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")

from neurlang.prompts.reading import SHIPPED_MODEL
from neurlang.prompts.training import ExportOptions, export_onnx, load_model

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from command_line import Ended

pytestmark = pytest.mark.slow


def foreign_onnx() -> bytes:
    from onnx import TensorProto, helper

    values = [helper.make_tensor_value_info(name, TensorProto.INT64, ("n", "l")) for name in ("x", "y")]
    graph = helper.make_graph([helper.make_node("Identity", ["x"], ["y"])], "graph", values[:1], values[1:])
    opset = helper.make_opsetid("", 18)
    return bytes(helper.make_model(graph, opset_imports=[opset], ir_version=9).SerializeToString())


@pytest.fixture(scope="module")
def exported() -> bytes:
    """The model that ships as .onnx, with a checksum."""
    return export_onnx(load_model(SHIPPED_MODEL), ExportOptions(optimise=False)).data


@pytest.fixture
def models(tmp_path: Path, exported: bytes) -> Path:
    """A folder of models that are none of ours."""
    import numpy
    import torch
    from safetensors.numpy import save_file

    shipped = SHIPPED_MODEL.read_bytes()
    (tmp_path / "cut.safetensors").write_bytes(shipped[:-1000])
    (tmp_path / "bit.safetensors").write_bytes(shipped[:-5] + bytes([shipped[-5] ^ 1]) + shipped[-4:])
    save_file({"a": numpy.zeros((2, 2), numpy.float32)}, tmp_path / "foreign.safetensors")
    (tmp_path / "foreign.onnx").write_bytes(foreign_onnx())
    (tmp_path / "cut.onnx").write_bytes(SHIPPED_MODEL.with_suffix(".onnx").read_bytes()[:50_000])
    torch.save({"a": torch.zeros(2)}, tmp_path / "foreign.pt")
    (tmp_path / "bit.onnx").write_bytes(
        exported[:500_000] + bytes([exported[500_000] ^ 1]) + exported[500_001:]
    )
    torch.save(torch.nn.Linear(2, 2), tmp_path / "code.pt")
    torch.save([1, 2], tmp_path / "list.pt")
    (tmp_path / "text.pt").write_text("hello")
    (tmp_path / "model.mpk").write_bytes(b"burn")
    (tmp_path / "folder.onnx").mkdir()
    return tmp_path


CASES = (
    ("cut.safetensors", "Model file damaged: cut.safetensors is not a safetensors file"),
    ("bit.safetensors", "Model file damaged: bit.safetensors does not match the checksum in its header"),
    ("foreign.safetensors", "not a Neurlang model: tensor 'embedding.weight' is missing"),
    ("foreign.pt", "not a Neurlang model: tensor 'embedding.weight' is missing"),
    ("code.pt", "code.pt is not a PyTorch state dict (it holds more than tensors, or no tensors)"),
    ("list.pt", "Model file damaged: list.pt does not hold a state dict of tensors"),
    ("text.pt", "text.pt is not a PyTorch state dict (it holds more than tensors, or no tensors)"),
)
NOT_EXPORTED = (
    ("foreign.onnx", "not a Neurlang model: outputs are y, and intent"),
    ("cut.onnx", "Model file damaged: cut.onnx is not a readable ONNX file"),
    ("bit.onnx", "Model file damaged: bit.onnx does not match its checksum"),
    ("model.mpk", "No inference engine available for this model format"),
    ("folder.onnx", "Model file not found: folder.onnx"),
)


def check(done: Ended, words: str) -> None:
    """One error of at most two lines, the second with what to do."""
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("Error: ")
    assert words in done.err
    assert done.err.count("\n") <= 2
    assert "\x1b" not in done.err


@pytest.mark.parametrize(("name", "words"), (*CASES, *NOT_EXPORTED))
def test_prompts_are_not_answered_by_them(
    nl: Callable[..., Ended], models: Path, name: str, words: str
) -> None:
    check(nl("prompt", "--model", name, "sum of 5 and 3"), words)


@pytest.mark.parametrize(("name", "words"), CASES)
def test_they_are_not_exported(nl: Callable[..., Ended], models: Path, name: str, words: str) -> None:
    (models / "out.onnx").write_bytes(b"earlier")
    check(nl("export-onnx", "-i", name, "-o", "out.onnx"), words)
    assert (models / "out.onnx").read_bytes() == b"earlier"
