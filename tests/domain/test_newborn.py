"""The quick way of a birth gives what the folds give, for every birth that it takes."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.figures import contribution
from leaddesk.domain.fold import fold_lead, fold_person
from leaddesk.domain.lead import CompanyState
from leaddesk.domain.log import Op, OpId, iso
from leaddesk.domain.newborn import newborn_lead, newborn_row, newborn_sought, person_of
from leaddesk.domain.row import Before, lead_row
from leaddesk.domain.sought import sought_of
from tests.domain.leads import DEFINED, START, op

LEAD, PERSON, COMPANY = "1" * 32, "2" * 32, "3" * 32
TEXT = st.sampled_from(("", "а", " ", "верстат 5", "x"))
MOMENT = st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
CHANNEL = st.sampled_from([*(channel.id for channel in DEFINED.channels), "import", "новий"])

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
        action=TEXT, language=TEXT, external_id=TEXT, fingerprint=TEXT, channel=CHANNEL,
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


def birth(lead: dict[str, Any], person: dict[str, Any] | None = None) -> Op:
    """The op of a capture."""
    made = START + timedelta(minutes=3)
    value = {"lead": lead} | ({"person": person} if person else {})
    return Op(OpId(7, 1), 5, 0, made, made, "lead", LEAD, "*", value, (), "9" * 32, "8" * 32)


@given(LEADS, st.one_of(st.none(), PERSONS), MOMENT, st.sampled_from((Before(), Before(2, START, "won"))))
def test_the_quick_way_gives_the_same_rows_and_rollups_as_the_folds(
    lead: dict[str, Any], person: dict[str, Any] | None, as_of: datetime, before: Before
) -> None:
    """P2, ARCHITECTURE 4: state, row, search facts and figures of a birth, whichever way they are made."""
    born = birth(lead, person)
    company = CompanyState(COMPANY, "Завод", "", "Львів", "UA") if lead.get("company") else None
    quick, slow = newborn_lead(LEAD, born), fold_lead(LEAD, [born])
    who, told = person_of(PERSON, [], person), fold_person(PERSON, [], person)

    assert who == told
    if quick is None:
        return
    assert quick == slow
    row = newborn_row(quick, who, company, before, DEFINED, as_of)
    assert row == lead_row(quick, who, company, before, DEFINED, as_of)
    assert [type(value) for value in row] == [
        type(value) for value in lead_row(quick, who, company, before, DEFINED, as_of)
    ]
    assert newborn_sought(quick, who, DEFINED) == sought_of(quick, who, DEFINED)
    kyiv = ZoneInfo("Europe/Kyiv")
    assert contribution(row, kyiv) == contribution(
        lead_row(quick, who, company, before, DEFINED, as_of), kyiv
    )


@pytest.mark.parametrize(
    "told",
    [
        {"position": {"stage": "ready"}},
        {"position": {"stage": "new", "place": "deal"}},
        {"starred": True},
        {"label/vip": True},
        {"note/" + "5" * 32: {"text": "х"}},
    ],
)
def test_a_birth_with_a_history_takes_the_long_way(told: dict[str, Any]) -> None:
    """Samples and restored leads are born with more than a capture gives."""
    assert newborn_lead(LEAD, birth({"received": iso(START), **told})) is None


def test_what_an_import_writes_takes_the_quick_way() -> None:
    """P2: the fields of an arrival, junk without a contact among them."""
    junk = {"stage": "new", "place": "junk", "reason": "no_contact"}

    assert newborn_lead(LEAD, birth({"received": iso(START), "imported": True, "channel": "import"}))
    assert newborn_lead(LEAD, birth({"received": iso(START), "position": junk}))


def test_a_person_edited_since_is_folded() -> None:
    """Later ops win over the birth."""
    found = person_of(PERSON, [op("name", "Ірина", entity="person", row_id=PERSON)], {"name": "Ira"})

    assert found is not None
    assert found.name == "Ірина"
