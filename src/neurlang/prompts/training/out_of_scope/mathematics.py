"""Mathematics that no intent covers: algebra, analysis, statistics, geometry, numbers, units, proofs."""

from __future__ import annotations

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "functions": """
        {what is the |what's the |find the |}{log|logarithm|natural log} of {n}
        {log|ln|log10|log2} {n}
        log base {few} of {n}
        {what is |}{ln|log}({int})
        {what is |what's |find |}{the |}{sine|cosine|tangent|sin|cos|tan|cotangent|secant} of {n} \
            {degrees|radians|}
        {sin|cos|tan|arcsin|arctan|sinh|exp|gamma}({int})
        {sin|cos|tan} {n} degrees
        antilog of {n}
        e to the {n}
        {the |}arc{sine|cosine|tangent} of 0.{int}
        round {real} {to {few} {decimal places|digits|places|significant figures}|up|down|to the nearest \
            {whole number|tenth|ten|{n}}}
        round {big} to the nearest {hundred|thousand|ten}
        {floor|ceiling} of {real}
        truncate {real} to {few} digits
        what is {big} in scientific notation
        how many digits {are in|of} pi {do you know|}
        {tell me|what are|give me} the first {n} digits of {pi|e|the golden ratio}
        what is the {{ord}|{int}th} digit of pi
        what is {pi|e|tau|phi|i|the golden ratio|euler's number}
        {n} degrees {to|in} radians
        reciprocal function of x over {n}
        evaluate f({int}) {if|when|where} f(x) = {int}x {+|-} {n}
        what is i to the {n}
        how precise is {real}
    """,
    "algebra": """
        solve {int}x {+|-} {int} = {int}
        solve for {x|y|n|t}: {int}{x|y} {+|-} {int} = {int}
        {if|when|given} {int}x {+|-} {int} = {int} {what is x|find x|then x is|solve for x}
        find x {if|when|where|in} x {+|-|/} {int} = {int}
        x^2 {+|-} {int}x {+|-} {int} = 0
        what are the roots of x^2 {+|-} {int}x {+|-} {int}
        factor {x^2 {+|-} {int}x {+|-} {int}|the polynomial|this quadratic}
        expand (x {+|-} {int})(x {+|-} {int})
        simplify {int}x {+|-} {int}y {+|-} {int}x
        simplify {the fraction |}({int}x {+|-} {int})/{int}
        solve the system x + y = {int} and x - y = {int}
        {int}x + {int}y = {int}
        y = {int}x {+|-} {int}
        what is the slope of y = {int}x {+|-} {int}
        what is the quadratic formula
        find the equation of the line through ({int}, {int}) and ({int}, {int})
        graph y = {int}x {+|-} {int}
        plot {sin x|x squared|{int}x + {int}} from {int} to {int}
        is {int}x > {int} when x = {int}
        solve |x - {int}| = {int}
        find the inverse of f(x) = {int}x {+|-} {int}
        what is x if x percent of {int} is {int}
        complete the square x^2 + {int}x
        write {int}x as a product
        if x plus y is {int} and x minus y is {int} find x and y
        the sum of two numbers is {int} and their difference is {int}
        find two numbers whose product is {int} and whose sum is {int}
        find three consecutive even numbers that add up to {int}
        a number increased by {int} is {int} what is it
        {int} times a number is {int} more than the number
    """,
    "analysis": """
        {find|what is|take|compute} the {{ord} |}derivative of {x^{int}|sin x|\
            {int}x^{int} + {int}x|e^x|ln x|f}
        differentiate {x^{int}|{int}x + {int}|cos x|{int}x^{int}}
        d/dx {x^{int}|{int}x^{int}|sin(x)}
        {integrate|find the integral of|antiderivative of} {x^{int}|{int}x|sin x|1/x|e^x} {from {int} to \
            {int}|dx|}
        integral from {int} to {int} of {x^{int}|x dx|sin x}
        what is the limit of {1/x|(x^{int} - {int})/(x - {int})|sin x / x} as x approaches {0|infinity|{int}}
        limit as x goes to {int} of f(x)
        taylor series of {sin x|e^x|cos x|ln x} {at|around} {int}
        does the {harmonic|geometric} series converge
        sum of the infinite series 1/{int}^n
        sum from i = {int} to {int} of {int}i + {int}
        product notation from k = 1 to {int}
        sigma notation for {list}
        solve the differential equation y' = {int}y
        what is the fourier transform of a square wave
        laplace transform of {int}t
        partial derivative of {int}xy with respect to x
        area under {x^2|the curve} from {int} to {int}
        find the {maximum|minimum|critical points} of f(x) = x^2 {+|-} {int}x
        what is the max of sin x
        is f(x) = x^{int} {even or odd|continuous at {int}|positive for all x|increasing}
        shift the graph of y = x^2 {left|right|up|down} by {int}
        local min and max of x^3 - {int}x
        radius of convergence of sum x^n / {int}
    """,
    "statistics": """
        {what is the |find the |calculate the |}{median|mode|variance|standard deviation|iqr} of {list}
        {median|mode|std dev|variance|quartiles} {of |}{list}
        sort {list} {ascending|descending|in order|from smallest to largest|}
        {put|order|arrange} {list} in {ascending |descending |}order
        reverse the order of {list}
        which {numbers|of these} are {prime|even|odd|positive}: {list}
        remove duplicates from {list}
        find the {second|third|fourth} {largest|smallest} of {list}
        percent {change|increase|decrease} from {n} to {n}
        z score of {n} with mean {n} and standard deviation {few}
        what's the {ord} percentile of {list}
        correlation between {list} and {list}
        what's the probability of {rolling {few} {sixes|threes|evens}|{few} heads in {n} flips|drawing \
            {few} aces|rain twice}
        what are the odds of {rolling {few} sixes in {few} throws|{few} in a row|winning the lottery|a \
            royal flush}
        chances of getting {few} heads {in|out of} {n} coin flips
        if i roll {few} dice what is the chance of a {few}
        {n} choose {few}
        {combinations|permutations} of {n} {things |items |}taken {few} at a time
        how many ways can {n} people {sit in a row|line up|shake hands|be split into {few} teams}
        how many {few} digit {codes|numbers|passwords} are there
        n choose k for n = {n} and k = {few}
        confidence interval for n = {n} at {pct}
        {few} out of {n} balls are {color} what is the chance of drawing {few}
        birthday paradox for {n} people
        p value of {real}
        sample size {n} margin of error {pct}
        what's the expected value of {few} dice
        shuffle {list}
        pick {few} random names from {person}, {person} and {person}
        weighted average with weights {list}
    """,
    "geometry": """
        {what is the |find the |}{area|circumference|diameter} of a circle with {radius|diameter} {int}
        {what is the |find the |}volume of a {sphere|cone|cylinder|pyramid} {with radius {int}|with radius \
            {int} and height {int}|}
        surface area of a {sphere|cube|cone} {with side {int}|of radius {int}|}
        {hypotenuse|third side} of a {right |}triangle with {sides|legs} {int} and {int}
        area of a triangle with sides {int}, {int} and {int}
        {how many|number of} {sides|degrees|angles|diagonals} {are in|in|does} a {hexagon|pentagon|{int} \
            sided polygon|square|triangle}
        interior angles of a {int} sided polygon
        two angles are {int} and {int} degrees what is the third
        distance between ({int}, {int}) and ({int}, {int})
        midpoint of ({int}, {int}) and ({int}, {int})
        is a triangle with sides {int} {int} {int} a right triangle
        is a square a rectangle
        what is a {rhombus|trapezoid|right angle|prime meridian|square pyramid|polygon|parallelogram}
        angle of a {int} by {int} right triangle
        draw a {square|circle|triangle} {with side {int}|of radius {int}|}
        rotate the {square|triangle} {int} degrees
        rotate the point ({int}, {int}) by {int} degrees
        how long is the diagonal of a {int} inch tv
        convert ({int}, {int}) to polar coordinates
        {dot|cross} product of ({int}, {int}) and ({int}, {int})
        magnitude of the vector ({int}, {int}, {int})
        {inverse|determinant|transpose|rank|eigenvalues|trace} of [[{int}, {int}], [{int}, {int}]]
        multiply the matrices [[{int}, {int}], [{int}, {int}]] and [[{int}, {int}], [{int}, {int}]]
        add the vectors ({int}, {int}) and ({int}, {int})
        identity matrix of size {int}
        solve the {int} by {int} matrix
        slope of the line from ({int}, {int}) to ({int}, {int})
    """,
    "number theory": """
        {what are the |find the |list the |give me the |}{prime factors|factors|divisors|prime \
            factorization} of {n}
        {factor|factorize} {n}
        {list|what are|give me|print} {all |}the primes {below|up to|less than|under} {n}
        {list|give me|what are} the first {n} {primes|prime numbers|fibonacci numbers|even numbers|odd \
            numbers|squares}
        what is the {{int}th|next|largest known|smallest} prime {number|}
        what prime comes after {n}
        how many primes are there {below|between {n} and|under} {n}
        is {n} a {fibonacci number|perfect number|palindrome|square number|triangular number|cube|lucky \
            number}
        are {n} and {n} {twin primes|consecutive|amicable}
        what comes next {in|after} {list}
        next number in the sequence {list}
        what's the pattern in {list}
        find the missing number {list}
        multiples of {n} {up to|under} {tens}
        what is {n} in {binary|hex|hexadecimal|octal|roman numerals|base {few}}
        convert {n} {to|into} {binary|hex|octal|roman numerals|base {few}|words}
        {binary|hex} of {n}
        what is {xiv|mcmxc|xlii|iv|dcc} in {numbers|arabic numerals}
        roman numeral for {{n}|{n}|{year}}
        {digit sum|digits|number of digits} of {big}
        reverse the digits of {n}
        how many zeros are in {a million|a billion|{n} factorial|a googol}
        what is {a googol|graham's number|the largest number|infinity plus one|the smallest prime}
        continued fraction of {real}
        {real} as a fraction
        place value of {few} in {big}
        euler's totient of {n}
        modular inverse of {few} mod {n}
        collatz sequence of {n}
        what does {n} look like in tally marks
        write {n} as a sum of two primes
        write {n} as the sum of {few} squares
        skip count by {few}
        {n} times table
        show me the times table for {n}
        pythagorean triples under {n}
        pascal's triangle row {n}
        is infinity even or odd
        are there infinitely many twin primes
    """,
    "proofs and explanations": """
        prove {that |}{sqrt {few} is irrational|there are infinitely many primes|1 + 1 = 2|the sum of \
            angles is 180}
        prove by induction that 1 + ... + n = n(n+1)/2
        {what is|what's|explain|define} {a |}{factorial|prime number|square \
            root|logarithm|gcd|modulo|remainder|fibonacci sequence}
        {what is|what's|explain|define} {long \
            division|multiplication|addition|subtraction|exponentiation|xor|bitwise and}
        how do {i|you} {add fractions|divide fractions|multiply decimals|do long division|find a square \
            root by hand}
        how do {i|you} {calculate|compute|find|work out} {a percentage|the gcd|a factorial|an average|the \
            area|the remainder}
        why {can't you|can't we|is it wrong to} divide by zero
        why is {0 factorial 1|a negative times a negative positive|1 not prime|{few} an even number}
        what is the {symbol for|difference between} {division and modulo|a sum and a product|mean and \
            median|xor and or}
        {help me with|i hate|i love|i need help in|teach me} {math|fractions|my math \
            homework|multiplication|percentages}
        what is {the order of operations|pemdas|bodmas|a percentage|a remainder|an integer|a prime|two's \
            complement}
        who {invented|discovered} {calculus|zero|the plus sign|prime numbers|pi|the fibonacci \
            sequence|algebra|division}
        what is {fermat's last theorem|the pythagorean theorem|the riemann hypothesis|the chain rule|a \
            derivative}
        can you do {math|calculus|algebra|long division|percentages|trigonometry}
        what math can you do
        what operations do you support
        which is harder addition or multiplication
        is addition commutative
        is multiplication the same as repeated addition
        what does the {plus|minus|equals|division|percent|less than|square root} sign mean
        what are {prime|even|odd|negative|whole|rational|real|imaginary} numbers {used for|}
        when do we use the {lcm|gcd|modulus|absolute value|power rule|product rule}
        {tricks|rules|tips} for {multiplying by {n}|dividing by {n}|squaring numbers|mental math}
        divisibility rule for {n}
        how is a square root calculated
        what is the difference between a factor and a multiple
        how does a hash function work
        explain bit shifting
        history of the {square root|plus|percent} symbol
        show your work for problem {n}
        check my homework: {n} x {int}y
        what is {n} used for in math
        how do computers {add|multiply|divide|compare|store} numbers
    """,
    "units": """
        {convert|how much is|what is|what's} {length} {in|to} {miles|feet|meters|km|inches|yards}
        {convert|how much is|what is|what's} {weight} {in|to} {pounds|kg|ounces|stone|grams}
        {convert|how much is|what is|what's} {volume} {in|to} {liters|gallons|ml|cups|pints}
        {convert|what is|what's} {temp} {in|to} {celsius|fahrenheit|kelvin}
        {n} {fahrenheit|celsius} {to|in} {celsius|kelvin|fahrenheit}
        {length} in {feet|inches|meters|miles|km}
        {weight} to {lbs|kg|oz|grams}
        how many {inches|feet|miles|yards|cm} {are |}in {{length}|{length}|a mile|a meter|a league|a furlong}
        how many {ounces|cups|ml|pints|liters} {are |}in {a gallon|{volume}|a pint|a cup}
        how many {seconds|minutes|hours} {are |}in {a day|{duration}|a week|a year|a fortnight}
        how many {grams|pounds|ounces} {are |}in {a kilo|{weight}|a stone|a ton}
        {n} feet {few} inches in cm
        {duration} in {seconds|minutes|hours|days}
        {n} mph in kmh
        {n} square {feet|meters} in acres
        {size} in {mb|gb|bytes|kb}
        which is longer {length} or {length}
        which is heavier {weight} or {weight}
        how big is an acre
        what is a {light year|nautical mile|cubit|fathom|hectare|parsec}
        metric or imperial
        how tall is {few} foot {n}
    """,
}
