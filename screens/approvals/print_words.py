"""A print run in words: what became of its letters, and what is left."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from desk.i18n import _
from desk.letter.run import RunFile
from screens.approvals.print_choice import FOLDER
from screens.widgets.flow import Para

if TYPE_CHECKING:
    from desk.letter.printer import JobStatus

LAST_LINES = 6
"""So many letters of a long run are shown: the last that were sent."""


def first_left(file: RunFile) -> list[Para]:
    """The first letter that is left, and why."""
    ahead = file.ahead
    if not ahead:
        return []
    first = next((item for item in ahead if item.wrong), ahead[0])
    if first.wrong:
        return [Para(f"{first.number}：{first.wrong}", "bold $error", "✗ ")]
    return [Para(_("Next is {number}.").format(number=first.number), "", "→ ")]


def run_lines(file: RunFile, states: "Mapping[str, JobStatus]") -> list[Para]:
    """What became of the last letters, and every one with which something is wrong.

    `states` is what the printer says of jobs, by the id of the letter's item.
    """
    from desk.letter.printer_words import said

    known = [item for item in file.items if item.job or item.wrong]
    lines = []
    told = ""
    for at, item in enumerate(known):
        if item.wrong:
            lines.append(Para(f"{item.number}：{item.wrong}", "bold $error", "✗ "))
            continue
        words = said(states[item.id]) if item.id in states else None
        if words is not None and words.do and words.do != told:
            # What holds up one job holds up those behind it: it is told once.
            told = words.do
            text = f"{item.number}  {item.job}  {words.what}"
            lines.append(Para(text, "bold $warning", "! "))
            lines.append(Para(words.do, "bold", "  "))
        elif at >= len(known) - LAST_LINES:
            state = _("saved") if file.run.printer == FOLDER else words.what if words else ""
            lines.append(Para(f"{item.number}  {item.job}  {state}".rstrip(), "", "✓ "))
    return lines
