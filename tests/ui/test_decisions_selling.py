"""What sales decide by keys: what each popup offers, where each key leads, and the action that follows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from leaddesk.actions.action import LeadAction
from leaddesk.actions.deal import Invoice, MoveDeal, Proposal, RateAdvice
from leaddesk.actions.defaults import default_rows
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.questions import Card
from leaddesk.actions.sell import Accept, Lose, Postpone, ReturnLead, Win
from leaddesk.domain.definitions import read_definitions
from leaddesk.texts import LANGUAGES, set_language
from leaddesk.ui.decisions.asks import Ask, Leads, Outcome
from leaddesk.ui.decisions.subject import Subject
from leaddesk.ui.decisions.table import DECISIONS
from leaddesk.ui.inbox import feed
from leaddesk.ui.theme.icons import has_icon
from leaddesk.ui.theme.switch import theme_switch
from tests.fakes.sample import add_user, as_user
from tests.ui.inbox_scene import few, scene
from tests.ui.test_decisions import about, action, kyiv, leads, one

SELLING = [name for name in DECISIONS if name.startswith("deal.") or name == "lead.return_from_sales"]
SOLD = {"stage": "handed_over", "place": "deal"}


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Light, in English."""
    monkeypatch.setattr(feed, "_SETTLE_MS", 1)
    set_language("en")
    theme_switch().start()
    yield
    set_language("en")


def sold(**more: Any) -> Subject:
    """A decision about a lead whose deal sales work on."""
    return about(one()._replace(**SOLD), **more)


@pytest.mark.parametrize(
    ("command", "keys", "made"),
    [
        ("deal.accept", "", Accept),
        ("deal.return", "1", ReturnLead),
        ("lead.return_from_sales", "2", ReturnLead),
        ("deal.proposal", "1", Proposal),
        ("deal.invoice", "1", Invoice),
        ("deal.won", "1", Win),
        ("deal.lost", "13", Lose),
        ("deal.postpone", "4", Postpone),
        ("deal.rate_advice", "2", RateAdvice),
    ],
)
def test_each_command_of_sales_ends_in_its_action(command: str, keys: str, made: type[LeadAction]) -> None:
    """UX 4.2: deal.* and lead.return_from_sales."""
    assert isinstance(action(command, sold(), *keys), made)


def test_a_loss_asks_for_the_reason_and_then_whether_the_need_is_met() -> None:
    """A18, decision 11: by us, by a competitor, not at all."""
    to = sold()
    ends = [action("deal.lost", to, "4", key) for key in "123"]

    assert [(end.reason, end.satisfied) for end in ends] == [
        ("slow", "us"),
        ("slow", "competitor"),
        ("slow", "no"),
    ]
    asked = leads("deal.lost", to, "4")
    assert isinstance(asked, Ask)
    assert asked.title == "Is the need satisfied?"


def test_the_reason_of_a_loss_says_whether_it_is_ours_to_mend() -> None:
    """D19."""
    asked = leads("deal.lost", sold())

    assert {option.name: option.consequence for option in asked.options}[
        "We answered too late"
    ] == "ours to mend"
    assert asked.options[0].consequence == "not ours"


def test_own_words_are_the_other_reason() -> None:
    """A reason is never forced into a list that does not hold it."""
    lost = leads("deal.lost", sold(), typed="переїхали за кордон")
    end = lost.options[2].leads

    assert (end.action.reason, end.action.text, end.action.satisfied) == (
        "other",
        "переїхали за кордон",
        "no",
    )
    back = action("deal.return", sold(), typed="не той відділ")
    assert (back.reason, back.text) == ("other", "не той відділ")


@pytest.mark.parametrize(("typed", "shown"), [("120 000 грн", "120"), ("5k EUR", "5"), ("до 2,1 млн ₴", "2")])
def test_a_typed_amount_is_read_back_before_enter(typed: str, shown: str) -> None:
    """B19: what was understood stands below the line."""
    for command, kind in (("deal.won", Win), ("deal.proposal", Proposal), ("deal.invoice", Invoice)):
        asked = leads(command, sold())
        reading = asked.read(typed)
        assert shown in reading.preview
        assert isinstance(reading.leads.action, kind)
        assert reading.leads.action.amount == typed


@pytest.mark.parametrize("typed", ["багато", "???"])
def test_what_is_no_amount_leads_nowhere_and_says_so(typed: str) -> None:
    """Typed words are never lost and never guessed."""
    reading = leads("deal.won", sold()).read(typed)

    assert reading.leads is None
    assert reading.preview == "this is no amount"


def test_a_sale_by_barter_asks_what_is_given() -> None:
    """C1."""
    end = action("deal.won", sold(), "2", typed="20 т пшениці")

    assert (end.barter, end.amount) == ("20 т пшениці", "")


def test_too_early_sleeps_until_a_preset_or_a_typed_day() -> None:
    """A25 and decision 16: the end of the year is the first working day of December."""
    assert action("deal.postpone", sold(), "4").until == kyiv("2026-12-01T10:00")
    assert action("deal.postpone", sold(), typed="1 march").until == kyiv("2027-03-01T10:00")
    assert leads("deal.postpone", sold()).read("колись").leads is None


def test_v_on_a_deal_offers_the_stages_of_sales_not_those_of_the_board() -> None:
    """Journey 5: V, lost, the reason, not satisfied: four keys."""
    end = action("lead.move_stage", sold(), "4", "1", "3")

    assert isinstance(end, Lose)
    assert (end.reason, end.satisfied) == ("price", "no")


def test_v_on_a_handed_over_lead_accepts_or_returns_it() -> None:
    """Issue 4: sales accept or return with a reason."""
    waiting = about(one()._replace(stage="handed_over"))

    assert isinstance(action("lead.move_stage", waiting, "1"), Accept)
    assert isinstance(action("lead.move_stage", waiting, "2", "3"), ReturnLead)
    back = about(one()._replace(stage="handed_over", place="nurture"))
    assert leads("lead.move_stage", back).title == "Move to a stage"


def test_v_on_a_deal_names_the_own_stages_of_the_company_too() -> None:
    """Issue 4: own funnel as data."""
    own = [("deal_stage", f"s{n}", {"names": {"en": f"Own {n}"}}) for n in range(5)]
    to = sold(definitions=read_definitions([*default_rows(), *own]))
    asked = leads("lead.move_stage", to)

    assert [option.name for option in asked.options[6:]] == ["Own 0", "Own 1", "Own 2"]
    assert action("lead.move_stage", to, "8") == MoveDeal(to.ids, "s1")


@given(st.sampled_from(SELLING), st.lists(st.sampled_from("123456789"), max_size=4), st.text(max_size=20))
def test_no_path_of_keys_or_words_breaks_a_popup(command: str, keys: list[str], typed: str) -> None:
    """Every key leads to an action, to a further question, or nowhere."""
    found: Leads | None = leads(command, sold(), *keys, typed=typed)

    assert found is None or isinstance(found, Ask | Outcome)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", SELLING)
def test_every_row_of_the_popups_of_sales_is_said_in_each_language(command: str, language: str) -> None:
    """UX: three languages, an icon that the font has, a key for each row."""
    set_language(language)
    asked = DECISIONS[command](sold())
    if not isinstance(asked, Ask):
        return
    assert asked.title
    assert all(option.name and (not option.icon or has_icon(option.icon)) for option in asked.options)
    assert len({option.key for option in asked.options}) == len(asked.options)


def test_a_deal_is_lost_from_the_list_by_four_keys_and_the_toast_says_where_it_went(qtbot: QtBot) -> None:
    """Journey 5 through the popups themselves; the lead goes back to nurture and Z takes it back."""
    desk, ids = few()
    boss = as_user(desk, add_user(desk, "Голова", ("head",)))
    desk.do(HandOver((ids[0],), "порада", reason="urgent"))
    boss.do(Accept((ids[0],)))
    made = scene(qtbot, boss)

    made.decisions.decide("lead.move_stage", (ids[0],), boss.ask(Card(ids[0])).row)
    for key in "413":
        popup = made.decisions.popup()
        assert popup is not None
        QTest.keyClicks(popup.list, key)
    made.settled()

    assert "goes back to nurture" in made.told[-1].text
    assert boss.ask(Card(ids[0])).row.place == "nurture"
    boss.undo(made.told[-1].tx)
    assert boss.ask(Card(ids[0])).row.place == "deal"


def test_times_are_meant_at_the_leads_clock() -> None:
    """C13: a deal of a client far away wakes in their morning."""
    far = sold()
    assert far.row is not None
    there = replace(far, row=far.row._replace(zone="America/New_York"))
    until: datetime = action("deal.postpone", there, "4").until

    assert until.hour == 15
