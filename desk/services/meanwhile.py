"""Somebody else changed what a person was looking at: refused, with the name of whoever it was."""

from desk.i18n import _
from desk.ports import Book
from desk.refusals import Refusal
from desk.staff.model import Staff

LOOKS_BACK = 2_000
"""Entries of the journal in which the last change is looked for."""


def changed_meanwhile(
    book: Book, row_id: str, *, case_id: str = "", field: str = "", now: str = ""
) -> Refusal:
    """The refusal for a row that is no longer as it was read.

    `now` is what stands there, where that may be said; `field` where it belongs on a form.
    """
    name = changed_by(book, row_id, case_id)
    message = _("Changed meanwhile by {name}; nothing was overwritten.").format(name=name)
    if not name:
        message = _("Somebody changed this meanwhile; nothing was overwritten.")
    hint = _("Look at what stands there now, then save again.")
    if now:
        hint = _("On record now: {value}. To put yours in its place, save again.").format(value=now)
    return Refusal(message, hint, field=field, code="changed_meanwhile")


def changed_by(book: Book, row_id: str, case_id: str = "") -> str:
    """The name of whoever changed a row last; "" where nobody knows."""
    if case_id:
        entries = book.journal(case_id=case_id, limit=LOOKS_BACK)
    else:
        last, _hash = book.journal_head()
        entries = book.journal(after=max(0, last - LOOKS_BACK), limit=LOOKS_BACK)
    for entry in reversed(entries):
        if f'"{row_id}"' in entry.changes:
            staff = book.get(Staff, entry.staff_id)
            return staff.name if staff is not None else ""
    return ""
