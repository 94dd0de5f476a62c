"""Approving and numbering a letter: by who is signed in, or by a lead at the clerk's counter."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from desk.enums import LetterState
from desk.i18n import _
from desk.letter.life import Letter
from desk.refusals import Refusal
from desk.services import letters
from desk.staff.permissions import May, may
from desk.views import LetterRow
from screens.base import DeskScreen
from screens.dialogs.confirm import Confirm
from screens.dialogs.pin import OverTheShoulder
from screens.each import Came, Row, for_each, tell_each

if TYPE_CHECKING:
    from desk.staff.model import Actor

_ANOTHER = frozenset({"own_letter", "agreed_already"})
"""Refusals that another person at the counter cures at once."""


def by_whoever_may(
    room: DeskScreen, need: May, act: str, go: "Callable[[Actor | None], None]"
) -> None:
    """Do an act as who is signed in (None), or as somebody who may and enters their PIN here."""
    if may(room.desk_app.who.role, need):
        go(None)
    else:
        over_the_shoulder(room, act, go)


def over_the_shoulder(room: DeskScreen, act: str, go: "Callable[[Actor | None], None]") -> None:
    """Ask a second person; nothing happens when nobody comes."""

    def answer(actor: "Actor | None") -> None:
        if actor is not None:
            go(actor)

    room.app.push_screen(OverTheShoulder(act), answer)


def agree_here(room: DeskScreen, letter: Letter, done: Callable[[], None]) -> None:
    """The next agreement a letter waits for: approval, or its number."""
    if letter.state is LetterState.APPROVED:
        issue(room, letter.id, done)
    else:
        approve(room, letter.id, done)


def approve(room: DeskScreen, letter_id: str, done: Callable[[], None]) -> None:
    """Approve a submitted letter; whoever wrote it is offered to let another person do so."""

    def go(actor: "Actor | None") -> None:
        def approved(letter: Letter) -> None:
            done()
            _tell_approved(room, letter, actor, done)

        def refused(refusal: Refusal) -> None:
            if refusal.code in _ANOTHER and actor is None:
                words = f"{refusal.message} {_('Another lead or the manager can do so here:')}"
                over_the_shoulder(room, words, go)
            else:
                room.refused(refusal)

        room.write(
            lambda desk, who: letters.approve_letter(desk, who, letter_id),
            approved,
            who=actor,
            refused=refused,
        )

    by_whoever_may(room, May.APPROVE_LETTER, _("A shift lead approves this letter."), go)


def approve_each(room: DeskScreen, rows: Sequence[LetterRow], done: Callable[[], None]) -> None:
    """Approve several letters that were picked, each in an act of its own."""
    picked = [Row(row.letter_id, row.number or row.reference) for row in rows]

    def go(actor: "Actor | None") -> None:
        def told(came: list[Came]) -> None:
            done()
            tell_each(room, came, _("{n} letters are approved."))

        room.write(for_each(picked, letters.approve_letter), told, who=actor)

    by_whoever_may(room, May.APPROVE_LETTER, _("A shift lead approves these letters."), go)


def _tell_approved(
    room: DeskScreen, letter: Letter, actor: "Actor | None", done: Callable[[], None]
) -> None:
    app = room.desk_app
    if letter.state is not LetterState.APPROVED:
        app.tell(_("Agreed."), _("For its grade the manager has to agree as well."))
        return
    if actor is None:
        hint = (
            _("Next it gets its number: → shows it, Ctrl+N gives it.")
            if room.scope == "approvals"
            else _("Next it gets its number (Ctrl+A).")
        )
        app.tell(_("The letter is approved."), hint)
        return

    def number_it(yes: bool | None) -> None:
        if yes:
            _issue(room, letter.id, done, actor)

    words = _("The letter is approved. Give it its number and freeze it now?")
    room.app.push_screen(
        Confirm(words, title=_("Approved"), yes=_("Give it its number"), no=_("Later")), number_it
    )


def issue(room: DeskScreen, letter_id: str, done: Callable[[], None]) -> None:
    """Give an approved letter its number and freeze its page."""
    by_whoever_may(
        room,
        May.ISSUE_LETTER,
        _("A shift lead gives this letter its number; after that its text is frozen."),
        lambda actor: _issue(room, letter_id, done, actor),
    )


def _issue(
    room: DeskScreen, letter_id: str, done: Callable[[], None], actor: "Actor | None"
) -> None:
    def issued(letter: Letter) -> None:
        room.desk_app.tell(
            _("Issued as {number}.").format(number=letter.number),
            _("Next it is printed: → shows it, Ctrl+E prints it.")
            if room.scope == "approvals"
            else _("Press F7, then Ctrl+E to print it."),
        )
        done()

    room.write(lambda desk, who: letters.issue_letter(desk, who, letter_id), issued, who=actor)
