"""The HTTP intake against a real client on loopback: what is answered, and what is in the base by then."""

import http.client
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from leaddesk.actions.ports import PageAsk
from leaddesk.actions.questions import Card, Leads
from leaddesk.app.compose import open_desk
from leaddesk.app.drafts import Told
from leaddesk.app.place import Opening
from leaddesk.app.receiving import Outcome, Receiver
from leaddesk.app.serving import IntakeServer, Rate, Rules
from leaddesk.domain.refusals import Unreachable
from leaddesk.intake.options import Options
from leaddesk.intake.posted import FORM

TOKEN = "open sesame"
ANN = {"name": "Ann Bell", "phone": "+44 20 7946 0018", "message": "Need 40 licences", "colour": "blue"}


@dataclass
class Site:
    """A site that sends to a running intake."""

    port: int
    desk: Any
    told: list[Outcome] = field(default_factory=list)

    def send(
        self, path: str = "/leads", body: Any = None, method: str = "POST", **headers: str
    ) -> tuple[int, Any]:
        status, told, _ = self.whole(path, body, method, **headers)
        return status, told

    def whole(
        self, path: str, body: Any, method: str = "POST", **headers: str
    ) -> tuple[int, Any, http.client.HTTPMessage]:
        raw = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        sent = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            line.request(method, path, raw, {name: value for name, value in sent.items() if value})
            answer = line.getresponse()
            said = answer.read()
            return answer.status, json.loads(said) if said else None, answer.headers
        finally:
            line.close()

    def names(self) -> list[str]:
        return sorted(row.name for row in self.desk.ask(Leads(PageAsk(limit=500))).rows)

    def lead(self, lead_id: str) -> Any:
        return self.desk.ask(Card(lead_id)).lead


@contextmanager
def running(url: str, folder: Path, rules: Rules, options: Options | None = None) -> Iterator[Site]:
    with open_desk(Opening(url=url, data=folder)) as desk:
        told: list[Outcome] = []
        receiver = Receiver(desk, options, Told("request"))
        server = IntakeServer(("127.0.0.1", 0), receiver, rules, told.append)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield Site(server.server_address[1], desk, told)
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


def rules(**more: Any) -> Rules:
    return Rules(TOKEN, **{"rate": 100_000, **more})


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'base.sqlite'}"


@pytest.fixture
def site(url: str, tmp_path: Path) -> Iterator[Site]:
    with running(url, tmp_path, rules()) as made:
        yield made


@pytest.mark.parametrize("store", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_a_form_is_in_the_base_when_202_is_said(
    store: str, url: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Issue 5.3: JSON with unknown names kept; SQLite and PostgreSQL."""
    base = url if store == "sqlite" else request.getfixturevalue("postgres_url")
    with running(base, tmp_path, rules()) as site:
        status, told = site.send(body=ANN)
        lead = site.lead(told["lead_id"])

    assert (status, told["fate"]) == (202, "new")
    assert (lead.need, lead.original, lead.channel) == ("Need 40 licences", "Need 40 licences", "form")
    assert lead.extra["colour"] == "blue"
    assert [(one.lead_id, one.fate) for one in site.told] == [(told["lead_id"], "new")]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (
            "application/x-www-form-urlencoded",
            b"name=%D0%86%D1%80%D0%B0&phone=0671234567&message=%D0%BD",
        ),
        ("application/x-www-form-urlencoded; charset=cp1251", b"name=%B2%F0%E0&phone=0671234567&message=%ED"),
        (
            "multipart/form-data; boundary=x",
            '--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nІра\r\n--x\r\nContent-Disposition: '
            'form-data; name="phone"\r\n\r\n0671234567\r\n--x--\r\n'.encode(),
        ),
        ("application/json; charset=utf-8", '{"name": "Іра", "phone": 380671234567}'.encode()),
    ],
)
def test_forms_come_in_every_way_that_pages_send_them(site: Site, kind: str, body: bytes) -> None:
    status, told = site.send("/form", body, Content_Type=kind)

    assert (status, told["fate"], site.names()) == (202, "new", ["Іра"])


def test_the_same_key_is_one_lead_however_often_and_at_once(site: Site) -> None:
    """Issue 5.3: idempotency key; twenty requests at the same moment."""
    with ThreadPoolExecutor(20) as pool:
        answers = list(
            pool.map(lambda n: site.send(body=ANN | {"note": str(n)}, Idempotency_Key="k1"), range(20))
        )

    assert {status for status, _ in answers} == {202}
    assert sorted(told["fate"] for _, told in answers) == ["duplicate"] * 19 + ["new"]
    assert len({told["lead_id"] for _, told in answers}) == 1
    assert site.names() == ["Ann Bell"]


def test_several_items_have_a_fate_each(site: Site) -> None:
    status, told = site.send(body=[ANN, ANN | {"name": "Bo", "phone": "+380671234567"}, {"name": "Nobody"}])

    assert status == 202
    assert [one["fate"] for one in told] == ["new", "new", "junk"]


def test_names_of_fields_are_mapped_as_data(url: str, tmp_path: Path) -> None:
    options = Options(columns={"f_1": "full_name", "f_2": "phone", "f_3": "need"})
    with running(url, tmp_path, rules(), options) as site:
        _, told = site.send(body={"f_1": "Ann", "f_2": "+380671234567", "f_3": "pump"})
        lead = site.lead(told["lead_id"])

    assert (site.told[0].fate, lead.need) == ("new", "pump")


def test_who_shows_no_token_or_a_wrong_one_brings_nothing(site: Site) -> None:
    for shown in ("", "Bearer wrong", "Bearer "):
        assert site.send(body=ANN, Authorization=shown)[0] == 401
    assert site.send(f"/leads?token={TOKEN.replace(' ', '%20')}", ANN, Authorization="")[0] == 202
    assert site.send(body=ANN, Authorization="", X_Token=TOKEN)[0] == 202
    assert site.names() == ["Ann Bell"]


@pytest.mark.parametrize(
    ("path", "body", "headers", "status"),
    [
        ("/nowhere", b"{}", {}, 404),
        ("/leads", b"{", {}, 400),
        ("/leads", b"[1]", {}, 400),
        ("/leads", b"[" * 100_000, {}, 400),
        ("/leads", json.dumps([{}] * 101).encode(), {}, 400),
        ("/leads", b"\xff\xfe", {}, 400),
        ("/leads", b"{}", {}, 422),
        ("/leads", b"<xml/>", {"Content_Type": "text/xml"}, 415),
        ("/leads", b"x" * 2_000_000, {}, 413),
        ("/leads", b"&".join(b"a%d=1" % n for n in range(500)), {"Content_Type": FORM}, 400),
        ("/messages", b'{"text": ""}', {}, 422),
        ("/signals", b'{"signal": "dance", "email": "a@b.example"}', {}, 422),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_and_nothing_is_saved(
    site: Site, path: str, body: bytes, headers: dict[str, str], status: int
) -> None:
    """Issue 5.3: size limits; a refusal saves nothing."""
    try:
        answered = site.send(path, body, **headers)[0]
    except (ConnectionResetError, BrokenPipeError):
        answered = 413  # the answer came before all of the body was taken

    assert answered == status
    assert site.names() == []


def test_only_post_is_taken_and_health_says_that_it_listens(site: Site) -> None:
    assert site.send("/leads", None, "GET")[0] == 405
    assert site.send("/leads", None, "DELETE")[0] == 405
    assert site.send("/health", None, "GET") == (200, {"ok": True})


def test_pages_of_other_sites_are_told_nothing_unless_allowed(url: str, tmp_path: Path, site: Site) -> None:
    """CORS off by default."""
    _, _, headers = site.whole("/leads", ANN, Origin="https://shop.example")
    status, _, asked = site.whole("/leads", None, "OPTIONS", Origin="https://shop.example")
    assert status == 405
    assert headers["Access-Control-Allow-Origin"] is asked["Access-Control-Allow-Origin"] is None

    other = f"sqlite:///{tmp_path / 'other.sqlite'}"
    with running(other, tmp_path, rules(origins=frozenset(("https://shop.example",)))) as open_site:
        status, _, asked = open_site.whole("/leads", None, "OPTIONS", Origin="https://shop.example")
        _, _, denied = open_site.whole("/leads", ANN, Origin="https://evil.example")
    assert (status, asked["Access-Control-Allow-Origin"]) == (204, "https://shop.example")
    assert denied["Access-Control-Allow-Origin"] is None


def test_too_many_requests_of_one_address_are_held_back(url: str, tmp_path: Path) -> None:
    """Rate limit."""
    with running(url, tmp_path, rules(rate=3)) as site:
        found = [site.send(body=ANN)[0] for _ in range(5)]

    assert found == [202, 202, 202, 429, 429]


def test_the_bucket_of_an_address_fills_again_by_the_minute() -> None:
    now = [0.0]
    rate = Rate(60, lambda: now[0])
    assert [rate.allows("a") for _ in range(61)][-2:] == [True, False]
    assert rate.allows("b")
    now[0] = 1.0
    assert [rate.allows("a"), rate.allows("a")] == [True, False]


def test_a_client_that_drips_is_cut_off_and_others_are_served(url: str, tmp_path: Path) -> None:
    """Slowloris: a request may take so long altogether, however the bytes come."""
    with running(url, tmp_path, rules(seconds=0.5, connections=4)) as site:
        slow = [socket.create_connection(("127.0.0.1", site.port)) for _ in range(3)]
        for one in slow:
            one.sendall(b"POST /leads HTTP/1.1\r\nX-A: ")
        began = time.monotonic()
        status, _ = site.send(body=ANN)
        for one in slow:
            one.settimeout(10)
            while one.recv(4_096):
                pass
            one.close()
        waited = time.monotonic() - began

    assert status == 202
    assert waited < 5


def test_more_connections_than_allowed_are_turned_away_at_once(url: str, tmp_path: Path) -> None:
    with running(url, tmp_path, rules(seconds=5, connections=1)) as site:
        with socket.create_connection(("127.0.0.1", site.port)) as held:
            held.sendall(b"POST /leads HTTP/1.1\r\n")
            answer = _until(lambda: _status(site.port), b"HTTP/1.1 503")
        assert answer.startswith(b"HTTP/1.1 503")


def _status(port: int) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
        try:
            return line.recv(100)
        except ConnectionResetError:
            return b"HTTP/1.1 503"


def _until(ask: Callable[[], bytes], wanted: bytes) -> bytes:
    """The held connection may not have been accepted yet when the next one comes."""
    for _ in range(200):
        found = ask()
        if found.startswith(wanted):
            return found
    return b""


def test_a_base_that_does_not_answer_is_503_and_not_202(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """202 only after the commit."""

    def gone(*_args: object, **_more: object) -> None:
        raise Unreachable("base.unreachable")

    monkeypatch.setattr(site.desk.store, "write", gone)
    status, told, headers = site.whole("/leads", ANN)

    assert (status, told["error"], headers["Retry-After"]) == (503, "base_unreachable", "30")
    assert site.told == []


def test_messages_and_comments_of_the_open_shape_join_one_thread(site: Site) -> None:
    """B2, C18: a comment is intake of its own kind, warm, with links to post and author."""
    author = {"name": "Юрій Сич", "profile": "https://instagram.com/yura.sych"}
    comment = {"kind": "comment", "channel": "instagram", "id": "c1", "post": "https://instagram.com/p/1",
               "author": author, "text": "Скільки коштує?", "time": "2026-11-20T10:00:00+02:00"}  # fmt: skip
    message = {
        "channel": "instagram",
        "id": "m1",
        "thread": "direct 5",
        "author": author,
        "text": "Пишу в дірект",
    }
    _, first = site.send("/comments", comment)
    _, again = site.send("/comments", comment)
    _, second = site.send("/messages", message)
    card = site.desk.ask(Card(first["lead_id"]))

    assert [first["fate"], again["fate"], second["fate"]] == ["new", "duplicate", "updated"]
    assert second["lead_id"] == first["lead_id"]
    assert (card.lead.channel, card.verdict.temperature) == ("comment", "warm")
    assert card.row.reachable
    (arrived,) = [event.value for event in card.events if event.kind == "arrived"]
    assert arrived["message"]["post"] == "https://instagram.com/p/1"
    assert arrived["message"]["profile"] == author["profile"]


def test_signals_are_taken_for_leads_of_today_and_of_later(site: Site) -> None:
    """B9: over HTTP, keyed by e-mail or phone."""
    signal = {"signal": "demo", "phone": "+442079460018", "at": "2026-11-19T10:00:00Z", "source": "site"}
    _, waits = site.send("/signals", signal)
    _, lead = site.send(body=ANN)
    _, now = site.send("/signals", signal | {"signal": "invoice"})
    found = site.lead(lead["lead_id"])

    assert (waits["fate"], waits["lead_id"]) == ("waiting", None)
    assert (now["fate"], now["lead_id"]) == ("updated", lead["lead_id"])
    assert {one.kind: one.source for one in found.signals} == {"demo": "site", "invoice": "site"}
