"""The plainest phrasings: what most people type, most of the time, and how little they say around it.

The phrase tables are wide, so each plain phrase is rare in them; here are those that must not be. Every text is a
phrase of `phrasing.PHRASES`, with its meaning there.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from neurlang.prompts.training.phrasing import PHRASES, Carelessness, Mood

if TYPE_CHECKING:
    from random import Random

    from neurlang.prompts.training.phrasing import Phrase

LITTLE = Carelessness(courtesy=0.25, typo=0.02, double_space=0.01, upper_case=0.01, sentence_case=0.2)
ASKED = 0.4  # how often "what is" and its like stand before what can be asked that way
QUESTIONS = (
    "what is {}",
    "what is {}",
    "what is {}",
    "what's {}",
    "whats {}",
    "how much is {}",
    "calculate {}",
)

PLAIN: dict[str, str] = {
    # one phrase a line, as the tables of `phrasing` have it
    "ADD": """
        {a} + {b}
        {a}+{b}
        {a} plus {b}
        add {a} and {b}
        add {b} to {a}
        the sum of {a} and {b}
        sum of {a} and {b}""",
    "SUB": """
        {a} - {b}
        {a}-{b}
        {a} minus {b}
        subtract {b} from {a}
        take {b} from {a}
        the difference between {a} and {b}
        difference of {a} and {b}""",
    "MUL": """
        {a} * {b}
        {a}*{b}
        {a} x {b}
        {a}x{b}
        {a} times {b}
        multiply {a} by {b}
        multiply {a} and {b}
        the product of {a} and {b}
        product of {a} and {b}
        {a:percent} of {b}
        {a:fraction} of {b}
        {b:percent} off {a}
        double {a}
        mul({a}, {b})""",
    "DIV": """
        {a} / {b}
        {a}/{b}
        {a} divided by {b}
        divide {a} by {b}
        {a} over {b}
        how many times does {b} go into {a}
        the average of {a} and {b}
        the average of {a:enumeration}
        average of {a:enumeration}
        the quotient of {a} and {b}
        quotient of {a} and {b}""",
    "MOD": """
        {a} mod {b}
        {a} % {b}
        {a}%{b}
        {a} modulo {b}
        the remainder of {a} divided by {b}
        remainder of {a} divided by {b}""",
    "AND": """
        {a} & {b}
        {a}&{b}
        bitwise and of {a} and {b}
        {a} bitwise and {b}
        and({a}, {b})""",
    "OR": """
        {a} | {b}
        {a}|{b}
        bitwise or of {a} and {b}
        or({a}, {b})""",
    "XOR": """
        {a} xor {b}
        xor {a} and {b}
        xor of {a} and {b}
        xor({a}, {b})
        xor {a} with {b}""",
    "SHL": """
        {a} << {b}
        {a}<<{b}
        shift {a} left by {b}
        left shift {a} by {b}
        shl({a}, {b})""",
    "SHR": """
        {a} >> {b}
        {a}>>{b}
        shift {a} right by {b}
        right shift {a} by {b}
        shr({a}, {b})""",
    "SAR": """
        arithmetic shift {a} right by {b}
        arithmetic right shift of {a} by {b}
        sar({a}, {b})""",
    "FACTORIAL": """
        {a}!
        factorial of {a}
        {a} factorial
        factorial({a})
        the factorial of {a}""",
    "FIBONACCI": """
        fibonacci of {a}
        fibonacci({a})
        fib({a})
        fib {a}
        the {a:ordinal} fibonacci number
        fibonacci {a}""",
    "POWER": """
        {a} ^ {b}
        {a}^{b}
        {a} ** {b}
        {a}**{b}
        {a} to the power of {b}
        {a} squared
        {a} cubed
        square {a}
        {a} to the {b:ordinal} power
        pow({a}, {b})
        power({a}, {b})""",
    "SQRT": """
        square root of {a}
        the square root of {a}
        sqrt({a})
        sqrt {a}
        sqrt of {a}
        integer square root of {a}""",
    "GCD": """
        gcd({a}, {b})
        gcd of {a} and {b}
        the gcd of {a} and {b}
        greatest common divisor of {a} and {b}""",
    "LCM": """
        lcm({a}, {b})
        lcm of {a} and {b}
        the lcm of {a} and {b}
        least common multiple of {a} and {b}""",
    "ABS": """
        absolute value of {a}
        the absolute value of {a}
        abs({a})
        abs {a}
        abs of {a}
        |{a}|""",
    "CLAMP": """
        clamp({a}, {b}, {c})
        clamp {a} between {b} and {c}""",
    "MAX": """
        max({a}, {b})
        max of {a} and {b}
        maximum of {a} and {b}
        the larger of {a} and {b}
        max of {a:enumeration}
        the largest of {a:enumeration}""",
    "MIN": """
        min({a}, {b})
        min of {a} and {b}
        minimum of {a} and {b}
        the smaller of {a} and {b}
        min of {a:enumeration}
        the smallest of {a:enumeration}""",
    "SIGN": """
        sign of {a}
        the sign of {a}
        sign({a})""",
    "IS_POSITIVE": """
        is {a} positive
        is {a} a positive number""",
    "IS_EVEN": """
        is {a} even
        is {a} an even number""",
    "IS_PRIME": """
        is {a} prime
        is {a} a prime number
        is_prime({a})""",
    "POPCOUNT": """
        popcount of {a}
        popcount({a})
        count the set bits of {a}
        number of set bits in {a}""",
    "CLZ": """
        leading zeros of {a}
        clz({a})
        clz of {a}""",
    "CTZ": """
        trailing zeros of {a}
        ctz({a})
        ctz of {a}""",
    "BSWAP": """
        byte swap {a}
        bswap({a})
        bswap {a}""",
    "NEXTPOW2": """
        next power of {2} after {a}
        nextpow2({a})
        smallest power of {2} at least {a}""",
    "ARRAY_SUM": """
        sum of {a:list}
        sum {a:list}
        sum({a:list})
        sum of {a:enumeration}
        add up {a:enumeration}
        the sum of {a:enumeration}""",
    "STRLEN": """
        length of {a:text}
        the length of {a:text}
        strlen({a:text})
        len({a:text})""",
    "STRCMP": """
        compare {a:text} and {b:text}
        compare the strings {a:text} and {b:text}
        strcmp({a:text}, {b:text})""",
    "STRCPY": """
        copy {a:text}
        copy the string {a:text}
        strcpy({a:text})""",
    "HASH_STRING": """
        hash of {a:text}
        hash {a:text}
        hash the string {a:text}
        hash({a:text})""",
    "MEMCPY": """
        memcpy({a:text})
        copy the bytes of {a:text}
        a byte copy of {a:text}""",
    "MEMSET": """
        memset({a}, {b})
        fill {b} bytes with {a}
        set {b} bytes to {a}
        {b} bytes of {a}
        zero {a} bytes""",
    "MEMCMP": """
        memcmp({a:text}, {b:text})
        compare the bytes of {a:text} and {b:text}""",
    "PRINT": """
        print {a:text}
        print {a}
        print({a:text})
        say {a:text}
        print {a:text} to the console""",
    "READ_LINE": """
        readline()
        read a line
        read a line of input
        read a line from stdin
        read user input""",
    "TIME_NOW": """
        what time is it
        what time is it now
        what is the time
        the current time
        current time
        time()
        unix timestamp
        current unix timestamp
        current timestamp
        get the current time""",
    "SLEEP": """
        sleep for {a} ms
        sleep for {a} milliseconds
        sleep {a} ms
        wait {a} ms
        wait for {a} milliseconds
        sleep for {a} seconds
        wait {a} seconds
        sleep({a})""",
    "RANDOM": """
        random()
        random number
        a random number
        give me a random number
        generate a random number
        pick a random number""",
    "SHA256": """
        sha256({a:text})
        sha256 of {a:text}
        sha256 {a:text}
        sha-256 of {a:text}
        the sha256 hash of {a:text}
        hash {a:text} with sha256""",
    "AES_ENCRYPT": """
        encrypt {b:text} with the key {a:text}
        encrypt {b:text} with key {a:text}
        aes encrypt {b:text} with key {a:text}
        aes_encrypt({a:text}, {b:text})""",
    "AES_DECRYPT": """
        decrypt {b:sealed} with the key {a:opener}
        decrypt {b:sealed} with key {a:opener}
        aes decrypt {b:sealed} with key {a:opener}
        aes_decrypt({a:opener}, {b:sealed})""",
    "HMAC": """
        hmac of {b:text} with key {a:text}
        hmac of {b:text} with the key {a:text}
        hmac({a:text}, {b:text})""",
    "SECURE_RANDOM": """
        secure_random({a})
        {a} random bytes
        {a} secure random bytes
        generate {a} secure random bytes
        give me {a} random bytes""",
    "LOOP_COUNT": """
        count to {a}
        count from {1} to {a}
        count up to {a}""",
    "LOOP_SUM": """
        sum of the numbers from {1} to {a}
        sum from {1} to {a}
        {1} + {2} + ... + {a}
        sum of the first {a} numbers""",
    "COUNTDOWN": """
        count down from {a}
        countdown from {a}
        countdown({a})""",
    "FADD": """
        floating point add {a} and {b}
        fadd({a}, {b})""",
    "FMUL": """
        floating point multiply {a} by {b}
        fmul({a}, {b})""",
    "FDIV": """
        floating point divide {a} by {b}
        fdiv({a}, {b})""",
}


@cache
def plain_phrases(intent: str) -> tuple[Phrase, ...]:
    """The plain phrases of an intent, with their meaning. Raises KeyError for one that the tables do not have."""
    known = {phrase.text: phrase for phrase in PHRASES[intent]}
    return tuple(known[line.strip()] for line in PLAIN[intent].splitlines() if line.strip())


def draw_plain(intent: str, random: Random) -> Phrase:
    """A plain phrase, now and then as a question. Deterministic for the state of `random`."""
    phrase = random.choice(plain_phrases(intent))
    if phrase.mood not in (Mood.NOMINAL, Mood.SYMBOLIC) or random.random() >= ASKED:
        return phrase
    return replace(phrase, text=random.choice(QUESTIONS).replace("{}", phrase.text), mood=Mood.QUESTION)
