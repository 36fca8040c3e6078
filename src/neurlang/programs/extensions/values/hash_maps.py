"""Hash maps from numbers or texts to 64-bit numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

from neurlang.programs.extensions.extension import extension
from neurlang.programs.extensions.held_values import OVERHEAD, Held
from neurlang.programs.extensions.parameters import closed, freed, held, key, number, word

_ENTRY = 160
"""Bytes charged for an entry, besides a text key: what CPython's dict and integers use, rounded up."""


@dataclass(slots=True)
class HashMap(Held):
    """A map. A text key is stored as bytes; `text_bytes` is the length of all text keys together."""

    noun = "hash map"

    entries: dict[int | bytes, int] = field(default_factory=dict)
    text_bytes: int = 0

    @property
    def size(self) -> int:
        """Its entries, its text keys, and the overhead."""
        return OVERHEAD + _ENTRY * len(self.entries) + self.text_bytes


def new(_: int) -> HashMap:
    """An empty map. The capacity is accepted and ignored."""
    return HashMap()


def insert(table: HashMap, name: int | bytes, value: int) -> bool:
    """Set the value of a key; return whether the key was there before."""
    known = name in table.entries
    table.entries[name] = value
    if not known:
        table.text_bytes += _length(name)
    return known


def get(table: HashMap, name: int | bytes, otherwise: int) -> int:
    """The value of a key, or `otherwise` if the key is absent."""
    return table.entries.get(name, otherwise)


def remove(table: HashMap, name: int | bytes) -> bool:
    """Remove a key; return whether it was there."""
    if name not in table.entries:
        return False
    del table.entries[name]
    table.text_bytes -= _length(name)
    return True


def contains(table: HashMap, name: int | bytes) -> bool:
    """Whether a key is there."""
    return name in table.entries


def length(table: HashMap) -> int:
    """The number of keys."""
    return len(table.entries)


def _length(name: int | bytes) -> int:
    return len(name) if isinstance(name, bytes) else 0


_MAP = held("map", HashMap)
_CHANGED = held("map", HashMap, changes=True)

EXTENSIONS = (
    extension(
        "hashmap_new",
        "Make an empty hash map (dictionary, hash table)",
        new,
        (number("capacity", default=0),),
        gives="a map's handle",
    ),
    extension(
        "hashmap_insert",
        "Insert a key with its value into a hash map (put, set)",
        insert,
        (_CHANGED, key("key"), word("value")),
        gives="1 if the key was there before, else 0",
    ),
    extension(
        "hashmap_get",
        "Look up the value of a key in a hash map",
        get,
        (_MAP, key("key"), word("otherwise", default=-1)),
        gives="the value; `otherwise` if the key is absent",
    ),
    extension(
        "hashmap_remove",
        "Remove a key from a hash map",
        remove,
        (_CHANGED, key("key")),
        gives="1 if the key was there, else 0",
    ),
    extension(
        "hashmap_contains", "Check whether a hash map has a key", contains, (_MAP, key("key")), gives="1 or 0"
    ),
    extension(
        "hashmap_len", "Get the count of keys in a hash map: its length", length, (_MAP,), gives="the count"
    ),
    extension("hashmap_free", "Free a hash map", freed, (closed("map", HashMap),), gives="0"),
)
