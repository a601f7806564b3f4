"""The thank-you letter to a visitor of a stand, in the visitor's language."""

from collections.abc import Mapping

from leaddesk.texts import N_, in_language

THANKS = N_("Good day, {name}!\n\nThank you for coming to our stand at {show}.")
NAMELESS = N_("Good day!\n\nThank you for coming to our stand at {show}.")
PROMISES: Mapping[str, str] = {
    "price": N_("As promised, we will send you the price by {day}."),
    "samples": N_("As promised, we will send you the samples by {day}."),
    "call": N_("As promised, we will call you by {day}."),
    "meeting": N_("As promised, we will agree on a meeting with you by {day}."),
}
REGARDS = N_("Kind regards,\n{sender}")
SUBJECT = N_("Thank you for your visit, {show}")


def thanks(code: str, name: str, show: str, sender: str, promise: str = "", day: str = "") -> tuple[str, str]:
    """Subject and text in the language `code`; a known `promise` is told with the `day` it is due."""
    told = {"name": name, "show": show, "sender": sender, "day": day}
    parts = [THANKS if name else NAMELESS]
    if promise in PROMISES and day:
        parts.append(PROMISES[promise])
    parts.append(REGARDS)
    text = "\n\n".join(in_language(code, part).format(**told) for part in parts)
    return in_language(code, SUBJECT).format(**told), f"{text}\n"
