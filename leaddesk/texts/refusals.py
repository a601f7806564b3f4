"""Sentences for what the rules and the base say no to: what happened, what is safe, what to do."""

from collections.abc import Callable, Mapping
from typing import Any

from leaddesk.texts import N_, ngettext
from leaddesk.texts.library_refusals import LIBRARY
from leaddesk.texts.step_refusals import STEPS

SENTENCES: Mapping[str, str] = {
    **LIBRARY,
    **STEPS,
    "action.no_such": N_(
        "There is no action “{action}”; nothing was changed. `leaddesk do --list` names them all."
    ),
    "action.no_such_parameter": N_(
        "The action “{action}” does not know --{parameter}; nothing was changed. It takes: {known}."
    ),
    "action.bad_value": N_(
        "“{value}” does not fit --{parameter} ({wanted}); nothing was changed. Give another value."
    ),
    "action.no_leads": N_("“{action}” was told no lead; nothing was changed. Give the id of at least one."),
    "action.missing_value": N_("“{action}” needs --{parameter}; nothing was changed. Give it."),
    "action.no_such_user": N_(
        "Nobody in this base is called “{user}”; nothing was changed. Give the name of a user or “me”."
    ),
    "distribute.not_paired": N_(
        "{leads} leads and {people} people do not go together; nothing was changed. Name one person a lead."
    ),
    "distribute.above_norm": N_(
        "{name} has room for {free} more within the norm; nothing was changed. Give fewer, or say why."
    ),
    "board.no_such_place": N_(
        "The column has no such place; nothing was changed. Give a stage and the cards that it shows."
    ),
    "answer.no_such_question": N_(
        "There is no question “{question}”; nothing was changed. `leaddesk do --list` names the questions."
    ),
    "answer.no_such_level": N_(
        "An answer has a level from 0 to 3 or none, not {level}; nothing was changed. Give one of them."
    ),
    "assign.no_such_user": N_(
        "Nobody active in this base has the id {user}; the leads keep their owner. Choose another person."
    ),
    "contact.no_such_outcome": N_(
        "A contact cannot end with “{outcome}”; nothing was recorded. Choose one of the listed results."
    ),
    "contact.refusal_needs_reason": N_(
        "A refusal to talk needs its reason; nothing was recorded. Choose one and save again."
    ),
    "contact.when_to_call_back": N_(
        "It is not said when to call back; nothing was recorded. Give a time, for example “tomorrow 15:00”."
    ),
    "deal.not_in_stage": N_(
        "“{action}” needs a deal that waits for it, this one stands at “{stage}”; nothing was changed. "
        "Look at the deal on the card first."
    ),
    "consent.no_such_state": N_(
        "Consent is yes, no or unknown, not “{state}”; nothing was changed. Say which."
    ),
    "consent.no_such_channel": N_(
        "There is no channel “{channel}”; nothing was changed. `leaddesk do --list` names the channels."
    ),
    "nurture.no_such_programme": N_(
        "There is no nurture programme “{programme}”; nothing was changed. Choose one of the list."
    ),
    "nurture.no_such_stage": N_(
        "Nurture has no stage “{stage}”; nothing was changed. Choose one of the list."
    ),
    "nurture.no_such_touch": N_(
        "A touch of nurture cannot be “{touch}”; nothing was recorded. Choose one of the list."
    ),
    "nurture.not_there": N_("This lead is not in nurture; nothing was changed. Put it there first."),
    "deal.no_such_stage": N_(
        "The sales funnel has no stage “{stage}”; the deal stays where it is. Choose one of its stages."
    ),
    "deal.has_own_action": N_(
        "A deal comes to “{stage}” by an action of its own; it stays where it is. Use that action."
    ),
    "deal.no_amount": N_(
        "“{value}” is no amount of money; nothing was changed. Write it as 120 000 UAH or 5k EUR."
    ),
    "deal.no_such_cause": N_(
        "A cause is internal or external, not “{cause}”; nothing was changed. Say which."
    ),
    "deal.postponed_until": N_(
        "A postponed deal needs the day when it comes back; nothing was changed. Give a date."
    ),
    "deal.none_of_lead": N_("This lead has no deal yet; nothing was changed. Hand it over first."),
    "deal.no_advice": N_("This deal came without advice, so there is nothing to rate; nothing was changed."),
    "hand_over.deal_closed": N_(
        "That deal is closed ({stage}), so nothing can join it; nothing was handed over. Make a new deal."
    ),
    "hand_over.other_client": N_(
        "That deal belongs to another client; nothing was handed over. Choose a deal of this one."
    ),
    "deal.is_need_satisfied": N_(
        "A lost deal needs to know whether the need was satisfied: no, us or competitor; "
        "nothing was changed. Say which."
    ),
    "define.no_such_entity": N_(
        "There is nothing called “{entity}” to set up; nothing was changed. Use setting, stage or channel."
    ),
    "define.no_such_row": N_(
        "There is no “{row}” to put in order; nothing was changed. Reload the settings."
    ),
    "define.no_such_right": N_(
        "The role “{role}” was given a right that does not exist; nothing was changed. Check its rights."
    ),
    "founding.has_users": N_("This base has people already; nothing was changed. Open it as one of them."),
    "edit.no_such_field": N_(
        "A lead has no field “{field}” that can be edited; nothing was changed. Choose another field."
    ),
    "edit.no_such_value": N_(
        "This value cannot stand in the field “{field}”; nothing was changed. Give another value."
    ),
    "edit.no_person": N_(
        "This lead has no person whom a contact could belong to; nothing was changed. Name the person first."
    ),
    "edit.no_such_mark": N_(
        "A contact cannot be marked “{mark}”; nothing was changed. Use verified, bounced or wrong."
    ),
    "funnel.no_such_stage": N_(
        "The board has no stage “{stage}”; the lead stays where it is. Choose one of its columns."
    ),
    "funnel.in_deal": N_(
        "This lead is a deal of sales by now and stays there. It comes back when sales return it."
    ),
    "funnel.off_board": N_(
        "This lead is not on the board but in “{place}”, and stays there. Bring it back first."
    ),
    "funnel.no_contact": N_(
        "This record has no usable contact, so it is not worked on yet; it is kept. Add a phone or an e-mail."
    ),
    "funnel.return_only": N_(
        "This lead has been handed over and stays with sales. Only a return by sales takes it back."
    ),
    "funnel.hand_over_asks": N_(
        "A handover asks for your advice to sales; the lead stays where it is. Use “Hand over to sales”."
    ),
    "hand_over.advice_missing": N_(
        "The advice to sales is empty; nothing was handed over. Write one line that helps the seller."
    ),
    "lead.not_found": N_(
        "The base holds no lead “{lead}”; nothing was changed. Check the id: `leaddesk list` prints them."
    ),
    "lead.ambiguous": N_(
        "Several leads have an id that begins with “{lead}”; nothing was changed. Give more of its letters."
    ),
    "search.no_such_split": N_(
        "There is no list “{split}”; nothing was changed. Choose one of the lists above the inbox."
    ),
    "search.no_such_sort": N_(
        "Leads cannot be sorted by “{sort}”; nothing was changed. Try score, received, name, cooling or due."
    ),
    "deal.not_found": N_("The base holds no deal “{deal}”; nothing was changed. Look at the lead's card."),
    "mark.level_needs_reason": N_(
        "A level set by hand needs its reason; nothing was changed. Say what the rules do not know."
    ),
    "mark.no_such_value": N_(
        "“{value}” cannot be set as {mark}; nothing was changed. Choose one of the listed values."
    ),
    "note.empty": N_("The note is empty; nothing was saved. Write something first."),
    "place.no_such_reason": N_(
        "“{reason}” is no reason for “{place}”; nothing was changed. Choose one of the listed reasons."
    ),
    "place.other_needs_words": N_(
        "The reason “other” needs your own words; nothing was changed. Say it in a line."
    ),
    "regulation.no_attempt": N_(
        "There was no attempt to call yet, so none can follow; nothing was changed. Record the call first."
    ),
    "roles.not_allowed": N_(
        "Your role ({roles}) does not include {right}; nothing was changed. Ask whoever administers the base."
    ),
    "signal.no_such_kind": N_(
        "There is no signal “{signal}”; nothing was recorded. `leaddesk do --list` names the signals."
    ),
    "snooze.until_is_past": N_(
        "That moment is not ahead; nothing was changed. Give a later one, for example “tomorrow 10:00”."
    ),
    "task.needs_title_and_due": N_(
        "A task needs words and a time; nothing was saved. Say what is to be done and by when."
    ),
    "task.none_open": N_("This lead has no such open task; nothing was changed. Look at its next step."),
    "base.slow_search": N_(
        "The server lacks the extension {part}: the search finds the same, but slowly once there are many "
        "leads. Whoever runs the server can add it (CREATE EXTENSION {part})."
    ),
    "capture.no_such_owner": N_(
        "Nobody active in this base has the id {user}, so the lead cannot be theirs; nothing was saved. "
        "Choose another owner, or none."
    ),
    "base.newer": N_(
        "This base was written by a newer LeadDesk; it was not touched. Install the newer version to open it."
    ),
    "base.locked": N_(
        "Another program holds the base; nothing was changed. Close that program or wait, then try again."
    ),
    "base.read_only": N_(
        "The base cannot be written; nothing was changed. "
        "Allow writing to its folder, or open a copy elsewhere."
    ),
    "base.full": N_(
        "The disk is full; what was saved before is safe. Free some space and do the last step again."
    ),
    "base.damaged": N_(
        "The base is damaged; nothing more was written. Restore the last backup: `leaddesk restore FILE`."
    ),
    "base.not_a_base": N_(
        "This file is not a base of LeadDesk; it was not touched. Give the path of another file."
    ),
    "base.missing": N_("There is no file {path}; nothing was changed. Check the path."),
    "base.url": N_(
        "“{url}” is not the address of a base; nothing was opened. "
        "Use sqlite:///file or postgresql://user@host/base."
    ),
    "base.no_driver": N_(
        "Bases on a server need a part that is not installed ({part}); nothing was opened. "
        "Install it: pip install 'leaddesk[postgres]'."
    ),
    "base.sqlite_too_old": N_(
        "The database library is too old ({version}); the base was not touched. "
        "Install LeadDesk's own dependencies again."
    ),
    "base.old_server": N_(
        "The server is PostgreSQL {version}, LeadDesk needs {needed}; nothing was changed. Update the server."
    ),
    "base.unreachable": N_(
        "The shared base does not answer; what you typed is kept. Try again when the network is back."
    ),
    "base.login_refused": N_(
        "The server refused the login; nothing was changed. Check the name and the password."
    ),
    "base.not_empty": N_(
        "There is a base with data at {path}; it was not overwritten. Give another place, or say --force."
    ),
    "base.came_through": N_(
        "The network is back, and what you did last was saved after all; nothing was done twice. Look again."
    ),
    "base.stale": N_("Somebody changed this lead just now; nothing was overwritten. Look again and repeat."),
    "base.failed": N_(
        "The base could not do this ({reason}); nothing was changed. Try again; `leaddesk check` tells more."
    ),
    "restore.only_sqlite": N_(
        "A shared base is restored on its server, not from here; nothing was changed. "
        "Ask whoever administers the server."
    ),
    "backup.exists": N_("{file} exists already and was not overwritten. Give another name, or say --force."),
    "backup.missing": N_("There is no file {file}; nothing was changed. Check the path."),
    "check.integrity": N_("The file of the base is damaged. Restore a backup."),
    "check.differs": N_("Row {row} of the table {table} does not equal the log. The log itself is whole."),
    "check.left_over": N_("Row {row} of the table {table} is not in the log. The log itself is whole."),
    "check.rollup": N_("The figure {key} does not equal the log. The log itself is whole."),
    "report.no_such_figure": N_(
        "There is no figure “{name}”; nothing was written. `leaddesk report --names` lists them."
    ),
    "report.query": N_(
        "A part of the search “{query}” is not understood, so the figure would count more leads than you "
        "mean; nothing was written. `leaddesk list` says which part."
    ),
    "report.needs_names": N_("No figure was named. `leaddesk report --names` lists them."),
    "bench.no_such": N_("There is no measurement “{name}”. `leaddesk bench --names` lists them."),
    "export.no_such_part": N_("“{part}” cannot be exported; nothing was written. Choose from: {known}."),
    "dossier.ending": N_(
        "{path} ends neither in .pdf nor in .ics; nothing was written. Give a name with one of them."
    ),
    "export.exists": N_("{path} exists already and was not overwritten. Give another name, or say --force."),
    "export.cannot_write": N_(
        "{path} cannot be written ({reason}); the base is untouched. Give another place."
    ),
    "demo.not_empty": N_(
        "This base holds leads already ({n}); nothing was added. "
        "Give an empty base by --db, or say --force to add the sample to it."
    ),
}

PLURALS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "snooze.too_far": lambda said: ngettext(
        "A lead can be snoozed for {days} day at most; nothing was changed. For longer choose nurture.",
        "A lead can be snoozed for {days} days at most; nothing was changed. For longer choose nurture.",
        said["days"],
    ),
    "hand_over.not_ready": lambda said: ngettext(
        "{n} of {of} criteria is not met: {failed}. Nothing was handed over. "
        "Ask about it, or give a reason, which the report will show.",
        "{n} of {of} criteria are not met: {failed}. Nothing was handed over. "
        "Ask about them, or give a reason, which the report will show.",
        said["n"],
    ),
}
