"""The samples: the same for the same seed, realistic, with the facts that their help names."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from leaddesk.actions.defaults import default_definitions
from leaddesk.actions.desk import Desk
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.questions import Defined, People
from leaddesk.app.demo.sample import Counts, Generator, arrivals, fill
from leaddesk.app.demo.screens import fill_screens
from leaddesk.app.demo.story import FADES_FOR, FADING, heat_of, tell
from leaddesk.app.demo.world import latin, shown, someone, user_ids, world
from leaddesk.domain.figures import contact_bin, counted
from leaddesk.domain.log import Set, at_ms, to_text
from leaddesk.domain.row import LeadRow
from tests.fakes.sample import NOW, Clock, make_desk

DEFINED = default_definitions()


def sets_of(leads: int, seed: int, now: datetime = NOW) -> list[Set]:
    return [one for piece in Generator(leads, seed, now, DEFINED).pieces() for one in piece]


@pytest.fixture(scope="module")
def sample() -> tuple[list[LeadRow], Counts]:
    """Rows of 3,000 leads, folded once."""
    desk = make_desk(now=Clock(NOW))
    made = fill(desk, 3000, 7)
    return rows_of(desk), made


def rows_of(desk: Desk) -> list[LeadRow]:
    me = desk.session.user.id
    with desk.store.view() as read:
        return read.rows(list(desk.store.ids_where(PageAsk(), NOW, me)))


def share(rows: Iterator[LeadRow] | list[LeadRow], step: str) -> float:
    found = list(rows)
    return sum(1 for row in found if getattr(row, step) is not None) / max(1, len(found))


def test_the_same_seed_and_moment_give_the_same_sample() -> None:
    """Issue 2, section 5: deterministic by seed."""
    one, two = sets_of(200, 5), sets_of(200, 5)

    assert one == two
    assert sets_of(200, 6) != one
    assert sets_of(200, 5, NOW + timedelta(days=1)) != one


def test_every_value_can_stand_in_the_log() -> None:
    """ARCHITECTURE 4: canonical JSON, no floats."""
    for one in sets_of(300, 2):
        assert to_text(one.value)
        assert one.at is None or one.at.tzinfo is not None


def test_the_sample_holds_as_many_leads_as_asked(sample: tuple[list[LeadRow], Counts]) -> None:
    """CLI.md: {leads, people, companies, deals, calls}."""
    rows, counts = sample

    assert len(rows) == counts.leads == 3000
    assert 2000 < counts.people < 3000
    assert counts.companies > 300
    assert counts.deals == sum(1 for row in rows if row.handed_at is not None)
    assert counts.calls > 3000


def test_nothing_lies_in_the_future(sample: tuple[list[LeadRow], Counts]) -> None:
    """What has not happened yet is not told, steps ahead aside."""
    for row in sample[0]:
        for name in (
            "received",
            "taken_at",
            "handed_at",
            "accepted_at",
            "won_at",
            "lost_at",
            "last_touch_at",
        ):
            at = getattr(row, name)
            assert at is None or at_ms(at) <= NOW, (row.id, name)


def test_two_years_are_filled_and_grow(sample: tuple[list[LeadRow], Counts]) -> None:
    """Two realistic years."""
    ages = [(NOW - at_ms(row.received)).days for row in sample[0]]

    assert max(ages) > 700
    assert sum(age < 365 for age in ages) > sum(age >= 365 for age in ages)


def test_every_stage_and_place_is_used(sample: tuple[list[LeadRow], Counts]) -> None:
    """A newcomer finds something on every screen."""
    where = Counter(row.place or row.stage for row in sample[0])

    assert where.keys() >= {"new", "in_work", "qualifying", "ready", "nurture", "archive", "junk", "deal"}
    assert {row.language for row in sample[0]} >= {"uk", "ru", "en"}
    assert len({row.zone for row in sample[0]}) > 5
    assert {row.temperature for row in sample[0]} == {"hot", "warm", "cold"}


def test_hot_leads_answered_at_once_convert_about_twice_as_well(
    sample: tuple[list[LeadRow], Counts],
) -> None:
    """Planted fact 1 (D14)."""
    hot = [row for row in sample[0] if row.temperature == "hot" and counted(row)]
    bins = [(contact_bin(row.received, row.first_contact_at), row) for row in hot]

    soon = share([row for place, row in bins if place == 0], "handed_at")
    later = share([row for place, row in bins if place is not None and place >= 3], "handed_at")

    assert soon > 1.7 * later > 0


def test_one_channel_fades_because_its_traffic_is_colder() -> None:
    """Planted fact 2 (A22)."""
    r = Random(1)

    fresh = Counter(heat_of(r, FADING, timedelta(days=3)) for _ in range(2000))
    before = Counter(heat_of(r, FADING, FADES_FOR * 2) for _ in range(2000))
    other = Counter(heat_of(r, "form", timedelta(days=3)) for _ in range(2000))

    assert fresh["hot"] < 0.4 * before["hot"]
    assert other["hot"] > 0.8 * before["hot"]


def test_clients_who_came_before_buy_oftener() -> None:
    """Planted fact 3."""
    r = Random(3)

    def won(again: bool) -> float:
        told = [tell(r, NOW - timedelta(days=200), NOW, "form", again=again) for _ in range(9000)]
        closed = [one for one in told if one.won or one.lost]
        return sum(1 for one in closed if one.won) / len(closed)

    assert won(True) > 1.35 * won(False)


def test_some_records_have_no_contact_and_count_nowhere(sample: tuple[list[LeadRow], Counts]) -> None:
    """A6."""
    nobody = [row for row in sample[0] if not row.reachable]

    assert 20 < len(nobody) < 90
    assert all(row.place == "junk" and row.score is None for row in nobody)


def test_some_people_are_in_the_base_twice(sample: tuple[list[LeadRow], Counts]) -> None:
    """Some duplicates: the same phone under another person."""
    holders: dict[str, set[str]] = {}
    for row in sample[0]:
        if row.phone and row.person_id:
            holders.setdefault(row.phone, set()).add(row.person_id)

    assert sum(1 for persons in holders.values() if len(persons) > 1) > 10


def test_arrivals_are_in_order_and_as_many_as_asked() -> None:
    """Ids of the sample are time-ordered, so that writing them is fast."""
    times = list(arrivals(Random(1), 1234, NOW))

    assert len(times) == 1234
    assert times == sorted(times)
    assert NOW - timedelta(days=731) < times[0]
    assert times[-1] <= NOW


def test_a_large_sample_is_written_compactly_and_stands_the_same() -> None:
    """A million leads in minutes: what needs no time of its own rides in the birth."""
    small = Generator(400, 9, NOW, DEFINED)
    large = replace(small, leads=400)
    large._writer._compact = True

    loose = [one for piece in small.pieces() for one in piece]
    tight = [one for piece in large.pieces() for one in piece]

    assert len(tight) < 0.55 * len(loose)
    assert large.counts.leads == small.counts.leads


def test_phones_are_never_given_twice_to_different_people() -> None:
    """Otherwise half of the base would have come before."""
    r = Random(1)
    phones = [made.phone for n in range(3000) if (made := someone(r, n, 0, 50)).phone]

    assert len(set(phones)) == len(phones)


@pytest.mark.parametrize(("text", "said"), [("Ґудзь", "gudz"), ("O’Neill", "oneill"), ("Їжак", "izhak")])
def test_names_become_addresses(text: str, said: str) -> None:
    """Letters that a mail address takes."""
    assert latin(text) == said


def test_a_number_is_shown_as_people_write_it() -> None:
    """Screen 01."""
    assert shown("+380671234567") == "+380 67 123 45 67"


def test_all_lists_speak_three_languages() -> None:
    """uk, ru, en names."""
    told = world()

    for kind in ("budget", "authority", "need", "timing", "priority"):
        assert all(len(told.words[kind][code]) == 4 for code in ("uk", "ru", "en")), kind
    assert all(set(need["need"]) == {"uk", "ru", "en"} for need in told.needs)


def test_the_sample_of_the_screens_holds_what_they_show() -> None:
    """screens/README: new 38, in work 44, qualification 28, ready 11, handed over 7; nurture 41 ..."""
    desk = make_desk(now=Clock(datetime(2026, 11, 20, 8, 14, tzinfo=UTC)))

    fill_screens(desk)

    rows = rows_of(desk)
    stages = Counter(row.stage for row in rows if row.place is None)
    places = Counter(row.place for row in rows)
    named = {row.name: row for row in rows if row.place is None}
    assert stages == {"new": 38, "in_work": 44, "qualifying": 28, "ready": 11, "handed_over": 7}
    assert (places["nurture"], places["archive"], places["junk"]) == (41, 214, 67)
    assert named["Богдан Поліщук"].score == 86
    assert named["Роман Шевченко"].snoozed_until is not None
    assert named["Ігор Бондаренко"].before_n == 1
    assert named["Ігор Бондаренко"].before_what == "lost"
    top = sorted(
        (row for row in rows if row.stage == "new" and row.place is None), key=lambda r: -(r.score or 0)
    )
    assert [row.name for row in top[:3]] == ["Олена Ковальчук", "Ігор Бондаренко", "Marta Nowak"]


def test_people_of_the_sample_have_the_same_ids_everywhere() -> None:
    """Two laptops with the same sample share their people."""
    assert user_ids() == user_ids()
    assert len(set(user_ids().values())) == 7


def test_nobody_leaves_before_the_last_stage_passed() -> None:
    """A way that goes back in time would make durations negative."""
    r = Random(5)
    for _ in range(4000):
        story = tell(r, NOW - timedelta(days=r.random() * 100), NOW, "form", again=False)
        steps = (story.contact, story.qualifying, story.ready, story.handed, story.accepted, story.proposal)
        way = [at for at in (story.received, *steps, story.won, story.lost, story.left) if at is not None]
        assert way == sorted(way)


def test_some_ready_leads_are_not_handed_over() -> None:
    """Screen 03: 70 % of the ready ones are."""
    r = Random(6)
    old = [tell(r, NOW - timedelta(days=120), NOW, "form", again=False) for _ in range(5000)]

    ready = [one for one in old if one.ready]

    assert 0.5 < sum(1 for one in ready if one.handed) / len(ready) < 0.85


def test_a_trade_show_of_the_sample_runs_on_the_day_it_is_made() -> None:
    """Screen 11: the stand can be tried at once, with its questions and who stands there."""
    desk = make_desk(now=Clock(NOW))
    fill(desk, 5, 7)

    (show,) = desk.ask(Defined()).shows

    assert show.day(NOW.date()) == (3, 3)
    assert [ask.id for ask in show.asks] == ["product", "timing"]
    assert {user.id for user in desk.ask(People())} > set(show.staff)
