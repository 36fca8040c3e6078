"""Choosing an engine, and the message of each way in which that fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


@pytest.mark.parametrize("suffix", [".safetensors", ".onnx"])
@pytest.mark.parametrize("data", [b"", b"\0" * 100, b"{}" * 1000, bytes(range(256)) * 20])
def test_a_damaged_model_is_one_clear_error(tmp_path: Path, suffix: str, data: bytes) -> None:
    if suffix == ".onnx":
        pytest.importorskip("onnxruntime")
    path = tmp_path / f"model{suffix}"
    path.write_bytes(data)
    with pytest.raises(ModelError, match=r"Model file damaged|not a Neurlang model"):
        open_engine(path)


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
    with pytest.raises(ModelError, match=r"--engine native\nnative reads \.safetensors; ort reads \.onnx"):
        open_engine(path, "native")


def test_an_unknown_engine_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="choose from auto, native, ort"):
        open_engine(None, "burn")


def test_a_missing_package_names_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "model.onnx"
    path.write_bytes(b"x")
    monkeypatch.setattr(optional_parts, "find_spec", lambda name: None)
    with pytest.raises(MissingPartError, match=r"neurlang\[ort\]"):
        open_engine(path)


def test_a_huge_model_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    with path.open("wb") as file:
        file.truncate(engines.LARGEST_MODEL + 1)
    with pytest.raises(ModelError, match="too large"):
        open_engine(path)
