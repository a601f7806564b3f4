"""Proves `leaddesk match`: who of a file came before, and all duplicates inside one (A10, B3)."""

import csv
from collections.abc import Sequence
from pathlib import Path

from tests.cli.conftest import Shell

_HEAD = ("Номер", "Контактна особа", "Компанія", "Телефон", "E-mail")


def _file(path: Path, rows: Sequence[Sequence[str]], head: Sequence[str] = _HEAD, sign: str = ";") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=sign).writerows([head, *rows])
    return path


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


_BASE = (
    ("17", "Олена Ковальчук", "ТОВ «Вершина»", "067 512 34 98", "o.kovalchuk@vershyna.ua"),
    ("18", "Петро Гнатів", "ТОВ «Вершина»", "050 111 27 43", "p.hnativ@vershyna.ua"),
    ("19", "Тарас Лемешко", "Обрій", "", "lemeshko@obrii.ua"),
)


def test_newcomers_are_told_who_they_were_by_other_headers_and_another_alphabet(
    shell: Shell, tmp_path: Path
) -> None:
    """A10: columns are understood by their names, whatever the file calls them."""
    base = _file(tmp_path / "base.csv", _BASE)
    newcomers = _file(
        tmp_path / "new.csv",
        [("a1", "Kovalchuk Olena", "+380 67 5123498"), ("a2", "Zoreslava Chmelyk", "+380931112233")],
        ("Lead ID", "Full Name", "Mobile"),
        ",",
    )
    out = tmp_path / "out.csv"

    told = shell.json("match", "--base", str(base), "--queries", str(newcomers), "--out", str(out))

    rows = _read(out)
    assert list(rows[0]) == ["query_id", "base_id", "rank", "score", "ms", "decision"]
    assert (rows[0]["query_id"], rows[0]["base_id"], rows[0]["rank"], rows[0]["decision"]) == (
        "a1",
        "17",
        "1",
        "1",
    )
    assert float(rows[0]["score"]) > 0.99
    assert [row["decision"] for row in rows if row["query_id"] == "a2"] in ([""], ["0"])
    assert all(float(row["ms"]) >= 0 for row in rows)
    assert (told["queries"], told["came_before"]) == (2, 1)


def test_at_most_five_are_named_and_the_best_is_first(shell: Shell, tmp_path: Path) -> None:
    base = _file(
        tmp_path / "base.csv", [(str(n), "Олена Ковальчук", "Вершина", "0675123498", "") for n in range(9)]
    )
    newcomers = _file(tmp_path / "new.csv", [("x", "Ковальчук Олена", "", "+380675123498", "")])
    out = tmp_path / "out.csv"
    shell("match", "--base", str(base), "--queries", str(newcomers), "--out", str(out))
    rows = _read(out)
    assert [row["rank"] for row in rows] == ["1", "2", "3", "4", "5"]
    assert sorted(rows, key=lambda row: -float(row["score"])) == rows


def test_all_duplicates_of_a_file_are_pairs_with_a_probability(shell: Shell, tmp_path: Path) -> None:
    """B3."""
    again = ("40", "Kovalchuk Olena", "Vershyna LLC", "", "olena.new@gmail.com")
    file = _file(tmp_path / "all.csv", [*_BASE, again])
    out = tmp_path / "pairs.csv"

    told = shell.json("match", "--pairs", str(file), "--out", str(out))

    rows = _read(out)
    assert [(row["id_a"], row["id_b"]) for row in rows] == [("17", "40")]
    assert all(float(row["score"]) >= 0.5 for row in rows)
    assert (told["leads"], told["pairs"]) == (4, 1)


def test_rows_without_an_id_are_numbered_as_a_spreadsheet_does(shell: Shell, tmp_path: Path) -> None:
    rows = [row[1:] for row in (*_BASE, _BASE[0])]
    file = _file(tmp_path / "all.csv", rows, _HEAD[1:])
    out = tmp_path / "pairs.csv"
    shell("match", "--pairs", str(file), "--out", str(out))
    assert [(row["id_a"], row["id_b"]) for row in _read(out)] == [("2", "5")]


def test_columns_of_two_phones_are_both_compared(shell: Shell, tmp_path: Path) -> None:
    head = ("id", "name", "phone", "mobile")
    file = _file(
        tmp_path / "all.csv",
        [("1", "Олена Ковальчук", "0442280917", "0675123498"), ("2", "Олена", "", "067 512-34-98")],
        head,
    )
    out = tmp_path / "pairs.csv"
    shell("match", "--pairs", str(file), "--out", str(out))
    assert len(_read(out)) == 1


def test_two_questions_at_once_are_refused(shell: Shell, tmp_path: Path) -> None:
    ran = shell("match", "--out", str(tmp_path / "out.csv"), ok=False)
    assert ran.status == 2
    assert "--pairs" in ran.err


def test_a_file_that_is_no_table_is_refused_in_one_sentence(shell: Shell, tmp_path: Path) -> None:
    picture = tmp_path / "base.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(400))
    ran = shell("match", "--pairs", str(picture), "--out", str(tmp_path / "out.csv"), ok=False)
    assert ran.status == 1
    assert "base.csv" in ran.err
    assert not (tmp_path / "out.csv").exists()


def test_an_answer_that_cannot_be_written_leaves_nothing_behind(shell: Shell, tmp_path: Path) -> None:
    file = _file(tmp_path / "all.csv", _BASE)
    ran = shell("match", "--pairs", str(file), "--out", str(tmp_path / "nowhere" / "out.csv"), ok=False)
    assert ran.status == 1
    assert "out.csv" in ran.err


def test_a_large_file_is_matched_over_child_processes_as_a_small_one_is(shell: Shell, tmp_path: Path) -> None:
    """The same pairs, whether children prepared the parts or not."""
    crowd = [(str(n), f"Person{n}", f"Firm{n}", f"+3809{n:08d}", "") for n in range(100, 10_300)]
    file = _file(tmp_path / "all.csv", [*_BASE, *crowd, ("40", *_BASE[0][1:])])
    out = tmp_path / "pairs.csv"
    shell("match", "--pairs", str(file), "--out", str(out))
    assert ("17", "40") in {(row["id_a"], row["id_b"]) for row in _read(out)}
