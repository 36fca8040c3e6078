"""FPCore: what is read, what is refused by name, and the round trip."""

from __future__ import annotations

import math
import os
from pathlib import Path

import pytest
from expr_strategies import expressions
from hypothesis import given, settings

from example_counts import examples
from neurlang.benchmarks import own_corpus
from neurlang.errors import FormulaError
from neurlang.kernels.expr import (
    Expr,
    kernel_of,
    parse,
    parse_expression,
    print_fpcore,
    read_cores,
    read_fpcore,
)

ROOT = Path(__file__).parents[3]
CORPUS = own_corpus()
SHARED = Path(os.environ.get("NEURLANG_CORPUS", ROOT.parent / "shared" / "corpus"))


def body(text: str, arguments: str = "x y") -> Expr:
    return read_fpcore(f"(FPCore ({arguments}) {text})")[0].outputs[0]


@pytest.mark.parametrize(
    ("fpcore", "text"),
    [
        ("(+ x (* 2 y))", "x + 2*y"),
        ("(- x)", "-x"),
        ("(let ([x y] [y x]) (- x y))", "y - x"),
        ("(let* ([x (+ x 1)] [y (* x y)]) y)", "(x + 1)*y"),
        ("(if (< 0 x 1) 1/4 (fmax x y))", "0 < x && x < 1 ? 0.25 : max(x, y)"),
        ("(if (!= x y 0) 1 0)", "x != y && x != 0 && y != 0 ? 1 : 0"),
        ("(if (or TRUE (not (== x y))) PI -1e-3)", "true || !(x == y) ? pi : -0.001"),
        ("(! :precision binary64 (cast (sqrt x)))", "sqrt(x)"),
        ("(* 0x1.8p1 (digits 5 -1 10))", "3.0*0.5"),
        ("(fma x y (nearbyint x))", "fma(x, y, rint(x))"),
        ("(pow x 2)", "pow(x, 2)"),
        ("(fdim x y)", "x <= y ? 0 : x - y"),
        ("[+ x y]", "x + y"),
    ],
)
def test_reads_as(fpcore: str, text: str) -> None:
    assert body(fpcore) is parse_expression(text)


def test_properties_become_name_type_ranges_and_condition() -> None:
    [kernel] = read_fpcore(
        '(FPCore f (x y) :name "two words" :precision binary32'
        " :pre (and (<= 0 x 2/4) (< y PI) (> (+ x y) 1)) x)"
    )
    assert (kernel.name, kernel.dtype, kernel.names) == ("two words", "f32", ("x", "y"))
    assert [(item.low, item.high) for item in kernel.inputs] == [(0.0, 0.5), (-math.inf, math.pi)]
    assert kernel.where is parse_expression("((0 <= x && x <= 0.5) && y < pi) && x + y > 1")


def test_a_core_can_be_asked_before_it_is_converted() -> None:
    [core] = read_cores('(FPCore (n) :name "loop" :cite (someone) (while (< n 1) ([n 0 (+ n 1)]) n))')
    assert core.name == "loop"
    assert core.properties[":cite"] == "(someone)"
    with pytest.raises(FormulaError, match="'while' is not supported: kernels have no loops"):
        core.kernel()


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("(FPCore (x) (while* (< x 1) ([x 0 1]) x))", "1:14", "kernels have no loops"),
        ("(FPCore (x) (for ([i 3]) () x))", "1:14", "kernels have no loops"),
        ("(FPCore (x) (tensor ([i 3]) x))", "1:14", "kernels have no tensors"),
        ("(FPCore (x) (array x x))", "1:14", "kernels have no arrays"),
        ("(FPCore ((A 3)) 1)", "1:10", "tensor arguments are not supported"),
        ("(FPCore (x) :precision binary80 x)", "1:24", "precision 'binary80' is not supported"),
        ("(FPCore (x) (! :precision binary32 x))", "1:27", "mixed precision"),
        ("(FPCore (x) (sqr x))", "1:14", "did you mean 'sqrt'?"),
        ("(FPCore (speed) (+ sped 1))", "1:20", "did you mean 'speed'?"),
        ("(FPCore (x) (sqrt x x))", "1:13", "takes 1 argument, found 2"),
        ("(FPCore (x) (+ x (< x 1)))", "1:18", "takes a number here, found a truth value"),
        ("(FPCore (x) (if x 1 2))", "1:17", "takes a truth value here"),
        ("(FPCore (x) (let ([y]) y))", "1:19", "a binding is [name value]"),
        ("(FPCore (x x) x)", "1:12", "appears twice"),
        ("(FPCore (x) :pre (+ x 1) x)", "1:18", "must be a condition"),
        ("(FPCore (x) :pre (<= 2 x 1) x)", "1:18", "no argument satisfies"),
        ("(FPCore (x)", "1:1", "')' is missing"),
        ("(FPCore (x) x))", "1:15", "closes nothing"),
        ("(FPCore (x] x)", "1:11", "does not close '('"),
        ('(FPCore (x) :name "open x)', "1:19", "no end"),
        ("(FPcore (x) x)", "1:2", "did you mean 'FPCore'?"),
        ("(FPCore (x))", "1:1", "a core is"),
        ("(FPCore (x) x y)", "1:13", "single body"),
        ("(FPCore (x) ())", "1:13", "empty list"),
        ("(FPCore (x) (! :neurlang-op rsqrt (sqrt x)))", "1:29", "not what 'rsqrt' means"),
        ("", "1:1", "there is no (FPCore"),
    ],
)
def test_errors_point_at_the_place(text: str, place: str, says: str) -> None:
    with pytest.raises(FormulaError) as caught:
        read_fpcore(text)
    message = str(caught.value)
    assert message.startswith(f"<fpcore>:{place}: ")
    assert says in message
    assert "^" in message


@given(expressions())
@settings(max_examples=examples(150))
def test_printing_then_reading_gives_the_same_expression(expr: Expr) -> None:
    kernel = kernel_of([expr], ("x", "y", "z"))
    assert read_fpcore(print_fpcore(kernel))[0].outputs[0] is expr


def test_ranges_type_and_reduction_survive_the_round_trip() -> None:
    kernel = parse("sum(sqrt(x)*y)", dtype="f32", ranges={"x": (0, 1), "y": (-math.inf, 2)}, name="weighted")
    [back] = read_fpcore(print_fpcore(kernel))
    assert (back.inputs, back.dtype, back.reduction, back.name) == (kernel.inputs, "f32", "sum", "weighted")
    assert back.outputs == kernel.outputs


def test_dot_cannot_be_printed() -> None:
    with pytest.raises(FormulaError, match="sum of a product"):
        print_fpcore(parse("dot(x, y)"))


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.fpcore")), ids=lambda path: path.stem)
def test_every_core_of_our_corpus_is_a_kernel_and_survives_printing(path: Path) -> None:
    for kernel in read_fpcore(path.read_text(), str(path)):
        assert read_fpcore(print_fpcore(kernel)) == [kernel]


@pytest.mark.skipif(not (SHARED / "fpbench").exists(), reason="FPBench is not here; set NEURLANG_CORPUS")
def test_at_least_110_of_fpbench_are_kernels_and_the_rest_are_refused_by_name() -> None:
    supported, refused = 0, []
    for path in sorted((SHARED / "fpbench").glob("*.fpcore")):
        for core in read_cores(path.read_text(), path.name):
            try:
                kernel = core.kernel()
            except FormulaError as error:
                refused.append(str(error))
                continue
            supported += 1
            assert read_fpcore(print_fpcore(kernel)) == [kernel]
    assert supported >= 110
    assert supported + len(refused) == 136
    assert all("kernels have no loops" in text or "mixed precision" in text for text in refused)


@pytest.mark.slow
@pytest.mark.skipif(not (SHARED / "large").exists(), reason="Prospero is not here; set NEURLANG_CORPUS")
def test_prospero_is_read_and_survives_printing() -> None:
    [kernel] = read_fpcore((SHARED / "large" / "prospero.fpcore").read_text())
    assert len(kernel.nodes()) > 7000
    assert read_fpcore(print_fpcore(kernel)) == [kernel]
