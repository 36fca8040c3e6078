"""Test suites: the `.nl` files below a path, tested by several processes, reported in the order of names."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import active_children
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory

from neurlang.errors import NeurlangError, UsageError
from neurlang.forking import hear_signals, signals_held
from neurlang.programs.ir import MAX_SOURCE
from neurlang.programs.testing.case_running import FileReport, RunOptions, run_tests

SUFFIX = ".nl"

_FILES_A_PROCESS = 8  # fewer are tested sooner than a process starts


def find_files(path: Path) -> list[Path]:
    """The `.nl` files below a folder, or the file itself, by name. Raises UsageError where there is none.

    Hidden folders, virtual environments and `node_modules` are left out.
    """
    if path.is_file():
        return [path]
    if not path.exists():
        raise UsageError(f"File not found: {path}")
    files: list[Path] = []
    for folder, below, names in os.walk(path):
        here = Path(folder)
        below[:] = sorted(name for name in below if not _is_left_out(here / name))
        files += (here / name for name in names if name.endswith(SUFFIX) and (here / name).is_file())
    if not files:
        raise UsageError(f"No {SUFFIX} file below {path}")
    return sorted(files)


def files_below(paths: Iterable[Path]) -> list[Path]:
    """The `.nl` files of several paths, each once. Raises UsageError as `find_files` does."""
    return list(dict.fromkeys(file for path in paths for file in find_files(path)))


def _is_left_out(folder: Path) -> bool:
    return folder.name.startswith(".") or folder.name == "node_modules" or (folder / "pyvenv.cfg").exists()


def report_on(path: Path, options: RunOptions) -> FileReport:
    """Run the tests of a file. A file that cannot be read, or is no text, is a failure in the report."""
    try:
        if path.stat().st_size > MAX_SOURCE:
            return FileReport(str(path), error=f"{path}: the file is larger than {MAX_SOURCE:,} bytes")
        text = path.read_bytes().decode()
    except OSError as error:
        return FileReport(str(path), error=f"{path}: not readable ({error.strerror})")
    except UnicodeDecodeError as error:
        return FileReport(str(path), error=f"{path}: not UTF-8 text: byte {error.start}")
    return run_tests(text, str(path), options)


def run_suite(
    files: Sequence[Path], options: RunOptions, processes: int | None = None
) -> Iterator[FileReport]:
    """The reports of files, in their order, as they come in.

    `processes` are as many as there are cores where absent; they start at once. With `fail_fast` the first
    report that holds a failure is the last one. The iterator raises NeurlangError where a process is killed.
    """
    count = min(processes or os.cpu_count() or 1, 1 + len(files) // _FILES_A_PROCESS)
    test = partial(report_on, options=options)
    if count == 1:
        return _until_failure(map(test, files), options)
    # Before the caller starts threads, such as a progress bar's: a forked child would inherit their locks.
    return _from_workers(_Workers(count, test, files), options)


class _Workers:
    """The processes of one suite, which start at once; `reports` come in the order of the files."""

    def __init__(self, count: int, test: Callable[[Path], FileReport], files: Sequence[Path]) -> None:
        self._folder = TemporaryDirectory(prefix="neurlang-tests-")
        others = set(active_children())
        self._pool = ProcessPoolExecutor(count, initializer=_begin, initargs=(self._folder.name,))
        self._processes: set[BaseProcess] = set()
        try:
            with signals_held():
                self.reports = self._pool.map(test, files)
                self._processes = set(active_children()) - others
        except BaseException:  # an interrupt that waited: the caller has nothing to end
            self.end()
            raise

    def end(self) -> None:
        """End the processes, in the middle of a test too."""
        for process in self._processes:
            process.kill()
        self._pool.shutdown(cancel_futures=True)
        self._folder.cleanup()


def _begin(folder: str) -> None:
    """Leave interrupts to the parent, and temporary files where it removes them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    hear_signals()
    tempfile.tempdir = folder


def _from_workers(workers: _Workers, options: RunOptions) -> Iterator[FileReport]:
    try:
        yield from _until_failure(workers.reports, options)
    except BrokenProcessPool:
        raise NeurlangError(
            "A process that ran tests was killed; test the files one by one to find which."
        ) from None
    finally:
        workers.end()


def _until_failure(reports: Iterator[FileReport], options: RunOptions) -> Iterator[FileReport]:
    for report in reports:
        yield report
        if options.fail_fast and report.failed:
            return
