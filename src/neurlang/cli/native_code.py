"""What commands say about native code: that stencils are made, once, and why there are none."""

from __future__ import annotations

import sys


def need_stencils() -> None:
    """Have the stencils, making them where this version has not made them here yet.

    Raises NativeCodeError where they cannot be had.
    """
    from neurlang.programs.native import are_stencils_stored, make_stencils

    if not are_stencils_stored() and sys.stderr.isatty():
        print("Making the stencils of native code, once: about ten seconds.", file=sys.stderr)
    make_stencils()
