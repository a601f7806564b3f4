"""A letter out through an SMTP server: over TLS whose certificate is verified, or not at all."""

import re
import smtplib
import ssl
from base64 import b64encode
from email.message import EmailMessage
from email.utils import formataddr, formatdate, make_msgid

from leaddesk.actions.keeping import OutLetter, PostPlace
from leaddesk.domain.refusals import Refused

SECONDS = 30.0
TLS_AT_ONCE = 465
_WELCOME = 235
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


class PostRefused(Refused):
    """A letter that was not sent; what was written stays where it is."""


def send(place: PostPlace, password: str, letter: OutLetter) -> str:
    """Send a letter and give its Message-ID; raises PostRefused."""
    message = written(place, letter)
    try:
        context = ssl.create_default_context(cafile=place.authority or None)
        with _server(place, context) as server:
            try:
                _log_in(server, place.user, password)
            except smtplib.SMTPAuthenticationError as fault:
                raise _refusal(place, "post.login") from fault
            server.send_message(message, place.sender, [letter.to])
    except ssl.SSLCertVerificationError as fault:
        raise _refusal(place, "post.not_trusted", fault.verify_message) from fault
    except smtplib.SMTPRecipientsRefused as fault:
        why = next(iter(fault.recipients.values()), (0, b""))[1].decode("utf-8", "replace")
        raise PostRefused("post.refused_address", to=letter.to, why=why[:200]) from fault
    except (smtplib.SMTPException, OSError, ValueError) as fault:
        raise _refusal(place, "post.unreachable", str(fault)) from fault
    return str(message["Message-ID"])


def written(place: PostPlace, letter: OutLetter) -> EmailMessage:
    """The letter as it goes out; foreign text never makes a header of its own."""
    message = EmailMessage()
    message["From"] = formataddr((_line(letter.sender_name), _line(place.sender)))
    message["To"] = _line(letter.to)
    message["Subject"] = _line(letter.subject)
    message["Date"] = formatdate(localtime=True)
    message["Message-ID"] = make_msgid(domain=_line(place.sender).rpartition("@")[2] or "localhost")
    answers = [_line(one) for one in letter.answers if one.startswith("<") and one.endswith(">")]
    if answers:
        message["In-Reply-To"] = answers[-1]
        message["References"] = " ".join(answers)
    message.set_content(letter.text)
    return message


def _line(text: str) -> str:
    return _CONTROL.sub(" ", text).strip()


def _server(place: PostPlace, context: ssl.SSLContext) -> smtplib.SMTP:
    if place.port == TLS_AT_ONCE:
        return smtplib.SMTP_SSL(place.host, place.port, timeout=SECONDS, context=context)
    server = smtplib.SMTP(place.host, place.port, timeout=SECONDS)
    try:
        server.starttls(context=context)
    except smtplib.SMTPNotSupportedError as fault:
        server.close()
        raise _refusal(place, "post.no_tls") from fault
    except BaseException:
        server.close()
        raise
    return server


def _log_in(server: smtplib.SMTP, user: str, password: str) -> None:
    """As smtplib does; where it cannot (Python 3.11 knows only ASCII) by PLAIN in UTF-8 (RFC 4616)."""
    if user.isascii() and password.isascii():
        server.login(user, password)
        return
    told = b64encode(f"\0{user}\0{password}".encode("utf-8", "replace")).decode("ascii")
    code, said = server.docmd("AUTH", f"PLAIN {told}")
    if code != _WELCOME:
        raise smtplib.SMTPAuthenticationError(code, said)


def _refusal(place: PostPlace, key: str, why: str = "") -> PostRefused:
    return PostRefused(key, host=f"{place.host}:{place.port}", user=place.user, why=why[:200])
