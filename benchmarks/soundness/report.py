"""The findings of a run: progress lines for the user, a file of rows to resume from, and finally a summary."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import TextIO

    from soundness.work import Row, Source

TOLD_EVERY = 20.0  # seconds
SLACK = 1e-9  # of a bound, for its printing and the rounding of errors


def finished(path: Path | None) -> dict[str, Row]:
    """The rows of an earlier run, by key; an incomplete line is left out."""
    rows = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path and path.exists() else ():
        try:
            row = json.loads(line)
        except json.JSONDecodeError:
            continue
        rows[row["key"]] = row
    return rows


class Report:
    """The rows so far; each new one is written to the file, and its faults are printed at once."""

    def __init__(self, todo: Sequence[Source], done: dict[str, Row], file: TextIO | None) -> None:
        self.keys = [source.key for source in todo]
        self.rows = {key: done[key] for key in self.keys if key in done}
        self.before, self.file = len(self.rows), file
        self.begin = self.told = time.monotonic()

    def keep(self, row: Row) -> None:
        """Record a finished kernel."""
        self.rows[row["key"]] = row
        if self.file is not None:
            self.file.write(json.dumps(row) + "\n")
            self.file.flush()
        for form in row.get("forms", []):
            for fault in form["faults"]:
                tell(f"{fault['kind']}: {row['formula']} -> {form['form']} ({row['dtype']}, {row['ranges']})")
                tell(f"    at {fault['inputs']}: exact {fault['exact'][:24]},")
                tell(f"    as written {fault['written']}, got {fault['got']}")
            if is_worse_than_bound(form):
                tell(
                    f"worse than its bound {form['bound']}: {form['worst']}, {row['formula']} -> {form['form']}"
                )
        if "crashed" in row:
            tell(f"{row['key']}: {row['crashed']}")
        if time.monotonic() - self.told > TOLD_EVERY:
            self._tell_progress()

    def _tell_progress(self) -> None:
        self.told = time.monotonic()
        done, taken = len(self.rows), self.told - self.begin
        left = taken / max(1, done - self.before) * (len(self.keys) - done)
        forms = [form for row in self.rows.values() for form in row.get("forms", [])]
        bad = sum(bool(form["faults"]) for form in forms)
        told = f"{done} of {len(self.keys)} kernels, {len(forms)} forms, {bad} with faults"
        tell(f"{told}, {taken:.0f} s, about {left:.0f} s left")

    def summary(self) -> dict[str, Any]:
        """The whole run in numbers, and the names of what is wrong; the same for any number of workers."""
        rows = [self.rows[key] for key in self.keys if key in self.rows]
        forms = [form | {"key": row["key"]} for row in rows for form in row.get("forms", [])]
        faulty = [form for form in forms if form["faults"]]
        return {
            "kernels": len(rows),
            "unfinished": len(self.keys) - len(rows),
            "rewritten": sum(bool(row.get("forms")) for row in rows),
            "forms": len(forms),
            "points": total(forms, "points"),
            "outside": [form["key"] for form in faulty],
            "kinds": Counter(fault["kind"] for form in faulty for fault in form["faults"]),
            "crashed": [row["key"] for row in rows if "crashed" in row],
            "refused": Counter(row["refused"] for row in rows if "refused" in row),
            "without_points": [form["key"] for form in forms if form["points"] == 0],
            "points_undecided": total(forms, "undecided"),
            "points_without_exact_value": total(forms, "unknown"),
            "points_decided_slowly": total(forms, "slow"),
            "worst_error_ulp": max((form["worst"] for form in forms), default=0.0),
            "excused": sum(form["excused"] > 4 for form in forms),
            "safe": Counter(str(form["safe"]) for form in forms),
            "proved_but_outside": [form["key"] for form in faulty if form["safe"] == "proved"],
            "worse_than_bound": [form["key"] for form in forms if is_worse_than_bound(form)],
            "with_proved_bound": sum(form["bound"] is not None for form in forms),
            "optimizing_s": round(total(rows, "optimizing_s"), 1),
            "checking_s": round(total(forms, "checking_s"), 1),
        }


def is_worse_than_bound(form: Row) -> bool:
    """Whether an error was found that is greater than the bound that the optimiser claims to have proved."""
    bound = form["bound"]
    return bound is not None and form["worst"] > bound * (1 + SLACK)


def total(rows: Sequence[Row], name: str) -> float:
    """The sum of a field over all rows that have it."""
    found: float = sum(row.get(name, 0) for row in rows)
    return found


def tell(text: str) -> None:
    """Print a progress line for the user."""
    print(text, file=sys.stderr, flush=True)
