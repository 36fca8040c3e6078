"""A second wall: a process bounds itself by the kernel, so that a fault in the sandbox still meets it."""

from neurlang.isolation.landlock import LandlockError
from neurlang.isolation.seccomp import SeccompError
from neurlang.isolation.state import Isolation, isolation
from neurlang.isolation.wall import Wall, enter

__all__ = ["Isolation", "LandlockError", "SeccompError", "Wall", "enter", "isolation"]
