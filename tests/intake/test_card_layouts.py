"""Corrections on the cards of one company mend the next card of that company, and only that one."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.intake.card_layouts import (
    KNOWN,
    PLACED,
    Layout,
    Told,
    applied,
    as_json,
    company_keys,
    from_json,
    known_key,
    learned,
)
from leaddesk.intake.card_reading import CardFact, CardLine, CardPhone, CardReading, both_sides

WIDE, HIGH = 1000, 500


def line(text: str, left: int, top: int, sure: float = 0.9, wide: int = 400, high: int = 40) -> CardLine:
    return CardLine(text, sure, (left, top, wide, high), (left / WIDE, top / HIGH, wide / WIDE, high / HIGH))


def fact(key: str, text: str, at: CardLine | None, sure: float = 0.9) -> CardFact:
    return CardFact(key, text, sure, "", at.box if at else None)


def card(person: str, title: str, user: str, **more: Any) -> CardReading:
    """A card of tehnolit.ua whose slogan was taken for the company, and whose title was not seen."""
    lines = (
        line("разом до врожаю", 40, 20),
        line("ТехноЛит", 40, 80),
        line(person, 40, 200, high=60),
        line(title, 40, 270),
        line(f"{user}@tehnolit.ua", 40, 400),
    )
    facts = (
        fact("company", "разом до врожаю", lines[0]),
        fact("full_name", person, lines[2], 0.85),
        fact("email", f"{user}@tehnolit.ua", lines[4]),
    )
    return CardReading("a.png", facts=facts, lines=lines, **more)


def taught() -> Layout:
    first = card("Степан Перегуда", "ливарник", "s.pereguda")
    told = [
        Told("company", "ТехноЛит", 0, first.lines[1].box),
        Told("full_name", "Степан Перегуда", 1, first.lines[2].box),
        Told("job_title", "ливарник", None, None),
        Told("email", "s.pereguda@tehnolit.ua", 2, first.lines[4].box),
    ]
    return learned(first, told)


def values(reading: CardReading) -> dict[str, str]:
    return {one.key: one.text for one in reading.facts}


def test_the_second_card_takes_name_title_and_company_from_their_lines() -> None:
    """Issue 6.5: which line is what, learnt from one card, is true of the next."""
    mended = applied(card("Олена Коваль", "вагарка", "o.koval"), taught())
    sure = {one.key: one.sure for one in mended.facts}

    assert values(mended) == {
        "company": "ТехноЛит",
        "full_name": "Олена Коваль",
        "job_title": "вагарка",
        "email": "o.koval@tehnolit.ua",
    }
    assert (mended.company, mended.job_title) == ("ТехноЛит", "вагарка")
    assert sure["company"] == KNOWN
    assert sure["full_name"] == PLACED
    assert mended.confidence["company"] == KNOWN


def test_what_the_company_has_on_every_card_is_spelled_as_the_person_spelled_it() -> None:
    """A letter read wrong in name, site, address or mail is mended by what is known."""
    layout = Layout(
        {
            "company": "ТехноЛит",
            "website": "tehnolit.ua",
            "address": "Київ, вул. Лесі, 3",
            "host": "tehnolit.ua",
        }
    )
    facts = (
        fact("company", "ТехноЛнт", None, 0.6),
        fact("website", "tehnoiit.ua", None, 0.6),
        fact("address", "Київ, вул. Леci, 3", None, 0.6),
        fact("email", "a.b@tehnoiit.ua", None, 0.6),
    )
    mended = applied(CardReading("a.png", facts=facts), layout)

    assert values(mended) == {
        "company": "ТехноЛит",
        "website": "tehnolit.ua",
        "address": "Київ, вул. Лесі, 3",
        "email": "a.b@tehnolit.ua",
    }
    assert mended.emails == ("a.b@tehnolit.ua",)


def test_another_office_and_another_mail_stay_as_they_were_read() -> None:
    """What differs truly is not forced into what is known."""
    layout = Layout({"address": "Київ, вул. Лесі Українки, 3", "host": "tehnolit.ua"})
    facts = (fact("address", "Одеса, Дерибасівська, 12", None), fact("email", "olena@gmail.com", None))

    assert values(applied(CardReading("a.png", facts=facts), layout)) == {
        "address": "Одеса, Дерибасівська, 12",
        "email": "olena@gmail.com",
    }


def test_a_number_that_a_person_threw_away_is_not_shown_again() -> None:
    """A tax number read as a telephone is thrown away once for a company."""
    tax = line("32345678", 40, 460)
    first = card("Степан Перегуда", "ливарник", "s.pereguda")
    read = CardReading(
        "a.png",
        facts=(*first.facts, CardFact("phone", "+38032345678", 0.6, "work", tax.box)),
        lines=(*first.lines, tax),
        phones=(CardPhone("+38032345678", "work"),),
    )
    told = [Told(one.key, one.text, place, one.box) for place, one in enumerate(first.facts)]
    mended = applied(read, learned(read, told))

    assert "phone" not in values(mended)
    assert mended.phones == ()


def test_a_company_is_told_by_its_mail_and_site_but_never_by_free_mail() -> None:
    """Two strangers at gmail.com are no company."""
    facts = (
        fact("email", "a@gmail.com", None),
        fact("website", "https://tehnolit.ua/team", None),
        fact("company", "ТехноЛит", None),
    )

    assert company_keys(CardReading("a.png", facts=facts)) == ("tehnolit.ua", "=tekhnolyt")


def test_a_card_with_free_mail_alone_is_of_no_company() -> None:
    """Nothing is remembered for it."""
    assert company_keys(CardReading("a.png", facts=(fact("email", "a@gmail.com", None),))) == ()


def test_what_a_person_typed_names_the_company_rather_than_what_was_read() -> None:
    """The corrected host is the one that the next card is known by."""
    read = CardReading("a.png", facts=(fact("email", "a@tehnoiit.ua", None),))

    assert company_keys(read, [Told("email", "a@tehnolit.ua")]) == ("tehnolit.ua",)


def test_a_long_host_is_known_with_one_letter_read_otherwise_and_a_short_one_is_not() -> None:
    """The card that needs the memory most is the one read worst."""
    assert known_key(["pivnich-dekar.ua"], ["pivnich-dekor.ua"]) == "pivnich-dekor.ua"
    assert known_key(["abd.ua"], ["abc.ua"]) is None
    assert known_key([], ["abc.ua"]) is None


def test_two_names_that_differ_in_a_letter_are_two_companies() -> None:
    """A name is a weaker mark than a host."""
    assert known_key(["=tehnolitt"], ["=tehnolita"]) is None
    assert known_key(["=tehnolita"], ["=tehnolita"]) == "=tehnolita"


def test_a_layout_holds_nothing_of_a_person() -> None:
    """Issue 6.10: neither name nor number nor the user of a mail stays."""
    told = json.dumps(as_json(taught()), ensure_ascii=False)

    assert "Степан" not in told
    assert "pereguda" not in told
    assert "tehnolit.ua" in told


def test_what_a_later_card_teaches_is_added() -> None:
    """A company's second card may show what the first did not."""
    before = taught()
    later = card("Олена Коваль", "вагарка", "o.koval")
    after = learned(later, [Told("website", "tehnolit.ua")], before)

    assert after.values["website"] == "tehnolit.ua"
    assert after.places == before.places


_places = st.tuples(*[st.floats(0, 1) for _ in range(4)])


@given(
    st.builds(
        Layout,
        st.dictionaries(st.sampled_from(["company", "website", "address", "host"]), st.text(max_size=20)),
        st.dictionaries(st.sampled_from(["full_name", "job_title", "company", "phone", "email"]), _places),
        st.lists(_places, max_size=3).map(tuple),
    ),
    st.lists(
        st.builds(
            CardFact,
            st.sampled_from(["full_name", "job_title", "company", "phone", "email", "website", "address"]),
            st.text(min_size=1, max_size=12),
            st.floats(0, 1),
        ),
        max_size=5,
    ),
)
def test_any_layout_survives_the_file_and_loses_no_value_of_a_card(
    layout: Layout, facts: list[CardFact]
) -> None:
    """A memory from another card never takes a contact away that stands nowhere in particular."""
    reading = CardReading("a.png", facts=tuple(facts))
    mended = applied(reading, layout)

    assert from_json(json.loads(json.dumps(as_json(layout)))) == layout
    assert sum(one.key in ("phone", "email") for one in mended.facts) == sum(
        one.key in ("phone", "email") for one in facts
    )


@pytest.mark.parametrize("told", [{}, {"values": {}, "places": {"a": [1]}, "idle": []}, {"values": 3}])
def test_what_is_no_layout_is_refused(told: dict[str, Any]) -> None:
    """F: a file that somebody else wrote."""
    with pytest.raises((KeyError, ValueError, TypeError, AttributeError)):
        from_json(told)


def test_an_empty_layout_changes_nothing() -> None:
    """A company that taught nothing yet."""
    read = card("Олена Коваль", "вагарка", "o.koval")

    assert applied(read, Layout()).facts == read.facts


def test_a_line_far_from_the_learnt_place_is_not_taken() -> None:
    """Another layout of the same company: what was learnt does not fit, the reading stands."""
    layout = Layout(places={"job_title": (0.9, 0.95, 0.05, 0.02)})
    read = card("Олена Коваль", "вагарка", "o.koval")

    assert "job_title" not in values(applied(read, layout))


def test_the_back_of_a_card_adds_what_the_front_lacks() -> None:
    """Issue 6.1: front and back are one card; the front stands where both speak."""
    front = CardReading("f", facts=(fact("company", "ТехноЛит", None), fact("phone", "+380635550817", None)))
    back = CardReading("b", facts=(fact("company", "TechnoLit", None), fact("phone", "+380635550818", None)))

    assert [one.text for one in both_sides(front, back).facts] == [
        "ТехноЛит",
        "+380635550817",
        "+380635550818",
    ]
