"""How right the answers are: each case is answered as a prompt is, and its answer compared with what it accepts."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from neurlang.benchmarks import Case, Ending, Said, Scored
from neurlang.errors import MissingPartError, UsageError
from neurlang.pipeline.answers import Answer, Answered, Failed, Refused
from neurlang.pipeline.prompt_flow import answer
from neurlang.programs.machine import Host
from neurlang.prompts.reading import Engine
from neurlang.prompts.training import rehearsal_host

WARM_UP = "add 1 and 2"
BROKEN = frozenset(("verification", "missing-part"))  # kinds of errors that say nothing about the question


def quiet_host() -> Host:
    """A host on which no answer depends on the time, on chance, or on who types; nothing is printed."""
    return rehearsal_host(seed=0)


def measure(cases: Iterable[Case], engine: Engine) -> Iterator[Scored]:
    """Answer cases one by one. The first answer of a process loads much, so one is given before the first case."""
    answer(WARM_UP, engine, host=quiet_host())
    for case in cases:
        host = quiet_host()
        started = time.perf_counter()
        result = _answer(case.prompt, engine, host)
        seconds = time.perf_counter() - started
        yield scored(case, result, seconds)


def _answer(prompt: str, engine: Engine, host: Host) -> Answer:
    try:
        return answer(prompt, engine, host=host)
    except (UsageError, MissingPartError) as error:
        return Failed(prompt, str(error), error.kind, intent=None, operands=(), plan=None)


def scored(case: Case, result: Answer, seconds: float) -> Scored:
    """A case with its answer."""
    match result:
        case Answered():
            said = Said(Ending.ANSWERED, result.value, result.output)
            return Scored(case, said, result.confidence, result.intent, seconds)
        case Refused():
            return Scored(case, Said(Ending.REFUSED), None, None, seconds)
        case Failed():
            ending = Ending.BROKEN if result.kind in BROKEN else Ending.NO_ANSWER
            return Scored(case, Said(ending), None, None, seconds)
