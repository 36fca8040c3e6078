"""A data file, as JSON lines or Parquet: made beside its place, and moved there when it is complete."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path

from neurlang.errors import DataError, UsageError, VerificationError
from neurlang.optional_parts import need
from neurlang.programs.stdlib import check_own, own_of
from neurlang.prompts.training.parquet import write_parquet
from neurlang.prompts.training.sources.checkpoints import PartialFile, Progress
from neurlang.prompts.training.sources.job import DataJob, example_files_of, functions_of
from neurlang.prompts.training.sources.making import make_rows
from neurlang.prompts.training.sources.own_functions import keep_functions
from neurlang.result_files import STANDARD_STREAM, take_place, writing

_PACKAGE = Path(__file__).parents[1]


class Format(Enum):
    """How rows are written."""

    JSONL = "jsonl"
    PARQUET = "parquet"


@dataclass(frozen=True, slots=True)
class DataSummary:
    """What a run made: figures by kind, what was dropped and why, and the bytes of the file."""

    progress: Progress
    skipped: dict[str, str]  # examples that are no source, each with the reason
    functions: int  # of the library
    size: int  # bytes of the file


def write_data(
    job: DataJob,
    output: Path,
    file_format: Format,
    workers: int,
    *,
    resume: bool = False,
    advance: Callable[[int], None] = lambda rows: None,
) -> DataSummary:
    """Make the rows of a job and write them to a file, which appears when it is complete.

    A run that is stopped leaves an unfinished file beside it; with `resume`, the next one goes on there and ends with
    the same bytes. Raises UsageError if the file cannot be written or the sources are missing, DataError if a source is
    malformed or too small.
    """
    if file_format is Format.PARQUET:
        need("pyarrow", "train", "writing Parquet")
    functions, (_, skipped) = functions_of(job), example_files_of(job)
    own = own_of(functions)
    check_own(own)
    is_file = output != STANDARD_STREAM and (output.is_file() or not output.exists())
    if is_file:
        progress, size = _by_partial_file(job, output, file_format, workers, resume=resume, advance=advance)
        keep_functions(own, output)
    elif resume or file_format is Format.PARQUET:
        raise UsageError(f"{output} is not a file: only a file can be {'continued' if resume else 'Parquet'}")
    else:
        with writing(output) as sink:
            progress = make_rows(job, workers, sink, Progress(), advance=advance)
        size = progress.size
    return DataSummary(progress, dict(skipped), len(functions), size)


def _by_partial_file(
    job: DataJob,
    output: Path,
    file_format: Format,
    workers: int,
    *,
    resume: bool,
    advance: Callable[[int], None],
) -> tuple[Progress, int]:
    """Make the rows beside the output's place, then move them there. Returns the figures and the file's size."""
    with closing(PartialFile(output.resolve(), _content_of(job))) as partial_file:
        progress = partial_file.resume() if resume else partial_file.start()
        advance(progress.rows)
        try:
            _fill(job, workers, partial_file, progress, advance)
        except OSError as error:
            raise UsageError(
                f"File not writable: {partial_file.path} ({error.strerror}); its first {partial_file.kept_rows:,} "
                "examples are kept, and the same command with --resume goes on"
            ) from error
        if file_format is Format.PARQUET:
            write_parquet(partial_file.lines(), output)
            size = output.stat().st_size
            partial_file.remove()
        else:
            size = progress.size
            take_place(partial_file.path, output)
            partial_file.remove()
    return progress, size


def _fill(
    job: DataJob,
    workers: int,
    partial_file: PartialFile,
    progress: Progress,
    advance: Callable[[int], None],
) -> None:
    """Write the missing rows; whatever ends this, what is written is described by a checkpoint."""
    save = partial(partial_file.save, progress)
    try:
        make_rows(job, workers, partial_file, progress, partial_file.lines(), advance, save)
    except OSError:
        raise  # nothing more can be written; the last checkpoint holds
    except (DataError, VerificationError):
        partial_file.remove()  # going on would end here again
        raise
    except BaseException:
        save()
        raise
    save()


def _content_of(job: DataJob) -> dict[str, object]:
    """Everything that the bytes of the rows depend on."""
    return {
        "number of examples": job.examples,
        "seed": job.seed,
        "level": job.level,
        "schema": job.schema.value,
        "library": " ".join(str(_digest(each)) for each in job.libraries) or None,
        "folder of examples": _digest(job.example_folder),
        "generator": _digest(_PACKAGE, "*.py", "*.txt"),
    }


def _digest(folder: Path | None, *patterns: str) -> str | None:
    """A checksum of the files of a folder, by name and content."""
    if folder is None:
        return None
    digest = hashlib.sha256()
    paths = (path for pattern in patterns or ("*.nl",) for path in folder.rglob(pattern))
    for path in sorted(paths):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:16]
