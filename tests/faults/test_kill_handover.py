"""kill -9 at random moments of handing over: exactly one deal a lead, and nothing of the lead missing."""

from pathlib import Path

import pytest

from leaddesk.actions.hand_over import HandOver
from leaddesk.domain.ids import deal_id
from leaddesk.storage.door import open_store
from tests.fakes.sample import crowd, fill, make_desk
from tests.faults.bad_bases import tell
from tests.faults.killed import BASE, sit
from tests.faults.test_kill import _rounds, check, opened, prove_the_log

LEADS = 60
KILLS = [8, pytest.param(200, marks=pytest.mark.slow)]


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base of leads that wait to be handed over."""
    folder = tmp_path_factory.mktemp("ready")
    store = open_store(f"sqlite:///{folder / BASE}", site_key="killed")
    fill(make_desk(store), crowd(LEADS))
    store.close()
    return folder


@pytest.mark.parametrize("kills", KILLS)
def test_a_kill_while_handing_over_leaves_one_deal_or_none(kills: int, ready: Path, tmp_path: Path) -> None:
    """Issue 4: a double click, two windows or a crash give exactly one deal, nothing of the lead missing."""
    inside = 0
    for _number, folder, killed in _rounds("hand_over", ready, tmp_path, kills, 0.05):
        store = opened(folder)
        desk = sit(store)
        check(store)
        prove_the_log(store)
        with store.view() as read:
            leads = read.leads(sorted(killed.all("leads")[0])) if killed.all("leads") else []
        for lead in leads:
            whole = (lead.position.stage, [d.id for d in lead.deals], len(lead.open_tasks))
            if lead.position.stage == "handed_over":
                assert whole == ("handed_over", [deal_id(lead.id, 0)], 1)
                assert (lead.deals[0].stage, lead.deals[0].need) == ("awaiting", lead.need)
            else:
                assert whole == ("new", [], 0)
        handed = {lead.id for lead in leads if lead.deals}
        assert set(killed.all("handed")) <= handed
        inside += 0 < len(handed) < LEADS

        for lead in leads:  # the person tries again after the crash
            desk.do(HandOver((lead.id,), "ще раз", reason="urgent"))
        with store.view() as read:
            assert all(len(lead.deals) == 1 for lead in read.leads([lead.id for lead in leads]))
        check(store)
        store.close()
    tell(f"{kills} kills, {inside} of them while some were handed over")
    assert inside >= kills // 4
