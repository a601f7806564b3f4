"""A draft becomes an arrival: nothing that a row said is dropped, and a row's own word goes first."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.actions.defaults import default_definitions
from leaddesk.actions.incoming import Incoming
from leaddesk.app.drafts import Reader, Told
from leaddesk.domain.users import User
from leaddesk.intake.draft import FIELDS, TEXT_FIELDS, Draft, DraftContact

DEFINED = default_definitions()
USERS = (User("u1", "Ірина Ткач", ("lead_generator",)),)
PHONE = DraftContact("phone", "067 123 45 67", "mobile", "+380671234567")


def read(told: Told | None = None, contacts: tuple[DraftContact, ...] = (PHONE,), **fields: str) -> Incoming:
    draft = Draft(2, fields, contacts, {}, "csv")
    return Reader(told or Told(), DEFINED, USERS).read(draft)


def test_the_request_stays_letter_for_letter() -> None:
    """A2: never overwritten, never trimmed."""
    item = read(need="  Скільки коштує?\nПередзвоніть ")

    assert item.original == "  Скільки коштує?\nПередзвоніть "
    assert item.need == "Скільки коштує?\nПередзвоніть"


def test_a_lead_named_by_its_title_has_that_as_its_need() -> None:
    """Bitrix and amoCRM call the lead itself "title"."""
    assert read(title="Верстат для школи").need == "Верстат для школи"
    assert read(title="Верстат", need="Точити вали").extra == {"title": "Верстат"}


@pytest.mark.parametrize(
    ("said", "channel"), [("site", "site"), ("сайт", "site"), ("Дзвінок", "call"), ("пошта", "email")]
)
def test_a_channel_is_known_by_its_id_or_any_of_its_names(said: str, channel: str) -> None:
    """Definitions are named in three languages."""
    assert read(channel=said).channel == channel


def test_what_a_row_says_itself_goes_before_what_was_said_of_the_file() -> None:
    """Decision 13: asked once per file."""
    told = Told("request", "event", "Осінь", "u1")

    silent = read(told)
    speaking = read(told, channel="сайт", campaign="Весна", kind="cold")

    assert (silent.channel, silent.campaign, silent.owner, silent.kind) == ("event", "Осінь", "u1", "request")
    assert (speaking.channel, speaking.campaign, speaking.kind) == ("site", "Весна", "cold")


def test_what_no_list_knows_is_kept_as_it_was_written() -> None:
    """Nothing is dropped."""
    item = read(channel="голуб", owner="Невідомий", budget="багато", temperature="так собі", status="новий")

    assert item.channel == "import"
    assert item.owner is None
    assert item.extra == {
        "channel": "голуб",
        "owner": "Невідомий",
        "budget": "багато",
        "temperature": "так собі",
        "status": "новий",
    }


def test_a_budget_is_read_with_its_currency() -> None:
    """A13: currency-aware."""
    item = read(budget="до 2,1 млн", currency="uah")

    assert (item.amount_minor, item.currency) == (210_000_000, "UAH")
    assert read(budget="$5k").currency == "USD"


def test_a_made_up_contact_reaches_nobody_and_is_kept_as_typed() -> None:
    """A6: test@test and 000 000 are junk."""
    fake = DraftContact("phone", "000 000 00 00", "", "+380000000000", junk=True)

    item = read(contacts=(fake,))

    assert not item.reachable
    assert item.contacts[0].value == "000 000 00 00"


def test_the_zone_is_where_the_lead_lives() -> None:
    """C13: from the city, the country, the phone."""
    assert read(city="Алматы").zone == "Asia/Almaty"
    assert read().zone == "Europe/Kyiv"


def test_the_time_of_arrival_is_that_of_the_row() -> None:
    """A row of last year is not today's lead."""
    item = read(created_at="2026-01-05T10:00:00+00:00")

    assert item.received == datetime(2026, 1, 5, 10, tzinfo=UTC)
    assert read().received is None


@given(
    st.dictionaries(st.sampled_from(sorted(FIELDS & set(TEXT_FIELDS) - {"created_at"})), st.text(min_size=1))
)
def test_every_text_of_a_row_is_found_in_the_arrival(fields: dict[str, str]) -> None:
    """Whatever the columns, no text is lost: it is a field, a part of the name, or an extra."""
    item = read(contacts=(), **fields)

    told = repr(item).casefold()
    lost = {
        field: text
        for field, text in fields.items()
        if field not in ("kind", "currency", "budget", "language", "address", "temperature")
        and repr(text.strip())[1:-1].casefold() not in told
        and repr(text)[1:-1].casefold() not in told
    }
    assert not lost
