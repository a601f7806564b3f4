"""The whole explanation of a lead's worth and readiness, in sections of rows; it touches no widget."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from leaddesk.actions.questions import CardView
from leaddesk.domain.affordability import affordability
from leaddesk.domain.horizon import bucket
from leaddesk.domain.ideal import Part
from leaddesk.domain.lead import LeadState
from leaddesk.domain.maturity import maturity_of
from leaddesk.domain.qualification import need_is_real, outcome_of
from leaddesk.domain.score import HOT, WARM, Check, Point
from leaddesk.texts import _
from leaddesk.texts.formats import date_time, day, name_in, signed
from leaddesk.texts.keys import cause, criterion_name, criterion_why
from leaddesk.texts.levels import afford_words, clause_words, horizon_name, maturity_name
from leaddesk.texts.names import name_of
from leaddesk.ui.card.words import asked_by
from leaddesk.ui.kit.label import Ink
from leaddesk.ui.kit.plain import short
from leaddesk.ui.kit.rowlist import LineRow


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the explanation; `line` says how it is counted."""

    title: str
    rows: tuple[LineRow, ...]
    line: str = ""


def score_sections(view: CardView) -> tuple[Section, ...]:
    """Why this score, temperature and level; how close to the ideal client; what is known of the need."""
    return (_score(view), _temperature(view), *_levels(view), _need(view), *_fit(view))


def readiness_sections(view: CardView) -> tuple[Section, ...]:
    """What a handover asks, criterion by criterion; what fails opens its question."""
    met = sum(1 for check in view.readiness if check.ok)
    title = _("Ready for sales: {n} of {all}").format(n=met, all=len(view.readiness))
    line = _("A handover without one of them needs a reason, which is reported.")
    rows = tuple(_check(check, view) for check in view.readiness)
    return (Section(title, rows, line), *_overridden(view))


def _score(view: CardView) -> Section:
    told = view.verdict
    zone = ZoneInfo(str(view.definitions.setting("zone")))
    if told.score is None:
        why = _("Not enough data: there is no signal and no answer yet. This is not a score of 0.")
        why = why if view.row.reachable else _("Without a contact there is no score.")
        return Section(_("Score: not enough data"), (), why)
    points = sorted(told.ledger, key=lambda p: (p.cause == "unknown", -p.points))
    rows = tuple(_point(point, view, zone) for point in points)
    line = _("The rows sum exactly to the score; a limit of the scale is a row of its own.")
    return Section(_("Score: {score}").format(score=told.score), rows, line)


def _point(point: Point, view: CardView, zone: ZoneInfo) -> LineRow:
    """A row with its cause, since when, and how it fades."""
    words = cause(point, view.definitions)
    if point.cause == "unknown":
        return LineRow(words, _("up to +{points}").format(points=point.most), ink="text2", id=point.about)
    parts = [words]
    if point.at is not None:
        parts.append(date_time(point.at, zone, view.now))
    kind = view.definitions.signal_by_id.get(point.about) if point.cause == "signal" else None
    if kind is not None and kind.half_life_d:
        parts.append(
            _("half after {n} days, from {points}").format(n=kind.half_life_d, points=signed(kind.points))
        )
    ink: Ink = "ok" if point.points > 0 else "hot" if point.points < 0 else "text2"
    opens = point.about if point.cause == "answer" else ""
    return LineRow(", ".join(parts), signed(point.points), value_ink=ink, value_strong=True, id=opens)


def _temperature(view: CardView) -> Section:
    lead = view.lead
    name = name_of("temperature", view.verdict.temperature)
    channel = view.definitions.channel_by_id.get(lead.channel)
    if lead.temperature_set:
        how = _("set by hand, which wins over the score")
    elif channel is not None and channel.floor and lead.kind == "request":
        how = _("by the score; {channel} is at least {floor}").format(
            channel=name_in(channel.names), floor=name_of("temperature", channel.floor)
        )
    else:
        how = _("by the score")
    line = _("Hot from {hot}, warm from {warm}, cold below: {how}").format(hot=HOT, warm=WARM, how=how)
    return Section(_("Temperature: {name}").format(name=name), (), line)


def _levels(view: CardView) -> tuple[Section, ...]:
    lead, told = view.lead, view.definitions
    first = Section(
        _("Level: {level}").format(level=(view.verdict.level or "–").upper()), (), _by_hand(lead, view)
    )
    sections = [first]
    names = {rule.id: name_in(rule.names) for rule in told.level_rules}
    for why in view.levels:
        rows = tuple(_mark(clause.ok, clause_words(clause, told)) for clause in why.clauses)
        line = _("every clause must hold") if why.every else _("one clause is enough")
        sections.append(Section(names.get(why.level, why.level), rows, line))
    return tuple(sections)


def _by_hand(lead: LeadState, view: CardView) -> str:
    if lead.level_set is None or lead.level_why is None:
        return _("by the rules")
    user = view.users.get(lead.level_why.by)
    said = _("set by hand by {who}: {reason}")
    return said.format(who=user.name if user else "–", reason=short(lead.level_why.reason) or "–")


def _need(view: CardView) -> Section:
    lead, told = view.lead, view.definitions
    real = {True: _("yes"), False: _("no"), None: _("unknown")}[need_is_real(lead)]
    timing = max((a.until for a in lead.answers.values() if a.until), default=None)
    zone = ZoneInfo(str(told.setting("zone")))
    when = horizon_name(bucket(timing, view.now))
    when = _("{when}, by {day}").format(when=when, day=day(timing, zone)) if timing else when
    rows = [
        LineRow(_("Is the need real?"), real),
        LineRow(_("Maturity of the need"), maturity_name(maturity_of(lead))),
        LineRow(_("Purchase timeframe"), when),
        LineRow(_("Qualification came to"), outcome_name(outcome_of(lead, view.readiness))),
    ]
    afford = affordability(lead, told)
    words = afford_words(afford, told) or _("not known")
    rows.append(
        LineRow(_("Can they afford it?"), words, value_ink="hot" if afford.state == "below" else "text2")
    )
    return Section(_("Need and money"), tuple(rows))


def outcome_name(outcome: str) -> str:
    """What qualification came to (B7, B8)."""
    return {
        "unprocessed": _("nobody looked at it yet"),
        "in_work": _("being qualified"),
        "ready_now": _("ready now"),
        "ready_later": _("ready later"),
        "not_qualified": _("not qualified"),
    }[outcome]


def _fit(view: CardView) -> tuple[Section, ...]:
    fit = view.fit
    if not fit.parts:
        return ()
    names = {trait.id: name_in(trait.names) for trait in view.definitions.traits}
    rows = tuple(_trait(part, names.get(part.trait, part.trait)) for part in fit.parts)
    told = _("not enough data") if fit.fit is None else _("{n} of 100").format(n=fit.fit)
    line = _("100 less the distance from the ideal client, by weight; what is unknown is half a distance.")
    return (Section(_("Close to the ideal client: {fit}").format(fit=told), rows, line),)


def _trait(part: Part, name: str) -> LineRow:
    words = _("{trait}: {value}").format(trait=name, value=short(part.said, 80) or _("unknown"))
    if part.distance is None:
        return LineRow(words, _("half of {weight}").format(weight=part.weight), ink="text2")
    near = round((1 - part.distance) * part.weight)
    value = _("{n} of {weight}").format(n=near, weight=part.weight)
    return LineRow(words, value, value_ink="ok" if part.distance == 0 else "warm")


def _check(check: Check, view: CardView) -> LineRow:
    why = criterion_why(check, view.definitions)
    name = criterion_name(check.id, view.definitions)
    row = _mark(check.ok, _("{title}: {about}").format(title=name, about=why) if why else name)
    opens = "" if check.ok else asked_by(check, view)
    return LineRow(row.text, "", row.icon, row.icon_ink, id=opens)


def _mark(ok: bool | None, words: str) -> LineRow:
    icon, ink = _LOOKS[ok]
    return LineRow(words, "", icon, ink)


_LOOKS: dict[bool | None, tuple[str, Ink]] = {
    True: ("check-circle", "ok"),
    False: ("alert-circle", "warm"),
    None: ("help-circle-outline", "text2"),
}


def _overridden(view: CardView) -> tuple[Section, ...]:
    """Handovers that were made without some criterion, each with the reason given."""
    rows = tuple(
        LineRow(
            ", ".join(criterion_name(name, view.definitions) for name, ok in deal.criteria if not ok),
            short(deal.override, 120),
            value_ink="warm",
        )
        for deal in view.deals
        if deal.override
    )
    return (Section(_("Handed over without"), rows),) if rows else ()
