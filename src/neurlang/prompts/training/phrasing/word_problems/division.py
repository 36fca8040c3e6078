"""Stories that end in a share: equal parts, rates for one, how many groups, whole ones where asked."""

from __future__ import annotations

from neurlang.prompts.training.phrasing.phrase import Mood, phrases

_EACH = (
    "[how many does each get|how many {nouns} does each get|how many for each|"
    "how many does everyone get|how many each]"
)
_PAY = (
    "[how much does each pay|what does each pay|how much is it per person|what is each share|how much each]"
)

_SHARES = phrases(Mood.STATEMENT, f"""
    {{name}} [shares|splits|divides|distributes] {{a}} {{nouns}} [equally |evenly |][among|between] \
        {{b}} {{people}}. {_EACH}
    {{name}} has {{a}} {{nouns}} and [shares|splits|divides] them [equally |evenly \
        |][among|between|with] {{b}} {{people}}. {_EACH}
    {{a}} {{nouns}} are [shared|split|divided|distributed] [equally |evenly |fairly |][among|between] \
        {{b}} {{people}}. {_EACH}
    {{b}} {{people}} [share|split|divide] {{a}} {{nouns}} [equally|evenly|fairly]. {_EACH}
    {{name}} [puts|packs|sorts|places|divides] {{a}} {{nouns}} [equally |evenly |]into {{b}} \
        {{containers}}. how many are in each [{{container}}|]
    {{a}} {{nouns}} in {{b}} {{containers}} [equally|evenly], how many [per {{container}}|in each \
        {{container}}|each]
    there are {{a}} {{nouns}} in {{b}} equal [rows|groups|piles|stacks]. how many are in each \
        [row|group|pile|stack]
    {{a}} {{people}} [split|form|are divided|are split] into {{b}} [equal teams|teams|groups|classes]. \
        how many are in each [team|group|class]
    {{b}} {{people}} split a [bill|check|dinner bill|tab|rent] of {{a:money}}. {_PAY}
    [a bill|dinner|lunch|the rent|the taxi] of {{a:money}} is split [between|among|by] {{b}} {{people}}. \
        {_PAY}
    [dinner|lunch|the trip|the gift|a pizza] costs {{a:money}} and {{b}} {{people}} share it. {_PAY}
    we are {{b}} and the bill is {{a:money}}[. |, ][how much does each pay|what does each pay]
    {{b}} {{nouns}} cost {{a:money}}. [how much is a {{noun}}|what does a {{noun}} cost|how much does a \
        single {{noun}} cost|what is the price of each]
    {{b}} {{nouns}} cost {{a:money}} [in total|altogether|together]. what does each cost
    {{name}} [paid|pays] {{a:money}} for {{b}} {{nouns}}. [how much is a {{noun}}|how much is each|what \
        did each cost|what is the price per {{noun}}]
    i paid {{a:money}} for {{b}} {{nouns}}[. |, ][what did each cost|how much is each|how much per {{noun}}]
    {{name}} earned {{a:money}} in {{b}} [hours|days|weeks]. how much [per hour|an hour|a day|per \
        week|is that each]
    {{name}} earns {{a:money}} for {{b}} hours [of work|]. what is {{their}} hourly [pay|wage|rate]
    {{name}} drove {{a}} [miles|km|kilometers] in {{b}} hours. what [was|is] {{their}} [average |]speed
    a [car|train|bus|plane] [goes|travels|covers] {{a}} [miles|km] in {{b}} hours. [what is its \
        speed|how fast is it|how far per hour|what is the average speed]
    {{name}} [drove|cycled|has to go|travels] {{a}} [miles|km] at {{b}} [mph|km/h|miles per hour]. how \
        [long|many hours] [does it take|did it take]
    how long does it take to [drive|go|travel] {{a}} [miles|km] at {{b}} [mph|km/h|miles per hour|km per hour]
    how many hours are {{a}} [miles|km] at {{b}} [mph|km per hour|miles per hour]
    a car uses {{b}} [liters|gallons] for {{a}} [km|miles]. how [many km|far] per [liter|gallon]
    {{name}} read {{a}} pages in {{b}} [days|hours]. how many pages [per day|a day|an hour|per hour]
    a book of {{a}} pages is read in {{b}} days. how many pages a day
    {{name}} reads {{b}} pages a day. how many days for a book of {{a}} pages
    a book has {{a}} pages and {{name}} reads {{b}} a day. how [many days|long] does it take
    {{name}} saves {{b:money}} a [week|month|day]. how many [weeks|months|days] until {{they}} has {{a:money}}
    {{name}} needs {{a:money}} and saves {{b:money}} a [week|month]. how many [weeks|months] does it take
    a machine makes {{a}} {{nouns}} in {{b}} [hours|minutes|days]. how many [per hour|a minute|per \
        day|an hour]
    a [rope|ribbon|board|pipe|string line] of {{a}} cm is cut into {{b}} equal [pieces|parts]. how long \
        is each
    {{name}} cuts a {{a}} [cm|m|inch|foot] [rope|board|ribbon] into {{b}} [equal pieces|equal \
        parts|pieces]. how long is each [piece|part]
    a [cake|pizza|pie] with {{a}} [slices|pieces] is shared by {{b}} {{people}}. how many \
        [slices|pieces] [each|does each get]
    {{a}} [slices|pieces] of [pizza|cake] for {{b}} {{people}}[, |. ]how many each
    {{a}} [candies|sweets|cookies|cards] for {{b}} {{people}}[, |. ]how many [each|does each get|per \
        {{person}}]
    a teacher [hands out|gives out|divides] {{a}} {{nouns}} among {{b}} {{people}}. {_EACH}
    [grandma|grandpa|mom|dad|{{name}}] gives {{a:money}} to {{b}} {{people}} to share. how much does each get
    {{b}} winners share a prize of {{a:money}}. how much does each [get|win|receive]
    an inheritance of {{a:money}} is shared by {{b}} heirs. how much does each get
    {{a}} [liters|gallons|cups] of [water|juice|milk|paint] are poured into {{b}} [bottles|glasses|cans] \
        equally. how much is in each
    {{a}} [kg|pounds|grams] of [rice|flour|sugar|sand] fill {{b}} bags. how much is in each bag
    {{b}} {{containers}} hold {{a}} {{nouns}} [altogether|in total|in all]. how many are in [each|a \
        {{container}}]
    {{b}} [boxes|bags|crates] weigh {{a}} kg [together|in total]. how heavy is each
    a theater has {{a}} seats in {{b}} rows. how many seats [per row|in each row|are in a row]
    {{a}} {{nouns}} are [planted|arranged|set|stacked] in {{b}} [equal |]rows. how many [per row|in each \
        row|are in a row]
    the area of a [field|garden|rectangle|meadow] is {{a}} and [its length|a side|its width] is {{b}}. \
        [how long is the other side|what is the other side|what is the width]
    {{name}} has {{a}} {{nouns}}, {{b}} times as many as {{other}}. how many does {{other}} have
    {{name}} has to [fold|pack|write|make|sell] {{a}} {{nouns}} in {{b}} days. how many [a day|per \
        day|each day]
    a job of {{a}} hours is shared by {{b}} workers. how many hours [each|does each work]
    a class of {{a}} {{people}} is divided into {{b}} groups. how many in each group
    {{a}} miles on {{b}} gallons[, |. ][how many miles per gallon|what is the mileage|mpg]
    {{a}} points in {{b}} games[, |. ][how many per game|what is the average|points per game]
    {{name}} scored {{a}} points in {{b}} games. [how many per game|what is {{their}} average|what was \
        the average per game]
    {{a:money}} for {{b}} [kg|pounds|liters|gallons|meters][, |. ][how much per kg|how much for \
        each|what's the unit price]
    a loan of {{a:money}} is paid back in {{b}} [equal payments|months|installments]. how much is each payment
    a yearly fee of {{a:money}} is paid in {{b}} parts. how much is each part
    {{a}} {{nouns}} for {{b}} {{people}}, shared equally[. |, ]{_EACH}
    {{a}} split [between|among] {{b}} {{people}} is how much each
    if {{b}} {{people}} share {{a}} {{nouns}} equally, {_EACH}
    i [split|share|divide] {{a}} {{nouns}} [between|among|with] {{b}} {{people}}[. |, ]{_EACH}
    i have {{a}} {{nouns}} for {{b}} {{people}}[. |, ]{_EACH}
    how many {{nouns}} does each of {{b}} {{people}} get if they share {{a}}
    how much does each of {{b}} {{people}} pay for a bill of {{a:money}}
    a number times {{b}} is {{a}}. what is the number
    a pump fills {{a}} liters in {{b}} minutes. how many liters [per minute|a minute]
    {{name}} typed {{a}} words in {{b}} minutes. how many words per minute
    {{b}} [buses|vans|cars] carry {{a}} people, the same number in each. how many people [per bus|in each]
    {{b}} hens laid {{a}} eggs. how many eggs per hen
    a [tower|stack|wall] of {{b}} equal blocks is {{a}} cm high. how high is each block
""")  # fmt: skip

_GROUPS = phrases(Mood.STATEMENT, """
    {name} has {a} {nouns} and packs them in {containers} of {b}. how many full {containers} [are \
        there|does {they} get|can {they} fill]
    how many [full |whole |complete ]{containers} of {b} can [you|i|{name}] fill with {a} {nouns}
    {a} {nouns} are packed {b} to a {container}. how many full {containers} [are there|result]
    how many [full |complete |whole ][teams|groups|rows] of {b} can {a} {people} form
    a {noun} costs {b:money}. how many can {name} buy with {a:money}
    {name} has {a:money}. a {noun} costs {b:money}. how many {nouns} can {they} buy
    how many {nouns} at {b:money} can [i|you|{name}] buy [with|for] {a:money}
    i have {a:money} and a {noun} costs {b:money}[. |, ]how many can i buy
    how many [whole |full |]pieces of {b} cm can be cut from a {a} cm [rope|board|ribbon|pipe]
    a {noun} needs {b} [screws|nails|buttons|stamps]. how many {nouns} can be made with {a}
""", whole=True)  # fmt: skip

DIVISION = (*_SHARES, *_GROUPS)
