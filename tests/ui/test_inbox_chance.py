"""The inbox under chance: whatever a person and others do in any order, the list says what the base holds."""

import random
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from leaddesk.actions.contact import Contact
from leaddesk.actions.desk import Desk
from leaddesk.actions.junk import Junk
from leaddesk.actions.marks import Priority, Temperature
from leaddesk.actions.ports import Change, PageAsk
from leaddesk.actions.take import Take
from leaddesk.domain.list_row import list_row
from leaddesk.domain.refusals import Refused
from leaddesk.texts import set_language
from leaddesk.ui.inbox import feed
from leaddesk.ui.theme.switch import theme_switch
from tests.fakes.sample import NOW, add_user, as_user, capture, clock_of, crowd, fill, incoming, make_desk
from tests.ui.inbox_scene import Scene, scene

STEPS = 25
COMMANDS = (
    ("lead.take", ""),
    ("lead.take", ""),
    ("lead.snooze", "5"),
    ("lead.snooze", "1"),
    ("lead.nurture", "5"),
    ("lead.archive", "2"),
    ("lead.junk", "4"),
    ("lead.contact_result", "1"),
    ("lead.contact_result", "4"),
    ("lead.temperature.hot", ""),
    ("lead.temperature.cold", ""),
    ("lead.assign_me", ""),
    ("lead.repeat_decision", ""),
)


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Small pages, so that both ends of the window move."""
    monkeypatch.setattr(feed, "_SETTLE_MS", 1)
    monkeypatch.setattr(feed, "PAGE", 8)
    monkeypatch.setattr(feed, "_NEAR_END", 2)
    set_language("en")
    theme_switch().start()
    yield
    set_language("en")


class Day:
    """A working day: each step is one thing that a person or somebody else does."""

    def __init__(self, made: Scene, chance: random.Random) -> None:
        self.made, self.chance = made, chance
        self.colleague = as_user(made.desk, add_user(made.desk, "Ірина"))
        self.steps: list[Callable[[], None]] = [
            *([self.decide] * 6),
            *([self.move] * 3),
            self.choose,
            self.undo,
            self.undo,
            self.others_take,
            self.others_bring,
            self.others_warm,
            self.other_list,
            self.wait,
            self.ends,
            self.newest,
        ]

    def decide(self) -> None:
        """A decision about what is chosen."""
        if not self.made.panel.selected_ids():
            return
        command, keys = self.chance.choice(COMMANDS)
        if command == "lead.repeat_decision" and not self.made.decisions.last():
            return
        self.made.decide(command, keys)
        popup = self.made.decisions.popup()
        if popup is not None:
            popup.cancel()

    def move(self) -> None:
        """A few rows down or up."""
        self.made.panel.view.step(self.chance.choice((-3, -1, 1, 1, 5)))

    def choose(self) -> None:
        """Two rows for the next decision."""
        if self.made.panel.view.current_id():
            self.made.panel.choosing.extend(1)

    def undo(self) -> None:
        """The last step back, where it can be."""
        try:
            self.made.runner.undo()
            self.made.settled()
        except Refused:
            self.made.settled()

    def _any(self) -> str:
        ids = list(self.made.desk.store.ids_where(PageAsk(), NOW, self.made.desk.session.user.id))
        return self.chance.choice(ids)

    def others_take(self) -> None:
        """A colleague takes a lead that may be in the list."""
        self._others(lambda desk: desk.do(Take((self._any(),))))

    def others_bring(self) -> None:
        """A new lead arrives."""
        phone = f"+38067{self.chance.randrange(10**7):07d}"
        self._others(
            lambda desk: capture(desk, incoming(name="Новий", phone=phone, received=desk.session.now()))
        )

    def others_warm(self) -> None:
        """A colleague marks a lead, or throws it away."""
        kinds: list[Callable[[str], object]] = [
            lambda lead: Temperature((lead,), "hot"),
            lambda lead: Priority((lead,), "high"),
            lambda lead: Junk((lead,), reason="spam"),
            lambda lead: Contact((lead,), outcome="talked"),
        ]
        self._others(lambda desk: desk.do(self.chance.choice(kinds)(self._any())))  # type: ignore[arg-type]

    def _others(self, do: Callable[[Desk], object]) -> None:
        try:
            do(self.colleague)
        except Refused:
            return
        self.made.runner.changed.emit(Change("", (), frozenset({"lead", "outside"})))

    def other_list(self) -> None:
        """Another queue, or a search."""
        if self.chance.random() < 0.7:
            self.made.panel.open_split(self.chance.choice(("new", "hot", "all", "unassigned", "snoozed")))
        else:
            self.made.panel.search(
                self.chance.choice(("завод", "is:new", "sort:name", "channel:form -is:hot", ""))
            )

    def wait(self) -> None:
        """Time goes on, and with it what depends on it."""
        clock_of(self.made.desk).forward(minutes=self.chance.choice((1, 20)))
        self.made.panel.watch.write_times()

    def ends(self) -> None:
        """The end of the list, or its beginning."""
        self.chance.choice((self.made.panel.feed.to_end, self.made.panel.feed.to_start))()

    def newest(self) -> None:
        """What waits above."""
        self.made.panel.go_to_new()


def check(made: Scene) -> None:
    """What must hold whenever nothing runs."""
    panel = made.panel
    shown = made.ids()
    ask = PageAsk(panel.feed.ask.query, panel.feed.ask.split, panel.feed.ask.sort)
    wanted = set(made.desk.store.ids_where(ask, made.link.now(), made.desk.session.user.id))
    # What woke, came or grew since waits above the frozen order; what is shown must be in the base as shown.
    assert len(shown) == len(set(shown))
    assert set(shown) <= wanted, "a row is shown that its queue does not hold any more"
    with made.desk.store.view() as read:
        for row in read.rows(shown):
            assert panel.row_of(row.id) == list_row(row), "a row shows what is no longer so"
    current = panel.view.current_id()
    assert bool(current) == bool(shown), "a row is current as long as there is one"
    assert (panel.selected_ids() == ()) == (not shown and not panel.choosing.ids())
    assert panel.around.stack.currentIndex() == (0 if shown else 1)
    if made.current:
        assert made.current[-1] == current


@pytest.mark.parametrize("seed", range(6))
def test_after_each_step_of_a_working_day_the_list_says_what_the_base_holds(qtbot: QtBot, seed: int) -> None:
    """B3, UX 1.2: no dead row, no stale row, no lost selection, whatever the order of keys and writes."""
    chance = random.Random(seed)
    desk = make_desk()
    fill(desk, crowd(30))
    made = scene(qtbot, desk)
    day = Day(made, chance)
    made.settled()

    for _step in range(STEPS):
        chance.choice(day.steps)()
        made.settled()
        check(made)


@pytest.mark.parametrize("seed", range(3))
def test_decisions_faster_than_the_base_are_each_kept_once(qtbot: QtBot, seed: int) -> None:
    """Journey 1: keys are never lost; none acts twice on one lead."""
    chance = random.Random(seed)
    desk = make_desk()
    fill(desk, crowd(30))
    made = scene(qtbot, desk)
    decided: list[str] = []

    for _step in range(12):
        (lead,) = made.panel.selected_ids()
        decided.append(lead)
        made.decide(
            *chance.choice((("lead.take", ""), ("lead.junk", "4"), ("lead.snooze", "5"))), settle=False
        )
        if chance.random() < 0.4:
            made.settled()
    made.settled()

    assert len(set(decided)) == 12
    assert not set(decided) & set(made.ids())
    lines = [line for line in desk.store.history(100) if line.action in ("take", "junk", "snooze")]
    assert sorted(line.lead_id or "" for line in lines) == sorted(decided)
    assert len(made.told) == 12
