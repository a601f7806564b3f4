"""The file of rejected rows: original bytes, reasons, and the way back in."""

from pathlib import Path

import pytest

from leaddesk.intake.draft import Draft, Rejected
from leaddesk.intake.export_rows import write_xlsx
from leaddesk.intake.files import open_file
from leaddesk.intake.refusals import NotWritable
from leaddesk.intake.rejects import RejectsFile
from tests.intake.made_files import bytes_file


def say(row: Rejected) -> str:
    return "лапки, не закриті"


def read(path: Path) -> list[Draft | Rejected]:
    with open_file(path) as source:
        return list(source)


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-u", "utf-8", "utf-8-sig", "utf-16-le", "utf-16"])
def test_rejected_rows_keep_their_bytes_and_get_a_reason(tmp_path: Path, encoding: str) -> None:
    """UX journey 7: the rejects file keeps original bytes and reason."""
    bare = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(encoding, encoding)
    raw = 'Юхим;"Щербина;067\r\n'.encode(bare)
    path = tmp_path / "rejects.csv"

    with RejectsFile(path, say, header=("Ім'я", "Тел"), encoding=encoding, delimiter=";") as rejects:
        rejects.add(Rejected(17, "intake.row.unclosed_quote", {}, raw))

    data = path.read_bytes()
    assert rejects.count == 1
    assert raw.rstrip(b"\r\n\0") in data
    text = data.decode(encoding).removeprefix("\ufeff").splitlines()
    assert text[0] == "leaddesk row;leaddesk reason;Ім'я;Тел"
    assert text[1] == '17;лапки, не закриті;Юхим;"Щербина;067'


def test_without_a_rejected_row_there_is_no_file(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"

    with RejectsFile(path, say):
        pass

    assert not path.exists()


def test_a_corrected_file_of_rejects_is_imported_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    source = bytes_file(
        tmp_path, 'name;phone;need\r\n"Ann;+380671234567;насос\r\n'.encode() + b"Bob;1;\r\n" * 3
    )
    bad = [item for item in read(source) if isinstance(item, Rejected)]
    with RejectsFile(path, say, header=("name", "phone", "need"), encoding="utf-8", delimiter=";") as rejects:
        for item in bad:
            rejects.add(item)

    path.write_bytes(path.read_bytes().replace(b'"Ann', b"Ann"))
    (draft,) = read(path)

    assert isinstance(draft, Draft)
    assert draft.fields == {"full_name": "Ann", "need": "насос"}
    assert draft.extra == {}


def test_a_reason_that_would_be_a_formula_is_guarded(tmp_path: Path) -> None:
    """S4: what we write, no spreadsheet runs."""
    path = tmp_path / "rejects.csv"
    with RejectsFile(path, lambda row: "=cmd()", header=("=1+1",)) as rejects:
        rejects.add(Rejected(1, "x", {}, b"a\r\n"))

    assert ",=" not in path.read_text("utf-8-sig")


def test_rejected_cards_are_cards_again(tmp_path: Path) -> None:
    raw = b"BEGIN:VCARD\r\nFN:Ann\r\nEND:VCARD\r\n"
    path = tmp_path / "rejects.vcf"
    with RejectsFile(path, say, cards=True) as rejects:
        rejects.add(Rejected(3, "intake.row.card_crowded", {}, raw))
        rejects.add(Rejected(5, "intake.row.card_crowded", {}, raw.rstrip()))

    drafts = read(path)

    assert raw in path.read_bytes()
    assert [draft.name for draft in drafts if isinstance(draft, Draft)] == ["Ann", "Ann"]


def test_a_place_where_nothing_can_be_written_is_said(tmp_path: Path) -> None:
    """Issue 6.6: a read-only folder, here one that is not there."""
    rejects = RejectsFile(tmp_path / "none" / "rejects.csv", say)

    with pytest.raises(NotWritable) as refused:
        rejects.add(Rejected(1, "x", {}, b"a"))

    assert refused.value.said["name"] == "rejects.csv"
    assert rejects.count == 0


def test_a_cell_too_large_of_a_workbook_is_kept_as_a_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leaddesk.intake.sheets.CELL_LIMIT", 100)
    path = tmp_path / "list.xlsx"
    write_xlsx(
        path, ["name", "note"], [{"name": "Ann, of York", "note": "x" * 200}, {"name": "Bob", "note": "y"}]
    )

    bad, bob = read(path)

    assert isinstance(bad, Rejected)
    assert bad.raw == b'"Ann, of York",' + b"x" * 200 + b"\r\n"
    assert isinstance(bob, Draft)
