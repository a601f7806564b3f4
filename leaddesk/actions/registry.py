"""Every action by its name and by the command ids of UX.md 4.2, built from typed values for any door."""

from collections.abc import Mapping, Sequence
from typing import Any

from leaddesk.actions.action import Action, LeadAction
from leaddesk.actions.answer import Answer
from leaddesk.actions.arrange import Arrange
from leaddesk.actions.assign import Assign
from leaddesk.actions.capture import Capture
from leaddesk.actions.consent import SetConsent
from leaddesk.actions.contact import Call, Contact
from leaddesk.actions.deal import Invoice, MoveDeal, Proposal, RateAdvice, Terms
from leaddesk.actions.define import OrderDefinitions
from leaddesk.actions.distribute import Distribute, SetLoad
from leaddesk.actions.edit import AddContact, Edit, MarkContact
from leaddesk.actions.erase import Erase
from leaddesk.actions.follow_script import FollowScript
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.incoming import Incoming
from leaddesk.actions.junk import Archive, Junk
from leaddesk.actions.marks import Label, Level, Mark, Maturity, Priority, SetRead, Star, Temperature
from leaddesk.actions.merge import Merge
from leaddesk.actions.move import Move
from leaddesk.actions.not_duplicate import NotDuplicate
from leaddesk.actions.note import WriteNote
from leaddesk.actions.nurture import Nurse, Nurture, Warm
from leaddesk.actions.parameters import Parameter, nested, parameters
from leaddesk.actions.playing import StartPlaybook
from leaddesk.actions.reply import Reply
from leaddesk.actions.restore import Restore, Wake
from leaddesk.actions.sell import Accept, Lose, Postpone, ReturnLead, Win
from leaddesk.actions.send_material import SendMaterial
from leaddesk.actions.signal import RecordSignal
from leaddesk.actions.simple_mode import SwitchMode
from leaddesk.actions.snooze import Snooze
from leaddesk.actions.take import Take
from leaddesk.actions.task import AddTask, CompleteTask, MoveTask
from leaddesk.actions.trade_show import SetShow
from leaddesk.actions.unmerge import Unmerge
from leaddesk.actions.users import SetDefinition, SetUser
from leaddesk.actions.values import Typing, read_amount, read_value
from leaddesk.actions.views import DropView, SaveView
from leaddesk.domain.refusals import Refused

ACTIONS: Mapping[str, type[Action]] = {
    kind.name: kind
    for kind in (
        *(Arrange, Distribute, SetLoad),
        *(Take, Move, Answer, HandOver, Nurture, Nurse, Warm, Snooze, Wake, Restore, Junk, Archive, Assign),
        *(Contact, Call, WriteNote, AddTask, CompleteTask, MoveTask, RecordSignal),
        *(Temperature, Priority, Level, Maturity, Star, SetRead, Label, Edit, AddContact, MarkContact),
        *(
            Accept,
            ReturnLead,
            Win,
            Lose,
            Postpone,
            Proposal,
            Invoice,
            MoveDeal,
            Terms,
            RateAdvice,
            SetConsent,
        ),
        *(Erase, FollowScript, Reply, SendMaterial, StartPlaybook, OrderDefinitions, SwitchMode),
        *(Capture, SetUser, SetDefinition, SetShow, SaveView, DropView, Merge, Unmerge, NotDuplicate),
    )
}
"""Actions that a person names; import has a command of its own, undo and redo are no actions."""

ALIASES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "handover": ("hand_over", {}),
    "lead.new": ("capture", {}),
    "lead.quick_add": ("capture", {}),
    "lead.answer": ("answer", {}),
    "card.script_next": ("script", {}),
    "lead.reply": ("reply", {}),
    "lead.take": ("take", {}),
    "lead.archive": ("archive", {}),
    "lead.temperature": ("temperature", {}),
    "lead.priority": ("priority", {}),
    "lead.level": ("level", {}),
    "lead.merge": ("merge", {}),
    "lead.split": ("unmerge", {}),
    "lead.not_duplicate": ("not_duplicate", {}),
    "lead.erase_personal_data": ("erase", {}),
    "lead.handover": ("hand_over", {}),
    "lead.return_from_sales": ("return", {}),
    "lead.nurture": ("nurture", {}),
    "nurture.add_step": ("warm", {}),
    "nurture.programmes": ("nurse", {}),
    "lead.snooze": ("snooze", {}),
    "lead.wake": ("wake", {}),
    "lead.junk": ("junk", {}),
    "lead.restore": ("restore", {}),
    "lead.assign": ("assign", {}),
    "lead.assign_me": ("assign", {"to": "me"}),
    "lead.move_stage": ("move", {}),
    "lead.label": ("label", {}),
    "lead.star": ("star", {}),
    "lead.note": ("note", {}),
    "lead.task": ("task", {}),
    "lead.contact_result": ("contact", {}),
    "consent.set": ("consent", {}),
    "deal.accept": ("accept", {}),
    "deal.return": ("return", {}),
    "deal.won": ("won", {}),
    "deal.lost": ("lost", {}),
    "deal.postpone": ("postpone", {}),
    "deal.proposal": ("proposal", {}),
    "deal.invoice": ("invoice", {}),
    "deal.move": ("move_deal", {}),
    "deal.terms": ("terms", {}),
    "deal.rate_advice": ("rate_advice", {}),
    "tasks.complete": ("complete", {}),
    "tasks.reschedule": ("reschedule", {}),
    "settings.users": ("user", {}),
    "scan.event": ("trade_show", {}),
    "search.save_view": ("save_view", {}),
}
"""Command id -> (action, values that the command gives itself)."""

_SYNONYMS: Mapping[str, str] = {"phone": "contacts", "email": "contacts", "message": "text", "until": "due"}


def find(name: str) -> tuple[type[Action], Mapping[str, str]]:
    """The action of a name or a command id, and the values that the id brings; raises Refused."""
    wanted, given = ALIASES.get(name, (name, {}))
    kind = ACTIONS.get(wanted.replace("-", "_"))
    if kind is None:
        raise Refused("action.no_such", action=name)
    return kind, given


def takes(name: str) -> tuple[Parameter, ...]:
    """The parameters of an action, by its name or a command id; raises Refused."""
    return parameters(find(name)[0])


def build(name: str, ids: Sequence[str], given: Mapping[str, Any], typing: Typing) -> Action:
    """The action `name` on the leads `ids` with the values that were typed; raises Refused."""
    kind, brought = find(name)
    known = {wanted.name: wanted for wanted in parameters(kind)}
    values: dict[str, Any] = {}
    for typed_name, typed in {**brought, **given}.items():
        place = _field(kind, typed_name.replace("-", "_"), known)
        if place is None:
            listed = ", ".join("--" + wanted.replace("_", "-") for wanted in known) or "–"
            raise Refused("action.no_such_parameter", action=name, parameter=typed_name, known=listed)
        value = read_value(typed, known[place], typing)
        # A phone and an e-mail given apart are both contacts of the one person.
        values[place] = (
            values[place] + value if known[place].kind == "contacts" and place in values else value
        )
    if issubclass(kind, Mark) and True in kind.allowed:
        values.setdefault("value", True)
    _require(name, values, known)
    if issubclass(kind, Edit) and isinstance(values.get("value"), str):
        values["value"] = _edited(values, typing)
    inside = nested(kind)
    if inside:
        values = {inside: Incoming(**values)}
    if issubclass(kind, LeadAction):
        if not ids:
            raise Refused("action.no_leads", action=kind.name)
        values["ids"] = tuple(dict.fromkeys(ids))
    return kind(**values)


def _field(kind: type[Action], typed: str, known: Mapping[str, Parameter]) -> str | None:
    """The field that a typed name means: a mark also answers to its own name (--temperature hot)."""
    if typed in known:
        return typed
    if issubclass(kind, Mark) and typed in (kind.name, kind.register):
        return "value"
    other = _SYNONYMS.get(typed, "")
    return other if other in known else None


def _require(name: str, values: Mapping[str, Any], known: Mapping[str, Parameter]) -> None:
    for wanted in known.values():
        if wanted.required and wanted.name not in values:
            raise Refused("action.missing_value", action=name, parameter=wanted.name.replace("_", "-"))


def _edited(values: Mapping[str, Any], typing: Typing) -> Any:
    """The value of an edit: an amount is read as money, other fields are text."""
    if values.get("field") != "amount":
        return values["value"]
    amount = read_amount(values["value"], str(typing.definitions.settings.get("currency", "")))
    if amount is None:
        raise Refused("action.bad_value", value=values["value"], parameter="value", wanted="2 100 000 UAH")
    return amount
