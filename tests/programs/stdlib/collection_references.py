"""References of the collections: a memory becomes a value of Python's, on which the operation is done."""

import heapq
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reference import Reference

Words = list[int]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a collection lies in the memory of a parameter."""

    parameter: str
    decode: Callable[[Words], Any]
    encode: Callable[[Any, int], Words]

    def after(self, named: str, function: Callable[..., Any]) -> Reference:
        """A reference that changes the collection and gives the result."""

        def call(memory: Words, *rest: Any) -> Any:
            value = self.decode(memory)
            result = function(value, *rest)
            memory[:] = self.encode(value, len(memory))
            return result

        return Reference(named, call, {self.parameter: lambda memory, result: self.decode(memory)})


def filled(words: Words, size: int) -> Words:
    """The words, and zeros behind them."""
    return [*words, *[0] * (size - len(words))]


def ring_values(memory: Words) -> deque[int]:
    """The values of a queue, the oldest first."""
    head, count, *slots = memory
    found = deque(slots)
    found.rotate(-head)
    return deque(list(found)[:count])


def heap_values(memory: Words) -> Words:
    """The values of a heap; heapq confirms that taking them one by one sorts them."""
    values = memory[1 : memory[0] + 1]
    for place in range(len(values)):
        for child in (2 * place + 1, 2 * place + 2):
            assert child >= len(values) or values[place] <= values[child], "not a heap"
    return sorted(values)


def pairs(memory: Words) -> dict[int, int]:
    """The keys and values of a hash table."""
    return {key: value for key, value in zip(memory[::2], memory[1::2], strict=True) if key}


def table_of(content: dict[int, int], size: int) -> Words:
    """Any order of slots, since only the content is compared."""
    return filled([word for pair in content.items() for word in pair], size)


def set_of(words: Words) -> set[int]:
    """The members of a bit set."""
    whole = int.from_bytes(b"".join(word.to_bytes(8, "little") for word in words), "little")
    return {place for place, digit in enumerate(f"{whole:b}"[::-1]) if digit == "1"}


def words_of(members: set[int], size: int) -> Words:
    """A bit set."""
    return [sum(2 ** (x - 64 * i) for x in members if x // 64 == i) for i in range(size)]


def root_of(parents: Words, x: int) -> int:
    """The representative, by recursion."""
    return x if parents[x] == x else root_of(parents, parents[x])


def roots_of(parents: Words) -> Words:
    """The representative of each element."""
    return [root_of(parents, x) for x in range(len(parents))]


def join(roots: Words, a: int, b: int) -> bool:
    """All of one group get the other's representative."""
    one, two = sorted((roots[a], roots[b]))
    roots[:] = [one if root == two else root for root in roots]
    return one != two


@dataclass(slots=True)
class Chain:
    """A linked list: how many nodes were ever used, and the values from the first on."""

    used: int
    values: Words


def chain_of(memory: Words) -> Chain:
    """The values along the links."""
    values, node = [], memory[1]
    while node and len(values) <= len(memory):
        values.append(memory[2 * node])
        node = memory[2 * node + 1]
    return Chain(memory[0], values)


def links_of(chain: Chain, size: int) -> Words:
    """The nodes in order."""
    count = len(chain.values)
    words = [chain.used, 1 if count else 0]
    for place, value in enumerate(chain.values, 1):
        words += [value, place + 1 if place < count else 0]
    return filled(words, size)


def push(chain: Chain, place: int, value: int) -> None:
    """Insert into the values."""
    chain.values.insert(place, value)
    chain.used += 1


def taken_out(chain: Chain, value: int) -> bool:
    """list.remove"""
    if value not in chain.values:
        return False
    chain.values.remove(value)
    return True


def keys_of(memory: Words) -> Words:
    """The keys of a search tree in the order of its nodes from left to right."""

    def walk(node: int) -> Words:
        if node == 0:
            return []
        key, left, right = memory[3 * node - 1 : 3 * node + 2]
        return [*walk(left), key, *walk(right)]

    found = walk(memory[1])
    assert len(found) == memory[0], "a node is lost"
    return found


def tree_of(keys: Words, size: int) -> Words:
    """A tree without left children."""
    words = [len(keys), 1 if keys else 0]
    for node, key in enumerate(sorted(keys), 1):
        words += [key, 0, node + 1 if node < len(keys) else 0]
    return filled(words, size)


def inserted(keys: Words, key: int) -> bool:
    """Into a sorted list."""
    if key in keys:
        return False
    keys.append(key)
    keys.sort()
    return True


def levels(memory: Words, node: int) -> int:
    """How often the children of all nodes of a level can be taken."""
    level, count = {node} - {0}, 0
    while level:
        level = {child for each in level for child in memory[3 * each : 3 * each + 2]} - {0}
        count += 1
    return count


def walks_for_ever(successors: Words, start: int) -> bool:
    """Whether 0 is not among as many steps as there are nodes."""
    for _ in successors:
        start = successors[start]
    return start != 0


def single_values(sums: Words) -> Words:
    """The values of which a Fenwick tree holds the sums; the first word is none."""
    values = [sums[0]]
    for i in range(1, len(sums)):
        values.append(sums[i] - sum(values[i - (i & -i) + 1 : i]))
    return values


def fenwick_of(values: Words, size: int) -> Words:
    """The sums, each from its definition."""
    return [values[0], *(sum(values[i - (i & -i) + 1 : i + 1]) for i in range(1, size))]


def change_at(values: Words, size: int, place: int, change: int) -> None:
    """One value."""
    values[place] += change


def pushed(values: Words, capacity: int, value: int) -> bool:
    """list.append, if there is room."""
    if len(values) == capacity:
        return False
    values.append(value)
    return True


def written(values: deque[int], capacity: int, value: int) -> None:
    """A deque with a largest length."""
    kept = deque(values, maxlen=capacity)
    kept.append(value)
    values.clear()
    values.extend(kept)


def stored(table: dict[int, int], capacity: int, key: int, value: int) -> bool:
    """dict.__setitem__"""
    is_new = key not in table
    table[key] = value
    return is_new


def smallest_from(members: Words, words: int, start: int) -> int:
    """The minimum of the members that are not below."""
    return min((x for x in set_of(members) if x >= start), default=-1)


STACK = Layout("stack", lambda m: m[1 : m[0] + 1], lambda values, size: filled([len(values), *values], size))
QUEUE = Layout("queue", ring_values, lambda values, size: filled([0, len(values), *values], size))
HEAP = Layout("heap", heap_values, lambda values, size: filled([len(values), *sorted(values)], size))
TABLE = Layout("table", pairs, table_of)
SET = Layout("members", set_of, words_of)
GROUPS = Layout("parents", roots_of, lambda roots, size: roots)
CHAIN = Layout("nodes", chain_of, links_of)
TREE = Layout("nodes", keys_of, tree_of)
SUMS = Layout("sums", single_values, fenwick_of)

COLLECTIONS = {
    "stack_push": STACK.after("list.append", pushed),
    "stack_pop": STACK.after("list.pop", lambda values: values.pop() if values else 0),
    "stack_peek": STACK.after("list[-1]", lambda values: [0, *values][-1]),
    "queue_push": QUEUE.after("deque.append", pushed),
    "queue_pop": QUEUE.after("deque.popleft", lambda values, capacity: values.popleft() if values else 0),
    "queue_peek": QUEUE.after("deque[0]", lambda values: values[0] if values else 0),
    "queue_pop_back": QUEUE.after("deque.pop", lambda values, capacity: values.pop() if values else 0),
    "ring_write": QUEUE.after("deque with maxlen", written),
    "heap_push": HEAP.after("heapq.heappush", heapq.heappush),
    "heap_pop": HEAP.after("heapq.heappop", heapq.heappop),
    "heap_peek": HEAP.after("min", min),
    "is_heap": Reference(
        "all parents and children", lambda m: all(m[i // 2] <= m[i] for i in range(m[0], 1, -1))
    ),
    "hash_put": TABLE.after("dict.__setitem__", stored),
    "hash_get": TABLE.after("dict.get", lambda table, capacity, key, default: table.get(key, default)),
    "hash_contains": TABLE.after("dict.__contains__", lambda table, capacity, key: key in table),
    "hash_remove": TABLE.after("dict.pop", lambda table, capacity, key: table.pop(key, None) is not None),
    "hash_count": TABLE.after("len of a dict", lambda table, capacity: len(table)),
    "bitset_add": SET.after("set.add", set.add),
    "bitset_remove": SET.after("set.discard", set.discard),
    "bitset_contains": SET.after("set.__contains__", lambda members, x: x in members),
    "bitset_count": SET.after("len of a set", lambda members, words: len(members)),
    "bitset_union": SET.after("set.update", lambda members, others, words: members.update(set_of(others))),
    "bitset_intersect": SET.after(
        "set.intersection_update", lambda members, others, words: members.intersection_update(set_of(others))
    ),
    "bitset_is_subset": SET.after("set.issubset", lambda members, others, words: members <= set_of(others)),
    "bitset_next": Reference("min of a set", smallest_from),
    "groups_init": Reference("range", lambda parents, count: parents.__setitem__(slice(None), range(count))),
    "group_of": GROUPS.after("recursion", lambda roots, x: roots[x]),
    "unite": GROUPS.after("relabelling all", join),
    "are_connected": GROUPS.after("recursion", lambda roots, a, b: roots[a] == roots[b]),
    "count_groups": GROUPS.after("set", lambda roots, count: len(set(roots))),
    "list_push_front": CHAIN.after("list.insert", lambda chain, value: push(chain, 0, value)),
    "list_push_back": CHAIN.after("list.append", lambda chain, value: push(chain, len(chain.values), value)),
    "list_length": CHAIN.after("len", lambda chain: len(chain.values)),
    "list_get": CHAIN.after("list.__getitem__", lambda chain, index: (chain.values + [0] * 8)[index]),
    "list_find": CHAIN.after(
        "list.index", lambda chain, value: chain.values.index(value) if value in chain.values else -1
    ),
    "list_remove": CHAIN.after("list.remove", taken_out),
    "list_reverse": CHAIN.after("list.reverse", lambda chain: chain.values.reverse()),
    "has_cycle": Reference("as many steps as nodes", walks_for_ever),
    "tree_insert": TREE.after("list.sort", inserted),
    "tree_contains": TREE.after("list.__contains__", lambda keys, key: key in keys),
    "tree_minimum": TREE.after("min", lambda keys: min(keys, default=0)),
    "tree_height": Reference("levels, breadth first", levels),
    "fenwick_add": SUMS.after("list.__setitem__", change_at),
    "fenwick_sum": SUMS.after("sum of a slice", lambda values, place: sum(values[1 : place + 1])),
}
