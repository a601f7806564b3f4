"""Journey 2: forty cards at a trade show without a network; a power cut in the middle loses nobody."""

import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from leaddesk.actions.stand import kept
from leaddesk.texts import set_language
from tests.journeys.hands import Hands
from tests.ui.booth_scene import Booth, booth_desk, close, everybody
from tests.ui.card_readings import Reader, Said, plain_picture

K = Qt.Key
CARDS, CUT = 40, 17
MOST_KEYS = 12


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every way to another machine is shut, and whoever tries is told of; pipes between processes stay."""
    tried: list[str] = []

    def refuse(*told: Any, **_more: Any) -> NoReturn:
        tried.append(repr(told[1:]))
        raise OSError("no network")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    return tried


def misread(number: int) -> Said:
    """A card of which the last letter of the name and the last digit of the phone are wrong."""
    return Said(
        full_name=f"Visitor {chr(65 + number % 26)}{chr(65 + number // 26)}x",
        company=f"Works {number % 9}",
        phones=(f"+38067555{number:03d}0",),
        confidence={"full_name": 0.6, "phones": 0.6, "company": 0.97},
    )


def one_card(booth: Booth, path: str) -> None:
    """A picture, two corrections, warmth, a promise, save."""
    booth.drop([path])
    booth.settle(lambda: not booth.panel.keeper.reading())
    for key in (K.Key_End, K.Key_Backspace, K.Key_Z):  # the name
        booth.press(key)
    for key in (K.Key_Tab, K.Key_Tab, K.Key_End, K.Key_Backspace, K.Key_7):  # the phone
        booth.press(key)
    for key in (K.Key_F6, K.Key_F8, K.Key_Return):
        booth.press(key)


def test_forty_cards_without_a_network_and_with_a_power_cut(
    qtbot: QtBot, tmp_path: Path, no_network: list[str]
) -> None:
    """Journey 2, issue 6: at most 12 keys a card with two corrections; nobody lost, nobody twice."""
    set_language("en")
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    desk = booth_desk(tmp_path)
    desk.recogniser = Reader(*(misread(number) for number in range(CARDS)))
    booth = Booth(qtbot, desk)
    spent = []
    for number in range(CARDS):
        if number == CUT:
            booth.write("name", "half typ")
            booth.panel.keeper.flush()
            booth.settle()
            reader = desk.recogniser
            booth.killed()
            desk = booth_desk(tmp_path)
            desk.recogniser = reader
            booth = Booth(qtbot, desk)
            assert booth.panel.form.fields["name"].text() == "half typ"
            booth.press(K.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
            booth.panel.take_focus()
        with Hands(application) as hands:
            one_card(booth, plain_picture(tmp_path, f"card{number}.png"))
        spent.append(hands.keys + 1)  # and F2, whose answer was dropped here
        assert hands.clicks == 0
    booth.settled()
    rows = everybody(desk)
    left = kept(desk)
    count = booth.panel.side.count.text()
    to_mend = booth.panel.keeper.to_mend()
    booth.end()
    close(desk)

    assert max(spent) <= MOST_KEYS
    assert len(rows) == len({row.phone for row in rows}) == CARDS
    assert all(row.name.endswith("z") and row.phone.endswith("7") for row in rows)
    assert {row.temperature for row in rows} == {"warm"}
    assert all(row.next_step == "send the price" for row in rows)
    assert (count, len(left), to_mend) == (str(CARDS), CARDS, [])
    assert no_network == []
