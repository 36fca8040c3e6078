"""The entry point of `nl`: Ctrl-C ends the process at once and without a traceback, even while it loads or exits.

Python would raise KeyboardInterrupt between any two lines of an import. So before the command line is loaded, and after
it has ended, SIGINT has its default action, which ends the process immediately. This module loads almost nothing before
that: `signal` would load `enum`, in four times as long as all that comes before.
"""

from __future__ import annotations

import _signal as signal  # type: ignore[import-not-found]
import sys

EXIT_INTERRUPTED = 128 + int(signal.SIGINT)  # as shells report it


def main() -> None:
    """Run the command line."""
    # The parent process may have made this one ignore SIGINT, which is kept.
    is_handled = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if is_handled:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from neurlang.cli.app import main as run

    code: int | str | None = EXIT_INTERRUPTED
    try:
        if is_handled:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        run()
    except SystemExit as ended:
        code = ended.code
    except KeyboardInterrupt:
        pass
    finally:
        if is_handled:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
    if code == EXIT_INTERRUPTED:
        end_at_once()
    sys.exit(code)


def end_at_once() -> None:
    """End the interrupted process: Python would first wait for threads, and free each of a million values."""
    import atexit
    import os
    from contextlib import suppress

    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(EXIT_INTERRUPTED)
