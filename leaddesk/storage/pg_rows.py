"""Rows of a base far away: fetched by whole circles in one call, remembered for the write to check."""

import json
from collections.abc import Iterable, Sequence
from threading import Lock
from time import monotonic
from typing import Any, NamedTuple

import sqlalchemy as sa

from leaddesk.actions.ports import Known
from leaddesk.actions.waiting import ANY, waiting_id
from leaddesk.domain.ids import deal_id
from leaddesk.storage import asks
from leaddesk.storage.asks import Ask
from leaddesk.storage.columns import Id
from leaddesk.storage.defined import Defined
from leaddesk.storage.pg_code import function
from leaddesk.storage.rows import Found, Rows, Step

_FEW = 40
"""Contacts of an arrival that is typed or heard, not of a file."""

_BY_NAME = {ask.name: ask for ask in asks.ASKS}
_BY_ID = {ask for ask in asks.ASKS if isinstance(ask.key.type, Id)}


class BaseLine(NamedTuple):
    """The base in four numbers; `written` differs after every write, also one without ops."""

    projected_at: int
    defined_v: int
    server_seq: int
    written: int


class Heard(NamedTuple):
    """What a write says that it has read: an ask, its keys, and the digest of the rows."""

    ask: str
    keys: tuple[str, ...]
    digest: str


def call(connection: sa.Connection, name: str, *told: Any) -> Any:
    """One call of our own code: JSON there, JSON back."""
    marks = ", ".join("%s" for _ in told)
    sent = tuple(json.dumps(value, ensure_ascii=False) for value in told)
    sql = f"SELECT {function(name)}({marks})"
    found = connection.exec_driver_sql(sql, sent).scalar_one()
    return json.loads(found) if isinstance(found, str) else found


class PgDefined(Defined):
    """Definitions, users and the base's line as last heard, by whichever thread."""

    def __init__(self, plain: sa.Engine) -> None:
        super().__init__()
        self.line: BaseLine | None = None
        self.round_trip = 1.0
        self._heard = -1.0
        self._plain = plain
        self._lock = Lock()

    def hear(self, line: Sequence[int]) -> BaseLine:
        """Note what an answer of the server says of the base."""
        heard = BaseLine(*line)
        self.line = heard
        self._heard = monotonic()
        return heard

    def recent(self) -> BaseLine | None:
        """The base's line where it was heard less than a round trip ago: asking would tell nothing newer."""
        return self.line if monotonic() - self._heard < self.round_trip else None

    def load(self, connection: sa.Connection | None = None) -> BaseLine:
        """Ask for the version; for definitions and users too, where they are not known for that version."""
        if connection is None:
            with self._plain.connect() as plain:
                return self.load(plain)
        known = self.version if self.version is not None else -1
        asked = monotonic()
        told = connection.execute(_DEFINED, {"known": known}).one()
        self.round_trip = min(self.round_trip, monotonic() - asked)
        line = self.hear(json.loads(told[0]))
        if told[1] is not None:
            found = [(_hex(row[0]), *row[1:]) for row in json.loads(told[1])]
            users = [(_hex(row[0]), *row[1:]) for row in json.loads(told[2])]
            with self._lock:
                self.take(found, users)
                self.version = line.defined_v
        return line

    def pinned(self) -> "Pinned":
        """The definitions last known, however long ago: whoever writes with them checks their version."""
        if self.line is None or self.version != self.line.defined_v:
            self.load()
        with self._lock:
            assert self.line is not None
            return Pinned(self, self.line)

    def _renew(self, connection: sa.Connection) -> None:
        self.load(connection)


class Pinned(Defined):
    """Definitions that stay the same for one attempt of a write."""

    def __init__(self, of: PgDefined, line: BaseLine) -> None:
        super().__init__()
        self._told, self._rows, self._users = of._told, of._rows, of._users
        self.version = of.version
        self.line = line._replace(defined_v=of.version if of.version is not None else line.defined_v)

    def _renew(self, connection: sa.Connection) -> None:
        """Nothing: that is what it is for."""


class Viewed(Defined):
    """Definitions for one view: asked for once, or known from the first answer that the view heard."""

    def __init__(self, cache: PgDefined, rows: "PgRows") -> None:
        super().__init__()
        self._cache, self._of = cache, rows

    def _renew(self, connection: sa.Connection) -> None:
        if self.version is None:
            line = self._of.line or self._cache.recent()
            if line is None:
                self._cache.load()
            elif line.defined_v != self._cache.version:
                self._cache.load(connection)
            pinned = self._cache.pinned()
            self._told, self._users, self.version = pinned._told, pinned._users, pinned.version


_DEFINED = sa.text(
    f"SELECT {function('base')}(), CASE WHEN b.defined_v <> :known THEN coalesce((SELECT "  # noqa: S608
    "json_agg(json_build_array(row_id, entity, key, ord, value))::text FROM definition), '[]') END, "
    "CASE WHEN b.defined_v <> :known THEN coalesce((SELECT "
    "json_agg(json_build_array(id, name, roles, active))::text FROM person_user), '[]') END FROM base b"
)


def _hex(value: str) -> str:
    return value.replace("-", "")


class PgRows(Rows):
    """Rows fetched by calls of our code in the base; `heard` is all that was read."""

    def __init__(self, connection: sa.Connection, defined: PgDefined, site_no: int) -> None:
        super().__init__(connection)
        self.heard: list[Heard] = []
        self.guarded: tuple[str, int] | None = None
        self.line: BaseLine | None = None
        self._expected: dict[str, Any] = {}
        self._defined = defined
        self._site_no = site_no
        self._steps: dict[str, Step | None] = {}
        self._target: str | None = None

    def learn(self, told: Any) -> None:
        """Take in what the server found."""
        self.line = self._defined.hear(told["base"])
        for name, keys, digest, rows in told["found"]:
            ask = _BY_NAME[name]
            self.heard.append(Heard(name, tuple(keys), digest))
            plain = [_hex(key) for key in keys] if ask in _BY_ID else keys
            found: dict[str, list[Found]] = {key: [] for key in plain}
            for row in rows:
                found[row[0]].append(tuple(row[1:]))
            self._found.setdefault(ask, {}).update(found)

    def load(self, ask: Ask, keys: set[str]) -> None:
        if self._expected:
            self._gather([])
            keys = {key for key in keys if key not in self._found.get(ask, {})}
        if keys:
            self.learn(call(self.connection, "asked", [[ask.name, sorted(keys)]]))

    def _gather(self, leads: Sequence[str]) -> None:
        """Fetch leads, and what was said to be looked up, with all around them in one call."""
        deals = [deal_id(lead, round_) for lead in leads for round_ in range(2)]
        wanted = self._expected | {"leads": leads, "deals": deals}
        self._expected = {}
        self.learn(call(self.connection, "gather", wanted))

    def expect(self, leads: Iterable[str]) -> None:
        held = self._found.get(asks.OPS, {})
        missing = sorted({lead for lead in leads if lead not in held and lead not in self._new})
        if missing:
            self._gather(missing)

    def known(self, contacts: Sequence[tuple[str, str]]) -> list[Known]:
        """Persons who hold one of the contacts; their leads come along."""
        held = self._found.get(asks.HOLDER, {})
        if any(normal not in held for _, normal in contacts):
            self.expect_arrivals((), contacts, ())
        return super().known(contacts)

    def expect_arrivals(
        self, prints: Sequence[str], contacts: Iterable[tuple[str, str]], skeletons: Sequence[str]
    ) -> None:
        told = sorted(set(contacts))
        # Signals that wait for a contact are looked up with it; of a long list only whether anything waits.
        waits = [waiting_id(*contact) for contact in told] if len(told) <= _FEW else []
        self._expected = {
            "prints": sorted(set(prints)),
            "normals": sorted({normal for _, normal in told}),
            "skeletons": sorted(set(skeletons)),
            "others": [ANY, *waits],
        }

    # The journal

    def _gather_step(self, kind: str, actor: str | None, tx: str | None) -> None:
        wanted = {"step": kind, "site": self._site_no, "actor": actor, "tx": tx}
        told = call(self.connection, "gather", wanted)
        self.learn(told)
        self._target = _hex(told["target"]) if told["target"] else None
        for name in ("undo", "newest"):
            self._steps[name] = Step(*told[name][1:]) if told[name] else None

    def step(self, tx_id: str) -> Step | None:
        if tx_id not in self._found.get(asks.TX, {}):
            self._gather_step("undo", None, tx_id)
            self._found.setdefault(asks.TX, {}).setdefault(tx_id, [])
        return super().step(tx_id)

    def last_step(self, site_no: int, actor: str) -> Step | None:
        self._gather_step("undo", actor, None)
        return super().step(self._target) if self._target else None

    def last_undo(self, site_no: int, actor: str) -> tuple[Step | None, Step | None]:
        self._gather_step("redo", actor, None)
        return self._steps["undo"], self._steps["newest"]

    def guard(self, tx_id: str) -> None:
        """Let the write fail as stale where somebody touches rows of this tx from now on."""
        if self.guarded is None:
            told = json.loads(self.connection.exec_driver_sql(f"SELECT {function('base')}()").scalar_one())
            self.guarded = tx_id, self._defined.hear(told).server_seq
