"""What the file's lines say: the head, a case, a line of the operation record."""

from collections.abc import Callable, Sequence
from datetime import datetime

from textual.content import Content

from desk import care, file_words
from desk.care import ToMind
from desk.enums import CaseStatus, SupplyRelation
from desk.i18n import _
from desk.labels import label
from desk.operations import OperationLine
from desk.services.customer_file import CustomerFile
from desk.views_file import CustomerCase
from screens.plain import shown
from screens.widgets.paged import Cell

Local = Callable[[datetime, str], str]
"""A moment by the branch's clock, in a shape of `strftime`."""


def head_words(found: CustomerFile) -> Content:
    """Who it is, how they stand to us, and what to mind: the lines above the views."""
    kept = found.customer
    parts = [
        shown(f"{file_words.masked_name(kept)} {kept.salutation}".strip(), "bold"),
        shown(label(kept.nature)),
        shown(label(found.relation.relation)),
    ]
    if found.relation.relation is SupplyRelation.NEEDS_ATTENTION:
        parts[-1] = parts[-1].stylize("bold $warning")
    if kept.key_account:
        parts.append(shown("★ " + _("Key account"), "bold $primary"))
    if found.doubles:
        parts.append(shown(_("{n} doubles merged in").format(n=found.doubles)))
    if kept.erased_at is not None:
        parts.append(shown("! " + _("personal data erased"), "bold $warning"))
    head = [Content("  ").join(parts)]
    mind = ToMind(
        care=found.care,
        carer=found.carer,
        here=found.carer_here,
        attentions=found.attentions,
        special_care=kept.special_care,
    )
    said = "  ".join(f"◆ {line}" for line in care.lines(mind))
    if said:
        head.append(shown(said, "$warning"))
    return Content("\n").join(head)


def case_cells(row: CustomerCase, local: Local) -> Sequence[Cell]:
    """A line of the list of cases."""
    ended: Cell = label(row.stage)
    if row.status is not CaseStatus.OPEN:
        ended = (label(row.status), "faint")
    return (
        row.reference,
        label(row.kind),
        label(row.topic),
        ended,
        local(row.received_at, "%Y-%m-%d"),
    )


def operation_cells(line: OperationLine, local: Local, numbers: Sequence[str]) -> Sequence[Cell]:
    """A line of the operation record; `numbers` are masked wherever they stand in it."""
    what: Cell = file_words.happened_words(line)
    if not line.reached:
        what = (f"! {what}", "late")
    return (
        local(line.at, "%Y-%m-%d %H:%M"),
        what,
        file_words.said_words(line, numbers),
        line.staff,
    )
