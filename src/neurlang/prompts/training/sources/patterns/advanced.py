"""Level 5: sorting and searching, tasks and channels, capabilities and taint."""

from __future__ import annotations

import math

from neurlang.prompts.training.sources.patterns.pattern import COUNT, LENGTH, LIST, NUMBER, SMALL, Pattern

_SORT, _SEARCH, _ALGORITHM = "algorithm/sorting", "algorithm/search", "algorithm/number-theory"
_TASKS, _CHANNELS, _ATOMICS = "concurrency/tasks", "concurrency/channels", "concurrency/atomics"
_CAPABILITIES, _TAINT = "security/capabilities", "security/taint"
_PICKED = {"values": LIST, "count": LENGTH, "k": "0 .. count - 1"}


def _picked(name: str, words: str, code: str) -> Pattern:
    """A sort, of whose result one element is returned."""
    return Pattern(
        name,
        _SORT,
        _PICKED,
        (
            f"{words} {{values}} and return element {{k}}[, counted from 0|]",
            f"{words} the array {{values}}: which value is then at index {{k}}",
        ),
        f"{code}\npick:\nshli r2, r2, 3\nload.d r0, [r0 + r2]\nret",
        lambda values, k: sorted(values)[k],
    )


PATTERNS: tuple[Pattern, ...] = (
    _picked(
        "bubble_sort_pick",
        "bubble sort",
        "mov r3, r1\npass:\nbltu r3, 2, pick\nmov r4, 1\nnext:\nbgeu r4, r3, lower\nshli r5, r4, 3\nadd r5, r0, r5\n"
        "load.d r6, [r5 - 8]\nload.d r7, [r5]\nble r6, r7, in_order\nstore.d r7, [r5 - 8]\nstore.d r6, [r5]\n"
        "in_order:\naddi r4, r4, 1\nb next\nlower:\nsubi r3, r3, 1\nb pass",
    ),
    _picked(
        "insertion_sort_pick",
        "insertion sort",
        "mov r3, 1\nplace:\nbgeu r3, r1, pick\nmov r4, r3\nback:\nbeqz r4, next\nshli r5, r4, 3\nadd r5, r0, r5\n"
        "load.d r6, [r5 - 8]\nload.d r7, [r5]\nble r6, r7, next\nstore.d r7, [r5 - 8]\nstore.d r6, [r5]\n"
        "subi r4, r4, 1\nb back\nnext:\naddi r3, r3, 1\nb place",
    ),
    _picked(
        "selection_sort_pick",
        "selection sort",
        "mov r3, 0\nplace:\nbgeu r3, r1, pick\nmov r4, r3\nmov r5, r3\nlook:\nbgeu r5, r1, found\nshli r6, r5, 3\n"
        "load.d r6, [r0 + r6]\nshli r7, r4, 3\nload.d r7, [r0 + r7]\nbge r6, r7, larger\nmov r4, r5\nlarger:\n"
        "addi r5, r5, 1\nb look\nfound:\nshli r6, r3, 3\nadd r6, r0, r6\nshli r7, r4, 3\nadd r7, r0, r7\n"
        "load.d r8, [r6]\nload.d r9, [r7]\nstore.d r9, [r6]\nstore.d r8, [r7]\naddi r3, r3, 1\nb place",
    ),
    Pattern(
        "linear_search",
        _SEARCH,
        {"values": LIST, "count": LENGTH, "wanted": "-100 .. 100"},
        (
            "linear search for {wanted} in {values}[, -1 if it is missing|]",
            "[scan|search] {values} from the left for {wanted}: its index or -1",
        ),
        "mov r3, 0\nagain:\nbgeu r3, r1, missing\nshli r4, r3, 3\nload.d r4, [r0 + r4]\nbeq r4, r2, found\n"
        "addi r3, r3, 1\nb again\nmissing:\nmov r0, -1\nret\nfound:\nmov r0, r3\nret",
        lambda values, wanted: values.index(wanted) if wanted in values else -1,
    ),
    Pattern(
        "bisect_first",
        _SEARCH,
        {"values": "sorted array[count] of -100 .. 100", "count": LENGTH, "wanted": "-100 .. 100"},
        (
            "bisection in the sorted {values}: how many are below {wanted}",
            "halve the range of the sorted array {values} to find where {wanted} belongs",
        ),
        "mov r3, 0\nagain:\nbgeu r3, r1, done\nadd r4, r3, r1\nshri r4, r4, 1\nshli r5, r4, 3\nload.d r5, [r0 + r5]\n"
        "blt r5, r2, above\nmov r1, r4\nb again\nabove:\naddi r3, r4, 1\nb again\ndone:\nmov r0, r3\nret",
        lambda values, wanted: sum(each < wanted for each in values),
    ),
    Pattern(
        "factorial_loop",
        _ALGORITHM,
        {"n": SMALL},
        ("factorial of {n} [in|with] a loop", "multiply 1 to {n} in a loop for the factorial"),
        "mov r1, 1\nagain:\nbleu r0, 1, done\nmul r1, r1, r0\nsubi r0, r0, 1\nb again\ndone:\nmov r0, r1\nret",
        math.factorial,
    ),
    Pattern(
        "trial_division",
        _ALGORITHM,
        {"n": "2 .. 2000"},
        (
            "smallest divisor of {n} above 1 by trial division",
            "trial division: which number from 2 on divides {n} first",
        ),
        "mov r1, 2\nagain:\nmod r2, r0, r1\nbeqz r2, done\naddi r1, r1, 1\nb again\ndone:\nmov r0, r1\nret",
        lambda n: next(d for d in range(2, n + 1) if n % d == 0),
    ),
    Pattern(
        "spawn_join",
        _TASKS,
        {"n": NUMBER},
        (
            "[spawn|start] a task that doubles {n} and join it",
            "double {n} in another task[, wait for it|], and return its result",
        ),
        "spawn r1, double, r0\njoin r0, r1\nhalt\ndouble:\nadd r0, r0, r0\nhalt",
        lambda n: 2 * n,
    ),
    Pattern(
        "two_tasks",
        _TASKS,
        {"a": NUMBER, "b": NUMBER},
        (
            "square {a} and {b} in two tasks and add the results",
            "[spawn two tasks|fork two tasks] that square {a} and {b}, join both, add",
        ),
        "spawn r2, square, r0\nspawn r3, square, r1\njoin r2, r2\njoin r3, r3\nadd r0, r2, r3\nhalt\n"
        "square:\nmul r0, r0, r0\nhalt",
        lambda a, b: a * a + b * b,
    ),
    Pattern(
        "send_receive",
        _CHANNELS,
        {"n": NUMBER},
        (
            "send {n} through a channel [from|in] another task and receive it",
            "channel: one task sends {n}, the main task receives [it|the value]",
        ),
        "chan.create r1\nspawn r2, sender, r0\nchan.recv r0, r1\njoin r2\nhalt\nsender:\nchan.send r1, r0\nhalt",
        lambda n: n,
    ),
    Pattern(
        "channel_sum",
        _CHANNELS,
        {"n": COUNT, "step": "1 .. 20"},
        (
            "a producer sends {n} multiples of {step} [through|over] a channel, the consumer adds them",
            "producer and consumer: add {n} values, {step} apart, from a channel until it closes",
        ),
        "chan.create r2\nspawn r3, producer, r0\nmov r0, 0\nnext:\nchan.recv r4, r2\nbeq r4, -1, closed\n"
        "add r0, r0, r4\nb next\nclosed:\njoin r3\nhalt\nproducer:\nmov r5, 0\nsend:\nbeqz r0, sent\nadd r5, r5, r1\n"
        "chan.send r2, r5\nsubi r0, r0, 1\nb send\nsent:\nchan.close r2\nhalt",
        lambda n, step: step * n * (n + 1) // 2,
    ),
    Pattern(
        "atomic_add",
        _ATOMICS,
        {"a": NUMBER, "b": NUMBER},
        (
            "two tasks add {a} and {b} to a shared cell atomically",
            "atomic.add of {a} and of {b} from two tasks to one counter",
        ),
        "mov r2, 0x2000\nspawn r3, add_one, r0\nspawn r4, add_one, r1\njoin r3\njoin r4\nload.d r0, [r2]\nhalt\n"
        "add_one:\natomic.add r5, r2, r0\nhalt",
        lambda a, b: a + b,
    ),
    Pattern(
        "capability_length",
        _CAPABILITIES,
        {"n": "1 .. 64"},
        (
            "make a capability for {n} bytes and [query|return] its length",
            "a capability over a buffer of {n} bytes: how long is it",
        ),
        "mov r1, 0x2000\ncap.new r1, r1, r0\ncap.query r0, r1, 1\nhalt",
        lambda n: n,
    ),
    Pattern(
        "capability_restrict",
        _CAPABILITIES,
        {"n": "1 .. 64"},
        (
            "restrict a capability of 64 bytes to {n} bytes, read only, and [query|return] its length",
            "shrink a 64-byte capability to the first {n} bytes with the right to read",
        ),
        "mov r1, 0x2000\ncap.new r1, r1, 64\ncap.restrict r1, r1, r0, 1\ncap.query r0, r1, 1\nhalt",
        lambda n: n,
    ),
    Pattern(
        "capability_rights",
        _CAPABILITIES,
        {"rights": "1 .. 7"},
        (
            "a capability with the permissions {rights}: query [them|its rights]",
            "which rights has a capability made with permission bits {rights}",
        ),
        "mov r1, 0x2000\ncap.new r1, r1, 16, r0\ncap.query r0, r1, 2\nhalt",
        lambda rights: rights,
    ),
    Pattern(
        "capability_store",
        _CAPABILITIES,
        {"n": NUMBER},
        (
            "store {n} through a capability of 8 bytes and load it back",
            "[write|put] {n} into a bounded buffer by its capability, then read it",
        ),
        "mov r1, 0x2000\ncap.new r1, r1, 8, 3\nstore.d r0, [r1]\nload.d r0, [r1]\nhalt",
        lambda n: n,
    ),
    Pattern(
        "taint_level",
        _TAINT,
        {"n": NUMBER},
        (
            "mark {n} as [user input|tainted by a user] and query its taint",
            "taint level of {n} after it came from a user",
        ),
        "taint r0, 1\ncap.query r0, r0, 4\nhalt",
        lambda n: 1,
    ),
    Pattern(
        "taint_of_sum",
        _TAINT,
        {"a": NUMBER, "b": NUMBER},
        (
            "taint {a} as network data, add the clean {b}, and query the taint of the sum",
            "does the taint of {a} from the network spread to {a} plus {b}",
        ),
        "taint r0, 2\nadd r0, r0, r1\ncap.query r0, r0, 4\nhalt",
        lambda a, b: 2,
    ),
    Pattern(
        "sanitize_checked",
        _TAINT,
        {"n": NUMBER},
        (
            "taint {n}, check that it is from 1 to 100, then sanitize it, else -1",
            "validate untrusted {n} against 1 to 100 and mark it clean, or return -1",
        ),
        "taint r0, 1\nblt r0, 1, refused\nbgt r0, 100, refused\nsanitize r0\nhalt\nrefused:\nmov r0, -1\nhalt",
        lambda n: n if 1 <= n <= 100 else -1,
    ),
)
