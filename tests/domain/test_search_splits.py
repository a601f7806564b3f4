"""The splits of the inbox: queries in one table, whose rows and numbers follow the rules of the practice."""

from datetime import timedelta
from typing import Any

import pytest

from leaddesk.domain.search_facts import Facts
from leaddesk.domain.search_flags import SPLITS
from leaddesk.domain.search_match import matches
from leaddesk.domain.search_parse import parse
from leaddesk.domain.search_print import print_query
from leaddesk.domain.search_resolve import resolve
from tests.domain.test_search_match import KYIV, MIDNIGHT, NOW, ago, ahead


def listed(**facts: Any) -> set[str]:
    """The splits that list a lead."""
    return {s.id for s in SPLITS if matches(parse(s.query), Facts(**facts), NOW, KYIV, "me")}


def counted(**facts: Any) -> set[str]:
    """The splits whose number counts a lead."""
    return {s.id for s in SPLITS if matches(parse(s.counted), Facts(**facts), NOW, KYIV, "me")}


def test_the_splits_are_those_of_the_screens() -> None:
    """UX 3.2, in this order."""
    ids = [split.id for split in SPLITS]

    assert ids == ["hot", "new", "replied", "today", "overdue", "snoozed", "unassigned", "all"]


@pytest.mark.parametrize("split", SPLITS, ids=lambda split: split.id)
def test_a_split_is_an_ordinary_query(split: Any) -> None:
    """A split can be typed, changed and saved like any other query."""
    for text in (split.query, split.counted):
        assert parse(text).problems == ()
        assert print_query(parse(text)) == text


def test_overdue_due_before_today_and_the_split_are_one_query() -> None:
    """UX 4.3: `due:<today` equals the "overdue" split."""
    trees = [
        resolve(parse(typed), NOW, KYIV, "me")
        for typed in ("due:<today", "is:overdue", "is:прострочені", "строк:<сьогодні")
    ]
    [split] = [split for split in SPLITS if split.id == "overdue"]

    assert all(tree == resolve(parse(split.query), NOW, KYIV, "me") for tree in trees)


@pytest.mark.parametrize(
    ("facts", "splits"),
    [
        ({"owner": "u1"}, {"new", "all"}),
        ({"owner": None}, {"new", "unassigned", "all"}),
        ({"owner": "u1", "temperature": "hot", "stage": "in_work"}, {"hot", "all"}),
        ({"owner": "u1", "stage": "in_work", "replied": True}, {"replied", "all"}),
        ({"owner": "u1", "stage": "ready", "next_due": NOW}, {"today", "all"}),
        ({"owner": "u1", "stage": "ready", "next_due": MIDNIGHT}, {"today", "all"}),
        ({"owner": "u1", "stage": "ready", "next_due": MIDNIGHT - timedelta(seconds=1)}, {"overdue", "all"}),
        ({"owner": "u1", "stage": "ready", "next_due": ahead(days=3)}, {"all"}),
        ({"owner": None, "temperature": "hot", "snoozed_until": ahead(days=1)}, {"snoozed", "all"}),
        ({"owner": "u1", "stage": "in_work", "snoozed_until": ago(days=1)}, {"all"}),
        ({"owner": "u1", "stage": "handed_over"}, {"all"}),
        ({"owner": None, "temperature": "hot", "replied": True, "kind": "cold", "next_due": NOW}, set()),
        ({"owner": None, "place": "nurture", "next_due": ago(days=3), "temperature": "hot"}, set()),
        ({"owner": None, "place": "archive"}, set()),
        ({"owner": None, "place": "junk", "place_reason": "spam"}, set()),
        ({"owner": "u1", "place": "deal", "stage": "handed_over"}, set()),
    ],
)
def test_a_lead_is_in_the_splits_that_concern_it(facts: dict[str, Any], splits: set[str]) -> None:
    """UX 3.2; decision 13: a cold list is in no split; decision 14: places are off the board."""
    assert listed(**facts) == splits
    assert counted(**facts) == splits


def test_a_record_without_contact_is_listed_in_new_and_counted_nowhere() -> None:
    """A6: until a person decides."""
    junk = {"place": "junk", "place_reason": "no_contact", "reachable": False, "temperature": "hot"}

    assert listed(**junk) == {"new"}
    assert counted(**junk) == set()
    assert listed(**junk, decided_at=NOW) == set()
    assert listed(**junk, kind="cold") == set()
