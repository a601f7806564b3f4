"""Key Y: a reply from a template in the client's language and tone, sent as a letter or a message."""

from collections.abc import Callable

from PySide6.QtCore import QSize, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from leaddesk.actions.desk import Desk
from leaddesk.actions.keeping import OutLetter, PostPlace
from leaddesk.actions.ports import Change
from leaddesk.actions.reply import Reply
from leaddesk.domain.refusals import Refused
from leaddesk.domain.replying import Way, link_of
from leaddesk.texts import _
from leaddesk.texts.keys import say
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.choice import Select
from leaddesk.ui.kit.dialog import Dialog
from leaddesk.ui.kit.field import FormField, Note
from leaddesk.ui.kit.plain import short
from leaddesk.ui.link import Link, Notice
from leaddesk.ui.reply.server import ServerDialog
from leaddesk.ui.reply.words import ReplyView, template_name, way_name
from leaddesk.ui.theme.zoom import px

SIZE = QSize(760, 620)


class ReplyDialog(Dialog):
    """`sent(Change)` once the reply is logged. What was written stays in the dialog until it went out."""

    sent = Signal(object)

    def __init__(
        self, link: Link, view: ReplyView, server: PostPlace | None, *, asks: bool, parent: QWidget
    ) -> None:
        row = view.card.row
        who = ", ".join(part for part in (short(row.name), short(row.company)) if part) or _("No name")
        super().__init__(parent, _("Reply"), who, size=SIZE)
        self._link, self.view, self._server, self._asks = link, view, server, asks
        self.open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl
        self._template = ""
        self.way = Select(_("How to write"))
        self.template = Select(_("Template"))
        self.subject = QLineEdit()
        self.text = QPlainTextEdit()
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.note = Note()
        self._fill()
        self._lay_out()
        self._buttons()
        self.way.currentIndexChanged.connect(self._show_way)
        self.template.currentIndexChanged.connect(self._take_template)
        self._take_template()
        self._show_way()

    def _fill(self) -> None:
        for way in self.view.ways:
            self.way.addItem(way_name(way))
        for template in self.view.templates:
            self.template.addItem(template_name(template, self.view.tone))
        self.template.addItem(_("Own words"))
        self.text.setAccessibleName(_("Text"))
        self.subject.setAccessibleName(_("Subject"))
        self.password.setAccessibleName(_("Password"))

    def _lay_out(self) -> None:
        self._subject_field = FormField(_("Subject"), self.subject)
        self._password_field = FormField(_("Password of the server, kept in the keyring"), self.password)
        top = QHBoxLayout()
        top.setSpacing(px(12))
        top.addWidget(FormField(_("How to write"), self.way), 1)
        top.addWidget(FormField(_("Template"), self.template), 1)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(10))
        column.addLayout(top)
        column.addWidget(self._subject_field)
        self.text.setMinimumHeight(px(200))
        column.addWidget(FormField(_("Text"), self.text), 1)
        column.addWidget(self._password_field)
        column.addWidget(self.note)

    def _buttons(self) -> None:
        self.send_button = Button(_("Send"), kind="primary", key="Ctrl+Enter")
        self.add_button(self.send_button, primary=True)
        self.send_button.clicked.connect(self.send)
        self.open_button = Button(_("Open in the mail program"))
        self.add_button(self.open_button)
        self.open_button.clicked.connect(self.open_outside)
        self.server_button = Button(_("Server for letters"))
        self.add_button(self.server_button)
        self.server_button.clicked.connect(self._open_server)
        cancel = Button(_("Cancel"), key="Esc")
        self.add_button(cancel)
        cancel.clicked.connect(self.cancel)

    # -- What is shown --

    def chosen(self) -> Way:
        """The way that the reply goes."""
        return self.view.ways[max(0, self.way.currentIndex())]

    def _by_server(self) -> bool:
        return self.chosen().kind == "email" and self._server is not None

    def _show_way(self) -> None:
        letter = self.chosen().kind == "email"
        self._subject_field.setVisible(letter)
        self.server_button.setVisible(letter)
        self.open_button.setVisible(self._by_server())
        self._password_field.setVisible(self._by_server() and self._asks)
        self.send_button.setText(_("Send") if self._by_server() else _("Open with the text"))
        self.send_button.updateGeometry()
        self.note.show_note("" if self._by_server() else self._outside_words(letter))

    def _outside_words(self, letter: bool) -> str:
        if letter:
            return _("Your mail program opens with this letter; it is logged as sent, Z takes that back.")
        return _("The messenger opens with this text; it is logged as sent, Z takes that back.")

    def _take_template(self) -> None:
        """Fill in a template; own words keep what stands there."""
        place = self.template.currentIndex()
        if 0 <= place < len(self.view.templates):
            template = self.view.templates[place]
            self._template = template.id
            self.subject.setText(self.view.subject(template))
            self.text.setPlainText(self.view.body(template))
        else:
            self._template = ""

    # -- Sending --

    def send(self) -> None:
        """Through the server, or opened in the program of this computer that has the way."""
        if not self.text.toPlainText().strip():
            self.note.show_note(_("A reply needs words"), "hot", "alert-circle-outline")
        elif self._by_server():
            self._by_post()
        else:
            self.open_outside()

    def open_outside(self) -> None:
        """The mail program or messenger with the text; where there is none, the text is copied."""
        way, text = self.chosen(), self.text.toPlainText()
        opened = self.open_url(QUrl(link_of(way, text, self.subject.text()), QUrl.ParsingMode.StrictMode))
        if not opened:
            QGuiApplication.clipboard().setText(text)
            words = _(
                "No program of this computer opens this way: the text is copied, the address is {address}"
            )
            self.note.show_note(words.format(address=way.to), "hot", "alert-circle-outline")
            return
        self._log("")

    def _by_post(self) -> None:
        letter = OutLetter(
            self.chosen().to,
            self.subject.text(),
            self.text.toPlainText(),
            self._link.me.name,
            self.view.answers(),
        )
        password = self.password.text()
        self.send_button.setEnabled(False)
        self.note.show_note(_("Sending…"))

        def work(desk: Desk) -> str:
            assert desk.post is not None
            return desk.post.send(letter, password)

        self._link.runner.look(work, lambda key: self._log(f"mail:{key}"), self, self._on_refused)

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self.send_button.setEnabled(True)
        self.note.show_note(say(error), "hot", "alert-circle-outline")
        if error.key == "post.login":
            self._asks = True
            self._password_field.setVisible(True)
            self.password.setFocus()
            self.password.selectAll()

    def _log(self, key: str) -> None:
        way = self.chosen()
        action = Reply(
            (self.view.card.row.id,),
            self.text.toPlainText(),
            way.kind,
            way.to,
            self.subject.text() if way.kind == "email" else "",
            self._template,
            key,
        )
        self._link.runner.do(action, self._on_logged, self, self._on_refused)

    def _on_logged(self, change: Change) -> None:
        self._link.noticed.emit(
            Notice(_("Reply sent to {address}").format(address=self.chosen().to), change.tx)
        )
        self.close_overlay()
        self.sent.emit(change)

    # -- The server --

    def _open_server(self) -> None:
        dialog = ServerDialog(self.parentWidget() or self, self._server)
        dialog.settled.connect(self._on_settled)
        dialog.open_dialog(dialog.host)

    def _on_settled(self, place: PostPlace) -> None:
        def work(desk: Desk) -> bool:
            assert desk.post is not None
            desk.post.settle(place)
            return not desk.post.has_password()

        def known(asks: bool) -> None:
            self._server, self._asks = place, asks
            self._show_way()

        self._link.runner.look(work, known, self, self._on_refused)
