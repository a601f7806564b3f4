"""Proves the scores of matching on leads that nothing was tuned to: drawn anew by a seed (A10, B3)."""

from random import Random

import pytest

from leaddesk.domain.matching import Index, digest
from leaddesk.domain.matching_traits import read_traits
from tests.domain.variations import again, client, stranger

_BASE, _ASKED = 1_500, 240


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_who_came_before_is_found_and_who_did_not_is_left_alone(seed: int) -> None:
    """A10: F1, recall at five and false alarms, on data held out from all that was looked at."""
    random = Random(seed)
    people = [client(random) for _ in range(_BASE)]
    index = Index([digest(told for told, _, _ in people)])
    right = wrong = missed = ranked = alarms = 0
    for number in random.sample(range(_BASE), _ASKED):
        found = index.came_before(read_traits(again(*people[number], random)))
        decided = {one.number for one in found if one.verdict.kind == "duplicate"}
        right += number in decided
        missed += number not in decided
        wrong += len(decided - {number})
        ranked += number in {one.number for one in found}
        new = index.came_before(read_traits(stranger(*people[number], random)))
        false = sum(one.verdict.kind == "duplicate" for one in new)
        wrong += false
        alarms += bool(false)

    f1 = 2 * right / (2 * right + wrong + missed)
    assert f1 >= 0.95, (f1, right, wrong, missed)
    assert ranked / _ASKED >= 0.98, ranked
    assert alarms / _ASKED <= 0.05, alarms
