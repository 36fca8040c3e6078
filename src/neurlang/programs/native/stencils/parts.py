"""The parts that stencils are made of, as LLVM text: each does one thing, and has one continuation.

A part is a function of the values that native code keeps in machine registers: file, memory, fuel, two temporaries
(`t`, and the double `f`), and the pinned slots. It continues at `CONT`, or leaves by `LANDING` (where the interpreter
takes over) or `TARGET` (a block). These, the slots that are read and written, and the numbers are holes: external
symbols that the patcher fills in. All exits of a part pass the same values.
"""

from __future__ import annotations

from neurlang.programs.machine import MAX_CALL_DEPTH
from neurlang.programs.native.operation_text import symbol_of
from neurlang.programs.native.stencils.frame import PAGE_SHIFT, Word
from neurlang.programs.native.stencils.part_text import PINS, TYPES, PartText


def binary(text: PartText, name: str) -> None:
    """`t` = op of A and B."""
    text.current["t"] = text.value(f"call i64 {symbol_of(name)}(i64 {text.read('A')}, i64 {text.read('B')})")


def binary_value(text: PartText, name: str) -> None:
    """`t` = op of A and NUMBER."""
    text.current["t"] = text.value(
        f"call i64 {symbol_of(name)}(i64 {text.read('A')}, i64 {text.number('NUMBER')})"
    )


def binary_into(text: PartText, name: str) -> None:
    """C = op of C and B."""
    a, b = text.read("C"), text.read("B")
    text.write("C", text.value(f"call i64 {symbol_of(name)}(i64 {a}, i64 {b})"))


def binary_value_into(text: PartText, name: str) -> None:
    """C = op of C and NUMBER."""
    a, b = text.read("C"), text.number("NUMBER")
    text.write("C", text.value(f"call i64 {symbol_of(name)}(i64 {a}, i64 {b})"))


def divide(text: PartText, form: str) -> None:
    """`t` = A divided by a constant, of which B is the multiplier and NUMBER the shift, as `reciprocal` has it."""
    is_signed, is_wide = form.startswith("signed"), form.endswith("wide")
    extend, shift = ("sext", "ashr") if is_signed else ("zext", "lshr")
    a = text.read("A")
    wide = [text.value(f"{extend} i64 {each} to i128") for each in (a, text.read("B"))]
    product = text.value(f"mul i128 {wide[0]}, {wide[1]}")
    high = text.value(f"trunc i128 {text.value(f'lshr i128 {product}, 64')} to i64")
    if is_wide and is_signed:
        high = text.value(f"add i64 {high}, {a}")
    elif is_wide:
        half = text.value(f"lshr i64 {text.value(f'sub i64 {a}, {high}')}, 1")
        high = text.value(f"add i64 {half}, {high}")
    count = text.value(f"and i64 {text.number('NUMBER')}, 63")
    quotient = text.value(f"{shift} i64 {high}, {count}")
    if is_signed:
        quotient = text.value(f"add i64 {quotient}, {text.value(f'lshr i64 {a}, 63')}")
    text.current["t"] = quotient


def remainder(text: PartText, _: str) -> None:
    """`t` = A - B × NUMBER."""
    multiple = text.value(f"mul i64 {text.read('B')}, {text.number('NUMBER')}")
    text.current["t"] = text.value(f"sub i64 {text.read('A')}, {multiple}")


def unary(text: PartText, name: str) -> None:
    """`t` = op of A."""
    text.current["t"] = text.value(f"call i64 {symbol_of(name)}(i64 {text.read('A')})")


def put(text: PartText, _: str) -> None:
    """C = `t`."""
    text.write("C", "%t")


def float_binary(text: PartText, name: str) -> None:
    """`f` = op of A and B; a NaN may have any bits."""
    a, b = text.read_double("A"), text.read_double("B")
    text.current["f"] = text.value(f"call double {symbol_of(name)}.raw(double {a}, double {b})")


def float_unary(text: PartText, name: str) -> None:
    """`f` = op of A; a NaN may have any bits."""
    text.current["f"] = text.value(f"call double {symbol_of(name)}.raw(double {text.read_double('A')})")


def compare_floats(text: PartText, name: str) -> None:
    """`t` = 1 if the comparison of A and B holds, else 0."""
    a, b = text.read_double("A"), text.read_double("B")
    text.current["t"] = text.value(f"call i64 {symbol_of(name)}.raw(double {a}, double {b})")


def to_integer(text: PartText, name: str) -> None:
    """`t` = the double A as an integer."""
    text.current["t"] = text.value(f"call i64 {symbol_of(name)}.raw(double {text.read_double('A')})")


def multiply_add(text: PartText, _: str) -> None:
    """`f` = the product of A and B plus the double whose bits `t` has; a NaN may be any."""
    a, b = text.read_double("A"), text.read_double("B")
    c = text.value("bitcast i64 %t to double")
    text.current["f"] = text.value(f"call double @fpu_fma.raw(double {a}, double {b}, double {c})")


def to_double(text: PartText, name: str) -> None:
    """`f` = the integer A as a double."""
    bits = text.value(f"call i64 {symbol_of(name)}(i64 {text.read('A')})")
    text.current["f"] = text.value(f"bitcast i64 {bits} to double")


def without_sign(text: PartText, _: str) -> None:
    """Clear the highest bit of `t`. On a double, that would need a constant in memory."""
    text.current["t"] = text.value(f"and i64 %t, {(1 << 63) - 1}")


def as_double(text: PartText, _: str) -> None:
    """`f` = the double with the bits `t`."""
    text.current["f"] = text.value("bitcast i64 %t to double")


def ordered(text: PartText, _: str) -> None:
    """Leave if `f` is NaN: the interpreter then produces the canonical NaN."""
    text.leave_if(text.value("fcmp uno double %f, %f"))


def put_double(text: PartText, _: str) -> None:
    """C = `f`."""
    text.write_double("C", "%f")


def move(text: PartText, _: str) -> None:
    """C = A."""
    text.write("C", text.read("A"))


def move_value(text: PartText, _: str) -> None:
    """Give C NUMBER."""
    text.write("C", text.value(f"add i64 {text.number('NUMBER')}, 0"))


def take(text: PartText, _: str) -> None:
    """`t` = A."""
    text.current["t"] = text.read("A")


def nonzero(text: PartText, _: str) -> None:
    """Leave if B is 0."""
    text.leave_if(text.value(f"icmp eq i64 {text.read('B')}, 0"))


def address(text: PartText, _: str) -> None:
    """`t` = A + B."""
    text.current["t"] = text.value(f"add i64 {text.read('A')}, {text.read('B')}")


def address_near(text: PartText, _: str) -> None:
    """`t` = A + NUMBER."""
    text.current["t"] = text.value(f"add i64 {text.read('A')}, {text.number('NUMBER')}")


def inside(text: PartText, width: str) -> None:
    """Leave if the `width` bytes at `t` are not all within memory, which has at least 8 bytes."""
    text.leave_if(text.value(f"icmp ugt i64 %t, {text.load_word(Word[f'LAST_{width}'])}"))


def aligned(text: PartText, _: str) -> None:
    """Leave if `t` is not a multiple of 8."""
    low = text.value("and i64 %t, 7")
    text.leave_if(text.value(f"icmp ne i64 {low}, 0"))


def load(text: PartText, mode: str) -> None:
    """`t` = memory at `t`."""
    text.current["t"] = text.value(f"call i64 @load_{mode}(ptr %memory, i64 %t)")


def load_put(text: PartText, _: str) -> None:
    """C = the 8 bytes of memory at `t`."""
    text.write("C", text.value("call i64 @load_d(ptr %memory, i64 %t)"))


def store(text: PartText, mode: str) -> None:
    """Memory at `t` = C."""
    value = text.read("C")
    text.line(f"call void @store_{mode}(ptr %memory, i64 %t, i64 {value})")


def atomic(text: PartText, mode: str) -> None:
    """Change the 8 bytes at `t` by B (`cas` also takes C); `t` = their old value."""
    expected = text.read("C") if mode == "cas" else "0"
    operand = text.read("B")
    arguments = f"ptr %memory, i64 %t, i64 {expected}, i64 {operand}"
    text.current["t"] = text.value(f"call i64 @atomic_{mode}({arguments})")


def mark_written(text: PartText, _: str) -> None:
    """Mark the page of `t` as written. An access may extend at most 7 bytes into the next page."""
    page = text.value(f"lshr i64 %t, {PAGE_SHIFT}")
    mark = text.value(f"getelementptr i8, ptr {text.load_word(Word.DIRTY, 'ptr')}, i64 {page}")
    text.line(f"store i8 1, ptr {mark}")


def charge(text: PartText, _: str) -> None:
    """Pay NUMBER for a block; leave if there is less fuel."""
    price = text.number("NUMBER")
    text.current["fuel"] = text.value(f"sub i64 %fuel, {price}")
    text.leave_if(text.value(f"icmp ult i64 %fuel, {price}"))


def branch(text: PartText, condition: str) -> None:
    """Go to TARGET if the condition holds for A and B."""
    a, b = text.read("A"), text.read("B")
    text.leave_if(text.value(f"call i1 @branch_{condition}(i64 {a}, i64 {b})"), "TARGET", "")


def branch_value(text: PartText, condition: str) -> None:
    """Go to TARGET if the condition holds for A and NUMBER."""
    a, b = text.read("A"), text.number("NUMBER")
    text.leave_if(text.value(f"call i1 @branch_{condition}(i64 {a}, i64 {b})"), "TARGET", "")


def skip(text: PartText, condition: str) -> None:
    """`t` = 1 if the condition holds for A and NUMBER; else `t` = 0, and pay for a block of one instruction."""
    a, b = text.read("A"), text.number("NUMBER")
    skips = text.value(f"zext i1 {text.value(f'call i1 @branch_{condition}(i64 {a}, i64 {b})')} to i64")
    price = text.value(f"xor i64 {skips}, 1")
    text.current["t"] = skips
    text.current["fuel"] = text.value(f"sub i64 %fuel, {price}")
    text.leave_if(text.value(f"icmp ult i64 %fuel, {price}"))


def binary_unless(text: PartText, name: str) -> None:
    """C = op of C and B, unless `t`."""
    _unless(text, name, text.read("B"))


def binary_value_unless(text: PartText, name: str) -> None:
    """C = op of C and NUMBER, unless `t`."""
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
    """Leave if the stack, which has B return addresses, has no room for another."""
    text.leave_if(text.value(f"icmp uge i64 {text.read('B')}, {MAX_CALL_DEPTH}"))


def push(text: PartText, _: str) -> None:
    """Push NEXT, an instruction's index, on the stack, which has B return addresses."""
    depth = text.read("B")
    place = text.value(f"getelementptr i32, ptr {text.load_word(Word.STACK, 'ptr')}, i64 {depth}")
    text.line(f"store i32 trunc (i64 {text.number('NEXT')} to i32), ptr {place}")
    text.write("B", text.value(f"add i64 {depth}, 1"))


def link(text: PartText, _: str) -> None:
    """C = the index NEXT."""
    text.write("C", text.number("NEXT"))


def pending(text: PartText, _: str) -> None:
    """Leave if there is no call to return from: B, the number of calls, is 0, or more than the stack can hold."""
    above = text.value(f"sub i64 {text.read('B')}, 1")
    text.leave_if(text.value(f"icmp uge i64 {above}, {MAX_CALL_DEPTH}"))


def pop(text: PartText, _: str) -> None:
    """`t` = the latest call's return index, popped from the stack; B = B - 1."""
    above = text.value(f"sub i64 {text.read('B')}, 1")
    place = text.value(f"getelementptr i32, ptr {text.load_word(Word.STACK, 'ptr')}, i64 {above}")
    index = text.value(f"load i32, ptr {place}")
    text.write("B", above)
    text.current["t"] = text.value(f"zext i32 {index} to i64")


def indexed(text: PartText, _: str) -> None:
    """Leave if `t` is not an index of the code or its end."""
    text.leave_if(text.value(f"icmp ugt i64 %t, {text.load_word(Word.LENGTH)}"))


def aim(text: PartText, _: str) -> None:
    """Store the checked index `t` as the goal."""
    text.line(f"store i64 %t, ptr {text.word(Word.GOAL)}")


def dispatch(text: PartText, source: str) -> None:
    """Jump to the code of the goal, or of `t`: an address from the table, never one that a program computed."""
    index = "%t" if source == "t" else text.load_word(Word.GOAL)
    place = text.value(f"getelementptr ptr, ptr {text.load_word(Word.TABLE, 'ptr')}, i64 {index}")
    text.go_through(text.value(f"load ptr, ptr {place}"))


def unmarked(text: PartText, holes: str) -> None:
    """Leave if one of the slots carries a capability or taint."""
    marks = text.load_word(Word.MARKS, "ptr")
    found = "0"
    for hole in holes:
        place = text.value(f"getelementptr i8, ptr {marks}, i64 {text.number(hole)}")
        found = text.value(f"or i64 {found}, {text.value(f'load i64, ptr {place}')}")
    text.leave_if(text.value(f"icmp ne i64 {found}, 0"))


def unmarked_memory(text: PartText, width: str) -> None:
    """Leave if an 8-byte slot of memory that the bytes at `t` touch carries a capability or taint."""
    shadow = text.load_word(Word.SHADOW, "ptr")
    found = "0"
    for distance in dict.fromkeys((0, int(width) - 1)):
        last = text.value(f"add i64 %t, {distance}")
        place = text.value(f"getelementptr i8, ptr {shadow}, i64 {text.value(f'lshr i64 {last}, 3')}")
        found = text.value(f"or i8 {found}, {text.value(f'load i8, ptr {place}')}")
    text.leave_if(text.value(f"icmp ne i8 {found}, 0"))


def unmark(text: PartText, _: str) -> None:
    """Clear the mark of C."""
    marks = text.load_word(Word.MARKS, "ptr")
    place = text.value(f"getelementptr i8, ptr {marks}, i64 {text.number('C')}")
    text.line(f"store i64 0, ptr {place}")


def leave(text: PartText, _: str) -> None:
    """Leave."""
    text.go("LANDING")


def landing(text: PartText, _: str) -> None:
    """Store STATUS, and finish."""
    text.line(f"store i64 {text.number('STATUS')}, ptr {text.word(Word.STATUS)}")
    text.go("FINISH")


def finish(text: PartText, _: str) -> None:
    """Store the machine registers in the file and the frame; return to the caller."""
    for place, name in enumerate(PINS):
        where = text.value(f"getelementptr i64, ptr %file, i64 {place}")
        text.line(f"store {TYPES[name]} %{name}, ptr {where}")
    text.line(f"store i64 %fuel, ptr {text.word(Word.FUEL)}")
    text.line("ret void")


ENDS = (jump, dispatch, leave, landing, finish)
"""Parts without a continuation."""
