"""Journey 7 through the real window: a cp1251 list of 5,000 rows is dropped, looked through, kept or not."""

import csv
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication

from leaddesk.actions.edit import Edit
from leaddesk.actions.ports import PageAsk
from leaddesk.actions.questions import Leads
from leaddesk.ui.capture.wizard import DONE, READING, REHEARSAL, ImportPanel
from tests.journeys.desk_scene import DeskScene
from tests.journeys.hands import Hands

HEAD = ("ПІБ", "Фірма", "Тел.", "E-mail", "Що треба", "Менеджер", "Бюджет відділу")
NEW, AGAIN, JUNK = 4_660, 300, 40
FAMILIES = ("Бондаренко", "Джус", "Лобода", "Ковальчук", "Їжак", "Щербина", "Ґалаґан", "Євтушенко")
GIVEN = ("Ігор", "Раїса", "Євген", "Олена", "Юлія", "Сергій", "Ґеник")


def rows() -> list[tuple[str, ...]]:
    """New clients with phones as people write them, the same ones again, and rows that name no contact."""
    found = []
    for n in range(NEW):
        name = f"{FAMILIES[n % len(FAMILIES)]} {GIVEN[n % len(GIVEN)]}"
        phone = f"8-(067)-{n // 10_000:03d}-{n // 100 % 100:02d}-{n % 100:02d}".replace(
            "(067)-000", "(067)-412"
        )
        need = f"верстат №{n};\nз доставкою" if n % 7 == 0 else f"верстат №{n}"
        found.append((name, f"ТОВ «Завод {n}»", phone, "", need, "хтось", str(n)))
    found += found[:AGAIN]
    found += [("", f"Склад {n}", "", "", "", "хтось", "") for n in range(JUNK)]
    return found


def written(folder: Path) -> Path:
    path = folder / "виставка.csv"
    with path.open("w", encoding="cp1251", newline="") as file:
        out = csv.writer(file, delimiter=";", lineterminator="\r\n")
        out.writerows((HEAD, *rows()))
    return path


def dropped(scene: DeskScene, path: Path) -> ImportPanel:
    """Let a file go over the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    scene.window.dropEvent(event)
    scene.settled(lambda: scene.window.pages.section == "import")
    panel = scene.panel()
    assert isinstance(panel, ImportPanel)
    scene.settled(lambda: panel.step() == READING and not panel.work.busy())
    return panel


def onward(scene: DeskScene, panel: ImportPanel) -> None:
    step = panel.step()
    scene.ctrl_enter()
    scene.settled(lambda: panel.step() > step and not panel.work.busy())


def test_a_list_of_five_thousand_rows_comes_in_by_four_keys_and_goes_by_one(
    scene: DeskScene, tmp_path: Path
) -> None:
    """Journey 7, A3: encoding right at once, <= 4 confirmations, a fate for each row, one step back."""
    path = written(tmp_path)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    panel = dropped(scene, path)
    assert panel.reading_page.encoding.currentData() in (None, "cp1251")

    with Hands(app) as hands:
        while panel.step() < DONE:
            if panel.step() == REHEARSAL:
                counts = panel.rehearsal_page.counts()
                assert scene.count("") == 0
            onward(scene, panel)

    assert hands.keys <= 4
    assert counts == {"": NEW + AGAIN + JUNK, "new": NEW, "again": AGAIN, "no_contact": JUNK, "rejected": 0}
    assert scene.count("is:active") == NEW
    assert scene.count("is:junk") == JUNK
    found = scene.desk.ask(_one('need:"верстат №7;"'))
    assert [row.phone for row in found.rows] == ["+380674120007"]
    assert found.rows[0].company == "ТОВ «Завод 7»"

    scene.desk.do(Edit((found.rows[0].id,), "need", "уже дзвонили"))
    panel.take_back()
    scene.settled(lambda: scene.count("is:active") == 1)
    assert scene.count("") in (1, 1 + JUNK)
    assert scene.check().projections


def _one(query: str) -> Leads:
    return Leads(PageAsk(query))
