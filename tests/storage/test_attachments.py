"""Files by sha256: kept once, whole, and given back only as they were."""

import hashlib
from pathlib import Path

import pytest

from leaddesk.storage.attachments import Attachments


def test_the_same_bytes_are_kept_once_and_given_back(tmp_path: Path) -> None:
    kept = Attachments(tmp_path)
    digest = kept.put(b"plan")

    assert digest == kept.put(b"plan") == hashlib.sha256(b"plan").hexdigest()
    assert kept.get(digest) == b"plan"
    assert [path.is_file() for path in tmp_path.rglob("*")].count(True) == 1


def test_bytes_that_rotted_are_not_given_and_are_mended_by_the_next_put(tmp_path: Path) -> None:
    """RELIABILITY: verify the hash on read; a missing file is a placeholder, no error."""
    kept = Attachments(tmp_path)
    digest = kept.put(b"plan")
    kept.path(digest).write_bytes(b"pl")

    assert kept.get(digest) is None
    assert kept.put(b"plan") == digest
    assert kept.get(digest) == b"plan"
    assert kept.get("0" * 64) is None


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63])
def test_a_name_that_is_no_sha256_leads_nowhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError):
        Attachments(tmp_path).get(name)


def test_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    kept = Attachments(tmp_path / "no" / "such")
    (tmp_path / "no").write_bytes(b"a file stands in the way")

    with pytest.raises(OSError):
        kept.put(b"plan")
