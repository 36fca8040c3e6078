"""A stand-in for docker and podman, run as a command: it carries out a Dockerfile's COPY, RUN and ENTRYPOINT.

What is real: a fresh virtual environment for each image, files copied from the context, RUN lines by a shell and pip in
that environment, the entry point as a process with only the image's variables. What is not: there is no other root
folder, so paths in mounts, arguments and variables are translated; and the environment sees the packages of the one
that runs the tests, so pip checks the pins against them and downloads nothing.
"""

from __future__ import annotations

import csv
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from typing import Any

HOME = "STAND_IN_HOME"  # the variable with the folder of images, containers and calls
FLAGS = frozenset(("--rm", "--init"))


def install(folder: Path, home: Path, name: str = "docker") -> Path:
    """Make the command, in a folder for the path."""
    folder.mkdir(exist_ok=True)
    home.mkdir(exist_ok=True)
    command = folder / name
    command.write_text(f'#!/bin/sh\n{HOME}={home} exec {sys.executable} {__file__} {name} "$@"\n')
    command.chmod(0o755)
    return folder


def calls(home: Path) -> list[list[str]]:
    """The calls that did something, in their order."""
    lines = (home / "calls").read_text().splitlines() if (home / "calls").exists() else []
    return [call for call in map(json.loads, lines) if call[0] in ("build", "run", "rm")]


def carry_out(home: Path, name: str, words: list[str]) -> int:
    with (home / "calls").open("a") as file:
        file.write(json.dumps(words) + "\n")
    match words:
        case ["info"]:
            return 0
        case ["--version"]:
            print(f"{name} version 0, a stand-in")
            return 0
        case ["image", "inspect", image]:
            return 0 if _image(home, image).exists() else 1
        case ["build", *rest]:
            return build(home, *parsed(rest))
        case ["run", *rest]:
            return run(home, *parsed(rest))
        case ["rm", "--force", container]:
            os.kill(int((home / container).read_text()), signal.SIGKILL)
            return 0
    print(f"no such command: {words}", file=sys.stderr)
    return 125


def parsed(words: list[str]) -> tuple[dict[str, list[str]], list[str]]:
    """Options with their values, and the words from the first one that is no option."""
    options: dict[str, list[str]] = {}
    while words and words[0].startswith("--"):
        taken = 1 if words[0] in FLAGS else 2
        options.setdefault(words[0], []).append(words[taken - 1])
        words = words[taken:]
    return options, words


def build(home: Path, options: dict[str, list[str]], words: list[str]) -> int:
    (context,) = words
    root = home / f"root-{os.getpid()}"
    image: dict[str, Any] = {"root": str(root), "env": {}, "work": "/"}
    text = Path(options["--file"][0]).read_text().replace("\\\n", " ")
    for line in (each for each in text.splitlines() if each.strip() and not each.startswith("#")):
        print(f"STEP {line}", flush=True)
        instruction, _, rest = line.partition(" ")
        if code := STEPS[instruction](image, rest.strip(), Path(context)):
            return code
    for tag in options["--tag"]:
        _image(home, tag).write_text(json.dumps(image))
    return 0


def start_from(image: dict[str, Any], base: str, context: Path) -> int:
    root = Path(image["root"])
    (root / "tmp").mkdir(parents=True)
    venv.create(root / "venv", with_pip=False)
    (site,) = (root / "venv" / "lib").glob("python*/site-packages")
    (site / "present.pth").write_text("\n".join(_packages()) + "\n")
    return 0


def _packages() -> list[str]:
    """Where packages come from here, without the editable install of the package itself."""
    return [sysconfig.get_path("purelib"), *(each for each in sys.path if each.endswith("site-packages"))]


def set_variables(image: dict[str, Any], rest: str, context: Path) -> int:
    image["env"].update(word.split("=", 1) for word in shlex.split(rest))
    return 0


def change_folder(image: dict[str, Any], rest: str, context: Path) -> int:
    image["work"] = rest
    _inside(image, rest).mkdir(parents=True, exist_ok=True)
    return 0


def copy(image: dict[str, Any], rest: str, context: Path) -> int:
    source, target = rest.split()
    place = _inside(image, str(Path(image["work"]) / target))
    if (context / source).is_dir():
        shutil.copytree(context / source, place)
    else:
        shutil.copyfile(context / source, place)
    return 0


def run_step(image: dict[str, Any], rest: str, context: Path) -> int:
    environment = {**_environment(image), "PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    folder = _inside(image, image["work"])
    return subprocess.run(["/bin/sh", "-c", rest], cwd=folder, env=environment, check=False).returncode


def set_entry(image: dict[str, Any], rest: str, context: Path) -> int:
    image["entry"] = json.loads(rest)
    return 0


STEPS = {
    "FROM": start_from,
    "ENV": set_variables,
    "WORKDIR": change_folder,
    "COPY": copy,
    "RUN": run_step,
    "ENTRYPOINT": set_entry,
}


def run(home: Path, options: dict[str, list[str]], words: list[str]) -> int:
    name, *arguments = words
    image = json.loads(_image(home, name).read_text())
    mounts = dict(map(_mount, options["--mount"]))
    for word in options.get("--env", ()):
        image["env"].update([word.split("=", 1)])
    process = subprocess.Popen(
        [*image["entry"], *(_translated(each, mounts) for each in arguments)],
        cwd=mounts[options["--workdir"][0]],
        env=_environment(image),
        executable=_inside(image, f"/venv/bin/{image['entry'][0]}"),
    )
    container = home / options["--name"][0]
    container.write_text(str(process.pid))
    code = process.wait()
    container.unlink()
    return code if code >= 0 else 128 - code


def _mount(line: str) -> tuple[str, str]:
    """The target and the source of a mount."""
    (row,) = csv.reader([line])
    fields = dict(each.partition("=")[::2] for each in row)
    return fields["target"], fields["source"]


def _translated(argument: str, mounts: dict[str, str]) -> str:
    option, found, value = argument.partition("=")
    return f"{option}={mounts[value]}" if found and value in mounts else argument


def _environment(image: dict[str, Any]) -> dict[str, str]:
    inside = {
        name: str(_inside(image, value)) if value.startswith("/") else value
        for name, value in image["env"].items()
    }
    kept = {"OMP_NUM_THREADS": os.environ["OMP_NUM_THREADS"]} if "OMP_NUM_THREADS" in os.environ else {}
    return {**inside, **kept, "PATH": f"{_inside(image, '/venv/bin')}:/usr/bin:/bin"}


def _inside(image: dict[str, Any], path: str) -> Path:
    return Path(image["root"]) / path.lstrip("/")


def _image(home: Path, name: str) -> Path:
    return home / f"image-{name.replace(':', '-')}"


if __name__ == "__main__":
    sys.exit(carry_out(Path(os.environ[HOME]), sys.argv[1], sys.argv[2:]))
