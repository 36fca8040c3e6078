"""Words with the same meaning in descriptions of extensions, and words without information."""

from __future__ import annotations

STOP_WORDS = frozenset(
    """
    a an the of with to in into from by for on at over and or but if so then than as there that this these
    those it its me my i you your we us our him her them is are be been has have had do does not please can
    want what how which whether when where some any one two both all every each whole given up out call use
    using via take give return perform run apply compute calculate value data operation function
    """.split()  # noqa: SIM905  (a hundred quoted words would be harder to read)
)

_GROUPS = (
    # the word that replaces the others, then the others
    "make: create new build construct generate allocate init initialize",
    "free: release destroy dispose drop deallocate",
    "get: fetch retrieve obtain lookup look access",
    "set: put assign store update change",
    "remove: delete erase unlink rm discard",
    "insert: add",
    "push: append",
    "length: len size count",
    "contains: contain check exists exist has member test",
    "find: search locate position index indexof",
    "replace: substitute swap",
    "join: concat concatenate combine merge glue",
    "substring: substr slice cut part portion",
    "vector: vec list",
    "hashmap: map dictionary dict table",
    "string: str text",
    "hash: digest checksum fingerprint",
    "random: randomness entropy",
    "key: keys",
    "uppercase: upper capital capitalize capitalise",
    "lowercase: lower small",
    "trim: strip whitespace",
    "integer: int",
    "stringify: serialize serialise dump",
    "encrypt: encipher cipher seal encryption",
    "decrypt: decipher unseal decryption",
    "sign: signing",
    "verify: validate verification authentic genuine",
    "compress: deflate pack zip",
    "decompress: inflate unpack unzip uncompress gunzip",
    "hex: hexadecimal base16",
    "url: uri percent",
    "regex: regexp regular",
    "date: datetime time timestamp",
    "now: current",
    "directory: folder dir mkdir",
    "file: fs files",
    "request: fetch",
    "tls: ssl",
    "sqlite: sql database db",
    "uuid: guid identifier id",
    "equal: equality eq same identical",
    "parse: read decode",
    "connect: connection",
    "array: arrays",
    "object: objects",
)

SYNONYMS: dict[str, str] = {
    word: group.partition(":")[0] for group in _GROUPS for word in group.partition(":")[2].split()
}
