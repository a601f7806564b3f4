"""vCards of versions 2.1, 3.0 and 4.0, and files of many."""

import io
import quopri
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.intake.draft import Draft, Rejected
from leaddesk.intake.drafts import Reading
from leaddesk.intake.files import Options, open_file
from leaddesk.intake.lines import Lines
from leaddesk.intake.vcard_lines import cards, properties, unescape
from leaddesk.intake.vcards import read_card
from tests.intake.made_files import bytes_file


def read(text: str | bytes, encoding: str = "utf-8") -> list[Draft | Rejected]:
    data = text.encode(encoding) if isinstance(text, str) else text
    lines = Lines(io.BytesIO(data), encoding)
    found = [read_card(card, encoding, Reading(country="UA")) for card in cards(lines, "x.vcf")]
    return [one if isinstance(one, Rejected) else Draft(*one) for one in found]


def one(body: str | bytes, version: str = "3.0") -> Draft:
    """The draft of a card with these lines."""
    data = body.encode() if isinstance(body, str) else body
    head = f"BEGIN:VCARD\r\nVERSION:{version}\r\n".encode()
    (draft,) = read(head + data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") + b"\r\nEND:VCARD\r\n")
    assert isinstance(draft, Draft)
    return draft


def contacts(draft: Draft) -> list[tuple[str, str, str]]:
    return [(way.kind, way.normal or way.value, way.label) for way in draft.contacts]


def test_a_card_of_version_3_is_read() -> None:
    draft = one(
        "N:Гайдук;Олена;Іванівна;пані;\nFN:Олена Гайдук\nORG:ТОВ Обрій;Збут;Схід\nTITLE:Директор\n"
        "TEL;TYPE=CELL,VOICE:+380 67 123-45-67\nTEL;TYPE=WORK;TYPE=FAX:044 123 45 67\n"
        "EMAIL;TYPE=INTERNET;TYPE=WORK:olena@obriy.example\nURL:https://obriy.example\n"
        "ADR;TYPE=WORK:;оф. 5;вул. Лісова 1;Київ;;01001;Україна\n"
        "NOTE:бачились\\, на\\nвиставці\nBDAY:1980-02-03"
    )

    assert draft.fields == {
        "full_name": "Олена Гайдук",
        "last_name": "Гайдук",
        "first_name": "Олена",
        "patronymic": "Іванівна",
        "salutation": "пані",
        "company": "ТОВ Обрій",
        "department": "Збут, Схід",
        "position": "Директор",
        "website": "https://obriy.example",
        "address": "вул. Лісова 1, оф. 5",
        "city": "Київ",
        "zip": "01001",
        "country": "UA",
        "note": "бачились, на\nвиставці",
        "birthday": "1980-02-03",
    }
    assert contacts(draft)[:3] == [
        ("phone", "+380671234567", "mobile"),
        ("phone", "+380441234567", "fax"),
        ("email", "olena@obriy.example", "work"),
    ]
    assert [way.kind for way in draft.contacts] == ["phone", "phone", "email", "address"]


def test_a_card_of_version_2_1_with_bare_parameters_is_read() -> None:
    """DEPENDENCIES: the library drops TEL;CELL: of version 2.1."""
    draft = one("N:Cole;Ann\nTEL;CELL;PREF:0671234567\nTEL;HOME:0441234567\nTEL;WORK;FAX:0447654321", "2.1")

    assert contacts(draft) == [
        ("phone", "+380671234567", "mobile"),
        ("phone", "+380441234567", "home"),
        ("phone", "+380447654321", "fax"),
    ]


@pytest.mark.parametrize("charset", ["UTF-8", "windows-1251", "koi8-u"])
def test_quoted_printable_in_any_charset_is_read(charset: str) -> None:
    """Issue 5: VCF 2.1 with quoted-printable, as old telephones write it."""
    words = quopri.encodestring("Їжакевич;Ґудзь".encode(charset), quotetabs=True).replace(b"=\n", b"=\r\n")

    draft = one(b"N;CHARSET=" + charset.encode() + b";ENCODING=QUOTED-PRINTABLE:" + words, "2.1")

    assert (draft.fields["last_name"], draft.fields["first_name"]) == ("Їжакевич", "Ґудзь")


def test_soft_breaks_of_quoted_printable_are_joined() -> None:
    draft = one("NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=D0=B0=D0=B1=\n=D0=B2=D0=B3=0A=\ntail", "2.1")

    assert draft.fields["note"] == "абвг\ntail"


def test_bytes_of_windows_without_a_charset_are_read(tmp_path: Path) -> None:
    data = "BEGIN:VCARD\r\nVERSION:2.1\r\nN:Щербина;Юхим\r\nTEL:0671234567\r\nEND:VCARD\r\n".encode("cp1251")

    with open_file(bytes_file(tmp_path, data, "a.vcf")) as source:
        (draft,) = list(source)

    assert isinstance(draft, Draft)
    assert draft.fields["last_name"] == "Щербина"
    assert source.head.encoding == "cp1251"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_cards_in_wide_letters_are_read(tmp_path: Path, encoding: str) -> None:
    text = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Юхим Щербина\r\nEND:VCARD\r\n"

    with open_file(bytes_file(tmp_path, text.encode(encoding), "a.vcf")) as source:
        (draft,) = list(source)

    assert isinstance(draft, Draft)
    assert draft.fields == {"full_name": "Юхим Щербина"}


def test_folded_lines_are_joined_even_inside_a_letter() -> None:
    """RFC 2425: a fold may cut the bytes of one letter."""
    name = "Олександра-Єлизавета".encode()

    assert one(b"FN:" + name[:5] + b"\r\n " + name[5:11] + b"\r\n\t" + name[11:]).fields["full_name"] == (
        "Олександра-Єлизавета"
    )


def test_a_card_of_version_4_with_uris_is_read() -> None:
    draft = one(
        'FN:Ann Cole\nTEL;VALUE=uri;TYPE="voice,cell":tel:+380-67-123-45-67\n'
        "TEL;VALUE=uri:tel:+380441234567;ext=12\nIMPP:skype:ann.cole\nLANG:en\nTZ:Europe/Kyiv\n"
        "SOCIALPROFILE:https://facebook.com/ann",
        "4.0",
    )

    assert draft.fields == {"full_name": "Ann Cole", "language": "en", "time_zone": "Europe/Kyiv"}
    assert contacts(draft) == [
        ("phone", "+380671234567", "mobile"),
        ("phone", "+380441234567", ""),
        ("messenger", "skype:ann.cole", ""),
        ("profile", "facebook.com/ann", ""),
    ]
    assert draft.contacts[1].extension == "12"


def test_groups_and_their_labels_are_read() -> None:
    """iPhone and macOS."""
    draft = one("FN:Ann\nitem1.TEL:0671234567\nitem1.X-ABLabel:_$!<Mobile>!$_\nitem2.EMAIL:a@b.example")

    assert contacts(draft) == [("phone", "+380671234567", "mobile"), ("email", "a@b.example", "")]
    assert draft.extra == {}


def test_messengers_by_their_own_properties_are_read() -> None:
    draft = one("FN:Ann\nX-TELEGRAM:ann_cole\nX-SKYPE-USERNAME:ann\nX-VIBER:+380671234567")

    assert [way.normal for way in draft.contacts] == ["telegram:ann_cole", "skype:ann", "viber:+380671234567"]


def test_what_has_no_field_is_kept_as_an_extra() -> None:
    """Nothing of a card is dropped; pictures are no text."""
    draft = one(
        "FN:Ann\nNICKNAME:Annie\nX-CAR:red\nX-CAR:blue\nPHOTO;ENCODING=b:AAAA\n BBBB\n\nREV:2020\n"
        "TITLE:A\nROLE:B"
    )

    assert draft.extra == {"NICKNAME": "Annie", "X-CAR": "red; blue", "ROLE": "B"}


def test_semicolons_that_are_escaped_part_nothing() -> None:
    assert one("FN:x\nORG:Nut\\; Bolt\\\\;Sales").fields["company"] == "Nut; Bolt\\"


def test_a_value_with_colons_and_quoted_parameters_is_whole() -> None:
    draft = one('FN:Ann\nNOTE;X-A="a:b;c":see http://x.example:80/')

    assert draft.fields["note"] == "see http://x.example:80/"


@pytest.mark.parametrize(
    ("text", "plain"), [("a\\nb", "a\nb"), ("a\\\\n", "a\\n"), ("\\,\\;\\:", ",;:"), ("\\", "\\")]
)
def test_escapes_are_what_they_stand_for(text: str, plain: str) -> None:
    assert unescape(text) == plain


def test_a_card_without_its_end_does_not_swallow_the_next_one() -> None:
    drafts = read("BEGIN:VCARD\nFN:Ann\nBEGIN:VCARD\nFN:Bob\nEND:VCARD\nrubbish\nBEGIN:VCARD\nFN:Zed\n")

    assert [draft.name for draft in drafts if isinstance(draft, Draft)] == ["Ann", "Bob", "Zed"]
    assert [draft.row for draft in drafts] == [1, 2, 3]


def test_a_card_inside_a_card_belongs_to_the_outer_one() -> None:
    """AGENT of version 2.1 and 3.0."""
    (draft,) = read(
        "BEGIN:VCARD\nFN:Ann\nAGENT:\nBEGIN:VCARD\nFN:Bob\nEND:VCARD\nTEL:0671234567\nEND:VCARD\n"
    )

    assert isinstance(draft, Draft)
    assert draft.name == "Ann"
    assert draft.values("phone") == ("0671234567",)


def test_the_bytes_of_every_card_are_kept() -> None:
    text = "BEGIN:VCARD\r\nFN:Ann\r\nPHOTO:xyz\r\nEND:VCARD\r\n"

    (draft,) = read(text)

    assert isinstance(draft, Draft)
    assert draft.raw == text.encode()


def test_an_empty_card_is_rejected() -> None:
    (card,) = read("BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n")

    assert isinstance(card, Rejected)
    assert card.reason == "intake.row.card_empty"


def test_a_card_with_twenty_thousand_numbers_is_rejected_whole_and_at_once(tmp_path: Path) -> None:
    """Issue 6.6, S8: one vCard with 20,000 TEL lines; the next card is read."""
    lines = "".join(f"TEL:+38067{index:07}\r\n" for index in range(20_000))
    text = f"BEGIN:VCARD\r\nFN:Ann\r\n{lines}END:VCARD\r\nBEGIN:VCARD\r\nFN:Bob\r\nEND:VCARD\r\n"
    path = bytes_file(tmp_path, text.encode(), "many.vcf")
    started = time.perf_counter()

    with open_file(path) as source:
        crowded, bob = list(source)

    assert time.perf_counter() - started < 2
    assert isinstance(crowded, Rejected)
    assert crowded.reason == "intake.row.card_crowded"
    assert crowded.said["contacts"] == 20_000
    assert crowded.raw.count(b"TEL") == 20_000
    assert isinstance(bob, Draft)


def test_two_thousand_cards_inside_each_other_end_in_rejected_rows() -> None:
    """S8: nesting made the library raise RecursionError."""
    found = read("BEGIN:VCARD\r\n" * 2_000 + "END:VCARD\r\n" * 2_000)

    assert len(found) == 2_000
    assert all(isinstance(card, Rejected) for card in found)


def test_two_thousand_agents_inside_each_other_are_one_card() -> None:
    found = read("BEGIN:VCARD\r\nFN:Ann\r\nAGENT:\r\n" * 2_000 + "END:VCARD\r\n" * 2_000)

    assert len(found) <= 2_000
    assert isinstance(found[0], Draft)


def test_a_card_of_more_than_a_megabyte_is_rejected_with_its_bytes() -> None:
    """S8: 1 MB per vCard, not per file; a picture does not count."""
    note = "NOTE:" + "x" * 1_100_000 + "\r\n"
    photo = "PHOTO;ENCODING=BASE64:\r\n" + " AAAA\r\n" * 300_000

    large, pictured = read(
        f"BEGIN:VCARD\r\n{note}END:VCARD\r\nBEGIN:VCARD\r\nFN:Ann\r\n{photo}\r\nEND:VCARD\r\n"
    )

    assert isinstance(large, Rejected)
    assert large.reason == "intake.row.card_too_large"
    assert len(large.raw) > 1_100_000
    assert isinstance(pictured, Draft)


@given(st.binary(max_size=300))
def test_any_bytes_between_begin_and_end_give_a_draft_or_a_rejected_card(body: bytes) -> None:
    """S8: nothing but named reasons."""
    found = read(b"BEGIN:VCARD\r\n" + body + b"\r\nEND:VCARD\r\n")

    assert found
    assert all(isinstance(card, Draft | Rejected) for card in found)


LINE = st.builds(
    lambda name, params, value: f"{name}{params}:{value}",
    st.sampled_from(
        ["N", "FN", "ORG", "TEL", "EMAIL", "ADR", "NOTE", "URL", "item1.TEL", "X-LEADDESK-EXTRA", "IMPP", ""]
    ),
    st.sampled_from(
        [
            "",
            ";CELL",
            ";TYPE=work",
            ";ENCODING=QUOTED-PRINTABLE",
            ";CHARSET=none",
            ';X="a;b',
            ";=",
            ";;",
            ";ENCODING=B",
        ]
    ),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40),
)


@given(st.lists(LINE, max_size=8))
def test_any_lines_of_a_card_are_read_without_a_fault(lines: list[str]) -> None:
    found = read("BEGIN:VCARD\r\n" + "\r\n".join(lines) + "\r\nEND:VCARD\r\n")

    for card in found:
        assert isinstance(card, Draft | Rejected)
        if isinstance(card, Draft):
            assert all("\0" not in text for text in card.fields.values())


@given(st.lists(st.binary(max_size=60), max_size=6))
def test_properties_never_fail(lines: list[bytes]) -> None:
    for said in properties([line + b"\r\n" for line in lines], "cp1251"):
        assert said.parts
        assert isinstance(said.text, str)


def test_options_of_the_file_reach_its_cards(tmp_path: Path) -> None:
    path = bytes_file(tmp_path, b"BEGIN:VCARD\nFN:Jan\nTEL:501234567\nEND:VCARD\n", "a.vcf")

    with open_file(path, Options(country="PL")) as source:
        (draft,) = list(source)

    assert isinstance(draft, Draft)
    assert draft.contacts[0].normal == "+48501234567"
