"""How people ask for powers, roots, factorials, Fibonacci numbers, divisors, multiples and primes."""

from __future__ import annotations

from neurlang.prompts.training.phrasing.phrase import Mood, constant, literal, phrases

_SQUARE = (literal("a"), constant(2))
_CUBE = (literal("a"), constant(3))

POWER = (
    *phrases(Mood.SYMBOLIC, """
        {a}[ ^ |^| ^| ** |**|^ | **] {b}
        {a}[^|**|↑]{b}
        [pow|POW|power|exp|expt|powi|pwr] {a}[ |, |,]{b}
        [pow|power|math.pow|Math.pow|powi|expt|np.power|std::pow|exponent|operator.pow]({a}[, |,]{b})
        ({a})^({b})
        (expt {a} {b})
        {a} {b} [pow|^|**]
        x = {a}[ ^ |**]{b}, what is x
        print({a} ** {b})
        ipow({a}, {b})
    """),
    *phrases(Mood.NOMINAL, """
        {a} [to the power of|to the power|raised to|raised to the power of|to the exponent|to the \
            exponent of] {b}
        {a} [raised to the power|raised by the power of|to power|power|in the power of|with \
            exponent|exponent|pow] {b}
        {a} to the [{b:ordinal}|{b:ordinal} power|power {b}|{b} power|exponent {b}]
        {a} raised to the [{b:ordinal}|{b:ordinal} power|power {b}|{b} power|{b:ordinal} \
            exponent|exponent {b}]
        [the {b:ordinal} power|{b:ordinal} power|the power {b}|power {b}] of {a}
        {a} multiplied by itself {b} times over
        {a} [taken|put|lifted|elevated|brought] to the [power of {b}|{b:ordinal} power|power {b}]
        the [result|value|answer] of [raising {a} to {b}|raising {a} to the power of {b}|{a} raised to {b}]
        [the exponentiation|exponentiation|the power|power] of {a} [by|to|with exponent] {b}
        the [product|result] of {b} [copies|factors|instances] of {a} multiplied together
        [base {a} exponent {b}|base {a} to the exponent {b}|base {a}, exponent {b}|base {a} power {b}]
        {a} exponentiated [by|to] {b}
        the number {a} to the [power of {b}|{b:ordinal} power]
        {b} factors of {a} multiplied
    """),
    *phrases(Mood.IMPERATIVE, """
        raise {a} to [{b}|the power {b}|the power of {b}|the {b:ordinal} power|the {b:ordinal}|exponent \
            {b}|the exponent {b}]
        raise [the number|the base|base] {a} to [the power of|power|the exponent|exponent] {b}
        [take|bring|put|lift] {a} to the [power of {b}|{b:ordinal} power|{b:ordinal}|power {b}]
        [exponentiate|power|power up] {a} [by|to|with] {b}
        [compute|calculate|evaluate|find] [the {b:ordinal} power of {a}|base {a} to the {b}|{a} to the {b}]
        [perform|do] exponentiation [of|with] {a} [to the|by|and] {b}
        use {a} as the base and {b} as the exponent
        [with|given] base {a} and exponent {b}[, | ][compute the power|find the power|evaluate|exponentiate]
        multiply {b} copies of {a} together
        apply exponent {b} to {a}
    """),
    *phrases(Mood.QUESTION, """
        [what|how much] is {a} [to the power of|raised to|raised to the power of|to the power|to the \
            exponent] {b}
        [what|how much] is {a} to the [{b:ordinal}|{b:ordinal} power]
        what [is the result|results] [when|if] [you raise|i raise|raising] {a} to \
            [{b}|the power of {b}|the {b:ordinal} power]
        what does {a} [to the power of|raised to|to the power] {b} [make|give|equal|come to]
        what does {a} to the [{b:ordinal}|{b:ordinal} power] [make|give|equal]
        how [big|large|much] is {a} [to the power|raised to the power|to the power of] {b}
        what is the {b:ordinal} power of {a}
        what [number|value] is {a} [raised to the|to the] {b:ordinal} [power|]
        what is the value of {a} with an exponent of {b}
    """),
    *phrases(Mood.STATEMENT, """
        i [want to know|forgot|wonder] what {a} [to the power of|raised to|to the power] \
            {b} [is|equals]
        the base is {a} [and|,] the exponent is {b}. [what is the power|compute the power|what do i get]
        {a} [to the power of|raised to] {b} [is what|makes what|equals what|is how much]
    """),
    *phrases(Mood.NOMINAL, """
        {a} [squared|to the square|square|times itself|multiplied by itself|multiplied with itself|, squared]
        [the square|square|the perfect square|the squared value] of [{a}|the number {a}|the value \
            {a}|the integer {a}]
        [the product of {a} with itself|the product of {a} and itself|the result of squaring {a}|the \
            value of {a} squared]
        [the area of a square with side|the area of a square of side|area of a square with side length] {a}
        the area of a square [whose sides are {a}|with sides of {a}|with a side of {a}|with edge {a}]
    """, _SQUARE),
    *phrases(Mood.IMPERATIVE, """
        square [{a}|the number {a}|the value {a}|the integer {a}|the value of {a}]
        [multiply {a} by itself|multiply {a} with itself|take the square of {a}|raise {a} to the \
            square|take {a} squared]
        [multiply the number {a} by itself|find the area of a square of side {a}]
    """, _SQUARE),
    *phrases(Mood.QUESTION, """
        [how much is {a} squared|what is {a} squared|what comes out if you square {a}|what is {a} times \
            itself]
        what is the area of a square [with side {a}|with sides {a}|of side {a}|whose side is {a}]
    """, _SQUARE),
    *phrases(Mood.SYMBOLIC, """
        [sqr({a})|square({a})|sq({a})|sqr {a}|np.square({a})|{a} squared =|{a} sq]
    """, _SQUARE),
    *phrases(Mood.STATEMENT, """
        a square has [a side|sides] of {a}[. |, ][what is its area|find the area|how large is its area]
    """, _SQUARE),
    *phrases(Mood.NOMINAL, """
        {a} [cubed|to the cube|cube]
        [the cube|cube|the perfect cube] of [{a}|the number {a}|the value {a}|the integer {a}]
        [the volume of a cube with side {a}|volume of a cube with edge {a}|the volume of a cube of side {a}]
    """, _CUBE),
    *phrases(Mood.IMPERATIVE, "cube [{a}|the number {a}|the value {a}|the value of {a}]", _CUBE),
    *phrases(Mood.QUESTION, """
        [how much is {a} cubed|what is {a} cubed|what comes out if you cube {a}]
    """, _CUBE),
    *phrases(Mood.SYMBOLIC, "[cube({a})|cube {a}|{a} cubed =]", _CUBE),
)  # fmt: skip

SQRT = (
    *phrases(Mood.SYMBOLIC, """
        [sqrt|SQRT|Sqrt|sqrtf|root|squareroot|sqroot|fsqrt|rt|√][(|( ]{a})
        [sqrt|SQRT|square_root|root|fsqrt|squareroot|sqroot|sq root|sq. root|√|√ ] {a}
        [math.sqrt|Math.sqrt|np.sqrt|numpy.sqrt|std::sqrt|cmath.sqrt|torch.sqrt|Math.Sqrt|f64::sqrt]({a})
        √{a}
        {a} [sqrt|√|square root]
        (sqrt {a})
        {a}.sqrt()
        x = sqrt({a}), [x = ?|what is x]
        print(math.sqrt({a}))
    """),
    *phrases(Mood.NOMINAL, """
        [the square root|square root|the sqrt|sqrt|the root|root|the positive square root|the \
            square-root] of {a}
        [the principal square root|principal root|the real square root|the exact square root|the sq \
            root|sq root] of {a}
        [the square root|square root|the sqrt|the root] of [the number|the value|the integer|number|x =] {a}
        [the squareroot|squareroot|square-root|the sqroot|sqare root|the quadratic root] of {a}
        {a} [square rooted|rooted|under the root|under a square root|under the radical|sqrt|under the \
            square root sign]
        the number [that squared is|whose square is|which squared gives|that squared equals|which when \
            squared is] {a}
        the number [whose square equals|that multiplied by itself is|which times itself is|that times \
            itself makes] {a}
        the number [you square to get {a}|to square to get {a}|that gives {a} when squared|that makes \
            {a} when squared]
        the [side|side length|edge] of a square [with area|of area|whose area is|with an area of|that \
            has area] {a}
        the [result|value|answer] of [taking the square root of|square rooting] {a}
        the positive [solution of x squared =|x for which x squared is|number with square] {a}
        the radical of {a}
        root {a}
    """),
    *phrases(Mood.IMPERATIVE, """
        [take|find|get|compute|calculate|extract|determine|evaluate|work out] the [square \
            root|root|sqrt|sq root] of {a}
        [square root|square-root|root|squareroot|sqrt] [the number|the value|of number|number] {a}
        [take the root of|extract the root of|find the root of|get the root of] the number {a}
        [apply|use] [the square root|sqrt|square root] [to|on] {a}
        [undo the squaring of|reverse the square of|invert the square of] {a}
        [find|give|name] [a|the] number [that squares to|whose square is|which squared gives] {a}
        [find|work out|get] the side of a square [of area|with area|whose area is] {a}
        [do|perform] [a square root|square root|the square root] [on|of] {a}
        [take|start with] {a} and [take its square root|find its square root|square root it|root it]
        unsquare {a}
    """),
    *phrases(Mood.QUESTION, """
        [what|how much] is the [square root|root|sqrt|positive root|principal root] of {a}
        [what|which] number [squared|times itself] [is|gives|equals|makes|yields|produces] {a}
        [what|which] [number|value] [when squared|multiplied by itself|if squared] \
            [is|gives|equals|makes|yields] {a}
        [what|which] [number|value] has {a} as its square
        [what|which] number do [i|you] [square|have to square|need to square] to [get|make|reach|obtain] {a}
        [what|which] number should be [squared|multiplied by itself] to [get|give|make] {a}
        what [is the result|comes out] [when|if] [you|i] take the [square root|root] \
            of {a}
        {a} is the square of [what|what number|which number|which value]
        {a} is [what|which] number [squared|times itself]
        how long is [the side|a side|each side] of a square [with area|of area|whose area is] {a}
        what is the side [length |]of a square [with area|with an area of|of area|whose area is] {a}
        what does the square root of {a} [equal|come to|make|give]
        what is the value of [the square root of|sqrt|root] {a}
        what squared [is|equals|makes|gives] {a}
        what times itself [is|equals|makes|gives] {a}
        [x squared is|if x squared equals|if x * x =] {a}[,|] what is [x|the positive x]
    """),
    *phrases(Mood.STATEMENT, """
        i [need|want|am looking for|require] the [square root|root|sqrt] of {a}
        i [want to know|wonder|forgot] what the [square root|root] of {a} is
        a square [has an area of|has area|covers] {a}[. |, ][how long is its side|what is its side|how \
            long is each side]
        {a} is the area of a square[. |, ][what is its side|how long is an edge]
        given {a}[, | ][find|compute|return|what is] [its square root|the square root]
        the square root of {a} [is what|equals what|is how much|please]
    """),
    *phrases(Mood.SYMBOLIC, """
        [isqrt|math.isqrt|int_sqrt|intsqrt|integer_sqrt|floor_sqrt|isqrt64|Math.isqrt]({a})
        [isqrt|intsqrt|integer sqrt|int sqrt|floor sqrt] {a}
        [floor(sqrt({a}))|int(sqrt({a}))|int(math.sqrt({a}))|floor sqrt({a})|math.floor(math.sqrt({a}))]
    """, whole=True),
    *phrases(Mood.NOMINAL, """
        [the integer|integer|the whole number|whole number|the floor|floor|the truncated] square root of {a}
        [the integer|integer|the int|the floored|the floor of the] [sqrt|root] of {a}
        the square root of {a} [rounded down|rounded down to an integer|as an integer|as a whole \
            number|truncated|floored]
        the [largest|biggest|greatest] [integer|whole number|number] whose square [does not exceed|is at \
            most|is not above|fits in] {a}
        the [largest|biggest|greatest] integer [not above|not greater than|below or equal to] the square \
            root of {a}
        the whole [part|number part] of the square root of {a}
    """, whole=True),
    *phrases(Mood.IMPERATIVE, """
        [take|find|compute|calculate|get] the [integer|whole|whole number|floor|floored] [square \
            root|root|sqrt] of {a}
        [take|find|compute] the square root of {a} and [round down|floor it|drop the fraction|round it \
            down|truncate]
    """, whole=True),
    *phrases(Mood.QUESTION, """
        what is the [largest|biggest|greatest] [integer|whole number] whose square is [at most|no more \
            than|not more than] {a}
        what is the [integer|whole|floor|whole number] [square root|root|sqrt] of {a}
    """, whole=True),
)  # fmt: skip

FACTORIAL = (
    *phrases(Mood.SYMBOLIC, """
        {a}!
        {a} !
        ({a})!
        [factorial|fact|math.factorial|FACTORIAL|fac|Factorial|np.math.factorial|scipy.special.factorial]({a})
        [factorial|fact|fac|FACT] {a}
        (factorial {a})
        {a} [fact|factorial|fac]
    """),
    *phrases(Mood.NOMINAL, """
        [the factorial|factorial|the factorial value|the fact] of [{a}|the number {a}|number {a}|the \
            integer {a}|n = {a}]
        {a} [factorial|factorials|bang|with an exclamation mark|shriek]
        [the product of all|product of all|the product of the] [integers|whole numbers|positive \
            integers|numbers|natural numbers] [from {1} to|from {1} up to|up to|from {1} through] {a}
        [the product of all|product of all] positive [integers|numbers] [less than or equal to|not \
            greater than|not above|at most] {a}
        the number of [ways to arrange|ways to order|permutations of|orderings of|ways of \
            arranging|arrangements of] {a} [things|items|objects|distinct objects|books|people|elements|cards]
        the factorial function [at|of|for|evaluated at] {a}
        {1} [times|*|x] {2} [times|*|x] {3} and so on up to {a} multiplied
    """),
    *phrases(Mood.IMPERATIVE, """
        [factorial|factorialize|factorialise] {a}
        [take|find|compute|calculate|evaluate|get|work out] [the factorial of|factorial of|the factorial \
            for|factorial] {a}
        multiply [all|together all|up all|together the|the] [integers|numbers|whole numbers|positive \
            integers] [from {1} to|from {1} up to|up to|between {1} and|from {1} through] {a}
        multiply the [first {a} positive integers|first {a} natural numbers|first {a} integers|numbers \
            {1} to {a}|numbers {1} through {a}]
        [apply|use] [the factorial|factorial|the factorial function] [to|on] {a}
        multiply {a} by every [positive |smaller positive |]integer [below it|smaller than it|less than it]
    """),
    *phrases(Mood.QUESTION, """
        [what|how much|how big] is [{a} factorial|the factorial of {a}|the factorial of the number \
            {a}|{a}!|factorial {a}|factorial of {a}]
        how many ways can [{a} people|{a} books|{a} things|{a} items|{a} distinct objects|{a} \
            students|{a} cards] be [arranged|ordered|lined up|arranged in a row|arranged in a line|put \
                in order]
        in how many [ways|orders|different ways|different orders] can [{a} people|{a} books|{a} \
            things|{a} runners|{a} friends] [line up|be arranged|stand in line|be ordered|finish|sit in a row]
        how many [permutations|orderings|arrangements] [do {a} things have|are there of {a} things|of \
            {a} objects are there|exist for {a} items]
        what do i get [if you multiply|by multiplying|when you multiply] all \
            [numbers|integers] from {1} to {a}
        what does {a} factorial [equal|come to|make|give]
        what is the product of [the first {a} positive integers|all integers from {1} to {a}|the numbers \
            from {1} to {a}]
    """),
    *phrases(Mood.STATEMENT, """
        i [need|want|require] [the factorial of {a}|{a} factorial]
        i [wonder|forgot] what [{a} factorial|the factorial of {a}] is
        n is {a}[, |. ][what is n factorial|compute n!|find n!]
    """),
)  # fmt: skip

FIBONACCI = (
    *phrases(Mood.SYMBOLIC, """
        [fib|fibonacci|F|fibo|FIB|Fibonacci|nth_fib|fib_n]({a})
        [fib|fibonacci|fibo|FIB|fibonnaci|fibonaci|fibonacci number|fibonacci no.|fib #|fibonacci #] {a}
        (fib {a})
        {a} [fib|fibonacci]
    """),
    *phrases(Mood.NOMINAL, """
        [the|] {a:ordinal} [fibonacci number|fibonacci|fib number|number in the fibonacci \
            sequence|fibonacci term]
        [the|] {a:ordinal} [term of the fibonacci sequence|member of the fibonacci sequence|element of \
            the fibonacci series]
        [the|] {a:ordinal} [number of the fibonacci sequence|value in the fibonacci series|term of \
            fibonacci|fibonacci value]
        [the fibonacci|fibonacci|the fib|the fibonacci number|fibonacci number|the fibonacci value] \
            [of|at|for|at position|at index|number] {a}
        [fibonacci|the fibonacci sequence|the fibonacci series|fibonacci sequence] [at|at position|at \
            index|at term|term|number|element] {a}
        [term|element|entry|member|item|number] {a} [of|in] [the fibonacci sequence|the fibonacci \
            series|fibonacci]
        the number [at|in] [position|place|index] {a} [of|in] the fibonacci [sequence|series]
        the [value|result] of fibonacci [for n =|for|at n =] {a}
        fibonacci of [the number|n =] {a}
    """),
    *phrases(Mood.IMPERATIVE, """
        [find|compute|calculate|give me|generate|get] [the {a:ordinal} fibonacci number|fibonacci number \
            {a}|fibonacci of {a}|fib {a}]
        [find|compute|get|look up] [the {a:ordinal} term|term {a}|element {a}] [of|in] the fibonacci \
            [sequence|series]
        [run|compute|go through] the fibonacci [sequence|series] [up to the {a:ordinal} term|to term \
            {a}|to position {a}|until the {a:ordinal} number]
        fibonacci [the number|for|with n =] {a}
        [apply|use] [fibonacci|the fibonacci function] [to|on|for] {a}
    """),
    *phrases(Mood.QUESTION, """
        [what|which] [is|number is] the {a:ordinal} [fibonacci number|fibonacci|number in the fibonacci \
            sequence|term of the fibonacci series]
        [what|which number] is [fibonacci number {a}|number {a} in the fibonacci sequence|fibonacci of \
            {a}|term {a} of the fibonacci sequence|fib of {a}]
        [what|which] number [is at|comes at|stands at|sits at] [position|place|index] {a} [in|of] the \
            fibonacci [sequence|series]
        [what|which] fibonacci number [is number|has index|comes at position|is in place] {a}
        what [is|would be] the fibonacci number [at|for] {a}
        what does fib({a}) [return|equal|give]
        how many rabbit pairs are there after {a} months in [fibonacci's|the fibonacci] [problem|puzzle|model]
    """),
    *phrases(Mood.STATEMENT, """
        i [need|want|am looking for] [the {a:ordinal} fibonacci number|fibonacci number {a}|fibonacci of {a}]
    """),
)  # fmt: skip

NUMBER_THEORY = {"POWER": POWER, "SQRT": SQRT, "FACTORIAL": FACTORIAL, "FIBONACCI": FIBONACCI}
