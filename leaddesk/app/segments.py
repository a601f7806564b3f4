"""A list for a mailing written to a file: only what a mailing needs, and its trace in the log (B27)."""

from collections.abc import Iterator
from pathlib import Path

from leaddesk.actions.chunks import in_chunks
from leaddesk.actions.desk import Desk
from leaddesk.actions.nurture_questions import Segment
from leaddesk.actions.segment import LogSegment
from leaddesk.domain.lead import PersonState
from leaddesk.domain.refusals import Refused
from leaddesk.intake.export_rows import write_csv

COLUMNS = (
    "name",
    "company",
    "email",
    "phone",
    "messenger",
    "city",
    "country",
    "language",
    "need",
    "consent",
    "id",
)
_CHUNK = 200


def write_segment(desk: Desk, segment: Segment, path: Path) -> None:
    """Write the people of a segment as CSV and log that they left; raises Refused where it cannot be."""
    try:
        write_csv(path, COLUMNS, _rows(desk, segment))
    except OSError as fault:
        raise Refused("export.cannot_write", path=str(path), reason=fault.strerror or str(fault)) from fault
    left = sum(one.n for one in segment.left)
    desk.do(LogSegment(segment.query, len(segment.ids), left, path.name))


def _rows(desk: Desk, segment: Segment) -> Iterator[dict[str, object]]:
    for ids in in_chunks(segment.ids, _CHUNK):
        with desk.store.view() as read:
            rows = read.rows(ids)
            people = read.persons(sorted({row.person_id for row in rows if row.person_id}))
        for row in rows:
            person = people.get(row.person_id or "")
            yield {
                "name": row.name,
                "company": row.company,
                **{kind: _first(person, kind) for kind in ("email", "phone", "messenger")},
                "city": row.city,
                "country": row.country,
                "language": row.language,
                "need": row.need,
                "consent": (person.consent or {}).get("state", "") if person else "",
                "id": row.id,
            }


def _first(person: PersonState | None, kind: str) -> str:
    """The contact of a kind that a mailing goes to: one that works."""
    usable = (c for c in person.contacts if c.kind == kind and c.usable) if person else iter(())
    return next((contact.normal or contact.value for contact in usable), "")
