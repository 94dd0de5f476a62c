"""What a letter says beside the record: why it takes longer, until when, what is corrected."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from desk.enums import LetterKind
from desk.forms import LetterForm
from desk.i18n import N_, _
from desk.labels import label
from desk.letter.kinds import KINDS, Asked
from desk.services import letters
from screens.case.talk import day_from
from screens.dialogs.form import FormDialog, needed
from screens.widgets.area import ClerkTextArea
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor

LONGEST = 2_000
_REASON = {
    LetterKind.HOLDING: N_("Why longer"),
    LetterKind.SUPPLEMENTARY_REPLY: N_("What changes"),
    LetterKind.TERMINATION: N_("Why it ends"),
}
_EXAMPLE = {
    LetterKind.HOLDING: N_("what it waits for, so that the customer can follow it"),
    LetterKind.TERMINATION: N_("what the answers rest on, and what is asked beyond it"),
    LetterKind.SUPPLEMENTARY_REPLY: N_("what of the earlier reply is corrected, or is new"),
}


class SayBeside(FormDialog):
    """The words of its author, as its kind asks for them; gives the Letter, drafted anew."""

    draft = "letter_said"

    def __init__(self, reference: str, kind: LetterKind, said: LetterForm) -> None:
        super().__init__(
            label(kind),
            f"{reference}/{kind}",
            intro=_("The rest of the letter comes from the record."),
        )
        self._reference, self._kind = reference, kind
        self._asks = KINDS[kind].asks
        self._reason = ClerkTextArea(said.reason, limit=LONGEST, placeholder=_(_EXAMPLE[kind]))
        self._reason.styles.height = 4
        self._so_far = ClerkTextArea(
            said.done, limit=LONGEST, placeholder=_("what was looked into so far, and when")
        )
        self._so_far.styles.height = 4
        self._until = ClerkInput(
            said.until.isoformat() if said.until else "",
            limit=20,
            placeholder=_("e.g. 11-30, tomorrow, +3"),
        )

    def rows(self) -> Iterable[Widget]:
        if Asked.REASON in self._asks:
            yield FieldRow(_(_REASON[self._kind]), self._reason, name="reason")
        if Asked.DONE in self._asks:
            yield FieldRow(_("Done so far"), self._so_far, name="done")
        if Asked.UNTIL in self._asks:
            yield FieldRow(_("Answer by"), self._until, name="until")

    def work(self) -> "Callable[[Desk, Actor], object]":
        until = None
        if Asked.UNTIL in self._asks:
            until = day_from(self, needed(self._until.text, "until"), "until")
        form = LetterForm(
            reason=needed(self._reason.value, "reason"),
            done=needed(self._so_far.value, "done") if Asked.DONE in self._asks else "",
            until=until,
        )
        reference, kind = self._reference, self._kind
        return lambda desk, who: letters.draft_letter(desk, who, reference, kind, form)
