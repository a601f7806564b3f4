"""The product crib from the card: searched offline, materials by need, level and language (C9, C10)."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from leaddesk.actions.questions import Card
from leaddesk.actions.users import SetDefinition
from leaddesk.ui.crib import CribDialog
from tests.fakes.sample import capture, make_desk
from tests.ui.panel_scene import Stage, stage


def _open(qtbot: QtBot, **more: object) -> tuple[Stage, CribDialog, str]:
    desk = make_desk()
    for key, words in (("laser", ["лазер"]), ("press", ["прес"]), ("any", [])):
        fields = (("names", {"en": key}), ("place", f"https://example.com/{key}.pdf"), ("words", words))
        desk.do(SetDefinition("material", key, fields))
    lead = capture(desk, need="лазер для різання", **more)
    made = stage(qtbot, desk, lambda link: QWidget(), 1000, 700)
    dialog = CribDialog(made.link, desk.ask(Card(lead)), made.panel)
    dialog.open_dialog(dialog.line)
    return made, dialog, lead


def test_the_crib_finds_an_answer_to_an_objection_as_it_is_typed(qtbot: QtBot) -> None:
    """C10: facts, prices and objections, searchable from the card offline."""
    _made, dialog, _lead = _open(qtbot)
    assert len(dialog.facts.rows()) == 5

    dialog.line.setText("expensive")

    (row,) = dialog.facts.rows()
    assert "Compared with what?" in row.text
    dialog.close_overlay()


def test_a_search_that_finds_nothing_says_so(qtbot: QtBot) -> None:
    _made, dialog, _lead = _open(qtbot)

    dialog.line.setText("zzzz")

    assert dialog._none.text() == "Nothing in the library holds these words"
    assert dialog.materials.rows() == ()
    dialog.close_overlay()


def test_materials_are_those_of_the_need_the_closest_first(qtbot: QtBot) -> None:
    """C9: by need, level and language."""
    _made, dialog, _lead = _open(qtbot)

    assert [row.id for row in dialog.materials.rows()] == ["laser", "any"]
    dialog.close_overlay()


def test_a_material_is_opened_copied_and_logged(qtbot: QtBot) -> None:
    """C9: log what was sent to whom."""
    made, dialog, lead = _open(qtbot)
    opened: list[str] = []
    dialog.open_url = lambda url: opened.append(url.toString()) is None

    dialog.materials.opened.emit("laser")
    made.settled()

    assert opened == ["https://example.com/laser.pdf"]
    assert QGuiApplication.clipboard().text() == "https://example.com/laser.pdf"
    assert made.desk.ask(Card(lead)).lead.touches[-1].text == "laser"
    assert made.told[-1].tx
    dialog.close_overlay()
