"""The export to ONNX: its stages, what it stores, what it refuses."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from neurlang.errors import ModelError, UsageError
from neurlang.prompts.reading import PAD, SHIPPED_MODEL, open_engine, tokens_of_text
from neurlang.prompts.reading.checksum import is_damaged_onnx

pytest.importorskip("torch")
onnx = pytest.importorskip("onnx")

from neurlang.prompts.training import Exported, ExportOptions, export_onnx, load_model, onnx_export  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("one_thread")]
PROMPT = tokens_of_text("what is the greatest common divisor of 48 and 18")


@pytest.fixture(scope="module")
def exported() -> Exported:
    return export_onnx(load_model(SHIPPED_MODEL), ExportOptions(fp16=True, opset=20))


@pytest.fixture(scope="module")
def as_trained() -> Exported:
    return export_onnx(load_model(SHIPPED_MODEL), ExportOptions(optimise=False))


@pytest.fixture(params=["exported", "as_trained"])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "model.onnx"
    path.write_bytes(request.getfixturevalue(request.param).data)
    yield path


def test_each_stage_is_checked(exported: Exported, as_trained: Exported) -> None:
    stages = [check.stage for check in exported.checks]
    assert stages == ["export", "constant folding", "operator fusion", "fp16"]
    assert [check.stage for check in as_trained.checks] == ["export"]
    for check in (*exported.checks, *as_trained.checks):
        assert check.argmax_agreement == 1.0
        assert check.texts == 54 + 128
        assert check.largest_difference < (0.2 if check.stage == "fp16" else 1e-3)


def test_the_check_is_made_with_texts_of_every_length_to_128() -> None:
    lengths = {len(text) for text in onnx_export.check_texts()}
    assert lengths >= set(range(1, 129))


def test_the_last_check_stands_in_the_file(exported: Exported) -> None:
    (entry,) = [
        each for each in onnx.load_from_string(exported.data).metadata_props if each.key == "neurlang.check"
    ]
    stored = json.loads(entry.value)
    assert stored["largest_difference"] == exported.checks[-1].largest_difference
    assert stored["argmax_agreement"] == 1.0


def test_a_changed_byte_is_found_by_the_checksum_in_the_file(
    exported: Exported, as_trained: Exported
) -> None:
    for data in (exported.data, as_trained.data):
        assert not is_damaged_onnx(data)
        for place in (10, len(data) // 3, len(data) // 2, len(data) - 60, len(data) - 1):
            assert is_damaged_onnx(data[:place] + bytes([data[place] ^ 4]) + data[place + 1 :]), place
        assert is_damaged_onnx(data + b"x")
    assert not is_damaged_onnx(SHIPPED_MODEL.with_suffix(".onnx").read_bytes())


def test_the_opset_and_the_types_are_what_was_asked_for(exported: Exported, as_trained: Exported) -> None:
    half, whole = (onnx.load_from_string(each.data) for each in (exported, as_trained))
    assert {each.domain: each.version for each in half.opset_import}[""] == 20
    assert {each.domain: each.version for each in whole.opset_import}[""] == 18
    types = {each.data_type for each in half.graph.initializer if each.dims}
    assert onnx.TensorProto.FLOAT16 in types
    assert onnx.TensorProto.FLOAT not in types
    assert len(exported.data) < 0.55 * len(as_trained.data)


def test_the_exported_graph_is_lean(exported: Exported) -> None:
    found = [node.op_type for node in onnx.load_from_string(exported.data).graph.node]
    counts = {name: found.count(name) for name in set(found)}
    assert (counts["Conv"], counts["Gemm"], counts["MatMul"], counts["Gather"]) == (3, 3, 1, 1)
    assert not counts.keys() & {"Mul", "Equal", "Not", "Unsqueeze", "BatchNormalization"}
    assert len([name for name in found if name != "Cast"]) <= 20


@pytest.mark.parametrize("engine", ["ort", "tract"])
def test_batches_and_texts_have_any_size(file: Path, engine: str) -> None:
    pytest.importorskip("onnxruntime" if engine == "ort" else engine)
    opened, wanted = open_engine(file, engine), open_engine()
    for length in (1, 2, 16, 200):
        for batch in (1, 3):
            texts = [np.resize(PROMPT, length)] * (batch - 1) + [
                np.array([*PROMPT, *[PAD] * 3], dtype=np.int16)
            ]
            found = np.asarray(opened.evaluate(texts).operands)
            np.testing.assert_allclose(found, np.asarray(wanted.evaluate(texts).operands), atol=0.2)


def test_without_onnx_runtime_the_reference_of_onnx_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    monkeypatch.setattr(onnx_export, "LONGEST", 3)
    onnx_export.check_texts.cache_clear()
    checks = export_onnx(load_model(SHIPPED_MODEL), ExportOptions(optimise=False)).checks
    onnx_export.check_texts.cache_clear()
    assert checks[0].checked_by.startswith("onnx ")
    assert checks[0].argmax_agreement == 1.0


def test_a_tool_that_changes_the_logits_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(proto: onnx.ModelProto) -> onnx.ModelProto:
        for tensor in proto.graph.initializer:
            if list(tensor.dims) == [256]:
                values = onnx.numpy_helper.to_array(tensor) + 0.1
                tensor.CopyFrom(onnx.numpy_helper.from_array(values.astype(np.float32), tensor.name))
        return proto

    monkeypatch.setattr(onnx_export, "_with_fused_operators", damaged)
    with pytest.raises(ModelError, match="After operator fusion, the ONNX model differs from PyTorch's by"):
        export_onnx(load_model(SHIPPED_MODEL), ExportOptions())


@pytest.mark.parametrize("opset", [-1, 0, 17, 24, 10**9])
def test_an_opset_that_we_do_not_write_is_refused(opset: int) -> None:
    with pytest.raises(UsageError, match=f"--opset is 18 to 23, not {opset}"):
        export_onnx(load_model(SHIPPED_MODEL), ExportOptions(opset=opset))
