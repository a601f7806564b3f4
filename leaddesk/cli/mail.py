"""`leaddesk mail`: new letters of the configured mailbox become leads."""

import argparse
import getpass
import os
import sys
from datetime import timedelta
from pathlib import Path

from leaddesk.app.compose import open_desk
from leaddesk.app.mail_fetching import (
    CONFIG,
    Fetching,
    keep_password,
    kept_password,
    read_place,
    save_place,
)
from leaddesk.app.receiving import Receiver
from leaddesk.cli.importing import column_map, stoppable
from leaddesk.cli.intake import Lines
from leaddesk.cli.terminal import Terminal
from leaddesk.intake.mailbox import MailPlace, MailRefused
from leaddesk.intake.options import Options
from leaddesk.texts import _

PASSWORD = "LEADDESK_MAIL_PASSWORD"  # the name of a variable, no password


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `mail`."""
    add = parser.add_argument
    add("--host", metavar="H", help=_("the IMAP server; what is given is remembered, but for the password"))
    add("--user", metavar="U", help=_("the name at the server, mostly the address"))
    add("--port", type=int, metavar="N", help=_("993 where it is not said; always TLS"))
    add("--folder", action="append", metavar="F", help=_("INBOX where it is not said; once for each folder"))
    add("--ca", metavar="FILE", help=_("certificates to trust instead of the system's"))
    add("--own", action="append", default=[], metavar="ADDRESS", help=_("one more address of ours"))
    add("--since", type=int, default=30, metavar="DAYS", help=_("how far back to look the first time"))
    add(
        "--map",
        type=Path,
        metavar="MAP.json",
        help=_("a JSON object: name of a form's field to field or null"),
    )
    add(
        "--forget-password",
        action="store_true",
        help=_("ask for the password even where the keyring has one"),
    )


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Fetch what is new."""
    folder = options.opening.folder
    place = _place(options, read_place(folder))
    password, asked = _password(place, fresh=options.forget_password)
    columns = column_map(options.map) if options.map else None
    own = frozenset(one.lower() for one in (place.user, *options.own))
    told = Lines(terminal.as_json)
    with open_desk(options.opening) as desk, stoppable() as stopped:
        receiver = Receiver(desk, Options(columns=columns, own=own))
        fetching = Fetching(place, receiver, folder, options.opening.base_url)
        since = (desk.session.now() - timedelta(days=max(0, options.since))).date()
        count = 0
        for one in fetching.run(password, since, stopped.is_set):
            told(one)
            count += 1
    save_place(folder, place)
    if asked and not keep_password(place, password):
        terminal.say(_("This system has no keyring, so the password is asked each time."))
    if not count:
        terminal.say(_("No new letters."))
    return 0


def _place(options: argparse.Namespace, known: MailPlace | None) -> MailPlace:
    host = options.host or (known.host if known else "")
    user = options.user or (known.user if known else "")
    if not host or not user:
        raise MailRefused("mail.not_configured", path=str(options.opening.folder / CONFIG))
    same = known if known and known.host == host else None
    return MailPlace(
        host,
        user,
        options.port or (same.port if same else 993),
        tuple(options.folder or (same.folders if same else ("INBOX",))),
        options.ca or (same.authority if same else ""),
    )


def _password(place: MailPlace, *, fresh: bool) -> tuple[str, bool]:
    """The password, and whether a person typed it just now."""
    told = os.environ.get(PASSWORD) or (None if fresh else kept_password(place))
    if told:
        return told, False
    if not sys.stdin.isatty():
        raise MailRefused("mail.no_password", user=place.user, variable=PASSWORD)
    return getpass.getpass(_("Password of {user} at {host}: ").format(user=place.user, host=place.host)), True
