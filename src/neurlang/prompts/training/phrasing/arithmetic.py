"""How people ask to add, subtract and multiply."""

from __future__ import annotations

from neurlang.prompts.training.phrasing.phrase import Mood, constant, literal, phrases

ADD = (
    *phrases(Mood.SYMBOLIC, """
        {a}[ + |+| +|+ ]{b}
        [add|ADD|add:|addi|plus|sum] {a}[ |, |,]{b}
        [add|sum|plus|operator.add|math.add|a+b with][(|( ]{a}[, |,]{b}[)| )]
        (+ {a} {b})
        + {a} {b}
        {a} {b} [+|add|plus]
        let x = {a} + {b}
        x = {a} + {b}, [x = ?|what is x|print x]
        print({a} + {b})
        ({a}) + ({b})
    """),
    *phrases(Mood.NOMINAL, """
        {a} [plus|add|added to|added with|together with|combined with|summed with|added onto] {b}
        [the sum|sum|the total|total|the addition|addition|the sum total|the combined value] of {a} and {b}
        [the sum of the numbers|the sum of both|the total of the numbers] {a} and {b}
        the [result|value|answer|outcome|number] of adding {a} [and|to|with] {b}
        the [result|value|answer|outcome|number] [when adding|you get by adding] {a} [and|to|with] {b}
        [the integer|an integer|the simple|the plain] [sum|addition] of {a} and {b}
        {b} [more than|greater than|larger than|bigger than] {a}
        {b} [higher than|above|beyond|on top of|over and above] {a}
        the number [{b} more than|{b} greater than|{b} larger than|{b} above|that is {b} more than] {a}
        {a} [increased by|raised by|incremented by|plus another|and another|with another|and then another] {b}
        {a} with {b} [added|added to it|added on|more|on top|thrown in]
        {a} [and|plus] {b} [together|combined|in total|altogether|added together|added up|summed|summed up]
        what {a} and {b} [make|add up to|come to|give|total|sum to|amount to]
    """),
    *phrases(Mood.IMPERATIVE, """
        [add|sum|total|combine|join|put together|add together|add up|sum up|tot up|tally] {a} and {b}
        add {b} [to|onto|on to|on top of] {a}
        add {a} [with|plus|together with] {b}
        [add|sum] [the numbers|the values|the integers|both numbers|numbers] {a} and {b}
        add {a} and {b} [together|up|for me]
        [increase|raise|increment|bump|bump up|boost|grow|up] {a} by {b}
        [take|start with|start from|start at] {a} [and add|then add|and then add|add|plus] {b}
        [begin with|have|use|grab] {a} [and add|then add|and then add|add|plus] {b}
        [perform|do|carry out|make] [addition|an addition] [of|on|with] {a} and {b}
        [put|pile|stack|tack] {b} [on top of|onto] {a}
        count [{b} up from {a}|up {b} from {a}|{b} more from {a}|forward {b} from {a}]
        [go|move|step|climb] [up {b} from {a}|{b} up from {a}|{b} forward from {a}]
        [use addition on|apply addition to|run an add on|add the pair] {a} and {b}
        [attach|give] {b} more to {a}
        use the alu to add {a} and {b}
        load {a} and {b} and add them
        [take|load|given|for] {a} and {b}[, | and ][add them|return their sum]
        [take|load|given|for] {a} and {b}[, | and ][find the sum|sum them up|total them]
    """),
    *phrases(Mood.QUESTION, """
        [how much|how many] [is|are|do|makes|make] {a} [and|plus] {b}
        [how much|what] [is|do you get from] {a} [and|plus|added to] {b} [together|combined|altogether|in all]
        [what do|what would|what will] {a} and {b} [make|add up to|come to|sum to|total|amount to|give|equal]
        [what|how much] does {a} [and|plus|added to] {b} [make|give|equal|come to|total|add up to|evaluate to]
        what [number|value|integer] [is|comes] {b} [more than|greater than|above|after|higher than|beyond] {a}
        if [i have|you have|we have|there are] {a} and [add|get|i add|you add|find|i get] {b} more
        if [i have|you have] {a} and [add|get|i add|you add|find|i get] {b} [what is the total|what do i have]
        if [we have|there are] {a} and [add|get|i add] {b} [what is the total|what do i have]
        if [we have|there are] {a} and [you add|find|i get] {b} [what is the total|what do i have]
        [where|at what number] [do you land|do i land|am i] [if i go up {b} from {a}|going {b} up from {a}]
        what [is|would be] {a} [if you add {b}|with {b} added|increased by {b}|after adding {b}|plus {b} more]
        [what's|what is] [the total if i add|the sum when you add|the result if you add] {b} [and|to] {a}
        what [should i get|do i get|you get] for {a} plus {b}
        [do you know|can you say] how much {a} and {b} [is|are|make]
    """),
    *phrases(Mood.STATEMENT, """
        i want to know what {a} [plus|and|added to] {b} [is|equals|makes]
        i [forgot|can't remember|wonder] what {a} [plus|and|added to] {b} [is|equals|makes]
        [someone asked me|tell me|you know] what {a} plus {b} [is|would be]
        i have {a} and {b}[, |. |; ][what is the total|what's their sum]
        i have {a} and {b}[, |. |; ][sum please|add them|how much is that altogether]
        [numbers|values|inputs]: {a} and {b}. [add them|sum|return the sum|what is their sum|total]
        given [the numbers|a =] {a} and {b}, [find|compute|return|what is] [their sum|the sum|the total]
        given [x =|integers] {a} and {b}, [find|compute|return|what is] [their sum|the sum|the total]
        {a} [plus|and] {b} [is what|makes what|gives what|is how much|equals]
    """),
    *phrases(Mood.IMPERATIVE, """
        [increment|bump up|step up|bump] {a}
        [increment|increase] {a} by [a single step]
    """, (literal("a"), constant(1))),
    *phrases(Mood.NOMINAL, """
        [the successor of|successor of|the number after] {a}
        [the next number after|the integer after|the next integer after] {a}
        [the number following|the whole number after|the number that follows|the number right after] {a}
        {a} [incremented|plus plus]
    """, (literal("a"), constant(1))),
    *phrases(Mood.SYMBOLIC, """
        {a}++
        [inc|increment|succ|incr] {a}
    """, (literal("a"), constant(1))),
    *phrases(Mood.QUESTION, """
        [what|which] [number|integer] [comes after|comes right after] {a}
        [what|which] [number|integer] [is next after|follows|comes next after] {a}
        what comes [after|right after|next after] {a}
    """, (literal("a"), constant(1))),
)  # fmt: skip

SUB = (
    *phrases(Mood.SYMBOLIC, """
        {a}[ - |-| -]{b}
        [sub|SUB|subi|subtract|SUBI] {a}[ |, |,]{b}
        [sub|subtract|minus|operator.sub|difference|diff]({a}[, |,]{b})
        (- {a} {b})
        {a} {b} [-|sub|minus]
        x = {a} - {b}, [x = ?|what is x]
        print({a} - {b})
        ({a}) - ({b})
        let x = {a} - {b}
    """),
    *phrases(Mood.NOMINAL, """
        {a} [minus|less|take away|takeaway|take] {b}
        {a} [subtract|reduced by|decreased by|lowered by|diminished by|without] {b}
        [the difference|difference|the subtraction|subtraction] [between|of] {a} and {b}
        the difference [of|between] [the numbers|numbers|the values] {a} and {b}
        {b} [less than|fewer than|smaller than|lower than] {a}
        {b} [below|under|subtracted from|taken from|taken away from] {a}
        {b} [removed from|deducted from|taken off|off of|knocked off|short of|before|cut from] {a}
        the number [{b} less than|{b} below|{b} smaller than|that is {b} less than|{b} lower than] {a}
        the [result|value|answer|outcome] of [subtracting|taking|taking away|removing|deducting] {b} from {a}
        {a} with {b} [removed|taken away|subtracted|taken off|taken out|deducted|gone]
        [the remaining amount|the amount left] [after taking|when you take] {b} from {a}
        [what is left|what remains|the rest] [after taking|when you take] {b} from {a}
        [the gap|the distance|the interval] from {b} up to {a}
        the [amount|number] by which {a} [exceeds|is larger than|is greater than|is more than|tops] {b}
        {a} decremented by {b}
    """),
    *phrases(Mood.IMPERATIVE, """
        [subtract|deduct|remove|take|take away|take off|pull] {b} from {a}
        [strip|knock|shave|dock|withdraw|discount|cut] {b} from {a}
        [subtract|take|remove|deduct|knock] {b} [away from|off|off of|out of|off from] {a}
        from {a} [subtract|take|take away|remove|deduct] {b}
        [decrease|reduce|lower|decrement|drop|diminish|shrink|cut|bring down|drop down|trim] {a} by {b}
        [take|start with|start from|start at|have|use] {a} [and subtract|then subtract|minus] {b}
        [take|start with|start from|start at|have|use] {a} [and take away|and remove|less] {b}
        [find|calculate|compute|get|work out|determine] how much {a} exceeds {b}
        [find|calculate|compute|get|work out|determine] how much more {a} is than {b}
        [perform|do|carry out] [subtraction|a subtraction] [of|on|with] {a} and {b}
        count [down {b} from {a}|back {b} from {a}|backwards {b} from {a}|{b} back from {a}]
        [go|move|step] [down {b} from {a}|back {b} from {a}|{b} down from {a}|{b} below {a}]
        subtract from {a} the [number|value|amount] {b}
        load {a}, load {b} and subtract the latter
        compute {a} [take away|less|subtract] {b}
    """),
    *phrases(Mood.QUESTION, """
        [how much|what] is {a} [minus|less|take away|without|subtract] {b}
        [how much|what|how many] [is left|remains] [if you take|when i take|after taking] {b} from {a}
        [how much|what|how many] do you have left [if you take|when i take|after taking] {b} from {a}
        [how much|what|how many] [do i have left|are left] [if you take|when i take|after taking] {b} from {a}
        [how much|what] [bigger|larger|greater|more|higher] is {a} than {b}
        how much more is {a} than {b}
        how far is it from {b} up to {a}
        what [number|value] is {b} [less than|below|lower than|smaller than|before|fewer than|under] {a}
        what does {a} [minus|take away|less] {b} [make|give|equal|come to|leave]
        [by how much|how much] does {a} [exceed|surpass|beat|top|outweigh] {b}
        what [is left of|remains of] {a} [after removing|if you take away] {b}
        what [is left of|remains of] {a} [when you subtract|once you remove] {b}
        what [must i add|should i add|do i have to add] to {b} to [get|make|reach] {a}
        what [do you add|must be added|do i need to add] to {b} to [get|make|reach] {a}
        what [is|would be] {a} [if you subtract|after subtracting|reduced by|decreased by] {b}
        how much [must be|should be|has to be|needs to be] added to {b} to [get|make|reach] {a}
        how [much|many] [more|is missing] from {b} to [get to|reach|make] {a}
    """),
    *phrases(Mood.STATEMENT, """
        i [want to know|forgot|wonder] what {a} [minus|take away|less] {b} [is|equals|makes]
        i have {a} and [take away|remove|lose|give away|spend] {b}[, |. ]what is left
        i have {a} and [take away|remove|lose|give away|spend] {b}[, |. ][how much is left|what remains]
        [numbers|values]: {a} and {b}. [subtract the latter|find the difference|return their difference]
        given {a} and {b}, [find|compute|return|what is] [their difference|the difference]
        {a} [minus|take away|less] {b} [is what|makes what|gives what|is how much|equals]
        [if i take|when you take] {b} [from|away from|off] {a}[ | then |, ]what is left
        [suppose you take|taking] {b} [from|away from|off] {a}[ | then |, ]what is left
    """),
    *phrases(Mood.IMPERATIVE, """
        [decrement|step down|bump down] {a}
    """, (literal("a"), constant(1))),
    *phrases(Mood.NOMINAL, """
        [the predecessor of|predecessor of|the number before|the integer before|the number right before] {a}
        [the number preceding|the whole number before|the number that precedes|the previous number of] {a}
        {a} decremented
    """, (literal("a"), constant(1))),
    *phrases(Mood.SYMBOLIC, """
        {a}--
        [dec|decrement|pred|decr] {a}
    """, (literal("a"), constant(1))),
    *phrases(Mood.QUESTION, """
        [what|which] [number|integer] [comes before|comes right before|precedes|is just before] {a}
        what comes [before|right before|just before] {a}
    """, (literal("a"), constant(1))),
)  # fmt: skip

MUL = (
    *phrases(Mood.SYMBOLIC, """
        {a}[ * |*| *|* ]{b}
        {a}[ x |x| X | × |×| · ]{b}
        [mul|MUL|muli|imul|multiply|times|mult] {a}[ |, |,]{b}
        [mul|multiply|times|product|prod|operator.mul]({a}[, |,]{b})
        (* {a} {b})
        ({a})({b})
        {a} {b} [*|mul|times]
        x = {a} * {b}, [x = ?|what is x]
        print({a} * {b})
        ({a}) * ({b})
    """),
    *phrases(Mood.NOMINAL, """
        {a} [times|multiplied by|multiplied with|multiply by|multiply|lots of|groups of|sets of] {b}
        [the product|product|the multiplication|multiplication] of {a} and {b}
        [the product|product] of [the numbers|numbers|both|integers|the factors] {a} and {b}
        the [result|value|answer|outcome] of multiplying {a} [and|by|with|times] {b}
        {b} [multiplied|taken|repeated|added up|added to itself|counted] {a} times
        {a} [copies|rows|stacks|bundles|instances|piles] of {b}
        {a} and {b} [multiplied|multiplied together|multiplied with each other|times each other]
        the area of a [rectangle|field|meadow|plate] [measuring|of|with sides] {a} [by|and|times] {b}
        the area of a [garden|plot|panel|table] [measuring|of|with sides] {a} [by|and|times] {b}
        [the area|area] of a {a} by {b} [rectangle|field|grid|board|plate|lawn|screen|sheet]
        {a} equal groups of {b}
        {a} scaled by {b}
    """),
    *phrases(Mood.IMPERATIVE, """
        [multiply|times] {a} [by|with|times|and|to|together with] {b}
        multiply [the numbers|the values|the integers|both numbers|together] {a} and {b}
        multiply {a} and {b} [together|with each other|out]
        [scale|scale up|amplify|magnify|multiply up] {a} by [{b}|a factor of {b}]
        [take|start with|use|have] {a} [and multiply by|times|then multiply by|and multiply it by] {b}
        [take|add up|repeat|sum|count] {b} {a} times
        [perform|do|carry out] [multiplication|a multiplication] [of|on|with] {a} and {b}
        [increase|grow|enlarge|raise|expand] {a} by a factor of {b}
        [take|load|given|for] {a} and {b}[, | and ][multiply them|return their product|find the product]
        [find|compute|get] {a} [lots|groups|sets|times] of {b}
        use [the alu|multiplication|the multiplier] to multiply {a} [and|by] {b}
    """),
    *phrases(Mood.QUESTION, """
        [how much|what|how many] [is|are|makes] {a} [times|multiplied by|lots of|groups of|x|by|sets of] {b}
        [what do|how much do] {a} [and|times] {b} [multiply to|make when multiplied|give when multiplied]
        what is the result [when|if] [you multiply|i multiply|multiplying] {a} [by|and|with] {b}
        what [results|comes out|do i get] [when|if] you multiply {a} [by|and|with] {b}
        what [results|comes out|do i get] [when|if] [i multiply|multiplying] {a} [by|and|with] {b}
        what does {a} times {b} [make|give|equal|come to|evaluate to]
        [how much|how many] [is|are|would be] {a} [of|sets of] {b} [each|in total|all together]
        [how much|how many] [is|are|would be] {a} [packs of|rows of] {b} [each|in total|all together]
        [how many|what number of] [squares|cells|tiles] [are in|fit in] a {a} by {b} [grid|board|block|array]
        [how many|what number of] [pixels|dots|seats] [are in|fit in] a {a} by {b} [grid|board|block|array]
        how much is {b}[,| taken] {a} times
        how many [things|items|elements] [in|are in|are there in] {a} [rows|groups|sets|boxes] of {b}
        what is {a} if you multiply it by {b}
        what is the area of a rectangle [with sides|with length and width] {a} and {b}
        what is the area of a rectangle [whose sides are|with dimensions] {a} and {b}
    """),
    *phrases(Mood.STATEMENT, """
        i [want to know|forgot|wonder] what {a} [times|multiplied by|x] {b} [is|equals|makes]
        [numbers|values|factors]: {a} and {b}. [multiply them|find the product|return their product]
        given {a} and {b}, [find|compute|return|what is] [their product|the product]
        {a} times {b} [is what|makes what|gives what|is how much|equals]
        a rectangle is {a} [wide and {b} high|long and {b} wide|by {b}]. what is its area
        a rectangle is {a} [wide and {b} high|long and {b} wide|by {b}]. [how big is the area|find its area]
        {a} [rows|columns|groups|bags|boxes] [of|with] {b} each[, | ]how many is that
        {a} [rows|columns|groups|bags|boxes] [of|with] {b} each[, | ][how many in all|what's the total]
    """),
    *phrases(Mood.IMPERATIVE, """
        double [{a}|the number {a}|the value {a}|the value of {a}]
    """, (literal("a"), constant(2))),
    *phrases(Mood.NOMINAL, """
        [twice|double|the double of] {a}
        {a} [doubled|twice]
        twice [the number|as much as|as many as|the value of] {a}
    """, (literal("a"), constant(2))),
    *phrases(Mood.IMPERATIVE, """
        [triple|treble] [{a}|the number {a}|the value {a}|the value of {a}]
    """, (literal("a"), constant(3))),
    *phrases(Mood.NOMINAL, """
        [thrice|triple|the triple of] {a}
        {a} [tripled|thrice|trebled]
    """, (literal("a"), constant(3))),
    *phrases(Mood.IMPERATIVE, "quadruple [{a}|the number {a}|the value of {a}]", (literal("a"), constant(4))),
    *phrases(Mood.NOMINAL, """
        [quadruple {a}|{a} quadrupled|the quadruple of {a}]
    """, (literal("a"), constant(4))),
    *phrases(Mood.IMPERATIVE, """
        [negate|flip the sign of|invert the sign of] {a}
        [change the sign of|reverse the sign of|switch the sign of] {a}
        [find the negation of {a}|take the negative of {a}|neg {a}]
    """, (literal("a"), constant(-1))),
    *phrases(Mood.NOMINAL, """
        [the negative of|the negation of|the opposite of] {a}
        [the additive inverse of|negation of|additive inverse of] {a}
        [{a} negated|{a} with the opposite sign|{a} with its sign flipped|the arithmetic negation of {a}]
    """, (literal("a"), constant(-1))),
)  # fmt: skip

ARITHMETIC = {"ADD": ADD, "SUB": SUB, "MUL": MUL}
