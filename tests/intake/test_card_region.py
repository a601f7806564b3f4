"""A region of a card is read again from the page that was kept: a point, a part of a line, fresh print."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from leaddesk.intake.card import scan_all
from leaddesk.intake.card_reader import Reader
from leaddesk.intake.card_reading import CardReading, as_told, from_told
from leaddesk.intake.card_region import MOST_KEPT, Kept, Seen, name_of, read_region
from leaddesk.intake.card_text import Engines
from tests.intake.card_made import UKRAINIAN, drawn, photographed, saved

FAMILY = (285, 165, 345, 70)
"""Around the family name of the Ukrainian card."""


@pytest.fixture(scope="module")
def engines() -> Iterator[Engines]:
    made = Engines()
    yield made
    made.close()


def read(image: Image.Image, folder: Path, engines: Engines) -> tuple[CardReading, Kept]:
    """A card and what stays of it."""
    seen = Seen()
    path = saved(image, folder)
    (card,) = scan_all(path, engines, seen)
    kept = seen.find(name_of(path), 1)
    assert kept is not None
    return card, kept


def test_each_value_of_a_card_has_its_own_box_and_what_else_it_may_say(
    tmp_path: Path, engines: Engines
) -> None:
    """Screen 10: two phones stand beside two slices; the box of one never holds the other."""
    card, _kept = read(drawn(UKRAINIAN), tmp_path, engines)
    work, mobile = (one for one in card.facts if one.key == "phone")

    assert (work.kind, mobile.kind) == ("work", "mobile")
    assert work.box is not None
    assert mobile.box is not None
    assert work.box[1] + work.box[3] <= mobile.box[1]
    assert all(fact.text not in fact.others for fact in card.facts)
    assert 8 <= len(card.lines) <= 9
    assert all(-0.01 <= side <= 1.01 for line in card.lines for side in line.place)


def test_a_click_on_a_photo_of_a_tilted_card_takes_the_line_under_it(
    tmp_path: Path, engines: Engines
) -> None:
    """Issue 6.5: the click is in the photo's pixels, the line lies on the flattened card."""
    card, kept = read(photographed(drawn(UKRAINIAN), angle=4.0), tmp_path, engines)
    for fact in card.facts:
        if fact.box is not None and fact.key in ("phone", "email", "full_name"):
            x, y, wide, high = fact.box
            found = read_region(kept, (x + wide // 2, y + high // 2, 0, 0), fact.key, engines)
            assert found.text == fact.text, fact.key


def test_a_drag_over_a_part_of_a_line_takes_that_part(tmp_path: Path, engines: Engines) -> None:
    """Issue 6.5: the family name alone, out of a line with both names."""
    _card, kept = read(drawn(UKRAINIAN), tmp_path, engines)
    found = read_region(kept, FAMILY, "full_name", engines)

    assert found.text == "Коваленко"


def test_fresh_print_is_read_where_the_scan_found_no_line(tmp_path: Path, engines: Engines) -> None:
    """A faint line that the scan left out is read when a person draws around it."""
    _card, kept = read(drawn(UKRAINIAN), tmp_path, engines)
    bare = Kept(kept.spot, (), kept.language, kept.country)
    found = read_region(bare, (80, 330, 700, 45), "phone", engines)

    assert found.text == "+380442574116"


def test_a_drag_over_two_lines_takes_both(tmp_path: Path, engines: Engines) -> None:
    """An address may stand on several lines."""
    _card, kept = read(drawn(UKRAINIAN), tmp_path, engines)
    found = read_region(kept, (80, 160, 700, 130), "company", engines)

    assert found.text == "Олена Коваленко Комерційний директор"
    assert found.box is not None


def test_where_nothing_is_printed_nothing_is_read(tmp_path: Path, engines: Engines) -> None:
    """A click beside the print, a drag over paper, a region outside of the picture."""
    _card, kept = read(drawn(UKRAINIAN), tmp_path, engines)

    for box in ((1000, 20, 0, 0), (800, 20, 200, 30), (5000, 5000, 50, 50), (-90, -90, 20, 20)):
        assert read_region(kept, box, "phone", engines).text == "", box


def test_a_copy_of_a_picture_is_the_same_picture(tmp_path: Path) -> None:
    """S22: a kept picture is opened under another path each time; its page is found all the same."""
    one = saved(drawn(UKRAINIAN), tmp_path, "one.png")
    two = saved(drawn(UKRAINIAN), tmp_path, "two.png")

    assert name_of(one) == name_of(two)
    assert name_of(tmp_path / "gone.png") == ""


def test_only_the_pages_read_last_are_kept(tmp_path: Path, engines: Engines) -> None:
    """Memory of the recogniser: a page is a few megabytes, a day at a show is hundreds of them."""
    _card, kept = read(drawn(UKRAINIAN), tmp_path, engines)
    seen = Seen()
    for part in range(MOST_KEPT + 3):
        seen.keep("a", part, kept)

    assert seen.find("a", 2) is None
    assert seen.find("a", 3) is kept
    assert kept.spot.page.pixels.dtype == "uint8"


def test_a_card_read_long_ago_is_read_again_for_its_region(tmp_path: Path) -> None:
    """The person may go back to the first card of a long queue."""
    path = saved(drawn(UKRAINIAN), tmp_path)
    (told,) = Reader().told(str(path), (1, FAMILY, "full_name"))

    assert told[:2] == ("full_name", "Коваленко")
    assert list(Reader().told(str(path), (7, (0, 0, 0, 0), "phone"))) == []


def test_a_reading_travels_whole_between_the_processes(tmp_path: Path, engines: Engines) -> None:
    """Facts and lines with their places; the shape of `leaddesk scan` is not widened by them."""
    card, _kept = read(drawn(UKRAINIAN), tmp_path, engines)

    assert from_told(as_told(card)) == card
