"""How people ask for bitwise and, or, exclusive or, and shifts."""

from __future__ import annotations

from neurlang.prompts.training.phrasing.phrase import Mood, Phrase, phrases

_PAIR = "[{a} and {b}|{a} with {b}|{a} & {b}]"


def _logic(words: str, symbols: str, calls: str) -> tuple[Phrase, ...]:
    """What the three bitwise operations share; `words` name one, "bitwise and|bit and", as alternatives."""
    return (
        *phrases(Mood.SYMBOLIC, f"""
            [{calls}]({{a}}[, |,]{{b}})
            [{calls}] {{a}}[ |, |,]{{b}}
            {{a}}{symbols}{{b}}
            {{a}} {{b}} [{calls}]
        """),
        *phrases(Mood.NOMINAL, f"""
            {{a}} [{words}] {{b}}
            {{a}} [{words}] with {{b}}
            [the|] [{words}] of {{a}} and {{b}}
            [the|] [{words}] of the [numbers|values|bits of|integers] {{a}} and {{b}}
            [the|] [{words}] [between|for] {{a}} and {{b}}
            the result of [{words}] [on|between|over|for] {{a}} and {{b}}
            [{words}] [on|over|between|with|for] {{a}} and {{b}}
            [{words}]: {{a}} and {{b}}
            {{a}} and {{b}} [under|combined by|combined with|joined by|through] [{words}]
        """),
        *phrases(Mood.IMPERATIVE, f"""
            [{words}] {{a}} [with|to|by] {{b}}
            [{words}] {{a}} and {{b}}
            [apply|do|perform|use|run|execute] [a|the|] [{words}] [on|to|with|of|between] {{a}} and {{b}}
            [apply|do] [{words}] [on|to] {{a}} with {{b}}
            [compute|calculate|find|get] {{a}} [{words}] {{b}}
            [compute|calculate|find] the [{words}] [of|between] {{a}} and {{b}}
            combine {{a}} and {{b}} [using|with|by] [{words}]
            [take|start with|load] {{a}} [and|then] [{words}] [it with|with] {{b}}
        """),
        *phrases(Mood.QUESTION, f"""
            what is {{a}} [{words}] {{b}}
            what comes out [if|when] you [{words}] {{a}} [with|and] {{b}}
            what is the [{words}] [of|between] {{a}} and {{b}}
            what does {{a}} [{words}] {{b}} [give|equal|return]
            what [remains|results|comes out] [when|if] i [{words}] {{a}} [with|and] {{b}}
        """),
    )  # fmt: skip


AND = (
    *_logic(
        "bitwise and|bit and|binary and|logical bitwise and|bitand|bitwise-and", "[ & |&| &]",
        "and|AND|andi|band|bitand|bit_and|bitwise_and|operator.and_|np.bitwise_and",
    ),
    *phrases(Mood.NOMINAL, """
        [the bits that are set in both|the bits set in both] {a} and {b}
        [the common bits of|the bits common to|the shared set bits of] {a} and {b}
        the bits {a} and {b} share
        [the bits that {a} and {b} have in common|the overlap of the bits of {a} and {b}]
        {a} [masked with|masked by|under the mask|under mask] {b}
        {a} [filtered by the mask|masked to|AND'ed with|anded with|and-ed with] {b}
        the bitwise [conjunction|intersection] of {a} and {b}
        the [conjunction|intersection] of the bits [of|in] {a} and {b}
    """),
    *phrases(Mood.IMPERATIVE, """
        [mask|bitmask|bit-mask] {a} [with|by|using] {b}
        [mask off|mask out|filter] the bits of {a} with {b}
        [and|AND] {a} with {b}
        [apply|use] [the mask|mask|bitmask|the bitmask] {b} [to|on] {a}
        keep [only |]the bits [of {a} that are set in {b}|{a} and {b} share]
        keep [only |]the bits [of {a} under mask {b}|set in both {a} and {b}]
        [and|AND] [together|] the bits of {a} and {b}
        [and|AND] the [numbers|values] {a} and {b} [bitwise|bit by bit|together bitwise]
        bitwise and [{a:list}|{a:enumeration}]
        [and|AND] {a} and {b} [bit by bit|bitwise|together]
    """),
    *phrases(Mood.QUESTION, """
        which bits are set in both {a} and {b}
        [which|what] bits do {a} and {b} [share|have in common]
        what is {a} [masked with|anded with|and-ed with|ANDed with] {b}
    """),
    *phrases(Mood.NOMINAL, "[the bitwise and|bitwise and] of [{a:list}|{a:enumeration}]"),
)  # fmt: skip

OR = (
    *phrases(Mood.SYMBOLIC, """
        {a}|{b}
        print({a} | {b})
        ({a}) | ({b})
    """),
    *_logic(
        "bitwise or|bit or|binary or|inclusive or|bitor|bitwise-or", " | ",
        "or|OR|ori|bor|bitor|bit_or|bitwise_or|operator.or_|np.bitwise_or",
    ),
    *phrases(Mood.NOMINAL, """
        [the bits that are set in either|the bits set in either] {a} or {b}
        [the bits set in at least one of|all bits set in] {a} or {b}
        [the bits of {a} and {b} merged|the combined bits of {a} and {b}|the union of the bits of {a} and {b}]
        {a} [or'ed with|ored with|or-ed with|OR'd with|ORed with|with the bits of|with flag|with flags] {b}
        the bitwise [disjunction|union] of {a} and {b}
        {a} with the bits [of|in|from] {b} [set|turned on|switched on]
    """),
    *phrases(Mood.IMPERATIVE, """
        [or|OR] {a} with {b}
        [merge|combine|union|join] the bits of {a} and {b}
        [set|turn on|switch on] the bits [of|in|from] {b} in {a}
        [set|turn on|add] [the flags|flags|the flag|flag] {b} in {a}
        [or|OR] [together |]the bits of {a} and {b}
        [or|OR] the [numbers|values] {a} and {b} [bitwise|bit by bit|together]
        [or|OR] {a} and {b} [bit by bit|bitwise|together]
        bitwise or [{a:list}|{a:enumeration}]
    """),
    *phrases(Mood.QUESTION, """
        which bits are set in {a} or {b}
        which bits are set in [either|at least one of] {a} [or|and] {b}
        what is {a} [ored with|or-ed with|ORed with|or'ed with] {b}
    """),
    *phrases(Mood.NOMINAL, "[the bitwise or|bitwise or] of [{a:list}|{a:enumeration}]"),
)  # fmt: skip

XOR = (
    *_logic(
        "bitwise xor|xor|exclusive or|bit xor|bitwise exclusive or|ex-or|exclusive-or", "[ ⊕ | xor |^^]",
        "xor|XOR|xori|bxor|bitxor|eor|bit_xor|bitwise_xor|operator.xor|np.bitwise_xor",
    ),
    *phrases(Mood.NOMINAL, """
        [the bits that differ between|the differing bits of] {a} and {b}
        [the bits where they differ:|the bit difference of] {a} and {b}
        the bits in which {a} and {b} differ
        [the bits set in exactly one of {a} and {b}|the symmetric difference of the bits of {a} and {b}]
        {a} [xored with|xor'ed with|xor-ed with|XOR'd with|XORed with|exclusive ored with] {b}
        the bits set in [either|] {a} or {b} but not both
        the [parity sum|sum without carry|carryless sum] of {a} and {b}
    """),
    *phrases(Mood.IMPERATIVE, """
        [toggle|flip|invert] the bits [of|in] {a} [given by|selected by] {b}
        [toggle|flip|invert] the bits [of|in] {a} [that are set in|under the mask|using mask] {b}
        [xor|XOR] the bits of {a} and {b}
        [xor|XOR] the [numbers|values] {a} and {b}
        [xor|XOR] [{a:list}|{a:enumeration}|together {a:enumeration}]
    """),
    *phrases(Mood.QUESTION, """
        [which|what] bits [differ|are different] [between|in] {a} and {b}
        in which bits do {a} and {b} differ
        what is {a} [xored with|xor-ed with|XORed with|xor'ed with] {b}
    """),
    *phrases(Mood.NOMINAL, "[the xor|xor|the exclusive or|xor sum] of [{a:list}|{a:enumeration}]"),
)  # fmt: skip

_PLACES = "[places|bits|positions|bit positions|times|bit places|place|bit|]"


def _shift(way: str, ways: str) -> tuple[Phrase, ...]:
    """What all shifts share: `way` is "left" or "right" with an adjective, `ways` are adverbs of it."""
    return (
        *phrases(Mood.NOMINAL, f"""
            {{a}} [shifted|moved|{way} shifted] [{ways}] by {{b}} {_PLACES}
            {{a}} shifted [{ways}] {{b}} [places|bits|positions|times]
            {{a}} {way} shift {{b}}
            {{a}} {way} shifted {{b}} [places|bits|times]
            {{a}} {way} shift by {{b}} {_PLACES}
            [the|a|] {way} shift of {{a}} by {{b}} {_PLACES}
            the bits of {{a}} [shifted|moved] [{ways}] by {{b}} {_PLACES}
            the [result|value] of shifting {{a}} [{ways}] by {{b}} {_PLACES}
        """),
        *phrases(Mood.IMPERATIVE, f"""
            shift {{a}} [{ways}] by {{b}} {_PLACES}
            shift {{a}} [{ways}] {{b}} {_PLACES}
            shift {{a}} by {{b}} [places|bits|positions] [{ways}]
            shift [the number|the value|the bits of|the integer] {{a}} [{ways}] by {{b}} {_PLACES}
            {way} shift {{a}} by {{b}} {_PLACES}
            {way} shift {{a}} {{b}} [places|bits|times|positions]
            {way}-shift {{a}} by {{b}}
            [do|perform|apply] a {way} shift [of|on|to] {{a}} by {{b}} {_PLACES}
            [push|move] the bits of {{a}} {{b}} [places|positions] [{ways}]
            [move|slide] the bits of {{a}} [{ways}] by {{b}}
            [take|load] {{a}} and shift [it |][{ways}] by {{b}} {_PLACES}
        """),
        *phrases(Mood.QUESTION, f"""
            what is {{a}} shifted [{ways}] by {{b}} {_PLACES}
            what is {{a}} shifted [{ways}] {{b}} [places|bits|times]
            what [happens|results] [if|when] you shift {{a}} [{ways}] by {{b}} {_PLACES}
            what does {{a}} become when shifted {{b}} [bits|places] [{ways}]
            what is {{a}} {way} shift {{b}}
        """),
    )  # fmt: skip


SHL = (
    *phrases(Mood.SYMBOLIC, """
        {a}[ << |<<| <<]{b}
        [shl|SHL|shli|sll|lsl|lshift|shift_left|left_shift|operator.lshift|sal]({a}[, |,]{b})
        [shl|SHL|shli|sll|lsl|lshift|sal|shift left|<<] {a}[ |, |,]{b}
        {a} [shl|lsl|sll|<<<] {b}
        {a} {b} [shl|<<]
        print({a} << {b})
    """),
    *_shift("left", "left|to the left|leftwards|leftward"),
    *_shift("logical left", "logically left|left logically"),
)  # fmt: skip

SHR = (
    *phrases(Mood.SYMBOLIC, """
        {a}[ >> |>>| >>]{b}
        {a}[ >>> |>>>]{b}
        [shr|SHR|shri|srl|lsr]({a}[, |,]{b})
        [rshift|shift_right|right_shift|operator.rshift|logical_shift_right]({a}[, |,]{b})
        [shr|SHR|shri|srl|lsr|rshift|shift right|>>|>>>] {a}[ |, |,]{b}
        {a} [shr|lsr|srl] {b}
        {a} {b} [shr|>>]
        print({a} >> {b})
    """),
    *_shift("right", "right|to the right|rightwards|rightward"),
    *_shift("logical right", "logically right|right logically"),
    *_shift("unsigned right", "right unsigned|right without sign|right filling zeros"),
    *phrases(Mood.IMPERATIVE, "drop the [lowest|last|low] {b} bits of {a}"),
)  # fmt: skip

SAR = (
    *phrases(Mood.SYMBOLIC, """
        [sar|SAR|sari|sra]({a}[, |,]{b})
        [asr|arithmetic_shift_right|shift_right_arithmetic|ashr|arith_shift_right]({a}[, |,]{b})
        [sar|SAR|sari|sra|asr|ashr|arithmetic >>|signed >>|arithmetic shift right] {a}[ |, |,]{b}
        {a} [sar|asr|sra|ashr|arithmetic >>|signed >>] {b}
        {a} {b} [sar|asr|sra]
        {a} >> {b} [arithmetic|signed|arithmetically]
        {a} >> {b} [(signed)|(arithmetic)|keeping the sign|with sign extension]
    """),
    *_shift("arithmetic right", "arithmetically right|right arithmetically|right arithmetic"),
    *_shift("signed right", "right with sign|right keeping the sign|right with sign extension"),
    *phrases(Mood.IMPERATIVE, """
        [arithmetically|arithmetic] shift {a} [right|to the right] by {b} [bits|places|positions|]
        [arithmetic shift|signed shift] {a} right [by|] {b}
        sign-preserving right shift {a} by {b}
        shift {a} right by {b} [arithmetically|with sign extension|keeping the sign]
        shift {a} right by {b} [as a signed number|preserving sign|and extend the sign]
        shift the signed [number|value|integer] {a} right [by |]{b}
    """),
    *phrases(Mood.NOMINAL, """
        [the|an|] arithmetic shift right of {a} by {b} [bits|places|]
        [the|] arithmetic shift of {a} right [by|] {b}
        the sign-extending right shift of {a} by {b}
        {a} arithmetic shift right [by |]{b}
    """),
)  # fmt: skip
BITWISE = {"AND": AND, "OR": OR, "XOR": XOR, "SHL": SHL, "SHR": SHR, "SAR": SAR}
