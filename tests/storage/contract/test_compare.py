"""Comparing before a merge: whom a lead is compared with, and a preview that is what then comes to be."""

import pytest

from leaddesk.actions.consent import SetConsent
from leaddesk.actions.edit import AddContact, Edit
from leaddesk.actions.erase import Erase
from leaddesk.actions.merge import Merge
from leaddesk.actions.merge_questions import MergePreview, MergeView
from leaddesk.actions.not_duplicate import NotDuplicate
from leaddesk.actions.ports import Progress
from leaddesk.actions.questions import Card
from leaddesk.actions.suspects import Doubtful, Groups, Suspected, Suspects
from leaddesk.actions.unmerge import Unmerge
from leaddesk.actions.unmerge_questions import Apart
from leaddesk.app.pairing import Pairs
from leaddesk.domain.lead import PersonState
from leaddesk.domain.refusals import Refused
from tests.fakes.memory_store import MemoryStore
from tests.fakes.sample import capture, contact, crowd, fill, incoming
from tests.storage.contract.bases import Base

NEED = "верстат"


def learn(base: Base) -> None:
    """The minute job, until the keys know all of the log."""
    if not isinstance(base.store, MemoryStore):
        while base.store.keep_keys(10):
            pass


def two(base: Base, **more: str) -> tuple[str, str]:
    """One client in two alphabets, of one company."""
    first = capture(
        base.desk, incoming(name="Aigerim Sadykova", phone="+77012345678", company="KazMash", need=NEED)
    )
    base.clock.forward(hours=1)
    told = {"name": "Айгерім Садикова", "company": "ТОО «КазМаш»", "email": "s@kazmash.example", "need": NEED}
    second = capture(base.desk, incoming(phone=None, **(told | more)))
    base.clock.forward(hours=1)
    return first, second


def person_of(base: Base, lead: str) -> PersonState:
    with base.store.view() as read:
        person = read.person(read.lead(lead).person_id or "")
    assert person is not None
    return person


def suspects(base: Base, lead: str) -> list[tuple[str, ...]]:
    learn(base)
    return [one.ids for one in base.desk.ask(Suspects(lead))]


def field(view: MergeView, name: str) -> object:
    return next(one.result for one in view.fields if one.name == name)


def test_a_lead_is_compared_with_whoever_is_most_probably_the_same(base: Base) -> None:
    """A10: fuzzy and across alphabets, from either side, strangers aside."""
    fill(base.desk, crowd(20))
    first, second = two(base)

    assert suspects(base, first) == suspects(base, second) == [(first, second)]
    (found,) = base.desk.ask(Suspects(first))
    assert isinstance(found, Suspected)
    assert 0.5 <= found.probability <= 1


def test_another_lead_of_the_person_is_compared_where_it_asks_for_the_same(base: Base) -> None:
    """A4: the same person with the same need is a duplicate lead; with another need it is a second lead."""
    first, second = two(base)
    third = capture(base.desk, incoming(name="Aigerim Sadykova", phone="+77012345678", need="доставка"))
    base.desk.do(Edit((third,), "need", NEED))

    assert (first, third) in suspects(base, first)
    base.desk.do(Edit((third,), "need", "доставка"))
    assert suspects(base, first) == [(first, second)]


def test_whoever_was_said_to_be_another_one_is_not_proposed(base: Base) -> None:
    """A10: remembered for everybody, until somebody merges them all the same."""
    first, second = two(base)
    base.desk.do(NotDuplicate((first, second)))

    assert suspects(base, first) == suspects(base, second) == []
    base.desk.undo()
    assert suspects(base, first) == [(first, second)]


def test_a_lead_without_a_person_is_like_nobody(base: Base) -> None:
    """A10: nothing to compare is no fault."""
    lead = capture(base.desk, incoming(name="", phone=None, email=None, company="", need=NEED))

    assert suspects(base, lead) == []


@pytest.mark.parametrize("chosen", [0, 1])
@pytest.mark.parametrize("name", ["name", "title", "city", "language", "consent"])
def test_what_is_chosen_of_a_person_is_what_the_preview_shows(base: Base, chosen: int, name: str) -> None:
    """A10: field by field, with a preview that equals the result."""
    leads = two(base)
    for lead, city, title in zip(leads, ("Алмати", "Астана"), ("директор", "закупівлі"), strict=True):
        base.desk.do(Edit((lead,), "person.city", city))
        base.desk.do(Edit((lead,), "person.title", title))
        base.desk.do(Edit((lead,), "person.language", {"Алмати": "ru", "Астана": "kk"}[city]))
    base.desk.do(SetConsent(leads[:1], "yes", channel="form"))
    base.desk.do(SetConsent(leads[1:], "no", channel="email"))
    wanted = getattr(person_of(base, leads[chosen]), name)
    keep = ((f"person.{name}", leads[chosen]),)
    before = base.picture()
    view = base.desk.ask(MergePreview(leads, keep=keep))

    base.desk.do(Merge(leads, keep=keep))

    person = person_of(base, leads[0])
    assert getattr(person, name) == wanted == field(view, f"person.{name}")
    assert view.person is not None
    assert (person.name, person.names) == (view.person.name, view.person.names)
    assert base.store.check().projections
    base.desk.do(Unmerge(leads[:1]))
    assert base.picture() == before


def test_the_score_that_is_promised_comes(base: Base) -> None:
    """A10: a preview that equals the result, its score too."""
    first, second = two(base)
    view = base.desk.ask(MergePreview((first, second)))
    assert view.worth is not None

    base.desk.do(Merge((first, second)))

    assert base.desk.ask(Card(first)).verdict.score == view.worth.score
    assert field(view, "company") == base.row(first).company_id


def test_where_needs_differ_only_the_persons_are_joined_and_keep_their_choice(base: Base) -> None:
    """A4: merging only the persons where the needs differ."""
    first, second = two(base, need="доставка")
    view = base.desk.ask(MergePreview((first, second), keep=(("person.name", second),)))
    assert (len(view.groups), view.worth) == (2, None)

    base.desk.do(Merge((first, second), keep=(("person.name", second),)))

    assert base.ids() == sorted((first, second))
    assert base.row(first).name == base.row(second).name == "Айгерім Садикова"
    apart = base.desk.ask(Apart(first))
    assert (apart.members, len({edge.tx_id for edge in apart.edges})) == ((), 1)
    base.desk.do(Unmerge((first,)))
    assert base.row(first).name == "Aigerim Sadykova"


@pytest.mark.parametrize("field_name", ["person.size", "size", "person.contacts"])
def test_what_cannot_be_chosen_is_refused(base: Base, field_name: str) -> None:
    """A10: nothing is written."""
    leads = two(base)
    n = len(base.log())

    with pytest.raises(Refused, match="no_such_choice"):
        base.desk.do(Merge(leads, keep=((field_name, leads[0]),)))
    assert len(base.log()) == n


def test_reasons_stand_beside_every_other_lead(base: Base) -> None:
    """A10: the reason of each match; one client already needs none."""
    first, second = two(base)
    learn(base)
    third = capture(base.desk, incoming(name="Aigerim Sadykova", phone="+77012345678", need="доставка"))

    view = base.desk.ask(MergePreview((first, second, third)))

    assert [one is None for one in view.likeness] == [False, True]
    assert view.likeness[0] is not None
    assert view.likeness[0].kind == "duplicate"
    assert ("company", "same") in {part[:2] for part in view.likeness[0].said}


def test_what_was_written_of_the_merged_person_can_go_to_the_other_side(base: Base) -> None:
    """A10: un-merge weeks later keeps later edits on the side the person picks, those of the person too."""
    first, second = two(base)
    base.desk.do(Merge((first, second)))
    base.clock.forward(days=30)
    base.desk.do(Edit((first,), "person.city", "Астана"))
    base.desk.do(AddContact((first,), contact("phone", "+77017654321")))
    later = {one.register for one in base.desk.ask(Apart(first)).later}
    phone = next(one for one in later if one.startswith("person.contact/"))
    assert "person.city" in later

    base.desk.do(Unmerge((first,), give=("person.city", phone)))

    assert (person_of(base, first).city, person_of(base, second).city) == ("", "Астана")
    assert [c.value for c in person_of(base, first).contacts] == ["+77012345678"]
    assert "+77017654321" in [c.value for c in person_of(base, second).contacts]
    assert base.store.check().projections
    with pytest.raises(Refused):
        base.desk.ask(Apart(first))


# The queue of the whole base


def groups(base: Base) -> list[tuple[str, ...]]:
    learn(base)
    return [one.ids for one in base.desk.ask(Groups())]


def test_a_newcomer_is_suspected_as_soon_as_he_is_known(base: Base) -> None:
    """A10: nobody has to search for whoever came a moment ago."""
    fill(base.desk, crowd(20))
    learn(base)
    first = capture(base.desk, incoming(name="Aigerim Sadykova", phone="+77012345678", company="KazMash"))
    learn(base)
    told = {"name": "Айгерім Садикова", "company": "ТОО «КазМаш»", "email": "s@kazmash.example"}
    second = capture(base.desk, incoming(phone=None, **told))

    assert groups(base) == [tuple(sorted((first, second)))]
    assert base.desk.ask(Doubtful((first, second))) == {first, second}


@pytest.mark.parametrize("end", ["merge", "apart", "erase", "rename"])
def test_whoever_is_decided_leaves_the_queue(base: Base, end: str) -> None:
    """A10: queue of suspected groups; what is decided is asked of nobody again."""
    first, second = two(base)
    assert groups(base) == [(first, second)]
    if end == "merge":
        base.desk.do(Merge((first, second)))
    elif end == "apart":
        base.desk.do(NotDuplicate((first, second)))
    elif end == "erase":
        base.desk.do(Erase((second,), sure=True))
    else:
        base.desk.do(Edit((second,), "person.name", "Петро Гнатів"))

    assert groups(base) == []
    assert base.desk.ask(Doubtful((first, second))) == frozenset()
    if end in ("merge", "apart"):
        base.desk.undo()
        assert groups(base) == [(first, second)]


def test_three_records_of_one_client_are_one_group(base: Base) -> None:
    """A10: any number side by side; of each person the lead of the same need."""
    first, second = two(base)
    learn(base)
    third = capture(base.desk, incoming(name="Sadykova Aigerim", company="Каз-Маш", phone=None, email=None))
    other = capture(base.desk, incoming(name="Aigerim Sadykova", phone="+77012345678", need="доставка"))
    assert base.row(other).person_id == base.row(first).person_id

    (group,) = groups(base)

    assert set(group) == {first, second, third}


def test_a_search_of_all_finds_what_an_import_left_uncompared(
    base: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A10: all pairs of the base in a process of its own, kept for everybody."""
    if isinstance(base.store, MemoryStore):
        pytest.skip("it compares all with all at each question")
    monkeypatch.setattr("leaddesk.storage.suspecting.NEWCOMERS", 0)
    fill(base.desk, crowd(20))
    first, second = two(base)
    assert groups(base) == []
    said: list[Progress] = []

    found = Pairs().search(base.store, said.append, lambda: False)

    assert found == 1
    assert groups(base) == [(first, second)]
    assert said[-1].done == said[-1].total
    assert Pairs().search(base.store, said.append, lambda: True) is None
    assert groups(base) == [(first, second)]
