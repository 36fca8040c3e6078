"""Data files: whole or unfinished, gone on with after a stop, as JSON lines or Parquet, and malformed ones."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from data_jobs import whole_job

from neurlang.errors import DataError, UsageError
from neurlang.prompts.training import (
    DataJob,
    Format,
    Schema,
    can_learn,
    read_examples,
    to_json,
    write_data,
)
from neurlang.prompts.training.sources import checkpoints
from neurlang.prompts.training.sources.checkpoints import PartialFile

JOB = DataJob(120, seed=3, level=5)  # phrasings, patterns and refusals: the library takes seconds to read


class StoppedError(Exception):
    """Stands for whatever stops a run."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of the job's file."""
    path = tmp_path_factory.mktemp("whole") / "data.jsonl"
    summary = write_data(JOB, path, Format.JSONL, 1)
    assert summary.size == path.stat().st_size
    assert [each.name for each in path.parent.iterdir()] == ["data.jsonl"]
    return path.read_bytes()


def stopped_after(path: Path, rows: int, job: DataJob = JOB) -> None:
    """Run the job until so many rows are written."""
    left = rows

    def advance(count: int) -> None:
        nonlocal left
        left -= count
        if left == 0:
            raise StoppedError

    with pytest.raises(StoppedError):
        write_data(job, path, Format.JSONL, 1, advance=advance)


@pytest.mark.parametrize("rows", [1, 60, 119])
def test_a_stopped_run_goes_on_to_the_same_bytes(tmp_path: Path, whole: bytes, rows: int) -> None:
    path = tmp_path / "data.jsonl"
    stopped_after(path, rows)
    assert not path.exists()
    assert (tmp_path / "data.jsonl.partial").read_bytes() == b"".join(whole.splitlines(keepends=True)[:rows])
    summary = write_data(JOB, path, Format.JSONL, 1, resume=True)
    assert path.read_bytes() == whole
    assert summary.progress.rows == JOB.examples
    assert sum(summary.progress.counts["levels"].values()) == JOB.examples
    assert [each.name for each in tmp_path.iterdir()] == ["data.jsonl"]


def test_lines_after_the_checkpoint_are_made_again(tmp_path: Path, whole: bytes) -> None:
    """As after a power failure: the unfinished file has more, or half a line more, than the checkpoint knows."""
    path = tmp_path / "data.jsonl"
    stopped_after(path, 50)
    with (tmp_path / "data.jsonl.partial").open("ab") as file:
        file.write(b'{"text": "half a li')
    write_data(JOB, path, Format.JSONL, 1, resume=True)
    assert path.read_bytes() == whole


def test_a_run_without_resume_starts_over(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "data.jsonl"
    stopped_after(path, 50, replace(JOB, seed=9))
    write_data(JOB, path, Format.JSONL, 1)
    assert path.read_bytes() == whole


def test_resume_without_an_unfinished_file_starts(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "data.jsonl"
    write_data(JOB, path, Format.JSONL, 1, resume=True)
    assert path.read_bytes() == whole


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (replace(JOB, seed=9), "its seed is 9, not 3"),
        (replace(JOB, level=2), "its level is 2, not 5"),
        (replace(JOB, schema=Schema.FULL), "its schema is full, not intent"),
    ],
)
def test_an_unfinished_file_of_another_job_is_refused(tmp_path: Path, other: DataJob, words: str) -> None:
    path = tmp_path / "data.jsonl"
    stopped_after(path, 10, other)
    before = (tmp_path / "data.jsonl.partial").read_bytes()
    with pytest.raises(DataError, match=words):
        write_data(JOB, path, Format.JSONL, 1, resume=True)
    assert (tmp_path / "data.jsonl.partial").read_bytes() == before


@pytest.mark.parametrize("damage", ["state", "short"])
def test_a_damaged_unfinished_file_is_refused(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "data.jsonl"
    stopped_after(path, 10)
    if damage == "state":
        (tmp_path / "data.jsonl.partial.json").write_text("{")
    else:
        (tmp_path / "data.jsonl.partial").write_text("")
    with pytest.raises(DataError, match="start over without --resume"):
        write_data(JOB, path, Format.JSONL, 1, resume=True)


def test_a_full_disk_leaves_the_earlier_file(
    tmp_path: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "data.jsonl"
    path.write_text("an earlier file\n")
    monkeypatch.setattr("neurlang.prompts.training.sources.making.EVERY", 20)
    write, lines = PartialFile.write, 0

    def full(self: PartialFile, line: bytes) -> None:
        nonlocal lines
        lines += 1
        if lines > 70:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(self, line)

    with monkeypatch.context() as patched:
        patched.setattr(PartialFile, "write", full)
        with pytest.raises(UsageError, match=r"No space left on device\); its first 60 examples are kept"):
            write_data(JOB, path, Format.JSONL, 1)
    assert path.read_text() == "an earlier file\n"
    write_data(JOB, path, Format.JSONL, 1, resume=True)
    assert path.read_bytes() == whole


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="File not writable"):
        write_data(JOB, tmp_path / "none" / "data.jsonl", Format.JSONL, 1)


def test_a_link_stays_a_link(tmp_path: Path, whole: bytes) -> None:
    target, link = tmp_path / "target.jsonl", tmp_path / "link.jsonl"
    target.write_text("")
    target.chmod(0o640)
    link.symlink_to(target)
    write_data(JOB, link, Format.JSONL, 1)
    assert link.is_symlink()
    assert target.read_bytes() == whole
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.slow
def test_a_device_is_written_directly_and_not_gone_on_with() -> None:
    summary = write_data(replace(JOB, examples=5), Path("/dev/null"), Format.JSONL, 1)
    assert summary.progress.rows == 5
    with pytest.raises(UsageError, match="only a file"):
        write_data(JOB, Path("/dev/null"), Format.JSONL, 1, resume=True)


@pytest.mark.slow
def test_a_killed_run_leaves_no_process_and_goes_on(tmp_path: Path) -> None:
    """SIGKILL cannot be caught: its processes must end by themselves, or the pipe below would never close."""
    script = (
        "import sys, os, signal\n"
        "from pathlib import Path\n"
        "from neurlang.prompts.training import DataJob, Format, write_data\n"
        "from neurlang.prompts.training.sources import making\n"
        "done = 0\n"
        "def advance(rows):\n"
        "    global done\n"
        "    done += rows\n"
        "    if done == 50: os.kill(os.getpid(), signal.SIGKILL)\n"
        "if __name__ == '__main__':\n"
        "    making.EVERY = 20\n"
        f"    output = Path({str(tmp_path / 'data.jsonl')!r})\n"
        "    write_data(DataJob(120, seed=3, level=5), output, Format.JSONL, 2, advance=advance)\n"
    )
    (tmp_path / "killed.py").write_text(script)
    ended = subprocess.run(
        [sys.executable, str(tmp_path / "killed.py")], capture_output=True, text=True, timeout=600
    )
    assert ended.returncode == -9, ended.stderr
    kept = json.loads((tmp_path / "data.jsonl.partial.json").read_text())["progress"]["rows"]
    assert kept == 40
    write_data(JOB, tmp_path / "data.jsonl", Format.JSONL, 1, resume=True)
    write_data(JOB, tmp_path / "whole.jsonl", Format.JSONL, 1)
    assert (tmp_path / "data.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


@pytest.mark.slow
def test_parquet_has_the_same_examples(tmp_path: Path, whole: bytes) -> None:
    pytest.importorskip("pyarrow")
    lines, columns = tmp_path / "data.jsonl", tmp_path / "data.parquet"
    lines.write_bytes(whole)
    summary = write_data(JOB, columns, Format.PARQUET, 1)
    assert summary.size == columns.stat().st_size
    assert [to_json(each) for each in read_examples(columns)] == [
        to_json(each) for each in read_examples(lines)
    ]
    columns.write_bytes(columns.read_bytes()[:-100])
    with pytest.raises(DataError, match="not a Parquet file"):
        list(read_examples(columns))


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (b"not json\n", r":3: not JSON: .*; 4 of 5 lines are good"),
        (b'{"text": 5}\n', r":3: field 'text' is a int, expected str; 4 of 5 lines are good"),
        (b"\n", r":3: not JSON: .*; 4 of 5 lines are good"),
    ],
)
def test_a_malformed_line_is_named_with_the_number_of_good_ones(
    tmp_path: Path, whole: bytes, broken: bytes, words: str
) -> None:
    good = whole.splitlines(keepends=True)
    path = tmp_path / "data.jsonl"
    path.write_bytes(b"".join([*good[:2], broken, *good[2:4]]))
    with pytest.raises(DataError, match=words):
        list(read_examples(path))


def test_a_file_that_was_cut_off_is_named(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "data.jsonl"
    path.write_bytes(b"".join(whole.splitlines(keepends=True)[:3])[:-40])
    with pytest.raises(DataError, match=r":3: not JSON: .*; the line is cut off; 2 of 3 lines are good"):
        list(read_examples(path))


def test_rows_without_labels_cannot_be_trained_on(tmp_path: Path) -> None:
    path = tmp_path / "data.jsonl"
    write_data(DataJob(5, level=2, schema=Schema.LIBRARY), path, Format.JSONL, 1)
    with pytest.raises(DataError, match="the schema 'library', which has no labels"):
        list(read_examples(path))


@pytest.mark.slow
def test_the_network_learns_from_intents_and_refusals(tmp_path: Path) -> None:
    path = tmp_path / "data.jsonl"
    write_data(whole_job(100), path, Format.JSONL, 1)
    examples = list(read_examples(path))
    learned = [each for each in examples if can_learn(each)]
    assert 0 < len(learned) < len(examples)
    assert all(each.intent is None or each.intent < 54 for each in learned)


def test_checkpoints_are_not_too_far_apart() -> None:
    """A killed run makes at most so many rows again: about two seconds of work."""
    assert checkpoints.EVERY <= 2_000
