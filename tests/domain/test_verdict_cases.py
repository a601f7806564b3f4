"""The table of conclusions: temperature, level, readiness, affordability, maturity, horizon."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from leaddesk.actions.defaults import default_rows
from leaddesk.domain.affordability import affordability
from leaddesk.domain.clocks import clocks
from leaddesk.domain.definitions import Definitions, read_definitions
from leaddesk.domain.horizon import bucket
from leaddesk.domain.lead import Answer, LeadState, Position
from leaddesk.domain.maturity import maturity_of
from leaddesk.domain.score import Verdict, readiness, verdict
from tests.domain.leads import START, lead, signal

TABLE = Path(__file__).with_name("verdict_cases.txt")
CASES = [line.split(" | ") for line in TABLE.read_text(encoding="utf8").splitlines() if line[:1] != "#"]
LATHE = {"names": {"en": "Lathe"}, "least": 50_000_000, "currency": "UAH", "words": ["верстат"]}
LICENCE = {"names": {"en": "Licence"}, "least": 200_000, "currency": "EUR"}
GROUPS = (("product_group", "lathe", LATHE), ("product_group", "licence", LICENCE))
RATES = {"EUR": [["2026-01-01", "48"], ["2026-11-15", "50"]], "USD": [["2026-10-01", "44"]]}


def defined() -> Definitions:
    rows = [row for row in default_rows() if row[:2] != ("setting", "rates")]
    return read_definitions([*rows, *GROUPS, ("setting", "rates", {"value": RATES})])


DEFINED = defined()


def pairs(text: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in text.split())


def subject(channel: str, answers: str, signals: str, more: dict[str, str]) -> LeadState:
    """The lead of a row."""
    told: dict[str, Any] = {"channel": channel, "need": "" if "no_need" in more else "потреба"}
    day = more.get("day")
    if day:
        told["received"] = datetime.fromisoformat(day).replace(hour=9, tzinfo=UTC)
    until = START + timedelta(days=int(more["days"])) if "days" in more else None
    told["answers"] = {
        question: Answer(question, int(level), at=START, until=until if question == "timing" else None)
        for question, level in pairs(answers).items()
    }
    told["signals"] = tuple(signal(kind, 0, n) for n, kind in enumerate(signals.split()))
    told["kind"] = more.get("kind", "request")
    told["position"] = Position(more.get("stage", "new"), more.get("place"))
    told["amount_minor"] = int(more["amount"]) * 100 if "amount" in more else None
    told |= {
        name: more[name].replace("_", " ")
        for name in ("currency", "need_type", "product", "action")
        if name in more
    }
    set_by_hand = {
        "temperature_set": more.get("by_hand"),
        "level_set": more.get("level_by_hand"),
        "maturity_set": more.get("maturity_by_hand"),
    }
    return replace(lead(**told), **set_by_hand)


def worth(state: LeadState) -> Verdict:
    return verdict(state, clocks(state, DEFINED), DEFINED, START, reachable=True)


@pytest.mark.parametrize("case", CASES, ids=[" ".join(case) for case in CASES])
def test_a_row_of_the_table_holds(case: list[str]) -> None:
    """Issue 4, must hold: readiness, level, affordability and temperature cases as data, run as a test.

    A11, A12, A13, A17, B1, B13, B15, B16, C2, C4, C5, D1.
    """
    kind, channel, answers, signals, rest, expected = (part.strip() for part in case)
    more = pairs(rest)
    state = subject(channel, answers, signals, more)
    checks = readiness(state, DEFINED, reachable="no_contact" not in more)
    until = max((answer.until for answer in state.answers.values() if answer.until), default=None)
    found = {
        "temperature": lambda: worth(state).temperature,
        "score": lambda: "unknown" if (told := worth(state).score) is None else str(told),
        "level": lambda: worth(state).level or "none",
        "readiness": lambda: ",".join(check.id for check in checks if not check.ok) or "ready",
        "affordability": lambda: affordability(state, DEFINED).state,
        "maturity": lambda: maturity_of(state),
        "horizon": lambda: bucket(until, START),
    }[kind]()

    assert found == expected


def test_the_table_is_long_enough_and_has_no_row_twice() -> None:
    """Issue 4: at least 120 cases."""
    assert len(CASES) >= 120
    assert len({tuple(case) for case in CASES}) == len(CASES)
    assert {case[0] for case in CASES} == {
        "temperature", "score", "level", "readiness", "affordability", "maturity", "horizon",
    }  # fmt: skip
