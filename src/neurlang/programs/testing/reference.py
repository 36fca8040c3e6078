"""The reference of annotations: the part of `docs/language.md` that follows the ops."""

from __future__ import annotations

from neurlang.programs.testing.comparisons import ABSOLUTE, RELATIVE

# fmt: off
ANNOTATIONS = (
    ("`@name` `@description` `@category` `@difficulty` `@note` `@export`", "free text"),
    ("`@prompt: factorial of {n}`", "a phrasing; `{n}` is a `@param`"),
    ('`@param: n=r0 "what it is"`', "a named input"),
    ("`@verified: proved` `…: proved to 8 iterations` `…: tested 1000`", "what `nl stdlib --verify` found"),
    ("`@test: r0=48, r1=18 -> r0=6`", "a test; see below"),
    ("`@mock: json_parse=1` `@mock: sqlite_step=1;0`", "an extension, by name or number, and its values in turn"),
    ("`@mock: json_get=7,8,9`", "8-byte values after the first are written at the addresses in its arguments"),
    ('`@net_mock: accept=5,-1` `@net_mock: recv="hello",0`', "a network op, and its results in turn"),
    ("`@server: true` `@nondeterministic: true`", "tests run only with `--include-servers`"),
)

INPUTS = (
    ("`r0=5` `r1=-1` `r2=0xff` `r3=2.5`", "a register before the run; with a point or an exponent, a double"),
    ('`[0x1000]="text"` `[0x1000]=1,2,3`', "memory before the run, over the data section; numbers are 8 bytes"),
)

OUTPUTS = (
    ("`r0=5` `r0!=5` `r0=2.5`", "the 64 bits are the same, or differ: -0.0 is not 0.0"),
    ("`r0<5` `<=` `>` `>=`", "order of signed integers; of doubles if the value is written as a double"),
    ("`r0 u<5` `u<=` `u>` `u>=`", "order of unsigned integers"),
    ("`r0~=1.5`", f"doubles that differ by at most {RELATIVE:g} of the larger one, or {ABSOLUTE:g}"),
    ('`[0x1000]="text"` `[0x1000]!=1,2`', "memory after the run"),
    ("`trap BOUNDS` `trap USER 8`", "the run ends by this trap; without it, no trap may end the test"),
    ('`prints "5\\n"`', "the run prints this and nothing else"),
)
# fmt: on


def annotation_page() -> str:
    """The section in Markdown."""
    lines = [
        "",
        "## Annotations and tests",
        "",
        "An annotation is a comment before the first line that holds code: `; @name: text`. In it a later `;`",
        "outside quotes starts a comment, except between two numbers of a `@mock`. `nl test` runs each `@test` on",
        "a fresh machine with a private, empty file system. The last value of a mock repeats for ever; an",
        "`accept` of -1, or one that runs out, ends the program. Comments that only look like a test, such as",
        "`@test` without its colon or after code, are errors.",
        "",
        *_table(("annotation", "meaning"), ANNOTATIONS),
        "",
        "A test is inputs, `->`, and outputs, with commas or spaces between them; both may be empty.",
        "",
        *_table(("input", "meaning"), INPUTS),
        "",
        *_table(("output", "holds if"), OUTPUTS),
        "",
    ]
    return "\n".join(lines)


def _table(head: tuple[str, str], rows: tuple[tuple[str, str], ...]) -> list[str]:
    return (
        [f"| {' | '.join(row)} |" for row in (head,)]
        + ["|---|---|"]
        + [f"| {' | '.join(row)} |" for row in rows]
    )
