"""A lead of the drawn screens as registers of the log; its times are minutes before or after now."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any

from leaddesk.actions.placing import position
from leaddesk.app.demo.world import contact, shown, some_id, user_ids
from leaddesk.domain.funnel import STAGES
from leaddesk.domain.hours import wake_at
from leaddesk.domain.ids import deal_id, derived_id
from leaddesk.domain.log import Set, iso, ms_of

Lead = Mapping[str, Any]
_OWNER = "Ірина Ткач"
_MONDAY_AT = 10


def named_sets(lead: Lead, r: Random, now: datetime) -> Iterator[Set]:
    """Registers of one lead of `screens.json`, and of the deal that its client lost before."""
    received = now - timedelta(minutes=lead["ago"])
    own, person = some_id(r, ms_of(received)), derived_id("demo", "person", lead.get("phone") or lead["need"])
    if "before" in lead:
        yield from _before(lead, person, r, now)
    yield Set("lead", own, "*", _born(lead, person, received), received)
    if lead.get("nobody"):
        return
    yield from _signals(lead, own, r, received, now)
    answered = received if "contact" not in lead else now - timedelta(minutes=lead["contact"])
    yield from _answers(lead, own, answered)
    yield from _contact(lead, own, r, now)
    yield from _way(lead, own, received, now)
    yield from _ahead(lead, own, r, now)


def _born(lead: Lead, person: str, received: datetime) -> dict[str, Any]:
    told = {
        "kind": "request",
        "received": iso(received),
        "person": person,
        "company": _company(lead),
        **{
            name: lead.get(name, "")
            for name in ("need", "product", "original", "channel", "source", "campaign")
        },
        "language": lead.get("language", ""),
        "amount": _amount(lead),
        # Whoever has no step yet waits in the queue; only the one of screen 03 is owned and forgotten.
        "owner": user_ids()[_OWNER] if lead["stage"] != "new" or "step" in lead else "",
        "read": True if lead["stage"] != "new" else None,
    }
    born: dict[str, Any] = {"lead": {name: value for name, value in told.items() if value not in (None, "")}}
    if lead.get("nobody"):
        born["lead"]["position"] = position("new", "junk", "no_contact")
    born["company"] = {"id": _company(lead), "name": lead.get("company", ""), "city": lead.get("city", "")}
    if "before" in lead:
        born.pop("company")  # both came with the earlier lead
        return born
    if not lead.get("company"):
        born.pop("company")
    return born | {"person": _person(lead, person)}


def _amount(lead: Lead) -> dict[str, Any] | None:
    return {"minor": lead["amount"] * 100, "currency": lead["currency"]} if "amount" in lead else None


def _company(lead: Lead) -> str:
    return derived_id("demo", "named company", lead["company"]) if lead.get("company") else ""


def _person(lead: Lead, person: str) -> dict[str, Any]:
    told = {"id": person, "company": _company(lead)}
    told |= {name: lead.get(name, "") for name in ("name", "title", "city", "country", "zone", "language")}
    born: dict[str, Any] = {name: value for name, value in told.items() if value}
    if lead.get("phone"):
        born |= contact(person, "phone", shown(lead["phone"]), lead["phone"])
    if lead.get("email"):
        born |= contact(person, "email", lead["email"], lead["email"])
    return born


def _before(lead: Lead, person: str, r: Random, now: datetime) -> Iterator[Set]:
    """The deal that this client lost to a competitor's price a while ago (A10, A18)."""
    told = lead["before"]
    lost = now - timedelta(days=told["days"])
    received = lost - timedelta(days=24)
    own = some_id(r, ms_of(received))
    born = _born(
        {**lead, "need": told["need"], "ago": 10**6, "stage": "handed_over"} | {"before": {}},
        person,
        received,
    )
    born["person"] = _person(lead, person)
    born["company"] = {"id": _company(lead), "name": lead["company"], "city": lead.get("city", "")}
    yield Set("lead", own, "*", born, received)
    call = received + timedelta(minutes=40)
    yield _call(own, r, call, "talked", 260)
    yield Set("lead", own, "position", position("in_work"), call)
    handed = received + timedelta(days=4)
    yield Set("lead", own, "position", position("handed_over"), handed)
    yield from _deal(own, person, lead, told["need"], "Дмитро Кулик", handed)
    deal = deal_id(own, 0)
    yield Set("deal", deal, "state", {"stage": "accepted"}, handed + timedelta(hours=3))
    yield Set("lead", own, "position", position("handed_over", "deal"), handed + timedelta(hours=3))
    state = {"stage": "lost", "reason": told["reason"], "satisfied": "competitor"}
    yield Set("deal", deal, "state", state, lost)
    yield Set("lead", own, "position", position("handed_over", "archive", "lost_price"), lost)


def _deal(own: str, person: str, lead: Lead, need: str, to: str, at: datetime) -> Iterator[Set]:
    deal = deal_id(own, 0)
    criteria = [[name, True] for name in ("contact", "need", "budget", "authority", "timing")]
    told = {"lead": own, "person": person, "company": _company(lead), "round": 0, "need": need}
    told |= {"advice": "не починайте з ціни", "to": user_ids()[to], "criteria": criteria}
    amount = _amount(lead)
    yield Set("deal", deal, "*", told | ({"amount": amount} if amount else {}), at)
    yield Set("deal", deal, "state", {"stage": "awaiting"}, at)
    yield Set("lead", own, f"deal/{deal}", {"round": 0}, at)


def _call(own: str, r: Random, at: datetime, outcome: str, seconds: int) -> Set:
    value = {"kind": "call", "way": "out", "at": iso(at), "by": user_ids()[_OWNER], "outcome": outcome}
    talked = {"seconds": seconds} if seconds else {}
    return Set("lead", own, f"touch/{some_id(r, ms_of(at))}", value | talked, at)


def _signals(lead: Lead, own: str, r: Random, received: datetime, now: datetime) -> Iterator[Set]:
    for kind in lead.get("signals", ()):
        # With the arrival, and so before any contact: the clocks stay those of the screen.
        at = received
        yield Set("lead", own, f"signal/{some_id(r, ms_of(at))}", {"kind": kind, "at": iso(at)}, at)


def _answers(lead: Lead, own: str, at: datetime) -> Iterator[Set]:
    kind = "call" if "contact" in lead else "form"
    for place, (question, (level, text)) in enumerate(lead.get("answers", {}).items()):
        then = at + timedelta(seconds=40 + 80 * place) if kind == "call" else at
        evidence = {"kind": kind, "at": iso(at), "text": text}
        if kind == "call":
            evidence["second"] = 40 + 80 * place
        yield Set(
            "lead", own, f"answer/{question}", {"level": level, "text": text, "evidence": evidence}, then
        )


def _contact(lead: Lead, own: str, r: Random, now: datetime) -> Iterator[Set]:
    if "attempt" in lead:
        yield _call(own, r, now - timedelta(minutes=lead["attempt"]), "no_answer", 0)
    if "contact" in lead:
        yield _call(own, r, now - timedelta(minutes=lead["contact"]), "talked", lead.get("talk", 190))


def _way(lead: Lead, own: str, received: datetime, now: datetime) -> Iterator[Set]:
    """The stages on the way, evenly parted between the first contact and now."""
    rank = STAGES.index(lead["stage"])
    if rank == 0:
        return
    begin = now - timedelta(minutes=lead["contact"])
    for step in range(1, rank + 1):
        at = begin + (now - begin) * ((step - 1) / rank) * 0.95
        yield Set("lead", own, "position", position(STAGES[step]), at)
    if lead["stage"] == "handed_over":
        person = derived_id("demo", "person", lead["phone"])
        yield from _deal(own, person, lead, lead["need"], lead["to"], begin + (now - begin) * 0.95)


def _ahead(lead: Lead, own: str, r: Random, now: datetime) -> Iterator[Set]:
    since = now - timedelta(minutes=min(lead["ago"], 60))
    if "step" in lead:
        value = {
            "title": lead["step"],
            "due": iso(now + timedelta(minutes=lead["due"])),
            "to": user_ids()[_OWNER],
        }
        yield Set("lead", own, f"task/{some_id(r, ms_of(since))}", value, since)
    if lead.get("snooze"):
        monday = now.date() + timedelta(days=7 - now.weekday())
        until = wake_at("Europe/Kyiv", monday, _MONDAY_AT)
        yield Set("lead", own, "snooze", {"until": iso(until)}, since)
