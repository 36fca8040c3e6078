"""Training the head for functions: words to targets, cross-entropy, held out by phrasing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from neurlang.prompts.reading import FUNCTION_FEATURES, FUNCTION_WIDTH


@dataclass(frozen=True, slots=True)
class FunctionConfig:
    """Settings of a training."""

    epochs: int = 6
    batch_size: int = 256
    learning_rate: float = 0.01
    weight_decay: float = 1e-6
    smoothing: float = 0.02
    dropout: float = 0.1  # of features
    other_weight: float = 0.1  # in the loss, of a text that asks for no function
    seed: int = 20261201


@dataclass(frozen=True, slots=True)
class FunctionExample:
    """The features of a text and its class."""

    features: tuple[int, ...]
    label: int


@dataclass(frozen=True, slots=True)
class FunctionReport:
    """What an epoch reached."""

    epoch: int
    train_loss: float
    accuracy: float  # on held-out texts
    rivals: float  # the right class among the ten likeliest


class FunctionModel(nn.Module):
    """A vector for each feature, their sum, a linear layer."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.table = nn.EmbeddingBag(FUNCTION_FEATURES, FUNCTION_WIDTH, mode="sum")
        nn.init.normal_(self.table.weight, std=0.1)
        self.output = nn.Linear(FUNCTION_WIDTH, classes)

    def forward(self, features: Tensor, offsets: Tensor, weights: Tensor) -> Tensor:
        """Scores of the classes. `weights` are zero for features that are dropped."""
        counts = torch.diff(offsets, append=torch.tensor([len(features)])).clamp(min=1)
        encoded = self.table(features, offsets, per_sample_weights=weights)
        scores: Tensor = self.output(encoded / counts.sqrt().unsqueeze(1))
        return scores


def train_functions(
    examples: Sequence[FunctionExample],
    held_out: Sequence[FunctionExample],
    classes: int,
    config: FunctionConfig,
    report: Callable[[FunctionReport], None],
) -> FunctionModel:
    """Train the head. The same data and settings give the same weights."""
    torch.manual_seed(config.seed)
    generator = torch.Generator().manual_seed(config.seed)
    model = FunctionModel(classes)
    optimiser = torch.optim.Adam(
        model.parameters(), lr=config.learning_rate, weight_decay=config.weight_decay
    )
    steps = config.epochs * (-(-len(examples) // config.batch_size))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, max_lr=config.learning_rate, total_steps=steps)
    weights = torch.ones(classes)
    weights[-1] = config.other_weight
    loss_of = nn.CrossEntropyLoss(weights, label_smoothing=config.smoothing)
    for epoch in range(1, config.epochs + 1):
        model.train()
        total = 0.0
        order = torch.randperm(len(examples), generator=generator).tolist()
        for start in range(0, len(order), config.batch_size):
            batch = [examples[place] for place in order[start : start + config.batch_size]]
            features, offsets, labels = _tensors(batch)
            kept = (torch.rand(len(features), generator=generator) >= config.dropout).float()
            loss = loss_of(model(features, offsets, kept), labels)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += float(loss.detach()) * len(batch)
        accuracy, rivals = _measured(model, held_out)
        report(FunctionReport(epoch, total / len(examples), accuracy, rivals))
    return model


def _tensors(batch: Sequence[FunctionExample]) -> tuple[Tensor, Tensor, Tensor]:
    features = torch.tensor([feature for each in batch for feature in each.features], dtype=torch.long)
    lengths = torch.tensor([0, *(len(each.features) for each in batch)])
    return features, lengths.cumsum(0)[:-1], torch.tensor([each.label for each in batch])


@torch.no_grad()
def _measured(model: FunctionModel, examples: Sequence[FunctionExample]) -> tuple[float, float]:
    model.eval()
    if not examples:
        return 0.0, 0.0
    features, offsets, labels = _tensors(examples)
    scores = model(features, offsets, torch.ones(len(features)))
    best = scores.topk(10, dim=1).indices
    return (
        float((best[:, 0] == labels).float().mean()),
        float((best == labels.unsqueeze(1)).any(dim=1).float().mean()),
    )
