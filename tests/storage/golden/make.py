"""Writes the golden log of a version: some seventy actions of all kinds, by fixed clocks and fixed ids.

`python -m tests.storage.golden.make log` once per version of the log, before its release: a released log is
never written again. `... sums` after a wanted change of the projections: what the log means has changed then,
so it is looked through table by table.
"""

import itertools
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from unittest import mock

import sqlalchemy as sa

from leaddesk.actions.action import Action
from leaddesk.actions.answer import Answer
from leaddesk.actions.assign import Assign
from leaddesk.actions.contact import Call, Contact
from leaddesk.actions.desk import Desk
from leaddesk.actions.edit import AddContact, Edit, MarkContact
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.junk import Archive, Junk
from leaddesk.actions.marks import Label, Level, Priority, SetRead, Star, Temperature
from leaddesk.actions.move import Move
from leaddesk.actions.note import WriteNote
from leaddesk.actions.nurture import Nurture
from leaddesk.actions.restore import Restore, Wake
from leaddesk.actions.sell import Accept, Lose, Postpone, ReturnLead, Win
from leaddesk.actions.signal import RecordSignal
from leaddesk.actions.snooze import Snooze
from leaddesk.actions.take import Take
from leaddesk.actions.task import AddTask, CompleteTask, MoveTask
from leaddesk.actions.users import SetDefinition
from leaddesk.domain.refusals import Refused
from leaddesk.storage import schema as t
from leaddesk.storage.door import open_store
from leaddesk.storage.store import SqliteStore
from tests.fakes.sample import Clock, add_user, as_user, capture, contact, crowd, fill, incoming, make_desk
from tests.storage.golden.log_lines import LOG, SUMS, as_of_last, line_of, load, op_from, ops_of, sums

SITE = 4711


def _ours() -> bool:
    """Whether the program itself asks: SQLAlchemy does too, while a query is first made."""
    return str(sys._getframe(2).f_globals.get("__name__", "")).startswith("leaddesk")


@contextmanager
def fixed_chance() -> Iterator[None]:
    """The random bytes that our code asks for become a count; those of a library stay random."""
    numbers = itertools.count(1)
    real = os.urandom

    def counted(n: int) -> bytes:
        if not _ours():
            return real(n)
        # Ids are drawn many at once, ten bytes each: every one of them gets a number of its own.
        drawn = (next(numbers).to_bytes(10, "big") for _id in range(max(1, n // 10)))
        return b"".join(drawn)[-n:]

    with mock.patch("os.urandom", counted):
        yield


def story(store: SqliteStore, clock: Clock) -> list[str]:
    """Everything that a person can do, once at least; the names of the actions that went through."""
    desk = make_desk(store, clock)
    people = ("sales", "head", "lead_generator")
    sales = as_user(desk, add_user(desk, "Ірина Мельник", people))
    leads = fill(desk, crowd(12, clock()))
    leads += [capture(desk, name="О’Ніл «Їжак»", phone="+380671112233", email="oneil@example.com")]
    more = (contact("messenger", "@oneil"), contact("phone", "дод. 12", None))
    leads += [capture(desk, incoming("Sofie Müller", None, "sofie@example.org", more, {"Стенд": "B-12"}))]
    done: list[str] = []

    def do(action: Action, who: Desk = desk) -> None:
        clock.forward(minutes=17)
        try:
            who.do(action)
            done.append(action.name)
        except Refused as refused:
            done.append(f"{action.name}: {refused.key}")

    for action in _triage(leads, desk, sales, clock):
        do(action)
    for action in _selling(leads, clock):
        do(action, sales)
    for step in (desk.undo, desk.redo, desk.undo, sales.undo):
        clock.forward(minutes=3)
        step()
    twenty = fill(desk, crowd(20, clock() + timedelta(days=1))[12:])
    do(Star((twenty[0],), True))
    clock.forward(minutes=1)
    desk.undo(_last_import(store))
    do(SetDefinition("setting", "country", (("value", "DE"),)))
    do(WriteNote((leads[0],), "останнє слово"))
    return done


def _last_import(store: SqliteStore) -> str:
    return next(step.tx for step in store.history(10) if step.action == "import")


def _triage(leads: list[str], desk: Desk, sales: Desk, clock: Clock) -> Iterator[Action]:
    soon = clock() + timedelta(days=3)
    yield Take((leads[0],))
    for question in ("budget", "authority", "need", "timing"):
        yield Answer((leads[0],), question, 3, "так, є", {"text": "лист"} if question == "need" else None)
    yield Answer((leads[0],), "budget", 2, "до 40 тис.")
    yield Contact((leads[1],), "talked", 300)
    yield Contact((leads[2],), "no_answer")
    yield Contact((leads[3],), "refused", reason="has_supplier")
    yield Call((leads[1],))
    yield Move((leads[4], leads[5]), "qualifying")
    yield Move((leads[5],), "in_work")
    yield Temperature((leads[6],), "hot")
    yield Priority(tuple(leads[6:9]), "high")
    yield Level((leads[6],), "sql", "asked for a contract")
    yield Star((leads[6],), True)
    yield SetRead(tuple(leads[:5]), True)
    yield Label((leads[6],), "VIP")
    yield WriteNote((leads[6],), "просив рахунок на ґанок\nі ще рядок")
    yield AddTask((leads[6],), "підготувати ціну", soon)
    yield from _of_tasks(leads[6], desk, soon)
    yield RecordSignal((leads[7],), "price_request")
    yield Junk((leads[8],), "spam")
    yield Restore((leads[8],))
    yield Archive((leads[9],), "not_fit")
    yield Nurture((leads[10],), soon)
    yield Wake((leads[10],))
    yield Snooze((leads[11],), soon)
    yield Assign((leads[7],), sales.session.user.id)
    yield Edit((leads[7],), "need", "Потрібні дві лінії")
    yield Edit((leads[7],), "amount", {"minor": 1_200_000, "currency": "UAH"})
    yield AddContact((leads[7],), contact("email", "second@example.com"))
    yield from _of_contacts(leads[12], desk)


def _of_tasks(lead: str, desk: Desk, soon: object) -> Iterator[Action]:
    with desk.store.view() as read:
        tasks = read.lead(lead).tasks
    for task in tasks[:1]:
        yield MoveTask((lead,), task.id, task.due + timedelta(days=1))
        yield CompleteTask((lead,), task.id, "надіслано")


def _of_contacts(lead: str, desk: Desk) -> Iterator[Action]:
    with desk.store.view() as read:
        person = read.person(read.lead(lead).person_id or "")
    for one in person.contacts[:1] if person else ():
        yield MarkContact((lead,), one.id, "wrong")


def _selling(leads: list[str], clock: Clock) -> Iterator[Action]:
    for lead in leads[:5]:
        yield HandOver((lead,), "дзвоніть зранку", reason="urgent")
    for lead in leads[:4]:
        yield Accept((lead,))
    yield Win((leads[0],))
    yield Lose((leads[1],), "price", "no")
    yield Postpone((leads[2],), clock() + timedelta(days=40))
    yield ReturnLead((leads[3],), "not_ready", "немає бюджету")
    yield HandOver((leads[3],), "тепер є", reason="urgent")


def made(folder: Path, tell: Callable[[list[str]], object] = len) -> list[str]:
    """The lines of the log that the story writes."""
    clock = Clock()
    with fixed_chance():
        url = f"sqlite:///{folder / 'golden.sqlite'}"
        store = open_store(url, site_key="first", clock=clock)
        assert isinstance(store, SqliteStore)
        with store.transaction() as connection:
            connection.execute(sa.insert(t.site).values(site_no=SITE, site_key="golden", next_seq=1))
        store.close()
        store = open_store(url, site_key="golden", clock=clock)
        assert isinstance(store, SqliteStore)
        tell(story(store, clock))
    lines = [line_of(op) for op in ops_of(store)]
    store.close()
    return lines


def summed(folder: Path, lines: list[str]) -> dict[str, object]:
    """The sums of what a log projects to in an empty base."""
    ops = [op_from(line) for line in lines]
    store = open_store(f"sqlite:///{folder / 'loaded.sqlite'}", clock=Clock())
    assert isinstance(store, SqliteStore)
    load(store, ops, as_of_last(ops))
    found = sums(store)
    store.close()
    return found


def main() -> None:
    """Write what was asked for."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "log" in sys.argv[1:]:
            lines = made(folder, lambda done: sys.stdout.write("\n".join(done) + "\n"))
            LOG.write_text("\n".join(lines) + "\n", encoding="utf8")
        found = summed(folder, LOG.read_text(encoding="utf8").splitlines())
        SUMS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
