"""What a person said of the columns holds for the next file with the same header row (issue 5.1)."""

import json
from pathlib import Path

import pytest

from leaddesk.actions.files import FileAsk
from leaddesk.app.compose import files, open_desk
from leaddesk.app.mappings import FILE, Mappings
from leaddesk.app.place import Opening

HEADER = "Хто;Куди дзвонити;Щось своє\n"


def saved(folder: Path, name: str, header: str, row: str) -> str:
    path = folder / name
    path.write_text(header + row, encoding="utf-8")
    return str(path)


def test_columns_that_were_set_by_hand_are_set_for_the_next_file(tmp_path: Path) -> None:
    first = saved(tmp_path, "1.csv", HEADER, "Ann Bell;+380671234567;насос\n")
    second = saved(
        tmp_path, "2.csv", HEADER.lower().replace("дзвонити", "ДЗВОНИТИ"), "Bo Day;+380671234568;фарба\n"
    )
    told = {"Хто": "full_name", "Куди дзвонити": "phone", "Щось своє": "need"}
    with open_desk(Opening(url=f"sqlite:///{tmp_path / 'b.sqlite'}", data=tmp_path)) as desk:
        door = files(desk)
        before = door.head(FileAsk(second)).columns
        door.run(FileAsk(first, columns=told), lambda progress: None, lambda: False)
        after = door.head(FileAsk(second)).columns
        other = door.head(FileAsk(saved(tmp_path, "3.csv", "Хто;Місто\n", "Ann;Львів\n"))).columns

    assert before[2] is None
    assert after == ("full_name", "phone", "need")
    assert other[1] == "city"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"a": 1}', '{"a": {"b": "no_such_field"}}', '{"a": {"b": 3}}']
)
def test_a_broken_file_of_maps_is_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)

    assert Mappings(tmp_path).all() == {}


def test_the_newest_maps_are_kept(tmp_path: Path) -> None:
    kept = Mappings(tmp_path)
    for number in range(505):
        kept.put((f"колонка {number}x",), {f"колонка {number}x": "need"})

    assert len(kept.all()) == 500
    assert list(json.loads((tmp_path / FILE).read_text())[list(kept.all())[-1]]) == ["колонка 504x"]


def test_a_folder_that_cannot_be_written_to_remembers_nothing_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "no").write_text("a file stands in the way")
    kept = Mappings(tmp_path / "no")
    kept.put(("a",), {"a": "need"})

    assert kept.all() == {}
