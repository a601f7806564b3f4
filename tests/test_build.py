"""The frozen program: PyInstaller's folder starts without our Python and paints the demo."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built program; about a minute of one core."""
    folder = tmp_path_factory.mktemp("build")
    places = ["--distpath", str(folder / "dist"), "--workpath", str(folder / "work")]
    done = subprocess.run(
        [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *places, "build.spec"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "dist" / "leaddesk" / "leaddesk"


def started(program: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run it far from the checkout and without anything of our environment that could help it."""
    clean = {key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL") if key in os.environ}
    return subprocess.run(
        [str(program), "--data", str(folder / "data"), *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**clean, "HOME": str(folder)},
    )


@pytest.mark.slow
def test_the_frozen_program_paints_the_demo(program: Path, tmp_path: Path) -> None:
    """Issue 2.1: `build.spec` builds a folder that starts offscreen and shows the demo."""
    pictures = tmp_path / "pictures"

    done = started(program, tmp_path, "--platform", "offscreen", "--demo", "--screenshot", str(pictures))

    assert done.returncode == 0, done.stderr
    painted = sorted(pictures.glob("*.png"))
    assert "inbox.png" in {picture.name for picture in painted}
    # An empty window of this size is a few kB; a list of leads with letters in it is not.
    assert all(picture.stat().st_size > 10_000 for picture in painted), done.stderr


@pytest.mark.slow
def test_the_frozen_program_keeps_a_base(program: Path, tmp_path: Path) -> None:
    """CLI.md: rules, storage with its migrations, and JSON work without a checkout."""
    made = started(program, tmp_path, "demo", "--leads", "20", "--seed", "1", "--json")
    counted = started(program, tmp_path, "list", "--count", "--json")

    assert made.returncode == 0, made.stderr
    assert counted.returncode == 0, counted.stderr
    assert any(character.isdigit() for character in counted.stdout)
