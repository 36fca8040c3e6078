"""Machine code compared with NumPy for networks of all shapes, from several threads, and how the code is loaded."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from other_architectures import LIGHT, WITH_MORE_HEADS

from neurlang.errors import NativeCodeError
from neurlang.prompts.reading import (
    PAD,
    SEED,
    SHIPPED_MODEL,
    Architecture,
    Layers,
    Logits,
    Network,
    engines,
    layers_of,
    measured,
    open_engine,
)
from neurlang.prompts.reading.engines import native
from neurlang.prompts.reading.evaluation import compiled_network, loading
from neurlang.prompts.reading.evaluation.architecture import VOCABULARY, Convolution
from neurlang.prompts.reading.evaluation.building import built_object, code_of
from neurlang.prompts.reading.evaluation.compiled_network import CompiledNetwork

if TYPE_CHECKING:
    from pathlib import Path

NARROW = Architecture(3, (Convolution(5, True), Convolution(70, False), Convolution(1, False)), SEED.heads)
SHALLOW = Architecture(64, (Convolution(130, True),), SEED.heads)
ARCHITECTURES = {"light": LIGHT, "more heads": WITH_MORE_HEADS, "narrow": NARROW, "shallow": SHALLOW}
HEADS = ("intent", "count", "operands", "signs", "scope")

token_lists = st.lists(st.integers(0, VOCABULARY - 1), min_size=1, max_size=40)


def random_layers(architecture: Architecture, seed: int = 1) -> Layers:
    """A network with random weights whose layers neither vanish nor explode."""
    random = np.random.default_rng(seed)
    weights = {}
    for name, shape in architecture.shapes().items():
        scale = np.sqrt(2.0 / np.prod(shape[1:])) if len(shape) > 1 else 0.3
        values = random.normal(size=shape) * scale
        weights[name] = (np.abs(values) + 0.5 if "running_var" in name else values).astype(np.float32)
    return layers_of(weights, "random")


def same(one: Logits, other: Logits) -> None:
    for name in HEADS:
        a, b = (np.asarray(getattr(each, name)) for each in (one, other))
        np.testing.assert_allclose(a, b, rtol=1e-4, atol=1e-4, err_msg=name)
        assert a.dtype == np.float32
    assert one.others.keys() == other.others.keys()
    for name, values in one.others.items():
        np.testing.assert_allclose(values, other.others[name], rtol=1e-4, atol=1e-4, err_msg=name)


@pytest.fixture(scope="module", params=ARCHITECTURES.values(), ids=ARCHITECTURES)
def evaluators(request: pytest.FixtureRequest) -> tuple[CompiledNetwork, Network]:
    layers = random_layers(request.param)
    return CompiledNetwork(layers), Network(layers)


@given(batch=st.lists(token_lists, min_size=1, max_size=3))
def test_it_returns_the_logits_of_numpy(
    evaluators: tuple[CompiledNetwork, Network], batch: list[list[int]]
) -> None:
    texts = [np.array(tokens, dtype=np.int16) for tokens in batch]
    compiled, reference = (each.evaluate(texts) for each in evaluators)
    same(compiled, reference)


@given(tokens=token_lists)
def test_places_are_those_of_numpy(evaluators: tuple[CompiledNetwork, Network], tokens: list[int]) -> None:
    compiled, reference = (each.places(np.array(tokens, dtype=np.int16)) for each in evaluators)
    np.testing.assert_allclose(compiled, reference, rtol=1e-4, atol=1e-4)


def test_further_heads_are_returned_too() -> None:
    found = CompiledNetwork(random_layers(WITH_MORE_HEADS)).evaluate([np.array([65, 66], dtype=np.int16)])
    assert {name: each.shape for name, each in found.others.items()} == {
        "library": (1, 700),
        "places": (1, 3, 7),
        "stretch": (1, 1),
    }


def test_a_long_text_after_a_short_one_and_a_short_one_after_it() -> None:
    layers = random_layers(SEED)
    compiled, reference = CompiledNetwork(layers), Network(layers)
    for length in (3, 5000, 2, 64, 65):
        text = [np.resize(np.arange(7, 90, dtype=np.int16), length)]
        same(compiled.evaluate(text), reference.evaluate(text))


def test_the_scores_of_operands_are_those_of_their_own_text() -> None:
    layers = random_layers(SEED)
    compiled, reference = CompiledNetwork(layers), Network(layers)
    texts = [np.array(tokens, dtype=np.int16) for tokens in ([1, 2, 3], [200], [PAD - 1] * 9)]
    asked_late = [compiled.evaluate([text]) for text in texts]
    for text, found in zip(texts, asked_late, strict=True):
        same(found, reference.evaluate([text]))


@pytest.mark.slow
def test_threads_share_a_network() -> None:
    layers = random_layers(SEED)
    compiled, reference = CompiledNetwork(layers), Network(layers)
    random = np.random.default_rng(0)
    texts = [
        random.integers(0, PAD, size=length).astype(np.int16) for length in random.integers(1, 90, size=64)
    ]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda text: compiled.evaluate([text]), texts * 4))
    for text, each in zip(texts * 4, found, strict=True):
        same(each, reference.evaluate([text]))


@pytest.mark.parametrize("token", [-1, VOCABULARY, 32767, -32768])
def test_a_number_that_is_not_a_token_is_refused(token: int) -> None:
    with pytest.raises(ValueError, match="not a token"):
        CompiledNetwork(random_layers(LIGHT)).evaluate([np.array([65, token], dtype=np.int16)])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the objects of Linux")
def test_code_that_llvm_links_does_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processors other than x86-64 need it."""
    layers = random_layers(LIGHT)
    monkeypatch.setattr(compiled_network, "loaded_code", lambda: loading.linked(built_object()))
    text = [np.arange(50, dtype=np.int16)]
    same(CompiledNetwork(layers).evaluate(text), Network(layers).evaluate(text))


def test_an_object_that_is_damaged_is_refused() -> None:
    with pytest.raises(ValueError, match=r"damaged|Magic"):
        code_of(b"\0" * 100)


@pytest.mark.slow
def test_without_native_code_numpy_evaluates_and_the_engine_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Layers) -> CompiledNetwork:
        raise NativeCodeError("the system does not allow executable memory")

    text = [np.arange(50, dtype=np.int16)]
    wanted = open_engine().evaluate(text)
    monkeypatch.setattr(native, "CompiledNetwork", refuse)
    engine = native.NativeEngine(SHIPPED_MODEL)
    assert engine.without_code == "the system does not allow executable memory"
    same(engine.evaluate(text), wanted)
    assert measured(engines.ENGINES[0]).note == f"NumPy evaluates it: {engine.without_code}"


def test_a_system_that_does_not_tell_its_processor_has_no_code(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from neurlang.prompts.reading.evaluation import processor

    monkeypatch.setattr(processor, "CPU_INFO", tmp_path / "none")
    with pytest.raises(NativeCodeError, match="the processor is not known"):
        processor.processor_text.__wrapped__()
