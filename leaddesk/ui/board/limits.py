"""How many leads each column should hold at most: one number a stage, shared by everybody of the base."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from leaddesk.actions.users import SetDefinition
from leaddesk.domain.roles import rights_of
from leaddesk.texts import _
from leaddesk.texts.formats import name_in
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.dialog import Dialog
from leaddesk.ui.kit.field import FormField
from leaddesk.ui.link import Link
from leaddesk.ui.theme.zoom import px

SIZE = QSize(480, 510)
_MOST = 100_000


class LimitsDialog(Dialog):
    """A line for each stage; an empty one is no limit. What did not change is not written."""

    def __init__(self, link: Link, parent: QWidget) -> None:
        words = _("Amber from 90 % of it, red above; nothing is forbidden.")
        super().__init__(parent, _("Limits of the columns"), words, size=SIZE)
        self._link = link
        self.fields: dict[str, FormField] = {}
        lay = QVBoxLayout(self.body)
        lay.setContentsMargins(px(20), px(16), px(20), px(16))
        lay.setSpacing(px(8))
        for stage in link.definitions.stages:
            line = QLineEdit("" if stage.limit is None else str(stage.limit))
            line.setPlaceholderText(_("no limit"))
            self.fields[stage.id] = FormField(name_in(stage.names), line, self.body)
            lay.addWidget(self.fields[stage.id])
        lay.addStretch(1)
        self.save = self.add_button(Button(_("Save"), kind="primary", key="Ctrl+Enter"), primary=True)
        self.save.clicked.connect(self._on_save)
        may = "configure" in rights_of(link.me.roles, link.definitions.roles)
        self.save.setEnabled(may)
        if not may:
            self.show_remark(_("only an administrator changes this"))
        self.cancelled.connect(self.close_overlay)

    def open_dialog(self, first: QWidget | None = None) -> None:
        """Show it; the keys go to the first limit."""
        super().open_dialog(first or next((one.editor for one in self.fields.values()), None))

    def _on_save(self) -> None:
        told = {stage: field.text().strip() for stage, field in self.fields.items()}
        wrong = [stage for stage, text in told.items() if text and not _fits(text)]
        for stage, field in self.fields.items():
            field.show_error(_("A whole number, or nothing") if stage in wrong else "")
        if wrong:
            self.fields[wrong[0]].editor.setFocus()
            return
        for column in self._link.definitions.stages:
            limit = int(told[column.id]) if told[column.id] else None
            if limit != column.limit:
                action = SetDefinition("stage", column.id, (("limit", limit),))
                self._link.runner.do(action, lambda _change: None, self._link)
        self.close_overlay()


def _fits(text: str) -> bool:
    return text.isdecimal() and 1 <= int(text) <= _MOST
