"""What sales decide: accept or return, papers, won, lost with its reason and its need, too early."""

from collections.abc import Callable
from datetime import datetime

from leaddesk.actions.action import LeadAction
from leaddesk.actions.deal import Invoice, MoveDeal, Proposal, RateAdvice, SendPaper
from leaddesk.actions.sell import Accept, Lose, Postpone, ReturnLead, Win
from leaddesk.domain.definitions import Choice
from leaddesk.domain.money import read_money
from leaddesk.texts import _
from leaddesk.texts.formats import money, name_in
from leaddesk.texts.names import name_of
from leaddesk.ui.decisions.asks import Ask, Option, Outcome, Reading
from leaddesk.ui.decisions.subject import Subject
from leaddesk.ui.decisions.waiting import farther, moment, no_moment

_OWN_KEYS = "789"
_KNOWN = frozenset(("awaiting", "accepted", "proposal", "invoice", "won", "lost", "postponed", "returned"))


def accept(to: Subject) -> Outcome:
    """The deal is mine from now on."""
    return Outcome(Accept(to.ids), _("accepted by sales"))


def send_back(to: Subject) -> Ask:
    """Back to whoever handed it over: the reason stays on the lead."""

    def returned(choice: Choice, text: str = "") -> Outcome:
        said = _("returned to the sender: {why}").format(why=text or name_in(choice.names))
        return Outcome(ReturnLead(to.ids, choice.id, text), said)

    choices = to.definitions.group("returned")
    options = tuple(
        Option(choice.key or str(n), name_in(choice.names), returned(choice), icon="reply")
        for n, choice in enumerate(choices, 1)
    )
    other = choices[-1]
    return Ask(
        _("Why does it go back?"),
        options,
        hint=_("or say it in own words"),
        read=lambda text: Reading(returned(other, text.strip()) if text.strip() else None, ""),
        subtitle=to.who(),
    )


def won(to: Subject) -> Ask:
    """Won for the amount that stands in the deal, for another one, or by barter (C1)."""
    as_agreed = Outcome(Win(to.ids), _("won"))
    barter = Ask(
        _("What is given instead of money?"),
        hint=_("in own words: 20 t of wheat"),
        read=lambda text: Reading(
            Outcome(Win(to.ids, barter=text.strip()), _("won by barter")) if text.strip() else None, ""
        ),
        subtitle=to.who(),
    )
    options = (
        Option("1", _("For the amount of the deal"), as_agreed, icon="check-circle"),
        Option("2", _("By barter"), barter, _("asks what for"), "swap-horizontal"),
    )
    return Ask(
        _("Won"),
        options,
        hint=_("or type the amount: 120 000 UAH"),
        read=lambda text: _amount(to, text, lambda typed: Win(to.ids, typed), _("won")),
        subtitle=to.who(),
    )


def lost(to: Subject) -> Ask:
    """Lost: the reason, then whether the need is satisfied and by whom (A18)."""
    choices = to.definitions.group("lost")
    options = tuple(
        Option(str(n), name_in(choice.names), _need_met(to, choice), _whose(choice), "close-circle-outline")
        for n, choice in enumerate(choices, 1)
    )
    other = choices[-1]
    return Ask(
        _("Why is it lost?"),
        options,
        hint=_("or say it in own words"),
        read=lambda text: Reading(_need_met(to, other, text.strip()) if text.strip() else None, ""),
        subtitle=to.who(),
    )


def _whose(choice: Choice) -> str:
    return {"internal": _("ours to mend"), "external": _("not ours")}.get(choice.cause, "")


def _need_met(to: Subject, choice: Choice, text: str = "") -> Ask:
    def end(satisfied: str, said: str) -> Outcome:
        return Outcome(Lose(to.ids, choice.id, satisfied, text), said)

    rows = (
        ("1", _("By us"), end("us", _("lost, the need is met: archived")), _("archive")),
        (
            "2",
            _("By a competitor"),
            end("competitor", _("lost to a competitor: archived")),
            _("archive"),
        ),
        ("3", _("Not satisfied"), end("no", _("lost, goes back to nurture")), _("back to nurture")),
    )
    options = tuple(Option(key, name, leads, told) for key, name, leads, told in rows)
    why = text or name_in(choice.names)
    return Ask(_("Is the need satisfied?"), options, subtitle=_("lost: {why}").format(why=why))


def postpone(to: Subject) -> Ask:
    """Too early: not lost, sleeps until a day (A25)."""

    def until(at: datetime) -> Outcome:
        return Outcome(Postpone(to.ids, until=at), _("postponed until {when}").format(when=to.when(at)))

    def own(text: str) -> Reading:
        at = moment(to, text) if text.strip() else None
        if at is None:
            return Reading(None, no_moment() if text.strip() else "")
        return Reading(until(at), to.when(at))

    options = tuple(
        Option(str(n), name, until(at), to.when(at), "clock-outline")
        for n, (name, at) in enumerate(farther(to), 1)
    )
    hint = _("or type: in 2 months, 1 March, end of the year")
    return Ask(_("Too early, until when?"), options, hint=hint, read=own, subtitle=to.who())


def proposal(to: Subject) -> Ask:
    """A commercial proposal was sent."""
    return _paper(to, Proposal, _("Proposal sent"), _("proposal logged"))


def invoice(to: Subject) -> Ask:
    """An invoice was issued."""
    return _paper(to, Invoice, _("Invoice issued"), _("invoice logged"))


def _paper(to: Subject, kind: type[SendPaper], title: str, said: str) -> Ask:
    plain = Outcome(kind(to.ids), said)
    return Ask(
        title,
        (Option("1", _("Without an amount"), plain, icon="file-outline"),),
        hint=_("or type the amount: 120 000 UAH"),
        read=lambda text: _amount(to, text, lambda typed: kind(to.ids, typed), said),
        subtitle=to.who(),
    )


def _amount(to: Subject, text: str, make: Callable[[str], LeadAction], said: str) -> Reading:
    """A typed amount with what was understood below the line."""
    if not text.strip():
        return Reading(None, "")
    read = read_money(text, str(to.definitions.settings.get("currency", "UAH")))
    named = (read.high or read.low) if read else None
    if named is None:
        return Reading(None, _("this is no amount"))
    shown = money(int(named.amount * 100), named.currency)
    return Reading(Outcome(make(text), said), shown)


def rate_advice(to: Subject) -> Ask:
    """Was the advice with the deal of use (C20)?"""
    useful = Outcome(RateAdvice(to.ids, True), _("advice rated as useful"), advances=False, aside=True)
    useless = Outcome(RateAdvice(to.ids, False), _("advice rated as of no use"), advances=False, aside=True)
    options = (
        Option("1", _("It helped"), useful, icon="check-circle"),
        Option("2", _("It did not help"), useless, icon="close-circle-outline"),
    )
    return Ask(_("Was the advice of use?"), options, subtitle=to.who())


def move_deal(to: Subject) -> Ask:
    """Key V on what sales hold: the stages of their funnel."""
    if to.row is not None and to.row.place != "deal":
        options = [
            Option("1", _("Accept"), accept(to), icon="check-circle"),
            Option("2", _("Return"), send_back(to), _("asks for the reason"), "reply"),
        ]
        return Ask(name_of("deal", "awaiting"), tuple(options), subtitle=to.who())
    options = [
        Option("1", _("Proposal sent"), proposal(to), _("asks for the amount"), "file-outline"),
        Option("2", _("Invoice issued"), invoice(to), _("asks for the amount"), "file-outline"),
        Option("3", _("Won"), won(to), _("asks for the amount"), "check-circle"),
        Option("4", _("Lost"), lost(to), _("asks for the reason and the need"), "close-circle-outline"),
        Option("5", _("Too early"), postpone(to), _("asks until when"), "clock-outline"),
        Option("6", _("Return"), send_back(to), _("asks for the reason"), "reply"),
    ]
    own = [stage for stage in to.definitions.deal_stages if stage.open and stage.id not in _KNOWN]
    for key, stage in zip(_OWN_KEYS, own, strict=False):
        name = name_in(stage.names)
        said = _("moved to “{stage}”").format(stage=name)
        options.append(Option(key, name, Outcome(MoveDeal(to.ids, stage.id), said)))
    return Ask(_("The deal goes to"), tuple(options), subtitle=to.who())
