"""The words of stories: what makes more, what makes less, and what a sentence may hold besides."""

from __future__ import annotations

from neurlang.prompts.reading.lexicon.inert_words import MONEY as COINS
from neurlang.prompts.reading.lexicon.inert_words import NAMES, TIMES
from neurlang.prompts.reading.word_sets import words_of

HAVING = words_of("""
    has have had having owns own owned holds hold held contains contain contained starts start started begins
    begin began keeps keep kept got is are was were there with possesses carries carry carried stocks counts
    brings brought includes
""")
"""Verbs of what there is at first."""
GAINING = words_of("""
    receive receives received get gets got gain gains gained adopt adopts adopted find finds found win wins won
    earn earns earned collect collects collected pick picks picked gather gathers gathered bake bakes baked make
    makes made buy buys bought purchase purchases purchased order orders ordered add adds added catch catches
    caught plant plants planted hire hires hired save saves saved deposit deposits deposited arrive arrives
    arrived come comes came join joins joined enter enters entered inherit inherits inherited borrow borrows
    borrowed score scores scored grow grows grew build builds built board boards boarded draw draws drew print
    prints printed harvest harvests harvested lay lays laid hatch hatched hatches write writes wrote read reads
    knit knits knitted sew sews sewed
""")
"""Verbs of what makes more."""
MOVING = words_of(
    "get gets got come comes came go goes went walk walks walked step steps stepped move moves moved climb "
    "climbs climbed hop hops hopped"
)
"""Verbs that make more or less by the word behind them: `get off`."""
ACQUIRING = words_of("""
    pick picks picked collect collects collected gather gathers gathered catch catches caught harvest harvests
    harvested draw draws drew buy buys bought purchase purchases purchased order orders ordered find finds found
    receive receives received borrow borrows borrowed win wins won adopt adopts adopted hire hires hired inherit
    inherits inherited
""")
"""What somebody takes to himself, perhaps from what there is."""
LOSING = words_of("""
    leak leaks leaked evaporate evaporates evaporated spill spills spilled melt melts melted rot rots rotted give
    gives gave lose loses lost sell sells sold spend spends spent eat eats ate use uses used break breaks broke
    drop drops dropped throw throws threw donate donates donated remove removes removed take takes took withdraw
    withdraws withdrew pay pays paid lend lends lent die dies died pop pops popped leave leaves left fly flies
    flew escape escapes escaped burn burns burned steal stole stolen ship ships shipped drink drinks drank discard
    discards discarded hand hands handed mail mails mailed crack cracks cracked tear tears tore rip rips ripped
    trade trades traded deliver delivers delivered send sends sent exit exits exited quit quits wilt wilts wilted
    waste wastes wasted consume consumes consumed finish finishes finished feed feeds fed
""")
"""Verbs of what makes less."""
GONE = words_of("""
    drunk borrowed parked occupied popped sick picked dead gone broken eaten sold removed taken lost stolen used
    given gone damaged rotten spoiled thrown donated cracked missing empty burnt popped withdrawn absent shipped
    discarded cancelled canceled spilled drunk returned bad
""")
"""What is no longer there: `3 eggs are broken`."""
ADDED = words_of(
    "added bought delivered received found planted placed put brought built collected born installed parked"
)
"""What has come: `5 more are added`."""
PRONOUNS = words_of("he she it they i we you who which")
DETERMINERS = words_of("a an the his her its their my our your another every each some this that these those")
PREPOSITIONS = words_of(
    "to from for in on at with by into onto during over inside of after before off near between"
)
ADVERBS = words_of("""
    loose parked aboard board around mostly about
    away off out up back again later today yesterday tomorrow first then next also finally afterwards now still more
    altogether already another extra additional new old other only each so further morning afternoon evening night noon
    week weekend month year day monday tuesday wednesday thursday friday saturday sunday lunch dinner breakfast
    apiece them it total one just down left all single individual loose separate spare
""")
UNITS = TIMES | words_of("day night shift game match round lesson trip lap")
MONEY = COINS | words_of("dollar dollars euro euros cents cent bucks")
PERSONS = NAMES | PRONOUNS
ARRIVING = words_of("get gets got come comes came")
"""Verbs of moving that mean an arrival if no word says otherwise."""
ASKING = words_of("how what")
NO_NAMES = (
    HAVING
    | PRONOUNS
    | DETERMINERS
    | PREPOSITIONS
    | words_of("how if what suppose imagine say when there then so")
)
"""Words that begin a sentence and are no names."""
QUESTION = words_of("""
    how many much what is are was were does do did will would has have had there left remain remains remaining now
    still in total altogether all together over the a an of to end up with own owns get gets spend spent pay paid
    cost costs money each person be then after this that number amount bill price for him her them his its their
    my our your on at by finally today away both combined stay stays see find can you tell me overall at end here
    good wholeleftover hold contain unsold uneaten everyone everybody every one from free unsold good board aboard
    live alive stay unused uneaten per change back empty available was going receive come walk run travel cover
""")
"""What the question of a story may say besides the nouns of the story."""
ASKS_RUNNING = words_of("""
    left remain remains remaining now still have has had total altogether together all there over own owns is are
    combined both get gets contain hold overall end free unsold good board aboard live alive stay stays unused
    uneaten available per change back empty were
""")
NEUTRAL = words_of("left get gets spend spent pay paid cost costs receive come board")
"""Verbs of a question that say nothing about what was done."""
ASKS_COST = words_of("spend spent pay paid cost costs price bill")
PACKS = words_of("""
    form forms formed pack packs packed put puts place places placed arrange arranges arranged bag bags bagged
    sort sorts sorted divide divides divided split splits box boxes boxed group groups grouped stack stacks
    stacked break breaks broken fill fills separated separate
""")
"""Verbs of making groups."""
DISTANCES = words_of(
    "mile miles km kilometer kilometers kilometre kilometres meter meters metre metres yards feet laps"
)
IRREGULAR = {
    "sold": "sell", "ate": "eat", "eaten": "eat", "bought": "buy", "gave": "give", "given": "give", "won": "win",
    "lost": "lose", "found": "find", "made": "make", "caught": "catch", "got": "get", "drank": "drink", "wrote":
      "write",
    "spent": "spend", "took": "take", "taken": "take", "drew": "draw", "grew": "grow", "ran": "run", "knew": "know",
    "laid": "lay", "went": "go", "came": "come", "built": "build", "paid": "pay",
}  # fmt: skip
PARTS = {"half": (1, 2), "a third": (1, 3), "one third": (1, 3), "a quarter": (1, 4), "one quarter": (1, 4),
         "a fourth": (1, 4), "a fifth": (1, 5), "one fifth": (1, 5), "a tenth": (1, 10), "two thirds": (2, 3),
         "three quarters": (3, 4), "one half": (1, 2), "a half": (1, 2)}  # fmt: skip
SHARES = words_of(
    "deal deals dealt hand hands handed distribute give gives pack packs packed put puts bag bags split "
    "share shares shared split splits divide divides divided distributes distribute distributed"
)
