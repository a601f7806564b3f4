"""How PostgreSQL reads what screens ask: pg_trgm serves LIKE, fuzzystrmatch the edits, a row value seeks."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from leaddesk.domain.list_row import ListRow
from leaddesk.domain.search_logic import And, Or, Resolved, Word, edits
from leaddesk.storage import schema as t
from leaddesk.storage.columns import Id
from leaddesk.storage.dialects import EDGE_ID, Clause, Expression, Narrow, Seek, edge_key
from leaddesk.storage.prepared import Prepared


class Postgres:
    """PostgreSQL: pg_trgm serves LIKE, fuzzystrmatch the edits, and a row value is one seek."""

    plans = True
    # Hex from the server: the driver would make an object of each id.
    fields = ", ".join(
        f"encode(uuid_send(lead.\"{name}\"), 'hex')"
        if isinstance(t.lead.c[name].type, Id)
        else f'lead."{name}"'
        for name in ListRow._fields
    )

    def __init__(self) -> None:
        self._spoken = sa.make_url("postgresql+psycopg://").get_dialect()()

    def ready(self, query: Narrow) -> Prepared:
        return Prepared(query, self._spoken)

    def line(self, number: int) -> Expression:
        return sa.func.split_part(t.lead.c.search, "\n", number + 1, type_=sa.Text).collate("C")

    def within(self, text: Expression, needle: str) -> Clause:
        return sa.func.strpos(text, needle, type_=sa.Integer) > 0

    def similar(self, text: Expression, word: str) -> Clause:
        each = sa.func.regexp_split_to_table(text, r"\s+").table_valued("word").render_derived()
        most = edits(len(word))
        near = sa.func.levenshtein_less_equal(each.c.word, word, most) <= most
        sized = sa.func.length(each.c.word).between(len(word) - most, len(word) + most)
        return sa.exists(
            sa.select(1).select_from(each).where(sized, near, each.c.word.regexp_match(r"^\w+$"))
        )

    def candidates(self, tree: Resolved) -> Clause:
        match tree:
            case And(items):
                return sa.and_(*map(self.candidates, items))
            case Or(items):
                return sa.or_(*map(self.candidates, items))
            case Word(text):
                return t.lead.c.search.contains(text, autoescape=True)
            case _:
                raise TypeError(type(tree).__name__)

    def hits(self, tree: Resolved, most: int) -> Expression:
        found = sa.select(t.lead.c.n).where(self.candidates(tree)).limit(most).subquery()
        return sa.select(sa.func.count()).select_from(found).scalar_subquery()

    def sample(self, tree: Resolved, most: int) -> Clause:
        return t.lead.c.n.in_(
            sa.select(t.lead.c.n).where(self.candidates(tree)).order_by(t.lead.c.n.desc()).limit(most)
        )

    def after(self, key: Expression, down: bool) -> Sequence[Seek]:
        here, there = sa.tuple_(key, t.lead.c.id), sa.tuple_(edge_key(key), EDGE_ID)
        return (Seek(here < there if down else here > there, False),)

    def hint(self, index: str | None) -> str:
        return ""

    def id_of(self, value: Any) -> str:
        return str(value)

    def among(self, column: Expression, name: str) -> Clause:
        return column == sa.any_(sa.bindparam(name, type_=sa.ARRAY(sa.BigInteger)))

    def several(self, values: Sequence[int]) -> Any:
        return list(values)

    def listed(self, rows: Sequence[Any]) -> list[ListRow]:
        return [ListRow._make(row[2:]) for row in rows]
