"""The card: refilled on the Qt thread when going down the list, and opened with two thousand events."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from leaddesk.actions.ports import Intent, PageAsk, Read
from leaddesk.actions.questions import Card
from leaddesk.bench.meter import Pair, Sample, in_turn, timed
from leaddesk.bench.world import World
from leaddesk.domain.log import Set, iso

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leaddesk.actions.desk import Desk

_LEADS, _EVENTS, _CALLS = 24, 2_000, 6
_LABELS = 60
"""Texts of the plain page beside it: as many as the card shows."""
_WIDE, _HIGH = 910, 652


def _plain(parent: "QWidget | None" = None) -> "tuple[QWidget, Callable[[int], None]]":
    """A page of plain labels, and what fills it anew and paints it."""
    from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

    page = QWidget(parent)
    column = QVBoxLayout(page)
    labels = [QLabel(page) for _place in range(_LABELS)]
    for label in labels:
        column.addWidget(label)
    page.resize(_WIDE, _HIGH)

    def fill(number: int) -> None:
        for place, label in enumerate(labels):
            label.setText(f"{number} {place} потрібен верстат")
        page.grab()

    return page, fill


def _floor() -> "tuple[QWidget, Sample]":
    page, fill = _plain()
    page.show()
    return page, in_turn(fill, range(50))


@contextmanager
def _refill(world: World) -> Iterator[Pair]:
    """Only what the Qt thread does: the words were made by a reader."""
    from PySide6.QtWidgets import QApplication

    from leaddesk.bench.stage import let_go, linked, until
    from leaddesk.ui.card.panel import CardPanel
    from leaddesk.ui.card.words import card_words

    with linked(world) as link:
        desk = world.desk
        found = list(desk.store.ids_where(PageAsk(query="is:active"), desk.session.now(), ""))[:_LEADS]
        views = [desk.ask(Card(lead)) for lead in found]
        told = [(view, card_words(view, desk.session.now())) for view in views]
        panel = CardPanel(link)
        panel.resize(_WIDE, _HIGH)
        panel.show()
        plain, floor = _floor()
        QApplication.processEvents()

        def refill(place: int) -> None:
            panel.show_card(told[place], of=told[place][0].row.id)
            panel.repaint()

        try:
            yield Pair(in_turn(refill, range(len(told))), floor, calls=_CALLS)
        finally:
            let_go(plain)
            until(link.runner.idle)
            let_go(panel)


@contextmanager
def _long(world: World) -> Iterator[Pair]:
    """From the wish to the painted card: read, folded, told, painted."""
    from PySide6.QtWidgets import QApplication

    from leaddesk.bench.stage import let_go, linked_to, until
    from leaddesk.ui.card.panel import CardPanel

    with world.desk_at(f"sqlite:///{world.scratch / 'long.sqlite'}") as desk:
        lead = _busy(desk)
        with linked_to(desk) as link:
            panel = CardPanel(link)
            panel.resize(_WIDE, _HIGH)
            panel.show()
            plain, floor = _floor()
            shown: list[str] = []
            panel.shown.connect(shown.append)

            def opened() -> None:
                shown.clear()
                panel.show_lead(lead)
                until(lambda: bool(shown))
                panel.repaint()

            opened()
            QApplication.processEvents()
            try:
                yield Pair(timed(opened), floor, calls=_CALLS)
            finally:
                let_go(plain)
                until(link.runner.idle)
                let_go(panel)


def _busy(desk: "Desk") -> str:
    """A lead with two thousand events: notes, signals and answers of years."""
    from leaddesk.actions.capture import Capture
    from leaddesk.actions.incoming import Incoming, IncomingContact

    phone = IncomingContact("phone", "+380501234567", "+380501234567")
    item = Incoming(name="Богдан Поліщук", contacts=(phone,), need="верстат", channel="form")
    (lead,) = desk.do(Capture(item)).ids
    now = desk.session.now()
    for start in range(0, _EVENTS, 250):
        sets = [Set("lead", lead, *_event(n, iso(now))) for n in range(start, start + 250)]
        desk.store.write(Intent("note", desk.session.user.id, now), partial(_given, sets))
    return lead


def _event(n: int, at: str) -> tuple[str, dict[str, Any]]:
    """A register of a lead's long life."""
    row = f"{n:032x}"
    told: tuple[tuple[str, dict[str, Any]], ...] = (
        (f"note/{row}", {"text": f"нотатка {n}"}),
        (f"touch/{row}", {"kind": "call", "at": at, "seconds": n % 600, "outcome": "talked"}),
        ("answer/budget", {"level": n % 4, "text": f"до {n} тис."}),
        (f"signal/{row}", {"kind": "message", "at": at, "text": "ще питання"}),
    )
    return told[n % len(told)]


def _given(sets: list[Set], read: Read) -> list[Set]:
    return sets


FIGURES: Mapping[str, Callable[[World], AbstractContextManager[Pair]]] = {
    "card_refill": _refill,
    "card_long": _long,
}
