"""How people ask for parts of a number: percentages, discounts, surcharges, tips, fractions."""

from __future__ import annotations

from neurlang.prompts.training.phrasing.phrase import Mood, literal, one_minus, one_plus, phrases

_OFF = (literal("a"), one_minus("b"))
_MORE = (literal("a"), one_plus("b"))
_AMOUNT = "[{b}|{b:money}]"

_PARTS = (
    *phrases(Mood.NOMINAL, f"""
        {{a:percent}} of {_AMOUNT}
        {{a:percent}} of [the number|the total|a total of|a bill of|the price|the amount|the value] {_AMOUNT}
        {{a:percent}} [out of|from|on|taken of|times|share of|portion of] {_AMOUNT}
        [a|the|] {{a:percent}} [gratuity|commission|tax|vat|sales tax|deposit|down \
            payment|interest|fee|service charge|royalty|cut|share] [on|for|of] {_AMOUNT}
        [the tax|tax|the commission|interest|the vat] of {{a:percent}} on {_AMOUNT}
        [the amount|the part|the number] that is {{a:percent}} of {_AMOUNT}
        {{a:fraction}} of {_AMOUNT}
        {{a:fraction}} of [the number|the total|a total of|the amount] {_AMOUNT}
        [exactly|just|only] {{a:fraction}} of {_AMOUNT}
    """),
    *phrases(Mood.IMPERATIVE, f"""
        [take|calculate|find|compute|work out|get|give me|figure out] {{a:percent}} of {_AMOUNT}
        [take|calculate|find|compute|work out|get|give me] {{a:fraction}} of {_AMOUNT}
        [calculate|work out|find|figure out] [a|the] {{a:percent}} [tax|commission|gratuity|vat] on \
            {_AMOUNT}
        multiply {{a:percent}} by {_AMOUNT}
        leave {{a:percent}} of {_AMOUNT} for the [waiter|driver|barber] as a tip
    """),
    *phrases(Mood.QUESTION, f"""
        [what|how much|how many] [is|are|would be|makes] {{a:percent}} of {_AMOUNT}
        [what|how much|how many] [is|are|would be] {{a:fraction}} of {_AMOUNT}
        how much [is|would be] a {{a:percent}} [commission|tax|deposit|gratuity|fee] on {_AMOUNT}
        how much [tax|commission|interest] is {{a:percent}} [of|on] {_AMOUNT}
        what does {{a:percent}} of {_AMOUNT} [come to|equal|make|amount to]
        what does {{a:fraction}} of {_AMOUNT} [come to|equal|make]
    """),
    *phrases(Mood.STATEMENT, """
        {a:percent} of the {b} {people} [like|have|own|want|bring|eat] {nouns}[. |, ][how many is \
            that|how many people is that]
        {a:percent} of {b} {nouns} [are red|are green|are broken|were sold|are ripe|are new]. how many is that
        {a:fraction} of the {b} {nouns} [are red|are broken|were sold|are ripe|are blue]. how many is that
        {name} [gave|used|ate|sold|kept|lost] {a:fraction} of {their} {b} {nouns}. how many did {they} \
            [give|use|eat|sell|keep|lose]
        {name} [spent|saved|gave away|donated] {a:percent} of {b:money}. how much [is that|did {they} \
            spend|was it]
        {a:percent} of what i have, {b}, how much is it
    """),
)  # fmt: skip

# Here the percentage is the second operand, and written second too.
_PARTS_SECOND = (
    *phrases(Mood.QUESTION, """
        what is the [tax|vat|interest|commission] on [{a}|{a:money}] at {b:percent}
        how much is the [tax|interest] on [{a}|{a:money}] [with a rate of|at a rate of|at] {b:percent}
    """),
    *phrases(Mood.IMPERATIVE, """
        [multiply|scale] {a} by {b:percent}
        [take|find|calculate] from [{a}|{a:money}] the {b:percent} share
    """),
    *phrases(Mood.STATEMENT, """
        the bill [is|was|comes to] [{a}|{a:money}][. |, ][how much is|what is] a {b:percent} service charge
        of {a} {nouns} {b:percent} are [red|broken|ripe|blue|sold]. how many is that
        {a} {people} [came|were asked|live here] and {b:percent} of them [liked it|left|agreed]. how \
            many is that
    """),
    *phrases(Mood.SYMBOLIC, "[{a} * {b:percent}|{a} x {b:percent}|{a}*{b:percent}|{a} times {b:percent}]"),
)  # fmt: skip

_DISCOUNTS = (
    *phrases(Mood.NOMINAL, """
        [{a}|{a:money}] [reduced|decreased|discounted|lowered|marked down|cut|dropped] by {b:percent}
        [{a}|{a:money}] [minus|less|with|after|at] [a |]{b:percent} \
            [discount|off|rebate|reduction|markdown|price cut|sale]
        [{a}|{a:money}] {b:percent} off
        [{a}|{a:money}] [minus|less|-] {b:percent}
        {b:percent} off [{a}|{a:money}]
        {b:percent} off [of|a price of|the price of|a total of|from|an item of|an original price of] \
            [{a}|{a:money}]
        {b:percent} [discount|reduction|rebate|markdown] [on|of|from|off] [{a}|{a:money}]
        [a|the] {b:percent} [discount|reduction|rebate|markdown] [on|of|off|applied to] [{a}|{a:money}]
        {b:percent} less than [{a}|{a:money}]
        [the sale price|the discounted price|the price|the reduced price|the final price] of \
            [{a}|{a:money}] [at|after|with] [a |]{b:percent} [off|discount]
        [the price|the cost] after {b:percent} off [{a}|{a:money}]
        [{a}|{a:money}] after losing {b:percent}
        [{a}|{a:money}] shrunk by {b:percent}
    """, _OFF),
    *phrases(Mood.IMPERATIVE, """
        [reduce|decrease|discount|lower|cut|drop|mark down|shrink|slash] [{a}|{a:money}] by {b:percent}
        [take|knock|subtract|deduct|remove|cut|strip] {b:percent} [off|from|off of|away from] [{a}|{a:money}]
        [apply|give|use] [a|] {b:percent} [discount|reduction|rebate|off] [to|on] [{a}|{a:money}]
        [find|calculate|compute|get|work out] the [price|sale price|cost] of [{a}|{a:money}] \
            [after|with|at] {b:percent} off
        [calculate|find|compute] {b:percent} off [{a}|{a:money}]
    """, _OFF),
    *phrases(Mood.QUESTION, """
        [what|how much] is {b:percent} off [{a}|{a:money}]
        [what|how much] is [{a}|{a:money}] [with|after|at|minus|less] {b:percent} [off|discount|taken off]
        [what|how much] is [{a}|{a:money}] [reduced|decreased|discounted|marked down] by {b:percent}
        how much [do i pay|would i pay|will it cost|is it] [for|if] [{a}|{a:money}] [with|at|is] \
            {b:percent} off
        what is the [sale|discounted|reduced|final|new] price of [{a}|{a:money}] [at|with|after] \
            {b:percent} off
        what [is left of|remains of] [{a}|{a:money}] [after taking|if you take|after] {b:percent} [off|away]
    """, _OFF),
    *phrases(Mood.STATEMENT, """
        [a|the|this] [shirt|jacket|phone|book|game|ticket|bike|coat|laptop] [costs|is|sells for|is \
            priced at] {a:money} [and is|but is now|with|at] {b:percent} off[. |, ][what do i pay|how \
                much is it now|what is the sale price|what does it cost now]
        {name} [buys|wants] a {noun} for {a:money} [with a|at a] {b:percent} discount. how much [does \
            {they} pay|is it]
        [price|list price|original price] {a:money}, discount {b:percent}[, | ][final price|what to \
            pay|new price]
        my [salary|rent|budget] of {a} was [cut|reduced|lowered] by {b:percent}[. |, ][what is it \
            now|how much is it now]
        the population of {a} [fell|dropped|shrank|decreased] by {b:percent}. [what is it now|how many \
            are there now]
    """, _OFF),
)  # fmt: skip

_SURCHARGES = (
    *phrases(Mood.NOMINAL, """
        [{a}|{a:money}] [increased|raised|marked up|grown|boosted|bumped up|inflated] by {b:percent}
        [{a}|{a:money}] [plus|with|and|including|after adding] [a |]{b:percent} [tax|vat|sales \
            tax|markup|interest|gratuity|fee|service charge|surcharge|gst|commission|extra|more|raise]
        [{a}|{a:money}] [plus|+] {b:percent}
        {b:percent} more than [{a}|{a:money}]
        {b:percent} [added to|on top of|above|over] [{a}|{a:money}]
        [a|the] {b:percent} [increase|raise|markup|hike|rise|bump|surcharge] [on|of|to|over|from] \
            [{a}|{a:money}]
        [the total|the price|the cost|the bill|the total cost] of [{a}|{a:money}] \
            [with|including|after|plus] [a |]{b:percent} [tax|vat|sales tax|markup]
        [{a}|{a:money}] after [a rise of|an increase of|a raise of|growing by|gaining] {b:percent}
    """, _MORE),
    *phrases(Mood.IMPERATIVE, """
        [increase|raise|boost|grow|mark up|bump up|inflate|up] [{a}|{a:money}] by {b:percent}
        [add|tack|put] {b:percent} [to|on to|onto|on top of] [{a}|{a:money}]
        [add|include|apply] [a|] {b:percent} [tax|vat|markup|sales tax|surcharge|service charge] \
            [to|on|on top of] [{a}|{a:money}]
        [find|calculate|compute|get|work out] the [total|price|total price] of [{a}|{a:money}] \
            [with|plus|including] {b:percent} [tax|vat]
        [calculate|find|compute] [{a}|{a:money}] plus {b:percent}
    """, _MORE),
    *phrases(Mood.QUESTION, """
        [what|how much] is [{a}|{a:money}] [plus|with|including] [a |]{b:percent} [tax|vat|sales \
            tax|markup|interest]
        [what|how much] is [{a}|{a:money}] [increased|raised|marked up] by {b:percent}
        [what|how much] is [{a}|{a:money}] [plus|and] {b:percent}
        what [is|would be] the [total|final price|total bill] [for|of|on] [{a}|{a:money}] \
            [with|plus|including] {b:percent} [tax|vat]
        what is {b:percent} more than [{a}|{a:money}]
    """, _MORE),
    *phrases(Mood.STATEMENT, """
        the [price|rent|fare|fee|ticket] of {a:money} [rises|goes up|went up|increased|grew] by \
            {b:percent}. [what is it now|what is the new price|how much is it now]
        [my salary|his pay|her wage|the budget] of {a} [rises|goes up|went up|increased] by {b:percent}. \
            [what is it now|how much is it now]
        [a|the] [shirt|phone|book|ticket] [costs|is] {a:money} [before|plus] {b:percent} [tax|vat|sales \
            tax]. [what is the total|how much is it with tax]
        [a gratuity|a tip|a fee] of {b:percent} is added to [a bill of |]{a:money}. [what is the total|how \
            much is it then|what do we pay]
        the food costs {a:money} and we [leave|add] {b:percent} for the [waiter|staff|service]. [what do we \
            pay|how much is it all together|what is the total]
        [a ride|a haircut|the food] for {a:money} with {b:percent} [gratuity|service|on top] [is how \
            much|costs how much|comes to what]
        the population of {a} [grew|rose|increased|went up] by {b:percent}. [what is it now|how many are \
            there now]
    """, _MORE),
)  # fmt: skip


PERCENTAGES = {"MUL": (*_PARTS, *_PARTS_SECOND, *_DISCOUNTS, *_SURCHARGES)}
