"""The head for stretches as a `Learner` of the training loop, on an encoder that does not change.

Of each text it learns the requests inside it, and some of its other stretches: mostly those that begin or end where a
request does, as these are the hardest.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits

from neurlang.learning import History, TorchRun, hold_out, run, seeded_order
from neurlang.prompts.reading import (
    FEATURES,
    HIDDEN,
    PAD,
    VIEWS,
    Lexed,
    core_of,
    lex,
    stretches_of,
    tokens_of_text,
)
from neurlang.prompts.training.learner import one_cycle
from neurlang.prompts.training.model import MultiHeadModel
from neurlang.prompts.training.stretches.trees import TreeText
from neurlang.prompts.training.stretches.views import encoded, views_of

if TYPE_CHECKING:
    from torch import Tensor

BUCKET = 8  # texts are sorted by length in steps of so many tokens


@dataclass(frozen=True, slots=True)
class StretchConfig:
    """How the head is trained."""

    epochs: int = 5
    batch_size: int = 64  # texts
    learning_rate: float = 0.002  # at the peak of the cycle
    weight_decay: float = 0.01
    train_ratio: float = 0.95
    patience: int = 5
    most_wrong: int = 20  # stretches of a text that are no request
    share_of_near: float = 0.65  # of these: those that begin or end where a request does
    seed: int = 42


@dataclass(frozen=True, slots=True)
class StretchReport:
    """Figures of one epoch."""

    epoch: int
    train_loss: float
    validation_loss: float
    recall: float  # of the requests held out, with a probability of one half
    precision: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Marked:
    """A text as tokens, with some of its stretches (first token, token behind) and whether each is a request."""

    tokens: Tensor  # int64[length]
    stretches: tuple[tuple[int, int], ...]
    wanted: tuple[bool, ...]


def marked(tree: TreeText, config: StretchConfig, random: Random) -> Marked | None:
    """The stretches of a text to learn from; None if it has none. Deterministic for the state of `random`."""
    lexed = lex(tree.text)
    requests = frozenset(tree.requests)
    cores = {core_of(tree.text, *place) for place in requests}
    right: list[tuple[int, int]] = []
    near: list[tuple[int, int]] = []
    far: list[tuple[int, int]] = []
    for stretch in stretches_of(lexed):
        place, tokens = (stretch.start, stretch.end), (stretch.first, stretch.behind)
        if place in requests:
            right.append(tokens)
        elif core_of(tree.text, *place) not in cores and not _may_be_request(lexed, place, tree):
            touches = any(low == stretch.start or high == stretch.end for low, high in requests)
            (near if touches else far).append(tokens)
    random.shuffle(near)
    random.shuffle(far)
    wrong = near[: int(config.most_wrong * config.share_of_near)]
    wrong += far[: config.most_wrong - len(wrong)]
    if not right and not wrong:
        return None
    wanted = (*(True for _ in right), *(False for _ in wrong))
    return Marked(torch.from_numpy(tokens_of_text(tree.text)).long(), (*right, *wrong), wanted)


def _may_be_request(lexed: Lexed, place: tuple[int, int], tree: TreeText) -> bool:
    """Whether a stretch may be the whole request without the words around it."""
    if (
        tree.neat
        or not lexed.literals
        or any(low <= place[0] and place[1] <= high for low, high in tree.requests)
    ):
        return False
    return place[0] <= lexed.literals[0].start and lexed.literals[-1].end <= place[1]


@dataclass(frozen=True, slots=True)
class StretchLearner:
    """A `Learner` of the loop."""

    torch_run: TorchRun[nn.Sequential]
    encoder: MultiHeadModel
    training: Sequence[Marked]
    validation: Sequence[Marked]
    config: StretchConfig

    def epoch(self, number: int, _store: Callable[[], None]) -> StretchReport:
        """Learn from every text once, then evaluate the texts held out."""
        started = time.monotonic()
        train_loss = self._learn()
        loss, recall, precision = self._check()
        return StretchReport(number, train_loss, loss, recall, precision, time.monotonic() - started)

    def _learn(self) -> float:
        head = self.torch_run.model
        head.train()
        total = 0.0
        batches = self._batches()
        for batch in batches:
            views, wanted = self._views(batch)
            loss = binary_cross_entropy_with_logits(head(views).squeeze(1), wanted)
            self.torch_run.optimiser.zero_grad()
            torch.autograd.backward(loss)
            self.torch_run.optimiser.step()
            self.torch_run.schedule.step()
            total += float(loss.detach())
        return total / len(batches)

    def _batches(self) -> list[list[Marked]]:
        """Texts of similar length together, in random order."""
        size, generator = self.config.batch_size, self.torch_run.generator
        order = torch.randperm(len(self.training), generator=generator).tolist()
        order.sort(key=lambda row: len(self.training[row].tokens) // BUCKET)
        chunks = [order[at : at + size] for at in range(0, len(order), size)]
        mixed = torch.randperm(len(chunks), generator=generator).tolist()
        return [[self.training[row] for row in chunks[index]] for index in mixed]

    def _views(self, batch: Sequence[Marked]) -> tuple[Tensor, Tensor]:
        padded = nn.utils.rnn.pad_sequence(
            [each.tokens for each in batch], batch_first=True, padding_value=PAD
        )
        places = encoded(self.encoder, padded).flatten(0, 1)
        length = padded.shape[1]
        bounds = [
            (row * length, row * length + first, row * length + end, row * length + len(each.tokens))
            for row, each in enumerate(batch)
            for first, end in each.stretches
        ]
        wanted = [float(right) for each in batch for right in each.wanted]
        with torch.inference_mode():
            views = views_of(places, torch.tensor(bounds))
        return views.clone(), torch.tensor(wanted)

    def _check(self) -> tuple[float, float, float]:
        """Loss, recall and precision on the texts held out."""
        head = self.torch_run.model
        head.eval()
        logits, wanted = [], []
        size = self.config.batch_size
        with torch.inference_mode():
            for at in range(0, len(self.validation), size):
                views, right = self._views(self.validation[at : at + size])
                logits.append(head(views).squeeze(1))
                wanted.append(right)
        said, right = torch.cat(logits), torch.cat(wanted)
        found = (said > 0) & (right > 0)
        loss = float(binary_cross_entropy_with_logits(said, right))
        return loss, _share(found, right > 0), _share(found, said > 0)

    def weights(self) -> bytes:
        """The head as it is now."""
        return self.torch_run.weights()

    def state(self) -> bytes:
        """All that later epochs depend on."""
        return self.torch_run.state()

    def restore(self, state: bytes) -> None:
        """Go back to a state. Raises DataError if the bytes are not one."""
        self.torch_run.restore(state)


def _share(part: Tensor, whole: Tensor) -> float:
    return float(part.sum()) / max(1.0, float(whole.sum()))


def train_stretches(
    trees: Sequence[TreeText],
    encoder: MultiHeadModel,
    config: StretchConfig,
    report: Callable[[StretchReport], None] = lambda _: None,
) -> tuple[nn.Sequential, History[StretchReport]]:
    """The head after its best epoch. Deterministic for a seed and a number of threads."""
    encoder.eval()
    rows = hold_out([each.text for each in trees], config.train_ratio, seeded_order(config.seed))
    random = Random(config.seed)
    training, validation = (
        [each for row in part if (each := marked(trees[row], config, random)) is not None] for part in rows
    )
    learner = StretchLearner(_start(len(training), config), encoder, training, validation, config)
    history = run(learner, config.epochs, config.patience, report)
    learner.torch_run.load_weights(history.weights)
    learner.torch_run.model.eval()
    return learner.torch_run.model, history


def _start(texts: int, config: StretchConfig) -> TorchRun[nn.Sequential]:
    torch.manual_seed(config.seed)
    head = nn.Sequential(nn.Linear(FEATURES * VIEWS, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, 1))
    optimiser = torch.optim.AdamW(head.parameters(), config.learning_rate, weight_decay=config.weight_decay)
    schedule = one_cycle(optimiser, config.learning_rate, config.epochs, -(-texts // config.batch_size))
    return TorchRun(head, optimiser, schedule, torch.Generator().manual_seed(config.seed))
