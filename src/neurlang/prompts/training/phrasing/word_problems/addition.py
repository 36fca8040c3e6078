"""Stories that end in a sum: things gained, joined, put on top, later times, larger amounts."""

from __future__ import annotations

from neurlang.prompts.training.phrasing.phrase import Mood, phrases

_NOW = (
    "[how many does {they} have now|how many {nouns} does {they} have now|"
    "how many does {they} have in total|how many {nouns} in total]"
)
_ALL = "[how many {nouns} are there now|how many are there in all|how many altogether|what is the total]"

ADDITION = phrases(Mood.STATEMENT, f"""
    {{name}} has {{a}} {{nouns}} and [buys|gets|finds|picks|receives|collects|wins|is given] {{b}} more. \
        {_NOW}
    {{name}} had {{a}} {{nouns}}. {{they}} [bought|got|found|picked|received|collected|won|made] {{b}} \
        more. {_NOW}
    {{name}} has {{a}} {{nouns}}. {{other}} [gives {{them}}|gave {{them}}|hands {{them}}|sends {{them}}] \
        {{b}} more. {_NOW}
    {{name}} has {{a}} {{nouns}} and {{other}} has {{b}}. how many do they have [together|in \
        total|altogether|in all|combined]
    {{name}} has {{a}} {{kinds}} and {{b}} {{sorts}}. how many [things|items|pieces] does {{they}} have \
        [in total|altogether|in all]
    if {{name}} has {{a}} {{nouns}} and {{other}} gives {{them}} {{b}}, how many does {{they}} have
    there are {{a}} {{nouns}} in [the|a] {{container}} and {{b}} [more on the table|on the floor|in \
        another {{container}}]. {_ALL}
    there are {{a}} [boys|men|red {{nouns}}|adults] and {{b}} [girls|women|blue {{nouns}}|children]. how \
        many are there [in total|altogether|in all]
    a {{container}} holds {{a}} {{kinds}} and {{b}} {{sorts}}. how many things are in [it|the {{container}}]
    {{a}} {{people}} are at {{place}} and {{b}} more [arrive|come|join|walk in|show up]. how many are \
        there now
    {{a}} {{people}} are on a bus and {{b}} [get on|more get on|climb aboard|board]. how many [are on \
        the bus now|are on board|people are there]
    {{name}} [read|wrote|typed|printed] {{a}} pages [yesterday|on monday|in the morning] and {{b}} \
        [today|on tuesday|at night]. how many pages [in total|in all|altogether]
    {{name}} [ran|walked|drove|biked|cycled|swam] {{a}} [miles|km|kilometers|laps] and then [another|] \
        {{b}}. how far [in total|altogether|did {{they}} go]
    {{name}} [earned|made|saved|got paid] {{a:money}} [on monday|last week|yesterday] and {{b:money}} \
        [on tuesday|this week|today]. how much [in total|altogether|is that]
    {{name}} has {{a:money}} and [earns|gets|finds|saves|receives] {{b:money}} [more|]. how much [does \
        {{they}} have now|money does {{they}} have]
    {{name}} [spent|spends|paid|pays] {{a:money}} on [food|a {{noun}}|lunch|books] and {{b:money}} on \
        [gas|a drink|clothes|games]. how much did {{they}} spend [in total|altogether|in all]
    a {{noun}} costs {{a:money}} and a [bag|box|cup|hat] costs {{b:money}}. [how much for both|what do \
        both cost together|what is the total price|how much are they together]
    [i|we] have {{a}} {{nouns}} and [buy|find|get|make|add] {{b}} more[. |, ]how many do [i|we] have
    i had {{a:money}} in my account and deposited {{b:money}}. [what is my balance|how much is in there \
        now|what's my new balance]
    my balance is {{a}} and i deposit {{b}}[. |, ][what is the new balance|what's my balance now|how \
        much do i have]
    {{name}} is {{a}} years old. {{other}} is {{b}} years older. how old is {{other}}
    {{name}} is {{a}}. how old will {{they}} be in {{b}} years
    i am {{a}} years old[. |, ]how old will i be in {{b}} years
    [if i am|if {{name}} is] {{a}} now, what age in {{b}} years
    the temperature was {{a}} degrees and [rose|went up|increased|climbed] by {{b}}. what is [it now|the \
        temperature now]
    it is {{a}} degrees and it gets {{b}} degrees [warmer|hotter]. [how warm is it|what is the temperature]
    a plant [was|is] {{a}} cm tall and [grew|grows|grew another] {{b}} cm. how tall is it now
    a [tower|tree|wall|building] is {{a}} meters tall and [a {{b}} meter antenna is put on top|{{b}} \
        meters are added]. how tall is it now
    a [rope|board|ribbon|pipe] of {{a}} cm is joined to one of {{b}} cm. how long is it [now|in \
        total|altogether]
    {{name}} scored {{a}} points in the first [period|game|round] and {{b}} in the [next|other|last]. \
        what is {{their}} total [score|]
    [a team|the team|our team|{{name}}] scored {{a}} [points|goals] and then {{b}} more. [what is the \
        score|how many in total|total points]
    {{name}} [baked|cooked|made|packed|folded|painted|planted] {{a}} {{nouns}} and {{other}} {{b}}. how \
        many [in total|did they make|altogether]
    a [farmer|baker|shopkeeper|teacher|librarian] has {{a}} {{nouns}} and [gets|buys|orders|adds] {{b}} \
        more. how many [does the {{person}} see|in total|are there]
    [a shop|the store|the market|a stand] sold {{a}} {{nouns}} [on monday|in the morning|yesterday] and \
        {{b}} [on tuesday|in the afternoon|today]. how many [were sold|in all|did it sell]
    {{a}} [cars|trucks|bikes|buses] are parked and {{b}} more [arrive|pull in|park|drive up]. how many \
        are [parked|there] now
    {{a}} birds sit on a [tree|wire|fence|roof] and {{b}} more [land|join them|fly in]. how many birds \
        are there
    there were {{a}} {{nouns}} at {{place}}. {{name}} [brought|added|put] {{b}} [more|]. {_ALL}
    a train has {{a}} passengers and {{b}} more get on at the station. how many passengers are [there|on \
        the train]
    a recipe needs {{a}} grams of flour and {{b}} grams of sugar. how many grams [in total|altogether]
    {{name}} [slept|worked|studied|played|practiced] {{a}} hours [on saturday|yesterday] and {{b}} hours \
        [on sunday|today]. how many hours [in total|altogether]
    a class has {{a}} boys and {{b}} girls. how many [students|kids|children|pupils] are [there|in the class]
    [the|] {{container}} has {{a}} {{nouns}} and another has {{b}}. how many are in both \
        [{{containers}}|together]
    [a trip|the drive|the flight|the walk] takes {{a}} minutes there and {{b}} minutes back. how long \
        [in total|is the round trip|altogether]
    {{name}} needs {{b}} more than {{a}} {{nouns}}. how many does {{they}} need
    {{other}} has {{a}} {{nouns}} and {{name}} has {{b}} more than {{other}}. how many does {{name}} have
    {{name}} has {{b}} more {{nouns}} than {{other}}, who has {{a}}. how many does {{name}} have
    after giving away {{a}} {{nouns}} {{name}} has {{b}} left. how many did {{they}} [have at \
        first|start with|have before]
    {{name}} [ate|sold|lost|used] {{a}} {{nouns}} and has {{b}} left. how many did {{they}} [have at \
        first|start with|begin with]
    {{name}} [climbs|goes up|walks up] {{a}} steps and then {{b}} more. how many steps [in total|is that]
    {{a}} {{kinds}} and {{b}} {{sorts}}, how many [things|items|pieces] [in total|altogether|is that]
    {{a}} {{nouns}} [and|plus|together with] {{b}} {{nouns}} [makes|is|equals] how many {{nouns}}
    {{a}} {{nouns}} here and {{b}} there[, |. ][total|how many|how many in all]
    the store had {{a}} {{nouns}} in stock and got a delivery of {{b}}. how many [are in stock|are there \
        now|does it have]
    a tank has {{a}} liters and {{b}} liters are [added|poured in]. how many liters [are in it|does it \
        hold now|are there now]
    {{name}} weighs {{a}} kg and carries a {{b}} kg bag. what is the [total weight|weight \
        together|weight in all]
    the village has {{a}} people and {{b}} move in. how many [live there now|people are there]
    a meeting starts with {{a}} {{people}} and {{b}} [come late|join later]. how many are there at the end
    {{name}} put {{a}} {{nouns}} in a {{container}}, then {{b}} more. how many are in the {{container}}
    {{name}} caught {{a}} fish and {{other}} caught {{b}}. how many fish [did they catch|in total|altogether]
    {{name}} downloaded {{a}} [songs|photos|files] and then {{b}} more. how many [in total|does {{they}} have]
    [a book|the movie|a show] runs {{a}} minutes and [the sequel|the next one] {{b}}. how long are both
    {{name}} bought {{a}} {{kinds}}, {{other}} bought {{b}} {{sorts}}. how many things did they buy
    {{name}} and {{other}} have {{a}} and {{b}} {{nouns}}[. |, ][how many do they have together|what is \
        their total|how many between them]
    [the first|this] number is {{a}}, the [other|next] is {{b}} more than [that|it]. what is the [other|next]
    i have {{a}}, you have {{b}}, how many do we have [together|in total|between us]
    got {{a}} [likes|votes|points|stars] yesterday and {{b}} today, [total|how many in all|what is the total]
    bills of {{a:money}} and {{b:money}}[, |. ][how much in total|what's the total|how much do i owe]
    add {{b}} {{nouns}} to a {{container}} with {{a}} {{nouns}}. how many are [there|in it]
""")  # fmt: skip
