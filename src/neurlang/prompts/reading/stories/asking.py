"""The question of a story: whether it asks for what the story tells."""

from __future__ import annotations

import re

from neurlang.prompts.reading.lexicon.word_forms import stem_of
from neurlang.prompts.reading.stories import words as w
from neurlang.prompts.reading.stories.story import NotAStoryError, Story, Text, root_of, words_in

_ASKED_NOUN = re.compile(r"(?:so )?how many (?:more |full |whole )?([^\W\d_]+)")
_ACTIONS = w.GAINING | w.LOSING | w.MOVING
_TOGETHER = frozenset(("together", "altogether", "total", "all", "both", "combined"))
_EACH = frozenset(("each", "every", "everyone", "everybody", "apiece", "per"))
_REST = frozenset(("left", "remain", "remains", "remaining"))


def request_asked(question: str, story: Story, text: Text) -> str:
    """The request that the question of a story asks for. Raises NotAStoryError."""
    words = words_in(question)
    actions = [each for each in words if each in _ACTIONS and each not in w.NEUTRAL]
    _check_actions(frozenset(map(root_of, actions)), story)
    body = words_in(text.text[: -len(question)])
    nouns = frozenset(stem_of(each) for each in body if each not in w.GAINING | w.LOSING)
    known = w.QUESTION | w.PERSONS | frozenset(actions)
    if any(each not in known and stem_of(each) not in nouns for each in words):
        raise NotAStoryError
    if len(story.holders) > 1:
        return _of_people(words, story, text)
    _check_noun(question, story)
    _check_kind(frozenset(words), story, acts=bool(actions))
    return story.said


def _check_actions(done: frozenset[str], story: Story) -> None:
    """`how many did she buy` asks for what the story tells only if all of it was bought."""
    if not done and not story.tally:
        return
    if story.loses or story.had or not done or not all(done & each for each in story.verbs):
        raise NotAStoryError


def _of_people(words: list[str], story: Story, text: Text) -> str:
    """What several people have together, or one of them."""
    if story.acts:
        raise NotAStoryError
    story.steps += 1
    if not _TOGETHER.isdisjoint(words):
        parts = [said for said, _ in story.holders.values()]
        return f"the sum of {', '.join(parts[:-1])} and {parts[-1]}"
    named = [each for each in words if each in story.holders and each in text.names]
    if len(named) != 1:
        raise NotAStoryError
    return story.holders[named[0]][0]


def _check_noun(question: str, story: Story) -> None:
    asked = _ASKED_NOUN.match(question)
    if asked is None or asked[1] in w.QUESTION or not story.noun:
        return
    if stem_of(asked[1]) != story.noun:
        raise NotAStoryError


def _check_kind(words: frozenset[str], story: Story, *, acts: bool) -> None:
    """A cost is asked for by its name, a share by `each`, and what is left only if something is gone."""
    if story.each != bool(_EACH & words):
        raise NotAStoryError
    asks_cost = bool(w.ASKS_COST & words)
    if story.costs and not asks_cost and "total" not in words:
        raise NotAStoryError
    if not story.costs and (asks_cost or not (w.ASKS_RUNNING & words or acts or story.each)):
        raise NotAStoryError
    if _REST & words and not story.loses:
        raise NotAStoryError
    if _TOGETHER & words and story.loses and "now" not in words:
        raise NotAStoryError
