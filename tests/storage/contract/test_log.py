"""The log of every store: one action one tx, one op for a capture, then one a register; nothing lost."""

from datetime import timedelta

import pytest

from leaddesk.actions.answer import Answer
from leaddesk.actions.assign import Assign
from leaddesk.actions.edit import Edit
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.move import Move
from leaddesk.actions.note import WriteNote
from leaddesk.actions.ports import Intent
from leaddesk.actions.take import Take
from leaddesk.domain.ids import deal_id, is_id
from leaddesk.domain.log import Set
from leaddesk.domain.refusals import MoveRefused, NotFound, Refused
from tests.fakes.sample import NOW, capture, contact, fill, incoming
from tests.storage.contract.bases import Base


def test_a_capture_is_one_op_of_the_lead_with_its_person_and_company(base: Base) -> None:
    """ARCHITECTURE 4: a capture is one op of the aggregate."""
    lead = capture(base.desk, company="ТОВ «Меблі Захід»", email="olha@mebli.example")

    (op,) = [op for op in base.log() if op.row_id == lead]
    assert (op.entity, op.field) == ("lead", "*")
    assert op.value["person"]["name"] == "Дмитро Ковальчук"
    assert op.value["company"]["name"] == "ТОВ «Меблі Захід»"
    assert op.value["lead"]["person"] == op.value["person"]["id"]
    assert op.value["lead"]["company"] == op.value["company"]["id"]


def test_each_later_edit_is_one_op_of_its_register_under_one_tx(base: Base) -> None:
    """ARCHITECTURE 4: one gesture, one action, one tx_id; later edits are one op per register."""
    lead = capture(base.desk)
    change = base.desk.do(Take((lead,)))

    ops = [op for op in base.log() if op.tx_id == change.tx]
    assert sorted((op.entity, op.row_id, op.field) for op in ops) == [
        ("lead", lead, "owner"),
        ("lead", lead, "position"),
    ]


def test_an_answer_never_splits_into_level_and_text(base: Base) -> None:
    """ARCHITECTURE 4: a composite register is one op."""
    lead = capture(base.desk)
    change = base.desk.do(Answer((lead,), "budget", 2, "до 80 тисяч"))

    written = {op.field: op for op in base.log() if op.tx_id == change.tx}
    op = written.pop("answer/budget")
    assert written.keys() <= {"playbook"}  # the playbook of the level that the answer lifts the lead to
    assert (op.value["level"], op.value["text"]) == (2, "до 80 тисяч")


def test_ops_have_numbers_without_gaps_and_a_clock_that_never_goes_back(base: Base) -> None:
    """ARCHITECTURE 4: the hybrid clock follows the machine's, and stays ahead when it is turned back."""
    capture(base.desk)
    base.clock.forward(hours=-3)
    capture(base.desk, name="Інша Людина", phone="+380670000001")

    ops = base.log()
    assert [op.id.site_seq for op in ops] == list(range(1, len(ops) + 1))
    assert len({op.id.site_no for op in ops}) == 1
    stamps = [(op.hlc_ms, op.hlc_c) for op in ops]
    assert stamps == sorted(set(stamps))


def test_what_was_said_last_wins_even_when_the_clock_went_back(base: Base) -> None:
    """ARCHITECTURE 4: the winner has the largest clock, which stays ahead of all seen."""
    lead = capture(base.desk)
    base.desk.do(Edit((lead,), "need", "перше"))
    base.clock.forward(days=-1)
    base.desk.do(Edit((lead,), "need", "друге"))

    assert base.row(lead).need == "друге"


def test_business_time_is_kept_apart_from_the_machines(base: Base) -> None:
    """ARCHITECTURE 4: occurred_at is business time, made_at the machine's."""
    lead = capture(base.desk)
    earlier = NOW - timedelta(days=400)
    intent = Intent("note", base.me, earlier)
    base.store.write(intent, lambda read: [Set("lead", lead, "need", "давно")])

    op = base.log()[-1]
    assert op.at == earlier
    assert op.made_at == base.clock()
    assert base.row(lead).need == "давно"


def test_history_brought_in_carries_its_own_time(base: Base) -> None:
    """A set with a time of its own is written with it."""
    lead = capture(base.desk)
    then = NOW - timedelta(days=2)
    intent = Intent("bring_in", base.me, NOW)
    base.store.write(intent, lambda read: [Set("lead", lead, "position", {"stage": "in_work"}, at=then)])

    assert base.log()[-1].at == then
    assert base.row(lead).taken_at == round(then.timestamp() * 1000)


def test_a_plan_that_changes_nothing_writes_nothing(base: Base) -> None:
    """No step to undo where nothing was done."""
    lead = capture(base.desk)
    base.desk.do(Assign((lead,), base.me))
    n, history = len(base.log()), base.store.history(100)

    change = base.desk.do(Assign((lead,), base.me))

    assert change.ids == ()
    assert len(base.log()) == n
    assert base.store.history(100) == history


def test_a_refused_action_leaves_no_trace(base: Base) -> None:
    """A plan writes all or nothing."""
    lead = capture(base.desk)
    away = capture(base.desk, name="Хтось", phone=None)
    before, n = base.picture(), len(base.log())

    with pytest.raises(MoveRefused):
        base.desk.do(Move((lead, away), "ready"))

    assert base.picture() == before
    assert len(base.log()) == n


def test_a_value_that_cannot_stand_in_the_log_is_refused_whole(base: Base) -> None:
    """ARCHITECTURE 4: no floats; nothing is half written."""
    lead = capture(base.desk)
    before, n = base.picture(), len(base.log())
    intent = Intent("edit", base.me, NOW)

    with pytest.raises(TypeError):
        base.store.write(
            intent, lambda read: [Set("lead", lead, "need", "x"), Set("lead", lead, "product", 1.5)]
        )

    assert base.picture() == before
    assert len(base.log()) == n


HOSTILE = {
    "nul": "a\0b",
    "lone surrogate": "a\ud800b\udfff",
    "right to left": "\u202eanna\u202c \u200fשלום",
    "html": "<img src=file:///etc/hostname>",
    "sql": "'); DROP TABLE op; --",
    "formula": '=HYPERLINK("http://x")',
    "percent": "%s %(x)s {0} \\u0000 \\",
    "combining": "e\u0301" * 50 + "𝔘𝔫𝔦🧑‍🌾",
    "lines": "один\r\nдва\u2028три\tчотири",
    "megabyte": "ї" * 1_000_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_survives_in_every_place(base: Base, kind: str) -> None:
    """ARCHITECTURE 4: NUL and lone surrogates become U+FFFD, everything else comes back as it was."""
    text = HOSTILE[kind]
    kept = text.replace("\0", "\ufffd").replace("\ud800", "\ufffd").replace("\udfff", "\ufffd")

    lead = capture(base.desk, name=text, need=text, original=text, extra={text[:50]: text}, campaign=text)
    base.desk.do(WriteNote((lead,), text))
    base.desk.do(Answer((lead,), "budget", 1, text))

    row = base.row(lead)
    assert (row.name, row.need, row.campaign) == (kept, kept, kept)
    with base.store.view() as read:
        state = read.lead(lead)
    assert state.original == kept
    assert state.extra == {kept[:50]: kept}
    assert state.notes[0].text == kept
    assert state.answers["budget"].text == kept


def test_hostile_text_in_a_label_and_in_what_an_action_says_of_itself(base: Base) -> None:
    """Names of registers and the journal are cleaned like values."""
    from leaddesk.actions.marks import Label

    lead = capture(base.desk)
    base.desk.do(Label((lead,), "важ\0ливо\ud800"))

    assert base.row(lead).labels == "|важ\ufffdливо\ufffd|"
    assert "\0" not in base.store.history(1)[0].about


def test_only_one_deal_can_come_of_a_lead_and_a_nurture_round(base: Base) -> None:
    """ARCHITECTURE 4: derived ids, so that two laptops cannot make two deals of one handover."""
    lead = capture(base.desk)
    base.desk.do(HandOver((lead,), "показати на їхній деталі", reason="urgent"))

    with base.store.view() as read:
        (deal,) = read.lead(lead).deals
        assert deal.id == deal_id(lead, 0)
        assert read.deal(deal.id) == deal


def test_a_missing_lead_is_said_to_be_missing(base: Base) -> None:
    """Missing ids raise NotFound; rows leave them out."""
    with base.store.view() as read:
        with pytest.raises(NotFound):
            read.lead("0" * 32)
        with pytest.raises(NotFound):
            read.deal("0" * 32)
        assert read.person("0" * 32) is None
        assert read.company("0" * 32) is None
        assert read.rows(("0" * 32,)) == []
        assert read.persons(("0" * 32,)) == {}


def test_a_lead_is_found_by_the_beginning_of_its_id(base: Base) -> None:
    """CLI: an id can be shortened while it stays one."""
    first, second = fill(base.desk, [incoming(phone="+380500000001"), incoming("Хтось", "+380500000002")])
    both = next(n for n in range(33) if first[:n] != second[:n]) - 1

    with base.store.view() as read:
        assert read.resolve(first[: both + 1]) == first
        assert read.resolve(second) == second
        for wrong in (first[:both], "zz", "", "f" * 40):
            with pytest.raises(NotFound):
                read.resolve(wrong)


def test_several_needs_of_a_person_are_several_leads_of_one_person(base: Base) -> None:
    """A4: adding a second need does not overwrite the first."""
    one = capture(base.desk, need="верстат", email="a@example.com")
    two = capture(base.desk, need="запчастини", email="a@example.com")

    assert one != two
    assert base.row(one).person_id == base.row(two).person_id
    assert (base.row(one).need, base.row(two).need) == ("верстат", "запчастини")


def test_came_before_counts_earlier_leads_of_whoever_shares_a_contact(base: Base) -> None:
    """A10: by normalised contact, over every state; a shared one identifies nobody (decision 7)."""
    shared = contact("email", "info@example.com", shared=True)
    one = capture(base.desk, name="Анна Перша", need="а", contacts=(shared,))
    base.clock.forward(hours=1)
    two = capture(base.desk, name="Борис Другий", need="б")
    base.clock.forward(hours=1)
    three = capture(base.desk, name="Віра Третя", phone="+380990000000", need="в", contacts=(shared,))

    assert [base.row(i).before_n for i in (one, two, three)] == [0, 1, 0]
    assert base.row(two).before_what == "new"
    with base.store.view() as read:
        assert [earlier.id for earlier in read.earlier(two)] == [one]
        assert read.earlier(one) == []


def test_came_before_follows_what_becomes_of_the_earlier_lead(base: Base) -> None:
    """A10: "came before" tells what came of it, also when the earlier lead changes later."""
    from leaddesk.actions.junk import Archive

    one = capture(base.desk, need="а")
    base.clock.forward(hours=1)
    two = capture(base.desk, need="б")

    change = base.desk.do(Archive((one,), "not_fit"))

    assert base.row(two).before_what == "archive"
    assert two in change.ids


def test_a_change_names_every_lead_that_shows_it(base: Base) -> None:
    """ARCHITECTURE 6: rows are re-read by id, so a person's new name concerns all their leads."""
    one = capture(base.desk, need="а", company="Завод")
    two = capture(base.desk, need="б")

    change = base.desk.do(Edit((one,), "person.name", "Дмитро Новий"))

    assert {one, two} <= set(change.ids)
    assert "person" in change.topics
    assert [row.name for row in base.rows()] == ["Дмитро Новий"] * 2
    change = base.desk.do(Edit((one,), "company.name", "Завод 2"))
    assert one in change.ids
    assert base.row(one).company == "Завод 2"


def test_a_base_knows_persons_companies_and_arrivals_by_their_forms(base: Base) -> None:
    """What matching an arrival asks: contacts, briefs, fingerprints, companies."""
    lead = capture(base.desk, company="ТОВ «Меблі Захід»", email="olha@mebli.example")
    row = base.row(lead)

    with base.store.view() as read:
        (known,) = read.known(
            [("email", "olha@mebli.example"), ("phone", "+1"), ("phone", "olha@mebli.example")]
        )
        assert (known.person_id, known.name) == (row.person_id, row.name)
        (brief,) = read.briefs([row.person_id or "", "0" * 32])
        assert (brief.id, brief.need, brief.received, brief.place, brief.active) == (
            lead, row.need, row.received, None, True,
        )  # fmt: skip
        assert read.fingerprints([row.fingerprint, "no"]) == {row.fingerprint: lead}
        assert read.companies(["меблі захід", "інша"]) == {"меблі захід": row.company_id}


def test_every_id_in_a_row_has_the_form_of_one(base: Base) -> None:
    """Ids are 32 lower-case hex digits on every store."""
    (lead,) = fill(base.desk, [incoming(company="Завод", owner=base.me)])
    row = base.row(lead)

    for found in (row.id, row.person_id, row.company_id, row.owner, row.import_id):
        assert found is not None
        assert is_id(found)


def test_the_history_tells_the_last_steps_newest_first(base: Base) -> None:
    """RELIABILITY: the log is the history of actions."""
    lead = capture(base.desk)
    base.clock.forward(minutes=1)
    taken = base.desk.do(Take((lead,)))
    base.clock.forward(minutes=1)
    moved = base.desk.do(Move((lead,), "ready"))

    first, second, *rest = base.store.history(10)
    assert [(r.tx, r.action, r.about) for r in (first, second)] == [
        (moved.tx, "move", "ready"),
        (taken.tx, "take", ""),
    ]
    assert (first.actor, first.at, first.lead_id, first.lead_name) == (
        base.me, base.clock(), lead, "Дмитро Ковальчук",
    )  # fmt: skip
    assert (first.state, first.undone, first.rows) == ("closed", False, 1)
    assert [row.action for row in rest] == ["capture", "found"]
    assert [row.tx for row in base.store.history(1)] == [moved.tx]
    assert [row.tx for row in base.store.history(1, before=moved.tx)] == [taken.tx]


def test_an_unknown_split_or_sort_key_is_refused(base: Base) -> None:
    """What cannot be asked is said so, not answered with something else."""
    from leaddesk.actions.ports import PageAsk

    for ask in (PageAsk(split="nothing"), PageAsk(sort="nothing")):
        with pytest.raises(Refused):
            base.store.page(ask, NOW, base.me)


def test_the_version_tells_that_something_was_written(base: Base) -> None:
    """ARCHITECTURE 5: the window polls it to see other processes' ops."""
    before = base.store.version()
    assert base.store.version() == before
    capture(base.desk)

    assert base.store.version() != before
