"""Install sizes: what pip puts on the disk for each choice of extras, in an environment of its own.

    python benchmarks/install_sizes.py [--only NAME …] [--markdown] [--json]

For each row an empty environment is made in a temporary folder, this repository is installed there with pip under
`constraints.txt`, and the bytes of its `site-packages` are counted, compiled Python included, without pip itself. It
needs the network, some minutes, and about 2 GB of temporary space. Nothing is left.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import venv
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
WITHOUT = ("pip", "pip-", "setuptools", "pkg_resources", "_distutils_hack", "distutils-precedence")


@dataclass(frozen=True, slots=True)
class Choice:
    """A row: its name, what the seed's document calls it, and its extras."""

    name: str
    seed_name: str
    extras: tuple[str, ...]

    @property
    def requirement(self) -> str:
        """What pip installs."""
        return f"{REPOSITORY}[{','.join(self.extras)}]" if self.extras else str(REPOSITORY)


CHOICES = (
    Choice("base", "", ()),
    Choice("[tract]", "Minimal", ("tract",)),
    Choice("[ort]", "Standard", ("ort",)),
    Choice("[torch]", "", ("torch",)),
    Choice("[train]", "", ("train",)),
    Choice("[ort,tract,torch,train]", "Full", ("ort", "tract", "torch", "train")),
)


@dataclass(frozen=True, slots=True)
class Installed:
    """How large an installation is."""

    choice: Choice
    size: int  # bytes
    packages: int


def install(choice: Choice) -> Installed:
    """Install into an environment of its own, measure it, and remove it. Raises CalledProcessError if pip fails."""
    folder = Path(tempfile.mkdtemp(prefix="neurlang-size-"))
    try:
        venv.create(folder, with_pip=True)
        python = folder / "bin" / "python"
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run(
            [*command, "-c", str(REPOSITORY / "constraints.txt"), choice.requirement], check=True, cwd=folder
        )
        (site,) = folder.glob("lib/python*/site-packages")
        return Installed(choice, size_of_folder(site), len([*site.glob("*.dist-info")]) - 1)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def size_of_folder(site: Path) -> int:
    """The bytes of a folder of packages, without those that every environment has."""
    return sum(
        path.stat().st_size
        for top in site.iterdir()
        if not (top.name.startswith(WITHOUT[1:]) or top.name == WITHOUT[0])
        for path in ([top] if top.is_file() else top.rglob("*"))
        if path.is_file() and not path.is_symlink()
    )


def markdown(rows: list[Installed]) -> str:
    """The table of the README."""
    lines = ["| | install | size | packages |", "|---|---|---|---|"]
    for each in rows:
        extras = ",".join(each.choice.extras)
        command = f"pip install '.[{extras}]'" if extras else "pip install ."
        lines.append(
            f"| {each.choice.seed_name} | `{command}` | {each.size / 1e6:,.0f} MB | {each.packages} |"
        )
    return "\n".join(lines)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="+", choices=[each.name for each in CHOICES], help="these rows only")
    parser.add_argument("--markdown", action="store_true", help="print the README's table")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    rows = []
    for each in CHOICES:
        if arguments.only is None or each.name in arguments.only:
            print(f"installing {each.name} …", file=sys.stderr, flush=True)
            rows.append(install(each))
    if arguments.json:
        print(
            json.dumps(
                [{"name": row.choice.name, "bytes": row.size, "packages": row.packages} for row in rows]
            )
        )
    elif arguments.markdown:
        print(markdown(rows))
    else:
        for row in rows:
            print(
                f"{row.choice.name:<26}{row.choice.seed_name:<10}{row.size / 1e6:>8,.0f} MB{row.packages:>6} packages"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
