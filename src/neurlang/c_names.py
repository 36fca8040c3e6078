"""Names of functions that C sees: which are allowed, and how a module keeps its internal names apart from them.

A function exported under the name of a C library function replaces it in the whole process: every caller of `memcpy`,
say, would then call ours. A function named like a keyword of C cannot be called at all.
"""

from __future__ import annotations

import ctypes
import re
from functools import cache

from neurlang.errors import UsageError

WORDS = {
    "words": """auto break case char const continue default do double else enum extern float for goto if inline int
        long register restrict return short signed sizeof static struct switch typedef union unsigned void volatile
        while asm bool catch class delete explicit false friend mutable namespace new noexcept nullptr operator
        private protected public template this throw true try typeid typename using virtual alignas alignof
        constexpr and or not xor compl bitand bitor""",
    # Reserved on every system, whatever its libraries export (C11 7.1.3).
    "functions": """abort abs atexit atof atoi atol bsearch calloc clock div errno exit fclose fflush fgetc fgets fopen
        fprintf fputc fputs fread free fscanf fseek ftell fwrite getc getchar getenv labs ldiv llabs lldiv longjmp
        malloc memchr memcmp memcpy memmove memset printf putc putchar puts qsort raise rand realloc remove rename
        rewind scanf setjmp signal snprintf sprintf srand sscanf strcat strchr strcmp strcpy strlen strncmp strncpy
        strstr strtod strtol strtoul system time tolower toupper vprintf bcmp bzero main""",
    # Each also with the suffix f or l.
    "mathematics": """acos acosh asin asinh atan atan2 atanh cbrt ceil copysign cos cosh erf erfc exp exp2 exp10 expm1
        fabs fdim floor fma fmax fmin fmod frexp hypot ilogb ldexp lgamma llrint llround log log10 log1p log2 logb
        lrint lround modf nan nearbyint nextafter nexttoward pow remainder remquo rint round scalbln scalbn sin sinh
        sqrt tan tanh tgamma trunc""",
}
C_WORDS = frozenset(WORDS["words"].split())
C_LIBRARY = frozenset(WORDS["functions"].split()) | {
    f"{name}{letter}" for name in WORDS["mathematics"].split() for letter in ("", "f", "l")
}
RESERVED = re.compile(r"_(?:_|[A-Z]).*|_init|_start|_fini|_end|_edata|_etext|environ|end|etext|edata")
OWN = "neurlang."  # prefix of a module's internal names: no name in C has a dot


def exported_name(name: str, advice: str) -> str:
    """Return the name if C can use it; `advice` tells the user how to choose another.

    Raises:
        UsageError: it is not a valid name in C, or it is taken.

    """
    found = why_not(name)
    if found:
        raise UsageError(f"A function for C cannot be called '{name}': {found}. {advice}")
    return name


def why_not(name: str) -> str:
    """Why a function for C cannot have the name; empty if it can."""
    if not re.fullmatch(r"[A-Za-z_]\w*", name, flags=re.ASCII):
        return "a name has ASCII letters, digits and '_', and does not begin with a digit"
    if name in C_WORDS:
        return "it is a keyword of C or C++"
    if name in C_LIBRARY or is_loaded(name):
        return "a function of the system's libraries has that name"
    return "names of that form belong to the system" if RESERVED.fullmatch(name) else ""


@cache
def is_loaded(name: str) -> bool:
    """Whether a library that every process has, such as the C library, exports the name."""
    return hasattr(ctypes.CDLL(None), name)


def with_own_names(text: str) -> str:
    """A module's text with its internal names prefixed, so that none can equal an exported name."""
    defined = set(re.findall(r"(?m)^(?:define\b[^@\n]*)?@(\w+)(?:\(| = )", text))
    return re.sub(r"@(\w+)(?![\w.])", lambda found: own(found[1]) if found[1] in defined else found[0], text)


def own(name: str) -> str:
    """The name of a module's own function or constant, with LLVM's `@`."""
    return f"@{OWN}{name}"
