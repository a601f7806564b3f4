"""A draft and what was asked of its file become an arrival."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.intake.arriving import Asked, incoming
from leaddesk.intake.draft import CONTACT_OF, FIELDS, TEXT_FIELDS, Draft, DraftContact

PHONE = DraftContact("phone", "067 123 45 67", "mobile", "+380671234567")


def draft(**fields: str) -> Draft:
    return Draft(2, fields, (PHONE,), {}, "csv")


def test_fields_of_a_draft_find_their_place() -> None:
    arrival = incoming(
        draft(
            first_name="Ann",
            last_name="Cole",
            position="Director",
            company="Acme",
            need=" two ovens\n",
            product="oven X",
            source="expo",
            created_at="2026-11-20T06:14:05.000Z",
            external_id="007",
            budget="до 2,1 млн",
            note="met at noon",
            city="York",
        ),
        Asked(),
    )

    assert (arrival.name, arrival.title, arrival.company) == ("Ann Cole", "Director", "Acme")
    assert (arrival.need, arrival.original) == ("two ovens", " two ovens\n")
    assert arrival.received == datetime(2026, 11, 20, 6, 14, 5, tzinfo=UTC)
    assert (arrival.amount_minor, arrival.currency) == (210_000_000, "UAH")
    assert (arrival.external_id, arrival.note, arrival.city, arrival.product) == (
        "007",
        "met at noon",
        "York",
        "oven X",
    )
    assert arrival.contacts[0].normal == "+380671234567"
    assert arrival.contacts[0].label == "mobile"


def test_what_was_asked_of_the_file_holds_where_the_row_says_nothing() -> None:
    """Decision 13: kind, channel, campaign, owner are asked once per file."""
    asked = Asked(
        kind="cold", channel="fair", campaign="spring", source="expo", owner="u1", event="Agro 2026"
    )

    arrival = incoming(draft(full_name="Ann", campaign="autumn"), asked)

    assert (arrival.kind, arrival.channel, arrival.owner, arrival.event) == (
        "cold",
        "fair",
        "u1",
        "Agro 2026",
    )
    assert (arrival.source, arrival.campaign) == ("expo", "autumn")


def test_names_of_channels_and_owners_become_ids_and_unknown_ones_stay_readable() -> None:
    asked = Asked(channels={"сайт": "site"}, owners={"марта": "u2"}, owner="u1")

    known = incoming(draft(channel="Сайт", owner=" Марта "), asked)
    unknown = incoming(draft(channel="Голуб", owner="Хтось"), asked)

    assert (known.channel, known.owner, known.extra) == ("site", "u2", {})
    assert (unknown.channel, unknown.owner) == ("other", "u1")
    assert unknown.extra == {"channel": "Голуб", "owner": "Хтось"}


def test_a_title_stands_for_a_need_that_is_not_there() -> None:
    """A1: the need in the words that there are."""
    assert incoming(draft(title="Заявка: насос"), Asked()).need == "Заявка: насос"
    assert incoming(draft(title="Заявка", need="насос"), Asked()).extra == {"title": "Заявка"}


def test_a_made_up_contact_is_kept_as_typed_and_reaches_nobody() -> None:
    """A6: without another contact the record is junk."""
    fake = DraftContact("email", "test@test.com", "", "test@test.com", junk=True)

    arrival = incoming(Draft(2, {"full_name": "Ann"}, (fake,), {}, "csv"), Asked())

    assert arrival.contacts[0].value == "test@test.com"
    assert arrival.contacts[0].reason == "made_up"
    assert not arrival.reachable


def test_an_unreadable_contact_keeps_its_reason() -> None:
    """A9."""
    bad = DraftContact("phone", "044 55", "", None, "too_short", junk=True)

    (contact,) = incoming(Draft(2, {}, (bad,), {}, "csv"), Asked()).contacts

    assert (contact.value, contact.normal, contact.reason) == ("044 55", None, "too_short")


@pytest.mark.parametrize(
    ("budget", "currency", "amount", "read", "extra"),
    [
        ("1500.50", "EUR", 150_050, "EUR", {}),
        ("$5k", "", 500_000, "USD", {}),
        ("1000-2000 грн", "", 200_000, "UAH", {}),
        ("від 300", "", 30_000, "UAH", {}),
        ("домовимось", "", None, "", {"budget": "домовимось"}),
        ("9" * 40, "", None, "", {"budget": "9" * 40}),
        ("", "PLN", None, "", {"currency": "PLN"}),
    ],
)
def test_budgets_are_read_and_others_stay_as_written(
    budget: str, currency: str, amount: int | None, read: str, extra: dict[str, str]
) -> None:
    told = {name: text for name, text in (("budget", budget), ("currency", currency)) if text}

    arrival = incoming(draft(**told), Asked())

    assert (arrival.amount_minor, arrival.currency, arrival.extra) == (amount, read, extra)


def test_time_zones_and_warmth_are_taken_only_where_they_are_known() -> None:
    good = incoming(draft(time_zone="Europe/Kyiv", temperature="Гарячий"), Asked())
    bad = incoming(draft(time_zone="Mars/Base", temperature="lukewarm"), Asked())

    assert (good.zone, good.temperature, good.extra) == ("Europe/Kyiv", "hot", {})
    assert (bad.zone, bad.temperature) == (None, None)
    assert bad.extra == {"time_zone": "Mars/Base", "temperature": "lukewarm"}


def test_a_row_may_say_itself_that_it_is_cold() -> None:
    assert incoming(draft(kind="cold"), Asked()).kind == "cold"
    assert incoming(draft(kind="whatever"), Asked(kind="request")).kind == "request"


@pytest.mark.parametrize("field", sorted(TEXT_FIELDS))
def test_no_field_of_a_draft_is_dropped(field: str) -> None:
    """Issue 2, section 3: nothing that a row says is lost."""
    text = {"created_at": "2026-11-20T06:14:05.000Z", "budget": "77 грн"}.get(field, "Зозуля 77")
    arrival = incoming(Draft(2, {field: text}, (), {}, "csv"), Asked())

    held = " ".join(str(getattr(arrival, name)) for name in arrival.__dataclass_fields__)
    # The address is a contact of every draft that has one, the kind a choice of two.
    assert any(mark in held for mark in ("Зозуля 77", "7700", "2026-11-20")) or field in ("address", "kind")


def test_fields_are_either_contacts_or_texts() -> None:
    assert set(CONTACT_OF) | set(TEXT_FIELDS) == FIELDS
    assert not set(CONTACT_OF) & set(TEXT_FIELDS)


@given(st.dictionaries(st.sampled_from(sorted(set(TEXT_FIELDS) - {"created_at"})), st.text(max_size=20)))
def test_any_texts_make_an_arrival(fields: dict[str, str]) -> None:
    arrival = incoming(Draft(2, fields, (), {}, "csv"), Asked())

    assert arrival.kind in ("request", "cold")
