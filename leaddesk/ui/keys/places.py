"""Which key of a keyboard was pressed: by scan code, else by the letter that a layout puts there; no Qt."""

from collections.abc import Mapping

_ROWS: tuple[tuple[int, str], ...] = (
    (2, "1234567890-="),
    (16, "QWERTYUIOP[]"),
    (30, "ASDFGHJKL;'`"),
    (43, "\\ZXCVBNM,./"),
)
"""First code of a row of the PC keyboard ("set 1", as Windows and the Linux kernel count), and its keys."""

PC: Mapping[int, str] = {start + n: key for start, row in _ROWS for n, key in enumerate(row)}
X11: Mapping[int, str] = {code + 8: key for code, key in PC.items()}
"""X11 and Wayland count eight more than the kernel."""

MAC: Mapping[int, str] = {
    **dict(zip((0, 1, 2, 3, 5, 4, 38, 40, 37, 41, 39), "ASDFGHJKL;'", strict=True)),
    **dict(zip((12, 13, 14, 15, 17, 16, 32, 34, 31, 35, 33, 30), "QWERTYUIOP[]", strict=True)),
    **dict(zip((6, 7, 8, 9, 11, 45, 46, 43, 47, 44, 42, 50), "ZXCVBNM,./\\`", strict=True)),
    **dict(zip((18, 19, 20, 21, 23, 22, 26, 28, 25, 29, 27, 24), "1234567890-=", strict=True)),
}
"""Virtual key codes of macOS, which has no scan codes."""

_CYRILLIC: Mapping[str, str] = {
    **dict(zip("ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ", "QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,.`", strict=True)),
    **dict(zip("ІЇЄҐЎ", "S]'\\O", strict=True)),
}
"""Letters of the Ukrainian and Russian layouts at their places; used where no scan code is told."""

_SHIFTED: Mapping[str, str] = dict(zip('!@#$%^&*()_+{}|:"~<>?', "1234567890-=[]\\;'`,./", strict=True))
"""Signs of the upper row of a key in the US layout."""


def place_of(platform: str, scan: int, virtual: int) -> str:
    """The US name of the key at a place; empty where the platform tells none (events made by programs).

    `platform` is Qt's platform name: xcb, wayland, windows, cocoa.
    """
    if platform == "cocoa":
        return MAC.get(virtual, "") if scan or virtual else ""
    return (PC if platform == "windows" else X11).get(scan, "")


def key_names(sign: str, place: str, *, keypad: bool = False) -> tuple[str, ...]:
    """Names under which a key may be bound, the best first, a shifted sign as "Shift+...".

    `sign` is what the layout typed, one character in upper case or a named key ("Delete"). A Latin letter
    is believed (so Z stays Z on a German keyboard), anything else goes by its place first.
    """
    if len(sign) != 1 or keypad:
        return (sign,) if sign else ()
    if sign.isascii() and sign.isalpha():
        return (sign,)
    names = [place] if place else []
    if sign in _CYRILLIC and not place:
        names.append(_CYRILLIC[sign])
    if sign in _SHIFTED:
        names += ["Shift+" + _SHIFTED[sign], sign]
    elif sign not in _CYRILLIC:
        names.append(sign)
    return tuple(dict.fromkeys(names))


def place_of_letter(letter: str) -> str:
    """The US name of the key that types a letter in the layouts of our languages."""
    letter = letter.upper()
    return _CYRILLIC.get(letter, letter)


def with_modifiers(name: str, *, ctrl: bool, alt: bool, shift: bool) -> str:
    """The name of a combination as commands declare it: "Ctrl+Shift+Z"."""
    shift = shift or name.startswith("Shift+")
    name = name.removeprefix("Shift+")
    return ("Ctrl+" if ctrl else "") + ("Alt+" if alt else "") + ("Shift+" if shift else "") + name


_SHOWN: Mapping[str, str] = {
    "Shift+/": "?",
    "Shift+3": "#",
    "Delete": "Del",
    "Escape": "Esc",
    "Return": "Enter",
    "Backspace": "⌫",
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "Ctrl+=": "Ctrl +",
    "Ctrl+-": "Ctrl −",
}


def shown_key(key: str) -> str:
    """A key as its cap shows it: "Ctrl K", "?", "Shift+→", "G I"."""
    if key in _SHOWN:
        return _SHOWN[key]
    parts = [_SHOWN.get(part, part) for part in key.split("+")] if not key.endswith("++") else [key]
    if len(parts) == 2 and parts[0] == "Ctrl" and len(parts[1]) == 1:
        return " ".join(parts)
    return "+".join(parts)
