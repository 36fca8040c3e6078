"""The wheel works where the repository is not: in a fresh environment, from an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from importlib.metadata import version
from pathlib import Path
from zipfile import ZipFile

import pytest

REPOSITORY = Path(__file__).parents[1]
SOURCE = REPOSITORY / "src" / "neurlang"
BUILT = REPOSITORY / "lib"
SUM_PROGRAM = """\
    mov r0, 0
again:
    add r0, r0, r1
    subi r1, r1, 1
    bnez r1, again
    halt
"""

pytestmark = pytest.mark.slow


def run(*command: str | Path, folder: Path) -> str:
    """Run a command in a folder, without this process's import path; its standard output."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    outcome = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, f"{command}\n{outcome.stdout}{outcome.stderr}"
    return outcome.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(
        *(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, REPOSITORY),
        folder=folder,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` folder of a fresh environment that holds the wheel.

    The dependencies are those of the environment that runs the tests, by a path file: its line adds a
    folder to the import path but does not obey the path files in there, so the editable install stays out.
    """
    root = tmp_path_factory.mktemp("installed")
    venv.create(root, with_pip=False)
    python = root / "bin" / "python"
    run(
        *(sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python),
        *("install", "--quiet", "--no-deps", "--no-index", wheel),
        folder=root,
    )
    (site,) = (root / "lib").glob("python*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return root / "bin"


@pytest.fixture
def empty_folder(tmp_path: Path) -> Path:
    assert REPOSITORY not in tmp_path.parents
    return tmp_path


def test_the_wheel_holds_the_data_that_is_not_python(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    data = {
        f"neurlang/{path.relative_to(SOURCE).as_posix()}"
        for path in SOURCE.rglob("*")
        if path.is_file() and path.suffix != ".py" and path.parent.name != "__pycache__"
    }
    assert data <= names
    assert "neurlang/py.typed" in data
    assert {
        f"neurlang/programs/stdlib/lib/{path.relative_to(BUILT).as_posix()}" for path in BUILT.rglob("*.nl")
    } <= names
    assert any(name.startswith("neurlang/weights/") and name.endswith(".safetensors") for name in names)
    assert any(
        name.startswith("neurlang/programs/library/bodies/") and name.endswith(".nl") for name in names
    )
    assert "neurlang/prompts/training/phrasebook/requests/arithmetic.txt" in names


def test_the_wheel_holds_the_licence_and_no_tests(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = archive.namelist()
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"neurlang"}


def test_the_installed_package_is_not_the_source(installed: Path, empty_folder: Path) -> None:
    printed = run(
        installed / "python", "-c", "import neurlang; print(neurlang.__file__)", folder=empty_folder
    )
    assert Path(printed.strip()).is_relative_to(installed.parent)


@pytest.mark.parametrize("command", ["nl", "neurlang"])
def test_both_commands_tell_their_version(command: str, installed: Path, empty_folder: Path) -> None:
    printed = run(installed / command, "--version", folder=empty_folder)
    assert printed == f"neurlang {version('neurlang')}\n"


def test_an_installed_nl_runs_a_program_file(installed: Path, empty_folder: Path) -> None:
    (empty_folder / "sum.nl").write_text(SUM_PROGRAM, "utf-8")
    printed = run(installed / "nl", "run", "sum.nl", "--reg", "r1=100", folder=empty_folder)
    assert printed.splitlines()[0].strip() == "5050"


def test_an_installed_nl_answers_a_prompt(installed: Path, empty_folder: Path) -> None:
    printed = run(installed / "nl", "prompt", "factorial of 10", folder=empty_folder)
    assert "3628800" in printed


def test_an_installed_package_knows_the_tested_releases(installed: Path, empty_folder: Path) -> None:
    script = (
        "from neurlang.training_backends.image import constraints_text; print(constraints_text(), end='')"
    )
    assert run(installed / "python", "-c", script, folder=empty_folder) == (
        REPOSITORY / "constraints.txt"
    ).read_text("utf-8")


def test_an_installed_nl_calls_the_library(installed: Path, empty_folder: Path) -> None:
    printed = run(installed / "nl", "call", "sort", "5", "3", "9", "1", folder=empty_folder)
    assert printed == "[1, 3, 5, 9]\n"
    plan = "TEXT_CONCAT(REVERSE('ab'), TO_HEX(COUNT_PRIMES(100)))"
    assert run(installed / "nl", "prompt", "--plan", plan, folder=empty_folder) == "ba19\n"
