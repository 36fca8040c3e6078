"""The models of cost that guide a search."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from neurlang.kernels.cost.latency import latency_cost
from neurlang.kernels.cost.model import Cost
from neurlang.kernels.cost.ports import port_cost


@dataclass(frozen=True, slots=True)
class Models:
    """Two models: `ranking` says which form is cheaper, `additive` guides extractions that add up nodes."""

    ranking: Cost
    additive: Cost


@cache
def table_models(target: str) -> Models:
    """The models with the table's numbers for a target. Raises UsageError if there are none for it."""
    return Models(port_cost(target), latency_cost(target))
