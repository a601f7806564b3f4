"""Journeys 4, 5 and 9 through the real window: asleep until December, back from a lost deal, handed over."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from leaddesk.actions.answer import Answer
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.sell import Accept
from leaddesk.actions.signal import RecordSignal
from leaddesk.ui.card.words import card_words
from leaddesk.ui.handover.dialog import HandoverDialog
from tests.fakes.sample import add_user, as_user, capture, incoming
from tests.journeys.desk_scene import NOW, DeskScene, options_for, scene_with

DECEMBER_10_IN_ALMATY = datetime(2026, 12, 1, 5, 0, tzinfo=UTC)
"""Ten in the morning of the first working day of December at UTC+5."""


class Scene(DeskScene):
    """A desk whose business time a test moves on while the program is closed."""

    now = NOW
    pressed = 0

    def hit(self, keys: str) -> None:
        """Press keys one after another, each where the focus is by then; they are counted."""
        for key in keys:
            self.pressed += 1
            self.key(key)
            self.settled()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def scene(
    request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Scene]:
    """The window at work on an empty base of each kind."""
    if request.param == "postgres":
        url = str(request.getfixturevalue("postgres_url"))
    else:
        url = f"sqlite:///{tmp_path / 'base.sqlite'}"
    with ExitStack() as stack:
        # Faults reach pytest instead of the log of faults; the language is put back.
        stack.callback(scene_with(qtbot, lambda: _at(url, tmp_path, NOW), monkeypatch, stack).close)
        scene = Scene(qtbot, lambda: _at(url, tmp_path, scene.now))
        stack.callback(scene.close)
        scene.open()
        yield scene


def _at(url: str, folder: Path, now: datetime) -> Namespace:
    """Options of a program that opens at a moment."""
    options = options_for(url, folder / "data")
    options.opening = replace(options.opening, now=now, machine=lambda: now.astimezone(UTC))
    return options


def reopened(scene: Scene, at: str) -> None:
    """Close the program, and open it at another moment."""
    scene.close()
    scene.now = datetime.fromisoformat(at)
    scene.open()


def lead_of(scene: Scene, **told: str) -> str:
    """A lead of a client in Almaty, current in the inbox."""
    lead = capture(scene.desk, incoming(name="Алия Сатпаева", phone="+77011234567", **told))
    scene.search("need:lathe")
    scene.settled(lambda: scene.current() == lead)
    return lead


def facts(scene: Scene, lead: str) -> dict[str, str]:
    """What the card says in its facts."""
    words = card_words(scene.card(lead), scene.desk.session.now())
    return {row.text: row.value for row in words.facts}


def test_a_lead_sleeps_until_the_budget_opens_and_wakes_at_ten_where_it_lives(scene: Scene) -> None:
    """Journey 4, A14: H 7 in two keys; wakes after the program was closed for weeks; the card says why."""
    lead = lead_of(scene, need="A CNC lathe", zone="Asia/Almaty")
    scene.hit("h7")

    assert scene.pressed <= 3
    assert scene.row(lead).place == "nurture"
    assert scene.row(lead).wake_at == round(DECEMBER_10_IN_ALMATY.timestamp() * 1000)
    assert facts(scene, lead)["Nurture"].startswith("Warm-up")

    reopened(scene, "2026-12-01T06:59+02:00")
    assert scene.row(lead).place == "nurture"
    reopened(scene, "2026-12-01T07:01+02:00")
    scene.settled(lambda: scene.row(lead).place is None)
    assert facts(scene, lead)["Woke from nurture"].startswith("its day came")
    assert "Budget" in facts(scene, lead)["Still to ask"]
    assert scene.check().projections


def test_a_sleeping_lead_wakes_early_on_a_new_contact(scene: Scene) -> None:
    """Journey 4: wakes early on a new contact."""
    lead = lead_of(scene, need="A CNC lathe")
    scene.hit("h7")
    assert scene.row(lead).place == "nurture"
    scene.desk.do(RecordSignal((lead,), "message", text="ми знайшли гроші раніше"))

    assert scene.row(lead).place is None
    assert facts(scene, lead)["Woke from nurture"].startswith("the client did something")


def test_a_lost_deal_with_an_unmet_need_is_back_in_nurture_by_four_keys(scene: Scene) -> None:
    """Journey 5, A18: reason and "need satisfied?" are asked; history kept; visible in is:returning."""
    lead = lead_of(scene, need="A CNC lathe")
    scene.desk.do(Answer((lead,), "budget", 2, "до 2 млн"))
    scene.desk.do(HandOver((lead,), "зранку", reason="urgent"))
    scene.desk.do(Accept((lead,)))
    scene.search("is:handed")
    scene.settled(lambda: scene.current() == lead)
    before = len(scene.card(lead).events)
    scene.hit("v413")
    scene.settled(lambda: scene.row(lead).place == "nurture")

    assert scene.pressed <= 5
    (deal,) = scene.card(lead).deals
    assert (deal.stage, deal.reason, deal.satisfied) == ("lost", "price", "no")
    assert scene.card(lead).lead.nursing.programme == "trust"  # type: ignore[union-attr]
    assert len(scene.card(lead).events) > before
    assert scene.count("is:returning") == 1
    assert "deal lost: Price" in facts(scene, lead)["Why it sleeps"]
    scene.hit("z")
    scene.settled(lambda: scene.row(lead).place == "deal")


def test_a_second_round_is_a_deal_of_its_own_and_counted_separately(scene: Scene) -> None:
    """Journey 5: cycle 2 counted separately; A16: second handoff makes a new deal linked to the same lead."""
    lead = lead_of(scene, need="A CNC lathe")
    scene.desk.do(HandOver((lead,), "зранку", reason="urgent"))
    scene.desk.do(Accept((lead,)))
    scene.search("is:handed")
    scene.hit("v413")
    scene.settled(lambda: scene.row(lead).place == "nurture")
    scene.search("is:nurturing")
    scene.settled(lambda: scene.current() == lead)
    scene.hit("w")
    scene.settled(lambda: scene.row(lead).place is None)
    scene.desk.do(HandOver((lead,), "вдруге", reason="urgent"))

    assert [(deal.round, deal.stage) for deal in scene.card(lead).deals] == [(0, "lost"), (1, "awaiting")]
    assert scene.row(lead).nurture_rounds == 1


def test_a_ready_lead_is_handed_over_with_one_line_and_two_keys(scene: Scene) -> None:
    """Journey 9: Q, an advice of at most 25 signs, Ctrl+Enter; the summary writes itself."""
    seller = add_user(scene.desk, "Ірина Мельник", ("sales",))
    lead = lead_of(scene, need="A CNC lathe")
    for question in ("budget", "authority", "timing"):
        scene.desk.do(Answer((lead,), question, 3, f"про {question}"))
    scene.hit("q")
    scene.settled(lambda: isinstance(scene.overlay(), HandoverDialog))
    advice = "call before noon"
    scene.keys(advice)
    scene.pressed += 1
    scene.ctrl_enter()
    scene.settled(lambda: scene.overlay() is None)

    assert len(advice) <= 25
    assert scene.pressed <= 3
    (deal,) = scene.card(lead).deals
    assert (deal.advice, deal.to, deal.stage) == (advice, seller.id, "awaiting")
    assert [line.question for line in deal.summary] == ["budget", "authority", "timing"]
    assert scene.row(lead).next_due is not None

    sales = as_user(scene.desk, seller)
    sales.do(Accept((lead,)))
    assert scene.check().projections


def test_a_lead_that_is_not_ready_is_refused_with_what_is_missing_and_a_return_closes_the_loop(
    scene: Scene,
) -> None:
    """Journey 9, A12: refused with named missing criteria; the return's reason is on the card."""
    add_user(scene.desk, "Ірина Мельник", ("sales", "head"))
    lead = lead_of(scene, need="A CNC lathe")
    scene.hit("q")
    scene.settled(lambda: isinstance(scene.overlay(), HandoverDialog))
    dialog = scene.overlay()
    assert isinstance(dialog, HandoverDialog)
    scene.keys("call")
    scene.ctrl_enter()
    scene.settled(lambda: bool(dialog.reason.note()))
    assert "Budget" in dialog.reason.note()
    dialog.reason.editor.setFocus()
    scene.keys("the director is coming")
    scene.ctrl_enter()
    scene.settled(lambda: scene.overlay() is None)
    scene.search("is:handed")
    scene.settled(lambda: scene.current() == lead)
    scene.hit("v22")
    scene.settled(lambda: scene.row(lead).stage == "ready")

    assert facts(scene, lead)["Returned by sales"] == "Does not answer"
    assert scene.row(lead).owner == scene.desk.session.user.id
    assert scene.row(lead).next_step == "came_back"
