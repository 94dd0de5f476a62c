"""Who may do what, as a page for people: docs/who-may.md, from the table that Desk itself asks.

python tools/who_may.py write    the page anew
python tools/who_may.py check    whether the page agrees
"""

import importlib
import pkgutil
import sys
from itertools import groupby
from pathlib import Path

import desk.services
from desk.enums import Role
from desk.services.base import SERVICES, Service
from desk.staff.permissions import PERMISSIONS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "who-may.md"

HEAD = """\
# Who may do what

Every act of Desk is one service, and every screen and every command reaches the book through
services alone. Before it does anything, a service reads the person from the book again (somebody
taken out of service is out at once, another role counts at once), asks this table, and hides
every case that is about the person. This page is written from that table by
`python tools/who_may.py write`; a test calls every service as every role, compares what happens
with the table, and fails where this page says otherwise.

A mark says that the role may. What else has to hold is asked inside the act:

- Nobody approves a letter they wrote, submitted or handle the case of. A letter needs two people.
- Nobody calls a customer back about their own work where somebody else is there.
- A case about somebody does not exist for them: not in lists, searches, counts, commands.
- Who reported misconduct is shown to the manager alone, and the look is written down.
- A department sees the cases in its hands and those of which it does a part.
- Nobody gives a role, a PIN or an end of service to somebody above them, nor to themselves.
- A PIN that somebody else has set lets nobody act: its owner chooses another one first.
"""


def page() -> str:
    """The page as it must stand."""
    for module in pkgutil.iter_modules(desk.services.__path__):
        importlib.import_module(f"desk.services.{module.name}")
    lines = [HEAD]
    found = sorted(SERVICES.values(), key=lambda one: one.name)
    for subject, services in groupby(found, key=lambda one: one.name.partition(".")[0]):
        lines += [f"## {subject}", ""]
        lines += ["| service | needs | " + " | ".join(Role) + " |"]
        lines += ["|---|---|" + ":-:|" * len(Role)]
        lines += [_line(one) for one in services]
        lines += [""]
    return "\n".join(lines)


def _line(one: Service) -> str:
    marks = ("yes" if one.needs in PERMISSIONS[role] else "" for role in Role)
    needs = one.needs.value + ("" if one.writes else " (looks only)")
    return f"| `{one.name}` | {needs} | " + " | ".join(marks) + " |"


def main(words: list[str]) -> int:
    """Write the page, or say whether it agrees; the exit code."""
    if words == ["write"]:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if words == ["check"]:
        if PAGE.read_text(encoding="utf-8") == page():
            return 0
        sys.stderr.write(f"{PAGE.name} does not agree: python tools/who_may.py write\n")
        return 1
    sys.stderr.write(__doc__ or "")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
