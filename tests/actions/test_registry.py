"""Actions by name from typed values: one reading of parameters for the command line and the palette."""

from contextlib import suppress
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.actions.action import Action, LeadAction
from leaddesk.actions.answer import Answer
from leaddesk.actions.assign import Assign
from leaddesk.actions.capture import Capture
from leaddesk.actions.defaults import default_definitions
from leaddesk.actions.marks import Star, Temperature
from leaddesk.actions.move import Move
from leaddesk.actions.parameters import parameters
from leaddesk.actions.registry import ACTIONS, ALIASES, build, find, takes
from leaddesk.actions.snooze import Snooze
from leaddesk.actions.users import SetDefinition, SetUser
from leaddesk.actions.values import Typing, contact_typed, options, read_amount, roster_of, user_named
from leaddesk.domain.refusals import Refused
from leaddesk.domain.users import User

NOW = datetime(2026, 11, 20, 8, 14, 5, tzinfo=UTC)
USERS = (
    User("u1", "Ірина Ткач", ("lead_generator",)),
    User("u2", "Дмитро Кулик", ("sales",)),
    User("u3", "Дмитро Ткач", ("sales",), active=False),
)
NOW_TOMORROW = datetime(2026, 11, 21, 13, tzinfo=UTC)
TYPING = Typing(NOW, default_definitions(), USERS, "u1")


def made(name: str, **given: Any) -> Action:
    return build(name, ("a" * 32,), given, TYPING)


def subclasses(kind: type[Action]) -> set[type[Action]]:
    return {kind, *(deep for below in kind.__subclasses__() for deep in subclasses(below))}


def test_every_action_of_a_person_is_registered_under_its_name() -> None:
    """Issue 2: all of them reachable from the command line; a new verb must not be forgotten."""
    names = {
        kind.name
        for kind in subclasses(Action)
        if kind.__module__.startswith("leaddesk.actions.") and "name" in vars(kind)
    }

    # A shared beginning, the one with a command of its own, and what nobody says by name.
    # Those of other modules are known only where somebody imported them.
    told = {"put_away", "import", "found"}
    assert told <= names - ACTIONS.keys() <= told | {"segment", "hear", "visit"}


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_parameters_are_the_fields_of_the_action(name: str) -> None:
    """No second list of parameters: what the dataclass has is what can be typed."""
    kind = ACTIONS[name]
    own = {field.name for field in fields(kind)} - {"ids", "item"}

    assert own <= {wanted.name for wanted in parameters(kind)}


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_every_choice_that_is_offered_exists(name: str) -> None:
    """The palette asks with a list; an empty one would be a dead end."""
    for wanted in takes(name):
        if wanted.choices:
            assert options(wanted, TYPING.definitions, USERS), (name, wanted.name)


@pytest.mark.parametrize("alias", sorted(ALIASES))
def test_an_alias_gives_values_that_its_action_takes(alias: str) -> None:
    """UX 4.2."""
    kind, brought = find(alias)

    assert brought.keys() <= {wanted.name for wanted in parameters(kind)}


def test_values_are_read_into_the_types_of_the_fields() -> None:
    """Text, number, time, choice."""
    assert made("move", stage="ready") == Move(("a" * 32,), "ready")
    assert made("answer", question="budget", level="2") == Answer(("a" * 32,), "budget", 2)
    assert made("snooze", until="tomorrow 15:00") == Snooze(
        ("a" * 32,), datetime(2026, 11, 21, 13, tzinfo=UTC)
    )
    assert made("lead.assign_me") == Assign(("a" * 32,), "u1")


def test_nothing_can_be_typed_for_a_value_that_may_be_missing() -> None:
    """A level of unknown, no owner, the temperature of the rules."""
    unknown = made("answer", question="budget", level="?")

    assert isinstance(unknown, Answer)
    assert unknown.level is None
    assert made("assign", to="none") == Assign(("a" * 32,), None)
    assert made("temperature", temperature="none") == Temperature(("a" * 32,), None)


def test_a_mark_answers_to_its_own_name_and_a_star_needs_none() -> None:
    """--temperature hot, --priority high; `do star ID`."""
    assert made("temperature", temperature="hot") == made("temperature", value="HOT")
    assert made("star") == Star(("a" * 32,), True)
    assert made("star", value="no") == Star(("a" * 32,), False)


def test_a_value_that_is_typed_already_is_taken_as_it_is() -> None:
    """The palette gives moments and numbers, not texts."""
    assert made("snooze", until=NOW) == Snooze(("a" * 32,), NOW)


def test_a_capture_is_typed_by_the_fields_of_what_arrives() -> None:
    """A phone and an e-mail given apart are two contacts of one person."""
    action = build(
        "capture", (), {"name": "Іван", "phone": "067 123 45 67", "email": "i@koval.example"}, TYPING
    )

    assert isinstance(action, Capture)
    assert action.item.name == "Іван"
    assert [one.normal for one in action.item.contacts] == ["+380671234567", "i@koval.example"]


def test_lists_and_objects_are_typed_as_words_and_json() -> None:
    """User roles; the fields of a definition."""
    user = build("user", (), {"full_name": "Олег", "roles": "sales, head"}, TYPING)
    setting = build("define", (), {"entity": "setting", "key": "norm_min", "fields": '{"value": 15}'}, TYPING)

    assert user == SetUser("Олег", ("sales", "head"))
    assert setting == SetDefinition("setting", "norm_min", (("value", 15),))


@pytest.mark.parametrize(
    ("name", "given", "key"),
    [
        ("fly", {}, "action.no_such"),
        ("move", {"speed": "1"}, "action.no_such_parameter"),
        ("answer", {"question": "budget", "level": "two"}, "action.bad_value"),
        ("answer", {"question": "budget", "level": "9" * 40}, "action.bad_value"),
        ("snooze", {"until": "колись"}, "action.bad_value"),
        ("assign", {"to": "Дмитро Ткач"}, "action.no_such_user"),
        ("star", {"value": "maybe"}, "action.bad_value"),
        ("label", {"label": "x", "on": "maybe"}, "action.bad_value"),
        ("edit", {"field": "amount", "value": "багато"}, "action.bad_value"),
        ("define", {"entity": "setting", "key": "x", "fields": "[1]"}, "action.bad_value"),
        ("capture", {"channel": "pigeon"}, "action.bad_value"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_name(name: str, given: dict[str, str], key: str) -> None:
    """One refusal with a key; the sentence is in `texts`."""
    with pytest.raises(Refused) as refused:
        made(name, **given)

    assert refused.value.key == key


def test_an_action_on_leads_needs_one_and_takes_each_once() -> None:
    """A lead named twice is changed once."""
    with pytest.raises(Refused, match=r"action\.no_leads"):
        build("take", (), {}, TYPING)

    twice = build("take", ("x", "y", "x"), {}, TYPING)

    assert isinstance(twice, LeadAction)
    assert twice.ids == ("x", "y")


@pytest.mark.parametrize(
    ("typed", "who"), [("me", "u1"), ("я", "u1"), ("u2", "u2"), ("Дмитро Кулик", "u2"), ("кулик", "u2")]
)
def test_a_user_is_named_in_any_way(typed: str, who: str) -> None:
    """By id, name, a part of the name, or oneself."""
    assert user_named(typed, TYPING) == who


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("2,1 млн", {"minor": 210_000_000, "currency": "UAH"}),
        ("900k USD", {"minor": 90_000_000, "currency": "USD"}),
        ("12 500,50 €", {"minor": 1_250_050, "currency": "EUR"}),
        ("немає", None),
    ],
)
def test_an_amount_is_read_into_its_register(text: str, amount: object) -> None:
    """Hundredths and a currency never split."""
    assert read_amount(text, "UAH") == amount


@pytest.mark.parametrize(
    ("text", "kind", "normal"),
    [
        ("phone: 067 123 45 67", "phone", "+380671234567"),
        ("067 123 45 67", "phone", "+380671234567"),
        ("A@B.example", "email", "a@b.example"),
        ("address: Київ, вул. Заводська 1", "address", "київ вул заводська 1"),
        ("phone: 12", "phone", None),
    ],
)
def test_a_contact_is_read_by_its_kind_or_its_shape(text: str, kind: str, normal: str | None) -> None:
    """A9: an unreadable one is kept as typed, with a reason."""
    contact = contact_typed(text, "UA")

    assert (contact.kind, contact.normal) == (kind, normal)
    assert (contact.reason is None) == (normal is not None)


@given(st.text(max_size=80), st.sampled_from(sorted(ACTIONS)))
def test_no_text_makes_a_door_fall(text: str, name: str) -> None:
    """Whatever is typed gives an action or a refusal."""
    for wanted in takes(name):
        with suppress(Refused):
            build(name, ("a" * 32,), {wanted.name: text}, TYPING)


def test_working_hours_come_from_the_settings() -> None:
    """Decision 10: the hours asked at first start."""
    roster = roster_of(TYPING.definitions)

    assert roster is not None
    assert roster.works_on(NOW.date())
    assert roster.week[0] == ((540, 1080),)
