"""The words of the training texts, by intent: `weights/words.txt` tells the reader what the network was trained with.

    python -m neurlang.prompts.training.vocabulary

Each line is a name and its words: the names are those of the intents, for words of complete requests; SEVERAL for
those of compositions and pieces, NONE for those of texts to be refused; SLIPS for what looks like a typing error of
a far more frequent word. Numbers, quoted texts and lists are no words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from neurlang.prompts.reading import INTENTS, WORDS_FILE, Scope, one_edit, words_between
from neurlang.prompts.training.examples import Example
from neurlang.prompts.training.generation import GenerationConfig, Tally, generate

EXAMPLES = (
    60_000  # the first ones of the shipped model's data; an example depends on its number and the seed alone
)
SEED = 20261126
LEAST_SEEN = 2  # a word that stands in one text only is mostly a typing error made for it
RARE = 20  # times rarer than the word that it is one edit from: a slip
SHORTEST_SLIP = 4


def words_by_name(examples: Iterable[Example]) -> dict[str, Counter[str]]:
    """How often each word stands in the texts of each intent, of several, of none."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for example in examples:
        name = Scope(example.scope).name if example.intent is None else INTENTS[example.intent].name
        counts[name].update(set(words_between(example.text)))
    total = sum(counts.values(), Counter[str]())
    counts["SLIPS"] = Counter({word: times for word, times in total.items() if _is_slip(word, total)})
    return counts


def _is_slip(word: str, total: Counter[str]) -> bool:
    """Whether a word is rare and one edit away from a word that is far more frequent."""
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
    """Write the words file that ships."""
    examples = generate(GenerationConfig(examples=EXAMPLES, seed=SEED, workers=1), Tally())
    WORDS_FILE.write_text(file_of(words_by_name(examples)), encoding="utf-8")
    print(f"{WORDS_FILE}: {WORDS_FILE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
