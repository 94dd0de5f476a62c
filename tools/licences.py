"""Under which licence each package stands that Desk is run or tested with: docs/licences.md.

python tools/licences.py write    the page anew, from the lock files and what is installed
python tools/licences.py check    whether the page agrees with the lock files
"""

import re
import sys
from email.message import Message
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import cast

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "licences.md"
LOCKED = re.compile(r"^([a-z0-9-]+)==(\S+) \\$", re.MULTILINE)
LONGEST = 60
"""Characters beyond which a field holds the text of a licence and not its name."""

SPELT = {
    "MIT License": "MIT",
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "ISC License": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "SIL Open Font License 1.1 (OFL-1.1)": "OFL-1.1",
}
"""How packages write it → how it is written here."""

TOLD = {"sqlcipher3": "Zlib; SQLCipher in it: BSD-3-Clause"}
"""Where a package's own description does not say: as its source does."""

HEAD = """\
# Licences

Every package of the lock files, and the licence its own description names. Desk itself is under
the MIT licence. Written by `python tools/licences.py write` after a change of the lock files; a
test fails when this page is older than they are.
"""


def locked(name: str) -> dict[str, str]:
    """Package → version in a lock file."""
    return dict(LOCKED.findall((ROOT / name).read_text(encoding="utf-8")))


def licence(package: str) -> str:
    """What an installed package says of its licence, in one short spelling."""
    if package in TOLD:
        return TOLD[package]
    about = cast(Message, metadata(package))
    classified = [
        str(line).rpartition(" :: ")[2]
        for line in about.get_all("Classifier") or []
        if str(line).startswith("License ::")
    ]
    fields = [str(about.get(name) or "") for name in ("License-Expression", "License")]
    named = [text for text in fields if text and len(text) <= LONGEST and "\n" not in text]
    found = [*named, *classified]
    if not found:
        raise SystemExit(f"{package} names no licence: look it up and add it to TOLD")
    return SPELT.get(found[0], found[0])


def page() -> str:
    """The page as it must stand; every package of the lock has to be installed."""
    run, every = locked("requirements.lock"), locked("requirements-dev.lock")
    lines = [HEAD]
    for title, names in (
        ("What Desk is run with", sorted(run)),
        (
            "What it is built and tested with besides, or needs for an extra",
            sorted(every.keys() - run.keys()),
        ),
    ):
        lines += [f"## {title}", "", "| package | version | licence |", "|---|---|---|"]
        lines += [f"| {name} | {every[name]} | {licence(name)} |" for name in names]
        lines += [""]
    return "\n".join(lines)


def listed() -> dict[str, str]:
    """Package → version on the page."""
    rows = re.findall(r"^\| ([a-z0-9-]+) \| (\S+) \| .+ \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    return {name: version for name, version in rows if name != "package"}


def main(words: list[str]) -> int:
    """Write the page, or say whether it agrees; the exit code."""
    try:
        if words == ["write"]:
            PAGE.write_text(page(), encoding="utf-8")
            return 0
        if words == ["check"]:
            if listed() == locked("requirements-dev.lock") and PAGE.read_text("utf-8") == page():
                return 0
            sys.stderr.write(f"{PAGE.name} does not agree: python tools/licences.py write\n")
            return 1
    except PackageNotFoundError as error:
        sys.stderr.write(f"{error.name} is not installed: make the environment anew\n")
        return 1
    sys.stderr.write(__doc__ or "")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
