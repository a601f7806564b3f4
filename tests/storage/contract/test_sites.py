"""Steps of several sites on one base: one order for all of them, by the clock of the log."""

from hypothesis import given
from hypothesis import strategies as st

from leaddesk.actions.desk import Desk
from leaddesk.actions.marks import Priority, Star
from leaddesk.actions.note import WriteNote
from leaddesk.domain.log import advance, place_of
from tests.fakes.sample import add_user, as_user, capture, crowd, fill
from tests.storage.contract.bases import Base


def _other_site(shared: Base, name: str = "Максим Сусід") -> Desk:
    """Another person at another site of the same base."""
    session = as_user(shared.desk, add_user(shared.desk, name)).session
    return Desk(shared.again("another"), session)


def test_the_history_of_two_sites_is_told_in_the_order_of_their_steps(shared: Base) -> None:
    """ARCHITECTURE 4: the order of steps is that of the clock, whichever site numbered how many before."""
    other = _other_site(shared)
    leads = fill(shared.desk, crowd(4))
    made = []
    for number, lead in enumerate(leads):
        made += [desk.do(WriteNote((lead,), f"{number}")).tx for desk in (other, shared.desk)]

    told = [row.tx for row in shared.store.history(len(made))]
    paged: list[str] = []
    while len(paged) < len(made):
        paged += [row.tx for row in shared.store.history(3, before=paged[-1] if paged else None)]

    assert told == made[::-1]
    assert paged[: len(made)] == told
    assert shared.store.check().problems == ()


def test_each_site_takes_back_and_brings_back_its_own_steps(shared: Base) -> None:
    """ARCHITECTURE 4: undo without a tx is the last step of this actor on this site."""
    other = _other_site(shared)
    lead = capture(shared.desk)
    shared.desk.do(Priority((lead,), "high"))
    other.do(Star((lead,), True))
    shared.desk.do(WriteNote((lead,), "моє"))
    other.do(WriteNote((lead,), "їхнє"))

    def notes() -> list[str]:
        with shared.store.view() as read:
            return [note.text for note in read.lead(lead).notes]

    shared.desk.undo()
    assert notes() == ["їхнє"]
    other.undo()
    assert notes() == []
    shared.desk.redo()
    assert notes() == ["моє"]
    other.redo()
    assert sorted(notes()) == sorted(["моє", "їхнє"])
    assert shared.store.check().problems == ()


def test_a_rebuilt_journal_keeps_the_order_of_two_sites(shared: Base) -> None:
    """ARCHITECTURE 4: the journal too is provably the log."""
    other = _other_site(shared)
    lead = capture(shared.desk)
    for desk, text in ((other, "раз"), (shared.desk, "два"), (other, "три")):
        desk.do(WriteNote((lead,), text))
    before = [row.tx for row in shared.store.history(100)]

    shared.rebuild()

    assert [row.tx for row in shared.store.history(100)] == before
    assert shared.store.check().problems == ()


@given(st.lists(st.integers(0, 50), min_size=2, max_size=40))
def test_the_place_of_a_later_tick_is_larger(machine: list[int]) -> None:
    """The journal's number follows the hybrid clock, also while the machine's clock goes back."""
    ms, count, places = 0, -1, []
    for now in machine:
        ms, count = advance(ms, count, now)
        places.append(place_of(ms, count))

    assert places == sorted(set(places))
