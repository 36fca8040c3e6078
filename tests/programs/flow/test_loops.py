"""Back edges, post-order, and the blocks of a loop."""

from __future__ import annotations

from neurlang.programs.flow import natural_loop, search

NESTED = {0: (1,), 1: (2, 5), 2: (3,), 3: (2, 4), 4: (1,), 5: ()}


def test_a_search_finds_the_back_edges_of_nested_loops() -> None:
    assert search(NESTED, [0]).back_edges == {(3, 2), (4, 1)}


def test_what_follows_stands_before_it_but_for_back_edges() -> None:
    found = search(NESTED, [0])
    place = {block: index for index, block in enumerate(found.order)}
    assert sorted(found.order) == sorted(NESTED)
    for block, following in NESTED.items():
        for other in following:
            assert (place[other] < place[block]) != ((block, other) in found.back_edges)


def test_each_loop_has_its_own_blocks() -> None:
    edges = search(NESTED, [0]).back_edges
    assert natural_loop(NESTED, [0], 2, edges) == {2, 3}
    assert natural_loop(NESTED, [0], 1, edges) == {1, 2, 3, 4}


def test_one_with_another_way_in_is_none() -> None:
    edges = search(NESTED, [0]).back_edges
    assert natural_loop(NESTED, [0, 3], 2, edges) is None


def test_a_block_that_cannot_be_reached_is_not_searched() -> None:
    assert search({0: (), 1: (0,)}, [0]).order == (0,)
