"""Hostile and broken pictures get a named refusal within two seconds, and the program goes on (S7)."""

import os
import signal
import struct
import threading
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from leaddesk.intake.card_child import MEMORY_LIMIT, CardChild
from leaddesk.intake.card_refusals import PictureRefused
from tests.intake.card_made import ENGLISH, UKRAINIAN, drawn, saved

BAR = 2.0  # seconds, S7
SVG_BOMB = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><defs><g id="a0"><rect/></g>'
    + b"".join(b'<g id="a%d">' % n + b'<use href="#a%d"/>' % (n - 1) * 10 + b"</g>" for n in range(1, 9))
    + b'</defs><use href="#a8"/></svg>'
)


@pytest.fixture
def child() -> Iterator[CardChild]:
    with CardChild() as warm:
        warm.warm()
        yield warm


def png_claiming(width: int, height: int) -> bytes:
    """A small PNG whose header claims a huge picture: the decompression bomb."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(b"\0" * 100_000, 9))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + body + chunk(b"IEND", b"")


def refused(child: CardChild, path: Path) -> PictureRefused:
    begun = time.monotonic()
    with pytest.raises(PictureRefused) as refusal:
        child.read(path)
    assert time.monotonic() - begun < BAR
    return refusal.value


HOSTILE: dict[str, tuple[str, bytes, str]] = {
    "an empty file": ("a.jpg", b"", "intake_picture_empty"),
    "an SVG bomb": ("a.svg", SVG_BOMB, "intake_picture_kind"),
    "an SVG bomb called JPEG": ("a.jpg", SVG_BOMB, "intake_picture_kind"),
    "a text called PNG": ("a.png", b"GIF? no, just words " * 50, "intake_picture_kind"),
    "a PDF": ("a.pdf", b"%PDF-1.7\n1 0 obj<<>>endobj", "intake_picture_broken"),
    "a GIF": ("a.gif", b"GIF89a" + bytes(40), "intake_picture_kind"),
    "a bomb of 900 megapixels": ("a.png", png_claiming(30_000, 30_000), "intake_picture_too_large"),
    "a bomb of 4000 megapixels": ("a.png", png_claiming(65_000, 65_000), "intake_picture_too_large"),
    "a PNG of 0x0": ("a.png", png_claiming(0, 0), "intake_picture_broken"),
    "a PNG of 1x1": ("a.png", png_claiming(1, 1), "intake_picture_too_small"),
    "a header with nothing behind": ("a.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "intake_picture_broken"),
    "noise behind a header": (
        "a.webp",
        b"RIFF\x10\x00\x00\x00WEBP" + bytes(range(200)),
        "intake_picture_broken",
    ),
}


def test_hostile_pictures_are_refused_by_name_one_after_the_other(child: CardChild, tmp_path: Path) -> None:
    """S7: allow-list by magic bytes, limits before decoding, a key for the person's message."""
    for case, (name, data, key) in HOSTILE.items():
        (tmp_path / name).write_bytes(data)
        refusal = refused(child, tmp_path / name)
        assert (refusal.key, refusal.said["name"]) == (key, name), case
    assert refused(child, tmp_path / "gone.jpg").key == "intake_picture_missing"


def test_truncated_pictures_are_refused(child: CardChild, tmp_path: Path) -> None:
    """S7: a half-copied photo is damaged, not half a card."""
    for kind in ("jpeg", "png", "webp"):
        whole = saved(drawn(ENGLISH), tmp_path, f"card.{kind}").read_bytes()
        (tmp_path / f"half.{kind}").write_bytes(whole[: len(whole) // 2])
        assert refused(child, tmp_path / f"half.{kind}").key == "intake_picture_broken", kind


def test_moving_pictures_are_refused(child: CardChild, tmp_path: Path) -> None:
    """S7: animated."""
    frames = [drawn(ENGLISH), drawn(UKRAINIAN), drawn(ENGLISH)]
    for kind in ("png", "webp"):
        path = tmp_path / f"moves.{kind}"
        frames[0].save(path, save_all=True, append_images=frames[1:], duration=40)
        refusal = refused(child, path)
        assert (refusal.key, refusal.said["frames"]) == ("intake_picture_animated", 3), kind


def test_one_process_reads_several_pictures(child: CardChild, tmp_path: Path) -> None:
    """Issue 6: the recogniser stays warm."""
    first = child.read(saved(drawn(ENGLISH), tmp_path, "one.png"))
    second = child.read(saved(drawn(UKRAINIAN), tmp_path, "two.png"))
    assert (first.image, second.image) == ("one.png", "two.png")
    assert second.full_name == "Олена Коваленко"


def test_a_picture_that_takes_too_long_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    """S7: the process is ended, and a new one serves."""
    path = saved(drawn(ENGLISH), tmp_path)
    with CardChild(seconds=0.001) as slow:
        slow.warm()
        assert refused(slow, path).key == "intake_picture_time"
        slow._seconds = 20.0
        assert slow.read(path).full_name == "Rachel Thompson"


def test_a_process_that_dies_is_refused_and_replaced(tmp_path: Path) -> None:
    """S7: a crash of an image library takes one picture, not the program."""
    path = saved(drawn(ENGLISH), tmp_path)
    with CardChild() as child:
        child.warm()
        assert child._process is not None
        pid = child._process.pid
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)  # so that it dies with the picture in its hands
        killer = threading.Timer(0.2, os.kill, (pid, signal.SIGKILL))
        killer.start()
        assert refused(child, path).key == "intake_picture_stopped"
        killer.join()
        assert child.read(path).full_name == "Rachel Thompson"


def test_a_reading_can_be_cancelled_from_another_thread(tmp_path: Path) -> None:
    """Issue 2: the person is never locked behind a picture."""
    path = saved(drawn(ENGLISH), tmp_path)
    with CardChild() as child:
        child.warm()
        assert child._process is not None
        pid = child._process.pid
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)
        stopper = threading.Timer(0.2, child.cancel)
        stopper.start()
        assert refused(child, path).key == "intake_picture_stopped"
        stopper.join()


def test_closing_twice_is_quiet_and_leaves_no_process() -> None:
    """Conventions: every process has an owner that ends it."""
    child = CardChild()
    child.warm()
    process = child._process
    child.close()
    child.close()
    assert child._process is None
    assert process is not None
    with pytest.raises(ValueError, match="closed"):
        process.is_alive()


def test_a_region_of_a_hostile_picture_is_refused_like_the_picture(child: CardChild, tmp_path: Path) -> None:
    """S7: pointing at it opens no other way to a decoder."""
    for case, (name, data, key) in HOSTILE.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(PictureRefused) as refusal:
            child.read_region(tmp_path / name, 1, (0, 0, 50, 20), "phone")
        assert refusal.value.key == key, case


def test_no_region_however_absurd_ends_the_process(child: CardChild, tmp_path: Path) -> None:
    """S7: a box far outside, of no size, of negative size, of a part that is not there."""
    path = saved(drawn(ENGLISH), tmp_path)
    child.read(path)
    assert child._process is not None
    pid = child._process.pid
    far = 10**9
    for box in ((far, far, far, far), (-far, -far, 1, 1), (0, 0, -50, -50), (0, 0, 1, 10_000)):
        assert isinstance(child.read_region(path, 1, box, "phone").text, str), box

    assert child.read_region(path, 9, (0, 0, 0, 0), "phone").text == ""
    assert child.read_region(path, 1, (100, 60, 500, 60), "company").text == "Harbour Analytics Ltd"
    assert child._process.pid == pid


def test_the_memory_of_the_process_is_limited(child: CardChild) -> None:
    """S7, issue 6.6: what a picture may cost the machine is bounded before it is decoded."""
    resource = pytest.importorskip("resource")
    assert child._process is not None
    assert child._process.pid is not None
    soft, _hard = resource.prlimit(child._process.pid, resource.RLIMIT_AS)

    assert soft == MEMORY_LIMIT
