"""Words of the review of cards: a field with the type of its phone, and what else a field may say."""

from difflib import SequenceMatcher

from leaddesk.texts import _
from leaddesk.ui.capture.scanned import CardField
from leaddesk.ui.capture.words import field_name
from leaddesk.ui.kit.plain import short

_FEW = 3


def card_field_name(found: CardField) -> str:
    """The name of a field; a fax and a mobile are told from a telephone."""
    return field_name({"fax": "fax", "mobile": "mobile"}.get(found.kind, found.key))


def doubt_words(text: str, other: str) -> str:
    """What else a field may say: the signs in question where they are few, else the whole of it."""
    parts = [
        one for one in SequenceMatcher(None, text, other, autojunk=False).get_opcodes() if one[0] != "equal"
    ]
    if len(parts) == 1:
        _kind, begin, end, start, stop = parts[0]
        this, that = text[begin:end].strip(), other[start:stop].strip()
        if this and that and max(len(this), len(that)) <= _FEW:
            return _("{this} or {that}? ↓ takes the other").format(this=this, that=that)
    return _("or {text}? ↓ takes it").format(text=short(other, 60))
