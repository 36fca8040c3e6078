"""Profiles are those of the seed; devices that are not there are refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("torch")

import torch

from neurlang.errors import BackendError, UsageError
from neurlang.prompts.training import batch_size_of, device_of, profile_named, profile_rows

SEED = Path(__file__).parents[5] / "shared" / "seeds" / "000_a9e722efd6dbb069.txt"


@pytest.mark.skipif(not SEED.is_file(), reason="the seed's document is not here")
def test_the_table_is_the_seeds() -> None:
    text = SEED.read_text(encoding="utf-8")
    headings, _, *rows = text.partition("| Profile |")[2].partition("\n\n")[0].splitlines()
    wanted = [tuple(cell.strip(" `") for cell in row.strip("|").split("|")) for row in rows]
    assert headings == " GPU | Batch Size | Memory | Notes |"
    assert profile_rows() == [("Profile", "GPU", "Batch Size", "Memory", "Notes"), *wanted]


def test_the_batch_size_is_that_asked_for_else_the_profiles_else_256() -> None:
    cpu = profile_named("cpu")
    assert (batch_size_of(7, cpu), batch_size_of(None, cpu), batch_size_of(None, None)) == (7, 32, 256)
    assert batch_size_of(None, profile_named("b300")) == 512


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(UsageError, match=re.escape("Unknown profile 'h1000': choose from h100, h200, b300,")):
        profile_named("h1000")


def test_the_device_is_that_asked_for_else_the_profiles() -> None:
    assert device_of("auto", profile_named("cpu")) == "cpu"
    assert device_of("cpu", profile_named("a100")) == "cpu"
    assert device_of("auto", None) == ("cuda" if torch.cuda.is_available() else "cpu")


@pytest.mark.parametrize("name", ["tpu", "cpu:1", "cuda:", "cuda:x", ""])
def test_an_unknown_device_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="Unknown device"):
        device_of(name, None)


def test_a_device_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 0)
    with pytest.raises(BackendError, match=r"finds no GPU of CUDA\.\nTrain on the processor"):
        device_of("auto", profile_named("generic"))
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    assert device_of("cuda:1", None) == "cuda:1"
    with pytest.raises(BackendError, match="2 GPUs, counted from 0"):
        device_of("cuda:2", None)
