"""All approved letters numbered at once: asked, done one by one, told."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from desk.i18n import _
from desk.staff.permissions import May
from desk.views import LetterRow
from screens.approvals.agree import by_whoever_may
from screens.base import DeskScreen
from screens.dialogs.confirm import Confirm

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


def issue_all(room: DeskScreen, rows: Sequence[LetterRow], done: Callable[[], None]) -> None:
    """Give these approved letters their numbers, in their order; what is refused is told."""
    ids = [row.letter_id for row in rows]

    def go(actor: "Actor | None") -> None:
        def answer(yes: bool | None) -> None:
            if yes:
                room.write(work, told, who=actor)

        words = _("Give all {n} approved letters their numbers and freeze them now?")
        room.app.push_screen(
            Confirm(words.format(n=len(ids)), yes=_("Give them their numbers"), no=_("Later")),
            answer,
        )

    def work(desk: "Desk", who: "Actor") -> str:
        from desk.services import issue_many

        return issue_many.said(list(issue_many.issue_many(desk, who, ids)))

    def told(words: str) -> None:
        room.desk_app.tell(words, _("Next they are printed: → shows them, Ctrl+E prints them."))
        done()

    by_whoever_may(room, May.ISSUE_LETTER, _("A shift lead gives these letters their numbers."), go)
