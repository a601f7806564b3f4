"""Proves what a contact is, when it can be used, and whom it belongs to (A5, A6, A9, decision 7)."""

import csv
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from leaddesk.domain.contacts import (
    Contact,
    Kind,
    domain_of,
    guess_kind,
    is_free_mail,
    is_shared,
    junk_contact,
    read_contact,
    usable,
)
from leaddesk.domain.emails import read_email, read_odd_email

foreign = st.text(st.characters(codec=None, exclude_categories=()), max_size=50)


def normal(kind: str, value: str, country: str | None = "UA") -> str | None:
    return read_contact(kind, value, country).normal


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ivan@agro.ua", "ivan@agro.ua"),
        (" Ivan.Koval@AGRO.com.UA ", "ivan.koval@agro.com.ua"),
        ("ivan+expo@agro-shid.co", "ivan+expo@agro-shid.co"),
        ("Іван Коваль <ivan@agro.ua>", "ivan@agro.ua"),
        ("mailto:ivan@agro.ua?subject=x", "ivan@agro.ua"),
        ("<ivan@agro.ua>,", "ivan@agro.ua"),
        ("іван@агро.укр", "іван@агро.укр"),
        ("a@xn--e1afmkfd.xn--p1ai", "a@пример.рф"),
        ("a@ПРИМЕР.рф", "a@пример.рф"),
        ("o'neil@agro.ua", "o'neil@agro.ua"),
        ("ivan@firm.test", "ivan@firm.test"),
        ("ivan@firm.example", "ivan@firm.example"),
    ],
)
def test_an_address_is_read_as_it_is_pasted(typed: str, expected: str) -> None:
    """A9: e-mail syntax, without asking the network."""
    assert read_contact(Kind.EMAIL, typed) == Contact(Kind.EMAIL, typed, expected)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        ("немає", "no_at"),
        ("test@test", "no_domain"),
        ("ivan@", "no_domain"),
        ("@agro.ua", "syntax"),
        ("a..b@agro.ua", "syntax"),
        ("ivan@agro.local", "reserved_domain"),
        ("ivan@-agro.ua", "syntax"),
        ("ivan koval@agro.ua", "syntax"),
        ("ivan@agro.ua petro@agro.ua", "syntax"),
        ("ivan@" + "x" * 64 + ".ua", "syntax"),
        ("ivan@1.2.3.4", "syntax"),
        ("ivan@agro\0.ua", "syntax"),
    ],
)
def test_an_address_that_cannot_be_written_to_says_why(typed: str, reason: str) -> None:
    """A9: the reason is a key, the text stays."""
    contact = read_contact("email", typed)

    assert (contact.normal, contact.reason) == (None, reason)


addresses = st.one_of(
    st.emails(),
    st.from_regex(r"[A-Za-z0-9._+-]{1,12}@[A-Za-z0-9.-]{1,20}\.[A-Za-z]{1,6}", fullmatch=True),
    st.from_regex(
        r"[a-z]{1,3}@([a-z0-9]{1,2}-{0,3}[a-z0-9]{0,2}\.){1,3}(com|ua|test|local|arpa|xn--p1ai)",
        fullmatch=True,
    ),
)


@given(addresses)
@settings(max_examples=400, deadline=None)
@example("a@xn--a.com")
@example("a@ab--cd.com")
@example("-@a.com")
@example("a-.b@a.com")
def test_the_fast_way_gives_what_email_validator_gives(typed: str) -> None:
    """P2, A9: the syntax fast path is provably the same function (of text without marks around it)."""
    if typed.strip("<>()[]\"',;:.") != typed:
        return

    assert read_email(typed) == read_odd_email(typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("@IvanK", "telegram:ivank"),
        ("t.me/IvanK", "telegram:ivank"),
        ("https://t.me/IvanK?start=1", "telegram:ivank"),
        ("tg://resolve?domain=IvanK", "telegram:ivank"),
        ("Телеграм: @ivan_k", "telegram:ivan_k"),
        ("wa.me/380671234567", "whatsapp:+380671234567"),
        ("https://wa.me/380671234567?text=hi", "whatsapp:+380671234567"),
        ("https://api.whatsapp.com/send?phone=380671234567", "whatsapp:+380671234567"),
        ("WhatsApp +38 067 123 45 67", "whatsapp:+380671234567"),
        ("viber 067 123 45 67", "viber:+380671234567"),
        ("Вайбер: 0671234567", "viber:+380671234567"),
        ("viber://chat?number=%2B380671234567", "viber:+380671234567"),
        ("тг 0671234567", "telegram:+380671234567"),
        ("067 123 45 67", "phone:+380671234567"),
        ("skype:ivan.koval", "skype:ivan.koval"),
        ("m.me/ivan.k", "messenger:ivan.k"),
        ("instagram @ivan.k", "instagram:ivan.k"),
        ("-", None),
        ("", None),
        ("@", None),
        ("просто текст", None),
    ],
)
def test_a_messenger_has_one_form_for_its_many_spellings(typed: str, expected: str | None) -> None:
    """A5, C17: a handle is a contact like any other."""
    contact = read_contact(Kind.MESSENGER, typed, "UA")

    assert contact.normal == expected
    assert contact.value == typed


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("https://www.facebook.com/Ivan.Koval/", "facebook.com/ivan.koval"),
        ("m.facebook.com/ivan.koval?ref=x", "facebook.com/ivan.koval"),
        ("fb: Ivan.Koval", "facebook.com/ivan.koval"),
        ("facebook.com/profile.php?id=1000&x=1", "facebook.com/id1000"),
        ("https://uk.linkedin.com/in/Ivan-K#about", "linkedin.com/in/ivan-k"),
        ("twitter.com/@IvanK", "x.com/ivank"),
        ("VK.com/id1", "vk.com/id1"),
        ("youtube.com/@IvanK", "youtube.com/@IvanK"),
        ("https://firm.com.ua/team/Ivan", "firm.com.ua/team/Ivan"),
        ("просто текст", None),
        ("", None),
        ("javascript:alert(1)", None),
        ("file:///etc/hostname", None),
    ],
)
def test_a_profile_has_one_form_for_its_many_links(typed: str, expected: str | None) -> None:
    """A5, C18: the contact may be the profile itself."""
    assert normal("profile", typed) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("вул. Хрещатик, буд. 1, м. Київ", "Вулиця Хрещатик 1 Київ"),
        ("ул. Крещатик, д.1", "улица Крещатик 1"),
        ("4444 S Kedzie Ave", "4444 South Kedzie Avenue"),
        ("просп. Перемоги 5, кв. 7", "проспект Перемоги, 5 квартира 7"),
    ],
)
def test_an_address_in_two_spellings_is_one_address(one: str, other: str) -> None:
    """A10: a register and a form write it differently."""
    assert normal("address", one) == normal("address", other) is not None


def test_every_real_organisation_has_a_usable_address() -> None:
    """A5: an address-only lead is valid; none of the 3,337 rows is junk."""
    source = Path(__file__).parents[3] / "shared/data/dedupe/orgs/leads.csv"
    if not source.exists():
        pytest.skip("the file of real organisations is not beside this checkout")
    with source.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert [row for row in rows if not usable([read_contact("address", row["address"])])] == []
    assert not any(usable([read_contact("phone", row["phone"])]) for row in rows)


@pytest.mark.parametrize("value", ["5365 W NORTH", "1 N OGDEN", "Київ", "до запитання"])
def test_an_address_needs_a_word_and_no_more(value: str) -> None:
    """A5: field sales know what it means."""
    assert usable([read_contact("address", value)])


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("phone", "000 000"),
        ("phone", "+380999999999"),
        ("phone", "1234567"),
        ("phone", "+1 234 567 8901"),
        ("phone", ""),
        ("email", "test@test"),
        ("email", "test@test.com"),
        ("email", "asdf@asdf.ru"),
        ("email", "aaa@aaa.aa"),
        ("email", "no"),
        ("messenger", "@test"),
        ("address", "-"),
        ("address", "немає"),
        ("address", "xxx"),
        ("profile", "n/a"),
    ],
)
def test_what_people_type_to_get_past_a_form_is_no_contact(kind: str, value: str) -> None:
    """A6: junk is recognised, kept and not counted."""
    contact = read_contact(kind, value, "UA")

    assert junk_contact(contact)
    assert not usable([contact])
    assert contact.value == value


@pytest.mark.parametrize("value", ["+380671234567", "067 111 11 11", "+380501234567", "+1 312 555 0123"])
def test_a_real_number_that_looks_odd_stays_a_contact(value: str) -> None:
    """A6: people pay for such numbers."""
    assert usable([read_contact("phone", value, "UA")])


@pytest.mark.parametrize("value", ["test@agro.ua", "ivan@test.ua", "no@nora.ua", "abc@firm.ua", "t@bank.ua"])
def test_a_real_address_that_looks_odd_stays_a_contact(value: str) -> None:
    """A6: a false junk loses a client, a false contact costs a minute."""
    assert usable([read_contact("email", value)])


def test_one_usable_contact_makes_a_lead_and_an_unreadable_phone_does_not() -> None:
    """A5, A6: CLI.md, "junk = no usable contact (an unreadable phone is kept as typed)"."""
    local = read_contact("phone", "2476642")

    assert local == Contact(Kind.PHONE, "2476642", None, "no_country")
    assert not usable([])
    assert not usable([local])
    assert usable([local, read_contact("address", "4444 S Kedzie Ave")])
    assert usable([read_contact("phone", "247 6642 312", "US"), read_contact("email", "info@agro.ua")])


@pytest.mark.parametrize(
    ("kind", "value", "shared"),
    [
        ("email", "info@agro.ua", True),
        ("email", "Sales2@agro.ua", True),
        ("email", "office.kyiv@agro.ua", True),
        ("email", "no-reply@agro.ua", True),
        ("email", "info-ivan@agro.ua", False),
        ("email", "ivan@agro.ua", False),
        ("email", "ivan.info@agro.ua", False),
        ("email", "not an address", False),
        ("phone", "0800 123 456", True),
        ("phone", "044 123 45 67 дод. 12", True),
        ("phone", "067 123 45 67", False),
        ("phone", "12", False),
        ("messenger", "@ivan", False),
        ("profile", "fb.com/ivan", False),
        ("address", "вул. Хрещатик 1", True),
    ],
)
def test_a_shared_contact_never_identifies_a_person(kind: str, value: str, shared: bool) -> None:
    """Decision 7: info@, a reception, an address belong to the company."""
    assert is_shared(read_contact(kind, value, "UA")) is shared


def test_an_inner_number_tells_people_of_one_switchboard_apart() -> None:
    """A10, decision 7: the key holds the extension, the normal form is E.164."""
    one, other, none = (read_contact("phone", f"044 123 45 67{x}", "UA") for x in (" доб 1", " доб 2", ""))

    assert one.normal == other.normal == none.normal == "+380441234567"
    assert [contact.key for contact in (one, other, none)] == [
        "phone:+380441234567;ext=1",
        "phone:+380441234567;ext=2",
        "phone:+380441234567",
    ]
    assert read_contact("phone", "12").key is None


def test_free_mail_says_nothing_of_a_company() -> None:
    """A10: a shared domain is no shared employer."""
    assert is_free_mail("gmail.com")
    assert is_free_mail("UKR.net")
    assert not is_free_mail("agro.ua")
    assert domain_of("Ivan@Agro.UA") == "agro.ua"
    assert domain_of("ivan") == ""


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("ivan@agro.ua", Kind.EMAIL),
        ("@ivan", Kind.MESSENGER),
        ("t.me/ivan", Kind.MESSENGER),
        ("viber 0671234567", Kind.MESSENGER),
        ("067 123-45-67", Kind.PHONE),
        ("тел. 067 123-45-67 доб. 5", Kind.PHONE),
        ("https://facebook.com/ivan", Kind.PROFILE),
        ("linkedin.com/in/ivan", Kind.PROFILE),
        ("вул. Хрещатик 1", None),
        ("Іван", None),
        ("", None),
    ],
)
def test_the_kind_of_a_loose_piece_is_guessed_by_its_shape(value: str, kind: Kind | None) -> None:
    """UX 1.8: a pasted signature."""
    assert guess_kind(value) is kind


@given(st.sampled_from(list(Kind)), foreign, st.sampled_from(["UA", "US", None, "??"]))
@settings(max_examples=300, deadline=None)
def test_no_value_breaks_the_reader_and_what_was_typed_is_kept(
    kind: Kind, value: str, country: str | None
) -> None:
    """A5: foreign text is data; either a normal form or a reason."""
    contact = read_contact(kind, value, country, label="робочий")

    assert (contact.normal is None) == (contact.reason is not None)
    assert len(contact.value) == len(value)
    assert contact.label == "робочий"
    assert isinstance(junk_contact(contact), bool)
    assert isinstance(is_shared(contact), bool)
    assert contact.normal is not None or not usable([contact])


@given(st.sampled_from(list(Kind)), foreign)
@settings(max_examples=200, deadline=None)
def test_the_normal_form_of_a_normal_form_is_itself(kind: Kind, value: str) -> None:
    """A10: an export imports again as the same contact."""
    first = normal(kind, value)

    if first is not None:
        assert normal(kind, first, None) == first


def test_an_unknown_kind_is_refused_by_name() -> None:
    """A5: five kinds, no more."""
    with pytest.raises(ValueError, match="fax"):
        read_contact("fax", "1")
