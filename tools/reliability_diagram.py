"""Draw how well the confidence of the shipped model holds into docs/reliability.svg.

Each bar is a range of confidences: how often readings with such a confidence were right, with the 95 % interval
(Wilson 1927). Where the interval holds the red line, the confidence that was shown is true. The figures stand in the
model's confidence file, where `make model` puts them.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from neurlang.prompts.reading import SHIPPED_MODEL, calibration_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neurlang.learning import Bin

DRAWING = Path(__file__).parents[1] / "docs" / "reliability.svg"
WIDTH, HEIGHT = 720, 420
LEFT, TOP, PLOT_WIDTH, PLOT_HEIGHT = 64, 48, 632, 290
BAR = 44  # the widest bar
NORMAL = 1.96  # standard deviations around the mean that hold 95 %
LEGEND = (
    "Bars: the part that was right, with its 95 % interval. Red: the mean confidence, "
    "by a curve that was fitted to other texts."
)
STYLE = """\
  <style>
    text { font-family: sans-serif; font-size: 13px; fill: #1f2328 }
    .title { font-size: 17px; font-weight: bold } .small { font-size: 11px }
    .page { fill: #ffffff } .line { stroke: #d8dee4 } .bar { fill: #0969da; opacity: .75 }
    .range { stroke: #1f2328 } .said { stroke: #cf222e; stroke-width: 2 }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3 }
      .page { fill: #0d1117 } .line { stroke: #30363d } .bar { fill: #58a6ff } .range { stroke: #e6edf3 }
      .said { stroke: #ff7b72 }
    }
  </style>"""


def interval(right: int, count: int) -> tuple[float, float]:
    """The 95 % interval of a share, by Wilson's score."""
    share, square = right / count, NORMAL**2
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = NORMAL * math.sqrt(share * (1 - share) / count + square / (4 * count**2)) / (1 + square / count)
    return middle - half, middle + half


def draw(bins: Sequence[Bin]) -> str:
    """The diagram as SVG: a bar for each range of confidences, a red line where the mean confidence says it ends."""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">',
        STYLE,
        f'  <rect class="page" width="{WIDTH}" height="{HEIGHT}"/>',
        f'  <text class="title" x="{LEFT}" y="28">How often readings are right, by the confidence shown</text>',
        *(_grid(tenth / 10) for tenth in range(0, 11, 2)),
    ]
    step = PLOT_WIDTH / len(bins)
    for place, each in enumerate(bins):
        lines += _bar(each, LEFT + (place + 0.5) * step)
    lines += [f'  <text class="small" x="{LEFT}" y="{HEIGHT - 12}">{LEGEND}</text>', "</svg>"]
    return "\n".join(lines) + "\n"


def _height(share: float) -> float:
    return TOP + PLOT_HEIGHT * (1 - share)


def _grid(share: float) -> str:
    y = _height(share)
    return (
        f'  <line class="line" x1="{LEFT}" x2="{LEFT + PLOT_WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>'
        f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{share:.1f}</text>'
    )


def _bar(each: Bin, x: float) -> list[str]:
    low, high = interval(each.right, each.count)
    top, said = _height(each.right / each.count), _height(each.confidence)
    left, right, foot = x - BAR / 2, x + BAR / 2, _height(0.0)
    return [
        f'  <rect class="bar" x="{left:.1f}" y="{top:.1f}" width="{BAR}" height="{foot - top:.1f}"/>',
        f'  <line class="range" x1="{x:.1f}" x2="{x:.1f}" y1="{_height(high):.1f}" y2="{_height(low):.1f}"/>',
        f'  <line class="said" x1="{left - 4:.1f}" x2="{right + 4:.1f}" y1="{said:.1f}" y2="{said:.1f}"/>',
        f'  <text x="{x:.1f}" y="{foot + 18:.1f}" text-anchor="middle">{each.low:g}–{each.high:g}</text>',
        f'  <text class="small" x="{x:.1f}" y="{foot + 34:.1f}" text-anchor="middle">{each.count:,} texts</text>',
    ]


def main() -> None:
    """Draw it."""
    DRAWING.write_text(draw(calibration_of(SHIPPED_MODEL).held_out), encoding="utf-8")
    print(f"drew {DRAWING.relative_to(DRAWING.parents[1])}")


if __name__ == "__main__":
    main()
