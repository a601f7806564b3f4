"""The library over the window: kinds and their things at the left, the form of one at the right."""

from dataclasses import asdict
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QScrollArea, QVBoxLayout, QWidget

from leaddesk.actions.ports import Change
from leaddesk.actions.users import SetDefinition
from leaddesk.domain.refusals import Refused
from leaddesk.domain.roles import rights_of
from leaddesk.texts import _
from leaddesk.texts.formats import name_in
from leaddesk.texts.keys import say
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.choice import Select
from leaddesk.ui.kit.dialog import Dialog
from leaddesk.ui.kit.plain import short
from leaddesk.ui.library.declaration import SHELF_BY_ENTITY, SHELVES
from leaddesk.ui.library.form import LibraryForm
from leaddesk.ui.link import Link, Notice
from leaddesk.ui.theme.zoom import px

SIZE = QSize(980, 644)


class LibraryDialog(Dialog):
    """Saves one thing at a time; every edit is a step that Z takes back, and a new version of a script."""

    def __init__(self, link: Link, entity: str, parent: QWidget) -> None:
        super().__init__(parent, _("Library"), _("Shared by everybody who works in this base"), size=SIZE)
        self._link = link
        self._key = ""
        self._saved = False
        self._keys: list[str] = []
        self.kinds = Select(_("Kind"))
        for shelf in SHELVES:
            self.kinds.addItem(_(shelf.title))
        self.items = QListWidget()
        self.items.setAccessibleName(_("Things of this kind"))
        self.form: LibraryForm | None = None
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setAccessibleName(_("Form"))
        self._lay_out()
        self.kinds.setCurrentIndex(next(n for n, one in enumerate(SHELVES) if one.entity == entity))
        self.kinds.currentIndexChanged.connect(lambda _index: self.show_kind())
        self.items.currentRowChanged.connect(self._on_row)
        link.defined.connect(self._on_defined)
        self.show_kind()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(px(8))
        left.addWidget(self.kinds)
        left.addWidget(self.items, 1)
        across = QHBoxLayout(self.body)
        across.setContentsMargins(px(20), px(16), px(20), px(16))
        across.setSpacing(px(16))
        across.addLayout(left, 10)
        across.addWidget(self._area, 24)
        self.save = Button(_("Save"), kind="primary", key="Ctrl+Enter")
        self.add_button(self.save, primary=True)
        self.save.clicked.connect(self._on_save)
        self.new = Button(_("New"))
        self.add_button(self.new)
        self.new.clicked.connect(self._on_new)
        self.hide_button = Button(_("Take out"))
        self.add_button(self.hide_button)
        self.hide_button.clicked.connect(self._on_take_out)
        may = "configure" in rights_of(self._link.me.roles, self._link.definitions.roles)
        for button in (self.save, self.new, self.hide_button):
            button.setEnabled(may)
        if not may:
            self.show_remark(_("only an administrator changes this"))

    @property
    def entity(self) -> str:
        """The kind that is shown."""
        return SHELVES[max(0, self.kinds.currentIndex())].entity

    def _things(self) -> list[Any]:
        return list(getattr(self._link.definitions, SHELF_BY_ENTITY[self.entity].held))

    def show_kind(self, key: str = "") -> None:
        """List the things of the kind, the one of `key` chosen."""
        things = self._things()
        self._keys = [one.id for one in things]
        self.items.blockSignals(True)
        self.items.clear()
        for one in things:
            self.items.addItem(short(name_in(one.names)))
        self.items.blockSignals(False)
        place = self._keys.index(key) if key in self._keys else 0
        if things:
            self.items.setCurrentRow(place)
            self._on_row(place)
        else:
            self._on_new()

    def _on_row(self, place: int) -> None:
        if 0 <= place < len(self._keys):
            self._key = self._keys[place]
            self._show_form(asdict(self._things()[place]))

    def _show_form(self, held: dict[str, Any]) -> None:
        self.form = LibraryForm(SHELF_BY_ENTITY[self.entity], held)
        self._area.setWidget(self.form)

    def _on_new(self) -> None:
        self._key = f"own_{self._link.runner.desk.context().new_id()[-12:]}"
        self.items.setCurrentRow(-1)
        self._show_form({})
        if self.is_open() and self.form is not None:
            self.form.editors["names", "uk"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_save(self) -> None:
        told = self.form.told() if self.form is not None else None
        if told is None:
            self.show_remark(_("Something does not fit: it is told beside its field"))
            return
        self._do(SetDefinition(self.entity, self._key, told), _("Saved"))

    def _on_take_out(self) -> None:
        if self._key in self._keys:
            self._do(
                SetDefinition(self.entity, self._key, (("hidden", True),)), _("Taken out of the library")
            )

    def _do(self, action: SetDefinition, words: str) -> None:
        def done(change: Change) -> None:
            self._saved = True
            self.show_remark(words)
            self._link.noticed.emit(Notice(words, change.tx))

        self._link.runner.do(action, done, self, self._on_refused)

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self.show_remark(say(error))

    def _on_defined(self) -> None:
        """Show what was saved; a colleague's edit meanwhile takes nothing from what is being typed."""
        if self._saved:
            self._saved = False
            self.show_kind(self._key)
