"""The named colours of UX.md 3.1 as hex text, one table a theme; no colour is written anywhere else."""

from dataclasses import dataclass


@dataclass(frozen=True, eq=False, repr=False)
class Tokens:
    """Colours "#RRGGBB" of one theme (UX.md 3.1; `inverse`, `track`, `amber` are read from the screens)."""

    name: str
    dark: bool
    contrast: bool
    bg: str
    surface: str
    surface2: str
    border: str
    border_strong: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_bg: str
    on_accent: str
    sel: str
    focus: str
    hot: str
    hot_bg: str
    warm: str
    warm_bg: str
    cold: str
    cold_bg: str
    ok: str
    ok_bg: str
    junk: str
    junk_bg: str
    inverse: str
    on_inverse: str
    track: str
    amber: str


LIGHT = Tokens(
    name="light",
    dark=False,
    contrast=False,
    bg="#F6F7F9",
    surface="#FFFFFF",
    surface2="#F0F2F5",
    border="#D5DAE1",
    border_strong="#798597",
    text="#171B22",
    text2="#4A5565",
    text3="#586273",
    accent="#1D5FD1",
    accent_bg="#E7EFFC",
    on_accent="#FFFFFF",
    sel="#DCE8FC",
    focus="#1D5FD1",
    hot="#B42318",
    hot_bg="#FDE8E6",
    warm="#93580A",
    warm_bg="#FDF0D8",
    cold="#175CD3",
    cold_bg="#E5EEFC",
    ok="#0B7247",
    ok_bg="#DDF4E8",
    junk="#5B6472",
    junk_bg="#E9ECF0",
    inverse="#171B22",
    on_inverse="#FFFFFF",
    track="#D5DAE1",
    amber="#D9A441",
)

DARK = Tokens(
    name="dark",
    dark=True,
    contrast=False,
    bg="#14171C",
    surface="#1C2027",
    surface2="#242932",
    border="#343B47",
    border_strong="#7C889A",
    text="#EDF0F4",
    text2="#B7C0CD",
    text3="#97A2B2",
    accent="#7FB0FF",
    accent_bg="#1E2E49",
    on_accent="#0B1626",
    sel="#22385C",
    focus="#9CC2FF",
    hot="#FF9A90",
    hot_bg="#44211F",
    warm="#F5BE62",
    warm_bg="#3D2F16",
    cold="#8DB9FF",
    cold_bg="#1C2F4D",
    ok="#5FD39A",
    ok_bg="#163527",
    junk="#A5AFBD",
    junk_bg="#2A303A",
    inverse="#EDF0F4",
    on_inverse="#171B22",
    track="#343B47",
    amber="#F5BE62",
)

CONTRAST_LIGHT = Tokens(
    name="contrast-light",
    dark=False,
    contrast=True,
    bg="#FFFFFF",
    surface="#FFFFFF",
    surface2="#F2F2F2",
    border="#5A5A5A",
    border_strong="#000000",
    text="#000000",
    text2="#1A1A1A",
    text3="#2B2B2B",
    accent="#0A3D99",
    accent_bg="#E3ECFF",
    on_accent="#FFFFFF",
    sel="#D6E4FF",
    focus="#0A3D99",
    hot="#8A120A",
    hot_bg="#FFE9E6",
    warm="#633900",
    warm_bg="#FFF1DB",
    cold="#0A3D99",
    cold_bg="#E3ECFF",
    ok="#004D2B",
    ok_bg="#E0F7EB",
    junk="#333A45",
    junk_bg="#EDEFF2",
    inverse="#000000",
    on_inverse="#FFFFFF",
    track="#B5B5B5",
    amber="#D9A441",
)

CONTRAST_DARK = Tokens(
    name="contrast-dark",
    dark=True,
    contrast=True,
    bg="#000000",
    surface="#000000",
    surface2="#161616",
    border="#9A9A9A",
    border_strong="#FFFFFF",
    text="#FFFFFF",
    text2="#F0F0F0",
    text3="#DCDCDC",
    accent="#A9CBFF",
    accent_bg="#10203C",
    on_accent="#000000",
    sel="#173055",
    focus="#FFE14D",
    hot="#FFB3AB",
    hot_bg="#331311",
    warm="#FFD07A",
    warm_bg="#2B1F08",
    cold="#A9CBFF",
    cold_bg="#10203C",
    ok="#7CEBB2",
    ok_bg="#082417",
    junk="#D2D8E0",
    junk_bg="#20242B",
    inverse="#FFFFFF",
    on_inverse="#000000",
    track="#5A5A5A",
    amber="#FFD07A",
)

ALL_TOKENS = (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)


def luminance(colour: str) -> float:
    """Relative luminance 0..1 of "#RRGGBB" (WCAG 2.2)."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(one: str, other: str) -> float:
    """Contrast of two colours, 1..21 (WCAG 2.2); text needs 4.5, parts 3 (UX.md 3.1)."""
    a, b = sorted((luminance(one), luminance(other)))
    return (b + 0.05) / (a + 0.05)
