"""The command line as a test drives it: the real `main(argv)` on a base of its own."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from leaddesk import texts
from leaddesk.cli.door import main

NOW = "2026-11-20T10:14:05+02:00"


@dataclass(frozen=True)
class Ran:
    """What a command said and how it ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Shell:
    """Runs commands on one base, at a fixed business time, in English."""

    db: str
    capsys: pytest.CaptureFixture[str]
    now: str = NOW
    user: str = ""

    def __call__(self, *words: str, ok: bool = True) -> Ran:
        self.capsys.readouterr()
        told = ["--db", self.db, "--now", self.now, "--lang", "en"]
        status = main([*told, *(["--as", self.user] if self.user else []), *words])
        said = self.capsys.readouterr()
        ran = Ran(status, said.out, said.err)
        assert not ok or status == 0, f"{words}: {said.err} {said.out}"
        return ran

    def json(self, *words: str) -> Any:
        return self(*words, "--json").json

    def capture(self, name: str = "Олена Гнатюк", phone: str = "067 123 45 67", **more: str) -> str:
        """A new lead; its id."""
        words = [part for key, value in more.items() for part in (f"--{key.replace('_', '-')}", value)]
        done = self.json("do", "capture", "--name", name, "--phone", phone, *words)
        return str(done["changed"][0])

    def lead(self, lead_id: str) -> dict[str, Any]:
        told: dict[str, Any] = self.json("show", lead_id)
        return told


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Shell]:
    """A shell on an empty base."""
    before = texts.language()
    yield Shell(f"sqlite:///{tmp_path / 'base.sqlite'}", capsys)
    texts.set_language(before)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    before = texts.language()
    texts.set_language(code)
    try:
        yield
    finally:
        texts.set_language(before)
