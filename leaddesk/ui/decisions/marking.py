"""Marks that leave the lead where it is: temperature, priority, level, star, label, task, note."""

from datetime import datetime, timedelta

from leaddesk.actions.consent import STATES, SetConsent
from leaddesk.actions.marks import Label, Level, Priority, Star, Temperature
from leaddesk.actions.note import WriteNote
from leaddesk.actions.task import QUALIFY, AddTask
from leaddesk.domain.hours import wake_at
from leaddesk.texts import _, pgettext
from leaddesk.texts.names import name_of
from leaddesk.ui.decisions.asks import Ask, Option, Outcome, Reading
from leaddesk.ui.decisions.subject import Subject
from leaddesk.ui.decisions.waiting import moment
from leaddesk.ui.kit.chip import TEMPERATURE_ICONS


def set_temperature(to: Subject, value: str | None) -> Outcome:
    """Keys 1, 2, 3 in the list; None gives it back to the score."""
    if value is None:
        return Outcome(
            Temperature(to.ids, None), _("temperature by the score again"), advances=False, aside=True
        )
    said = _("marked as {temperature}").format(temperature=name_of("temperature", value))
    return Outcome(Temperature(to.ids, value), said, advances=False, aside=True)


def temperature(to: Subject) -> Ask:
    """Hot, warm, cold by hand, or by the score."""
    now = to.row.temperature if to.row is not None else ""
    options = [
        Option(
            str(n),
            name_of("temperature", value).capitalize(),
            set_temperature(to, value),
            _("now") if value == now else "",
            TEMPERATURE_ICONS[value],
        )
        for n, value in enumerate(("hot", "warm", "cold"), 1)
    ]
    options.append(
        Option("4", _("By the score"), set_temperature(to, None), "", "calculator-variant-outline")
    )
    return Ask(_("Temperature"), tuple(options), subtitle=to.who())


def consent(to: Subject) -> Ask:
    """May we write to this person (B31): to the text in force, by the channel that the lead came by."""
    icons = {"yes": "check-circle", "no": "close-circle-outline", "unknown": "help-circle-outline"}
    channel = to.row.channel if to.row is not None and to.row.channel in to.definitions.channel_by_id else ""
    options = tuple(
        Option(
            str(n),
            name_of("consent", state).capitalize(),
            Outcome(
                SetConsent(to.ids, state, channel=channel),
                name_of("consent", state),
                advances=False,
                aside=True,
            ),
            icon=icons[state],
        )
        for n, state in enumerate(STATES, 1)
    )
    text = str(to.definitions.settings.get("consent_text", ""))
    foot = _("Text of the consent in force: {version}").format(version=text)
    return Ask(_("May we write to them?"), options, foot=foot, subtitle=to.who())


def priority(to: Subject) -> Ask:
    """Key P."""
    icons = {"high": "chevron-double-up", "normal": "minus", "low": "chevron-double-down"}
    options = tuple(
        Option(
            str(n),
            name_of("priority", value).capitalize(),
            Outcome(
                Priority(to.ids, value),
                _("priority set: {priority}").format(priority=name_of("priority", value)),
                advances=False,
                aside=True,
            ),
            _("now") if to.row is not None and to.row.priority == value else "",
            icons[value],
        )
        for n, value in enumerate(("high", "normal", "low"), 1)
    )
    return Ask(_("Priority"), options, subtitle=to.who())


def level(to: Subject) -> Ask:
    """MQL, SAL or SQL by hand, which needs a reason, or by the rules (decision 12)."""
    by_hand = tuple(
        Option(str(n), name.upper(), _why(to, name), _("asks for the reason"))
        for n, name in enumerate(("mql", "sal", "sql"), 1)
    )
    rules = Option("4", _("By the rules"), _leveled(to, None, _("By the rules")))
    return Ask(_("Level"), (*by_hand, rules), subtitle=to.who())


def _leveled(to: Subject, value: str | None, name: str, reason: str = "") -> Outcome:
    said = _("level set: {level}").format(level=name)
    return Outcome(Level(to.ids, value, reason), said, advances=False, aside=True)


def _why(to: Subject, value: str) -> Ask:
    """Own words: why the rules are wrong about this lead."""

    def read(text: str) -> Reading:
        return Reading(_leveled(to, value, value.upper(), text) if text.strip() else None, "")

    title = _("Why {level}?").format(level=value.upper())
    return Ask(title, hint=_("what the rules do not know"), read=read, subtitle=to.who())


def star(to: Subject) -> Outcome:
    """Key S: on, or off where it is on."""
    on = to.row is None or not to.row.starred
    return Outcome(
        Star(to.ids, on), _("starred") if on else _("no longer starred"), advances=False, aside=True
    )


def label(to: Subject) -> Ask:
    """Key L: type a new label; a digit takes one off."""
    held = [part for part in (to.row.labels if to.row else "").split("|") if part]
    options = tuple(
        Option(
            str(n),
            name,
            Outcome(
                Label(to.ids, label=name, on=False),
                _("no longer labelled “{label}”").format(label=name),
                advances=False,
                aside=True,
            ),
            _("take off"),
            "tag-off-outline",
        )
        for n, name in enumerate(held[:9], 1)
    )

    def own(text: str) -> Reading:
        name = " ".join(text.replace("|", " ").replace("/", " ").lstrip("#").split())
        if not name:
            return Reading(None, "")
        put_on = Label(to.ids, label=name)
        return Reading(
            Outcome(put_on, _("labelled “{label}”").format(label=name), advances=False, aside=True), name
        )

    return Ask(_("Label"), options, hint=_("Type a label"), read=own, subtitle=to.who())


def note(to: Subject) -> Ask:
    """Key I: own words, kept as written."""

    def own(text: str) -> Reading:
        text = text.strip()
        written = Outcome(
            WriteNote(to.ids, text=text), pgettext("notice", "note kept"), advances=False, aside=True
        )
        return Reading(written if text else None, "")

    return Ask(_("Note"), hint=_("What should be remembered"), read=own, subtitle=to.who())


def task(to: Subject) -> Ask:
    """Key T: a next step by preset, or typed with its time: "send the offer tomorrow 15:00"."""
    morning = wake_at(to.zone, to.working_day(to.today + timedelta(days=1)), to.wake_hour)
    presets = (
        (_("Call again"), to.now + timedelta(hours=2), "phone-outline"),
        (_("Call again"), morning, "phone-outline"),
        (_("Write a letter"), morning, "email-outline"),
        (_("Send the offer"), morning, "file-document-outline"),
    )
    options = tuple(
        Option(str(n), title, _step(to, title, at), to.when(at), icon)
        for n, (title, at, icon) in enumerate(presets, 1)
    )

    options = (
        *options,
        Option("5", _("To the marketer: qualify"), _qualify(to), to.when(morning), "school-outline"),
    )

    def own(text: str) -> Reading:
        title, at = split_title(to, text)
        if not title:
            return Reading(None, "")
        return Reading(_step(to, title, at), _("{title}: {when}").format(title=title, when=to.when(at)))

    hint = _("or type: send the offer tomorrow 15:00")
    return Ask(_("Next step"), options, hint=hint, read=own, subtitle=to.who())


def _qualify(to: Subject) -> Outcome:
    """B22: from the card itself to whoever has the role; what came of it returns to who asks."""
    morning = wake_at(to.zone, to.working_day(to.today + timedelta(days=1)), to.wake_hour)
    action = AddTask(to.ids, title=QUALIFY, due=morning, role="marketer")
    return Outcome(action, _("given to the marketer to qualify"), advances=False, aside=True)


def _step(to: Subject, title: str, at: datetime) -> Outcome:
    action = AddTask(to.ids, title=title, due=at, to=to.me.id)
    said = _("next step: {title}, {when}").format(title=title, when=to.when(at))
    return Outcome(action, said, advances=False, aside=True)


def split_title(to: Subject, text: str) -> tuple[str, datetime]:
    """What to do and by when: the longest end of the text that is a moment; without one, next morning."""
    words = text.split()
    for cut in range(len(words)):
        at = moment(to, " ".join(words[cut:]))
        if at is not None:
            return " ".join(words[:cut]).strip(" ,:-") or _("Call again"), at
    return " ".join(words), wake_at(to.zone, to.working_day(to.today + timedelta(days=1)), to.wake_hour)
