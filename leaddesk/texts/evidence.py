"""Where an answer is known from, in words: a call and its second, a card, a form, a letter, a note."""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from leaddesk.domain.log import moment
from leaddesk.texts import N_, _
from leaddesk.texts.formats import date_time

KINDS: Mapping[str, str] = {
    "note": N_("my note"),
    "call": N_("call"),
    "form": N_("form"),
    "email": N_("letter"),
    "message": N_("message"),
    "card": N_("business card"),
    "script": N_("script"),
    "said": N_("in the client's words"),
    "import": N_("file"),
}
"""Kind of evidence -> its name; `call` may carry the second, `form` its field, `email` the sentence."""


def evidence_words(evidence: Mapping[str, Any] | None, zone: tzinfo | None = None) -> str:
    """Where an answer is known from; with a zone also when. Empty where it is not known."""
    if not evidence:
        return ""
    kind = str(evidence.get("kind", "note"))
    name = _(KINDS[kind]) if kind in KINDS else kind
    second = evidence.get("second")
    if isinstance(second, int):
        name = _("{source} at {time}").format(source=name, time=f"{second // 60}:{second % 60:02d}")
    field = str(evidence.get("field") or evidence.get("text") or "")
    at = evidence.get("at")
    when = date_time(moment(at), zone) if zone is not None and isinstance(at, str) and at else ""
    return ", ".join(part for part in (name, field, when) if part)
