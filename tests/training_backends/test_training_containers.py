from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from small_trainings import Watched

from neurlang.errors import BackendError
from neurlang.training_backends import Container, Request, container_tool
from stand_in_containers import calls, install

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# The user's own: without the first line of ours it is taken as it stands.
DOCKERFILE = """\
FROM somewhere
ENV PYTHONPATH=/app
WORKDIR /app
COPY small small
RUN python3 -c "import small; print('built')"
ENTRYPOINT ["python3", "-m", "small.trainer"]
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the whole path."""
    folder = tmp_path / "commands"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.fixture
def home(tmp_path: Path, path: Path) -> Path:
    """Where the stand-in for docker keeps its things."""
    install(path, tmp_path / "images")
    return tmp_path / "images"


@pytest.fixture
def container(tmp_path: Path, package: Path) -> Container:
    (tmp_path / "docker").mkdir()
    (tmp_path / "docker" / "Dockerfile.train").write_text(DOCKERFILE)
    return Container(tmp_path, package)


def value_of(option: str, call: list[str]) -> str:
    return call[call.index(option) + 1]


@pytest.mark.slow
def test_the_image_is_built_once_and_trains(
    home: Path, container: Container, request_of: Callable[..., Request]
) -> None:
    request = request_of()
    printed = []
    for text in ("abc", "abcd"):
        watched = Watched()
        container.train(request_of(text=text), watched)
        printed.append("built" in watched.lines)
        assert watched.lines[-2:] == [f"training on {len(text)} letters", "done"]
        assert request.output.read_text() == f"model of {text}"
    assert printed == [True, False]
    assert [call[0] for call in calls(home)] == ["build", "run", "run"]
    build, run, _ = calls(home)
    assert build.count("--tag") == 2
    assert "neurlang-train" in build
    assert value_of("--network", run) == "none"
    assert value_of("--user", run) == f"{os.getuid()}:{os.getgid()}"
    assert f"source={request.data},target=/data/my data.txt,readonly" in value_of("--mount", run)
    assert "--gpus" not in run
    assert [each.name for each in request.output.parent.iterdir()] == ["model.bin"]


@pytest.mark.slow
def test_a_data_file_with_a_comma_in_its_name_is_mounted(
    home: Path, container: Container, tmp_path: Path
) -> None:
    data = tmp_path / 'odd,"name".txt'
    data.write_text("odd")
    request = Request(data, tmp_path / "model.bin", ())
    container.train(request, Watched())
    assert request.output.read_text() == "model of odd"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tool", "words"), [("docker", ["--gpus", "all"]), ("podman", ["--device", "nvidia.com/gpu=all"])]
)
def test_gpus_are_passed_where_there_are_some(
    path: Path,
    container: Container,
    request_of: Callable[..., Request],
    tmp_path: Path,
    tool: str,
    words: list[str],
) -> None:
    home = tmp_path / "images"
    install(path, home, tool)
    (path / "nvidia-smi").write_text('#!/bin/sh\necho "GPU 0: a stand-in"\n')
    (path / "nvidia-smi").chmod(0o755)
    container.train(request_of(), Watched())
    run = calls(home)[-1]
    assert run[run.index(words[0]) + 1] == words[1]
    assert ("--user" in run) == (tool == "docker")


@pytest.mark.slow
def test_a_training_that_fails_leaves_the_earlier_model(
    home: Path, container: Container, request_of: Callable[..., Request]
) -> None:
    watched, request = Watched(), request_of("--code=3")
    request.output.parent.mkdir()
    request.output.write_text("earlier")
    with pytest.raises(BackendError, match="ended with exit code 3; its messages stand above"):
        container.train(request, watched)
    assert request.output.read_text() == "earlier"
    assert [each.name for each in request.output.parent.iterdir()] == ["model.bin"]


@pytest.mark.slow
def test_a_build_that_fails_is_told(
    home: Path, container: Container, request_of: Callable[..., Request], tmp_path: Path
) -> None:
    (tmp_path / "docker" / "Dockerfile.train").write_text("FROM x\nRUN echo no disk; exit 1\n")
    watched = Watched()
    with pytest.raises(BackendError, match="Building the image neurlang-train failed"):
        container.train(request_of(), watched)
    assert "no disk" in watched.lines
    assert [call[0] for call in calls(home)] == ["build"]


@pytest.mark.slow
def test_an_interrupt_ends_the_container(
    home: Path, container: Container, request_of: Callable[..., Request], gate: Path
) -> None:
    def interrupt(line: str) -> None:
        if line.startswith("training on"):
            raise KeyboardInterrupt

    request = request_of(f"--gate={gate}")
    with pytest.raises(KeyboardInterrupt):
        container.train(request, Watched(interrupt))
    assert calls(home)[-1][:2] == ["rm", "--force"]
    with pytest.raises(OSError, match="No such device"):  # nobody waits at the gate any more
        os.open(gate, os.O_WRONLY | os.O_NONBLOCK)
    assert list(request.output.parent.iterdir()) == []


def test_without_docker_and_podman_the_words_are_the_seeds(
    path: Path, container: Container, request_of: Callable[..., Request]
) -> None:
    with pytest.raises(BackendError) as error:
        container.train(request_of(), Watched())
    assert str(error.value) == (
        "Docker/Podman not found\n"
        "Install Docker or Podman, or use local training: leave out `--backend docker`."
    )


def test_podman_is_taken_where_docker_does_not_answer(path: Path, tmp_path: Path) -> None:
    (path / "docker").write_text("#!/bin/sh\necho Cannot connect to the Docker daemon >&2\nexit 1\n")
    (path / "docker").chmod(0o755)
    with pytest.raises(BackendError, match=r"does not answer\n.*docker: Cannot connect to the Docker daemon"):
        container_tool()
    install(path, tmp_path / "images", "podman")
    assert container_tool().kind == "podman"


def test_a_docker_that_is_podman_is_treated_as_podman(path: Path, tmp_path: Path) -> None:
    install(path, tmp_path / "images", "podman")
    (path / "podman").rename(path / "docker")
    assert container_tool().kind == "podman"
