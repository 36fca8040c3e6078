"""The evaluators compared with PyTorch, and independence of padding."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from neurlang.errors import ModelError
from neurlang.prompts.reading import (
    PAD,
    SEED,
    VOCABULARY,
    Logits,
    Network,
    layers_of,
)
from neurlang.prompts.reading.evaluation.compiled_network import CompiledNetwork

pytestmark = pytest.mark.usefixtures("one_thread")
SHAPES = SEED.shapes()
FIELDS = [name for name in Logits.__dataclass_fields__ if name != "others"]
EVALUATORS = {"machine code": CompiledNetwork, "NumPy": Network}
token_lists = st.lists(
    st.integers(0, VOCABULARY - 1).filter(lambda token: token != PAD), min_size=1, max_size=60
)


@pytest.fixture(scope="module")
def model() -> object:
    """A model with random weights, and with normalisation statistics that are not the initial ones."""
    from neurlang.prompts.training.model import MultiHeadModel

    torch.manual_seed(7)
    model = MultiHeadModel()
    model.train()
    for _ in range(3):
        model(torch.randint(0, PAD, (16, 30)))
    return model.eval()


@pytest.fixture(scope="module", params=EVALUATORS.values(), ids=EVALUATORS)
def network(model: torch.nn.Module, request: pytest.FixtureRequest) -> Network | CompiledNetwork:
    state = model.state_dict()
    found: Network = request.param(layers_of({name: state[name].numpy() for name in SHAPES}, "random"))
    return found


def test_every_tensor_of_the_state_dict_is_in_the_table(model: torch.nn.Module) -> None:
    state = {
        name: tuple(each.shape) for name, each in model.state_dict().items() if "num_batches" not in name
    }
    assert state == SHAPES


@given(batch=st.lists(token_lists, min_size=1, max_size=5))
def test_it_returns_the_logits_of_pytorch(
    model: torch.nn.Module, network: Network, batch: list[list[int]]
) -> None:
    found = network.evaluate([np.array(tokens, dtype=np.int16) for tokens in batch])
    padded = np.full((len(batch), max(map(len, batch))), PAD)
    for row, tokens in zip(padded, batch, strict=True):
        row[: len(tokens)] = tokens
    with torch.inference_mode():
        wanted = model(torch.from_numpy(padded))
    for name, tensor in zip(FIELDS, wanted, strict=True):
        np.testing.assert_allclose(getattr(found, name), tensor.numpy(), atol=2e-4, err_msg=name)


@given(tokens=token_lists, padding=st.integers(0, 40), others=st.lists(token_lists, max_size=3))
def test_padding_and_other_texts_change_no_logit(
    network: Network, tokens: list[int], padding: int, others: list[list[int]]
) -> None:
    alone = network.evaluate([np.array(tokens, dtype=np.int16)])
    padded = np.array([*tokens, *[PAD] * padding], dtype=np.int16)
    together = network.evaluate([*(np.array(each, dtype=np.int16) for each in others), padded])
    for name in FIELDS:
        np.testing.assert_allclose(
            np.asarray(getattr(together, name))[-1],
            np.asarray(getattr(alone, name))[0],
            atol=1e-5,
            err_msg=name,
        )


@given(tokens=token_lists, padding=st.integers(1, 40))
def test_pytorch_too_ignores_padding(model: torch.nn.Module, tokens: list[int], padding: int) -> None:
    with torch.inference_mode():
        alone = model(torch.tensor([tokens]))
        padded = model(torch.tensor([[*tokens, *[PAD] * padding]]))
    for one, other in zip(alone, padded, strict=True):
        np.testing.assert_allclose(one.numpy(), other.numpy(), atol=1e-4)


def test_an_empty_text_is_refused(network: Network) -> None:
    with pytest.raises(ValueError, match="one token or more"):
        network.evaluate([np.array([], dtype=np.int16)])


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda tensors: tensors.pop("scope.0.weight"), "'scope.0.weight' is missing"),
        (lambda tensors: tensors.update({"intent.2.bias": np.zeros(53, np.float32)}), "shape \\(53,\\)"),
        (lambda tensors: tensors.update({"count.2.bias": np.full(5, np.nan, np.float32)}), "NaN"),
    ],
)
def test_weights_of_another_network_are_refused(damage: object, words: str) -> None:
    tensors = {name: np.zeros(shape, np.float32) for name, shape in SHAPES.items()}
    damage(tensors)  # type: ignore[operator]
    with pytest.raises(ModelError, match=words):
        layers_of(tensors, "damaged")
