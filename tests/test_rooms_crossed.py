"""The rooms that a run passes through are those whose functions were called."""

from neurlang.programs.ir import assemble
from neurlang.programs.machine import run
from rooms_crossed import crossing


def test_rooms_come_in_the_order_of_their_first_call() -> None:
    found = crossing(lambda: run(assemble("mov r0, 3\nhalt")))
    assert found.rooms[0] == "neurlang.programs.ir"
    assert "neurlang.programs.machine" in found.rooms
    assert len(set(found.rooms)) == len(found.rooms)


def test_a_call_back_into_a_room_at_work_is_a_return() -> None:
    def below() -> None:
        assemble("halt")

    below_globals = {"__name__": "neurlang.programs.machine"}
    above = {"__name__": "neurlang.programs.ir", "below": below}
    exec("def middle(call):\n    call()", below_globals)
    exec("def top():\n    middle(lambda: below())", above | {"middle": below_globals["middle"]}, found := {})
    assert crossing(found["top"]).returns == (("neurlang.programs.machine", "neurlang.programs.ir"),)
