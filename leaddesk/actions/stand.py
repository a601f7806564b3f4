"""The stand of a trade show: what a visitor said is kept on disk first, then put into the base, once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from leaddesk.actions.desk import Desk
from leaddesk.actions.incoming import Incoming
from leaddesk.actions.ports import Change
from leaddesk.actions.values import contact_typed
from leaddesk.actions.visit import File, RecordVisit, Told
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.log import iso, moment
from leaddesk.domain.refusals import Refused
from leaddesk.domain.show import NO_STEP, PRODUCT, Show, Visit, visit_from, visit_record

PLACE = "stand"
"""Id of the record of the place itself: which show, who stands there."""
CHANNEL = "event"
NO_CONTACT, UNREADABLE, UNSURE = "no_contact", "unreadable", "unsure"
"""Why a person has to look at a visitor once more."""
SURE = 90
"""From here a field that a picture gave is believed (as on the screen of cards)."""
_KEYS = {"name": "full_name", "title": "job_title"}
_OWN = ("phone", "email", "note")
"""Fields read here: a number without its country is one of ours."""


def keep(desk: Desk, visit: Visit) -> None:
    """Put a visitor as they stand now into the journal; on disk when it returns."""
    if desk.drafts is not None:
        desk.drafts.keep(visit.id, visit_record(visit))


def forget(desk: Desk, visit_id: str) -> None:
    """Take a visitor out of the journal."""
    if desk.drafts is not None:
        desk.drafts.drop(visit_id)


def kept(desk: Desk) -> list[Visit]:
    """Everybody in the journal, in their order; a record of another shape is left alone and left out."""
    found = []
    for draft_id, told in desk.drafts.all() if desk.drafts is not None else ():
        if draft_id == PLACE:
            continue
        try:
            found.append(visit_from(draft_id, told))
        except (KeyError, TypeError, ValueError):
            continue
    return found


def keep_place(desk: Desk, show: str, by: str, before: str = "") -> None:
    """Remember which show it is, who stands there and which show it was before."""
    if desk.drafts is not None:
        desk.drafts.keep(PLACE, {"show": show, "by": by, "before": before})


def place(desk: Desk) -> tuple[str, str, str]:
    """The show, who stands there, and the show before; empty where nobody said."""
    told = dict(desk.drafts.all() if desk.drafts is not None else ()).get(PLACE, {})
    return str(told.get("show") or ""), str(told.get("by") or ""), str(told.get("before") or "")


def arrival(desk: Desk, visit: Visit, show: Show | None) -> Incoming:
    """A visitor as an arrival: contacts in normal form, the show, what is needed; raises Refused."""
    if desk.files is None:
        raise Refused("stand.no_reader")
    fields = [(_KEYS.get(key, key), text.strip()) for key, text in visit.typed.items() if key not in _OWN]
    item = desk.files.card([told for told in fields if told[1]], "")
    country = str(_definitions(desk).settings.get("country") or "") or None
    contacts = tuple(
        contact_typed(f"{key}: {part}", country)
        for key in ("phone", "email")
        for part in visit.typed.get(key, "").split(";")
        if part.strip()
    )
    needed = visit.answers.get(PRODUCT, "")
    note = visit.typed.get("note", "").strip()
    return replace(
        item,
        contacts=(*contacts, *item.contacts),
        channel=CHANNEL,
        event=show.name if show else "",
        campaign=show.campaign if show else "",
        owner=(show.owner if show else "") or visit.by or None,
        product=needed,
        need=needed or note,
        note=note,
        temperature=visit.temperature or None,
        received=moment(iso(visit.at)),  # as the journal gives it back, so that it is the same arrival again
        extra={**item.extra, "visit": visit.id},
    )


def settle(desk: Desk, visit: Visit, step: str = "") -> tuple[Visit, Change]:
    """Put a confirmed visitor into the base, then say so in the journal; said twice it is there once.

    `step` names the promise as a task. What lacks something stays whole in the journal for the evening.
    """
    definitions = _definitions(desk)
    show = definitions.show_by_id.get(visit.show)
    item = arrival(desk, visit, show)
    lead = [visit.lead]
    asks = {ask.id: ask for ask in show.asks} if show else {}
    answers = tuple(
        Told(question, asks[question].level(text) if question in asks else None, text)
        for question, text in visit.answers.items()
        if question != PRODUCT
    )
    action = RecordVisit(
        item,
        visit.id,
        visit.by or desk.session.user.id,
        answers,
        step if visit.due else "",
        visit.due,
        visit.promise,
        visit.consent,
        (show.consent if show else ""),
        tuple(File(digest, "") for digest in visit.files),
        visit.lead,
        lead.append,
    )
    for digest in visit.files:  # what was kept while a shared base could not be reached goes there now
        data = desk.attachments.get(digest) if desk.attachments is not None else None
        if data is not None and desk.attachments is not None:
            desk.attachments.put(data)
    change = desk.do(action)
    done = replace(visit, state="done", lead=lead[-1], trouble=trouble(visit, item), unread=())
    if not done.trouble:
        done = done.short()
    keep(desk, done)
    return done, change


def trouble(visit: Visit, item: Incoming) -> str:
    """Why somebody has to look at a visitor once more; "" where nothing lacks."""
    if not item.reachable:
        return UNREADABLE if visit.trouble == UNREADABLE else NO_CONTACT
    if any(sure < SURE for sure in visit.read.values()):
        return UNSURE
    return "" if visit.promise else NO_STEP


def day_of(visits: Sequence[Visit], today: date, definitions: Definitions) -> list[Visit]:
    """Visitors who were confirmed on a local day, in their order."""
    zone = ZoneInfo(str(definitions.setting("zone")))
    return [one for one in visits if one.state != "open" and one.at.astimezone(zone).date() == today]


def cleared(desk: Desk, visits: Sequence[Visit], now: datetime) -> list[Visit]:
    """Drop from the journal those of earlier days whom nobody needs to look at; gives the others."""
    known = _definitions(desk)
    today = now.astimezone(ZoneInfo(str(known.setting("zone")))).date()
    needed = {one.id for one in day_of(visits, today, known)}
    left = []
    for visit in visits:
        if visit.state == "done" and not visit.trouble and visit.id not in needed:
            forget(desk, visit.id)
        else:
            left.append(visit)
    return left


def _definitions(desk: Desk) -> Definitions:
    with desk.store.view() as read:
        return read.definitions()
