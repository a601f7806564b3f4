"""`leaddesk intake`: web forms, messages and signals over HTTP."""

import argparse
import json
import os
import secrets
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from leaddesk.app.compose import open_desk
from leaddesk.app.drafts import Told
from leaddesk.app.receiving import Outcome, Receiver
from leaddesk.app.serving import ROUTES, IntakeServer, Rules
from leaddesk.cli.importing import column_map
from leaddesk.cli.terminal import Terminal
from leaddesk.domain.refusals import Refused
from leaddesk.intake.options import Options
from leaddesk.texts import _
from leaddesk.texts.keys import say
from leaddesk.texts.names import name_of

TOKEN_FILE, TOKEN = "intake-token", "LEADDESK_INTAKE_TOKEN"
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `intake`."""
    add = parser.add_argument
    add(
        "--listen",
        default="127.0.0.1:8787",
        metavar="HOST:PORT",
        help=_("where to listen; port 0 is any free one"),
    )
    add("--token", metavar="TOKEN", help=_("the token itself; others on this machine can see it there"))
    add(
        "--token-file",
        type=Path,
        metavar="FILE",
        help=_("the token that senders must show; made if there is none"),
    )
    add(
        "--map",
        type=Path,
        metavar="MAP.json",
        help=_("a JSON object: name of a form's field to field or null"),
    )
    add("--campaign", default="", metavar="X", help=_("the campaign of them all"))
    add(
        "--origin",
        action="append",
        default=[],
        metavar="URL",
        help=_("a site whose pages may send from a browser"),
    )
    add("--rate", type=int, default=120, metavar="N", help=_("requests a minute from one address"))
    parser.epilog = _("POST JSON or a form to one of: {places}").format(places=" ".join(sorted(ROUTES)))


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Serve until Ctrl+C or SIGTERM; what was begun is finished."""
    host, port = _address(options.listen)
    path = options.token_file or options.opening.folder / TOKEN_FILE
    token = _token(path, terminal, options.token or os.environ.get(TOKEN, "").strip())
    columns = column_map(options.map) if options.map else None
    rules = Rules(token, rate=max(1, options.rate), origins=frozenset(options.origin))
    with open_desk(options.opening) as desk:
        receiver = Receiver(desk, Options(columns=columns), Told("request", campaign=options.campaign))
        try:
            server = IntakeServer((host, port), receiver, rules, Lines(terminal.as_json))
        except OSError as fault:
            raise Refused(
                "intake.cannot_listen", place=options.listen, why=fault.strerror or str(fault)
            ) from fault
        shown = f"[{host}]" if ":" in host else host
        if host not in _LOOPBACK:
            terminal.say(_("Others on the network can reach this port, and what they send is not encrypted."))
        terminal.say(_("Listening on {url}").format(url=f"http://{shown}:{server.server_address[1]}"))
        with server, _stopped_by_signals(server):
            server.serve_forever(poll_interval=0.2)
    return 0


def _address(told: str) -> tuple[str, int]:
    host, _colon, port = told.rpartition(":")
    if not port.isascii() or not port.isdigit() or int(port) > 65_535:
        raise Refused("intake.cannot_listen", place=told, why="HOST:PORT")
    return host.strip("[]") or "127.0.0.1", int(port)


def _token(path: Path, terminal: Terminal, given: str) -> str:
    """The token of senders; a new one is written where nobody else can read it."""
    if given:
        return given
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(24) + "\n")
        token = path.read_text(encoding="ascii").strip()
    except (OSError, ValueError) as fault:
        raise Refused("intake.no_token", path=str(path), why=str(fault)) from fault
    if len(token) < 8:
        raise Refused("intake.no_token", path=str(path), why=_("it is shorter than 8 signs"))
    terminal.say(_("Senders show the token in {path}: Authorization: Bearer TOKEN").format(path=path))
    return token


@contextmanager
def _stopped_by_signals(server: IntakeServer) -> Iterator[None]:
    """Ctrl+C and SIGTERM end the server between two requests."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        # shutdown() waits for the loop, which runs in this very thread.
        threading.Thread(target=server.shutdown, name="leaddesk-intake-stop").start()

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {one: signal.signal(one, stop) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


class Lines:
    """A line an item on stdout, whichever thread it came by (CLI.md)."""

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json
        self._lock = threading.Lock()

    def __call__(self, one: Outcome) -> None:
        with self._lock:
            sys.stdout.write(line_of(one, self._as_json) + "\n")
            sys.stdout.flush()


def line_of(one: Outcome, as_json: bool) -> str:
    """`{"id", "lead_id", "fate"}`, or words."""
    if as_json:
        return json.dumps(
            {"id": one.id, "lead_id": one.lead_id or None, "fate": one.fate}, ensure_ascii=False
        )
    why = say(one.reason) if one.reason.startswith("intake.") else name_of("fate_reason", one.reason)
    return f"{one.id}  {one.lead_id or '–'}  {name_of('fate', one.fate)}  {why}"
