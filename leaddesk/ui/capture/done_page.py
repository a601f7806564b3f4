"""Step 5 of an import: it runs while one goes on working, then says what it did and how to take it back."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.actions.files import Imported
from leaddesk.texts import _, ngettext
from leaddesk.texts.formats import duration, number
from leaddesk.ui.capture.fates import FateTile
from leaddesk.ui.capture.words import FATES, GROUP_OF
from leaddesk.ui.kit.label import ElidedLabel, TextLabel
from leaddesk.ui.theme.zoom import px


def group_counts(done: Imported) -> dict[str, int]:
    """Rows by group of fates."""
    counts = dict.fromkeys((group for group, *_rest in FATES), 0)
    for fate, n in done.counts.items():
        counts[GROUP_OF[fate]] += n
    return counts


class DonePage(QWidget):
    """The report of an import."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ElidedLabel("", 20, 700, parent=self)
        self._tiles = {group: FateTile(group, tone, icon, self) for group, _fates, tone, icon in FATES}
        self._tiles_place = QWidget(self)
        tiles = QHBoxLayout(self._tiles_place)
        tiles.setContentsMargins(0, 0, 0, 0)
        tiles.setSpacing(px(12))
        for tile in self._tiles.values():
            tiles.addWidget(tile)
        self._lines = TextLabel("", 13, 400, "text2", parent=self)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(px(12))
        lay.addWidget(self._title)
        lay.addWidget(self._tiles_place)
        lay.addWidget(self._lines)
        lay.addStretch(1)

    def show_running(self, name: str) -> None:
        """An import is under way."""
        self._title.show_text(_("Importing {file}").format(file=name))
        self._tiles_place.hide()
        self._lines.show_text(
            _(
                "You can leave this screen and go on working: the leads appear at the end. "
                "Cancel leaves nothing of the file behind."
            )
        )

    def show_done(self, done: Imported) -> None:
        """An import has ended."""
        counts = group_counts(done)
        n = sum(counts.values())
        title = ngettext("Done: {n} row has its fate", "Done: {n} rows have their fate", n)
        self._title.show_text(title.format(n=number(n)))
        for group, tile in self._tiles.items():
            tile.show_count(counts[group])
        self._tiles_place.show()
        lines = [_("It took {time}.").format(time=duration(done.seconds))]
        if done.rejects:
            lines.append(_("Rows that could not be read are in {file}.").format(file=done.rejects))
        if done.tx:
            lines.append(_("The whole import is taken back as one step; what was edited since stays."))
        else:
            lines.append(_("Everything of the file was in the base already; nothing was written."))
        self._lines.show_text("\n".join(lines))

    def show_taken_back(self, kept: int) -> None:
        """An import was taken back, `kept` leads were edited since and stay."""
        self._title.show_text(_("The import was taken back"))
        self._tiles_place.hide()
        said = _("Nothing of the file is left in the base.")
        if kept:
            stay = ngettext(
                "{n} lead was changed since and stays.", "{n} leads were changed since and stay.", kept
            )
            said = stay.format(n=number(kept))
        self._lines.show_text(said)

    def title(self) -> str:
        """What it says on top."""
        return self._title.text()

    def lines(self) -> str:
        """What it says below."""
        return self._lines.text()
