"""What a reply is made of: the ways to the client, the templates that fit, and the facts that fill them."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from leaddesk.actions.questions import CardView
from leaddesk.domain.library import FRIENDLY, About, ReplyTemplate, filled, worded
from leaddesk.domain.replying import Way, first_name, replies_for, reply_facts, ways_of
from leaddesk.texts import LANGUAGES, N_, _, language
from leaddesk.texts.formats import due, name_in
from leaddesk.texts.names import name_of

WAYS = {
    "email": N_("E-mail"),
    "whatsapp": N_("WhatsApp"),
    "telegram": N_("Telegram"),
    "viber": N_("Viber"),
    "sms": N_("SMS"),
}
"""Way of a reply -> its name."""


@dataclass(frozen=True, slots=True)
class ReplyView:
    """Everything that the dialog of a reply is filled with."""

    card: CardView
    ways: tuple[Way, ...]
    templates: tuple[ReplyTemplate, ...]
    facts: dict[str, str]
    language: str
    tone: str

    def subject(self, template: ReplyTemplate) -> str:
        """The subject of a template, filled."""
        return filled(worded(template.subject, self.language), self.facts)

    def body(self, template: ReplyTemplate) -> str:
        """The text of a template in the client's language and tone, filled."""
        return filled(worded(template.body, self.language, self.tone, template.friendly), self.facts)

    def answers(self) -> tuple[str, ...]:
        """Message-IDs of the letters of this conversation, the newest last."""
        keys = [str((event.value.get("message") or {}).get("key", "")) for event in self.card.events]
        return tuple(key.removeprefix("mail:") for key in reversed(keys) if key.startswith("mail:<"))[-20:]


def way_name(way: Way) -> str:
    """A way with its address."""
    return _("{way}: {address}").format(way=_(WAYS[way.kind]), address=way.to)


def reply_view(card: CardView, me: str) -> ReplyView:
    """What a reply to this lead could be."""
    person, row, lead = card.person, card.row, card.lead
    spoken = row.language if row.language in LANGUAGES else language()
    tone = person.tone if person is not None else ""
    need = f"{lead.need} {lead.product} {lead.original}"
    about = About(card.verdict.level or "", row.channel, tone, spoken, need)
    last = max(lead.touches, key=lambda touch: touch.at, default=None)
    step = next(iter(lead.open_tasks), None)
    zone = ZoneInfo(str(card.definitions.setting("zone")))
    when = ""
    if step is not None:
        moment = due(step.due, zone, card.now)
        when = _("{step}, {when}").format(step=name_of("step", step.title), when=moment)
    facts = {
        "name": row.name,
        "first_name": first_name(row.name) if row.name else "",
        "company": row.company,
        "need": lead.need or lead.product,
        "product": lead.product,
        "me": me,
        "when": when,
    }
    templates = replies_for(card.definitions.replies, about, last.outcome if last else "")
    return ReplyView(card, ways_of(person), tuple(templates), reply_facts(facts), spoken, tone)


def template_name(template: ReplyTemplate, tone: str) -> str:
    """A template's name, with its tone where that is not the formal one."""
    name = name_in(template.names)
    return _("{name}, friendly").format(name=name) if tone == FRIENDLY and template.friendly else name
