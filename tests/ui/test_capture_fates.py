"""Every fate that a row can have stands in one group of the rehearsal."""

from pathlib import Path
from typing import get_args

from leaddesk.actions.fate import FateKind
from leaddesk.actions.files import FileAsk
from leaddesk.app.compose import files, open_desk
from leaddesk.app.place import Opening
from leaddesk.ui.capture.fates import grouped
from leaddesk.ui.capture.words import GROUP_OF, fate_reason


def test_every_fate_has_its_group() -> None:
    assert set(GROUP_OF) == set(get_args(FateKind))


def test_a_list_of_signals_is_rehearsed_in_the_window_too(tmp_path: Path) -> None:
    """B9: those of strangers wait; the window shows them among what is known."""
    path = tmp_path / "s.csv"
    path.write_text("Signal,Email,Date\nvisits,ann@x.example,2026-11-19\ndance,bo@x.example,\n")
    with open_desk(Opening(url=f"sqlite:///{tmp_path / 'b.sqlite'}", data=tmp_path)) as desk:
        door = files(desk)
        ask = FileAsk(str(path), columns=dict.fromkeys(door.head(FileAsk(str(path))).header))
        done = door.rehearse(ask, lambda progress: None, lambda: False)
        brought = door.run(ask, lambda progress: None, lambda: False)

    assert [(row.fate, bool(fate_reason(row))) for row in done.rows] == [
        ("waiting", True),
        ("rejected", True),
    ]
    assert {group: len(places) for group, places in grouped(done).items() if group}["again"] == 1
    assert dict(brought.counts) == {"waiting": 1, "rejected": 1}
