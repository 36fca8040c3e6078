"""How fast compiled programs are on this machine, compared with the same algorithms in C, Python and WebAssembly.

    python benchmarks/exec.py                       # all loops, 15 rounds
    python benchmarks/exec.py --loops sieve,crc32 --rounds 5 --json

The loops are in src/neurlang/benchmarks/programs/loops, each as .nl and .c; `nl bench exec` does the same.
"""

from __future__ import annotations

from typing import Annotated

import typer

from neurlang.cli.bench_programs import bench_exec

app = typer.Typer(add_completion=False, help=__doc__)


@app.command()
def measure(
    loops: Annotated[str, typer.Option(help="Names separated by commas; by default all.")] = "",
    rounds: Annotated[int, typer.Option(help="Rounds; the fastest counts.")] = 15,
    json_output: Annotated[bool, typer.Option("--json", help="Print all figures as JSON.")] = False,
) -> None:
    """Time the loops and print the table."""
    bench_exec([name.strip() for name in loops.split(",") if name.strip()], rounds, as_json=json_output)


if __name__ == "__main__":
    app()
