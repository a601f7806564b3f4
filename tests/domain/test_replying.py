"""Replies: the ways to a client, links with the text filled in, greetings, which template comes first."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.actions.defaults import default_definitions
from leaddesk.domain.client import ContactState, PersonState
from leaddesk.domain.library import About, filled
from leaddesk.domain.replying import LINK_LIMIT, Way, first_name, link_of, replies_for, reply_facts, ways_of

DEFINED = default_definitions()


def person(*contacts: tuple[str, str], mark: str | None = None) -> PersonState:
    held = tuple(
        ContactState(str(n), kind, normal, normal, None, "", mark)
        for n, (kind, normal) in enumerate(contacts)
    )
    return PersonState("p", "Іван", contacts=held)


def kinds(of: PersonState | None) -> list[tuple[str, str]]:
    return [(way.kind, way.to) for way in ways_of(of)]


def test_every_contact_opens_its_ways_e_mail_first() -> None:
    """Issue 4.13: letters, and the links of messengers (wa.me, t.me, viber)."""
    found = kinds(person(("phone", "+380671234567"), ("email", "i@agro.ua"), ("messenger", "telegram:ivan")))

    assert found == [
        ("email", "i@agro.ua"),
        ("telegram", "ivan"),
        ("whatsapp", "+380671234567"),
        ("viber", "+380671234567"),
        ("sms", "+380671234567"),
    ]


def test_a_number_known_as_a_messenger_s_is_shown_once() -> None:
    found = kinds(person(("messenger", "whatsapp:+380671234567"), ("phone", "+380671234567;ext=12")))

    assert found.count(("whatsapp", "+380671234567")) == 1


def test_who_has_no_usable_contact_has_no_way() -> None:
    assert ways_of(None) == ()
    assert ways_of(person(("address", "вул. Садова, 3"), ("profile", "facebook.com/x"))) == ()
    assert ways_of(person(("email", "i@agro.ua"), mark="bounced")) == ()


@pytest.mark.parametrize(
    ("way", "begins"),
    [
        (Way("email", "i@agro.ua", ""), "mailto:i@agro.ua?subject=%D0%A2&body="),
        (Way("whatsapp", "+380671234567", ""), "https://wa.me/380671234567?text="),
        (Way("telegram", "ivan_k", ""), "https://t.me/ivan_k?text="),
        (Way("telegram", "+380671234567", ""), "https://t.me/+380671234567?text="),
        (Way("viber", "+380671234567", ""), "viber://chat?number=%2B380671234567&draft="),
        (Way("sms", "+380671234567", ""), "sms:+380671234567?body="),
    ],
)
def test_each_way_has_its_link(way: Way, begins: str) -> None:
    assert link_of(way, "Добрий день", "Т").startswith(begins)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400))
def test_text_in_a_link_comes_out_as_it_went_in_and_adds_no_parameter(text: str) -> None:
    """Foreign text is data: it never adds a receiver or another parameter."""
    link = link_of(Way("email", "i@agro.ua", ""), text, text)
    parts = urlsplit(link)

    assert unquote(parts.path) == "i@agro.ua"
    assert set(parse_qs(parts.query, keep_blank_values=True)) == {"subject", "body"}
    assert "\n" not in link


def test_a_link_never_grows_beyond_what_programs_take() -> None:
    assert len(link_of(Way("whatsapp", "+380671234567", ""), "щ" * 10_000)) < LINK_LIMIT * 3 + 100


@pytest.mark.parametrize(
    ("name", "greeted"),
    [
        ("Іван Коваль", "Іван"),
        ("Коваль Іван Петрович", "Іван"),
        ("Olena", "Olena"),
        ("", ""),
    ],
)
def test_a_person_is_greeted_by_the_given_name(name: str, greeted: str) -> None:
    assert first_name(name) == greeted


def test_the_template_for_what_happened_last_comes_first() -> None:
    """Issue 4.13: templates by level, tone, language and reason."""
    assert replies_for(DEFINED.replies, About(), "no_answer")[0].id == "not_reached"
    assert replies_for(DEFINED.replies, About(), "talked")[0].id == "agreed"
    assert replies_for(DEFINED.replies, About("sql"), "")[0].id == "invoice"
    assert replies_for(DEFINED.replies, About(need="Яка ціна?"), "")[0].id == "price"
    assert replies_for(DEFINED.replies, About(), "")[0].id == "first_answer"


def test_a_template_for_another_reason_comes_last() -> None:
    last = replies_for(DEFINED.replies, About(), "")[-2:]

    assert {one.id for one in last} == {"not_reached", "agreed"}


def test_no_shipped_template_leaves_a_hole_where_nothing_is_known() -> None:
    """A letter without a name greets without one, and a sentence about an unknown need is left out."""
    for template in DEFINED.replies:
        for language in ("uk", "ru", "en"):
            for body in (template.body, template.friendly or template.body):
                text = filled(body[language], {"me": "Олена"})
                assert "{" not in text
                assert "«»" not in text
                assert "“”" not in text
                assert ", !" not in text
                assert text.split("\n")[0].endswith("!") or "!" in text.split("\n")[0]


def test_facts_are_one_line_each() -> None:
    assert reply_facts({"need": "а\n\nб  в"}) == {"need": "а б в"}
