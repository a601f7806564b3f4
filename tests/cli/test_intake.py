"""`leaddesk intake` as a process: where it listens, a line an item, how it ends."""

import http.client
import json
import os
import re
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

from leaddesk.cli.intake import TOKEN_FILE
from tests.cli.conftest import Shell


def started(shell: Shell, data: Path, *words: str) -> tuple["subprocess.Popen[str]", int]:
    """The command in a process of its own, once it listens."""
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    told = [sys.executable, "-m", "leaddesk", "intake", "--listen", "127.0.0.1:0", "--json", "--lang", "en"]
    run = subprocess.Popen(
        [*told, "--db", shell.db, "--data", str(data), *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env,
    )  # fmt: skip
    assert run.stderr is not None
    for line in run.stderr:
        found = re.search(r"Listening on http://127\.0\.0\.1:(\d+)", line)
        if found:
            return run, int(found[1])
    raise AssertionError(f"it ended with {run.wait()}")


def sent(port: int, token: str, body: dict[str, str]) -> tuple[int, Any]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    line.request("POST", "/leads", json.dumps(body), headers)
    answer = line.getresponse()
    told = json.loads(answer.read())
    line.close()
    return answer.status, told


def test_each_item_is_a_line_of_json_and_the_end_is_clean(shell: Shell, tmp_path: Path) -> None:
    """CLI.md: a line per message: {id, lead_id, fate}; SIGTERM ends it with status 0."""
    data = tmp_path / "data"
    run, port = started(shell, data)
    token = (data / TOKEN_FILE).read_text().strip()

    status, told = sent(port, token, {"name": "Ann Bell", "phone": "+442079460018", "message": "Pump"})
    run.send_signal(signal.SIGTERM)
    out, _err = run.communicate(timeout=30)
    (row,) = shell.json("list")

    assert (status, run.returncode) == (202, 0)
    assert [json.loads(line) for line in out.splitlines()] == [told]
    assert told == {"id": told["id"], "lead_id": row["id"], "fate": "new"}
    assert stat.S_IMODE((data / TOKEN_FILE).stat().st_mode) == 0o600


def test_what_was_answered_202_is_there_after_a_kill(shell: Shell, tmp_path: Path) -> None:
    """Issue 5.3: 202 only after the commit."""
    data = tmp_path / "data"
    run, port = started(shell, data)
    token = (data / TOKEN_FILE).read_text().strip()
    answers = [sent(port, token, {"name": f"Ann {n}", "phone": f"+4420794600{n:02d}"})[0] for n in range(5)]
    run.kill()
    run.communicate(timeout=30)

    assert answers == [202] * 5
    assert len(shell.json("list")) == 5
    assert shell.json("check")["ok"]


def test_the_token_can_be_said_or_stand_in_the_environment(shell: Shell, tmp_path: Path) -> None:
    run, port = started(shell, tmp_path / "data", "--token", "open-sesame")
    answers = [
        sent(port, token, {"name": "Ann", "phone": "+442079460018"})[0] for token in ("wrong", "open-sesame")
    ]
    run.send_signal(signal.SIGTERM)
    run.communicate(timeout=30)

    assert answers == [401, 202]
    assert not (tmp_path / "data" / TOKEN_FILE).exists()


def test_a_place_that_is_taken_or_none_is_refused_in_a_sentence(shell: Shell, tmp_path: Path) -> None:
    for place in ("127.0.0.1:99999", "127.0.0.1", "203.0.113.1:8787"):
        ran = shell("intake", "--listen", place, "--data", str(tmp_path), ok=False)
        assert ran.status == 1
        assert "listen" in ran.err


def test_a_token_that_is_too_short_opens_nothing(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "t").write_text("abc")
    ran = shell("intake", "--listen", "127.0.0.1:0", "--token-file", str(tmp_path / "t"), ok=False)

    assert ran.status == 1
    assert "shorter than 8" in ran.err
