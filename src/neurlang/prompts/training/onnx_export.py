"""Export to ONNX, in stages; after each one the logits are compared with PyTorch's on real prompts.

1. PyTorch's exporter, on the model with folded layers and stacked heads, or as it was trained;
2. constant folding and removal of what is not used (onnxscript's optimiser);
3. fusion of operators (onnxslim);
4. with `fp16`, weights stored as float16. They are converted to float32 when the model is loaded, so that this saves
   half of the file and none of the time.
"""

from __future__ import annotations

import itertools
import json
import logging
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray

from neurlang.errors import ModelError, UsageError
from neurlang.prompts.reading import (
    BLANK,
    INTENTS,
    ONNX_KEY,
    PAD,
    FoldedModel,
    layers_of,
    tokens_of_text,
    with_checksum,
)
from neurlang.prompts.training.model import MultiHeadModel
from neurlang.versions import version_of

if TYPE_CHECKING:
    import onnx

OPSETS = range(18, 24)  # of ONNX: those that PyTorch's exporter writes and every engine reads
DEFAULT_OPSET = 18
LONGEST = 128  # tokens of a text of the check
LARGEST_DIFFERENCE = 1e-3  # of a logit from PyTorch's
LARGEST_DIFFERENCE_FP16 = 0.05  # as a share of the largest logit
METADATA = "neurlang.check"

Logits = list[NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What an export does."""

    optimise: bool = True
    fp16: bool = False
    opset: int = DEFAULT_OPSET


@dataclass(frozen=True, slots=True)
class Check:
    """How far the logits of a stage are from PyTorch's: on texts of each length, alone and padded in one batch."""

    stage: str
    largest_difference: float
    largest_logit: float
    argmax_agreement: float  # share of all heads of all texts
    texts: int
    checked_by: str  # what evaluated the file


@dataclass(frozen=True, slots=True)
class Exported:
    """An ONNX file's bytes and the checks after each stage, the last one of the file itself."""

    data: bytes
    checks: tuple[Check, ...]


def export_onnx(model: MultiHeadModel, options: ExportOptions) -> Exported:
    """The ONNX file of a model. Raises UsageError for an opset outside OPSETS, ModelError if logits differ."""
    if options.opset not in OPSETS:
        raise UsageError(f"--opset is {OPSETS.start} to {OPSETS.stop - 1}, not {options.opset}")
    model.eval()
    wanted = [_by_torch(model, tokens) for tokens in check_texts()]
    proto: onnx.ModelProto | None = None
    checks = []
    for name, stage in _stages(model, options):
        proto = stage(proto)
        checks.append(_checked(name, proto, wanted, options))
    assert proto is not None  # there is always a first stage
    entry = proto.metadata_props.add()
    entry.key, entry.value = METADATA, json.dumps(asdict(checks[-1]))
    entry = proto.metadata_props.add()
    entry.key, entry.value = ONNX_KEY, BLANK
    return Exported(with_checksum(proto.SerializeToString(deterministic=True)), tuple(checks))


def _stages(
    model: MultiHeadModel, options: ExportOptions
) -> Iterator[tuple[str, Callable[[Any], onnx.ModelProto]]]:
    module = _folded(model) if options.optimise else model
    yield "export", lambda _: _by_exporter(module, model, options.opset)
    if options.optimise:
        yield "constant folding", _with_folded_constants
        yield "operator fusion", _with_fused_operators
    if options.fp16:
        yield "fp16", with_half_weights


def _folded(model: MultiHeadModel) -> torch.nn.Module:
    tensors = {name: model.state_dict()[name].numpy() for name in model.architecture.shapes()}
    return FoldedModel(layers_of(tensors, "the model")).eval()


def _by_exporter(module: torch.nn.Module, model: MultiHeadModel, opset: int) -> onnx.ModelProto:
    """PyTorch's export. The example has neither 0 nor 1 in a dimension: the exporter would take those as fixed."""
    tokens = torch.full((2, 16), PAD, dtype=torch.int64)
    tokens[:, :12] = 65
    with _without_notes():
        exported = torch.onnx.export(
            module,
            (tokens,),
            input_names=["tokens"],
            output_names=[head.name for head in model.architecture.heads],
            dynamic_shapes=({0: torch.export.Dim("batch"), 1: torch.export.Dim("length")},),
            opset_version=opset,
            dynamo=True,
            optimize=False,
            verbose=False,
        )
    assert exported is not None  # only a call without dynamo returns None
    proto: onnx.ModelProto = exported.model_proto
    return proto


@contextmanager
def _without_notes() -> Iterator[None]:
    """Without the notes of PyTorch's exporter, such as that torchvision is missing."""
    logger = logging.getLogger("torch.onnx")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(before)


def _with_folded_constants(proto: onnx.ModelProto) -> onnx.ModelProto:
    from onnxscript import optimizer

    found: onnx.ModelProto = optimizer.optimize(proto)
    return found


def _with_fused_operators(proto: onnx.ModelProto) -> onnx.ModelProto:
    import onnxslim

    found: onnx.ModelProto = onnxslim.slim(proto)
    return found


def with_half_weights(proto: onnx.ModelProto) -> onnx.ModelProto:
    """The model with its float32 weights as float16, each followed by a conversion to float32."""
    from onnx import TensorProto, helper, numpy_helper

    found = type(proto)()
    found.CopyFrom(proto)
    conversions = []
    for tensor in found.graph.initializer:
        if tensor.data_type != TensorProto.FLOAT:
            continue
        name = tensor.name
        half = numpy_helper.from_array(numpy_helper.to_array(tensor).astype(np.float16), f"{name}.half")
        tensor.CopyFrom(half)
        conversions.append(helper.make_node("Cast", [half.name], [name], to=TensorProto.FLOAT))
    nodes = [*conversions, *found.graph.node]
    del found.graph.node[:]
    found.graph.node.extend(nodes)
    return found


def _checked(stage: str, proto: onnx.ModelProto, wanted: Sequence[Logits], options: ExportOptions) -> Check:
    """Compare a stage with PyTorch's logits. Raises ModelError if they differ by more than its rounding explains."""
    import onnx

    onnx.checker.check_model(proto, full_check=True)
    run, by = _evaluator(proto)
    texts = check_texts()
    found = [run(tokens[None]) for tokens in texts]
    found += [
        [part[row : row + 1] for part in batch]
        for batch in [run(_padded(texts))]
        for row in range(len(texts))
    ]
    pairs = [
        (a, b)
        for one, other in zip(found, [*wanted, *wanted], strict=True)
        for a, b in zip(one, other, strict=True)
    ]
    check = Check(
        stage,
        max(float(np.abs(a - b).max()) for a, b in pairs),
        max(float(np.abs(b).max()) for _, b in pairs),
        float(np.mean(np.concatenate([(a.argmax(-1) == b.argmax(-1)).ravel() for a, b in pairs]))),
        len(texts),
        by,
    )
    is_half = stage == "fp16"
    allowed = LARGEST_DIFFERENCE_FP16 * check.largest_logit if is_half else LARGEST_DIFFERENCE
    if not check.largest_difference <= allowed:
        raise ModelError(
            f"After {stage}, the ONNX model differs from PyTorch's by {check.largest_difference:.2g} in a logit; "
            f"at most {allowed:.2g} is rounding"
        )
    return check


def _evaluator(proto: onnx.ModelProto) -> tuple[Callable[[NDArray[np.int64]], Logits], str]:
    """A function that evaluates a model, and its name: ONNX Runtime or, if it is not installed, ONNX's reference."""
    data = proto.SerializeToString()
    try:
        import onnxruntime
    except ImportError:
        from onnx.reference import ReferenceEvaluator

        reference = ReferenceEvaluator(proto)
        return lambda tokens: list(reference.run(None, {"tokens": tokens})), f"onnx {version_of('onnx')}"
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    return lambda tokens: list(
        session.run(None, {"tokens": tokens})
    ), f"onnxruntime {onnxruntime.__version__}"


def _by_torch(model: MultiHeadModel, tokens: NDArray[np.int64]) -> Logits:
    with torch.inference_mode():
        return [each.numpy() for each in model(torch.from_numpy(tokens[None]))]


@lru_cache(maxsize=1)
def check_texts() -> tuple[NDArray[np.int64], ...]:
    """The tokens of the prompts that a check is made with: each intent's example, and one text of each length.

    The latter are the beginnings of the examples one after the other, each from another example on.
    """
    examples = [tokens_of_text(intent.example).astype(np.int64) for intent in INTENTS]
    texts = list(examples)
    for length in range(1, LONGEST + 1):
        following = itertools.islice(itertools.cycle(examples), length, None)
        text: NDArray[np.int64] = np.concatenate(list(itertools.islice(following, length)))
        texts.append(text[:length])
    return tuple(texts)


def _padded(texts: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    matrix = np.full((len(texts), max(map(len, texts)) + 1), PAD, dtype=np.int64)
    for row, tokens in zip(matrix, texts, strict=True):
        row[: len(tokens)] = tokens
    return matrix
