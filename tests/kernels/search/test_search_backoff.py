"""The backoff scheduler: rests, doubling, and that no rule at rest is forgotten at the end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from neurlang.kernels.search import BackoffScheduler


def resting(scheduler: BackoffScheduler, rule: str, start: int) -> int:
    """How many iterations from `start` on the rule sits out."""
    return next(count for count in range(1000) if scheduler.may_match(rule, start + count))


def test_a_rule_within_its_limit_never_rests() -> None:
    scheduler = BackoffScheduler(match_limit=10)
    assert all(scheduler.accepts("a", turn, 10) and scheduler.may_match("a", turn + 1) for turn in range(50))


def test_limit_and_rest_double_each_time() -> None:
    scheduler = BackoffScheduler(match_limit=10, rest_length=3)
    assert not scheduler.accepts("a", 0, 11)
    assert resting(scheduler, "a", 1) == 3
    assert scheduler.accepts("a", 4, 20)
    assert not scheduler.accepts("a", 5, 21)
    assert resting(scheduler, "a", 6) == 6


def test_rules_rest_by_themselves() -> None:
    scheduler = BackoffScheduler(match_limit=1)
    assert not scheduler.accepts("a", 0, 2)
    assert scheduler.may_match("b", 1)
    assert not scheduler.may_match("a", 1)


def test_nothing_changed_is_the_end_only_if_no_rule_rests() -> None:
    scheduler = BackoffScheduler(match_limit=1)
    assert scheduler.is_done(0)
    assert not scheduler.accepts("a", 0, 2)
    assert not scheduler.is_done(1)
    assert scheduler.may_match("a", 2)  # called back at once


def test_the_end_waits_for_a_rule_that_comes_back_in_the_next_iteration() -> None:
    scheduler = BackoffScheduler(match_limit=1, rest_length=1)
    assert not scheduler.accepts("a", 0, 2)
    assert not scheduler.may_match("a", 1)
    assert not scheduler.is_done(1)
    assert scheduler.accepts("a", 2, 2)
    assert scheduler.is_done(2)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 100)), max_size=30))
def test_quiet_iterations_end_and_leave_no_rule_at_rest(history: list[tuple[str, int]]) -> None:
    scheduler = BackoffScheduler(match_limit=4, rest_length=2)
    for turn, (rule, matches) in enumerate(history):
        if scheduler.may_match(rule, turn):
            scheduler.accepts(rule, turn, matches)
    turn = len(history)
    quiet = next(count for count in range(10) if scheduler.is_done(turn + count))
    assert all(scheduler.may_match(rule, turn + quiet) for rule in "abc")
