"""Stories that end in a difference: things lost, spent, compared, still missing, earlier times."""

from __future__ import annotations

from neurlang.prompts.training.phrasing.phrase import Mood, phrases

_LEFT = (
    "[how many are left|how many does {they} have left|how many {nouns} are left|"
    "how many {nouns} does {they} have now|how many remain]"
)
_REST = "[how many are left|how many remain|how many are there now|how many {nouns} are left]"

SUBTRACTION = phrases(Mood.STATEMENT, f"""
    {{name}} has {{a}} {{nouns}} and [gives away|loses|eats|sells|drops|uses|breaks|throws away|donates] \
        {{b}}. {_LEFT}
    {{name}} had {{a}} {{nouns}}. {{they}} [gave away|lost|ate|sold|dropped|used|broke|spent|returned] \
        {{b}}. {_LEFT}
    {{name}} has {{a}} {{nouns}} and gives {{b}} to {{other}}. {_LEFT}
    {{name}} had {{a}} {{nouns}} and {{other}} [took|borrowed|stole|ate] {{b}} of them. {_LEFT}
    if {{name}} has {{a}} {{nouns}} and [gives|lends|hands|sells] {{other}} {{b}}, {_LEFT}
    there were {{a}} {{nouns}} [at {{place}}|in the {{container}}|on the table]. {{name}} \
        [took|removed|ate|bought|carried away] {{b}}. {_REST}
    there are {{a}} {{nouns}} [in the {{container}}|on the shelf]. {{b}} [are taken|are removed|fall \
        off|are sold|roll away|are broken]. {_REST}
    {{name}} has {{a}} {{nouns}} and {{other}} has {{b}}. how many more does {{name}} have [than {{other}}|]
    {{name}} has {{a}} {{nouns}} and {{other}} has {{b}}. what is the difference
    {{other}} has {{a}} {{nouns}}. {{name}} has {{b}} [fewer|less]. how many does {{name}} have
    {{name}} has {{b}} fewer {{nouns}} than {{other}}, who has {{a}}. how many does {{name}} have
    a {{container}} of {{a}} {{nouns}} has {{b}} [rotten|broken|bad|red|empty] ones. how many are \
        [good|fine|not|whole]
    {{a}} {{people}} are at {{place}} and {{b}} [leave|go home|walk away|go away]. how many [are \
        left|remain|stay]
    {{a}} {{people}} are on a bus and {{b}} [get off|step off|leave]. how many are [left|still on the \
        bus|on board now]
    {{a}} birds [sit|were] on a [tree|wire|fence|roof] and {{b}} [fly away|flew away|leave]. how many \
        [are left|birds remain|stay]
    {{name}} has {{a:money}} and [spends|pays|loses|donates|gives away] {{b:money}}. how much [is \
        left|does {{they}} have left|money is left]
    {{name}} had {{a:money}} and bought a {{noun}} for {{b:money}}. how much [is left|does {{they}} have \
        left|money remains]
    a {{noun}} costs {{b:money}}. {{name}} pays with {{a:money}}. how much change does {{they}} get
    i [pay|paid|hand over|gave] {{a:money}} for a {{noun}} that costs {{b:money}}. [how much change do i \
        get|what is my change|what's the change]
    i have {{a:money}} and spend {{b:money}}[. |, ][how much is left|what do i have left|how much do i \
        have now]
    my balance [is|was] {{a}} and i [withdraw|withdrew|spent|paid] {{b}}. [what is the balance now|what \
        is left|how much is left]
    a {{noun}} costs {{a:money}} and i have {{b:money}}. how much [more do i need|is missing|am i short]
    {{name}} wants to buy a {{noun}} for {{a:money}} and has {{b:money}}. how much more does {{they}} need
    {{name}} needs {{a}} {{nouns}} and has {{b}}. how many more does {{they}} need
    {{name}} wants {{a}} {{nouns}} and already has {{b}}. how many [are missing|more to go|more must \
        {{they}} get]
    {{name}} is {{a}} years old. {{other}} is {{b}} years younger. how old is {{other}}
    {{name}} is {{a}} and {{other}} is {{b}}. how much older is {{name}}
    {{name}} is {{a}} and {{other}} is {{b}}. what is [the age difference|the difference in age|their age gap]
    {{name}} is {{a}}. how old was {{they}} {{b}} years ago
    i am {{a}} years old[. |, ]how old was i {{b}} years ago
    the temperature was {{a}} degrees and [dropped|fell|went down|sank|decreased] by {{b}}. what is [it \
        now|the temperature now]
    it is {{a}} degrees and gets {{b}} degrees [colder|cooler]. [how warm is it|what is the temperature]
    a [rope|board|ribbon|stick|pipe] is {{a}} cm long and {{b}} cm are cut off. how long is [it now|the \
        rest|what is left]
    {{name}} cuts {{b}} cm off a {{a}} cm [rope|board|ribbon]. how long is the rest
    a candle was {{a}} cm tall and burned down {{b}} cm. how tall is it now
    a book has {{a}} pages and {{name}} has read {{b}}. how many pages are [left|still to read|not read yet]
    {{name}} has read {{b}} of {{a}} pages. how many [are left|remain|to go]
    {{name}} has to [drive|walk|run] {{a}} [miles|km|kilometers] and has done {{b}}. how [far is \
        left|many are left|far to go]
    a trip is {{a}} [miles|km] long and we have driven {{b}}. how [far is left|many to go|much further]
    a tank holds {{a}} liters and {{b}} [leak out|are used|are drained|are taken out]. how many liters \
        [are left|remain]
    a tank [holds|fits] {{a}} liters and contains {{b}}. how many liters [fit in|are missing|can be added]
    {{name}} has to [read|write|sell|make|fold] {{a}} {{nouns}} and [did|finished] {{b}} already. how \
        many [are left|to go]
    [a shop|the store|the bakery] had {{a}} {{nouns}} and sold {{b}}. {_REST}
    the [farmer|baker|teacher|shopkeeper] had {{a}} {{nouns}} and gave {{b}} away. {_REST}
    a class has {{a}} students and {{b}} are [boys|absent|sick|away]. how many are [girls|present|here|there]
    of {{a}} {{people}}, {{b}} [voted yes|said yes|are adults|wear glasses]. how many [did not|do not|are not]
    {{a}} [cars|trucks|bikes] are parked and {{b}} [drive away|leave]. how many [are left|remain]
    {{name}} scored {{a}} points and {{other}} {{b}}. by how many points did {{name}} win
    our team scored {{a}} and theirs {{b}}. [how many points did we win by|what is the lead|by how much \
        did we win]
    {{name}} had {{a}} lives and lost {{b}}. how many [lives are left|are left|remain]
    {{name}} is {{a}} cm tall and {{other}} {{b}} cm. how much taller is {{name}}
    the [tower|tree|mountain] is {{a}} m high and the [house|bush|hill] {{b}} m. how much higher is the \
        [tower|tree|mountain]
    a bag weighs {{a}} kg full and {{b}} kg empty. how heavy is [the content|what is in it]
    {{name}} weighed {{a}} kg and lost {{b}} kg. [what does {{they}} weigh now|how heavy is {{they}} now]
    a project takes {{a}} days and {{b}} are over. how many days are left
    {{name}} had {{a}} minutes and used {{b}}. how many minutes are left
    a movie is {{a}} minutes long and {{name}} watched {{b}}. how many minutes are left
    a store had {{a}} {{nouns}} in stock and shipped {{b}}. how many are [left|in stock|still there]
    {{a}} {{nouns}} minus {{b}} {{nouns}} [is how many|leaves how many|makes what]
    {{a}} {{nouns}}, {{b}} [gone|eaten|sold|lost|taken|broken][, |. ][how many left|how many \
        remain|what's left]
    take {{b}} {{nouns}} [from|out of|away from] {{a}} {{nouns}}. {_REST}
    i had {{a}}, i lost {{b}}, how many [do i have now|are left|remain]
    i have {{a}} {{nouns}} and [eat|lose|sell|give away|use] {{b}}[. |, ]how many [do i have left|are \
        left|do i have now]
    we had {{a}} {{nouns}} and used {{b}}[. |, ]how many [do we have left|are left]
    together {{name}} and {{other}} have {{a}} {{nouns}}. {{name}} has {{b}}. how many does {{other}} have
    {{name}} and {{other}} paid {{a:money}} together. {{name}} paid {{b:money}}. how much did {{other}} pay
    {{name}} [bought|got|found] some {{nouns}} and now has {{a}}. {{they}} had {{b}} before. how many \
        did {{they}} [buy|get|find]
    a number plus {{b}} is {{a}}. what is the number
    a sale dropped the price from {{a:money}} by {{b:money}}. what is the [new|sale] price
    the {{noun}} was {{a:money}} and is now {{b:money}} [cheaper|less]. what does it cost now
    the army had {{a}} soldiers and {{b}} [deserted|went home|left]. how many remain
    there were {{a}} {{nouns}} and now there are {{b}}. how many [are missing|were taken|disappeared|are gone]
    {{name}} had {{a}} {{nouns}} and now has {{b}}. how many did {{they}} [lose|give away|eat|sell]
    an elevator is on floor {{a}} and goes down {{b}} floors. [which floor is it on|what floor is it on now]
    {{name}} stands on step {{a}} and goes {{b}} steps down. which step is {{they}} on
    {{a}} invited {{people}}, {{b}} [cancelled|canceled|did not come]. how many [came|are coming]
    {{a}} seats, {{b}} are taken[. |, ]how many are [free|empty|available|open]
""")  # fmt: skip
