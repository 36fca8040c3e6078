"""The words of the training texts, by intent. The reader has them in `weights/words.txt`.

    python -m neurlang.prompts.training.vocabulary

Each line is a name and its words. An intent has the words of complete requests; SEVERAL those of compositions and
pieces; NONE those of texts out of scope; SLIPS those that look like a typing error of a far more frequent word.
Numbers, quoted texts and lists are not words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from neurlang.prompts.reading import INTENTS, WORDS_FILE, Scope, one_edit, words_between
from neurlang.prompts.training.examples import Example
from neurlang.prompts.training.generation import GenerationConfig, Tally, generate
from neurlang.prompts.training.phrasing import COURTESIES, PHRASES, Phrase, fields_of, fillers_of

EXAMPLES = (
    60_000  # the first ones of the shipped model's data; an example depends only on its number and the seed
)
SEED = 20261126
LEAST_SEEN = 2  # a word in only one text is mostly a typing error that the generator made
RARE = 20  # a slip is so many times rarer than the word that is one edit away
SHORTEST_SLIP = 4


def words_by_name(examples: Iterable[Example]) -> dict[str, Counter[str]]:
    """How many texts of each intent, of SEVERAL and of NONE have each word."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for example in examples:
        if example.scope is None:
            continue
        name = Scope(example.scope).name if example.intent is None else INTENTS[example.intent].name
        counts[name].update(set(words_between(example.text)))
    total = sum(counts.values(), Counter[str]())
    written = {name: words_of_phrases(phrases) for name, phrases in PHRASES.items()}
    meant = frozenset().union(*written.values())
    slips = {word: times for word, times in total.items() if word not in meant and _is_slip(word, total)}
    counts["SLIPS"] = Counter(slips)
    for name, words in written.items():
        counts[name].update(dict.fromkeys(words, LEAST_SEEN))
    return counts


def words_of_phrases(phrases: Iterable[Phrase]) -> frozenset[str]:
    """Every word that texts of these phrases can hold, what people say around a request included."""
    words = set(words_between(" ".join(courtesy.text.replace("{}", " ") for courtesy in COURTESIES)))
    for phrase in phrases:
        words.update(words_between(_without_fields(phrase.text)))
        for field in fields_of(phrase.text):
            words.update(words_between(" ".join(fillers_of(field.name))))
    return frozenset(words)


def _without_fields(template: str) -> str:
    for field in reversed(fields_of(template)):
        template = f"{template[: field.start]} {template[field.end :]}"
    return template


def _is_slip(word: str, total: Counter[str]) -> bool:
    """Whether a word is rare and one edit away from a far more frequent word."""
    if len(word) < SHORTEST_SLIP or total[word] < LEAST_SEEN:
        return False
    return any(total[each] >= RARE * total[word] for kind in one_edit(word) for each in kind if each in total)


def file_of(counts: dict[str, Counter[str]]) -> str:
    """The text of the words file."""
    lines = []
    for name in sorted(counts):
        words = sorted(word for word, times in counts[name].items() if times >= LEAST_SEEN)
        lines.append(" ".join((name, *words)))
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the shipped words file."""
    examples = generate(GenerationConfig(examples=EXAMPLES, seed=SEED, workers=1), Tally())
    WORDS_FILE.write_text(file_of(words_by_name(examples)), encoding="utf-8")
    print(f"{WORDS_FILE}: {WORDS_FILE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
