"""Long campaigns: pieces, processes, and the record from which an interrupted one goes on."""

from __future__ import annotations

import argparse
import os
import signal
from typing import TYPE_CHECKING

import campaign
import pytest
from campaign import Piece, Record, conduct, record_of

if TYPE_CHECKING:
    from pathlib import Path


def options(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    campaign.add_options(parser, "things")
    return parser.parse_args(["--minutes", "60", *words])


def seeds(piece: Piece) -> list[int]:
    first, count = piece
    return list(range(first, first + count))


def die(piece: Piece) -> None:
    if piece[0] == 8:
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_each_seed_is_tried_once_in_order(workers: str) -> None:
    chosen = options("--things", "23", "--seed", "5", "--workers", workers)
    record = record_of(chosen, "things")
    found = [seed for piece in conduct(record, seeds, 4, chosen) for seed in piece]
    assert found == list(range(5, 28))
    assert record.done == 23


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupted_campaign_goes_on_where_it_stopped(tmp_path: Path, workers: str) -> None:
    chosen = options("--things", "40", "--resume", str(tmp_path / "record"), "--workers", workers)
    found: list[int] = []

    def run(until: int) -> Record:
        record = record_of(chosen, "things")
        for piece in conduct(record, seeds, 4, chosen):
            found.extend(piece)
            record.counts["tried"] += len(piece)
            if len(found) == until:
                break
        return record

    run(20)
    del found[16:]  # the piece in whose midst it was interrupted does not count
    assert run(44).done == 40
    assert found == list(range(40))


def test_a_campaign_that_is_over_does_nothing() -> None:
    chosen = options("--things", "40", "--minutes", "-1")
    assert list(conduct(record_of(chosen, "things"), seeds, 4, chosen)) == []


def test_the_record_of_another_campaign_is_refused(tmp_path: Path) -> None:
    Record("other things", 0, 7).save(tmp_path / "record")
    with pytest.raises(SystemExit, match="the record of other things from seed 0, not of things from seed 3"):
        record_of(options("--resume", str(tmp_path / "record"), "--seed", "3"), "things")


def test_the_seeds_of_a_process_that_died_are_told() -> None:
    chosen = options("--things", "40", "--workers", "2")
    with pytest.raises(AssertionError, match=r"a process died in one of the seeds \d+ to \d+"):
        list(conduct(record_of(chosen, "things"), die, 4, chosen))
