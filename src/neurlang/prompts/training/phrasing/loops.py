"""How people ask for loops: counting up, summing as one counts, counting down."""

from __future__ import annotations

from neurlang.prompts.training.phrasing.phrase import Mood, phrases

LOOP_COUNT = (
    *phrases(Mood.SYMBOLIC, """
        [count|loop|loop_count|countup|count_to|count_up_to|COUNT]({a})
        [loop|count|countup|loop count|count:] {a}
        for i in range({a})
        for i in {1}..{a}
        for (i = {1}; i <= {a}; i++)
        {1}..{a} loop
    """),
    *phrases(Mood.NOMINAL, """
        [a|the|] [count|counting|loop|counter] [up to|to|until|going up to] {a}
        [a|the|] [count|counting|loop|counter] from {1} [to|up to|through|until|upto] {a}
        [a|the|] loop [of|with|that runs|running|over|for] {a} [iterations|times|steps]
        [a|the|] loop [of|with|that runs|running|over|for] {a} [rounds|cycles|passes|turns]
        [a|the|] [loop counter|loop count|counter] after {a} [iterations|steps|rounds|passes]
        the numbers [from {1} to|{1} through|{1} up to] {a} counted
        the final [count|counter] of a loop [from {1} to|up to|to] {a}
        the last number when counting [from {1} to|up to|to] {a}
    """),
    *phrases(Mood.IMPERATIVE, """
        count [to|up to|upto|until|all the way to] {a}
        count [all the way up to|as far as|upwards to|up until|upward to|forward to] {a}
        count [up |upwards |forward |]from {1} [to|up to|through|until] {a}
        count [up |upwards |forward |]from {1} [upto|till|all the way to|and stop at] {a}
        count [in ones|by ones|in steps of {1}] [to|up to|until] {a}
        [loop|iterate|run a loop|repeat|cycle|go around|run|do a loop|spin] {a} times
        [loop|iterate|run a loop|go] from {1} [to|up to|through|until] {a}
        [step|cycle|do a loop|run a counter|make a loop] from {1} [to|up to|through|until] {a}
        [loop|iterate|run|repeat|go round] [for|through] {a} [iterations|rounds|steps|times|cycles]
        [loop|iterate|step] [over|through] the [numbers|integers] [from |]{1} [to|through] {a}
        [run|start|make|execute|write|do] [a|the] [loop|counter] [to|up to|until] {a}
        [run|start|make|execute|write|do] [a|the] [counting loop|for loop|for-loop] [to|up to|until] {a}
        [run|start|make|execute|write|do] [a|the] [loop|counter] [that counts to|of] {a}
        [run|start|make|execute|write|do] [a|the] [loop|counter] [counting to|that goes to] {a}
        [run|start|make|execute|write|do] [a|the] [counting loop|for loop|for-loop] [that counts to|of] {a}
        [run|start|make] [a|the] [counting loop|for loop|for-loop] [counting to|that goes to] {a}
        [execute|write|do] [a|the] [counting loop|for loop|for-loop] [counting to|that goes to] {a}
        [increment a counter|bump a counter|add {1} to a counter|increase a counter] {a} times
        start [at|from|with] {1} and [count|keep counting] [to|until|up to|until you reach] {a}
        start [at|from|with] {1} and [go up|go on|count up] [to|until|up to|until you reach] {a}
        [run|execute|do] {a} [loop iterations|iterations|loop steps|iterations of a loop]
        [say|list|name] [the|all] numbers [up to|from {1} to|{1} to|until] {a}
        count {a} [steps|times|iterations|loops]
        count {1} to {a}
        loop until [the counter is|you reach|i reaches|the count is|it gets to] {a}
    """),
    *phrases(Mood.QUESTION, """
        can you count [to|up to|from {1} to|all the way to|until] {a}
        how [far|high] do you get counting [from {1} to|to|up to] {a}
        what comes out [if|when] you count [to|up to|from {1} to] {a}
        what [number do you end on|is the last number] [if|when] you count [to|up to|from {1} to] {a}
        how many [iterations|steps|numbers|rounds] [are there|are in a loop] from {1} to {a}
        how many [iterations|steps|numbers|rounds] [does a loop take|are counted] from {1} to {a}
        what is the counter after looping [{a} times|from {1} to {a}|up to {a}]
    """),
)  # fmt: skip

_RANGE = (
    "[from {1} to|from {1} up to|from {1} through|up to|between {1} and|{1} to|{1} through|from {1} till]"
)
_KINDS = (
    "[numbers|integers|whole numbers|natural numbers|positive integers|positive numbers|counting numbers]"
)

LOOP_SUM = (
    *phrases(Mood.SYMBOLIC, """
        {1}[ + |+]{2}[ + |+]{3}[ + |+][...|..|…][ + |+]{a}
        {1}[ + |+]{2}[ + |+][...|..|…|....][ + |+]{a}
        {1}[ + |+][...|..|…][ + |+]{a}
        [sum(range({1}, {a} + {1}))|sum({1}..{a})|sum({1}..={a})|sum {1}..{a}|sum {1}:{a}|sum({1}:{a})]
        [loop_sum|sum_to|sum_to_n|sumTo|triangular|triangle|gauss_sum|sum_up_to|sum_first_n]({a})
        [loopsum|sum to|sum_to|triangular|loop sum|gauss sum] {a}
        [sum of i for i in {1}..{a}|sum i={1}..{a}|sum i from {1} to {a}]
        sigma i from {1} to {a}
        ∑ i, i = {1} to {a}
    """),
    *phrases(Mood.NOMINAL, f"""
        [the|] sum of [the|all|all the|] {_KINDS} {_RANGE} {{a}}
        [the|] sum {_RANGE} {{a}}
        [the|] total of [the|all|] {_KINDS} {_RANGE} {{a}}
        [the|] sum of the first {{a}} {_KINDS}
        the {{a:ordinal}} [triangular number|triangle number|triangular]
        [the triangular number|triangular number|the triangle number] [of|for|number] {{a}}
        [the gauss sum|gauss sum|the triangular] [of|for|number] {{a}}
        [all|the] {_KINDS} {_RANGE} {{a}} [added together|added up|summed|summed up|in total|combined]
        {{1}} plus {{2}} plus {{3}} [and so on up to|plus and so on until|plus ... plus] {{a}}
        {{1}} plus {{2}} plus {{3}} [and so on to|etc up to|through] {{a}}
        {{1}} plus {{2}} [and so on up to|and so on until|plus ... plus] {{a}}
        {{1}} plus {{2}} [etc up to|plus dots plus|and so forth to] {{a}}
        the running [total|sum] of [a loop|counting] from {{1}} to {{a}}
    """),
    *phrases(Mood.IMPERATIVE, f"""
        [add|sum|add up|sum up] [the|all|all the|every one of the] {_KINDS} {_RANGE} {{a}}
        [total|add together|tally|total up] [the|all|all the|every one of the] {_KINDS} {_RANGE} {{a}}
        [sum|add up|sum up|total|add together] {_RANGE} {{a}}
        add from {{1}} [to|up to|through] {{a}}
        [add|sum|add up|sum up] [the|] first {{a}} {_KINDS}
        [sum|add] [every|each] [number|integer|whole number] {_RANGE} {{a}}
        [loop|iterate|count|go] from {{1}} to {{a}} and add each number
        [loop|iterate|count|go] from {{1}} to {{a}} [adding every number|and sum as you go]
        [loop|iterate|count|go] from {{1}} to {{a}} [and accumulate the sum|keeping a running total]
        [loop|iterate|count|go] from {{1}} to {{a}} [and add them all up|summing the counter]
        [run a loop that sums|write a loop summing|use a loop to add] [the numbers |]{_RANGE} {{a}}
        [loop to sum|loop and sum|use a loop to sum] [the numbers |]{_RANGE} {{a}}
        [compute|find|calculate] {{1}} plus {{2}} plus {{3}} [up to|and so on up to|all the way to] {{a}}
        [accumulate|pile up] the {_KINDS} {_RANGE} {{a}}
        keep adding [numbers|integers] {_RANGE} {{a}}
    """),
    *phrases(Mood.QUESTION, f"""
        what [is|would be] the sum of [the|all|all the] {_KINDS} {_RANGE} {{a}}
        what do [the|all] {_KINDS} {_RANGE} {{a}} [add up to|sum to|total|come to|make]
        what is the {{a:ordinal}} [triangular number|triangle number]
        what comes out [if|when] [you add|you sum|i add] [the|all] {_KINDS} {_RANGE} {{a}}
        what [do i get|is the total] [if|when] [you add|you sum|i add] [the|all] {_KINDS} {_RANGE} {{a}}
        how much is {{1}} plus {{2}} [and so on up to|plus ... plus|up to|all the way to] {{a}}
        how much [is|are] [all|the] {_KINDS} {_RANGE} {{a}} [together|added up|summed]
        how many [balls|dots|cans|stones] are in a triangle with {{a}} rows
    """),
)  # fmt: skip

COUNTDOWN = (
    *phrases(Mood.SYMBOLIC, """
        [countdown|count_down|COUNTDOWN|countDown]({a})
        [countdown|COUNTDOWN|count-down|countdown:|count down] {a}
        for (i = {a}; i > {0}; i--)
    """),
    *phrases(Mood.NOMINAL, """
        [a|the|] [countdown|count down|count-down] from {a}
        [a|the|] [countdown|count down|count-down] from {a} to [{0}|{1}|liftoff]
        [a|the|] [countdown|count down|count-down] from {a} to [lift-off|blast off|the launch|nothing]
        [a|the|] {a} [to {0}|] [countdown|count down|count-down]
        [a|the|] [countdown|rocket countdown|launch countdown] [of|starting at] {a}
        [a|the|] [countdown|rocket countdown|launch countdown] [starting from|beginning at|with] {a}
        a [backward|backwards|reverse|descending|downward] count from {a}
        a loop [from {a} down to|counting down from {a} to] {0}
        [{a} second countdown|{a}-second countdown|a {a} second countdown]
    """),
    *phrases(Mood.IMPERATIVE, """
        count [down|backward|backwards|downwards|back|in reverse] [from|starting from] {a}
        count [down|backward|backwards] [starting at|beginning at|beginning from] {a}
        count [downwards|back|in reverse] [starting at|beginning at|beginning from] {a}
        count [down|backward|backwards|downwards|back] from {a} [to|until|till] [{0}|{1}|zip]
        count [down|backward] from {a} [all the way to|down to|through to] [{0}|{1}|zip]
        count [backwards|downwards|back] from {a} [all the way to|down to|through to] [{0}|{1}|zip]
        count from {a} [down|backwards|backward|downward] [to {0}|to {1}|]
        count [down|backwards] {a} to {0}
        [start|begin|do|run] [a|the] [countdown|count down|count-down] [from|at|of|with] {a}
        [make|perform|launch|give me] [a|the] [countdown|count down|count-down] [from|at|of|with] {a}
        [start|begin|do|run] [a|the] [countdown|count down] from {a} to [{0}|{1}]
        countdown [from|starting at|starting with|beginning at] {a}
        countdown {a} to {0}
        countdown from {a} to [{0}|{1}|liftoff|blast off]
        [loop|iterate|step|go|tick] [down|backward|backwards] from {a} [to {0}|to {1}|until {0}]
        [decrement|decrease|reduce|lower|tick down] {a} [until it is|until it reaches] {0}
        [decrement|decrease|reduce|lower|tick down] {a} [down to|until it hits|to] {0}
        [decrement|lower] a counter from {a} [to|until] {0}
        start [at|from|with] {a} and [count down|go down] [to|until|until you reach|till] {0}
        start [at|from|with] {a} and decrement [to|until|until you reach|till] {0}
        start [at|from|with] {a} and [count backwards|subtract {1}] [to|until|until you reach|till] {0}
        [tick|click] down from {a}
        run down from {a} to {0}
        say the numbers from {a} down to [{0}|{1}]
    """),
    *phrases(Mood.QUESTION, """
        can you count [down|backwards] from {a} [to {0}|to {1}|]
        what [do you end at|is left|is the last number] [if|when] you count down from {a} [to {0}|]
        where does a countdown from {a} [end|stop|finish]
        can you do a countdown from {a}
    """),
    *phrases(Mood.STATEMENT, """
        [rocket launch|launch|liftoff|blast off|lift off] in {a}[, | ][count down|start the countdown]
        [rocket launch|launch|liftoff|blast off|lift off] in {a}[, | ][countdown please|begin countdown]
        the rocket [leaves|starts|launches] in {a} seconds, [count down|start counting down]
    """),
)  # fmt: skip

LOOPS = {"LOOP_COUNT": LOOP_COUNT, "LOOP_SUM": LOOP_SUM, "COUNTDOWN": COUNTDOWN}
