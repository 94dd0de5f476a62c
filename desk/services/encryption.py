"""Who may encrypt the book and make it readable again, and that it was done."""

from desk.encryption import Change
from desk.services.base import Desk, service
from desk.staff.model import Actor
from desk.staff.permissions import May


@service("encryption.begin", May.ENCRYPT, writes=False)
def begin_encryption(desk: Desk, who: Actor) -> None:
    """Refuse whoever may not; to be asked before the book is closed for it."""


@service("encryption.note", May.ENCRYPT)
def note_encryption(desk: Desk, who: Actor, change: Change) -> None:
    """Write into the journal what was done about the encryption of the book."""
    _note(desk, who.staff_id, change)


def note_recovery(desk: Desk) -> None:
    """Write into the journal that the recovery key was used.

    No service: whoever holds the sheet need not be a member of staff, and nobody is signed in.
    """
    _note(desk, "", Change.RECOVERED)


def _note(desk: Desk, staff_id: str, change: Change) -> None:
    with desk.store.act(
        "book.encryption", staff_id=staff_id, at=desk.clock.now(), note=change
    ) as act:
        # No row changes: the entry is for what happened to the file.
        act.look()
        act.commit()
