"""Sentences for steps that cannot be taken back, for merges and erasing, and for the users of a base."""

from collections.abc import Mapping

from leaddesk.texts import N_

STEPS: Mapping[str, str] = {
    "stand.too_heavy": N_(
        "{name} is too large for a picture of a card; it was left where it is. Take another picture."
    ),
    "stand.no_file": N_(
        "The picture {name} could not be read ({reason}); what was typed stays. Take it once more."
    ),
    "stand.no_files": N_(
        "This base has no place for pictures; what was typed stays. Type the visitor in by hand."
    ),
    "stand.no_recogniser": N_(
        "This program was built without the reader of cards; the picture is kept. "
        "Type the visitor in by hand."
    ),
    "stand.no_reader": N_(
        "This program was built without the reader of contacts; the visitor stays in the journal. "
        "Install it whole and open the stand again."
    ),
    "trade_show.needs_name": N_("A trade show needs a name; nothing was changed. Give it one."),
    "trade_show.no_such": N_("This trade show is not in the base; nothing was changed. Make it anew."),
    "users.needs_name_and_roles": N_(
        "A user needs a name and at least one known role; nothing was changed. Give both."
    ),
    "users.last_admin": N_(
        "After this nobody could manage the users of this base; nothing was changed. "
        "Make somebody else an administrator first."
    ),
    "users.no_such_user": N_("Nobody in this base has the id {user}; nothing was changed. Choose a person."),
    "undo.not_yours": N_(
        "This step is {actor}'s ({at}), and your role takes back only your own; nothing was changed. "
        "Ask them, or the head of sales."
    ),
    "merge.needs_two": N_("A merge needs two records at least; nothing was merged. Choose another one too."),
    "merge.too_many": N_(
        "More than {most} records are hardly one client; nothing was merged. Choose fewer of them."
    ),
    "merge.one_already": N_("These records are one already; nothing was changed."),
    "merge.no_such_need": N_(
        "Needs are auto, same or different, not “{need}”; nothing was merged. Choose one of the three."
    ),
    "merge.no_such_choice": N_(
        "For the field “{field}” no value of these records was chosen; nothing was merged. "
        "Choose one of theirs."
    ),
    "unmerge.not_merged": N_(
        "Nothing was merged here, so nothing was taken apart. Choose a lead that several records are."
    ),
    "unmerge.one_at_a_time": N_(
        "Merges are taken apart one lead at a time; nothing was changed. Choose one."
    ),
    "unmerge.which": N_(
        "Several records are one here ({records}); nothing was changed. "
        "Say which of them, but not all, stand apart from the others."
    ),
    "unmerge.nothing_to_give": N_(
        "“{field}” was not written since the merge, so it is on its own side already; nothing was changed."
    ),
    "erase.sure": N_(
        "Erasing cannot be undone; nothing was erased. Say --sure yes where the person's data has to go."
    ),
    "undo.erased": N_(
        "Personal data was erased here for good ({at}), and nothing of it is left to bring back; "
        "nothing was changed."
    ),
    "undo.nothing": N_("There is nothing of yours to undo here; nothing was changed."),
    "undo.no_such_step": N_(
        "There is no step {tx} in this base; nothing was changed. `leaddesk log` lists the steps."
    ),
    "undo.undone_already": N_("This step ({at}) is undone already; nothing was changed."),
    "undo.by_clock": N_(
        "The clock did this ({at}): the day had come until which the lead slept. It would do so again, so "
        "nothing was changed. Nurture the lead once more, with a later day."
    ),
    "undo.woken_since": N_(
        "The day has come since ({at}) until which the lead slept, so it is awake; nothing was changed. "
        "Nurture it once more, with a later day."
    ),
    "undo.changed_since": N_(
        "{actor} has changed this since ({at}), so it cannot be undone; all of it is kept. "
        "Change it by hand where needed."
    ),
    "redo.person_gone": N_(
        "The person of these leads is gone by now, so this cannot be taken back; nothing was changed. "
        "Add the lead anew."
    ),
    "redo.nothing": N_("There is no undone step of yours to take back; nothing was changed."),
}
