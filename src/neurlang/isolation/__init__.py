"""A second wall: a process has the kernel bound it, so that even a bug in the sandbox does not lead outside."""

from neurlang.isolation.landlock import LandlockError
from neurlang.isolation.seccomp import SeccompError
from neurlang.isolation.state import Isolation, isolation
from neurlang.isolation.wall import Wall, enter

__all__ = ["Isolation", "LandlockError", "SeccompError", "Wall", "enter", "isolation"]
