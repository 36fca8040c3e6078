"""Moving several values into registers at once, by single moves that overwrite nothing that is still needed.

Method: emit any move whose destination no other move reads; when only cycles are left, save one register of
a cycle in a scratch register (May, "The parallel assignment problem redefined", 1989).
"""

from __future__ import annotations

from neurlang.programs.ir.expressions import Expression
from neurlang.programs.ir.registers import Register

Source = Register | int | Expression


def parallel_copy(moves: list[tuple[Register, Source]], scratch: Register) -> list[tuple[Register, Source]]:
    """The (destination, source) pairs as a sequence of moves with the effect of all moves at once.

    Destinations differ from each other and from `scratch`; `scratch` may be a source.
    """
    pending = {into: source for into, source in moves if into != source}
    sequence: list[tuple[Register, Source]] = []
    while pending:
        free = [into for into in pending if into not in pending.values()]
        if free:
            sequence.append((free[0], pending.pop(free[0])))
            continue
        # Every destination is read by another move, so all sources are destinations and the scratch is free.
        saved = next(iter(pending))
        sequence.append((scratch, saved))
        pending = {into: scratch if source == saved else source for into, source in pending.items()}
    return sequence
