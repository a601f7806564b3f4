"""Column types that both stores share: ids as 16 bytes or uuid, hex text in Python."""

from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine


class Id(TypeDecorator[str]):
    """A 32-digit hex id: BLOB of 16 bytes on SQLite, uuid on PostgreSQL; both sort alike."""

    impl = sa.LargeBinary
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            # Here, because it costs a start in a file 30 ms, asyncio among them (P1).
            from sqlalchemy.dialects import postgresql

            return dialect.type_descriptor(postgresql.UUID(as_uuid=False))
        return dialect.type_descriptor(sa.LargeBinary(16))

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        return str(UUID(value)) if dialect.name == "postgresql" else bytes.fromhex(value)

    def result_processor(self, dialect: Dialect, coltype: Any) -> Any:
        """On SQLite without the steps between: a long card reads ten thousand ids."""
        return super().result_processor(dialect, coltype) if dialect.name == "postgresql" else _hex

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        return value if value is None else str(value).replace("-", "")


def _hex(value: bytes | None) -> str | None:
    return None if value is None else value.hex()


Big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""64-bit integer; INTEGER on SQLite, where it may be the row id."""

_IDS = frozenset(
    (
        "id",
        "person_id",
        "company_id",
        "owner",
        "import_id",
        "lead_id",
        "contacted_by",
        "decided_by",
        "salesperson",
    )
)
_TYPES = {"str": sa.Text, "int": Big, "bool": sa.Boolean}


def columns_of(row: type[NamedTuple]) -> list[sa.Column[Any]]:
    """The columns of a row that is declared as a tuple, by the types of its fields."""
    return [_column(name, str(getattr(kind, "__name__", kind))) for name, kind in row.__annotations__.items()]


def _column(name: str, annotation: str) -> sa.Column[Any]:
    kind: Any = Id if name in _IDS else _TYPES[annotation.removesuffix(" | None")]
    return sa.Column(name, kind, nullable=annotation.endswith("| None"))
