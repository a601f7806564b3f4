"""What every panel is given: the runner, who acts, the time, and the definitions in force."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from leaddesk.actions.ports import Change
from leaddesk.actions.questions import Defined, People
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.users import User
from leaddesk.ui.runner import Runner


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the toast; with `tx` it offers to undo that step."""

    text: str
    tx: str = ""


class Link(QObject):
    """The panels' side of the desk. `changed` is the runner's; `noticed` asks the window for a toast."""

    changed = Signal(object)
    noticed = Signal(object)
    defined = Signal()
    open_lead_requested = Signal(str)
    list_requested = Signal(str)
    decision_requested = Signal(str, object)

    def __init__(
        self, runner: Runner, definitions: Definitions, users: list[User], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.runner = runner
        self.definitions = definitions
        self.users: Mapping[str, User] = {user.id: user for user in users}
        # Where an answer about a lead is known from just now: the call that runs; None is "my note".
        self.evidence_of: Callable[[str], Mapping[str, Any] | None] = lambda _lead_id: None
        runner.changed.connect(self._on_changed)

    @property
    def me(self) -> User:
        """The acting user."""
        return self.runner.desk.session.user

    def now(self) -> datetime:
        """Business time."""
        return self.runner.desk.session.now()

    def name_of(self, user_id: str | None) -> str:
        """A user's name; empty where there is none."""
        user = self.users.get(user_id or "")
        return user.name if user else ""

    def _on_changed(self, change: Change) -> None:
        if change.topics - {"lead", "person", "company", "deal"}:
            self.runner.ask(Defined(), self._on_defined, self)
            self.runner.ask(People(), self._on_people, self)
        self.changed.emit(change)

    def _on_defined(self, definitions: Definitions) -> None:
        self.definitions = definitions
        self.defined.emit()

    def _on_people(self, users: list[User]) -> None:
        self.users = {user.id: user for user in users}
        self.defined.emit()


class Panel(Protocol):
    """A section of the window. Panels are blind to each other; the window joins them by these names."""

    section: str

    def title(self) -> str:
        """Words for the top bar."""
        ...

    def selected_ids(self) -> tuple[str, ...]:
        """Leads that a decision would act on."""
        ...

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Commands that this panel carries out itself, by command id; the window does the others."""
        ...

    def take_focus(self) -> None:
        """Put the keyboard focus where work goes on."""
        ...

    def search(self, query: str) -> None:
        """Show what a search finds; empty clears it."""
        ...
