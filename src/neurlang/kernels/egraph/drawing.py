"""E-graphs as pictures: DOT for Graphviz, and SVG with a layered layout of our own.

A box is a class, the fields in it are its nodes, and lines go from a node to its arguments' classes. A class's layer
is the height of its smallest tree; the order in a layer follows the mean position of the users (the barycentre
heuristic of Sugiyama, Tagawa and Toda, 1981).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from neurlang.kernels.egraph.extracting.choices import Choices, choices_of
from neurlang.kernels.egraph.extracting.greedy import needed, pick_tree
from neurlang.kernels.egraph.graph import EGraph
from neurlang.kernels.expr import OPS

MOST_CLASSES, MOST_FIELDS = 120, 8
FIELD, HEIGHT, GAP, LAYER, MARGIN = 7.2, 22.0, 18.0, 74.0, 20.0


@dataclass(frozen=True, slots=True)
class Box:
    """A class in the picture: its fields as (text, classes below), how many are left out, and its layer."""

    number: int
    fields: tuple[tuple[str, tuple[int, ...]], ...]
    hidden: int
    layer: int
    is_root: bool

    @property
    def texts(self) -> list[str]:
        """The texts of the fields."""
        return [text for text, _ in self.fields] + ([f"+{self.hidden}"] if self.hidden else [])

    @property
    def width(self) -> float:
        """In pixels."""
        return sum(FIELD * len(text) + 12 for text in self.texts)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The boxes that are shown, and one line that counts what is left out."""

    boxes: tuple[Box, ...]
    note: str


def drawing_of(graph: EGraph, roots: Sequence[int], most_classes: int = MOST_CLASSES) -> Drawing:
    """The classes nearest to the roots, up to `most_classes`, each with up to 8 nodes, smallest trees first."""
    choices = choices_of(graph, roots)
    picked = pick_tree(choices, np.ones(len(choices.ops)))
    layers = heights(choices, picked)
    shown = range(min(most_classes, choices.classes))
    boxes = tuple(box_of(choices, number, picked, layers) for number in shown)
    hidden = sum(box.hidden for box in boxes)
    left = choices.classes - len(boxes)
    note = f"{choices.classes} classes, {len(choices.ops)} nodes"
    if left or hidden:
        note += f"; left out: {left} classes, and {hidden} nodes of the classes shown"
    return Drawing(boxes, note)


def heights(choices: Choices, picked: np.ndarray[tuple[int], np.dtype[np.int32]]) -> list[int]:
    """The height of each class's smallest tree; 0 for a class without one."""
    high = [0] * choices.classes
    order = needed(every_root(choices, picked), picked)
    for number in order.tolist() if order is not None else []:
        high[number] = 1 + max((high[each] for each in choices.args[picked[number]] if each >= 0), default=0)
    return high


def every_root(choices: Choices, picked: np.ndarray[tuple[int], np.dtype[np.int32]]) -> Choices:
    """The same choices with every class that has a tree as a root."""
    from dataclasses import replace

    return replace(choices, roots=np.flatnonzero(picked >= 0).astype(np.int32))


def box_of(
    choices: Choices, number: int, picked: np.ndarray[tuple[int], np.dtype[np.int32]], layers: list[int]
) -> Box:
    """A class's box; the node of its smallest tree comes first."""
    members = list(range(choices.starts[number], choices.starts[number + 1]))
    members.sort(key=lambda choice: choice != picked[number])
    fields = tuple(
        (text_of(choices, choice), tuple(int(each) for each in choices.args[choice] if each >= 0))
        for choice in members[:MOST_FIELDS]
    )
    is_root = number in choices.roots
    return Box(number, fields, len(members) - len(fields), layers[number], is_root)


def text_of(choices: Choices, choice: int) -> str:
    """A node's text: an input's name, a constant's number, an op's symbol or name."""
    op = OPS[int(choices.ops[choice])]
    if op.name == "const":
        return f"{choices.values[choice]:.6g}"
    if op.name == "var":
        return choices.inputs[int(choices.input_numbers[choice])]
    spelt = op.spelling.get("text")
    return spelt if spelt and op.arity else op.name


def draw_dot(graph: EGraph, roots: Sequence[int], most_classes: int = MOST_CLASSES) -> str:
    """The graph as DOT: a record for each class."""
    drawing = drawing_of(graph, roots, most_classes)
    shown = {box.number for box in drawing.boxes}
    lines = ["digraph egraph {", f'  label="{drawing.note}"', "  node [shape=record fontname=monospace]"]
    for box in drawing.boxes:
        fields = "|".join(f"<f{place}> {record_text(text)}" for place, text in enumerate(box.texts))
        lines.append(f'  c{box.number} [label="{fields}"{" penwidth=2" if box.is_root else ""}]')
        for place, (_, below) in enumerate(box.fields):
            lines.extend(f"  c{box.number}:f{place} -> c{each}" for each in below if each in shown)
    return "\n".join([*lines, "}", ""])


def record_text(text: str) -> str:
    """A text with the special characters of DOT's records escaped."""
    return "".join(f"\\{sign}" if sign in '<>|{}"\\ ' else sign for sign in text)


@dataclass(frozen=True, slots=True)
class Placed:
    """A box with the position of its upper left corner."""

    box: Box
    x: float
    y: float

    def bottom(self, field: int) -> tuple[float, float]:
        """The middle of the lower edge of a field."""
        before = sum(FIELD * len(text) + 12 for text in self.box.texts[:field])
        return self.x + before + (FIELD * len(self.box.texts[field]) + 12) / 2, self.y + HEIGHT

    @property
    def top(self) -> tuple[float, float]:
        """The middle of the upper edge."""
        return self.x + self.box.width / 2, self.y


def place_boxes(drawing: Drawing) -> dict[int, Placed]:
    """Positions, with the highest layer on top; each layer is ordered by the mean position of its users."""
    placed: dict[int, Placed] = {}
    users: dict[int, list[int]] = {}
    for box in drawing.boxes:
        for _, below in box.fields:
            for each in below:
                users.setdefault(each, []).append(box.number)
    for row, layer in enumerate(sorted({box.layer for box in drawing.boxes}, reverse=True)):
        boxes = [box for box in drawing.boxes if box.layer == layer]
        middles = {
            box.number: middle([placed[user].top[0] for user in users.get(box.number, ()) if user in placed])
            for box in boxes
        }
        x = MARGIN
        for box in sorted(boxes, key=lambda box: (middles[box.number], box.number)):
            x = max(x, middles[box.number] - box.width / 2)
            placed[box.number] = Placed(box, x, MARGIN + row * LAYER)
            x += box.width + GAP
    return placed


def middle(places: list[float]) -> float:
    """The mean; 0 if there are none."""
    return sum(places) / len(places) if places else 0.0


def draw_svg(graph: EGraph, roots: Sequence[int], most_classes: int = MOST_CLASSES) -> str:
    """The graph as a self-contained SVG picture."""
    drawing = drawing_of(graph, roots, most_classes)
    placed = place_boxes(drawing)
    width = max(each.x + each.box.width for each in placed.values()) + MARGIN
    height = max(each.y for each in placed.values()) + HEIGHT + 2 * MARGIN
    size = f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="monospace" font-size="12">',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
    ]
    parts += [line for each in placed.values() for line in lines_of(each, placed)]
    parts += [part for each in placed.values() for part in box_parts(each)]
    parts.append(f'<text x="{MARGIN}" y="{height - 8:.1f}" fill="#555">{escape(drawing.note)}</text>')
    return "\n".join([*parts, "</svg>", ""])


def lines_of(placed: Placed, others: dict[int, Placed]) -> list[str]:
    """Curves from a box's fields to the boxes below; those of the first field, the smallest tree, are darker."""
    lines: list[str] = []
    for field, (_, below) in enumerate(placed.box.fields):
        for each in below:
            if each not in others:
                continue
            (x, y), (to_x, to_y) = placed.bottom(field), others[each].top
            bend = max(20.0, abs(to_y - y) / 2)
            colour = "#3b5b92" if field == 0 else "#c3c8d2"
            lines.append(
                f'<path d="M{x:.1f},{y:.1f} C{x:.1f},{y + bend:.1f} {to_x:.1f},{to_y - bend:.1f} '
                f'{to_x:.1f},{to_y:.1f}" fill="none" stroke="{colour}"/>'
            )
    return lines


def box_parts(placed: Placed) -> list[str]:
    """A box's frame, its texts, and the lines between its fields."""
    box, x, y = placed.box, placed.x, placed.y
    stroke = 'stroke="#b04a2f" stroke-width="2"' if box.is_root else 'stroke="#555"'
    parts = [
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{box.width:.1f}" height="{HEIGHT}" rx="3" fill="#f7f7f4" {stroke}/>'
    ]
    for text in box.texts:
        wide = FIELD * len(text) + 12
        if x > placed.x:
            parts.append(f'<path d="M{x:.1f},{y:.1f} v{HEIGHT}" stroke="#ccc"/>')
        parts.append(
            f'<text x="{x + wide / 2:.1f}" y="{y + 15:.1f}" text-anchor="middle">{escape(text)}</text>'
        )
        x += wide
    return parts
