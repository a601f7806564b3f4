"""The server that sends letters: its name, port and user; the password is asked where a letter needs it."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from leaddesk.actions.keeping import PostPlace
from leaddesk.texts import _
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.dialog import Dialog
from leaddesk.ui.kit.field import FormField
from leaddesk.ui.kit.label import TextLabel
from leaddesk.ui.theme.zoom import px

SIZE = QSize(520, 520)


class ServerDialog(Dialog):
    """`settled(PostPlace)` once everything that is needed is there."""

    settled = Signal(object)

    def __init__(self, parent: QWidget, place: PostPlace | None) -> None:
        super().__init__(parent, _("Server for letters"), size=SIZE)
        known = place or PostPlace("", "")
        self.host = self._field(_("Outgoing server (SMTP)"), known.host)
        self.port = self._field(_("Port"), str(known.port))
        self.user = self._field(_("User name"), known.user)
        self.address = self._field(_("Your address, where it is not the user name"), known.address)
        self.authority = self._field(_("File of certificates, for a server of your own"), known.authority)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(10))
        for field in (self.host, self.port, self.user, self.address, self.authority):
            column.addWidget(field)
        words = _("Only over a protected connection. The password is kept in the keyring, never in a file.")
        column.addWidget(TextLabel(words, 12, 400, "text2"))
        column.addStretch(1)
        save = Button(_("Save"), kind="primary", key="Ctrl+Enter")
        self.add_button(save, primary=True)
        save.clicked.connect(self._on_save)
        cancel = Button(_("Cancel"), key="Esc")
        self.add_button(cancel)
        cancel.clicked.connect(self.cancel)

    def _field(self, label: str, text: str) -> FormField:
        editor = QLineEdit(text)
        editor.setAccessibleName(label)
        return FormField(label, editor)

    def _text(self, field: FormField) -> str:
        editor = field.editor
        return editor.text().strip() if isinstance(editor, QLineEdit) else ""

    def _on_save(self) -> None:
        port = self._text(self.port)
        fits = port.isdecimal() and 0 < int(port) < 65_536
        checks = (
            (self.host, bool(self._text(self.host)), _("The name of the server, such as smtp.example.com")),
            (self.port, fits, _("A number, mostly 465 or 587")),
            (self.user, bool(self._text(self.user)), _("The name that the server knows you by")),
        )
        for field, ok, words in checks:
            field.show_error("" if ok else words)
        if all(ok for _field, ok, _words in checks):
            host, user = self._text(self.host), self._text(self.user)
            address, authority = self._text(self.address), self._text(self.authority)
            self.close_overlay()
            self.settled.emit(PostPlace(host, user, int(port), address, authority))
