"""One remark of the approver: mended where it stands, ticked, answered, or open again."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

from textual.widget import Widget

from desk.i18n import _
from desk.services import returns
from desk.services.returns import LONGEST_REMARK, RemarkRow
from screens.dialogs.form import FormDialog, needed
from screens.widgets.area import ClerkTextArea
from screens.widgets.choice import Choice
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


GO = "go"


class Dealt(StrEnum):
    """What the author does with a remark, or says of it."""

    GO = "go"
    MENDED = "mended"
    ANSWERED = "answered"
    OPEN = "open"


class AnswerRemark(FormDialog):
    """Gives the LetterReturn with the remark as it now stands, or `GO` to where it is mended."""

    draft = "answer_remark"

    def __init__(self, letter_id: str, row: RemarkRow) -> None:
        super().__init__(
            _("Remark: {where}").format(where=row.where),
            f"{letter_id} {row.number}",
            intro=row.remark.text,
        )
        self._letter_id, self._number = letter_id, row.number
        words = {
            Dealt.GO: _("go there and mend it"),
            Dealt.MENDED: _("mended"),
            Dealt.ANSWERED: _("I answer it"),
            Dealt.OPEN: _("still open"),
        }
        start = Dealt.ANSWERED if row.remark.answer else Dealt.MENDED
        if not row.settled:
            start = Dealt.GO
        self._how = Choice[Dealt]([(one, words[one]) for one in Dealt], start, folded=False)
        self._answer = ClerkTextArea(
            row.remark.answer,
            limit=LONGEST_REMARK,
            placeholder=_("e.g. the day stands under point 1; the customer asked for it so"),
        )
        self._answer.styles.height = 4

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("What now"), self._how, name="done")
        yield FieldRow(_("Answer"), self._answer, name="answer")

    def typed(self) -> None:
        for row in self.query(FieldRow):
            if row.field == "answer":
                row.display = self._how.value is Dealt.ANSWERED

    def accept(self) -> None:
        if self._how.value is Dealt.GO:
            self.dismiss(GO)
        else:
            super().accept()

    def work(self) -> "Callable[[Desk, Actor], object]":
        how = self._how.value
        answer = needed(self._answer.value, "answer") if how is Dealt.ANSWERED else ""
        letter_id, number, done = self._letter_id, self._number, how is Dealt.MENDED
        return lambda desk, who: returns.answer_remark(
            desk, who, letter_id, number, done=done, answer=answer
        )
