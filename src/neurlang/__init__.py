"""Neurlang turns what a person wants into native code that is known to be right.

`kernel` compiles a formula for NumPy arrays; it loads what it needs when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from neurlang.kernels.kernel import kernel

__all__ = ["kernel"]

_HOMES = {
    "kernel": "neurlang.kernels.kernel",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the public name stands for
    if name not in _HOMES:
        raise AttributeError(f"module 'neurlang' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
