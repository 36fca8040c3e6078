"""Fragments: an operand or the operation is missing, numbers alone, too many numbers, single words."""

from __future__ import annotations

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "operand missing": """
        add {n}
        add {n} to
        add {n} and
        {n} plus
        plus {n}
        {n} +
        + {n}
        {n} minus
        minus
        subtract {n}
        subtract {n} from
        {n} times
        times {n}
        multiply by {n}
        multiply {n} by
        {n} multiplied by
        {n} x
        * {n}
        {n} *
        divide by {n}
        divide {n} by
        {n} divided by
        divided by {n}
        {n} /
        / {n}
        {n} mod
        mod {n}
        modulo {n}
        {n} %
        remainder of {n}
        remainder when {n} is divided by
        {n} to the power of
        to the power of {n}
        power of {n}
        {n} ^
        raise {n} to
        raise to {n}
        gcd of {n}
        gcd of {n} and
        lcm of {n}
        lcm {n}
        greatest common divisor of {n}
        least common multiple of {n}
        max of {n}
        min of {n}
        the larger of {n} and
        the smaller of {n} or
        maximum
        minimum of
        {n} and
        {n} or
        {n} xor
        xor {n}
        bitwise and {n}
        bitwise or of {n}
        {n} &
        {n} shifted left by
        shift {n}
        shift left by {n}
        shift {n} right by
        {n} <<
        >> {n}
        clamp {n}
        clamp {n} between {n}
        clamp to {n} and
        compare {n} with
        {pct} of
        {pct}
        what is {pct} of
        what is {pct}
        {pct} off
        what percent of {n}
        {n} percent
        {n} choose
        increase by {pct}
        decrease by {pct}
        the difference between {n} and
        the difference between {n}
        the product of {n}
        the product of {n} and
        the sum of {n} and
        sum of {n} and
        what is {n} plus
        what is {n} times
        what is {n} divided by
        what's {n} minus
        how much is {n} and
        how much is {n}
        what do i get if i add {n}
        what if i multiply by {n}
        is it divisible by {n}
        how many times does {n} go into
        how many times does {n} go
        take {n}
        take away {n}
        take {n} away from
        over {n}
        half of
        twice
        a third of
        double
        hmac of
        hmac with key
        encrypt with key
        decrypt with
    """,
    "operation alone": """
        {add|subtract|multiply|divide|plus|minus|times|mod|modulo|power|sum|product|difference|quotient|\
            remainder}
        {factorial|fibonacci|square root|sqrt|absolute \
            value|gcd|lcm|max|min|clamp|sign|even|odd|prime|percent}
        {xor|bitwise and|bitwise or|shift left|shift right|popcount|leading zeros|trailing zeros|swap \
            bytes|hash|bits}
        {the |a |}{sum|product|difference|quotient|remainder|factorial|square root|average|maximum|minimum} \
            {of|}
        {what is |what's |find |calculate |compute |give me |}the \
            {sum|product|difference|quotient|remainder} {of|}
        {what is |what's |find |calculate |compute |give me |}the {factorial|square \
            root|average|maximum|gcd} {of|}
        {square|cube|double|halve|negate|round|triple} {it|that|this|}
        {add|multiply|divide|subtract|compare|shift|copy|hash|encrypt|decrypt} \
            {it|them|these|this|that|something}
        {add|multiply|subtract|compare|swap} {two|these two|some|a few|both|the} numbers
        is it {even|odd|prime|positive|negative}
        {is this|is that|is the number|is x} {even|odd|prime|positive|negative}
        {calculate|compute|evaluate|solve|find|work out} {it|this|that|something|x|the answer|for me|please|}
        {a|some|the|another|any} {calculation|equation|number|sum|formula|fraction|percentage|result}
        {can you|could you|will you|are you able to} {calculate|do math|add|multiply|count|do \
            sums|divide|solve equations}
        {what|which} number {is it|was that|am i thinking of|comes next|did i say}
        what's the {answer|result|solution|number|total|value}
        {the |}length of
        {count|loop|countdown} {it|them|those|}
        number of bits
        x {plus|minus|times|over|mod|and|or|xor} y
        a {plus|minus|times|divided by|to the power of} b
        {sqrt|abs|max|min|gcd|lcm|factorial|fib|pow}()
        {sqrt|abs|factorial|fib}(x)
        {max|min|gcd|lcm|pow|add|mul}(a, b)
        {a + b|x - y|x * y|a / b|x ^ 2|n!|x % y|a & b|x << 1|n + 1|2x|3y|x/2}
        left {and|or} right
        plus or minus
        more or less
        times two what
        n factorial
        x squared
        the square of x
        the nth fibonacci number
    """,
    "numbers alone": """
        {n}
        {big}
        {real}
        {n} {n}
        {n} and {n}
        {n}, {n}
        {n} to {n}
        {n} {n} {n}
        {list}
        {list}
        {list}
        what is {n}
        what's {n}
        what about {n}
        how about {n} and {n}
        and {n}
        or {n}
        is {n}
        is it {n}
        why {n}
        why {n} and not {n}
        {n} {what|why|huh|ok|please|lol|sure|of them|each|apiece}
        number {n}
        the number {n}
        numbers {n} and {n}
        the numbers are {list}
        my numbers are {n} and {n}
        here are some numbers: {list}
        here is a number: {n}
        i have {n} and {n}
        i picked {n}
        use {n} and {n}
        use {n} instead
        with {n}
        then {n}
        not {n} i meant {n}
        {n} then {n}
        {n} not {n}
        from {n} to {n}
        between {n} and {n}
        {ord}
        the {ord}
        {ord} and {ord}
        {ratio}
        {time}
        {price}
        {year}
        {length}
        {weight}
        {volume}
        {duration}
        {temp}
        {n} = {n}
        = {n}
        {n} equals {n}
        x = {n}
        x is {n}
        x = {n} and y = {n}
        let x be {n}
        a = {n}, b = {n}
        tell me about {n}
        tell me about the number {n}
        what does {n} mean
        what's special about {n}
        do something with {n} and {n}
        {n} with {n}
        {n} against {n}
        {n} vs {n}
        {n}.
        {n} {noun}
        {n} {adjective} {noun}
        {noun} {n}
        {noun} {n} {noun} {n}
        {n} {noun} {n}
        {person} {n}
        {n} {things}
        {few} {things} {few} {things}
    """,
    "too many operands": """
        add {n} {n} multiply
        {n} plus times {n}
        {n} {n} plus minus times
        add subtract multiply divide {n}
        {n} + + {n} -
        {n} * / {n}
        ( {n} +
        {n} + ) {n}
        multiply divide {n} {n} {n}
        is {n} {n} {n} {n} even
        gcd lcm {n} {n}
        plus {n} plus
        minus {n} times
        {n} minus minus minus
        factorial {n} {n} {n}
        square root {n} {n} {n}
        shift left right {n} {n}
        {n} to the power {n} {n} {n}
        shift {list}
        xor and or {n}
        {n} {n} gcd sqrt
        {n} {n} {n} times of
        is {n} and {n} or {n} odd even
        fibonacci {n} {n} {n} {n}
        mod {n} {n} {n} {n}
        compare {list}
        clamp {n} {n} {n} {n} {n}
    """,
    "single words and scraps": """
        {noun}
        {verb}
        {adjective}
        {adjective} {noun}
        {noun} {noun}
        {vocabulary}
        {city}
        {country}
        {person}
        {dish}
        {animal}
        {app}
        {color}
        {song}
        {movie}
        {celebrity}
        {thing}
        {book}
        {medicine}
        {subject}
        {store}
        {holiday}
        {hobby}
        {the|a|my|your|this|that|some|no|every} {noun}
        {the|a|my|your|our} {adjective} {noun}
        {what|why|how|who|when|where|which|is it|do you|can i|could you|would|please|tell me|give me}
        {what is|who is|where is|how do i|why is the|when does the|how many|how much|how long|is there \
            a|are the}
        {i want|i need|i think|i don't|i was|we are|you are|it is|there is|let me|let's|maybe|because|if i}
        {um|uh|hmm|eh|lol|lmao|omg|wtf|brb|idk|ok|k|kk|ty|np|yw|huh|oops|wow|ugh|yay|meh|nah|yep|yup}
        {test|testing|test {n}|hello world|foo|bar|foo bar|lorem \
            ipsum|abc|xyz|qwerty|asdf|null|undefined|none|nan}
        {help|stop|start|undo|redo|menu|back|home|exit|quit|cancel|next|more|info|about|settings|login|reset}
        {?|!|...|??|???|!!!|:)|:(|-|--|/|*|.|#|@}
        {can you help|help me|i need help|what now|and then|go on|continue|try again|that's wrong|not \
            that|the other one}
        {open|close|show|find|get|buy|call|play|read|write|send|make|fix|book|check} {the |a |my \
            |}{{noun}|thing|one|it}
    """,
}
