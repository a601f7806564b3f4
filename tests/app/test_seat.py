"""Who sits down at a base: its founder, its people, somebody new; and which base that is."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from leaddesk.actions.questions import People
from leaddesk.app.compose import checked_url, open_desk, site_key
from leaddesk.app.place import Opening, data_folder
from leaddesk.app.seat import own_name, who
from leaddesk.domain.refusals import BaseRefused
from leaddesk.domain.users import User

NOW = datetime(2026, 11, 20, 8, 14, 5, tzinfo=UTC)


def opening(folder: Path, user: str | None = None) -> Opening:
    return Opening(data=folder, user=user, now=NOW)


def test_a_new_base_makes_its_first_user_who_administers_it(tmp_path: Path) -> None:
    """Issue 2: the first user of a base also holds admin."""
    with open_desk(opening(tmp_path, "Олена")) as desk:
        me = desk.session.user

    assert (me.name, me.roles) == ("Олена", ("lead_generator", "admin"))
    assert (tmp_path / "leaddesk.sqlite").exists()


def test_without_a_name_it_is_the_user_of_the_system(tmp_path: Path) -> None:
    """The first start on the command line asks nothing."""
    with open_desk(opening(tmp_path)) as desk:
        assert desk.session.user.name == own_name()


def test_a_new_name_joins_as_a_lead_generator_and_stays(tmp_path: Path) -> None:
    """--as NAME creates or uses; a guest is no admin."""
    with open_desk(opening(tmp_path, "Олена")):
        pass

    with open_desk(opening(tmp_path, "Максим")) as desk:
        first = desk.session.user
    with open_desk(opening(tmp_path, "Максим")) as desk:
        again, people = desk.session.user, desk.ask(People())

    assert first.roles == ("lead_generator",)
    assert again.id == first.id
    assert sorted(user.name for user in people) == ["Максим", "Олена"]


def test_without_a_wish_a_namesake_of_the_system_acts_else_the_founder() -> None:
    """`leaddesk list` after `leaddesk --as Олена demo`."""
    guest, olena = User("1", "Гість", ()), User("2", "Олена", ("admin",))
    me = User("3", own_name(), ())

    assert who([guest, olena, me], None) == me
    assert who([guest, olena], None) == olena
    assert who([olena, me], "2") == olena
    assert who([olena, me], "Nobody") is None


def test_business_time_is_fixed_and_the_log_follows_the_machine(tmp_path: Path) -> None:
    """ARCHITECTURE 4: --now sets occurred_at, never the log's clock."""
    with open_desk(opening(tmp_path)) as desk:
        assert desk.session.now() == NOW
        assert abs((desk.session.machine() - datetime.now(UTC)).total_seconds()) < 60


@pytest.mark.parametrize("url", ["x", "sqlite:///", "http://a/b", "postgresql://"])
def test_an_address_that_names_no_base_is_refused(url: str) -> None:
    """Before anything is opened."""
    with pytest.raises(BaseRefused, match=r"base\.url"):
        checked_url(Opening(url=url))


def test_a_site_is_a_machine_with_a_folder(tmp_path: Path) -> None:
    """Two folders of one machine are two sites; the same folder is always the same."""
    assert site_key(tmp_path) == site_key(tmp_path)
    assert site_key(tmp_path) != site_key(tmp_path / "other")
    assert len(site_key(tmp_path)) == 32


def test_the_data_folder_is_told_or_that_of_the_system(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, data_dir: Path
) -> None:
    """--data DIR, LEADDESK_DATA, the user's data folder: in this order."""
    assert Opening(data=tmp_path).folder == tmp_path
    assert Opening().folder == data_dir
    monkeypatch.delenv("LEADDESK_DATA")
    assert data_folder().name == "leaddesk"


def test_a_now_ahead_of_the_clock_wakes_nobody(tmp_path: Path) -> None:
    """A look at next year must not bring back what sleeps until then."""
    from leaddesk.actions.nurture import Nurture
    from tests.fakes.sample import incoming

    with open_desk(opening(tmp_path)) as desk:
        from tests.fakes.sample import capture

        lead = capture(desk, incoming())
        desk.do(Nurture((lead,), datetime(2099, 1, 1, tzinfo=UTC)))

    ahead = Opening(data=tmp_path, now=datetime(2099, 6, 1, tzinfo=UTC))
    with open_desk(ahead) as desk, desk.store.view() as read:
        assert read.lead(lead).position.place == "nurture"
