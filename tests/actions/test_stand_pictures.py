"""Pictures of the stand: on disk by sha256 before they are read; what a person typed is never overwritten."""

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PIL import Image

from leaddesk.actions import stand_pictures as pictures
from leaddesk.actions.desk import Desk
from leaddesk.actions.keeping import Box, Recogniser
from leaddesk.app.compose import recogniser
from leaddesk.domain.refusals import Refused, Unreachable
from leaddesk.domain.show import Visit
from leaddesk.storage.attachments import Attachments
from tests.actions.desks import make_desk
from tests.fakes.sample import NOW
from tests.intake.card_made import drawn


class Fact(NamedTuple):
    """One field of a reading."""

    key: str
    text: str
    sure: float = 0.97


@dataclass(frozen=True)
class Said:
    """A reading as the recogniser gives it."""

    facts: tuple[Fact, ...] = (Fact("full_name", "Ірма"),)


class Reader(Recogniser):
    """Gives what it was told, and remembers what it was asked."""

    def __init__(self, *said: Said) -> None:
        self.said, self.asked = said, ""

    def read_all(self, path: str) -> Sequence[Any]:
        self.asked = path
        return self.said

    def read_region(self, path: str, part: int, box: Box, key: str) -> Fact:
        return Fact(key, "")

    def learn(self, reading: Any, told: Sequence[Any]) -> None:
        self.asked = ""

    def close(self) -> None:
        self.said = ()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = make_desk()
    made.attachments = Attachments(tmp_path / "attachments")
    return made


@pytest.fixture
def reading(desk: Desk, tmp_path: Path) -> Iterator[Desk]:
    """With the real recogniser in its own process."""
    desk.recogniser = recogniser(tmp_path)
    yield desk
    desk.recogniser.close()


def file(folder: Path, data: bytes, name: str = "card.jpg") -> str:
    (folder / name).write_bytes(data)
    return str(folder / name)


def refusal(desk: Desk, path: str) -> str:
    """The key why a picture is not read; its bytes are kept all the same."""
    digest = pictures.keep_file(desk, path)
    with pytest.raises(Refused) as found:
        pictures.read_kept(desk, digest)
    assert desk.attachments is not None
    assert desk.attachments.get(digest) == Path(path).read_bytes()
    return found.value.key


def png(size: tuple[int, int], mode: str = "RGB") -> bytes:
    held = io.BytesIO()
    Image.new(mode, size, 255 if mode in ("L", "I;16") else "white").save(held, "PNG")
    return held.getvalue()


def test_a_picture_is_kept_by_what_is_in_it(desk: Desk, tmp_path: Path) -> None:
    """Issue 6.10."""
    digest = pictures.keep_file(desk, file(tmp_path, b"picture"))

    assert digest == hashlib.sha256(b"picture").hexdigest()
    assert desk.attachments is not None
    assert desk.attachments.get(digest) == b"picture"


def test_it_is_read_where_it_is_kept_and_no_copy_is_left(desk: Desk, tmp_path: Path) -> None:
    """Issue 6.10: no temporary file."""
    reader = Reader(Said())
    desk.recogniser = reader
    digest = pictures.keep_file(desk, file(tmp_path, b"picture"))
    before = sorted(tmp_path.rglob("*"))
    pictures.read_kept(desk, digest)

    assert Path(reader.asked).is_relative_to(tmp_path / "attachments")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_that_is_gone_or_a_folder_is_refused_in_words(desk: Desk, tmp_path: Path) -> None:
    for path in (tmp_path / "gone.jpg", tmp_path):
        with pytest.raises(Refused) as found:
            pictures.keep_file(desk, str(path))
        assert found.value.key == "stand.no_file"


def test_what_is_too_heavy_for_a_card_is_not_taken(desk: Desk, tmp_path: Path) -> None:
    """S7: a sparse file of 201 MB costs nothing here."""
    with (tmp_path / "film.jpg").open("wb") as big:
        big.truncate(pictures.HEAVIEST + 1)
    with pytest.raises(Refused) as found:
        pictures.keep_file(desk, str(tmp_path / "film.jpg"))

    assert found.value.key == "stand.too_heavy"


def test_a_base_out_of_reach_keeps_the_picture_here(desk: Desk, tmp_path: Path) -> None:
    """Issue 6.8: no network is ever needed."""

    class Far(Attachments):
        def put(self, data: bytes) -> str:
            super().put(data)
            raise Unreachable("base.unreachable", reason="no network")

    desk.attachments = Far(tmp_path / "far")
    digest = pictures.keep_bytes(desk, b"picture")

    assert desk.attachments.get(digest) == b"picture"


def test_without_a_place_or_a_reader_it_is_said(desk: Desk, tmp_path: Path) -> None:
    digest = pictures.keep_file(desk, file(tmp_path, b"picture"))
    with pytest.raises(Refused) as no_reader:
        pictures.read_kept(desk, digest)
    desk.attachments = None
    with pytest.raises(Refused) as no_place:
        pictures.keep_bytes(desk, b"x")

    assert (no_reader.value.key, no_place.value.key) == ("stand.no_recogniser", "stand.no_files")


def test_a_picture_that_rotted_on_disk_is_refused(desk: Desk) -> None:
    desk.recogniser = Reader(Said())
    assert desk.attachments is not None
    digest = desk.attachments.put(b"picture")
    with desk.attachments.opened(digest) as path:
        assert path is not None
        path.write_bytes(b"pic")
    with pytest.raises(Refused) as found:
        pictures.read_kept(desk, digest)

    assert found.value.key == "stand.no_file"


def test_fields_of_a_card_are_those_that_say_something_with_their_certainty() -> None:
    told = (
        ("full_name", "Ірма Качур", 0.976),
        ("company", " Квант ", 0.0),
        ("phone", "+380671", 0.9),
        ("phone", "+380672", 0.5),
        ("email", "a@b.ua", 1.0),
        ("language", "uk", 1.0),
        ("website", " ", 1.0),
    )

    assert pictures.fields_of(Said(tuple(Fact(*one) for one in told))) == {
        "name": ("Ірма Качур", 98),
        "company": ("Квант", 0),
        "phone": ("+380671; +380672", 50),
        "email": ("a@b.ua", 100),
    }


def test_what_was_typed_wins_over_what_was_read() -> None:
    """B18."""
    visit = Visit("v", NOW, typed={"name": "Ірма", "company": " "}, unread=("d", "e"))
    told = pictures.with_fields(visit, {"name": ("Ipma", 99), "company": ("Квант", 70)}, "d")

    assert told.typed == {"name": "Ірма", "company": "Квант"}
    assert told.read == {"company": 70}
    assert told.unread == ("e",)


def test_a_card_that_was_not_read_no_longer_waits_and_says_why() -> None:
    told = pictures.not_read(Visit("v", NOW, unread=("d",), pictures=("d",)), "d")

    assert (told.unread, told.pictures, told.trouble) == ((), ("d",), "unreadable")


def test_a_drawn_card_is_read_from_the_kept_bytes(reading: Desk, tmp_path: Path) -> None:
    """The real recogniser, by bytes whose name has no ending."""
    lines = ((60, 60, 64, "Kvant"), (60, 240, 52, "Irma Kachur"), (60, 430, 34, "irma@kvant.ua"))
    drawn(lines).save(tmp_path / "card.png")
    (fields,) = pictures.read_kept(reading, pictures.keep_file(reading, str(tmp_path / "card.png")))

    assert fields["email"][0] == "irma@kvant.ua"


def test_hostile_pictures_are_refused_and_kept(reading: Desk, tmp_path: Path) -> None:
    """Issue 6, must hold (S7): bomb, SVG, empty, cut off, animated, wrong ending: each a message."""
    frames = [Image.new("RGB", (300, 180), colour) for colour in ("white", "black")]
    frames[0].save(tmp_path / "moves.png", save_all=True, append_images=frames[1:])
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><g id="a"/>' + b'<use href="#a"/>' * 30 + b"</svg>"
    hostile = {
        "svg.jpg": svg,
        "empty.jpg": b"",
        "cut.png": png((900, 600))[:200],
        "bomb.png": png((20_000, 20_000), "1"),
        "text.heic": b"not a picture at all",
    }
    keys = {name: refusal(reading, file(tmp_path, data, name)) for name, data in hostile.items()}
    keys["moves.png"] = refusal(reading, str(tmp_path / "moves.png"))

    assert all(key.startswith("intake_picture_") for key in keys.values()), keys
    assert "intake_picture_time" not in keys.values()


def test_after_a_hostile_picture_the_next_card_is_read(reading: Desk, tmp_path: Path) -> None:
    """The process that fell is not the end of the day."""
    refusal(reading, file(tmp_path, png((20_000, 20_000), "1"), "bomb.png"))
    drawn(((60, 60, 52, "Irma Kachur"), (60, 430, 34, "irma@kvant.ua"))).save(tmp_path / "card.png")
    (fields,) = pictures.read_kept(reading, pictures.keep_file(reading, str(tmp_path / "card.png")))

    assert fields["email"][0] == "irma@kvant.ua"


def test_pictures_of_rare_kinds_are_read_and_not_refused(reading: Desk, tmp_path: Path) -> None:
    """S7: CMYK and 16 bits are honest pictures of scanners."""
    card = drawn(((60, 60, 52, "Irma Kachur"), (60, 430, 34, "irma@kvant.ua")))
    card.convert("CMYK").save(tmp_path / "cmyk.jpg", quality=95)
    card.convert("I;16").point(lambda grey: grey * 257).save(tmp_path / "deep.png")
    for name in ("cmyk.jpg", "deep.png"):
        assert pictures.read_kept(reading, pictures.keep_file(reading, str(tmp_path / name)))
