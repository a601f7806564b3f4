"""Notices of the desktop: what is told, to whom, when not, and where a click leads; no desktop is needed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from leaddesk.actions.alerts import Alerts
from leaddesk.actions.assign import Assign
from leaddesk.actions.contact import Contact
from leaddesk.actions.desk import Desk
from leaddesk.actions.marks import Temperature
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.task import AddTask
from leaddesk.actions.users import SetDefinition
from leaddesk.domain.hours import record_of, weekly
from leaddesk.texts import set_language
from leaddesk.ui.notifying import Desktop, Notifier
from leaddesk.ui.preferences import Preferences
from tests.fakes.sample import NOW, add_user, as_user, capture, clock_of, incoming, make_desk
from tests.ui.panel_scene import Stage, stage


@dataclass
class Watched:
    """A notifier whose desktop is a list."""

    made: Stage
    notifier: Notifier
    kept: Preferences
    shown: list[str] = field(default_factory=list)

    def look(self, **later: float) -> list[str]:
        """Let time pass and look; what was shown since."""
        clock_of(self.made.desk).forward(**later)
        before = len(self.shown)
        self.notifier.look()
        self.made.settled()
        return self.shown[before:]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


@pytest.fixture
def desk() -> Desk:
    return make_desk()


@pytest.fixture
def watched(qtbot: QtBot, desk: Desk) -> Watched:
    made = stage(qtbot, desk, lambda _link: QWidget())
    kept = Preferences()
    notifier = Notifier(made.link, kept, made.panel)
    found = Watched(made, notifier, kept)

    def show(_title: str, words: str) -> bool:
        found.shown.append(words)
        return True

    notifier.show = show
    made.panel.isActiveWindow = lambda: False
    clock_of(desk).forward(seconds=1)
    return found


def arrive(desk: Desk, name: str, **more: object) -> str:
    told = {"phone": f"+38067{abs(hash(name)) % 10**7:07d}", "received": clock_of(desk)(), **more}
    return capture(desk, incoming(name=name, **told))


def test_a_new_hot_lead_is_told_once(watched: Watched, desk: Desk) -> None:
    """B32: new hot lead."""
    desk.do(Temperature((arrive(desk, "Ігор"),), "hot"))

    assert watched.look(seconds=5) == ["New hot lead: Ігор"]
    assert watched.look(seconds=5) == []


def test_the_norm_is_told_of_at_eighty_percent(watched: Watched, desk: Desk) -> None:
    """Issue 3.6: at 80 % of the norm, 8 of 10 minutes; not after an attempt."""
    arrive(desk, "Олена")
    done = arrive(desk, "Марта")
    desk.do(Contact((done,), outcome="no_answer"))

    assert watched.look(minutes=7, seconds=59) == []
    assert watched.look(seconds=2) == ["The norm is running out: Олена"]
    assert watched.look(minutes=5) == []


def test_only_my_leads_and_nobodys_on_my_duty_are_told_of(watched: Watched, desk: Desk) -> None:
    """Issue 3.6: only mine or unassigned on my duty."""
    other = add_user(desk, "Інша Людина")
    desk.do(Assign((arrive(desk, "Чужий"),), to=other.id))
    desk.do(Assign((arrive(desk, "Мій"),), to=desk.session.user.id))
    arrive(desk, "Нічий")
    hers = record_of(weekly("Europe/Kyiv", "1234567", 0, 24 * 60))
    desk.do(SetDefinition("shift", other.id, tuple(hers.items())))
    clock_of(desk).forward(minutes=9)

    mine = {alert.name for alert in desk.ask(Alerts(NOW))}
    her_own = {alert.name for alert in as_user(desk, other).ask(Alerts(NOW))}

    assert mine == {"Мій"}
    assert her_own == {"Чужий", "Нічий"}


def test_a_step_is_told_of_when_it_comes_due(watched: Watched, desk: Desk) -> None:
    """B32: due tasks."""
    lead = arrive(desk, "Петро")
    desk.do(Assign((lead,), to=desk.session.user.id))
    desk.do(Contact((lead,), outcome="talked", seconds=60))
    desk.do(AddTask((lead,), title="подзвонити", due=NOW + timedelta(minutes=30)))

    assert watched.look(minutes=29) == []
    assert watched.look(minutes=1, seconds=1) == ["A step is due: Петро"]


def test_many_at_once_are_one_message(watched: Watched, desk: Desk) -> None:
    """UX 2: batched from three a minute, the numbers by kind."""
    ids = [arrive(desk, f"Особа {n}") for n in range(4)]
    desk.do(Temperature(tuple(ids[:2]), "hot"))

    assert watched.look(minutes=9) == ["2 new hot leads; 4 norms are running out"]


def test_quiet_hours_keep_it_until_they_end(watched: Watched, desk: Desk) -> None:
    """B32: quiet hours."""
    watched.kept.set("quiet_from", 10)
    watched.kept.set("quiet_until", 11)
    desk.do(Temperature((arrive(desk, "Ігор"),), "hot"))

    assert watched.look(minutes=1) == []
    assert watched.look(hours=1) == ["New hot lead: Ігор", "The norm is running out: Ігор"]


def test_who_wants_no_notices_gets_none(watched: Watched, desk: Desk) -> None:
    """B32: a person decides."""
    watched.kept.set("notify", False)
    arrive(desk, "Ігор")

    assert watched.look(minutes=9) == []


def test_a_click_opens_the_lead(watched: Watched, desk: Desk) -> None:
    """UX 2: click opens lead."""
    lead = arrive(desk, "Ігор")
    watched.look(minutes=9)

    watched.notifier.open_last()

    assert watched.made.opened == [lead]


def test_in_front_of_the_person_it_is_a_toast(watched: Watched, desk: Desk) -> None:
    """B32: in-app and OS notifications: the desktop only while the window lies behind."""
    arrive(desk, "Ігор")
    watched.made.panel.isActiveWindow = lambda: True

    assert watched.look(minutes=9) == []
    assert [notice.text for notice in watched.made.told] == ["The norm is running out: Ігор"]


def test_without_a_tray_it_is_a_toast(watched: Watched, desk: Desk) -> None:
    """UX 2: QSystemTrayIcon is optional."""
    watched.notifier.show = Desktop(lambda: None).show
    arrive(desk, "Ігор")

    watched.look(minutes=9)

    assert [notice.text for notice in watched.made.told] == ["The norm is running out: Ігор"]


def test_a_missed_call_is_told_of_until_somebody_calls_back(watched: Watched, desk: Desk) -> None:
    """Issue 3.6: a missed incoming call is a lead with a running norm, closed by the call back."""
    lead = arrive(desk, "Дзвонив", channel="call")
    desk.do(Contact((lead,), outcome="talked", seconds=30))
    desk.do(Contact((lead,), outcome="no_answer", way="in"))
    clock_of(desk).forward(seconds=1)

    waits = desk.store.count(PageAsk(query="is:waiting"), clock_of(desk)(), "")
    assert watched.look(minutes=9) == ["The norm is running out: Дзвонив"]
    desk.do(Contact((lead,), outcome="talked", seconds=30))

    assert waits == 1
    assert desk.store.count(PageAsk(query="is:waiting"), clock_of(desk)(), "") == 0
    assert watched.look(minutes=9) == []
