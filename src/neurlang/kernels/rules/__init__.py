"""Rules: which formulas are equal, when, and what must be known for that.

`RULES` is the whole table, `rules_of` a part of it. `analysis_for` is what an e-graph needs to know their
conditions: intervals, signs, constants. `read_rules` reads rules in the table's notation from a text.
"""

from neurlang.kernels.rules.analysis import analysis_for
from neurlang.kernels.rules.notation import read_rules
from neurlang.kernels.rules.rule import Kind, Rule
from neurlang.kernels.rules.table import GROUPS, RULES, rules_of

__all__ = ["GROUPS", "RULES", "Kind", "Rule", "analysis_for", "read_rules", "rules_of"]
