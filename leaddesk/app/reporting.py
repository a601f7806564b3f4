"""What helps to find a fault, in one file that a person may send: versions and the log, nobody's data."""

import json
import platform
import sys
import zipfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from leaddesk.app.faults import without_people
from leaddesk.app.place import Opening

_PARTS = ("leaddesk", "PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "psycopg")
MOST_OF_A_FILE = 600_000


def write_report(path: Path, logs: Path, opening: Opening) -> Path:
    """Write the report; raises OSError where the place cannot be written. The base itself is never in it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as report:
        report.writestr("about.json", json.dumps(_about(opening), ensure_ascii=False, indent=1))
        for file in sorted(logs.glob("*.log*")):
            text = file.read_bytes()[-MOST_OF_A_FILE:].decode("utf8", "replace")
            report.writestr(f"logs/{file.name}", without_people(text))
    return path


def _about(opening: Opening) -> dict[str, object]:
    return {
        "parts": {name: _version(name) for name in _PARTS},
        "python": sys.version.split()[0],
        "system": platform.platform(),
        "base": opening.base_url.partition("://")[0],
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
