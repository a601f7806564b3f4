"""Rows of signals, calls and daily numbers as items of an import (B9, B28, D2)."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from leaddesk.actions.count import Counted
from leaddesk.actions.deciding import Item
from leaddesk.actions.hear import Heard
from leaddesk.actions.incoming import Incoming, Message
from leaddesk.app.drafts import read_contacts
from leaddesk.app.receiving import key_of
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.log import moment
from leaddesk.domain.money import read_money
from leaddesk.domain.normal import fold
from leaddesk.domain.users import User
from leaddesk.domain.zones import zone_of
from leaddesk.intake.dates import guess_order
from leaddesk.intake.draft import Draft
from leaddesk.intake.files import Head
from leaddesk.intake.ledgers import Cells, columns_of, read_call, read_cells, read_numbers
from leaddesk.intake.options import Options


class LedgerReader:
    """Turns bare drafts of one ledger into items; a row that says nothing is None."""

    def __init__(
        self,
        head: Head,
        options: Options,
        definitions: Definitions,
        users: Sequence[User],
        campaign: str = "",
    ) -> None:
        self.kind = head.kind
        self._header = head.header
        self._options = options
        self._campaign = campaign
        self._currency = str(definitions.settings.get("currency", ""))
        self._channels = {
            fold(name): one.id for one in definitions.channels for name in (one.id, *one.names.values())
        }
        self._users = {fold(user.name): user.id for user in users if user.active}
        self._order = options.order or guess_order(_dates(head))
        read: dict[str, Callable[[Cells], Item | None]] = {
            "signals": self._signal,
            "calls": self._call,
            "numbers": self._numbers,
        }
        self._read = read[head.kind]

    def read(self, draft: Draft) -> Item | None:
        """The item of one row."""
        options = self._options
        cells = read_cells(self.kind, self._header, draft.extra, options.country, options.tzinfo, self._order)
        return self._read(cells)

    def _signal(self, cells: Cells) -> Heard:
        texts, at = cells.texts, cells.at
        contacts = tuple(read_contacts(cells.contacts("email", "phone")))
        when = moment(at) if at else None
        return Heard(
            contacts,
            texts.get("signal", ""),
            when,
            texts.get("text", ""),
            texts.get("source", ""),
            cells.extra,
        )

    def _call(self, cells: Cells) -> Incoming:
        call = read_call(cells)
        contacts = tuple(read_contacts(call.contacts))
        number = next((one.normal for one in contacts if one.normal), "")
        missed_by_us = call.way == "in" and not call.answered
        told = {
            "seconds": call.seconds,
            "outcome": "talked" if call.answered else "no_answer",
            "by": self._users.get(fold(call.agent)),
            "agent": call.agent,
            "recording": call.recording,
        }
        message = Message(
            f"call:{call.id or key_of(number, call.at, call.way, str(call.seconds))}",
            (f"call:{number}",) if number else (),
            call.text,
            "out" if call.way == "out" else "in",
            author=call.name,
            joins=True,
            # A call that nobody answered is a word of the client that waits for ours.
            call=None if missed_by_us else told,
        )
        zone = zone_of(number or None, None, None, None).name
        return Incoming(
            name=call.name,
            contacts=contacts,
            channel="call",
            campaign=self._campaign,
            received=moment(call.at) if call.at else None,
            zone=zone,
            extra=dict(cells.extra),
            message=message,
        )

    def _numbers(self, cells: Cells) -> Counted | None:
        row = read_numbers(cells)
        if row is None:
            return None
        money = read_money(row.cost, row.currency or self._currency) if row.cost else None
        named = (money.high or money.low) if money else None
        return Counted(
            row.day,
            self._channels.get(fold(row.channel), row.channel),
            row.campaign or self._campaign,
            **{name: row.counts.get(name) for name in ("impressions", "clicks", "visits")},
            cost_minor=int(named.amount * Decimal(100)) if named else None,
            currency=named.currency if named else "",
            extra=cells.extra,
        )


def _dates(head: Head) -> list[str]:
    """Cells of the first column of dates, which tell whether days or months come first."""
    found = columns_of(head.kind, head.header)
    name = found.get("at") or found.get("day")
    place = head.header.index(name) if name else -1
    return [row[place] for row in head.preview if name and place < len(row)]
