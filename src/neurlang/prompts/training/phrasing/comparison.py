"""How people ask for sizes and signs: absolute values, limits, the larger and the smaller of two."""

from __future__ import annotations

from neurlang.prompts.training.phrasing.phrase import Mood, Phrase, phrases

ABS = (
    *phrases(Mood.SYMBOLIC, """
        [abs|ABS|Math.abs|fabs|math.fabs|np.abs|std::abs|llabs|absolute|abs_value|labs]({a})
        [abs|ABS|fabs|absolute value|magnitude|absval|abs val] {a}
        |{a}|
        | {a} |
        {a}.abs()
        (abs {a})
        {a} abs
    """),
    *phrases(Mood.NOMINAL, """
        [the absolute value|absolute value|the abs|abs] of {a}
        [the magnitude|magnitude|the modulus value|the absolute] of {a}
        [the absolute value|absolute value|the magnitude|abs] of [the number|the value|number|the integer] {a}
        [the absolute size|the size without sign] of {a}
        [the unsigned value|the non-negative value|the numeric magnitude] of {a}
        {a} [without its sign|without the sign|ignoring the sign]
        {a} [with the sign dropped|with the minus sign removed|made positive]
        {a} [in absolute value|in absolute terms|in magnitude]
        {a} [with the sign removed|stripped of its sign|as an absolute value]
        [the distance from {0} to|the distance between {0} and] {a}
        the distance of {a} [from|to] [{0}|the origin]
        the positive [version|counterpart|form] of {a}
    """),
    *phrases(Mood.IMPERATIVE, """
        [take|find|get|compute|calculate|determine|give] the [absolute value|magnitude|abs|absolute] of {a}
        [drop|remove|strip|ignore] the [sign|minus sign|negative sign] [of|from|on] {a}
        [discard|lose|throw away|erase] the [sign|minus sign|negative sign] [of|from|on] {a}
        [make|turn] {a} [positive|into a positive number|non-negative|nonnegative]
        [apply|use] [abs|absolute value] [to|on] {a}
        abs [the number|of|the value] {a}
        strip {a} of its sign
    """),
    *phrases(Mood.QUESTION, """
        [what|how much] is the [absolute value|magnitude|abs|absolute size] of {a}
        how far [is {a} from {0}|away from {0} is {a}]
        how far [is {a} away from {0}|from {0} is {a}|is {a} from the origin]
        what is {a} [without its sign|without the sign|ignoring the sign]
        what is {a} [in absolute value|in absolute terms|made positive]
        how big is {a} [ignoring the sign|regardless of sign|in absolute value|without the sign]
        what is the distance [from {0} to {a}|between {a} and {0}|of {a} from {0}|of {a} to the origin]
    """),
    *phrases(Mood.STATEMENT, "i [need|want] the [absolute value|magnitude] of {a}"),
)  # fmt: skip

CLAMP = (
    *phrases(Mood.SYMBOLIC, """
        [clamp|clip|CLAMP|np.clip|std::clamp|Math.clamp|constrain|limit|bound|saturate]({a}[, |,]{b}[, |,]{c})
        [clamp|clip|constrain|CLAMP] {a} {b} {c}
        {a}.clamp({b}, {c})
    """),
    *phrases(Mood.IMPERATIVE, """
        [clamp|clip|limit|constrain|restrict|bound] {a} [between|to between|to lie between|within] {b} and {c}
        [confine|bind|squeeze|force|coerce|fit] {a} [between|to between|to lie between|within] {b} and {c}
        [clamp|clip|limit] {a} [to|into|to within|inside] the [range|interval] [of |from |]{b} to {c}
        [clamp|clip|limit] {a} [to|into|to within|inside] the [bounds|limits] [of |from |]{b} to {c}
        [constrain|restrict|bound] {a} [to|into|to within|inside] the [range|interval] [of |from |]{b} to {c}
        [constrain|restrict|bound] {a} [to|into|to within|inside] the [bounds|limits] [of |from |]{b} to {c}
        [confine|bring|force] {a} [to|into|to within|inside] the [range|interval] [of |from |]{b} to {c}
        [confine|bring|force] {a} [to|into|to within|inside] the [bounds|limits] [of |from |]{b} to {c}
        [fit|saturate|trim] {a} [to|into|to within|inside] the [range|interval] [of |from |]{b} to {c}
        [fit|saturate|trim] {a} [to|into|to within|inside] the [bounds|limits] [of |from |]{b} to {c}
        [clamp|clip] {a} [to|in|within|into|inside] the [range|interval] [of |between |]{b} and {c}
        [limit|constrain] {a} [to|in|within|into|inside] the [range|interval] [of |between |]{b} and {c}
        [clamp|clip] {a} [to|in|within|into|inside] the [bounds|limits] [of |between |]{b} and {c}
        [limit|constrain] {a} [to|in|within|into|inside] the [bounds|limits] [of |between |]{b} and {c}
        [restrict|bound] {a} [to|in|within|into|inside] the [range|interval] [of |between |]{b} and {c}
        [restrict|bound] {a} [to|in|within|into|inside] the [bounds|limits] [of |between |]{b} and {c}
        [keep|hold|confine] {a} [to|in|within|into|inside] the [range|interval] [of |between |]{b} and {c}
        [keep|hold|confine] {a} [to|in|within|into|inside] the [bounds|limits] [of |between |]{b} and {c}
        [clamp|clip|limit|constrain|restrict|bound] {a} [to|from] {b} [to|through|..] {c}
        [clamp|clip|limit|restrict] {a} [with|using|given] a minimum [of |]{b} and a maximum [of |]{c}
        [clamp|clip|limit|restrict] {a} [with|using|given] a lower bound [of |]{b} and a maximum [of |]{c}
        [clamp|clip|limit|restrict] {a} [with|using|given] a lower limit [of |]{b} and a maximum [of |]{c}
        [clamp|clip|limit|restrict] {a} [with|using|given] a minimum [of |]{b} and an upper bound [of |]{c}
        [clamp|clip|limit|restrict] {a} [with|using|given] a minimum [of |]{b} and an upper limit [of |]{c}
        [clamp|clip] {a} [with|using|given] a lower bound [of |]{b} and an upper bound [of |]{c}
        [limit|restrict] {a} [with|using|given] a lower bound [of |]{b} and an upper bound [of |]{c}
        [clamp|clip] {a} [with|using|given] a lower limit [of |]{b} and an upper bound [of |]{c}
        [limit|restrict] {a} [with|using|given] a lower limit [of |]{b} and an upper bound [of |]{c}
        [clamp|clip] {a} [with|using|given] a lower bound [of |]{b} and an upper limit [of |]{c}
        [limit|restrict] {a} [with|using|given] a lower bound [of |]{b} and an upper limit [of |]{c}
        [clamp|clip] {a} [with|using|given] a lower limit [of |]{b} and an upper limit [of |]{c}
        [limit|restrict] {a} [with|using|given] a lower limit [of |]{b} and an upper limit [of |]{c}
        [clamp|clip] {a} [with|using|given] [lower bound|minimum|min] [of |]{b} and a maximum [of |]{c}
        [limit|restrict] {a} [with|using|given] [lower bound|minimum|min] [of |]{b} and a maximum [of |]{c}
        [clamp|clip] {a} [with|using|given] [lower bound|minimum|min] [of |]{b} and an upper bound [of |]{c}
        [limit|restrict] {a} [with|using|given] lower bound [of |]{b} and an upper bound [of |]{c}
        [limit|restrict] {a} [with|using|given] [minimum|min] [of |]{b} and an upper bound [of |]{c}
        [clamp|clip] {a} [with|using|given] [lower bound|minimum|min] [of |]{b} and an upper limit [of |]{c}
        [limit|restrict] {a} [with|using|given] lower bound [of |]{b} and an upper limit [of |]{c}
        [limit|restrict] {a} [with|using|given] [minimum|min] [of |]{b} and an upper limit [of |]{c}
        [clamp|clip] {a} [with|using|given] a minimum [of |]{b} and [upper bound|maximum|max] [of |]{c}
        [limit|restrict] {a} [with|using|given] a minimum [of |]{b} and [upper bound|maximum|max] [of |]{c}
        [clamp|clip] {a} [with|using|given] a lower bound [of |]{b} and [upper bound|maximum|max] [of |]{c}
        [limit|restrict] {a} [with|using|given] a lower bound [of |]{b} and upper bound [of |]{c}
        [limit|restrict] {a} [with|using|given] a lower bound [of |]{b} and [maximum|max] [of |]{c}
        [clamp|clip] {a} [with|using|given] a lower limit [of |]{b} and [upper bound|maximum|max] [of |]{c}
        [limit|restrict] {a} [with|using|given] a lower limit [of |]{b} and upper bound [of |]{c}
        [limit|restrict] {a} [with|using|given] a lower limit [of |]{b} and [maximum|max] [of |]{c}
        [clamp|clip] {a} [with|using|given] lower bound [of |]{b} and [upper bound|maximum|max] [of |]{c}
        [clamp|clip] {a} [with|using|given] [minimum|min] [of |]{b} and [upper bound|maximum|max] [of |]{c}
        [limit|restrict] {a} [with|using|given] lower bound [of |]{b} and [upper bound|maximum|max] [of |]{c}
        [limit|restrict] {a} [with|using|given] [minimum|min] [of |]{b} and upper bound [of |]{c}
        [limit|restrict] {a} [with|using|given] [minimum|min] [of |]{b} and [maximum|max] [of |]{c}
        [clamp|clip|limit|restrict] {a} [with|using] max {c} and min {b}
        [keep|hold] {a} [between|within] {b} and [{c}|no higher than {c}|at or below {c}]
        [keep|hold] {a} [no lower than|at or above] {b} and [{c}|no higher than {c}|at or below {c}]
        [clamp|clip|limit|constrain] {a} to at least {b} and [at most|no more than|a maximum of] {c}
        [clamp|clip|limit|constrain] {a} to [no less than|a minimum of] {b} and at most {c}
        [clamp|clip] {a} to [no less than|a minimum of] {b} and [no more than|a maximum of] {c}
        [limit|constrain] {a} to [no less than|a minimum of] {b} and [no more than|a maximum of] {c}
        make sure {a} [is|stays|lies] [between|within|in the range] {b} [and|to] {c}
        [clamp|clip|limit] [the value|the number|value] {a} [between|to] {b} and {c}
        [cap|limit] {a} at {c} with a [floor|minimum|lower limit] of {b}
    """),
    *phrases(Mood.NOMINAL, """
        {a} [clamped|clipped|limited|constrained] [between|to|within] {b} and {c}
        {a} [clamped|clipped|limited|constrained] [to between|to the range|to the interval] {b} and {c}
        {a} [restricted|bounded|confined|saturated] [between|to|within] {b} and {c}
        {a} [restricted|bounded|confined|saturated] [to between|to the range|to the interval] {b} and {c}
        {a} [clamped|clipped|limited] [to|to the range|to the interval|in the range|from] {b} to {c}
        {a} [constrained|restricted|bounded] [to|to the range|to the interval|in the range|from] {b} to {c}
        the [nearest|closest] value to {a} [between|in the range|within|in] {b} [and|to] {c}
        the [clamp|clamped value|clamping] of {a} [between|to|within] {b} and {c}
        [clamp|clip] of {a} [between|to|within] {b} and {c}
        {a} with [lower bound|a lower limit of|minimum|a floor of] {b} and [upper bound|an upper limit of] {c}
        {a} with [lower bound|a lower limit of|minimum|a floor of] {b} and [maximum|a ceiling of] {c}
        {a} [held|kept|forced] between {b} and {c}
    """),
    *phrases(Mood.QUESTION, """
        what is {a} [clamped|clipped|limited] [between|to|to between|to the range] {b} and {c}
        what is {a} [restricted|constrained|bounded] [between|to|to between|to the range] {b} and {c}
        what is {a} [clamped|clipped|limited|restricted|constrained] [to|to the range|from] {b} to {c}
        what [is|would be] {a} if it [must|has to|should] [stay|lie|be] between {b} and {c}
        what does {a} become [clamped|clipped|when clamped|when limited] [between|to] {b} and {c}
        [which|what] [number|value] between {b} and {c} is [closest|nearest] to {a}
    """),
)  # fmt: skip

_PAIR = "[{a} and {b}|{a} or {b}]"
_LIST = "[{a:list}|{a:enumeration}]"


def _extreme(adjectives: str, names: str, calls: str, verb: str) -> tuple[Phrase, ...]:
    """What maximum and minimum share: alternatives of "largest", "maximum", "max", and "is more"."""
    return (
        *phrases(Mood.SYMBOLIC, f"""
            [{calls}]({{a}}[, |,]{{b}})
            [{calls}] {{a}}[ |, |,]{{b}}
            [{calls}]({{a:list}})
            [{calls}] {_LIST}
            {{a}} [{calls}] {{b}}
        """),
        *phrases(Mood.NOMINAL, f"""
            [the|] [{names}] of [{{a}} and {{b}}|{{a:list}}|{{a:enumeration}}]
            [the|] [{names}] [between|from|out of|among] {{a}} and {{b}}
            [the|] [{names}] [value of|of the numbers|of of both|number of] {{a}} and {{b}}
            [the|] [{names}] [in|of the list|from|among|of the array|element of] {_LIST}
            the [{adjectives}] of {_PAIR}
            the [{adjectives}] [of|among|in|from] {_LIST}
            the [{adjectives}] [number|value|integer] [of|between|among|out of] {{a}} and {{b}}
            the [{adjectives}] [number|value|element|item|entry] [of|among|in|from|in the list] {_LIST}
            [the one that {verb}|whichever {verb}]: {{a}} or {{b}}
            whichever of {{a}} and {{b}} is [{adjectives}]
        """),
        *phrases(Mood.IMPERATIVE, f"""
            [pick|choose|find|select|return] the [{adjectives}] of {{a}} and {{b}}
            [give me|take|get|tell me|name] the [{adjectives}] of {{a}} and {{b}}
            [pick|choose|find] the [{adjectives}] [number|value|element|] [of|in|from|among] {_LIST}
            [select|return|take|get] the [{adjectives}] [number|value|element|] [of|in|from|among] {_LIST}
            [pick|find|take|get|compute] the [{names}] of {_PAIR}
            compare {{a}} and {{b}} and [return|give|pick|take|keep] the [{adjectives}] [number|]
            compare {{a}} with {{b}} and [return|give|pick|take|keep] the [{adjectives}] [number|]
            between {{a}} and {{b}} [return|give|pick|take|keep] the [{adjectives}] [number|]
            [compare|weigh] {{a}} [and|with|to|against] {{b}}[, |: ][{names}] [wins|please|only]
        """),
        *phrases(Mood.QUESTION, f"""
            which is [the|] [{adjectives}][, |: | ]{_PAIR}
            which [number|value] is [{adjectives}][, |: | ]{_PAIR}
            what is [{adjectives}][, |: | ]{{a}} or {{b}}
            which of {{a}} and {{b}} is [the|] [{adjectives}]
            which of [the numbers|these] {_LIST} is the [{adjectives}]
            is {{a}} or {{b}} [the|] [{adjectives}]
            which of {{a}} or {{b}} {verb}
            what is the [{adjectives}] [number|value|] [of|in|among] {_LIST}
        """),
        *phrases(Mood.STATEMENT, f"""
            [numbers|values]: {{a}} and {{b}}. which is [{adjectives}]
            {{a}} or {{b}}[, |: |? ][which is|what's|whichever is] [{adjectives}]
        """),
    )  # fmt: skip


MAX = _extreme(
    "larger|largest|bigger|biggest|greater|greatest|higher|highest",
    "maximum|max|maximal value|maximum value|upper extreme|top value",
    "max|MAX|Math.max|maximum|fmax|std::max|np.max|imax",
    "is more",
)
MIN = _extreme(
    "smaller|smallest|lesser|least|lower|lowest|littler|tiniest",
    "minimum|min|minimal value|minimum value|lower extreme|bottom value",
    "min|MIN|Math.min|minimum|fmin|std::min|np.min|imin",
    "is less",
)

SIGN = (
    *phrases(Mood.SYMBOLIC, """
        [sign|sgn|signum|SIGN|np.sign|Math.sign|Math.signum|torch.sign|sign_of]({a})
        [sign|sgn|signum|SIGN] {a}
        {a}.signum()
        (sign {a})
        {a} [sgn|signum|sign]
    """),
    *phrases(Mood.NOMINAL, """
        [the sign|sign|the signum|signum|sgn|the sgn|the algebraic sign|the arithmetic sign] of {a}
        [the sign|sign|the signum] of [the number|the value|number|the integer|the quantity] {a}
        [signum|the sign value|the sign indicator] of [the number|the value] {a}
        [signum|the sign value|the sign indicator] of [number|the integer|the quantity] {a}
        the [output|value|result] of the [sign|signum|sgn] function [for|at|of|on] {a}
        the [sign function|signum function|sgn function] [of|at|for] {a}
        whether {a} is [positive, negative or {0}|negative, {0} or positive]
        whether {a} is [negative {0} or positive|above, below or at {0}]
    """),
    *phrases(Mood.IMPERATIVE, """
        [find|get|compute|calculate|determine|give|take|return|extract|report] the [sign|signum|sgn] of {a}
        [apply|use|run] [signum|sign|sgn|the sign function|the signum function] [to|on] {a}
        [tell me|say|determine|check|find out] [if|whether] {a} is positive, negative or {0}
        [tell me|say|determine|check|find out] [if|whether] {a} is negative, {0} or positive
        [tell me|say|determine|check|find out] [if|whether] {a} is positive negative or {0}
        [tell me|say|determine|check|find out] [if|whether] {a} is positive or negative or {0}
        [tell me|find out|determine] what sign {a} has
        [tell me|find] the sign of [the number|the value] {a}
        classify {a} as [negative, {0} or positive|positive, negative or {0}]
    """),
    *phrases(Mood.QUESTION, """
        [what|which] sign does {a} [have|carry|bear|take]
        what is the [sign|signum|sgn] of {a}
        is {a} [positive, negative or {0}|positive negative or {0}|negative, {0} or positive]
        is {a} [positive, negative, or {0}|negative or positive or {0}|minus, {0} or plus]
        is {a} [above, below or equal to|above, below or at|below, at or above] {0}
        what is the sign of [the number|the value|the integer|number] {a}
        what does [sgn|sign|signum] of {a} [give|return|equal]
        does {a} have a [plus or a minus sign|positive or negative sign]
        does {a} have a [positive or a negative sign|negative or positive sign]
    """),
)  # fmt: skip

IS_POSITIVE = (
    *phrases(Mood.SYMBOLIC, """
        [is_positive|isPositive|positive|ispositive|IsPositive|positive?|is_pos]({a})
        [is_positive|ispositive|positive|positive?|isPositive] {a}
        {a}[ > |>| >]{0}
        {0} < {a}
        {a}.is_positive()
        (positive? {a})
        {a} positive
    """),
    *phrases(Mood.QUESTION, """
        is {a} [positive|a positive number|positive or not]
        is {a} [a positive integer|strictly positive|a positive value|really positive]
        is [the number|the value] {a} [positive|a positive number|a positive value]
        is [the integer|number|the value of] {a} [positive|a positive number|a positive value]
        is {a} [greater than|above|more than|larger than] {0}
        is {a} [bigger than|higher than|over|strictly greater than|>] {0}
        is it true that {a} is [positive|greater than {0}|above {0}|more than {0}]
        [would you call|can we say|do you consider|would you say] {a} [positive|a positive number|is positive]
        does {a} [count as positive|exceed {0}|lie above {0}]
        does {a} [have a positive value|lie to the right of {0}|have a positive sign]
        {a} is positive[, right|, true or false|, isn't it|, correct|, yes or no]
        is {a} [on the positive side|on the positive side of {0}]
        is {a} [to the right of {0} on the number line|in the positives|among the positive numbers]
        is {a} a number [greater than|above|bigger than] {0}
    """),
    *phrases(Mood.IMPERATIVE, """
        [check|test|tell me|determine] [if|whether] {a} is [positive|a positive number|greater than {0}]
        [verify|find out|see|decide|say] [if|whether] {a} is [positive|a positive number|greater than {0}]
        [check|test|tell me|determine] [if|whether] {a} is [above {0}|more than {0}]
        [check|test|tell me|determine] [if|whether] {a} is [larger than {0}|strictly positive]
        [verify|find out|see|decide|say] [if|whether] {a} is [above {0}|more than {0}]
        [verify|find out|see|decide|say] [if|whether] {a} is [larger than {0}|strictly positive]
        [check|test|examine] {a} for [positivity|being positive|positiveness]
        [test|check] the positivity of {a}
        [check|verify|confirm] that {a} is [positive|above {0}|greater than {0}]
        return [true|true or false] if {a} is [positive|greater than {0}]
    """),
    *phrases(Mood.NOMINAL, """
        [the positivity of {a}|positivity of {a}|whether {a} is positive|whether {a} is above {0}]
    """),
    *phrases(Mood.STATEMENT, """
        i [wonder|want to know|am asking] [if|whether] {a} is [positive|above {0}]
        i wonder [if|whether] {a} is [greater than {0}|a positive number]
        i [want to know|am asking] [if|whether] {a} is [greater than {0}|a positive number]
        {a} is [positive or not|positive true or false|positive yes or no|greater than {0} true or false]
        {a}[: |, ][positive|is it positive|positive or not|is that positive|is that greater than {0}]
    """),
)  # fmt: skip

COMPARISON = {
    "ABS": ABS,
    "CLAMP": CLAMP,
    "MAX": MAX,
    "MIN": MIN,
    "SIGN": SIGN,
    "IS_POSITIVE": IS_POSITIVE,
}
