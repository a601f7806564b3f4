"""Every command that README.md names is run, or its words are checked, so that README stays true."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from leaddesk import texts
from leaddesk.app.place import BASE_FILE, Opening
from leaddesk.cli.door import COMMANDS, main
from tests.intake.card_made import drawn, saved

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DEV = (ROOT / "dev").read_text(encoding="utf-8")

PROGRAMS = (
    "./dev",
    "leaddesk",
    ".venv",
    "uv",
    "pip",
    "py",
    "python",
    "python3",
    "sudo",
    "brew",
    "sh",
    "psql",
)
"""First words that make a piece of code in README a command."""

WINDOW_WORDS = ("--platform", "offscreen", "--demo", "--screenshot", "shots", "--screens", "inbox")
"""What a command that would open the window is given, so that it ends by itself with a picture."""

NOW = "2026-11-20T10:14:05+02:00"
LETTER = b"From: Ann Bell <ann@roof.example>\r\nMessage-ID: <1@roof.example>\r\n\r\nWe need a pump."
CSV = "full_name,phone,need\nОлена Гнатюк,0671234567,Потрібен дах\nJohn Miller,+442079460018,A roof\n"


@dataclass(frozen=True)
class Named:
    """A command of README: its words and whether it stands in a block to be typed as it is."""

    text: str
    in_block: bool

    @property
    def words(self) -> list[str]:
        return shlex.split(self.text.replace("\\", "/"), comments=True)


def commands_of(text: str) -> list[Named]:
    """Lines of `sh` blocks, and inline code that begins with a program; each once, in order."""
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.M | re.S)
    told = [Named(_bare(line), True) for block in blocks for line in block.splitlines()]
    rest = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    for comment in re.findall(r"#(.*)", "\n".join(blocks)):
        rest += comment + "\n"
    told += [Named(_bare(code), False) for code in re.findall(r"`([^`\n]+)`", rest) if _is_command(code)]
    first: dict[str, Named] = {}
    for one in told:
        first.setdefault(one.text, one)
    return [one for one in first.values() if one.text]


def _bare(line: str) -> str:
    """Without the comment at its end."""
    return re.sub(r"(^|\s)#.*", "", line).strip()


def _is_command(code: str) -> bool:
    first = re.split(r"[\s\\]", code.strip())[0]
    return first in PROGRAMS or first.startswith(".venv/bin/")


NAMED = commands_of(README)


# -- Where a command runs --


class Desk:
    """A folder with what README's examples speak of, a base with leads, and the ids that they stand for."""

    def __init__(self, folder: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.data, self.capsys = folder, data, capsys
        self.ids: dict[str, str] = {}

    def run(self, *words: str) -> tuple[int, str, str]:
        """The program's own door, in this process."""
        self.capsys.readouterr()
        status = main(["--now", NOW, "--lang", "en", *words])
        said = self.capsys.readouterr()
        return status, said.out, said.err

    def fill(self, folder: Path) -> None:
        """A copy of the base in `folder`, which is made when first wanted; one of its leads is starred."""
        if not folder.exists():
            told = {"IMPORT_ID": self._asked("import", "leads.csv", "--data", str(folder))["import_id"]}
            rows = self._asked("list", "--data", str(folder))
            told["ID"] = rows[0]["id"]
            self.run("do", "star", rows[1]["id"], "--data", str(folder))
            (folder / "ids.json").write_text(json.dumps(told), encoding="utf-8")
        shutil.copytree(folder, self.data)
        self.ids = json.loads((self.data / "ids.json").read_text(encoding="utf-8"))

    def _asked(self, *words: str) -> Any:
        return json.loads(self.run(*words, "--json")[1])


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the base with leads lies once it is made."""
    return tmp_path_factory.mktemp("readme") / "filled"


@pytest.fixture
def desk(
    tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Desk]:
    """A folder with a file of leads to work in, which is the current one."""
    monkeypatch.chdir(tmp_path)
    spoken = texts.language()
    (tmp_path / "leads.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "request.eml").write_bytes(LETTER)
    yield Desk(tmp_path, data_dir, capsys)
    texts.set_language(spoken)


def _card(desk: Desk) -> None:
    lines = [(80, 90, 60, "Olena Hnatiuk"), (80, 200, 36, "+380 67 123 45 67"), (80, 280, 36, "o@roof.ua")]
    saved(drawn(lines), desk.folder)


def _step(desk: Desk) -> None:
    """A copy of a base is a site of its own, so the step to be undone is taken here."""
    desk.run("do", "take", desk.ids["ID"])


def _undone_step(desk: Desk) -> None:
    _step(desk)
    desk.run("undo")


def _copy_of_a_base(desk: Desk) -> None:
    desk.run("backup", "base-copy.db")
    shutil.rmtree(desk.data)


EMPTY = ("demo", "import", "bench")
"""Commands that are shown on a base without leads."""

PREPARED: dict[str, Callable[[Desk], object]] = {
    "scan": _card,
    "restore": _copy_of_a_base,
    "undo": _step,
    "redo": _undone_step,
}
"""What must lie in the folder before a command runs, by the command."""

PLACEHOLDERS = {
    "FILE": "leads.csv",
    "DIR": "out",
    "QUERY": "is:new",
    "NAME": "Олена",
    "URL": "sqlite:///here.db",
}
"""Words of README that stand for something."""

ALONE = {"mail", "intake", "import", "revert", "export", "scan", "show", "restore", "backup", "do", "report"}
"""Commands that README may speak of by name; named alone they need more words, so their help is asked."""

SHORTENED = {"bench": ["--names"]}
"""A command that takes minutes is measured by one of its parts."""


def _words_to_run(desk: Desk, named: Named) -> list[str]:
    words = named.words[1:]
    command = next((word for word in words if word in COMMANDS), "")
    if words == [command] and command in ALONE and not named.in_block:
        return [command, "--help"]
    if words == [command] and command in SHORTENED:
        words += SHORTENED[command]
    return [{**PLACEHOLDERS, **desk.ids}.get(word, word) for word in words]


# -- What each program's commands mean --


def by_leaddesk(desk: Desk, named: Named, request: pytest.FixtureRequest) -> None:
    """`leaddesk COMMAND ...` ends well on a base like a person's."""
    command = next((word for word in named.words if word in COMMANDS), "")
    if not command:
        _window(desk, [sys.executable, "-m", "leaddesk", *named.words[1:]])
        return
    if command not in EMPTY:
        desk.fill(request.getfixturevalue("filled"))
    PREPARED.get(command, lambda _desk: None)(desk)
    words = _words_to_run(desk, named)
    words = [request.getfixturevalue("postgres_url") if w.startswith("postgresql:") else w for w in words]
    status, _out, err = desk.run(*words)
    assert status == 0, err


def _window(desk: Desk, words: list[str], folder: Path | None = None) -> None:
    """Run what would open the window so that it paints a picture and ends."""
    added = [] if "--screenshot" in words else list(WINDOW_WORDS[:5])
    missing = [word for word in added if word not in words]
    words += [*missing, *WINDOW_WORDS[5:]]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "LEADDESK_DATA": str(desk.data)}
    done = subprocess.run(
        words, cwd=folder or desk.folder, env=env, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert [path.name for path in ((folder or desk.folder) / "shots").iterdir()] == ["inbox.png"]


def by_dev(desk: Desk, named: Named, request: pytest.FixtureRequest) -> None:
    """`./dev run` really runs; the others, which run these very tests, are known to the script's usage."""
    _program, command, *words = named.words
    if command == "run":
        _window(desk, ["./dev", "run", *words], _checkout(desk.folder))
        return
    usage = subprocess.run([ROOT / "dev"], capture_output=True, text=True, check=True).stdout
    line = next((line for line in usage.splitlines() if line.startswith(f"./dev {command} ")), "")
    subprocess.run(["sh", "-n", ROOT / "dev"], check=True)
    assert line or re.search(rf"^\./dev {command}$", usage, re.M)
    assert all(word in line for word in words)


def _checkout(folder: Path) -> Path:
    """A project that is set up already: this script beside a Python that runs this program."""
    place = folder / "project"
    programs = place / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name in ("dev", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, place / name)
    (programs / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (programs / "python").chmod(0o755)
    joined = b"".join((place / name).read_bytes() for name in ("requirements.lock", "pyproject.toml", "dev"))
    told = subprocess.run(["cksum"], input=joined, capture_output=True, check=True).stdout.decode().strip()
    (place / ".venv" / ".ready-run").write_text(f"{place} {told}\n")
    return place


def by_pip(desk: Desk, named: Named, request: pytest.FixtureRequest) -> None:
    """`pip install .` and its extras: the project can be built and has them."""
    assert named.words[1] == "install"
    for target in named.words[2:]:
        found = re.fullmatch(r"\.(?:\[(.+)\])?", target)
        assert found, target
        extras = set((found.group(1) or "").split(",")) - {""}
        assert extras <= set(PROJECT["project"]["optional-dependencies"])


def by_uv(desk: Desk, named: Named, request: pytest.FixtureRequest) -> None:
    """`uv run leaddesk`: the project has that script."""
    assert named.words[1] == "run"
    assert named.words[2] in PROJECT["project"]["scripts"]


def by_package_manager(desk: Desk, named: Named, request: pytest.FixtureRequest) -> None:
    """Packages of another system: those that `./dev` would name there."""
    words = [word for word in named.words if word not in ("sudo", "dnf", "brew", "install")]
    known = {"python", "python3", "tesseract", "tesseract-lang"}
    assert all(word in known or word in DEV or _is_language_pack(word) for word in words), words


def _is_language_pack(word: str) -> bool:
    found = re.fullmatch(r"tesseract-langpack-(\w+)", word)
    return bool(found) and f" {found.group(1)}" in DEV


def by_python(desk: Desk, named: Named, request: pytest.FixtureRequest) -> None:
    """`py -m venv .venv`: a module that Python has."""
    if len(named.words) > 1:
        assert named.words[1:3] == ["-m", "venv"]


def by_environment(desk: Desk, named: Named, request: pytest.FixtureRequest) -> None:
    """A program of the virtual environment: pip and pyinstaller as locked, leaddesk as installed."""
    program, *words = named.words
    name = Path(program).name
    if name == "pip":
        by_pip(desk, Named(" ".join(["pip", *words]), named.in_block), request)
    elif name == "leaddesk":
        assert name in PROJECT["project"]["scripts"]
    elif name == "pyinstaller":
        assert "\npyinstaller==" in (ROOT / "requirements.lock").read_text()
        assert all((ROOT / word).is_file() for word in words)
    elif words or not program.endswith(".venv"):
        pytest.fail(f"README names a program that this test does not know: {program}")


RUNS: dict[str, Callable[[Desk, Named, pytest.FixtureRequest], None]] = {
    "leaddesk": by_leaddesk,
    "./dev": by_dev,
    "pip": by_pip,
    "uv": by_uv,
    "sudo": by_package_manager,
    "brew": by_package_manager,
    "py": by_python,
    "python": by_python,
    "python3": by_python,
}


def _marks(named: Named) -> tuple[Any, ...]:
    return (pytest.mark.postgres,) if "postgresql:" in named.text else ()


@pytest.mark.parametrize("named", [pytest.param(n, id=n.text, marks=_marks(n)) for n in NAMED])
def test_a_command_of_readme_does_what_it_says(
    named: Named, desk: Desk, request: pytest.FixtureRequest
) -> None:
    """Issue 2, section 5: every command in README is run by a test."""
    program = named.words[0]
    runs = RUNS.get(program) or (by_environment if program.startswith(".venv") else None)

    assert runs is not None, f"README names {named.text}, which this test does not know how to run"
    runs(desk, named, request)


def test_readme_has_the_commands_that_a_reader_needs() -> None:
    """A test over an empty list would prove nothing."""
    told = [named.text for named in NAMED]

    assert {"./dev run", "./dev test"} <= set(told)
    assert {word for text in told for word in text.split()[1:2]} >= {"demo", "import", "list", "check"}


def test_a_command_that_nobody_knows_is_found() -> None:
    """The finder of commands sees blocks, inline code and comments, and leaves other code alone."""
    found = commands_of("Type `leaddesk fly`, not `Ctrl+N`.\n\n```sh\n./dev swim  # or `pip sink`\n```\n")

    assert [named.text for named in found] == ["./dev swim", "leaddesk fly", "pip sink"]


def test_an_unknown_command_of_the_program_fails(desk: Desk, request: pytest.FixtureRequest) -> None:
    """So README cannot speak of what was never made."""
    with pytest.raises(AssertionError):
        by_leaddesk(desk, Named("leaddesk list --no-such-option", True), request)
    with pytest.raises(AssertionError):
        by_dev(desk, Named("./dev swim", True), request)


@pytest.mark.parametrize("path", re.findall(r"\]\(([^):#]+)\)", README) or [""])
def test_what_readme_links_to_is_there(path: str) -> None:
    """Pictures and pages lie where README says."""
    assert (ROOT / path).is_file()


def test_readme_names_the_file_of_the_base() -> None:
    """Where the data lives, so that it can be found and copied."""
    assert Opening().base_url.endswith(BASE_FILE)
    assert f"`{BASE_FILE}`" in README
