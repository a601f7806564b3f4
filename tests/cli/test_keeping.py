"""`leaddesk check`, `backup` and `restore`: the base is proved, copied and brought back."""

from pathlib import Path

from tests.cli.conftest import Shell


def test_a_base_at_work_is_in_order(shell: Shell) -> None:
    """CLI.md: check."""
    lead = shell.capture(channel="form")
    shell("do", "take", lead)
    shell("undo")

    told = shell.json("check")

    assert told == {
        "ok": True, "integrity": True, "projections": True, "open_imports": [], "problems": [], "notices": []
    }  # fmt: skip


def test_a_backup_brings_back_what_was_there(shell: Shell, tmp_path: Path) -> None:
    """A consistent copy; what stood in its place is kept aside."""
    kept = shell.capture()
    copy = tmp_path / "copy.sqlite"
    made = shell.json("backup", str(copy))
    shell("do", "note", kept, "--text", "after the backup")

    refused = shell("restore", str(copy), ok=False)
    restored = shell.json("restore", str(copy), "--force")

    assert made["bytes"] == copy.stat().st_size > 0
    assert refused.status == 1
    assert "--force" in refused.err
    assert Path(restored["aside"]).exists()
    assert shell.lead(kept)["notes"] == []
    assert shell.json("check")["ok"]


def test_a_backup_never_overwrites_by_itself(shell: Shell, tmp_path: Path) -> None:
    """The last good copy may be there."""
    shell.capture()
    copy = tmp_path / "copy.sqlite"
    copy.write_text("precious")

    ran = shell("backup", str(copy), ok=False)

    assert ran.status == 1
    assert copy.read_text() == "precious"


def test_a_restore_takes_only_a_base(shell: Shell, tmp_path: Path) -> None:
    """A wrong file must not take the place of a good base."""
    lead = shell.capture()
    wrong = tmp_path / "notes.txt"
    wrong.write_text("no base at all")

    missing = shell("restore", str(tmp_path / "none.sqlite"), "--force", ok=False)
    refused = shell("restore", str(wrong), "--force", ok=False)

    assert (missing.status, refused.status) == (1, 1)
    assert "There is no file" in missing.err
    assert shell.lead(lead)["id"] == lead
