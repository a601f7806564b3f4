"""What the script panel says of a lead: which script, which step, how it is asked, and its replies."""

from typing import NamedTuple

from leaddesk.actions.questions import CardView
from leaddesk.domain.library import About, Script, fitting, worded
from leaddesk.domain.scripts import step_at, steps_of
from leaddesk.texts import LANGUAGES, _, language
from leaddesk.texts.formats import name_in


class ScriptWords(NamedTuple):
    """A step as it is asked; without `step` the script is finished, without `script` none fits the lead."""

    script: str
    step: str
    caption: str
    ask: str
    hint: str
    replies: tuple[str, ...]
    language: str


NO_SCRIPT = ScriptWords("", "", "", "", "", (), "en")


def talk_language(view: CardView) -> str:
    """The language of the talk: the client's where scripts speak it, else the one in force."""
    spoken = view.row.language
    return spoken if spoken in LANGUAGES else language()


def about(view: CardView) -> About:
    """What scripts, replies and materials are chosen by."""
    lead, row = view.lead, view.row
    tone = view.person.tone if view.person is not None else ""
    need = f"{lead.need} {lead.product} {lead.original}"
    return About(view.verdict.level or "", row.channel, tone, talk_language(view), need)


def scripts_for(view: CardView) -> list[Script]:
    """Scripts with steps: those that fit first, then the others, so that any can be chosen."""
    scripts = view.definitions.scripts
    fit = fitting(scripts, about(view))
    return [one for one in (*fit, *(one for one in scripts if one not in fit)) if one.steps]


def script_words(view: CardView) -> ScriptWords:
    """The step that the talk has come to; before the talk the first one of the script that fits best."""
    at = view.lead.script
    held = view.definitions.script_by_id.get(at.script) if at is not None else None
    found = scripts_for(view)
    script = held if held is not None and steps_of(held) else next(iter(found), None)
    if script is None:
        return NO_SCRIPT
    steps = steps_of(script)
    place = step_at(steps, at.step) if at is not None and script is held else 0
    spoken = talk_language(view)
    name = name_in(script.names)
    if place >= len(steps):
        caption = _("Script “{name}”, finished").format(name=name)
        return ScriptWords(script.id, "", caption, _("The talk has come to its end"), "", (), spoken)
    step = steps[place]
    tone = view.person.tone if view.person is not None else ""
    caption = _("Script “{name}”, step {n} of {all}").format(name=name, n=place + 1, all=len(steps))
    ask = worded(step.ask, spoken, tone, step.friendly)
    replies = tuple(worded(reply.names, spoken) for reply in step.replies[:9])
    return ScriptWords(
        script.id, step.id, caption, _("“{text}”").format(text=ask), name_in(step.hint), replies, spoken
    )
