"""The Judge: what a form costs on this machine, learned from its clock.

`variants_of` samples equal forms of a kernel, `measure_here` times forms and stores `Record`s (`read_store`),
`fit_judge` makes a `Judge` of them, `evaluate_judge` compares all models on kernels held out. A `Judge` says what code
takes (`opinion`) and has models that guide a search (`models`); `chosen_judge` returns the one for this machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.kernels.judge.calibrating import MINUTES, QUICK_MINUTES, measure_again, measure_here
    from neurlang.kernels.judge.calibrations import (
        AGAIN,
        STORE,
        Chosen,
        choose_judge,
        chosen_judge,
        judge_folder,
        keep,
        own_file,
        shipped_again,
        shipped_data,
        shipped_file,
    )
    from neurlang.kernels.judge.collecting.collection import corpus_groups, random_groups
    from neurlang.kernels.judge.collecting.measuring import Group, Progress, measure_groups, pinned
    from neurlang.kernels.judge.collecting.random_kernels import random_kernel
    from neurlang.kernels.judge.collecting.records import Fingerprint, Record, fingerprint
    from neurlang.kernels.judge.collecting.store import Contents, compact, read_store, write_file
    from neurlang.kernels.judge.collecting.variants import Variants, variants_of
    from neurlang.kernels.judge.evaluating.drawing import draw_judge
    from neurlang.kernels.judge.evaluating.evaluation import Evaluation, Row, evaluate_judge
    from neurlang.kernels.judge.evaluating.metrics import Figure
    from neurlang.kernels.judge.evaluating.peers import Peer, find_peers
    from neurlang.kernels.judge.evaluating.published import PUBLISHED, PUBLISHED_BY
    from neurlang.kernels.judge.fitting import fit_judge, of_one_machine
    from neurlang.kernels.judge.judge import Judge, Opinion
    from neurlang.kernels.judge.judge_file import FILE_NAME, judge_from, read_judge, toml_of
else:
    __getattr__ = later(
        __name__,
        {
            "AGAIN": "calibrations",
            "FILE_NAME": "judge_file",
            "MINUTES": "calibrating",
            "PUBLISHED": "evaluating.published",
            "PUBLISHED_BY": "evaluating.published",
            "QUICK_MINUTES": "calibrating",
            "STORE": "calibrations",
            "Chosen": "calibrations",
            "Contents": "collecting.store",
            "Evaluation": "evaluating.evaluation",
            "Figure": "evaluating.metrics",
            "Fingerprint": "collecting.records",
            "Group": "collecting.measuring",
            "Judge": "judge",
            "Opinion": "judge",
            "Peer": "evaluating.peers",
            "Progress": "collecting.measuring",
            "Record": "collecting.records",
            "Row": "evaluating.evaluation",
            "Variants": "collecting.variants",
            "choose_judge": "calibrations",
            "chosen_judge": "calibrations",
            "compact": "collecting.store",
            "corpus_groups": "collecting.collection",
            "draw_judge": "evaluating.drawing",
            "evaluate_judge": "evaluating.evaluation",
            "find_peers": "evaluating.peers",
            "fingerprint": "collecting.records",
            "fit_judge": "fitting",
            "judge_folder": "calibrations",
            "judge_from": "judge_file",
            "keep": "calibrations",
            "measure_again": "calibrating",
            "measure_groups": "collecting.measuring",
            "measure_here": "calibrating",
            "of_one_machine": "fitting",
            "own_file": "calibrations",
            "pinned": "collecting.measuring",
            "random_groups": "collecting.collection",
            "random_kernel": "collecting.random_kernels",
            "read_judge": "judge_file",
            "read_store": "collecting.store",
            "shipped_again": "calibrations",
            "shipped_data": "calibrations",
            "shipped_file": "calibrations",
            "toml_of": "judge_file",
            "variants_of": "collecting.variants",
            "write_file": "collecting.store",
        },
    )

__all__ = [
    "AGAIN",
    "FILE_NAME",
    "MINUTES",
    "PUBLISHED",
    "PUBLISHED_BY",
    "QUICK_MINUTES",
    "STORE",
    "Chosen",
    "Contents",
    "Evaluation",
    "Figure",
    "Fingerprint",
    "Group",
    "Judge",
    "Opinion",
    "Peer",
    "Progress",
    "Record",
    "Row",
    "Variants",
    "choose_judge",
    "chosen_judge",
    "compact",
    "corpus_groups",
    "draw_judge",
    "evaluate_judge",
    "find_peers",
    "fingerprint",
    "fit_judge",
    "judge_folder",
    "judge_from",
    "keep",
    "measure_again",
    "measure_groups",
    "measure_here",
    "of_one_machine",
    "own_file",
    "pinned",
    "random_groups",
    "random_kernel",
    "read_judge",
    "read_store",
    "shipped_again",
    "shipped_data",
    "shipped_file",
    "toml_of",
    "variants_of",
    "write_file",
]
