"""Undo as an excluding op: each register returns to its previous winner, and nobody's later work is lost."""

from collections.abc import Callable

import pytest

from leaddesk.actions.answer import Answer
from leaddesk.actions.assign import Assign
from leaddesk.actions.capture import Capture
from leaddesk.actions.contact import Contact
from leaddesk.actions.desk import Desk
from leaddesk.actions.edit import AddContact, Edit
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.import_rows import ImportRows
from leaddesk.actions.junk import Archive, Junk
from leaddesk.actions.marks import Label, Priority, SetRead, Star, Temperature
from leaddesk.actions.move import Move
from leaddesk.actions.note import WriteNote
from leaddesk.actions.nurture import Nurture
from leaddesk.actions.restore import Restore
from leaddesk.actions.sell import Accept, Lose, ReturnLead, Win
from leaddesk.actions.signal import RecordSignal
from leaddesk.actions.snooze import Snooze
from leaddesk.actions.take import Take
from leaddesk.actions.task import AddTask, CompleteTask
from leaddesk.actions.users import SetDefinition, SetUser
from leaddesk.domain.refusals import UndoRefused
from tests.fakes.sample import NOW, Clock, add_user, as_user, capture, contact, crowd, fill, incoming
from tests.storage.contract.bases import Base

LATER = Clock().forward(days=3)


@pytest.fixture
def colleague(base: Base) -> Desk:
    """Another person with every right on the same base."""
    return as_user(base.desk, add_user(base.desk, "Андрій Бондар", ("head", "admin")))


STEPS: dict[str, Callable[[str, str], object]] = {
    "take": lambda i, me: Take((i,)),
    "move": lambda i, me: Move((i,), "qualifying"),
    "assign": lambda i, me: Assign((i,), me),
    "answer": lambda i, me: Answer((i,), "budget", 3, "виділено"),
    "edit need": lambda i, me: Edit((i,), "need", "інше"),
    "edit name": lambda i, me: Edit((i,), "person.name", "Інша Людина"),
    "edit company": lambda i, me: Edit((i,), "company.name", "Інший завод"),
    "edit amount": lambda i, me: Edit((i,), "amount", {"minor": 1_500_000, "currency": "EUR"}),
    "contact": lambda i, me: AddContact((i,), contact("email", "new@example.com")),
    "junk": lambda i, me: Junk((i,), "spam"),
    "archive": lambda i, me: Archive((i,), "not_fit"),
    "nurture": lambda i, me: Nurture((i,), LATER),
    "snooze": lambda i, me: Snooze((i,), LATER),
    "note": lambda i, me: WriteNote((i,), "передзвонити після обіду"),
    "task": lambda i, me: AddTask((i,), "надіслати ціну", LATER),
    "signal": lambda i, me: RecordSignal((i,), "price_request"),
    "no answer": lambda i, me: Contact((i,), "no_answer"),
    "talked": lambda i, me: Contact((i,), "talked", 600),
    "wrong number": lambda i, me: Contact((i,), "wrong_number"),
    "temperature": lambda i, me: Temperature((i,), "hot"),
    "priority": lambda i, me: Priority((i,), "high"),
    "star": lambda i, me: Star((i,), True),
    "label": lambda i, me: Label((i,), "форум"),
    "hand over": lambda i, me: HandOver((i,), "не з ціни", reason="urgent"),
    "second need": lambda i, me: Capture(incoming(need="друга потреба", email="x@example.com")),
    "stranger": lambda i, me: Capture(incoming("Хто Інший", "+380970000000", company="Завод")),
}


@pytest.mark.parametrize("name", STEPS)
def test_undo_takes_a_step_back_and_redo_does_it_again(base: Base, name: str) -> None:
    """ARCHITECTURE 4: each register returns to its previous winner; redo excludes the undo."""
    lead = capture(base.desk, company="Завод")
    before = base.picture()
    done = base.desk.do(STEPS[name](lead, base.me))  # type: ignore[arg-type]
    after = base.picture()
    assert after != before or name in ("note", "contact")

    undone = base.desk.undo()
    assert undone.tx == done.tx
    assert set(done.ids) <= set(undone.change.ids) | {lead}
    assert base.picture() == before

    redone = base.desk.redo()
    assert redone.tx == done.tx
    assert base.picture() == after
    base.desk.undo()
    assert base.picture() == before


def test_undo_is_one_op_about_the_step_and_writes_nothing_else(base: Base) -> None:
    """ARCHITECTURE 4: one op undo(tx_id, rows); redo excludes the undo op."""
    lead = capture(base.desk)
    taken = base.desk.do(Take((lead,)))
    n = len(base.log())

    undone = base.desk.undo()
    redone = base.desk.redo()

    undo, redo = base.log()[n:]
    assert (undo.entity, undo.row_id, undo.field, undo.value, undo.undoes) == (
        "tx", taken.tx, "undo", {"keep": []}, taken.tx,
    )  # fmt: skip
    assert undo.tx_id == undone.change.tx
    assert (redo.entity, redo.undoes) == ("tx", undo.tx_id)
    assert redo.tx_id == redone.change.tx


def test_steps_are_undone_one_after_the_other_and_redone_in_turn(base: Base) -> None:
    """Z again and again goes back to the beginning; Ctrl+Y again and again comes back to the end."""
    start = base.picture()
    lead = capture(base.desk)
    pictures = [start, base.picture()]
    for action in (Take((lead,)), Move((lead,), "ready"), Junk((lead,), "spam"), Restore((lead,))):
        base.clock.forward(minutes=1)
        base.desk.do(action)
        pictures.append(base.picture())

    for picture in reversed(pictures[:-1]):
        base.desk.undo()
        assert base.picture() == picture
    with pytest.raises(UndoRefused) as nothing:
        base.desk.undo()
    assert nothing.value.key == "undo.nothing"
    for picture in pictures[1:]:
        base.desk.redo()
        assert base.picture() == picture
    with pytest.raises(UndoRefused):
        base.desk.redo()


def test_a_new_step_ends_what_can_be_redone(base: Base) -> None:
    """Redo is for the moment after an undo."""
    lead = capture(base.desk)
    base.desk.do(Take((lead,)))
    base.desk.undo()
    base.desk.do(Star((lead,), True))

    with pytest.raises(UndoRefused) as refused:
        base.desk.redo()
    assert refused.value.key == "redo.nothing"


def test_undo_is_refused_where_somebody_changed_it_since_and_says_who(base: Base, colleague: Desk) -> None:
    """ARCHITECTURE 4: otherwise it names who changed it since and when."""
    lead = capture(base.desk)
    mine = base.desk.do(Move((lead,), "qualifying"))
    base.clock.forward(minutes=5)
    colleague.do(Move((lead,), "ready"))
    picture, n = base.picture(), len(base.log())

    with pytest.raises(UndoRefused) as refused:
        base.desk.undo(mine.tx)

    assert refused.value.key == "undo.changed_since"
    assert refused.value.said == {
        "actor": colleague.session.user.id,
        "at": "2026-11-20T08:19:05.000Z",
        "field": "position",
    }
    assert base.picture() == picture
    assert len(base.log()) == n


def test_undo_is_possible_again_when_the_later_change_was_undone(base: Base, colleague: Desk) -> None:
    """ARCHITECTURE 4: the effective winner counts, not every op."""
    lead = capture(base.desk)
    before = base.picture()
    mine = base.desk.do(Move((lead,), "qualifying"))
    colleague.do(Move((lead,), "ready"))
    colleague.undo()

    base.desk.undo(mine.tx)

    assert base.picture() == before


def test_an_older_step_on_another_register_can_be_undone(base: Base, colleague: Desk) -> None:
    """ARCHITECTURE 4: over nobody else's later work: other registers do not hinder."""
    lead = capture(base.desk)
    mine = base.desk.do(Priority((lead,), "high"))
    colleague.do(Move((lead,), "ready"))

    base.desk.undo(mine.tx)

    assert (base.row(lead).priority, base.row(lead).stage) == ("normal", "ready")


def test_my_undo_never_takes_a_step_of_somebody_else(base: Base, colleague: Desk) -> None:
    """ARCHITECTURE 4: without a tx it means the last step of this actor."""
    lead = capture(base.desk)
    mine = base.desk.do(Star((lead,), True))
    colleague.do(Priority((lead,), "low"))

    undone = base.desk.undo()

    assert undone.tx == mine.tx
    assert base.row(lead).priority == "low"


def test_a_reading_mark_is_no_step(base: Base) -> None:
    """UX 4.1: Z after a decision undoes the decision, though the next lead was opened and marked read."""
    lead = capture(base.desk)
    other = capture(base.desk, name="Хто Інший", phone="+380970000000")
    taken = base.desk.do(Take((lead,)))
    mark = base.desk.do(SetRead((other,), True))

    undone = base.desk.undo()

    assert undone.tx == taken.tx
    assert base.row(other).read
    base.desk.do(SetRead((lead,), True))
    assert base.desk.redo().tx == taken.tx
    with pytest.raises(UndoRefused):
        base.desk.undo(mark.tx)


def test_a_capture_that_was_only_read_can_be_undone(base: Base) -> None:
    """A reading mark is nobody's work."""
    before = base.picture()
    lead = capture(base.desk)
    base.desk.do(SetRead((lead,), True))

    base.desk.undo()

    assert base.picture() == before


@pytest.mark.parametrize(
    "later",
    [
        lambda i: WriteNote((i,), "важливо"),
        lambda i: Answer((i,), "budget", 3),
        lambda i: AddContact((i,), contact("email", "new@example.com")),
        lambda i: Edit((i,), "company.name", "Інша назва"),
    ],
)
def test_a_capture_is_not_undone_over_later_work_on_its_lead_person_or_company(
    base: Base, colleague: Desk, later: Callable[[str], object]
) -> None:
    """ARCHITECTURE 4: undo of a creation would take everything on it along."""
    captured = base.desk.do(Capture(incoming(company="Завод")))
    (lead,) = captured.ids
    colleague.do(later(lead))  # type: ignore[arg-type]
    before = base.picture()

    with pytest.raises(UndoRefused) as refused:
        base.desk.undo(captured.tx)

    assert refused.value.said["actor"] == colleague.session.user.id
    assert base.picture() == before


def test_a_task_that_somebody_did_is_not_undone(base: Base, colleague: Desk) -> None:
    """A later op on a part of what the step made."""
    lead = capture(base.desk)
    made = base.desk.do(AddTask((lead,), "надіслати ціну", LATER))
    colleague.do(CompleteTask((lead,)))

    with pytest.raises(UndoRefused):
        base.desk.undo(made.tx)


def test_a_person_born_in_an_undone_capture_stays_for_another_lead(base: Base) -> None:
    """ARCHITECTURE 4: persons and companies stay where another live lead refers to them."""
    first = base.desk.do(Capture(incoming(company="Завод")))
    second = base.desk.do(Capture(incoming(need="друга потреба", company="Завод")))
    (two,) = set(second.ids) - set(first.ids)
    kept = base.row(two)

    base.desk.undo(first.tx)

    row = base.row(two)
    assert base.ids() == [two]
    assert (row.name, row.phone, row.company) == (kept.name, kept.phone, "Завод")
    assert (row.person_id, row.company_id, row.before_n) == (kept.person_id, kept.company_id, 0)


def test_a_person_who_went_with_the_capture_is_new_when_they_come_again(base: Base) -> None:
    """The base knows nobody from an undone capture."""
    one = capture(base.desk)
    person = base.row(one).person_id
    base.desk.undo()
    again = capture(base.desk)

    assert base.row(again).person_id != person
    assert base.row(again).before_n == 0


def test_a_step_cannot_be_undone_twice(base: Base) -> None:
    """An undone step is no step any more; neither is an undo."""
    lead = capture(base.desk)
    taken = base.desk.do(Take((lead,)))
    undone = base.desk.undo(taken.tx)

    for tx, key in (
        (taken.tx, "undo.undone_already"),
        (undone.change.tx, "undo.nothing"),
        ("0" * 32, "undo.no_such_step"),
    ):
        with pytest.raises(UndoRefused) as refused:
            base.desk.undo(tx)
        assert refused.value.key == key


def test_redo_is_refused_where_somebody_set_the_same_since(base: Base, colleague: Desk) -> None:
    """A redo that would change nothing says so instead."""
    lead = capture(base.desk)
    base.desk.do(Priority((lead,), "high"))
    base.desk.undo()
    colleague.do(Priority((lead,), "low"))

    with pytest.raises(UndoRefused) as refused:
        base.desk.redo()
    assert refused.value.key == "undo.changed_since"
    assert base.row(lead).priority == "low"


def test_a_capture_is_not_redone_for_a_person_who_is_gone(base: Base, colleague: Desk) -> None:
    """A lead without its person would be one that nobody can reach."""
    first = base.desk.do(Capture(incoming()))
    colleague.do(Capture(incoming(need="друга потреба")))
    colleague.undo()
    base.desk.undo(first.tx)

    with pytest.raises(UndoRefused):
        colleague.redo()
    base.desk.redo()
    colleague.redo()
    assert len(base.ids()) == 2
    assert all(row.name for row in base.rows())


def test_an_import_comes_back_whole_with_the_persons_it_made(base: Base) -> None:
    """Two needs of one person in a file: the second lead finds its person, who comes back with the first."""
    fill(base.desk, [incoming(need="а"), incoming(need="б")])
    before = base.picture()
    base.desk.undo()
    assert base.ids() == []

    base.desk.redo()

    assert base.picture() == before
    assert {row.name for row in base.rows()} == {"Дмитро Ковальчук"}


def test_an_import_is_not_redone_for_a_person_who_is_gone(base: Base, colleague: Desk) -> None:
    """Nobody is left to reach by a lead without its person, however many rows the step has."""
    first = base.desk.do(Capture(incoming()))
    fill(colleague, [incoming(need="друга потреба"), incoming("Хто Інший", "+380970000000")])
    colleague.undo()
    base.desk.undo(first.tx)

    with pytest.raises(UndoRefused) as refused:
        colleague.redo()
    assert refused.value.key == "redo.person_gone"
    base.desk.redo()
    colleague.redo()
    assert len(base.ids()) == 3


def test_a_handover_with_its_deal_is_undone_whole_until_sales_took_it(base: Base, colleague: Desk) -> None:
    """ARCHITECTURE 4: undo works for handover; over nobody else's later work."""
    lead = capture(base.desk)
    before = base.picture()
    handed = base.desk.do(HandOver((lead,), "не з ціни", reason="urgent", at=LATER))
    base.desk.undo()
    assert base.picture() == before
    with base.store.view() as read:
        assert read.lead(lead).deals == ()
    base.desk.redo()
    colleague.do(Accept((lead,)))

    with pytest.raises(UndoRefused):
        base.desk.undo(handed.tx)


def test_a_second_handover_after_a_return_is_undone_to_the_returned_deal(base: Base, colleague: Desk) -> None:
    """ARCHITECTURE 4: the same deal is opened again, and an undo leaves it as it was returned."""
    lead = capture(base.desk)
    base.desk.do(HandOver((lead,), "перше", reason="urgent"))
    colleague.do(ReturnLead((lead,), "not_ready"))
    before = base.picture()
    base.desk.do(HandOver((lead,), "друге", reason="urgent"))

    base.desk.undo()

    assert base.picture() == before
    with base.store.view() as read:
        (deal,) = read.lead(lead).deals
    assert (deal.stage, deal.advice) == ("returned", "перше")


def test_a_won_and_a_lost_deal_come_back_too(base: Base, colleague: Desk) -> None:
    """Undo reaches over lead and deal together."""
    for finish in (lambda i: Win((i,)), lambda i: Lose((i,), "price", "no")):
        lead = capture(base.desk, need=f"потреба {finish}")
        base.desk.do(HandOver((lead,), "перше", reason="urgent"))
        colleague.do(Accept((lead,)))
        before = base.picture()
        colleague.do(finish(lead))
        assert base.picture() != before
        colleague.undo()
        assert base.picture() == before


def test_a_step_over_many_leads_is_undone_as_one_and_spares_what_was_edited_since(
    base: Base, colleague: Desk
) -> None:
    """ARCHITECTURE 4: per row: the rows edited since stay and are listed."""
    leads = fill(base.desk, crowd(5))
    base.desk.do(Priority(tuple(leads), "high"))
    base.clock.forward(minutes=1)
    colleague.do(Priority((leads[2],), "low"))

    undone = base.desk.undo()

    assert [base.row(i).priority for i in leads] == ["normal", "normal", "low", "normal", "normal"]
    (kept,) = undone.kept
    assert (kept.id, kept.reason) == (leads[2], "undo.changed_since")
    assert kept.said == {
        "actor": colleague.session.user.id,
        "at": "2026-11-20T08:15:05.000Z",
        "field": "priority",
    }
    assert base.log()[-1].value == {"keep": [leads[2]]}
    base.desk.redo()
    assert [base.row(i).priority for i in leads] == ["high", "high", "low", "high", "high"]


def test_an_import_is_taken_back_but_leads_worked_on_since_stay(base: Base, colleague: Desk) -> None:
    """RELIABILITY: revert of an import spares later edits; figures are exact."""
    before = base.picture()
    leads = fill(base.desk, crowd(12))
    (imported,) = {row.import_id for row in base.rows()}
    colleague.do(Take((leads[3],)))
    colleague.do(WriteNote((leads[5],), "зателефонувати"))

    undone = base.desk.undo(imported)

    assert base.ids() == sorted((leads[3], leads[5]))
    assert {kept.id for kept in undone.kept} == {leads[3], leads[5]}
    assert undone.action == "import"
    assert base.figures() != before[1]
    colleague.undo()
    assert base.row(leads[5]).name


def test_an_import_that_filled_a_blank_gives_the_blank_back(base: Base) -> None:
    """What an import added to a person whom the base knew goes with it."""
    lead = capture(base.desk)
    before = base.picture()
    richer = incoming(title="директор", email="dk@example.com")
    base.desk.do(ImportRows(iter([[richer]]), lambda number, fates: None, "list.csv"))
    assert (base.row(lead).title, base.row(lead).email) == ("директор", "dk@example.com")

    base.desk.undo()

    assert base.picture() == before


def test_history_shows_what_was_undone(base: Base) -> None:
    """The journal tells the state of each step."""
    lead = capture(base.desk)
    taken = base.desk.do(Take((lead,)))
    base.desk.undo()

    line = next(row for row in base.store.history(10) if row.tx == taken.tx)
    assert (line.state, line.undone) == ("undone", True)
    base.desk.redo()
    line = next(row for row in base.store.history(10) if row.tx == taken.tx)
    assert (line.state, line.undone) == ("closed", False)


def test_undo_works_after_a_restart(shared: Base) -> None:
    """ARCHITECTURE 4: after a restart too; another site does not undo what this one did."""
    lead = capture(shared.desk)
    before = shared.picture()
    shared.desk.do(Take((lead,)))

    other_site = Desk(shared.again("another laptop"), shared.desk.session)
    with pytest.raises(UndoRefused):
        other_site.undo()
    restarted = Desk(shared.again(), shared.desk.session)
    restarted.undo()

    assert shared.picture() == before


def test_a_definition_or_a_user_comes_back_as_they_were(base: Base) -> None:
    """What people edit is in the log too, so it is undone like everything else."""
    user = add_user(base.desk, "Ірина Мельник", ("sales",))
    with base.store.view() as read:
        before = (read.definitions(), read.users())
    base.desk.do(SetDefinition("setting", "snooze_days", (("value", 14),)))
    base.desk.do(SetUser(full_name="Ірина Коваль", roles=("head",), user_id=user.id))
    with base.store.view() as read:
        assert read.definitions().setting("snooze_days") == 14
        assert ("Ірина Коваль", ("head",)) in [(u.name, u.roles) for u in read.users()]

    base.desk.undo()
    base.desk.undo()

    with base.store.view() as read:
        assert (read.definitions(), read.users()) == before


def test_the_founding_of_a_base_is_no_step(base: Base) -> None:
    """Z on a fresh base must not take its users and definitions away."""
    founding = base.store.history(10)[-1]
    assert founding.action == "found"

    for tx in (None, founding.tx):
        with pytest.raises(UndoRefused):
            base.desk.undo(tx)
    with base.store.view() as read:
        assert read.users()


assert NOW < LATER
