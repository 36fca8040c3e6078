"""The parts that stencils are made of, as LLVM text: each does one thing, with one way on.

A part is a function of what native code keeps in machine registers: file, memory, fuel, two temporaries (`t`,
and the double `f`), and the pinned slots. It goes on to `CONT`, or leaves by `LANDING` (where the interpreter
takes over) or `TARGET` (a block); these, the slots that are read and written, and the numbers are holes,
external symbols that the patcher fills in. Both ways out of a part pass the same values.
"""

from __future__ import annotations

from neurlang.programs.machine import MAX_CALL_DEPTH
from neurlang.programs.native.operation_text import symbol_of
from neurlang.programs.native.stencils.frame import PAGE_SHIFT, Word
from neurlang.programs.native.stencils.part_text import PINS, TYPES, PartText


def binary(text: PartText, name: str) -> None:
    """Give `t` the operation of A and B."""
    text.current["t"] = text.value(f"call i64 {symbol_of(name)}(i64 {text.read('A')}, i64 {text.read('B')})")


def binary_value(text: PartText, name: str) -> None:
    """Give `t` the operation of A and NUMBER."""
    text.current["t"] = text.value(
        f"call i64 {symbol_of(name)}(i64 {text.read('A')}, i64 {text.number('NUMBER')})"
    )


def binary_into(text: PartText, name: str) -> None:
    """Give C the operation of itself and B."""
    a, b = text.read("C"), text.read("B")
    text.write("C", text.value(f"call i64 {symbol_of(name)}(i64 {a}, i64 {b})"))


def binary_value_into(text: PartText, name: str) -> None:
    """Give C the operation of itself and NUMBER."""
    a, b = text.read("C"), text.number("NUMBER")
    text.write("C", text.value(f"call i64 {symbol_of(name)}(i64 {a}, i64 {b})"))


def divide(text: PartText, _: str) -> None:
    """Give `t` the high half of the product of A and B, shifted right by NUMBER: a quotient by a constant."""
    wide = [text.value(f"zext i64 {text.read(hole)} to i128") for hole in "AB"]
    product = text.value(f"mul i128 {wide[0]}, {wide[1]}")
    high = text.value(f"trunc i128 {text.value(f'lshr i128 {product}, 64')} to i64")
    count = text.value(f"and i64 {text.number('NUMBER')}, 63")
    text.current["t"] = text.value(f"lshr i64 {high}, {count}")


def remainder(text: PartText, _: str) -> None:
    """Give `t` what A has more than B times NUMBER."""
    multiple = text.value(f"mul i64 {text.read('B')}, {text.number('NUMBER')}")
    text.current["t"] = text.value(f"sub i64 {text.read('A')}, {multiple}")


def unary(text: PartText, name: str) -> None:
    """Give `t` the operation of A."""
    text.current["t"] = text.value(f"call i64 {symbol_of(name)}(i64 {text.read('A')})")


def put(text: PartText, _: str) -> None:
    """Give C the value of `t`."""
    text.write("C", "%t")


def float_binary(text: PartText, name: str) -> None:
    """Give `f` the operation of A and B, its NaN any."""
    a, b = text.read_double("A"), text.read_double("B")
    text.current["f"] = text.value(f"call double {symbol_of(name)}.raw(double {a}, double {b})")


def float_unary(text: PartText, name: str) -> None:
    """Give `f` the operation of A, its NaN any."""
    text.current["f"] = text.value(f"call double {symbol_of(name)}.raw(double {text.read_double('A')})")


def compare_floats(text: PartText, name: str) -> None:
    """Give `t` whether it holds of A and B."""
    a, b = text.read_double("A"), text.read_double("B")
    text.current["t"] = text.value(f"call i64 {symbol_of(name)}.raw(double {a}, double {b})")


def to_integer(text: PartText, name: str) -> None:
    """Give `t` the double A as an integer."""
    text.current["t"] = text.value(f"call i64 {symbol_of(name)}.raw(double {text.read_double('A')})")


def multiply_add(text: PartText, _: str) -> None:
    """Give `f` the product of A and B plus the double whose bits `t` has, its NaN any."""
    a, b = text.read_double("A"), text.read_double("B")
    c = text.value("bitcast i64 %t to double")
    text.current["f"] = text.value(f"call double @fpu_fma.raw(double {a}, double {b}, double {c})")


def to_double(text: PartText, name: str) -> None:
    """Give `f` the integer A as a double."""
    bits = text.value(f"call i64 {symbol_of(name)}(i64 {text.read('A')})")
    text.current["f"] = text.value(f"bitcast i64 {bits} to double")


def without_sign(text: PartText, _: str) -> None:
    """Clear the highest bit of `t`. On a double it would take a constant from memory."""
    text.current["t"] = text.value(f"and i64 %t, {(1 << 63) - 1}")


def as_double(text: PartText, _: str) -> None:
    """Give `f` the double whose bits `t` has."""
    text.current["f"] = text.value("bitcast i64 %t to double")


def ordered(text: PartText, _: str) -> None:
    """Leave where `f` is NaN: the interpreter gives the one that results are."""
    text.leave_if(text.value("fcmp uno double %f, %f"))


def put_double(text: PartText, _: str) -> None:
    """Give C the value of `f`."""
    text.write_double("C", "%f")


def move(text: PartText, _: str) -> None:
    """Give C the value of A."""
    text.write("C", text.read("A"))


def move_value(text: PartText, _: str) -> None:
    """Give C NUMBER."""
    text.write("C", text.value(f"add i64 {text.number('NUMBER')}, 0"))


def take(text: PartText, _: str) -> None:
    """Give `t` the value of A."""
    text.current["t"] = text.read("A")


def nonzero(text: PartText, _: str) -> None:
    """Leave where B is 0."""
    text.leave_if(text.value(f"icmp eq i64 {text.read('B')}, 0"))


def address(text: PartText, _: str) -> None:
    """Give `t` the sum of A and B."""
    text.current["t"] = text.value(f"add i64 {text.read('A')}, {text.read('B')}")


def address_near(text: PartText, _: str) -> None:
    """Give `t` the sum of A and NUMBER."""
    text.current["t"] = text.value(f"add i64 {text.read('A')}, {text.number('NUMBER')}")


def inside(text: PartText, width: str) -> None:
    """Leave where `width` bytes at `t` are not all in the memory, which has 8 bytes or more."""
    text.leave_if(text.value(f"icmp ugt i64 %t, {text.load_word(Word[f'LAST_{width}'])}"))


def aligned(text: PartText, _: str) -> None:
    """Leave where `t` is not a multiple of 8."""
    low = text.value("and i64 %t, 7")
    text.leave_if(text.value(f"icmp ne i64 {low}, 0"))


def load(text: PartText, mode: str) -> None:
    """Give `t` what the memory has at `t`."""
    text.current["t"] = text.value(f"call i64 @load_{mode}(ptr %memory, i64 %t)")


def load_put(text: PartText, _: str) -> None:
    """Give C the 8 bytes that the memory has at `t`."""
    text.write("C", text.value("call i64 @load_d(ptr %memory, i64 %t)"))


def store(text: PartText, mode: str) -> None:
    """Lay C in the memory at `t`."""
    value = text.read("C")
    text.line(f"call void @store_{mode}(ptr %memory, i64 %t, i64 {value})")


def atomic(text: PartText, mode: str) -> None:
    """Change 8 bytes at `t` with B (and, comparing, C); give `t` what was there."""
    expected = text.read("C") if mode == "cas" else "0"
    operand = text.read("B")
    arguments = f"ptr %memory, i64 %t, i64 {expected}, i64 {operand}"
    text.current["t"] = text.value(f"call i64 @atomic_{mode}({arguments})")


def mark_written(text: PartText, _: str) -> None:
    """Say that the page of `t` was written. What crosses into the next page is 7 bytes at most."""
    page = text.value(f"lshr i64 %t, {PAGE_SHIFT}")
    mark = text.value(f"getelementptr i8, ptr {text.load_word(Word.DIRTY, 'ptr')}, i64 {page}")
    text.line(f"store i8 1, ptr {mark}")


def charge(text: PartText, _: str) -> None:
    """Pay NUMBER for a block; leave where there is less."""
    price = text.number("NUMBER")
    text.current["fuel"] = text.value(f"sub i64 %fuel, {price}")
    text.leave_if(text.value(f"icmp ult i64 %fuel, {price}"))


def branch(text: PartText, condition: str) -> None:
    """Go to TARGET where the condition holds between A and B."""
    a, b = text.read("A"), text.read("B")
    text.leave_if(text.value(f"call i1 @branch_{condition}(i64 {a}, i64 {b})"), "TARGET", "")


def branch_value(text: PartText, condition: str) -> None:
    """Go to TARGET where the condition holds between A and NUMBER."""
    a, b = text.read("A"), text.number("NUMBER")
    text.leave_if(text.value(f"call i1 @branch_{condition}(i64 {a}, i64 {b})"), "TARGET", "")


def skip(text: PartText, condition: str) -> None:
    """Give `t` whether the condition holds between A and NUMBER; pay for a block of one where it does not."""
    a, b = text.read("A"), text.number("NUMBER")
    skips = text.value(f"zext i1 {text.value(f'call i1 @branch_{condition}(i64 {a}, i64 {b})')} to i64")
    price = text.value(f"xor i64 {skips}, 1")
    text.current["t"] = skips
    text.current["fuel"] = text.value(f"sub i64 %fuel, {price}")
    text.leave_if(text.value(f"icmp ult i64 %fuel, {price}"))


def binary_unless(text: PartText, name: str) -> None:
    """Give C the operation of itself and B unless `t`."""
    _unless(text, name, text.read("B"))


def binary_value_unless(text: PartText, name: str) -> None:
    """Give C the operation of itself and NUMBER unless `t`."""
    _unless(text, name, text.number("NUMBER"))


def _unless(text: PartText, name: str, b: str) -> None:
    old = text.read("C")
    new = text.value(f"call i64 {symbol_of(name)}(i64 {old}, i64 {b})")
    skips = text.value("icmp ne i64 %t, 0")
    text.write("C", text.value(f"select i1 {skips}, i64 {old}, i64 {new}"))


def jump(text: PartText, _: str) -> None:
    """Go to TARGET."""
    text.go("TARGET")


def room(text: PartText, _: str) -> None:
    """Leave where there is no room for a return address above the B that there are."""
    text.leave_if(text.value(f"icmp uge i64 {text.read('B')}, {MAX_CALL_DEPTH}"))


def push(text: PartText, _: str) -> None:
    """Push NEXT, an instruction's index, above the B that there are."""
    depth = text.read("B")
    place = text.value(f"getelementptr i32, ptr {text.load_word(Word.STACK, 'ptr')}, i64 {depth}")
    text.line(f"store i32 trunc (i64 {text.number('NEXT')} to i32), ptr {place}")
    text.write("B", text.value(f"add i64 {depth}, 1"))


def link(text: PartText, _: str) -> None:
    """Give C the index NEXT."""
    text.write("C", text.number("NEXT"))


def pending(text: PartText, _: str) -> None:
    """Leave where no call is to be returned from: there are B, and never more than the stack has room for."""
    above = text.value(f"sub i64 {text.read('B')}, 1")
    text.leave_if(text.value(f"icmp uge i64 {above}, {MAX_CALL_DEPTH}"))


def pop(text: PartText, _: str) -> None:
    """Take the index of the latest call's return to `t`; there is one less in B."""
    above = text.value(f"sub i64 {text.read('B')}, 1")
    place = text.value(f"getelementptr i32, ptr {text.load_word(Word.STACK, 'ptr')}, i64 {above}")
    index = text.value(f"load i32, ptr {place}")
    text.write("B", above)
    text.current["t"] = text.value(f"zext i32 {index} to i64")


def indexed(text: PartText, _: str) -> None:
    """Leave where `t` is no index of the code or its end."""
    text.leave_if(text.value(f"icmp ugt i64 %t, {text.load_word(Word.LENGTH)}"))


def aim(text: PartText, _: str) -> None:
    """Keep the checked index `t` as the goal."""
    text.line(f"store i64 %t, ptr {text.word(Word.GOAL)}")


def dispatch(text: PartText, source: str) -> None:
    """Go to the code of the goal, which may still be `t`: what the table says, never what a program computed."""
    index = "%t" if source == "t" else text.load_word(Word.GOAL)
    place = text.value(f"getelementptr ptr, ptr {text.load_word(Word.TABLE, 'ptr')}, i64 {index}")
    text.go_through(text.value(f"load ptr, ptr {place}"))


def unmarked(text: PartText, holes: str) -> None:
    """Leave where one of the slots carries a capability or taint."""
    marks = text.load_word(Word.MARKS, "ptr")
    found = "0"
    for hole in holes:
        place = text.value(f"getelementptr i8, ptr {marks}, i64 {text.number(hole)}")
        found = text.value(f"or i64 {found}, {text.value(f'load i64, ptr {place}')}")
    text.leave_if(text.value(f"icmp ne i64 {found}, 0"))


def unmarked_memory(text: PartText, width: str) -> None:
    """Leave where a slot of the memory that the bytes at `t` touch carries a capability or taint."""
    shadow = text.load_word(Word.SHADOW, "ptr")
    found = "0"
    for distance in dict.fromkeys((0, int(width) - 1)):
        last = text.value(f"add i64 %t, {distance}")
        place = text.value(f"getelementptr i8, ptr {shadow}, i64 {text.value(f'lshr i64 {last}, 3')}")
        found = text.value(f"or i8 {found}, {text.value(f'load i8, ptr {place}')}")
    text.leave_if(text.value(f"icmp ne i8 {found}, 0"))


def unmark(text: PartText, _: str) -> None:
    """Say that C carries nothing now."""
    marks = text.load_word(Word.MARKS, "ptr")
    place = text.value(f"getelementptr i8, ptr {marks}, i64 {text.number('C')}")
    text.line(f"store i64 0, ptr {place}")


def leave(text: PartText, _: str) -> None:
    """Leave."""
    text.go("LANDING")


def landing(text: PartText, _: str) -> None:
    """Say STATUS, and finish."""
    text.line(f"store i64 {text.number('STATUS')}, ptr {text.word(Word.STATUS)}")
    text.go("FINISH")


def finish(text: PartText, _: str) -> None:
    """Lay what machine registers hold in the file and the frame; return to the caller."""
    for place, name in enumerate(PINS):
        where = text.value(f"getelementptr i64, ptr %file, i64 {place}")
        text.line(f"store {TYPES[name]} %{name}, ptr {where}")
    text.line(f"store i64 %fuel, ptr {text.word(Word.FUEL)}")
    text.line("ret void")


ENDS = (jump, dispatch, leave, landing, finish)
"""Parts without a way on."""
