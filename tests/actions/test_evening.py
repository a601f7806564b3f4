"""What the base says of the visitors of a day."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from zoneinfo import ZoneInfo

from leaddesk.actions.consent import SetConsent
from leaddesk.actions.evening import Guest, Guests
from leaddesk.actions.task import AddTask
from leaddesk.actions.thank_you import day_name, write_letters
from leaddesk.domain.show import Show, Visit
from tests.actions.desks import make_desk
from tests.fakes.sample import NOW, capture


def test_a_guest_is_told_with_contacts_language_and_next_step() -> None:
    """Issue 6.9."""
    desk = make_desk()
    lead = capture(desk, company="Агрометал", email="ld@agro.ua", language="uk")
    desk.do(AddTask((lead,), "надіслати ціну", NOW + timedelta(days=3)))
    guest = desk.ask(Guests((lead,)))[lead]

    assert (guest.name, guest.company, guest.email) == ("Дмитро Ковальчук", "Агрометал", "ld@agro.ua")
    assert (guest.language, guest.step, guest.due is not None) == ("uk", "надіслати ціну", True)


def test_who_refused_to_be_written_to_is_told() -> None:
    """B31."""
    desk = make_desk()
    yes, no = capture(desk), capture(desk, name="Хтось Інший", phone="+380670000000")
    desk.do(SetConsent((yes,), "yes"))
    desk.do(SetConsent((no,), "no"))
    guests = desk.ask(Guests((yes, no)))

    assert (guests[yes].refused, guests[no].refused) == (False, True)


def test_who_said_nothing_of_consent_did_not_refuse() -> None:
    desk = make_desk()
    lead = capture(desk)

    assert not desk.ask(Guests((lead,)))[lead].refused


def test_leads_that_are_gone_are_left_out_and_nobody_is_told_twice() -> None:
    """An undone visitor is in the journal for a moment more."""
    desk = make_desk()
    lead = capture(desk)

    assert list(desk.ask(Guests((lead, "0" * 32, lead)))) == [lead]
    assert desk.ask(Guests(())) == {}


MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
KYIV = ZoneInfo("Europe/Kyiv")
GUEST = Guest(
    "l", "Левко Дубас", "Агрометал", "+380675550412", "ld@agro.ua", "uk", "hot", "лазер", "", None, False
)
VISIT = Visit("v", MONDAY, promise="price", due=MONDAY, lead="l", state="done")


def letters(folder: Path, guests: dict[str, Guest], *visits: Visit, show: str = "Show") -> list[EmailMessage]:
    """The drafts that are written, as a mail program reads them."""
    n = write_letters(guests, visits, Show("s", show), "P. Romko", KYIV, folder)
    found = sorted(folder.iterdir())
    assert len(found) == n
    return [message_from_bytes(file.read_bytes(), policy=default) for file in found]


def test_a_draft_is_addressed_and_marked_as_not_sent(tmp_path: Path) -> None:
    """Nothing is sent by itself."""
    (message,) = letters(tmp_path / "out", {"l": GUEST}, VISIT)

    assert (message["To"], message["X-Unsent"]) == ("ld@agro.ua", "1")
    assert "23.11.2026" in message.get_content()


def test_two_visits_of_one_lead_are_one_letter(tmp_path: Path) -> None:
    assert len(letters(tmp_path / "out", {"l": GUEST}, VISIT, replace(VISIT, id="w"))) == 1


def test_whoever_refused_or_has_no_address_gets_no_letter(tmp_path: Path) -> None:
    """B31: consent is obeyed by what goes out."""
    guests = {"l": replace(GUEST, refused=True), "n": replace(GUEST, lead_id="n", email="")}

    assert (
        letters(tmp_path / "out", guests, VISIT, replace(VISIT, lead="n"), replace(VISIT, lead="gone")) == []
    )


def test_a_name_with_line_ends_injects_no_head(tmp_path: Path) -> None:
    """Foreign text is data."""
    guest = replace(GUEST, email="ld@agro.ua\r\nBcc: all@example.com")
    (message,) = letters(tmp_path / "out", {"l": guest}, VISIT, show="Show\r\nBcc: all@example.com")

    assert message["Bcc"] is None


def test_the_name_of_a_day_leads_to_no_other_folder() -> None:
    assert day_name(Show("s", "../../x"), MONDAY, KYIV) == "x-2026-11-23"
    assert day_name(Show("s", "ІнтерТул 2026"), MONDAY, KYIV) == "ІнтерТул-2026-2026-11-23"
