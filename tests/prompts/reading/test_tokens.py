"""The byte tokenizer."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from neurlang.prompts.reading import VOCABULARY, LiteralKind, lex, pieces_of, tokenize, tokens_of_text
from neurlang.prompts.reading.tokens import NAMES, TOKEN_OF_KIND


def test_the_vocabulary_is_256_bytes_and_five_specials() -> None:
    assert VOCABULARY == 261
    assert sorted(NAMES) == [256, 257, 258, 259, 260]


@given(st.text())
def test_plain_text_is_its_bytes(text: str) -> None:
    ids = tokenize([text])
    assert bytes(int(each) for each in ids) == text.encode("utf-8", "replace")


def test_each_literal_is_one_token_whatever_its_length() -> None:
    assert tokens_of_text("add 5 and 12345").tolist() == [*b"add ", 257, *b" and ", 257]
    assert tokens_of_text("length of 'a long text'").tolist() == [*b"length of ", 259]


@given(st.text(max_size=80))
def test_pieces_have_the_whole_text_in_order(text: str) -> None:
    lexed = lex(text)
    pieces = pieces_of(lexed)
    kinds = [piece for piece in pieces if isinstance(piece, LiteralKind)]
    assert kinds == [literal.kind for literal in lexed.literals]
    assert all(kind in TOKEN_OF_KIND for kind in kinds)
    plain = "".join(piece for piece in pieces if isinstance(piece, str))
    assert len(plain) == len(lexed.text) - sum(literal.end - literal.start for literal in lexed.literals)
