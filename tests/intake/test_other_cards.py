"""jCard and MeCard, by file and pasted, read as the same card that a vCard is (issue 5.6)."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.intake.draft import Draft, Rejected
from leaddesk.intake.drafts import Reading
from leaddesk.intake.files import Options, open_file
from leaddesk.intake.other_cards import is_jcard, is_mecard, jcards, mecards
from leaddesk.intake.pasted import read_pasted
from leaddesk.intake.refusals import DamagedFile

UA = Reading("UA")
JCARD: list[Any] = [
    "vcard",
    [
        ["version", {}, "text", "4.0"],
        ["fn", {}, "text", "Олена Коваль"],
        ["n", {}, "text", ["Коваль", "Олена", "", "", ""]],
        ["org", {}, "text", ["ТОВ; Завод", "Відділ закупівель"]],
        ["title", {}, "text", "Інженер"],
        ["tel", {"type": ["cell", "voice"]}, "uri", "tel:+380-67-123-45-67"],
        ["email", {"type": "work"}, "text", "olena@zavod.example"],
        ["adr", {}, "text", ["", "", "вул. Лісова, 1", "Львів", "", "79000", "Україна"]],
        ["url", {}, "uri", "https://zavod.example"],
        ["note", {}, "text", "перший рядок\nдругий, рядок; кінець"],
        ["x-hobby", {}, "text", "шахи"],
    ],
]
MECARD = (
    "MECARD:N:Коваль,Олена;TEL:0671234567;EMAIL:o@zavod.example;ORG:ТОВ Завод\\; Мрія;NOTE:a\\:b;"
    "ADR:,,Лісова 1,Львів,,79000,UA;;"
)


def only(found: list[Any]) -> Draft:
    (one,) = found
    return one if isinstance(one, Draft) else Draft(*one)


def test_a_jcard_is_read_whole() -> None:
    draft = only(list(jcards(json.dumps(JCARD), UA)))

    assert (draft.name, draft.fields["position"]) == ("Олена Коваль", "Інженер")
    assert (draft.fields["company"], draft.fields["department"]) == ("ТОВ; Завод", "Відділ закупівель")
    assert [(one.kind, one.normal, one.label) for one in draft.contacts if one.kind != "address"] == [
        ("phone", "+380671234567", "mobile"), ("email", "olena@zavod.example", "work"),
    ]  # fmt: skip
    assert (draft.fields["city"], draft.fields["zip"], draft.fields["country"]) == ("Львів", "79000", "UA")
    assert draft.fields["note"] == "перший рядок\nдругий, рядок; кінець"
    assert draft.extra == {"X-HOBBY": "шахи"}


def test_a_mecard_is_read_whole() -> None:
    draft = only(list(mecards(MECARD, UA)))

    assert draft.name == "Олена Коваль"
    assert (draft.fields["company"], draft.fields["note"]) == ("ТОВ Завод; Мрія", "a:b")
    assert draft.values("phone") == ("0671234567",)
    assert (draft.fields["address"], draft.fields["city"]) == ("Лісова 1", "Львів")


def test_a_bizcard_is_read_too() -> None:
    draft = only(
        list(
            mecards(
                "BIZCARD:N:Ann;X:Bell;T:Buyer;C:Roof Ltd;A:1 High St;B:+442079460018;E:a@roof.example;;", UA
            )
        )
    )

    assert (draft.name, draft.fields["position"], draft.fields["company"]) == (
        "Ann Bell",
        "Buyer",
        "Roof Ltd",
    )


@pytest.mark.parametrize("text", [json.dumps([JCARD, JCARD]), f"{MECARD}\n{MECARD}\n"])
def test_a_file_of_several_cards_and_the_same_pasted(tmp_path: Path, text: str) -> None:
    path = tmp_path / "cards.txt"
    path.write_text(text, encoding="utf-8")
    with open_file(path, Options(country="UA")) as source:
        found = list(source)
        head = source.head

    assert head.format == "vcard"
    assert [(one.row, isinstance(one, Draft)) for one in found] == [(1, True), (2, True)]
    assert [one.name for one in read_pasted(text) if isinstance(one, Draft)] == ["Олена Коваль"] * 2


def test_a_cut_off_jcard_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "card.json"
    path.write_text(json.dumps(JCARD)[:-9])
    with pytest.raises(DamagedFile):
        open_file(path)


def test_a_list_of_objects_is_no_jcard_and_a_line_is_no_mecard() -> None:
    assert not is_jcard('[{"name": "vcard"}]')
    assert not is_mecard("My MECARD: x")


WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=20
).filter(lambda text: bool(text.strip()))


@given(WORDS, WORDS, WORDS)
def test_what_is_written_as_a_jcard_is_read_as_it_was(family: str, company: str, note: str) -> None:
    """Round trip: no component is parted or lost, whatever signs are in it."""
    card = [
        "vcard",
        [
            ["n", {}, "text", [family, "", "", "", ""]],
            ["org", {}, "text", [company, ""]],
            ["note", {}, "text", note],
        ],
    ]
    draft = only(list(jcards(json.dumps(card), UA)))

    assert draft.fields["last_name"] == family.strip()
    assert draft.fields["company"] == company.strip()
    assert draft.fields["note"] == note


@given(WORDS)
def test_what_is_written_as_a_mecard_is_read_as_it_was(note: str) -> None:
    escaped = "".join(f"\\{sign}" if sign in '\\;,:"' else sign for sign in note.strip())
    draft = only(list(mecards(f"MECARD:TEL:0671234567;NOTE:{escaped};;", UA)))

    assert draft.fields["note"].strip() == note.strip()


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=4),
        max_leaves=12,
    )
)
def test_any_json_behind_vcard_is_a_draft_or_rejected(inner: Any) -> None:
    for one in jcards(json.dumps(["vcard", inner]), UA):
        assert isinstance(one, Rejected | tuple)
