"""How people ask for floating-point arithmetic by that name; plain words mean plain arithmetic."""

from __future__ import annotations

from neurlang.prompts.training.phrasing.phrase import Mood, Phrase, phrases

_KIND = "[floating point|floating-point|float|real|real number|double precision|fp|decimal|double|ieee]"
_AS = "[as floats|as reals|as doubles|as real numbers]"
_AS = "[in floating point|as floating point numbers|as decimals|with floats]"


def _operation(symbol: str, calls: str, nouns: str, verbs: str, link: str, spoken: str) -> tuple[Phrase, ...]:
    """What the three share: sign, function names, nouns ("sum"), verbs ("add") with a link, spoken sign."""
    return (
        *phrases(Mood.SYMBOLIC, f"""
            [{calls}]({{a}}[, |,]{{b}})
            [{calls}] {{a}}[ |, |,]{{b}}
            {{a}} {{b}} [{calls}]
            float({{a}}) {symbol} float({{b}})
            {{a}} {symbol} {{b}} {_AS}
            {{a:real}} [{calls}] {{b:real}}
        """),
        *phrases(Mood.NOMINAL, f"""
            [the|] {_KIND} [{nouns}] of {{a:real}} and {{b:real}}
            [the|] {_KIND} [{nouns}] of {{a}} and {{b}}
            {{a}} [{spoken}] {{b}} {_AS}
            {{a:real}} [{spoken}] {{b:real}} {_AS}
            {{a}} {_KIND} [{spoken}] {{b}}
            the [{nouns}] of the [floats|reals|doubles] {{a:real}} and {{b:real}}
            the [{nouns}] of the [real numbers|decimals|floating point numbers] {{a:real}} and {{b:real}}
            the [{nouns}] of {{a:real}} and {{b:real}} {_AS}
        """),
        *phrases(Mood.IMPERATIVE, f"""
            [{verbs}] the [floats|reals|doubles] {{a:real}} {link} {{b:real}}
            [{verbs}] the [real numbers|decimals|floating point numbers] {{a:real}} {link} {{b:real}}
            [{verbs}] {{a}} {link} {{b}} {_AS}
            [{verbs}] {{a:real}} {link} {{b:real}} {_AS}
            {_KIND} [{verbs}] {{a:real}} {link} {{b:real}}
            {_KIND} [{verbs}] {{a}} {link} {{b}}
            [do|use|perform] {_KIND} [{nouns}] [on|for|with|of] {{a:real}} and {{b:real}}
            in floating point[, | ][{verbs}] {{a}} {link} {{b}}
        """),
        *phrases(Mood.QUESTION, f"""
            what is the {_KIND} [{nouns}] of {{a:real}} and {{b:real}}
            what is {{a:real}} [{spoken}] {{b:real}} {_AS}
            what is {{a}} [{spoken}] {{b}} [in floating point|as a float|as a real|as a double|in floats]
        """),
    )  # fmt: skip


REALS = {
    "FADD": _operation(
        "+", "fadd|FADD|fadd.d|float_add|addf|addsd", "sum|addition|total", "add|sum", "and", "plus|added to"
    ),
    "FMUL": _operation(
        "*",
        "fmul|FMUL|fmul.d|float_mul|mulf|mulsd",
        "product|multiplication",
        "multiply",
        "by",
        "times|multiplied by",
    ),
    "FDIV": _operation(
        "/",
        "fdiv|FDIV|fdiv.d|float_div|divf|divsd",
        "quotient|division|ratio",
        "divide",
        "by",
        "divided by|over",
    ),
}
