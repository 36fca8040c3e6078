"""A record survives JSON with its bits; a wrong record is refused with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurlang.errors import DataError
from neurlang.learning import Job, from_json, to_json

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Weights:
    intent: float = 1.0


@dataclass(frozen=True, slots=True)
class Settings:
    seed: int
    name: str
    rate: float
    names: tuple[str, ...]
    limit: int | None = None
    fast: bool = False
    weights: Weights = field(default_factory=Weights)


@dataclass(frozen=True, slots=True)
class Several(Generic[T]):
    parts: tuple[int, ...]
    one: T


SETTINGS = st.builds(
    Settings,
    seed=st.integers(),
    name=st.text(),
    rate=st.floats(allow_nan=False, allow_infinity=False),
    names=st.lists(st.text()).map(tuple),
    limit=st.none() | st.integers(),
    fast=st.booleans(),
    weights=st.builds(Weights, st.floats(allow_nan=False, allow_infinity=False)),
)


@given(SETTINGS)
def test_a_record_survives(settings: Settings) -> None:
    assert from_json(Settings, to_json(settings), "here") == settings


@given(SETTINGS)
def test_a_generic_record_survives(settings: Settings) -> None:
    job = Job("prompts", settings, "ab")
    assert from_json(Job[Settings], to_json(job), "here") == job
    assert from_json(Several[Settings], to_json(Several((1,), settings)), "x") == Several((1,), settings)


def test_a_field_with_a_default_may_be_absent_and_a_float_may_be_whole() -> None:
    found = from_json(Settings, '{"seed": 1, "name": "a", "rate": 2, "names": []}', "here")
    assert found == Settings(1, "a", 2.0, ())
    assert type(found.rate) is float


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "job.json: not JSON"),
        ("[" * 100_000, "job.json: not JSON"),
        ("[]", "job.json: expected an object with the fields of Settings"),
        ('{"seed": 1}', "job.json: field 'name' is missing"),
        ('{"seed": true, "name": "a", "rate": 2, "names": []}', "'seed' is a bool, expected int"),
        ('{"seed": 1.5, "name": "a", "rate": 2, "names": []}', "'seed' is a float, expected int"),
        ('{"seed": 1, "name": "a", "rate": "2", "names": []}', "'rate' is a str, expected float"),
        ('{"seed": 1, "name": "a", "rate": 2, "names": [1]}', "'names' is a int, expected str"),
        ('{"seed": 1, "name": "a", "rate": 2, "names": "ab"}', "'names' is a str, expected list"),
        ('{"sead": 1}', "unknown field 'sead'; Settings has seed, name"),
        (
            '{"seed": 1, "name": "a", "rate": 2, "names": [], "weights": {"intend": 1}}',
            "field 'weights': unknown field 'intend'; Weights has intent",
        ),
    ],
)
def test_a_wrong_record_is_refused_with_its_place(text: str, message: str) -> None:
    with pytest.raises(DataError) as caught:
        from_json(Settings, text, "job.json")
    assert message in str(caught.value)
