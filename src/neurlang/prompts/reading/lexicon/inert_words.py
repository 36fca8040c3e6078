"""Words that say nothing about the operation or its operands, whatever the intent; and words of stories."""

from __future__ import annotations

from neurlang.prompts.reading.word_sets import words_of

INERT_WORDS = words_of("""
    i you he she it we they me him her us them my your his its our their mine yours hers ours theirs this these those
    who whose someone somebody anyone anybody everyone everybody
    am was were been being has had having does did doing done could would should might shall i'd i'll i've you'd
    we'd they'd he'd she'd it'd let's there's that's here's where's who's he's she's it's i'm we're they're
    a an the for about with of in on at as by to from into and also too here there
    please kindly thanks cheers sir mate buddy dude man bro pal friend folks guys team assistant computer bot
    quick quickly fast now today tonight tomorrow actually really basically simply exactly precisely correctly
    again anyway maybe perhaps well hmm oh ah hey hi hello
    want wants need needs like love wish wonder wondering trying try hoping looking check checking remember
    find found compute computed calculate calculated calculation evaluate evaluated determine determined figure work
    working solve solved show shows tell tells give gives given get gets getting know known knows say says see seen
    return returns report reports output outputs obtain obtained yield yields produce produced provide provided
    answer answers result results question questions problem problems exercise homework quiz test exam class lesson
    kid son daughter child brother sister mom dad teacher boss colleague
    help helps helping use using used run running do make making perform performing performed apply applying applied
    execute operation function value values number numbers integer integers figure figures quantity input inputs
    one ones two both following whatever
""")
"""What a stranger may say around any request."""
NAMES = words_of("""
    mr mrs ms miss dr prof sir adam alan albert alex alice alicia allison amanda amy andrea andrew angela ann
    anna anne anthony arthur barbara becky ben benjamin beth betty brandon brian carl carol caroline cathy
    charles charlie charlotte chris christina christine claire clara daniel daniela danny david deborah dennis
    diana diane donald donna dorothy doris doug edward elaine eli elizabeth ella ellen emil emily emma eric
    erica ethan eva evelyn fred frank gary george gina greg hannah harry heather helen henry ian isaac isabel
    isabella jacob jake james jamie janet jason jeff jennifer jenny jeremy jerry jessica jill jim jimmy joan joe
    joel johnny jonathan jordan joseph josh joshua joyce juan judith judy julia julie justin karen kate
    katherine kathy katie keith kelly ken kevin kim kyle larry laura lauren lee leah leon leonard leslie liam
    lisa logan louis louise lucas luke lydia madison maggie marco margaret maria marie marilyn mario martha
    martin mary matt matthew megan melissa michael michelle miguel mila mitchell molly monica nancy natalie
    nathan nick nicole nora oliver olivia pamela pam patricia patrick paul paula pedro peter philip phil rachel
    ralph ray rebecca richard rick rita robert roger ron ronald ruben russell ryan samantha samuel sandra sara
    sarah scott sean sharon simon sofia sophia sophie stella stephanie stephen steve steven susan ted teresa
    terry theresa thomas tina todd tommy tony tracy tyler valerie vera veronica victor victoria vincent walter
    wanda wayne wendy zach
""")
"""First names and titles."""
MONEY = words_of("""
    cent cents penny pennies nickel nickels dime dimes quarter quarters coin coins dollar dollars buck bucks euro euros
    usd eur pounds
""")
TIMES = words_of("""
    ms millisecond milliseconds second seconds sec secs minute minutes min mins hour hours hr hrs day days week weeks
    month months year years decade decades century centuries
""")
MEASURES = (
    MONEY
    | TIMES
    | words_of("""
    inch inches foot feet yard yards mile miles mm millimeter millimeters cm centimeter centimeters m meter meters
    metre metres km kilometer kilometers kilometre kilometres
    mg milligram milligrams g gram grams kg kilo kilos kilogram kilograms ounce ounces oz pound pounds lb lbs ton tons
    ml milliliter milliliters liter liters litre litres cup cups pint pints quart quarts gallon gallons
    degree degrees celsius fahrenheit byte bytes kb mb gb bit bits dozen dozens
""")
)
"""Units: two of them in one sum or difference would have to be converted."""
PLURALS = words_of("people children men women fish sheep teeth mice geese deer")
"""Plurals without an s."""
GAINS = words_of("""
    receive received receives bring brought brings find found finds gain gained gains adopt adopted adopts join joined
    joins arrive arrived arrives came come comes grow grew grows rise rose rises climb climbed climbs buy bought buys
    pick picked picks collect collected collects gather gathered gathers earn earned earns win won wins make made makes
    bake baked bakes catch caught catches get got gets inherit inherited inherits deposit deposited deposits save saved
    saves score scored scores plant planted plants acquire acquired acquires discover discovered discovers purchase
    purchased purchases order ordered orders hire hired hires build built builds enter entered enters born hatched
    delivered donated put puts total altogether combined joined
""")
"""What makes something more: words of an addition."""
LOSSES = words_of("""
    give gave gives lose lost loses sell sold sells spend spent spends spending eat ate eats eaten use used uses break
    broke breaks broken drop dropped drops throw threw throws thrown donate donated donates leave left leaves remove
    removed removes take took takes taken withdraw withdrew withdraws pay paid pays lend lent lends die died dies pop
    popped pops leak leaked leaks fly flew flies escape escaped escapes burn burned burns burst steal stole stolen
    discard discarded discards ship shipped ships return returned returns consume consumed cancel canceled cancelled
    miss missed missing fall fell falls fallen melt melted wilt wilted fire fired quit rip ripped crack cracked sink
    sank expire expired still remain remains remaining
""")
"""What makes something less: words of a subtraction."""
BEHIND_NAMES = GAINS | LOSSES | words_of("has had have is was and wants needs can will owns owned")
"""What follows a name at the beginning of a sentence, where every word has a capital letter."""
