"""Data files of several sources: levels in equal shares, priorities, no duplicates, both schemas, each program runs."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from data_jobs import EXAMPLES, Lines, rows_of, whole_job

from example_counts import IS_QUICK
from neurlang.errors import DataError, UsageError
from neurlang.programs.ir import assemble
from neurlang.programs.machine import Outcome, TrapKind, run, signed, to_bits, to_float
from neurlang.programs.stdlib import read_functions
from neurlang.programs.stdlib.built_library import built_library
from neurlang.prompts.reading import INTENTS, Scope, lex
from neurlang.prompts.training import GenerationConfig, Tally, generate, to_json
from neurlang.prompts.training.examples import LeftOutError
from neurlang.prompts.training.rehearsal import rehearsal_host
from neurlang.prompts.training.sources.checkpoints import Progress
from neurlang.prompts.training.sources.curriculum import REFUSAL_EVERY
from neurlang.prompts.training.sources.job import DataJob, example_files_of
from neurlang.prompts.training.sources.library import make_library_row
from neurlang.prompts.training.sources.making import make_rows
from neurlang.prompts.training.sources.rows import Schema
from neurlang.prompts.training.sources.same_intents import SAME_INTENT

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 400 if IS_QUICK else 1200
EFFECTS = frozenset(("print", "read_line", "time_now", "sleep", "random", "aes_encrypt", "secure_random"))


@pytest.fixture(scope="module")
def made() -> tuple[list[dict[str, Any]], Progress]:
    return rows_of(whole_job(COUNT, Schema.FULL))


@pytest.fixture(scope="module")
def rows(made: tuple[list[dict[str, Any]], Progress]) -> list[dict[str, Any]]:
    return made[0]


@pytest.mark.slow
def test_levels_have_equal_shares(rows: list[dict[str, Any]]) -> None:
    levels = Counter(row["level"] for row in rows)
    refused = COUNT // REFUSAL_EVERY
    assert levels == {0: refused} | dict.fromkeys(range(1, 6), (COUNT - refused) // 5)


@pytest.mark.slow
@pytest.mark.parametrize("level", [1, 3])
def test_a_level_means_those_up_to_it(level: int) -> None:
    found, _ = rows_of(whole_job(60, Schema.LIBRARY, level))
    functions = {each.file: each.level for each in read_functions(built_library())}
    assert {functions[row["source"]] for row in found if row["source"] in functions} == set(
        range(1, level + 1)
    )


@pytest.mark.slow
def test_every_source_gives_rows(made: tuple[list[dict[str, Any]], Progress]) -> None:
    found, progress = made
    assert set(progress.counts["origins"]) == {"library", "examples", "phrases", "patterns", "refusals"}
    assert sum(progress.counts["origins"].values()) == len(found) == COUNT
    assert sum(progress.counts["levels"].values()) == COUNT
    assert sum(progress.counts["sources"].values()) == COUNT
    assert progress.counts["heads"]["scope"] == sum(row["scope"] is not None for row in found)


@pytest.mark.slow
def test_no_text_occurs_twice(rows: list[dict[str, Any]]) -> None:
    texts = [lex(row["text"]).text for row in rows]
    assert len(set(texts)) == len(texts)


@pytest.mark.slow
def test_one_shape_has_one_label(rows: list[dict[str, Any]]) -> None:
    """What the network sees of a library's phrasing asks for one thing, whichever source a text comes from."""
    from neurlang.prompts.training.sources.job import shape_of

    labels: dict[bytes, set[int]] = {}
    for row in rows:
        if row["intent"] is not None:
            labels.setdefault(shape_of(row["text"]), set()).add(row["intent"])
    assert all(len(each) == 1 for each in labels.values())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("schema", "fields"),
    [
        (Schema.INTENT, {"text", "intent", "operand_count", "operands", "program"}),
        (Schema.LIBRARY, {"prompt", "context", "assembly", "test_cases", "source"}),
    ],
)
def test_schemas_have_the_fields_of_the_seed(schema: Schema, fields: set[str]) -> None:
    for row in rows_of(whole_job(30, schema))[0]:
        assert fields <= row.keys()
        assert (row.keys() == fields) or schema is Schema.INTENT


@pytest.mark.slow
def test_the_full_schema_has_the_fields_of_both(rows: list[dict[str, Any]]) -> None:
    fields = {
        "text",
        "intent",
        "operands",
        "prompt",
        "context",
        "assembly",
        "test_cases",
        "source",
        "category",
    }
    assert all(fields <= row.keys() for row in rows)


@pytest.mark.slow
def test_every_program_runs_to_its_answer(rows: list[dict[str, Any]]) -> None:
    """A second look, by the reference interpreter: the complete program, and the code with its test."""
    for row in rows:
        if row["level"] == 0 or row["context"] in EFFECTS:
            continue
        outcome = run(assemble(row["program"]), host=rehearsal_host(1))
        (case,) = row["test_cases"]
        if needs_permission(outcome) or "trap" in case["outputs"]:
            continue
        assert outcome.trap is None, row
        if "r0" in case["outputs"] and not isinstance(case["outputs"]["r0"], str):
            wanted = case["outputs"]["r0"]
            found = outcome.registers["r0"]
            assert (to_bits(wanted) if isinstance(wanted, float) else wanted & (1 << 64) - 1) == found, row


@pytest.mark.slow
def test_every_test_case_passes(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        for case in row["test_cases"]:
            check_case(row, case)


def needs_permission(outcome: Outcome) -> bool:
    """Whether a program of an example uses files or the network, which this host does not allow."""
    return outcome.trap is not None and outcome.trap.kind is TrapKind.PERMISSION


def check_case(row: dict[str, Any], case: dict[str, Any]) -> None:
    """Run code on a test case and compare everything that it says, without the generator's code."""
    registers: dict[str | int, int] = {}
    memory: dict[int, bytes] = {}
    for name, value in case["inputs"].items():
        if name.startswith("["):
            memory[int(name[1:-1], 16)] = content_of(value)
        else:
            registers[name] = word_of(value)
    outcome = run(assemble(row["assembly"]), registers, preload=memory, host=rehearsal_host(0))
    if needs_permission(outcome):
        return
    for name, value in case["outputs"].items():
        if name.startswith("["):
            address, content = int(name[1:-1], 16), content_of(value)
            assert bytes(outcome.memory[address : address + len(content)]) == content, row
        elif name == "trap":
            assert outcome.trap is not None
            assert outcome.trap.kind.name in value
        elif name != "prints":
            assert outcome.registers[name] == word_of(value), row


def content_of(value: list[Any] | str) -> bytes:
    if isinstance(value, str):
        return value.encode("latin-1")
    return b"".join(word_of(each).to_bytes(8, "little") for each in value)


def word_of(value: float | str) -> int:
    if isinstance(value, str):
        return to_bits(float(value))
    return to_bits(value) if isinstance(value, float) else value & (1 << 64) - 1


@pytest.mark.slow
def test_a_library_row_has_its_function_and_operands(rows: list[dict[str, Any]]) -> None:
    numbers = {each.file: each for each in read_functions(built_library())}
    for row in rows:
        function = numbers.get(row["source"])
        if function is None:
            continue
        same = SAME_INTENT.get(function.full_name)
        wanted = function.number if same is None else next(e.number for e in INTENTS if e.name == same)
        assert row["intent"] == wanted
        assert row["operand_count"] == len(function.given)
        assert row["scope"] == Scope.ONE
        literals = lex(row["text"]).literals
        for operand, slot in zip(row["operands"][: row["operand_count"]], row["slots"], strict=False):
            value = literals[slot].value
            found = [float(each) for each in value] if isinstance(value, tuple) else value
            assert found == operand or float(found) == operand  # type: ignore[arg-type]


@pytest.mark.slow
def test_functions_labelled_as_intents_exist_and_agree() -> None:
    """For each, there are rows whose label the intent's meaning confirmed."""
    functions = {each.full_name: each for each in read_functions(built_library())}
    assert set(SAME_INTENT) <= set(functions)
    for name in SAME_INTENT:
        random, agreed = Random(name), 0
        for _ in range(60):
            try:
                make_library_row([functions[name]], random, Schema.INTENT)
            except LeftOutError:
                continue
            agreed += 1
        assert agreed > 20, name


@pytest.mark.slow
@pytest.mark.slow
@pytest.mark.parametrize("schema", list(Schema))
def test_any_number_of_workers_makes_the_same_bytes(schema: Schema) -> None:
    one, two = Lines(), Lines()
    job = whole_job(300, schema)
    figures = make_rows(job, 1, one, Progress()), make_rows(job, 2, two, Progress())
    assert one == two
    assert figures[0] == figures[1]


def test_without_level_and_sources_the_data_are_those_of_the_shipped_model() -> None:
    lines = Lines()
    make_rows(DataJob(40, seed=11), 1, lines, Progress())
    wanted = [to_json(each).encode() + b"\n" for each in generate(GenerationConfig(40, seed=11), Tally())]
    assert lines == wanted


@pytest.mark.slow
def test_another_seed_makes_other_rows() -> None:
    assert rows_of(whole_job(20, seed=1))[0] != rows_of(whole_job(20, seed=2))[0]


@pytest.mark.slow
def test_examples_that_the_library_has_are_skipped() -> None:
    used, skipped = example_files_of(whole_job(1))
    assert "examples/gcd.nl" in skipped
    assert "examples/http_server.nl" in skipped
    assert {each.file for each in used}.isdisjoint(skipped)
    assert len(used) + len(skipped) == len(list(EXAMPLES.glob("*.nl")))


@pytest.mark.slow
def test_examples_alone_run_out_and_phrasings_take_over() -> None:
    job = DataJob(1500, 1, 5, Schema.LIBRARY, (), EXAMPLES)
    if IS_QUICK:
        pytest.skip("two thousand rows")
    _, progress = rows_of(job)
    assert {"phrases", "patterns"} < set(progress.counts["origins"])


@pytest.mark.slow
def test_own_functions_are_a_source(tmp_path: Path) -> None:
    (tmp_path / "double.nl").write_text(
        '; @name: double\n; @difficulty: 1\n; @param: n=r0 "a number (0 .. 9)"\n; @prompt: twice {n}\n'
        "; @test: r0=4 -> r0=8\n\n    add r0, r0, r0\n    ret\n"
    )
    found, progress = rows_of(DataJob(40, 1, 1, Schema.INTENT, (tmp_path,), None))
    own = [row for row in found if row["source"].endswith("double.nl")]
    assert 5 <= len(own) <= 10  # there are ten texts; then the other sources take over
    assert all(signed(run(assemble(row["program"])).registers["r0"]) == 2 * row["operands"][0] for row in own)
    assert progress.counts["duplicates"]


def test_a_library_whose_tests_fail_gives_no_row(tmp_path: Path) -> None:
    (tmp_path / "double.nl").write_text(
        '; @name: double\n; @difficulty: 1\n; @param: n=r0 "a number (0 .. 9)"\n; @prompt: twice {n}\n'
        "; @test: r0=4 -> r0=9\n\n    add r0, r0, r0\n    ret\n"
    )
    from neurlang.errors import VerificationError

    with pytest.raises(VerificationError, match="its tests fail"):
        rows_of(DataJob(10, 1, 1, Schema.INTENT, (tmp_path,), None))


def test_a_missing_library_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Not a folder"):
        rows_of(DataJob(10, 1, 1, Schema.INTENT, (tmp_path / "none",), None))


@pytest.mark.slow
def test_too_few_texts_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """If each stream runs out, the error says how many texts there are."""
    from neurlang.prompts.training.sources import making

    monkeypatch.setattr(making, "_MOST_DUPLICATES", 0)
    with pytest.raises(DataError, match="ask for fewer examples"):
        rows_of(whole_job(10, level=1))


@pytest.mark.slow
def test_real_results_are_written_as_doubles(rows: list[dict[str, Any]]) -> None:
    reals = [
        case["outputs"]["r0"]
        for row in rows
        for case in row["test_cases"]
        if row["source"] == "lib/float/multiply_floats.nl"
    ]
    assert all(isinstance(each, float) and to_float(to_bits(each)) == each for each in reals)
