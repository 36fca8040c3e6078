"""Which stream the next row comes from: levels in equal shares, and within a level the sources by their shares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from neurlang.prompts.training.sources.job import DataJob, Origin, Stream, has_rows

REFUSAL_EVERY = 4  # every fourth row of a file that has labels is a text that must be refused

SHARES: tuple[tuple[Origin, int], ...] = (
    (Origin.LIBRARY, 10),
    (Origin.EXAMPLES, 1),
    (Origin.PHRASES, 6),
    (Origin.PATTERNS, 3),
)
"""The sources of a level by priority, with their shares. A source without rows leaves its share to the others."""

MIX = Stream(Origin.MIX, 0)
REFUSALS = Stream(Origin.REFUSALS, 0)


def streams_of(job: DataJob) -> tuple[Stream, ...]:
    """All streams of a job, by level and priority."""
    if job.is_mix:
        return (MIX,)
    found = [
        stream
        for level in job.levels
        for origin, _ in SHARES
        if has_rows(job, stream := Stream(origin, level)) and _is_source(job, origin)
    ]
    return (*found, REFUSALS) if job.schema.has_labels else tuple(found)


def _is_source(job: DataJob, origin: Origin) -> bool:
    if origin is Origin.LIBRARY:
        return bool(job.libraries)
    return origin is not Origin.EXAMPLES or job.example_folder is not None


def turns(job: DataJob, start: int = 0) -> Iterator[tuple[Stream, ...]]:
    """For each row from `start` on, the streams that it may come from: the first that has not ended gives it."""
    streams = streams_of(job)
    by_level = [tuple(each for each in streams if each.level == level) for level in job.levels]
    orders = [_order(each) for each in by_level]
    row = start
    while True:
        yield _turn(job, row, orders)
        row += 1


def _turn(job: DataJob, row: int, orders: Sequence[Sequence[tuple[Stream, ...]]]) -> tuple[Stream, ...]:
    if job.is_mix:
        return (MIX,)
    if job.schema.has_labels:
        if row % REFUSAL_EVERY == REFUSAL_EVERY - 1:
            return (REFUSALS,)
        row -= row // REFUSAL_EVERY
    level = row % len(orders)
    order = orders[level]
    return order[row // len(orders) % len(order)]


def _order(streams: Sequence[Stream]) -> tuple[tuple[Stream, ...], ...]:
    """The turns of a level, evenly mixed: at each, the stream whose share it is, and then the others by priority.

    The stream furthest behind its share is next (smooth weighted round robin).
    """
    shares = {stream: share for stream in streams for origin, share in SHARES if origin is stream.origin}
    total = sum(shares.values())
    credit = dict.fromkeys(shares, 0)
    order = []
    for _ in range(total):
        for stream, share in shares.items():
            credit[stream] += share
        chosen = max(shares, key=lambda stream: credit[stream])
        credit[chosen] -= total
        order.append((chosen, *(each for each in _substitutes(streams) if each is not chosen)))
    return tuple(order)


def _substitutes(streams: Sequence[Stream]) -> Iterator[Stream]:
    """Who takes the turn of a stream that has ended: first those that never do."""
    endless = [each for each in streams if each.origin is not Origin.EXAMPLES]
    yield from endless
    yield from (each for each in streams if each not in endless)


def expected_rows(job: DataJob, stream: Stream, rows: int) -> int:
    """About how many of so many rows come from a stream; what is prefetched."""
    if stream == MIX:
        return rows
    if stream == REFUSALS:
        return -(-rows // REFUSAL_EVERY)
    answered = rows - (rows // REFUSAL_EVERY if job.schema.has_labels else 0)
    same = [each for each in streams_of(job) if each.level == stream.level]
    shares = {origin: share for origin, share in SHARES if any(each.origin is origin for each in same)}
    return -(-answered * shares[stream.origin] // (len(job.levels) * sum(shares.values())))
