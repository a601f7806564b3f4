"""A theme as Qt sees it: the tokens as colours, and the palette of standard widgets made of them."""

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Literal

from PySide6.QtGui import QColor, QPalette

from leaddesk.ui.theme.tokens import Tokens

ToneName = Literal["hot", "warm", "cold", "ok", "junk", "accent", "text"]


@dataclass(frozen=True, eq=False, repr=False)
class Theme:
    """Every token of UX.md 3.1 as a QColor; compared by identity, one object per name in a process.

    Colours are shared: copy one before changing it.
    """

    name: str
    dark: bool
    contrast: bool
    bg: QColor
    surface: QColor
    surface2: QColor
    border: QColor
    border_strong: QColor
    text: QColor
    text2: QColor
    text3: QColor
    accent: QColor
    accent_bg: QColor
    on_accent: QColor
    sel: QColor
    focus: QColor
    hot: QColor
    hot_bg: QColor
    warm: QColor
    warm_bg: QColor
    cold: QColor
    cold_bg: QColor
    ok: QColor
    ok_bg: QColor
    junk: QColor
    junk_bg: QColor
    inverse: QColor
    on_inverse: QColor
    track: QColor
    amber: QColor
    tokens: Tokens

    def ink(self, tone: ToneName) -> QColor:
        """The text and icon colour of a tone."""
        colour = getattr(self, tone)
        assert isinstance(colour, QColor)
        return colour

    def fill(self, tone: ToneName) -> QColor:
        """The quiet ground that goes with `ink(tone)`."""
        colour = self.surface2 if tone == "text" else getattr(self, f"{tone}_bg")
        assert isinstance(colour, QColor)
        return colour


@lru_cache(maxsize=8)
def theme_of(tokens: Tokens) -> Theme:
    """The theme made of `tokens`; the same object for the same tokens."""
    plain = {"name", "dark", "contrast"}
    colours = {f.name: QColor(getattr(tokens, f.name)) for f in fields(tokens) if f.name not in plain}
    return Theme(tokens.name, tokens.dark, tokens.contrast, tokens=tokens, **colours)


def build_palette(theme: Theme) -> QPalette:
    """The palette for Fusion, every role set, so that no colour of the platform shows through."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    colours = {
        role.Window: theme.bg,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.surface2,
        role.Text: theme.text,
        role.PlaceholderText: theme.text3,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.BrightText: theme.hot,
        role.ToolTipBase: theme.inverse,
        role.ToolTipText: theme.on_inverse,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Accent: theme.accent,
        role.Light: theme.surface,
        role.Midlight: theme.surface2,
        role.Mid: theme.border,
        role.Dark: theme.border_strong,
        role.Shadow: theme.text,
    }
    for name, colour in colours.items():
        palette.setColor(name, colour)
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, name, theme.text3)
    palette.setColor(group.Disabled, role.Highlight, theme.junk_bg)
    palette.setColor(group.Disabled, role.HighlightedText, theme.text3)
    return palette
