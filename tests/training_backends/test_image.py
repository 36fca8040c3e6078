from __future__ import annotations

import re
from pathlib import Path

import pytest

from neurlang.training_backends import image

PINS = Path(__file__).parents[2] / "constraints.txt"


def test_the_dockerfile_pins_what_training_imports_as_constraints_txt_does() -> None:
    text = image.dockerfile_text()
    found = dict(re.findall(r"^    ([\w.-]+)==([\w.]+)", text, re.MULTILINE))
    pins = image.read_pins(PINS.read_text())
    assert {name: pins[name] for name in found} == found
    assert {"torch", "onnx", "onnxruntime", "numpy", "typer", "python-flint"} <= found.keys()
    assert not {"pytest", "ruff", "mypy"} & found.keys()


def test_pins_are_read() -> None:
    assert image.read_pins("# a comment\nJinja2==3.1.6\nast_serialize==0.13.1\n\n") == {
        "jinja2": "3.1.6",
        "ast-serialize": "0.13.1",
    }


def test_the_dockerfile_is_written_once(tmp_path: Path) -> None:
    path = tmp_path / "docker" / "Dockerfile.train"
    assert image.ensure_dockerfile(path)
    assert path.read_text() == image.dockerfile_text()
    assert not image.ensure_dockerfile(path)


@pytest.mark.parametrize(
    ("there", "is_kept"),
    [("FROM mine\n", True), (f"{image.SIGN}\nFROM an-earlier-release\n", False)],
)
def test_the_users_own_dockerfile_is_kept(tmp_path: Path, there: str, is_kept: bool) -> None:
    path = tmp_path / "Dockerfile.train"
    path.write_text(there)
    image.ensure_dockerfile(path)
    assert (path.read_text() == there) == is_kept


def test_an_image_is_named_by_what_it_is_made_of(tmp_path: Path) -> None:
    package = tmp_path / "small"
    package.mkdir()
    dockerfile = tmp_path / "Dockerfile"

    def name(number: int, code: str, text: str) -> str:
        (package / "code.py").write_text(code)
        dockerfile.write_text(text)
        context = tmp_path / f"context{number}"
        context.mkdir()
        made = image.lay_out(context, package, dockerfile)
        assert (context / "small" / "code.py").read_text() == code
        assert (context / "constraints.txt").read_bytes() == PINS.read_bytes()
        return made.name

    first = name(1, "a", "FROM x")
    assert re.fullmatch(r"neurlang-train:[0-9a-f]{12}", first)
    assert name(2, "a", "FROM x") == first
    assert name(3, "b", "FROM x") != first
    assert name(4, "a", "FROM y") != first
