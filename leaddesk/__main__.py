"""The way in: opens one of the doors, and turns a start that cannot succeed into one sentence."""

import os
import re
import sys

from leaddesk.texts import _


def _sentence(error: ImportError | OSError) -> str:
    """What happened, what is safe, what to do (ARCHITECTURE 8.8), for an error before any door is open."""
    library = re.search(r"lib[\w.+-]+\.so(\.\d+)*", str(error))
    if isinstance(error, ImportError) and library:
        return _(
            "LeadDesk did not start: the system library {library} is missing. Your data is untouched. "
            "On Debian `./dev run` installs it; README.md names the packages for other systems."
        ).format(library=library.group())
    if isinstance(error, ImportError):
        return _(
            "LeadDesk did not start: a part of its installation is missing ({part}). Your data is untouched. "
            "Install it again: `pip install .` in the project's folder."
        ).format(part=error.name or error)
    return _("LeadDesk stopped: {reason}. What was saved before is safe. Mend that and start again.").format(
        reason=error
    )


def main() -> int:
    """Run one door; returns the exit status: 0 done, 1 refused or failed, 2 wrong usage, 130 interrupted."""
    if getattr(sys, "frozen", False):
        # Only the frozen program needs it, and the import costs every other start 10 ms (P1).
        import multiprocessing

        multiprocessing.freeze_support()
    # One busy Python thread made frames of 44.5 ms p99, with this interval 8.6 ms (measured on CPython 3.11).
    sys.setswitchinterval(0.0005)
    try:
        from leaddesk.cli.door import main as door

        return door()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output (`| head`) has gone; without this Python complains when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    except (ImportError, OSError) as error:
        sys.stderr.write(_sentence(error) + "\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
