"""The device that trains: a processor or a GPU, as PyTorch names it."""

from __future__ import annotations

import torch

from neurlang.errors import BackendError, UsageError
from neurlang.prompts.training.runs.profiles import Profile

AUTO = "auto"
KINDS = ("cpu", "cuda", "mps")
ADVICE = "Train on the processor with `--profile cpu`, or leave out --profile and --device."


def device_of(asked: str, profile: Profile | None) -> str:
    """The device that was asked for; for `auto` the profile's, else a GPU of CUDA if there is one, else the processor.

    Raises UsageError if there is no such kind of device, BackendError if this machine lacks it.
    """
    if asked == AUTO:
        asked = profile.device if profile is not None else "cuda" if torch.cuda.is_available() else "cpu"
    kind, _, number = asked.partition(":")
    if kind not in KINDS or (":" in asked and not (kind == "cuda" and number.isdecimal())):
        raise UsageError(f"Unknown device '{asked}': choose auto, cpu, cuda, cuda:1, … or mps")
    if kind == "cuda" and int(number or 0) >= torch.cuda.device_count():
        count = torch.cuda.device_count()
        found = f"it finds {count} GPUs, counted from 0" if count else "it finds no GPU of CUDA"
        raise BackendError(f"PyTorch cannot train on '{asked}' here: {found}.\n{ADVICE}")
    if kind == "mps" and not torch.backends.mps.is_available():
        raise BackendError(f"PyTorch cannot train on 'mps' here: this is no Apple GPU.\n{ADVICE}")
    return asked
