"""Verbs of more and less: `shave 8 off …`, `bump … up by …`, `tack 6 onto …`."""

from __future__ import annotations

from neurlang.prompts.reading.paraphrases.row import Row

_TAKE = (
    "(shave|chop|lop|scrape|slice|trim|clip|knock|strip|peel|skim|dock|hack|snip|slash|crop|pare|shear|drop|cut|wipe|"
    "scratch|axe|prune|nip|subtract|deduct|take|remove|pull|withhold|discount|ditch|toss|chuck|eliminate|erase|carve|"
    "pluck|tear|rip|chip|scoop|siphon|draw|detract|dislodge|discard|shed|lose|kick|cast|rub|drain|whittle|cross|"
    "deplete|snatch|grab|steal|withdraw|dig|pinch|sweep|purge|weed)"
)
_TAKING = (
    "(shaving|chopping|lopping|scraping|slicing|trimming|clipping|knocking|stripping|peeling|skimming|docking|"
    "snipping|slashing|cropping|dropping|cutting|wiping|scratching|subtracting|deducting|taking|removing|pulling|"
    "withholding|discounting|tossing|chucking|eliminating)"
)
_LOWER = (
    "(slash|trim|cut|chop|whittle|shave|pare|shrink|dock|lessen|curtail|diminish|lower|downsize|prune|reduce|decrease|"
    "shorten|crop|clip|dip|deplete|cheapen|contract|discount|drop|knock|bring|push|move|drag|dial|take|pull|mark|scale|"
    "squeeze|get|bump|ease|hack|step|turn|talk|beat)"
)
_RAISE = (
    "(bump|push|crank|hike|jack|lift|mark|bring|beef|ramp|dial|step|turn|move|nudge|send|pump|kick|build|raise|boost|"
    "top|bulk|jump|drive|buoy|prop)"
)
_PUT = (
    "(tack|pile|stack|put|throw|tag|slap|add|append|heap|stick|toss|chuck|load|pour|attach|lump|drop|contribute|pitch|"
    "place|lay|fold|bolt|glue|hook|pin|join|layer|pop|drape|clap|staple|tape|set|bung|whack|graft|affix|tot|dump)"
)

# fmt: off
CHANGES: tuple[Row, ...] = (
    Row(f"(then|and|,) {_TAKE} (off|away|out) N (from|off) (it|that)", ", subtract {N}"),
    *(
        Row(f"{_TAKE} {part} (off of|off|away from|from)", f"{part} off")
        for part in ("half", "a half", "a third", "a quarter", "a fifth", "a sixth", "a tenth", "one third", "one half")
    ),
    Row(f"{_TAKE} C (off of|off|out of|away from|from off|from|back from) &", "subtract {C} from"),
    Row(f"{_TAKE} (off|away|out|back) A from", "subtract {A} from"),
    Row(f"{_TAKING} C (off of|off|out of|away from|from) &", "subtract {C} from"),
    Row("(relieve|rid|rob|strip|deprive) A of", "from {A} subtract"),
    Row(f"{_LOWER} (down|back) A by", "decrease {A} by"),
    Row(f"{_LOWER} A (down|back) by", "decrease {A} by"),
    Row("(slash|trim|cut|chop|whittle|shave|pare|shrink|dock|lessen|curtail|diminish|lower|downsize|prune|shorten|crop|"
      "clip|dip|deplete|discount|contract|deflate|lighten|weaken|dwindle|narrow|slim|abate|moderate|pinch) A by",
      "decrease {A} by"),
    Row(f"{_RAISE} up A by", "increase {A} by"),
    Row(f"{_RAISE} A (up|higher|upwards|upward) by", "increase {A} by"),
    Row("(bump|boost|hike|lift|nudge|swell|inflate|augment|enlarge|extend|enhance|expand|advance|elevate|lengthen|"
      "fatten|strengthen|supplement|heighten|prolong|stretch out|bolster|widen|bloat|grow|broaden|uplift|beef up|"
      "top up|bulk up) A by", "increase {A} by"),
    Row("^ up A by", "increase {A} by"),
    Row("(augment|supplement|top up|enrich|top off|top|pad|boost) A with", "add to {A}"),
    Row("to A (tack on|throw in|pile on|tag on|append|attach|join|put|contribute|toss in|lump in)", "to {A} add"),
    Row(f"{_PUT} C (in|on) (on top of|onto|to)", "add {C} to"),
    Row(f"{_PUT} (on|in) C (to|onto|with)", "add {C} to"),
    Row(f"{_PUT} C (onto|on to|on top of|atop|on|in with|in to|to the end of|over to)", "add {C} to"),
    Row("(tack|tag|append|attach|join|pile|contribute|annex|affix|pin|bolt) A to", "add {A} to"),
    Row("(throw|toss|mix|fold|lump|count|include|pool|join|combine|unite|pair|bundle|amalgamate|blend|put|group) A "
      "(in with|together with|along with|in among)", "add {A} to"),
    Row("(combine|unite|pool|amalgamate|bundle|consolidate) A with", "add {A} to"),
    Row("(lump|pool|combine|bundle|group|join|tally|tot|bring|blend|unite|merge|throw|gather|count|collect|put|mix|"
      "clump|club|total) together", "add up"),
    Row("(tally up|tot up|reckon up|total up|count together|tally|tot|lump|aggregate|consolidate|pool)", "add up"),
    Row("^ (combine|unite) A and", "add {A} and"),
    Row("^ put A and B together $", "add {A} and {B}"),
    Row("(scale|magnify|amplify|blow up|multiply up|upscale|scale up|enlarge|stretch|multiply|increase|expand|raise|"
      "blow) A "
      "[up] by a factor of", "multiply {A} by"),
    Row("(magnify|amplify|scale up|upscale|multiply up) A by", "multiply {A} by"),
    Row("(reduce|shrink|decrease|scale down|divide|cut|scale|lower) A [down] by a factor of", "divide {A} by"),
    Row("^ (quintuple|multiply by five)", "5 times"), Row("^ (sextuple)", "6 times"), Row("^ (septuple)", "7 times"),
    Row("^ (octuple)", "8 times"), Row("^ (decuple)", "10 times"), Row("^ (treble)", "triple"),
    Row("(quintupling)", "5 times"), Row("(quadrupling)", "4 times"), Row("(trebling)", "triple"),
    Row("(flip|reverse|change|switch|invert|toggle|swap) the sign (of|on)", "the negation of"),
    Row("(quadrupled) !", "multiplied by 4"), Row("(quintupled) !", "multiplied by 5"), Row("(trebled) !",
      "multiplied by 3"),
)
# fmt: on
