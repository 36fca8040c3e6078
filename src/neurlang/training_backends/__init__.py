"""Training elsewhere: in a container of docker or podman, or on another machine through SSH.

Both are a `Backend`: they take a `Request`, show the log while it grows, and put the model at its place. They copy this
very package there, so that the same code trains. This machine needs no PyTorch for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.training_backends.backend import Backend, LeftRunning, Request, Watch
    from neurlang.training_backends.containers import Container, container_tool
    from neurlang.training_backends.place import Place, parse_place
    from neurlang.training_backends.remote import DEFAULT_FOLDER, Remote
else:
    __getattr__ = later(
        __name__,
        {
            "Backend": "backend",
            "Container": "containers",
            "DEFAULT_FOLDER": "remote",
            "LeftRunning": "backend",
            "Place": "place",
            "Remote": "remote",
            "Request": "backend",
            "Watch": "backend",
            "container_tool": "containers",
            "parse_place": "place",
        },
    )

__all__ = [
    "DEFAULT_FOLDER",
    "Backend",
    "Container",
    "LeftRunning",
    "Place",
    "Remote",
    "Request",
    "Watch",
    "container_tool",
    "parse_place",
]
