"""Stories that end in a product: equal groups, rates, rows, prices for many, areas."""

from __future__ import annotations

from neurlang.prompts.training.phrasing.phrase import Mood, phrases

_ALL = (
    "[how many {nouns} are there|how many in total|how many {nouns} in all|how many altogether|"
    "what is the total]"
)

MULTIPLICATION = phrases(Mood.STATEMENT, f"""
    {{a}} {{containers}} [with|of|hold|contain|each hold|each have|have] {{b}} {{nouns}} each. {_ALL}
    there are {{a}} {{containers}} with {{b}} {{nouns}} [each|in each|in every one|per {{container}}]. {_ALL}
    {{name}} has {{a}} {{containers}} with {{b}} {{nouns}} [each|in each|inside each]. how many \
        [{{nouns}} does {{they}} have|in total|altogether]
    {{name}} [buys|bought|packs|fills|carries|has] {{a}} {{containers}} of {{b}} {{nouns}}. how many \
        {{nouns}} [is that|in total|does {{they}} have|in all]
    each {{container}} [holds|has|contains|fits] {{b}} {{nouns}}. how many are in {{a}} {{containers}}
    [each|every] of the {{a}} {{people}} [has|gets|eats|brings|buys|wants|needs] {{b}} {{nouns}}. how \
        many {{nouns}} [is that|in total|are needed|altogether]
    {{a}} {{people}} [have|get|eat|bring|buy|want|need] {{b}} {{nouns}} each. how many {{nouns}} [is \
        that|in total|altogether|in all]
    {{name}} gives {{b}} {{nouns}} to each of {{a}} {{people}}. how many [did {{they}} give|{{nouns}} is \
        that|does {{they}} need]
    {{a}} {{nouns}} cost {{b:money}} each. [how much in total|what do they cost together|what's the \
        total|how much do i pay]
    {{name}} buys {{a}} {{nouns}} [at|for] {{b:money}} each. how much [does {{they}} pay|is it in \
        total|does it cost|in total]
    a {{noun}} costs {{a:money}}. how much do {{b}} {{nouns}} cost
    a {{noun}} costs {{a:money}}. [how much are|what do|what is the price of|how much for] {{b}} [of \
        them|{{nouns}} cost|{{nouns}}]
    how much do {{a}} {{nouns}} cost at {{b:money}} each
    what do {{a}} {{nouns}} at {{b:money}} [each|apiece|per piece] cost
    {{name}} [earns|makes|is paid|gets|charges] {{a:money}} [an hour|per hour|each hour|a day|per day|a \
        week]. how much [does {{they}} earn|does {{they}} make|is that] in {{b}} [hours|days|weeks]
    {{name}} works {{a}} hours at {{b:money}} [an hour|per hour|hourly]. how much [does {{they}} earn|is \
        {{they}} paid|does {{they}} make]
    {{name}} [saves|spends|puts away] {{a:money}} [a week|every week|per month|each day]. how much [is \
        that|in total] after {{b}} [weeks|months|days]
    [rent|a ticket|parking|the gym|a subscription] is {{a:money}} [a month|per month|each]. how much for \
        {{b}} [months|of them|people]
    {{name}} [drives|rides|travels|flies|cycles] at {{a}} [mph|km/h|miles per hour|kilometers per hour] \
        for {{b}} hours. how far does {{they}} [go|get|travel]
    a [car|train|bus|plane|truck] goes {{a}} [miles|km] per hour. how far does it go in {{b}} hours
    a [car|train|bus|plane|boat] travels {{a}} [km|miles] an hour for {{b}} hours[. |, ][how far is \
        that|what distance does it cover|how far]
    {{name}} [runs|walks|swims|drives] {{a}} [miles|km|laps] [a day|every day|each day]. how [far|many] \
        in {{b}} days
    {{name}} reads {{a}} pages [a day|per day|every night|an hour]. how many pages [in|after] {{b}} \
        [days|nights|hours]
    {{name}} [types|writes|reads] {{a}} words per minute. how many words in {{b}} minutes
    a machine makes {{a}} {{nouns}} [an hour|per hour|a minute|per day]. how many [in|after] {{b}} \
        [hours|minutes|days]
    a [printer|factory|baker|bakery|worker] makes {{a}} {{nouns}} a day. how many in {{b}} days
    {{name}} [bakes|folds|paints|plants|picks|sells] {{a}} {{nouns}} [an hour|a day|per day]. how many \
        in {{b}} [hours|days]
    [a|each|every|one] {{container}} [holds|contains|fits|has|takes] {{a}} {{nouns}}[. |, ]how many \
        {{nouns}} [in|are in|are there in|fit in|do we get from] {{b}} {{containers}}
    [a|each|every|one] {{container}} [holds|contains] {{a}} {{nouns}}[. |, ]how many in {{b}} {{containers}}
    with {{a}} {{nouns}} [per|in a|to a] {{container}}, how many {{nouns}} [are in|fill|go into] {{b}} \
        {{containers}}
    {{b}} {{containers}} [holding|containing|with] {{a}} {{nouns}} [each|apiece][. |, ]how many {{nouns}}
    a hen lays {{a}} eggs a week. how many in {{b}} weeks
    {{a}} hens lay {{b}} eggs each. how many eggs [is that|in total]
    {{a}} [rows|columns|lines|stacks|piles|groups] [of|with] {{b}} {{nouns}}. {_ALL}
    {{nouns}} are [planted|arranged|set out|stacked|laid] in {{a}} rows of {{b}}. {_ALL}
    a [hall|theater|cinema|plane|bus] has {{a}} rows [of|with] {{b}} seats. how many seats [are \
        there|in total|does it have]
    a [garden|field|meadow|stage|plate|banner] is {{a}} [m|meters|feet|ft] by {{b}} \
        [m|meters|feet|ft]. what is [the area|its area]
    [the|a] [garden|field|table|pond|stage] is {{a}} [meters|feet] long and {{b}} [meters|feet] \
        wide. [what is the area|how large is it|how many square meters]
    the area of a {{a}} by {{b}} [field|garden|pond|table]
    tiles are laid {{a}} across and {{b}} down. how many tiles [are there|are needed]
    a [chessboard|grid|board|sheet] has {{a}} rows and {{b}} columns. how many \
        [squares|cells|fields|stamps] [are there|does it have]
    {{a}} [cars|tricycles|tables|spiders|dogs|chairs] have {{b}} [wheels|legs] each. how many \
        [wheels|legs] [in total|altogether|are there]
    a [week|shift|month] has {{a}} [days|hours]. how many in {{b}} [weeks|shifts|months]
    an hour has {{a}} minutes. how many minutes in {{b}} hours
    {{name}} does {{a}} [pushups|situps|squats|laps] {{b}} times. how many [is that|in total]
    {{name}} does {{a}} sets of {{b}} [pushups|reps|squats|jumps]. how many [is that|in total|altogether]
    {{name}} takes {{a}} pills {{b}} times a day. how many pills a day
    {{name}} drinks {{a}} [cups|glasses] of water a day. how many in {{b}} days
    {{name}} has {{a}} times as many {{nouns}} as {{other}}, who has {{b}}. how many does {{name}} have
    {{other}} has {{b}} {{nouns}}. {{name}} has {{a}} times as many. how many does {{name}} have
    a book has {{a}} chapters of {{b}} pages. how many pages [does it have|in total|are there]
    {{a}} [teams|tables|classes|groups|cars|boats|tents] of {{b}} {{people}}. how many {{people}} [are \
        there|in total|altogether]
    there are {{a}} [teams|tables|classes|groups] with {{b}} {{people}} each. how many {{people}} [are \
        there|in total|altogether]
    a [bus|car|boat|plane] seats {{a}} people. how many people fit in {{b}} of them
    {{a}} [packs|packets|cartons|dishes|plates] of {{b}}[, |. ]how many [in total|is that|in all|altogether]
    {{a}} [bags|boxes|trays] at {{b}} each is how many
    {{a}} [boxes|bags|crates] weigh {{b}} kg each. what do they weigh [together|in total|altogether]
    a {{noun}} weighs {{a}} [grams|kg|pounds|ounces]. how much do {{b}} {{nouns}} weigh
    each {{noun}} needs {{a}} [screws|stamps|minutes|grams|nails]. how many for {{b}} {{nouns}}
    a recipe uses {{a}} eggs. how many eggs for {{b}} [cakes|batches|recipes]
    {{name}} bought {{a}} shirts, each for {{b:money}}. [what is the total|how much did {{they}} pay]
    {{a}} tickets at {{b:money}} [each|apiece|a piece][, |. ][total|what is the total|how much]
    a phone plan costs {{a:money}} a month[. |, ]what do {{b}} months cost
    {{a}} {{people}} shake in {{b}} coins each. how many coins
    {{a}} shelves hold {{b}} books each. how many books [are there|in all|fit]
    there are {{a}} floors with {{b}} [rooms|flats|apartments|windows] each. how many \
        [rooms|flats|apartments|windows] are there
    {{name}} practices {{a}} minutes a day for {{b}} days. how many minutes [in total|is that|altogether]
    {{name}} plants {{a}} rows of trees with {{b}} trees in each row. how many trees
    {{a}} workers each [make|pack|carry] {{b}} {{nouns}}. how many {{nouns}} [in total|altogether|are made]
    {{a}} gallons at {{b:money}} a gallon[, |. ][how much|what does it cost|total price]
    i buy {{a}} {{nouns}} at {{b:money}} each[. |, ][what do i pay|how much is it|what's the total]
    i have {{a}} {{containers}} with {{b}} {{nouns}} in each[. |, ]how many {{nouns}} do i have
    we need {{a}} {{nouns}} for each of {{b}} {{people}}[. |, ]how many do we need
    if a {{noun}} costs {{a:money}}, [how much are|what do|how much do] {{b}} [cost|{{nouns}} cost]
    how many {{nouns}} are in {{a}} {{containers}} of {{b}}
    how many {{nouns}} are there if {{a}} {{people}} have {{b}} each
    how many {{nouns}} do {{a}} {{people}} have if each has {{b}}
    how many wheels do {{a}} vehicles with {{b}} wheels each have
    {{a}} {{nouns}} per {{person}} and {{b}} {{people}}[, |. ]how many {{nouns}} [are needed|in total]
    how far do you get in {{b}} hours at {{a}} [km|miles] per hour
    a wheel turns {{a}} times a minute. how often does it turn in {{b}} minutes
    a pump moves {{a}} liters a minute. how many liters in {{b}} minutes
    a tap drips {{a}} times a minute. how many drips in {{b}} minutes
    a number divided by {{b}} is {{a}}. what is the number
    sold {{a}} {{nouns}} for {{b:money}} each. [what is the revenue|how much money came in|total income]
""")  # fmt: skip
