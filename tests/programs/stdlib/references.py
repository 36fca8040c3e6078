"""The reference of each library function, in one table."""

from array_references import ARRAYS
from bit_references import BITS
from collection_references import COLLECTIONS
from double_references import DOUBLES
from number_references import NUMBERS
from reference import Reference
from text_references import TEXTS

REFERENCES: dict[str, Reference] = {**ARRAYS, **BITS, **COLLECTIONS, **DOUBLES, **NUMBERS, **TEXTS}
