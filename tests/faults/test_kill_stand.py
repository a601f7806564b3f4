"""kill -9 at the stand at random moments: no confirmed visitor is lost, nobody is written down twice."""

import json
import random
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from leaddesk.actions.desk import Desk
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.stand import keep, kept, settle
from leaddesk.domain.ids import derived_id
from leaddesk.domain.lead import LeadState
from leaddesk.domain.show import TOUCH
from tests.faults.bad_bases import ROOT, tell
from tests.faults.killed_stand import RETURNS, SILENT, close, picture, sit, visitor


def killed_again_and_again(folder: Path, captures: int, seed: int) -> list[dict[str, Any]]:
    """What the workers acknowledged before each was killed."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.killed_stand", str(folder), str(captures), str(seed)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def everybody(desk: Desk) -> list[LeadState]:
    ids = {*desk.store.ids_where(PageAsk(), desk.session.now(), ""),
           *desk.store.ids_where(PageAsk("is:junk"), desk.session.now(), "")}  # fmt: skip
    with desk.store.view() as read:
        return read.leads(sorted(ids))


@pytest.mark.parametrize("captures", [100, pytest.param(1_000, marks=pytest.mark.slow)])
def test_no_confirmed_visitor_is_lost_by_a_kill_and_nobody_is_there_twice(
    captures: int, tmp_path: Path
) -> None:
    """Issue 6, must hold (A10, B18): 1,000 captures with kill -9 at random moments, 0 lost, 0 doubled."""
    seed = random.SystemRandom().randrange(1 << 32)
    acks = killed_again_and_again(tmp_path, captures, seed)
    desk = sit(tmp_path)
    assert desk.attachments is not None
    unsettled = [one for one in kept(desk) if one.state == "saved"]
    for left in unsettled:
        settle(desk, left, "надіслати ціну")
    leads = everybody(desk)
    touches = Counter(touch.id for lead in leads for touch in lead.touches if touch.kind == TOUCH)
    born = Counter(lead.extra["visit"] for lead in leads)
    confirmed = {ack["confirmed"]: ack for ack in acks if "confirmed" in ack}
    kills = sum("ready" in ack for ack in acks)
    tell(
        f"{len(confirmed)} confirmed, {kills} kills, seed {seed}, {len(unsettled)} settled at the last start"
    )

    assert len(confirmed) >= captures
    assert kills >= captures // 20
    assert set(touches.values()) == set(born.values()) == {1}
    for number in [number for number in confirmed if number % RETURNS == 0 and number % SILENT]:
        before = derived_id("visitor", str(number - 1))  # who came first may have been cut off while typing
        came = (number - 1) % SILENT != 0 and before in born
        assert (confirmed[number]["id"] in born) is not came, number
    again = {number for number in confirmed if number % RETURNS == 0 and number % SILENT}
    for number, ack in confirmed.items():
        assert ack["id"] in born or number in again, number
        assert desk.attachments.get(ack["digest"]) == picture(number)
    assert len(touches) >= len(confirmed)
    _prove_the_rest(desk, acks)


def _prove_the_rest(desk: Desk, acks: list[dict[str, Any]]) -> None:
    """The base equals its log, the journal names nobody who is in it, what was typed last is still there."""
    told = desk.store.check()
    assert (told.integrity, told.projections, list(told.problems)) == (True, True, [])
    left = {one.id: one for one in kept(desk)}
    settled = {ack["settled"] for ack in acks if "settled" in ack}
    assert not any(left[one].typed for one in settled if not left[one].trouble)
    for ack in acks:
        if "typed" in ack:
            draft = left[ack["typed"]]
            assert draft.state == "done" or draft.typed["name"] == ack["name"]
    close(desk)


def test_a_visitor_settled_twice_is_there_once_even_where_the_journal_forgot_it(tmp_path: Path) -> None:
    """The moment between the base and the journal, made by hand."""
    desk = sit(tmp_path)
    saved = replace(visitor(1, desk), state="saved")
    keep(desk, saved)
    first, _ = settle(desk, saved, "call")
    keep(desk, saved)
    second, change = settle(desk, kept(desk)[0], "call")

    assert (second.lead, change.ids) == (first.lead, ())
    assert [lead.id for lead in everybody(desk)] == [first.lead]
    close(desk)
