"""The rooms: who imports whom, what stays unloaded, and that docs/architecture.md tells the truth about them.

The order of the rooms itself is the import-linter contract in pyproject.toml (`make lint`).
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import grimp
import pytest

REPOSITORY = Path(__file__).parents[1]
PACKAGE = REPOSITORY / "src" / "neurlang"
WINGS = ("kernels", "programs", "prompts")
# Slow to load, and of no use before a step asks for them; the first two cost most of a second.
HEAVY = ("numba", "torch", "llvmlite", "numpy", "rich")
# Modules in one folder.
MOST_MODULES = 20


def room_of(module: str) -> str:
    """The room that a module lives in: `neurlang.<wing>.<room>`, or `neurlang.<room>` outside the wings."""
    parts = module.split(".")
    return ".".join(parts[:3] if len(parts) > 1 and parts[1] in WINGS else parts[:2])


def inside_imports(graph: grimp.ImportGraph) -> list[str]:
    """One line per import of another room's inside, as `importer -> imported`."""
    return [
        f"{importer} -> {imported}"
        for importer in sorted(graph.modules)
        for imported in sorted(graph.find_modules_directly_imported_by(importer))
        if room_of(importer) != room_of(imported) != imported
    ]


def rooms_on_disk() -> set[str]:
    """Every room that holds a module besides its face, and every module that is a room by itself."""
    tops = [PACKAGE, *(PACKAGE / wing for wing in WINGS)]
    return {
        ".".join(entry.relative_to(PACKAGE.parent).with_suffix("").parts)
        for top in tops
        for entry in top.iterdir()
        if (entry.suffix == ".py" and entry.stem != "__init__")
        or (entry.name not in WINGS and any(f.stem != "__init__" for f in entry.rglob("*.py")))
    }


def rooms_in_contract() -> set[str]:
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return {layer.strip("()") for layer in layers}


def rooms_in_page() -> dict[str, str]:
    """The state of each room by its name, from the tables `| room | state | … |` of docs/architecture.md."""
    page = (REPOSITORY / "docs" / "architecture.md").read_text("utf-8")
    rows = re.findall(r"^\| `([\w.]+)` \| (built|planned) \|", page, re.MULTILINE)
    return {f"neurlang.{room}": state for room, state in rows}


def loaded_after(statement: str) -> set[str]:
    """The top-level names of what a fresh interpreter has loaded after a statement."""
    script = f"{statement}; import sys; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    output = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(output.stdout.split())


def test_rooms_are_entered_by_their_faces() -> None:
    graph = grimp.build_graph("neurlang", include_external_packages=False, cache_dir=None)
    assert inside_imports(graph) == [], "import from the room's __init__ instead"


@pytest.mark.parametrize(
    ("importer", "imported", "wrong"),
    [
        ("neurlang.prompts.synthesis.link", "neurlang.programs.ir.parser", True),
        ("neurlang.pipeline", "neurlang.prompts.reading.tokens", True),
        ("neurlang.prompts.synthesis.link", "neurlang.programs.ir", False),
        ("neurlang.programs.ir.parser", "neurlang.programs.ir.table.rows", False),
        ("neurlang.programs.ir.parser", "neurlang.errors", False),
    ],
)
def test_the_check_of_faces_tells_inside_from_face(importer: str, imported: str, wrong: bool) -> None:
    graph = grimp.ImportGraph()
    graph.add_import(importer=importer, imported=imported)
    assert inside_imports(graph) == ([f"{importer} -> {imported}"] if wrong else [])


def circles(graph: grimp.ImportGraph, wing: str) -> list[list[str]]:
    """The modules of a wing that import each other around a circle, imports of types included."""
    modules = [module for module in graph.modules if module.startswith(f"{wing}.")]
    reached = {module: graph.find_upstream_modules(module) for module in modules}
    around = [
        module
        for module in modules
        if any(module in reached[other] for other in reached[module] & {*modules})
    ]
    return sorted(
        sorted({module, *(other for other in around if module in reached[other])}) for module in around
    )


def test_programs_has_no_circle() -> None:
    graph = grimp.build_graph("neurlang", include_external_packages=False, cache_dir=None)
    assert circles(graph, "neurlang.programs") == []


def test_a_circle_is_seen() -> None:
    graph = grimp.ImportGraph()
    for importer, imported in (("a.b", "a.c"), ("a.c", "a.d"), ("a.d", "a.b"), ("a.e", "a.b")):
        graph.add_import(importer=importer, imported=imported)
    assert circles(graph, "a") == [["a.b", "a.c", "a.d"]] * 3


def test_no_folder_of_programs_is_too_full_to_be_seen_at_once() -> None:
    sizes = {
        str(folder.relative_to(PACKAGE)): len(list(folder.glob("*.py"))) - 1  # the face is not counted
        for folder in {path.parent for path in (PACKAGE / "programs").rglob("*.py")}
    }
    assert {folder: size for folder, size in sizes.items() if size > MOST_MODULES} == {}


@pytest.mark.parametrize("statement", ["import neurlang", "import neurlang.cli.app"])
def test_starting_loads_nothing_heavy(statement: str) -> None:
    assert loaded_after(statement).isdisjoint(HEAVY)


def test_what_is_loaded_is_seen() -> None:
    assert "numpy" in loaded_after("import numpy")


def test_every_package_says_what_it_is() -> None:
    folders = {path.parent for path in PACKAGE.rglob("*.py")}
    silent = []
    for folder in sorted(folders):
        face = folder / "__init__.py"
        if not face.exists() or not ast.get_docstring(ast.parse(face.read_text("utf-8"))):
            silent.append(str(face.relative_to(REPOSITORY)))
    assert silent == []


def test_every_room_has_its_place_in_the_order() -> None:
    assert rooms_on_disk() - rooms_in_contract() == set(), "add it to the layers in pyproject.toml"


def test_the_page_names_every_room_of_the_order() -> None:
    assert rooms_in_page().keys() == rooms_in_contract()


def test_the_page_knows_which_rooms_are_built() -> None:
    built = {room for room, state in rooms_in_page().items() if state == "built"}
    assert built == rooms_on_disk(), "correct the room's state in docs/architecture.md"
