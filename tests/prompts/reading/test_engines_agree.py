"""All installed engines return the logits of NumPy, and the same largest logit for every prompt of the benchmarks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from neurlang.prompts.reading import (
    ENGINES,
    PAD,
    SHIPPED_MODEL,
    VOCABULARY,
    Engine,
    EngineKind,
    Logits,
    Network,
    Tokens,
    layers_of,
    open_engine,
    read_tensors,
    tokens_of_text,
)

DATA = Path(__file__).parents[3] / "benchmarks" / "data"
HEADS = ("intent", "count", "operands", "signs", "scope")
TOLERANCE = 1e-3


@pytest.fixture(scope="module", params=ENGINES, ids=[kind.name for kind in ENGINES])
def engine(request: pytest.FixtureRequest) -> Engine:
    kind: EngineKind = request.param
    if kind.package is not None:
        pytest.importorskip(kind.package)
    return open_engine(name=kind.name)


@pytest.fixture(scope="module")
def reference() -> Network:
    return Network(layers_of(read_tensors(SHIPPED_MODEL), "shipped"))


@pytest.fixture(scope="module")
def prompts() -> list[Tokens]:
    """The prompts of the benchmarks, without their answers."""
    lines = [line for path in sorted(DATA.glob("*.tsv")) for line in path.read_text("utf-8").splitlines()]
    found = [tokens_of_text(line.split("\t")[0]) for line in lines if not line.startswith("# ")]
    return [each for each in found if len(each)]


def arrays(logits: Logits) -> list[np.ndarray[tuple[int, ...], np.dtype[np.float32]]]:
    return [np.asarray(getattr(logits, head)) for head in HEADS]


def close(one: Logits, other: Logits) -> None:
    for name, a, b in zip(HEADS, arrays(one), arrays(other), strict=True):
        np.testing.assert_allclose(a, b, atol=TOLERANCE, err_msg=name)


@pytest.mark.slow
def test_every_argmax_is_the_same(engine: Engine, reference: Network, prompts: list[Tokens]) -> None:
    assert len(prompts) > 900
    for tokens in prompts:
        found, wanted = (arrays(each.evaluate([tokens])) for each in (engine, reference))
        for a, b in zip(found, wanted, strict=True):
            assert (a.argmax(-1) == b.argmax(-1)).all()


@pytest.mark.parametrize("length", [1, 2, 3, 31, 32, 33, 128])
def test_texts_of_each_length(engine: Engine, reference: Network, length: int) -> None:
    text = [np.resize(tokens_of_text("what is the greatest common divisor of 12 and 18"), length)]
    close(engine.evaluate(text), reference.evaluate(text))


def test_a_batch_is_padded_without_effect(engine: Engine, reference: Network, prompts: list[Tokens]) -> None:
    batch = [*prompts[:40], np.array([*prompts[0], PAD, PAD], dtype=np.int16)]
    found = engine.evaluate(batch)
    close(found, reference.evaluate(batch))
    close(Logits(*(part[-1:] for part in arrays(found))), engine.evaluate([prompts[0]]))


@pytest.mark.parametrize("batch", [[], [[]], [[65], []]])
def test_a_batch_without_a_text_is_refused(engine: Engine, batch: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="one token or more"):
        engine.evaluate([np.array(tokens, dtype=np.int16) for tokens in batch])


@pytest.mark.parametrize("token", [-1, VOCABULARY])
def test_a_number_that_is_not_a_token_is_refused(engine: Engine, token: int) -> None:
    with pytest.raises(ValueError, match="not a token"):
        engine.evaluate([np.array([65, token], dtype=np.int16)])
