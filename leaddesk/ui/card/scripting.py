"""Leads through a script on the card: shows the step, sends replies off, lets another script be chosen."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from leaddesk.actions.follow_script import FollowScript
from leaddesk.actions.questions import CardView
from leaddesk.domain.refusals import Refused
from leaddesk.texts import _
from leaddesk.texts.formats import name_in
from leaddesk.texts.keys import say
from leaddesk.ui.card.script_panel import ScriptPanel
from leaddesk.ui.card.script_words import NO_SCRIPT, script_words, scripts_for
from leaddesk.ui.kit.popup import ChoicePopup, ChoiceRow
from leaddesk.ui.link import Link, Notice


class Scripting(QObject):
    """Owns the script panel of a card: shown in qualification, where there is room, or once F2 asked for it.

    Digits pressed before the next step is shown wait for it, so that fast hands never answer one step twice.
    """

    def __init__(self, link: Link, card: QWidget) -> None:
        super().__init__(card)
        self._link, self._card = link, card
        self._view: CardView | None = None
        self._alone = self._roomy = self._asked = False
        self._sent = ""
        self._waiting: list[int] = []
        self.panel = ScriptPanel()
        self.panel.replied.connect(self._on_replied)
        self.panel.begun.connect(self._on_begun)
        self.panel.hide()

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Commands of the script."""
        return {
            "card.script_answer": self._take_focus,
            "card.script_next": lambda: self._on_replied(0),
            "card.script_choose": self._choose,
        }

    def set_alone(self, alone: bool) -> None:
        """Qualification: the card alone on the screen."""
        self._alone = alone
        self._show()

    def show_card(self, view: CardView, *, roomy: bool) -> None:
        """Show where the talk with this lead stands."""
        if self._view is None or self._view.row.id != view.row.id:
            self._asked = False
            self._forget()
        self._view, self._roomy = view, roomy
        self._show()
        if self._sent and script_words(view).step != self._sent:
            self._sent = ""
            if self._waiting:
                self._on_replied(self._waiting.pop(0))

    def _forget(self) -> None:
        self._sent = ""
        self._waiting.clear()

    def _show(self) -> None:
        wanted = self._view is not None and (self._alone or self._roomy or self._asked)
        words = script_words(self._view) if wanted and self._view is not None else NO_SCRIPT
        if wanted:
            self.panel.show_words(words)
        self.panel.setVisible(bool(words.script))

    def _take_focus(self) -> None:
        """F2: the next digit is a reply."""
        if self._view is None:
            return
        self._asked = True
        self._show()
        if self.panel.isHidden():
            self._link.noticed.emit(Notice(_("No script fits this lead; the settings hold the library")))
        else:
            self.panel.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- What is sent off --

    def _on_replied(self, number: int) -> None:
        if self._sent:
            self._waiting.append(number)
            return
        words = script_words(self._view) if self._view is not None else NO_SCRIPT
        if not words.step or self._view is None or number > len(words.replies):
            return
        self._sent = words.step
        lead = self._view.row.id
        heard = dict(self._link.evidence_of(lead) or {})
        self._do(
            FollowScript((lead,), words.script, words.step, number, language=words.language, heard=heard)
        )

    def _on_begun(self) -> None:
        if self._view is not None and self.panel.words.script:
            self._do(FollowScript((self._view.row.id,), self.panel.words.script))

    def _choose(self) -> None:
        """Any script of the library, those that fit first."""
        view = self._view
        if view is None:
            return
        found = scripts_for(view)[:9]
        rows = [
            ChoiceRow(
                str(n), "script-text-outline", name_in(one.names), _("version {n}").format(n=one.version)
            )
            for n, one in enumerate(found, 1)
        ]
        popup = ChoicePopup(self._card.window(), _("Which script?"), view.row.name, rows)
        popup.chosen.connect(lambda key: self._on_chosen(view.row.id, found[int(key) - 1].id))
        popup.open_popup()

    def _on_chosen(self, lead: str, script: str) -> None:
        self._asked = True
        self._do(FollowScript((lead,), script))

    def _do(self, action: FollowScript) -> None:
        self._link.runner.do(action, None, self, self._on_refused)

    def _on_refused(self, error: Exception) -> None:
        self._forget()
        if not isinstance(error, Refused):
            raise error
        self._link.noticed.emit(Notice(say(error, definitions=self._link.definitions)))
