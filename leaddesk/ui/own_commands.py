"""Commands that the window carries out itself: sections, search, undo, look, settings, help, files."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from leaddesk.actions.ports import Undone
from leaddesk.texts import _
from leaddesk.texts.names import name_of
from leaddesk.ui.booth_mode import BoothMode
from leaddesk.ui.capturing import Capturing
from leaddesk.ui.card_bar import fill_bar
from leaddesk.ui.helping import Helping
from leaddesk.ui.looking import Looking
from leaddesk.ui.parts import Parts
from leaddesk.ui.sections import SECTIONS, maker_of

SEARCH_AFTER_MS = 150
_ABOVE = (
    *(
        "db.backup",
        "db.check",
        "db.switch",
        "db.new",
        "db.restore",
        "export.list",
        "help.log",
        "export.segment",
    ),
    *("help.training", "help.sample_data", "help.sample_remove", "help.report_problem"),
    *("app.quit", "app.close", "view.new_window", "lead.copy_vcard", "lead.export_vcf"),
)
"""What the program above the window does."""
_LIBRARY = {"settings.scripts": "script", "nurture.programmes": "programme"}
_GROUPS = (
    *("settings.shortcuts", "settings.users", "settings.sla", "settings.work_hours", "settings.questions"),
    *("settings.criteria", "settings.stages", "settings.worth"),
)


class OwnCommands(QObject):
    """Handlers of the window by command id."""

    def __init__(self, parts: Parts, later: Callable[[Callable[[], object]], None]) -> None:
        """`later` runs a wish once no decision over thousands of leads is being written."""
        super().__init__(parts.window)
        self._parts, self._later = parts, later
        self._helping = Helping(parts)
        self._capturing = Capturing(parts, self.open_section)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SEARCH_AFTER_MS)
        self._soon.timeout.connect(lambda: self.search_now(parts.frame.bar.search.text()))
        self._quiet = False
        self._booth = BoothMode(parts, self.open_section)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """All of them; what this program has no panel for is left out."""
        parts = self._parts
        own: dict[str, Callable[[], None]] = {
            "search.focus": self.focus_search,
            "search.clear": lambda: self.search_now(""),
            "inbox.back": self._back,
            "lead.focus": self._focus_card,
            "app.undo": lambda: self.undo(""),
            "app.redo": self.redo,
            "app.palette": lambda: self._open_palette(),
            "app.menu": parts.toggle_menu,
            "view.next_pane": lambda: self._to_pane(1),
            "view.prev_pane": lambda: self._to_pane(-1),
            "tasks.today": partial(self._open_split, "today"),
            "tasks.overdue": partial(self._open_split, "overdue"),
            "go.views": self._open_views,
        }
        own |= {command: partial(parts.wish, command) for command in _ABOVE}
        own |= {command: partial(self._open_library, entity) for command, entity in _LIBRARY.items()}
        own |= {command: partial(self._open_settings, command) for command in _GROUPS}
        for others in (self._capturing, Looking(parts), self._helping, parts.keybook):
            own |= others.handlers()
        own |= self._booth.handlers()
        for section in SECTIONS:
            if section.panel and section.id not in ("help", "booth"):
                own[section.command] = partial(self.open_section, section.id)
        page = parts.pages.inbox_page()
        if page is not None and page is parts.pages.currentWidget():
            # Alt+arrows go on through the list also while only the card is seen.
            hidden = page.inbox.handlers()
            own |= {command: hidden[command] for command in ("lead.next", "lead.prev")}
        return own

    def _focus_card(self) -> None:
        """Qualification: the card alone, and back."""
        page = self._parts.pages.inbox_page()
        if page is not None and page is self._parts.pages.currentWidget():
            page.set_focus_mode(not page.focused)
            self._show_title()

    def _back(self) -> None:
        """From the card to the list."""
        page = self._parts.pages.inbox_page()
        if page is not None:
            page.show_list()
            page.inbox.take_focus()
            self._show_title()

    def _show_title(self) -> None:
        self._parts.frame.bar.show_title(self._parts.pages.title())
        self._parts.commander.refresh()

    # -- Places --

    def open_section(self, section_id: str) -> None:
        """Open a section of the rail; help is the sheet of keys."""
        parts = self._parts
        if section_id == "help":
            parts.frame.rail.show_active(parts.pages.section)
            self._helping.open_keys()
        elif section_id == "settings":
            self._make_settings()
            parts.pages.open("settings")
        elif not parts.pages.open(section_id):
            parts.frame.rail.show_active(parts.pages.section)
            parts.say(_("This part is not installed"))

    def _open_split(self, split: str) -> None:
        """A queue of the inbox, from wherever one is."""
        self._parts.pages.open("inbox")
        page = self._parts.pages.inbox_page()
        if page is not None:
            page.inbox.open_split(split)

    def _open_views(self) -> None:
        """The saved views of the inbox, from wherever one is."""
        self._parts.pages.open("inbox")
        page = self._parts.pages.inbox_page()
        if page is not None:
            page.inbox.handlers()["go.views"]()

    def _make_settings(self) -> Any:
        from leaddesk.ui.settings.panel import SettingsPanel

        parts = self._parts
        panel = parts.pages.page("settings")
        if panel is None:
            panel = SettingsPanel(parts.link, parts.kept, parts.pages)
            panel.show_place(parts.place)
            parts.pages.put("settings", panel)
            parts.pages.made.emit("settings", panel)
            parts.keybook.show_in(panel)
        return panel

    def _open_settings(self, command: str) -> None:
        panel = self._make_settings()
        self._parts.pages.open("settings")
        panel.handlers()[command]()
        panel.take_focus()

    def _open_library(self, entity: str) -> None:
        """The editor of what people read out, send and look up."""
        from leaddesk.ui.library.dialog import LibraryDialog

        dialog = LibraryDialog(self._parts.link, entity, self._parts.window)
        dialog.open_dialog(dialog.items)

    def prepare(self, name: str, panel: Any) -> None:
        """Give a new panel the preferences that it knows."""
        kept = self._parts.kept
        if name == "inbox":
            if hasattr(panel, "set_compact"):
                panel.set_compact(bool(kept.get("compact")))
            if hasattr(panel, "set_advance"):
                panel.set_advance(kept.text("after_decision"))
        elif name == "board":
            panel.restore(kept.records("board", {}))
            panel.arranged.connect(lambda told: kept.keep_records("board", told))
        elif name == "card":
            fill_bar(panel.bar, self._parts.commander)

    def follow(self, key: str) -> None:
        """A preference has changed: the panel that is there takes it at once."""
        page = self._parts.pages.inbox_page()
        if key in ("compact", "after_decision") and page is not None:
            self.prepare("inbox", page.inbox)
        elif key == "labels":
            self._parts.frame.rail.set_labels(bool(self._parts.kept.get("labels")))

    def _to_pane(self, by: int) -> None:
        """F6: from the list to the card, the rail, the search, and round."""
        parts = self._parts
        stops: list[Callable[[], None]] = [panel.take_focus for panel in parts.pages.in_order()]
        stops += [parts.frame.bar.search.setFocus, parts.frame.rail.button("inbox").setFocus]
        focus = QApplication.focusWidget()
        places = [*parts.pages.in_order(), parts.frame.bar, parts.frame.rail]
        at = next((n for n, place in enumerate(places) if focus and place.isAncestorOf(focus)), -1)
        stops[(at + by) % len(stops)]()

    # -- Search --

    def focus_search(self) -> None:
        """Put the cursor into the search, all of it chosen."""
        field = self._parts.frame.bar.search
        field.setFocus()
        field.selectAll()

    def show_search(self, query: str) -> None:
        """Show the query that a panel runs."""
        field = self._parts.frame.bar.search
        if field.text().strip() != query:
            self._quiet = True
            field.setText(query)
            self._quiet = False

    def search_soon(self, _text: str) -> None:
        """Search once the typing pauses."""
        if not self._quiet:
            self._soon.start()

    def search_now(self, query: str) -> None:
        """Search in the panel in front; the inbox answers for those that cannot."""
        self._soon.stop()
        parts = self._parts
        panel = parts.pages.main_panel()
        if panel is not None:
            panel.search(query)
        self.show_search(query.strip())

    # -- Undo --

    def undo(self, tx: str) -> None:
        """Take a step back: `tx`, or the last one of this person."""
        parts = self._parts
        parts.frame.toast.dismiss()
        done = partial(self._say, _("Taken back: {step}"))
        self._later(lambda: parts.link.runner.undo(tx or None, done, self))

    def redo(self) -> None:
        """Take the last undo back."""
        done = partial(self._say, _("Done again: {step}"))
        self._later(lambda: self._parts.link.runner.redo(done, self))

    def _say(self, sentence: str, undone: Undone) -> None:
        parts = self._parts
        ids = undone.change.ids
        row = parts.row_of(ids[0]) if len(ids) == 1 else None
        step = name_of("action", undone.action) if undone.action else ""
        words = sentence.format(step=", ".join(part for part in (step, row.name if row else "") if part))
        parts.say(words)
        for panel in parts.pages.panels():
            if hasattr(panel, "undone"):
                panel.undone(ids)

    # -- Over the window --

    def _open_palette(self) -> None:
        parts = self._parts
        parts.overlays.open_palette(parts.subject(), parts.pages.open_lead)

    def save_table(self, table: Any, path: str) -> None:
        """Write rows (head, rows) as CSV: to `path`, or to where the person says."""
        import csv

        target = (
            path or QFileDialog.getSaveFileName(self._parts.window, _("Save the table"), "", "CSV (*.csv)")[0]
        )
        if not target:
            return
        head, rows = table
        with open(target, "w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([head, *rows])
        self._parts.say(_("Saved: {file}").format(file=target))


def missing_panels() -> tuple[str, ...]:
    """Sections whose panel this program was built without."""
    return tuple(s.id for s in SECTIONS if s.panel not in ("", "settings") and maker_of(s.panel) is None)
