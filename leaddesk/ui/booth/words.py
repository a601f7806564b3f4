"""Words of the stand: promises as steps, why somebody has to look again, questions, days."""

from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from leaddesk.actions.stand import NO_CONTACT, UNREADABLE, UNSURE
from leaddesk.domain.definitions import Definitions
from leaddesk.domain.show import NO_STEP, NOTHING, PRODUCT, Show, Visit
from leaddesk.texts import N_, _
from leaddesk.texts.formats import due, name_in
from leaddesk.texts.keys import choice_name
from leaddesk.ui.theme.palette import ToneName

STEPS: Mapping[str, str] = {
    "price": N_("send the price"),
    "samples": N_("send samples"),
    "call": N_("call"),
    "meeting": N_("agree on a meeting"),
}
"""What is to do for a promise, as the title of a task."""

TROUBLES: Mapping[str, str] = {
    NO_CONTACT: N_("no contact"),
    UNREADABLE: N_("the picture cannot be read"),
    UNSURE: N_("read without certainty"),
    NO_STEP: N_("no next step"),
}

TEMPERATURES: tuple[tuple[str, str, ToneName, str], ...] = (
    ("hot", "fire", "hot", "booth.hot"),
    ("warm", "white-balance-sunny", "warm", "booth.warm"),
    ("cold", "snowflake", "cold", "booth.cold"),
)
"""Temperature, icon, tone, command."""

FIELDS: tuple[tuple[str, str], ...] = (
    ("name", N_("First and last name")),
    ("company", N_("Company")),
    ("phone", N_("Phone")),
    ("email", N_("E-mail")),
)

_ASKS: Mapping[str, Callable[[], str]] = {
    PRODUCT: lambda: _("What is needed"),
    "timing": lambda: _("When they buy"),
}


def ask_words(ask_id: str, definitions: Definitions) -> str:
    """The question of the stand in few words."""
    if ask_id in _ASKS:
        return _ASKS[ask_id]()
    question = definitions.question_by_id.get(ask_id)
    return name_in(question.names) if question else ask_id


def step_words(promise: str, definitions: Definitions) -> str:
    """What is to do for a promise; "" for none and for nothing."""
    if not promise or promise == NOTHING:
        return ""
    return _(STEPS[promise]) if promise in STEPS else choice_name("promise", promise, definitions)


def promise_words(visit: Visit, definitions: Definitions, now: datetime) -> str:
    """What was promised and by when."""
    step = step_words(visit.promise, definitions)
    if visit.promise == NOTHING:
        return _("nothing was promised")
    if not step or visit.due is None:
        return ""
    zone = ZoneInfo(str(definitions.setting("zone")))
    return _("{step} by {when}").format(step=step, when=due(visit.due, zone, now))


def day_words(show: Show | None, now: datetime, definitions: Definitions) -> str:
    """Which day of the show it is; "" where the days were not said."""
    if show is None:
        return ""
    counted = show.day(now.astimezone(ZoneInfo(str(definitions.setting("zone")))).date())
    return _("day {n} of {all}").format(n=counted[0], all=counted[1]) if counted else ""


def show_words(show: Show | None) -> str:
    """The show with its place."""
    if show is None:
        return _("Which event is it?")
    return ", ".join(part for part in (show.name, show.place) if part)


def who(visit: Visit) -> str:
    """The name of a visitor, else the company, else a contact."""
    told = (visit.typed.get(key, "").strip() for key in ("name", "company", "phone", "email"))
    return next((text for text in told if text), "")
