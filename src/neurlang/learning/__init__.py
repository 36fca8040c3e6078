"""Shared by all trainers: jobs, folds, the loop over epochs, and checkpoints, with PyTorch or another library.

A trainer splits its examples (`hold_out`, `deal_folds`), builds a `Learner`, and calls `run` with it. `Job` says what
the run depends on. With a `CheckpointFile`, a run that was stopped continues. `TorchRun` is the state of a PyTorch
learner. `isotonic` and `curve_through` turn the scores of a model into confidences; `reliability` measures how well
they hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.learning.calibration_curves import Bin, Block, curve_through, isotonic, reliability
    from neurlang.learning.checkpoint_files import CheckpointFile
    from neurlang.learning.folds import deal_folds, hold_out
    from neurlang.learning.job import Job, fingerprint
    from neurlang.learning.loop import Checkpoint, History, Learner, Report, run
    from neurlang.learning.records import from_json, to_json
    from neurlang.learning.torch_run import TorchRun, seeded_order
else:
    __getattr__ = later(
        __name__,
        {
            "Bin": "calibration_curves",
            "Block": "calibration_curves",
            "Checkpoint": "loop",
            "CheckpointFile": "checkpoint_files",
            "History": "loop",
            "Job": "job",
            "Learner": "loop",
            "Report": "loop",
            "TorchRun": "torch_run",
            "curve_through": "calibration_curves",
            "deal_folds": "folds",
            "fingerprint": "job",
            "from_json": "records",
            "hold_out": "folds",
            "isotonic": "calibration_curves",
            "reliability": "calibration_curves",
            "run": "loop",
            "seeded_order": "torch_run",
            "to_json": "records",
        },
    )

__all__ = [
    "Bin",
    "Block",
    "Checkpoint",
    "CheckpointFile",
    "History",
    "Job",
    "Learner",
    "Report",
    "TorchRun",
    "curve_through",
    "deal_folds",
    "fingerprint",
    "from_json",
    "hold_out",
    "isotonic",
    "reliability",
    "run",
    "seeded_order",
    "to_json",
]
