"""Sentences for files, pictures and rows that cannot be read, and for parts of a search left out."""

from collections.abc import Callable, Mapping
from typing import Any

from leaddesk.texts import N_, ngettext

FILES: Mapping[str, str] = {
    "intake.empty_file": N_("{name} is empty; nothing was imported. Choose another file."),
    "intake.nuls_only": N_(
        "{name} holds only zero bytes, as a full disk or a broken copy leaves them; nothing was imported. "
        "Copy the file again."
    ),
    "intake.not_readable": N_(
        "{name} cannot be opened ({why}); nothing was imported. Check the path and the rights to the file."
    ),
    "intake.not_a_table": N_(
        "{name} is neither a table nor contact cards ({what}); nothing was imported. "
        "Save it as CSV, XLSX or VCF."
    ),
    "intake.unknown_encoding": N_(
        "There is no text encoding “{encoding}”; nothing was imported. Try utf-8 or cp1251, or leave it out."
    ),
    "intake.too_many_bad_rows": N_(
        "Quotes do not close in {rows} rows, so the file would be read wrongly; nothing was imported. "
        "Check its delimiter and quotes."
    ),
    "intake.line_too_long": N_(
        "A line of the file has no end within {limit} MB; nothing was imported. "
        "Check that it is a list of leads."
    ),
    "intake.no_such_sheet": N_(
        "{name} has no sheet “{sheet}”; nothing was imported. Give the name of one that it has."
    ),
    "intake.wrong_map": N_(
        "The map of columns names a field “{field}” that does not exist; nothing was imported. "
        "Correct the map."
    ),
    "intake.map_unreadable": N_(
        "The map {name} cannot be read ({why}); nothing was imported. "
        "It is a JSON object: column name to field."
    ),
    "intake.not_writable": N_(
        "{name} cannot be written ({why}); the base is untouched. Give another place or free some space."
    ),
    "intake.damaged_file": N_(
        "{name} is damaged or cut off; nothing was imported. Get the file again or save it anew."
    ),
    "intake.encrypted_file": N_(
        "{name} is protected by a password; nothing was imported. Save it without one."
    ),
    "intake.unpacks_too_large": N_(
        "{name} unpacks to {megabytes} MB, more than {limit} MB; nothing was imported. "
        "Save the needed sheet as CSV."
    ),
    "intake.parser_died": N_(
        "{name} could not be read within the memory and time allowed; nothing was imported. "
        "Split it, or save it as CSV."
    ),
    "mail.not_installed": N_(
        "Fetching letters needs the extra “mail”; nothing was changed. Install it: pip install leaddesk[mail]"
    ),
    "mail.not_configured": N_(
        "No mailbox is configured in {path}; nothing was fetched. Give --host and --user once."
    ),
    "mail.bad_config": N_(
        "The mailbox in {path} cannot be read ({why}); nothing was fetched. Give --host and --user anew."
    ),
    "mail.no_password": N_(
        "The password of {user} is not known and nobody can be asked; nothing was fetched. Set {variable}."
    ),
    "mail.not_trusted": N_(
        "{host} shows a certificate that is not trusted ({why}); nothing was sent to it. "
        "Give the file of its authority with --ca."
    ),
    "mail.unreachable": N_(
        "{host} does not answer as a mail server does ({why}); what was fetched before is saved. "
        "Try again later."
    ),
    "mail.login": N_(
        "{host} does not let {user} in; nothing was fetched. Try again with the right password "
        "(--forget-password asks for it)."
    ),
    "mail.no_folder": N_(
        "The mailbox of {user} has no folder {why}; what was fetched before is saved. Give another --folder."
    ),
    "intake.move_what": N_(
        "Neither the name nor the columns of {name} say what it holds; nothing was moved in. "
        "Call it leads, contacts, companies, deals, notes or tasks."
    ),
    "intake.bad_body": N_("What was sent cannot be read ({why}); nothing was saved."),
    "intake.cannot_listen": N_(
        "Nothing can listen at {place} ({why}); nothing was changed. Give another --listen HOST:PORT."
    ),
    "intake.no_token": N_(
        "The token of senders cannot be read from {path} ({why}); nothing listens. Give another --token-file."
    ),
    "intake.row.unclosed_quote": N_("a quote in this row does not close"),
    "intake.row.cell_too_large": N_("a cell is larger than {limit} MB"),
    "intake.row.too_wide": N_("the row has {columns} columns, more than {limit}"),
    "intake.row.nuls": N_("the row holds only zero bytes"),
    "intake.row.bare_return": N_("a line end stands alone in the middle of the row"),
    "intake.row.card_too_large": N_("the contact card is larger than {limit} MB"),
    "intake.row.card_empty": N_("the contact card is empty"),
    "intake.row.card_crowded": N_("the contact card has more lines than any person has contacts"),
    "intake.row.not_an_object": N_("the item is not a set of named fields"),
    "intake.row.letter_too_large": N_("the letter is larger than {limit} MB"),
    "intake.row.letter_head_too_large": N_("the head of the letter is larger than {limit} kB"),
    "intake.row.letter_broken": N_("the letter cannot be taken apart"),
    "intake.row.letter_bounced": N_("it tells that a letter did not arrive"),
    "intake.row.no_messages": N_("there are no messages in the file {name}"),
    "intake.row.nothing_said": N_("there are no words in it"),
    "intake.row.letter_automatic": N_("it is an automatic answer"),
}

PICTURES: Mapping[str, str] = {
    "intake_picture_missing": N_("The picture cannot be opened; nothing was saved. Check its path."),
    "intake_picture_empty": N_("The picture file is empty; nothing was saved. Take the picture again."),
    "intake_picture_too_heavy": N_(
        "The picture has {mb} MB, more than {most_mb} MB; nothing was saved. Save it smaller."
    ),
    "intake_picture_kind": N_(
        "This is no picture that can be read ({kind}); nothing was saved. Use JPEG, PNG, WebP, HEIC or PDF."
    ),
    "intake_picture_pages": N_(
        "The file has {pages} pages, more than {most}; nothing was saved. Split it into smaller files."
    ),
    "intake_picture_broken": N_("The picture is damaged; nothing was saved. Take it again."),
    "intake_picture_too_large": N_(
        "The picture has more than {most_mp} megapixels; nothing was saved. Save it smaller."
    ),
    "intake_picture_too_small": N_(
        "The picture is too small to read ({width}×{height}); nothing was saved. Take it from nearer."
    ),
    "intake_picture_animated": N_(
        "The picture moves ({frames} frames); nothing was saved. Give a still picture of the card."
    ),
    "intake_picture_languages": N_(
        "Language data for reading cards is missing ({missing}); nothing was saved. "
        "Install it: on Debian, apt install tesseract-ocr-ukr and its like."
    ),
    "intake_picture_time": N_(
        "Reading the card took longer than {seconds} s and was stopped; nothing was saved. "
        "Type it in by hand."
    ),
    "intake_picture_stopped": N_(
        "Reading the card ended by itself; nothing was saved. Try another picture or type it in by hand."
    ),
}

FILE_PLURALS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "intake.too_many_columns": lambda said: ngettext(
        "The file has {columns} column, more than {limit}; nothing was imported. Keep the needed ones.",
        "The file has {columns} columns, more than {limit}; nothing was imported. Keep the needed ones.",
        said["columns"],
    ),
    "intake.too_many_rows": lambda said: ngettext(
        "The file has {rows} row, more than {limit}; nothing was imported. Split the file.",
        "The file has {rows} rows, more than {limit}; nothing was imported. Split the file.",
        said["rows"],
    ),
    "intake.parser_stalled": lambda said: ngettext(
        "Reading the file made no progress for {seconds} second and was stopped; nothing was imported. "
        "Save it as CSV.",
        "Reading the file made no progress for {seconds} seconds and was stopped; nothing was imported. "
        "Save it as CSV.",
        said["seconds"],
    ),
}

SEARCH: Mapping[str, str] = {
    "views.needs_name_and_query": N_(
        "A view needs a name and a search; nothing was saved. Search first, then name it."
    ),
    "views.no_such_view": N_("This view is gone; nothing was changed. Choose another one."),
    "views.not_yours": N_(
        "The view “{name}” belongs to somebody else; nothing was changed. Save one of your own."
    ),
    "search.bracket": N_("A bracket at {at} has no partner and is left out."),
    "search.too_deep": N_("The brackets at {at} are nested too deep and are left out."),
    "search.unknown_field": N_("There is no search field “{text}”; this part is left out."),
    "search.not_here": N_("“{text}” cannot be used here and is left out."),
    "search.empty_value": N_("“{text}” has no value and is left out."),
    "search.op_not_allowed": N_("“{text}” does not fit this field; this part is left out."),
    "search.too_long": N_("The query is too long from “{text}” on; the rest is left out."),
    "search.unknown_value": N_("“{text}” is no value of this field; this part is left out."),
    "search.bad_value": N_("“{text}” cannot be read; this part is left out."),
    "search.bad_number": N_("“{text}” is not a number; this part is left out."),
    "search.bad_duration": N_("“{text}” is not a length of time (30m, 2h, 3d, 1w); this part is left out."),
    "search.bad_date": N_("“{text}” is not a date; this part is left out."),
    "search.hint": N_("Did you mean “{hint}”?"),
}
