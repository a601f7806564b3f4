"""Merged records: one lead on every screen, nothing lost, and apart again as they were, on every base."""

from collections.abc import Sequence

import pytest

from leaddesk.actions.edit import AddContact, Edit, MarkContact
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.junk import Archive, Junk
from leaddesk.actions.marks import Label, Priority
from leaddesk.actions.merge import Merge
from leaddesk.actions.merge_questions import MergePreview, UnmergePreview
from leaddesk.actions.move import Move
from leaddesk.actions.not_duplicate import NotDuplicate
from leaddesk.actions.note import WriteNote
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.questions import Card
from leaddesk.actions.sell import Accept
from leaddesk.actions.task import AddTask
from leaddesk.actions.unmerge import Unmerge
from leaddesk.domain.lead import LeadState, PersonState
from leaddesk.domain.refusals import Refused, UndoRefused
from tests.fakes.sample import capture, contact, incoming
from tests.storage.contract.bases import Base

NEED = "шліфувальний верстат"
HOSTILE = "Їжак \u202e<img src=x>'; DROP TABLE lead; -- \U0001f6e0"


def _two(base: Base, **more: str) -> tuple[str, str]:
    """One client who came twice, by two channels; nobody could know that it is one."""
    first = capture(base.desk, name="Дмитро Ковальчук", phone="+380501111111", need=NEED)
    base.clock.forward(hours=3)
    told = {"name": "D. Kovalchuk", "email": "dk@zavod.ua", "need": NEED, "channel": "email"} | more
    second = capture(base.desk, incoming(phone=None, **told))
    base.clock.forward(hours=1)
    return first, second


def _lead(base: Base, lead_id: str) -> LeadState:
    with base.store.view() as read:
        return read.lead(lead_id)


def _person(base: Base, lead_id: str) -> PersonState:
    with base.store.view() as read:
        person = read.person(read.lead(lead_id).person_id or "")
    assert person is not None
    return person


def _found(base: Base, query: str) -> list[str]:
    page = base.store.page(PageAsk(query=query), base.clock(), base.me)
    assert base.store.count(PageAsk(query=query), base.clock(), base.me) == len(page.rows)
    return sorted(row.id for row in page.rows)


def _sound(base: Base) -> None:
    checked = base.store.check()
    assert checked.projections, checked.problems


def test_two_records_become_one_lead_on_every_screen(base: Base) -> None:
    """A10: inbox, board, search, counts and figures show one lead for each class."""
    first, second = _two(base)
    assert base.figures()["active"] == (2, 0)

    base.desk.do(Merge((first, second)))

    assert base.ids() == [first]
    assert base.figures()["active"] == (1, 0)
    assert {column.stage: column.count for column in base.store.board(5)}["new"] == 1
    assert base.store.split_counts(base.clock(), base.me)["new"] == 1
    for query in ("kovalchuk", "ковальчук", "dk@zavod.ua", "0501111111", NEED, "is:merged"):
        assert _found(base, query) == [first], query
    _sound(base)


def test_contacts_and_stories_are_those_of_both(base: Base) -> None:
    """A10: timelines joined, contacts a union, and every conflicting value readable."""
    first, second = _two(base)
    base.desk.do(WriteNote((first,), "раз"))
    base.desk.do(WriteNote((second,), HOSTILE))
    base.desk.do(AddTask((second,), "передзвонити", base.clock.forward(days=1)))
    base.desk.do(Merge((second, first)))

    lead, person = _lead(base, first), _person(base, first)
    assert sorted(note.text for note in lead.notes) == sorted(["раз", HOSTILE])
    assert [task.title for task in lead.tasks] == ["передзвонити"]
    assert sorted(c.value for c in person.contacts) == ["+380501111111", "dk@zavod.ua"]
    assert (person.name, person.names) == ("Дмитро Ковальчук", ("D. Kovalchuk",))
    assert [member.id for member in lead.merged] == sorted([first, second])
    assert {("channel", "email")} <= {(said.field, said.value) for said in lead.also}
    card = base.desk.ask(Card(first))
    assert [event.kind for event in card.events].count("arrived") == 2
    assert [event.kind for event in card.events].count("merge") == 1
    assert _found(base, '"drop table"') == [first]


def test_a_member_is_reached_by_its_own_id_and_worked_on_as_the_one_lead(base: Base) -> None:
    """ARCHITECTURE 4: an edit on the merged card is an op on the representative."""
    first, second = _two(base)
    base.desk.do(Merge((first, second)))

    with base.store.view() as read:
        assert read.resolve(second) == first
        assert [lead.id for lead in read.leads((second, first))] == [first]
    change = base.desk.do(Priority((second,), "high"))

    assert base.row(first).priority == "high"
    assert change.ids == (first,)
    assert base.log()[-1].row_id == first


def test_merge_and_unmerge_leave_both_as_they_were(base: Base) -> None:
    """ARCHITECTURE 4: taking a merge apart is the identity; nothing attached disappears."""
    first, second = _two(base)
    base.desk.do(WriteNote((second,), "нотатка"))
    base.desk.do(Junk((second,), "spam"))
    before, projections = base.picture(), base.projections()

    base.desk.do(Merge((first, second)))
    assert base.picture() != before
    base.desk.do(Unmerge((first,)))

    assert base.picture() == before
    if base.kind != "memory":
        assert base.projections() == projections
    assert [_person(base, lead).name for lead in (first, second)] == ["Дмитро Ковальчук", "D. Kovalchuk"]
    _sound(base)


@pytest.mark.parametrize("how", ["undo", "redo", "rebuild", "undo the unmerge"])
def test_a_merge_is_undone_redone_and_rebuilt_like_any_step(base: Base, how: str) -> None:
    """ARCHITECTURE 4: undo, rebuild and the proof know of merges."""
    first, second = _two(base)
    apart = base.picture()
    base.desk.do(Merge((first, second)))
    merged = base.picture()
    if how == "undo the unmerge":
        base.desk.do(Unmerge((first,)))
        base.desk.undo()
        assert base.picture() == merged
    elif how == "rebuild":
        base.rebuild()
        assert base.picture() == merged
    else:
        base.desk.undo()
        assert base.picture() == apart
        if how == "redo":
            base.desk.redo()
            assert base.picture() == merged
    _sound(base)


def test_undo_of_a_merge_keeps_the_work_that_was_done_on_the_merged_lead(base: Base) -> None:
    """ARCHITECTURE 4: undo is over nobody else's later work."""
    first, second = _two(base)
    merge = base.desk.do(Merge((first, second))).tx
    base.desk.do(Label((second,), "VIP"))

    base.desk.undo(merge)

    assert base.ids() == sorted([first, second])
    assert (base.row(first).labels, base.row(second).labels) == ("|VIP|", "")
    _sound(base)


def test_the_capture_of_a_merged_record_is_not_undone_under_the_merge(base: Base) -> None:
    """ARCHITECTURE 4: its row was changed since."""
    first, second = _two(base)
    captured = base.store.history(1)[0].tx
    base.desk.do(Merge((first, second)))

    with pytest.raises(UndoRefused) as refused:
        base.desk.undo(captured)

    assert refused.value.key == "undo.changed_since"
    assert base.ids() == [first]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_order_of_merges_does_not_matter(base: Base, order: Sequence[int]) -> None:
    """ARCHITECTURE 4: commutative and associative: the class is the component."""
    leads = [*_two(base), capture(base.desk, name="Дмитро", phone="+380502222222", need=NEED)]
    a, b, c = (leads[i] for i in order)
    base.desk.do(Merge((a, b)))
    base.desk.do(Merge((b, c)))

    assert base.ids() == [min(leads)]
    lead = _lead(base, c)
    assert [member.id for member in lead.merged] == sorted(leads)
    assert len(_person(base, a).contacts) == 3
    base.desk.do(Unmerge((a,), apart=(b,)))
    assert len(base.ids()) in (2, 3)
    _sound(base)


def test_taking_the_middle_out_of_three_says_whose_merges_end(base: Base) -> None:
    """ARCHITECTURE 4: every live edge between the two sides ends, and it is said whose they were."""
    leads = [*_two(base), capture(base.desk, name="Дмитро", phone="+380502222222", need=NEED)]
    base.desk.do(Merge(tuple(leads)))
    with pytest.raises(Refused) as refused:
        base.desk.do(Unmerge((leads[0],)))
    assert refused.value.key == "unmerge.which"

    ends = base.desk.ask(UnmergePreview(leads[0], (leads[1],)))
    base.desk.do(Unmerge((leads[0],), apart=(leads[1][:30],)))

    assert {edge.by for edge in ends} == {base.me}
    assert len(ends) == 4
    assert base.ids() == sorted(leads)
    _sound(base)


def test_other_needs_of_one_client_stay_leads_of_one_person(base: Base) -> None:
    """A4, A10: duplicates are first of all the same person; another need is a second lead."""
    first, second = _two(base, need="сервісний договір")
    base.desk.do(Merge((first, second)))

    assert base.ids() == sorted([first, second])
    rows = [base.row(first), base.row(second)]
    assert rows[0].person_id == rows[1].person_id
    assert (rows[1].before_n, rows[0].before_n) == (1, 0)
    assert {row.phone for row in rows} == {"+380501111111"}
    with base.store.view() as read:
        assert [earlier.id for earlier in read.earlier(second)] == [first]
    _sound(base)
    base.desk.do(Unmerge((second,)))
    assert base.row(second).before_n == 0
    assert base.row(second).phone == ""
    _sound(base)


def test_came_before_follows_the_class(base: Base) -> None:
    """A10: a third lead of one of the contacts meets the merged client, once."""
    first, second = _two(base)
    base.desk.do(Merge((first, second)))
    third = capture(base.desk, name="Kovalchuk", phone=None, email="dk@zavod.ua", need="інше")

    assert base.row(third).before_n == 1
    assert base.row(third).person_id == base.row(first).person_id
    base.desk.do(Unmerge((first,)))
    assert base.row(third).before_n in (0, 1)
    _sound(base)


def test_the_lead_that_is_furthest_gives_its_place_to_all(base: Base) -> None:
    """A10: an archived double does not put the living lead away."""
    first, second = _two(base)
    base.desk.do(Move((first,), "qualifying"))
    base.desk.do(Archive((second,), "not_fit"))
    base.desk.do(Merge((first, second)))

    assert (base.row(first).stage, base.row(first).place) == ("qualifying", None)
    base.desk.do(Move((first,), "ready"))
    assert base.row(first).stage == "ready"
    base.desk.do(Unmerge((first,)))
    assert (base.row(first).stage, base.row(second).place) == ("ready", "archive")
    _sound(base)


def test_a_deal_of_either_is_the_deal_of_the_merged_lead(base: Base) -> None:
    """A20: references keep the member's own row; the lead shows them."""
    first, second = _two(base)
    base.desk.do(HandOver((second,), "порада", reason="urgent"))
    base.desk.do(Accept((second,)))
    base.desk.do(Merge((first, second)))

    lead = _lead(base, first)
    assert [deal.stage for deal in lead.deals] == ["accepted"]
    assert (base.row(first).stage, base.row(first).place) == ("handed_over", "deal")
    _sound(base)


def test_what_was_chosen_counts_as_long_as_they_are_one(base: Base) -> None:
    """A10: field by field a person chooses; the choice ends with the merge."""
    first, second = _two(base, source=HOSTILE)
    base.desk.do(Edit((first,), "source", "виставка"))
    view = base.desk.ask(MergePreview((first, second), keep=(("source", second),)))
    source = next(field for field in view.fields if field.name == "source")
    assert (source.values, source.result, source.differs) == (("виставка", HOSTILE), HOSTILE, True)
    assert dict(view.contacts) == {"phone": "+380501111111", "email": "dk@zavod.ua"}

    base.desk.do(Merge((first, second), keep=(("source", second),)))

    assert base.row(first).source == HOSTILE
    base.desk.do(Unmerge((first,)))
    assert base.row(first).source == "виставка"


def test_the_preview_is_what_the_merge_does(base: Base) -> None:
    """A10: nothing is promised that does not come."""
    first, second = _two(base)
    base.desk.do(Edit((second,), "person.city", "Львів"))
    base.desk.do(Edit((second,), "need", "шліфувальний верстат"))
    n = len(base.log())
    view = base.desk.ask(MergePreview((first, second)))
    assert len(base.log()) == n
    assert view.groups == ((first, second),)

    base.desk.do(Merge((first, second)))

    lead, person = _lead(base, first), _person(base, first)
    told = {field.name: field.result for field in view.fields}
    assert told["need"] == lead.need
    assert told["channel"] == lead.channel
    assert (told["person.name"], told["person.city"]) == (person.name, person.city)
    assert {value for _, value in view.contacts} == {c.normal for c in person.contacts}


def test_what_was_written_on_the_merged_card_can_go_to_the_other_side(base: Base) -> None:
    """ARCHITECTURE 4: un-merge re-issues as new ops the edits that the person assigns to the other side."""
    first, second = _two(base)
    base.desk.do(Priority((first,), "low"))
    base.desk.do(Merge((first, second)))
    base.clock.forward(minutes=5)
    base.desk.do(Priority((first,), "high"))
    base.desk.do(WriteNote((first,), "це про другого"))
    note = _lead(base, first).notes[0]

    base.desk.do(Unmerge((first,), give=("priority", f"note/{note.id}")))

    assert (base.row(first).priority, base.row(second).priority) == ("low", "high")
    assert _lead(base, first).notes == ()
    assert [(n.text, n.at) for n in _lead(base, second).notes] == [("це про другого", note.at)]
    _sound(base)
    with pytest.raises(Refused):
        base.desk.do(Unmerge((first,)))


def test_a_mark_on_a_contact_of_either_holds_for_the_client(base: Base) -> None:
    """A9: who is merged is called by any of the numbers."""
    first, second = _two(base)
    base.desk.do(Merge((first, second)))
    mail = next(c for c in _person(base, first).contacts if c.kind == "email")
    base.desk.do(MarkContact((first,), mail.id, "bounced"))
    base.desk.do(AddContact((first,), contact("phone", "+380501111111")))

    person = _person(base, second)
    assert {c.kind: c.mark for c in person.contacts} == {"phone": None, "email": "bounced"}
    assert len(person.contacts) == 2
    _sound(base)


def test_what_is_no_merge_is_refused_in_words(base: Base) -> None:
    """Nothing is written where nothing can be merged."""
    first, second = _two(base)
    n = len(base.log())
    for action, key in (
        (Merge((first,)), "merge.needs_two"),
        (Merge((first, second), need="maybe"), "merge.no_such_need"),
        (Merge((first, second), keep=(("need", "0" * 32),)), "merge.no_such_choice"),
        (Merge((first, second), keep=(("original", first),)), "merge.no_such_choice"),
        (Unmerge((first,)), "unmerge.not_merged"),
        (Unmerge((first, second)), "unmerge.one_at_a_time"),
        (NotDuplicate((first,)), "merge.needs_two"),
        (Merge(tuple(f"{i:032x}" for i in range(60))), "merge.too_many"),
    ):
        with pytest.raises(Refused) as refused:
            base.desk.do(action)
        assert refused.value.key == key
    assert len(base.log()) == n
    base.desk.do(Merge((first, second)))
    for action in (Merge((first, second)), NotDuplicate((first, second))):
        with pytest.raises(Refused):
            base.desk.do(action)


def test_that_two_are_not_one_is_remembered_for_everybody_until_they_are_merged(base: Base) -> None:
    """A10: lead.not_duplicate; whoever asks next is told."""
    first, second = _two(base)
    assert not base.desk.ask(MergePreview((first, second))).apart
    base.desk.do(NotDuplicate((first, second)))

    one, other = _person(base, first), _person(base, second)
    assert (one.apart, other.apart) == ((other.id,), (one.id,))
    assert base.desk.ask(MergePreview((first, second))).apart
    base.desk.undo()
    assert _person(base, first).apart == ()
    base.desk.redo()
    base.desk.do(Merge((first, second)))
    assert _person(base, first).apart == ()
    _sound(base)
