"""Layouts that no sample of ours had: labels in columns, several contacts on a line, bands of colour."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from leaddesk.intake.card_bands import bands_turned
from leaddesk.intake.card_fields import fields_of
from leaddesk.intake.card_ink import Line, clean, text_lines
from leaddesk.intake.card_lines import ReadLine
from leaddesk.intake.card_net import emails_in, sites_in, without_mails
from leaddesk.intake.card_page import lay_flat
from leaddesk.intake.card_phones import find_phones, is_label
from leaddesk.intake.card_picture import open_pictures
from leaddesk.intake.card_text import Engines, Reading
from tests.intake.card_made import ENGLISH, drawn, font, saved


def line(text: str, left: int = 100, top: int = 0, sure: float = 0.95) -> ReadLine:
    reading = Reading(text, sure)
    box = (left, top, left + 14 * len(text), top + 30)
    return ReadLine(Line(box), {"en": reading, "uk": reading}, text, sure)


@pytest.mark.parametrize(
    ("text", "mail"),
    [
        ("e. office@kestrel.com", "office@kestrel.com"),
        ("E: h.whitlock@ledger.io", "h.whitlock@ledger.io"),
        ("e.macleod@northgate.com", "e.macleod@northgate.com"),
        ("M 0171 123456 | j.vogt@vogt.de", "j.vogt@vogt.de"),
    ],
)
def test_a_label_of_one_letter_is_no_part_of_the_address(text: str, mail: str) -> None:
    """`e.` before the address is the word e-mail; glued to it, it is an initial."""
    assert [find.value for find in emails_in([line(text)])] == [mail]


def test_mail_and_site_may_share_a_line() -> None:
    """A foot of a card: `mail | www.site`."""
    found = sites_in([line("anna@papermill.com  |  www.papermill.com")])

    assert [find.value for find in found] == ["papermill.com"]
    assert sites_in([line("anna@papermill.com")]) == []


def test_a_reading_that_takes_the_at_for_a_letter_gives_no_site() -> None:
    """`wrobel@zamech.pl` read as wrobelqzamech.pl by another engine."""
    mail, wrong = Reading("wrobel@zamech.pl", 0.9), Reading("wrobelqzamech.pl", 0.9)
    both = ReadLine(Line((0, 0, 300, 30)), {"en": mail, "pl": wrong}, mail.text, 0.9)

    assert sites_in([both]) == []


def test_mail_and_number_may_share_a_line() -> None:
    """A foot of a card: `number · mail`."""
    (phone,) = find_phones([line("+44 7700 900142 · n.turner@cobalt.co.uk")], "GB")

    assert phone.normal == "+447700900142"
    assert find_phones([line("ivan1234567@ukr.net")], "UA") == []


def test_what_is_no_address_of_its_own_says_nothing_else() -> None:
    """An at that belongs to no address: the line is not taken apart."""
    assert without_mails("kaum @ lesbar 0171 1234567") == ""
    assert without_mails("a.b@c.de | www.c.de") == "www.c.de"


@pytest.mark.parametrize(
    "text",
    ["Am Alten Markt 40 · 50667 Köln", "Gartenstraße 7, 70173 Stuttgart", "ul. Długa 12, 80-831 Gdańsk"],
)
def test_a_house_number_and_a_postcode_are_no_telephone(text: str) -> None:
    """A town behind the digits tells."""
    assert find_phones([line(text)], "DE") == []


def test_a_number_with_a_word_behind_it_is_still_a_telephone() -> None:
    """An extension or a remark is no town."""
    assert [one.normal for one in find_phones([line("030/1234567 (Büro)")], "DE")] == ["+49301234567"]


def test_labels_in_a_column_of_their_own_give_the_types() -> None:
    """Two columns: labels at the left, numbers at the right."""
    rows = [("Fax:", "+380 56 649 84 96"), ("моб.", "+380 56 649 84 97"), ("Т:", "+380 56 649 84 98")]
    lines = [
        part
        for place, (label, number) in enumerate(rows)
        for part in (line(label, 60, 50 * place), line(number, 300, 50 * place + 2))
    ]

    assert [one.type for one in find_phones(lines, "UA")] == ["fax", "mobile", "work"]


def test_a_label_alone_is_no_title_and_no_name() -> None:
    """Lines of labels are left out of name, title and company."""
    lines = [line("Олена Коваль", 100, 0), line("Telefon", 60, 100), line("+48 22 123 45 67", 300, 100)]
    fields = fields_of(lines, "pl")

    assert is_label("telefon")
    assert not is_label("telefonia")
    assert (fields.job_title.value, fields.company.value) == ("", "")


def card_with_a_band() -> Image.Image:
    card = Image.new("RGB", (1200, 700), "white")
    pen = ImageDraw.Draw(card)
    pen.rectangle([0, 0, 1200, 190], fill=(20, 60, 120))
    pen.text((80, 60), "Northgate Timber", font=font(64, True), fill="white")
    pen.text((80, 300), "Fiona Bancroft", font=font(56, True), fill="black")
    pen.text((80, 420), "+44 7700 900142", font=font(36), fill="black")
    return card


def test_light_print_on_a_band_of_colour_is_a_line_like_the_others() -> None:
    """A band with the company in white over a white card: both are dark on light after cleaning."""
    page = clean(card_with_a_band())
    boxes = [one.box for one in text_lines(page)]

    assert len(boxes) == 3
    assert 40 <= boxes[0][1] <= 90
    assert page[20:50, 700:1100].mean() > 200


def test_a_shadow_over_dark_print_is_not_taken_for_a_band() -> None:
    """Print in a shadow stays darker than its ground."""
    card = card_with_a_band().crop((0, 220, 1200, 700))
    level = np.asarray(card.convert("L"), np.float32)
    level[:, :400] *= 0.5

    assert np.array_equal(bands_turned(level), level)


def test_a_table_of_hundreds_of_specks_costs_no_more_than_a_card(tmp_path: Path) -> None:
    """Issue 6: the time of a card is bounded; of what looks like lines only the foremost are read."""
    card = drawn(ENGLISH)
    pen = ImageDraw.Draw(card)
    for place in range(900):
        x, y = 560 + (place % 30) * 16, 8 + (place // 30) * 19
        pen.rectangle([x, y, x + 7, y + 9], fill="black")
    engines = Engines(("en",))
    page = lay_flat(open_pictures(saved(card, tmp_path))[0], [], engines)
    engines.close()

    assert len(page.lines) <= 60
