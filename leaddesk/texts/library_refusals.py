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
    "playbook.no_such_playbook": N_(
        "There is no strategy “{playbook}”; nothing was changed. Choose another one."
    ),
    "reply.no_such_way": N_(
        "Replies go by email, whatsapp, telegram, viber or sms, not by “{way}”; nothing was changed. "
        "Choose one of these."
    ),
    "task.no_such_role": N_("There is no role “{role}”; nothing was changed. Choose another one."),
    "material.no_such_material": N_(
        "There is no material “{material}”; nothing was changed. Choose another one."
    ),
    "reply.empty": N_("A reply without words is not sent; nothing was changed. Write something."),
    "post.no_server": N_(
        "No server for letters is set up; nothing was sent. Set one up, or open the letter in your "
        "mail program."
    ),
    "post.bad_config": N_(
        "The settings of sending in {path} cannot be read ({why}); nothing was sent. Set the server up again."
    ),
    "post.not_trusted": N_(
        "{host} shows a certificate that is not trusted ({why}); neither the letter nor the password was "
        "sent. Check the name of the server, or give the file of its authority."
    ),
    "post.no_tls": N_(
        "{host} does not offer a protected connection; neither the letter nor the password was sent. "
        "Ask for its TLS port, mostly 465 or 587."
    ),
    "post.login": N_(
        "{host} does not let {user} in; the letter was not sent and stays here. Type the right password."
    ),
    "post.refused_address": N_(
        "The server does not take letters to {to} ({why}); the letter was not sent. Check the address."
    ),
    "post.unreachable": N_(
        "{host} does not answer as a mail server does ({why}); the letter was not sent and stays here. "
        "Try again later, or open it in your mail program."
    ),
    "define.too_long": N_("This is longer than {most} signs; nothing was saved. Make it shorter."),
    "define.unreadable": N_("This cannot be read ({why}); nothing was saved. Mend that line."),
    "define.not_rows": N_(
        "Only blocks [[{name}]] can stand here; nothing was saved. Begin each one with that line."
    ),
    "define.not_plain": N_(
        "Only words, whole numbers, true and false can stand here; nothing was saved. Mend the values."
    ),
    "define.needs_name": N_("A name in at least one language is needed; nothing was saved."),
}
