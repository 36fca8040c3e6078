"""The Judge: what a form costs on this machine, learned from its clock.

`variants_of` samples equal forms of a kernel, `measure_groups` times them and stores `Record`s (`read_store`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.kernels.judge.collection import corpus_groups, random_groups
    from neurlang.kernels.judge.measuring import Group, Progress, measure_groups, pinned
    from neurlang.kernels.judge.random_kernels import random_kernel, random_kernels
    from neurlang.kernels.judge.records import Fingerprint, Record, fingerprint
    from neurlang.kernels.judge.store import Contents, compact, read_store
    from neurlang.kernels.judge.variants import Variants, variants_of
else:
    __getattr__ = later(
        __name__,
        {
            "Contents": "store",
            "Fingerprint": "records",
            "Group": "measuring",
            "Progress": "measuring",
            "Record": "records",
            "Variants": "variants",
            "compact": "store",
            "corpus_groups": "collection",
            "fingerprint": "records",
            "measure_groups": "measuring",
            "pinned": "measuring",
            "random_groups": "collection",
            "random_kernel": "random_kernels",
            "random_kernels": "random_kernels",
            "read_store": "store",
            "variants_of": "variants",
        },
    )

__all__ = [
    "Contents",
    "Fingerprint",
    "Group",
    "Progress",
    "Record",
    "Variants",
    "compact",
    "corpus_groups",
    "fingerprint",
    "measure_groups",
    "pinned",
    "random_groups",
    "random_kernel",
    "random_kernels",
    "read_store",
    "variants_of",
]
