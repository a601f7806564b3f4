"""The door of the command line: options for all commands, one file a command, one sentence for a refusal."""

import argparse
import importlib
import os
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType, TracebackType

from leaddesk.app.place import Opening, data_folder
from leaddesk.cli.terminal import Terminal, utf8_streams
from leaddesk.cli.typed import moment, size
from leaddesk.domain.refusals import Refused
from leaddesk.texts import LANGUAGES, N_, _, set_language

COMMANDS: Mapping[str, tuple[str, str]] = {
    "demo": ("demo", N_("fill the base with a realistic sample")),
    "import": ("importing", N_("bring in a file: CSV, TSV, XLSX, VCF, EML, JSON, chats")),
    "intake": ("intake", N_("take web forms, messages and signals over HTTP")),
    "mail": ("mail", N_("fetch new letters of the configured mailbox")),
    "revert": ("revert", N_("take an import back, sparing what was edited since")),
    "export": ("export", N_("write everything, or a part, to files")),
    "match": ("match", N_("did they contact us before: a file of newcomers, or one file in itself")),
    "scan": ("scan", N_("read business cards from pictures")),
    "list": ("listing", N_("leads that a search finds")),
    "show": ("show", N_("one lead whole")),
    "deals": ("deals", N_("deals of sales, and those that wait for acceptance")),
    "nurture": ("nurture", N_("what marketing has to do with the leads that sleep")),
    "segment": ("segment", N_("a list for a mailing, counted first and logged after")),
    "dossier": ("dossier", N_("one lead on a page (PDF), or its next step for a calendar")),
    "do": ("do", N_("do an action on leads")),
    "undo": ("undo", N_("undo the last step, or a named one")),
    "redo": ("redo", N_("take the last undo back")),
    "log": ("history", N_("the last actions")),
    "report": ("report", N_("a figure of the charts")),
    "backup": ("backup", N_("a consistent copy of the base")),
    "restore": ("restore", N_("bring a backup back")),
    "check": ("check", N_("prove that the base is whole and equals its log")),
    "bench": ("bench", N_("measure how fast this machine works")),
}
"""Command -> (its file, what it does)."""

_WITH_VALUE = (
    *("--db", "--now", "--as", "--data", "--lang"),
    *("--platform", "--theme", "--size", "--screenshot", "--screens"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, or the window; returns 0 done, 1 refused or failed, 2 wrong usage."""
    utf8_streams()
    words = list(sys.argv[1:] if argv is None else argv)
    if argv is None and not os.environ.get("LEADDESK_DEBUG"):
        sys.excepthook = _fault
    set_language(_language(words))
    command = _command(words)
    module = importlib.import_module(f"leaddesk.cli.{COMMANDS[command][0]}") if command else None
    if module is not None and hasattr(module, "own_words"):
        words = module.own_words(words)
    try:
        options = _parser(command, module, whole=_names_more(words)).parse_args(words)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 2
    terminal = Terminal(as_json=options.json)
    try:
        status = _run(module, options, terminal)
        sys.stdout.flush()
        return status
    except Refused as refusal:
        if os.environ.get("LEADDESK_DEBUG"):
            raise
        terminal.say(_sentence(refusal))
        return 1


def _sentence(refusal: Refused) -> str:
    # Imported here: a start of the window must not pay for the sentences of refusals (P1).
    from leaddesk.actions.defaults import default_definitions
    from leaddesk.texts.keys import say

    return say(refusal, definitions=default_definitions())


def _run(module: ModuleType | None, options: argparse.Namespace, terminal: Terminal) -> int:
    options.opening = Opening(
        url=options.db or "",
        data=Path(options.data) if options.data else None,
        user=options.user,
        now=options.now,
    )
    if module is None:
        from leaddesk.app.window import run

        status: int = run(options)
        return status
    done: int = module.run(options, terminal)
    return done


def _fault(kind: type[BaseException], fault: BaseException, where: TracebackType | None) -> None:
    """What is said of a fault of our own: one sentence; the details go to a file (ARCHITECTURE 8.8)."""
    from leaddesk.app.faults import fault_words

    folder = data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "faults.log").open("a", encoding="utf8", errors="replace") as file:
        traceback.print_exception(kind, fault, where, file=file)
    Terminal().say(fault_words(kind.__name__, folder / "faults.log"))


def _language(words: Sequence[str]) -> str:
    """The last --lang, else the language of the system, else English."""
    told = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    found = next((code[:2] for code in told if code), "en")
    for place, word in enumerate(words):
        if word == "--lang" and place + 1 < len(words):
            found = words[place + 1]
        elif word.startswith("--lang="):
            found = word.partition("=")[2]
    return found


def _command(words: Sequence[str]) -> str | None:
    """The first word that is neither an option nor its value, where it names a command."""
    skip = False
    for word in words:
        if skip:
            skip = False
        elif word in _WITH_VALUE:
            skip = True
        elif not word.startswith("-"):
            return word if word in COMMANDS else None
    return None


def _names_more(words: Sequence[str]) -> bool:
    """Whether the list of commands is needed: not for a bare start of the window, which would pay 7 ms."""
    skip = False
    for word in words:
        if not skip and (not word.startswith("-") or word in ("-h", "--help", "--")):
            return True
        skip = not skip and word in _WITH_VALUE
    return False


def _parser(command: str | None, module: ModuleType | None, *, whole: bool = True) -> argparse.ArgumentParser:
    # A bare start of the window shows no help, so it reads no translations for it.
    say = _ if whole else N_
    parser = argparse.ArgumentParser(
        prog="leaddesk",
        description=say(N_("LeadDesk: lead triage. Without a command the window opens.")),
        allow_abbrev=False,
    )
    _for_all(parser, say, first=True)
    _for_window(parser, say)
    if not whole:
        return parser
    below = parser.add_subparsers(dest="command", metavar=_("COMMAND"))
    for name, (_file, does) in COMMANDS.items():
        about = _(does)
        one = below.add_parser(
            name,
            help=about,
            description=about,
            allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        _for_all(one, say, first=False)
        if name == command and module is not None:
            module.arguments(one)
    return parser


def _for_all(parser: argparse.ArgumentParser, say: Callable[[str], str], *, first: bool) -> None:
    """Options of every command, before it or after it; the second place never forgets the first."""

    def default(value: object) -> object:
        return value if first else argparse.SUPPRESS

    add = parser.add_argument
    add(
        "--db",
        metavar="URL",
        default=default(None),
        help=say(N_("the base: sqlite:///FILE or postgresql://...")),
    )
    add("--json", action="store_true", default=default(False), help=say(N_("machine-readable output")))
    add("--now", metavar="ISO", type=moment, default=default(None), help=say(N_("a fixed business time")))
    add("--as", dest="user", metavar="USER", default=default(None), help=say(N_("who acts")))
    add("--data", metavar="DIR", default=default(None), help=say(N_("the folder of the local base")))
    add("--lang", choices=LANGUAGES, default=default(None), help=say(N_("the language")))


def _for_window(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    add = parser.add_argument
    add("--open", metavar="FILE", nargs="+", default=[], help=say(N_("files to bring in")))
    add("--demo", action="store_true", help=say(N_("open a throw-away sample base")))
    add("--platform", metavar="NAME", help=say(N_("Qt platform, such as offscreen")))
    add("--theme", choices=("light", "dark"), help=say(N_("colours of the window")))
    add("--size", metavar="WxH", type=size, help=say(N_("size of the window")))
    add("--screenshot", metavar="DIR", type=Path, help=say(N_("paint each screen to DIR and end")))
    add("--screens", metavar="A,B", default="", help=say(N_("which screens to paint")))
