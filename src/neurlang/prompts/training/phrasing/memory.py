"""How people ask for bytes: copied, filled, compared."""

# ruff: noqa: E501  (a phrase is a line, its alternatives beside each other)

from __future__ import annotations

from neurlang.prompts.training.phrasing.phrase import Mood, constant, literal, phrases

MEMCPY = (
    *phrases(Mood.SYMBOLIC, """
        [memcpy|MEMCPY|mem_copy|memory_copy|copy_bytes|bytes|memmove|bytescopy|std::memcpy]({a:text})
        [memcpy|MEMCPY|memory copy|copy bytes|mem copy|memmove] {a:text}
    """),
    *phrases(Mood.NOMINAL, """
        [a|the|] [memory|byte|byte-wise|raw|memory block] copy of [{a:text}|the string {a:text}|the data {a:text}]
        [a copy|the copy|a duplicate] of the [bytes|raw bytes|memory|memory block] [of|in|holding|behind] {a:text}
        the [bytes|raw bytes] of {a:text}[, copied| copied| in a new buffer|]
        memcpy [of|on|for|from] [{a:text}|the string {a:text}|the bytes {a:text}]
    """),
    *phrases(Mood.IMPERATIVE, """
        [copy|duplicate|clone|replicate|move] the [bytes|raw bytes|memory] [of|in|from|behind] \
            [{a:text}|the string {a:text}|the text {a:text}]
        [copy|duplicate|clone|replicate] the bytes {a:text} [to a new place|into another buffer|elsewhere|]
        copy [the bytes of |the memory of |]{a:text} [byte by byte|as bytes|in memory|bytewise]
        [copy|move] [the memory|a block of memory|the buffer|the block] [holding|containing|with] {a:text}
        [make|create|give me] a [memory|byte|raw] copy of [{a:text}|the text {a:text}]
        [do|run|perform|call] [a memcpy|memcpy] [of|on|with] {a:text}
        [byte-copy|memory copy|memcopy|bytecopy] [{a:text}|the string {a:text}]
        show the bytes of [{a:text}|the string {a:text}|the text {a:text}]
    """),
    *phrases(Mood.QUESTION, """
        what are the [bytes|raw bytes] of [{a:text}|the string {a:text}]
        what does memcpy [give|make|return] for {a:text}
    """),
)  # fmt: skip

_ZERO = (constant(0), literal("a"))
_BYTES = "[bytes|bytes of memory|consecutive bytes]"

MEMSET = (
    *phrases(Mood.SYMBOLIC, """
        [memset|MEMSET|mem_set|fill_bytes|memory_set|fill|std::memset]({a}[, |,]{b})
        [memset|MEMSET] {a} {b}
    """),
    *phrases(Mood.NOMINAL, f"""
        {{b}} {_BYTES} [of value|of|all|each|set to|filled with|with the value|equal to|holding] {{a}}
        [a buffer|a block|an array|a region|memory|a run] of {{b}} bytes [of|all|set to|filled with|full of|with \
            value|holding] {{a}}
        {{b}} copies of the byte {{a}}
        the byte {{a}} [repeated {{b}} times|{{b}} times|times {{b}}]
        [a {{b}} byte buffer|a {{b}}-byte buffer|a {{b}} byte block] [of|filled with|set to|full of] {{a}}
    """),
    *phrases(Mood.IMPERATIVE, f"""
        [fill|set|initialize|initialise|write|overwrite] {{b}} {_BYTES} [with|to] [{{a}}|the value {{a}}|the byte {{a}}]
        [fill|set] [a buffer|a block|memory|an array|a region] of {{b}} bytes [with|to] [{{a}}|the value {{a}}]
        [make|create|allocate|give me|build|produce|get] {{b}} bytes [of|all|set to|filled with|of value|each] {{a}}
        [make|create|give me|allocate] a [buffer|block|run] of {{b}} bytes [all |][of|set to|filled with|with] {{a}}
        [repeat|write|store] the byte {{a}} {{b}} times
        memset {{b}} bytes [to|with] {{a}}
        [use {{a}} to fill|write {{a}} into|put {{a}} in|store {{a}} in] {{b}} bytes
    """),
    *phrases(Mood.NOMINAL, """
        {a} [zero bytes|null bytes|nul bytes|zeroed bytes|bytes of zeros|bytes of zeroes|empty bytes]
        [a zeroed buffer|a zero buffer|a cleared block] of {a} bytes
    """, _ZERO),
    *phrases(Mood.IMPERATIVE, """
        [zero|clear|zero out|blank|wipe|reset] {a} bytes [of memory|]
        [fill|set|initialize|initialise] {a} bytes [with|to] [zeros|zeroes|zero|nothing but zeros]
        [make|give me|allocate|create] {a} [zero bytes|zeroed bytes|bytes of zeros|null bytes]
        memzero {a} [bytes|]
    """, _ZERO),
)  # fmt: skip

MEMCMP = (
    *phrases(Mood.SYMBOLIC, """
        [memcmp|MEMCMP|mem_compare|memory_compare|bytes_compare|compare_bytes|bcmp|std::memcmp]({a:text}[, |,]{b:text})
        [memcmp|MEMCMP|memory compare|compare bytes|byte compare] {a:text}[ |, |,| and ]{b:text}
    """),
    *phrases(Mood.NOMINAL, """
        [the|a|] [byte|memory|byte-wise|bytewise|byte by byte|raw memory] comparison of {a:text} [and|with|to] {b:text}
        [the bytes|bytes|the memory|raw bytes] of {a:text} [compared with|compared to|against|versus|vs] \
            [those of|the bytes of|that of|bytes of|] {b:text}
        memcmp [of|on|for] {a:text} [and|with] {b:text}
    """),
    *phrases(Mood.IMPERATIVE, """
        compare the [bytes|raw bytes|memory|memory contents|byte sequences] [of|in|] {a:text} [and|with|to|against] \
            [{b:text}|those of {b:text}|the bytes of {b:text}|that of {b:text}]
        compare {a:text} [and|with|to] {b:text} [byte by byte|bytewise|as bytes|in memory|as raw memory|as raw bytes]
        [byte-compare|memory compare|byte-wise compare|bytewise compare|memcmp] {a:text} [and|with|to] {b:text}
        [do|run|perform] [a memory comparison|a byte comparison|memcmp|a memcmp] [of|on|between] {a:text} and {b:text}
    """),
    *phrases(Mood.QUESTION, """
        how do the bytes of {a:text} [compare to|compare with|order against] [those of|] {b:text}
        [are|do] the bytes [of|in] {a:text} [equal to|the same as|equal|match|before|after] [those of|the bytes of|] {b:text}
        what does memcmp [give|return|say] for {a:text} and {b:text}
        what is the [memory|byte] comparison of {a:text} and {b:text}
    """),
)  # fmt: skip

MEMORY = {"MEMCPY": MEMCPY, "MEMSET": MEMSET, "MEMCMP": MEMCMP}
