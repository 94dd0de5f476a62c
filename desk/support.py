"""What support needs to know of a desk, and nothing of whom it serves: one file to be sent."""

import io
import json
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from desk import log

SAFE = (
    "desk",
    "python",
    "system",
    "sqlite",
    "parts",
    "free_bytes",
    "output",
    "glyphs",
    "book_bytes",
    "sealed",
)
"""What of a report is sent: no path, no name, no printer."""


def bundle(report: Mapping[str, Any], logfile: Path) -> bytes:
    """A zip of the report's harmless part and of the log with what was put aside of it."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as files:
        safe = {name: report[name] for name in SAFE if name in report}
        files.writestr("desk.json", json.dumps(safe, ensure_ascii=False, indent=2))
        for path in log.files_of(logfile):
            with suppress(OSError):
                files.writestr(path.name, path.read_bytes()[: log.LIMIT])
    return held.getvalue()
