"""The seed's profiles: what suits the GPUs that people train on. Known without PyTorch."""

from __future__ import annotations

from dataclasses import dataclass

from neurlang.errors import UsageError

DEFAULT_BATCH_SIZE = 256


@dataclass(frozen=True, slots=True)
class Profile:
    """Settings for a kind of machine."""

    name: str
    gpu: str
    batch_size: int
    memory: str
    notes: str
    device: str  # as PyTorch names it
    is_mixed: bool  # layers compute in bfloat16, weights and sums stay float32


PROFILES = (
    #        name       GPU                 batch memory         notes                   device  mixed
    Profile("h100",    "NVIDIA H100",       256, "80 GB",       "Production, fastest",  "cuda", True),
    Profile("h200",    "NVIDIA H200",       256, "141 GB",      "Latest datacenter",    "cuda", True),
    Profile("b300",    "NVIDIA Blackwell",  512, "192 GB",      "Next-gen",             "cuda", True),
    Profile("l40s",    "NVIDIA L40S",       256, "48 GB",       "Cloud inference",      "cuda", True),
    Profile("a100",    "NVIDIA A100",       256, "40/80 GB",    "Common datacenter",    "cuda", True),
    Profile("generic", "Any CUDA",          128, "Auto",        "Unknown hardware",     "cuda", False),
    Profile("cpu",     "None",              32,  "System",      "No GPU fallback",      "cpu",  False),
)  # fmt: skip
"""The table of the seed, with the device, and mixed precision where every such GPU has bfloat16."""

HEADINGS = ("Profile", "GPU", "Batch Size", "Memory", "Notes")


def profile_named(name: str) -> Profile:
    """The profile of that name. Raises UsageError if there is none."""
    for each in PROFILES:
        if each.name == name:
            return each
    names = ", ".join(each.name for each in PROFILES)
    raise UsageError(f"Unknown profile '{name}': choose from {names} (`nl train --list-profiles`)")


def batch_size_of(asked: int | None, profile: Profile | None) -> int:
    """The batch size that was asked for, else the profile's, else the default."""
    if asked is not None:
        return asked
    return profile.batch_size if profile is not None else DEFAULT_BATCH_SIZE


def profile_rows() -> list[tuple[str, ...]]:
    """The table as the seed shows it, headings first."""
    rows = [(each.name, each.gpu, str(each.batch_size), each.memory, each.notes) for each in PROFILES]
    return [HEADINGS, *rows]
