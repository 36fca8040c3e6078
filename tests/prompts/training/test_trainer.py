"""The trainer learns, stops, and is reproducible; a model survives every file format."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import torch

from neurlang.errors import BackendError, DataError, ModelError, UsageError
from neurlang.learning import Job, from_json
from neurlang.learning import to_json as jobs_json
from neurlang.prompts.reading import Scope, open_engine, tokens_of_text
from neurlang.prompts.training import (
    Example,
    GenerationConfig,
    Tally,
    TrainConfig,
    generate,
    load_model,
    save_model,
    train,
)
from neurlang.prompts.training.dataset import IGNORED, make_dataset
from neurlang.prompts.training.loss import LossWeights, weighted_loss
from neurlang.prompts.training.trainer import job_of, split

if TYPE_CHECKING:
    from pathlib import Path

    from neurlang.prompts.training import EpochReport

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("one_thread")]
CONFIG = TrainConfig(epochs=3, batch_size=16, learning_rate=0.003, seed=3)


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return list(generate(GenerationConfig(examples=1500, seed=11), Tally()))


def test_it_learns_and_reports(examples: list[Example]) -> None:
    reports = []
    trained = train(examples, CONFIG, reports.append)
    assert [each.epoch for each in reports] == [1, 2, 3]
    assert reports[-1].validation_loss < reports[0].validation_loss
    assert reports[-1].scope_accuracy > 0.65  # always the same answer has 0.59
    assert trained.best.validation_loss == min(each.validation_loss for each in reports)
    assert trained.train_count + trained.validation_count == len(examples)


def test_the_same_seed_gives_the_same_weights(examples: list[Example]) -> None:
    config = TrainConfig(epochs=1, batch_size=64, seed=3)
    first, second = (train(examples[:300], config).model.state_dict() for _ in range(2))
    assert all(torch.equal(first[name], second[name]) for name in first)


def test_a_run_that_was_stopped_makes_the_same_weights(examples: list[Example], tmp_path: Path) -> None:
    config = TrainConfig(epochs=4, batch_size=64, seed=3)
    whole = train(examples[:300], config)

    def stop_after_two(each: EpochReport) -> None:
        if each.epoch == 2:
            raise KeyboardInterrupt

    path = tmp_path / "prompts.checkpoint"
    with pytest.raises(KeyboardInterrupt):
        train(examples[:300], config, stop_after_two, checkpoint=path)
    said: list[int] = []
    resumed = train(examples[:300], config, lambda each: said.append(each.epoch), checkpoint=path)
    assert said == [3, 4]
    assert [replace(each, seconds=0.0) for each in resumed.reports] == [
        replace(each, seconds=0.0) for each in whole.reports
    ]
    found, wanted = resumed.model.state_dict(), whole.model.state_dict()
    assert all(torch.equal(found[name], wanted[name]) for name in wanted)
    with pytest.raises(DataError, match=r"another job: job.data is .* in it"):
        train(examples[:200], config, checkpoint=path)


def test_a_run_that_was_stopped_within_an_epoch_makes_the_same_weights(
    examples: list[Example], tmp_path: Path
) -> None:
    config = TrainConfig(epochs=2, batch_size=32, seed=3)
    whole = train(examples[:300], config)
    path = tmp_path / "prompts.checkpoint"
    for stop in (5, 12):  # of 9 batches an epoch; the state of batch 4, then of batch 11 is stored

        def stop_there(done: int, _total: int, stop: int = stop) -> None:
            if done == stop:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            train(examples[:300], config, progress=stop_there, checkpoint=path, store_every=2)
    begun: list[int] = []
    resumed = train(
        examples[:300], config, progress=lambda done, _: begun.append(done), checkpoint=path, store_every=2
    )
    assert begun == list(range(12, 19))
    assert [replace(each, seconds=0.0) for each in resumed.reports] == [
        replace(each, seconds=0.0) for each in whole.reports
    ]
    found, wanted = resumed.model.state_dict(), whole.model.state_dict()
    assert all(torch.equal(found[name], wanted[name]) for name in wanted)


def test_without_resume_an_earlier_checkpoint_is_replaced(examples: list[Example], tmp_path: Path) -> None:
    config = TrainConfig(epochs=1, batch_size=64, seed=3)
    path = tmp_path / "prompts.checkpoint"
    path.write_bytes(b"of something else")
    said: list[int] = []
    train(examples[:100], config, lambda each: said.append(each.epoch), checkpoint=path, resume=False)
    assert said == [1]
    train(examples[:100], config, lambda each: said.append(each.epoch), checkpoint=path)
    assert said == [1]


def test_a_gpu_without_enough_memory_ends_with_advice(examples: list[Example]) -> None:
    def full(_done: int, _total: int) -> None:
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB.")

    with pytest.raises(
        BackendError, match=r"^CUDA out of memory\nUse a smaller GPU profile or reduce batch size"
    ):
        train(examples[:100], CONFIG, progress=full)


def test_the_light_model_learns_and_every_engine_of_the_base_install_reads_it(
    examples: list[Example], tmp_path: Path
) -> None:
    config = TrainConfig(epochs=1, batch_size=64, seed=3, light=True)
    model = train(examples[:300], config).model
    assert sum(each.numel() for each in model.parameters()) == 53_158
    save_model(model, tmp_path / "light.safetensors")
    tokens = tokens_of_text("factorial of 10")
    found = open_engine(tmp_path / "light.safetensors").evaluate([tokens])
    with torch.inference_mode():
        wanted = model(torch.from_numpy(tokens).long()[None])
        again = load_model(tmp_path / "light.safetensors")(torch.from_numpy(tokens).long()[None])
    assert abs(found.intent - wanted[0].numpy()).max() < 1e-4
    assert all(torch.equal(one, other) for one, other in zip(again, wanted, strict=True))


def test_mixed_precision_learns_too(examples: list[Example]) -> None:
    config = TrainConfig(epochs=1, batch_size=64, seed=3, mixed_precision=True)
    mixed, plain = (train(examples[:300], each) for each in (config, replace(config, mixed_precision=False)))
    assert mixed.best.validation_loss != plain.best.validation_loss
    assert abs(mixed.best.validation_loss - plain.best.validation_loss) < 0.2
    assert {each.dtype for each in mixed.model.parameters()} == {torch.float32}


def test_a_job_survives_json(examples: list[Example]) -> None:
    job = job_of(examples, CONFIG)
    assert from_json(Job[TrainConfig], jobs_json(job), "job.json") == job


def test_it_stops_early_if_the_loss_does_not_fall(examples: list[Example]) -> None:
    config = TrainConfig(epochs=30, batch_size=64, learning_rate=1e-9, patience=2, seed=3)
    trained = train(examples[:200], config)
    assert len(trained.reports) < 30
    assert len(trained.reports) - trained.best.epoch == 2


def test_no_text_stands_in_both_parts(examples: list[Example]) -> None:
    training, validation = split([*examples, *examples], CONFIG)
    seen = {tuple(tokens.tolist()) for tokens in training.tokens}
    texts = {each.text for each in examples}
    assert len(training) + len(validation) == 2 * len(examples)
    assert len(texts) > len(seen & {tuple(tokens.tolist()) for tokens in validation.tokens})


def test_texts_without_an_intent_teach_only_the_scope() -> None:
    none = Example("who won", None, 0, (0,) * 4, None, int(Scope.NONE), (98,) * 4, (0,) * 4, 0, "none:x")
    labels = make_dataset([none]).labels
    assert labels.intent.tolist() == [IGNORED]
    assert labels.operands.tolist() == [[IGNORED] * 4]
    outputs = [
        torch.zeros(1, 54, requires_grad=True),
        torch.zeros(1, 5, requires_grad=True),
        torch.zeros(1, 4, 256, requires_grad=True),
        torch.zeros(1, 4, 2, requires_grad=True),
        torch.zeros(1, 3, requires_grad=True),
    ]
    weighted_loss(outputs, labels, LossWeights()).backward()
    learning = [bool((each.grad if each.grad is not None else each).abs().sum() > 0) for each in outputs]
    assert learning == [False, False, False, False, True]


def test_too_few_examples_are_refused() -> None:
    with pytest.raises(DataError, match="too few to train on"):
        train([], CONFIG)


@pytest.mark.parametrize("suffix", [".pt", ".safetensors"])
def test_a_saved_model_is_the_same_model(examples: list[Example], tmp_path: Path, suffix: str) -> None:
    from neurlang.prompts.training.model import MultiHeadModel

    model = MultiHeadModel().eval()
    path = tmp_path / f"model{suffix}"
    save_model(model, path)
    loaded = load_model(path)
    tokens = torch.from_numpy(tokens_of_text(examples[0].text)).long()[None]
    with torch.inference_mode():
        assert all(torch.equal(one, other) for one, other in zip(model(tokens), loaded(tokens), strict=True))
    assert list(tmp_path.iterdir()) == [path]


def test_the_native_engine_reads_what_the_trainer_writes(tmp_path: Path) -> None:
    from neurlang.prompts.training.model import MultiHeadModel

    model = MultiHeadModel().eval()
    save_model(model, tmp_path / "model.safetensors")
    tokens = tokens_of_text("factorial of 10")
    found = open_engine(tmp_path / "model.safetensors").evaluate([tokens])
    with torch.inference_mode():
        wanted = model(torch.from_numpy(tokens).long()[None])
    assert abs(found.intent - wanted[0].numpy()).max() < 1e-4


def test_unknown_formats_and_damaged_files_are_refused(tmp_path: Path) -> None:
    from neurlang.prompts.training.model import MultiHeadModel

    with pytest.raises(UsageError, match="Unknown model format"):
        save_model(MultiHeadModel(), tmp_path / "model.mpk")
    with pytest.raises(ModelError, match="Model file not found"):
        load_model(tmp_path / "none.pt")
    damaged = tmp_path / "damaged.pt"
    damaged.write_bytes(b"\x80\x04" + b"x" * 200)
    with pytest.raises(ModelError, match="Model file damaged"):
        load_model(damaged)
