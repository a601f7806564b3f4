"""Who came before by what is told of a person, on every store as the engine of files says (A10)."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from leaddesk.actions.edit import Edit
from leaddesk.actions.erase import Erase
from leaddesk.actions.merge import Merge
from leaddesk.actions.ports import Intent
from leaddesk.actions.unmerge import Unmerge
from leaddesk.domain.list_row import ListRow
from leaddesk.domain.matching_traits import Traits, pack
from leaddesk.storage import matching_tables as m
from leaddesk.storage.matching import differences, forget
from tests.fakes.memory_store import MemoryStore
from tests.fakes.sample import capture, crowd, fill, incoming
from tests.storage.contract.bases import Base

OLENA = "Олена Ковальчук"


def learn(base: Base) -> None:
    """The minute job, until the keys know all of the log."""
    store = base.store
    if not isinstance(store, MemoryStore):
        while store.keep_keys(10):
            pass


def known(base: Base, **who: str) -> list[ListRow]:
    learn(base)
    return base.store.came_before((), tuple(who.items()))


def ids(rows: list[ListRow]) -> list[str]:
    return [row.id for row in rows]


@pytest.mark.parametrize(
    "who",
    [
        {"name": "Olena Kovalchuk", "company": "Vershyna LLC"},
        {"name": "Ковальчук О.", "phone": "8 (067) 512-34-98"},
        {"name": "Оленка Ковальчук", "company": "ООО Вершина"},
        {"name": "Олена Ковалчук", "company": "Вершина"},
        {"phone": "0675123498"},
    ],
    ids=lambda who: " ".join(who.values()),
)
def test_a_client_is_known_by_other_words(base: Base, who: dict[str, str]) -> None:
    """A10: across alphabets, pet names, slips and forms of numbers."""
    fill(base.desk, crowd(20))
    lead = capture(base.desk, incoming(name=OLENA, company="ТОВ «Вершина»", phone="+380675123498"))

    assert ids(known(base, **who)) == [lead]


@pytest.mark.parametrize(
    "who",
    [
        {"name": "Петро Гнатів", "company": "Вершина"},
        {"name": OLENA, "company": "Обрій"},
        {"name": OLENA},
        {"name": "Петро Гнатів", "phone": "0675123497"},
    ],
    ids=lambda who: " ".join(who.values()),
)
def test_a_colleague_and_a_namesake_are_not_the_client(base: Base, who: dict[str, str]) -> None:
    """A10, decision 7."""
    capture(base.desk, incoming(name=OLENA, company="ТОВ «Вершина»", phone="+380675123498"))

    assert known(base, **who) == []


def test_all_leads_of_a_client_are_told_newest_first(base: Base) -> None:
    """A10: more than twenty never silence it."""
    leads = []
    for n in range(24):
        leads.append(capture(base.desk, incoming(name=OLENA, phone="+380675123498", need=f"верстат {n}")))
        base.clock.forward(minutes=1)

    assert ids(known(base, name="Kovalchuk Olena", phone="067 512 34 98")) == leads[::-1]


def test_an_edit_is_known_by_the_next_minute(base: Base) -> None:
    """A10: the keys follow the log, whatever was changed."""
    lead = capture(base.desk, incoming(name=OLENA, company="Вершина", phone="+380675123498"))
    assert ids(known(base, name=OLENA, company="Вершина")) == [lead]
    base.desk.do(Edit((lead,), "person.name", "Зоряна Лемешко"))

    assert known(base, name=OLENA, company="Вершина") == []
    assert ids(known(base, name="Zoriana Lemeshko", company="Vershyna")) == [lead]


def test_what_is_undone_came_never(base: Base) -> None:
    capture(base.desk, incoming(name=OLENA, company="Вершина", phone="+380675123498"))
    assert known(base, name=OLENA, company="Вершина")
    base.store.undo(Intent("undo", base.me, base.clock(), "never"))

    assert known(base, name=OLENA, company="Вершина") == []


def test_the_keys_are_the_log_whatever_the_order_they_were_made_in(base: Base) -> None:
    """The proof of the keys: thrown away and made anew they are the same."""
    store = base.store
    if isinstance(store, MemoryStore):
        pytest.skip("it has no keys of its own")
    fill(base.desk, crowd(40))
    learn(base)
    lead = capture(base.desk, incoming(name=OLENA, company="Вершина", phone="+380675123498"))
    learn(base)
    base.desk.do(Edit((lead,), "person.name", "Зоряна Лемешко"))
    learn(base)
    followed = _tables(base)

    with store.beside() as connection:
        forget(connection)
    learn(base)

    assert _tables(base) == followed
    with store.reader.begin() as connection:
        assert differences(connection) == []


def test_traits_that_the_log_contradicts_are_named(base: Base) -> None:
    store = base.store
    if isinstance(store, MemoryStore):
        pytest.skip("it has no keys of its own")
    capture(base.desk, incoming(name=OLENA, phone="+380675123498"))
    learn(base)
    with store.beside() as connection:
        connection.execute(sa.update(m.traits).values(packed=pack(Traits(family="nonsense"))))

    with store.reader.begin() as connection:
        assert len(differences(connection)) == 2
    assert any(said["table"] == "match_traits" for _, said in store.check().problems)


def test_a_rebuild_makes_the_keys_anew(base: Base) -> None:
    lead = capture(base.desk, incoming(name=OLENA, company="Вершина", phone="+380675123498"))
    learn(base)
    base.rebuild()

    assert ids(known(base, name="Kovalchuk Olena", company="Vershyna")) == [lead]
    assert base.store.check().problems == ()


def test_while_the_log_goes_further_the_keys_contradict_nothing(base: Base) -> None:
    """The watermark: what is not taken yet is no damage."""
    capture(base.desk, incoming(name=OLENA, phone="+380675123498"))
    assert base.store.check().problems == ()


def _tables(base: Base) -> list[list[tuple[object, ...]]]:
    assert not isinstance(base.store, MemoryStore)
    with base.store.reader.begin() as connection:
        counts = sa.select(m.count).where(m.count.c.n != 0)
        queries = (sa.select(m.key), sa.select(m.traits), counts, sa.select(m.mark))
        return [sorted(map(tuple, connection.execute(query))) for query in queries]


def test_the_keys_follow_a_merge_its_undo_its_redo_and_the_parting(base: Base) -> None:
    """A10: a merge moves contacts between persons that no op names; the keys go along with each of them."""
    first, second, third = (
        capture(base.desk, incoming(name=OLENA, phone=f"+38067512349{n}", need="верстат")) for n in range(3)
    )
    steps: tuple[Callable[[], object], ...] = (
        lambda: base.desk.do(Merge((first, second, third))),
        lambda: base.desk.undo(),
        lambda: base.desk.redo(),
        lambda: base.desk.do(Unmerge((first,), apart=(third,))),
    )
    for step in steps:
        learn(base)
        step()
        learn(base)

        assert base.store.check().problems == ()


def test_who_was_erased_is_in_no_key(base: Base) -> None:
    """ARCHITECTURE 4: an erase leaves no personal value; the keys forget the name with the next stretch."""
    lead = capture(base.desk, incoming(name=OLENA, company="Вершина", phone="+380675123498"))
    learn(base)

    base.desk.do(Erase((lead,), sure=True))
    learn(base)

    assert known(base, name=OLENA) == []
    assert base.store.check().problems == ()
