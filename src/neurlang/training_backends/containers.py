"""Training in a container of docker or podman: the image is built at first use, data and output are mounted."""

from __future__ import annotations

import csv
import io
import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from neurlang.errors import BackendError
from neurlang.printable import printable
from neurlang.training_backends.backend import Lines, Request, Watch, deliver
from neurlang.training_backends.image import DOCKERFILE, NAME, Image, ensure_dockerfile, lay_out
from neurlang.training_backends.shipped_files import PACKAGE

TOOLS = ("docker", "podman")
CHUNK = 1 << 16
ASK_SECONDS = 60
OUTPUT, DATA = "/output", "/data"
# How each tool passes NVIDIA's GPUs.
GPUS = {"docker": ("--gpus", "all"), "podman": ("--device", "nvidia.com/gpu=all")}
NO_TOOL = (
    "Docker/Podman not found\nInstall Docker or Podman, or use local training: leave out `--backend docker`."
)


@dataclass(frozen=True, slots=True)
class Tool:
    """A command that runs containers; `docker` may be another name of podman."""

    command: str
    kind: str

    def succeeds(self, *arguments: str) -> bool:
        """Whether the tool carries out a command that only asks."""
        return _told(self.command, *arguments).returncode == 0

    def run(self, arguments: list[str], show: Callable[[bytes], None]) -> int:
        """Carry out a command, show what it prints, and return its exit code. An interrupt ends it."""
        with subprocess.Popen(
            [self.command, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            bufsize=0,
            start_new_session=True,  # Ctrl-C reaches this process, which then ends that one
        ) as process:
            assert process.stdout is not None
            try:
                while data := process.stdout.read(CHUNK):
                    show(data)
            except BaseException:
                process.terminate()
                raise
        return process.returncode


@dataclass(frozen=True, slots=True)
class Container:
    """Trains in a container on this machine. `folder` gets `docker/Dockerfile.train`."""

    folder: Path = Path()
    package: Path = PACKAGE

    def train(self, request: Request, watch: Watch) -> None:
        """Train in a container, as `Backend.train` describes it. An interrupt ends the container."""
        tool = container_tool()
        request.check_output()
        dockerfile = self.folder / DOCKERFILE
        if ensure_dockerfile(dockerfile):
            watch.note(f"Wrote {dockerfile}")
        with tempfile.TemporaryDirectory(prefix="neurlang-") as context:
            image = lay_out(Path(context), self.package, dockerfile)
            if not tool.succeeds("image", "inspect", image.name):
                _build(tool, image, watch)
        _train(tool, image, request, watch)


def container_tool() -> Tool:
    """The first of docker and podman that answers. Raises BackendError if there is none."""
    installed = [command for each in TOOLS if (command := shutil.which(each))]
    if not installed:
        raise BackendError(NO_TOOL)
    faults = []
    for command in installed:
        told = _told(command, "info")
        if told.returncode == 0:
            return Tool(command, "podman" if b"podman" in _told(command, "--version").stdout else "docker")
        faults.append(f"{command}: {_last_line(told.stderr or told.stdout)}")
    raise BackendError(
        "\n".join(("Docker/Podman does not answer", *faults, "Start it, or use local training."))
    )


def _build(tool: Tool, image: Image, watch: Watch) -> None:
    watch.note(f"Building the image {image.name} with {tool.command} (minutes, once) …")
    lines = Lines(watch)
    arguments = ["build", "--file", str(image.dockerfile), "--tag", image.name, "--tag", NAME]
    code = tool.run([*arguments, str(image.context)], lines.feed)
    lines.end()
    if code:
        raise BackendError(f"Building the image {NAME} failed with exit code {code}; see the messages above.")


def _train(tool: Tool, image: Image, request: Request, watch: Watch) -> None:
    """Run the container with a folder of its own for the model, beside the model's place."""
    lines = Lines(watch)
    name = f"{NAME}-{secrets.token_hex(6)}"
    folder = request.output.parent.resolve()
    with tempfile.TemporaryDirectory(prefix=".neurlang-train-", dir=folder) as made:
        try:
            code = tool.run(_run_arguments(tool, image, name, request, Path(made)), lines.feed)
        except BaseException:
            _told(tool.command, "rm", "--force", name)
            raise
        lines.end()
        if code:
            raise BackendError(
                f"Training in the container ended with exit code {code}; its messages stand above."
            )
        deliver(Path(made) / request.output_name, request.output)


def _run_arguments(tool: Tool, image: Image, name: str, request: Request, made: Path) -> list[str]:
    data = f"{DATA}/{request.data.name}"
    return [
        *("run", "--rm", "--init", "--name", name, "--network", "none"),
        *_ownership(tool),
        *(GPUS[tool.kind] if has_gpu() else ()),
        *("--security-opt", "label=disable"),  # SELinux would refuse what is mounted
        *("--mount", _mount(request.data.resolve(), data, read_only=True)),
        *("--mount", _mount(made, OUTPUT)),
        *("--workdir", OUTPUT, "--env", "HOME=/tmp"),
        image.name,
        f"--data={data}",
        f"--output={request.output_name}",
        *request.options,
    ]


def _ownership(tool: Tool) -> tuple[str, ...]:
    """The model belongs to the user: docker runs as this user; podman without root maps the user to itself."""
    if not hasattr(os, "getuid"):
        return ()
    if tool.kind == "docker":
        return ("--user", f"{os.getuid()}:{os.getgid()}")
    return ("--userns", "keep-id") if os.getuid() else ()


def _mount(source: Path, target: str, *, read_only: bool = False) -> str:
    """The value of `--mount`, which is one line of CSV."""
    line = io.StringIO()
    fields = ["type=bind", f"source={source}", f"target={target}", *(["readonly"] if read_only else [])]
    csv.writer(line, lineterminator="").writerow(fields)
    return line.getvalue()


def has_gpu() -> bool:
    """Whether this machine has a GPU of NVIDIA and its driver."""
    command = shutil.which("nvidia-smi")
    return command is not None and _told(command, "-L").returncode == 0


def _told(*command: str) -> subprocess.CompletedProcess[bytes]:
    """What a short command prints, and its exit code; 124 if it does not end."""
    try:
        return subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=ASK_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return subprocess.CompletedProcess(command, 124, b"", str(error).encode())


def _last_line(text: bytes) -> str:
    return printable(text.decode("utf-8", "replace").strip().rpartition("\n")[2])
