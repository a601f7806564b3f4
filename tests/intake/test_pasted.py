"""Text pasted from anywhere becomes drafts by the same parsers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.quick_add import read_line
from leaddesk.intake.draft import Draft, Rejected
from leaddesk.intake.files import Options
from leaddesk.intake.pasted import chips_draft, read_pasted

HERE = Options(country="UA", zone="Europe/Kyiv")
SIGNATURE = """Доброго дня!
Потрібна піч для кафе, до 3 кВт.
Чекаю на пропозицію.

З повагою,
Ярина Цвях
Комерційна директорка
ТОВ «Друкар»
моб.: +380 67 123 45 67
e-mail: yaryna@drukar.example
www.drukar.com.ua
вул. Садова, 12, Ніжин
"""


def only(text: str, options: Options = HERE) -> Draft:
    """The one draft of a text."""
    (draft,) = read_pasted(text, options)
    assert isinstance(draft, Draft)
    return draft


def test_one_line_is_read_as_quick_add_reads_it() -> None:
    """UX 1.8: name, number, company, need and a tag in one line."""
    draft = only("Іван Коваль +380671234567 Агро-Схід потрібен полив #виставка")

    assert draft.fields == {
        "full_name": "Іван Коваль",
        "company": "Агро-Схід",
        "need": "потрібен полив",
        "source": "виставка",
    }
    assert [one.normal for one in draft.contacts] == ["+380671234567"]
    assert draft.origin == "quick_add"


def test_chips_that_a_person_has_changed_are_what_is_taken() -> None:
    chips = [chip for chip in read_line("Іван Коваль +380671234567 насос", "UA") if chip.field != "need"]

    assert "need" not in chips_draft(chips, "UA", "").fields


def test_a_signature_is_read_line_by_line() -> None:
    """UX 1.8: paste of a signature."""
    draft = only(SIGNATURE)

    assert draft.fields == {
        "full_name": "Ярина Цвях",
        "position": "Комерційна директорка",
        "company": "ТОВ «Друкар»",
        "website": "www.drukar.com.ua",
        "address": "вул. Садова, 12, Ніжин",
        "need": "Потрібна піч для кафе, до 3 кВт.\nЧекаю на пропозицію.",
    }
    assert [(one.kind, one.normal) for one in draft.contacts[:2]] == [
        ("phone", "+380671234567"),
        ("email", "yaryna@drukar.example"),
    ]
    assert draft.origin == "pasted"


def test_an_english_signature_is_read_too() -> None:
    draft = only("Ann Cole\nHead of Procurement\nNorthwind Ltd\n+44 20 7946 0958\nann@northwind.example\n")

    assert draft.fields["full_name"] == "Ann Cole"
    assert draft.fields["position"] == "Head of Procurement"
    assert draft.fields["company"] == "Northwind Ltd"
    assert draft.values("email") == ("ann@northwind.example",)


def test_the_whole_pasted_text_is_kept() -> None:
    """A2: the words as they came."""
    assert only(SIGNATURE).raw.decode() == SIGNATURE.strip("\n")


def test_rows_of_a_spreadsheet_with_their_header_are_a_table() -> None:
    """UX 1.8: spreadsheet rows; a cell may hold two lines."""
    text = 'ПІБ\tТелефон\tПотреба\nІгор Лис\t0671234567\tнасос\nРая Джус\t0501234567\t"дві\nлінії"\n'

    igor, raya = read_pasted(text, HERE)

    assert isinstance(igor, Draft)
    assert isinstance(raya, Draft)
    assert igor.fields == {"full_name": "Ігор Лис", "need": "насос"}
    assert raya.fields["need"] == "дві\nлінії"
    assert igor.contacts[0].normal == "+380671234567"


def test_rows_of_a_spreadsheet_without_a_header_are_told_by_their_contents() -> None:
    drafts = read_pasted(
        "Ігор Лис\t0671234567\ti@lys.example\r\nРая Джус\t0501234567\tr@dzhus.example\r\n", HERE
    )

    assert [draft.name for draft in drafts if isinstance(draft, Draft)] == ["Ігор Лис", "Рая Джус"]
    assert [len(draft.contacts) for draft in drafts if isinstance(draft, Draft)] == [2, 2]


def test_lines_of_a_csv_under_a_known_header_are_a_table() -> None:
    drafts = read_pasted("name;phone;need\nAnn;0671234567;oven\nBob;0501234567;lathe\n", HERE)

    assert len(drafts) == 2


def test_a_letter_with_commas_is_no_table() -> None:
    text = "Добрий день, це Іван, пишу з Києва\nпотрібен насос, шланг, і кран\n"

    assert only(text).fields["need"].startswith("Добрий день") or "насос" in only(text).fields["need"]


def test_vcards_are_read_wherever_they_stand() -> None:
    text = (
        "see below\nBEGIN:VCARD\nVERSION:2.1\nN:Щербина;Юхим\nTEL;CELL:0671234567\nEND:VCARD\n"
        "BEGIN:VCARD\nEND:VCARD"
    )

    yukhym, empty = read_pasted(text, HERE)

    assert isinstance(yukhym, Draft)
    assert yukhym.name == "Юхим Щербина"
    assert isinstance(empty, Rejected)


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "\ufeff", "\t\n"])
def test_nothing_pasted_is_nothing(text: str) -> None:
    assert read_pasted(text, HERE) == []


def test_a_column_map_holds_for_pasted_rows_too() -> None:
    options = Options(country="UA", columns={"ПІБ": "company"})

    draft, *_ = read_pasted("ПІБ\tТелефон\nОбрій\t0671234567\n", options)

    assert isinstance(draft, Draft)
    assert draft.fields == {"company": "Обрій"}


def test_a_page_of_somebody_and_a_site_are_told_apart() -> None:
    draft = only("Ann Cole https://facebook.com/ann https://acme.example 0671234567")

    assert draft.fields.get("website") == "https://acme.example"
    assert [one.kind for one in draft.contacts] == ["profile", "phone"]


def test_a_megabyte_of_pasted_text_is_enough() -> None:
    drafts = read_pasted("x\ty\n" * 400_000, HERE)

    assert 0 < len(drafts) < 300_000


@given(st.text(max_size=200))
def test_any_text_gives_drafts(text: str) -> None:
    """S8: never a fault, and no lone halves of letters."""
    for draft in read_pasted(text, HERE):
        assert isinstance(draft, Draft | Rejected)
        if isinstance(draft, Draft):
            "".join((*draft.fields.values(), *draft.extra.values())).encode("utf-8")


@given(
    st.lists(
        st.sampled_from([*SIGNATURE.splitlines(), "0671234567", "a@b.example", "=1+1", "Тел."]), max_size=8
    )
)
def test_lines_of_signatures_in_any_order_are_read(lines: list[str]) -> None:
    for draft in read_pasted("\n".join(lines), HERE):
        assert isinstance(draft, Draft | Rejected)


def test_a_copied_chat_is_read_as_a_conversation() -> None:
    """Issue 5.4: a chat copied out of the window of a messenger and pasted by Ctrl+V."""
    text = "Ann, [20.11.2026 10:14]\nNeed a pump\n\nMe, [20.11.2026 10:15]\nWhich one?\n"
    found = [one for one in read_pasted(text) if isinstance(one, Draft)]

    assert [one.message and one.message["way"] for one in found] == ["in", "out"]
    assert found[0].fields["need"] == "Need a pump"
