"""Signal: what the client did, dated, with its source (B9, C14)."""

from datetime import timedelta

from leaddesk.actions.contact import Contact
from leaddesk.actions.signal import RecordSignal
from tests.actions.desks import lead_of, make_desk, refused, row_of
from tests.fakes.sample import NOW, capture, clock_of


def test_a_signal_gives_its_points_and_restarts_the_clocks() -> None:
    """C14: any new signal raises the lead and starts a response timer."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Contact((lead,), "talked", 60))
    before = row_of(desk, lead).score or 0
    clock_of(desk).forward(hours=2)
    desk.do(RecordSignal((lead,), "price_request", text="скільки?", source="чат"))
    row, (signal,) = row_of(desk, lead), lead_of(desk, lead).signals

    assert (row.score or 0) - before == 14
    assert row.norm_since == row.cool_since == round(clock_of(desk)().timestamp() * 1000)
    assert (signal.kind, signal.text, signal.source) == ("price_request", "скільки?", "чат")
    assert row.level == "mql"


def test_a_signal_of_the_past_stands_at_its_own_time() -> None:
    """B9: dated."""
    desk = make_desk()
    lead = capture(desk)
    then = NOW - timedelta(days=2)
    desk.do(RecordSignal((lead,), "visits", at=then))

    assert lead_of(desk, lead).signals[0].at == then


def test_a_message_after_our_message_is_a_reply_until_we_try_again() -> None:
    """UX 3.2: split "replied"."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(Contact((lead,), "no_answer"))
    clock_of(desk).forward(minutes=5)
    desk.do(RecordSignal((lead,), "message"))
    assert row_of(desk, lead).replied
    clock_of(desk).forward(minutes=5)
    desk.do(Contact((lead,), "talked", 60))

    assert not row_of(desk, lead).replied


def test_an_invoice_asked_for_makes_it_sql() -> None:
    """B16."""
    desk = make_desk()
    lead = capture(desk)
    desk.do(RecordSignal((lead,), "invoice"))

    assert row_of(desk, lead).level == "sql"


def test_a_kind_that_nobody_declared_is_refused() -> None:
    """Signals are data."""
    desk = make_desk()
    assert refused(desk, RecordSignal((capture(desk),), "telepathy")).key == "signal.no_such_kind"
