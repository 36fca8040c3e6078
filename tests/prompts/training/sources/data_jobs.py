"""Small jobs of `nl datagen`, for the tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from neurlang.programs.stdlib.built_library import built_library
from neurlang.prompts.training.sources.checkpoints import Progress
from neurlang.prompts.training.sources.job import DataJob
from neurlang.prompts.training.sources.making import make_rows
from neurlang.prompts.training.sources.rows import Schema

EXAMPLES = Path(__file__).parents[4] / "examples"


class Lines(list[bytes]):
    """A sink that keeps the lines."""

    def write(self, line: bytes) -> None:
        """Keep it."""
        self.append(line)


def whole_job(count: int, schema: Schema = Schema.INTENT, level: int = 5, seed: int = 3) -> DataJob:
    """A job with every source."""
    return DataJob(count, seed, level, schema, (built_library(),), EXAMPLES)


def rows_of(job: DataJob, workers: int = 1) -> tuple[list[dict[str, Any]], Progress]:
    """The rows of a job, and its figures."""
    lines = Lines()
    progress = make_rows(job, workers, lines, Progress())
    return [json.loads(line) for line in lines], progress
