"""Saved views by number keys: save the search that is shown, open one, rename or take one away."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from leaddesk.actions.action import Action
from leaddesk.actions.ports import Change
from leaddesk.actions.views import DropView, SaveView
from leaddesk.domain.definitions import SavedView
from leaddesk.texts import _
from leaddesk.ui.inbox.queues import named, queue_id
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.popup import ChoicePopup, ChoiceRow
from leaddesk.ui.link import Link, Notice

_MOST = 9
_ICONS = {True: "tab", False: "format-list-bulleted"}


class Views(QObject):
    """The popups; `show(view)` is what the list does with a chosen one."""

    def __init__(self, link: Link, window: QWidget, show: Callable[[SavedView], None]) -> None:
        super().__init__(window)
        self._link, self._window, self._show = link, window, show

    def save(self, query: str) -> None:
        """Ask for a name and a place for the search that is shown."""
        if not query:
            self._say(_("Search first: a view is a search with a name"))
            return
        rows = [
            ChoiceRow("1", "tab", _("A tab of my inbox")),
            ChoiceRow("2", "format-list-bulleted", _("Only in my list of views")),
            ChoiceRow("3", "account-group-outline", _("A tab for everybody")),
        ]
        popup = ChoicePopup(
            self._window,
            _("Save the view"),
            short(query, 80),
            rows,
            type_hint=_("Its name, then Enter or a digit"),
        )

        def save(place: str) -> None:
            title = popup.line.text().strip() or short(query, 40)
            self._do(
                SaveView(title, query, split=place != "2", shared=place == "3"),
                _("View saved: {name}"),
                title,
            )

        popup.chosen.connect(save)
        popup.typed.connect(lambda _text: save("1"))
        popup.open_popup()

    def open(self) -> None:
        """Choose a view by its digit (G S)."""
        self._choose(_("Saved views"), self._show)

    def manage(self) -> None:
        """Choose a view, then what becomes of it."""
        self._choose(_("Which view to change"), self._change)

    def _choose(self, title: str, then: Callable[[SavedView], None]) -> None:
        found = list(named(self._link))[:_MOST]
        if not found:
            self._say(_("No view is saved yet: search, then save the view"))
            return
        rows = [
            ChoiceRow(
                str(n), "tab" if view.split else "format-list-bulleted", view.name, short(view.query, 60)
            )
            for n, view in enumerate(found, 1)
        ]
        popup = ChoicePopup(self._window, title, _("A view is a search with a name"), rows)
        popup.chosen.connect(lambda key: then(found[int(key) - 1]))
        popup.open_popup()

    def _change(self, view: SavedView) -> None:
        tab = _("No tab any more, only in the list") if view.split else _("Make it a tab")
        rows = [
            ChoiceRow("1", "magnify", _("Open")),
            ChoiceRow("2", "tab", tab),
            ChoiceRow("3", "trash-can-outline", _("Take away"), _("undo brings it back")),
        ]
        popup = ChoicePopup(self._window, view.name, short(view.query, 80), rows, type_hint=_("Another name"))

        def changed(key: str) -> None:
            if key == "1":
                self._show(view)
            elif key == "2":
                self._do(self._again(view, split=not view.split), _("View changed: {name}"), view.name)
            else:
                self._do(DropView(view.id), _("View taken away: {name}"), view.name)

        popup.chosen.connect(changed)
        popup.typed.connect(
            lambda text: self._do(self._again(view, title=text), _("View changed: {name}"), text)
        )
        popup.open_popup()

    def _again(self, view: SavedView, *, title: str = "", split: bool | None = None) -> SaveView:
        kept = view.split if split is None else split
        return SaveView(title or view.name, view.query, split=kept, shared=not view.user, key=view.id)

    def _do(self, action: Action, said: str, name: str) -> None:
        def done(change: Change) -> None:
            self._link.noticed.emit(Notice(said.format(name=name), change.tx))

        self._link.runner.do(action, done, self)

    def _say(self, sentence: str) -> None:
        self._link.noticed.emit(Notice(sentence))


def tab_of(view: SavedView) -> str | None:
    """The tab that shows a view; None where it has none."""
    return queue_id(view) if view.split else None
