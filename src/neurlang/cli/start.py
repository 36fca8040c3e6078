"""The entry point of `nl`: Ctrl-C ends the process without a traceback even while it loads or exits.

Python would raise KeyboardInterrupt between any two lines of an import. So before the command line is loaded, and after
it has ended, SIGINT has its default action, which ends the process immediately. This module loads little before that.
"""

from __future__ import annotations

import signal
import sys


def main() -> None:
    """Run the command line."""
    # The parent process may have made this one ignore SIGINT, which is kept.
    is_handled = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if is_handled:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from neurlang.cli.app import main as run

    code: int | str | None = 128 + signal.SIGINT  # as shells report it
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
    sys.exit(code)
