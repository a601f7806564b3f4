"""The product crib beside a lead: facts, prices, answers to objections, and materials to send (C9, C10)."""

from collections.abc import Callable

from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from leaddesk.actions.ports import Change
from leaddesk.actions.questions import CardView
from leaddesk.actions.send_material import SendMaterial
from leaddesk.domain.library import About, Material, fitting, sought_facts, worded
from leaddesk.domain.normal import fold
from leaddesk.texts import LANGUAGES, _, language
from leaddesk.texts.formats import name_in
from leaddesk.ui.kit.dialog import Dialog
from leaddesk.ui.kit.label import TextLabel
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.rowlist import LineRow, RowList
from leaddesk.ui.link import Link, Notice
from leaddesk.ui.theme.zoom import px

SIZE = QSize(760, 560)
_MOST = 30


class CribDialog(Dialog):
    """Type to search, without a network; Enter on a material opens it, copies its place and logs it."""

    def __init__(self, link: Link, view: CardView, parent: QWidget) -> None:
        super().__init__(parent, _("Product crib"), short(view.row.name, 80), size=SIZE, keeps_typed=False)
        self._link, self._view = link, view
        self.open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Facts, prices, objections"))
        self.line.setAccessibleName(_("Search the crib"))
        self.facts = RowList(_("Product facts"), height=24)
        self.materials = RowList(_("Materials"), height=24)
        self._none = TextLabel("", 13, 400, "text2")
        column = QVBoxLayout(self.body)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(self.line)
        column.addWidget(self._none)
        column.addWidget(TextLabel(_("Materials"), 12, 600, "text2"))
        column.addWidget(self.materials)
        column.addWidget(TextLabel(_("Product facts"), 12, 600, "text2"))
        column.addWidget(self.facts)
        column.addStretch(1)
        self.line.textChanged.connect(self.search)
        self.materials.opened.connect(self.send)
        self.search("")

    def _materials(self) -> list[Material]:
        """Those that fit the lead, by need, level and language (C9)."""
        row, lead = self._view.row, self._view.lead
        spoken = row.language if row.language in LANGUAGES else language()
        need = f"{lead.need} {lead.product} {lead.original}"
        about = About(self._view.verdict.level or "", row.channel, "", spoken, need)
        return fitting(self._view.definitions.materials, about)

    def search(self, text: str) -> None:
        """Show what holds every word typed."""
        facts = sought_facts(self._view.definitions.facts, text)[:_MOST]
        words = fold(text).split()
        found = [
            one
            for one in self._materials()
            if all(word in fold(" ".join((*one.names.values(), *one.words))) for word in words)
        ]
        self.materials.show_rows(
            tuple(
                LineRow(short(name_in(one.names)), _("send"), "paperclip", id=one.id) for one in found[:_MOST]
            )
        )
        self.facts.show_rows(
            tuple(
                LineRow(
                    _("{name}: {text}").format(name=name_in(one.names), text=worded(one.texts, language())),
                    "",
                    "lightbulb-outline",
                )
                for one in facts
            )
        )
        self._none.setText("" if facts or found else _("Nothing in the library holds these words"))
        self._none.setVisible(not facts and not found)

    def send(self, key: str) -> None:
        """Open a material, copy its place for the letter, and log that it was sent."""
        material = next((one for one in self._view.definitions.materials if one.id == key), None)
        if material is None:
            return
        QGuiApplication.clipboard().setText(material.place)
        self.open_url(QUrl.fromUserInput(material.place))
        name = name_in(material.names)

        def done(change: Change) -> None:
            words = _("“{name}” is opened, its place is copied; logged as sent").format(name=short(name))
            self._link.noticed.emit(Notice(words, change.tx))

        self._link.runner.do(SendMaterial((self._view.row.id,), key, name), done, self)
