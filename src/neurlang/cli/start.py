"""The entry point of `nl`: Ctrl-C ends the process at once and without a traceback, even while it loads or exits.

Python would raise KeyboardInterrupt between any two lines of an import. So before the command line is loaded, and after
it has ended, SIGINT has its default action, which ends the process immediately. This module loads almost nothing before
that: `signal` would load `enum`, in four times as long as all that comes before.
"""

from __future__ import annotations

import _signal as signal  # type: ignore[import-not-found]
import _thread
import sys
import time

TYPE_CHECKING = False  # true for type checkers; `typing` takes longer to load than all else here
if TYPE_CHECKING:
    from sys import UnraisableHookArgs

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
            sys.unraisablehook = hear_again
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


def hear_again(dropped: UnraisableHookArgs) -> None:
    """Have an interrupt come again that Python drops because it came in a destructor, or beside a fork."""
    if issubclass(dropped.exc_type, KeyboardInterrupt):
        _thread.start_new_thread(_interrupt_soon, (_thread.get_ident(),))
    else:
        sys.__unraisablehook__(dropped)


def _interrupt_soon(thread: int) -> None:
    time.sleep(0.01)  # in this function's caller it would be dropped, too
    signal.pthread_kill(thread, signal.SIGINT)  # unlike interrupt_main, it ends what the thread waits for


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
