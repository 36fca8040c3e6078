"""Random sources of the subset, as Hypothesis strategies."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = st.one_of(
    st.integers(-(2**63), 2**64 - 1), st.integers(-3, 70), st.sampled_from([2**63, -(2**63), 2**64 - 1])
)


def expressions(kind: str) -> st.SearchStrategy[str]:
    """Expressions of a, b, c of one type."""
    leaves = st.one_of(
        st.sampled_from("abc"), st.integers(0, 70).map("(a ^ {})".format), st.just(f"(b | {2**63 - 1})")
    )
    counts = st.integers(0, 63).map(str)

    def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        plain = st.tuples(inner, st.sampled_from(["+", "-", "*", "&", "|", "^"]), inner)
        divided = st.tuples(
            inner, st.sampled_from(["//", "%"]), st.sampled_from(["2", "3", "8", "10", "1", "(b | 1)"])
        )
        shifted = st.tuples(inner, st.sampled_from(["<<", ">>"]), counts)
        return st.one_of(
            st.one_of(plain, divided, shifted).map(lambda parts: f"({' '.join(parts)})"),
            inner.map(lambda text: f"{kind}(a < {text})"),
            st.tuples(inner, inner, inner).map(
                lambda parts: f"({kind}({parts[0]}) if {parts[1]} > c else {kind}({parts[2]}))"
            ),
            st.tuples(inner, inner).map(lambda parts: f"min({parts[0]}, max(b, {parts[1]}))"),
        )

    return st.recursive(leaves, larger, max_leaves=8)


@st.composite
def sources(draw: st.DrawFn) -> str:
    """A function of three words with a loop and a branch."""
    kind = draw(st.sampled_from(["u64", "i64"]))
    one, two, test, last = (draw(expressions(kind)) for _ in range(4))
    return f"""
def f(a: {kind}, b: {kind}, c: {kind}) -> {kind}:
    x: {kind} = a
    for i in range({draw(st.integers(0, 4))}):
        x = (x ^ {one}) + {kind}(i)
        if x > {test}:
            a, b = b, a + ({two})
    return x + ({last})
"""
