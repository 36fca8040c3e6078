"""Putting one program's code after another's, so that a part assembled once can be used again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.programs.ir.intrinsic_expansion import relocated
from neurlang.programs.ir.program import Program, Symbol, in_order

if TYPE_CHECKING:
    from neurlang.programs.ir.program import Instruction


def concatenated(first: Program, second: Program, line_shift: int) -> Program:
    """The program whose code is `first`'s and then `second`'s; the former runs on into the latter.

    Entry, data and name are `first`'s; `second` has no data and starts at its first instruction. `line_shift` is added
    to `second`'s source lines. Raises ValueError where `second` has data or another entry, or both have a label.
    """
    if second.data or second.entry:
        raise ValueError(f"{second.name} has data or an entry of its own and cannot follow {first.name}")
    base = len(first.instructions)
    code: tuple[Instruction, ...] = (*first.instructions, *relocated(second.instructions, base))
    shifted = [Symbol(each.name, each.value + base, is_code=True) for each in second.symbols]
    symbols = in_order([*first.symbols, *shifted])
    if len({symbol.name for symbol in symbols}) < len(symbols):
        raise ValueError(f"a label stands both in {first.name} and in {second.name}")
    lines = (*first.lines, *(line + line_shift for line in second.lines))
    return Program(code, first.entry, first.data, symbols, lines, first.name)
