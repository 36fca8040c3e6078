"""The meaning of each pure op as an LLVM function on 64-bit values.

Both tiers use these functions and no others. The function of an op `opcode.mode` is `@opcode_mode`; ALUI's modes use
those of ALU. Traps are checked by the caller: a divisor is not 0, an address has passed `@outside`. For inputs that
pass these checks, nothing here is undefined or poison (no `nsw`, no fast-math flags), and addresses need no alignment.

Floating-point ops have two functions: `@fpu_x.raw` on doubles, whose NaN may have any bits, and `@fpu_x` on bits, which
combines the raw one and `@canonical`.
"""

from __future__ import annotations

from functools import cache

_COMPUTED: dict[str, tuple[str, ...]] = {
    # %a, %b → %r
    "alu.add": ("%r = add i64 %a, %b",),
    "alu.sub": ("%r = sub i64 %a, %b",),
    "alu.and": ("%r = and i64 %a, %b",),
    "alu.or": ("%r = or i64 %a, %b",),
    "alu.xor": ("%r = xor i64 %a, %b",),
    "alu.shl": ("%count = and i64 %b, 63", "%r = shl i64 %a, %count"),
    "alu.shr": ("%count = and i64 %b, 63", "%r = lshr i64 %a, %count"),
    "alu.sar": ("%count = and i64 %b, 63", "%r = ashr i64 %a, %count"),
    "alu.rotl": ("%r = call i64 @llvm.fshl.i64(i64 %a, i64 %a, i64 %b)",),
    "alu.rotr": ("%r = call i64 @llvm.fshr.i64(i64 %a, i64 %a, i64 %b)",),
    "muldiv.mul": ("%r = mul i64 %a, %b",),
    "muldiv.mulh": (
        "%wide.a = sext i64 %a to i128",
        "%wide.b = sext i64 %b to i128",
        "%product = mul i128 %wide.a, %wide.b",
        "%high = lshr i128 %product, 64",
        "%r = trunc i128 %high to i64",
    ),
    "muldiv.mulhu": (
        "%wide.a = zext i64 %a to i128",
        "%wide.b = zext i64 %b to i128",
        "%product = mul i128 %wide.a, %wide.b",
        "%high = lshr i128 %product, 64",
        "%r = trunc i128 %high to i64",
    ),
    "muldiv.div": ("%r = udiv i64 %a, %b",),
    "muldiv.mod": ("%r = urem i64 %a, %b",),
    # The machine's division traps on INT64_MIN / -1, so a division by -1 becomes a negation.
    "muldiv.sdiv": (
        "%negates = icmp eq i64 %b, -1",
        "%divisor = select i1 %negates, i64 1, i64 %b",
        "%quotient = sdiv i64 %a, %divisor",
        "%negated = sub i64 0, %a",
        "%r = select i1 %negates, i64 %negated, i64 %quotient",
    ),
    "muldiv.smod": (
        "%negates = icmp eq i64 %b, -1",
        "%divisor = select i1 %negates, i64 1, i64 %b",
        "%r = srem i64 %a, %divisor",
    ),
}
_BITS: dict[str, tuple[str, ...]] = {
    # %a → %r
    "bits.popcount": ("%r = call i64 @llvm.ctpop.i64(i64 %a)",),
    "bits.clz": ("%r = call i64 @llvm.ctlz.i64(i64 %a, i1 false)",),
    "bits.ctz": ("%r = call i64 @llvm.cttz.i64(i64 %a, i1 false)",),
    "bits.bswap": ("%r = call i64 @llvm.bswap.i64(i64 %a)",),
    "fpu.i2f": ("%double = sitofp i64 %a to double", "%r = bitcast double %double to i64"),
    # From 2^63 on one half, rounded to odd, and its exponent one higher: a stencil has no room for the constants of
    # `uitofp`, and no second way on for a choice between doubles.
    "fpu.u2f": (
        "%is.large = lshr i64 %a, 63",
        "%half = lshr i64 %a, %is.large",
        "%lowest = and i64 %a, %is.large",
        "%taken = or i64 %half, %lowest",
        "%converted = sitofp i64 %taken to double",
        "%bits = bitcast double %converted to i64",
        "%exponent = shl i64 %is.large, 52",
        "%r = add i64 %bits, %exponent",
    ),
}
_CONDITIONS = {
    "eq": "eq", "ne": "ne", "lt": "slt", "le": "sle", "gt": "sgt", "ge": "sge",
    "ltu": "ult", "leu": "ule", "gtu": "ugt", "geu": "uge",
}  # fmt: skip
_LOADS = {
    "b": ("i8", "zext"), "h": ("i16", "zext"), "w": ("i32", "zext"), "d": ("i64", None),
    "sb": ("i8", "sext"), "sh": ("i16", "sext"), "sw": ("i32", "sext"),
}  # fmt: skip
_STORES = {"b": "i8", "h": "i16", "w": "i32", "d": "i64"}
_ATOMICS: dict[str, tuple[str, ...]] = {
    # %old, %expected, %operand → %new
    "cas": ("%swaps = icmp eq i64 %old, %expected", "%new = select i1 %swaps, i64 %operand, i64 %old"),
    "xchg": ("%new = or i64 %operand, 0",),
    "add": ("%new = add i64 %old, %operand",),
    "and": ("%new = and i64 %old, %operand",),
    "or": ("%new = or i64 %old, %operand",),
    "xor": ("%new = xor i64 %old, %operand",),
    "min": ("%less = icmp slt i64 %old, %operand", "%new = select i1 %less, i64 %old, i64 %operand"),
    "max": ("%more = icmp sgt i64 %old, %operand", "%new = select i1 %more, i64 %old, i64 %operand"),
}
_DOUBLE_BINARY = {name: name for name in ("fadd", "fsub", "fmul", "fdiv")}
_DOUBLE_UNARY = {
    "fsqrt": "sqrt", "fabs": "fabs", "ffloor": "floor", "fceil": "ceil", "ftrunc": "trunc", "fround": "roundeven",
}  # fmt: skip
_DOUBLE_COMPARES = {"eq": "oeq", "ne": "une", "lt": "olt", "le": "ole", "gt": "ogt", "ge": "oge"}

_DOUBLE_CHOICES = {"fmin": ("olt", "or"), "fmax": ("ogt", "and")}
"""Which operand is taken where they differ, and how the bits of equal ones, zeros of both signs, are joined."""

FLOAT_RESULTS = frozenset((*_DOUBLE_BINARY, *_DOUBLE_UNARY, *_DOUBLE_CHOICES, "fma"))
"""The modes of FPU whose result is a double, of which a NaN may be any until it is made canonical."""

INTEGER_TO_DOUBLE = ("i2f", "u2f")
"""The modes of FPU that read whole numbers. They return no NaN."""

DOUBLE_TO_INTEGER = ("f2i", "f2u")
"""The modes of FPU that return whole numbers of 64 bits."""

_DECLARATIONS = (
    *(f"declare i64 @llvm.{name}.i64(i64)" for name in ("ctpop", "bswap")),
    *(f"declare i64 @llvm.{name}.i64(i64, i1)" for name in ("ctlz", "cttz")),
    *(f"declare i64 @llvm.{name}.i64(i64, i64, i64)" for name in ("fshl", "fshr")),
    *(f"declare double @llvm.{name}.f64(double)" for name in _DOUBLE_UNARY.values()),
    "declare double @llvm.fma.f64(double, double, double)",
)

_CANONICAL = (
    "%is.nan = fcmp uno double %a, %a",
    "%bits = bitcast double %a to i64",
    f"%r = select i1 %is.nan, i64 {0x7FF8 << 48}, i64 %bits",
)
"""The bits of a double; every NaN becomes the canonical one."""

_MAGNITUDE = (1 << 63) - 1
"""The bits of a double without its sign."""

# Integer comparisons, since a stencil cannot have a table of constants.
_TRUNCATED = (
    "%bits = bitcast double %a to i64",
    f"%magnitude = and i64 %bits, {_MAGNITUDE}",
    f"%fits = icmp ult i64 %magnitude, {0x43E0 << 48}",
    "%small.bits = select i1 %fits, i64 %bits, i64 0",
    "%small = bitcast i64 %small.bits to double",
    "%whole = fptosi double %small to i64",
    "%is.negative = icmp slt i64 %bits, 0",
    f"%bound = select i1 %is.negative, i64 {-(1 << 63)}, i64 {(1 << 63) - 1}",
    f"%is.nan = icmp ugt i64 %magnitude, {0x7FF0 << 48}",
    "%saturated = select i1 %is.nan, i64 0, i64 %bound",
    "%r = select i1 %fits, i64 %whole, i64 %saturated",
)
"""A double as a signed integer: truncated, saturating, 0 for NaN. It fits if its magnitude is below 2^63."""

_TRUNCATED_UNSIGNED = (
    "%bits = bitcast double %a to i64",
    "%exponent = lshr i64 %bits, 52",  # and the sign above it, so that no negative number has a small one
    "%is.positive = fcmp ogt double %a, 0.0",
    "%bound = sext i1 %is.positive to i64",
    # From 2^63 on, the fraction's bits are those of the number, below its highest bit.
    "%fraction = shl i64 %bits, 11",
    f"%large = or i64 %fraction, {-(1 << 63)}",
    f"%is.large = icmp ult i64 %exponent, {0x43F}",
    "%upper = select i1 %is.large, i64 %large, i64 %bound",
    f"%fits = icmp ult i64 %exponent, {0x43E}",
    "%small.bits = select i1 %fits, i64 %bits, i64 0",
    "%small = bitcast i64 %small.bits to double",
    "%whole = fptosi double %small to i64",
    "%r = select i1 %fits, i64 %whole, i64 %upper",
)
"""A double as an unsigned integer: truncated, saturating, 0 for NaN."""

_OUTSIDE = (
    "%is.small = icmp ult i64 %size, %width",
    "%last = sub i64 %size, %width",
    "%is.beyond = icmp ugt i64 %address, %last",
    "%r = or i1 %is.small, %is.beyond",
)
"""Whether an access of a given width and address exceeds a memory of a given size."""


def symbol_of(meaning: str) -> str:
    """The function of an op by what it means, as `@alu_add` for `alu.add`."""
    return "@" + meaning.replace(".", "_")


@cache
def operation_texts() -> dict[str, str]:
    """The text of every function, by its symbol."""
    texts = dict([
        _function("i64", "@canonical", "double %a", _CANONICAL),
        _function("i1", "@outside", "i64 %address, i64 %size, i64 %width", _OUTSIDE),
    ])  # fmt: skip
    texts |= (_function("i64", symbol_of(name), "i64 %a, i64 %b", body) for name, body in _COMPUTED.items())
    texts |= (_function("i64", symbol_of(name), "i64 %a", body) for name, body in _BITS.items())
    for name, condition in _CONDITIONS.items():
        body = (f"%r = icmp {condition} i64 %a, %b",)
        texts |= [_function("i1", f"@branch_{name}", "i64 %a, i64 %b", body)]
    return texts | _memory_texts() | _float_texts()


def operation_module() -> str:
    """The text of a module with all functions and their declarations."""
    return "\n".join((*_DECLARATIONS, *operation_texts().values()))


def _function(result: str, symbol: str, parameters: str, body: tuple[str, ...]) -> tuple[str, str]:
    """A function that returns %r, by its symbol."""
    lines = "".join(f"  {line}\n" for line in body)
    give = "ret void" if result == "void" else f"ret {result} %r"
    return (
        symbol,
        f"define internal {result} {symbol}({parameters}) alwaysinline nounwind {{\n{lines}  {give}\n}}",
    )


def _memory_texts() -> dict[str, str]:
    place = "%place = getelementptr i8, ptr %memory, i64 %address"
    texts: dict[str, str] = {}
    for name, (kind, extend) in _LOADS.items():
        wide = f"{extend} {kind} %loaded to i64" if extend else "or i64 %loaded, 0"
        loaded = f"%loaded = load {kind}, ptr %place, align 1"
        parameters = "ptr %memory, i64 %address"
        texts |= [_function("i64", f"@load_{name}", parameters, (place, loaded, f"%r = {wide}"))]
    for name, kind in _STORES.items():
        cut = f"trunc i64 %value to {kind}" if kind != "i64" else "or i64 %value, 0"
        stored = f"store {kind} %stored, ptr %place, align 1"
        parameters = "ptr %memory, i64 %address, i64 %value"
        texts |= [_function("void", f"@store_{name}", parameters, (place, f"%stored = {cut}", stored))]
    for name, change in _ATOMICS.items():
        body = (
            place,
            "%old = load i64, ptr %place, align 1",
            *change,
            "store i64 %new, ptr %place, align 1",
            "%r = or i64 %old, 0",
        )
        parameters = "ptr %memory, i64 %address, i64 %expected, i64 %operand"
        texts |= [_function("i64", f"@atomic_{name}", parameters, body)]
    return texts


def _float_texts() -> dict[str, str]:
    """The raw ops on doubles, and the ops on bits that wrap them."""
    raw: dict[str, tuple[str, int, tuple[str, ...]]] = {}
    for name, instruction in _DOUBLE_BINARY.items():
        raw[name] = ("double", 2, (f"%r = {instruction} double %a, %b",))
    for name, intrinsic in _DOUBLE_UNARY.items():
        raw[name] = ("double", 1, (f"%r = call double @llvm.{intrinsic}.f64(double %a)",))
    for name, condition in _DOUBLE_COMPARES.items():
        compare = (f"%holds = fcmp {condition} double %a, %b", "%r = zext i1 %holds to i64")
        raw[f"fcmp{name}"] = ("i64", 2, compare)
    for name, (condition, join) in _DOUBLE_CHOICES.items():
        raw[name] = ("double", 2, _choice(condition, join))
    raw["fma"] = ("double", 3, ("%r = call double @llvm.fma.f64(double %a, double %b, double %c)",))
    raw["f2i"] = ("i64", 1, _TRUNCATED)
    raw["f2u"] = ("i64", 1, _TRUNCATED_UNSIGNED)
    texts: dict[str, str] = {}
    for name, (result, count, body) in raw.items():
        operands = "abc"[:count]
        symbol = f"@fpu_{name}"
        texts |= [_function(result, f"{symbol}.raw", _list("double %{}", operands), body)]
        around = [f"%double.{operand} = bitcast i64 %{operand} to double" for operand in operands]
        computed = f"call {result} {symbol}.raw({_list('double %double.{}', operands)})"
        if result == "double":
            around += [f"%computed = {computed}", "%r = call i64 @canonical(double %computed)"]
        else:
            around += [f"%r = {computed}"]
        texts |= [_function("i64", symbol, _list("i64 %{}", operands), tuple(around))]
    absolute = (
        f"%bits = and i64 %a, {_MAGNITUDE}",
        "%double = bitcast i64 %bits to double",
        "%r = call i64 @canonical(double %double)",
    )
    return texts | dict([_function("i64", "@fpu_fabs", "i64 %a", absolute)])


def _choice(condition: str, join: str) -> tuple[str, ...]:
    """Of two doubles the one that the condition prefers; a NaN is left out. Chosen by their bits, without a jump."""
    return (
        "%bits.a = bitcast double %a to i64",
        "%bits.b = bitcast double %b to i64",
        f"%joined = {join} i64 %bits.a, %bits.b",
        "%are.equal = fcmp oeq double %a, %b",
        f"%is.first = fcmp {condition} double %a, %b",
        "%is.alone = fcmp uno double %b, %b",
        "%better = select i1 %is.first, i64 %bits.a, i64 %bits.b",
        "%other = select i1 %is.alone, i64 %bits.a, i64 %better",
        "%chosen = select i1 %are.equal, i64 %joined, i64 %other",
        "%r = bitcast i64 %chosen to double",
    )


def _list(form: str, operands: str) -> str:
    return ", ".join(form.format(operand) for operand in operands)
