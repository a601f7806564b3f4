"""What figures say: their findings, definitions, steps and bins as sentences."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Protocol

from leaddesk.texts import _, ngettext, pgettext
from leaddesk.texts.formats import duration, number, percent

Args = Mapping[str, Any]


class Said(Protocol):
    """A sentence by its key and arguments (`actions.figures.Said`, which stands above this room)."""

    @property
    def key(self) -> str: ...
    @property
    def args(self) -> Args: ...


class Figure(Protocol):
    """What a figure says of itself (`actions.figures.Figure`)."""

    @property
    def definition(self) -> Said: ...
    @property
    def finding(self) -> Said: ...


def step_name(step: str) -> str:
    """A step of the funnel."""
    return {
        "received": _("Lead"),
        "taken": _("In work"),
        "qualified": _("Qualification"),
        "ready": _("Ready"),
        "handed": _("Handed over"),
        "won": _("Won"),
    }.get(step, step)


def stage_word(stage: str) -> str:
    """A stage of the board by its id, as figures name it."""
    return {
        "new": _("New"),
        "in_work": _("In work"),
        "qualifying": _("Qualification"),
        "ready": _("Ready"),
        "handed_over": _("Handed over"),
    }.get(stage, stage)


def bin_name(place: int) -> str:
    """A bin of the time to first contact (UX 3.5)."""
    names = (
        _("up to 5 min"),
        _("5–30 min"),
        _("30–60 min"),
        _("1–2 h"),
        _("2–4 h"),
        _("4–8 h"),
        _("8–24 h"),
        _("1–2 d"),
        _("over 2 d"),
    )
    return names[place]


def dimension_name(dimension: str) -> str:
    """What a change is split by."""
    return {
        "channel": pgettext("cause", "channels"),
        "owner": pgettext("cause", "owners"),
        "response": pgettext("cause", "time to first contact"),
    }[dimension]


def part_name(dimension: str, part: str, name: str = "") -> str:
    """A part of what a change is split by; `name` is that of a channel or person."""
    if dimension == "response":
        return _("without contact") if part == "never" else bin_name(int(part))
    return name or part or pgettext("figures", "no owner")


def points(size: float) -> str:
    """A change of a share in percentage points, with its sign."""
    shown = round(abs(size), 3)
    return ("+" if size > 0 else "−") * bool(shown) + percent(shown, 1)


def _share(args: Args, key: str) -> str:
    value = args.get(key)
    return "–" if value is None else percent(value)


def _reached(args: Args) -> str:
    said = _("Handed over {share}") if args["step"] == "handed" else _("Won {share}")
    return said.format(share=_share(args, "share"))


def _noise(args: Args) -> str:
    weeks = int(args["weeks"])
    told = ngettext(
        "{reached}: the change over {n} week is within noise",
        "{reached}: the change over {n} weeks is within noise",
        weeks,
    )
    return told.format(reached=_reached(args), n=weeks)


def _moved(args: Args, down: bool) -> str:
    said = (
        _("{reached}: fell from {before} to {after}")
        if down
        else _("{reached}: rose from {before} to {after}")
    )
    return said.format(reached=_reached(args), before=_share(args, "before"), after=_share(args, "after"))


def _cooling(args: Args) -> str:
    said = _("Hot leads met within 5 min: {soon} handed over, after an hour {later}")
    return said.format(soon=_share(args, "soon"), later=_share(args, "later"))


def _half(args: Args) -> str:
    return _("Half of the leads are contacted within {time}").format(time=duration(60 * int(args["minutes"])))


def _steps(args: Args) -> str:
    names = ", ".join(step_name(step) for step in args["steps"])
    return _("Changed beyond noise: {steps}").format(steps=names)


def _longest(args: Args) -> str:
    stage = stage_word(str(args["stage"]))
    return _("Leads stand longest on “{stage}”: {days} d").format(stage=stage, days=tenth(args["days"]))


def tenth(days: float) -> str:
    """Days to a tenth: 0,4; whole from ten on."""
    return number(Decimal(str(days)), 0 if days >= 10 else 1)


_SAID: Mapping[str, Callable[[Args], str]] = {
    "figure.none": lambda args: _("No leads in this period yet"),
    "figure.too_few": lambda args: _("Too few cases to say: n = {n}").format(n=args.get("n", 0)),
    "figure.conversion.noise": _noise,
    "figure.conversion.up": lambda args: _moved(args, False),
    "figure.conversion.down": lambda args: _moved(args, True),
    "figure.conversion.definition_received": lambda args: _(
        "By week of receipt; 95 % band; hollow points still ripen"
    ),
    "figure.conversion.definition_event": lambda args: _(
        "By the week it happened, over leads received in that week; 95 % band"
    ),
    "figure.cooling.noise": _cooling,
    "figure.cooling.up": _cooling,
    "figure.cooling.down": _cooling,
    "figure.cooling.definition": lambda args: _("By time to first contact; whiskers 95 %; n: hot / warm"),
    "figure.waiting.half": _half,
    "figure.waiting.never_half": lambda args: _(
        "More than half of the leads still wait for the first contact"
    ),
    "figure.waiting.definition": lambda args: _(
        "Share still without contact (Kaplan–Meier), those open count too"
    ),
    "figure.stays.longest": _longest,
    "figure.stays.definition": lambda args: _(
        "Median days on a stage by month received; those that still stand there are not counted"
    ),
    "figure.speed.median": lambda args: (
        _("Half contacted within {median}, nine of ten within {p90}")
        if args["what"] == "contact"
        else _("Half decided within {median}, nine of ten within {p90}")
    ).format(median=duration(60 * int(args["median"])), p90=duration(60 * int(args["p90"]))),
    "figure.speed.definition": lambda args: (
        _("Median minutes from receipt to the first attempt, by the day of it; round the clock")
        if args["what"] == "contact"
        else _("Median minutes from receipt to the first decision, by the day of it; round the clock")
    ),
    "figure.pace.found": lambda args: _("{pace} leads decided in an hour").format(pace=tenth(args["pace"])),
    "figure.pace.definition": lambda args: _("Decisions over the hours in which a person decided any"),
    "figure.why.definition": lambda args: {
        "handed": _("Of handed over: {before} before, {now} now; the pieces add up to the change exactly"),
        "won": _("Of won: {before} before, {now} now; the pieces add up to the change exactly"),
    }[args["step"]].format(before=_share(args, "before"), now=_share(args, "now")),
    "figure.why.noise": lambda args: _(
        "Conversion {before} → {now}: within noise, nothing to explain"
    ).format(before=_share(args, "before"), now=_share(args, "now")),
    "figure.why.broad": lambda args: _(
        "Conversion {before} → {now}: everywhere at once, no single cause"
    ).format(before=_share(args, "before"), now=_share(args, "now")),
    "figure.why.mix": lambda args: _("Conversion {before} → {now}: another mix, {dimension} ({size})").format(
        before=_share(args, "before"),
        now=_share(args, "now"),
        dimension=dimension_name(args["dimension"]),
        size=points(args["size"]),
    ),
    "figure.why.rate": lambda args: _(
        "Conversion {before} → {now}: {part} converts otherwise ({size})"
    ).format(
        before=_share(args, "before"),
        now=_share(args, "now"),
        part=part_name(args["dimension"], args["part"], args.get("name", "")),
        size=points(args["size"]),
    ),
    "figure.funnel.noise": lambda args: _("No step of the funnel changed beyond noise"),
    "figure.funnel.changed": _steps,
    "figure.funnel.definition": lambda args: _(
        "This period (blue), the one before (grey); share of the step above"
    ),
}


def say_figure(said: Said) -> str:
    """The sentence of a finding or a definition; KeyError where there is none."""
    return _SAID[said.key](said.args)


def definition_of(figure: Figure) -> str:
    """What a figure counts."""
    return say_figure(figure.definition)


def finding_of(figure: Figure) -> str:
    """What a figure found: its title."""
    return say_figure(figure.finding)


def known_figure_keys() -> frozenset[str]:
    """Every key that has a sentence."""
    return frozenset(_SAID)
