"""Why a picture of a card is not read."""

from leaddesk.domain.refusals import Refused


class PictureRefused(Refused):
    """A picture that is not read; `key` names the reason, `said` its figures and mostly its `name`.

    Keys, each after `intake_picture_`: `missing`, `empty`, `too_heavy {mb, most_mb}`, `kind {kind}`,
    `broken`, `pages {pages, most}`,
    `too_large {width, height, most_mp}` (megapixels), `too_small {width, height}`, `animated {frames}`,
    `languages {missing}` (ISO 639-1 codes without installed data), `time {seconds}`, `stopped`.
    """
