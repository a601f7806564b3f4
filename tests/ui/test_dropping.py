"""Files and texts dropped anywhere on the window: each begins its own import, nothing is written unseen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from leaddesk.texts import set_language
from leaddesk.ui.capture.paste import Paste
from leaddesk.ui.dropping import files_in, is_wanted
from tests.fakes.sample import crowd, fill, make_desk
from tests.ui.capture_scene import file_desk
from tests.ui.window_at_work import AtWork, at_work

COPY, LEFT, NO_KEY = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def work(qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtWork]:
    desk = file_desk(tmp_path_factory.mktemp("base"))
    fill(desk, crowd(2))
    with at_work(qtbot, desk) as made:
        made.settle(lambda: bool(made.window.pages.selected_ids()))
        yield made
    assert desk.recogniser is not None
    desk.recogniser.close()
    desk.store.close()


def data_of(*paths: Path, text: str = "") -> QMimeData:
    data = QMimeData()
    if paths:
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    if text:
        data.setText(text)
    return data


def drop(work: AtWork, data: QMimeData) -> bool:
    """Drag over the window and let go; whether it was welcome."""
    enter = QDragEnterEvent(QPoint(300, 300), COPY, data, LEFT, NO_KEY)
    QApplication.sendEvent(work.window, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(300, 300), COPY, data, LEFT, NO_KEY)
    QApplication.sendEvent(work.window, event)
    work.settle()
    return event.isAccepted()


def file(folder: Path, name: str, text: str = "name,phone\nIvan,0671234567\n") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf8")
    return path


def test_a_table_dropped_on_the_inbox_opens_the_import_with_it(work: AtWork, tmp_path: Path) -> None:
    """UX 2: drop of files anywhere on the window starts the right import."""
    assert drop(work, data_of(file(tmp_path, "leads.csv")))

    assert work.window.pages.section == "import"
    panel = work.window.pages.main_panel()
    assert panel._ask.path.endswith("leads.csv")


def test_pictures_go_to_the_cards(work: AtWork, tmp_path: Path) -> None:
    """UX 2: images and PDF of cards."""
    first, second = file(tmp_path, "a.JPG", "x"), file(tmp_path, "b.png", "y")

    assert drop(work, data_of(first, second))

    assert work.window.pages.section == "cards"
    assert len(work.window.pages.main_panel().cards) == 2


def test_a_dragged_text_is_shown_before_it_is_written(work: AtWork) -> None:
    """UX 1.8: the same preview as a paste."""
    before = work.window.pages.main_panel().model.rowCount()

    assert drop(work, data_of(text="Олена Ґудзь\n+380671234567\nЗавод"))

    assert [one.isVisible() for one in work.shell.findChildren(Paste)] == [True]
    assert work.window.pages.main_panel().model.rowCount() == before


def test_of_several_tables_the_first_is_read_and_the_others_are_named(work: AtWork, tmp_path: Path) -> None:
    """Nothing is left out silently."""
    drop(work, data_of(file(tmp_path, "a.csv"), file(tmp_path, "b.csv"), file(tmp_path, "c.vcf")))

    assert "2 more files were left" in work.toast()


def test_a_folder_stands_for_its_files(work: AtWork, tmp_path: Path) -> None:
    """UX 2: folder."""
    folder = tmp_path / "cards"
    folder.mkdir()
    file(folder, "1.png", "x")
    file(folder, ".hidden.png", "x")

    drop(work, data_of(folder))

    assert work.window.pages.section == "cards"
    assert len(work.window.pages.main_panel().cards) == 1


def test_an_empty_folder_says_so(work: AtWork, tmp_path: Path) -> None:
    """A drop always answers."""
    folder = tmp_path / "empty"
    folder.mkdir()

    drop(work, data_of(folder))

    assert work.toast() == "There is no file to read here"


def test_whoever_may_not_import_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    """C7: sales does not import."""
    with at_work(qtbot, make_desk(roles=("sales",))) as work:
        drop(work, data_of(file(tmp_path, "leads.csv")))

        assert work.toast() == "Import a file: your role may not import"
        assert work.window.pages.section == "inbox"


def test_what_can_become_no_lead_is_not_welcome() -> None:
    """A link of a browser, a colour: the drag shows at once that nothing would happen."""
    link = QMimeData()
    link.setUrls([QUrl("https://example.com/a.csv")])

    assert not is_wanted(link)
    assert not is_wanted(QMimeData())
    assert is_wanted(data_of(text="Ivan"))


@given(names=st.lists(st.sampled_from(("a.csv", "b.PDF", "c.webp", "d", "e.vcf", ".f")), unique=True))
def test_every_file_of_a_folder_is_given_to_exactly_one_reader(
    names: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Hidden files apart, none is forgotten and none is read twice."""
    folder = tmp_path_factory.mktemp("drop")
    for name in names:
        file(folder, name)

    pictures, others = files_in([str(folder)])

    assert sorted(Path(path).name for path in (*pictures, *others)) == sorted(
        name for name in names if not name.startswith(".")
    )
