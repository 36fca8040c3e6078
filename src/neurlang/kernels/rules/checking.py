"""User-supplied rules, checked before they are used."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from neurlang.errors import FormulaError
from neurlang.kernels.rules import proofs
from neurlang.kernels.rules.notation import read_rules
from neurlang.kernels.rules.rule import Rule


def checked_rules(rules: Path | Iterable[Rule]) -> tuple[Rule, ...]:
    """These rules, or those of a file (as `real` rules in the group `user`), if none is false.

    Raises:
        FormulaError: the file cannot be read, or a line is not a rule: with file, line and a caret.
        FalseRuleError: a rule does not hold.
        MissingPartError: z3 or SymPy is not installed.

    """
    found = _read(rules) if isinstance(rules, Path) else tuple(rules)
    for rule in found:
        proofs.verified(rule)
    return found


def _read(path: Path) -> tuple[Rule, ...]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FormulaError(f"{path}: the rules cannot be read ({error})") from None
    return read_rules(text, "user", "real", str(path))
