"""The style sheet of standard widgets (fields, menus, scroll bars, tables); the kit paints itself."""

from leaddesk.ui.theme.tokens import Tokens
from leaddesk.ui.theme.zoom import control, px

_FIELDS = "QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox"


def build_sheet(t: Tokens) -> str:
    """The QSS of a theme at the zoom in force; a focused field gives padding to its 2 px border."""
    return "\n".join((_views(t), _fields(t), _menus(t), _scrolls(t), _rest(t)))


def _each(state: str) -> str:
    return ", ".join(name.strip() + state for name in _FIELDS.split(","))


def _fields(t: Tokens) -> str:
    high = control(30)
    return f"""
{_FIELDS} {{
  background: {t.surface}; color: {t.text}; border: 1px solid {t.border_strong}; border-radius: {px(6)}px;
  padding: 0 {px(7)}px; selection-background-color: {t.accent}; selection-color: {t.on_accent};
  placeholder-text-color: {t.text3};
}}
QLineEdit, QComboBox, QAbstractSpinBox {{ min-height: {high - 2}px; max-height: {high - 2}px; }}
QPlainTextEdit, QTextEdit {{ padding: {px(4)}px {px(5)}px; }}
{_each(":hover")} {{ border-color: {t.text2}; }}
{_each(":focus")} {{ border: 2px solid {t.focus}; padding: 0 {px(7) - 1}px; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
  min-height: {high - 4}px; max-height: {high - 4}px;
}}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: {px(4) - 1}px {px(5) - 1}px; }}
{_each(":disabled")} {{ background: {t.surface2}; color: {t.text3}; border-color: {t.border}; }}
{_each(":read-only")} {{ background: {t.surface2}; }}
QComboBox:read-only, QAbstractSpinBox:!read-only {{ background: {t.surface}; }}
{_each('[invalid="true"]')} {{ border: 2px solid {t.hot}; padding: 0 {px(7) - 1}px; }}
QLineEdit[bare="true"] {{
  background: transparent; border: none; padding: 0; min-height: {high}px; max-height: {high}px;
}}
QLineEdit[large="true"] {{ min-height: {px(36)}px; max-height: {px(36)}px; font-size: {px(15)}px; }}
QLineEdit[large="true"]:focus {{ min-height: {px(34)}px; max-height: {px(34)}px; }}
QLineEdit[doubt="true"] {{ border: 2px dashed {t.warm}; padding: 0 {px(7) - 1}px; }}
QLineEdit[large="true"][doubt="true"] {{ min-height: {px(34)}px; max-height: {px(34)}px; }}
QComboBox::drop-down {{ border: none; width: {px(26)}px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ padding: {px(4)}px; border-radius: 0; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: none; }}"""


def _menus(t: Tokens) -> str:
    return f"""
QMenuBar {{ background: {t.surface}; color: {t.text}; border-bottom: 1px solid {t.border}; }}
QMenuBar::item {{ background: transparent; padding: {px(5)}px {px(9)}px; border-radius: {px(4)}px; }}
QMenuBar::item:selected {{ background: {t.accent_bg}; color: {t.text}; }}
QMenu {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.border_strong}; padding: {px(4)}px; }}
QMenu::item {{ padding: {px(7)}px {px(28)}px {px(7)}px {px(12)}px; border-radius: {px(4)}px; }}
QMenu::item:selected {{ background: {t.sel}; color: {t.text}; }}
QMenu::item:disabled {{ color: {t.text3}; }}
QMenu::separator {{ height: 1px; background: {t.border}; margin: {px(4)}px {px(8)}px; }}
QMenu::icon {{ padding-left: {px(8)}px; }}"""


def _scrolls(t: Tokens) -> str:
    thin, radius = px(5), px(5) // 2
    return f"""
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: {px(9)}px; }}
QScrollBar:horizontal {{ height: {px(9)}px; }}
QScrollBar::handle {{ background: {t.border_strong}; border-radius: {radius}px; margin: 2px; }}
QScrollBar::handle:hover {{ background: {t.text3}; }}
QScrollBar::handle:vertical {{ min-height: {px(32)}px; min-width: {thin}px; }}
QScrollBar::handle:horizontal {{ min-width: {px(32)}px; min-height: {thin}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}"""


def _views(t: Tokens) -> str:
    return f"""
QAbstractScrollArea {{ border: none; }}
QAbstractItemView {{
  background: {t.surface}; color: {t.text}; border: none; gridline-color: {t.border};
  selection-background-color: {t.sel}; selection-color: {t.text}; alternate-background-color: {t.surface};
}}
QTableView::item {{ padding: 0 {px(8)}px; border: none; }}
QTableView::item:selected {{ background: {t.sel}; color: {t.text}; }}
QHeaderView {{ background: {t.surface}; border: none; }}
QHeaderView::section {{
  background: {t.surface}; color: {t.text2}; border: none; border-bottom: 1px solid {t.border};
  padding: {px(6)}px {px(8)}px; font-weight: 600;
}}
QTableCornerButton::section {{ background: {t.surface}; border: none; }}"""


def _rest(t: Tokens) -> str:
    return f"""
QToolTip {{ background: {t.inverse}; color: {t.on_inverse}; border: none; padding: {px(5)}px {px(8)}px; }}
QLabel {{ background: transparent; }}
QStatusBar {{ background: {t.surface}; color: {t.text2}; }}
QSplitter::handle {{ background: {t.border}; }}
QGroupBox {{ border: 1px solid {t.border}; border-radius: {px(8)}px; margin-top: {px(8)}px; }}"""
