"""The end of a case: the call-back and the card, what is missing, closing, the service ended."""

from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING

from desk.case import Case
from desk.followup import FollowUp
from desk.i18n import _, current
from desk.promising import is_open
from desk.saying import say_day
from desk.services import closing, terminating
from desk.services.missing import Missing
from desk.services.terminating import Ending
from screens.case.acts import CaseActs
from screens.case.menu import offer_of

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


class Ends(CaseActs):
    """What is missing leads to where it is settled; then the case ends."""

    @abstractmethod
    def action_handed_in(self) -> None:
        """List the papers that were left with us."""

    @abstractmethod
    def action_restore(self) -> None:
        """Note that power is back, or that it comes first."""

    @abstractmethod
    def action_tasks(self, first: str = "") -> None:
        """List the tasks of the case."""

    @abstractmethod
    def settle_scope(self, code: str) -> None:
        """Go to where a line of what is missing, `scope` or `referral`, is settled."""

    def action_follow_up(self) -> None:
        from screens.case.end import CallBack

        self.app.push_screen(CallBack(self.subject), self._called_back)

    def _called_back(self, call: FollowUp | None) -> None:
        if call is None:
            return
        unhappy = _("The customer is not satisfied: a new round begins, and the lead was told.")
        self.desk_app.tell(_("The call-back is noted."), unhappy if call.satisfied is False else "")
        self.load()

    def action_card(self) -> None:
        from screens.case.card import TypeCard

        if self.file is not None:
            handled = self.file.case.holder_id == self.desk_app.who.staff_id
            self.app.push_screen(TypeCard(self.file, handled=handled), self._card_typed)

    def _card_typed(self, card: FollowUp | None) -> None:
        if card is None:
            return
        unhappy = _("The customer is not satisfied: the lead has been told.")
        self.desk_app.tell(_("The card is typed in."), unhappy if card.satisfied is False else "")
        self.load()

    # -- closing ---------------------------------------------------------------------------

    def action_close_case(self) -> None:
        reference = self.subject
        self.read(
            lambda desk, who: closing.what_is_missing(desk, who, reference),
            self._close_or_tell,
            group="missing",
        )

    def _close_or_tell(self, missing: list[Missing]) -> None:
        from screens.case.end import StillMissing, close_all_the_same

        if any(one.blocks for one in missing):
            self.app.push_screen(StillMissing(self.subject, missing), self.settle)
            return

        def answer(yes: bool | None) -> None:
            if yes:
                self._ask_note(missing)
            elif yes is False:
                self.settle(missing[0])

        if missing:
            self.app.push_screen(close_all_the_same(missing), answer)
        else:
            self._ask_note([])

    def _ask_note(self, left: list[Missing]) -> None:
        from screens.dialogs.prompt import Prompt

        title = _("Close {reference}").format(reference=self.subject)
        lines = [one.text for one in left] or [_("Nothing is missing any more.")]
        kept = [one for one in self.file.commitments if is_open(one)] if self.file else []
        if kept:
            words = _("Promises to keep yet: {count}, the first by {day}. They stay on the list.")
            day = say_day(min(one.due_on for one in kept), current(), year=False)
            lines.append(words.format(count=len(kept), day=day))
        words = "\n".join(lines)
        self.app.push_screen(Prompt(title, _("Note"), text=words, needed=False), self._close)

    def _close(self, note: str | None) -> None:
        if note is None:
            return
        reference = self.subject

        def done(_case: Case) -> None:
            self.desk_app.tell(
                _("{reference} is closed.").format(reference=reference),
                _("F4 goes back to the board."),
            )
            self.load()

        def work(desk: "Desk", who: "Actor") -> Case:
            return closing.close_case(desk, who, reference, note)

        self.write(work, done)

    # -- the service ended -----------------------------------------------------------------

    def action_terminate(self) -> None:
        reference = self.subject
        self.read(
            lambda desk, who: terminating.ending(desk, who, reference),
            self._terminate_or_tell,
            group="missing",
        )

    def _terminate_or_tell(self, ending: Ending) -> None:
        from screens.case.end import StillMissing
        from screens.case.termination import Terminate

        if any(one.blocks for one in ending.missing):
            title = _("The service cannot end yet: {reference}").format(reference=self.subject)
            self.app.push_screen(StillMissing(self.subject, ending.missing, title), self.settle)
            return
        self.open_dialog(
            Terminate(self.subject, ending),
            _("The service in {reference} has ended.").format(reference=self.subject),
            _("New facts take it up again; the ways that stay open are on record."),
        )

    def action_reopen(self) -> None:
        from screens.case.termination import Reopen

        self.open_dialog(
            Reopen(self.subject),
            _("{reference} is taken up again.").format(reference=self.subject),
            _("The new facts are a point: the reply must answer it."),
        )

    # -- the way from what is missing ------------------------------------------------------

    def settle(self, missing: Missing | None) -> None:
        """Go to where one line of what is missing is settled."""
        if missing is not None:
            self.ways[missing.code](missing.where)

    @property
    def ways(self) -> dict[str, Callable[[str], None]]:
        """Code of a line that is missing → the way to where it is settled, by its place."""

        def last(where: str) -> str:
            return where.partition(".")[2]

        return {
            "point": self.jump,
            "handover": lambda _where: self._settle_handover(),
            "scope": lambda _where: self.settle_scope("scope"),
            "referral": lambda _where: self.settle_scope("referral"),
            "restore": lambda _where: self.action_restore(),
            "task": lambda where: self.action_tasks(last(where)),
            "letter": lambda _where: self.letters(),
            "promise": lambda where: self.action_kept(last(where)),
            "contact": lambda _where: self.action_contact(),
            "external": lambda _where: self.action_report_back(),
            "escalation": lambda _where: self.action_raised(),
            "follow_up": lambda _where: self.action_follow_up(),
            "paper": lambda _where: self.action_handed_in(),
        }

    def _settle_handover(self) -> None:
        offer = offer_of(self.file) if self.file else None
        if offer is None:
            self.action_hand_over()
        elif offer.receiver_id is None:
            self.action_by_word()
        else:
            self.action_end_offer()
