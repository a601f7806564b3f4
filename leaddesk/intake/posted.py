"""Bodies of HTTP requests as items: JSON objects, and forms as browsers send them."""

import json
from collections.abc import Mapping, Sequence
from email.parser import BytesParser
from email.policy import compat32
from typing import Any
from urllib.parse import parse_qsl

from leaddesk.domain.normal import clean
from leaddesk.domain.refusals import Refused
from leaddesk.intake.draft import PackedDraft
from leaddesk.intake.drafts import Reading, row_reader
from leaddesk.intake.jsons import flat
from leaddesk.intake.mapping import guess_mapping
from leaddesk.intake.options import Options
from leaddesk.intake.tables import Row

ITEMS, FIELDS, FIELD_LIMIT = 100, 200, 1 << 16
FORM, PARTS, JSON = "application/x-www-form-urlencoded", "multipart/form-data", "application/json"
TYPES = (JSON, FORM, PARTS)
_KEYS = ("idempotency_key", "idempotency-key")


class BadBody(Refused):
    """A body that cannot be taken apart; `said["why"]` in words for the sender's log."""


def read_body(kind: str, body: bytes) -> list[Mapping[str, Any]]:
    """The items of a body whose Content-Type is `kind`; a form is one item, JSON an object or a list.

    Raises BadBody.
    """
    name = kind.partition(";")[0].strip().lower()
    try:
        if name == JSON:
            return _json(body)
        pairs = _parts(kind, body) if name == PARTS else _form(kind, body)
    except (ValueError, LookupError, RecursionError) as fault:
        raise BadBody("intake.bad_body", why=str(fault)[:200]) from fault
    item: dict[str, str] = {}
    for field, value in pairs[:FIELDS]:
        field = clean(field)[:200].removesuffix("[]")
        item[field] = f"{item[field]}; {value}" if item.get(field) else clean(value)[:FIELD_LIMIT]
    return [item]


def _json(body: bytes) -> list[Mapping[str, Any]]:
    told = json.loads(body.decode("utf-8-sig"), parse_int=str, parse_float=str, parse_constant=str)
    items = told if isinstance(told, list) else [told]
    if len(items) > ITEMS:
        raise ValueError(f"more than {ITEMS} items")
    for item in items:
        if not isinstance(item, dict) or len(item) > FIELDS:
            raise ValueError(f"an item is no object of at most {FIELDS} fields")
    return items


def _form(kind: str, body: bytes) -> list[tuple[str, str]]:
    text = body.decode("ascii", "replace") if body.isascii() else body.decode("utf-8", "replace")
    charset = kind.lower().partition("charset=")[2].strip(' "') or "utf-8"
    return parse_qsl(text, keep_blank_values=True, encoding=charset, errors="replace", max_num_fields=FIELDS)


def _parts(kind: str, body: bytes) -> list[tuple[str, str]]:
    head = b"Content-Type: " + kind.encode("latin-1", "replace").replace(b"\r", b"").replace(b"\n", b"")
    whole = BytesParser(policy=compat32).parsebytes(head + b"\r\n\r\n" + body)
    found = []
    for part in whole.get_payload() if whole.is_multipart() else ():
        name = part.get_param("name", header="content-disposition") if not isinstance(part, str) else None
        if isinstance(part, str) or not isinstance(name, str) or part.get_filename():
            continue
        data = part.get_payload(decode=True)
        if isinstance(data, bytes):
            found.append((name, data.decode("utf-8", "replace")))
    return found


def item_key(item: Mapping[str, Any]) -> str:
    """The idempotency key that stands in an item; empty where none does."""
    return next((str(item[name])[:200] for name in _KEYS if item.get(name)), "")


def read_item(
    item: Mapping[str, Any], options: Options, skipped: Sequence[str] = _KEYS
) -> PackedDraft | None:
    """The draft of one item: its names are read as names of columns are; None where nothing is in it."""
    named = (flat(item) or {}).items()
    told = {name[:200]: value[:FIELD_LIMIT] for name, value in named if name.lower() not in skipped}
    header, cells = list(told), list(told.values())
    mapping = guess_mapping(header, [cells]).changed(options.columns or {})
    reading = Reading(options.country, options.tzinfo, options.order, origin="http")
    raw = json.dumps(item, ensure_ascii=False).encode("utf-8", "replace")
    return row_reader(mapping, [], reading)(Row(1, cells, raw))
