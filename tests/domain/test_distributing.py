"""The queue shared out by load norm: nobody above a norm, skills, hours and absence honoured."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaddesk.domain.distributing import Asked, Given, Why, Worker, above_norm, fits, likeness, propose
from leaddesk.domain.load import LoadNorm, norm_fields, read_norm

LANGUAGES = ("uk", "en", "pl", "")
CITIES = ("Київ", "Львів", "Дніпро", "")


def _who(given: tuple[Given, ...]) -> dict[str, str | None]:
    return {one.lead: one.to for one in given}


def _why(given: tuple[Given, ...], lead: str) -> Why:
    return next(one.why for one in given if one.lead == lead)


def test_the_least_loaded_gets_the_lead() -> None:
    """D10: the share of the norm decides, not the number of leads."""
    workers = [Worker("a", LoadNorm(open=40), open=30), Worker("b", LoadNorm(open=100), open=60)]

    given_ = propose([Asked("x")], workers)

    assert given_ == (Given("x", "b", Why("load")),)


def test_whoever_knows_the_language_gets_it() -> None:
    """D10: streams by language; the reason says which."""
    workers = [Worker("a"), Worker("b", LoadNorm(languages=("en", "pl")), open=90)]

    given_ = propose([Asked("x", language="en")], workers)

    assert given_ == (Given("x", "b", Why("language", "en")),)


def test_a_region_tells_more_than_a_channel() -> None:
    """Screen 14: "Дніпро" comes before "call" as a reason."""
    workers = [Worker("a", LoadNorm(channels=("call",))), Worker("b", LoadNorm(regions=("дніпро",)))]

    given_ = propose([Asked("x", channel="call", city="Дніпро")], workers)

    assert given_ == (Given("x", "b", Why("region", "Дніпро")),)


def test_a_country_is_a_region_too() -> None:
    """D10: region -> group of people."""
    workers = [Worker("a", LoadNorm(regions=("PL",)))]

    assert _why(propose([Asked("x", country="PL", city="Kraków")], workers), "x") == Why("region", "PL")


@pytest.mark.parametrize(
    ("norm", "lead"),
    [
        (LoadNorm(languages=("uk",)), Asked("x", language="en")),
        (LoadNorm(channels=("call",)), Asked("x", channel="form")),
        (LoadNorm(campaigns=("весна",)), Asked("x", campaign="осінь")),
        (LoadNorm(regions=("Львів",)), Asked("x", city="Київ", country="UA")),
    ],
)
def test_a_stream_of_others_is_not_given(norm: LoadNorm, lead: Asked) -> None:
    """D10: skills are honoured; the reason says that nobody has them."""
    given_ = propose([lead], [Worker("a", norm)])

    assert given_ == (Given("x", None, Why("skills")),)


def test_what_is_not_known_of_a_lead_shuts_nobody_out() -> None:
    """D10: a lead without a language may go to whoever speaks some."""
    assert fits(Asked("x"), Worker("a", LoadNorm(languages=("en",), regions=("Львів",))))


def test_whoever_is_away_gets_nothing() -> None:
    """D10: absences are honoured."""
    given_ = propose([Asked("x")], [Worker("a", away=True)])

    assert given_ == (Given("x", None, Why("away")),)


def test_whoever_is_off_duty_while_the_client_works_gets_nothing() -> None:
    """C13: zones are honoured."""
    given_ = propose([Asked("x", reachable_by=frozenset({"b"}))], [Worker("a"), Worker("b", open=99)])

    assert _who(given_) == {"x": "b"}
    assert _why(propose([Asked("y", reachable_by=frozenset())], [Worker("a")]), "y") == Why("hours")


def test_those_who_only_accept_handovers_are_not_proposed() -> None:
    """Screen 14: "accepts only what is handed over"."""
    given_ = propose([Asked("x")], [Worker("a", LoadNorm(takes=False))])

    assert given_ == (Given("x", None, Why("nobody")),)


def test_a_full_person_gets_nothing_and_the_rest_waits_with_the_reason() -> None:
    """D10: auto distribution never exceeds the norm."""
    given_ = propose([Asked("x"), Asked("y")], [Worker("a", LoadNorm(open=20), open=19)])

    assert given_ == (Given("x", "a", Why("load")), Given("y", None, Why("full")))


def test_the_norm_of_a_day_holds_beside_that_of_open_leads() -> None:
    """D10: leads a day, and open leads."""
    worker = Worker("a", LoadNorm(open=50, per_day=10), open=3, today=9)

    assert worker.free == 1
    assert Counter(_who(propose([Asked(str(n)) for n in range(4)], [worker])).values()) == {"a": 1, None: 3}


def test_a_person_above_the_norm_already_has_no_room() -> None:
    """D10: a norm that was lowered takes nothing away and gives nothing."""
    assert Worker("a", LoadNorm(open=10), open=14).free == 0


def test_an_earlier_lead_moves_on_so_that_a_later_one_finds_its_only_person() -> None:
    """D10: as many as may be are given; who fits several people makes room."""
    polish = Worker("pl", LoadNorm(open=10, languages=("pl", "uk")), open=9)
    full = Worker("uk", LoadNorm(open=10, languages=("uk",)), open=9)

    given_ = propose([Asked("first", language="uk"), Asked("second", language="pl")], [polish, full])

    assert _who(given_) == {"first": "uk", "second": "pl"}


def test_a_choice_by_hand_stays_and_may_exceed_the_norm() -> None:
    """D10: manual excess is possible; it is told, so that a reason can be asked."""
    workers = [Worker("a", LoadNorm(open=1), open=1), Worker("b")]

    given_ = propose([Asked("x"), Asked("y")], workers, {"x": "a"})

    assert _who(given_) == {"x": "a", "y": "b"}
    assert _why(given_, "x") == Why("chosen")
    assert above_norm(given_, workers) == ("a",)


def test_a_lead_can_be_left_in_the_queue_by_hand() -> None:
    """Screen 14: the choice beside a lead has "nobody" too."""
    assert _who(propose([Asked("x")], [Worker("a")], {"x": None})) == {"x": None}


def test_a_choice_of_somebody_who_left_is_none() -> None:
    """RELIABILITY: a stale choice never breaks the proposal."""
    assert _who(propose([Asked("x")], [Worker("a")], {"x": "gone"})) == {"x": "a"}


def test_without_people_the_queue_says_so() -> None:
    """UX 4.4: no users in team."""
    assert propose([Asked("x")], []) == (Given("x", None, Why("nobody")),)


def test_a_closer_likeness_weighs_more_than_several_lesser_ones() -> None:
    """D10: one region outweighs campaign, channel and language together."""
    lead = Asked("x", "uk", "call", "весна", "Львів", "UA")
    one = Worker("a", LoadNorm(regions=("Львів",)))
    many = Worker("b", LoadNorm(languages=("uk",), channels=("call",), campaigns=("весна",)))

    assert likeness(lead, one) > likeness(lead, many) > likeness(lead, Worker("c")) == 0


_WORKERS = st.lists(
    st.builds(
        lambda open_, today, norm, day, langs, regions, away, takes: (
            LoadNorm(norm, day, langs, (), (), regions, (), takes),
            open_,
            today,
            away,
        ),
        st.integers(0, 6),
        st.integers(0, 4),
        st.none() | st.integers(0, 8),
        st.none() | st.integers(0, 5),
        st.lists(st.sampled_from(LANGUAGES[:3]), max_size=2, unique=True).map(tuple),
        st.lists(st.sampled_from(CITIES[:3]), max_size=2, unique=True).map(tuple),
        st.booleans(),
        st.booleans(),
    ),
    max_size=5,
).map(
    lambda found: [
        Worker(f"w{n}", norm, open_, today, away) for n, (norm, open_, today, away) in enumerate(found)
    ]
)
_LEADS = st.lists(st.tuples(st.sampled_from(LANGUAGES), st.sampled_from(CITIES)), max_size=12).map(
    lambda found: [Asked(f"l{n}", language=lang, city=city) for n, (lang, city) in enumerate(found)]
)


@settings(max_examples=300)
@given(_LEADS, _WORKERS)
def test_nobody_ever_comes_above_a_norm_or_gets_what_does_not_fit(
    leads: list[Asked], workers: list[Worker]
) -> None:
    """D10: auto distribution never exceeds; skills, absence and streams are honoured."""
    given_ = propose(leads, workers)

    known = {worker.user: worker for worker in workers}
    assert above_norm(given_, workers) == ()
    assert [one.lead for one in given_] == [lead.id for lead in leads]
    for lead, one in zip(leads, given_, strict=True):
        assert one.to is None or fits(lead, known[one.to])
        assert one.why.key


@settings(max_examples=300)
@given(_LEADS, _WORKERS)
def test_as_many_leads_as_possible_find_somebody(leads: list[Asked], workers: list[Worker]) -> None:
    """D10: no fitting person stays free while a lead waits; compared with a plain maximum flow."""
    given_ = propose(leads, workers)

    assert sum(one.to is not None for one in given_) == _most(leads, workers)


@given(_LEADS, _WORKERS, st.randoms(use_true_random=False))
def test_the_order_in_which_people_are_told_does_not_matter(
    leads: list[Asked], workers: list[Worker], dice: object
) -> None:
    """Journey 3: preview = applied; the same queue gives the same proposal."""
    from random import Random

    assert isinstance(dice, Random)
    shuffled = list(workers)
    dice.shuffle(shuffled)

    assert _who(propose(leads, workers)) == _who(propose(leads, shuffled))


@given(_LEADS, _WORKERS)
def test_the_first_of_the_queue_is_served_if_anybody_fits(leads: list[Asked], workers: list[Worker]) -> None:
    """D10: the order of work decides who waits."""
    able = any(fits(leads[0], w) and w.free != 0 for w in workers) if leads else False

    given_ = propose(leads, workers)

    assert not leads or (given_[0].to is not None) == able


def _most(leads: list[Asked], workers: list[Worker]) -> int:
    """The size of a maximum matching, by seats and plain augmenting paths."""
    seats = [(w, n) for w in workers for n in range(len(leads) if w.free is None else w.free)]
    held: dict[int, int] = {}

    def seat(lead: int, seen: set[int]) -> bool:
        for at, (worker, _n) in enumerate(seats):
            if at in seen or not fits(leads[lead], worker):
                continue
            seen.add(at)
            if at not in held or seat(held[at], seen):
                held[at] = lead
                return True
        return False

    return sum(seat(lead, set()) for lead in range(len(leads)))


def test_a_norm_survives_the_log() -> None:
    """ARCHITECTURE 4: what people edit is in the log."""
    away = ((date(2026, 11, 20), date(2026, 11, 27)),)
    norm = LoadNorm(45, 12, ("uk", "en"), ("call",), ("весна",), ("Львів",), away, False)

    assert read_norm(norm_fields(norm)) == norm


def test_an_absence_has_both_its_days_in_it() -> None:
    """D10: away from the first day to the last."""
    norm = LoadNorm(away=((date(2026, 11, 20), date(2026, 11, 21)),))

    assert [norm.absent(date(2026, 11, day)) for day in (19, 20, 21, 22)] == [False, True, True, False]


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"open": "many", "per_day": True, "away": "x", "languages": 5},
        {"open": -1, "away": [["2026-11-20"], ["x", "y"], ["2026-11-21", "2026-11-20"], None]},
    ],
)
def test_a_norm_of_another_shape_is_no_norm(told: dict[str, object]) -> None:
    """RELIABILITY: one bad edit must not close the base."""
    assert read_norm(told) == LoadNorm()
