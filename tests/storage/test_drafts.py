"""The journal of captures: on disk when it returns, in order, for any process, forgotten for good."""

from pathlib import Path

import pytest

from leaddesk.domain.refusals import BaseRefused
from leaddesk.storage.drafts import DraftsFile


def test_what_was_kept_is_there_for_the_next_start_in_its_order(tmp_path: Path) -> None:
    """Issue 6.8: a draft changed later keeps its place."""
    first = DraftsFile(tmp_path / "captures.sqlite")
    first.keep("b", {"name": "Ірма"})
    first.keep("a", {"name": "Назар"})
    first.keep("b", {"name": "Ірма Качур", "more": [1, None, {"x": "їґ"}]})
    first.close()
    second = DraftsFile(tmp_path / "captures.sqlite")

    assert second.all() == [
        ("b", {"name": "Ірма Качур", "more": [1, None, {"x": "їґ"}]}),
        ("a", {"name": "Назар"}),
    ]
    second.close()


def test_two_processes_see_each_others_drafts(tmp_path: Path) -> None:
    """The window and a test, or two windows of one folder."""
    one, other = DraftsFile(tmp_path / "d"), DraftsFile(tmp_path / "d")
    one.keep("a", {"n": 1})
    other.keep("b", {"n": 2})

    assert [name for name, _ in one.all()] == ["a", "b"]
    one.close()
    other.close()


def test_what_was_dropped_is_gone_and_its_words_are_not_left_in_the_file(tmp_path: Path) -> None:
    """Issue 6.10: no second copy of a visitor."""
    drafts = DraftsFile(tmp_path / "d")
    drafts.keep("a", {"name": "ZZSECRETZZ" * 20})
    drafts.drop("a")
    drafts.drop("a")
    left = drafts.all()
    drafts.close()

    assert left == []
    assert b"ZZSECRETZZ" not in (tmp_path / "d").read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["d"]


def test_asking_makes_no_file(tmp_path: Path) -> None:
    """Who never stands at a show has no journal."""
    drafts = DraftsFile(tmp_path / "none" / "d")

    assert drafts.all() == []
    drafts.drop("a")
    drafts.close()
    assert not (tmp_path / "none").exists()


def test_a_file_that_is_no_journal_is_refused_in_words_and_left_alone(tmp_path: Path) -> None:
    """RELIABILITY: what happened, what is safe; nothing is overwritten."""
    (tmp_path / "d").write_bytes(b"a picture of a cat" * 100)
    drafts = DraftsFile(tmp_path / "d")

    with pytest.raises(BaseRefused):
        drafts.keep("a", {})
    drafts.close()
    assert (tmp_path / "d").read_bytes().startswith(b"a picture of a cat")
