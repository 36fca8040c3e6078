"""The disk cache of compiled code: kernels, programs, stencils, compiled functions, with a folder for each kind.

Code from the cache is executed, so it is read only from files and folders that belong to this user and that nobody
else can write.
"""

from neurlang.disk_cache.bound import DEFAULT_LIMIT, LIMIT_VARIABLE, parse_size, size_limit
from neurlang.disk_cache.objects import cached_object, has_object, store_object
from neurlang.disk_cache.places import DIRECTORY_VARIABLE, cache_below, cache_directory, cache_root
from neurlang.disk_cache.stock import Stored, clear, prune, stored
from neurlang.disk_cache.trust import RefusedError
from neurlang.disk_cache.warning import CacheWarning

__all__ = [
    "DEFAULT_LIMIT",
    "DIRECTORY_VARIABLE",
    "LIMIT_VARIABLE",
    "CacheWarning",
    "RefusedError",
    "Stored",
    "cache_below",
    "cache_directory",
    "cache_root",
    "cached_object",
    "clear",
    "has_object",
    "parse_size",
    "prune",
    "size_limit",
    "store_object",
    "stored",
]
