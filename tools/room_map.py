"""Draw the rooms and their imports into docs/rooms.svg (`make map`).

Each room is one step of a staircase, in the order of pyproject.toml. The marks in its row show which rooms it imports,
those in its column which rooms import it; a mark right of the steps would break the order. The imports are read from
the source by `ast`, including those inside functions and those for types. The drawing has no counts of modules or
lines, so it changes only if a room or an import between two rooms does.
"""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

REPOSITORY = Path(__file__).parents[1]
PACKAGE = REPOSITORY / "src" / "neurlang"
DRAWING = REPOSITORY / "docs" / "rooms.svg"
WINGS = ("kernels", "programs", "prompts")

WIDTH = 1000
MARGIN = 16
LABEL = 170  # width of the longest name, right of its step
LARGEST_STEP = 30
# Each class once for light pages and once for dark ones; the drawing brings its own background.
STYLE = """\
  <style>
    text { font-family: sans-serif; font-size: 13px; fill: #1f2328 }
    .title { font-size: 17px; font-weight: bold }
    .page { fill: #ffffff } .line { stroke: #d8dee4 } .wing { opacity: .1 }
    .other { fill: #6e7781 } .kernels { fill: #0969da } .programs { fill: #1a7f37 } .prompts { fill: #9a6700 }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3 }
      .page { fill: #0d1117 } .line { stroke: #30363d } .wing { opacity: .18 }
      .other { fill: #8b949e } .kernels { fill: #58a6ff } .programs { fill: #3fb950 } .prompts { fill: #d29922 }
    }
  </style>"""
LEGEND = (
    "Each step is a room, named at its right.",
    "Along its row: the rooms that it imports.",
    "Down its column: the rooms that import it.",
    "Every mark lies left of the steps: a room imports only from rooms above it.",
)


def wing_of(room: str) -> str:
    """The wing of a room, or `other` outside the wings."""
    wing = room.split(".")[1:2]
    return wing[0] if wing and wing[0] in WINGS else "other"


def room_of(module: str) -> str:
    """The room of a module: `neurlang.<wing>.<room>`, or `neurlang.<room>` outside the wings."""
    return ".".join(module.split(".")[: 2 if wing_of(module) == "other" else 3])


def modules_of(package: Path) -> dict[str, Path]:
    """The file of each module below a package, by the module's full name."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported_names(source: str) -> Iterator[str]:
    """Every full name that a source imports; `from a import b` yields `a.b`, whether or not that is a module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                raise ValueError(f"line {node.lineno}: relative import; write the full name of the module")
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imports_between_rooms(package: Path) -> set[tuple[str, str]]:
    """Every pair (importing room, imported room) of two different rooms."""
    modules = modules_of(package)
    pairs = set()
    for module, path in modules.items():
        for name in imported_names(path.read_text("utf-8")):
            target = name if name in modules else name.rpartition(".")[0]
            if target in modules:
                pairs.add((room_of(module), room_of(target)))
    return {(importer, imported) for importer, imported in pairs if importer != imported}


def rooms_in_order(package: Path, order: Iterable[str]) -> list[str]:
    """The rooms that have source: first those in the given order, then any others, the package itself last."""
    bare_wings = {f"{package.name}.{wing}" for wing in WINGS}
    present = {room_of(module) for module in modules_of(package)} - bare_wings
    place = {room: number for number, room in enumerate(order)}
    return sorted(present, key=lambda room: (room == package.name, place.get(room, len(place)), room))


def order_of_rooms() -> list[str]:
    """The layers of the import contract in pyproject.toml, the lowest first."""
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return [layer.strip("()") for layer in reversed(layers)]


def drawing(rooms: list[str], imports: set[tuple[str, str]]) -> str:
    """The staircase as SVG text, one element a line."""
    step = min(LARGEST_STEP, (WIDTH - 2 * MARGIN - LABEL) // len(rooms))
    height = step * len(rooms) + 2 * MARGIN
    at = {room: MARGIN + step * number for number, room in enumerate(rooms)}
    size = f'width="{WIDTH}" height="{height}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" {size}>',
        "  <title>The rooms and their imports</title>",
        STYLE,
        f'  <rect class="page" {size}/>',
        *wing_areas(at, step),
        *guides(at, step),
        *steps(at, step),
        *marks(at, step, imports),
        *legend(),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def square(kind: str, start: int, side: int) -> str:
    """A square on the diagonal."""
    return f'  <rect class="{kind}" x="{start}" y="{start}" width="{side}" height="{side}"/>'


def wing_areas(at: dict[str, int], step: int) -> Iterator[str]:
    """A tinted square behind each wing, from its first room to its last."""
    for wing in WINGS:
        places = [start for room, start in at.items() if wing_of(room) == wing]
        if places:
            yield square(f"wing {wing}", places[0], places[-1] + step - places[0])


def guides(at: dict[str, int], step: int) -> Iterator[str]:
    """A line along the row and down the column of each room."""
    bottom = MARGIN + step * len(at)
    for start in at.values():
        middle = start + step // 2
        yield f'  <line class="line" x1="{MARGIN}" y1="{middle}" x2="{start}" y2="{middle}"/>'
        yield f'  <line class="line" x1="{middle}" y1="{start + step}" x2="{middle}" y2="{bottom}"/>'


def steps(at: dict[str, int], step: int) -> Iterator[str]:
    """The step of each room, with its name."""
    for room, start in at.items():
        name = room.partition(".")[2] or room
        yield square(wing_of(room), start, step)
        yield f'  <text x="{start + step + 8}" y="{start + step // 2 + 5}">{name}</text>'


def marks(at: dict[str, int], step: int, imports: set[tuple[str, str]]) -> Iterator[str]:
    """A mark for each import, in the colour of the room that is imported."""
    for importer, imported in sorted(imports, key=lambda pair: (at[pair[0]], at[pair[1]])):
        x, y = at[imported] + step // 2, at[importer] + step // 2
        mark = f'<circle class="{wing_of(imported)}" cx="{x}" cy="{y}" r="{step // 4}">'
        yield f"  {mark}<title>{importer} imports {imported}</title></circle>"


def legend() -> Iterator[str]:
    """How to read the drawing, in its empty upper right."""
    left = WIDTH * 45 // 100
    yield f'  <text class="title" x="{left}" y="{MARGIN + 24}">The rooms and their imports</text>'
    for number, line in enumerate(LEGEND):
        yield f'  <text x="{left}" y="{MARGIN + 50 + 20 * number}">{line}</text>'


if __name__ == "__main__":
    text = drawing(rooms_in_order(PACKAGE, order_of_rooms()), imports_between_rooms(PACKAGE))
    DRAWING.write_text(text, "utf-8")
    print(f"drew {DRAWING.relative_to(REPOSITORY)}")
