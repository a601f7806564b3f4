"""The declaration of commands: each is named, reachable, possible for a reason, its keys clash with none."""

import tomllib
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.roles import RIGHTS
from leaddesk.resources import resource
from leaddesk.texts import LANGUAGES, in_language, set_language
from leaddesk.ui.commands.catalogue import BY_ID, COMMANDS, MENUS, clashes, in_menu, keys_in_force
from leaddesk.ui.commands.declaration import Command, Context, State, UndoClass
from leaddesk.ui.commands.rules import REASONS, here, may, on_leads, on_one, opened, reason_words
from leaddesk.ui.keys.keymap import keymap_of
from leaddesk.ui.keys.places import shown_key
from tests.ui.command_list import BY_ANOTHER_NAME, NOT_BUILT, WHOLE

ALL = State("inbox", 1, frozenset(RIGHTS), frozenset(BY_ID))


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def test_no_id_is_declared_twice() -> None:
    """UX 4.2."""
    assert len(BY_ID) == len(COMMANDS)


def test_every_command_of_the_list_is_declared_or_told_to_be_missing() -> None:
    """UX 4.2, the whole list: what is not built yet stands in one place that only shrinks."""
    declared = set(BY_ID) | {told for told, real in BY_ANOTHER_NAME.items() if real in BY_ID}

    assert len(WHOLE) == len(set(WHOLE)) == 151
    assert sorted(set(WHOLE) - declared - NOT_BUILT) == []
    assert sorted(NOT_BUILT - set(WHOLE)) == []
    assert sorted(NOT_BUILT & declared) == [], "built by now: take it out of the list"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_a_command_has_a_title_in_three_languages_an_icon_and_an_undo_class(command: Command) -> None:
    """UX 4.2: every command id has a title x 3 languages, an enabled-rule, an undo class."""
    titles = {code: in_language(code, command.title) for code in LANGUAGES}

    assert titles["en"] == command.title
    assert all(titles.values())
    assert titles["uk"] != command.title or not command.title.isascii() or "BANT" in command.title
    assert command.icon
    assert command.undo in get_args(UndoClass)
    assert callable(command.rule)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_a_command_is_possible_where_everything_is_there(command: Command) -> None:
    """UX 4.2: no command is impossible in every state."""
    assert command.rule(ALL) is None


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_whatever_keeps_a_command_back_has_its_words(command: Command) -> None:
    """UX 4.2: disabled commands show why."""
    for state in (State(open=False), State(), replace(ALL, selected=0), replace(ALL, rights=frozenset())):
        key = command.rule(state)
        assert key is None or reason_words(key)


@given(
    selected=st.integers(0, 5),
    rights=st.frozensets(st.sampled_from(RIGHTS)),
    is_open=st.booleans(),
    command=st.sampled_from(COMMANDS),
)
def test_rules_are_pure_and_answer_for_any_state(
    selected: int, rights: frozenset[str], is_open: bool, command: Command
) -> None:
    """The same state gives the same answer, and each answer has a sentence."""
    state = State("board", selected, rights, frozenset({command.id}), is_open)

    assert command.rule(state) == command.rule(state)
    assert command.rule(state) is None or command.rule(state) in REASONS


def test_declared_keys_clash_in_no_context() -> None:
    """UX 4.6: shortcut uniqueness per context."""
    assert clashes(keys_in_force({})) == []


def test_two_commands_on_one_key_are_seen() -> None:
    """A key of "anywhere" also clashes with the same key in one place."""
    keys = keys_in_force({"lead.take": (("list", "Z"),)})

    found = clashes(keys)

    assert found == [("list", "Z", ("lead.take", "app.undo"))]


def test_a_chord_never_begins_with_a_key_that_acts_at_once() -> None:
    """G waits for the second key, so no command may have G alone."""
    begins = {key.split(" ")[0] for c in COMMANDS for _context, key in c.keys if " " in key}
    single = {key for c in COMMANDS for _context, key in c.keys if " " not in key}

    assert begins == {"G"}
    assert begins & single == set()


def test_no_letter_with_alt_is_bound_because_menus_have_them() -> None:
    """UX 4.1: Alt+letter collides with the mnemonics of Ukrainian and Russian menus."""
    keys = [key for c in COMMANDS for _context, key in c.keys if key.startswith("Alt+")]

    assert all(not key.removeprefix("Alt+")[0].isalpha() or len(key.removeprefix("Alt+")) > 1 for key in keys)


@pytest.mark.parametrize(
    ("context", "key", "command"),
    [
        ("list", "W", "lead.take"),
        ("card", "Q", "lead.handover"),
        ("board", "N", "lead.nurture"),
        ("list", "H", "lead.snooze"),
        ("list", "E", "lead.archive"),
        ("list", "Delete", "lead.junk"),
        ("list", "Shift+3", "lead.junk"),
        ("card", "R", "lead.contact_result"),
        ("list", "A", "lead.assign"),
        ("list", "Shift+A", "lead.assign_me"),
        ("list", "V", "lead.move_stage"),
        ("list", "1", "lead.temperature.hot"),
        ("board", "1", "board.to.1"),
        ("list", ".", "lead.repeat_decision"),
        ("list", "J", "lead.next"),
        ("list", "0", "inbox.new_hot"),
        ("card", "Alt+5", "card.answer.5"),
        ("card", "Alt+Right", "lead.next"),
        ("board", "Shift+Right", "board.move_right"),
        ("charts", "B", "charts.table"),
        ("anywhere", "Ctrl+K", "app.palette"),
        ("anywhere", "/", "search.focus"),
        ("anywhere", "Shift+/", "help.keys"),
        ("anywhere", "Z", "app.undo"),
        ("anywhere", "Ctrl+Y", "app.redo"),
        ("anywhere", "G C", "go.charts"),
        ("anywhere", "Ctrl+5", "go.charts"),
        ("anywhere", "Ctrl+,", "settings.open"),
    ],
)
def test_the_keys_of_the_map_lead_to_their_commands(context: str, key: str, command: str) -> None:
    """UX 4.1, the keyboard map."""
    assert (context, key) in BY_ID[command].keys


def test_with_single_letters_off_only_combinations_and_named_keys_act() -> None:
    """UX 4.1: the "single letters off" switch."""
    keys = keys_in_force({}, letters=False)

    assert keys["lead.take"] == ()
    assert keys["app.undo"] == (("anywhere", "Ctrl+Z"), ("booth", "Ctrl+Z"))
    assert ("list", "Delete") in keys["lead.junk"]
    assert all(context != "list" or key != "Shift+3" for context, key in keys["lead.junk"])
    assert keys["go.inbox"] == (("anywhere", "Ctrl+1"),)


def test_rebound_keys_stand_in_for_declared_ones() -> None:
    """UX 4.1: every binding rebindable."""
    keys = keys_in_force({"lead.take": (("list", "Ctrl+T"),)})

    assert keymap_of(keys).by_context["list"]["Ctrl+T"] == "lead.take"
    assert "W" not in keymap_of(keys).by_context["list"]


def test_every_command_can_be_reached_without_a_mouse() -> None:
    """UX 4.2: all stand in the palette; most have a key or a place in a menu that F10 opens."""
    menus = {menu for menu, _title in MENUS}

    assert {command.menu for command in COMMANDS} <= menus | {""}
    assert BY_ID["app.palette"].keys
    assert BY_ID["app.menu"].keys
    hidden = [c.id for c in COMMANDS if not c.menu and not c.keys and not c.id.startswith("inbox.split.")]
    assert hidden == []


def test_menus_list_their_commands_by_group() -> None:
    """UX 2: eight menus, none of them empty."""
    assert [menu for menu, _title in MENUS] == [
        *("file", "edit", "view", "lead", "funnel", "reports", "tools", "help")
    ]
    for menu, _title in MENUS:
        groups = [command.group for command in in_menu(menu)]
        assert groups
        assert groups == sorted(groups)


def test_other_names_belong_to_declared_commands_in_known_languages() -> None:
    """A typing error in the words would hide them."""
    words = tomllib.loads(resource("commands", "words.toml").read_text(encoding="utf8"))

    assert set(words) <= set(BY_ID)
    assert {code for names in words.values() for code in names} <= set(LANGUAGES)
    assert all(
        name.strip() == name and name for names in words.values() for own in names.values() for name in own
    )


def test_reasons_name_the_first_thing_that_lacks() -> None:
    """No base, then the right, then the leads."""
    rule = on_one("hand_over")

    assert rule(State(open=False)) == "no_base"
    assert rule(State(rights=frozenset(), selected=1)) == "right.hand_over"
    assert rule(State(rights=frozenset({"hand_over"}))) == "no_lead"
    assert rule(State(rights=frozenset({"hand_over", "bulk"}), selected=2)) == "one_lead"
    assert rule(State(rights=frozenset({"hand_over"}), selected=1)) is None


def test_several_leads_take_the_right_to_bulk_changes() -> None:
    """C7: a role without "bulk" decides one lead at a time."""
    rule = on_leads()
    triage = State(rights=frozenset({"triage"}), selected=3)

    assert rule(triage) == "right.bulk"
    assert rule(replace(triage, rights=frozenset({"triage", "bulk"}))) is None


def test_a_command_of_a_panel_is_possible_where_the_panel_is_seen() -> None:
    """The palette says "not on this screen" elsewhere."""
    assert here("charts.table")(State()) == "not_here"
    assert here("charts.table")(State(handled=frozenset({"charts.table"}))) is None
    assert may("import")(State()) == "right.import"
    assert opened(State(open=False)) == "no_base"


def test_keys_are_shown_as_their_caps_are_drawn() -> None:
    """Screens 01, 03, 07."""
    told = {
        key: shown_key(key) for key in ("Ctrl+K", "Shift+/", "Shift+Right", "G I", "Delete", "Ctrl+Shift+Z")
    }

    assert told == {
        "Ctrl+K": "Ctrl K",
        "Shift+/": "?",
        "Shift+Right": "Shift+→",
        "G I": "G I",
        "Delete": "Del",
        "Ctrl+Shift+Z": "Ctrl+Shift+Z",
    }


def test_contexts_are_those_of_the_map() -> None:
    """A key in a context that does not exist would never act."""
    assert {context for c in COMMANDS for context, _key in c.keys} <= set(get_args(Context))
