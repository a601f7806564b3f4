"""Opens a base for the window on a thread of its own, founds a new one by the answers of the first start."""

import tempfile
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Qt, Signal, Slot

from leaddesk.actions.desk import Desk, Session
from leaddesk.actions.files import Files
from leaddesk.actions.founding import found
from leaddesk.actions.keeping import Post, Recogniser
from leaddesk.actions.pairing import Pairing
from leaddesk.actions.ports import Figures, Store
from leaddesk.actions.users import SetDefinition
from leaddesk.app.compose import checked_url, figures, files, open_base, pairing, posting, recogniser
from leaddesk.app.later import Later
from leaddesk.app.place import Opening
from leaddesk.app.seat import seat, who
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.users import User
from leaddesk.texts import _
from leaddesk.ui.first_start.answers import Answers

DEMO_USER = "Ірина Ткач"
TRAINING = "training.sqlite"


@dataclass(frozen=True)
class Opened:
    """A base at work: its desk, what it declares, who is in it, where it lies in words; `end` its helpers."""

    desk: Desk
    definitions: Definitions
    users: list[User]
    place: str
    opening: Opening
    end: Callable[[], None]


@dataclass(frozen=True)
class Wanted:
    """What to open; a throw-away sample, or the answers that found a new base; who worked last."""

    opening: Opening
    demo: bool = False
    answers: Answers | None = None
    user_id: str = ""


class Opener(QObject):
    """`opened(Opened)` or `failed(Exception)` on the Qt thread."""

    opened = Signal(object)
    failed = Signal(object)
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(1, "opener")
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def open(self, wanted: Wanted) -> None:
        """Begin; the answer comes by a signal."""
        work = self._demo if wanted.demo else open_for_window
        self._pool.submit(work, wanted).add_done_callback(self._ended.emit)

    @Slot(object)
    def _on_ended(self, future: Future[Opened]) -> None:
        error = future.exception()
        if error is None:
            self.opened.emit(future.result())
        else:
            self.failed.emit(error)

    def _demo(self, wanted: Wanted) -> Opened:
        from leaddesk.app.demo.screens import fill_screens

        self._folder = tempfile.TemporaryDirectory(prefix="leaddesk-demo-", ignore_cleanup_errors=True)
        url = f"sqlite:///{Path(self._folder.name) / 'demo.sqlite'}"
        opening = replace(wanted.opening, url=url, user=None)
        store = open_base(opening)
        try:
            fill_screens(seat(store, opening))
            opened = _at_desk(store, replace(opening, user=wanted.opening.user or DEMO_USER))
        except BaseException:
            store.close()
            raise
        return replace(opened, place=_("A sample that is thrown away when the window closes"))

    def close(self) -> None:
        """Wait for what is being opened, and throw a sample away."""
        self._pool.shutdown(wait=True)
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def open_for_window(wanted: Wanted) -> Opened:
    """Open the base of `wanted`, founded by its answers where it is new; raises Refused."""
    opening = wanted.opening
    store = open_base(opening)
    try:
        with store.view() as read:
            users = read.users()
        if not users and wanted.answers is not None:
            _found(store, opening, wanted.answers)
        elif users and opening.user is None and who(users, wanted.user_id) is not None:
            opening = replace(opening, user=wanted.user_id)
        return _at_desk(store, opening)
    except BaseException:
        store.close()
        raise


def _found(store: Store, opening: Opening, answers: Answers) -> None:
    me = found(store, answers.name, opening.clock(), answers.roles)
    desk = Desk(store, Session(me, opening.clock, opening.machine))
    with store.view() as read:
        declared = read.definitions().settings
    said = {"work_days": list(answers.days), "work_from": answers.begins, "work_to": answers.ends}
    for key, value in said.items():
        if declared.get(key) != value:
            desk.do(SetDefinition("setting", key, (("value", value),)))
    if answers.place == "training":
        from leaddesk.app.demo.screens import fill_screens

        # Every queue has its leads, as on the screens: a year of chance left the inbox nearly empty.
        fill_screens(desk)


def _at_desk(store: Store, opening: Opening) -> Opened:
    desk = seat(store, opening)
    reader = Later(lambda: recogniser(opening.folder))
    desk.figures = cast(Figures, Later(lambda: figures(desk)))
    desk.pairing = cast(Pairing, Later(pairing))
    door = Later(lambda: files(desk))
    desk.files = cast(Files, door)
    desk.recogniser = cast(Recogniser, reader)
    desk.post = cast(Post, Later(lambda: posting(opening.folder)))
    with store.view() as read:
        definitions, users = read.definitions(), read.users()
    return Opened(desk, definitions, users, place_of(opening), opening, lambda: _end(reader, door))


def _end(*helpers: Later) -> None:
    for helper in helpers:
        helper.end()


def may_tick(opening: Opening) -> bool:
    """A --now ahead of the clock must not wake what sleeps until then."""
    return opening.clock() <= opening.machine() + timedelta(days=1)


def place_of(opening: Opening) -> str:
    """Where the base lies, in words, without a password."""
    url = checked_url(opening)
    if url.startswith("sqlite:///"):
        return _("On this computer: {file}").format(file=url.removeprefix("sqlite:///"))
    scheme, _sign, rest = url.partition("://")
    who_, at, where = rest.rpartition("@")
    return _("Shared: {address}").format(address=f"{scheme}://{who_.partition(':')[0]}{at}{where}")


def opening_for(answers: Answers, opening: Opening) -> Opening:
    """Where the base of these answers lies."""
    if answers.place == "shared":
        return replace(opening, url=answers.address.strip())
    if answers.place == "training":
        return replace(opening, url=f"sqlite:///{opening.folder / TRAINING}")
    return opening


def is_new(opening: Opening) -> bool:
    """Whether there is no base yet where one would be opened; a shared one is asked, never guessed about."""
    url = opening.base_url
    return url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).exists()
