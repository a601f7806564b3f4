"""Letters of this desk: which server sends them, and its password, which stands in the keyring only."""

from dataclasses import asdict
from pathlib import Path

from leaddesk.actions.keeping import OutLetter, PostPlace
from leaddesk.app.mail_fetching import keep_password, kept_password, read_file, write_file
from leaddesk.intake.mailbox import MailPlace
from leaddesk.intake.sending import PostRefused

CONFIG = "post.json"


class Posting:
    """Sends through the server that was settled for a data folder (the port `actions.keeping.Post`)."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / CONFIG
        self._typed = ""

    def place(self) -> PostPlace | None:
        """The server; None where none was settled. Raises PostRefused for a broken file."""
        told = read_file(self._path)
        if told is None:
            return None
        try:
            known = {
                name: told[name] for name in ("host", "user", "port", "address", "authority") if name in told
            }
            place = PostPlace(**known)
        except TypeError as fault:
            raise PostRefused("post.bad_config", path=str(self._path), why=str(fault)[:200]) from fault
        if not place.host or not place.user:
            raise PostRefused("post.bad_config", path=str(self._path), why="host, user")
        return place

    def settle(self, place: PostPlace) -> None:
        """Remember a server; its password never stands in this file."""
        write_file(self._path, asdict(place))

    def has_password(self) -> bool:
        """Whether nobody has to be asked."""
        place = self.place()
        return bool(self._typed) or (place is not None and kept_password(_keyed(place)) is not None)

    def send(self, letter: OutLetter, password: str = "", *, keep: bool = True) -> str:
        """Send a letter with the password given, typed before, or kept; raises PostRefused."""
        from leaddesk.intake.sending import send

        place = self.place()
        if place is None:
            raise PostRefused("post.no_server")
        known = password or self._typed or kept_password(_keyed(place)) or ""
        try:
            key = send(place, known, letter)
        except PostRefused as refusal:
            if refusal.key == "post.login":
                self._typed = ""
            raise
        if password and not (keep and keep_password(_keyed(place), password)):
            self._typed = password  # for as long as the program runs
        return key


def _keyed(place: PostPlace) -> MailPlace:
    return MailPlace(f"smtp:{place.host}", place.user)
