"""The process that is killed: it works on a base and acknowledges on stdout what it has committed.

`python -m tests.faults.killed PHASE FOLDER`; lines are JSON, the first is {"ready": true}.
"""

import json
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from leaddesk.actions.desk import Desk, Session
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.marks import Priority
from leaddesk.actions.note import WriteNote
from leaddesk.actions.ports import Change, PageAsk
from leaddesk.actions.take import Take
from leaddesk.app.drafts import Told
from leaddesk.app.importing import Importer, Wish
from leaddesk.domain.refusals import Refused
from leaddesk.storage.door import machine_clock, open_store
from leaddesk.storage.store import SqliteStore

BASE, LIST = "base.sqlite", "list.csv"
_saying = threading.Lock()


def acknowledge(**told: Any) -> None:
    """Tell the parent, in one write, so that a kill cannot tear two lines together."""
    with _saying:
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


def sit(store: SqliteStore, clock: Callable[[], datetime] = machine_clock) -> Desk:
    """A desk of the base's first user."""
    with store.view() as read:
        return Desk(store, Session(read.users()[0], clock, clock))


def wish_of(folder: Path) -> Wish:
    """The list as requests that came by a form."""
    return Wish(folder / LIST, told=Told("request", channel="form"), rejects=folder / "rejects.csv")


def bring_in(desk: Desk, folder: Path) -> str:
    """Import the list: ready at its first write, each batch acknowledged when it is on the disk."""
    store: Any = desk.store
    write_part, written = store.write_part, count()

    def acknowledged(*told: Any) -> Change:
        if next(written) == 0:
            acknowledge(ready=True)
        change: Change = write_part(*told)
        acknowledge(batch=list(change.ids))
        return change

    store.write_part = acknowledged
    report = Importer(desk, wish_of(folder), str).run()
    acknowledge(imported=report.import_id)
    return report.import_id


def triage(desk: Desk, leads: Sequence[str], rounds: Sequence[int]) -> None:
    """Notes, takes, priorities and undos, one after another."""
    for number in rounds:
        lead = leads[number % len(leads)]
        try:
            change = desk.do(WriteNote((lead,), f"note {number}"))
            acknowledge(tx=change.tx, lead=lead, note=f"note {number}")
            change = desk.do(Take((lead,)) if number % 5 == 0 else Priority((lead,), "high"))
            acknowledge(tx=change.tx)
            if change.tx and number % 3 == 0:
                acknowledge(undone=desk.undo().tx)
        except Refused as refused:
            acknowledge(refused=refused.key)


def import_and_triage(desk: Desk, folder: Path) -> None:
    """A person works on while a file comes in."""
    leads = sorted(desk.store.ids_where(PageAsk(), machine_clock(), desk.session.user.id))
    person = threading.Thread(target=triage, args=(desk, leads, range(10_000)), daemon=True)
    person.start()
    bring_in(desk, folder)


def revert(desk: Desk, folder: Path) -> None:
    """Take a long import back."""
    tx = (folder / "import_id").read_text()
    acknowledge(ready=True)
    done = desk.undo(tx)
    acknowledge(reverted=done.tx)


def cancel(desk: Desk, folder: Path) -> None:
    """Cancel an import when most of it is written: all of it is taken back at once."""
    store: Any = desk.store
    write_part, written = store.write_part, count(1)

    def counted(*told: Any) -> Change:
        change: Change = write_part(*told)
        if next(written) == 4:
            acknowledge(ready=True)
            done.set()
        return change

    done = threading.Event()
    store.write_part = counted
    Importer(desk, wish_of(folder), str).run(cancelled=done.is_set)
    acknowledge(cancelled=True)


def back_up(desk: Desk, folder: Path) -> None:
    """Copies one after another beside a writer."""
    leads = sorted(desk.store.ids_where(PageAsk(), machine_clock(), desk.session.user.id))
    person = threading.Thread(target=triage, args=(desk, leads, range(10_000)), daemon=True)
    person.start()
    acknowledge(ready=True)
    for number in range(12):
        name = f"copy{number}.sqlite"
        desk.store.backup(str(folder / name))
        acknowledge(copy=name)


def hand_over(desk: Desk, folder: Path) -> None:
    """Hand over one lead after another, each twice, as by a double click."""
    now = machine_clock()
    leads = sorted(desk.store.ids_where(PageAsk(), now, desk.session.user.id))
    acknowledge(ready=True, leads=leads)
    for lead in leads:
        for _click in range(2):
            desk.do(HandOver((lead,), "advice", step="call", at=now, reason="urgent"))
        acknowledge(handed=lead)


PHASES: dict[str, Callable[[Desk, Path], None]] = {
    "import": import_and_triage,
    "revert": revert,
    "cancel": cancel,
    "backup": back_up,
    "hand_over": hand_over,
}


def main() -> None:
    """Work until the end, or until killed."""
    folder = Path(sys.argv[2])
    store = open_store(f"sqlite:///{folder / BASE}", site_key="killed")
    assert isinstance(store, SqliteStore)
    PHASES[sys.argv[1]](sit(store), folder)
    acknowledge(end=True)
    sys.stdin.read()  # the parent ends us, so that the last kill is one too


if __name__ == "__main__":
    main()
