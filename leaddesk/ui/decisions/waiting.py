"""Snooze and nurture: until when, by presets and by own words, in the lead's zone (decision 16)."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from leaddesk.actions.nurture import Nurture
from leaddesk.actions.snooze import Snooze
from leaddesk.domain.hours import end_of_year, wake_at
from leaddesk.domain.when import parse_when
from leaddesk.texts import _, ngettext
from leaddesk.ui.decisions.asks import Ask, Option, Outcome, Reading
from leaddesk.ui.decisions.subject import Subject

_SMALL_WORDS = frozenset(("in", "at", "on", "by", "у", "в", "во", "на", "о", "об", "до"))


def snooze(to: Subject) -> Ask:
    """Key H: seven presets or a typed moment; beyond the limit it becomes nurture."""
    today, tomorrow = to.today, to.today + timedelta(days=1)
    next_day = to.working_day(tomorrow)
    monday = today + timedelta(days=7 - today.weekday())
    furthest = to.now + timedelta(days=_limit_days(to))
    presets = (
        (_("In 15 minutes"), to.now + timedelta(minutes=15)),
        (_("In 2 hours"), to.now + timedelta(hours=2)),
        (_("Tomorrow") if next_day == tomorrow else _("Next working day"), _morning(to, 1)),
        (_("In 3 days"), _morning(to, 3)),
        (_("On Monday"), wake_at(to.zone, monday, to.wake_hour)),
        (_in_days(_limit_days(to)), _last_morning(to, furthest)),
    )
    options = [
        Option(str(n), name, _snoozed(to, at), to.when(at), "clock-outline")
        for n, (name, at) in enumerate(presets, 1)
    ]
    opens = wake_at(to.zone, end_of_year(today, to.roster), to.wake_hour)
    told = _("to nurture until {when}").format(when=to.when(opens))
    options.append(
        Option(
            "7",
            _("When the budget opens"),
            _nurtured(to, opens, _("waits for the budget")),
            told,
            "sprout-outline",
        )
    )
    return Ask(
        _("Snooze"),
        tuple(options),
        hint=_("or type: tue 15:00, in 2 weeks, end of the year"),
        read=lambda text: _read(to, text, lambda at, why: _snooze_or_nurture(to, at, why)),
        subtitle=to.who(),
    )


def at_a_time(
    to: Subject,
    title: str,
    times: Sequence[tuple[str, datetime]],
    leads: Callable[[datetime], Outcome],
    icon: str,
) -> Ask:
    """A popup for a moment: the times named, or any other one typed."""

    def own(text: str) -> Reading:
        at = moment(to, text) if text.strip() else None
        if at is None:
            return Reading(None, no_moment() if text.strip() else "")
        return Reading(leads(at), to.when(at))

    options = tuple(
        Option(str(n), name, leads(at), to.when(at), icon) for n, (name, at) in enumerate(times, 1)
    )
    hint = _("or type: 15:00, tomorrow 11:30, mon")
    return Ask(title, options, hint=hint, read=own, subtitle=to.who())


def nurture(to: Subject) -> Ask:
    """Key N: until when marketing keeps it warm; a signal wakes it earlier in any case."""
    dates = farther(to)
    last, why = len(dates), _("waits for the budget")
    options = [
        Option(str(n), name, _nurtured(to, at, why if n == last else ""), to.when(at), "sprout-outline")
        for n, (name, at) in enumerate(dates, 1)
    ]
    by_signal = Outcome(Nurture(to.ids), _("moved to nurture until a signal"))
    told = _("no date: wakes when the client does something")
    options.append(Option("5", _("Until a signal"), by_signal, told, "bell-outline"))
    return Ask(
        _("To nurture"),
        tuple(options),
        hint=_("or type: in 2 months, 1 March, end of the year"),
        read=lambda text: _read(to, text, lambda at, why: _nurtured(to, at, why)),
        subtitle=to.who(),
    )


def farther(to: Subject) -> list[tuple[str, datetime]]:
    """Mornings months ahead with their names; the last one is when the budget of the year opens."""
    months = ((1, 30), (3, 91), (6, 182))
    found = [
        (ngettext("In {n} month", "In {n} months", count).format(n=count), _morning(to, days))
        for count, days in months
    ]
    opens = wake_at(to.zone, end_of_year(to.today, to.roster), to.wake_hour)
    return [*found, (_("When the budget opens"), opens)]


def moment(to: Subject, text: str) -> datetime | None:
    """What a person typed as a moment, at the lead's clock; None where it is none or has passed."""
    at = parse_when(text, to.now, to.zone, to.wake_hour, to.roster)
    return at if at is not None and at > to.now else None


def moment_and_why(to: Subject, text: str) -> tuple[datetime, str] | None:
    """A moment with the reason typed after it: "tue 15:00 in a meeting"; the longest beginning that is one.

    A bare number is no moment of its own here, because "2 offers" is a reason and not two o'clock, and what
    goes on with a number is a date that has passed ("1 May 2020"), not a reason.
    """
    words = text.split()
    for cut in range(len(words), 0, -1):
        begun = words[:cut]
        at = moment(to, " ".join(begun))
        if at is None:
            continue
        if cut == len(words):
            return at, ""
        # A small word belongs to the reason, although a date may have it too.
        end = cut - 1 if cut > 1 and begun[-1].casefold() in _SMALL_WORDS else cut
        why = " ".join(words[end:]).strip(" ,;:-")
        is_number = len(begun) == 1 and begun[0].isdecimal()
        return None if is_number or why[:1].isdecimal() else (at, why)
    return None


def no_moment() -> str:
    """What the line says below a text that is no moment."""
    return _("this is no moment ahead: try “tue 15:00” or “in 2 weeks”")


def _limit_days(to: Subject) -> int:
    return int(to.definitions.settings.get("snooze_days", 30))


def _in_days(days: int) -> str:
    return ngettext("In {n} day", "In {n} days", days).format(n=days)


def _morning(to: Subject, days: int) -> datetime:
    return wake_at(to.zone, to.working_day(to.today + timedelta(days=days)), to.wake_hour)


def _last_morning(to: Subject, furthest: datetime) -> datetime:
    """The last working morning that a snooze may reach."""
    day = furthest.astimezone(ZoneInfo(to.zone)).date()
    for earlier in range(7):
        morning = wake_at(to.zone, day - timedelta(days=earlier), to.wake_hour)
        if to.now < morning <= furthest and to.roster.works_on(day - timedelta(days=earlier)):
            return morning
    return furthest


def _snoozed(to: Subject, at: datetime, why: str = "") -> Outcome:
    return Outcome(Snooze(to.ids, until=at, text=why), _("snoozed until {when}").format(when=to.when(at)))


def _nurtured(to: Subject, at: datetime, why: str = "") -> Outcome:
    said = _("moved to nurture until {when}").format(when=to.when(at))
    return Outcome(Nurture(to.ids, until=at, text=why), said)


def _snooze_or_nurture(to: Subject, at: datetime, why: str) -> Outcome | Ask:
    """Within the limit a snooze; beyond it the offer of nurture, with the limit as the other way."""
    days = _limit_days(to)
    furthest = to.now + timedelta(days=days)
    if at <= furthest:
        return _snoozed(to, at, why)
    options = (
        Option("1", _("To nurture"), _nurtured(to, at, why), to.when(at), "sprout-outline"),
        Option("2", _("Snooze"), _snoozed(to, furthest, why), to.when(furthest), "clock-outline"),
    )
    said = ngettext(
        "A snooze lasts at most {n} day.\nNurture keeps the lead warm for longer.",
        "A snooze lasts at most {n} days.\nNurture keeps the lead warm for longer.",
        days,
    )
    return Ask(_("That is far away"), options, foot=said.format(n=days), subtitle=to.who())


def _read(to: Subject, text: str, leads: Callable[[datetime, str], Outcome | Ask]) -> Reading:
    if not text.strip():
        return Reading(None, "")
    found = moment_and_why(to, text)
    if found is None:
        return Reading(None, no_moment())
    at, why = found
    where = leads(at, why)
    said = to.when(at)
    if not isinstance(where, Outcome):
        said = _("{when}: to nurture").format(when=said)
    return Reading(where, _("{when}, because: {why}").format(when=said, why=why) if why else said)
