"""The files of functions that ship: the known phrasings, the head with its card, and its confidence."""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from random import Random

import torch

from neurlang.prompts.reading import (
    PHRASINGS_FILE,
    SHIPPED_MODEL,
    Scope,
    calibration_of,
    candidates_of,
    features_of,
    forget_functions,
    function_head_file,
    items_of,
    likeliest_share,
    open_engine,
    phrasing_words,
    written_phrasing,
)
from neurlang.prompts.training.calibration import write_calibration
from neurlang.prompts.training.export import save_function_head
from neurlang.prompts.training.functions.calibration import (
    FunctionFit,
    calibrate_functions,
    report_of_functions,
)
from neurlang.prompts.training.functions.learner import (
    FunctionConfig,
    FunctionExample,
    FunctionReport,
    train_functions,
)
from neurlang.prompts.training.functions.texts import texts_of
from neurlang.prompts.training.functions.ways import Way, ways
from neurlang.prompts.training.generation import GenerationConfig, Tally, generate
from neurlang.result_files import write_file

CONFIG = FunctionConfig()
DRAFT = FunctionConfig(epochs=2)
DOUBTFUL = 0.25  # of the draft's probability, for a text to be compared with phrasings
ALIKE = 0.8  # a text as like a phrasing as that asks for the function
TEXTS = 240  # of each target
HELD_OUT = 8  # more of each
OTHER_TEXTS = 30_000  # of intents, and of nothing that can be answered
THREADS = 1  # batches are small
CARD = function_head_file(SHIPPED_MODEL).with_suffix(".md")


def make_function_head() -> None:
    """Write the phrasings, train the head on texts made of them, write it with its card, and fit its confidence."""
    torch.set_num_threads(THREADS)
    started = time.monotonic()
    write_phrasings()
    found = ways()
    random = Random(CONFIG.seed)
    asking = [*_examples_of(found, TEXTS, random)]
    held_out = [*_examples_of(found, HELD_OUT, random)]
    # First without texts that ask for nothing: some of the phrasebook's ask for a function, and this head finds them.
    draft = train_functions(asking[::3], (), len(found) + 1, DRAFT, lambda _: None)
    save_function_head(draft, function_head_file(SHIPPED_MODEL))
    forget_functions()
    examples = [*asking, *_others(found, OTHER_TEXTS, CONFIG.seed)]
    print(
        f"functions: {len(found)} targets, {len(examples):,} texts, {time.monotonic() - started:.0f} s",
        flush=True,
    )
    reports: list[FunctionReport] = []

    def report(each: FunctionReport) -> None:
        reports.append(each)
        print(
            f"functions, epoch {each.epoch}: loss {each.train_loss:.4f}, right {each.accuracy:.2%}, "
            f"among ten {each.rivals:.2%}",
            flush=True,
        )

    model = train_functions(examples, held_out, len(found) + 1, CONFIG, report)
    save_function_head(model, function_head_file(SHIPPED_MODEL))
    fit = fit_confidence_of_functions()
    CARD.write_text(
        _card(found, len(examples), reports[-1], fit, time.monotonic() - started), encoding="utf-8"
    )


def fit_confidence_of_functions() -> FunctionFit:
    """Fit the confidence of calls, and write it."""
    engine = open_engine(SHIPPED_MODEL)
    fit = calibrate_functions(engine, CONFIG.seed + 1)
    write_calibration(replace(calibration_of(SHIPPED_MODEL), functions=fit.curve), engine)
    print(report_of_functions(fit))
    return fit


def write_phrasings() -> None:
    """Write the phrasings of all targets in the form in which texts are compared with them."""
    lines = [
        "# The phrasings of functions, which `make model` writes. See `prompts/reading/functions/phrasings.py`."
    ]
    for way in ways():
        kinds = " ".join(f"{name}:{kind}" for name, kind in way.kinds.items())
        lines.append(f"= {way.expression}\t{way.number}{'?' * way.is_question}\t{kinds}")
        written = (written_phrasing(text, way.kinds) for text in way.texts)
        lines += dict.fromkeys(each for each in written if each)
    write_file(PHRASINGS_FILE, ("\n".join(lines) + "\n").encode())
    forget_functions()


def _examples_of(found: Sequence[Way], count: int, random: Random) -> Iterator[FunctionExample]:
    known = phrasing_words()
    for label, way in enumerate(found):
        for text in texts_of(way, count, random):
            yield FunctionExample(tuple(features_of(items_of(text), known)), label)


def _others(found: Sequence[Way], count: int, seed: int) -> Iterator[FunctionExample]:
    """Texts of the phrasebook: those of intents that a target is, and those that ask for no target."""
    labels = {way.number: label for label, way in enumerate(found) if way.number < _FIRST_FUNCTION}
    known = phrasing_words()
    for example in generate(GenerationConfig(examples=count, seed=seed, workers=2), Tally()):
        is_one = example.scope == Scope.ONE and example.intent is not None
        items = items_of(example.text)
        label = labels.get(example.intent if example.intent is not None else -1) if is_one else None
        if label is None:
            if likeliest_share(items, SHIPPED_MODEL) > DOUBTFUL:
                likely, _ = candidates_of(items, SHIPPED_MODEL)
                if any(each.likeness >= ALIKE and not each.leftover for each in likely):
                    continue
            label = len(found)
        yield FunctionExample(tuple(features_of(items, known)), label)


_FIRST_FUNCTION = 64


def _card(found: Sequence[Way], texts: int, last: FunctionReport, fit: FunctionFit, seconds: float) -> str:
    size = function_head_file(SHIPPED_MODEL).stat().st_size
    lines = [
        "# The head for functions",
        "",
        "Made by `make model`; do not edit. It says which function of the library a text asks for. It has an encoder",
        "of its own, a sum of learned vectors of words and pairs of words.",
        "",
        "| | |",
        "|---|---|",
        f"| targets | {len(found)}: the functions, and some compositions of them |",
        f"| data | {texts:,} texts, from the `@prompt` lines of the library and `phrasebook/functions` |",
        f"| training | {json.dumps(asdict(CONFIG))} |",
        f"| size | {size:,} bytes |",
        f"| confidence, fitted to `development.txt` and texts that ask for nothing | {report_of_functions(fit)} |",
        f"| right on held-out texts, right one among ten | {last.accuracy:.2%}, {last.rivals:.2%} |",
        (
            f"| time, data included | {seconds:.0f} s, {os.cpu_count()} cores, {platform.machine()}, "
            f"torch {torch.__version__} |"
        ),
        "",
    ]
    return "\n".join(lines)
