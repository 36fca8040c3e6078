"""The store of measured forms: whole files, damaged files, doubles."""

from __future__ import annotations

from dataclasses import replace

import pytest

pytest.importorskip("pyarrow")

from typing import TYPE_CHECKING

from judge_examples import some_records

from neurlang.kernels.judge.collecting.store import compact, parts_of, read_store, write_part

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
def test_what_is_written_is_read(tmp_path: Path) -> None:
    records = some_records()
    write_part(tmp_path, records[:10])
    write_part(tmp_path, records[10:])
    assert read_store(tmp_path).records == records


def test_a_folder_that_is_not_there_has_no_records(tmp_path: Path) -> None:
    assert read_store(tmp_path / "none").records == ()


@pytest.mark.parametrize("kept", [0, 4, 100, -1])
def test_a_file_cut_off_is_reported_and_the_others_are_read(tmp_path: Path, kept: int) -> None:
    first = write_part(tmp_path, some_records()[:10])
    write_part(tmp_path, some_records()[10:20])
    first.write_bytes(first.read_bytes()[:kept])
    contents = read_store(tmp_path)
    assert contents.records == some_records()[10:20]
    assert [each.path for each in contents.damaged] == [first]
    assert "damaged" in contents.damaged[0].reason


def test_a_flipped_byte_is_seen(tmp_path: Path) -> None:
    path = write_part(tmp_path, some_records())
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 0x55
    path.write_bytes(bytes(data))
    assert read_store(tmp_path).damaged


def test_a_file_that_was_being_written_is_no_part(tmp_path: Path) -> None:
    path = write_part(tmp_path, some_records()[:5])
    (tmp_path / ".new-0123.parquet").write_bytes(path.read_bytes()[:50])
    assert parts_of(tmp_path) == [path]


def test_doubles_are_dropped_and_the_first_stays(tmp_path: Path) -> None:
    record = some_records()[0]
    write_part(tmp_path, [record])
    write_part(tmp_path, [replace(record, ns=2 * record.ns)])
    assert read_store(tmp_path).records == (record,)


def test_compacting_keeps_all_records_in_one_file(tmp_path: Path) -> None:
    for place in range(4):
        write_part(tmp_path, some_records()[place : place + 3])
    before = read_store(tmp_path).records
    compact(tmp_path)
    assert len(parts_of(tmp_path)) == 1
    assert read_store(tmp_path).records == before


@pytest.mark.parametrize("change", [{"ns": 0.0}, {"ratio": -1.0}, {"spread": float("nan")}])
def test_a_file_with_impossible_times_is_refused(tmp_path: Path, change: dict[str, float]) -> None:
    write_part(tmp_path, [replace(some_records()[0], **change)])
    assert read_store(tmp_path).damaged


def test_a_parquet_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    import pyarrow as arrow
    from pyarrow import parquet

    parquet.write_table(arrow.table({"x": [1]}), tmp_path / "other.parquet")
    assert "not a file of measured forms" in read_store(tmp_path).damaged[0].reason
