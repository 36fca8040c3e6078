"""Which Judge is used here: this machine's calibration, else the one shipped for its processor, else none.

A calibration of another processor, or of other features or versions of it, is refused, with the reason.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from neurlang.errors import DataError, UsageError
from neurlang.kernels.judge.collecting.records import Fingerprint, fingerprint
from neurlang.kernels.judge.judge import Judge
from neurlang.kernels.judge.judge_file import FILE_NAME, read_judge, toml_of
from neurlang.kernels.simd import choose_target
from neurlang.result_files import write_file

FOLDER_VARIABLE = "NEURLANG_JUDGE"  # the folder of this machine's calibration and measured forms
SHIPPED = Path(__file__).parent / "shipped"
STORE = "forms"
AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The Judge that is used, or None; where it is from, and why no better one is used."""

    judge: Judge | None
    origin: str
    refused: tuple[str, ...]


def judge_folder() -> Path:
    """The folder of this machine's calibration: what NEURLANG_JUDGE names, or the user's data folder.

    Raises:
        UsageError: there is neither, as the user has no home folder.

    """
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_data_path  # not needed if the variable names the folder

    try:
        found = user_data_path("neurlang")
    except RuntimeError:
        found = Path("~")
    if not found.is_absolute():
        raise UsageError(
            f"There is no home folder to keep a calibration in; name a folder with {FOLDER_VARIABLE}."
        )
    return found / "judge"


def shipped_file(processor: str) -> Path:
    """The calibration that ships for a processor; there may be none."""
    return SHIPPED / f"{processor}.toml"


def shipped_data(processor: str) -> Path:
    """The measured forms that ship for a processor; there may be none."""
    return SHIPPED / f"{processor}.parquet"


def shipped_again(processor: str) -> Path:
    """The same forms measured in another process."""
    return SHIPPED / f"{processor}-again.parquet"


@cache
def chosen_judge() -> Chosen:
    """The Judge for this machine and its best target."""
    return choose_judge(own_file(), fingerprint(), choose_target().name)


def own_file() -> Path | None:
    """The file of this machine's calibration; None without a folder for it."""
    try:
        return judge_folder() / FILE_NAME
    except UsageError:
        return None


def choose_judge(own: Path | None, machine: Fingerprint, target: str) -> Chosen:
    """The Judge for a machine: from its own file, or the one shipped for its processor."""
    refused = []
    if own is not None and own.exists():
        try:
            judge = read_judge(own)
            reason = why_not(judge, machine, target)
        except DataError as error:
            reason = str(error)
        if reason is None:
            return Chosen(judge, f"this machine's calibration of {judge.about.date}", ())
        refused.append(f"{own} is not used: {reason}")
    shipped = shipped_file(machine.processor)
    if shipped.exists():
        try:
            judge = read_judge(shipped)
            if judge.about.target == target:
                return Chosen(judge, f"the calibration shipped for {machine.processor}", tuple(refused))
        except DataError as error:
            refused.append(f"{shipped} is not used: {error}")
    return Chosen(None, "the static table", tuple(refused))


def why_not(judge: Judge, machine: Fingerprint, target: str) -> str | None:
    """Why a calibration says nothing about a machine; None if it does."""
    about = judge.about
    pairs = (
        ("the processor", about.machine.processor, machine.processor),
        ("the target", about.target, target),
        ("the processor's features", about.machine.features, machine.features),
        ("LLVM", about.machine.llvm, machine.llvm),
        ("the version of neurlang", about.machine.package, machine.package),
    )
    for what, was, now in pairs:
        if was != now:
            return f"{what} was {was} when it was fitted and is {now}; `nl judge calibrate` makes a new one."
    return None


def keep(judge: Judge, path: Path) -> None:
    """Write a calibration. Raises UsageError if the file cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, toml_of(judge).encode())
