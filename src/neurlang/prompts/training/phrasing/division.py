"""How people ask for quotients, whole ones too, for averages and for remainders."""

from __future__ import annotations

from neurlang.prompts.training.phrasing.phrase import Mood, constant, count, literal, phrases, total

_MEAN = (total(), count())

DIV = (
    *phrases(Mood.SYMBOLIC, """
        {a}[ / |/| ÷ |÷| /|/ ]{b}
        [div|DIV|divi|idiv|divide|sdiv|udiv] {a}[ |, |,]{b}
        [div|divide|operator.truediv|quot|ratio]({a}[, |,]{b})
        (/ {a} {b})
        {a} {b} [/|div|divide]
        x = {a} / {b}, [x = ?|what is x]
        print({a} / {b})
        ({a}) / ({b})
    """),
    *phrases(Mood.NOMINAL, """
        {a} [divided by|over|split by|divide by|shared by|divided with] {b}
        [the division|division|the ratio|ratio] of {a} [and|by|to|over] {b}
        [the ratio|ratio] [between|of the numbers] {a} and {b}
        the [result|value|answer|outcome] of [dividing|splitting|sharing] {a} [by|among||between] {b}
        {a} [split|shared|cut] [evenly |equally |] into {b} [parts|pieces|groups|shares]
        {a} [divided|distributed|spread|broken] [evenly |equally |] into {b} [parts|pieces|groups|shares]
        {a} [split|shared] [evenly |equally |][among|between|over|across] {b} [people|friends|kids|]
        {a} [divided|distributed] [evenly |equally |][among|between|over|across] {b} [people|friends|kids|]
        {b} [into|dividing|in to] {a}
        each part of {a} split in {b}
    """),
    *phrases(Mood.IMPERATIVE, """
        divide {a} [by|with|over|between|among|through|amongst] {b}
        [split|share|distribute|break] {a} [into|in|between|among|by] {b}
        [partition|spread|slice|chop|allot] {a} [into|in|between|among|by] {b}
        [split|share|divide|cut] {a} [evenly|equally|fairly] [into|in|between|among|by] {b}
        [split|share|divide|cut|break|separate|slice] {a} [into|in] {b} [equal parts|parts|pieces]
        [split|share|divide|cut|break|separate|slice] {a} [into|in] {b} [groups|portions|equal shares]
        [split|divide|share|distribute] {a} [among|between|amongst] {b} [people|friends|children]
        [split|divide|share|distribute] {a} [among|between|amongst] {b} [persons|guys|students]
        [take|start with|use|have] {a} [and divide by|divided by|then divide by|and divide it by|over] {b}
        [perform|do|carry out] [division|a division] [of|on] {a} by {b}
        [reduce|scale down|shrink|decrease] {a} by a factor of {b}
        [take|load|given] {a} and {b}[, | and ][divide them|return their ratio|find their ratio]
        find the ratio of {a} over {b}
        use division on {a} by {b}
    """),
    *phrases(Mood.QUESTION, """
        [how much|what] is {a} [divided by|over|split by|divided between|shared among] {b}
        [what is the result|what results] [when|if] [you divide|i divide|dividing] {a} by {b}
        [what results|what do i get] [when|if] [you divide|i divide|dividing] {a} by {b}
        what does {a} [divided by|over] {b} [make|give|equal|come to|evaluate to]
        what is the ratio [between|of] {a} and {b}
        [how much|what] does each get if [you split|i divide] {a} [by|among|between|with] {b}
        [how much|what] does each get if [you share|we share] {a} [by|among|between|with] {b}
        how [big|large|much] is each [part|piece|share|portion] if {a} is split into {b}
        how [big|large|much] is each [part|piece|share|portion] when {a} is cut in {b}
        how many times [larger|bigger|greater|more|as big|as large] is {a} than {b}
        what is {a} [split|cut|divided] [between|among|across] {b}
    """),
    *phrases(Mood.STATEMENT, """
        i [want to know|forgot|wonder] what {a} [divided by|over] {b} [is|equals|makes]
        [numbers|values]: {a} and {b}. [divide them|find the ratio|return their ratio]
        given {a} and {b}, [find|compute|return|what is] [their ratio|the ratio]
        {a} [divided by|over] {b} [is what|makes what|gives what|is how much|equals]
        [if|when|suppose] [i|you|we] [split|divide|share] {a} [between|among|by] {b}[,| then] how much is each
    """),
    *phrases(Mood.IMPERATIVE, """
        [halve|cut in halves|divide into halves] {a}
        [halve the number|halve the value of|halve the amount] {a}
    """, (literal("a"), constant(2))),
    *phrases(Mood.NOMINAL, "[{a} halved|halved {a}|{a} cut in halves]", (literal("a"), constant(2))),
    *phrases(Mood.NOMINAL, """
        [the average|average|the mean|mean|the arithmetic mean|arithmetic mean|avg|the avg] of {a} and {b}
        [the average value|the mean value|the average] of [the numbers|both] {a} and {b}
        [the midpoint|the middle|the point halfway] between {a} and {b}
        [the number halfway|midpoint|the halfway point] between {a} and {b}
        [the average|average|the mean] of [{a:list}|{a:enumeration}|{a:enumeration}]
        [mean|the arithmetic mean|avg] of [{a:list}|{a:enumeration}|{a:enumeration}]
        [the average|mean|the mean] of [the numbers|these numbers|these:] [{a:list}|{a:enumeration}]
        [the average|mean|the mean] of [the list|the values|the array] [{a:list}|{a:enumeration}]
        the [mean|average] value of [{a:list}|{a:enumeration}]
        [{a:list}|{a:enumeration}] [on average|averaged]
    """, _MEAN),
    *phrases(Mood.SYMBOLIC, """
        [avg|mean|average|np.mean|statistics.mean|numpy.mean]({a:list})
        [avg|mean|average] [{a:list}|{a:enumeration}]
        [avg|average|mean]({a}[, |,]{b})
        [avg|average|mean] {a} {b}
    """, _MEAN),
    *phrases(Mood.IMPERATIVE, """
        average [{a} and {b}|{a:list}|{a:enumeration}]
        [average out|take the average of|take the mean of] [{a} and {b}|{a:list}|{a:enumeration}]
        [find|calculate|compute] [the average|the mean|their mean] between {a} and {b}
        [find|calculate|compute] [the average|the mean|their mean] [for {a:list}|for {a:enumeration}]
    """, _MEAN),
    *phrases(Mood.QUESTION, """
        what do {a} and {b} average [out to|to]
        what do {a:enumeration} average [out to|to]
        what [number|value] [is|lies] [halfway|midway|exactly in the middle] between {a} and {b}
        what [is|are] [{a:enumeration}|{a:list}] on average
    """, _MEAN),
    *phrases(Mood.SYMBOLIC, """
        {a}[ // |//| //]{b}
        [floordiv|floor_div|operator.floordiv|intdiv|quotient|math.floordiv]({a}[, |,]{b})
        [floordiv|intdiv] {a} {b}
        floor({a} / {b})
        floor({a}/{b})
        int({a} / {b})
        print({a} // {b})
    """, whole=True),
    *phrases(Mood.NOMINAL, """
        [the integer quotient|integer quotient] of {a} [and|by|over] {b}
        [the quotient|quotient] of {a} [and|by|to|over] {b}
        [the quotient|quotient] [between|of] {a} and {b}
        [the whole quotient|the whole number quotient] of {a} [and|by|over] {b}
        [integer division|the integer division] of {a} by {b}
        [floor division|whole number division|euclidean division] of {a} by {b}
        {a} [integer divided by|floor divided by|int div|floor div|div] {b}
        {a} divided by {b} [rounded down|ignoring the remainder]
        {a} divided by {b} [without remainder|without the remainder|as an integer]
        {a} divided by {b}[, | ][whole number only|whole part only|dropping the fraction]
        {a} divided by {b}[, | ][truncated|floored|integer part]
        the [whole part|integer part|whole number part|floor] of {a} [divided by|over] {b}
        the number of [times {b} fits into|times {b} goes into|whole {b}s in|full groups of {b} in] {a}
        [the quotient|quotient] [when|if] {a} is divided by {b}
    """, whole=True),
    *phrases(Mood.IMPERATIVE, """
        [integer divide|floor divide|int divide|whole divide|integer-divide|floor-divide] {a} by {b}
        divide {a} by {b} [using integer division|and drop the remainder]
        divide {a} by {b} [and round down|with floor division|as integers]
        divide {a} by {b} [ignoring the remainder|discarding the remainder]
        divide {a} by {b} [and keep the whole part|in whole numbers]
        [do|perform|use] [an integer|a floor|integer|floor|a whole number] division [of|on] {a} by {b}
        find the quotient of {a} divided by {b}
        count how many times {b} [fits into|goes into|fits in] {a}
    """, whole=True),
    *phrases(Mood.QUESTION, """
        how many times does {b} [go into|fit into|fit in|go in|divide into|go evenly into|fit inside] {a}
        how many times [can|will|could|would] {b} [go into|fit into] {a}
        how many times [can|will|could|would] {b} [fit in|be taken from|be subtracted from] {a}
        how many [whole |full |complete |]groups of {b} [are in|are there in|fit in] {a}
        how many [whole |full |complete |][sets of {b}|lots of {b}] [are in|are there in|fit in] {a}
        how [often|many times] [does|can] {b} [fit into|go into|fit inside] {a}
        what is the [quotient when|integer quotient when|whole quotient if] {a} is divided by {b}
        how many times can [i|you|we] [subtract|take] {b} from {a}
        how many {b} are [there |]in {a}
    """, whole=True),
)  # fmt: skip

MOD = (
    *phrases(Mood.SYMBOLIC, """
        {a}[ % |%| mod |% | %]{b}
        [mod|MOD|modi|modulo|rem|remainder] {a}[ |, |,]{b}
        [mod|modulo|rem|remainder|fmod|math.fmod|operator.mod|modulus]({a}[, |,]{b})
        {a} (mod {b})
        (mod {a} {b})
        {a} {b} mod
        print({a} % {b})
        x = {a} % {b}, [x = ?|what is x]
        {a} rem {b}
    """),
    *phrases(Mood.NOMINAL, """
        {a} [mod|modulo|modulus|modded by|reduced modulo] {b}
        {a} [reduced mod|taken modulo|remainder|in modulo|under mod|%] {b}
        [the remainder|remainder] [of|from] {a} [divided by|over|/|and|by|mod|upon division by] {b}
        [the rest|the leftover] [of|from] {a} [divided by|over|/|and|by|mod|upon division by] {b}
        [the remainder|remainder|the rest|what remains|what is left over] [when|if] {a} is divided by {b}
        [the remainder|remainder|the rest|the leftover] [when|after|of|from|on] dividing {a} by {b}
        [the remainder|the rest] when {b} divides {a}
        [the modulus|modulus|the modulo|modulo] of {a} [and|by|over|with|with respect to|base] {b}
        [the residue|residue] of {a} [mod|modulo] {b}
        {a} [on|around] a clock [of|with] {b} [hours|positions|numbers|steps]
        the [division|integer division] remainder of {a} [and|by|over] {b}
        the remainder [part |]of [the division|dividing|integer division of] {a} by {b}
        what is left over [of|from] {a} in groups of {b}
        [the remainder|remainder] [for|in] {a} [divided by|/|over|÷] {b}
    """),
    *phrases(Mood.IMPERATIVE, """
        [reduce|take] {a} [mod|modulo] {b}
        [divide|split] {a} by {b} and [give the remainder|return the remainder]
        [divide|split] {a} by {b} and [keep the remainder|tell me the remainder]
        [divide|split] {a} [by|into] {b} and [show|find|take|report] [the rest|what is left over]
        [divide|split] {a} [by|into] {b} and [show|find|take|report] [only the remainder|the leftover]
        [find|get|compute|calculate|determine] the remainder [for|of|when|from] {a} [by|divided by|over] {b}
        [reduce|wrap] {a} [modulo|mod|around at|to the range below] {b}
        take the [remainder|modulus|modulo] of {a} [by|over|and|with|divided by] {b}
        [perform|do|apply] [modulo|a modulo|the modulo operation|mod] [of|on] {a} [and|by|with] {b}
        [apply|use] the modulo operator [to|on] {a} and {b}
        mod {a} by {b}
    """),
    *phrases(Mood.QUESTION, """
        [how much|what|how many] [is left over|is left] [when|if] [you divide|i divide] {a} by {b}
        [how much|what|how many] [remains|are left over|are left] [when|if] [you divide|i divide] {a} by {b}
        [how much|what|how many] is left over [when|after|if] {a} is [divided|split] [by|into] {b}
        [how much|what|how many] [remains|are left over] [when|after|if] {a} is [divided|split] [by|into] {b}
        what remainder [results|comes out|is there] [dividing|if you divide|when you divide] {a} by {b}
        what remainder [is left|is there|remains] [dividing|if you divide|when you divide] {a} by {b}
        what [is|would be] the [remainder|rest] [if|when] [you divide|i divide|dividing|we divide] {a} by {b}
        what does {a} [mod|modulo] {b} [equal|give|come to|evaluate to]
        what is {a} [congruent to|equivalent to|equal to] [mod|modulo] {b}
        [what|how much] is [the remainder of|left over from] {a} [divided by|over|/|in groups of] {b}
        after dividing {a} by {b}[,|] what [is left|remains|is the remainder]
        if {a} [things|items|sweets|cards] are [put|packed] in groups of {b}[,|] how many are left over
        if i [divide|split|share] {a} [by|into|between] {b} what is left over
        if i [divide|split|share] {a} [by|into|between] {b} [what's the remainder|what remains]
    """),
    *phrases(Mood.STATEMENT, """
        i [want to know|forgot|wonder] [what {a} mod {b} is|the remainder of {a} divided by {b}]
        given {a} and {b}, [find|compute|return|what is] the remainder
        {a} [mod|modulo] {b} [is what|makes what|gives what|equals]
        {a} divided by {b} [leaves what remainder|has what remainder]
        {a} divided by {b} [leaves a remainder of what|, remainder only]
        {a} {nouns} are packed in {containers} of {b}. how many [are left over|remain|{nouns} are left over]
        {name} [puts|packs|sorts] {a} {nouns} into {containers} of {b}. how many are left over
        {name} [puts|packs|sorts] {a} {nouns} into {containers} of {b}. how many [remain|are left]
        {name} shares {a} {nouns} equally among {b} {people}. how many [are left over|remain undivided]
        {a} {people} form [teams|groups|rows] of {b}. how many [are left over|are left without a group|remain]
        it takes {a} {nouns} [for|and] {b} {containers}[,|] what is left over after equal sharing
        [there are|we have] {a} {nouns} [for|and] {b} {containers}[,|] what is left over after equal sharing
    """),
)  # fmt: skip

DIVISION = {"DIV": DIV, "MOD": MOD}
