"""Run a function in a separate process, behind a wall, and return its result."""

from __future__ import annotations

import os
import pickle
from typing import TYPE_CHECKING, TypeVar

from neurlang.isolation import Wall, enter

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")


class EndedError(Exception):
    """The process ended without a result. Has its exit code, negative for a signal."""


def behind(wall: Wall, job: Callable[[], Result]) -> Result:
    """Run a job in a forked process behind the wall; return or raise what the job does."""

    def enter_and_do() -> Result:
        enter(wall)
        return job()

    return forked(enter_and_do)


def forked(job: Callable[[], Result]) -> Result:
    """Run a job in a forked process; return or raise what the job does."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reading)
            try:
                content = pickle.dumps((True, job()))
            except BaseException as error:
                content = pickle.dumps((False, error))
            with os.fdopen(writing, "wb") as pipe:
                pipe.write(content)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        content = pipe.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if not content:
        raise EndedError(code)
    succeeded, value = pickle.loads(content)
    if not succeeded:
        raise value
    return value  # type: ignore[no-any-return]
