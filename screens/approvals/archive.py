"""The marked letter as it is kept: proved once it is issued, given out to Word before."""

from pathlib import Path
from typing import TYPE_CHECKING

from desk.i18n import _
from desk.views import LetterRow
from screens.dialogs.tell import Tell
from screens.kept_file import keep_file
from screens.outside import open_outside

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.services.verify_letter import Verdict
    from desk.staff.model import Actor
    from screens.base import DeskScreen

DRAFTS = "drafts"
"""Below the folder of letters: drafts to work on elsewhere."""


def prove(room: "DeskScreen", row: LetterRow) -> None:
    """Prove an issued letter, and tell what was found."""
    from desk.services.verify_letter import verify_letter

    def told(verdict: "Verdict") -> None:
        words = _("{number} is as issued.")
        if verdict.wrong:
            words = _("{number} is not as issued:")
        lines = [words.format(number=verdict.number), *verdict.wrong, *verdict.notes]
        room.app.push_screen(Tell(_("Proof of a letter"), "\n\n".join(lines)))

    room.desk_app.tell(_("Proving the letter…"))
    room.read(lambda desk, who: verify_letter(desk, who, row.letter_id), told, group="prove")


def give_to_word(room: "DeskScreen", row: LetterRow) -> None:
    """Keep a draft as a Word document, and show it if this computer can."""
    from desk.services.word_draft import letter_docx

    path = room.desk_app.papers / DRAFTS / f"{row.reference}-{row.kind.value}.docx"

    def keep(desk: "Desk", who: "Actor") -> tuple[Path, bool]:
        keep_file(path, letter_docx(desk, who, row.letter_id))
        return path, open_outside(path)

    def told(kept: tuple[Path, bool]) -> None:
        words = _("Kept as {path}.").format(path=kept[0])
        hint = _("It is marked as a draft; what is changed there does not come back by itself.")
        if kept[1]:
            room.desk_app.tell(words, hint)
        else:
            room.app.push_screen(Tell(_("Draft for Word"), f"{words}\n\n{hint}"))

    room.read(keep, told, group="word")
