"""More than one card in a file: pages of a scanner, PDF, HEIC, two sides; badges with plain codes."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pillow_heif import register_heif_opener

from leaddesk.intake.badges import Visitors, badge_id, facts_of_badge
from leaddesk.intake.card import scan, scan_all
from leaddesk.intake.card_child import CardChild
from leaddesk.intake.card_codes import Code, find_codes
from leaddesk.intake.card_picture import MOST_PAGES, kind_of, open_pictures
from leaddesk.intake.card_reading import CardPhone, CardReading, both_sides, with_visitor
from leaddesk.intake.card_refusals import PictureRefused
from leaddesk.intake.card_several import spots_of
from leaddesk.intake.card_text import Engines
from leaddesk.intake.cells import contact
from leaddesk.intake.draft import Draft
from tests.intake.card_made import ENGLISH, RUSSIAN, UKRAINIAN, code, drawn, photographed, saved

LID = (70, 74, 80)
A4 = (2480, 3508)  # 300 dpi
NAMES = ["Олена Коваленко", "Крылов Сергей Петрович", "Rachel Thompson"]


@pytest.fixture(scope="module")
def engines() -> Iterator[Engines]:
    warm = Engines()
    yield warm
    warm.close()


def page_of(
    cards: Sequence[Image.Image], spots: Sequence[tuple[int, int]], angles: Sequence[float] = ()
) -> Image.Image:
    """Cards laid on a scanner's dark lid."""
    page = Image.new("RGB", A4, LID)
    for n, (card, spot) in enumerate(zip(cards, spots, strict=True)):
        angle = angles[n] if angles else 0.0
        mask = Image.new("L", card.size, 255).rotate(angle, expand=True)
        page.paste(card.rotate(angle, Image.Resampling.BICUBIC, expand=True), spot, mask)
    return page


@pytest.fixture(scope="module")
def sheet() -> Image.Image:
    cards = [drawn(UKRAINIAN), drawn(RUSSIAN), drawn(ENGLISH)]
    return page_of(cards, [(120, 150), (1300, 190), (700, 1800)], (2.0, -3.0, 1.0))


def test_each_card_of_a_page_is_read_by_itself(engines: Engines, sheet: Image.Image, tmp_path: Path) -> None:
    """Issue 6.1: several cards on one flatbed page; their boxes lie on the page."""
    path = saved(sheet, tmp_path, "page.jpg")

    found = list(scan_all(path, engines))

    assert [one.full_name for one in found] == NAMES
    assert [one.part for one in found] == [1, 2, 3]
    assert found[2].emails == ("rachel.thompson@harbouranalytics.co.uk",)
    left, top, wide, _high = found[2].boxes["full_name"]
    assert 700 < left < left + wide < 1800
    assert 1800 < top < 2400


def test_a_page_of_a_pdf_is_a_picture(engines: Engines, sheet: Image.Image, tmp_path: Path) -> None:
    """Issue 6.1: a PDF from a scanner; each page, each card, and a picture of it for the eye."""
    path = tmp_path / "two.pdf"
    second = Image.new("RGB", A4, "white")
    second.paste(drawn(UKRAINIAN), (700, 1400))
    sheet.save(path, resolution=300, save_all=True, append_images=[second])

    found = list(scan_all(path, engines))

    assert [one.full_name for one in found] == [*NAMES, "Олена Коваленко"]
    assert all(one.shown.startswith(b"\xff\xd8") for one in found)


def test_a_picture_of_a_phone_in_heic_is_read(engines: Engines, tmp_path: Path) -> None:
    """Issue 6.1: HEIC, as telephones save it."""
    register_heif_opener()
    path = tmp_path / "phone.heic"
    photographed(drawn(UKRAINIAN)).save(path)

    reading = scan(path, engines)

    assert reading.full_name == "Олена Коваленко"
    assert reading.shown.startswith(b"\xff\xd8")
    assert kind_of(path.read_bytes()[:64]) == "heic"


def test_the_child_tells_card_by_card(sheet: Image.Image, tmp_path: Path) -> None:
    """S7: untrusted pictures are read in a process of their own; the time limit is that of one card."""
    path = saved(sheet, tmp_path, "page.jpg")
    with CardChild() as child:
        found = child.read_all(path)

    assert [one.full_name for one in found] == NAMES


def test_the_picture_of_one_card_is_never_cut() -> None:
    """A logo, a code or a coloured field on a card is no card; nor is a card on a restless table."""
    badge = drawn(ENGLISH)
    badge.paste(code("https://harbour.example", 260), (760, 300))
    badge.paste((200, 30, 40), (0, 0, 1050, 40))
    rng = np.random.default_rng(3)
    table = Image.fromarray(rng.integers(0, 255, (900, 1300, 3), np.uint8)).resize((2600, 1800))
    table.paste(drawn(UKRAINIAN), (200, 200))
    table.paste(drawn(RUSSIAN), (1400, 1000))

    for picture in (badge, photographed(badge), table):
        assert spots_of(np.asarray(picture, np.float32)) == []


@settings(max_examples=25, deadline=None)
@given(
    rows=st.integers(1, 4),
    columns=st.integers(1, 2),
    lid=st.sampled_from([LID, (20, 20, 20), (180, 150, 120)]),
    angle=st.floats(-6, 6),
)
def test_as_many_cards_are_found_as_lie_apart(
    rows: int, columns: int, lid: tuple[int, int, int], angle: float
) -> None:
    """Any grid of cards on a calm ground, each aslant: every card has its own spot, in reading order."""
    page = Image.new("RGB", (1240, 1754), lid)
    card = drawn(ENGLISH).resize((500, 290))
    mask = Image.new("L", card.size, 255).rotate(angle, expand=True)
    turned = card.rotate(angle, expand=True)
    for n in range(rows * columns):
        page.paste(turned, (30 + 610 * (n % columns), 30 + 420 * (n // columns)), mask)

    spots = spots_of(np.asarray(page, np.float32))

    assert len(spots) == rows * columns
    middles = [((left + right) / 2, (top + bottom) / 2) for left, top, right, bottom in spots]
    assert middles == sorted(middles, key=lambda spot: (round(spot[1] * 4), spot[0]))


def test_a_pdf_of_many_pages_is_refused(tmp_path: Path) -> None:
    """A book is no pile of cards; nothing is read in part."""
    path = tmp_path / "book.pdf"
    blank = Image.new("RGB", (60, 40), "white")
    blank.save(path, save_all=True, append_images=[blank] * MOST_PAGES)

    with pytest.raises(PictureRefused) as refused:
        open_pictures(path)

    assert (refused.value.key, refused.value.said["pages"]) == ("intake_picture_pages", MOST_PAGES + 1)


@pytest.mark.parametrize("head", [b"%PDF-1.7\nnothing", b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40])
def test_a_damaged_pdf_or_heic_is_refused_in_words(head: bytes, tmp_path: Path) -> None:
    """S7: broken files get their message."""
    path = tmp_path / "broken"
    path.write_bytes(head)

    with pytest.raises(PictureRefused) as refused:
        open_pictures(path)

    assert refused.value.key == "intake_picture_broken"


FRONT = CardReading("a.jpg", full_name="Олена Коваленко", emails=("o@a.ua",), confidence={"full_name": 0.9})
BACK = CardReading(
    "b.jpg", company="ТОВ «Агро-Схід»", website="agro.ua", phones=(CardPhone("+380671112233", "mobile"),),
    confidence={"company": 0.95, "website": 0.5, "phones": 0.9},
)  # fmt: skip


def test_the_back_adds_what_the_front_lacks() -> None:
    """Issue 6.1: front and back as one lead."""
    whole = both_sides(FRONT, BACK)

    assert (whole.full_name, whole.company, whole.website) == (
        "Олена Коваленко",
        "ТОВ «Агро-Схід»",
        "agro.ua",
    )
    assert whole.phones == BACK.phones
    assert (whole.confidence["full_name"], whole.confidence["company"]) == (0.9, 0.95)
    assert "website" in whole.low_confidence
    assert "company" not in whole.low_confidence


def test_the_front_stands_where_the_sides_differ() -> None:
    """The back often says the same in another language."""
    back = CardReading("b.jpg", full_name="Olena Kovalenko", emails=("o@a.ua", "info@a.ua"))

    whole = both_sides(FRONT, back)

    assert whole.full_name == "Олена Коваленко"
    assert whole.emails == ("o@a.ua", "info@a.ua")


CORNERS = np.zeros((4, 2))


@pytest.mark.parametrize(
    ("text", "name", "company", "title", "emails", "phones"),
    [
        ("10422|Ірина Шевчук|ТОВ «Квант»", "Ірина Шевчук", "ТОВ «Квант»", "", (), ()),
        ("A-17^Jan Nowak^Nowa Stal^Kierownik", "Jan Nowak", "Nowa Stal", "Kierownik", (), ()),
        ("10422;Anna Berg;Berg GmbH;anna@berg.de", "Anna Berg", "Berg GmbH", "", ("anna@berg.de",), ()),
        ("7\tPetro Sydorenko\tAgro\t+380671112233", "Petro Sydorenko", "Agro", "", (), ("+380671112233",)),
    ],
)
def test_a_separated_code_says_who_stands_there(
    text: str, name: str, company: str, title: str, emails: tuple[str, ...], phones: tuple[str, ...]
) -> None:
    """Issue 6.3: badge formats as data."""
    facts = facts_of_badge(Code(text, CORNERS))

    assert facts is not None
    assert (facts.full_name, facts.company, facts.job_title) == (name, company, title)
    assert (facts.emails, tuple(number for number, _ in facts.phones)) == (emails, phones)


@pytest.mark.parametrize(
    "text", ["10422", "WIFI:T:WPA;S:Fair Guest;P:secret word;;", "BEGIN:VEVENT;a b;c", "1;2;3", "", "   "]
)
def test_what_names_nobody_is_no_badge(text: str) -> None:
    """A plain number is looked up; a code for the fair's own network is nobody."""
    assert facts_of_badge(Code(text, CORNERS)) is None


@given(st.text(max_size=200))
def test_any_code_is_read_without_a_fault(text: str) -> None:
    """Codes are foreign text."""
    facts = facts_of_badge(Code(text, CORNERS))

    assert facts is None or facts.full_name or facts.emails or facts.company or facts.website
    assert len(badge_id(text)) <= 64


def _visitor(number: str, name: str, **fields: str) -> Draft:
    contacts = (contact("phone", "067 111 22 33", "mobile", "UA"), contact("email", "i@kvant.ua", "", None))
    return Draft(2, {"external_id": number, "full_name": name, **fields}, contacts, {}, "visitors.csv")


def test_a_number_is_looked_up_in_the_organisers_list(engines: Engines, tmp_path: Path) -> None:
    """Issue 6.3: no badge without its contact; the list is in memory, no network is asked."""
    bars = zxingcpp.create_barcode("FAIR-10422", zxingcpp.BarcodeFormat.Code128)
    image = Image.fromarray(np.array(zxingcpp.write_barcode_to_image(bars, scale=5))).convert("RGB")
    badge = drawn([(90, 60, 44, "BUDEXPO 2026"), (90, 150, 56, "Visitor")])
    badge.paste(image.resize((700, 180)), (150, 330))
    visitors = Visitors([_visitor("fair-10422", "Ірина Шевчук", company="ТОВ «Квант»", position="Агроном")])

    reading = scan(saved(badge, tmp_path), engines)
    visitor = visitors.find(reading.codes)
    assert visitor is not None
    whole = with_visitor(reading, visitor)

    assert reading.codes == ("FAIR-10422",)
    assert (whole.full_name, whole.company, whole.job_title) == ("Ірина Шевчук", "ТОВ «Квант»", "Агроном")
    assert whole.phones == (CardPhone("+380671112233", "mobile"),)
    assert whole.emails == ("i@kvant.ua",)
    assert not {"full_name", "company", "emails", "phones"} & set(whole.low_confidence)


def test_an_unknown_number_changes_nothing() -> None:
    """Whoever is not in the list stays as read."""
    assert Visitors([_visitor("1", "Хтось")]).find(("2", "")) is None
    assert len(Visitors(())) == 0


def test_bars_do_not_turn_the_card() -> None:
    """The sides of a matrix code say how the card lies; those of bars do not, and come after it."""
    bars = zxingcpp.create_barcode("10422", zxingcpp.BarcodeFormat.Code128)
    badge = drawn([(90, 60, 44, "BUDEXPO")])
    badge.paste(
        Image.fromarray(np.array(zxingcpp.write_barcode_to_image(bars, scale=4))).convert("RGB"), (90, 300)
    )
    badge.paste(code("MECARD:N:Koval,Iryna;TEL:+380671112233;;", 300), (650, 220))

    codes = find_codes(np.asarray(badge, np.float32))

    assert [one.square for one in codes] == [True, False]
