"""Instructions are read from LLVM's assembly and classified."""

from __future__ import annotations

import pytest
from judge_examples import AVX512

from neurlang.errors import DataError
from neurlang.kernels.expr import parse
from neurlang.kernels.judge.modelling.instructions import (
    counts_of,
    instruction_of,
    loop_text,
    read_loop,
)
from neurlang.kernels.simd import compiled_form, core_assemblies


@pytest.mark.parametrize(
    ("line", "kind", "reads", "writes"),
    [
        ("vaddps %zmm1, %zmm2, %zmm3", "add", ("v1", "v2"), "v3"),
        ("vfmadd231ps %zmm6, %zmm13, %zmm6", "fma", ("v6", "v13", "v6"), "v6"),
        ("vfnmadd213pd %zmm3, %zmm7, %zmm15", "fma", ("v3", "v7", "v15"), "v15"),
        ("vdivpd %zmm0, %zmm1, %zmm2", "divide.f64", ("v0", "v1"), "v2"),
        ("vsqrtps %zmm9, %zmm9", "root.f32", ("v9",), "v9"),
        ("vrsqrt14ps %zmm9, %zmm6", "estimate", ("v9",), "v6"),
        ("vcmpunordps %zmm2, %zmm2, %k1", "compare", ("v2", "v2"), "k1"),
        ("vmovaps %zmm3, %zmm1 {%k1}", "blend", ("v3", "k1", "v1"), "v1"),
        ("vmovaps %zmm3, %zmm1", "move", ("v3",), "v1"),
        ("vmovups (%rax,%rdi,4), %zmm6", "load", (), "v6"),
        ("vmovaps 64(%rsp), %zmm6", "load", ("64(%rsp)",), "v6"),
        ("vmovaps %zmm6, 64(%rsp)", "store", ("v6",), "64(%rsp)"),
        ("vmovups %zmm5, (%rdx,%rdi,4)", "store", ("v5",), None),
        ("vandps %zmm1, %zmm15, %zmm12", "logic", ("v1", "v15"), "v12"),
        ("vrndscaleps $8, %zmm1, %zmm2", "round", ("v1",), "v2"),
        ("korw %k3, %k4, %k0", "mask", ("k3", "k4"), "k0"),
        ("vbroadcastss (%r8,%r9), %zmm2", "load", (), "v2"),
        ("addq $16, %rdi", "integer", (), None),
        ("jb .LBB0_2", "branch", (), None),
        ("callq *%rbx", "call", ("v0", "v1"), "v0"),
    ],
)
def test_lines_are_classified(line: str, kind: str, reads: tuple[str, ...], writes: str | None) -> None:
    found = instruction_of(line)
    assert (found.kind, found.reads, found.writes) == (kind, reads, writes)


def test_an_operand_in_memory_is_a_load_beside_the_operation() -> None:
    found = instruction_of("vaddps 64(%rsp), %zmm0, %zmm0")
    assert (found.kind, found.loads) == ("add", True)
    assert counts_of(read_loop("vaddps 64(%rsp), %zmm0, %zmm0"))["load"] == 1


def test_the_main_loop_of_a_kernel_has_its_operations() -> None:
    form = compiled_form(parse("sqrt(x*x + y*y)/(1 + y) - max(x, y)", dtype="f32"))
    counts = counts_of(read_loop(loop_text(core_assemblies([form], AVX512)[0])))
    expected = {"root.f32": 2, "divide.f32": 2, "multiply": 2, "fma": 2, "minmax": 2, "store": 2}
    assert {name: counts[name] for name in expected} == expected  # two vectors an iteration


def test_blocks_for_doubtful_estimates_do_not_count() -> None:
    form = compiled_form(parse("1/sqrt(x) + y", dtype="f32"))
    divided = counts_of(read_loop(loop_text(core_assemblies([form], AVX512)[0])))
    estimated = counts_of(read_loop(loop_text(core_assemblies([form], AVX512, 8.0)[0])))
    assert divided["divide.f32"] and not divided["estimate"]
    assert estimated["estimate"] and not estimated["divide.f32"]


def test_assembly_without_a_loop_is_refused() -> None:
    with pytest.raises(DataError, match="no loop"):
        loop_text("core:\n\tretq\n")
