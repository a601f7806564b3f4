"""Files of every kind opened for intake: what is found out about them, and what they give."""

import json
from pathlib import Path

import pytest

from leaddesk.intake.draft import Draft, Rejected
from leaddesk.intake.files import Options, open_file, read_map
from leaddesk.intake.refusals import EmptyFile, TooManyColumns, UnpacksTooLarge, WrongMap
from tests.intake.made_files import bytes_file, csv_file

ORGANISATIONS = Path(__file__).parents[3] / "shared/data/dedupe/orgs/leads.csv"
HEADER = ["ПІБ", "Телефон", "Що потрібно"]


def drafts_of(path: Path, options: Options | None = None) -> list[Draft]:
    with open_file(path, options) as source:
        return [item for item in source if isinstance(item, Draft)]


def test_what_is_known_of_a_file_before_its_rows(tmp_path: Path) -> None:
    """UX screen 09: encoding, delimiter, columns, preview come first."""
    text = "ПІБ;Тел.;Що треба;Різне\r\nІгор Лис;0671234567;насос;так\r\nРая Джус;0501234567;;\r\n"
    path = bytes_file(tmp_path, text.encode("cp1251"))

    with open_file(path) as source:
        head = source.head

    assert (head.name, head.format, head.encoding, head.delimiter) == ("list.csv", "csv", "cp1251", ";")
    assert head.mapping.as_json() == {"ПІБ": "full_name", "Тел.": "phone", "Що треба": "need", "Різне": None}
    assert head.header_row == 1
    assert head.preview == (("Ігор Лис", "0671234567", "насос", "так"), ("Рая Джус", "0501234567", "", ""))
    assert head.size == path.stat().st_size


@pytest.mark.parametrize(
    ("needs", "kind"),
    [
        (["насос", "верстат"], "requests"),
        (["", ""], "cold"),
        (["насос", *[""] * 8], "requests"),
        (["насос", *[""] * 19], "cold"),
    ],
)
def test_a_list_is_of_requests_where_its_rows_carry_requests(
    tmp_path: Path, needs: list[str], kind: str
) -> None:
    """Decision 13: a cold list by default where rows carry no request text."""
    rows = [[f"Ann {index}", "+380671234567", need] for index, need in enumerate(needs)]

    with open_file(csv_file(tmp_path, [HEADER, *rows])) as source:
        assert source.head.kind == kind


def test_a_list_without_a_column_of_requests_is_cold(tmp_path: Path) -> None:
    with open_file(csv_file(tmp_path, [["name", "phone"], ["Ann", "+380671234567"]])) as source:
        assert source.head.kind == "cold"


def test_progress_grows_to_the_size_of_the_file(tmp_path: Path) -> None:
    """UX 1.6: progress with time left needs bytes done and in all."""
    path = csv_file(tmp_path, [HEADER, *([f"Ann {i}", f"+38067{i:07}", "x" * 50] for i in range(20_000))])
    seen = []

    with open_file(path) as source:
        for number, _ in enumerate(source):
            if number % 1_000 == 0:
                seen.append(source.done)
        seen.append(source.done)

    assert seen == sorted(seen)
    assert 0 < seen[5] < path.stat().st_size
    assert seen[-1] == path.stat().st_size


def test_blank_rows_have_no_fate_and_are_counted(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [HEADER, ["Ann", "1", ""], ["", "", ""], [" ", "", ""], ["Bob", "2", ""]])

    with open_file(path) as source:
        items = list(source)

    assert len(items) == 2
    assert source.blank == 2


def test_more_rows_than_the_sample_are_all_read_in_their_order(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [HEADER, *([f"Ann {i}", "", ""] for i in range(2_500))])

    drafts = drafts_of(path)

    assert [draft.row for draft in drafts] == list(range(2, 2_502))


def test_a_town_with_letters_far_down_a_plain_file_is_read_right(tmp_path: Path) -> None:
    """The sample goes on to the first letters that tell the encoding."""
    plain = b"".join(b"Ann %d,+38067%07d\r\n" % (index, index) for index in range(20_000))
    path = bytes_file(tmp_path, b"name,phone\r\n" + plain + "Юхим Щербина,+380671234567\r\n".encode("cp1251"))

    drafts = drafts_of(path)

    assert drafts[-1].name == "Юхим Щербина"


def test_an_encoding_a_delimiter_and_a_map_may_be_said(tmp_path: Path) -> None:
    """CLI.md: --encoding and --map."""
    path = bytes_file(tmp_path, "Хто|Куди\r\nЮхим|0671234567\r\n".encode("koi8-u"))
    options = Options(
        encoding="koi8-u", delimiter="|", columns={"Хто": "full_name", "Куди": "phone"}, country="UA"
    )

    (draft,) = drafts_of(path, options)

    assert draft.name == "Юхим"
    assert draft.contacts[0].normal == "+380671234567"


def test_a_person_may_say_that_there_is_no_header(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [["Name", "Phone"], ["Ann", "+380671234567"]])

    assert len(drafts_of(path, Options(header=False))) == 2
    assert len(drafts_of(path, Options(header=True))) == 1


def test_a_list_of_objects_is_a_table(tmp_path: Path) -> None:
    """CLI.md: JSON; numbers keep their digits, nested names are joined."""
    leads = [
        {
            "name": "Ann",
            "contact": {"phone": "+380671234567", "emails": ["a@b.example", "c@d.example"]},
            "sum": 1.50,
        },
        {"name": "Bob", "zip": "01067", "vip": True, "none": None},
    ]
    path = bytes_file(tmp_path, json.dumps({"leads": leads, "page": 1}).encode(), "leads.json")

    ann, bob = drafts_of(path)

    assert ann.fields["full_name"] == "Ann"
    assert ann.values("phone") == ("+380671234567",)
    assert ann.values("email") == ("a@b.example", "c@d.example")
    assert ann.fields["budget"] == "1.5"
    assert bob.fields["zip"] == "01067"
    assert bob.extra == {"vip": "TRUE"}


def test_an_object_a_line_is_a_list_too(tmp_path: Path) -> None:
    path = bytes_file(tmp_path, b'{"name": "Ann"}\n{"name": "Bob"}\n', "leads.jsonl")

    assert [draft.name for draft in drafts_of(path)] == ["Ann", "Bob"]


def test_an_item_that_is_no_object_is_rejected(tmp_path: Path) -> None:
    path = bytes_file(tmp_path, b'[{"name": "Ann"}, 7, {"name": "Bob"}]', "leads.json")

    with open_file(path) as source:
        items = list(source)

    assert [type(item) for item in items] == [Draft, Rejected, Draft]
    assert isinstance(items[1], Rejected)
    assert (items[1].row, items[1].raw) == (2, b'"7"')


def test_json_with_too_many_names_or_bytes_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = json.dumps([{f"c{index}": "x" for index in range(600)}]).encode()
    with pytest.raises(TooManyColumns):
        drafts_of(bytes_file(tmp_path, wide, "wide.json"))

    monkeypatch.setattr("leaddesk.intake.jsons.SIZE_LIMIT", 10)
    with pytest.raises(UnpacksTooLarge):
        drafts_of(bytes_file(tmp_path, b'[{"name": "Ann Cole"}]', "large.json"))


def test_an_empty_list_of_objects_is_an_empty_file(tmp_path: Path) -> None:
    with pytest.raises(EmptyFile):
        drafts_of(bytes_file(tmp_path, b"[]", "none.json"))


def test_lone_halves_of_letters_in_json_are_replaced(tmp_path: Path) -> None:
    """ARCHITECTURE 4: lone surrogates become U+FFFD."""
    (draft,) = drafts_of(bytes_file(tmp_path, b'[{"name": "A\\ud800nn\\u0000"}]', "a.json"))

    assert draft.name == "A\ufffdnn\ufffd"


@pytest.mark.parametrize("given", [[], "x", {"a": 1}, {"a": ["b"]}, None])
def test_a_map_of_another_shape_is_refused(given: object) -> None:
    with pytest.raises(WrongMap):
        read_map(given)


def test_a_map_of_the_right_shape_is_taken() -> None:
    assert read_map({"Name": "full_name", "Note": None}) == {"Name": "full_name", "Note": None}


def test_a_file_may_be_read_only_once_and_is_closed_after_it(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [HEADER, ["Ann", "1", ""]])

    with open_file(path) as source:
        first, second = list(source), list(source)
    path.unlink()

    assert len(first) == 1
    assert second == []


def test_a_file_of_organisations_has_a_contact_in_every_row(tmp_path: Path) -> None:
    """Issue 2, 6.2: none junk, none rejected: every row has an address."""
    rows = [
        ["O1", "El Sol Learning Ctr", "4444 S Kedzie Ave", "", "2476642", ""],
        ["O2", "Cordi-Marian", "1100 S. May Street", "60607", "", "www.cordi.example"],
        ["O3", "Kiddy Kare", "5365 W NORTH", "", "3128905", ""],
    ]
    path = csv_file(tmp_path, [["lead_id", "company", "address", "zip", "phone", "website"], *rows])
    path = ORGANISATIONS if ORGANISATIONS.exists() else path

    with open_file(path, Options(country="US")) as source:
        items = list(source)

    assert len(items) in (3, 3_337)
    assert all(
        isinstance(item, Draft) and any(one.normal and not one.junk for one in item.contacts)
        for item in items
    )
