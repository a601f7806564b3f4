"""Why a file cannot be read or written at all, and why one of its rows cannot."""

from leaddesk.domain.refusals import Refused


class FileRefused(Refused):
    """A file that cannot become leads; nothing was written. `said["name"]` is the file's name."""


class EmptyFile(FileRefused):
    """No bytes, or nothing but blanks."""


class NotReadable(FileRefused):
    """The system refuses to open the file; `said["why"]` is its own sentence."""


class NotATable(FileRefused):
    """Bytes that are neither text nor a spreadsheet; `said["what"]` names the format where it is known."""


class UnknownEncoding(FileRefused):
    """An encoding asked for by a name that does not exist, or that cannot be text."""


class NotWritable(FileRefused):
    """The system refuses to write the file: full disk, read-only folder; `said["why"]` in its own words."""


class TooManyColumns(FileRefused):
    """More columns than any list of leads has; `said`: columns, limit."""


class TooManyRows(FileRefused):
    """More rows than one import takes; `said`: rows, limit."""


class LineTooLong(FileRefused):
    """A line without an end; `said["limit"]` in megabytes."""


class TooManyBadRows(FileRefused):
    """So many rows break their quotes that the file is read in a wrong way; `said["rows"]`."""


class DamagedFile(FileRefused):
    """A spreadsheet or JSON file that is cut off or not what it says; `said["why"]` for the log."""


class EncryptedFile(FileRefused):
    """A spreadsheet with a password."""


class UnpacksTooLarge(FileRefused):
    """A small archive that unpacks to a huge one (RELIABILITY S5); `said`: megabytes, limit."""


class WrongMap(FileRefused):
    """A column map that names a field that does not exist; `said["field"]`."""


class ParserDied(FileRefused):
    """The reading process ended by itself (memory or time limit, a crash); `said["why"]` for the log."""


class ParserStalled(FileRefused):
    """The reading process said nothing for `said["seconds"]` and was ended."""


# Reasons of single rows, for `Rejected.reason`.
UNCLOSED_QUOTE = "intake.row.unclosed_quote"
CELL_TOO_LARGE = "intake.row.cell_too_large"
ROW_TOO_WIDE = "intake.row.too_wide"
ROW_OF_NULS = "intake.row.nuls"
BARE_RETURN = "intake.row.bare_return"
CARD_TOO_LARGE = "intake.row.card_too_large"
CARD_EMPTY = "intake.row.card_empty"
CARD_CROWDED = "intake.row.card_crowded"
NOT_AN_OBJECT = "intake.row.not_an_object"
LETTER_TOO_LARGE = "intake.row.letter_too_large"
LETTER_HEAD_TOO_LARGE = "intake.row.letter_head_too_large"
LETTER_BROKEN = "intake.row.letter_broken"
LETTER_BOUNCED = "intake.row.letter_bounced"
NO_MESSAGES = "intake.row.no_messages"
NOTHING_SAID = "intake.row.nothing_said"
LETTER_AUTOMATIC = "intake.row.letter_automatic"

KINDS: dict[str, type[FileRefused]] = {
    kind.__name__: kind
    for kind in (
        *(EmptyFile, NotReadable, NotWritable, NotATable, UnknownEncoding, WrongMap),
        *(TooManyColumns, TooManyRows, TooManyBadRows, LineTooLong, UnpacksTooLarge),
        *(DamagedFile, EncryptedFile, ParserDied, ParserStalled),
    )
}
"""By name, as they travel from the process that reads a file."""
