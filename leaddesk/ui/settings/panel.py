"""The settings panel: groups at the left, the form of one group at the right."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from leaddesk.actions.action import Action
from leaddesk.actions.simple_mode import Mode, ModePreview, SwitchMode, without_leads
from leaddesk.actions.users import SetDefinition, SetUser
from leaddesk.domain.roles import rights_of
from leaddesk.texts import _
from leaddesk.ui.kit.button import Button
from leaddesk.ui.kit.label import ElidedLabel, TextLabel
from leaddesk.ui.kit.panel import Panel
from leaddesk.ui.kit.rail import RailButton, RailEntry
from leaddesk.ui.link import Link
from leaddesk.ui.preferences import PREFERENCES, Preferences
from leaddesk.ui.settings.declaration import GROUPS, WORK, Group
from leaddesk.ui.settings.defined import PAGES
from leaddesk.ui.settings.definitions import DefinitionsPage
from leaddesk.ui.settings.form import BaseForm, PreferenceForm
from leaddesk.ui.settings.keyboard import KeyboardList, KeyRow
from leaddesk.ui.settings.people import PeopleForm
from leaddesk.ui.theme.zoom import px

WIDE = 860


class SettingsPanel(QWidget):
    """Signals: `command_requested(id)` for what the window does, `rebind_wanted(id)`, `reset_wanted(id)`."""

    section = "settings"
    command_requested = Signal(str)
    rebind_wanted = Signal(str)
    reset_wanted = Signal(str)

    def __init__(self, link: Link, kept: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link, self._kept = link, kept
        self._tabs = QButtonGroup(self)
        self._pages = QStackedWidget(self)
        self.keyboard = KeyboardList(self)
        self.people = PeopleForm(self)
        self.work = BaseForm(WORK, self)
        self.defined = {group: DefinitionsPage(kinds, self) for group, kinds in PAGES.items()}
        self.mode = Button(_("Work without leads"), parent=self)
        self._where = TextLabel("", 13, 400, "text", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(16), px(16), px(16))
        row.setSpacing(px(16))
        row.addLayout(self._list())
        row.addWidget(self._pages, 1)
        bodies = self._bodies()
        for group in GROUPS:
            self._pages.addWidget(self._page(group, bodies[group.id]))
        self._connect()
        self.open_group("general")
        self._refresh()

    def _list(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(px(4))
        for number, group in enumerate(GROUPS):
            button = RailButton(RailEntry(group.id, group.icon, _(group.title)), self)
            button.set_wide(True)
            button.setFixedWidth(px(240))
            self._tabs.addButton(button, number)
            column.addWidget(button)
        column.addStretch(1)
        return column

    def _bodies(self) -> Mapping[str, QWidget]:
        return {
            "general": PreferenceForm("general", PREFERENCES, self._kept, self),
            "look": PreferenceForm("look", PREFERENCES, self._kept, self),
            "keyboard": self._keyboard_page(),
            "work": self._work_page(),
            "people": self.people,
            **self.defined,
            "data": self._data_page(),
        }

    def _page(self, group: Group, body: QWidget) -> QWidget:
        inner = QWidget()
        lay = QVBoxLayout(inner)
        lay.setContentsMargins(0, 0, px(8), 0)
        lay.setSpacing(px(4))
        lay.addWidget(ElidedLabel(_(group.title), 20, 700, parent=inner))
        lay.addWidget(ElidedLabel(_(group.line), 12, 400, "text2", parent=inner))
        lay.addSpacing(px(8))
        panel = Panel(padding=16, gap=12, parent=inner)
        panel.body.addWidget(body)
        panel.setMaximumWidth(px(WIDE))
        lay.addWidget(panel)
        lay.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        scroll.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        return scroll

    def _keyboard_page(self) -> QWidget:
        page = QWidget(self)
        lay = QVBoxLayout(page)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(px(12))
        lay.addWidget(PreferenceForm("keyboard", PREFERENCES, self._kept, page))
        words = _("Enter on a row asks for other keys, Backspace gives the usual ones back.")
        lay.addWidget(TextLabel(words, 12, 400, "text2", parent=page))
        files = (("settings.keys_save", _("Save to a file")), ("settings.keys_load", _("Take from a file")))
        lay.addLayout(self._buttons(page, files))
        lay.addWidget(self.keyboard)
        return page

    def _work_page(self) -> QWidget:
        page = QWidget(self)
        lay = QVBoxLayout(page)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(px(12))
        lay.addWidget(self.work)
        row = QHBoxLayout()
        row.addWidget(self.mode)
        row.addStretch(1)
        lay.addLayout(row)
        return page

    def _data_page(self) -> QWidget:
        page = QWidget(self)
        lay = QVBoxLayout(page)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(px(12))
        self._where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        lay.addWidget(self._where)
        copies = (("db.backup", _("Make a copy")), ("db.check", _("Check the base")))
        lay.addLayout(self._buttons(page, (*copies, ("go.history", _("History of actions")))))
        return page

    def _buttons(self, page: QWidget, commands: Sequence[tuple[str, str]]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for command, words in commands:
            button = Button(words, parent=page)
            button.clicked.connect(lambda _on=False, told=command: self.command_requested.emit(told))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self._tabs.idClicked.connect(self._pages.setCurrentIndex)
        self.work.settled.connect(self._on_settled)
        self.people.changed.connect(self._on_user)
        self.mode.clicked.connect(self.ask_mode)
        self.keyboard.rebind_wanted.connect(self.rebind_wanted)
        self.keyboard.reset_wanted.connect(self.reset_wanted)
        self._link.defined.connect(self._refresh)
        for page in self.defined.values():
            page.wished.connect(self._on_wished)

    # -- Panel --

    def title(self) -> str:
        """Words for the top bar."""
        return _("Settings")

    def selected_ids(self) -> tuple[str, ...]:
        """Settings stand for no lead."""
        return ()

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Commands that open a group."""
        opens = {"settings.shortcuts": "keyboard", "settings.users": "people"}
        opens |= {"settings.sla": "work", "settings.work_hours": "work"}
        opens |= {"settings.criteria": "criteria", "settings.stages": "stages"}
        opens |= {"settings.questions": "questions", "settings.worth": "worth"}
        return {command: partial(self.open_group, group) for command, group in opens.items()}

    def take_focus(self) -> None:
        """The keys go to the open group's button."""
        button = self._tabs.button(self._pages.currentIndex())
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def search(self, query: str) -> None:
        """Settings are not searched."""

    # -- What the window tells --

    def open_group(self, group_id: str) -> None:
        """Show a group."""
        number = next(n for n, group in enumerate(GROUPS) if group.id == group_id)
        self._pages.setCurrentIndex(number)
        button = self._tabs.button(number)
        if button is not None:
            button.setChecked(True)

    def show_keys(self, rows: Sequence[KeyRow]) -> None:
        """Show the commands with the keys in force."""
        self.keyboard.show_rows(rows)

    def show_place(self, words: str) -> None:
        """Where the base lies."""
        self._where.show_text(words)

    def _refresh(self) -> None:
        definitions, me = self._link.definitions, self._link.me
        held = rights_of(me.roles, definitions.roles)
        self.work.show_values(dict(definitions.settings), may="configure" in held)
        self.people.show_users(self._link.users.values(), may="users" in held)
        simple = without_leads(definitions)
        self.mode.setText(_("Work with leads again") if simple else _("Work without leads"))
        self.mode.setEnabled("configure" in held)
        for page in self.defined.values():
            page.show_definitions(definitions, may="configure" in held)

    def _on_settled(self, key: str, value: object) -> None:
        self._link.runner.do(SetDefinition("setting", key, (("value", value),)), owner=self)

    def ask_mode(self) -> None:
        """Show what a switch of the mode would do (C22)."""
        self._link.runner.ask(Mode(), self._on_mode, self)

    def _on_mode(self, told: ModePreview) -> None:
        from leaddesk.ui.settings.simple_mode import SwitchDialog

        self.switch = SwitchDialog(self.window(), told, self._link.definitions)
        leads = () if told.without else told.leads
        self.switch.agreed.connect(lambda: self._on_wished(SwitchMode(not told.without, leads)))
        self.switch.open_dialog()

    def _on_wished(self, action: Action) -> None:
        self._link.runner.do(action, owner=self, failed=self._on_refused)

    def _on_user(self, user_id: str, name: str, roles: tuple[str, ...], active: bool) -> None:
        action = SetUser(full_name=name, roles=roles, user_id=user_id, active=active)
        self._link.runner.do(action, owner=self, failed=self._on_refused)

    def _on_refused(self, error: Exception) -> None:
        self._refresh()
        self._link.runner.refused.emit(error)
