"""A real IMAP server for the tests: Debian's dovecot on loopback, own folder, own certificate authority."""

import contextlib
import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

USER, PASSWORD = "sales@our.example", "s3cret-word"


class NoDovecot(Exception):
    """This machine has no dovecot; `./dev test` installs dovecot-imapd."""


@dataclass(frozen=True)
class DovecotServer:
    """One running server: its port (TLS), the certificate to trust, where each user's letters lie."""

    port: int
    authority: Path
    mails: Path

    def put(self, raw: bytes, name: str, user: str = USER, folder: str = "INBOX") -> None:
        """Deliver a letter as an MTA does: into `new` by a rename."""
        box = self.mails / user / ("" if folder == "INBOX" else f".{folder}")
        for part in ("tmp", "new", "cur"):
            (box / part).mkdir(parents=True, exist_ok=True)
        made = box / "tmp" / name
        made.write_bytes(raw)
        made.replace(box / "new" / name)
        if os.geteuid() == 0:
            for path in (self.mails, *self.mails.rglob("*")):
                shutil.chown(path, "nobody", "nogroup")


_CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {run}
state_dir = {run}
log_path = {folder}/log
mail_location = maildir:{mails}/%u
ssl = required
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.key
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
auth_mechanisms = plain
passdb {{
  driver = static
  args = password={password} allow_nets=127.0.0.1
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={mails}/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


@contextlib.contextmanager
def running_dovecot() -> Iterator[DovecotServer]:
    """The server until the block ends; raises NoDovecot."""
    program = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if program is None or shutil.which("openssl") is None:
        raise NoDovecot("no dovecot or openssl here; `./dev test` installs dovecot-imapd")
    folder = Path(tempfile.mkdtemp(prefix="ld-imap-"))
    folder.chmod(0o755)
    run: subprocess.Popen[bytes] | None = None
    try:
        port = _free_port()
        certificates(folder)
        command = [program, "-F", "-c", str(_configured(folder, port))]
        run = subprocess.Popen(_unprivileged(command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        server = DovecotServer(port, folder / "ca.pem", folder / "mails")
        _wait(server, run, folder / "log")
        yield server
    finally:
        if run is not None:
            run.terminate()
            run.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def _configured(folder: Path, port: int) -> Path:
    root = os.geteuid() == 0
    import grp
    import pwd

    user = "nobody" if root else pwd.getpwuid(os.geteuid()).pw_name
    account = pwd.getpwnam(user)
    group = grp.getgrgid(account.pw_gid).gr_name
    for name in ("run", "mails"):
        (folder / name).mkdir()
    config = folder / "dovecot.conf"
    config.write_text(
        _CONFIG.format(
            folder=folder, run=folder / "run", mails=folder / "mails", user=user, group=group, port=port,
            uid=account.pw_uid, gid=account.pw_gid, password=PASSWORD,
        )
    )  # fmt: skip
    if root:
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, account.pw_uid, account.pw_gid)
    return config


def certificates(folder: Path) -> None:
    """An authority, and a certificate of it for 127.0.0.1 and localhost."""

    def openssl(*words: str) -> None:
        subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)

    names = "subjectAltName=DNS:localhost,IP:127.0.0.1"
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "3",
            "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=LeadDesk tests")  # fmt: skip
    openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "server.key",
            "-out", "server.csr", "-subj", "/CN=localhost")  # fmt: skip
    (folder / "names").write_text(names)
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-days", "3", "-extfile", "names", "-out", "server.pem")  # fmt: skip


def _unprivileged(command: list[str]) -> list[str]:
    setpriv = shutil.which("setpriv")
    if os.geteuid() != 0 or setpriv is None:
        return command
    drop = ["--reuid=nobody", "--regid=nogroup", "--clear-groups", "--pdeathsig", "TERM"]
    return [setpriv, *drop, *command]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(server: DovecotServer, run: "subprocess.Popen[bytes]", log: Path) -> None:
    """Until it greets over TLS."""
    context = ssl.create_default_context(cafile=str(server.authority))
    until = time.monotonic() + 20
    while time.monotonic() < until and run.poll() is None:
        with contextlib.suppress(OSError):
            plain = socket.create_connection(("127.0.0.1", server.port), timeout=2)
            with context.wrap_socket(plain, server_hostname="127.0.0.1") as line:
                if line.recv(100).startswith(b"* OK"):
                    return
        with contextlib.suppress(subprocess.TimeoutExpired):
            run.wait(0.05)
    told = log.read_text(errors="replace")[-2_000:] if log.exists() else "no log"
    raise NoDovecot(f"dovecot does not answer: {told}")
