"""The map of the rooms: drawn from the imports in the source, and committed as the source stands."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

import grimp
import pytest

from room_map import (
    DRAWING,
    PACKAGE,
    drawing,
    imported_names,
    imports_between_rooms,
    order_of_rooms,
    room_of,
    rooms_in_order,
)

if TYPE_CHECKING:
    from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"


def package_of(files: dict[str, str], folder: Path) -> Path:
    """A package `neurlang` below a folder, with these sources by their paths."""
    for name, source in files.items():
        path = folder / "neurlang" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, "utf-8")
    return folder / "neurlang"


@pytest.fixture(scope="module")
def imports() -> set[tuple[str, str]]:
    return imports_between_rooms(PACKAGE)


@pytest.mark.slow
def test_the_committed_map_is_up_to_date(imports: set[tuple[str, str]]) -> None:
    current = drawing(rooms_in_order(PACKAGE, order_of_rooms()), imports)
    assert DRAWING.read_text("utf-8") == current, (
        "docs/rooms.svg is out of date: run `make map` and commit it"
    )


@pytest.mark.slow
def test_the_imports_are_those_that_another_reader_finds(imports: set[tuple[str, str]]) -> None:
    graph = grimp.build_graph("neurlang", include_external_packages=False, cache_dir=None)
    expected = {
        (room_of(importer), room_of(imported))
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
    }
    assert imports == {(a, b) for a, b in expected if a != b}


@pytest.mark.slow
def test_every_room_and_every_import_is_drawn(imports: set[tuple[str, str]]) -> None:
    rooms = rooms_in_order(PACKAGE, order_of_rooms())
    root = ElementTree.fromstring(drawing(rooms, imports))
    texts = {text.text for text in root.iter(f"{SVG}text")}
    assert {room.partition(".")[2] or room for room in rooms} <= texts
    marks = {circle.findtext(f"{SVG}title") for circle in root.iter(f"{SVG}circle")}
    assert marks == {f"{importer} imports {imported}" for importer, imported in imports}


@pytest.mark.parametrize("count", [1, 27, 40])
def test_rooms_and_names_fit_the_width(count: int) -> None:
    names = [f"neurlang.room{number}" for number in range(count)]
    root = ElementTree.fromstring(drawing(names, set()))
    steps = [rect for rect in root.iter(f"{SVG}rect") if rect.get("class") == "other"]
    assert len(steps) == count
    assert max(int(step.get("x", "")) + int(step.get("width", "")) for step in steps) <= 1000 - 150


def test_imports_in_functions_and_for_types_count(tmp_path: Path) -> None:
    package = package_of(
        {
            "__init__.py": "",
            "errors.py": "import os\n",
            "kernels/expr/__init__.py": "",
            "kernels/expr/text.py": "def f():\n    from neurlang.errors import E\n",
            "programs/ir/__init__.py": "if TYPE_CHECKING:\n    from neurlang.kernels import expr\n",
            "cli/__init__.py": "import neurlang.kernels.expr.text\nfrom neurlang.cli import app\n",
            "cli/app.py": "",
        },
        tmp_path,
    )
    assert imports_between_rooms(package) == {
        ("neurlang.kernels.expr", "neurlang.errors"),
        ("neurlang.programs.ir", "neurlang.kernels.expr"),
        ("neurlang.cli", "neurlang.kernels.expr"),
    }


def test_rooms_come_in_the_order_and_the_face_last(tmp_path: Path) -> None:
    files = [
        "__init__.py",
        "unplaced.py",
        "cli.py",
        "kernels/__init__.py",
        "kernels/expr/text.py",
        "errors.py",
    ]
    package = package_of(dict.fromkeys(files, ""), tmp_path)
    order = ["neurlang.errors", "neurlang.kernels.expr", "neurlang.kernels.planned", "neurlang.cli"]
    assert rooms_in_order(package, order) == [
        "neurlang.errors",
        "neurlang.kernels.expr",
        "neurlang.cli",
        "neurlang.unplaced",
        "neurlang",
    ]


def test_a_relative_import_is_refused_by_its_line() -> None:
    with pytest.raises(ValueError, match="line 2: relative import"):
        list(imported_names("import ast\nfrom . import x\n"))
