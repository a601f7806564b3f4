"""The copy of the day: once in 24 hours, beside a local base, and it opens."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from leaddesk.app.copies import base_file, daily_copy, is_due
from leaddesk.app.opening import Wanted, open_for_window
from leaddesk.app.place import Opening
from leaddesk.ui.first_start.answers import Answers

NOW = datetime(2026, 11, 20, 8, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("copies", "due"),
    [
        ((), True),
        (("leaddesk-20261120-080000.sqlite",), False),
        (("leaddesk-20261119-081405.sqlite",), True),
        (("leaddesk-20261101-080000.sqlite", "leaddesk-20261120-010000.sqlite"), False),
        (("leaddesk-mine.sqlite",), True),
        (("other-20261120-080000.sqlite",), True),
    ],
)
def test_a_copy_is_due_a_day_after_the_newest(tmp_path: Path, copies: tuple[str, ...], due: bool) -> None:
    """Screen 15: a copy every day."""
    (tmp_path / "backups").mkdir()
    for name in copies:
        (tmp_path / "backups" / name).touch()

    assert is_due(tmp_path / "leaddesk.sqlite", NOW) is due


def test_a_shared_base_is_copied_by_its_server() -> None:
    """There is no file to copy."""
    assert base_file(Opening(url="postgresql://a@b/c")) is None


def test_the_copy_is_made_once_a_day_and_opens(tmp_path: Path) -> None:
    """A copy that does not open is none."""
    opening = Opening(data=tmp_path, machine=lambda: NOW)
    opened = open_for_window(Wanted(opening, answers=Answers(name="Ірина Ткач")))

    made = daily_copy(opened.desk.store, opening)
    again = daily_copy(opened.desk.store, Opening(data=tmp_path, machine=lambda: NOW + timedelta(hours=3)))
    opened.desk.store.close()

    assert again is None
    assert made is not None
    there = open_for_window(Wanted(Opening(url=f"sqlite:///{made}", data=tmp_path)))
    there.desk.store.close()
    assert [user.name for user in there.users] == ["Ірина Ткач"]
