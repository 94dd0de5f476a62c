"""What can be done with the letter that is marked, and when."""

from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from desk.enums import Delivery, LetterState
from desk.i18n import _, current
from desk.labels import label
from desk.letter.delivery import TRIES, DeliveryAttempt
from desk.letter.kinds import ANSWERING
from desk.letter.life import Letter
from desk.point import IssuePoint
from desk.refusals import Refusal
from desk.saying import say_day
from desk.services import delivery, lists, outgoing
from desk.services.verify_letter import PROVABLE
from desk.services.word_draft import BEFORE_ISSUE
from desk.staff.permissions import May
from desk.views import LetterRow
from screens.approvals.agree import approve, approve_each, by_whoever_may, issue
from screens.approvals.archive import give_to_word, prove
from screens.base import DeskScreen

if TYPE_CHECKING:
    from desk.staff.model import Actor
    from screens.approvals.panels import Look

_WHEN: dict[str, tuple[LetterState, ...]] = {
    "approve": (LetterState.SUBMITTED,),
    "send_back": (LetterState.SUBMITTED, LetterState.APPROVED),
    "issue": (LetterState.APPROVED,),
    "issue_all": (LetterState.APPROVED,),
    "print": (
        LetterState.ISSUED,
        LetterState.PRINTED,
        LetterState.DELIVERED,
        LetterState.COUNTERSIGNED,
    ),
    "printed": (LetterState.ISSUED,),
    "deliver": (LetterState.PRINTED, LetterState.DELIVERED),
    "countersign": (LetterState.DELIVERED,),
    "void": (LetterState.ISSUED, LetterState.PRINTED),
    "page": tuple(LetterState),
    "prove": PROVABLE,
    "word": BEFORE_ISSUE,
    "open": tuple(LetterState),
}
"""Action → states of a letter in which it has a meaning."""


class LetterActs(DeskScreen):
    """Acts on the marked letter; each reads the list again when it is done."""

    look: "Look | None" = None
    sought: str = ""
    """The letter for which somebody came here."""

    @property
    @abstractmethod
    def row(self) -> LetterRow | None:
        """The letter that is marked."""

    @property
    @abstractmethod
    def picked_rows(self) -> list[LetterRow]:
        """Letters that are picked, for one act on several."""

    @property
    @abstractmethod
    def waiting(self) -> list[LetterRow]:
        """All letters of the tray that is open."""

    @abstractmethod
    def load(self) -> None:
        """Read the tray again."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action not in _WHEN:
            return True
        row = self.row
        if row is None:
            return False
        if action == "deliver" and row.state is LetterState.DELIVERED:
            return row.delivery is Delivery.POST
        return row.state in _WHEN[action]

    # --------------------------------------------------------------------------------------

    def action_approve(self) -> None:
        if several := self.picked_rows:
            approve_each(self, several, self.load)
        elif self.row is not None:
            approve(self, self.row.letter_id, self.load)

    def action_issue(self) -> None:
        if self.picked_rows:
            self.action_issue_all()
        elif self.row is not None:
            issue(self, self.row.letter_id, self.load)

    def action_issue_all(self) -> None:
        """Number all that are picked, else all that wait for it."""
        from screens.approvals.issue_all import issue_all

        several = self.picked_rows or self.waiting
        rows = [one for one in several if one.state is LetterState.APPROVED]
        if rows:
            issue_all(self, rows, self.load)

    def action_send_back(self) -> None:
        row = self.row
        if row is None:
            return

        def go(actor: "Actor | None") -> None:
            # The points are asked for anew: the mark may rest on a letter not yet read.
            self.read(
                lambda desk, who: (
                    lists.case_file(desk, who, row.reference).points
                    if row.kind in ANSWERING
                    else ()
                ),
                lambda found: ask(actor, found),
                group="send_back",
            )

        def ask(actor: "Actor | None", found: tuple[IssuePoint, ...]) -> None:
            from screens.approvals.forms import SendBack

            self.app.push_screen(SendBack(row, found, actor), done)

        def done(letter: Any) -> None:
            if isinstance(letter, Letter):
                self.desk_app.tell(
                    _("Returned to {name}, who sees your comment.").format(name=row.author)
                )
                self.load()

        by_whoever_may(self, May.APPROVE_LETTER, _("A shift lead returns this letter."), go)

    def action_print(self) -> None:
        row = self.row
        if row is None:
            return
        several = self.picked_rows or self.waiting
        waiting = [one for one in several if one.state is LetterState.ISSUED]
        alone = self.sought == row.letter_id and not self.picked_rows

        def go(actor: "Actor | None") -> None:
            from screens.approvals.print_run import PrintRun

            self.app.push_screen(PrintRun(row, waiting, actor, alone=alone), done)

        def done(sent: bool | None) -> None:
            if sent:
                self.look = None
                self.load()

        by_whoever_may(self, May.ISSUE_LETTER, _("A shift lead has letters printed here."), go)

    def action_prove(self) -> None:
        if self.row is not None:
            prove(self, self.row)

    def action_word(self) -> None:
        if self.row is not None:
            give_to_word(self, self.row)

    def action_printed(self) -> None:
        row = self.row
        if row is None:
            return

        def go(actor: "Actor | None") -> None:
            self.write(
                lambda desk, who: outgoing.confirm_printed(desk, who, row.letter_id),
                done,
                who=actor,
                refused=lambda refusal: ask(refusal, actor),
            )

        def ask(refusal: Refusal, actor: "Actor | None") -> None:
            if refusal.code != "never_sent":
                self.refused(refusal)
                return
            from screens.approvals.forms import PrintedElsewhere, name_of

            dialog = PrintedElsewhere(row.letter_id, name_of(row), actor)
            self.app.push_screen(dialog, said)

        def said(letter: Any) -> None:
            if isinstance(letter, Letter):
                done(letter)

        def done(letter: Letter) -> None:
            self.desk_app.tell(
                _("The paper of {number} is confirmed.").format(number=letter.number),
                _("Next it is handed over: → shows it, Ctrl+D notes how."),
            )
            self.load()

        by_whoever_may(
            self, May.ISSUE_LETTER, _("A shift lead confirms that the paper lies there."), go
        )

    def action_deliver(self) -> None:
        row = self.row
        if row is None:
            return
        if row.state is LetterState.DELIVERED:
            from screens.approvals.handing import CameBack

            self.app.push_screen(CameBack(row), self._handed)
            return
        self.read(
            lambda desk, who: delivery.attempts_of(desk, who, row.letter_id),
            lambda tries: self._ask_delivery(row, tries),
            group="deliver",
        )

    def _ask_delivery(self, row: LetterRow, tries: list[DeliveryAttempt]) -> None:
        from screens.approvals.handing import Deliver, told_in

        if self.desk_app.desk is not None:
            self.app.push_screen(Deliver(row, tries, told_in(self.desk_app.desk)), self._handed)

    def _handed(self, result: Any) -> None:
        if isinstance(result, Letter):
            self.desk_app.tell(
                _("Delivered: {number}.").format(number=result.number),
                _("Next the customer is called back; when the receipt returns, note it here."),
            )
        elif isinstance(result, DeliveryAttempt):
            self._tell_failed(result)
        else:
            return
        self.look = None
        self.load()

    def _tell_failed(self, attempt: DeliveryAttempt) -> None:
        said = _("Noted: {result}.").format(result=label(attempt.result))
        if attempt.next_on is not None:
            day = say_day(attempt.next_on, current())
            self.desk_app.tell(said, _("The next try is due on {day}.").format(day=day))
        else:
            hint = _("That was try {n}: “not found” settles it now (Ctrl+D).").format(n=TRIES)
            self.desk_app.tell(said, hint)

    def action_countersign(self) -> None:
        row = self.row
        if row is None:
            return
        from screens.approvals.handing import ReceiptBack

        def done(letter: Any) -> None:
            if isinstance(letter, Letter):
                said = _("The receipt of {number} is back.")
                self.desk_app.tell(said.format(number=letter.number))
                self.load()

        self.app.push_screen(ReceiptBack(row), done)

    def action_void(self) -> None:
        row = self.row
        if row is None:
            return

        def go(actor: "Actor | None") -> None:
            from screens.approvals.forms import DeclareVoid, name_of

            dialog = DeclareVoid(row.letter_id, name_of(row), actor)
            self.app.push_screen(dialog, done)

        def done(letter: Any) -> None:
            if isinstance(letter, Letter):
                self.desk_app.tell(
                    _("{number} is void; its number stays in the register.").format(
                        number=letter.number
                    ),
                    _("The case gets a new letter: open it and press F7."),
                )
                self.load()

        by_whoever_may(self, May.ISSUE_LETTER, _("A shift lead declares this letter void."), go)

    def action_page(self) -> None:
        from screens.reply.page import show_page

        if self.look is not None:
            show_page(self, self.look.letter, self.look.letter.markdown)
