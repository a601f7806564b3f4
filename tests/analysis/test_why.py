"""Why conversion changed: pieces add up exactly, the planted cause is named, noise is noise (journey 6)."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.actions.assign import Assign
from leaddesk.actions.desk import Desk
from leaddesk.actions.figures import Figure, FigureAsk
from leaddesk.actions.hand_over import HandOver
from leaddesk.analysis.door import StoreFigures
from leaddesk.analysis.proportions import trend_of
from leaddesk.analysis.why import Cause, Part, cause_of, pieces
from leaddesk.texts import LANGUAGES
from leaddesk.texts.figures import definition_of, finding_of
from tests.fakes.sample import NOW, add_user, capture, clock_of, make_desk

_COUNTS = st.tuples(st.integers(0, 400), st.integers(0, 400)).map(lambda pair: (max(pair), min(pair)))
_PARTS = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=2),
    st.tuples(_COUNTS, _COUNTS).map(lambda two: Part(*two[0], *two[1])),
    min_size=1,
    max_size=8,
)
Told = dict[str, dict[str, Part]]
CASES = 120


def _change(parts: dict[str, Part]) -> Fraction:
    n0, k0, n1, k1 = (sum(counts) for counts in zip(*parts.values(), strict=True))
    return Fraction(k1, n1) - Fraction(k0, n0) if n0 and n1 else Fraction(0)


@given(_PARTS)
def test_mix_and_rate_add_up_to_the_change_exactly(parts: dict[str, Part]) -> None:
    """Journey 6: sums to the total change exactly, to the last digit."""
    found = pieces(parts)

    assert sum((piece.mix + piece.rate for piece in found.values()), Fraction(0)) == _change(parts)
    assert found.keys() == parts.keys()


def test_the_same_rates_in_another_mix_are_all_mix() -> None:
    """Journey 6: mix vs rate."""
    parts = {"a": Part(100, 50, 20, 10), "b": Part(100, 10, 180, 18)}

    found = pieces(parts)

    assert [piece.rate for piece in found.values()] == [0, 0]
    assert sum(piece.mix for piece in found.values()) == _change(parts) < 0


def test_the_same_mix_at_another_rate_is_all_rate() -> None:
    """Journey 6: mix vs rate."""
    parts = {"a": Part(100, 50, 200, 40), "b": Part(100, 10, 200, 20)}

    found = pieces(parts)

    assert [piece.mix for piece in found.values()] == [0, 0]
    assert found["a"].rate == _change(parts)


def test_a_part_that_is_new_changes_the_mix_only() -> None:
    """Journey 6: what was not there has no rate that could have changed."""
    found = pieces({"old": Part(100, 30, 100, 30), "new": Part(0, 0, 100, 5)})

    assert found["new"].rate == 0
    assert found["new"].mix < 0


def test_without_leads_in_a_period_nothing_is_explained() -> None:
    """D20: no base, no figure."""
    assert pieces({"a": Part(0, 0, 10, 5)})["a"] == (0, 0)


# -- Synthetic cases: 2 000 leads in each period, one cause planted


def _leads(dice: Random, plan: Callable[[str, str, int], float], weights: Callable[[], str]) -> list[tuple]:
    found = []
    for _n in range(2_000):
        channel, owner = weights(), dice.choices("ipq", (4, 3, 3))[0]
        spell = dice.choices(range(4), (4, 3, 2, 1))[0]
        found.append((channel, owner, spell, dice.random() < plan(channel, owner, spell)))
    return found


def _told(before: list[tuple], now: list[tuple]) -> Told:
    told: Told = {}
    for place, name in enumerate(("channel", "owner", "response")):
        parts = {}
        for part in {row[place] for row in (*before, *now)}:
            counts = []
            for rows in (before, now):
                own = [row for row in rows if row[place] == part]
                counts += [len(own), sum(row[3] for row in own)]
            parts[str(part)] = Part(*counts)
        told[name] = parts
    return told


def _usual(channel: str, owner: str, spell: int) -> float:
    return {"a": 0.5, "b": 0.3, "c": 0.15}[channel] - 0.03 * spell


def _named(dice: Random, what: str) -> Cause | None:
    def usual_mix() -> str:
        return dice.choices("abc", (4, 3, 3))[0]

    def other_mix() -> str:
        return dice.choices("abc", (1, 3, 6))[0]

    plans: dict[str, Callable[[str, str, int], float]] = {
        "channel rate": lambda c, o, s: _usual(c, o, s) - (0.25 if c == "a" else 0),
        "owner rate": lambda c, o, s: max(0.0, _usual(c, o, s) - (0.22 if o == "i" else 0)),
        "channel mix": _usual,
        "nothing": _usual,
    }
    before = _leads(dice, _usual, usual_mix)
    now = _leads(dice, plans[what], other_mix if what == "channel mix" else usual_mix)
    told = _told(before, now)
    parts = told["channel"]
    n0, k0, n1, k1 = (sum(counts) for counts in zip(*parts.values(), strict=True))
    return None if trend_of(k0, n0, k1, n1) == "noise" else cause_of(told, _change(parts))


@pytest.mark.parametrize(
    ("what", "dimension", "kind", "part"),
    [
        ("channel rate", "channel", "rate", "a"),
        ("owner rate", "owner", "rate", "i"),
        ("channel mix", "channel", "mix", ""),
    ],
)
def test_the_planted_cause_is_named(what: str, dimension: str, kind: str, part: str) -> None:
    """Journey 6: names the planted cause in at least 95 % of synthetic cases."""
    dice = Random(what)

    named = [_named(dice, what) for _case in range(CASES)]

    right = sum(one is not None and one[:3] == (dimension, kind, part) for one in named)
    assert right >= 0.95 * CASES, f"{right} of {CASES}"


def test_inside_the_band_it_says_noise() -> None:
    """Journey 6: says "noise" inside the 95 % band."""
    dice = Random("nothing")

    named = [_named(dice, "nothing") for _case in range(CASES)]

    assert sum(one is None for one in named) >= 0.9 * CASES


# -- On a base


def _figure(desk: Desk, **more: object) -> Figure:
    figures = StoreFigures(desk.store)
    today = date(2026, 11, 20)
    ask = FigureAsk(NOW, today - timedelta(days=6), today, me=desk.session.user.id, **more)  # type: ignore[arg-type]
    return figures.figure("why_handed", ask)


def _week(desk: Desk, plan: dict[str, tuple[int, int]]) -> None:
    """Leads of a day by channel: how many, and how many of them are handed over."""
    olena = next((u for u in _users(desk) if u.name == "Олена"), None) or add_user(desk, "Олена")
    for channel, (n, k) in plan.items():
        for at in range(n):
            lead = capture(
                desk, phone=f"+38050{abs(hash((channel, at, clock_of(desk)()))) % 10**7:07d}", channel=channel
            )
            desk.do(Assign((lead,), to=olena.id))
            if at < k:
                desk.do(HandOver((lead,), advice="порада", reason="горить"))


def _users(desk: Desk) -> list:
    with desk.store.view() as read:
        return read.users()


@pytest.fixture(scope="module")
def fallen() -> Figure:
    """The forms convert at a third of the week before; e-mail as ever."""
    desk = make_desk()
    clock_of(desk).forward(days=-8)
    _week(desk, {"form": (40, 30), "email": (20, 6)})
    clock_of(desk).forward(days=7)
    _week(desk, {"form": (40, 8), "email": (20, 6)})
    clock_of(desk).forward(days=1)
    return _figure(desk)


def test_the_channel_that_fell_is_named_with_its_share_of_the_change(fallen: Figure) -> None:
    """Journey 6: decomposition per channel, manager and response time of real leads."""
    assert fallen.trend == "down"
    assert fallen.finding.key == "figure.why.rate"
    assert (fallen.finding.args["dimension"], fallen.finding.args["part"]) == ("channel", "form")


def test_every_dimension_adds_up_to_the_same_change(fallen: Figure) -> None:
    """Journey 6: whichever way it is split, the sum is the change."""
    sums: dict[str, float] = {}
    for mark in fallen.marks:
        name = mark.series.partition(".")[0]
        sums[name] = sums.get(name, 0.0) + (mark.value or 0.0)

    assert sums.keys() == {"channel", "owner", "response"}
    for total in sums.values():
        assert total == pytest.approx(fallen.numbers["change"], abs=1e-12)


def test_each_piece_opens_the_leads_behind_it(fallen: Figure) -> None:
    """D14: each opens its rows."""
    queries = {mark.query for mark in fallen.marks if mark.series.startswith("channel")}

    assert any('channel:"form"' in query for query in queries)
    assert all("added:2026-11-14..2026-11-20" in mark.query for mark in fallen.marks)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_finding_is_a_sentence_in_every_language(
    fallen: Figure, lang: str, in_language: Callable[[str], None]
) -> None:
    """UX 3.5: the title states the finding, the subtitle the method."""
    in_language(lang)

    assert "{" not in finding_of(fallen) + definition_of(fallen)
    assert "−" in finding_of(fallen)


def test_a_fall_everywhere_names_nobody() -> None:
    """Journey 6: a part that is nearly all of the leads explains nothing by being large."""
    told = {
        "channel": {name: Part(500, 250, 500, 150) for name in "abcd"},
        "owner": {"i": Part(2_000, 1_000, 2_000, 600)},
    }

    cause = cause_of(told, _change(told["owner"]))

    assert cause is not None
    assert (cause.dimension, abs(cause.size) < abs(_change(told["owner"])) / 2) == ("channel", True)


def test_few_leads_are_said_to_be_too_few() -> None:
    """UX 3.5: n < 30 says so."""
    desk = make_desk()
    capture(desk)

    assert _figure(desk).finding.key in ("figure.none", "figure.too_few")


def test_an_empty_base_has_nothing_to_explain() -> None:
    """UX 4.4: no data for the chart."""
    figure = _figure(make_desk())

    assert (figure.finding.key, figure.marks) == ("figure.none", ())


def test_a_filter_by_channel_leaves_one_part() -> None:
    """UX 3.5: the filters of the screen hold for the explanation too."""
    desk = make_desk()
    clock_of(desk).forward(days=-8)
    _week(desk, {"form": (3, 1), "email": (3, 1)})
    clock_of(desk).forward(days=8)
    _week(desk, {"form": (3, 1), "email": (3, 1)})

    figure = _figure(desk, channel="form")

    assert {mark.label for mark in figure.marks if mark.series.startswith("channel")} == {"form"}
