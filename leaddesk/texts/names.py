"""Names of what the program declares itself: actions, places, fields, causes, kinds of events, rights."""

from collections.abc import Callable, Mapping

from leaddesk.texts import N_, _, pgettext
from leaddesk.texts.role_names import RIGHTS as RIGHTS
from leaddesk.texts.role_names import ROLES as ROLES

ACTIONS: Mapping[str, str] = {
    "answer": N_("Answer to a question"),
    "script": N_("Step of a script"),
    "reply": N_("Reply"),
    "material": N_("Material sent"),
    "playbook": N_("Choose a strategy"),
    "save_view": N_("Save a view"),
    "drop_view": N_("Take a view away"),
    "arrange": N_("Order of the cards on the board"),
    "assign": N_("Assign"),
    "distribute": N_("Distribute the queue"),
    "set_load": N_("Load norm and absences"),
    "capture": N_("New lead"),
    "visit": N_("Visitor of the stand"),
    "trade_show": N_("Trade show"),
    "contact": N_("Contact result"),
    "call": N_("Call"),
    "edit": N_("Edit a field"),
    "add_contact": N_("Add a contact"),
    "mark_contact": N_("Mark a contact"),
    "hand_over": N_("Hand over to sales"),
    "import": N_("Import"),
    "hear": N_("Signals brought in"),
    "junk": N_("To junk"),
    "archive": N_("To the archive"),
    "temperature": N_("Set the temperature"),
    "priority": N_("Set the priority"),
    "level": N_("Set the level"),
    "maturity": N_("Set how far the need has grown"),
    "star": N_("Star"),
    "read": N_("Mark as read"),
    "label": N_("Label"),
    "move": N_("Move to a stage"),
    "note": N_("Note"),
    "nurture": N_("To nurture"),
    "consent": N_("Consent"),
    "segment": N_("List for a mailing"),
    "nurse": N_("Programme, stage or owner of nurture"),
    "warm": N_("Touch of nurture"),
    "restore": N_("Bring back"),
    "wake": N_("Wake"),
    "accept": N_("Accept the deal"),
    "return": N_("Return to the sender"),
    "won": N_("Deal won"),
    "lost": N_("Deal lost"),
    "postpone": N_("Postpone the deal"),
    "proposal": N_("Proposal sent"),
    "invoice": N_("Invoice issued"),
    "move_deal": N_("Move the deal to a stage"),
    "terms": N_("Amount or barter of the deal"),
    "rate_advice": N_("Rate the advice"),
    "signal": N_("Record a signal"),
    "snooze": N_("Snooze"),
    "take": N_("Take on"),
    "task": N_("Task"),
    "complete": N_("Complete a task"),
    "reschedule": N_("Move a task"),
    "user": N_("User"),
    "define": N_("Change a setting"),
    "order": N_("Put into another order"),
    "simple_mode": N_("Work with or without leads"),
    "found": N_("New base"),
    "demo": N_("Sample data"),
    "merge": N_("Merge"),
    "erase": N_("Erase personal data"),
    "unmerge": N_("Take a merge apart"),
    "not_duplicate": N_("Not a duplicate"),
    "undo": N_("Undo"),
    "redo": N_("Redo"),
}
"""Name of an action -> its title in the history, the palette and `do --list`."""

PLACES: Mapping[str, str] = {
    "nurture": N_("Nurture"),
    "archive": N_("Archive"),
    "junk": N_("Junk"),
    "deal": N_("Deal"),
    "snooze": N_("Snoozed"),
    "no_contact": N_("No contact details"),
    "won": N_("won"),
    "lost": N_("lost"),
}

TEMPERATURES: Mapping[str, Callable[[], str]] = {
    "hot": lambda: pgettext("temperature", "hot"),
    "warm": lambda: pgettext("temperature", "warm"),
    "cold": lambda: pgettext("temperature", "cold"),
}

PRIORITIES: Mapping[str, Callable[[], str]] = {
    "low": lambda: pgettext("priority", "low"),
    "normal": lambda: pgettext("priority", "normal"),
    "high": lambda: pgettext("priority", "high"),
}

CONTACTS: Mapping[str, str] = {
    "email": N_("e-mail"),
    "phone": N_("phone"),
    "messenger": N_("messenger"),
    "address": N_("address"),
    "profile": N_("profile"),
}

MARKS: Mapping[str, str] = {
    "verified": N_("verified"),
    "bounced": N_("bounced"),
    "wrong": N_("wrong number"),
}

FIELDS: Mapping[str, str] = {
    "name": N_("Name"),
    "title": N_("Job title"),
    "company": N_("Company"),
    "contacts": N_("Contacts"),
    "need": N_("Need"),
    "need_type": N_("Type of need"),
    "product": N_("Requested product"),
    "original": N_("Original message"),
    "channel": N_("Channel"),
    "source": N_("Source"),
    "campaign": N_("Campaign"),
    "event": N_("Event"),
    "language": N_("Language"),
    "city": N_("City"),
    "country": N_("Country"),
    "zone": N_("Time zone"),
    "website": N_("Website"),
    "amount": N_("Amount"),
    "owner": N_("Owner"),
    "received": N_("Received"),
    "stage": N_("Stage"),
    "score": N_("Score"),
    "level": N_("Level"),
    "temperature": N_("Temperature"),
    "next_due": N_("Next step"),
    "cooling": N_("Cooling"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
}

EVENTS: Mapping[str, str] = {
    "arrived": N_("Arrived"),
    "position": N_("Moved"),
    "owner": N_("Owner changed"),
    "answer": N_("Answer"),
    "touch": N_("Contact"),
    "task": N_("Task"),
    "note": N_("Note"),
    "signal": N_("Signal"),
    "label": N_("Label"),
    "deal": N_("Deal"),
    "temperature": N_("Temperature set by hand"),
    "priority": N_("Priority"),
    "level": N_("Level set by hand"),
    "starred": N_("Star"),
    "snooze": N_("Snoozed"),
    "returned": N_("Returned by sales"),
    "maturity": N_("Maturity of the need set by hand"),
    "nursing": N_("Nurture programme"),
    "warm": N_("Touch of nurture"),
    "woken": N_("Woke from nurture"),
    "script": N_("Step of a script"),
    "playbook": N_("Strategy"),
    "state": N_("Deal"),
    "edited": N_("Field changed"),
}
"""Kind of an event of the timeline -> its title; a register without a row here is an edited field."""

STATES: Mapping[str, str] = {
    "none": N_("no deal"),
    "awaiting": N_("awaits acceptance"),
    "accepted": N_("accepted"),
    "proposal": N_("proposal sent"),
    "invoice": N_("invoice sent"),
    "returned": N_("returned"),
    "won": N_("won"),
    "lost": N_("lost"),
    "postponed": N_("postponed"),
}

STEPS: Mapping[str, str] = {
    "qualify": N_("Qualify"),
    "see_result": N_("See what came of the qualification"),
    "call_again": N_("Call again"),
    "first_step": N_("First step of sales"),
    "no_answer": N_("Call again"),
    "call_back": N_("Call back"),
    "talked": N_("Go on after the talk"),
    "wrote": N_("Answer the letter"),
    "came_back": N_("See why sales returned it"),
}
"""Titles that the program gives to a next step itself; another title is a person's own words."""

FATES: Mapping[str, str] = {
    "new": N_("new"),
    "updated": N_("updated"),
    "duplicate": N_("duplicate"),
    "junk": N_("junk"),
    "rejected": N_("rejected"),
    "waiting": N_("waiting"),
}

CONSENTS: Mapping[str, str] = {
    "yes": N_("consent given"),
    "no": N_("consent refused"),
    "unknown": N_("consent unknown"),
}

LEFT: Mapping[str, str] = {
    "in_deal": N_("already in a deal"),
    "no_contact": N_("no usable contact"),
    "refused": N_("asked not to be written to"),
    "junk": N_("junk"),
}
"""Why somebody is not on a list that goes out (B11, B31)."""

FATE_REASONS: Mapping[str, str] = {
    "new_contact": N_("nobody in the base has this contact"),
    "no_contact": N_("there is no usable contact"),
    "same_row": N_("the same row is in the base already"),
    "same_message": N_("this message is in the base already"),
    "same_thread": N_("it goes on with a conversation"),
    "numbers": N_("numbers of this day and campaign"),
    "same_numbers": N_("the same numbers are in the base already"),
    "same_key": N_("its key is known"),
    "bounced": N_("a letter to it did not arrive, its contact is marked"),
    "own_message": N_("it is our own letter to somebody who is no lead"),
    "no_such_signal": N_("there is no such signal"),
    "waits_for_lead": N_("it waits for a lead with this contact"),
    "same_email": N_("the same e-mail"),
    "same_phone": N_("the same phone"),
    "same_messenger": N_("the same messenger"),
    "same_profile": N_("the same profile"),
    "same_address": N_("the same address"),
}

CONTACT_REASONS: Mapping[str, str] = {
    "empty": N_("it is empty"),
    "syntax": N_("it is not written as an address is"),
    "no_digits": N_("there is no number in it"),
    "too_long": N_("it is too long"),
    "too_short": N_("it is too short"),
    "no_country": N_("the country is unknown"),
    "unknown_country": N_("there is no such country code"),
    "not_in_use": N_("no such number is in use"),
    "no_at": N_("there is no @ in it"),
    "no_domain": N_("the part after @ is missing"),
    "reserved_domain": N_("nobody can have mail at this address"),
    "no_handle": N_("there is no handle in it"),
    "no_site": N_("there is no page in it"),
    "no_words": N_("there are no words in it"),
    "made_up": N_("it is made up, nobody has it"),
}
"""Why a contact could not be read (A9)."""

_TABLES: Mapping[str, Mapping[str, str]] = {
    "action": ACTIONS,
    "place": PLACES,
    "role": ROLES,
    "right": RIGHTS,
    "contact": CONTACTS,
    "mark": MARKS,
    "field": FIELDS,
    "event": EVENTS,
    "deal": STATES,
    "step": STEPS,
    "fate": FATES,
    "left": LEFT,
    "consent": CONSENTS,
    "fate_reason": FATE_REASONS,
    "contact_reason": CONTACT_REASONS,
}


def name_of(kind: str, key: str) -> str:
    """The name of `key` in the language in force; the key itself where the program declares none.

    `kind` is action, place, role, right, contact, mark, field, event, deal, step, fate, left, consent,
    fate_reason, contact_reason, temperature or priority.
    """
    if kind in ("temperature", "priority"):
        said = (TEMPERATURES if kind == "temperature" else PRIORITIES).get(key)
        return said() if said else key
    return _(_TABLES[kind][key]) if key in _TABLES[kind] else key


def event_name(kind: str) -> str:
    """The title of an event of the timeline."""
    return name_of("event", kind if kind in EVENTS else "edited")
