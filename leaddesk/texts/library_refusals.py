"""Sentences for what scripts, replies, recordings and the other things of the library refuse."""

from collections.abc import Mapping

from leaddesk.texts import N_

LIBRARY: Mapping[str, str] = {
    "script.no_such_script": N_(
        "There is no script “{script}” with steps; nothing was changed. Choose another one."
    ),
    "script.no_such_step": N_(
        "The script has no step “{step}” with such a reply; nothing was changed. It may have been edited "
        "just now: open the lead again."
    ),
}
