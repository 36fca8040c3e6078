"""`nl rules`: list the rewrite rules with their proof status, or check rules of your own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from neurlang import reports
from neurlang.cli.output import progress_bar, show_json
from neurlang.errors import FormulaError, UsageError
from neurlang.kernels.rules import (
    GROUPS,
    RULES,
    Entry,
    digest_of,
    entry_of,
    read_rules,
    verify_rule,
    write_ledger,
)

if TYPE_CHECKING:
    from neurlang.kernels.rules import Rule

Row = tuple["Rule", Entry, str]  # the text is the counterexample of a false rule


def command(
    file: Annotated[
        Path | None, typer.Argument(help="A file of rules to check instead of the table.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Prove each again: about a minute for all.")] = False,
    update: Annotated[
        bool, typer.Option("--update", help="With --check, for developers: store the verdicts.")
    ] = False,
    group: Annotated[str | None, typer.Option("--group", help=f"One of {', '.join(GROUPS)}.")] = None,
    json_output: Annotated[bool, typer.Option("--json", help="Print all as JSON.")] = False,
) -> None:
    """Print rules with their proof status; the rules of a file are checked first.

    Example: nl rules --group roots
    """
    if group is not None and group not in GROUPS:
        raise UsageError(f"There is no group '{group}'; there are {', '.join(GROUPS)}.")
    if update and (not check or file is not None or group is not None):
        raise UsageError("--update goes with --check, for the whole table.")
    rules = [rule for rule in _rules(file) if group in (None, rule.group)]
    rows = _verified(rules) if check or file is not None else [(rule, entry_of(rule), "") for rule in rules]
    if update:
        write_ledger({rule.name: entry for rule, entry, _ in rows})
    elif check and file is None:
        _compare(rows)
    if json_output:
        show_json(reports.rules_report(rows))
    else:
        for row in rows:
            print(line_of(*row))
        print(", ".join(f"{count} {status}" for status, count in _counts(rows).items()))
    if any(entry.status == "false" for _, entry, _ in rows):
        raise typer.Exit(1)


def _rules(file: Path | None) -> tuple[Rule, ...]:
    if file is None:
        return RULES
    try:
        return read_rules(file.read_text(encoding="utf-8"), "user", "real", str(file))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: the rules cannot be read ({error})") from None


def _verified(rules: list[Rule]) -> list[Row]:
    rows: list[Row] = []
    with progress_bar("Proving", len(rules)) as advance:
        for rule in rules:
            verdict = verify_rule(rule)
            entry = Entry(digest_of(rule), verdict.status, verdict.method)
            rows.append((rule, entry, verdict.counterexample))
            advance(1)
    return rows


def _compare(rows: list[Row]) -> None:
    """Raise FormulaError if a verdict differs from the stored one."""
    for rule, entry, _ in rows:
        kept = entry_of(rule)
        if entry != kept:
            raise FormulaError(
                f"rule '{rule.name}' is {entry.status} ({entry.method}) now, and was {kept.status} ({kept.method})"
            )


def line_of(rule: Rule, entry: Entry, counterexample: str) -> str:
    """A rule for people: status, kind, group, name, text, proof method."""
    back = " (back)" if rule.name.endswith("-back") and "<=>" in rule.text else ""
    line = f"{entry.status:<8} {rule.kind:<6} {rule.group:<14} {rule.name:<24} {rule.text}{back}  [{entry.method}]"
    return f"{line}\n         {counterexample}" if counterexample else line


def _counts(rows: list[Row]) -> dict[str, int]:
    return dict(Counter(entry.status for _, entry, _ in rows))
