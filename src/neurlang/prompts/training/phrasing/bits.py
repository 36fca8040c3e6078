"""How people ask about the bits and bytes of one number."""

from __future__ import annotations

from neurlang.prompts.training.phrasing.phrase import Mood, phrases

POPCOUNT = (
    *phrases(Mood.SYMBOLIC, """
        [popcount|popcnt|POPCNT|bitcount]({a})
        [bit_count|countbits|__builtin_popcount|__builtin_popcountll|std::popcount]({a})
        [popcount|popcnt|POPCNT|bitcount|bit count|popc|hamming weight|pop count|population count] {a}
        [({a}).bit_count()|{a}.bit_count()|{a}.count_ones()|Integer.bitCount({a})|Long.bitCount({a})]
        [count_ones|count_set_bits|set_bits|hamming_weight|num_ones|cpop]({a})
        {a} [popcount|popcnt|bitcount]
    """),
    *phrases(Mood.NOMINAL, """
        [the popcount|popcount|the bit count] of {a}
        [bit count|the population count|population count|the pop count] of {a}
        [the hamming weight|hamming weight|the binary weight] of {a}
        [the sideways sum|the sideways addition|the bit sum] of {a}
        [the number of|number of|the count of] [set bits|bits set|{1} bits|ones] in {a}
        [count of|how many|the total number of] [set bits|bits set|{1} bits|ones] in {a}
        [the number of|number of|the count of] [{1}-bits|high bits|active bits|bits that are on] in {a}
        [count of|how many|the total number of] [{1}-bits|high bits|active bits|bits that are on] in {a}
        [the number of|number of|the count of] [ones|set bits|{1} bits|bits set] in [the number|binary] {a}
        the number of [ones|set bits|{1} bits|bits set] in [the bits of|the integer] {a}
        [number of|the count of] [ones|set bits|{1} bits|bits set] in [the bits of|the integer] {a}
        the number of [ones|{1} bits] in the [binary|base {2}|bit] [representation|form] of {a}
        the number of [set bits|bits set] in the [binary|base {2}|bit] [representation|form] of {a}
        [number of|the count of] [ones|{1} bits] in the [binary|base {2}|bit] [representation|form] of {a}
        [number of|the count of] [set bits|bits set] in the [binary|base {2}|bit] [representation|form] of {a}
        the number of [ones|{1} bits] in the [binary|base {2}|bit] [expansion|notation] of {a}
        the number of [set bits|bits set] in the [binary|base {2}|bit] [expansion|notation] of {a}
        [number of|the count of] [ones|{1} bits] in the [binary|base {2}|bit] [expansion|notation] of {a}
        [number of|the count of] [set bits|bits set] in the [binary|base {2}|bit] [expansion|notation] of {a}
        [the number of|the amount of] [ones|set bits] when {a} is written in binary
        [the number of|the amount of] [ones|set bits] [in {a} in binary|{a} has in binary]
        the sum of the binary digits of {a}
    """),
    *phrases(Mood.IMPERATIVE, """
        count [the set bits|set bits|the ones|the {1} bits|the bits set] in {a}
        count [ones|bits|the number of set bits|the number of ones|the bits that are set] in {a}
        count [the set bits|the ones|the bits|the {1} bits|the set bits in the binary form] of {a}
        [popcount|bit count|bitcount] [the number|of|the value] {a}
        count [the ones|all ones|the ones found|the bits which are {1}] in [binary|the binary form of] {a}
        count [the ones|all ones] in [the binary representation of|the bits of] {a}
        count [the ones found|the bits which are {1}] in [the binary representation of|the bits of] {a}
        add up the binary digits of {a}
        [take|compute|find|calculate] the [popcount|hamming weight|population count|bit count] of {a}
    """),
    *phrases(Mood.QUESTION, """
        how many [bits are set|set bits are there|bits are on|ones are there] in {a}
        how many [{1} bits are there|bits are {1}|bits equal {1}|ones] in {a}
        how many [set bits|ones|{1} bits|{1}-bits|bits set|high bits] [does|would] {a} have
        how many [ones|{1} bits|set bits] does {a} have [in binary|in its binary form]
        how many [ones|{1} bits|set bits] does {a} have in binary representation
        how many [ones|{1} bits|set bits] does {a} have [when written in binary|in base {2}]
        how many ones are in the binary [representation of|form of|expansion of|notation of] {a}
        how many bits of {a} are [set|on|{1}|ones|turned on|switched on|high|true|active]
        how many {1}'s are in [the binary form of|the binary representation of|binary] {a}
        what is the [popcount|hamming weight|population count] [of|in] {a}
        what is the [bit count|number of set bits|number of ones] [of|in] {a}
    """),
    *phrases(Mood.STATEMENT, """
        i [need|want] the [number of set bits in|popcount of|number of ones in|hamming weight of] {a}
    """),
)  # fmt: skip

_WIDTH = (
    "[|as a {64} bit number|in {64} bits|as a {64}-bit integer|in {64}-bit form|for {64} bits|as {64} bit]"
)

CLZ = (
    *phrases(Mood.SYMBOLIC, """
        [clz|CLZ|lzcnt|LZCNT|nlz]({a})
        [__builtin_clz|__builtin_clzll|std::countl_zero|_lzcnt_u64|leading_zeros|count_leading_zeros]({a})
        [clz|CLZ|lzcnt|nlz|cntlz|leading zeros|ctlz] {a}
        [{a}.leading_zeros()|Long.numberOfLeadingZeros({a})]
        [numberOfLeadingZeros({a})|bits.LeadingZeros64({a})|@clz({a})]
        {a} [clz|lzcnt|leading zeros]
    """),
    *phrases(Mood.NOMINAL, f"""
        [the number of|number of] leading [zeros|zeroes|{{0}} bits] [in|of|for] {{a}} {_WIDTH}
        [the count of|count of|amount of] leading [zeros|zeroes|{{0}} bits] [in|of|for] {{a}} {_WIDTH}
        [the leading|leading] [{{0}} count|zeros count|zeros|zeroes|{{0}} bits] [of|in] {{a}} {_WIDTH}
        the number of [zeros|{{0}} bits|zeroes] before the highest set bit [of|in] {{a}}
        the number of [zeros|{{0}} bits|zeroes] [in front of|ahead of] the highest set bit [of|in] {{a}}
        the number of [zeros|{{0}} bits|zeroes] before the [first set bit|top set bit] [of|in] {{a}}
        the number of [zeros|{{0}} bits|zeroes] [in front of|ahead of] the first set bit [of|in] {{a}}
        the number of [zeros|{{0}} bits|zeroes] [in front of|ahead of] the top set bit [of|in] {{a}}
        the number of [zeros|{{0}} bits|zeroes] [above|preceding|left of] the highest set bit [of|in] {{a}}
        the number of [zeros|{{0}} bits|zeroes] [above|preceding|left of] the first set bit [of|in] {{a}}
        the number of [zeros|{{0}} bits|zeroes] [above|preceding|left of] the top set bit [of|in] {{a}}
        the number of [zeros|{{0}} bits|zeroes] before the most significant set bit [of|in] {{a}}
        the number of zeros [in front of|ahead of] the most significant set bit [of|in] {{a}}
        the number of [{{0}} bits|zeroes] [in front of|ahead of] the most significant set bit [of|in] {{a}}
        the number of [zeros|{{0}} bits|zeroes] before the [leading one|highest one] [of|in] {{a}}
        the number of zeros [in front of|ahead of] the [leading one|highest one] [of|in] {{a}}
        the number of [{{0}} bits|zeroes] [in front of|ahead of] the [leading one|highest one] [of|in] {{a}}
        the number of zeros [above|preceding|left of] the most significant set bit [of|in] {{a}}
        the number of [{{0}} bits|zeroes] [above|preceding|left of] the most significant set bit [of|in] {{a}}
        the number of zeros [above|preceding|left of] the [leading one|highest one] [of|in] {{a}}
        the number of [{{0}} bits|zeroes] above the [leading one|highest one] [of|in] {{a}}
        the number of [{{0}} bits|zeroes] [preceding|left of] the [leading one|highest one] [of|in] {{a}}
        the number of [high|upper|top|most significant] {{0}} bits [in|of] {{a}}
        the [length of the run of|run of] zeros at the [top|front|start|left end|beginning] of {{a}}
        [clz|the clz] of {{a}} {_WIDTH}
        [zeros|{{0}} bits] at the [start|front|beginning|left|top] of {{a}} in binary
    """),
    *phrases(Mood.IMPERATIVE, f"""
        count [the |]leading [zeros|zeroes|{{0}} bits] [in|of|for] {{a}} {_WIDTH}
        count the [zeros|{{0}} bits|zeroes] [before|in front of] the [highest set bit|first one] [of|in] {{a}}
        count the [zeros|{{0}} bits|zeroes] [above|left of] the [highest set bit|first one] [of|in] {{a}}
        count the [zeros|{{0}} bits|zeroes] [before|in front of] the [top set bit|leading one] [of|in] {{a}}
        count the [zeros|{{0}} bits|zeroes] [above|left of] the [top set bit|leading one] [of|in] {{a}}
        count the zeros at the [front|start|top|left|beginning] of {{a}}
        count the [high|upper|top|most significant] {{0}} bits of {{a}}
        [find|compute|get|calculate] the [leading {{0}} count|number of leading zeros] of {{a}}
        [find|compute|get|calculate] the [clz|leading zeros] of {{a}}
    """),
    *phrases(Mood.QUESTION, f"""
        how many leading [zeros|zeroes|{{0}} bits] does {{a}} have {_WIDTH}
        how many leading [zeros|zeroes|{{0}} bits] are [there in|in|there in the number] {{a}} {_WIDTH}
        how many [zeros|{{0}} bits|zeroes] [come before|precede] the highest set bit [in|of] {{a}}
        how many [zeros|{{0}} bits|zeroes] [come before|precede] the first set bit [in|of] {{a}}
        how many [zeros|{{0}} bits|zeroes] [are before|are in front of] the highest set bit [in|of] {{a}}
        how many [zeros|{{0}} bits|zeroes] [are before|are in front of] the first set bit [in|of] {{a}}
        how many [zeros|{{0}} bits|zeroes] [come before|precede] the [first set bit|leading one] [in|of] {{a}}
        how many [zeros|{{0}} bits|zeroes] are before the [first set bit|leading one] [in|of] {{a}}
        how many [zeros|{{0}} bits|zeroes] are in front of the [first set bit|leading one] [in|of] {{a}}
        how many {{0}} bits are at the [top|start|front|beginning|left] of {{a}}
        how many [high|upper|top] bits of {{a}} are [{{0}}|clear]
        what is the [leading {{0}} count|clz|number of leading zeros|number of leading {{0}} bits] of {{a}}
        with how many zeros does {{a}} [start|begin] [in binary|as a {{64}} bit number]
    """),
)  # fmt: skip

CTZ = (
    *phrases(Mood.SYMBOLIC, """
        [ctz|CTZ|tzcnt|TZCNT|ntz]({a})
        [__builtin_ctz|__builtin_ctzll|std::countr_zero|_tzcnt_u64|trailing_zeros|count_trailing_zeros]({a})
        [ctz|CTZ|tzcnt|ntz|cnttz|trailing zeros|cttz] {a}
        [{a}.trailing_zeros()|Long.numberOfTrailingZeros({a})]
        [numberOfTrailingZeros({a})|bits.TrailingZeros64({a})|@ctz({a})]
        {a} [ctz|tzcnt|trailing zeros]
    """),
    *phrases(Mood.NOMINAL, f"""
        [the number of|number of] trailing [zeros|zeroes|{{0}} bits] [in|of|for] {{a}} {_WIDTH}
        [the count of|count of|amount of] trailing [zeros|zeroes|{{0}} bits] [in|of|for] {{a}} {_WIDTH}
        [the trailing|trailing] [{{0}} count|zeros count|zeros|zeroes|{{0}} bits] [of|in] {{a}} {_WIDTH}
        the number of [zeros|{{0}} bits|zeroes] [after|behind|below] the lowest set bit [of|in] {{a}}
        the number of [zeros|{{0}} bits|zeroes] [after|behind|below] the last set bit [of|in] {{a}}
        the number of [zeros|{{0}} bits|zeroes] [following|right of|under] the lowest set bit [of|in] {{a}}
        the number of [zeros|{{0}} bits|zeroes] [following|right of|under] the last set bit [of|in] {{a}}
        the number of zeros [after|behind|below] the least significant set bit [of|in] {{a}}
        the number of [{{0}} bits|zeroes] [after|behind|below] the least significant set bit [of|in] {{a}}
        the number of [zeros|{{0}} bits|zeroes] following the least significant set bit [of|in] {{a}}
        the number of [zeros|{{0}} bits|zeroes] [right of|under] the least significant set bit [of|in] {{a}}
        the number of [zeros|{{0}} bits|zeroes] [after|behind|below] the [last one|lowest one] [of|in] {{a}}
        the number of [zeros|{{0}} bits|zeroes] following the [last one|lowest one] [of|in] {{a}}
        the number of [zeros|{{0}} bits|zeroes] [right of|under] the [last one|lowest one] [of|in] {{a}}
        the number of [low|lower|bottom|least significant] {{0}} bits [in|of] {{a}}
        the [length of the run of|run of] zeros at the [bottom|end|tail|right end] of {{a}} in binary
        [ctz|the ctz] of {{a}} {_WIDTH}
        [zeros|{{0}} bits] at the [end|tail|bottom|right] of {{a}} in binary
        the [index|position] of the [lowest|least significant|lowest-order|first] set bit [of|in] {{a}}
        the number of times {{a}} can be halved before it [is|becomes|turns] odd
        the number of times {{a}} can be [halved evenly|divided by {{2}}] before it [is|becomes|turns] odd
    """),
    *phrases(Mood.IMPERATIVE, f"""
        count [the |]trailing [zeros|zeroes|{{0}} bits] [in|of|for] {{a}} {_WIDTH}
        count the [zeros|{{0}} bits|zeroes] [after|behind|below|right of] the lowest set bit [of|in] {{a}}
        count the [zeros|{{0}} bits|zeroes] [after|behind] the [last one|last set bit] [of|in] {{a}}
        count the [zeros|{{0}} bits|zeroes] [below|right of] the [last one|last set bit] [of|in] {{a}}
        count the [{{0}} bits|zeros] at the [end|bottom|tail|right] of {{a}} [in binary|in base {{2}}]
        count the [low|lower|bottom|least significant] {{0}} bits of {{a}}
        [find|compute|get|calculate] the [trailing {{0}} count|number of trailing zeros] of {{a}} {_WIDTH}
        [find|compute|get|calculate] the [ctz|trailing zeros] of {{a}} {_WIDTH}
        find the [index|position] of the [lowest|least significant] set bit of {{a}}
    """),
    *phrases(Mood.QUESTION, f"""
        how many trailing [zeros|zeroes|{{0}} bits] does {{a}} have {_WIDTH}
        how many trailing [zeros|zeroes|{{0}} bits] are [there in|in|there in the number] {{a}} {_WIDTH}
        how many [zeros|{{0}} bits|zeroes] [come after|follow] the [lowest set bit|last set bit] [in|of] {{a}}
        how many [zeros|{{0}} bits|zeroes] [are after|are behind] the lowest set bit [in|of] {{a}}
        how many [zeros|{{0}} bits|zeroes] [are after|are behind] the last set bit [in|of] {{a}}
        how many [zeros|{{0}} bits|zeroes] [come after|follow] the [last bit set|last one] [in|of] {{a}}
        how many [zeros|{{0}} bits|zeroes] [are after|are behind] the [last bit set|last one] [in|of] {{a}}
        how many {{0}} bits are at the [bottom|end|tail|right] of {{a}}
        how many [low|lower|bottom] bits of {{a}} are [{{0}}|clear]
        what is the [trailing {{0}} count|ctz|number of trailing zeros|number of trailing {{0}} bits] of {{a}}
        with how many zeros does {{a}} end [in binary|in base {{2}}|as a binary number]
        at which [index|position] is the [lowest|least significant] set bit of {{a}}
    """),
)  # fmt: skip

BSWAP = (
    *phrases(Mood.SYMBOLIC, """
        [bswap|BSWAP|byteswap|bswap64|__builtin_bswap64]({a})
        [std::byteswap|swap_bytes|byte_swap|_byteswap_uint64|reverse_bytes]({a})
        [bswap|BSWAP|byteswap|bswap64|byte swap|rev64|byterev] {a}
        [{a}.swap_bytes()|Long.reverseBytes({a})|bits.ReverseBytes64({a})|@byteSwap({a})|htonll({a})]
        {a} [bswap|byteswap|byte swapped]
    """),
    *phrases(Mood.NOMINAL, f"""
        [the byte swap|byte swap|the byteswap|byteswap] of {{a}} {_WIDTH}
        [the byte reversal|byte reversal|the byte-swap|bswap|the bswap] of {{a}} {_WIDTH}
        {{a}} [byte swapped|byteswapped|byte-swapped|byte reversed]
        {{a}} [with bytes reversed|with its bytes reversed|with its bytes swapped|with bytes swapped]
        {{a}} [in the other endianness|with the endianness swapped|with opposite endianness]
        {{a}} [with reversed byte order|in reverse byte order|with flipped endianness]
        {{a}} [converted|changed|switched] from [big endian to little endian|little endian to big endian]
        {{a}} [converted|changed|switched] from [little to big endian|big to little endian]
        [the bytes of|bytes of] {{a}} [reversed|swapped|in reverse order]
        [the bytes of|bytes of] {{a}} [in reverse|backwards|in the opposite order|flipped]
        the [reversed bytes|swapped bytes|reverse byte order] of {{a}}
        the [endian swap|endianness swap|endian conversion] of {{a}}
        the [big endian|little endian] [version|form] of {{a}}
    """),
    *phrases(Mood.IMPERATIVE, f"""
        [swap|reverse|flip] the [bytes|byte order|order of the bytes|order of bytes] [of|in] {{a}} {_WIDTH}
        [invert|turn around|mirror|exchange] the [bytes|byte order] [of|in] {{a}} {_WIDTH}
        [invert|turn around|mirror|exchange] the [order of the bytes|order of bytes] [of|in] {{a}} {_WIDTH}
        [byte swap|byteswap|byte-swap] [{{a}}|the number {{a}}|the value {{a}}]
        [bswap|byte reverse|endian swap|endian-swap] [{{a}}|the number {{a}}|the value {{a}}]
        [swap|change|flip|reverse|convert|switch] the [endianness|endian|endianess] of {{a}}
        [convert|change|turn|switch] {{a}} [from big endian to little endian|from little endian to big endian]
        [convert|change|turn|switch] {{a}} [to the other endianness|to little endian|to big endian]
        [do|perform|apply] a [byte swap|byteswap|byte reversal|bswap] [on|of|to] {{a}}
        put the bytes of {{a}} in [reverse|the opposite|reversed|backward] order
        write the bytes of {{a}} backwards
    """),
    *phrases(Mood.QUESTION, """
        what is {a} [byte swapped|with its bytes reversed|with bytes swapped]
        what is {a} [byteswapped|byte reversed|in the other endianness]
        what is {a} with [reversed byte order|the bytes in reverse order]
        what is {a} with [swapped endianness|opposite endianness]
        what happens if you [reverse|swap] the bytes of {a}
        what happens if you [swap|flip] the endianness of {a}
        what does {a} look like with [its bytes reversed|swapped endianness|its byte order flipped]
    """),
)  # fmt: skip

_TWO = "power of {2}"

NEXTPOW2 = (
    *phrases(Mood.SYMBOLIC, """
        [nextpow2|next_pow2|nextPowerOf2|next_power_of_two|bit_ceil]({a})
        [std::bit_ceil|npot|ceil_pow2|roundup_pow2|roundUpToPowerOf2|clp2]({a})
        [nextpow2|next_pow2|bit_ceil|npot|clp2|next pow {2}|next pow2|nextpow] {a}
        [{a}.next_power_of_two()|{a} nextpow2|{a} next pow2]
    """),
    *phrases(Mood.NOMINAL, f"""
        [the next|next] [{_TWO}|pow {{2}}|binary power] [after|from|for|of|above] {{a}}
        [the next|next] [{_TWO}|pow {{2}}|binary power] [at or above|starting from] {{a}}
        [the next|next] [{_TWO}|pow {{2}}|binary power] [beyond|up from|at least] {{a}}
        [the smallest|smallest] {_TWO} [not below|at least|not less than] {{a}}
        [the least|the lowest|the minimum] {_TWO} [not below|at least|not less than] {{a}}
        [the smallest|smallest] {_TWO} [greater than or equal to|not smaller than] {{a}}
        [the least|the lowest|the minimum] {_TWO} [greater than or equal to|not smaller than] {{a}}
        [the smallest|smallest|the least|the lowest|the minimum] {_TWO} [no less than|above or equal to] {{a}}
        [the smallest|smallest] {_TWO} [that is at least|that is not less than|>=] {{a}}
        [the least|the lowest|the minimum] {_TWO} [that is at least|that is not less than|>=] {{a}}
        [the smallest|smallest] {_TWO} [that fits|which holds|covering|bigger than or equal to] {{a}}
        [the least|the lowest|the minimum] {_TWO} [that fits|which holds] {{a}}
        [the least|the lowest|the minimum] {_TWO} [covering|bigger than or equal to] {{a}}
        [the smallest|the least|the lowest] {_TWO} that is [{{a}} or more|{{a}} or greater|{{a}} or larger]
        [the smallest|the least|the lowest] {_TWO} that is {{a}} or higher
        [the smallest|the least|the lowest] {_TWO} that is [not below {{a}}|greater than or equal to {{a}}]
        {{a}} [rounded up|rounded upwards|raised|brought up|padded|aligned] to [the next|the nearest|a] {_TWO}
        {{a}} [rounded up|rounded upwards|raised] to the nearest higher {_TWO}
        {{a}} [rounded up|rounded upwards|raised] to [the closest higher|the following] {_TWO}
        {{a}} [brought up|padded|aligned] to [the nearest higher|the closest higher|the following] {_TWO}
        {{a}} rounded up to a [power of {{2}}|binary power]
        the {_TWO} [at or above|just above or at|not less than] {{a}}
        the {_TWO} [that is next to or above|following|ceiling of] {{a}}
        the [ceiling|round up] of {{a}} to [a|the next] {_TWO}
        the [nearest|closest] [higher |larger |greater |]{_TWO} at or above {{a}}
        the [nearest|closest] [higher |larger |greater |]{_TWO} [above or equal to|not below] {{a}}
    """),
    *phrases(Mood.IMPERATIVE, f"""
        round {{a}} up to [the next|the nearest|a|the closest|the following] {_TWO}
        round up {{a}} to [the next|the nearest|a|the closest] {_TWO}
        [find|get|compute|give|calculate] the [next|smallest|least] {_TWO} [after|from|for] {{a}}
        [find|get|compute|give|calculate] the [next|smallest|least] {_TWO} [not below|at least] {{a}}
        [find|get|compute|give|calculate] the [next|smallest|least] {_TWO} [at or above|no less than] {{a}}
        [bump|raise|extend|grow|pad|expand|align] {{a}} up to [the next|a] {_TWO}
        [take|find] the [smallest|next] {_TWO} that [holds|covers|fits] {{a}}
        [take|find] the [smallest|next] {_TWO} that [is not below|is at least|can hold] {{a}}
    """),
    *phrases(Mood.QUESTION, f"""
        [what|which] is the [next|smallest|least|first|lowest] {_TWO} [after|from|for|not below] {{a}}
        [what|which] is the [next|smallest|least|first|lowest] {_TWO} [at least|at or above] {{a}}
        [what|which] is the [next|smallest|least|first|lowest] {_TWO} not less than {{a}}
        [what|which] is the [next|smallest|least|first|lowest] {_TWO} [greater than or equal to|>=] {{a}}
        [what|which] {_TWO} [comes next after|is next from] {{a}}
        [what|which] {_TWO} [is at least|is just above or equal to|first reaches] {{a}}
        to what {_TWO} does {{a}} round up
        what is {{a}} rounded up to [the next|a|the nearest] {_TWO}
        what [buffer|table|texture] size that is a {_TWO} [holds|fits] {{a}} [items|entries|elements|bytes]
    """),
)  # fmt: skip
BITS = {
    "POPCOUNT": POPCOUNT,
    "CLZ": CLZ,
    "CTZ": CTZ,
    "BSWAP": BSWAP,
    "NEXTPOW2": NEXTPOW2,
}
