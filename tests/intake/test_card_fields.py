"""Rules that turn lines of print into fields, without a picture: contacts, people, places, codes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.intake.card_codes import Code, facts_of
from leaddesk.intake.card_fields import Fields, cased, company_text, fields_of, respelled, with_code
from leaddesk.intake.card_ink import Line, clean, text_lines
from leaddesk.intake.card_lines import ReadLine
from leaddesk.intake.card_net import emails_in, sites_in
from leaddesk.intake.card_outline import find_outline, perspective
from leaddesk.intake.card_people import domain_match, has_legal_form, mail_match
from leaddesk.intake.card_phones import e164, find_phones
from leaddesk.intake.card_picture import kind_of
from leaddesk.intake.card_places import address_points, country_votes, find_address
from leaddesk.intake.card_text import Reading
from leaddesk.intake.card_words import latin, title_language, tokens
from tests.intake.card_made import ENGLISH, drawn, photographed

CORNERS = np.array([[0.0, 0], [10, 0], [10, 10], [0, 10]])


def printed(*rows: str, heights: tuple[int, ...] = (), sure: float = 0.95) -> list[ReadLine]:
    """Lines one under the other, read alike by every engine."""
    lines = []
    top = 0
    for n, text in enumerate(rows):
        tall = heights[n] if n < len(heights) else 30
        line = Line((100, top, 100 + 14 * len(text), top + tall))
        reading = Reading(text, sure)
        lines.append(ReadLine(line, {"en": reading, "uk": reading}, text, sure))
        top += tall + 20
    return lines


def said(lines: list[ReadLine], language: str = "uk") -> Fields:
    return fields_of(lines, language)


def test_a_whole_card_is_parted_into_fields() -> None:
    """A3: labels, forms of names and domains tell the fields apart."""
    fields = said(
        printed(
            *(
                "ПП «Вишиванка»",
                "Ткаченко Марія Іванівна",
                "Головний бухгалтер",
                "тел./факс: (0432) 55-12-34",
            ),
            *(
                "моб. тел.: 067 412 35 86",
                "m.tkachenko@vyshyvanka.com.ua",
                "просп. Миру, 7, м. Вінниця, 21000",
            ),
            *("код ЄДРПОУ 30123456", "Telegram: @tkachenko77"),
            heights=(50, 60, 36),
        )
    )
    assert fields.full_name.value == "Ткаченко Марія Іванівна"
    assert fields.job_title.value == "Головний бухгалтер"
    assert fields.company.value == "ПП «Вишиванка»"
    assert [phone.value for _, phone in fields.phones] == ["+380432551234", "+380674123586"]
    assert [kind for kind, _ in fields.phones] == ["fax", "mobile"]
    assert fields.emails[0].value == "m.tkachenko@vyshyvanka.com.ua"
    assert fields.address.value == "просп. Миру, 7, м. Вінниця, 21000"
    assert fields.country.value == "UA"
    assert fields.website.value == ""


@pytest.mark.parametrize(
    ("text", "country", "numbers"),
    [
        ("Tel: +44 (0)161 496 0012", None, ["+441614960012"]),
        ("моб.: 8 (916) 228-14-36", "RU", ["+79162281436"]),
        ("т. +38 (067) 412 35 86; +38 (050) 412 35 87", None, ["+380674123586", "+380504123587"]),
        ("тел.: +7 (495) 228-14-36 доб. 834 Моб. +7 911 228 14 36", None, ["+74952281436", "+79112281436"]),
        ("Tel. +49 30 2093 1234 Durchwahl 12", None, ["+493020931234"]),
        ("ИНН 7701234567", "RU", []),
        ("р/р 26001234567890", "UA", []),
        ("21724, Україна", "UA", []),
        ("www.firm24-7365.com", "US", []),
    ],
)
def test_numbers_are_told_from_what_only_looks_like_them(
    text: str, country: str | None, numbers: list[str]
) -> None:
    """A9: E.164 by country; extensions, tax and bank numbers and postcodes are no telephones."""
    assert [phone.normal for phone in find_phones(printed(text), country)] == numbers


def test_a_number_no_country_issues_stays_for_review() -> None:
    """Issue 6: what the card says is not dropped, it is flagged."""
    found = find_phones(printed("Mobile: +44 7700 900142"), "GB")
    assert [phone.normal for phone in found] == ["+447700900142"]
    assert found[0].sure <= 0.5


def test_readings_vote_on_the_digits() -> None:
    """Issue 6: an e-mail or a number is what most looks at it say."""
    line = printed("+380 67 412 35 86")[0]
    other = (Reading("+380 67 412 35 66", 0.7), Reading("+380 67 412 35 86", 0.9))
    voted = ReadLine(line.line, line.readings, line.text, line.sure, other)
    assert [phone.normal for phone in find_phones([voted], None)] == ["+380674123586"]


@given(st.text(max_size=80))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    """S8: a card is foreign text."""
    fields = said(printed(text, text[::-1]))
    assert len(fields.phones) <= 8
    assert e164(text, "UA") == "" or e164(text, "UA").startswith("+")
    assert facts_of(Code("BEGIN:VCARD\n" + text, CORNERS)) is not None
    assert facts_of(Code("MECARD:" + text, CORNERS)) is not None
    title_language(text)
    address_points(text)
    assert all(c.isascii() for c in latin(text))


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("E-mail: o.koval@firm.com.ua", "o.koval@firm.com.ua"),
        ("o.koval @ firm . com . ua", "o.koval@firm.com.ua"),
        ("Email: liam??@yahoo.com", "liam77@yahoo.com"),
        ("John.Smith@FIRM.corn", "john.smith@firm.com"),
    ],
)
def test_an_address_is_repaired_where_the_signs_betray_it(text: str, address: str) -> None:
    """A9: blanks around signs, and letters that the recogniser mistakes."""
    assert [find.value for find in emails_in(printed(text))] == [address]


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("www.firm.com.ua", "firm.com.ua"),
        ("Web: https://firm.de/", "firm.de"),
        ("firm.co.uk", "firm.co.uk"),
        ("t.me/koval", ""),
        ("LinkedIn: /in/koval", ""),
        ("Sp. Z 0.0.", ""),
        ("o.koval@firm.com.ua", ""),
    ],
)
def test_a_site_is_told_from_messengers_and_mail(text: str, site: str) -> None:
    """A3: profiles are no company sites."""
    assert "".join(find.value for find in sites_in(printed(text))) == site


def test_domains_of_one_card_correct_each_other() -> None:
    """Issue 6: the mail's domain against the site."""
    fields = said(
        printed("Koval Studio", "o.koval@agro-shld.com.ua", "www.agro-shid.com.ua", "info@agro-shid.com.ua")
    )
    assert {mail.value.partition("@")[2] for mail in fields.emails} == {"agro-shid.com.ua"}


def test_an_address_goes_over_neighbouring_lines() -> None:
    """A9: the lines of one address make one address."""
    found = find_address(printed("Am Markt 45", "80544 München", "Nordlicht Energie GmbH"))
    assert found is not None
    assert found.text == "Am Markt 45 80544 München"


def test_a_slogan_is_no_address() -> None:
    """Issue 6: slogans are neither companies nor addresses."""
    assert find_address(printed("Ваш комфорт — наша справа", "Fresh ideas daily")) is None


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("м. Полтава, вул. Садова, 26", "UA"),
        ("London EC2A 4NE", "GB"),
        ("80-409 Gdańsk", "PL"),
        ("Seattle, WA 98188", "US"),
    ],
)
def test_a_place_names_its_country(text: str, country: str) -> None:
    """A3."""
    votes = country_votes([text], [], [], "")
    assert max(votes, key=lambda code: votes[code]) == country


def test_name_and_mail_and_company_and_domain_recognise_each_other() -> None:
    """Issue 6: the mail user against the transliterated name, the domain against the company."""
    assert mail_match("Юлія Їжакевич", ("yizhakevych_y",)) > 0.9
    assert mail_match("Юлія Їжакевич", ("info",)) == 0.0
    assert domain_match("Ферма «Подільська»", ("podilska.com.ua",)) > 0.9
    assert domain_match("Fresh ideas daily", ("vista-events.us",)) == 0.0
    assert has_legal_form("ТОВ «Агро-Схід»")
    assert not has_legal_form("Fresh ideas daily")


def test_print_in_capitals_becomes_a_name() -> None:
    """A4: a person's name as it is written in letters to them."""
    assert cased("ОЛЕНА САВЧЕНКО-ГАЙ") == "Олена Савченко-Гай"
    assert cased("LIAM D'ANGELO") == "Liam D'Angelo"
    assert cased("Olena McKay") == "Olena McKay"


def test_rare_letters_come_back_only_where_they_are_certain() -> None:
    """DEPENDENCIES section 5: Ґ is misread; but г is often written g."""
    assert respelled("ФОП Гудзь", ["gudz"]) == "ФОП Ґудзь"
    assert respelled("Іжакевич Соломія", ["yizhakevych"]) == "Їжакевич Соломія"
    assert respelled("ТОВ «Агро-Схід»", ["agro-shid"]) == "ТОВ «Агро-Схід»"
    assert respelled("Олег Громов", ["gromov"]) == "Олег Громов"


def test_legal_forms_are_spelled_as_they_are_written() -> None:
    """Issue 6: noughts for letters."""
    assert company_text("Meblomax Sp. Z 0.0.") == "Meblomax Sp. z o.o."
    assert company_text("000 «Север»") == "ООО «Север»"


def test_titles_are_known_in_five_languages() -> None:
    """Issue 2: keyword data in resources."""
    for text, language in (
        ("Заступник директора", "uk"),
        ("Ведущий специалист", "ru"),
        ("Head of Sales", "en"),
        ("Vertriebsingenieurin", "de"),
        ("Kierownik Zakupów", "pl"),
    ):
        assert title_language(text).get(language, 0) > 0, text
    assert title_language("Олена Савченко") == {}


def test_a_code_replaces_what_was_read_and_leaves_the_rest() -> None:
    """Issue 2: a code beats print."""
    facts = facts_of(Code("MECARD:N:Koval,Ivan;TEL:+380674123586;EMAIL:Ivan@Firm.ua;;", CORNERS))
    assert facts is not None
    fields = with_code(said(printed("Менеджер", "hryhorii@firm.ua")), facts)
    assert fields.full_name.value == "Ivan Koval"
    assert [mail.value for mail in fields.emails] == ["ivan@firm.ua"]
    assert fields.job_title.value == "Менеджер"
    assert [(kind, phone.value) for kind, phone in fields.phones] == [("mobile", "+380674123586")]


def test_a_code_of_twenty_thousand_numbers_stays_small() -> None:
    """S8: a vCard with 20,000 TEL lines."""
    text = "BEGIN:VCARD\nFN:A B\n" + "TEL:+380674123586\n" * 20_000
    facts = facts_of(Code(text, CORNERS))
    assert facts is not None
    assert len(facts.phones) <= 20


def test_other_texts_of_codes_say_what_they_are() -> None:
    """Issue 2: a site, a mail, a number, and an organiser's plain id."""
    site, mail, number = (
        facts_of(Code(text, CORNERS))
        for text in ("https://firm.ua/x", "mailto:a@b.ua?subject=x", "tel:+380674123586")
    )
    assert site is not None
    assert site.website == "https://firm.ua/x"
    assert mail is not None
    assert mail.emails == ("a@b.ua",)
    assert number is not None
    assert number.phones == (("+380674123586", ""),)
    assert facts_of(Code("00123|X", CORNERS)) is None


def test_kinds_are_told_by_their_first_bytes() -> None:
    """S7."""
    assert kind_of(b"\xff\xd8\xff\xe0") == "jpeg"
    assert kind_of(b"RIFF\0\0\0\0WEBPVP8 ") == "webp"
    assert kind_of(b"\n <svg xmlns=") == "svg"
    assert kind_of(b"MZ\x90") == "unknown"


def test_the_outline_of_a_tilted_card_is_found_within_one_percent() -> None:
    """B18: the card on the table, not the table."""
    photo = np.asarray(photographed(drawn(ENGLISH), angle=4), dtype=np.float32)
    outline = find_outline(photo)
    assert outline is not None
    sides = np.hypot(*(np.roll(outline.corners, -1, axis=0) - outline.corners).T)
    assert sides == pytest.approx([1050, 600, 1050, 600], rel=0.015)
    assert find_outline(np.full((400, 600, 3), 200.0, np.float32)) is None


def test_perspective_takes_corner_to_corner() -> None:
    """The way back from flat pixels to the picture."""
    target = np.array([[3.0, 4], [40, 8], [44, 30], [1, 28]])
    matrix = perspective(CORNERS, target)
    lifted = np.c_[CORNERS, np.ones(4)] @ matrix.T
    assert lifted[:, :2] / lifted[:, 2:] == pytest.approx(target)


def test_lines_of_print_are_boxed_once_each() -> None:
    """Issue 6: no line is missed or glued to its neighbour."""
    page = clean(drawn(ENGLISH).resize((1720, 983)))
    assert len(text_lines(page)) == len(ENGLISH)
    assert text_lines(np.full((600, 1000), 255.0, np.float32)) == []


def test_words_keep_hyphens_and_apostrophes() -> None:
    """Apostrophes of all kinds are one."""
    assert tokens("Мар’яна Нечуй-Левицька, О'Hara") == ["мар'яна", "нечуй-левицька", "о'hara"]
