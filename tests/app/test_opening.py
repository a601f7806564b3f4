"""Opening for the window: founding by the answers, where a base lies, what is told of it, who sits down."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from leaddesk.app.later import Later
from leaddesk.app.opening import Wanted, is_new, may_tick, open_for_window, opening_for, place_of
from leaddesk.app.place import Opening
from leaddesk.domain.refusals import BaseRefused
from leaddesk.ui.first_start.answers import Answers

NOW = datetime(2026, 11, 20, 8, 14, 5, tzinfo=UTC)


@pytest.fixture
def opening(tmp_path: Path) -> Opening:
    return Opening(data=tmp_path, now=NOW)


def test_the_answers_found_a_base_with_its_first_user_and_hours(opening: Opening) -> None:
    """Issue 2: a new base makes its first user, who also administers it."""
    answers = Answers(name="Ірина Ткач", role="sales", days=(1, 2, 6), begins="08:30", ends="17:00")

    opened = open_for_window(Wanted(opening, answers=answers))

    told = opened.definitions.settings
    opened.desk.store.close()
    assert opened.desk.session.user.name == "Ірина Ткач"
    assert opened.desk.session.user.roles == ("sales", "admin")
    assert (told["work_days"], told["work_from"], told["work_to"]) == ([1, 2, 6], "08:30", "17:00")


def test_who_worked_last_sits_down_again(opening: Opening) -> None:
    """A second start asks nothing."""
    first = open_for_window(Wanted(opening, answers=Answers(name="Ірина Ткач")))
    first.desk.store.close()

    again = open_for_window(Wanted(opening, user_id=first.desk.session.user.id))

    again.desk.store.close()
    assert again.desk.session.user == first.desk.session.user
    assert len(again.users) == 1


def test_a_kept_user_who_is_not_in_this_base_makes_no_new_one(opening: Opening) -> None:
    """The id belongs to another base."""
    open_for_window(Wanted(opening, answers=Answers(name="Ірина Ткач"))).desk.store.close()

    opened = open_for_window(Wanted(opening, user_id="0" * 32))

    opened.desk.store.close()
    assert "0" * 32 not in {user.name for user in opened.users}


def test_training_has_its_own_base(opening: Opening) -> None:
    """Screen 15: never mixed with one's own."""
    there = opening_for(Answers(place="training"), opening)

    assert there.base_url.endswith("training.sqlite")
    assert opening_for(Answers(place="local"), opening) == opening
    shared = opening_for(Answers(place="shared", address=" postgresql://a@b/c "), opening)
    assert shared.base_url == "postgresql://a@b/c"


def test_only_a_missing_local_base_is_new(opening: Opening, tmp_path: Path) -> None:
    """A shared base is asked, never guessed about."""
    assert is_new(opening)
    assert not is_new(Opening(url="postgresql://a@b/c"))
    (tmp_path / "leaddesk.sqlite").touch()
    assert not is_new(opening)


def test_the_place_of_a_base_has_no_password() -> None:
    """It is shown in the settings."""
    assert "s3cret" not in place_of(Opening(url="postgresql://olena:s3cret@server/base"))
    assert "olena@server/base" in place_of(Opening(url="postgresql://olena:s3cret@server/base"))


def test_an_address_that_names_no_base_is_refused() -> None:
    """BaseRefused, which the window shows as a page."""
    with pytest.raises(BaseRefused):
        place_of(Opening(url="mysql://server/base"))


def test_a_clock_set_ahead_wakes_nobody() -> None:
    """--now is business time, the log keeps the machine's."""
    assert may_tick(Opening(now=NOW, machine=lambda: NOW))
    assert not may_tick(Opening(now=NOW + timedelta(days=30), machine=lambda: NOW))


def test_a_later_part_is_made_once_and_ended_only_if_made() -> None:
    """P1: a start pays for nothing that nobody asks for."""
    made: list[str] = []

    class Part:
        def close(self) -> None:
            made.append("closed")

        def say(self) -> str:
            return "here"

    def make() -> Part:
        made.append("made")
        return Part()

    unused, used = Later(make), Later(make)
    unused.end()
    told = (used.say(), used.say())
    used.end()

    assert told == ("here", "here")
    assert made == ["made", "closed"]
