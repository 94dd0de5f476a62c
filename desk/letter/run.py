"""A print run: which letters go to which printer, how far it has come, what came out.

A run stands in the book from its beginning, and each letter of it is taken before it is sent and
noted afterwards: a run that broke off in between knows what it does not know.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PaperForm(StrEnum):
    """In which form a letter reaches the printer."""

    PAGE = "page"
    TEXT80 = "text80"
    SLIP32 = "slip32"


class CopyReason(StrEnum):
    """Why a letter whose paper was there already is printed again."""

    LOST = "lost"
    DAMAGED = "damaged"
    FOR_FILE = "for_file"
    FOR_OTHERS = "for_others"


class ItemState(StrEnum):
    """How far one letter of a run is."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    CONFIRMED = "confirmed"
    SPOILED = "spoiled"
    DROPPED = "dropped"


ENDINGS = {PaperForm.PAGE: "pdf", PaperForm.TEXT80: "txt", PaperForm.SLIP32: "bin"}
"""How files of each form end."""
AHEAD = (ItemState.WAITING, ItemState.SENDING, ItemState.FAILED)
"""States in which a letter of a run has not been sent, or nobody knows whether it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintRun:
    """A run. `printer` is a name as `desk.letter.printers` knows it: queue, device or folder.

    `whole` sends all letters as one job; `source` names a tray. `ended_at` is set once nothing of
    it is left to send, or the rest was given up.
    """

    id: str
    staff_id: str
    made_at: datetime
    printer: str
    form: PaperForm = PaperForm.PAGE
    whole: bool = False
    duplex: bool = False
    copies: int = 1
    source: str = ""
    reason: CopyReason | None = None
    """Set where letters of it are copies."""
    ended_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintItem:
    """One letter of a run. `as_copy` marks it as a copy; `wrong` says why it was not sent."""

    id: str
    run_id: str
    letter_id: str
    position: int
    number: str
    pages: int
    as_copy: bool = False
    state: ItemState = ItemState.WAITING
    job: str = ""
    wrong: str = ""
    taken_at: datetime | None = None
    sent_at: datetime | None = None
    settled_at: datetime | None = None
    version: int = 1


def sheets_of(items: Sequence[PrintItem], run: PrintRun) -> int:
    """Sheets of paper that the letters of a run need."""
    each = ((item.pages + 1) // 2 if run.duplex else item.pages for item in items)
    return sum(each) * run.copies


def queue_name(item: PrintItem) -> str:
    """The name under which a letter stands in the queue of the printer: its number, and its own.

    It is found again by that name when nobody knows any more whether it was sent.
    """
    return f"{item.number}-{item.id[-8:]}"


def whole_name(run: PrintRun) -> str:
    """The name under which a run that is one job stands in the queue."""
    return f"letters-{run.id[-8:]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFile:
    """A run with its letters in order; `by` is who began it."""

    run: PrintRun
    items: tuple[PrintItem, ...]
    by: str

    @property
    def ahead(self) -> list[PrintItem]:
        """Letters that have not been sent, or of which nobody knows."""
        return [item for item in self.items if item.state in AHEAD]

    @property
    def unsettled(self) -> list[PrintItem]:
        """Letters whose paper nobody has looked at yet."""
        return [item for item in self.items if item.state is ItemState.SENT]
