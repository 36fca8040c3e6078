"""What people say around a request: frames that fit one grammatical kind or another, and how a text ends."""

from __future__ import annotations

from dataclasses import dataclass

from neurlang.prompts.training.phrasing.phrase import Mood, alternatives, lines_of


@dataclass(frozen=True, slots=True)
class Courtesy:
    """Words around a request, which stands at `{}`; `becomes` is the new mood, None for the same."""

    text: str
    fits: frozenset[Mood]
    becomes: Mood | None = None
    weight: float = 1.0  # how often it is said, beside the others that fit


def _courtesies(fits: str, becomes: Mood | None, block: str, weight: float = 1.0) -> tuple[Courtesy, ...]:
    moods = frozenset(Mood(name) for name in fits.split())
    return tuple(
        Courtesy(text, moods, becomes, weight) for line in lines_of(block) for text in alternatives(line)
    )


COURTESIES: tuple[Courtesy, ...] = (
    *_courtesies("nominal symbolic", Mood.QUESTION, "[what is|what's|whats|how much is] {}", weight=12),
    *_courtesies("nominal symbolic", Mood.IMPERATIVE, "[calculate|compute|find|evaluate] {}", weight=6),
    *_courtesies("imperative", Mood.QUESTION, "[can you|could you|can you please] {}", weight=6),
    *_courtesies("imperative", Mood.IMPERATIVE, "please {}", weight=10),
    *_courtesies("nominal symbolic", Mood.QUESTION, """
        [what would be|so what is|what exactly is|and what is|ok what is] {}
        [what is|what's|what would|what does] {} [equal|come to|give|be|make|work out to|amount to]
        [how much would be|how much does|how much do you get for|how much comes out of] {}
        [can you|could you|would you|can u|could u] [tell me|give me|find|calculate|compute|work out] {}
        [do you know|any idea|does anyone know] [what is|what's] {}
        [do you know|do you have|may i have|can i have|could i get|can i get|will you tell me] {}
        [what do i get for|what do you get for|what will i get from|what comes out of|which number is] {}
        [what number is|what value is|what is the value of|what is the result of|what's the answer to] {}
    """),
    *_courtesies("nominal symbolic", Mood.IMPERATIVE, """
        [determine|give me] {}
        [get|work out|figure out|tell me|show me|return|print] {}
        [obtain|output|produce|derive|report|display|provide|do|answer|get me|gimme|run|solve for|simplify] {}
        [tell me|find out|work out|say|figure out|let me know] what {} is
        [help me find|help me calculate|help me with|help me work out|please give me|please find] {}
        [find the value of|get the value of|give the result of|return the value of|compute the value of] {}
        [calc|calculate this|compute this|solve|solve this|evaluate this|evaluate]: {}
        [solve|calc|please calculate|please compute|please tell me|please solve|now find|now calculate] {}
    """),
    *_courtesies("nominal symbolic", Mood.STATEMENT, """
        [i need|i want|i'd like|i would like] {}
        [i want to know|i am looking for|looking for|need] {}
        [i'm trying to find|i am trying to calculate|i need to find|i have to calculate|i want to compute] {}
        [i wonder|i want to know|i forgot|i'd like to know|i was asked] what {} is
        [let's see|let me know|let's compute|we need|we want|my homework asks for|my teacher wants] {}
        [the answer to|result of|value of|answer of|the value of|the result of|answer:|question:|math:] {}
        {} [is what|equals what|is how much|makes what|equals|is equal to|gives|is|comes to what|equal to]
    """),
    *_courtesies("symbolic", Mood.SYMBOLIC, """
        [{} =|{}=|{} =?|{}=?|{} = ?|{} == ?|{} equals ?|= {}|={}|({})|{} -> ?|{} is ?]
    """),
    *_courtesies("imperative", Mood.QUESTION, """
        [would you|will you|can u|could u|would you please|could you please] {}
        [can you help me|could you kindly|are you able to|can we] {}
        [how do i|how to|how would you|can i ask you to] {}
        [what comes out if you|what happens if i] {}
        [what happens when you|what if i|what if you] {}
        [what is the result if you|what's the answer when you] {}
        [what comes out when you|what will i get when i] {}
        [what do we get when we|what do you end up with if you] {}
        [what is the value if we|what would it be if i] {}
    """),
    *_courtesies("imperative", Mood.IMPERATIVE, """
        [pls|plz|kindly|just|now|go ahead and|please just|quickly|simply|next|try to|be so kind to] {}
        [i want you to|i need you to|i'd like you to|i would like you to|you should|you need to|your task:] {}
        [let's|let us|let me|help me|do this:|task:|your job is to|use the calculator to|make the program] {}
    """),
    *_courtesies("imperative", Mood.STATEMENT, """
        [i want to|i need to|i'd like to|i would like to] {}
        [i have to|we need to|we want to|i must|i am going to] {}
        [i'm trying to|i am trying to|my homework says to|the exercise says:|my teacher told me to|if you] {}
        [if i|when i|suppose i|suppose you] {} [what do i get|what is it]
        [say i|let's say i|imagine i|assume we] {} [what do i get|what is it]
        [if i|when you|suppose you|if we|after i] {}, [what is the result|what do i get|how much is that]
    """),
    *_courtesies("question", Mood.QUESTION, """
        [tell me|quick question|question|can you tell me|do you know|please tell me|hey|i wonder][, |: | ]{}
        [simple question|just curious|math question|help|answer this|so][, |: ]{}
        [ok|okay|well|and|now|um|riddle][, |: ]{}
        [any idea|do you happen to know|could you say|would you know|remind me][, |: ]{}
    """),
    *_courtesies("nominal symbolic imperative question statement", None, """
        [hey|hi|hello|ok|okay|so|well|hey there|good morning|yo|um|hmm|excuse me|sorry|alright][ |, ]{}
        {} [please|pls|plz|thanks|thank you|thx|for me|for me please|right now|quickly|asap|now|if you can]
        {}[, please|, thanks|, thank you|, for my homework|, if you can| - thanks|, if you don't mind|, ok]
        [quick|an easy question|math problem|homework|calculation|maths|exercise|a calculation]: {}
    """),
)  # fmt: skip

# How a text of a mood ends, each ending as likely as the others in its row.
ENDINGS: dict[Mood, tuple[str, ...]] = {
    Mood.NOMINAL: ("", "", "", "", "", "?", ".", " ="),
    Mood.IMPERATIVE: ("", "", "", "", ".", "."),
    Mood.QUESTION: ("?", "?", "?", "?", "?", "", "", "", " ?", "??"),
    Mood.SYMBOLIC: ("", "", "", "", "", "?", " ?"),
    Mood.STATEMENT: ("", "", "?", "?", ".", "."),
}

COURTESIES_OF: dict[Mood, tuple[Courtesy, ...]] = {
    mood: tuple(courtesy for courtesy in COURTESIES if mood in courtesy.fits) for mood in Mood
}
