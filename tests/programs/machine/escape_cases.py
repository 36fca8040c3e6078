"""The escape list: programs that try to get out of the sandbox, and the trap that ends each of them.

Every backend runs the list: native code must be as tight as the interpreter.
"""

# ruff: noqa: ISC004  (the table is wider than a line of code)

from __future__ import annotations

import zlib

from neurlang.programs.machine import TrapKind

MEMORY = 1 << 20
CAP = "cap.new r1, 0x1000, 16\n"
READ_ONLY = "cap.new r1, 0x1000, 16, 1\n"

_WIDTHS = {"b": 1, "h": 2, "w": 4, "d": 8}

EDGES = [
    (f"{op}.{width} at {address:#x}", f"mov r1, {address}\n{op}.{width} r2, [r1]", TrapKind.BOUNDS)
    for op in ("load", "store")
    for width, size in _WIDTHS.items()
    for address in (MEMORY - size + 1, MEMORY, -1, -size, 1 << 63)
    if size > 1 or address != MEMORY - size + 1
]
SIGNED_EDGES = [
    (f"load.s{width} at {address:#x}", f"load.s{width} r2, [{address}]", TrapKind.BOUNDS)
    for width, size in _WIDTHS.items()
    if width != "d"
    for address in (MEMORY - size + 1, MEMORY, -size)
    if size > 1 or address != MEMORY - size + 1
]

INDEXED_EDGES = [
    (
        f"{op}.{width} at two registers, {first:#x} and {second:#x}",
        f"mov r1, {first}\nmov r3, {second}\n{op}.{width} r2, [r1 + r3]",
        TrapKind.BOUNDS,
    )
    for op in ("load", "store")
    for width, size in _WIDTHS.items()
    for first, second in ((MEMORY, -size + 1), (1 << 63, (1 << 63) - 1), (MEMORY // 2, MEMORY // 2), (0, -1))
    if size > 1 or second != 0
]

BOMB_BYTES = 80 << 20
"""More bytes than a result may have."""


def _bombs() -> dict[str, bytes]:
    """Compressed zeros, more than a result may have, in a thousandth of their size: one block, repeated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = block * (BOMB_BYTES >> 20) + b"\x03\x00"  # an empty block is the last
    zeros = bytes(BOMB_BYTES)
    size = BOMB_BYTES.to_bytes(4, "little")
    return {
        "zlib": b"\x78\xda" + packed + zlib.adler32(zeros).to_bytes(4, "big"),
        "gzip": b"\x1f\x8b\x08"
        + bytes(6)
        + b"\xff"
        + packed
        + zlib.crc32(zeros).to_bytes(4, "little")
        + size,
    }


_X = """
halt
.data
x: .asciz "x"
m: .asciz ":memory:"
q: .asciz "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT sum(n) FROM c"
bomb: .asciz "(x+x+)+y"
bomb2: .asciz "x"
"""

_LONG = "printf('%.*c', 900000, 'a')"

# fmt: off
_GROUPS: dict[str, list[tuple[str, str, TrapKind]]] = {
    "each width at each edge": [*EDGES, *SIGNED_EDGES, *INDEXED_EDGES],
    "wrapping addresses": [
        ("wrapping offset", "mov r1, -4\nload.d r2, [r1 + 0]", TrapKind.BOUNDS),
        ("wrapping sum", "mov r1, 0x7fffffffffffffff\nstore.d r2, [r1 + 0x7fffffffffffffff]", TrapKind.BOUNDS),
        ("below zero", "load.b r0, [zero - 1]", TrapKind.BOUNDS),
    ],
    "capabilities": [
        ("forged by arithmetic", CAP + "xor r2, r1, 0\nload.b r0, [r2 + 0x200000]", TrapKind.BOUNDS),
        ("forged by copying bits", CAP + "mov r3, 0x1000\nstore.d r3, [0x2000]\nload.d r4, [0x2000]\n"
         "cap.restrict r5, r4, 1, 1", TrapKind.CAPABILITY),
        ("widened length", CAP + "cap.restrict r2, r1, 17, 7", TrapKind.CAPABILITY),
        ("widened permissions", READ_ONLY + "cap.restrict r2, r1, 8, 3", TrapKind.CAPABILITY),
        ("widened by new", CAP + "cap.new r2, r1, 17", TrapKind.CAPABILITY),
        ("new before the base", CAP + "subi r1, r1, 8\ncap.new r2, r1, 8", TrapKind.CAPABILITY),
        ("permissions by new", READ_ONLY + "cap.new r2, r1, 8, 7", TrapKind.CAPABILITY),
        ("unknown permission", "cap.new r1, 0, 8, 8", TrapKind.CAPABILITY),
        ("new past the memory", f"cap.new r1, 0, {MEMORY + 1}", TrapKind.CAPABILITY),
        ("new with a wrapping end", "cap.new r1, 0x1000, -1", TrapKind.CAPABILITY),
        ("new at the top", "cap.new r1, -16, 16", TrapKind.CAPABILITY),
        ("one past a capability, by a register", CAP + "mov r2, 16\nload.b r0, [r1 + r2]", TrapKind.CAPABILITY),
        ("one past a capability in the offset", CAP + "mov r2, 16\nstore.b r0, [r2 + r1]", TrapKind.CAPABILITY),
        ("writing what is read-only, by a register", READ_ONLY + "store.b r0, [r2 + r1]", TrapKind.CAPABILITY),
        ("one past a capability", CAP + "load.b r0, [r1 + 16]", TrapKind.CAPABILITY),
        ("straddling a capability", CAP + "load.d r0, [r1 + 9]", TrapKind.CAPABILITY),
        ("before a capability", CAP + "load.b r0, [r1 - 1]", TrapKind.CAPABILITY),
        ("wrapping in a capability", CAP + "store.d r0, [r1 - 0x1008]", TrapKind.CAPABILITY),
        ("writing what is read-only", READ_ONLY + "store.b r0, [r1]", TrapKind.CAPABILITY),
        ("atomics on what is read-only", READ_ONLY + "atomic.xchg r0, r1, r2", TrapKind.CAPABILITY),
        ("random bytes past a capability", CAP + "rand.bytes r1, 17", TrapKind.CAPABILITY),
        ("printing past a capability", CAP + "io.print r1, 17", TrapKind.CAPABILITY),
        ("a line into what is read-only", READ_ONLY + "io.readline r0, r1, 8", TrapKind.CAPABILITY),
        ("executing data", "cap.new r1, 1, 16, 3\njump r1", TrapKind.CAPABILITY),
        ("sha256 through a capability", CAP + "mov r2, 17\nmov r3, 0\next.call r0, sha256, r1, r2, r3",
         TrapKind.CAPABILITY),
    ],
    "tags": [
        ("tag of unaligned halves", CAP + "store.d r1, [0x2000]\nload.w r2, [0x2000]\nload.w r3, [0x2004]\n"
         "store.w r2, [0x3000]\nstore.w r3, [0x3004]\nload.d r4, [0x3000]\ncap.restrict r5, r4, 8, 1",
         TrapKind.CAPABILITY),
        ("tag through a partial store", CAP + "store.d r1, [0x2000]\nstore.b zero, [0x2001]\nload.d r2, [0x2000]\n"
         "cap.restrict r3, r2, 8, 1", TrapKind.CAPABILITY),
        ("tag through a transfer", CAP + "store.d r1, [0x2000]\nrand.bytes 0x2000, 8\nload.d r2, [0x2000]\n"
         "cap.restrict r3, r2, 8, 1", TrapKind.CAPABILITY),
    ],
    "jumps outside the code": [
        ("jump outside the code", "mov r1, 99\njump r1", TrapKind.INVALID),
        ("jump to a negative index", "mov r1, -1\njump r1", TrapKind.INVALID),
        ("call outside the code", "mov r1, 1000000\ncall r1", TrapKind.INVALID),
    ],
    "the return stack": [
        ("endless recursion", "f: call f", TrapKind.STACK),
        ("endless recursion of a task", "spawn r1, f\njoin r1\nf: call f", TrapKind.STACK),
        ("a return address changed", "call f\nmov r0, 1\nhalt\nf: mov lr, -1\njump lr", TrapKind.INVALID),
    ],
    "oversized lengths": [
        ("printing past the memory", f"io.print {MEMORY - 4}, 8", TrapKind.BOUNDS),
        ("printing all there is", "mov r1, -1\nio.print 0, r1", TrapKind.BOUNDS),
        ("a wrapping length", "mov r1, -8\nio.print 16, r1", TrapKind.BOUNDS),
        ("random bytes without end", "mov r1, 1\nshl r1, r1, 40\nrand.bytes 0, r1", TrapKind.BOUNDS),
        ("a line past the memory", f"io.readline r0, {MEMORY - 1}, 100", TrapKind.BOUNDS),
        ("a path past the memory", f"file.open r0, {MEMORY - 1}, 100, 1", TrapKind.BOUNDS),
        ("a path without end", "mov r1, -1\nfile.open r0, 0, r1, 1", TrapKind.BOUNDS),
        ("a host past the memory", "net.socket r1, 2, 1\nnet.connect r0, r1, 0xfffff0000, 80", TrapKind.BOUNDS),
        ("a host without end", "mov r1, 0x20\nmov r5, 65\nl: store.b r5, [r1]\naddi r1, r1, 1\nbne r1, 0x19000, l\n"
         "net.socket r1, 2, 1\nnet.connect r0, r1, 0x20, 80", TrapKind.LIMIT),
        ("atomics unaligned", "mov r1, 4\natomic.add r0, r1, r2", TrapKind.BOUNDS),
        ("sha256 past the memory", "mov r1, 0xffff0\nmov r2, 64\nmov r3, 0\next.call r0, sha256, r1, r2, r3",
         TrapKind.BOUNDS),
        ("sha256 of what has no end", "mov r2, 0x7fffffffffffffff\next.call r0, sha256, r1, r2, r3", TrapKind.BOUNDS),
    ],
    "floods": [
        ("a flood of tasks", "l: spawn r1, f\nb l\nf: halt", TrapKind.LIMIT),
        ("tasks that make tasks", "spawn r1, f\njoin r1\nf: spawn r2, f\njoin r2", TrapKind.LIMIT),
        ("a flood of channels", "l: chan.create r1\nb l", TrapKind.LIMIT),
        ("a flood of handles", "l: net.socket r1, 2, 1\nb l", TrapKind.LIMIT),
    ],
    "stale and forged handles": [
        ("a send on a closed channel", "chan.create r1\nchan.close r1\nsend r1, 1", TrapKind.INVALID),
        ("a forged channel", "mov r1, 12345\nrecv r0, r1", TrapKind.INVALID),
        ("a forged task", "mov r1, 12345\njoin r0, r1", TrapKind.INVALID),
    ],
    "waiting and spinning": [
        ("waiting for ever", "chan.create r1\nrecv r0, r1", TrapKind.DEADLOCK),
        ("waiting for oneself", "spawn r1, f\njoin r1\nf: mov r1, 1\njoin r1", TrapKind.DEADLOCK),
        ("sleeping for ever", "mov r1, -1\ntime.sleep r1", TrapKind.INVALID),
        ("spinning for ever", "l: b l", TrapKind.FUEL),
    ],
    "memory floods": [
        ("a string that doubles", "mov r1, x\nl: ext.call r1, string_concat, r1, r1\nb l" + _X, TrapKind.LIMIT),
        ("many strings", "mov r1, x\nl: ext.call r2, string_trim, r1\nb l" + _X, TrapKind.LIMIT),
        ("many databases", "mov r1, m\nl: ext.call r2, sqlite_open, r1\nb l" + _X, TrapKind.LIMIT),
        ("a result too long", "mov r1, 1\nshl r1, r1, 40\next.call r0, secure_random, r1", TrapKind.LIMIT),
        ("a replacement that explodes", "mov r1, 0x20000\n@memset r1, 'x', 30000\nmov r1, 0x20000\nmov r2, x\n"
         "ext.call r0, string_replace, r1, r2, r1" + _X, TrapKind.LIMIT),
        ("JSON nested too deeply", "mov r1, 0x20000\n@memset r1, '[', 30000\nmov r1, 0x20000\n"
         "ext.call r0, json_parse, r1", TrapKind.LIMIT),
    ],
    "time": [
        ("iterations without end", "mov r1, x\nmov r2, -1\nshr r2, r2, 1\next.call r0, pbkdf2_sha256, r1, r1, r2" + _X,
         TrapKind.LIMIT),
        ("a query without end", "mov r1, m\next.call r1, sqlite_open, r1\nmov r2, q\n"
         "ext.call r0, sqlite_exec, r1, r2" + _X,
         TrapKind.LIMIT),
        *((f"a long {name}", f"mov r1, m\next.call r1, sqlite_open, r1\nmov r2, s\next.call r0, sqlite_exec, r1, r2{_X}"
           f"s: .asciz \"SELECT {text}\"", TrapKind.LIMIT)
          for name, text in (
              ("LIKE", f"{_LONG} LIKE '%' || printf('%.*c', 40000, 'a') || 'b%'"),
              ("GLOB", f"{_LONG} GLOB '*' || printf('%.*c', 40000, 'a') || 'b*'"),
              ("trim", f"trim({_LONG}, printf('%.*c', 80000, 'b') || 'a')"),
          )),
        ("a regex bomb", "mov r1, 0x20000\n@memset r1, 'x', 40\nmov r2, 33\nstore.b r2, [0x20028]\nmov r1, 0x20000\n"
         "mov r2, bomb\next.call r0, regex_match, r2, r1" + _X, TrapKind.LIMIT),
        ("another regex bomb", "mov r1, 0x20000\n@memset r1, 'x', 60000\nmov r1, 0x20000\nmov r2, bomb2\n"
         "ext.call r0, regex_replace, r2, r1, r1" + _X, TrapKind.LIMIT),
    ],
    "decompression bombs": [
        (f"{form} of {BOMB_BYTES} zeros", f"mov r1, z\nmov r2, {len(content)}\next.call r0, {form}_decompress, r1, r2\n"
         "halt\n.data\nz: .ascii \"" + "".join(f"\\x{byte:02x}" for byte in content) + '"', TrapKind.LIMIT)
        for form, content in _bombs().items()
    ],
    "leaving a database": [
        (statement, f"mov r1, m\next.call r1, sqlite_open, r1\nmov r2, s\next.call r0, sqlite_exec, r1, r2{_X}"
         f's: .asciz "{statement}"', TrapKind.PERMISSION)
        for statement in ("ATTACH '/tmp/x' AS x", "VACUUM INTO '/tmp/x'", "PRAGMA journal_mode=WAL")
    ],
    "tainted data to each sink": [
        (sink.replace("\n", "; "), f"mov r1, x\ntaint r1, 2\n{sink}{_X}", TrapKind.TAINT)
        for sink in (
            "file.open r0, r1, 1, 1", "file.stat r0, r1, 1", "file.mkdir r0, r1, 1", "file.delete r0, r1, 1",
            "net.socket r2, 2, 1\nnet.connect r0, r2, r1, 80", "net.socket r2, 2, 1\nnet.bind r0, r2, r1, 80",
            "ext.call r0, fs_read, r1", "ext.call r0, fs_write, r1, r2, r3", "ext.call r0, fs_exists, r1",
            "ext.call r0, fs_delete, r1", "ext.call r0, fs_mkdir, r1", "ext.call r0, sqlite_open, r1",
            "ext.call r0, http_get, r1", "ext.call r0, http_post, r1", "ext.call r0, tls_connect, r1, r2",
            "mov r3, m\next.call r3, sqlite_open, r3\next.call r0, sqlite_exec, r3, r1",
        )
    ],
    "extensions": [
        ("a handle that was freed", "ext.call r1, vec_new\next.call r0, vec_free, r1\next.call r0, vec_len, r1",
         TrapKind.INVALID),
        ("a handle of another kind", "ext.call r1, vec_new\next.call r0, hashmap_len, r1", TrapKind.INVALID),
        ("a forged handle", "ext.call r1, vec_new\naddi r1, r1, 1\next.call r0, vec_len, r1", TrapKind.INVALID),
        ("an extension without a number", "ext.call r0, 999999", TrapKind.INVALID),
        ("an extension that is not", 'ext.call r0, @"qqq zzz xxx"', TrapKind.INVALID),
    ],
}
# fmt: on

ATTEMPTS = [(category, *attempt) for category, attempts in _GROUPS.items() for attempt in attempts]

TAKES_LONG = {
    *("a flood of channels", "tasks that make tasks", "many databases", "a replacement that explodes"),
    *("a long GLOB", "a long LIKE", "a long trim", "a query without end", "another regex bomb"),
    *("a host without end", "spinning for ever", f"gzip of {BOMB_BYTES} zeros"),
}
"""Attempts that take a tenth of a second or more. Quicker ones of the category, or other tests, show the same."""
