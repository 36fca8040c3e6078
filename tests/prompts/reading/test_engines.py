"""Choosing an engine, and the message of each way in which that fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from neurlang import optional_parts
from neurlang.errors import MissingPartError, ModelError, UsageError
from neurlang.prompts.reading import SHIPPED_MODEL, engines, open_engine

if TYPE_CHECKING:
    from pathlib import Path


def test_the_shipped_model_opens_with_the_native_engine() -> None:
    engine = open_engine()
    assert engine.name == "native"
    assert engine.model == SHIPPED_MODEL


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        open_engine(tmp_path / "model.onnx")
    assert str(caught.value).startswith(
        f"Model file not found: {tmp_path / 'model.onnx'}\nTrain one with `nl train"
    )


PAIRS = [(kind, suffix) for kind in engines.ENGINES for suffix in kind.suffixes]


@pytest.mark.parametrize(("kind", "suffix"), PAIRS, ids=[f"{kind.name} {suffix}" for kind, suffix in PAIRS])
@pytest.mark.parametrize("data", [b"", b"\0" * 100, b"{}" * 1000, bytes(range(256)) * 20])
def test_a_damaged_model_is_one_clear_error(
    tmp_path: Path, kind: engines.EngineKind, suffix: str, data: bytes
) -> None:
    if kind.package is not None:
        pytest.importorskip(kind.package)
    path = tmp_path / f"model{suffix}"
    path.write_bytes(data)
    with pytest.raises(ModelError, match=r"Model file damaged|not a Neurlang model"):
        open_engine(path, kind.name)


def test_a_cut_model_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "cut.safetensors"
    path.write_bytes(SHIPPED_MODEL.read_bytes()[:-100])
    with pytest.raises(ModelError, match="Model file damaged"):
        open_engine(path)


def test_a_format_that_no_engine_reads_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.mpk"
    path.write_bytes(b"x")
    with pytest.raises(ModelError, match="No inference engine available for this model format"):
        open_engine(path)


def test_a_format_of_another_engine_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.onnx"
    path.write_bytes(b"x")
    formats = (
        r"native reads \.safetensors; ort reads \.onnx; tract reads \.onnx; torch reads \.safetensors, \.pt"
    )
    with pytest.raises(
        ModelError, match=rf"for this model format: model.onnx with --engine native\n{formats}"
    ):
        open_engine(path, "native")


def test_an_unknown_engine_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="choose from auto, native, ort, tract, torch"):
        open_engine(None, "burn")


def test_a_missing_package_names_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "model.onnx"
    path.write_bytes(b"x")
    monkeypatch.setattr(optional_parts, "find_spec", lambda name: None)
    with pytest.raises(
        MissingPartError, match=r"(?s)No inference engine .* model.onnx\n.*\[ort\].*\[tract\]"
    ):
        open_engine(path)
    with pytest.raises(MissingPartError, match=r"Install one with `pip install 'neurlang\[tract\]'`"):
        open_engine(path, "tract")


def test_auto_takes_the_first_engine_that_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("tract")
    there = optional_parts.find_spec
    monkeypatch.setattr(
        optional_parts, "find_spec", lambda name: None if name == "onnxruntime" else there(name)
    )
    assert open_engine(SHIPPED_MODEL.with_suffix(".onnx")).name == "tract"


@pytest.mark.parametrize("name", ["ort", "tract"])
def test_a_model_of_something_else_is_refused(tmp_path: Path, name: str) -> None:
    pytest.importorskip("onnxruntime" if name == "ort" else name)
    onnx = pytest.importorskip("onnx")
    from onnx import TensorProto, helper

    tokens = helper.make_tensor_value_info("tokens", TensorProto.INT64, ["batch", "length"])
    output = helper.make_tensor_value_info("intent", TensorProto.INT64, ["batch", "length"])
    graph = helper.make_graph([helper.make_node("Neg", ["tokens"], ["intent"])], "other", [tokens], [output])
    opset = [helper.make_opsetid("", 18)]
    onnx.save(helper.make_model(graph, opset_imports=opset, ir_version=9), tmp_path / "model.onnx")
    with pytest.raises(ModelError, match="not a Neurlang model"):
        open_engine(tmp_path / "model.onnx", name)


@pytest.mark.slow
def test_a_file_that_ends_tracts_process_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("tract")
    onnx = pytest.importorskip("onnx")
    model = onnx.load(SHIPPED_MODEL.with_suffix(".onnx"))
    (transpose,) = [node for node in model.graph.node if node.op_type == "Transpose"]
    transpose.attribute[0].ints[0] = 119
    path = tmp_path / "model.onnx"
    onnx.save(model, path)
    with pytest.raises(ModelError, match="Model file damaged: tract cannot evaluate"):
        open_engine(path, "tract")


def test_a_state_dict_with_code_in_it_is_not_run(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    path = tmp_path / "model.pt"
    torch.save({"embedding.weight": pytest.raises}, path)
    with pytest.raises(ModelError, match="is not a PyTorch state dict"):
        open_engine(path)


def test_the_torch_engine_reads_a_state_dict(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    path = tmp_path / "model.pt"
    weights = engines.read_tensors(SHIPPED_MODEL)
    torch.save({name: torch.from_numpy(each.copy()) for name, each in weights.items()}, path)
    engine = open_engine(path)
    assert engine.name == "torch"
    text = [np.arange(60, 90, dtype=np.int16)]
    np.testing.assert_allclose(engine.evaluate(text).intent, open_engine().evaluate(text).intent, atol=1e-3)


def test_onnx_runtime_uses_one_thread_and_the_first_provider_that_is_there() -> None:
    onnxruntime = pytest.importorskip("onnxruntime")
    engine = open_engine(name="ort")
    there = onnxruntime.get_available_providers()
    assert isinstance(engine, engines.ort.OrtEngine)
    assert engine.providers[-1] == "CPUExecutionProvider"
    assert set(engine.providers) <= set(there)


def test_a_huge_model_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    with path.open("wb") as file:
        file.truncate(engines.LARGEST_MODEL + 1)
    with pytest.raises(ModelError, match="too large"):
        open_engine(path)
