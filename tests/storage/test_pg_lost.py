"""A base that drops: refused within seconds, nothing doubled, nothing lost, and back without a restart."""

from collections.abc import Iterator
from time import monotonic

import pytest

from leaddesk.actions.capture import Capture
from leaddesk.actions.desk import Desk
from leaddesk.actions.marks import Star
from leaddesk.actions.ports import PageAsk
from leaddesk.domain.refusals import BaseRefused, StaleLead, Unreachable
from leaddesk.storage.door import open_store
from leaddesk.storage.pg_store import PgStore
from tests.fakes.sample import Clock, capture, crowd, fill, incoming, make_desk
from tests.fakes.slow_proxy import SlowProxy, far_away
from tests.postgres_server import PostgresServer

pytestmark = pytest.mark.postgres


@pytest.fixture
def network(postgres_url: str) -> Iterator[tuple[str, SlowProxy]]:
    """A network of 2 ms between the desktop and its server."""
    with far_away(postgres_url, 0.002) as (there, proxy):
        yield there, proxy


@pytest.fixture
def desk(network: tuple[str, SlowProxy]) -> Iterator[Desk]:
    """A desk behind that network."""
    clock = Clock()
    store = open_store(network[0], clock=clock)
    yield make_desk(store, clock)
    store.close()


def ops(desk: Desk) -> int:
    """Number of ops in the log."""
    store = desk.store
    assert isinstance(store, PgStore)
    line = store.defined.load()
    return line.server_seq


def test_a_cut_line_is_noticed_at_once_and_mended_by_the_next_action(
    desk: Desk, network: tuple[str, SlowProxy]
) -> None:
    """ARCHITECTURE 4: actions are refused as Unreachable; afterwards everything goes on."""
    lead = capture(desk)
    _, proxy = network
    with desk.store.view() as read:
        read.lead(lead)
        proxy.cut()
        start = monotonic()
        with pytest.raises(Unreachable) as refused:
            read.person("0" * 32)

    assert monotonic() - start < 1
    assert refused.value.said["reason"]
    assert desk.do(Star((lead,), True)).ids == (lead,)


def test_an_idle_line_that_was_cut_is_replaced_unnoticed(desk: Desk, network: tuple[str, SlowProxy]) -> None:
    """A router forgets idle connections, a server restarts overnight: the day's first action goes through."""
    lead = capture(desk)
    network[1].cut()

    assert desk.do(Star((lead,), True)).ids == (lead,)
    network[1].cut()
    assert len(desk.store.page(PageAsk(), desk.session.now(), "").rows) == 1


def test_a_silent_network_is_given_up_within_five_seconds(desk: Desk, network: tuple[str, SlowProxy]) -> None:
    """Neither an answer nor an end: refused in time for a person, and back when the network is."""
    lead = capture(desk)
    _, proxy = network
    proxy.go_silent()
    start = monotonic()
    with pytest.raises(Unreachable):
        desk.do(Star((lead,), True))
    took = monotonic() - start
    proxy.speak_again()

    assert took <= 5.0
    assert desk.do(Star((lead,), True)).ids == (lead,)


def test_a_base_that_cannot_be_reached_at_all_is_refused_soon(postgres_url: str) -> None:
    """No server at the address: Unreachable with the reason, within seconds."""
    with far_away(postgres_url, 0.0) as (there, _):
        gone = there
    start = monotonic()
    with pytest.raises(Unreachable):
        open_store(gone)

    assert monotonic() - start <= 5.0


def test_an_action_whose_answer_was_lost_is_not_done_twice(
    desk: Desk, network: tuple[str, SlowProxy]
) -> None:
    """RELIABILITY 2 rule 5: an unknown outcome is looked up by its tx, never tried again blindly."""
    capture(desk, name="Хто Перший", phone="+380671111111")
    before = ops(desk)
    network[1].swallow_answer_to(b"leaddesk_write")

    change = desk.do(Capture(incoming("Хто Другий", "+380672222222")))

    assert change.tx
    assert ops(desk) == before + 1
    assert len(desk.store.page(PageAsk(), desk.session.now(), "").rows) == 2
    assert desk.undo().tx == change.tx
    checked = desk.store.check()
    assert checked.integrity
    assert checked.projections


def test_an_action_that_was_saved_while_the_network_was_silent_is_told_and_not_done_again(
    desk: Desk, network: tuple[str, SlowProxy]
) -> None:
    """Refused within 5 s, because nobody could know; the next action asks first, and ends the lost line."""
    before = ops(desk)
    _, proxy = network
    proxy.silence_answer_to(b"leaddesk_write")
    start = monotonic()
    with pytest.raises(Unreachable):
        desk.do(Capture(incoming("Хто Другий", "+380672222222")))
    took = monotonic() - start
    proxy.speak_again()

    with pytest.raises(StaleLead) as told:
        desk.do(Capture(incoming("Хто Другий", "+380672222222")))
    assert took <= 5.0
    assert told.value.key == "base.came_through"
    assert ops(desk) == before + 1
    assert desk.do(Capture(incoming("Хто Третій", "+380673333333"))).tx


def test_an_action_that_never_arrived_is_refused_and_can_be_done_again(
    desk: Desk, network: tuple[str, SlowProxy]
) -> None:
    """What was typed stays; saying it again writes it once."""
    lead = capture(desk)
    before = ops(desk)
    _, proxy = network
    store = desk.store
    assert isinstance(store, PgStore)
    real = store._call

    def cut(*args: object) -> object:
        proxy.cut()
        return real(*args)  # type: ignore[arg-type]

    store._call = cut  # type: ignore[method-assign, assignment]
    with pytest.raises(Unreachable):
        desk.do(Star((lead,), True))
    store._call = real  # type: ignore[method-assign]

    assert ops(desk) == before
    desk.do(Star((lead,), True))
    assert ops(desk) == before + 1


def test_an_import_that_loses_the_line_leaves_no_half(desk: Desk, network: tuple[str, SlowProxy]) -> None:
    """ARCHITECTURE 4: an import is one tx, and one that broke is told by check and can be taken back."""
    fill(desk, crowd(5))
    _, proxy = network

    def breaking() -> Iterator[object]:
        yield from crowd(450)
        proxy.go_silent()
        yield from crowd(700)[450:]

    with pytest.raises(Unreachable):
        fill(desk, breaking())  # type: ignore[arg-type]
    proxy.speak_again()

    checked = desk.store.check()
    assert len(checked.open_imports) == 1


def test_a_lost_listener_of_a_page_does_not_break_the_next(
    desk: Desk, network: tuple[str, SlowProxy]
) -> None:
    """A screen whose connection died is asked anew by the next poll."""
    fill(desk, crowd(5))
    network[1].go_silent()
    with pytest.raises(Unreachable):
        desk.store.page(PageAsk(), desk.session.now(), "")
    network[1].speak_again()

    assert len(desk.store.page(PageAsk(), desk.session.now(), "").rows) == 5


def test_a_wrong_password_a_missing_base_and_an_old_driver_url_are_told_apart(
    postgres_server: PostgresServer,
) -> None:
    """Each cause has its own words."""
    missing = postgres_server.url("nowhere")
    with pytest.raises((BaseRefused, Unreachable)) as refused:
        open_store(missing)

    assert "nowhere" in str(refused.value.said["reason"])
    with pytest.raises(BaseRefused) as wrong:
        open_store("mysql://host/base")
    assert wrong.value.key == "base.url"
