"""The base in memory: a list of ops, folded anew after each write; the oracle of every store."""

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from leaddesk.actions.ports import (
    Change,
    Checked,
    Column,
    Cursor,
    Intent,
    Kept,
    May,
    Notice,
    Page,
    PageAsk,
    Pair,
    Plan,
    Progress,
    Read,
    Rollup,
    TxRow,
    Undone,
    nobody_may,
)
from leaddesk.actions.waking import woken_by
from leaddesk.domain.call_now import moment_of, urge_of
from leaddesk.domain.erasing import ENTITY as ERASE
from leaddesk.domain.funnel import PLACES
from leaddesk.domain.list_row import ListRow, list_row
from leaddesk.domain.log import BORN, Op, Set, iso, ms_of, to_text
from leaddesk.domain.refusals import NotAllowed, Refused, UndoRefused
from leaddesk.domain.roles import somebody_holds
from leaddesk.domain.row import LeadRow
from leaddesk.domain.search_flags import SPLITS, Split
from leaddesk.domain.search_logic import every
from leaddesk.domain.search_match import holds
from leaddesk.domain.search_parse import parse
from leaddesk.domain.search_resolve import resolve
from leaddesk.domain.search_vocabulary import Known, Vocabulary, vocabulary_of
from leaddesk.domain.sought import sought_of
from tests.fakes.facts import facts_of, owners_of
from tests.fakes.memory_log import Ledger, Tx, born_rows, said
from tests.fakes.memory_state import State, fold_all

NEVER = 1 << 52
"""Sort value of a time that is not set: after all others."""

SORTS: dict[str, Callable[[LeadRow], int]] = {
    "score": lambda row: -1 if row.score is None else row.score,
    "received": lambda row: row.received,
    "cooling": lambda row: NEVER if row.cool_since is None else row.cool_since,
    "due": lambda row: NEVER if row.next_due is None else row.next_due,
    "amount": lambda row: -1 if row.amount_minor is None else row.amount_minor,
    "stage_age": lambda row: row.stage_since,
}
"""Sort key -> value of a row; equal values stand in the order of their ids, turned with the direction."""

_TOPICS = {
    "lead": "lead",
    "person": "person",
    "company": "person",
    "deal": "deal",
    "user": "user",
    "thread": "thread",
    "waiting": "waiting",
    "traffic": "traffic",
}


class MemoryStore:
    """A `Store` without files. Safe for several threads; one site."""

    notices: tuple[Notice, ...] = ()

    def __init__(self, *, clock: Callable[[], datetime] | None = None, site_no: int = 1) -> None:
        self.ledger = Ledger(clock or (lambda: datetime.now(UTC)), site_no)
        self.projected_at = datetime(1970, 1, 1, tzinfo=UTC)
        self._lock = threading.RLock()
        self._state: State | None = None
        self._version = 0

    # -- Writing --

    @property
    def state(self) -> State:
        """All that the base holds now."""
        with self._lock:
            if self._state is None:
                self._state = fold_all(self.ledger, self.projected_at)
            return self._state

    def write(self, intent: Intent, plan: Plan) -> Change:
        with self._lock:
            sets = plan(self.state)
            if not sets:
                return Change("", (), frozenset())
            tx = self.ledger.open(intent)
            return self._apply(tx, sets)

    def _apply(self, tx: Tx, sets: Sequence[Set]) -> Change:
        length = len(self.ledger.ops)
        before = self.state
        try:
            ops = self.ledger.append(tx, sets)
            self.ledger.blank([op for op in ops if op.entity == ERASE])
            self._state = None
            after = self.state
        except Exception:
            self.ledger.truncate(length)
            if not self.ledger.written_by(tx.id):
                self.ledger.txs.pop(tx.id, None)
            self._state = before
            raise
        self._version += 1
        return _change(tx.id, ops, before, after)

    def bulk(
        self,
        intent: Intent,
        plans: Iterator[Plan],
        *,
        tx: str | None = None,
        said: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Change:
        one = self.ledger.txs[tx] if tx else self.ledger.open(intent)
        one.state = "open"
        ids: dict[str, None] = {}
        topics: set[str] = set()
        done = 0
        try:
            for plan in plans:
                if cancelled is not None and cancelled():
                    self._revert(one)
                    return Change(one.id, (), frozenset())
                with self._lock:
                    sets = plan(self.state)
                    change = self._apply(one, sets) if sets else Change(one.id, (), frozenset())
                ids |= dict.fromkeys(change.ids)
                topics |= change.topics
                done += len(change.ids)
                if said is not None:
                    said(Progress(done, None, intent.action))
        except Exception:
            self._revert(one)
            raise
        one.state = "closed"
        if not self.ledger.written_by(one.id):
            del self.ledger.txs[one.id]
            return Change("", (), frozenset())
        return Change(one.id, tuple(ids), frozenset(topics))

    def _revert(self, tx: Tx) -> None:
        with self._lock:
            tx.state = "reverting"
            if self.ledger.written_by(tx.id):
                intent = Intent("revert", tx.intent.actor, tx.intent.at, "never")
                self._exclude(intent, tx, self._staying(tx))
            tx.state = "closed"

    # -- Undo --

    def undo(self, intent: Intent, tx: str | None = None, others: May = nobody_may) -> Undone:
        with self._lock:
            step = self._step(intent.actor, tx)
            if step.intent.actor != intent.actor and not others():
                raise NotAllowed("undo.not_yours", actor=step.intent.actor, at=iso(step.intent.at))
            kept = self._spared(step)
            spared = {k.id for k in kept}
            # Replies must still find a lead that stays.
            talks = {
                o.row_id
                for o in self.ledger.written_by(step.id)
                if o.entity == "thread" and o.value in spared
            }
            stay = (self._staying(step) | talks) - spared
            length, before = len(self.ledger.ops), self.state
            change = self._exclude(intent, step, stay | spared)
            if before.people and not _has_admin(self.state):
                self.ledger.truncate(length)
                self.ledger.txs.pop(change.tx)
                self._state = before
                raise UndoRefused("users.last_admin")
            return Undone(step.id, change, tuple(kept), step.intent.action)

    def _step(self, actor: str, tx: str | None) -> Tx:
        step = self.ledger.txs.get(tx) if tx else next(self.ledger.steps_of(actor), None)
        if step is not None and step.intent.action == "erase":
            raise UndoRefused("undo.erased", at=iso(step.intent.at))
        if step is not None and _by_clock(step):
            raise UndoRefused("undo.by_clock", at=iso(step.intent.at))
        if step is None and tx:
            raise UndoRefused("undo.no_such_step", tx=tx)
        if step is not None and self.ledger.undone(step.id):
            raise UndoRefused("undo.undone_already", at=iso(step.intent.at))
        if step is None or step.undoes or step.intent.undo == "never":
            raise UndoRefused("undo.nothing")
        return step

    def _spared(self, step: Tx) -> list[Kept]:
        """Rows that were changed since; UndoRefused where the step is one whole."""
        found: dict[str, Kept] = {}
        for op in self.ledger.written_by(step.id):
            later = self.ledger.changed_since(op)
            if later is not None:
                if step.intent.undo == "whole":
                    woken = _by_clock(self.ledger.txs[later.tx_id])
                    raise UndoRefused("undo.woken_since" if woken else "undo.changed_since", **said(later))
                found.setdefault(op.row_id, Kept(op.row_id, "undo.changed_since", said(later)))
        return [found[row_id] for row_id in sorted(found)]

    def _staying(self, step: Tx) -> set[str]:
        """Persons and companies born in a step that leads of other steps refer to."""
        births = [op for op in self.ledger.written_by(step.id) if op.entity == "lead" and op.field == BORN]
        mine = {op.row_id for op in births}
        others = [row for row in self.state.rows_.values() if row.id not in mine]
        held = {row.person_id for row in others} | {row.company_id for row in others}
        return {row_id for op in births for _, row_id in born_rows(op)[1:] if row_id in held}

    def _exclude(self, intent: Intent, step: Tx, keep: Iterable[str]) -> Change:
        tx = self.ledger.open(intent, undoes=step.id)
        keep = sorted(keep)
        about = self.ledger.written_by(self.ledger.txs[step.id].undoes or step.id)
        touched = [op for op in about if op.row_id not in keep]
        before = self.state
        self.ledger.append(tx, [Set("tx", step.id, "undo", {"keep": keep})])
        self._state = None
        self._version += 1
        return _change(tx.id, touched, before, self.state)

    def redo(self, intent: Intent) -> Undone:
        with self._lock:
            undo = self._last_undo(intent.actor)
            step = self.ledger.txs[undo.undoes or ""]
            ops = self.ledger.written_by(step.id)
            for op in ops:
                later = None if op.field == BORN else self.ledger.winner((op.entity, op.row_id, op.field))
                if later is not None and later.stamp > op.stamp and step.intent.undo == "whole":
                    raise UndoRefused("undo.changed_since", **said(later))
            self._need_persons(ops)
            return Undone(step.id, self._exclude(intent, undo, ()), (), step.intent.action)

    def _need_persons(self, ops: Sequence[Op]) -> None:
        """A capture cannot come back to a person who is gone and does not come back with it."""
        births = [op for op in ops if op.entity == "lead" and op.field == BORN]
        born = {op.value["person"]["id"] for op in births if "person" in op.value}
        needed = {op.value["lead"]["person"] for op in births} - born
        if needed - self.state.persons_.keys():
            raise UndoRefused("redo.person_gone")

    def _last_undo(self, actor: str) -> Tx:
        """The newest undo of this actor; UndoRefused where they did something else since."""
        for tx in reversed(self.ledger.txs.values()):
            if tx.intent.actor != actor or tx.intent.undo == "never":
                continue
            if tx.undoes is None:
                break
            if self.ledger.txs[tx.undoes].undoes is None and not self.ledger.undone(tx.id):
                return tx
        raise UndoRefused("redo.nothing")

    # -- Reading --

    @contextmanager
    def view(self) -> Iterator[Read]:
        yield self.state

    def _found(self, ask: PageAsk, now: datetime, me: str) -> tuple[list[LeadRow], tuple[object, ...]]:
        """All rows of a query in order, and what it did not understand."""
        query = parse(ask.query, self._vocabulary())
        rows = self._matching([ask.query, *([_split(ask.split).query] if ask.split else [])], now, me)
        value, down = self._sort(ask, now)
        rows.sort(key=lambda row: (value(row), row.id), reverse=down)
        return rows, tuple(query.problems)

    def _sort(self, ask: PageAsk, now: datetime) -> tuple[Callable[[LeadRow], int], bool]:
        """The value to sort by, and whether the largest comes first."""
        name = ask.sort.removesuffix("-")
        if name == "call":
            moment = moment_of(ask.at or now, self.state.defined)
            return (lambda row: moment.priority(urge_of(row))), ask.sort.endswith("-")
        if name not in SORTS:
            raise Refused("search.no_such_sort", sort=ask.sort)
        return SORTS[name], ask.sort.endswith("-")

    def _matching(self, queries: Sequence[str], now: datetime, me: str) -> list[LeadRow]:
        state, vocabulary = self.state, self._vocabulary()
        zone = ZoneInfo(state.defined.setting("zone"))
        asked = every(*(resolve(parse(text, vocabulary), now, zone, me, vocabulary) for text in queries))
        clients = {
            state.one_with.get(lead.person_id, lead.person_id)
            for lead in state.leads_.values()
            if lead.person_id and any(deal.stage == "won" for deal in lead.deals)
        }
        owners = owners_of(state.rows_.values())
        return [
            row
            for row in state.rows_.values()
            if holds(
                asked,
                facts_of(
                    row,
                    state.leads_[row.id],
                    state.persons_.get(row.person_id or ""),
                    state.defined,
                    clients,
                    owners,
                ),
            )
        ]

    def _vocabulary(self) -> Vocabulary:
        users = [Known(user.id, (user.name,)) for user in self.state.people]
        return vocabulary_of(self.state.defined, {"owner": users})

    def page(self, ask: PageAsk, now: datetime, me: str) -> Page:
        rows, problems = self._found(ask, now, me)
        value, down = self._sort(ask, now)

        def past(row: LeadRow, cursor: Cursor) -> bool:
            here, there = (value(row), row.id), (cursor.key, cursor.id)
            return here < there if down else here > there

        if ask.before is not None:
            edge = ask.before
            rows = [row for row in rows if not past(row, edge) and row.id != edge.id][-ask.limit :]
        elif ask.after is not None:
            rows = [row for row in rows if past(row, ask.after)]
        shown = rows[: ask.limit]
        more = len(rows) > ask.limit or (ask.before is not None and bool(shown))
        after = Cursor(value(shown[-1]), shown[-1].id) if shown and more else None
        return Page(tuple(map(list_row, shown)), after, problems)

    def count(self, ask: PageAsk, now: datetime, me: str, limit: int | None = None) -> int:
        n = len(self._found(ask, now, me)[0])
        return n if limit is None else min(n, limit)

    def counts(
        self, queries: Sequence[str], now: datetime, me: str, limit: int | None = None
    ) -> tuple[int, ...]:
        found = (len(self._matching([text], now, me)) for text in queries)
        return tuple(n if limit is None else min(n, limit) for n in found)

    def counts_by(
        self, fact: str, queries: Sequence[str], now: datetime, me: str
    ) -> tuple[dict[str | None, int], ...]:
        def value(row: LeadRow) -> str | None:
            if fact != "salesperson":
                told = getattr(row, fact)
                return None if told is None else str(told)
            return sought_of(self.state.leads_[row.id], None, self.state.defined).salesperson

        return tuple(dict(Counter(map(value, self._matching([text], now, me)))) for text in queries)

    def talked(self, since: datetime, until: datetime) -> int:
        touches = (touch for lead in self.state.leads_.values() for touch in lead.touches)
        return sum(touch.seconds for touch in touches if since <= touch.at < until)

    def split_counts(self, now: datetime, me: str) -> dict[str, int]:
        return {split.id: len(self._matching([split.counted], now, me)) for split in SPLITS}

    def board(self, limit: int) -> tuple[Column, ...]:
        columns = []
        for stage in self.state.defined.stages:
            rows = [row for row in self.state.rows_.values() if _on_board(row) and row.stage == stage.id]
            rows.sort(key=lambda row: (SORTS["score"](row), row.id), reverse=True)
            amounts: dict[str, int] = {}
            for row in rows:
                if row.amount_minor is not None:
                    amounts[row.currency] = amounts.get(row.currency, 0) + row.amount_minor
            shown = tuple(map(list_row, rows[:limit]))
            columns.append(Column(stage.id, len(rows), tuple(sorted(amounts.items())), shown))
        return tuple(columns)

    def came_before(
        self, contacts: Sequence[tuple[str, str]], who: Sequence[tuple[str, str]] = ()
    ) -> list[ListRow]:
        persons = {known.person_id for known in self.state.known(contacts)}
        persons |= self._met(who) if who else set()
        rows = [row for row in self.state.rows_.values() if row.person_id in persons]
        rows.sort(key=lambda row: (row.received, row.id), reverse=True)
        return list(map(list_row, rows[:50]))

    def keep_keys(self, most: int) -> bool:
        return False

    def crowd(self) -> Iterator[Sequence[tuple[str, str]]]:
        yield self.state.crowd().packed()

    def suspect(self, pairs: Sequence[Pair]) -> None:
        """It compares all with all at each question."""

    def _met(self, who: Sequence[tuple[str, str]]) -> set[str]:
        return self.state.crowd().met(dict(who))

    def place_counts(self) -> dict[str, int]:
        rows = [row for row in self.state.rows_.values() if row.kind == "request"]
        return {place: sum(row.place == place for row in rows) for place in PLACES}

    def rollups(self, prefixes: Sequence[str]) -> list[Rollup]:
        total = self.state.rollups()
        return [Rollup(key, *total[key]) for key in sorted(total) if key.startswith(tuple(prefixes))]

    def ids_where(self, ask: PageAsk, now: datetime, me: str) -> Iterator[str]:
        yield from [row.id for row in self._found(ask, now, me)[0]]

    def history(self, limit: int, before: str | None = None) -> list[TxRow]:
        rows = [self._line(tx) for tx in reversed(self.ledger.txs.values())]
        if before is not None:
            rows = rows[[row.tx for row in rows].index(before) + 1 :]
        return rows[:limit]

    def names(self, text: str) -> bool:
        return any(text in to_text(op.value) for op in self.ledger.ops)

    def unfinished(self) -> list[TxRow]:
        return [self._line(tx) for tx in reversed(self.ledger.txs.values()) if tx.state != "closed"]

    def _line(self, tx: Tx) -> TxRow:
        ops = self.ledger.written_by(tx.undoes or tx.id)
        lead_id = next((op.row_id for op in ops if op.entity == "lead"), None)
        row = self.state.rows_.get(lead_id or "")
        undone = self.ledger.undone(tx.id)
        return TxRow(
            tx=tx.id,
            at=tx.intent.at,
            actor=tx.intent.actor,
            action=tx.intent.action,
            state="undone" if undone else tx.state,
            rows=len({op.row_id for op in ops}),
            about=tx.intent.about,
            lead_id=lead_id,
            lead_name=row.name if row else "",
            undone=undone,
        )

    # -- Keeping --

    def tick(self, now: datetime) -> Change | None:
        with self._lock:
            ids = dict.fromkeys(self._woken(now))
            if now > self.projected_at:
                before = self.state
                since, until = ms_of(self.projected_at), ms_of(now)
                self.projected_at = now
                self._state = None
                for row_id, row in self.state.rows_.items():
                    slept = row.snoozed_until is not None and since < row.snoozed_until <= until
                    if slept or row != before.rows_[row_id]:
                        ids[row_id] = None
            return Change("", tuple(ids)) if ids else None

    def _woken(self, now: datetime) -> list[str]:
        """Leads that come back from nurture, because their day has come."""
        ids = []
        for person, sets in sorted(woken_by(self.state.leads_.values(), now).items()):
            intent = Intent("wake", person, now, "never")
            ids += self.write(intent, lambda read, sets=sets: sets).ids  # type: ignore[misc]
        return ids

    def rebuild(self) -> None:
        """Forget every projection and fold the log again."""
        with self._lock:
            self.ledger.truncate(len(self.ledger.ops))
            self._state = None

    def check(self) -> Checked:
        with self._lock:
            same = self._state is None or self._state.rows_ == fold_all(self.ledger, self.projected_at).rows_
            opened = tuple(tx.id for tx in self.ledger.txs.values() if tx.state in ("open", "reverting"))
            return Checked(True, same, opened, ())

    def backup(self, path: str) -> None:
        lines = [json.dumps({"at": iso(op.at), "value": to_text(op.value)}) for op in self.ledger.ops]
        Path(path).write_text("\n".join(lines), encoding="utf8")

    def version(self) -> int:
        return self._version

    def close(self) -> None:
        """Nothing to close."""


def _by_clock(step: Tx) -> bool:
    return step.intent.action == "wake" and step.intent.undo == "never"


def _has_admin(state: State) -> bool:
    return somebody_holds("users", state.people, state.defined.roles)


def _split(name: str) -> Split:
    for split in SPLITS:
        if split.id == name:
            return split
    raise Refused("search.no_such_split", split=name)


def _on_board(row: LeadRow) -> bool:
    return row.kind == "request" and row.place is None and row.reachable


def _change(tx: str, ops: Sequence[Op], before: State, after: State) -> Change:
    """The leads that show what the ops are about, and those whose row differs."""
    touched = {op.row_id for op in ops}
    ids = {}
    for state in (before, after):
        rows = touched | {state.one_with[row_id] for row_id in touched & state.one_with.keys()}
        for row in state.rows_.values():
            deals = {deal.id for deal in state.leads_[row.id].deals}
            shown = {row.id, row.person_id, row.company_id} | deals
            if shown & rows or before.rows_.get(row.id) != after.rows_.get(row.id):
                ids[row.id] = None
    topics = {_TOPICS.get(op.entity, "definitions") for op in ops if op.entity != "tx"}
    return Change(tx, tuple(sorted(ids)), frozenset(topics))
