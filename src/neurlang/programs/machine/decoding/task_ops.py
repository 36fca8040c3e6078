"""Decoding of the ops on tasks and channels."""

from __future__ import annotations

from neurlang.programs.ir import Instruction, Target
from neurlang.programs.machine.code import Step
from neurlang.programs.machine.decoding.decoder import Decode, Decoder, destination
from neurlang.programs.machine.decoding.sessions import session_of
from neurlang.programs.machine.hidden.marks import Mark
from neurlang.programs.machine.state import State
from neurlang.programs.machine.tasks.waiting import Yielded


def _spawn(decoder: Decoder, instruction: Instruction) -> Step:
    """Rd = the new task. Traps LIMIT."""
    d, target = destination(instruction.operands[0]), instruction.operands[1]
    assert isinstance(target, Target)
    argument = decoder.source(instruction.operands[2])

    def step(state: State) -> None:
        tasks = session_of(state).tasks
        number = tasks.spawn(state, target.index, state.slots[argument], _mark(state, argument))
        _set_result(state, d, number, None)

    return step


def _join(decoder: Decoder, instruction: Instruction) -> Step:
    """Rd = the task's r0, once the task has ended. Traps as the task did; INVALID if there is no such task."""
    d, task = destination(instruction.operands[0]), decoder.source(instruction.operands[1])
    following = decoder.index + 1

    def step(state: State) -> int:
        ended = session_of(state).tasks.join(state.slots[task])
        _set_result(state, d, ended.value, ended.mark)
        return following

    return step


def _yield(_: Decoder, __: Instruction) -> Step:
    """Go to the end of the queue."""

    def step(_: State) -> int:
        raise Yielded

    return step


def _create(decoder: Decoder, instruction: Instruction) -> Step:
    """Rd = a new channel. Traps LIMIT."""
    d, following = destination(instruction.operands[0]), decoder.index + 1

    def step(state: State) -> int:
        _set_result(state, d, session_of(state).channels.create(), None)
        return following

    return step


def _send(decoder: Decoder, instruction: Instruction) -> Step:
    """Put a value with its mark. Traps INVALID on a closed channel, LIMIT."""
    channel, value = (decoder.source(operand) for operand in instruction.operands)
    following = decoder.index + 1

    def step(state: State) -> int:
        session = session_of(state)
        message = (state.slots[value], _mark(state, value))
        session.tasks.wake(session.channels.send(state.slots[channel], message))
        return following

    return step


def _receive(decoder: Decoder, instruction: Instruction) -> Step:
    """Rd = the oldest value, once the channel has one; -1 from a closed and drained channel."""
    d, channel = destination(instruction.operands[0]), decoder.source(instruction.operands[1])
    following = decoder.index + 1

    def step(state: State) -> int:
        value, mark = session_of(state).channels.receive(state.slots[channel])
        _set_result(state, d, value, mark)
        return following

    return step


def _close(decoder: Decoder, instruction: Instruction) -> Step:
    """Close the channel."""
    channel, following = decoder.source(instruction.operands[0]), decoder.index + 1

    def step(state: State) -> int:
        session = session_of(state)
        session.tasks.wake(session.channels.close(state.slots[channel]))
        return following

    return step


_CHANNEL_MODES: dict[str, Decode] = {"create": _create, "send": _send, "recv": _receive, "close": _close}


def _channel(decoder: Decoder, instruction: Instruction) -> Step:
    return _CHANNEL_MODES[instruction.op_mode.name](decoder, instruction)


def _mark(state: State, slot: int) -> Mark | None:
    return state.marks[slot] if state.marks else None


def _set_result(state: State, d: int, value: int, mark: Mark | None) -> None:
    state.slots[d] = value
    if state.marks:
        state.marks[d] = mark


TASK_OPS: dict[str, Decode] = {"spawn": _spawn, "join": _join, "yield": _yield, "chan": _channel}
