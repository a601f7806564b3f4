"""One picture of a card becomes its fields (A3, B18, issue 2 section 3), on cards drawn here."""

import json
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest
from PIL import Image

from leaddesk.intake.card import CardReading, scan
from leaddesk.intake.card_reading import FIELDS, CardPhone, as_json, from_json, to_draft
from leaddesk.intake.card_refusals import PictureRefused
from leaddesk.intake.card_text import Engines, missing_languages
from tests.intake.card_made import ENGLISH, RUSSIAN, UKRAINIAN, code, drawn, photographed, saved

SHAPE = (
    *("image", "full_name", "job_title", "company", "emails", "phones", "website", "address", "country"),
    *("language", "confidence", "low_confidence", "boxes", "seconds", "part", "codes"),
)
VCARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Шевчук;Ірина;;;\r\nFN:Ірина Шевчук\r\nORG:ТОВ «Квант»\r\n"
    "TITLE:Агроном\r\n"
    "TEL;TYPE=CELL:+380671234598\r\nTEL;TYPE=FAX:+380442574116\r\nEMAIL;TYPE=INTERNET:iryna@kvant.ua\r\n"
    "URL:https://kvant.ua\r\nEND:VCARD"
)


@pytest.fixture(scope="module")
def engines() -> Iterator[Engines]:
    warm = Engines()
    yield warm
    warm.close()


@pytest.fixture(scope="module")
def ukrainian(engines: Engines, tmp_path_factory: pytest.TempPathFactory) -> CardReading:
    return scan(saved(drawn(UKRAINIAN), tmp_path_factory.mktemp("uk")), engines)


def test_a_ukrainian_card_gives_every_field(ukrainian: CardReading) -> None:
    """A3: the card scan is a working entry path."""
    assert ukrainian.full_name == "Олена Коваленко"
    assert ukrainian.job_title == "Комерційний директор"
    assert ukrainian.company == "ТОВ «Агро-Схід»"
    assert ukrainian.emails == ("o.kovalenko@agro-shid.com.ua",)
    assert ukrainian.phones == (CardPhone("+380442574116", "work"), CardPhone("+380674123586", "mobile"))
    assert ukrainian.website == "agro-shid.com.ua"
    assert ukrainian.address == "вул. Січових Стрільців, 21, м. Київ, 04053"
    assert (ukrainian.country, ukrainian.language) == ("UA", "uk")


def test_a_russian_card_gives_every_field_and_the_fax_is_a_fax(engines: Engines, tmp_path: Path) -> None:
    """A3."""
    reading = scan(saved(drawn(RUSSIAN), tmp_path), engines)
    assert reading.full_name == "Крылов Сергей Петрович"
    assert reading.job_title == "Начальник отдела продаж"
    assert reading.company == "ООО «Северный Ветер»"
    assert reading.emails == ("krylov@severwind.ru",)
    assert reading.phones == (CardPhone("+74952281436", "work"), CardPhone("+74952281437", "fax"))
    assert reading.website == "severwind.ru"
    assert (reading.country, reading.language) == ("RU", "ru")


def test_an_english_card_gives_every_field(engines: Engines, tmp_path: Path) -> None:
    """A3."""
    reading = scan(saved(drawn(ENGLISH), tmp_path), engines)
    assert reading.full_name == "Rachel Thompson"
    assert reading.job_title == "Head of Procurement"
    assert reading.company == "Harbour Analytics Ltd"
    assert reading.emails == ("rachel.thompson@harbouranalytics.co.uk",)
    assert reading.phones == (CardPhone("+442079460018", "work"), CardPhone("+447700900142", "mobile"))
    assert reading.website == "harbouranalytics.co.uk"
    assert reading.address == "12 Mill Lane, London EC2A 4NE"
    assert (reading.country, reading.language) == ("GB", "en")


def test_a_tilted_photo_upside_down_reads_as_the_card_itself(engines: Engines, tmp_path: Path) -> None:
    """B18: a phone's picture lies as it lies."""
    photo = photographed(drawn(UKRAINIAN), angle=5).transpose(Image.Transpose.ROTATE_180)
    reading = scan(saved(photo, tmp_path), engines)
    assert reading.full_name == "Олена Коваленко"
    assert reading.emails == ("o.kovalenko@agro-shid.com.ua",)
    assert [phone.number for phone in reading.phones] == ["+380442574116", "+380674123586"]


def test_a_card_lying_on_its_side_is_turned(engines: Engines, tmp_path: Path) -> None:
    """B18."""
    photo = photographed(drawn(ENGLISH)).transpose(Image.Transpose.ROTATE_90)
    assert scan(saved(photo, tmp_path), engines).full_name == "Rachel Thompson"


def test_light_print_on_a_dark_card_is_read(engines: Engines, tmp_path: Path) -> None:
    """A3."""
    dark = drawn(RUSSIAN, paper="#16161a", ink="#f0f0f0")
    reading = scan(saved(photographed(dark, table=(150, 150, 145)), tmp_path), engines)
    assert reading.full_name == "Крылов Сергей Петрович"
    assert reading.emails == ("krylov@severwind.ru",)


def test_the_exif_turn_of_a_photo_is_followed_by_its_boxes(engines: Engines, tmp_path: Path) -> None:
    """B18: boxes are in pixels of the upright picture."""
    image = drawn(ENGLISH).transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned; viewers show the picture rotated clockwise
    image.save(tmp_path / "turned.jpg", exif=exif, quality=92)
    reading = scan(tmp_path / "turned.jpg", engines)
    left, top, width, height = reading.boxes["full_name"]
    assert reading.full_name == "Rachel Thompson"
    assert abs(left - 90) < 25
    assert 150 < top < 200
    assert 380 < width < 620
    assert 30 < height < 90


def test_a_badge_code_beats_the_print(engines: Engines, tmp_path: Path) -> None:
    """Issue 2: the QR code of a badge states the contacts that its print lacks."""
    badge = drawn(((120, 80, 70, "IRYNA S."), (120, 190, 40, "Visitor")), size=(900, 1200))
    badge.paste(code(VCARD, 480), (200, 520))
    reading = scan(saved(badge, tmp_path), engines)
    assert reading.full_name == "Ірина Шевчук"
    assert reading.job_title == "Агроном"
    assert reading.company == "ТОВ «Квант»"
    assert reading.emails == ("iryna@kvant.ua",)
    assert reading.phones == (CardPhone("+380671234598", "mobile"), CardPhone("+380442574116", "fax"))
    assert reading.website == "kvant.ua"
    assert reading.confidence["emails"] > 0.95
    assert "emails" not in reading.low_confidence


def test_a_mecard_code_leaves_the_title_to_the_print(engines: Engines, tmp_path: Path) -> None:
    """Issue 2: what a code is silent about is read."""
    card = drawn(ENGLISH[:4])
    text = "MECARD:N:Thompson,Rachel;ORG:Harbour Analytics Ltd;TEL:+442079460018;EMAIL:r@harbour.co.uk;;"
    card.paste(code(text, 260), (740, 300))
    reading = scan(saved(card, tmp_path), engines)
    assert reading.full_name == "Rachel Thompson"
    assert reading.job_title == "Head of Procurement"
    assert reading.emails == ("r@harbour.co.uk",)


def test_the_json_has_exactly_the_keys_of_cli_md(ukrainian: CardReading) -> None:
    """CLI.md, `scan`."""
    told = as_json(ukrainian)
    assert tuple(told) == SHAPE
    assert tuple(field.name for field in fields(CardReading)) == (
        *SHAPE,
        "shown",
        "shown_scale",
        "facts",
        "lines",
    )
    assert told["phones"] == [
        {"number": "+380442574116", "type": "work"},
        {"number": "+380674123586", "type": "mobile"},
    ]
    assert set(ukrainian.confidence) == set(FIELDS)
    assert all(0.0 <= sure <= 1.0 for sure in ukrainian.confidence.values())
    assert set(ukrainian.boxes) <= set(FIELDS)
    assert ukrainian.seconds > 0
    assert json.loads(json.dumps(told)) == told


def test_a_reading_survives_its_json(ukrainian: CardReading) -> None:
    """CLI.md: what the child process says is what the window shows."""
    plain = replace(ukrainian, facts=(), lines=())

    assert from_json(json.loads(json.dumps(as_json(ukrainian)))) == plain


def test_a_card_becomes_a_draft_with_confidence(ukrainian: CardReading) -> None:
    """A5, A9: the draft's contacts are normal forms; the person sees how sure each field is."""
    draft = to_draft(ukrainian)
    assert draft.name == "Олена Коваленко"
    assert draft.fields["position"] == "Комерційний директор"
    assert draft.fields["company"] == "ТОВ «Агро-Схід»"
    assert [c.normal for c in draft.contacts if c.kind == "phone"] == ["+380442574116", "+380674123586"]
    assert [c.label for c in draft.contacts if c.kind == "phone"] == ["work", "mobile"]
    assert draft.values("email") == ("o.kovalenko@agro-shid.com.ua",)
    assert draft.confidence is not None
    assert draft.confidence["full_name"] == ukrainian.confidence["full_name"]
    assert draft.origin == "card"


def test_an_empty_card_gives_empty_fields_and_flags_the_name(engines: Engines, tmp_path: Path) -> None:
    """A6: nothing is invented."""
    reading = scan(saved(Image.new("RGB", (1050, 600), "white"), tmp_path), engines)
    assert (reading.full_name, reading.company, reading.emails, reading.phones) == ("", "", (), ())
    assert "full_name" in reading.low_confidence


def test_a_smeared_line_is_flagged(engines: Engines, tmp_path: Path) -> None:
    """Issue 6: no silent error; what is read badly is shown for review."""
    card = drawn(UKRAINIAN)
    small = card.crop((80, 160, 1000, 235)).resize((150, 12)).resize((920, 75))
    card.paste(small, (80, 160))
    reading = scan(saved(card, tmp_path), engines)
    assert reading.full_name == "Олена Коваленко" or "full_name" in reading.low_confidence


def test_the_name_of_a_file_says_nothing_of_its_kind(engines: Engines, tmp_path: Path) -> None:
    """S7: a PNG called .jpg is read as the PNG that it is."""
    path = tmp_path / "card.jpg"
    drawn(ENGLISH).save(path, "PNG")
    assert scan(path, engines).full_name == "Rachel Thompson"


@pytest.mark.parametrize("mode", ["CMYK", "I;16", "LA", "P", "1"])
def test_unusual_pixels_are_read_like_any_others(engines: Engines, tmp_path: Path, mode: str) -> None:
    """S7: CMYK of a print shop, 16 bits of a scanner, transparency, palettes and fax black."""
    card = drawn(ENGLISH)
    path = tmp_path / ("card.jpg" if mode == "CMYK" else "card.png")
    if mode == "I;16":
        card.convert("I").point(lambda value: value * 257).convert("I;16").save(path)
    else:
        card.convert("L" if mode == "LA" else "RGB").convert(mode).save(path)
    assert scan(path, engines).emails == ("rachel.thompson@harbouranalytics.co.uk",)


def test_a_photo_of_82_megapixels_is_read(engines: Engines, tmp_path: Path) -> None:
    """S7: a phone's largest photo is no bomb; it is decoded scaled. Boxes are in its own pixels."""
    photo = drawn(ENGLISH).convert("L").resize((12_000, 6_857), Image.Resampling.NEAREST)
    reading = scan(saved(photo, tmp_path, "large.jpg"), engines)
    assert reading.full_name == "Rachel Thompson"
    assert 900 < reading.boxes["full_name"][0] < 1_200


def test_a_missing_language_is_named_and_nothing_is_read(tmp_path: Path) -> None:
    """Issue 6: a missing language is reported, never silently degraded."""
    (tmp_path / "eng.traineddata").write_bytes(b"")
    assert missing_languages(("en", "uk"), tmp_path) == ["uk"]
    with pytest.raises(PictureRefused) as refusal:
        Engines(("en", "uk", "pl"), tmp_path)
    assert refusal.value.key == "intake_picture_languages"
    assert refusal.value.said == {"missing": ["uk", "pl"]}
