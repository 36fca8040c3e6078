"""Register allocation: linear scan over live ranges with holes, after joining what moves would connect.

Method: Poletto and Sarkar, "Linear Scan Register Allocation", TOPLAS 1999; ranges with holes as in Wimmer and Franz,
"Linear Scan Register Allocation on SSA Form", CGO 2010. A value without a register goes to the stack, and all is done
again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from neurlang.programs.stdlib.backend.ranges import Places, places_of, ranges_of
from neurlang.programs.stdlib.backend.saving import spilled
from neurlang.programs.stdlib.ssa import (
    Block,
    Function,
    Graph,
    Jump,
    Return,
    Var,
    edges_of,
    graph_of,
)

REGISTERS = range(11)
"""The registers that compiled code may change: r0 to r10."""

_A_LOOP = 10
"""How much more a move in a loop counts than one outside."""


@dataclass(frozen=True, slots=True)
class Allocation:
    """A function and the register of each of its values."""

    function: Function
    registers: Mapping[Var, int]


@dataclass(slots=True, eq=False)
class Web:
    """Values that share a register, since moves connect them.

    `wishes` are registers that would save moves; `avoided` are webs written by the moves that read this one.
    """

    vars: list[Var]
    range: int
    weight: float = 0.0
    wishes: dict[int, float] = field(default_factory=dict)
    avoided: list[tuple[Web, float]] = field(default_factory=list)
    register: int = -1

    @property
    def start(self) -> int:
        """Its first place."""
        return (self.range & -self.range).bit_length() - 1


def allocated(function: Function, clobbered: Mapping[str, frozenset[int]]) -> Allocation:
    """The function with a register for each value.

    In: a function that fits the machine, and the registers that a call of each callee changes. Out: the same
    computation; values that are live at the same place have different registers.
    """
    original = function.next_var
    while True:
        graph = graph_of(function)
        places = places_of(function)
        webs = _webs(function, graph, places)
        taken = _taken_by_calls(function, places, clobbered)
        without = _assign(webs, taken, original)
        if without is None:
            return Allocation(function, {var: web.register for web in webs for var in web.vars})
        function = spilled(function, without.vars)


def webs_of(function: Function) -> dict[Var, Web]:
    """The web of each value of a function."""
    graph = graph_of(function)
    return {var: web for web in _webs(function, graph, places_of(function)) for var in web.vars}


def _webs(function: Function, graph: Graph, places: Places) -> list[Web]:
    """The values of a function, joined along edges where their ranges allow it, inner loops first."""
    ranges = ranges_of(function, graph, places)
    home = {var: Web([var], held) for var, held in ranges.items()}
    by_number = function.by_number
    scale = {block.number: float(_A_LOOP ** graph.depth(block.number)) for block in function.blocks}
    moves = [
        (scale[block.number], param, arg)
        for block in function.blocks
        for edge in edges_of(block.end)
        for param, arg in zip(by_number[edge.target].params, edge.args, strict=True)
        if isinstance(arg, Var)
    ]
    for _, param, arg in sorted(moves, key=lambda move: -move[0]):
        one, two = home[param], home[arg]
        if one is not two and not one.range & two.range:
            one.vars += two.vars
            one.range |= two.range
            home.update(dict.fromkeys(two.vars, one))
    for block in function.blocks:
        _weigh(block, scale[block.number], home)
        for edge in edges_of(block.end):
            params = [home[param] for param in by_number[edge.target].params]
            for source in edge.args:
                if isinstance(source, Var):
                    own = home[source]
                    own.avoided += [(web, scale[block.number]) for web in params if web is not own]
    for place, param in enumerate(function.entry.params):
        _wish(home, param, place, 1.0)
    return sorted({id(web): web for web in home.values()}.values(), key=lambda web: web.start)


def _weigh(block: Block, scale: float, home: Mapping[Var, Web]) -> None:
    """Count the uses in a block, and what its moves would like."""
    for each in block.body:
        for place, arg in enumerate(each.args):
            if isinstance(arg, Var):
                home[arg].weight += scale
                if each.op == "call":
                    _wish(home, arg, place, scale)
        if each.result is not None:
            home[each.result].weight += scale
            if each.op == "call":
                _wish(home, each.result, 0, scale)
    match block.end:
        case Return(Var() as value):
            _wish(home, value, 0, scale)
        case Jump(edge):
            for arg in edge.args:
                if isinstance(arg, Var):
                    home[arg].weight += scale


def _wish(home: Mapping[Var, Web], var: Var, register: int, scale: float) -> None:
    wishes = home[var].wishes
    wishes[register] = wishes.get(register, 0.0) + scale


def _taken_by_calls(
    function: Function, places: Places, clobbered: Mapping[str, frozenset[int]]
) -> dict[int, int]:
    """For each register, the places of the calls that change it."""
    taken = dict.fromkeys(REGISTERS, 0)
    for block in function.blocks:
        for index, each in enumerate(block.body):
            if each.op == "call":
                bit = 1 << (places.of(block.number, index) + 1)
                for register in {*clobbered[each.callee], *range(len(each.args)), 0}:
                    taken[register] |= bit
    return taken


def _assign(webs: list[Web], taken: dict[int, int], original: int) -> Web | None:
    """Give each web a register; a web that has to go to the stack if there are too few."""
    for place, web in enumerate(webs):
        free = [register for register in REGISTERS if not taken[register] & web.range]
        if not free:
            return _cheapest(webs[:place], web, original)
        web.register = max(free, key=lambda register: _liking(web, register, webs[place + 1 :]))
        taken[web.register] |= web.range
    return None


def _liking(web: Web, register: int, later: Iterable[Web]) -> tuple[float, int]:
    """How much a register is wanted: by this web, and not by later ones that could then not have it."""
    others = sum(other.wishes.get(register, 0.0) for other in later if other.range & web.range)
    others += sum(scale for other, scale in web.avoided if other.register == register)
    return web.wishes.get(register, 0.0) - others, -register


def _cheapest(before: list[Web], web: Web, original: int) -> Web:
    """The web, or one that is live with it, whose loads and stores cost least for the places that it frees."""
    rivals = [other for other in before if other.range & web.range]
    candidates = [each for each in (*rivals, web) if any(var.number < original for var in each.vars)] or [web]
    return min(candidates, key=lambda each: each.weight / each.range.bit_count())


def moves_in_order(moves: Mapping[int, int], constants: Mapping[int, int], free: int | None) -> list[str]:
    """Moves that happen at once, as instructions: `moves` from register to register, then constants.

    A cycle goes through a free register, or, if there is none, by exclusive or.
    """
    pending = {into: source for into, source in moves.items() if into != source}
    lines: list[str] = []
    while pending:
        ready = next((into for into in pending if into not in pending.values()), None)
        if ready is not None:
            lines.append(f"mov r{ready}, r{pending.pop(ready)}")
        elif free is not None:
            into = next(iter(pending))
            lines.append(f"mov r{free}, r{into}")
            pending = {each: free if source == into else source for each, source in pending.items()}
        else:
            lines += _exchanged(pending)
    return lines + [f"mov r{into}, {value}" for into, value in constants.items()]


def _exchanged(pending: dict[int, int]) -> list[str]:
    """Exchange two registers of a cycle, which puts one of them right."""
    into = next(iter(pending))
    source = pending.pop(into)
    for each, other in list(pending.items()):
        if other == into:
            pending[each] = source
        elif other == source:
            pending[each] = into
    for each in [each for each, other in pending.items() if each == other]:
        del pending[each]
    return [
        f"xor r{into}, r{into}, r{source}",
        f"xor r{source}, r{source}, r{into}",
        f"xor r{into}, r{into}, r{source}",
    ]
