"""Keys by their place: scan codes of each platform, layouts, shifted signs, chords, text fields; no Qt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.ui.commands.catalogue import COMMANDS, keys_in_force
from leaddesk.ui.keys.keymap import NOTHING, Found, Keymap, keymap_of, text_keeps
from leaddesk.ui.keys.places import MAC, PC, X11, key_names, place_of, with_modifiers

UK = dict(zip("ЙЦУКЕНГШЩЗХЇФІВАПРОЛДЖЄЯЧСМИТЬБЮ", "QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,.", strict=True))
RU = dict(zip("ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ", "QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,.", strict=True))


@pytest.mark.parametrize(
    ("scan", "key"), [(24, "Q"), (25, "W"), (38, "A"), (52, "Z"), (10, "1"), (19, "0"), (61, "/"), (60, ".")]
)
def test_a_scan_code_of_x11_names_the_place(scan: int, key: str) -> None:
    """evdev code + 8, as xev shows it."""
    assert place_of("xcb", scan, 0) == key
    assert place_of("wayland", scan, 0) == key


@pytest.mark.parametrize(("scan", "key"), [(16, "Q"), (30, "A"), (44, "Z"), (2, "1"), (53, "/"), (52, ".")])
def test_a_scan_code_of_windows_names_the_place(scan: int, key: str) -> None:
    """Set 1, as Windows tells it."""
    assert place_of("windows", scan, 0) == key


@pytest.mark.parametrize(("virtual", "key"), [(12, "Q"), (0, ""), (6, "Z"), (44, "/"), (18, "1"), (40, "K")])
def test_a_virtual_key_of_macos_names_the_place(virtual: int, key: str) -> None:
    """Cocoa has no scan codes; code 0 (A) cannot be told from an event without codes."""
    assert place_of("cocoa", 0, virtual) == key


def test_every_letter_and_digit_has_a_place_on_every_platform() -> None:
    """No key of the map is lost on one of them."""
    wanted = {*"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-=,./"}

    for table in (PC, X11, MAC):
        assert wanted <= set(table.values())
        assert len(set(table.values())) == len(table)


@pytest.mark.parametrize("layout", [UK, RU], ids=["uk", "ru"])
def test_a_cyrillic_letter_means_the_key_at_its_place(layout: dict[str, str]) -> None:
    """UX 4.1: letters work in uk and ru layouts, with the scan code and without it."""
    codes = {key: code for code, key in X11.items()}
    for sign, key in layout.items():
        assert key_names(sign, place_of("xcb", codes[key], 0))[0] == key
        assert key_names(sign, "")[0] == key


@pytest.mark.parametrize(("sign", "place"), [("Z", "Y"), ("Y", "Z"), ("A", "Q"), ("M", ";")])
def test_a_latin_letter_is_believed(sign: str, place: str) -> None:
    """Z is Z on a German keyboard, A is A on a French one."""
    assert key_names(sign, place) == (sign,)


def test_a_sign_goes_by_its_place_first_and_by_what_was_typed_then() -> None:
    """The key of "/" types "." in Ukrainian; a German "?" stands on the key of "-"."""
    assert key_names(".", "/") == ("/", ".")
    assert key_names("?", "-") == ("-", "Shift+/", "?")
    assert key_names("&", "1") == ("1", "Shift+7", "&")


def test_keypad_and_named_keys_are_what_they_say() -> None:
    """End of the keypad is End, not 1."""
    assert key_names("1", "", keypad=True) == ("1",)
    assert key_names("+", "", keypad=True) == ("+",)
    assert key_names("Delete", "") == ("Delete",)
    assert key_names("", "") == ()


def test_modifiers_are_written_in_one_order() -> None:
    """As commands declare them."""
    assert with_modifiers("Z", ctrl=True, alt=False, shift=True) == "Ctrl+Shift+Z"
    assert with_modifiers("Shift+/", ctrl=False, alt=False, shift=True) == "Shift+/"
    assert with_modifiers("1", ctrl=False, alt=True, shift=False) == "Alt+1"
    assert with_modifiers("X", ctrl=True, alt=True, shift=True) == "Ctrl+Alt+Shift+X"


@given(sign=st.text(max_size=2), place=st.sampled_from(["", *PC.values()]), keypad=st.booleans())
def test_no_key_of_any_layout_breaks_the_naming(sign: str, place: str, keypad: bool) -> None:
    """Whatever a keyboard types."""
    names = key_names(sign, place, keypad=keypad)

    assert len(set(names)) == len(names)
    assert all(names)


MAP = Keymap({"list": {"W": "take", "1": "hot"}, "anywhere": {"Z": "undo", "G I": "inbox", "Ctrl+Z": "undo"}})


def test_the_nearest_context_wins() -> None:
    """1 is hot in the list, and nothing elsewhere."""
    assert MAP.find(("list", "anywhere"), ("1",)) == Found("hot")
    assert MAP.find(("card", "anywhere"), ("1",)) == NOTHING
    assert MAP.find(("card", "anywhere"), ("Z",)) == Found("undo")


def test_the_first_name_that_is_bound_wins() -> None:
    """A place that means nothing lets the typed sign speak."""
    assert MAP.find(("list",), ("-", "1")) == Found("hot")


def test_a_chord_needs_both_keys() -> None:
    """UX 4.1: G then I."""
    begun = MAP.find(("list", "anywhere"), ("G",))

    assert begun == Found(begun="G")
    assert MAP.find(("list", "anywhere"), ("I",), begun.begun) == Found("inbox")
    assert MAP.find(("list", "anywhere"), ("W",), begun.begun) == NOTHING
    assert MAP.find(("list", "anywhere"), ("I",)) == NOTHING


def test_of_two_claims_on_a_key_the_first_holds() -> None:
    """A key file that was edited by hand still gives a map."""
    found = keymap_of({"one": (("list", "W"),), "two": (("list", "W"),)})

    assert found.by_context["list"]["W"] == "one"


@pytest.mark.parametrize("name", ["W", "1", "Shift+A", "Delete", "/", "Shift+/", "Escape", "Space"])
def test_a_text_field_keeps_what_types_or_edits(name: str) -> None:
    """UX 4.1: in text fields only Ctrl combinations act."""
    assert text_keeps(name, undoable=False)


@pytest.mark.parametrize("name", ["Ctrl+K", "Ctrl+N", "Alt+1", "F1", "Shift+F6", "Ctrl+1", "Alt+Right"])
def test_a_text_field_lets_combinations_through(name: str) -> None:
    """The palette opens from everywhere."""
    assert not text_keeps(name, undoable=True)


def test_undo_is_the_fields_while_it_has_something_to_undo() -> None:
    """UX 4.1: Ctrl+Z acts on the text first, then on the program."""
    assert text_keeps("Ctrl+Z", undoable=True)
    assert not text_keeps("Ctrl+Z", undoable=False)
    assert text_keeps("Ctrl+V", undoable=False)


def test_every_declared_key_can_be_typed_on_a_keyboard() -> None:
    """Each bound name is one that `key_names` and `with_modifiers` can give."""
    named = {
        "Delete",
        "Escape",
        "Return",
        "Backspace",
        *("Left", "Right", "Up", "Down", "Space"),
        "Tab",
        *(f"F{n}" for n in range(1, 13)),
    }
    typed = {*PC.values(), *named, "+"}
    for bound in keys_in_force({}).values():
        for _context, key in bound:
            for part in key.split(" "):
                last = part[part.rindex("+", 0, -1) + 1 :] if "+" in part[:-1] else part
                assert last in typed, key
    assert COMMANDS
