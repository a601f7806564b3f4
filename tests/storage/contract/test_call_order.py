"""The order of work is one on every store, ranked whole or by its first candidates only (issue 3.5)."""

from datetime import timedelta

import pytest

from leaddesk.actions.contact import Contact
from leaddesk.actions.marks import Temperature
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.questions import Defined
from leaddesk.actions.snooze import Snooze
from leaddesk.actions.task import AddTask
from leaddesk.domain.call_now import moment_of, urge_of
from leaddesk.storage import calling
from tests.fakes.sample import NOW, capture, incoming
from tests.storage.contract.bases import Base

ZONES = ("Europe/Kyiv", "America/New_York", "Asia/Almaty", None)


@pytest.fixture
def crowd(base: Base) -> list[str]:
    """Leads of all channels and hours, some hot, tried, asleep, with a step that is due."""
    ids = [
        capture(
            base.desk,
            incoming(
                name=f"Особа {n}",
                phone=f"+3806700{n:05d}",
                channel=("form", "email", "event", "call")[n % 4],
                zone=ZONES[n % 3 if n % 7 else 3],
                amount_minor=(None, 5_000_000, 120_000)[n % 3],
                currency="UAH",
                received=NOW - timedelta(minutes=37 * n),
            ),
        )
        for n in range(28)
    ]
    base.desk.do(Temperature(tuple(ids[3:6]), "hot"))
    base.desk.do(Contact(tuple(ids[8:11]), outcome="no_answer"))
    base.desk.do(Contact(tuple(ids[11:14]), outcome="talked", seconds=60))
    base.desk.do(AddTask((ids[12],), "крок", NOW - timedelta(hours=1)))
    base.desk.do(AddTask((ids[13],), "крок", NOW + timedelta(hours=5)))
    base.desk.do(Snooze((ids[20],), NOW + timedelta(hours=3)))
    return ids


@pytest.mark.parametrize("small", [500, 3])
@pytest.mark.parametrize("later", [0, 11])
def test_the_order_of_work_is_that_of_a_sort_by_hand(
    base: Base, crowd: list[str], later: int, small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Issue 3.5: equals a brute-force sort under a fixed clock, by day and by night."""
    monkeypatch.setattr(calling, "SMALL", small)
    monkeypatch.setattr(calling, "SPARE", 2)
    at = NOW + timedelta(hours=later)
    moment = moment_of(at, base.desk.ask(Defined()))
    wanted = sorted(base.rows(), key=lambda row: (moment.priority(urge_of(row)), row.id), reverse=True)

    found: list[str] = []
    after = None
    while True:
        page = base.store.page(PageAsk(sort="call-", at=at, limit=9, after=after), NOW, base.me)
        found += [row.id for row in page.rows]
        after = page.next
        if after is None:
            break

    assert found == [row.id for row in wanted]
    assert len(found) == len(crowd)


def test_the_base_and_the_window_agree_where_a_row_stands(base: Base, crowd: list[str]) -> None:
    """Issue 3.10: the window pages on from the cursor of any row that it holds."""
    from leaddesk.ui.inbox.order import placing

    ask = PageAsk(sort="call-", at=NOW, limit=10)
    page = base.store.page(ask, NOW, base.me)

    assert page.next == placing(ask, base.desk.ask(Defined()), NOW)(page.rows[-1])
