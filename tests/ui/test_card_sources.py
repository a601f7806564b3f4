"""Pictures that come by themselves: a watched folder, the clipboard (issue 6.6), into the queue of cards."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from leaddesk.texts import set_language
from leaddesk.ui import folder_watch
from leaddesk.ui.capture.paste import Paste
from leaddesk.ui.card_sources import CardSources
from leaddesk.ui.folder_watch import FolderWatch, pictures_in
from tests.fakes.sample import crowd, fill
from tests.ui.capture_scene import CaptureScene, capture_scene, file_desk
from tests.ui.card_readings import Reader, Said, plain_picture
from tests.ui.window_at_work import AtWork, at_work


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    set_language("en")
    monkeypatch.setattr(folder_watch, "LOOK_MS", 30)
    monkeypatch.setattr(folder_watch, "POLL_MS", 60)


@pytest.fixture
def work(qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtWork]:
    desk = file_desk(tmp_path_factory.mktemp("base"))
    fill(desk, crowd(2))
    assert desk.recogniser is not None
    desk.recogniser.close()
    desk.recogniser = Reader(*(Said(full_name=f"Людина {n}") for n in range(9)))
    with at_work(qtbot, desk) as made:
        made.settle(lambda: bool(made.window.pages.selected_ids()))
        yield made
    desk.store.close()


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> CaptureScene:
    return capture_scene(qtbot, tmp_path)


def sources(work: AtWork) -> CardSources:
    found = work.window.findChild(CardSources)
    assert found is not None
    return found


def names(work: AtWork) -> list[str]:
    """Files of the queue of cards, once nothing waits in it."""
    page = work.window.pages.page("scan")
    return [card.title for card in page.cards] if page is not None else []


def test_new_pictures_of_a_watched_folder_are_read_while_the_person_works_elsewhere(
    work: AtWork, qtbot: QtBot, tmp_path: Path
) -> None:
    """Issue 6.6: what lay there before is left alone; what comes is queued, and said."""
    plain_picture(tmp_path, "old.png")
    sources(work).watch_folder(str(tmp_path))
    qtbot.waitUntil(lambda: bool(sources(work).watch.taken()))
    Path(plain_picture(tmp_path, ".new.png")).rename(tmp_path / "new.png")
    (tmp_path / "notes.txt").write_text("no picture", encoding="utf-8")
    qtbot.waitUntil(lambda: names(work) == ["new.png"])
    work.settle(lambda: work.window.pages.page("scan").cards[0].state == "check")

    assert work.window.pages.section == "inbox"
    assert "1 new picture" in work.toast()
    sources(work).watch.stop()


def test_the_folder_is_watched_again_after_a_restart_and_nothing_comes_twice(
    work: AtWork, qtbot: QtBot, tmp_path: Path
) -> None:
    """Pictures that came while the program was closed are new, those that were read are not."""
    plain_picture(tmp_path, "read.png")
    first = sources(work)
    first.watch.start(str(tmp_path), {})
    qtbot.waitUntil(lambda: names(work) == ["read.png"])
    kept = json.loads(work.kept.text("watched"))
    first.watch.stop()
    plain_picture(tmp_path, "while-closed.png")
    again = FolderWatch(work.runner, work.window)
    found: list[str] = []
    again.found.connect(found.extend)
    again.start(str(tmp_path), {name: (mark[0], mark[1]) for name, mark in kept["files"].items()})
    qtbot.waitUntil(lambda: bool(found))
    again.stop()

    assert [Path(path).name for path in found] == ["while-closed.png"]


def test_a_half_written_picture_is_waited_for(
    scene: CaptureScene, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Issue 6.6: a file that grows between two looks is not read yet."""
    monkeypatch.setattr(folder_watch, "LOOK_MS", 60_000)
    monkeypatch.setattr(folder_watch, "POLL_MS", 60_000)
    watch = FolderWatch(scene.runner, scene.window)
    found: list[list[str]] = []
    watch.found.connect(found.append)
    folder = tmp_path / "phone"
    folder.mkdir()
    watch.start(str(folder), {})
    qtbot.waitUntil(lambda: watch._timer.remainingTime() > 1_000)  # the first look is over
    whole = Path(plain_picture(tmp_path)).read_bytes()
    looks: list[int] = []
    growing = folder / "card.png"
    with growing.open("wb") as file:
        for part in range(0, len(whole), max(1, len(whole) // 4)):
            file.write(whole[part : part + max(1, len(whole) // 4)])
            file.flush()
            watch.look()
            scene.settled()
            looks.append(len(found))
    for _time in range(2):
        watch.look()
        scene.settled()
    watch.stop()

    assert set(looks) == {0}
    assert found == [[str(growing)]]
    assert growing.read_bytes() == whole


def test_a_folder_that_goes_is_told_once_and_found_again(
    scene: CaptureScene, qtbot: QtBot, tmp_path: Path
) -> None:
    """A stick that is pulled out and put in again; no warning of Qt, no stop."""
    folder = tmp_path / "stick"
    watch = FolderWatch(scene.runner, scene.window)
    lost: list[str] = []
    found: list[str] = []
    watch.lost.connect(lost.append)
    watch.found.connect(found.extend)
    watch.start(str(folder), {})
    qtbot.waitUntil(lambda: bool(lost))
    for _time in range(3):
        watch.look()
        scene.settled()
    folder.mkdir()
    plain_picture(folder, "a.png")
    qtbot.waitUntil(lambda: bool(found))
    watch.stop()

    assert lost == [str(folder)]


def test_the_command_asks_for_a_folder_and_stops_where_one_is_watched(
    work: AtWork, qtbot: QtBot, tmp_path: Path
) -> None:
    """One command begins and ends it; the setting says the same as the watch."""
    work.window.commander.run("import.folder_watch")
    dialog = work.window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path))
    dialog.reject()
    watching = (work.kept.text("watch_folder"), sources(work).watch.folder)
    work.window.commander.run("import.folder_watch")

    assert watching == (str(tmp_path), str(tmp_path))
    assert (work.kept.text("watch_folder"), sources(work).watch.folder) == ("", "")
    assert work.kept.text("watched") == "{}"


def test_a_folder_typed_in_the_settings_is_watched(work: AtWork, tmp_path: Path) -> None:
    """The preference is the one place where it is kept."""
    work.kept.set("watch_folder", str(tmp_path))
    assert sources(work).watch.folder == str(tmp_path)
    work.kept.set("watch_folder", "")

    assert sources(work).watch.folder == ""


def test_a_picture_in_the_clipboard_becomes_a_card(work: AtWork) -> None:
    """Issue 6.6: a screenshot, a picture copied out of a chat."""
    image = QImage(300, 180, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    QApplication.clipboard().setImage(image)
    work.window.commander.run("import.clipboard")
    work.settle(lambda: names(work) == ["From the clipboard"])
    work.settle(lambda: work.window.pages.page("scan").cards[0].state == "check")
    (card,) = work.window.pages.page("scan").cards

    assert work.window.pages.section == "cards"
    assert work.desk.attachments is not None
    kept = work.desk.attachments.get(card.sha256)
    assert kept is not None
    assert QImage.fromData(kept).size() == image.size()


def test_picture_files_in_the_clipboard_become_cards(work: AtWork, tmp_path: Path) -> None:
    """Copied in the file manager, pasted here."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(plain_picture(tmp_path))])
    QApplication.clipboard().setMimeData(data)
    work.window.commander.run("lead.paste")
    work.settle(lambda: names(work) == ["card.png"])

    assert work.window.pages.section == "cards"


def test_a_text_with_its_picture_beside_it_is_pasted_as_text(work: AtWork) -> None:
    """A spreadsheet puts rows and their picture into the clipboard: the rows are what is meant."""
    data = QMimeData()
    data.setText("Степан Перегуда +380635550817")
    image = QImage(30, 18, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    data.setImageData(image)
    QApplication.clipboard().setMimeData(data)
    work.window.commander.run("import.clipboard")
    work.settle()

    assert names(work) == []
    assert [one.isVisible() for one in work.shell.findChildren(Paste)] == [True]


def test_an_empty_clipboard_is_said(work: AtWork) -> None:
    """UX 1.8: no dialog for nothing."""
    QApplication.clipboard().clear()
    work.window.commander.run("import.clipboard")

    assert "clipboard" in work.toast()


def test_only_pictures_are_listed(tmp_path: Path) -> None:
    """Hidden files are those that a sync still writes; folders inside are not looked into."""
    plain_picture(tmp_path, "a.JPG".lower())
    plain_picture(tmp_path, ".hidden.png")
    (tmp_path / "inner.png").mkdir()
    (tmp_path / "b.txt").write_text("x", encoding="utf-8")

    assert list(pictures_in(str(tmp_path))) == ["a.jpg"]
