"""The session of a state, for the ops that lead outside."""

from __future__ import annotations

from typing import cast

from neurlang.programs.machine.session import Session
from neurlang.programs.machine.state import State


def session_of(state: State) -> Session:
    """The session of the run. Every run of a program with ops that lead outside has one."""
    assert state.session is not None
    return cast("Session", state.session)
