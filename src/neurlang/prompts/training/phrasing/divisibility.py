"""How people ask for common divisors and multiples, primes and even numbers."""

from __future__ import annotations

from neurlang.prompts.training.phrasing.phrase import Mood, phrases

_PAIR = "[{a} and {b}|{a:list}|{a:enumeration}]"

GCD = (
    *phrases(Mood.SYMBOLIC, """
        [gcd|GCD|math.gcd|hcf|HCF|gcf|GCF|np.gcd|std::gcd|Math.gcd|euclid|greatest_common_divisor]({a}[, \
            |,]{b})
        [gcd|GCD|hcf|HCF|gcf|GCF|gcm|gcd of|hcf of|gcf of] {a}[ |, |,| & ]{b}
        (gcd {a} {b})
        {a} gcd {b}
        {a} {b} [gcd|hcf|gcf]
        [gcd|hcf|gcf] [{a:list}|{a:enumeration}]
        [gcd|hcf]({a:list})
    """),
    *phrases(Mood.NOMINAL, f"""
        [the gcd|gcd|the hcf|hcf|the gcf|gcf|the g.c.d.|the greatest common denominator] of {_PAIR}
        [the greatest common divisor|greatest common divisor|the greatest common factor|greatest common \
            factor] of {_PAIR}
        [the highest common factor|highest common factor|the largest common divisor|the largest common \
            factor] of {_PAIR}
        [the biggest common divisor|biggest common factor|the highest common divisor|the common divisor] \
            of {_PAIR}
        [the greatest common measure|largest shared factor|the greatest shared divisor|the biggest \
            shared factor] of {_PAIR}
    """),
    *phrases(Mood.NOMINAL, """
        [the gcd|gcd|the hcf|the greatest common divisor|the greatest common factor|the highest common \
            factor] [between|for|from] {a} and {b}
        the [largest|biggest|greatest|highest] [number|integer|whole number] that [divides|evenly \
            divides|goes into|fits into|is a factor of|is a divisor of] [both {a} and {b}|{a} and {b}]
        the [largest|biggest|greatest] [number|integer] [dividing|by which you can divide|that can \
            divide] [both {a} and {b}|{a} and {b}]
        the [largest|biggest|greatest|highest] [factor|divisor] [{a} and {b} share|{a} and {b} have in \
            common|common to {a} and {b}|shared by {a} and {b}]
        the common divisor of {a} and {b} that is [largest|greatest|biggest]
        the gcd of [the numbers|the pair|integers|the integers] {a} and {b}
        the greatest common divisor of the [numbers|integers] {a} and {b}
        the number [used to simplify|that reduces] the fraction with {a} over {b} to lowest terms
        [the gcd|the hcf|the gcf|the greatest common divisor] of {a} with {b}
    """),
    *phrases(Mood.IMPERATIVE, """
        [find|compute|calculate|get|determine|work out] the [gcd|hcf|gcf|greatest common divisor|highest \
            common factor|greatest common factor] of {a} and {b}
        [run|use|apply] [euclid's algorithm|the euclidean algorithm|euclid] [on|with|for|to] {a} and {b}
        find the [largest|biggest|greatest] [number|integer] that divides [both {a} and {b}|{a} and {b}]
        [find|take] the greatest divisor [common to|shared by] {a} and {b}
        gcd [the numbers|numbers|of the numbers] {a} and {b}
        find the [largest|biggest] [square tile|tile|square] that [fits|covers|tiles] a {a} by {b} \
            [floor|room] exactly
    """),
    *phrases(Mood.QUESTION, """
        [what is|what's] the [gcd|hcf|gcf|greatest common divisor|highest common factor|greatest common \
            factor|largest common factor] of {a} and {b}
        [what|which] is the [largest|biggest|greatest|highest] [number|integer|factor] [that \
            divides|dividing|common to|of] both {a} and {b}
        what is the [largest|biggest|greatest] [number|integer] [{a} and {b} are both divisible by|both \
            {a} and {b} can be divided by]
        what [number|integer] is the [greatest|largest|biggest] common [divisor|factor] of {a} and {b}
        what is the [biggest|largest|greatest] [factor|divisor] {a} and {b} [share|have in common]
        what [largest|greatest] number goes evenly into both {a} and {b}
    """),
    *phrases(Mood.STATEMENT, """
        i [need|want] the [gcd|greatest common divisor|highest common factor|hcf] of {a} and {b}
        given {a} and {b}[, | ][find|compute|return|what is] [their gcd|their greatest common \
            divisor|the gcd|their highest common factor]
        {a} and {b} have [which|what] greatest common [divisor|factor]
    """),
)  # fmt: skip

LCM = (
    *phrases(Mood.SYMBOLIC, """
        [lcm|LCM|math.lcm|np.lcm|std::lcm|lowest_common_multiple|least_common_multiple|Math.lcm]({a}[, |,]{b})
        [lcm|LCM|lcm of|LCM of|lcd|scm] {a}[ |, |,| & ]{b}
        (lcm {a} {b})
        {a} lcm {b}
        {a} {b} lcm
        lcm [{a:list}|{a:enumeration}]
        lcm({a:list})
    """),
    *phrases(Mood.NOMINAL, f"""
        [the lcm|lcm|the l.c.m.|the lowest common denominator|the least common denominator] of {_PAIR}
        [the least common multiple|least common multiple|the lowest common multiple|lowest common \
            multiple] of {_PAIR}
        [the smallest common multiple|smallest common multiple|the minimum common multiple|the smallest \
            shared multiple] of {_PAIR}
    """),
    *phrases(Mood.NOMINAL, """
        [the lcm|lcm|the least common multiple|the lowest common multiple|the smallest common multiple] \
            [between|for|from] {a} and {b}
        the [smallest|lowest|least] [number|integer|positive integer|positive number] [divisible by|that \
            is divisible by|that can be divided by] both {a} and {b}
        the [smallest|lowest|least] [number|integer|positive integer] [{a} and {b} both divide|both {a} \
            and {b} divide|both {a} and {b} go into|that {a} and {b} go into]
        the [smallest|lowest|least|smallest positive] multiple [{a} and {b} share|{a} and {b} have in \
            common|common to {a} and {b}|of both {a} and {b}]
        the [smallest|lowest] number that is a multiple of [both {a} and {b}|{a} and {b}|{a} as well as \
            {b}|{a} and also of {b}]
        the lcm of [the numbers|integers|the integers] {a} and {b}
        the least common multiple of the [numbers|integers] {a} and {b}
        the common multiple of {a} and {b} that is [smallest|least|lowest]
    """),
    *phrases(Mood.IMPERATIVE, """
        [find|compute|calculate|get|determine|work out] the [lcm|least common multiple|lowest common \
            multiple|smallest common multiple] of {a} and {b}
        find the [smallest|lowest|least] [number|integer] [divisible by|that is a multiple of] both {a} \
            and {b}
        lcm [the numbers|numbers|of the numbers] {a} and {b}
        find a common denominator [for|of] {a} and {b}, the [smallest|lowest]
    """),
    *phrases(Mood.QUESTION, """
        [what is|what's] the [lcm|least common multiple|lowest common multiple|smallest common multiple] \
            of {a} and {b}
        [what|which] is the [smallest|lowest|least] [number|integer] [divisible by|that is divisible \
            by|which is a multiple of] [both {a} and {b}|{a} and {b}]
        what is the [smallest|lowest] [number|integer] that both {a} and {b} [divide|go into|divide evenly]
        when do [cycles|lights|events|buses|bells] of {a} and {b} [seconds|minutes|days|] \
            [coincide|meet|line up] [again|for the next time|next]
        what is the [smallest|least|lowest] multiple {a} and {b} [share|have in common]
    """),
    *phrases(Mood.STATEMENT, """
        i [need|want] the [lcm|least common multiple|lowest common multiple] of {a} and {b}
        given {a} and {b}[, | ][find|compute|return|what is] [their lcm|their least common multiple|the lcm]
        [a bus|a bell|a light] [leaves|rings|blinks] every {a} [minutes|seconds] and another every {b}[. \
            |, ][when do they meet|after how long do they coincide]
    """),
)  # fmt: skip

IS_EVEN = (
    *phrases(Mood.SYMBOLIC, """
        [is_even|isEven|even|IsEven|iseven|even?|is_even_number|isEvenNumber]({a})
        [is_even|iseven|even|isEven|even?] {a}
        (even? {a})
        {a} even
        {a}.is_even()
    """),
    *phrases(Mood.QUESTION, """
        is {a} [even|an even number|an even integer|even or not|evenly divisible in pairs|an even \
            value|really even|actually even]
        is [the number|the integer|the value|number|the value of] {a} [even|an even number|an even integer]
        is it true that {a} is [even|an even number]
        is {a} [divisible by|evenly divisible by|a multiple of] {2}
        [does|can] {2} [divide|evenly divide] {a}
        [would you call|do you consider|can we say|would you say|do we call] {a} [even|an even number|is even]
        does {a} count as [even|an even number]
        is {a} among the even [numbers|integers]
        is the parity of {a} even
        does {a} have even parity as a number
        {a} is even[, right|, true or false|, isn't it|, correct|, yes or no]
        is {a} [by any chance|perhaps] even
        can {a} [things|people|items|{nouns}] be [paired up|put in pairs|split into pairs] with none left over
        can {a} be [halved without a remainder|split into equal halves without remainder]
        does {a} end in an even digit
    """),
    *phrases(Mood.IMPERATIVE, """
        [check|test|tell me|determine|verify|find out|see|decide|say|work out] [if|whether] {a} is \
            [even|an even number|an even integer]
        [check|test|examine] {a} for [evenness|being even|even parity]
        [test|check|verify] the evenness of {a}
        [check|verify|confirm] that {a} is even
        return [true|true or false] if {a} is even
    """),
    *phrases(Mood.NOMINAL, """
        [the evenness of {a}|evenness of {a}|whether {a} is even|truth of {a} being even]
    """),
    *phrases(Mood.STATEMENT, """
        i [wonder|want to know|am asking] [if|whether] {a} is [even|an even number]
        {a} is even [or not|true or false|yes or no]
        {a}[: |, ][even|even or not|is it even|is that even|even number]
    """),
)  # fmt: skip

IS_PRIME = (
    *phrases(Mood.SYMBOLIC, """
        [is_prime|isPrime|isprime|prime|sympy.isprime|IsPrime|prime?|primeQ|PrimeQ|is_prime_number|miller_rabin]({a})
        [is_prime|isprime|prime|isPrime|prime?|primality] {a}
        (prime? {a})
        {a} prime
        {a}.is_prime()
    """),
    *phrases(Mood.QUESTION, """
        is {a} [prime|a prime|a prime number|prime or not|prime or composite|a prime integer|really \
            prime|actually prime|truly a prime]
        is [the number|the integer|the value|number] {a} [prime|a prime|a prime number|prime or not]
        is it true that {a} is [prime|a prime number|a prime]
        [would you call|do you consider|can we say|would you say] {a} [prime|a prime|a prime number|is prime]
        does {a} count as [prime|a prime|a prime number]
        is {a} among the [primes|prime numbers]
        is {a} divisible only by [itself and {1}|{1} and itself]
        does {a} have [no divisors other than {1} and itself|only trivial divisors|no factors besides \
            {1} and itself|no proper divisors]
        {a} is prime[, right|, true or false|, isn't it|, correct|, yes or no]
        does {a} pass [a|the] [primality test|prime test|test for primes]
        can {a} not be factored
        is {a} not composite
        does {a} belong to the [primes|prime numbers|set of primes]
    """),
    *phrases(Mood.IMPERATIVE, """
        [check|test|tell me|determine|verify|find out|see|decide|say|work out] [if|whether] {a} is \
            [prime|a prime|a prime number]
        [check|test|examine|analyse|analyze] {a} for [primality|primeness|being prime]
        [test|check|verify|determine] the primality of {a}
        [do|run|perform] a [primality test|prime check|primality check] on {a}
        [check|verify|confirm] that {a} is [prime|a prime number]
        return [true|true or false] if {a} is prime
        prime check {a}
    """),
    *phrases(Mood.NOMINAL, """
        [the primality of {a}|primality of {a}|primality test of {a}|whether {a} is prime|prime test for {a}]
    """),
    *phrases(Mood.STATEMENT, """
        i [wonder|want to know|am asking] [if|whether] {a} is [prime|a prime|a prime number]
        {a} is [prime or not|prime true or false|prime or composite|a prime number or not]
        {a}[: |, ][prime|prime or not|is it prime|is that a prime|prime number|prime or composite]
    """),
)  # fmt: skip

DIVISIBILITY = {"GCD": GCD, "LCM": LCM, "IS_EVEN": IS_EVEN, "IS_PRIME": IS_PRIME}
