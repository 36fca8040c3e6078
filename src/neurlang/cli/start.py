"""The entry point of `nl`: Ctrl-C ends the process without a traceback even while it loads or exits.

Python would raise KeyboardInterrupt between any two lines of an import. Until the command line is loaded, and once it
has ended, the system's own action is in place: the process ends at once. So this module loads little before that.
"""

from __future__ import annotations

import signal
import sys

EXIT_INTERRUPTED = 130  # 128 + SIGINT, as shells report it


def main() -> None:
    """Run the command line."""
    # Whoever started this process may have it ignore SIGINT; that stays.
    hears = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if hears:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from neurlang.cli.app import main as run

    code: int | str | None = EXIT_INTERRUPTED
    try:
        if hears:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        run()
    except SystemExit as ended:
        code = ended.code
    except KeyboardInterrupt:
        pass
    finally:
        if hears:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(code)
