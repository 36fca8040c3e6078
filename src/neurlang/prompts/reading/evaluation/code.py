"""The machine code that evaluates a network, as LLVM text. It is the same for every network of our kind.

`evaluate` carries out a list of steps, which say where weights, inputs and outputs lie and how large they are
(`FIELDS`). It returns 1 if a token is not of the vocabulary, else 0.
All widths are multiples of `TILE`; narrower layers are padded with zeros.

After a ReLU some six values in ten are 0, and a product need not look at them. So a layer's outputs have a bit for
each value that is not 0, and a product takes only the inputs whose bits are set. It multiplies a row of weights by each
and adds the result to `TILE` sums, which stay in registers. The weights of `TILE` inputs and `TILE` outputs are one
block of 16 KB, which stays in the fastest cache while all rows of a text use it.

A buffer is a matrix of floats, one row for each token (or a single row), and behind it the bits of each row, with a row
of zeros before the first and after the last: the padding of a convolution.

The code has no constants in memory and calls nothing, so its bytes run at any address.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

from neurlang.prompts.reading.tokens import PAD, VOCABULARY

ENTRY = "evaluate"
LANES = 16  # floats of a vector; LLVM splits it where registers are smaller
VECTORS = 4  # of a tile: the sums need as many registers, or twice as many of half the size
TILE = LANES * VECTORS
FIELDS = (
    "kind",
    *("source", "source_at", "source_width"),  # number of the buffer, byte in it, floats of a row
    *("taps", "weights", "bias"),  # 1 or 3, addresses
    *("target", "target_at", "target_width"),
    *(
        "relu",
        "single",
    ),  # 1 or 0: the target is a ReLU's, with bits; it has one row, and not one for each token
)
"""A step, as 64-bit integers."""


class Kind(IntEnum):
    """What a step does."""

    LOOKUP = 0  # target row of a token = ReLU(bias + its rows of the table, and of its neighbours)
    PRODUCT = 1  # target = source · weights + bias; with 3 taps of each row and its neighbours
    MAXIMUM = 2  # target = the maximum over the rows of the source


FLOATS = f"<{LANES} x float>"
BITS = f"<{LANES} x i1>"
MULTIPLY_ADD = f"call {FLOATS} @llvm.fmuladd.v{LANES}f32"


def module_text() -> str:
    """The module with the function `evaluate`."""
    return "\n".join((_ENTRY, _lookup(), _product(), _maximum(), _DECLARATIONS))


def _lines(line: Callable[[int], str]) -> str:
    """A line for each vector of a tile."""
    return "\n".join(line(number) for number in range(VECTORS))


def _load(name: str, place: str) -> str:
    """`%name0`, `%name1`, …: the vectors of a tile at a place."""
    return _lines(
        lambda j: (
            f"  %{name}{j}.at = getelementptr float, ptr {place}, i64 {j * LANES}\n"
            f"  %{name}{j} = load {FLOATS}, ptr %{name}{j}.at, align 4"
        )
    )


def _store(name: str, place: str) -> str:
    """Store `%name0`, `%name1`, … as a tile at a place."""
    return _lines(
        lambda j: (
            f"  %{name}{j}.at = getelementptr float, ptr {place}, i64 {j * LANES}\n"
            f"  store {FLOATS} %{name}{j}, ptr %{name}{j}.at, align 4"
        )
    )


def _activation(source: str, follower: str) -> str:
    """Store ReLU(`%source0`, …) at `%to`, zeros in a row without a token, and the bits at `%to.bits`."""
    return (
        _lines(
            lambda j: (
                f"""\
  %above{j} = fcmp ogt {FLOATS} %{source}{j}, zeroinitializer
  %bits{j} = select i1 %is.token, {BITS} %above{j}, {BITS} zeroinitializer
  %value{j} = select {BITS} %bits{j}, {FLOATS} %{source}{j}, {FLOATS} zeroinitializer
  %value{j}.at = getelementptr float, ptr %to, i64 {j * LANES}
  store {FLOATS} %value{j}, ptr %value{j}.at, align 4
  %word{j} = bitcast {BITS} %bits{j} to i{LANES}
  %word{j}.at = getelementptr i{LANES}, ptr %to.bits, i64 {j}
  store i{LANES} %word{j}, ptr %word{j}.at, align 2"""
            )
        )
        + f"\n  br label %{follower}"
    )


_ROWS_OF_ZEROS = """\
  %rows.and.one = add i64 %rows, 1
  %words = mul i64 %rows.and.one, %target.words
  %words.tile = add i64 %words, %tile
  %zeros.behind = getelementptr i64, ptr %target.bits, i64 %words.tile
  %zeros.before = getelementptr i64, ptr %target.bits, i64 %tile
  store i64 0, ptr %zeros.before, align 8
  store i64 0, ptr %zeros.behind, align 8"""
"""Zeros for the bits of the rows before the first and after the last, in the columns of a tile."""

_PLACE_OF_ROW = """\
  %to.row = mul i64 %row, %target.width
  %to.index = add i64 %to.row, %column
  %to = getelementptr float, ptr %target, i64 %to.index
  %row.next = add i64 %row, 1
  %bits.row = mul i64 %row.next, %target.words
  %bits.index = add i64 %bits.row, %tile
  %to.bits = getelementptr i64, ptr %target.bits, i64 %bits.index
  %token.at = getelementptr i16, ptr %tokens, i64 %row"""
"""Where the values and bits of a row go, in the columns of a tile."""

_SIZES = """\
  %target.words = lshr i64 %target.width, 6
  %target.values = mul i64 %rows, %target.width
  %target.bits = getelementptr float, ptr %target, i64 %target.values"""


def _lookup() -> str:
    return f"""
define internal void @lookup(ptr %weights, ptr %bias, ptr %target, i64 %target.width, ptr %tokens, i64 %rows) #0 {{
entry:
{_SIZES}
  %tap.size = mul i64 %target.width, {VOCABULARY}
  %weights.at = getelementptr float, ptr %weights, i64 %tap.size
  %weights.after = getelementptr float, ptr %weights.at, i64 %tap.size
  %last = sub i64 %rows, 1
  br label %tiles
tiles:
  %tile = phi i64 [ 0, %entry ], [ %tile.next, %tiles.end ]
  %column = mul i64 %tile, {TILE}
  %bias.tile = getelementptr float, ptr %bias, i64 %column
{_load("bias", "%bias.tile")}
{_ROWS_OF_ZEROS}
  br label %rows.loop
rows.loop:
  %row = phi i64 [ 0, %tiles ], [ %row.next, %rows.end ]
  %left = phi i16 [ {PAD}, %tiles ], [ %here, %rows.end ]
{_PLACE_OF_ROW}
  %here = load i16, ptr %token.at, align 2
  %is.token = icmp ne i16 %here, {PAD}
  %is.last = icmp eq i64 %row, %last
  br i1 %is.last, label %sum, label %look.ahead
look.ahead:
  %right.at = getelementptr i16, ptr %token.at, i64 1
  %right.token = load i16, ptr %right.at, align 2
  br label %sum
sum:
  %right = phi i16 [ {PAD}, %rows.loop ], [ %right.token, %look.ahead ]
{_row_of_table("before", "weights", "left")}
{_row_of_table("at", "weights.at", "here")}
{_row_of_table("after", "weights.after", "right")}
{_lines(lambda j: f"  %one{j} = fadd {FLOATS} %at{j}, %before{j}")}
{_lines(lambda j: f"  %two{j} = fadd {FLOATS} %one{j}, %after{j}")}
{_lines(lambda j: f"  %sum{j} = fadd {FLOATS} %two{j}, %bias{j}")}
{_activation("sum", "rows.end")}
rows.end:
  %rows.more = icmp slt i64 %row.next, %rows
  br i1 %rows.more, label %rows.loop, label %tiles.end
tiles.end:
  %tile.next = add i64 %tile, 1
  %column.next = mul i64 %tile.next, {TILE}
  %tiles.more = icmp slt i64 %column.next, %target.width
  br i1 %tiles.more, label %tiles, label %end
end:
  ret void
}}"""


def _row_of_table(name: str, table: str, token: str) -> str:
    """The vectors of a token's row in a table of one tap, in the columns of a tile."""
    return f"""\
  %{name}.token = sext i16 %{token} to i64
  %{name}.row = mul i64 %{name}.token, %target.width
  %{name}.index = add i64 %{name}.row, %column
  %{name}.place = getelementptr float, ptr %{table}, i64 %{name}.index
{_load(name, f"%{name}.place")}"""


def _sums_of_row() -> str:
    """One row of the product: what it had, plus each input that is not 0 times its weights."""
    return f"""
rows.loop:
  %row = phi i64 [ 0, %blocks.loop ], [ %row.next, %rows.end ]
{_PLACE_OF_ROW}
  %from = add i64 %row, %shift
  %from.bits = add i64 %from, 1
  %from.words = mul i64 %from.bits, %blocks
  %set.index = add i64 %from.words, %number
  %set.at = getelementptr i64, ptr %source.bits, i64 %set.index
  %set = load i64, ptr %set.at, align 8
  %from.row = mul i64 %from, %source.width
  %from.index = add i64 %from.row, %channel
  %inputs = getelementptr float, ptr %source, i64 %from.index
  br i1 %is.first, label %start, label %resume
resume:
{_load("kept", "%to")}
  br label %start
start:
{_lines(lambda j: f"  %start{j} = phi {FLOATS} [ %bias{j}, %rows.loop ], [ %kept{j}, %resume ]")}
  %is.empty = icmp eq i64 %set, 0
  br i1 %is.empty, label %sums, label %add
add:
  %left = phi i64 [ %set, %start ], [ %left.next, %add ]
{_lines(lambda j: f"  %sum{j} = phi {FLOATS} [ %start{j}, %start ], [ %next{j}, %add ]")}
  %bit = call i64 @llvm.cttz.i64(i64 %left, i1 true)
  %left.less = sub i64 %left, 1
  %left.next = and i64 %left, %left.less
  %input.at = getelementptr float, ptr %inputs, i64 %bit
  %input = load float, ptr %input.at, align 4
  %input.lane = insertelement {FLOATS} poison, float %input, i64 0
  %factor = shufflevector {FLOATS} %input.lane, {FLOATS} poison, <{LANES} x i32> zeroinitializer
  %weight.index = mul i64 %bit, {TILE}
  %weight.row = getelementptr float, ptr %block, i64 %weight.index
{_load("weight", "%weight.row")}
{_lines(lambda j: f"  %next{j} = {MULTIPLY_ADD}({FLOATS} %factor, {FLOATS} %weight{j}, {FLOATS} %sum{j})")}
  %add.more = icmp ne i64 %left.next, 0
  br i1 %add.more, label %add, label %sums
sums:
{_lines(lambda j: f"  %total{j} = phi {FLOATS} [ %start{j}, %start ], [ %next{j}, %add ]")}
  br i1 %activates, label %token, label %keep
keep:
{_store("total", "%to")}
  br label %rows.end
token:
  br i1 %is.single, label %activate, label %read.token
read.token:
  %here = load i16, ptr %token.at, align 2
  %is.there = icmp ne i16 %here, {PAD}
  br label %activate
activate:
  %is.token = phi i1 [ true, %token ], [ %is.there, %read.token ]
{_activation("total", "rows.end")}
rows.end:
  %rows.more = icmp slt i64 %row.next, %rows
  br i1 %rows.more, label %rows.loop, label %blocks.end"""[1:]


def _product() -> str:
    return f"""
define internal void @product(ptr %source, ptr %source.bits, i64 %source.width, i64 %taps,
    ptr %weights, ptr %bias, ptr %target, i64 %target.width, i64 %relu, i64 %single, ptr %tokens, i64 %rows) #0 {{
entry:
{_SIZES}
  %blocks = lshr i64 %source.width, 6
  %half = lshr i64 %taps, 1
  %last.tap = sub i64 %taps, 1
  %last.block = sub i64 %blocks, 1
  %has.relu = icmp ne i64 %relu, 0
  %is.single = icmp ne i64 %single, 0
  br label %tiles
tiles:
  %tile = phi i64 [ 0, %entry ], [ %tile.next, %tiles.end ]
  %block.tile = phi ptr [ %weights, %entry ], [ %block.next, %tiles.end ]
  %column = mul i64 %tile, {TILE}
  %bias.tile = getelementptr float, ptr %bias, i64 %column
{_load("bias", "%bias.tile")}
  br i1 %has.relu, label %zeros, label %taps.start
zeros:
{_ROWS_OF_ZEROS}
  br label %taps.start
taps.start:
  br label %taps.loop
taps.loop:
  %tap = phi i64 [ 0, %taps.start ], [ %tap.next, %taps.end ]
  %block.tap = phi ptr [ %block.tile, %taps.start ], [ %block.next, %taps.end ]
  %shift = sub i64 %tap, %half
  %is.first.tap = icmp eq i64 %tap, 0
  %is.last.tap = icmp eq i64 %tap, %last.tap
  br label %blocks.loop
blocks.loop:
  %number = phi i64 [ 0, %taps.loop ], [ %number.next, %blocks.end ]
  %block = phi ptr [ %block.tap, %taps.loop ], [ %block.next, %blocks.end ]
  %is.first.block = icmp eq i64 %number, 0
  %is.first = and i1 %is.first.tap, %is.first.block
  %is.last.block = icmp eq i64 %number, %last.block
  %is.last = and i1 %is.last.tap, %is.last.block
  %activates = and i1 %is.last, %has.relu
  %channel = mul i64 %number, {TILE}
  br label %rows.loop
{_sums_of_row()}
blocks.end:
  %block.next = getelementptr float, ptr %block, i64 {TILE * TILE}
  %number.next = add i64 %number, 1
  %blocks.more = icmp slt i64 %number.next, %blocks
  br i1 %blocks.more, label %blocks.loop, label %taps.end
taps.end:
  %tap.next = add i64 %tap, 1
  %taps.more = icmp slt i64 %tap.next, %taps
  br i1 %taps.more, label %taps.loop, label %tiles.end
tiles.end:
  %tile.next = add i64 %tile, 1
  %column.next = mul i64 %tile.next, {TILE}
  %tiles.more = icmp slt i64 %column.next, %target.width
  br i1 %tiles.more, label %tiles, label %end
end:
  ret void
}}"""


def _maximum() -> str:
    """A maximum of values that are not negative, so it begins with 0."""
    return f"""
define internal void @maximum(ptr %source, ptr %target, i64 %target.width, i64 %source.rows) #0 {{
entry:
  %rows = add i64 0, 1
  %row = add i64 0, 0
  %is.token = icmp eq i64 0, 0
{_SIZES}
  br label %tiles
tiles:
  %tile = phi i64 [ 0, %entry ], [ %tile.next, %tiles.end ]
  %column = mul i64 %tile, {TILE}
{_ROWS_OF_ZEROS}
  %to = getelementptr float, ptr %target, i64 %column
  %bits.index = add i64 %target.words, %tile
  %to.bits = getelementptr i64, ptr %target.bits, i64 %bits.index
  br label %rows.loop
rows.loop:
  %from = phi i64 [ 0, %tiles ], [ %from.next, %rows.loop ]
{_lines(lambda j: f"  %most{j} = phi {FLOATS} [ zeroinitializer, %tiles ], [ %greater{j}, %rows.loop ]")}
  %from.row = mul i64 %from, %target.width
  %from.index = add i64 %from.row, %column
  %from.place = getelementptr float, ptr %source, i64 %from.index
{_load("from", "%from.place")}
{_lines(lambda j: f"  %is.greater{j} = fcmp ogt {FLOATS} %from{j}, %most{j}")}
{_lines(lambda j: f"  %greater{j} = select {BITS} %is.greater{j}, {FLOATS} %from{j}, {FLOATS} %most{j}")}
  %from.next = add i64 %from, 1
  %rows.more = icmp slt i64 %from.next, %source.rows
  br i1 %rows.more, label %rows.loop, label %store
store:
{_activation("greater", "tiles.end")}
tiles.end:
  %tile.next = add i64 %tile, 1
  %column.next = mul i64 %tile.next, {TILE}
  %tiles.more = icmp slt i64 %column.next, %target.width
  br i1 %tiles.more, label %tiles, label %end
end:
  ret void
}}"""


_ENTRY = (
    f"""\
define i64 @{ENTRY}(ptr %steps, i64 %count, ptr %tokens, i64 %length,
    ptr %buffer0, ptr %buffer1, ptr %buffer2) #0 {{
entry:
  br label %checks
checks:
  %checked = phi i64 [ 0, %entry ], [ %checked.next, %check ]
  %all.checked = icmp eq i64 %checked, %length
  br i1 %all.checked, label %loop, label %check
check:
  %token.at = getelementptr i16, ptr %tokens, i64 %checked
  %token = load i16, ptr %token.at, align 2
  %checked.next = add i64 %checked, 1
  %is.known = icmp ult i16 %token, {VOCABULARY}
  br i1 %is.known, label %checks, label %refuse
refuse:
  ret i64 1
loop:
  %at = phi i64 [ 0, %checks ], [ %at.next, %done ]
  %index = mul i64 %at, {len(FIELDS)}
  %step = getelementptr i64, ptr %steps, i64 %index
"""
    + "\n".join(
        f"  %{name}.at.step = getelementptr i64, ptr %step, i64 {place}\n"
        f"  %{name} = load i64, ptr %{name}.at.step, align 8"
        for place, name in enumerate(FIELDS)
    )
    + f"""
  %weights.place = inttoptr i64 %weights to ptr
  %bias.place = inttoptr i64 %bias to ptr
  %is.single = icmp ne i64 %single, 0
  %rows = select i1 %is.single, i64 1, i64 %length
  %source.is0 = icmp eq i64 %source, 0
  %source.is1 = icmp eq i64 %source, 1
  %source.later = select i1 %source.is1, ptr %buffer1, ptr %buffer2
  %source.buffer = select i1 %source.is0, ptr %buffer0, ptr %source.later
  %source.place = getelementptr i8, ptr %source.buffer, i64 %source_at
  %target.is0 = icmp eq i64 %target, 0
  %target.is1 = icmp eq i64 %target, 1
  %target.later = select i1 %target.is1, ptr %buffer1, ptr %buffer2
  %target.buffer = select i1 %target.is0, ptr %buffer0, ptr %target.later
  %target.place = getelementptr i8, ptr %target.buffer, i64 %target_at
  switch i64 %kind, label %done [ i64 {Kind.LOOKUP}, label %lookup
                                  i64 {Kind.PRODUCT}, label %product
                                  i64 {Kind.MAXIMUM}, label %maximum ]
lookup:
  call void @lookup(ptr %weights.place, ptr %bias.place, ptr %target.place, i64 %target_width, ptr %tokens, i64 %rows)
  br label %done
product:
  %source.values = mul i64 %rows, %source_width
  %source.bits = getelementptr float, ptr %source.place, i64 %source.values
  call void @product(ptr %source.place, ptr %source.bits, i64 %source_width, i64 %taps,
    ptr %weights.place, ptr %bias.place, ptr %target.place, i64 %target_width, i64 %relu, i64 %single,
    ptr %tokens, i64 %rows)
  br label %done
maximum:
  call void @maximum(ptr %source.place, ptr %target.place, i64 %target_width, i64 %length)
  br label %done
done:
  %at.next = add i64 %at, 1
  %more = icmp slt i64 %at.next, %count
  br i1 %more, label %loop, label %end
end:
  ret i64 0
}}"""
)

_DECLARATIONS = f"""
declare i64 @llvm.cttz.i64(i64, i1)
declare {FLOATS} @llvm.fmuladd.v{LANES}f32({FLOATS}, {FLOATS}, {FLOATS})
attributes #0 = {{ nounwind "min-legal-vector-width"="512" "prefer-vector-width"="512" }}"""
