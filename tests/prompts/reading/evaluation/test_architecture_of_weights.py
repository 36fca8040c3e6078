"""Which network a weights file has: the seed's, others of its kind, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from other_architectures import LIGHT, WITH_MORE_HEADS

from neurlang.errors import ModelError
from neurlang.prompts.reading import SEED, Architecture, layers_of
from neurlang.prompts.reading.evaluation.architecture import architecture_of


@pytest.mark.parametrize("architecture", [SEED, LIGHT, WITH_MORE_HEADS])
def test_the_shapes_of_an_architecture_tell_it(architecture: Architecture) -> None:
    assert architecture_of(architecture.shapes(), "here") == architecture


def test_tensors_of_nothing_are_no_part_of_it() -> None:
    shapes = SEED.shapes() | {"normalisation1.num_batches_tracked": ()}
    assert architecture_of(shapes, "here") == SEED


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"embedding.weight": None}, "tensor 'embedding.weight' is missing"),
        ({"embedding.weight": ()}, "too few dimensions"),
        ({"embedding.weight": (260, 64)}, r"shape \(260, 64\), expected \(261, 64\)"),
        ({"convolution1.weight": None}, "tensor 'convolution1.weight' is missing"),
        ({"convolution2.weight": (128, 65, 3)}, r"'convolution2.weight' has shape"),
        ({"convolution3.weight": (0, 128, 3)}, "a layer has no outputs"),
        ({"convolution3.weight": (1 << 40, 128, 3)}, "more than 4096"),
        ({"normalisation2.running_var": None}, "'normalisation2.running_var' is missing"),
        ({"intent.0.weight": None}, "'intent.0.weight' is missing"),
        ({"intent.2.weight": (53, 128)}, "head 'intent' has 53 outputs, expected 54"),
        ({"operands.3.0.weight": None}, "'operands.3.0.weight' is missing"),
        ({"signs.1.bias": (3,)}, "'signs.1.bias' has shape"),
        ({"scope.2.bias": (3, 1)}, "'scope.2.bias' has shape"),
        ({"more.0.weight": (7, 256)}, "'more.0.bias' is missing"),
        ({"more.5.weight": (7, 256)}, "'more.0"),
        (
            {f"convolution{number}.weight": (256, 256, 3) for number in range(4, 12)},
            "more than 8 convolutions",
        ),
    ],
)
def test_what_is_not_a_network_of_ours_is_refused(
    changes: dict[str, tuple[int, ...] | None], words: str
) -> None:
    shapes = {**SEED.shapes(), **changes}
    with pytest.raises(ModelError, match=words):
        architecture_of({name: shape for name, shape in shapes.items() if shape is not None}, "here")


def test_a_normalisation_without_a_scale_is_refused() -> None:
    weights = {name: np.ones(shape, dtype=np.float32) for name, shape in SEED.shapes().items()}
    weights["normalisation1.running_var"][3] = -1.0
    with pytest.raises(ModelError, match="no finite scale"):
        layers_of(weights, "here")


def test_whole_numbers_are_no_weights() -> None:
    weights = {name: np.ones(shape, dtype=np.float32) for name, shape in SEED.shapes().items()}
    weights["scope.2.bias"] = np.ones(3, dtype=np.int64)  # type: ignore[assignment]
    with pytest.raises(ModelError, match="not real numbers"):
        layers_of(weights, "here")
