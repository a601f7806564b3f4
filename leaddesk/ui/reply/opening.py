"""Opens the dialog of a reply: reads the card and the server first, off the Qt thread."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from leaddesk.actions.desk import Desk
from leaddesk.actions.keeping import PostPlace
from leaddesk.actions.questions import Card
from leaddesk.domain.refusals import Refused
from leaddesk.texts import _
from leaddesk.ui.link import Link, Notice
from leaddesk.ui.reply.dialog import ReplyDialog
from leaddesk.ui.reply.words import ReplyView, reply_view


def open_reply(
    link: Link, window: QWidget, lead_id: str, then: Callable[[ReplyDialog], None] | None = None
) -> None:
    """Show the dialog over the window; `then` gets it. A client without any way to write is told of."""
    me = link.me.name

    def read(desk: Desk) -> tuple[ReplyView, PostPlace | None, bool]:
        view = reply_view(desk.ask(Card(lead_id)), me)
        try:
            place = desk.post.place() if desk.post is not None else None
            asks = place is not None and desk.post is not None and not desk.post.has_password()
        except Refused:
            place, asks = None, False
        return view, place, asks

    def show(told: tuple[ReplyView, PostPlace | None, bool]) -> None:
        view, place, asks = told
        if not view.ways:
            name = view.card.row.name or _("No name")
            link.noticed.emit(Notice(_("“{name}” has no address to write to").format(name=name)))
            return
        dialog = ReplyDialog(link, view, place, asks=asks, parent=window)
        dialog.open_dialog(dialog.text)
        if then is not None:
            then(dialog)

    link.runner.look(read, show, window)
