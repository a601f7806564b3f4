"""What screens read: pages, counts, splits, board, figures and ticks, the same on every store."""

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from leaddesk.actions.answer import Answer
from leaddesk.actions.assign import Assign
from leaddesk.actions.contact import Contact
from leaddesk.actions.edit import MarkContact
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.junk import Archive, Junk
from leaddesk.actions.marks import Label, Priority, Star, Temperature
from leaddesk.actions.move import Move
from leaddesk.actions.note import WriteNote
from leaddesk.actions.nurture import Nurture
from leaddesk.actions.ports import Cursor, PageAsk
from leaddesk.actions.sell import Accept, Win
from leaddesk.actions.signal import RecordSignal
from leaddesk.actions.snooze import Snooze
from leaddesk.actions.take import Take
from leaddesk.actions.task import AddTask, MoveTask
from leaddesk.domain.figures import contribution
from leaddesk.domain.funnel import PLACES, STAGES
from leaddesk.domain.list_row import ListRow, list_row
from leaddesk.domain.row import LeadRow
from leaddesk.domain.search_flags import SPLITS
from tests.fakes.memory_store import NEVER, MemoryStore
from tests.fakes.sample import Clock, add_user, as_user, crowd, fill, incoming
from tests.storage.contract.bases import Base, memory_base

SORTS = {
    "score": lambda row: -1 if row.score is None else row.score,
    "received": lambda row: row.received,
    "cooling": lambda row: NEVER if row.cool_since is None else row.cool_since,
    "due": lambda row: NEVER if row.next_due is None else row.next_due,
    "amount": lambda row: -1 if row.amount_minor is None else row.amount_minor,
    "stage_age": lambda row: row.stage_since,
}


def busy(base: Base) -> list[str]:
    """A base in which something of everything happened; the same on every store."""
    desk, clock = base.desk, base.clock
    sales = as_user(desk, add_user(desk, "Ірина Мельник", ("sales", "head")))
    cold = [incoming(f"Контакт {i}", f"+38063000000{i}", kind="cold", need="") for i in range(3)]
    junk = [incoming(f"Без контакту {i}", None) for i in range(2)]
    leads = fill(desk, [*crowd(24), *cold, *junk])
    steps = [
        Take((leads[0], leads[1], leads[2], leads[3], leads[4], leads[5])),
        Answer((leads[1],), "budget", 3, "гроші є"),
        Answer((leads[1],), "timing", 3, "у грудні"),
        Answer((leads[2],), "need", 2),
        RecordSignal((leads[1],), "price_request"),
        RecordSignal((leads[2],), "visits"),
        Contact((leads[1],), "talked", 300),
        Contact((leads[2],), "no_answer"),
        RecordSignal((leads[2],), "message", text="коли подзвоните?"),
        Move((leads[2],), "qualifying"),
        Move((leads[3],), "ready"),
        Junk((leads[6],), "spam"),
        Archive((leads[7],), "not_fit"),
        Nurture((leads[8],), clock() + timedelta(days=60)),
        Snooze((leads[9],), clock() + timedelta(days=2)),
        AddTask((leads[10],), "надіслати ціну", clock() + timedelta(hours=2)),
        AddTask((leads[11],), "подзвонити", clock() + timedelta(minutes=30)),
        MoveTask((leads[11],), due=clock() - timedelta(days=2)),
        Priority((leads[12], leads[13]), "high"),
        Star((leads[12],), True),
        Label((leads[13],), "виставка 2026"),
        Temperature((leads[14],), "hot"),
        WriteNote((leads[15],), "просив рахунок на ґанок"),
        HandOver((leads[4], leads[5]), "не з ціни", reason="urgent"),
        Assign((leads[16],), sales.session.user.id),
        Contact((leads[17],), "wrong_number"),
    ]
    for step in steps:
        clock.forward(minutes=7)
        desk.do(step)
    clock.forward(minutes=7)
    sales.do(Accept((leads[4],)))
    clock.forward(minutes=7)
    sales.do(Win((leads[4],)))
    base.store.tick(clock())
    return leads


def everything(base: Base) -> dict[str, LeadRow]:
    return {row.id: row for row in base.rows()}


@pytest.mark.parametrize("down", [False, True], ids=["up", "down"])
@pytest.mark.parametrize("key", SORTS)
def test_walking_the_pages_gives_each_row_once_in_the_order_of_a_plain_sort(
    base: Base, key: str, down: bool
) -> None:
    """PERFORMANCE: keyset pages; ties stand by id in the same direction, what is missing at one end."""
    busy(base)
    sort = key + ("-" if down else "")
    rows = everything(base)
    plain = sorted(rows.values(), key=lambda row: (SORTS[key](row), row.id), reverse=down)

    walked: list[ListRow] = []
    ask = PageAsk(sort=sort, limit=4)
    while True:
        page = base.store.page(ask, base.clock(), base.me)
        assert len(page.rows) <= 4
        walked.extend(page.rows)
        if page.next is None:
            break
        assert page.next.id == page.rows[-1].id
        ask = PageAsk(sort=sort, limit=4, after=page.next)

    assert [row.id for row in walked] == [row.id for row in plain]
    assert walked == list(map(list_row, plain))


@pytest.mark.parametrize("sort", ["score-", "received", "due"])
def test_pages_go_back_as_they_went_forth(base: Base, sort: str) -> None:
    """Scrolling up reads the rows before a cursor, in the same order."""
    busy(base)
    key = SORTS[sort.removesuffix("-")]
    rows = base.store.page(PageAsk(sort=sort, limit=500), base.clock(), base.me).rows

    edge = rows[10]
    page = base.store.page(
        PageAsk(sort=sort, limit=4, before=Cursor(key(edge), edge.id)), base.clock(), base.me
    )

    assert page.rows == rows[6:10]


def test_a_page_stays_right_while_rows_come_and_go(base: Base) -> None:
    """A cursor is a place in the order, not a number of rows."""
    leads = busy(base)
    order = [row.id for row in base.store.page(PageAsk(sort="received"), base.clock(), base.me).rows]
    first = base.store.page(PageAsk(sort="received", limit=5), base.clock(), base.me)
    fill(base.desk, [incoming("Новий", "+380441112233", received=base.clock() - timedelta(days=900))])
    base.desk.do(Junk((leads[18],), "spam"))

    second = base.store.page(PageAsk(sort="received", limit=5, after=first.next), base.clock(), base.me)

    assert [row.id for row in second.rows] == order[5:10]


def test_an_empty_base_has_empty_pages(base: Base) -> None:
    """Nothing is an answer too."""
    page = base.store.page(PageAsk(), base.clock(), base.me)

    assert (page.rows, page.next) == ((), None)
    assert base.store.count(PageAsk(), base.clock(), base.me) == 0
    assert set(base.store.split_counts(base.clock(), base.me).values()) == {0}
    assert [column.count for column in base.store.board(50)] == [0] * len(STAGES)
    assert base.figures() == {}


QUERIES = [
    "",
    "is:active",
    "is:new",
    "is:hot",
    "is:warm OR is:cold",
    "-is:active",
    "is:mine",
    "is:unassigned",
    "is:starred",
    "is:replied",
    "is:coldlist",
    "is:junk",
    "is:archived",
    "is:nurturing",
    "is:snoozed",
    "is:overdue",
    "is:contactless",
    "is:unread",
    "is:mql OR is:sal OR is:sql",
    "is:handed",
    "is:won",
    "has:email",
    "has:phone",
    "has:company",
    "no:company",
    "has:budget",
    "has:owner",
    "has:step",
    "has:need",
    "stage:in_work",
    "stage:new,ready",
    "-stage:new",
    "channel:form",
    "channel:call,email",
    "channel:дзвінок",
    "score:>20",
    "score:<=18",
    "score:10..20",
    "budget:>50",
    "added:today",
    "added:<2026-11-20",
    "added:>=2026-11-19 added:<2026-11-20",
    "due:today",
    "due:<today",
    "верстат",
    "ВЕРСТАТ",
    "шліф",
    '"стрічковий верстат"',
    "-верстат",
    "коваленко",
    "ґудзь",
    "гудзь",
    "їжак",
    "o'neil",
    "0500000012",
    "+380 50 000 00 03",
    "client4@example.com",
    "example.com",
    "завод 3",
    "ганок",
    "верстат OR licences",
    "верстат -form channel:form",
    "(is:hot OR stage:ready) -is:won",
    "name:ганна",
    "company:завод",
    "attempts:>=1",
    "%",
    "_",
    "неіснуюче-слово-12345",
]


def test_each_query_finds_the_same_rows_as_the_reference_filter(base: Base) -> None:
    """UX 4.3: the grammar's core in SQL and in plain Python agree row by row, in order and in number."""
    if base.kind == "memory":
        pytest.skip("it is the reference itself")
    twin = memory_base(Clock())
    theirs = dict(zip(busy(base), busy(twin), strict=True))
    people = {base.me: twin.me}
    wrong = {}
    for text in QUERIES:
        ask = PageAsk(query=text, sort="received", limit=500)
        found = [theirs[row.id] for row in base.store.page(ask, base.clock(), base.me).rows]
        should = [row.id for row in twin.store.page(ask, twin.clock(), people[base.me]).rows]
        count = base.store.count(ask, base.clock(), base.me)
        if sorted(found) != sorted(should) or count != len(should):
            wrong[text] = (len(found), count, len(should))

    assert wrong == {}


def test_counts_and_ids_agree_with_pages(base: Base) -> None:
    """A count says how many rows the pages have; with a limit it stops there."""
    busy(base)
    for text in ("", "is:active", "верстат", "channel:form"):
        ask = PageAsk(query=text, limit=500)
        rows = base.store.page(ask, base.clock(), base.me).rows
        assert base.store.count(ask, base.clock(), base.me) == len(rows)
        assert base.store.count(ask, base.clock(), base.me, limit=3) == min(3, len(rows))
        assert list(base.store.ids_where(ask, base.clock(), base.me)) == [row.id for row in rows]


def test_what_a_query_does_not_understand_is_told_and_the_rest_runs(base: Base) -> None:
    """UX 4.3: a problem is named, never an error."""
    busy(base)
    page = base.store.page(PageAsk(query="is:nonsense stage:ready"), base.clock(), base.me)

    assert page.problems
    assert {row.stage for row in page.rows} == {"ready"}


@pytest.mark.parametrize("split", [split.id for split in SPLITS])
def test_a_split_shows_what_its_query_finds_and_counts_what_it_counts(base: Base, split: str) -> None:
    """UX 3.2: exact numbers on every tab, also of New, which counts no record without contact."""
    busy(base)
    one = next(found for found in SPLITS if found.id == split)
    listed = base.store.page(PageAsk(split=split, limit=500), base.clock(), base.me)
    asked = base.store.page(PageAsk(query=one.query, limit=500), base.clock(), base.me)

    assert listed.rows == asked.rows
    counted = base.store.count(PageAsk(query=one.counted), base.clock(), base.me)
    assert base.store.split_counts(base.clock(), base.me)[split] == counted


def test_splits_count_the_same_on_every_store_and_at_every_hour(base: Base) -> None:
    """Nothing stored depends on now: the same rows give other splits tomorrow."""
    if base.kind == "memory":
        pytest.skip("it is the reference itself")
    twin = memory_base(Clock())
    busy(base)
    busy(twin)
    for hours in (0, 3, 24, 72, 24 * 70):
        base.clock.forward(hours=hours)
        twin.clock.forward(hours=hours)
        if hours == 72:
            base.store.tick(base.clock())
            twin.store.tick(twin.clock())
        assert base.store.split_counts(base.clock(), base.me) == twin.store.split_counts(
            twin.clock(), twin.me
        )


def test_a_split_and_a_search_are_joined_by_and(base: Base) -> None:
    """The search of a tab stays in the tab."""
    busy(base)
    both = base.store.page(PageAsk(query="верстат", split="new", limit=500), base.clock(), base.me).rows
    new = base.store.page(PageAsk(split="new", limit=500), base.clock(), base.me).rows
    found = base.store.page(PageAsk(query="верстат", limit=500), base.clock(), base.me).rows

    assert 0 < len(both) < len(new)
    assert {row.id for row in both} == {row.id for row in new} & {row.id for row in found}


def test_an_unclosed_or_is_not_joined_with_the_split(base: Base) -> None:
    """A search text is a tree of its own: "a OR b" in a tab is (a OR b) of that tab."""
    busy(base)
    rows = base.store.page(
        PageAsk(query="is:junk OR is:archived", split="all", limit=500), base.clock(), base.me
    )

    assert rows.rows == ()


def test_the_board_counts_every_column_exactly(base: Base) -> None:
    """UX 3.4: exact counts and amounts, the first rows of each column, best score first; junk never."""
    busy(base)
    on_board = [
        row
        for row in everything(base).values()
        if row.kind == "request" and row.place is None and row.reachable
    ]

    columns = base.store.board(2)

    assert [column.stage for column in columns] == list(STAGES)
    for column in columns:
        mine = [row for row in on_board if row.stage == column.stage]
        amounts: dict[str, int] = {}
        for row in mine:
            if row.amount_minor is not None:
                amounts[row.currency] = amounts.get(row.currency, 0) + row.amount_minor
        assert column.count == len(mine)
        assert dict(column.amounts) == amounts
        best = sorted(mine, key=lambda row: (SORTS["score"](row), row.id), reverse=True)
        assert list(column.rows) == list(map(list_row, best[:2]))


def test_places_off_the_board_are_counted(base: Base) -> None:
    """UX 3.4: the strips at the edge of the board show how many lie there."""
    busy(base)
    rows = [row for row in everything(base).values() if row.kind == "request"]

    counts = base.store.place_counts()

    for place in PLACES:
        assert counts.get(place, 0) == sum(row.place == place for row in rows), place


def test_figures_equal_the_full_count_of_every_row(base: Base) -> None:
    """ARCHITECTURE 4: figures stay exact by folding contributions."""
    busy(base)
    total: dict[str, tuple[int, int]] = {}
    for row in everything(base).values():
        for key, (n, amount) in contribution(row, ZoneInfo("Europe/Kyiv")).items():
            old = total.get(key, (0, 0))
            total[key] = (old[0] + n, old[1] + amount)

    assert base.figures() == total
    keys = [rollup.key for rollup in base.store.rollups(["stage|", "place|"])]
    assert keys == sorted(keys)
    assert keys == [key for key in sorted(total) if key.startswith(("stage|", "place|"))]


def test_figures_are_found_by_prefixes_with_letters_that_mean_something_elsewhere(base: Base) -> None:
    """A prefix is text: neither % nor _ nor a case is special in it."""
    busy(base)

    assert base.store.rollups(["stage_"]) == []
    assert base.store.rollups(["%"]) == []
    assert base.store.rollups(["STAGE|"]) == []
    assert base.store.rollups([]) == []


def test_time_alone_changes_scores_only_by_a_tick(base: Base) -> None:
    """ARCHITECTURE 4: nothing stored depends on now; the minute job re-projects rows whose time has come."""
    leads = busy(base)
    before = base.picture()
    base.clock.forward(hours=5)
    assert base.picture() == before

    change = base.store.tick(base.clock())

    assert change is not None
    rows = {row.id: row for row in before[0]}
    changed = {row.id for row in base.rows() if row != rows[row.id]}
    assert changed
    assert changed <= set(change.ids)
    assert base.row(leads[0]).score is not None
    assert base.store.tick(base.clock()) is None
    assert base.store.check().projections


def test_what_slept_in_nurture_wakes_when_its_day_has_come(base: Base) -> None:
    """A14: returns automatically, to the stage it had; by no step of a person."""
    one, two, three = fill(base.desk, crowd(3))
    until = base.clock() + timedelta(days=30)
    base.desk.do(Move((one,), "qualifying"))
    base.desk.do(Nurture((one, two), until))
    base.desk.do(Nurture((three,), None))
    base.desk.do(Star((three,), True))
    base.clock.forward(days=29)
    base.store.tick(base.clock())
    assert {row.place for row in base.rows()} == {"nurture"}

    base.clock.forward(days=1, minutes=1)
    change = base.store.tick(base.clock())

    assert change is not None
    assert {one, two} <= set(change.ids)
    assert [(row.stage, row.place) for row in (base.row(one), base.row(two), base.row(three))] == [
        ("qualifying", None),
        ("new", None),
        ("new", "nurture"),
    ]
    assert base.row(one).nurture_rounds == 1
    assert base.desk.undo().action == "star"
    assert base.store.check().projections


def test_a_snooze_that_ends_is_told_though_nothing_is_written(base: Base) -> None:
    """Decision 16: it comes back into sight at its time."""
    (lead,) = fill(base.desk, crowd(1))
    base.desk.do(Snooze((lead,), base.clock() + timedelta(hours=2)))
    assert base.store.split_counts(base.clock(), base.me)["new"] == 0
    n = len(base.log())

    base.clock.forward(hours=3)
    change = base.store.tick(base.clock())

    assert change is not None
    assert lead in change.ids
    assert base.store.split_counts(base.clock(), base.me)["new"] == 1
    assert len(base.log()) == n


def test_many_small_ticks_give_what_one_large_gives(base: Base) -> None:
    """A row is as of the base's projected time, however often the minute job ran."""
    twin = memory_base(Clock())
    busy(base)
    busy(twin)
    for _ in range(12):
        base.clock.forward(minutes=25)
        base.store.tick(base.clock())
    twin.clock.forward(minutes=12 * 25)
    twin.store.tick(twin.clock())

    assert base.figures().keys() >= {"active"}
    assert sorted(map(worth, base.rows())) == sorted(map(worth, twin.rows()))


def worth(row: LeadRow) -> tuple[str, int, str, str]:
    return row.name, -1 if row.score is None else row.score, row.temperature, row.stage


def test_a_wrong_number_takes_a_lead_out_of_every_figure_until_it_is_right_again(base: Base) -> None:
    """A6: without a usable contact it is counted in no conversion."""
    (lead,) = fill(base.desk, [incoming()])
    base.store.tick(base.clock())
    before = base.figures()
    with base.store.view() as read:
        person = read.person(base.row(lead).person_id or "")
    assert person is not None
    base.desk.do(MarkContact((lead,), person.contacts[0].id, "wrong"))

    assert not base.row(lead).reachable
    assert base.figures() == {"place|no_contact": (1, 0)}
    base.desk.do(MarkContact((lead,), person.contacts[0].id, "verified"))
    assert base.figures() == before


def test_a_view_does_not_change_while_it_is_read(base: Base) -> None:
    """ARCHITECTURE 5: one consistent view, however long it takes; a writer does not wait for it."""
    (lead,) = fill(base.desk, [incoming()])
    with base.store.view() as read:
        first = read.rows((lead,))
        base.desk.do(Star((lead,), True))
        assert read.rows((lead,)) == first
        assert not read.lead(lead).starred

    assert base.row(lead).starred


def test_a_copy_of_the_base_can_be_opened(shared: Base, tmp_path: Path) -> None:
    """RELIABILITY 1: backup by the database itself, never a file copy."""
    if shared.kind != "sqlite":
        pytest.skip("PostgreSQL is backed up by its own tools")
    busy(shared)
    copy = tmp_path / "copy.leaddesk"
    shared.store.backup(str(copy))

    from leaddesk.storage.door import open_store

    store = open_store(f"sqlite:///{copy}", site_key="suite", clock=shared.clock)
    try:
        with store.view() as read:
            assert read.rows(shared.ids()) == shared.rows()
        assert store.check().projections
    finally:
        store.close()


def test_the_memory_store_is_a_full_recount(base: Base) -> None:
    """The reference cannot drift: it has no projections of its own."""
    if not isinstance(base.store, MemoryStore):
        pytest.skip("about the reference only")
    busy(base)
    picture = base.picture()
    base.rebuild()

    assert base.picture() == picture


def test_who_came_before_is_known_by_a_contact_newest_first(base: Base) -> None:
    """A10, PERFORMANCE P12: all leads of whoever holds the contact, each once, wherever they stand now."""
    busy(base)
    rows = everything(base).values()
    seen = next(row for row in rows if row.phone and row.email)
    theirs = [row for row in rows if row.person_id == seen.person_id]
    theirs.sort(key=lambda row: (row.received, row.id), reverse=True)
    other = next(row for row in rows if row.phone and row.person_id != seen.person_id)

    by_phone = base.store.came_before((("phone", seen.phone),))
    both = base.store.came_before((("phone", seen.phone), ("email", seen.email), ("phone", seen.phone)))
    two = base.store.came_before((("phone", seen.phone), ("phone", other.phone)))

    assert by_phone == both == list(map(list_row, theirs))
    assert {row.id for row in two} >= {seen.id, other.id}
    assert [row.received for row in two] == sorted((row.received for row in two), reverse=True)


@pytest.mark.parametrize("contacts", [(), (("phone", "+1"),), (("email", "+380671110000"),), (("", ""),)])
def test_nobody_came_before_by_a_contact_that_nobody_holds(
    base: Base, contacts: tuple[tuple[str, str], ...]
) -> None:
    """A phone is no e-mail: kind and normal form belong together."""
    busy(base)

    assert base.store.came_before(contacts) == []
