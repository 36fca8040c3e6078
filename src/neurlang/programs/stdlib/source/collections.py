"""Collections in memory that the caller gives: stack, queue, heap, hash table, bit set, groups, list, tree, sums.

The layout of each stands above its functions. An index or a node of 0 means that there is none, where nodes count
from 1.
"""

from __future__ import annotations

from random import Random

from neurlang.programs.stdlib.types import ctz, i64, popcount, ptr_i64, ptr_u64, u64

# Stack: how many values it holds, then the values from the bottom up.


def stack_push(stack: ptr_u64, capacity: u64, value: u64) -> bool:
    """Put a value on a stack.

    Parameters:
        stack (array[capacity + 1] of 0 .. 2^64 - 1): the stack: how many values it holds, then the values
            from the bottom up
        capacity (0 .. 2^32): how many values it has room for
        value (0 .. 2^64 - 1): the value

    Tests:
        stack (from _stack)
        capacity (one of 8)

    Requires: stack[0] <= capacity
    Returns: false if the stack is full
    Answer: stack
    Difficulty: 5

    Prompts:
        push {value} onto the stack {stack} of capacity {capacity}
        stack_push({stack}, {capacity}, {value})
        put {value} on top of {stack}, which has room for {capacity}
        lay {value} on the pile {stack} unless it holds {capacity} already
        is there still room on {stack} (capacity {capacity}) for {value}? then add it
        add {value} as the newest entry of the stack {stack}, limit {capacity}
        last in, first out: put {value} into {stack} with {capacity} places
        grow the stack {stack}, at most {capacity} high, by {value}
        save {value} on the stack {stack} whose size limit is {capacity}
        with a stack {stack} for {capacity} values, store {value} at its top
    """
    count = stack[0]
    if count == capacity:
        return False
    stack[count + 1] = value
    stack[0] = count + 1
    return True


def stack_pop(stack: ptr_u64) -> u64:
    """Take the latest value off a stack.

    Parameters:
        stack (array of 0 .. 2^64 - 1): the stack: how many values it holds, then the values from the bottom up

    Tests:
        stack (from _stack)

    Requires: stack[0] < len(stack)
    Returns: the value; 0 if the stack is empty
    Difficulty: 5

    Prompts:
        pop from the stack {stack}
        stack_pop({stack})
        take the top off {stack}
        remove the latest value of the stack {stack}
        what comes off the stack {stack} next?
        get back what was put on {stack} last
        lift the uppermost entry from the pile {stack}
        last in, first out: take one from {stack}
        shrink the stack {stack} by one and return what it was
        undo the last push on {stack}
    """
    count = stack[0]
    if count == 0:
        return 0
    stack[0] = count - 1
    return stack[count]


def stack_peek(stack: ptr_u64) -> u64:
    """The latest value on a stack, which stays there.

    Parameters:
        stack (array of 0 .. 2^64 - 1): the stack: how many values it holds, then the values from the bottom up

    Tests:
        stack (from _stack)

    Requires: stack[0] < len(stack)
    Returns: the value; 0 if the stack is empty
    Difficulty: 5

    Prompts:
        what is on top of the stack {stack}?
        stack_peek({stack})
        look at the top of {stack} without removing it
        the latest value on the stack {stack}
        peek into {stack}
        which entry of {stack} would be popped next?
        show the uppermost value of the pile {stack}
        read the newest entry of the stack {stack}
        top element of {stack}
        what was last pushed on {stack} and is still there?
    """
    count = stack[0]
    return stack[count] if count else 0


# Queue in a ring: the index of its oldest value, how many values it holds, then the slots.


def queue_push(queue: ptr_u64, capacity: u64, value: u64) -> bool:
    """Put a value at the end of a queue.

    Parameters:
        queue (array[capacity + 2] of 0 .. 2^64 - 1): the queue: the slot of its oldest value, how many
            values it holds, then the slots
        capacity (1 .. 2^32): how many slots it has
        value (0 .. 2^64 - 1): the value

    Tests:
        queue (from _queue)
        capacity (one of 6)

    Requires: queue[0] < capacity
    Requires: queue[1] <= capacity
    Returns: false if the queue is full
    Answer: queue
    Difficulty: 5

    Prompts:
        enqueue {value} in the queue {queue} of capacity {capacity}
        queue_push({queue}, {capacity}, {value})
        put {value} at the end of {queue}, which has {capacity} slots
        let {value} wait in the line {queue} for {capacity}
        append {value} to the ring queue {queue} unless all {capacity} slots are taken
        first in, first out: add {value} to {queue} with {capacity} places
        is the queue {queue} of {capacity} full? if not, add {value}
        send {value} into the buffer {queue} that holds {capacity}
        line up {value} behind the others in {queue} ({capacity} slots)
        with a ring of {capacity} slots in {queue}, store {value} last
    """
    count = queue[1]
    if count == capacity:
        return False
    slot = queue[0] + count
    if slot >= capacity:
        slot -= capacity
    queue[slot + 2] = value
    queue[1] = count + 1
    return True


def queue_pop(queue: ptr_u64, capacity: u64) -> u64:
    """Take the oldest value from a queue.

    Parameters:
        queue (array[capacity + 2] of 0 .. 2^64 - 1): the queue: the slot of its oldest value, how many
            values it holds, then the slots
        capacity (1 .. 2^32): how many slots it has

    Tests:
        queue (from _queue)
        capacity (one of 6)

    Requires: queue[0] < capacity
    Requires: queue[1] <= capacity
    Returns: the value; 0 if the queue is empty
    Difficulty: 5

    Prompts:
        dequeue from the queue {queue} of capacity {capacity}
        queue_pop({queue}, {capacity})
        take the oldest value out of {queue} with {capacity} slots
        who is next in the line {queue} of {capacity} places?
        first in, first out: take one from {queue} (capacity {capacity})
        remove the front of the ring queue {queue}, {capacity} slots long
        serve the value that has waited longest in {queue}, room for {capacity}
        what leaves the buffer {queue} of {capacity} first?
        receive the next value from {queue}, a ring of {capacity}
        shorten the queue {queue} ({capacity} slots) at its head and return what was there
    """
    if queue[1] == 0:
        return 0
    head = queue[0]
    queue[1] -= 1
    queue[0] = head + 1 if head + 1 < capacity else 0
    return queue[head + 2]


def queue_peek(queue: ptr_u64) -> u64:
    """The oldest value of a queue, which stays there.

    Parameters:
        queue (array of 0 .. 2^64 - 1): the queue: the slot of its oldest value, how many values it holds,
            then the slots

    Tests:
        queue (from _queue)

    Requires: queue[0] + 2 < len(queue)
    Returns: the value; 0 if the queue is empty
    Difficulty: 5

    Prompts:
        what is at the front of the queue {queue}?
        queue_peek({queue})
        look at the head of {queue} without removing it
        the oldest value in the queue {queue}
        which entry of {queue} would be served next?
        who has waited longest in {queue}?
        show the first in line of {queue}
        read the front element of the ring queue {queue}
        peek at the next value out of {queue}
        what was put into {queue} earliest and is still there?
    """
    return queue[queue[0] + 2] if queue[1] else 0


def queue_pop_back(queue: ptr_u64, capacity: u64) -> u64:
    """Take the latest value from a queue.

    Parameters:
        queue (array[capacity + 2] of 0 .. 2^64 - 1): the queue: the slot of its oldest value, how many
            values it holds, then the slots
        capacity (1 .. 2^32): how many slots it has

    Tests:
        queue (from _queue)
        capacity (one of 6)

    Requires: queue[0] < capacity
    Requires: queue[1] <= capacity
    Returns: the value; 0 if the queue is empty
    Difficulty: 5

    Prompts:
        pop the back of the deque {queue} of capacity {capacity}
        queue_pop_back({queue}, {capacity})
        take the latest value out of {queue} with {capacity} slots
        remove the end of the ring queue {queue}, {capacity} slots long
        who joined the line {queue} of {capacity} places last? let that one go
        withdraw the newest entry from {queue} (room for {capacity})
        undo the last enqueue on {queue}, a ring of {capacity}
        use the queue {queue} of {capacity} like a stack: take one
        pop_back on the ring {queue} with {capacity} slots
        shorten {queue} ({capacity} slots) at its tail and return what was there
    """
    count = queue[1]
    if count == 0:
        return 0
    queue[1] = count - 1
    slot = queue[0] + count - 1
    if slot >= capacity:
        slot -= capacity
    return queue[slot + 2]


def ring_write(queue: ptr_u64, capacity: u64, value: u64) -> None:
    """Put a value at the end of a ring buffer; if it is full, the oldest value is lost.

    Parameters:
        queue (array[capacity + 2] of 0 .. 2^64 - 1): the queue: the slot of its oldest value, how many
            values it holds, then the slots
        capacity (1 .. 2^32): how many slots it has
        value (0 .. 2^64 - 1): the value

    Tests:
        queue (from _queue)
        capacity (one of 6)

    Requires: queue[0] < capacity
    Requires: queue[1] <= capacity
    Difficulty: 5

    Prompts:
        write {value} to the ring buffer {queue} of {capacity}
        ring_write({queue}, {capacity}, {value})
        record {value} in {queue}, overwriting the oldest of {capacity} if needed
        log {value} in a circular buffer {queue} with {capacity} slots
        keep the last {capacity} values in {queue}: add {value}
        append {value} to the ring {queue} even if all {capacity} slots are taken
        store the sample {value} in the history {queue} of length {capacity}
        overwrite the oldest entry of {queue} ({capacity} slots) by {value} when it is full
        push {value} into the rolling window {queue} of {capacity} values
        circular write of {value} into {queue}, capacity {capacity}
    """
    head = queue[0]
    count = queue[1]
    slot = head + count
    if slot >= capacity:
        slot -= capacity
    queue[slot + 2] = value
    if count < capacity:
        queue[1] = count + 1
    else:
        queue[0] = head + 1 if head + 1 < capacity else 0


# Binary heap: how many values it holds, then the values; each is not above its children, at twice its place.


def heap_push(heap: ptr_i64, value: i64) -> None:
    """Add a value to a heap that has room for it.

    Parameters:
        heap (array of -2^63 .. 2^63 - 1): the heap: how many values it holds, then the values
        value (-2^63 .. 2^63 - 1): the value

    Tests:
        heap (from _heap)
        value (-20 .. 20)

    Requires: 0 <= heap[0] < len(heap) - 1
    Requires: all(heap[i // 2] <= heap[i] for i in range(2, heap[0] + 1))
    Difficulty: 5

    Prompts:
        push {value} onto the heap {heap}
        heap_push({heap}, {value})
        insert {value} into the priority queue {heap}
        add {value} to the min-heap {heap}
        schedule the priority {value} in {heap}
        sift {value} up in the binary heap {heap}
        let {value} take its place in the heap {heap}
        put the key {value} into {heap} and restore the heap order
        heappush on {heap} with {value}
        grow the heap {heap} by the element {value}
    """
    place = u64(heap[0]) + 1
    heap[0] = i64(place)
    while place > 1:
        parent = heap[place >> 1]
        if parent <= value:
            break
        heap[place] = parent
        place >>= 1
    heap[place] = value


def heap_pop(heap: ptr_i64) -> i64:
    """Take the smallest value from a heap that has one.

    Parameters:
        heap (array of -2^63 .. 2^63 - 1): the heap: how many values it holds, then the values

    Tests:
        heap (from _filled_heap)

    Requires: 0 < heap[0] < len(heap)
    Requires: all(heap[i // 2] <= heap[i] for i in range(2, heap[0] + 1))
    Returns: the value
    Difficulty: 5

    Prompts:
        pop the smallest from the heap {heap}
        heap_pop({heap})
        take the minimum out of the min-heap {heap}
        serve the most urgent entry of the priority queue {heap}
        remove the root of the binary heap {heap}
        extract-min on {heap}
        which value leaves the heap {heap} first?
        heappop on {heap}
        shrink the heap {heap} by its least element and return that
        what is the next priority to handle in {heap}?
    """
    smallest = heap[1]
    count = u64(heap[0]) - 1
    heap[0] = i64(count)
    x = heap[count + 1]
    place = 1
    child = 2
    while child <= count:
        if child < count and heap[child + 1] < heap[child]:
            child += 1
        if heap[child] >= x:
            break
        heap[place] = heap[child]
        place = child
        child = 2 * place
    heap[place] = x
    return smallest


def heap_peek(heap: ptr_i64) -> i64:
    """The smallest value of a heap that has one; it stays there.

    Parameters:
        heap (array of -2^63 .. 2^63 - 1): the heap: how many values it holds, then the values

    Tests:
        heap (from _filled_heap)

    Requires: 0 < heap[0] < len(heap)
    Requires: all(heap[i // 2] <= heap[i] for i in range(2, heap[0] + 1))
    Returns: the value
    Difficulty: 5

    Prompts:
        smallest value in the heap {heap}
        heap_peek({heap})
        what is at the root of the min-heap {heap}?
        look at the minimum of {heap} without removing it
        which entry of the priority queue {heap} is the most urgent?
        find-min on the binary heap {heap}
        top of the heap {heap}
        read the least key that {heap} holds
        what would heappop give for {heap}?
        peek into the priority queue {heap}
    """
    return heap[1]


def is_heap(heap: ptr_i64) -> bool:
    """Whether each value of a heap's memory is not above its children.

    Parameters:
        heap (array of -2^63 .. 2^63 - 1): a count, then so many values

    Tests:
        heap (from _maybe_heap)

    Requires: 0 <= heap[0] < len(heap)
    Returns: true if it is a heap
    Difficulty: 5

    Prompts:
        is {heap} a valid min-heap?
        is_heap({heap})
        does the heap order hold in {heap}?
        check that no parent in {heap} is above its children
        validate the binary heap {heap}
        is the priority queue {heap} consistent?
        true if each value of {heap} is at least its parent
        test {heap} for the heap property
        can {heap} be used as a heap as it is?
        has {heap} its smallest value at every root?
    """
    for place in range(2, u64(heap[0]) + 1):
        if heap[place] < heap[place >> 1]:
            return False
    return True


# Hash table: two words for each slot, a key above 0 (0: the slot is free) and its value. The capacity is a power of
# two; a key that finds its slot taken goes to the next free one (linear probing). One slot stays free.


def _slot_of(table: ptr_u64, capacity: u64, key: u64) -> u64:
    """The slot that holds a key, or the free slot where it belongs."""
    mask = capacity - 1
    slot = key * 0x9E37_79B9_7F4A_7C15 >> 32 & mask
    while table[2 * slot] != 0 and table[2 * slot] != key:
        slot = slot + 1 & mask
    return slot


def hash_put(table: ptr_u64, capacity: u64, key: u64, value: u64) -> bool:
    """Store a value under a key in a hash table that has a free slot; a former value is replaced.

    Parameters:
        table (array[2 * capacity] of 0 .. 2^64 - 1): the table: a key and its value for each slot; the
            key 0 means that the slot is free
        capacity (1 .. 2^32): how many slots it has
        key (1 .. 2^64 - 1): the key
        value (0 .. 2^64 - 1): the value

    Tests:
        table (from _hash_table)
        capacity (one of 8)
        key (1 .. 12)

    Requires: capacity & (capacity - 1) == 0
    Requires: 0 in table[::2]
    Returns: true if the key is new
    Answer: table
    Difficulty: 5

    Prompts:
        store {value} under the key {key} in the hash table {table} of {capacity} slots
        hash_put({table}, {capacity}, {key}, {value})
        put the pair {key} -> {value} into {table} with capacity {capacity}
        map {key} to {value} in the table {table} ({capacity} slots)
        {table}[{key}] = {value}, where {table} is a hash table of {capacity}
        insert or replace {key}: {value} in the hash map {table}, capacity {capacity}
        remember that {key} has the value {value} in {table} of size {capacity}
        set the entry {key} of the dictionary {table} ({capacity} slots) to {value}
        was {key} new in {table} of {capacity} slots when {value} was stored for it?
        in the open-addressing table {table} with {capacity} slots, save {value} for {key}
    """
    slot = _slot_of(table, capacity, key)
    is_new = table[2 * slot] == 0
    table[2 * slot] = key
    table[2 * slot + 1] = value
    return is_new


def hash_get(table: ptr_u64, capacity: u64, key: u64, default: u64) -> u64:
    """The value under a key in a hash table.

    Parameters:
        table (array[2 * capacity] of 0 .. 2^64 - 1): the table: a key and its value for each slot; the
            key 0 means that the slot is free
        capacity (1 .. 2^32): how many slots it has
        key (1 .. 2^64 - 1): the key
        default (0 .. 2^64 - 1): what is returned if the key is not there

    Tests:
        table (from _hash_table)
        capacity (one of 8)
        key (1 .. 12)

    Requires: capacity & (capacity - 1) == 0
    Requires: 0 in table[::2]
    Returns: the value, or the default
    Difficulty: 5

    Prompts:
        value for {key} in the hash table {table} of {capacity} slots, or {default}
        hash_get({table}, {capacity}, {key}, {default})
        look up {key} in {table} with capacity {capacity}, {default} if it is missing
        {table}.get({key}, {default}) for a hash table of {capacity} slots
        what does the table {table} ({capacity} slots) map {key} to? else {default}
        fetch the entry {key} from the dictionary {table} of {capacity}, default {default}
        find what is stored under {key} in {table}, capacity {capacity}, falling back on {default}
        read {key} in the hash map {table} of {capacity} slots, {default} when absent
        which value belongs to {key} in {table} of size {capacity}, or is it {default}?
        with {capacity} slots in {table}, get {key} or return {default}
    """
    slot = _slot_of(table, capacity, key)
    return table[2 * slot + 1] if table[2 * slot] != 0 else default


def hash_contains(table: ptr_u64, capacity: u64, key: u64) -> bool:
    """Whether a hash table has a key.

    Parameters:
        table (array[2 * capacity] of 0 .. 2^64 - 1): the table: a key and its value for each slot; the
            key 0 means that the slot is free
        capacity (1 .. 2^32): how many slots it has
        key (1 .. 2^64 - 1): the key

    Tests:
        table (from _hash_table)
        capacity (one of 8)
        key (1 .. 12)

    Requires: capacity & (capacity - 1) == 0
    Requires: 0 in table[::2]
    Returns: true if it is there
    Difficulty: 5

    Prompts:
        is {key} in the hash table {table} of {capacity} slots?
        hash_contains({table}, {capacity}, {key})
        does {table} with capacity {capacity} have the key {key}?
        check the dictionary {table} ({capacity} slots) for {key}
        {key} in {table}, a hash table of {capacity}
        has anything been stored under {key} in {table} of size {capacity}?
        true if the hash map {table} of {capacity} slots knows {key}
        look for the key {key} among the {capacity} slots of {table}
        is there an entry {key} in the table {table} with {capacity} places?
        membership of {key} in the hash set {table}, capacity {capacity}
    """
    return table[2 * _slot_of(table, capacity, key)] != 0


def hash_remove(table: ptr_u64, capacity: u64, key: u64) -> bool:
    """Remove a key from a hash table; keys behind it move up, so that they are found.

    Parameters:
        table (array[2 * capacity] of 0 .. 2^64 - 1): the table: a key and its value for each slot; the
            key 0 means that the slot is free
        capacity (1 .. 2^32): how many slots it has
        key (1 .. 2^64 - 1): the key

    Tests:
        table (from _hash_table)
        capacity (one of 8)
        key (1 .. 12)

    Requires: capacity & (capacity - 1) == 0
    Requires: 0 in table[::2]
    Returns: true if it was there
    Answer: table
    Difficulty: 5
    Note: Knuth, volume 3, algorithm 6.4R.

    Prompts:
        remove {key} from the hash table {table} of {capacity} slots
        hash_remove({table}, {capacity}, {key})
        delete the key {key} in {table} with capacity {capacity}
        del {table}[{key}], where {table} is a hash table of {capacity}
        forget what the table {table} ({capacity} slots) has under {key}
        drop the entry {key} from the dictionary {table} of {capacity}
        take {key} out of the hash map {table}, capacity {capacity}, and close the gap
        erase {key} among the {capacity} slots of {table}
        was {key} in {table} of size {capacity} before it was removed?
        with {capacity} slots in {table}, free the one of {key}
    """
    mask = capacity - 1
    free = _slot_of(table, capacity, key)
    if table[2 * free] == 0:
        return False
    slot = free
    while True:
        slot = slot + 1 & mask
        moved = table[2 * slot]
        if moved == 0:
            break
        home = moved * 0x9E37_79B9_7F4A_7C15 >> 32 & mask
        if (slot - home & mask) >= (slot - free & mask):  # the free slot is on its way
            table[2 * free] = moved
            table[2 * free + 1] = table[2 * slot + 1]
            free = slot
    table[2 * free] = 0
    table[2 * free + 1] = 0
    return True


def hash_count(table: ptr_u64, capacity: u64) -> u64:
    """How many keys a hash table has.

    Parameters:
        table (array[2 * capacity] of 0 .. 2^64 - 1): the table: a key and its value for each slot; the
            key 0 means that the slot is free
        capacity (1 .. 2^32): how many slots it has

    Tests:
        table (from _hash_table)
        capacity (one of 8)

    Returns: the number of keys
    Difficulty: 5

    Prompts:
        how many keys are in the hash table {table} of {capacity} slots?
        hash_count({table}, {capacity})
        number of entries of {table} with capacity {capacity}
        len of the dictionary {table}, a hash table of {capacity}
        count the slots of {table} that are taken, of {capacity}
        how full is {table}, in keys, with {capacity} slots?
        size of the hash map {table} ({capacity} slots)
        of the {capacity} slots in {table}, how many hold a key?
        how much has been stored in the table {table} of {capacity}?
        tally the pairs in {table}, capacity {capacity}
    """
    count = 0
    for slot in range(capacity):
        count += u64(table[2 * slot] != 0)
    return count


# Bit set: bit x & 63 of word x >> 6 says whether x is a member.


def bitset_add(members: ptr_u64, x: u64) -> None:
    """Make a number a member of a bit set.

    Parameters:
        members (array of 0 .. 2^64 - 1): the set: bit x & 63 of word x // 64 says whether x is a member
        x (0 .. 2^64 - 1): the number

    Tests:
        members (array[3] of 0 .. 2^64 - 1)
        x (0 .. 191)

    Requires: x < 64 * len(members)
    Difficulty: 5

    Prompts:
        add {x} to the bit set {members}
        bitset_add({members}, {x})
        make {x} a member of {members}
        put {x} into the bitmap {members}
        set bit {x} in the bit array {members}
        mark {x} as present in {members}
        include {x} in the set of bits {members}
        turn on member {x} of {members}
        register the number {x} in the bitmap {members}
        take {x} into the bit set {members}
    """
    members[x >> 6] |= 1 << (x & 63)


def bitset_remove(members: ptr_u64, x: u64) -> None:
    """Remove a number from a bit set.

    Parameters:
        members (array of 0 .. 2^64 - 1): the set: bit x & 63 of word x // 64 says whether x is a member
        x (0 .. 2^64 - 1): the number

    Tests:
        members (array[3] of 0 .. 2^64 - 1)
        x (0 .. 191)

    Requires: x < 64 * len(members)
    Difficulty: 5

    Prompts:
        remove {x} from the bit set {members}
        bitset_remove({members}, {x})
        let {x} no longer be a member of {members}
        delete {x} in the bitmap {members}
        clear bit {x} in the bit array {members}
        mark {x} as absent in {members}
        exclude {x} from the set of bits {members}
        turn off member {x} of {members}
        strike the number {x} from the bitmap {members}
        drop {x} out of the bit set {members}
    """
    members[x >> 6] &= ~(1 << (x & 63))


def bitset_contains(members: ptr_u64, x: u64) -> bool:
    """Whether a number is a member of a bit set.

    Parameters:
        members (array of 0 .. 2^64 - 1): the set: bit x & 63 of word x // 64 says whether x is a member
        x (0 .. 2^64 - 1): the number

    Tests:
        members (array[3] of 0 .. 2^64 - 1)
        x (0 .. 191)

    Requires: x < 64 * len(members)
    Returns: true if it is
    Difficulty: 5

    Prompts:
        is {x} in the bit set {members}?
        bitset_contains({members}, {x})
        is {x} a member of {members}, a bitmap?
        does the bitmap {members} have {x}?
        is bit {x} on in the bit array {members}?
        check the set of bits {members} for {x}
        has {x} been marked in {members}?
        look up the number {x} in the bitmap {members}
        true if {members} includes {x}
        membership of {x} in the bit set {members}
    """
    return members[x >> 6] >> (x & 63) & 1 != 0


def bitset_count(members: ptr_u64, words: u64) -> u64:
    """How many members a bit set has.

    Parameters:
        members (array[words] of 0 .. 2^64 - 1): the set: bit x & 63 of word x // 64 says whether x is a member
        words (0 .. 2^32): how many words it has

    Returns: the number of members
    Difficulty: 5

    Prompts:
        how many members has the bit set {members}?
        bitset_count({members})
        number of ones in the bitmap {members}
        count the bits that are on in the bit array {members}
        size of the set of bits {members}
        cardinality of {members}
        popcount over all words of {members}
        how many numbers are marked in {members}?
        of all the bits in the words {members}, how many are set?
        tally the members of the bitmap {members}
    """
    count = 0
    for i in range(words):
        count += popcount(members[i])
    return count


def bitset_union(members: ptr_u64, others: ptr_u64, words: u64) -> None:
    """Add all members of a bit set to another.

    Parameters:
        members (array[words] of 0 .. 2^64 - 1): the set that grows
        others (array[words] of 0 .. 2^64 - 1): the set whose members are added
        words (0 .. 2^32): how many words each has

    Difficulty: 5

    Prompts:
        union of the bit sets {members} and {others}
        bitset_union({members}, {others})
        add all members of {others} to the bitmap {members}
        or the words of {others} into {members}
        what is in {members} or in {others}, as bit sets?
        merge the bitmap {others} into {members}
        unite the sets of bits {members} and {others}
        {members} |= {others}, word by word
        let {members} have whatever {others} has too
        join two bit arrays: {members} with {others}
    """
    for i in range(words):
        members[i] |= others[i]


def bitset_intersect(members: ptr_u64, others: ptr_u64, words: u64) -> None:
    """Keep those members of a bit set that another has too.

    Parameters:
        members (array[words] of 0 .. 2^64 - 1): the set that shrinks
        others (array[words] of 0 .. 2^64 - 1): the other set
        words (0 .. 2^32): how many words each has

    Difficulty: 5

    Prompts:
        intersection of the bit sets {members} and {others}
        bitset_intersect({members}, {others})
        keep in the bitmap {members} only what {others} has too
        and the words of {others} into {members}
        what is both in {members} and in {others}, as bit sets?
        restrict the set of bits {members} to {others}
        common members of the bitmaps {members} and {others}
        {members} &= {others}, word by word
        drop from {members} whatever {others} lacks
        mask the bit array {members} with {others}
    """
    for i in range(words):
        members[i] &= others[i]


def bitset_is_subset(members: ptr_u64, others: ptr_u64, words: u64) -> bool:
    """Whether another bit set has all members of a bit set.

    Parameters:
        members (array[words] of 0 .. 2^64 - 1): the smaller set
        others (array[words] of 0 .. 2^64 - 1): the larger set
        words (0 .. 2^32): how many words each has

    Tests:
        members (array[words] of 0 .. 3)
        others (array[words] of 0 .. 3)

    Returns: true if no member is missing
    Difficulty: 5

    Prompts:
        is the bit set {members} a subset of {others}?
        bitset_is_subset({members}, {others})
        does the bitmap {others} have all members of {members}?
        is every bit of {members} also on in {others}?
        check that {members} lies within {others}, as sets of bits
        are the permissions {members} all granted by {others}?
        true if nothing in {members} is missing from {others}
        {members} & ~{others} == 0, word by word?
        does the bit array {others} cover {members}?
        are the flags {members} contained in {others}?
    """
    for i in range(words):
        if members[i] & ~others[i]:
            return False
    return True


def bitset_next(members: ptr_u64, words: u64, start: u64) -> i64:
    """The smallest member of a bit set from a number on.

    Parameters:
        members (array[words] of 0 .. 2^64 - 1): the set: bit x & 63 of word x // 64 says whether x is a member
        words (0 .. 2^32): how many words it has
        start (0 .. 2^64 - 1): where to start

    Tests:
        members (array[words] of 0 .. 1)
        start (0 .. 6400)

    Returns: the member, or -1 if there is none
    Difficulty: 5

    Prompts:
        next member of the bit set {members} from {start} on
        bitset_next({members}, {start})
        smallest number in the bitmap {members} that is at least {start}
        which bit of {members} is the first one set from bit {start}?
        go on through the set of bits {members} at {start}: what comes?
        find the first 1 in the bit array {members}, beginning with place {start}
        scan {members} upwards from {start} for a member
        the least member not below {start} of {members}
        iterate over the bitmap {members}: what follows from {start} on?
        first free page in the bitmap {members}, starting the search at {start}
    """
    word = start >> 6
    if word >= words:
        return -1
    bits = members[word] >> (start & 63) << (start & 63)
    while bits == 0:
        word += 1
        if word == words:
            return -1
        bits = members[word]
    return i64(word << 6 | ctz(bits))


# Groups (union-find): the parent of each element; the representative of a group is its own parent.


def groups_init(parents: ptr_u64, count: u64) -> None:
    """Put each element into a group of its own.

    Parameters:
        parents (room[count]): the groups
        count (0 .. 2^32): how many elements

    Difficulty: 5

    Prompts:
        make {count} groups of one element each
        groups_init({count})
        initialise union-find for {count} elements
        start a disjoint-set forest with {count} singletons
        every one of {count} elements alone in its own set
        make-set for all elements below {count}
        set up parents 0 to {count} - 1 that point to themselves
        partition {count} things into single ones
        prepare a union-find structure of size {count}
        before any union, what are the parents of {count} elements?
    """
    for i in range(count):
        parents[i] = i


def group_of(parents: ptr_u64, x: u64) -> u64:
    """The representative of an element's group; paths on the way are halved.

    Parameters:
        parents (array of 0 .. 2^64 - 1): the groups: the parent of each element, which is not above it
        x (0 .. 2^64 - 1): the element

    Tests:
        parents (from _groups)
        x (0 .. 9)

    Requires: all(parent <= i for i, parent in enumerate(parents))
    Requires: x < len(parents)
    Returns: the representative
    Difficulty: 5
    Note: Path halving (van der Weide 1980).

    Prompts:
        which group does {x} belong to in {parents}?
        group_of({parents}, {x})
        find the root of {x} in the union-find {parents}
        representative of {x} in the disjoint sets {parents}
        follow the parents {parents} from {x} up to the root
        find({x}) with path halving in {parents}
        who stands for the set of {x} in {parents}?
        climb from element {x} to the top of its tree in {parents}
        leader of the component that holds {x}, given {parents}
        name the set of {x} in the forest {parents}
    """
    while parents[x] != x:
        parents[x] = parents[parents[x]]
        x = parents[x]
    return x


def unite(parents: ptr_u64, a: u64, b: u64) -> bool:
    """Join the groups of two elements; the smaller representative stands for both.

    Parameters:
        parents (array of 0 .. 2^64 - 1): the groups: the parent of each element, which is not above it
        a (0 .. 2^64 - 1): an element
        b (0 .. 2^64 - 1): another element

    Tests:
        parents (from _groups)
        a (0 .. 9)
        b (0 .. 9)

    Requires: all(parent <= i for i, parent in enumerate(parents))
    Requires: max(a, b) < len(parents)
    Returns: true if they were in different groups
    Answer: parents
    Difficulty: 5

    Prompts:
        join the groups of {a} and {b} in {parents}
        unite({parents}, {a}, {b})
        union of the sets of {a} and {b} in the union-find {parents}
        connect {a} with {b} in the disjoint sets {parents}
        merge the components that hold {a} and {b}, given {parents}
        were {a} and {b} apart in {parents}? put them together
        add the edge {a} - {b} to the forest {parents}
        make {a} and {b} members of one set in {parents}
        link the trees of {a} and {b} in {parents}
        does a cable from {a} to {b} join two networks of {parents}? lay it
    """
    a = group_of(parents, a)
    b = group_of(parents, b)
    parents[max(a, b)] = min(a, b)
    return a != b


def are_connected(parents: ptr_u64, a: u64, b: u64) -> bool:
    """Whether two elements are in the same group.

    Parameters:
        parents (array of 0 .. 2^64 - 1): the groups: the parent of each element, which is not above it
        a (0 .. 2^64 - 1): an element
        b (0 .. 2^64 - 1): another element

    Tests:
        parents (from _groups)
        a (0 .. 9)
        b (0 .. 9)

    Requires: all(parent <= i for i, parent in enumerate(parents))
    Requires: max(a, b) < len(parents)
    Returns: true if they are
    Difficulty: 5

    Prompts:
        are {a} and {b} in the same group of {parents}?
        are_connected({parents}, {a}, {b})
        is {a} connected with {b} in the union-find {parents}?
        do {a} and {b} share a set in the disjoint sets {parents}?
        is there a way from {a} to {b}, by the components {parents}?
        same root for {a} and {b} in {parents}?
        find({a}) == find({b}) in {parents}
        true if {parents} puts {a} and {b} together
        check the forest {parents}: one tree for {a} and {b}?
        can {a} reach {b} in the network of {parents}?
    """
    return group_of(parents, a) == group_of(parents, b)


def count_groups(parents: ptr_u64, count: u64) -> u64:
    """How many groups there are.

    Parameters:
        parents (array[count] of 0 .. 2^64 - 1): the groups: the parent of each element, which is not above it
        count (0 .. 2^32): how many elements

    Tests:
        parents (from _groups)
        count (one of 10)

    Requires: all(parent <= i for i, parent in enumerate(parents))
    Returns: the number of groups
    Difficulty: 5

    Prompts:
        how many groups are there in {parents}?
        count_groups({parents})
        number of disjoint sets in {parents}
        count the roots of the union-find {parents}
        into how many components do the elements of {parents} fall?
        how many of the parents in {parents} point to themselves?
        separate networks that computers form, by the links {parents}
        trees in the forest {parents}
        size of the partition {parents}
        if each group of {parents} sends one delegate, how many come?
    """
    groups = 0
    for i in range(count):
        groups += u64(parents[i] == i)
    return groups


# Linked list: how many nodes are used, the first node; then for each node, from 1, its value and the node behind it.


def list_push_front(nodes: ptr_u64, value: u64) -> None:
    """Put a value before the first of a linked list that has room for a node.

    Parameters:
        nodes (array of 0 .. 2^64 - 1): the list: how many nodes are used, the first node, then the value
            and the next node of each
        value (0 .. 2^64 - 1): the value

    Tests:
        nodes (from _linked_list)

    Requires: 2 * nodes[0] + 4 <= len(nodes)
    Requires: all(link <= nodes[0] for link in nodes[1 : 2 * nodes[0] + 2 : 2])
    Difficulty: 5

    Prompts:
        put {value} at the front of the linked list {nodes}
        list_push_front({nodes}, {value})
        prepend {value} to the list {nodes}
        insert {value} before the head of {nodes}
        make {value} the first node of the linked list {nodes}
        cons {value} onto {nodes}
        let the list {nodes} begin with {value}
        add a node for {value} at the start of {nodes}
        new head with {value} for the chain {nodes}
        link {value} in front of the others in {nodes}
    """
    node = nodes[0] + 1
    nodes[0] = node
    nodes[2 * node] = value
    nodes[2 * node + 1] = nodes[1]
    nodes[1] = node


def list_push_back(nodes: ptr_u64, value: u64) -> None:
    """Put a value behind the last of a linked list that has room for a node.

    Parameters:
        nodes (array of 0 .. 2^64 - 1): the list: how many nodes are used, the first node, then the value
            and the next node of each
        value (0 .. 2^64 - 1): the value

    Tests:
        nodes (from _linked_list)

    Requires: 2 * nodes[0] + 4 <= len(nodes)
    Requires: all(link <= nodes[0] for link in nodes[1 : 2 * nodes[0] + 2 : 2])
    Difficulty: 5

    Prompts:
        put {value} at the end of the linked list {nodes}
        list_push_back({nodes}, {value})
        append {value} to the linked list {nodes}
        insert {value} behind the tail of {nodes}
        make {value} the last node of the list {nodes}
        let the linked list {nodes} end with {value}
        add a node for {value} at the end of {nodes}
        follow the links of {nodes} to the end and hang on {value}
        new tail with {value} for the chain {nodes}
        link {value} behind the others in {nodes}
    """
    link = 1  # the word that holds the node
    while nodes[link]:
        link = 2 * nodes[link] + 1
    node = nodes[0] + 1
    nodes[0] = node
    nodes[2 * node] = value
    nodes[2 * node + 1] = 0
    nodes[link] = node


def list_length(nodes: ptr_u64) -> u64:
    """How many values a linked list has.

    Parameters:
        nodes (array of 0 .. 2^64 - 1): the list: how many nodes are used, the first node, then the value
            and the next node of each

    Tests:
        nodes (from _linked_list)

    Requires: 2 * nodes[0] + 2 <= len(nodes)
    Requires: all(link <= nodes[0] for link in nodes[1 : 2 * nodes[0] + 2 : 2])
    Returns: the number of nodes from the first to the last
    Difficulty: 5

    Prompts:
        how long is the linked list {nodes}?
        list_length({nodes})
        number of nodes in the linked list {nodes}
        count the values of the chain {nodes}
        follow {nodes} from its head to its end, how many nodes?
        how many links has the list {nodes}?
        size of the linked list {nodes}
        walk along {nodes} and count
        of how many nodes does the chain {nodes} consist?
        after how many steps does the list {nodes} end?
    """
    length = 0
    node = nodes[1]
    while node:
        length += 1
        node = nodes[2 * node + 1]
    return length


def list_get(nodes: ptr_u64, index: u64) -> u64:
    """The value at a place of a linked list.

    Parameters:
        nodes (array of 0 .. 2^64 - 1): the list: how many nodes are used, the first node, then the value
            and the next node of each
        index (0 .. 2^64 - 1): the place, counted from 0

    Tests:
        nodes (from _linked_list)
        index (0 .. 7)

    Requires: 2 * nodes[0] + 2 <= len(nodes)
    Requires: all(link <= nodes[0] for link in nodes[1 : 2 * nodes[0] + 2 : 2])
    Returns: the value; 0 if the list is shorter
    Difficulty: 5

    Prompts:
        value number {index} of the linked list {nodes}, from 0
        list_get({nodes}, {index})
        what stands at place {index} of the list {nodes}?
        go {index} links along {nodes} and read the value
        element {index} of the chain {nodes}
        follow the linked list {nodes} for {index} steps: which value is there?
        the node of {nodes} that has {index} nodes before it: its value
        skip {index} nodes in {nodes} and take the next
        random access to the linked list {nodes} at {index}
        nth of the chain {nodes}, with n = {index} and 0 for the head
    """
    node = nodes[1]
    while index and node:
        node = nodes[2 * node + 1]
        index -= 1
    return nodes[2 * node] if node else 0


def list_find(nodes: ptr_u64, value: u64) -> i64:
    """Where a value first occurs in a linked list.

    Parameters:
        nodes (array of 0 .. 2^64 - 1): the list: how many nodes are used, the first node, then the value
            and the next node of each
        value (0 .. 2^64 - 1): the value

    Tests:
        nodes (from _linked_list)
        value (0 .. 5)

    Requires: 2 * nodes[0] + 2 <= len(nodes)
    Requires: all(link <= nodes[0] for link in nodes[1 : 2 * nodes[0] + 2 : 2])
    Returns: its place, counted from 0, or -1 if there is none
    Difficulty: 5

    Prompts:
        where is {value} in the linked list {nodes}?
        list_find({nodes}, {value})
        place of {value} in the list {nodes}, from 0, or -1
        search the chain {nodes} for {value}
        follow {nodes} until {value} shows up, after how many links?
        which node of {nodes}, by its place, is the first with {value}?
        is {value} anywhere in the linked list {nodes}, and where?
        walk along {nodes} to find {value}
        how many nodes of {nodes} come before {value}?
        look for {value} link by link in {nodes}
    """
    place: i64 = 0
    node = nodes[1]
    while node:
        if nodes[2 * node] == value:
            return place
        place += 1
        node = nodes[2 * node + 1]
    return -1


def list_remove(nodes: ptr_u64, value: u64) -> bool:
    """Take the first node with a value out of a linked list.

    Parameters:
        nodes (array of 0 .. 2^64 - 1): the list: how many nodes are used, the first node, then the value
            and the next node of each
        value (0 .. 2^64 - 1): the value

    Tests:
        nodes (from _linked_list)
        value (0 .. 5)

    Requires: 2 * nodes[0] + 2 <= len(nodes)
    Requires: all(link <= nodes[0] for link in nodes[1 : 2 * nodes[0] + 2 : 2])
    Returns: true if there was one
    Answer: nodes
    Difficulty: 5

    Prompts:
        remove {value} from the linked list {nodes}
        list_remove({nodes}, {value})
        unlink the first node of {nodes} with {value}
        delete {value} in the list {nodes}
        take {value} out of the chain {nodes}
        let the links of {nodes} skip {value}
        drop the first {value} of the linked list {nodes}
        was {value} in {nodes} before its node was cut out?
        bridge the node with {value} in {nodes}
        the list {nodes} without its earliest {value}
    """
    link = 1  # the word that holds the node
    while nodes[link]:
        node = nodes[link]
        if nodes[2 * node] == value:
            nodes[link] = nodes[2 * node + 1]
            return True
        link = 2 * node + 1
    return False


def list_reverse(nodes: ptr_u64) -> None:
    """Turn the order of a linked list around, by its links.

    Parameters:
        nodes (array of 0 .. 2^64 - 1): the list: how many nodes are used, the first node, then the value
            and the next node of each

    Tests:
        nodes (from _linked_list)

    Requires: 2 * nodes[0] + 2 <= len(nodes)
    Requires: all(link <= nodes[0] for link in nodes[1 : 2 * nodes[0] + 2 : 2])
    Difficulty: 5

    Prompts:
        reverse the linked list {nodes}
        list_reverse({nodes})
        turn the links of {nodes} around
        let the chain {nodes} run from its last node to its first
        make the tail of the list {nodes} its head
        point every link of {nodes} the other way
        flip the order of the linked list {nodes} in place
        what is the linked list {nodes} backwards?
        relink {nodes} from the end to the start
        the list {nodes} in the opposite direction
    """
    reversed_part = 0
    node = nodes[1]
    while node:
        following = nodes[2 * node + 1]
        nodes[2 * node + 1] = reversed_part
        reversed_part = node
        node = following
    nodes[1] = reversed_part


def has_cycle(successors: ptr_u64, start: u64) -> bool:
    """Whether a walk along successors comes back to where it was, by the tortoise and the hare.

    Parameters:
        successors (array of 0 .. 2^64 - 1): the successor of each node; node 0 ends the walk
        start (0 .. 2^64 - 1): where the walk starts

    Tests:
        successors (from _successors)
        start (0 .. 7)

    Requires: start < len(successors)
    Requires: successors[0] == 0
    Requires: max(successors) < len(successors)
    Returns: true if the walk never ends
    Difficulty: 3
    Note: Floyd's algorithm (in Knuth, volume 2, exercise 3.1-6).

    Prompts:
        does the walk from {start} along {successors} run in a circle?
        has_cycle({successors}, {start})
        is there a cycle behind {start} in the links {successors}?
        floyd's tortoise and hare on {successors}, starting at {start}
        will following {successors} from {start} go on for ever?
        check the chain {successors} from {start} for a loop
        does the linked structure {successors} bite its own tail after {start}?
        true if, going by {successors}, a node after {start} is met twice
        from {start}, do the pointers {successors} ever end?
        detect a loop in {successors} reachable from node {start}
    """
    slow = start
    fast = start
    while fast:
        fast = successors[fast]
        if fast == 0:
            return False
        fast = successors[fast]
        slow = successors[slow]
        if slow == fast:
            return fast != 0
    return False


# Binary search tree: how many nodes are used, the root; then for each node, from 1, its key, its left and right child.
# The words of node n are 3 n - 1 to 3 n + 1.


def tree_insert(nodes: ptr_u64, key: u64) -> bool:
    """Put a key into a binary search tree that has room for a node.

    Parameters:
        nodes (array of 0 .. 2^64 - 1): the tree: how many nodes are used, the root, then the key and the
            left and right child of each
        key (0 .. 2^64 - 1): the key

    Tests:
        nodes (from _search_tree)
        key (0 .. 20)

    Requires: 3 * nodes[0] + 5 <= len(nodes)
    Requires: all(link <= nodes[0] for i, link in enumerate(nodes[: 3 * nodes[0] + 2]) if i and i % 3 != 2)
    Returns: true if the key is new
    Answer: nodes
    Difficulty: 5

    Prompts:
        insert {key} into the binary search tree {nodes}
        tree_insert({nodes}, {key})
        add the key {key} to the tree {nodes}
        put {key} in its place in the search tree {nodes}
        hang {key} into the BST {nodes}
        was {key} new to the binary tree {nodes}? insert it
        let the ordered tree {nodes} have {key}
        go left or right in {nodes} until there is a free place for {key}
        grow the search tree {nodes} by a leaf with {key}
        store {key} in the sorted tree {nodes}
    """
    link = 1  # the word that holds the node
    while nodes[link]:
        node = 3 * nodes[link]
        if nodes[node - 1] == key:
            return False
        link = node if key < nodes[node - 1] else node + 1
    node = nodes[0] + 1
    nodes[0] = node
    nodes[link] = node
    nodes[3 * node - 1] = key
    nodes[3 * node] = 0
    nodes[3 * node + 1] = 0
    return True


def tree_contains(nodes: ptr_u64, key: u64) -> bool:
    """Whether a binary search tree has a key.

    Parameters:
        nodes (array of 0 .. 2^64 - 1): the tree: how many nodes are used, the root, then the key and the
            left and right child of each
        key (0 .. 2^64 - 1): the key

    Tests:
        nodes (from _search_tree)
        key (0 .. 20)

    Requires: 3 * nodes[0] + 2 <= len(nodes)
    Requires: all(link <= nodes[0] for i, link in enumerate(nodes[: 3 * nodes[0] + 2]) if i and i % 3 != 2)
    Returns: true if it is there
    Difficulty: 5

    Prompts:
        is {key} in the binary search tree {nodes}?
        tree_contains({nodes}, {key})
        does the tree {nodes} have the key {key}?
        search the BST {nodes} for {key}
        look for {key} in the ordered tree {nodes}
        going left or right in {nodes}, is {key} ever met?
        check the search tree {nodes} for {key}
        has {key} been inserted into the binary tree {nodes}?
        true if some node of the tree {nodes} holds {key}
        find {key} on the way down the sorted tree {nodes}: is it there?
    """
    node = nodes[1]
    while node:
        node *= 3
        if nodes[node - 1] == key:
            return True
        node = nodes[node] if key < nodes[node - 1] else nodes[node + 1]
    return False


def tree_minimum(nodes: ptr_u64) -> u64:
    """The smallest key of a binary search tree.

    Parameters:
        nodes (array of 0 .. 2^64 - 1): the tree: how many nodes are used, the root, then the key and the
            left and right child of each

    Tests:
        nodes (from _search_tree)

    Requires: 3 * nodes[0] + 2 <= len(nodes)
    Requires: all(link <= nodes[0] for i, link in enumerate(nodes[: 3 * nodes[0] + 2]) if i and i % 3 != 2)
    Returns: the key; 0 if the tree is empty
    Difficulty: 5

    Prompts:
        smallest key in the binary search tree {nodes}
        tree_minimum({nodes})
        what is the least key of the tree {nodes}?
        go left in {nodes} as far as possible, which key is there?
        minimum of the BST {nodes}
        the leftmost node of the search tree {nodes}, by its key
        first key in the order of the binary tree {nodes}
        which key of the ordered tree {nodes} has no smaller one?
        where does an in-order walk of the tree {nodes} begin?
        find the lowest key that the sorted tree {nodes} holds
    """
    node = nodes[1]
    if node == 0:
        return 0
    while nodes[3 * node]:
        node = nodes[3 * node]
    return nodes[3 * node - 1]


def tree_height(nodes: ptr_u64, node: u64) -> u64:
    """How many nodes the longest way down from a node of a binary tree has.

    Parameters:
        nodes (array of 0 .. 2^64 - 1): the tree: how many nodes are used, the root, then the key and the
            left and right child of each
        node (0 .. 2^64 - 1): the node where the way starts; 0 is none

    Tests:
        nodes (from _search_tree)
        node (0 .. 1)

    Requires: 3 * nodes[0] + 2 <= len(nodes)
    Requires: all(link <= nodes[0] for i, link in enumerate(nodes[: 3 * nodes[0] + 2]) if i and i % 3 != 2)
    Requires: node <= nodes[0]
    Returns: the number of nodes on the way; 0 for no node
    Difficulty: 5

    Prompts:
        height of the binary tree {nodes} below node {node}
        tree_height({nodes}, {node})
        how deep is the tree {nodes} from node {node} down?
        the longest way down from {node} in the search tree {nodes}, in nodes
        how many levels has the subtree of {node} in {nodes}?
        depth of the BST {nodes} at node {node}
        count the levels of {nodes} under {node}, with its own
        how many comparisons does a search in {nodes} from node {node} take at worst?
        from node {node}, how far down does {nodes} go?
        levels below and with {node} in the tree {nodes}
    """
    if node == 0:
        return 0
    return 1 + max(tree_height(nodes, nodes[3 * node]), tree_height(nodes, nodes[3 * node + 1]))


# Running sums (Fenwick tree): word i holds the sum of the values behind it that end at i, counted from 1.


def fenwick_add(sums: ptr_i64, size: u64, place: u64, change: i64) -> None:
    """Change one of the values whose running sums a Fenwick tree keeps.

    Parameters:
        sums (array[size + 1] of -2^62 .. 2^62 - 1): the tree
        size (1 .. 2^32): how many values
        place (1 .. size): the value to change, counted from 1
        change (-2^62 .. 2^62 - 1): what is added to it

    Tests:
        sums (array[size + 1] of -1000 .. 1000)
        size (1 .. 1000)
        change (-1000 .. 1000)

    Difficulty: 5
    Note: Fenwick 1994.

    Prompts:
        add {change} to value {place} in the Fenwick tree {sums} of size {size}
        fenwick_add({sums}, {size}, {place}, {change})
        update place {place} of the binary indexed tree {sums} ({size} values) by {change}
        let the running sums {sums} of {size} values know that number {place} grew by {change}
        point update in {sums}: place {place}, change {change}, size {size}
        raise entry {place} by {change} in the tree of sums {sums} over {size} entries
        of {size} counters with sums {sums}, change counter {place} by {change}
        adjust the cumulative frequencies {sums} (size {size}) at {place} by {change}
        step through {sums} from {place} to {size} and add {change} on the way
        in a Fenwick tree {sums} for {size} numbers, number {place} changes by {change}
    """
    while place <= size:
        sums[place] += change
        place += place & -place


def fenwick_sum(sums: ptr_i64, place: u64) -> i64:
    """The sum of the first values whose running sums a Fenwick tree keeps.

    Parameters:
        sums (array of -2^31 .. 2^31): the tree
        place (0 .. 2^64 - 1): how many values

    Tests:
        sums (array[33] of -1000 .. 1000)
        place (0 .. 32)

    Requires: place < len(sums)
    Returns: their sum
    Difficulty: 5

    Prompts:
        sum of the first {place} values in the Fenwick tree {sums}
        fenwick_sum({sums}, {place})
        prefix sum up to {place} from the binary indexed tree {sums}
        what do the first {place} entries add up to, by the tree of sums {sums}?
        query the Fenwick tree {sums} at {place}
        cumulative frequency at {place} in {sums}
        running total through place {place}, read from {sums}
        step down from {place} through {sums} and add on the way
        how much is in counters 1 to {place}, given the sums {sums}?
        partial sum of {place} values kept in the tree {sums}
    """
    total: i64 = 0
    while place:
        total += sums[place]
        place &= place - 1
    return total


# Test states


def _stack(random: Random) -> list[int]:
    """A stack with room for 8 values."""
    return [random.randrange(9), *(random.randrange(100) for _ in range(8))]


def _queue(random: Random) -> list[int]:
    """A queue with 6 slots."""
    return [random.randrange(6), random.randrange(7), *(random.randrange(100) for _ in range(6))]


def _heap(random: Random) -> list[int]:
    """A heap of up to 8 values, with room for another; a sorted list is a heap."""
    values = sorted(random.randrange(-20, 21) for _ in range(random.randrange(9)))
    return [len(values), *values, *[0] * (9 - len(values))]


def _filled_heap(random: Random) -> list[int]:
    """A heap of 1 to 8 values."""
    values = sorted(random.randrange(-20, 21) for _ in range(random.randrange(1, 9)))
    if len(values) > 2 and random.random() < 0.5:
        values[1], values[2] = values[2], values[1]
    return [len(values), *values, *[0] * (9 - len(values))]


def _maybe_heap(random: Random) -> list[int]:
    """A heap, or nearly one."""
    heap = _filled_heap(random)
    if random.random() < 0.5:
        heap[random.randrange(1, heap[0] + 1)] = random.randrange(-20, 21)
    return heap


def _hash_table(random: Random) -> list[int]:
    """A table of 8 slots with up to 6 of the keys 1 to 12."""
    table = [0] * 16
    for key in random.sample([*range(1, 13)], random.randrange(7)):
        slot = (key * 0x9E37_79B9_7F4A_7C15 % 2**64 >> 32) % 8
        while table[2 * slot]:
            slot = (slot + 1) % 8
        table[2 * slot : 2 * slot + 2] = key, random.randrange(100)
    return table


def _groups(random: Random) -> list[int]:
    """Groups of 10 elements: no parent is above its child."""
    return [random.choice((i, random.randrange(i + 1))) for i in range(10)]


def _linked_list(random: Random) -> list[int]:
    """A list of up to 7 nodes in any order, with room for another node."""
    count = random.randrange(8)
    order = random.sample([*range(1, count + 1)], count)
    words = [count, order[0] if order else 0, *[0] * 16]
    for place, node in enumerate(order):
        words[2 * node] = random.randrange(6)
        words[2 * node + 1] = order[place + 1] if place + 1 < count else 0
    return words


def _successors(random: Random) -> list[int]:
    """A successor for each of 8 nodes; the walk ends at 0."""
    return [0, *(random.randrange(8) for _ in range(7))]


def _search_tree(random: Random) -> list[int]:
    """A tree of up to 8 keys, with room for another node."""
    words = [0] * 29
    for key in random.sample([*range(21)], random.randrange(9)):
        link = 1
        while words[link]:
            node = 3 * words[link]
            link = node if key < words[node - 1] else node + 1
        words[0] += 1
        words[link] = words[0]
        words[3 * words[0] - 1] = key
    return words
