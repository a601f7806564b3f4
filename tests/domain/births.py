"""Births of leads in every shape, for the tests of the quick ways that imports take."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from leaddesk.domain.log import Op, OpId, iso
from tests.domain.leads import DEFINED, START

LEAD, PERSON, COMPANY = "1" * 32, "2" * 32, "3" * 32
TEXT = st.sampled_from(("", "а", " ", "верстат 5", "x"))
MOMENT = st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
CHANNEL = st.sampled_from([*(channel.id for channel in DEFINED.channels), "import", "новий"])
ACTION = st.sampled_from(("", "щось", *(action.id for action in DEFINED.actions)))

POSITION = st.sampled_from(
    (
        None,
        {"stage": "new", "place": "junk", "reason": "no_contact"},
        {"stage": "new", "place": "junk", "reason": "spam", "until": "2026-12-01T08:00:00.000Z"},
        {"stage": "new"},
        {"stage": "new", "place": "nurture", "reason": "later", "until": "2026-12-01T08:00:00.000Z"},
        {"stage": "ready"},
        {"stage": "handed_over", "place": "deal"},
    )
)


def some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Any of these fields."""
    return st.fixed_dictionaries({}, optional=fields)


LEADS = st.builds(
    lambda received, told: {"received": iso(received), **told},
    MOMENT,
    some(
        kind=st.sampled_from(("request", "cold")),
        person=st.sampled_from((PERSON, None)),
        company=st.sampled_from((COMPANY, None)),
        need=TEXT, need_type=TEXT, product=TEXT, original=TEXT, source=TEXT, campaign=TEXT, event=TEXT,
        action=ACTION, language=TEXT, external_id=TEXT, fingerprint=TEXT, channel=CHANNEL,
        amount=st.sampled_from((None, {"minor": 500, "currency": "UAH"}, {"minor": 0, "currency": "EUR"})),
        owner=st.sampled_from((None, "4" * 32)),
        temperature=st.sampled_from((None, "hot", "warm", "cold")),
        extra=st.sampled_from((None, {}, {"inn": "123"})),
        imported=st.sampled_from((None, True)),
        position=POSITION,
        priority=st.sampled_from(("low", "high")),
        starred=st.booleans(),
    ),
)  # fmt: skip
CONTACT = st.builds(
    lambda kind, value, normal, shared: {"kind": kind, "value": value, "normal": normal, "shared": shared},
    st.sampled_from(("phone", "email", "profile")),
    st.sampled_from(("a@b.ua", "+380501112233", "?")),
    st.sampled_from(("a@b.ua", "+380501112233", None)),
    st.booleans(),
)
PERSONS = st.builds(
    lambda told, contacts, mark: {
        "id": PERSON,
        **told,
        **{f"contact/{i}": value for i, value in enumerate(contacts)},
        **({"contact/0/mark": mark} if mark and contacts else {}),
    },
    some(
        name=TEXT, title=TEXT, language=TEXT, city=TEXT, country=TEXT,
        zone=st.sampled_from((None, "Europe/Kyiv")),
        company=st.sampled_from((COMPANY, None)),
        consent=st.sampled_from((None, {"state": "given"})),
        extra=st.sampled_from((None, {"inn": "77"})),
    ),
    st.lists(CONTACT, max_size=3),
    st.sampled_from((None, None, "bounced", "valid")),
)  # fmt: skip


def birth(
    lead: dict[str, Any], person: dict[str, Any] | None = None, company: dict[str, Any] | None = None
) -> Op:
    """The op of a capture."""
    made = START + timedelta(minutes=3)
    value = {"lead": lead} | ({"person": person} if person else {})
    value |= {"company": company} if company else {}
    return Op(OpId(7, 1), 5, 0, made, made, "lead", LEAD, "*", value, (), "9" * 32, "8" * 32)
