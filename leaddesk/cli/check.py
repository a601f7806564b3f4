"""`leaddesk check`: proves that the base is whole and that its tables equal its log."""

import argparse

from leaddesk.app.compose import open_base
from leaddesk.cli.terminal import Terminal
from leaddesk.texts import _
from leaddesk.texts.keys import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """`check` has no options of its own."""


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Check; status 1 where something is wrong. An open import is named and is no failure."""
    store = open_base(options.opening)
    try:
        found = store.check()
        notices = [say(key, said) for key, said in store.notices]
    finally:
        store.close()
    problems = [say(key, said) for key, said in found.problems]
    ok = found.integrity and found.projections and not problems
    lines = [_("The base is whole and equals its log.") if ok else _("The base is not in order.")]
    lines += [_("An import is still open: {tx}").format(tx=tx) for tx in found.open_imports]
    told = {
        "ok": ok,
        "integrity": found.integrity,
        "projections": found.projections,
        "open_imports": found.open_imports,
        "problems": problems,
    }
    terminal.result(told | {"notices": notices}, [*lines, *problems, *notices])
    return 0 if ok else 1
