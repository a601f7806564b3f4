"""The project's own tools: the script, the lock, and the files that travel with the program."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from leaddesk import resources

ROOT = Path(__file__).resolve().parent.parent
DEV = ROOT / "dev"
COMMANDS = ("run", "test", "check", "texts", "lock")


def dev(
    *arguments: str, path: str | None = None, script: Path = DEV, **env: str
) -> subprocess.CompletedProcess[str]:
    """Run the script as a person would; `path` replaces the folders where programs are found."""
    clean = {
        k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    return subprocess.run(
        [str(script), *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**clean, **({"PATH": path} if path else {}), **env},
    )


@pytest.fixture
def ready_project(tmp_path: Path) -> Path:
    """A small project with this script, set up already, whose Python only repeats what it was told."""
    for name in ("dev", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "tests").mkdir()
    programs = tmp_path / ".venv" / "bin"
    programs.mkdir(parents=True)
    (programs / "python").write_text('#!/bin/sh\necho "python $*"\nexit "${PYTHON_ENDS_WITH:-0}"\n')
    (programs / "python").chmod(0o755)
    files = [str(tmp_path / name) for name in ("requirements.lock", "pyproject.toml", "dev")]
    joined = subprocess.run(["cat", *files], capture_output=True, check=True).stdout
    checksum = (
        subprocess.run(["cksum"], input=joined, capture_output=True, check=True).stdout.decode().strip()
    )
    for kind in ("run", "test", "all"):
        (tmp_path / ".venv" / f".ready-{kind}").write_text(f"{tmp_path} {checksum}\n")
    return tmp_path


@pytest.mark.parametrize("shell", ["sh", "bash", "dash"])
def test_the_script_is_understood_by_each_shell(shell: str) -> None:
    """It runs on any Debian, whatever /bin/sh is there."""
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")

    done = subprocess.run([program, "-n", str(DEV)], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


def test_without_a_command_it_lists_its_commands() -> None:
    """Every command of the issue has its line."""
    done = dev()

    assert done.returncode == 0
    assert all(f"./dev {command}" in done.stdout for command in COMMANDS)


def test_a_wrong_command_is_wrong_usage() -> None:
    """Status 2 and the list of commands, on stderr."""
    done = dev("tets")

    assert (done.returncode, done.stdout) == (2, "")
    assert "./dev test" in done.stderr


def test_a_second_start_does_no_set_up(ready_project: Path) -> None:
    """The set-up leaves a stamp; a start that finds it only starts."""
    done = dev("run", "list", "--json", script=ready_project / "dev")

    assert (done.returncode, done.stdout, done.stderr) == (0, "python -m leaddesk list --json\n", "")


@pytest.mark.parametrize("arguments", [(), ("--demo",), ("--lang", "uk"), ("--size", "1366x700", "--demo")])
def test_without_a_screen_it_offers_pictures_instead_of_a_crash(
    arguments: tuple[str, ...], ready_project: Path
) -> None:
    """Qt's own words there are `could not load the platform plugin xcb` and an abort."""
    done = dev("run", *arguments, script=ready_project / "dev")

    assert (done.returncode, done.stdout) == (1, "")
    assert "--platform offscreen --demo --screenshot" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [("list",), ("--platform", "offscreen"), ("--json", "list"), ("--lang", "uk", "check"), ("--help",)],
)
def test_what_needs_no_screen_starts_without_one(arguments: tuple[str, ...], ready_project: Path) -> None:
    """CLI.md: every command works without a display."""
    done = dev("run", *arguments, script=ready_project / "dev")

    assert done.stdout == f"python -m leaddesk {' '.join(arguments)}\n"


def test_arguments_reach_the_program_as_they_were_typed(ready_project: Path) -> None:
    """A query with spaces, quotes and stars stays one argument."""
    (ready_project / ".venv/bin/python").write_text('#!/bin/sh\nfor a in "$@"; do echo "<$a>"; done\n')

    done = dev("run", "list", 'stage:new "Їжак & Ко" *', script=ready_project / "dev")

    assert done.stdout.splitlines() == ["<-m>", "<leaddesk>", "<list>", '<stage:new "Їжак & Ко" *>']


@pytest.mark.parametrize(
    ("ends_with", "status", "words"),
    [("0", 0, "all tests passed"), ("1", 1, "some tests failed"), ("5", 1, "no test")],
)
def test_the_status_of_the_tests_is_the_status_of_the_script(
    ends_with: str, status: int, words: str, ready_project: Path
) -> None:
    """Although the output passes through a pipe, and each part has a status of its own."""
    done = dev("test", "-k", "something", script=ready_project / "dev", PYTHON_ENDS_WITH=ends_with)

    assert done.returncode == status
    assert words in done.stdout + done.stderr
    assert "pytest -m not xcb and not alone and not slow -n 2" in done.stdout


def test_all_runs_the_slow_ones_too(ready_project: Path) -> None:
    """`--all` is ours and does not reach pytest."""
    done = dev("test", "--all", script=ready_project / "dev")

    assert "slow" not in done.stdout
    assert "--all" not in done.stdout


def tools_without(folder: Path, *hidden: str) -> str:
    """A PATH with the ordinary programs except the hidden ones."""
    names = {f.name: f for d in ("/usr/bin", "/bin", "/usr/sbin", "/sbin") for f in Path(d).iterdir()}
    for name, file in names.items():
        if not name.startswith(hidden):
            (folder / name).symlink_to(file)
    return str(folder)


@pytest.fixture
def bare_project(ready_project: Path) -> Path:
    """The same project before its first start."""
    shutil.rmtree(ready_project / ".venv")
    (ready_project / "programs").mkdir()
    return ready_project


def test_a_machine_without_python_is_told_so(bare_project: Path) -> None:
    """No bare traceback and no `command not found`."""
    path = tools_without(bare_project / "programs", "python", "apt-get", "dpkg")

    done = dev("run", "--platform", "offscreen", path=path, script=bare_project / "dev")

    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr
    assert "not found" not in done.stderr


def test_packages_that_need_an_administrator_are_named(bare_project: Path) -> None:
    """An ordinary user without sudo gets the line to hand on; nothing was changed."""
    path = tools_without(bare_project / "programs", "sudo", "ldconfig", "id", "apt-get")
    for name, text in {"ldconfig": "exit 0", "id": "echo 1000", "apt-get": "exit 1"}.items():
        (bare_project / "programs" / name).write_text(f"#!/bin/sh\n{text}\n")
        (bare_project / "programs" / name).chmod(0o755)

    done = dev("run", path=path, script=bare_project / "dev")

    assert done.returncode == 1
    assert "apt-get install --no-install-recommends" in done.stderr
    assert "libgl1" in done.stderr
    assert "libxcb-cursor0" in done.stderr
    assert not (bare_project / ".venv").exists()


def test_apt_that_fails_is_explained(bare_project: Path) -> None:
    """Without a network the last words of apt-get are shown, and what to do."""
    path = tools_without(bare_project / "programs", "ldconfig", "apt-get", "id")
    script = 'case "$*" in *install*) echo "E: Unable to fetch" >&2; exit 100 ;; esac'
    for name, text in {"ldconfig": "exit 0", "id": "echo 0", "apt-get": script}.items():
        (bare_project / "programs" / name).write_text(f"#!/bin/sh\n{text}\n")
        (bare_project / "programs" / name).chmod(0o755)

    done = dev("run", path=path, script=bare_project / "dev")

    assert done.returncode == 1
    assert "E: Unable to fetch" in done.stderr
    assert "try again with a network" in done.stderr


# -- The lock --


def locked() -> dict[str, list[str]]:
    """Names in the lock, each with its lines."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in (ROOT / "requirements.lock").read_text(encoding="utf8").splitlines():
        if re.match(r"[a-zA-Z0-9]", line):
            name = canonicalize_name(re.split(r"[=\[ ]", line)[0])
        if name and not line.lstrip().startswith("#"):
            found.setdefault(name, []).append(line)
    return found


def test_every_locked_package_has_hashes_and_no_address() -> None:
    """The lock travels between registries: names, versions and sha256 only."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf8")

    assert "://" not in text
    assert " @ " not in text
    assert "--index" not in text
    assert "--find-links" not in text
    assert [
        name for name, lines in locked().items() if not any("--hash=sha256:" in line for line in lines)
    ] == []
    assert [name for name, lines in locked().items() if "==" not in lines[0]] == []


def test_the_lock_has_every_package_that_the_project_names() -> None:
    """`./dev lock` was run after the last change of pyproject.toml; camera and recordings are not in it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))
    extras = project["project"]["optional-dependencies"]
    asked = [*project["project"]["dependencies"], *extras["dev"], *extras["mail"], *extras["postgres"]]
    asked += project["build-system"]["requires"]
    versions = {
        name: re.findall(
            r"==([^ \\]+)", " ".join(line for line in lines if "==" in line and "--hash" not in line)
        )
        for name, lines in locked().items()
    }

    for text in asked:
        wanted = Requirement(text)
        name = canonicalize_name(wanted.name)
        if name != "leaddesk":
            assert any(version in wanted.specifier for version in versions.get(name, [])), text
    assert "pyside6-addons" not in versions


def test_pyside_stays_below_the_broken_version_on_old_pythons() -> None:
    """DEPENDENCIES 0: 6.12 kills the process on Python 3.11."""
    for line in locked()["pyside6-essentials"]:
        if "==6.12" in line:
            assert "python_full_version >= '3.12'" in line


# -- The files that travel with the program --


def test_resources_are_found_in_a_checkout() -> None:
    """ARCHITECTURE 1: one function finds them everywhere."""
    assert resources.resource("texts") == ROOT / "resources" / "texts"
    assert resources.resource("fonts", "Inter-Regular.otf").stat().st_size > 100_000


def test_a_missing_resource_is_named() -> None:
    """A broken installation says which file is missing."""
    with pytest.raises(FileNotFoundError, match="resources/icons/unicorn"):
        resources.resource("icons", "unicorn")


def test_resources_are_found_in_a_frozen_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyInstaller unpacks them under sys._MEIPASS, as build.spec maps them."""
    folder = tmp_path / "leaddesk" / "_resources" / "texts"
    folder.mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert resources.resource("texts") == folder
    assert '("resources", "leaddesk/_resources")' in (ROOT / "build.spec").read_text(encoding="utf8")


def test_resources_are_found_in_a_wheel(tmp_path: Path) -> None:
    """`pip install .` brings texts, fonts and every room; no test travels with it."""
    build = "import hatchling.build as b, sys; print(b.build_wheel(sys.argv[1]))"
    made = subprocess.run(
        [sys.executable, "-c", build, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    wheel = tmp_path / made.stdout.split()[-1]
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "installed")
    code = "from leaddesk.resources import resource as r; print(r('texts'), r('fonts', 'OFL.txt').is_file())"

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path / "installed", capture_output=True, text=True, check=False
    )

    assert done.stdout.split() == [str(tmp_path / "installed/leaddesk/_resources/texts"), "True"], done.stderr
    assert [name for name in names if name.startswith("tests")] == []
    assert any(name.endswith("licenses/LICENSE") for name in names)
