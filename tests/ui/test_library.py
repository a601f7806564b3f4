"""The editor of the library: scripts, replies, materials, facts, playbooks, programmes (C8-C10, B17)."""

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from leaddesk.actions.questions import Defined
from leaddesk.domain.definitions import Definitions
from leaddesk.ui.library.declaration import SHELF_BY_ENTITY, SHELVES
from leaddesk.ui.library.dialog import LibraryDialog
from tests.fakes.sample import add_user, as_user, make_desk
from tests.ui.panel_scene import Stage, stage


def _open(qtbot: QtBot, entity: str = "script", roles: tuple[str, ...] = ()) -> tuple[Stage, LibraryDialog]:
    desk = make_desk()
    if roles:
        desk = as_user(desk, add_user(desk, "Ірина Мельник", roles))
    made = stage(qtbot, desk, lambda link: QWidget(), 1200, 700)
    dialog = LibraryDialog(made.link, entity, made.panel)
    dialog.open_dialog(dialog.items)
    made.settled()
    return made, dialog


def _type(dialog: LibraryDialog, name: str, text: str, code: str = "") -> None:
    assert dialog.form is not None
    editor = dialog.form.editors[name, code]
    if isinstance(editor, QLineEdit):
        editor.setText(text)
    else:
        assert isinstance(editor, QPlainTextEdit)
        editor.setPlainText(text)


def _defined(made: Stage) -> Definitions:
    return made.desk.ask(Defined())


@pytest.mark.parametrize("shelf", SHELVES, ids=lambda one: one.entity)
def test_every_kind_opens_with_its_things_and_saves_them_unchanged(qtbot: QtBot, shelf: object) -> None:
    """Nothing of a definition is lost by opening and saving it."""
    entity = shelf.entity  # type: ignore[attr-defined]
    made, dialog = _open(qtbot, entity)
    before = getattr(_defined(made), SHELF_BY_ENTITY[entity].held)
    assert dialog.items.count() == len(before)
    if not before:
        dialog.close_overlay()
        return

    dialog.save.click()
    made.settled()

    after = getattr(_defined(made), SHELF_BY_ENTITY[entity].held)
    for one, other in zip(before, after, strict=True):
        for field in SHELF_BY_ENTITY[entity].fields:
            was, now = getattr(one, field.name), getattr(other, field.name)
            assert (list(was) if field.kind == "list" else was) == (
                list(now) if field.kind == "list" else now
            )
    dialog.close_overlay()


def test_an_edited_step_is_in_force_as_a_new_version_and_z_takes_it_back(qtbot: QtBot) -> None:
    """C8: scripts are edited definitions in the log."""
    made, dialog = _open(qtbot)
    steps = '[[steps]]\nid = "one"\nask = { uk = "Що болить?" }\nlevel = 3\n'

    _type(dialog, "steps", steps)
    dialog.save.click()
    made.settled()

    script = _defined(made).scripts[0]
    assert (script.version, [one["id"] for one in script.steps]) == (2, ["one"])
    assert made.told[-1].tx
    made.desk.undo()
    assert _defined(made).scripts[0].version == 1
    dialog.close_overlay()


def test_a_step_that_cannot_be_read_is_told_and_stays_typed(qtbot: QtBot) -> None:
    made, dialog = _open(qtbot)

    _type(dialog, "steps", "[[steps]]\nask = ")
    dialog.save.click()
    made.settled()

    assert dialog.form is not None
    assert dialog.form.text("steps") == "[[steps]]\nask = "
    assert _defined(made).scripts[0].version == 1
    dialog.close_overlay()


def test_a_new_material_is_kept_by_need_level_and_language(qtbot: QtBot) -> None:
    """C9: a materials library by need, level and language."""
    made, dialog = _open(qtbot, "material")
    _type(dialog, "names", "Презентація лазера", "uk")
    _type(dialog, "place", "https://example.com/laser.pdf")
    _type(dialog, "levels", "sal, sql")
    _type(dialog, "words", "лазер")

    dialog.save.click()
    made.settled()

    (material,) = _defined(made).materials
    assert (material.names, material.place) == ({"uk": "Презентація лазера"}, "https://example.com/laser.pdf")
    assert (list(material.levels), list(material.words)) == (["sal", "sql"], ["лазер"])
    assert dialog.items.count() == 1
    dialog.close_overlay()


def test_a_thing_without_a_name_is_not_saved(qtbot: QtBot) -> None:
    made, dialog = _open(qtbot, "fact")
    dialog.new.click()
    before = len(_defined(made).facts)

    dialog.save.click()
    made.settled()

    assert len(_defined(made).facts) == before
    dialog.close_overlay()


def test_what_is_taken_out_is_not_proposed_any_more_and_can_come_back(qtbot: QtBot) -> None:
    made, dialog = _open(qtbot, "fact")
    before = len(_defined(made).facts)

    dialog.hide_button.click()
    made.settled()

    assert len(_defined(made).facts) == before - 1
    made.desk.undo()
    assert len(_defined(made).facts) == before
    dialog.close_overlay()


def test_a_programme_of_nurture_is_edited_in_the_same_place(qtbot: QtBot) -> None:
    """B30, nurture.programmes."""
    made, dialog = _open(qtbot, "programme")
    _type(dialog, "names", "Наш прогрів", "uk")

    dialog.save.click()
    made.settled()

    assert _defined(made).programmes[0].names["uk"] == "Наш прогрів"
    assert len(_defined(made).programmes[0].steps) == 4
    dialog.close_overlay()


def test_who_may_not_configure_only_reads(qtbot: QtBot) -> None:
    """C7: rights decide what changes."""
    _made, dialog = _open(qtbot, roles=("sales",))

    assert not dialog.save.isEnabled()
    assert not dialog.new.isEnabled()
    dialog.close_overlay()


def test_a_colleagues_edit_takes_nothing_from_what_is_being_typed(qtbot: QtBot) -> None:
    made, dialog = _open(qtbot)
    _type(dialog, "names", "Пишу", "uk")

    made.link.defined.emit()

    assert dialog.form is not None
    assert dialog.form.text("names", "uk") == "Пишу"
    dialog.close_overlay()
